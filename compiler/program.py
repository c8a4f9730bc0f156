"""What is known about the whole program before any code runs?

Handlers are linked whole, so the compiler may decide what CPython looks up at run time: which names
are functions that are never rebound, which are constants, builtins or modules.

A name is *settled* when it is bound exactly once, by a statement at the left margin, and nothing
that runs before that statement can reach a use of it. Uses of settled names need no look-up and no
check.
"""

import ast
import builtins as python
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ulambda.compiler.class_body import unsure_names
from ulambda.compiler.fold import try_constant
from ulambda.compiler.modules import is_library
from ulambda.compiler.scope import Scope, Scopes, collect_scopes, outer_parts, resolve_scopes
from ulambda.spec import builtins

TYPES = {name: place for place, name in enumerate(builtins.TYPES)}
PUBLIC_TYPES = frozenset(builtins.PUBLIC_TYPES)
FUNCTIONS = builtins.FUNCTIONS  # `math.sqrt` is a name, too: no name of the user has a dot
SINGLETONS = {"NotImplemented": 3, "Ellipsis": 4}
BUILTINS = PUBLIC_TYPES | FUNCTIONS.keys() | SINGLETONS.keys() | {"__name__"}


@dataclass(frozen=True, slots=True)
class StaticFunction:
    """A settled function: the compiler may call it by its index."""

    node: ast.FunctionDef
    defaults: tuple[ast.Constant, ...]  # of the last positional parameters
    keyword_defaults: tuple[ast.Constant | None, ...] = ()

    @property
    def names(self) -> list[str]:
        arguments = self.node.args
        return [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]

    @property
    def direct(self) -> bool:
        """Do its arguments have fixed places?"""
        arguments = self.node.args
        return not (arguments.vararg or arguments.kwarg or arguments.kwonlyargs)


@dataclass(slots=True)
class Program:
    """Names of the module that need no look-up, and the slots of the others."""

    module: ast.Module
    stem: str
    scopes: Scopes
    functions: dict[str, StaticFunction] = field(default_factory=dict)
    constants: dict[str, ast.Constant] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)  # names that only annotations may use
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)  # those bound once, undecorated
    slots: dict[str, int] = field(default_factory=dict)
    bound: set[str] = field(default_factory=set)
    native: frozenset[str] = frozenset()  # functions that stand for some of CPython's in C
    extensions: list[tuple[str, str, str]] = field(default_factory=list)  # type, name, function
    mentioned: set[str] = field(default_factory=set)  # identifiers, attributes and string constants

    def slot(self, name: str) -> int:
        """Number of a global variable's slot."""
        return self.slots[name]

    def is_builtin(self, name: str) -> bool:
        """Does the name mean the builtin everywhere (outside of functions that bind it)?"""
        return name not in self.bound and name in BUILTINS


def shown(name: str) -> str:
    """The name that people see of one that the linker has made unique.

    >>> shown("pkg.helpers:scale")
    'scale'
    """
    return name.rpartition(":")[2]


def qualify(module: str, main: bool, name: str) -> str:
    """Make a global name unique in the program; those of the main module stay as they are.

    >>> qualify("helpers", False, "scale"), qualify("porch", True, "scale")
    ('helpers:scale', 'scale')
    >>> qualify("porch", True, "sum")  # others may still mean the builtin
    ':sum'
    """
    if not main:
        return f"{module}:{name}"
    hides = (name in BUILTINS or hasattr(python, name)) and not name.startswith("__")
    return f":{name}" if hides else name


def is_main(name: str) -> bool:
    """Is this a global name of the main module?"""
    return not name.rpartition(":")[0]


def analyse(
    module: ast.Module, stem: str, entry: str | None, erased: Iterable[str] = ()
) -> Program:
    """Take the whole-program view of a module.

    A caller from outside finds functions by their slots: `entry` has one, without entry all of the
    main module have.
    """
    scopes = collect_scopes(module)
    program = Program(module, stem, scopes, bound=_global_names(scopes), erased=set(erased))
    program.mentioned = _mentioned(module)
    _settle(program)
    resolve_scopes(scopes, set(program.classes.values()))
    for node in scopes:
        if isinstance(node, ast.ClassDef):
            program.bound |= unsure_names(node) - BUILTINS
    settled = {
        name
        for name in program.functions
        if name != entry and not (entry is None and is_main(name))
    }
    settled |= program.constants.keys() | program.erased
    names = sorted(program.bound - settled, key=lambda name: (not is_main(name), shown(name), name))
    program.slots = {name: place for place, name in enumerate(names)}
    return program


