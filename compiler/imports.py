"""What does every import of a program bind?

An imported module is known to the compiler and is no value. A name imported from a module stands
for the module's own name if both are bound once; otherwise it is a variable of its own that is
assigned where the import stands, as in CPython.
"""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ulambda.compiler.diagnostics import Diagnostic, Source
from ulambda.compiler.expand import Findings
from ulambda.compiler.expansions import expand
from ulambda.compiler.modules import (
    ERASED_MODULES,
    INTRINSICS,
    Module,
    Modules,
    library_files,
)
from ulambda.compiler.program import BUILTINS, bindings, qualify
from ulambda.compiler.public import public_names
from ulambda.compiler.scope import Scope, Scopes, find_scopes
from ulambda.spec import builtins

Import = ast.Import | ast.ImportFrom


@dataclass(frozen=True, slots=True)
class ModuleTarget:
    """The name means a module."""

    module: str


@dataclass(frozen=True, slots=True)
class MemberTarget:
    """The name means what a module calls `name`."""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Erased:
    """The name exists for annotations only, or what it means is unknown and was `reported`."""

    reported: bool = False


Target = ModuleTarget | MemberTarget | Erased
Meaning = ModuleTarget | Erased | ast.expr


@dataclass(slots=True)
class Names:
    """The global names of one module and what its imports bind, by scope."""

    module: Module
    scopes: Scopes
    bound: set[str]
    counts: Counter[str]
    static: dict[Scope, dict[str, Target]] = field(default_factory=dict)
    copies: dict[Scope, set[str]] = field(default_factory=dict)
    public: list[str] = field(default_factory=list)  # what `import *` binds

    @property
    def root(self) -> Scope:
        return self.scopes[self.module.tree]


