"""Which statements stand for classes that CPython makes when a program runs?

namedtuple, NamedTuple, dataclasses and enums become plain class statements, module by module and
before anybody looks at names: all classes of a program are known when it is compiled, and what
CPython looks up in them by computed names is written out.
"""

import ast
import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ulambda.compiler.modules import Module
from ulambda.compiler.program import qualify

Resolve = Callable[[Module, ast.ImportFrom], "str | None"]
Found = ast.AST | list[ast.stmt]
Made = list[ast.stmt] | ast.stmt | ast.expr | None


@dataclass(slots=True)
class Facts:
    """What is known of one class of the user: `kind` says which file expanded it, if any."""

    kind: str
    methods: frozenset[str] = frozenset()
    fields: tuple[object, ...] = ()
    flags: frozenset[str] = frozenset()


@dataclass(slots=True)
class Findings:
    """Classes of all modules by full name, and what could not be expanded."""

    classes: dict[str, Facts] = field(default_factory=dict)
    abstract: dict[str, set[str]] = field(default_factory=dict)  # methods that are missing
    wrong: list[tuple[ast.AST, str, str]] = field(default_factory=list)  # node, seen, hint
    matches: bool = True  # may the program have a match statement?


class Expander(ast.NodeTransformer):
    """Rewrites the tree of one module, in the ways that the files of the constructs know."""

    def __init__(self, module: Module, findings: Findings, resolve: Resolve, ways: "Ways") -> None:
        self.module = module
        self.findings = findings
        self.ways = ways
        self.imported = dict(_imports(module, resolve))
        self.bound = set(_bound(module.tree))
        self.hoisted: list[ast.stmt] = []
        self.depth: list[str] = []  # "function" or "class" for each of those around
        self.generic: set[str] = set()  # classes with type parameters
        self.dispatchers: set[str] = set()  # functions that are chosen by type

    def expand(self) -> None:
        """Rewrite the module in place."""
        self.generic_visit(self.module.tree)

    def meaning(self, node: ast.AST | None) -> str:
        """The full name of what an expression means, `enum.Enum`; nothing if it is not known.

        A subscript means what is subscribed: `Generic[T]`.
        """
        if isinstance(node, ast.Subscript):
            return self.meaning(node.value)
        if isinstance(node, ast.Name):
            own = f"{self.module.name}.{node.id}"
            if own in self.findings.classes or node.id in self.imported:
                return own if own in self.findings.classes else self.imported[node.id]
            return "" if node.id in self.bound else f"builtins.{node.id}"
        if isinstance(node, ast.Attribute):
            base = self.meaning(node.value)
            return f"{base}.{node.attr}" if base else ""
        return ""

    def facts(self, node: ast.AST) -> Facts | None:
        """What is known of the class that an expression means."""
        return self.findings.classes.get(self.meaning(node))

    def methods(self, node: ast.ClassDef) -> frozenset[str]:
        """The methods of a class and of those of its bases that are known."""
        inherited = (f.methods for f in map(self.facts, node.bases) if f is not None)
        return frozenset(methods_of(node)).union(*inherited)

    def learn(self, node: ast.ClassDef | ast.FunctionDef, facts: Facts) -> None:
        """Remember a class or function, if other code can name it."""
        if not self.depth or self.depth[-1] != "class":
            self.findings.classes[f"{self.module.name}.{node.name}"] = facts

    def qualified(self, name: str) -> str:
        """What a global name of this module is called in the whole program."""
        return qualify(self.module.name, self.module.main, name)

    def refuse(self, node: ast.AST, seen: str, hint: str) -> None:
        """Report what cannot be expanded."""
        self.findings.wrong.append((node, seen, hint))

    def mentions(self, name: str) -> bool:
        """Does the module have an attribute or keyword of that name?"""
        nodes = ast.walk(self.module.tree)
        return any(name in (getattr(n, "attr", ""), getattr(n, "arg", "")) for n in nodes)

    def constant_named(self, name: str) -> ast.expr | None:
        """What the one assignment at the left margin of the module gives to a name."""
        found = [s for s in self.module.tree.body if isinstance(s, ast.Assign)]
        values = [s.value for s in found for t in s.targets if getattr(t, "id", "") == name]
        return values[0] if len(values) == 1 else None

    def parts(self, node: ast.Call) -> ast.Call:
        """Expand the parts of a call that replaces another."""
        self.generic_visit(node)
        return node

    def visited(self, node: ast.expr | None) -> ast.expr | None:
        """An expression, expanded."""
        found = None if node is None else self.visit(node)
        assert found is None or isinstance(found, ast.expr)
        return found

    # The walk

    def visit(self, node: ast.AST) -> Found:
        if not isinstance(node, ast.stmt):
            return super().visit(node)  # type: ignore[no-any-return]
        outer, self.hoisted = self.hoisted, []
        found = super().visit(node)
        made = found if isinstance(found, list) else [found]
        made, self.hoisted = [*self.hoisted, *made], outer
        return made if len(made) != 1 else made[0]

    def _inside(self, node: ast.AST, kind: str) -> ast.AST:
        self.depth.append(kind)
        self.generic_visit(node)
        self.depth.pop()
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Found:
        for way in self.ways.functions:
            found = way(self, node)
            if found is not None:
                return found
        return self._inside(node, "function")

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> Found:
        return self._inside(node, "function")

    def visit_ClassDef(self, node: ast.ClassDef) -> Found:
        self._inside(node, "class")
        for way in self.ways.classes:
            found = way(self, node)
            if found is not None:
                return found
        generic = frozenset({"generic"} if node.name in self.generic else ())
        self.learn(node, Facts("plain", self.methods(node), (), generic))
        return node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> Found:
        if node.module == "collections":  # `from collections import abc`: meanings are known by now
            node.names = [alias for alias in node.names if alias.name != "abc"]
        return node if node.names else ast.copy_location(ast.Pass(), node)

    def visit_Name(self, node: ast.Name) -> Found:
        if self.imported.get(node.id) == "typing.TYPE_CHECKING":
            return ast.copy_location(ast.Constant(False), node)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> Found:
        if self.meaning(node) == "typing.TYPE_CHECKING":
            return ast.copy_location(ast.Constant(False), node)
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> Found:
        return node  # annotations stay as they are

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Found:
        self.ways.alias(self, node)
        node.value = self.visited(node.value)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> Found:
        found = self.ways.subscript(self, node) if isinstance(node.ctx, ast.Load) else None
        return self.generic_visit(node) if found is None else found

    def visit_Assign(self, node: ast.Assign) -> Found:
        self.ways.alias(self, node)
        if isinstance(node.value, ast.Call) and isinstance(node.targets[0], ast.Name):
            call = self.ways.calls.get(self.meaning(node.value.func))
            if call is not None and len(node.targets) == 1:
                made = call(self, node.value, node.targets[0].id)
                first = made[0] if isinstance(made, list) else made
                if isinstance(first, ast.ClassDef):
                    found: list[ast.stmt] = made if isinstance(made, list) else [first]
                    node.value = ast.copy_location(ast.Name(first.name, ast.Load()), node.value)
                    return found if first.name == node.targets[0].id else [*found, node]
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> Found:
        call = self.ways.calls.get(self.meaning(node.func))
        if call is None:
            return self.generic_visit(node)
        made = call(self, node, "")
        if made is node:
            return node
        first = made[0] if isinstance(made, list) else made
        if isinstance(first, ast.ClassDef):
            self.hoisted += made if isinstance(made, list) else [first]
            return ast.copy_location(ast.Name(first.name, ast.Load()), node)
        self.generic_visit(node)
        return node if made is None else made


