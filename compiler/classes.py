"""What does each class look like in memory, and which method does a name mean in it?

Layouts come from the whole program: an attribute that methods store through `self` is a slot of
their class; one that is stored through any other expression could land anywhere and is a slot of
every class.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ulambda.compiler.diagnostics import Source
from ulambda.compiler.program import PUBLIC_TYPES, TYPES, Program, shown
from ulambda.spec import builtins, image

MAX_SLOTS = 200
MAX_MEMBERS = 200


@dataclass(slots=True, eq=False)
class Class:
    """A class of the program: `mro` are the names of user and builtin classes, itself first."""

    name: str
    index: int
    node: ast.ClassDef
    bases: tuple[str, ...]
    mro: tuple[str, ...] = ()
    slots: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    base_type: int = image.NO_BASE

    def method(self, name: str) -> ast.FunctionDef | None:
        """The method that is the one binding of a name in the class body."""
        found = [s for s in self.node.body if name in bound_in_body(s)]
        if len(found) == 1 and isinstance(found[0], ast.FunctionDef):
            return found[0]
        return None


@dataclass(slots=True)
class Classes:
    """All classes by name, in the order of their indices."""

    by_name: dict[str, Class] = field(default_factory=dict)
    stored: set[str] = field(default_factory=set)  # attributes stored other than through self
    all_members: set[str] = field(default_factory=set)
    all_slots: set[str] = field(default_factory=set)

    def slot_guess(self, name: str, inside: str | None) -> int:
        """Where an instance most likely keeps an attribute."""
        return _guess(name, (cls.slots for cls in self._likely(inside)))

    def member_guess(self, name: str, inside: str | None) -> int:
        """Where a class most likely keeps a member."""
        return _guess(name, (cls.members for cls in self._likely(inside)))

    def _likely(self, inside: str | None) -> list[Class]:
        first = [] if inside is None else [self.by_name[inside]]
        return first + list(self.by_name.values())

    def providers(self, after: str, name: str) -> set[str | None]:
        """Classes whose `name` super() could mean in methods of class `after`; None: no class."""
        return {
            next((c for c in cls.mro[cls.mro.index(after) + 1 :] if self.has(c, name)), None)
            for cls in self.by_name.values()
            if after in cls.mro
        }

    def ancestors(self, name: str) -> tuple[str, ...]:
        """A class and all classes that it derives from."""
        if name in self.by_name:
            return self.by_name[name].mro
        return tuple(base.__name__ for base in _python_type(name).__mro__)

    def has(self, cls: str, name: str) -> bool:
        """Does the class itself (not its bases) have a member?"""
        if cls in self.by_name:
            return name in self.by_name[cls].members
        return cls in TYPES and hasattr(_python_type(cls), name) and name in vars(_python_type(cls))


def _guess(name: str, layouts: Iterable[list[str]]) -> int:
    found = (layout.index(name) for layout in layouts if name in layout)
    return min(255, next(found, 0))


def _python_type(name: str) -> type:
    import builtins as python

    found = getattr(python, name)
    assert isinstance(found, type)
    return found


def bound_in_body(statement: ast.stmt) -> Iterator[str]:
    """List the members that a statement of a class body binds."""
    if isinstance(statement, ast.FunctionDef):
        yield statement.name
    elif isinstance(statement, ast.Assign):
        for target in statement.targets:
            for node in ast.walk(target):
                if isinstance(node, ast.Name):
                    yield node.id
    elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        yield from [] if statement.value is None else [statement.target.id]


def find_classes(program: Program, source: Source) -> Classes:
    """Resolve bases and layouts; CompileError (UL205, UL208) where there is no layout."""
    classes = Classes()
    for name, node in program.classes.items():
        bases = tuple(base.id for base in node.bases if isinstance(base, ast.Name))
        cls = Class(name, len(classes.by_name), node, bases or ("object",))
        cls.mro = (name, *_linearise(cls, classes, source))
        cls.base_type = _base_type(cls, classes, source)
        cls.members = list(dict.fromkeys(n for s in node.body for n in bound_in_body(s)))
        classes.by_name[name] = cls
    _Stores(program, classes).collect()
    for cls in classes.by_name.values():
        _check_size(cls, source)
    return classes


def _linearise(cls: Class, classes: Classes, source: Source) -> Sequence[str]:
    """C3: each class before its bases, bases in the order in which they are written."""
    lists = [list(classes.ancestors(base)) for base in cls.bases] + [list(cls.bases)]
    result: list[str] = []
    while any(lists):
        lists = [names for names in lists if names]
        for names in lists:
            if not any(names[0] in other[1:] for other in lists):
                break
        else:
            raise source.error(cls.node, "UL205", name=shown(cls.name))
        head = names[0]
        result.append(head)
        lists = [[name for name in names if name != head] for names in lists]
    return result


def _base_type(cls: Class, classes: Classes, source: Source) -> int:
    """The builtin base; builtin classes other than object must follow all user classes."""
    user = [i for i, name in enumerate(cls.mro) if name in classes.by_name or name == cls.name]
    builtin = [name for name in cls.mro if name in PUBLIC_TYPES and name != "object"]
    if not builtin:
        return image.NO_BASE
    chain = [base.__name__ for base in _python_type(builtin[0]).__mro__ if base is not object]
    if cls.mro.index(builtin[0]) < user[-1] or builtin != chain:
        raise source.error(cls.node, "UL205", name=shown(cls.name))
    return TYPES[builtin[0]]


def _check_size(cls: Class, source: Source) -> None:
    for names, word, limit in (
        (cls.slots, "slots", MAX_SLOTS),
        (cls.members, "members", MAX_MEMBERS),
    ):
        if len(names) > limit:
            seen = f"{len(names)} {word}"
            raise source.error(cls.node, "UL208", name=shown(cls.name), seen=seen, limit=limit)


class _Stores:
    """Find every attribute store of the program and give it a place in the layouts."""

    def __init__(self, program: Program, classes: Classes) -> None:
        self.program = program
        self.classes = classes
        self.own: dict[str, list[str]] = {name: [] for name in classes.by_name}
        self.anywhere: list[str] = []
        self.escaped = _classes_escape(program.module, set(classes.by_name))

    def collect(self) -> None:
        for name, cls in self.classes.by_name.items():
            for statement in cls.node.body:
                if isinstance(statement, ast.FunctionDef):
                    self._method(name, statement)
                else:
                    self._other(statement)
        for statement in self.program.module.body:
            if not isinstance(statement, ast.ClassDef):
                self._other(statement)
        self._lay_out()

    def _method(self, owner: str, method: ast.FunctionDef) -> None:
        arguments = [*method.args.posonlyargs, *method.args.args]
        self_name = arguments[0].arg if arguments else None
        scope = self.program.scopes[method]
        rebound = any(
            isinstance(node, ast.Name)
            and node.id == self_name
            and not isinstance(node.ctx, ast.Load)
            for node in ast.walk(method)
        )
        if rebound or self_name in scope.cells or self.escaped:
            self_name = None
        for store in _attribute_stores(method):
            if isinstance(store.value, ast.Name) and store.value.id == self_name:
                self.own[owner].append(store.attr)
            else:
                self._store(store)

    def _other(self, tree: ast.AST) -> None:
        for store in _attribute_stores(tree):
            self._store(store)

    def _store(self, store: ast.Attribute) -> None:
        target = store.value
        self.classes.stored.add(store.attr)
        if isinstance(target, ast.Name) and target.id in self.classes.by_name:
            members = self.classes.by_name[target.id].members
            members.extend([] if store.attr in members else [store.attr])
        else:
            self.anywhere.append(store.attr)

    def _lay_out(self) -> None:
        for cls in self.classes.by_name.values():
            inherited = [name for base in cls.bases for name in self._slots_of(base)]
            names = [*inherited, *self.own[cls.name], *self.anywhere]
            cls.slots = list(dict.fromkeys(names))
            if self.escaped:
                cls.members += [n for n in dict.fromkeys(self.anywhere) if n not in cls.members]
            self.classes.all_members.update(cls.members)
            self.classes.all_slots.update(cls.slots)

    def _slots_of(self, base: str) -> list[str]:
        return self.classes.by_name[base].slots if base in self.classes.by_name else []


def _attribute_stores(tree: ast.AST) -> Iterator[ast.Attribute]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            yield node


def _classes_escape(module: ast.Module, names: set[str]) -> bool:
    """Could a class be the target of an attribute store, or a method get a foreign `self`?

    Calls of a class, its use as a base, in `except`, `isinstance` and `raise` keep it in sight.
    """
    harmless: set[ast.AST] = set()
    for node in ast.walk(module):
        harmless.update(_kept_in_sight(node))
    for node in ast.walk(module):
        if node not in harmless and isinstance(getattr(node, "ctx", None), ast.Load):
            if isinstance(node, ast.Name) and (node.id in names or node.id == "type"):
                return True
            if isinstance(node, ast.Attribute) and node.attr == "__class__":
                return True
    return False


def _kept_in_sight(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call):
        if not (isinstance(node.func, ast.Name) and node.func.id == "type"):
            yield node.func
        if isinstance(node.func, ast.Name) and node.func.id in ("isinstance", "issubclass"):
            for argument in node.args:
                yield from ast.walk(argument)
        if isinstance(node.func, ast.Attribute) and _passes_self(node):
            yield node.func.value  # `Base.method(self, ...)`
    elif isinstance(node, ast.ClassDef):
        yield from node.bases
    elif isinstance(node, ast.ExceptHandler) and node.type is not None:
        yield from ast.walk(node.type)
    elif isinstance(node, ast.Raise):
        yield from (part for part in (node.exc, node.cause) if part is not None)
    elif isinstance(node, ast.Attribute) and node.attr == "__name__":
        yield from ast.walk(node.value)
    elif isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        yield node.value if isinstance(node.value, ast.Name) else node
    elif isinstance(node, ast.Compare):
        for operand in (node.left, *node.comparators):
            yield from _class_of(operand)


def _passes_self(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Name) and call.args[0].id == "self"


def _class_of(operand: ast.expr) -> Iterator[ast.AST]:
    yield operand
    if isinstance(operand, ast.Call):
        yield operand.func


STATIC_NAMES: Mapping[str, int] = {name: place for place, name in enumerate(builtins.NAMES)}
