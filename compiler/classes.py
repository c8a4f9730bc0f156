"""Which classes does the program have, what do their instances look like, what does a name mean in
them?

A *static* class is bound once, by an undecorated statement at the left margin: its name is the
class. Of every class the compiler guesses a layout (class_stores.py). Guesses are only that: an
attribute that has no slot lives in a dict of the instance, a member that has no place in one of
the class.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ulambda.compiler.diagnostics import Source
from ulambda.compiler.program import TYPES, Program
from ulambda.compiler.scope import Scope, bound_in_order
from ulambda.spec import builtins

MAX_MEMBERS = 200
# Members that exist only if the program asks for them.
ON_DEMAND = ("__doc__", "__module__", "__annotations__")

Base = "Class | str"


@dataclass(slots=True, eq=False)
class Class:
    """A class statement.

    `mro` holds classes and names of builtin types, itself first; None: its bases are known at run
    time only.
    """

    name: str
    index: int
    node: ast.ClassDef
    static: bool
    bases: "tuple[Class | str | None, ...]" = ()
    mro: "tuple[Class | str, ...] | None" = None
    qualified: str = ""
    slots: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    open: bool = True  # instances have a place for a dict of further attributes

    def method(self, name: str) -> ast.FunctionDef | None:
        """The method that is the one binding of a name in the class body."""
        found = [s for s in self.node.body if name in bound_in_order([s])]
        if len(found) == 1 and isinstance(found[0], ast.FunctionDef):
            return None if found[0].decorator_list else found[0]
        return None

    @property
    def ancestors(self) -> "list[Class]":
        """The classes of the program in the MRO, without the class itself."""
        return [cls for cls in (self.mro or ())[1:] if isinstance(cls, Class)]


@dataclass(slots=True)
class Classes:
    """All classes, in the order of their indices."""

    all: list[Class] = field(default_factory=list)
    by_node: dict[ast.ClassDef, Class] = field(default_factory=dict)
    stored: set[str] = field(default_factory=set)  # attributes stored other than through self
    all_slots: set[str] = field(default_factory=set)
    identity: bool = False  # may functions get attributes?
    hooked: bool = False  # does a class have __getattribute__?
    changing: bool = False  # may members of classes be set under names not known?

    def slot_guess(self, name: str, inside: Class | None) -> int:
        """Where an instance most likely keeps an attribute."""
        return _guess(name, (cls.slots for cls in self._likely(inside)))

    def member_guess(self, name: str, inside: Class | None) -> int:
        """Where a class most likely keeps a member."""
        return _guess(name, (cls.members for cls in self._likely(inside)))

    def _likely(self, inside: Class | None) -> list[Class]:
        return self.all if inside is None else [inside, *self.all]

    def providers(self, after: Class, name: str) -> "set[Class | str | None]":
        """Classes whose `name` super() could mean in methods of class `after`; None: not known."""
        found: set[Class | str | None] = set()
        for cls in self.all:
            if cls.mro is None:
                found.add(None)
            elif after in cls.mro:
                rest = cls.mro[cls.mro.index(after) + 1 :]
                found.add(next((c for c in rest if _has(c, name)), None))
        return found


def _has(cls: Class | str, name: str) -> bool:
    """Does the class itself (not its bases) have a member?"""
    if isinstance(cls, Class):
        return name in cls.members
    return name in vars(python_type(cls))


def _guess(name: str, layouts: Iterable[list[str]]) -> int:
    found = (layout.index(name) for layout in layouts if name in layout)
    return min(255, next(found, 0))


def python_type(name: str) -> type:
    """The type that a builtin name means in CPython."""
    import builtins as python

    found = getattr(python, name)
    assert isinstance(found, type)
    return found


def find_classes(program: Program, source: Source) -> Classes:
    """Find classes, their bases and members; CompileError (UL208) for one that is too large."""
    classes = Classes()
    for node, scope in program.scopes.items():
        if isinstance(node, ast.ClassDef):
            static = program.classes.get(node.name) is node
            cls = Class(node.name, len(classes.all), node, static, qualified=node.name)
            cls.bases = tuple(_base(program, classes, scope, base) for base in node.bases)
            cls.mro = _linearise(cls)
            cls.members = members_of(program, scope)
            if len(cls.members) > MAX_MEMBERS:
                seen = f"{len(cls.members)} members"
                raise source.error(node, "UL208", name=cls.name, seen=seen, limit=MAX_MEMBERS)
            classes.all.append(cls)
            classes.by_node[node] = cls
    return classes


def members_of(program: Program, scope: Scope) -> list[str]:
    """What a class body binds, in that order, and what is added to it."""
    node = scope.node
    assert isinstance(node, ast.ClassDef)
    bound = scope.locals
    names = [name for name in dict.fromkeys(bound_in_order(node.body)) if name in bound]
    if "__eq__" in names and "__hash__" not in names:
        names.append("__hash__")
    return names + [n for n in ON_DEMAND if n in program.mentioned and n not in names]


def _base(program: Program, classes: Classes, scope: Scope, base: ast.expr) -> Class | str | None:
    if not isinstance(base, ast.Name) or _is_local(scope.parent, base.id):
        return None
    static = program.classes.get(base.id)
    if static is not None:
        return classes.by_node.get(static)
    return base.id if program.is_builtin(base.id) and base.id in TYPES else None


def _is_local(scope: Scope | None, name: str) -> bool:
    while scope is not None and scope.kind != "module":
        if name in scope.bound:
            return True
        scope = scope.parent
    return False


def _linearise(cls: Class) -> "tuple[Class | str, ...] | None":
    """C3: each class before its bases, bases in the order in which they are written."""
    lists: list[list[Class | str]] = []
    for base in cls.bases:
        order = _order_of(base)
        if order is None:
            return None
        lists.append(order)
    lists.append([base for base in cls.bases if base is not None])
    result: list[Class | str] = [cls]
    while any(lists):
        lists = [names for names in lists if names]
        heads = (n[0] for n in lists if not any(n[0] in other[1:] for other in lists))
        head = next(heads, None)
        if head is None:
            return None  # TypeError at run time
        result.append(head)
        lists = [[name for name in names if name != head] for names in lists]
    return tuple(result if "object" in result else [*result, "object"])


def _order_of(base: Class | str | None) -> list[Class | str] | None:
    if isinstance(base, str):
        return [cls.__name__ for cls in python_type(base).__mro__]
    return None if base is None or base.mro is None else list(base.mro)


def classes_in(tree: ast.AST) -> Iterator[ast.ClassDef]:
    """All class statements of a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


STATIC_NAMES: Mapping[str, int] = {name: place for place, name in enumerate(builtins.NAMES)}
