"""Which variable does each name mean?

Every function, class body and comprehension has a scope. Comprehensions run inside the function
around them (as in CPython 3.12), so their variables live in its frame but keep their names to
themselves.
"""

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from ulambda.compiler.async_functions import is_coroutine

FunctionNode = ast.FunctionDef | ast.Lambda | ast.GeneratorExp
InlineNode = ast.ListComp | ast.SetComp | ast.DictComp
Kind = Literal["module", "function", "class", "inline"]


@dataclass(slots=True, eq=False)
class Scope:
    """The names of one piece of code."""

    node: ast.AST
    kind: Kind
    parent: "Scope | None"
    bound: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    global_names: set[str] = field(default_factory=set)
    nonlocal_names: set[str] = field(default_factory=set)
    cells: set[str] = field(default_factory=set)
    free: set[str] = field(default_factory=set)
    generator: bool = False

    @property
    def locals(self) -> set[str]:
        return self.bound - self.global_names - self.nonlocal_names


Scopes = dict[ast.AST, Scope]


def find_scopes(module: ast.Module) -> Scopes:
    """Build and resolve the scopes of a module; the key is the node that opens the scope."""
    scopes = collect_scopes(module)
    resolve_scopes(scopes)
    return scopes


def collect_scopes(module: ast.Module) -> Scopes:
    """Build the scopes of a module, without saying who owns which name."""
    scopes: Scopes = {}
    root = Scope(module, "module", None)
    scopes[module] = root
    _Collector(scopes, root).visit_all(module.body)
    return scopes


def resolve_scopes(scopes: Scopes, static: Collection[ast.AST] = ()) -> None:
    """Find the owners of all names; static classes need no cell for `__class__`."""
    for scope in scopes.values():
        for name in scope.used:
            _resolve(scope, name, static)


def _resolve(scope: Scope, name: str, static: Collection[ast.AST]) -> None:
    """Find the owner of a name; mark the cell and the functions that pass it on."""
    if name in scope.locals or name in scope.global_names:
        return
    crossed: list[Scope] = [scope] if scope.kind == "function" else []
    owner = scope.parent
    while owner is not None and owner.kind != "module":
        if owner.kind == "class" and name == "__class__" and crossed:
            if owner.node in static:
                return
            owner.cells.add(name)
            for between in crossed:
                between.free.add(name)
            return
        if owner.kind != "class" and name in owner.locals:
            if crossed:
                owner.cells.add(name)
                for between in crossed:
                    between.free.add(name)
            return
        if owner.kind == "function":
            crossed.append(owner)
        owner = owner.parent


