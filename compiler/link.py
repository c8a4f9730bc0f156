"""How do the modules of a program become one?

Bodies run in the order in which CPython would import them: the statements of a module stand where
the first import of it stands. A module that is imported inside of a function or block first runs
before the statement around; that is refused where the difference could be seen. The library has
nothing to see and comes first.
"""

import ast
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from ulambda.compiler.diagnostics import CompileError, Diagnostic, Source
from ulambda.compiler.imports import Import, Linkage
from ulambda.compiler.modules import Module, Modules, library_files, library_module
from ulambda.compiler.parse import parse
from ulambda.compiler.program import qualify
from ulambda.compiler.rename import Renamer
from ulambda.compiler.shake import Item, LibraryModule, describe_library, describe_user

BUILTINS_FILE = "builtins"  # the module of builtin functions that are written in Python
TYPES = "types/"  # the modules of methods of builtin types


@dataclass(slots=True)
class Linked:
    """A whole program: its statements in order, and what was found wrong with its imports."""

    source: Source  # of the main module, able to point into every file
    user: list[Item] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)
    findings: list[Diagnostic] = field(default_factory=list)
    files: tuple[str, ...] = ()  # paths of the user's files beside the main one
    own: set[str] = field(default_factory=set)  # names of the user's modules

    def open_library(self, name: str) -> LibraryModule | None:
        """A module of the library that something names; None for the user's."""
        return None if name in self.own else library_items(name)


@functools.cache
def _library() -> Linkage:
    return Linkage(Modules({}), None)