class Linkage:
    """The names of all modules of a program."""

    def __init__(self, modules: Modules, library: "Linkage | None") -> None:
        self.modules = modules
        self.library = library  # where modules of the library are known already
        self.findings: list[Diagnostic] = []
        self.whole = Source("", "", tuple(library_files().values()))
        self.names: dict[str, Names] = {}
        self.bound: set[str] = set()  # modules whose imports are decided
        self.expanded = Findings()
        self.stored: set[str] = set()  # attributes that some assignment to a module may set

    def report(self, node: ast.AST, rule: str, **seen: object) -> None:
        """Add a finding, unless it is known."""
        found = self.whole.diagnose(node, rule, **seen)
        if found not in self.findings:
            self.findings.append(found)

    # Loading

    def load_all(self, module: Module) -> None:
        """Load what a module imports, and so on; take note of its names."""
        if module.name in self.names:
            return
        if module.library and self.library is not None:
            self.library.load_all(module)
            self.names[module.name] = self.library.names[module.name]
            return
        module.tree.body = list(self._without_failing(module, module.tree.body))
        self.names[module.name] = Names(module, {}, set(), Counter())
        for node in ast.walk(module.tree):
            if isinstance(node, Import):
                for name in self.needed(module, node):
                    found = self.modules.load(name)
                    if found is not None:
                        self.load_all(found)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
                self._expand(module, node)
        expand(module, self.expanded, self.absolute)
        self._survey(module)

    def needed(self, module: Module, node: Import) -> list[str]:
        """Modules that an import statement runs, in order; unknown ones among them."""
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            base = self.absolute(module, node)
            names = [] if base is None else [base]
            if base is not None and self.modules.load(base) is not None:
                inner = [f"{base}.{alias.name}" for alias in node.names]
                names += [name for name in inner if self._is_submodule(base, name)]
        result = []
        for name in names:
            if name not in ERASED_MODULES and name.partition(".")[0] != INTRINSICS:
                parts = name.split(".")
                result += [".".join(parts[: i + 1]) for i in range(len(parts))]
        return result

    def _is_submodule(self, package: str, name: str) -> bool:
        return self.modules.by_name[package].package and self.modules.load(name) is not None

    def absolute(self, module: Module, node: ast.ImportFrom) -> str | None:
        """The full name of the module that `from ... import` names."""
        if not node.level:
            return node.module or ""
        parts = module.name.split(".")
        keep = len(parts) - node.level + module.package
        if keep < 1:
            return None
        return ".".join([*parts[:keep], *([node.module] if node.module else [])])

    def _without_failing(self, module: Module, body: list[ast.stmt]) -> Iterator[ast.stmt]:
        """Decide `try: import a / except ImportError: import b` as it would end."""
        for statement in body:
            if not (isinstance(statement, ast.Try) and _catches_import(statement)):
                yield statement
                continue
            imports = [s for s in statement.body if isinstance(s, Import)]
            if any(not self._importable(module, node) for node in imports[:1]):
                if statement.body[0] is imports[0] and not statement.handlers[0].name:
                    chosen = statement.handlers[0].body
                    yield from self._without_failing(module, [*chosen, *statement.finalbody])
                    continue
            elif len(imports) == len(statement.body):
                yield from [*statement.body, *statement.orelse, *statement.finalbody]
                continue
            yield statement

    def _importable(self, module: Module, node: Import) -> bool:
        return all(self.modules.load(name) is not None for name in self.needed(module, node))

    def _expand(self, module: Module, node: ast.ImportFrom) -> None:
        base = self.absolute(module, node)
        names: list[str] = []
        if base in self.names:
            names = self.names[base].public or public_names(self.names[base].module.tree)
        if names:
            node.names = [ast.copy_location(ast.alias(name, None), node.names[0]) for name in names]

    def _survey(self, module: Module) -> None:
        names = self.names[module.name]
        names.scopes = find_scopes(module.tree)
        names.public = public_names(module.tree)
        for scope in names.scopes.values():
            top = scope.kind == "module"
            names.bound |= scope.bound if top else scope.bound & scope.global_names
            names.counts.update(n for n in bindings(scope) if top or n in scope.global_names)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
                inside = isinstance(node.value, ast.Name) and node.value.id == "self"
                self.stored |= set() if inside else {node.attr}

    # Meaning

    def bind_all(self) -> None:
        """Decide for every import what its names are: static, or variables."""
        if self.library is not None:
            self.library.bind_all()
        for node, seen, hint in self.expanded.wrong:
            self.report(node, "UL209", seen=seen, hint=hint)
        for name, names in self.names.items():
            if name in self.bound or (names.module.library and self.library is not None):
                continue
            self.bound.add(name)
            for scope in names.scopes.values():
                self._bind(names, scope)

    def _bind(self, names: Names, scope: Scope) -> None:
        targets: dict[str, list[tuple[Target, ast.AST]]] = defaultdict(list)
        for node in own_imports(scope):
            for name, target in self._targets(names.module, node):
                targets[name].append((target, node))
        counts = Counter(bindings(scope))
        for name, found in targets.items():
            outside = scope.kind != "module" and name in scope.global_names
            owner = names.root if outside else scope
            total = names.counts[name] if owner is names.root else counts[name]
            distinct = {target for target, _ in found}
            first = found[0][0]
            if all(isinstance(t, MemberTarget) for t in distinct):
                once = len(distinct) == 1 and total == len(found)
                if owner is names.root and once and not outside and self._stable(first):
                    names.static.setdefault(owner, {})[name] = first
                else:
                    names.copies.setdefault(scope, set()).add(name)
                continue
            if len(distinct) > 1 or total > len(found) or scope.kind == "class":
                self.report(found[-1][1], "UL107")
                first = Erased(True)
            names.static.setdefault(owner, {})[name] = first

    def _targets(self, module: Module, node: Import) -> Iterator[tuple[str, Target]]:
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                whole = alias.name if alias.asname else bound
                known = alias.name not in ERASED_MODULES and self._known(module, node, alias.name)
                erased = Erased(alias.name not in ERASED_MODULES)
                yield bound, ModuleTarget(whole) if known else erased
            return
        base = self.absolute(module, node)
        for alias in node.names:
            bound = alias.asname or alias.name
            if base in ERASED_MODULES:
                yield bound, Erased()
            elif base is None or not self._known(module, node, base):
                if base is None:
                    shown = "." * node.level + (node.module or "")
                    hint = "write the module's full name: it is in no package"
                    self.report(node, "UL105", name=shown, hint=hint)
                yield bound, Erased(True)
            elif alias.name == "*":
                self.report(node, "UL107")
            else:
                yield bound, self._member(module, node, base, alias.name)

    def _known(self, module: Module, node: Import, name: str) -> bool:
        if name.partition(".")[0] == INTRINSICS and module.library:
            return True
        if self.modules.load(name) is not None:
            return True
        self.report(node, "UL105", name=name, hint=self.modules.nearest(name))
        return False

    def _member(self, module: Module, node: ast.AST, base: str, name: str) -> Target:
        if base.partition(".")[0] == INTRINSICS:
            return MemberTarget(base, name)
        names = self.names[base]
        if name not in names.bound and f"{base}.{name}" in self.modules.by_name:
            return ModuleTarget(f"{base}.{name}")
        if name not in names.bound and name not in self.stored and name != "__name__":
            self.no_member(node, base, name)
            return Erased(True)
        static = self._static(names, name)
        return static if isinstance(static, ModuleTarget) else MemberTarget(base, name)

    def _static(self, names: Names, name: str) -> Target | None:
        """What a global name of a module was imported as, if that was decided already."""
        return names.static.get(names.root, {}).get(name) if names.scopes else None

    def no_member(self, node: ast.AST, base: str, name: str) -> None:
        public = [n for n in sorted(self.names[base].bound) if not n.startswith("_")]
        known = ", ".join(public) or "nothing"
        self.report(node, "UL106", module=base, name=name, known=known)

    def _names_of(self, module: str) -> Names:
        """The names of a module of the program, or of one that only the library imports."""
        if module in self.names or self.library is None:
            return self.names[module]
        return self.library.names[module]

    def _stable(self, target: Target) -> bool:
        if not isinstance(target, MemberTarget) or target.module.startswith(INTRINSICS):
            return True
        names = self._names_of(target.module)
        return names.counts[target.name] <= 1 and target.name not in self.stored

    def meaning(self, target: Target, node: ast.AST) -> Meaning:
        """Resolve a target: a module, or the expression that reads it."""
        seen: set[Target] = set()
        while isinstance(target, MemberTarget) and target not in seen:
            seen.add(target)
            if target.module.partition(".")[0] == INTRINSICS:
                return _intrinsic(target, node)
            names = self._names_of(target.module)
            further = names.static.get(names.root, {}).get(target.name)
            if further is None:
                return self._global(names.module, target.name, node)
            target = further
        return Erased(True) if isinstance(target, MemberTarget) else target

    def _global(self, module: Module, name: str, node: ast.AST) -> ast.expr:
        if name == "__name__" and name not in self._names_of(module.name).bound:
            return ast.copy_location(ast.Constant(module.name), node)
        qualified = qualify(module.name, module.main, name)
        return ast.copy_location(ast.Name(qualified, ast.Load()), node)


def _intrinsic(target: MemberTarget, node: ast.AST) -> ast.expr:
    dotted = f"{target.module.partition('.')[2]}.{target.name}"
    if dotted in builtins.CONSTANTS:
        return ast.copy_location(ast.Constant(builtins.CONSTANTS[dotted]), node)
    assert dotted in BUILTINS, dotted
    return ast.copy_location(ast.Name(dotted, ast.Load()), node)


def own_imports(scope: Scope) -> Iterator[Import]:
    """List the import statements of a scope's own code."""
    pending: list[ast.AST] = list(ast.iter_child_nodes(scope.node))
    while pending:
        node = pending.pop(0)
        if isinstance(node, Import):
            yield node
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.expr):
            pending += ast.iter_child_nodes(node)


def _catches_import(node: ast.Try) -> bool:
    caught = node.handlers[0].type if node.handlers else None
    return isinstance(caught, ast.Name) and caught.id in ("ImportError", "ModuleNotFoundError")