@dataclass(frozen=True, slots=True)
class Ways:
    """How to expand what: functions that return None when they are not concerned."""

    classes: tuple[Callable[[Expander, ast.ClassDef], list[ast.stmt] | ast.stmt | None], ...]
    functions: tuple[Callable[[Expander, ast.FunctionDef], ast.stmt | None], ...]
    alias: Callable[[Expander, ast.Assign | ast.AnnAssign], None]
    subscript: Callable[[Expander, ast.Subscript], ast.expr | None]
    calls: Mapping[str, Callable[[Expander, ast.Call, str], Made]]


def _imports(module: Module, resolve: Resolve) -> Iterator[tuple[str, str]]:
    """What the imports of a module bind, wherever they stand: name, full name."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                whole = alias.name if alias.asname else alias.name.partition(".")[0]
                yield alias.asname or whole, whole
        elif isinstance(node, ast.ImportFrom):
            base = resolve(module, node)
            for alias in node.names:
                yield alias.asname or alias.name, f"{base}.{alias.name}"


def _bound(tree: ast.AST) -> Iterator[str]:
    """Names that something in a module binds, wherever."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg


def methods_of(node: ast.ClassDef) -> Iterator[str]:
    """The functions that a class body defines."""
    return (s.name for s in node.body if isinstance(s, ast.FunctionDef))


def constant(node: ast.AST | None, kinds: type | tuple[type, ...]) -> object:
    """The value of an expression that is a constant of one of some types, or None."""
    found = isinstance(node, ast.Constant) and isinstance(node.value, kinds)
    return node.value if found and isinstance(node, ast.Constant) else None


def written(text: str, place: ast.AST, names: Mapping[str, ast.expr | str]) -> list[ast.stmt]:
    """Parse a text; `names` in it become other names or expressions. All of it stands at `place`.

    The nodes of the expressions keep their own places.
    """
    tree = _Filler(names, place).visit(ast.parse(text))
    assert isinstance(tree, ast.Module)
    return tree.body


class _Filler(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, ast.expr | str], place: ast.AST) -> None:
        self.names = names
        self.place = place

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Name) and node.id in self.names:
            meant = self.names[node.id]
            if isinstance(meant, ast.expr):
                return copy.deepcopy(meant)
            node.id = meant
        if hasattr(node, "lineno"):
            ast.copy_location(node, self.place)
        return self.generic_visit(node)