@functools.cache
def library_builtins() -> frozenset[str]:
    """Builtin functions and types that are written in Python."""
    module = library_module(BUILTINS_FILE)
    body = module.tree.body if module else []
    names = (node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    return frozenset(name for name in names if not name.startswith("_"))


@functools.cache
def extension_methods() -> dict[str, tuple[str, ...]]:
    """The methods of builtin types that are written in Python: name -> types."""
    found: dict[str, tuple[str, ...]] = {}
    for path in library_files():
        module = library_module(path.removesuffix(".py")) if path.startswith(TYPES) else None
        for node in module.tree.body if module else []:
            name = getattr(node, "name", "_")
            if not name.startswith("_") or name.endswith("__"):
                type_name = path.removeprefix(TYPES).removesuffix(".py")
                found[name] = (*found.get(name, ()), type_name)
    return found


@functools.cache
def library_items(name: str) -> LibraryModule:
    """Rename a module of the library, once for all programs."""
    linkage, module = _library(), library_module(name)
    assert module is not None, name
    linkage.modules.by_name.setdefault(name, module)
    linkage.load_all(module)
    linkage.bind_all()
    names = linkage.names[name]
    needs = [n for s in module.tree.body if isinstance(s, Import) for n in _run(linkage, module, s)]
    renamer = Renamer(linkage, names, library_builtins())
    natives = set() if "/" not in name and name != BUILTINS_FILE else names.bound
    items = []
    for statement in module.tree.body:
        if isinstance(statement, ast.FunctionDef) and _is_native(statement):
            natives.add(statement.name)
            statement.decorator_list.clear()
        if isinstance(statement, ast.FunctionDef) and _is_getter(name, statement):
            statement.decorator_list.clear()
            statement.getter = True  # type: ignore[attr-defined]
        if not isinstance(statement, Import):
            items += [describe_library(s, name) for s in renamer.statements([statement])]
    assert not linkage.findings, linkage.findings
    used = [BUILTINS_FILE] if renamer.library_used else []
    native = frozenset(qualify(name, False, n) for n in natives if n[0] != "_" or n.endswith("__"))
    return LibraryModule(tuple(items), (*needs, *used), native)


def _is_native(statement: ast.FunctionDef) -> bool:
    return _decorated(statement, "native")


def _is_getter(module: str, statement: ast.FunctionDef) -> bool:
    """Is it an attribute of a builtin type that is computed?"""
    return module.startswith(TYPES) and _decorated(statement, "property")


def _decorated(statement: ast.FunctionDef, name: str) -> bool:
    return any(isinstance(d, ast.Name) and d.id == name for d in statement.decorator_list)


def _run(linkage: Linkage, module: Module, node: Import) -> Iterator[str]:
    """Modules that an import statement runs and that were found."""
    for name in linkage.needed(module, node):
        if name in linkage.names:
            yield name


def link(source: Source, name: str | None, files: Mapping[str, str]) -> Linked:
    """Find and join all modules; CompileError when one is no Python."""
    name = name or PurePath(source.filename).stem
    main = Module(name, 0, source, parse(source), PurePath(source.filename).stem == "__init__")
    path = name.replace(".", "/") + ("/__init__.py" if main.package else ".py")
    inside = source.filename.endswith(path)
    modules = Modules(files, source.filename.removesuffix(path) if inside else "")
    parents = name.split(".")[:-1]
    modules.by_name[name] = main
    linkage = Linkage(modules, _library())
    for count in range(1, len(parents) + 1):
        parent = modules.load(".".join(parents[:count]))
        if parent is not None:
            linkage.load_all(parent)
    linkage.load_all(main)
    if modules.findings:
        raise CompileError(modules.findings)
    linkage.whole = modules.whole(source)
    linkage.bind_all()
    return _Linker(linkage, Linked(linkage.whole)).link(main)


@dataclass(slots=True)
class _Linker:
    linkage: Linkage
    linked: Linked
    started: set[str] = field(default_factory=set)
    finished: set[str] = field(default_factory=set)
    emitted: set[str] = field(default_factory=set)  # global names that are bound by now

    def link(self, main: Module) -> Linked:
        parts = main.name.split(".")
        for count in range(1, len(parts) + 1):
            self._body(".".join(parts[:count]))
        self.linked.findings += self.linkage.findings
        self.linked.files = tuple(self.linkage.modules.used)
        return self.linked

    def _body(self, name: str) -> None:
        """Append the statements of a module, unless that was done."""
        names = self.linkage.names.get(name)
        if name in self.started or names is None:
            return
        self.started.add(name)
        if not names.module.library:
            self.linked.own.add(name)
        if names.module.library:
            return  # what the program mentions of it is found when it is shaken
        renamer = Renamer(self.linkage, names, library_builtins())
        for statement in names.module.tree.body:
            self._statement(names.module, renamer, statement)
        self.linked.erased |= renamer.erased
        self.finished.add(name)

    def _statement(self, module: Module, renamer: Renamer, statement: ast.stmt) -> None:
        for node in ast.walk(statement):
            if isinstance(node, Import):
                for name in _run(self.linkage, module, node):
                    if node is not statement:
                        self._early(module, node, name)
                    self._body(name)
        if isinstance(statement, ast.ImportFrom):
            self._circular(module, statement)
        for renamed in renamer.statements([statement]):
            item = describe_user(renamed, module.main)
            self.emitted |= item.binds
            self.linked.user.append(item)

    def _early(self, module: Module, node: Import, name: str) -> None:
        """A module runs before the statement that its import is nested in."""
        found = self.linkage.names[name].module
        if name not in self.started and not found.library and _noisy(found.tree):
            self.linkage.report(node, "UL124", name=name)

    def _circular(self, module: Module, node: ast.ImportFrom) -> None:
        """`from a import x` while a is still running, before x is bound."""
        base = self.linkage.absolute(module, node)
        if base not in self.started - self.finished or base not in self.linkage.names:
            return
        names = self.linkage.names[base]
        if names.module.library:
            return
        for alias in node.names:
            qualified = qualify(base, names.module.main, alias.name)
            static = names.static.get(names.root, {})
            own = alias.name in names.bound and alias.name not in static
            if own and qualified not in self.emitted:
                self.linkage.report(node, "UL125", module=base, name=alias.name)


def _noisy(tree: ast.Module) -> bool:
    """Could someone see when a module's body runs?"""
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Raise) or (
                isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
            ):
                return True
            if isinstance(node, ast.Name) and node.id in ("print", "time"):
                return True
    return False