class _Collector(ast.NodeVisitor):
    """Note what each scope binds and uses."""

    def __init__(self, scopes: Scopes, scope: Scope) -> None:
        self.scopes = scopes
        self.scope = scope

    def visit_all(self, nodes: Iterable[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def _enter(self, node: ast.AST, kind: Kind) -> "_Collector":
        inner = Scope(node, kind, self.scope)
        self.scopes[node] = inner
        return _Collector(self.scopes, inner)

    # Names

    def visit_Name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.scope.bound.add(node.id)
        self.scope.used.add(node.id)
        if node.id == "super":  # super() looks at the class around
            self.scope.used.add("__class__")

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        owner = self.scope
        while owner.kind == "inline" and owner.parent is not None:
            owner = owner.parent
        if isinstance(owner.node, ast.GeneratorExp):
            owner = _function_around(owner)
            self._walrus_in_generator(node.target.id, owner)
        else:
            owner.bound.add(node.target.id)
        owner.used.add(node.target.id)
        self.scope.used.add(node.target.id)
        self.visit(node.value)

    def _walrus_in_generator(self, name: str, owner: Scope) -> None:
        owner.bound.add(name)
        inner = self.scope
        while inner is not owner and inner.parent is not None:
            if owner.kind == "module" or name in owner.global_names:
                inner.global_names.add(name)
            else:
                inner.nonlocal_names.add(name)
            inner.used.add(name)
            inner = inner.parent

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.global_names.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocal_names.update(node.names)
        self.scope.used.update(node.names)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.scope.bound.add(node.name)
        self.generic_visit(node)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self.scope.bound.add(alias.asname or alias.name.split(".")[0])

    visit_ImportFrom = visit_Import

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit_all([node.target, node.value])

    def visit_Yield(self, node: ast.Yield | ast.YieldFrom) -> None:
        owner = self.scope
        while owner.kind == "inline" and owner.parent is not None:
            owner = owner.parent
        owner.generator = True
        self.generic_visit(node)

    visit_YieldFrom = visit_Yield

    # Scopes

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.scope.bound.add(node.name)
        self.visit_all(node.decorator_list)
        self._function(node, node.body)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._function(node, [node.body])

    def _function(self, node: ast.FunctionDef | ast.Lambda, body: Iterable[ast.AST]) -> None:
        self.visit_all([*node.args.defaults, *node.args.kw_defaults])
        inner = self._enter(node, "function")
        inner.scope.generator = is_coroutine(node)
        inner.scope.bound.update(argument.arg for argument in all_arguments(node.args))
        inner.visit_all(body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.scope.bound.add(node.name)
        self.visit_all([*node.bases, *node.keywords, *node.decorator_list])
        self._enter(node, "class").visit_all(node.body)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self._comprehension(node, [node.elt], "function")
        self.scopes[node].generator = True

    def visit_ListComp(self, node: ast.ListComp) -> None:
        self._comprehension(node, [node.elt], "inline")

    def visit_SetComp(self, node: ast.SetComp) -> None:
        self._comprehension(node, [node.elt], "inline")

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self._comprehension(node, [node.key, node.value], "inline")

    def _comprehension(
        self, node: InlineNode | ast.GeneratorExp, result: Iterable[ast.expr], kind: Kind
    ) -> None:
        first, *others = node.generators
        self.visit(first.iter)
        inner = self._enter(node, kind)
        inner.visit_all([first.target, *first.ifs])
        for generator in others:
            inner.visit_all([generator.iter, generator.target, *generator.ifs])
        inner.visit_all(result)


def _function_around(scope: Scope) -> Scope:
    """Find where a walrus inside a generator expression binds."""
    while scope.parent is not None and (
        scope.kind == "inline" or isinstance(scope.node, ast.GeneratorExp)
    ):
        scope = scope.parent
    return scope


def all_arguments(arguments: ast.arguments) -> Iterator[ast.arg]:
    """List the parameters in the order of their registers."""
    yield from arguments.posonlyargs
    yield from arguments.args
    yield from arguments.kwonlyargs
    if arguments.vararg:
        yield arguments.vararg
    if arguments.kwarg:
        yield arguments.kwarg


def outer_parts(node: ast.AST) -> list[ast.expr]:
    """The parts of a definition that run when it is executed, not when it is called."""
    parts: list[ast.expr] = []
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        parts += node.args.defaults + [d for d in node.args.kw_defaults if d is not None]
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        parts += node.decorator_list
    if isinstance(node, ast.ClassDef):
        parts += node.bases + [keyword.value for keyword in node.keywords]
    return parts


def bound_in_order(body: Iterable[ast.AST]) -> Iterator[str]:
    """List the names that statements bind or delete in their own scope, as they are written.

    >>> list(bound_in_order(ast.parse("x = 1\\ndef f(): y = 2").body))
    ['x', 'f']
    """
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from bound_in_order(outer_parts(node))
            yield node.name
        elif isinstance(node, ast.Lambda):
            yield from bound_in_order(outer_parts(node))
        elif isinstance(node, ast.ListComp | ast.DictComp | ast.SetComp | ast.GeneratorExp):
            yield from bound_in_order([node.generators[0].iter])
        elif isinstance(node, ast.Name):
            yield from [] if isinstance(node.ctx, ast.Load) else [node.id]
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.split(".")[0]
        elif isinstance(node, ast.AnnAssign):
            yield from bound_in_order([node.target, node.value] if node.value is not None else [])
        elif isinstance(node, ast.Assign):
            yield from bound_in_order([node.value, *node.targets])
        else:
            if isinstance(node, ast.ExceptHandler) and node.name:
                yield node.name
            yield from bound_in_order(ast.iter_child_nodes(node))