def _global_names(scopes: Scopes) -> set[str]:
    names: set[str] = set()
    for scope in scopes.values():
        names |= scope.bound if scope.kind == "module" else scope.bound & scope.global_names
    return names


def _bindings(program: Program) -> Counter[str]:
    """How many places bind each global name?"""
    counts: Counter[str] = Counter()
    for scope in program.scopes.values():
        names = bindings(scope)
        if scope.kind == "module":
            counts.update(names)
        else:
            counts.update(name for name in names if name in scope.global_names)
    return counts


def bindings(scope: Scope) -> Iterator[str]:
    """List the names that the scope's own code binds, once per place."""
    node = scope.node
    pending: list[ast.AST] = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.FunctionDef):
        pending = list(node.body)
    while pending:
        current = pending.pop()
        if isinstance(current, ast.Name) and not isinstance(current.ctx, ast.Load):
            yield current.id
        elif isinstance(current, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield current.name
            pending += outer_parts(current)
            continue
        elif isinstance(current, ast.alias):
            yield current.asname or current.name.split(".")[0]
        elif isinstance(current, ast.ExceptHandler) and current.name:
            yield current.name
        elif isinstance(current, ast.Lambda):
            pending += outer_parts(current)
            continue
        elif isinstance(current, ast.ListComp | ast.DictComp | ast.SetComp | ast.GeneratorExp):
            yield from (n.target.id for n in ast.walk(current) if isinstance(n, ast.NamedExpr))
            continue
        pending += ast.iter_child_nodes(current)


def _mentioned(module: ast.Module) -> set[str]:
    """The names that a program mentions; that functools copies docstrings does not count."""
    names: set[str] = set()
    for node in ast.walk(module):
        if getattr(node, "attr", "") == "__doc__" and is_library(node):
            continue
        for part in ("id", "attr", "name", "arg"):
            value = getattr(node, part, None)
            names.update([value] if isinstance(value, str) else [])
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)
    return names


def _settle(program: Program) -> None:
    counts = _bindings(program)
    bodies = _bodies(program.module)
    reached: set[str] = set()
    for statement in program.module.body:
        if isinstance(statement, ast.FunctionDef):
            if counts[statement.name] == 1 and statement.name not in reached:
                _settle_function(program, statement)
        elif isinstance(statement, ast.ClassDef):
            if counts[statement.name] == 1 and not statement.decorator_list:
                program.classes[statement.name] = statement
        else:
            name = _single_target(statement)
            value = getattr(statement, "value", None)
            if name and value is not None and counts[name] == 1 and name not in reached:
                folded = try_constant(value, lambda node: program.constants.get(node.id))
                if folded is not None:
                    program.constants[name] = folded
        _reach(reached, executed_names(statement), bodies)


def _single_target(statement: ast.stmt) -> str | None:
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
        return target.id if isinstance(target, ast.Name) else None
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return statement.target.id
    return None


def _settle_function(program: Program, node: ast.FunctionDef) -> None:
    known = program.constants
    folded = [known_default(default, known) for default in node.args.defaults]
    keyword = [known_default(d, known) if d else None for d in node.args.kw_defaults]
    defaults = tuple(default for default in folded if default is not None)
    missing = keyword.count(None) != node.args.kw_defaults.count(None)
    if len(defaults) == len(folded) and not missing and not node.decorator_list:
        program.functions[node.name] = StaticFunction(node, defaults, tuple(keyword))


def known_default(
    node: ast.expr, constants: Mapping[str, ast.Constant] = MappingProxyType({})
) -> ast.Constant | None:
    """The value of a parameter's default, if the compiler knows it."""
    if isinstance(node, ast.Constant) and node.value is ...:
        return node
    return try_constant(node, lambda name: constants.get(name.id))


def _bodies(module: ast.Module) -> dict[str, set[str]]:
    """All names that the body of each function and class mentions, nested code included."""
    bodies: dict[str, set[str]] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
            bodies[node.name] = bodies.get(node.name, set()) | names
    return bodies


def executed_names(statement: ast.stmt) -> set[str]:
    """Names whose use the execution of a statement at the left margin can lead to."""
    roots: list[ast.AST] = [statement]
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        roots = list(outer_parts(statement))
    elif isinstance(statement, ast.ClassDef):
        roots = list(outer_parts(statement))
        for inner in statement.body:
            nested = isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef)
            roots += outer_parts(inner) if nested else [inner]
    loads: set[str] = set()
    for root in roots:
        for node in ast.walk(root):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                loads.add(node.id)
    return loads


def _reach(reached: set[str], names: set[str], bodies: dict[str, set[str]]) -> None:
    pending = list(names)
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += bodies.get(name, ())
