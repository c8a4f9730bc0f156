"""Where do attributes live? Slots of instances, guessed from every attribute store of the program.

An attribute that methods store through `self` is a slot of their class. A class whose instances can
get no other attribute is *closed*: they have no room for a dict. Names that a data descriptor (a
property, a class with __set__) of the class or its bases may stand for are never slots, because the
descriptor comes first;
classes with a __setattr__ or __getattribute__ have no slots at all, nor has any class when the
program looks at `__dict__` or `vars()`.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from ulambda.compiler.classes import Class, Classes
from ulambda.compiler.modules import is_library
from ulambda.compiler.program import Program

MAX_SLOTS = 200
HOOKS = frozenset({"__setattr__", "__delattr__", "__getattribute__"})
DICTS = frozenset({"__dict__", "vars"})
DYNAMIC = frozenset({"setattr", "delattr"})
PLAIN_DECORATORS = frozenset({"property", "staticmethod", "classmethod"})


@dataclass(slots=True)
class _Own:
    """What the methods of one class store through self."""

    stores: list[str] = field(default_factory=list)
    properties: set[str] = field(default_factory=set)


def lay_out(program: Program, classes: Classes) -> None:
    """Give every class its slots, and say which are open."""
    _Layouts(program, classes).run()


class _Layouts:
    def __init__(self, program: Program, classes: Classes) -> None:
        self.program = program
        self.classes = classes
        self.own = {cls: _Own() for cls in classes.all}
        self.anywhere: dict[str, None] = {}
        self.suspects: set[str] = set()  # data descriptors that any class may get
        self.described: dict[Class, set[str]] = {}  # those that class bodies make
        self.escaped = _classes_escape(program.module, {cls.name for cls in classes.all})
        self.dynamic = bool(DYNAMIC & program.mentioned)
        descriptors = {"property", "__set__", "__delete__"} & program.mentioned
        self.descriptors = bool(descriptors)

    def run(self) -> None:
        self._stores(self.program.module, None, None, True)
        if self.descriptors:
            self.described = {cls: set(_described(cls.node)) for cls in self.classes.all}
        self.classes.stored = set(self.anywhere)
        self.classes.changing = self.dynamic
        self.classes.identity = self.dynamic or bool(self.anywhere)
        self.classes.hooked = "__getattribute__" in self.program.mentioned
        for cls in self.classes.all:
            self._place(cls)
        self.classes.all_slots.update(*(cls.slots for cls in self.classes.all), self.anywhere)

    # Stores

    def _stores(self, tree: ast.AST, owner: Class | None, name: str | None, trusted: bool) -> None:
        """Note the stores in a tree; `name` is what holds an instance of `owner`."""
        for node in ast.iter_child_nodes(tree):
            if isinstance(node, ast.ClassDef):
                self._class(node)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _shadows(node, name):
                self._stores(node, owner, None, trusted)
            else:
                if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
                    self._store(node, owner, name, trusted)
                self._value(node)
                self._stores(node, owner, name, trusted)

    def _class(self, node: ast.ClassDef) -> None:
        cls = self.classes.by_node[node]
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef):
                self._method(cls, statement)
            else:
                self._stores(ast.Module([statement], []), None, None, True)
        for part in (*node.bases, *node.keywords, *node.decorator_list):
            self._stores(ast.Module([ast.Expr(part)], []), None, None, True)  # type: ignore[arg-type]

    def _method(self, cls: Class, method: ast.FunctionDef) -> None:
        decorators = {ast.unparse(d) for d in method.decorator_list}
        if "property" in decorators or any(d.endswith(".setter") for d in decorators):
            self.own[cls].properties.add(method.name)
        arguments = [*method.args.posonlyargs, *method.args.args]
        name = arguments[0].arg if arguments else None
        if decorators & {"staticmethod", "classmethod"} or method.name == "__init_subclass__":
            name = None
        if method.name == "__new__":
            self._stores(method, cls, "*", False)
            return
        plain = all(d in PLAIN_DECORATORS or "." in d for d in decorators)
        rebound = any(
            isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)
            for node in ast.walk(method)
        )
        self._stores(method, cls, name, plain and not rebound and not self.escaped)

    def _store(
        self, store: ast.Attribute, owner: Class | None, name: str | None, trusted: bool
    ) -> None:
        target = store.value
        through_self = isinstance(target, ast.Name) and name in (target.id, "*")
        if owner is not None and through_self:
            self.own[owner].stores.append(store.attr)
            if trusted:
                return
        static = self.program.classes.get(target.id) if isinstance(target, ast.Name) else None
        if static is not None:
            members = self.classes.by_node[static].members
            special = store.attr in ("__name__", "__qualname__")
            members.extend([] if special or store.attr in members else [store.attr])
            if is_library(store):  # a member of an enumeration
                return
        self.anywhere[store.attr] = None

    def _value(self, node: ast.AST) -> None:
        """A descriptor may be stored in a class after its creation."""
        if self.descriptors and isinstance(node, ast.Assign) and not _is_plain(node.value):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and not _through_self(target):
                    self.suspects.add(target.attr)

    # Layouts

    def _place(self, cls: Class) -> None:
        if self._is_slotless(cls):
            return
        inherited = [name for base in cls.bases if isinstance(base, Class) for name in base.slots]
        names = [*inherited, *self.own[cls].stores]
        if not names:
            names = list(self.anywhere)[:8]
        family = [cls, *cls.ancestors]
        known = self.classes.all if cls.mro is None else family
        suspects = self.suspects.union(*(self.described.get(c, ()) for c in known))
        slots = [name for name in dict.fromkeys(names) if name not in suspects]
        cls.slots = slots[:MAX_SLOTS]
        wanted = {name for c in family for name in self.own[c].stores} | set(self.anywhere)
        wanted -= {name for c in family for name in self.own[c].properties}
        cls.open = self.escaped or self.dynamic or cls.mro is None or not wanted <= set(cls.slots)

    def _is_slotless(self, cls: Class) -> bool:
        mentioned = self.program.mentioned
        if DICTS & mentioned or (self.descriptors and self.dynamic) or HOOKS & set(self.anywhere):
            return True
        if not HOOKS & mentioned:
            return False
        if self.dynamic or cls.mro is None:
            return True
        return any(HOOKS & set(c.members) for c in (cls, *cls.ancestors))


def _shadows(function: ast.FunctionDef | ast.AsyncFunctionDef, name: str | None) -> bool:
    return name is not None and any(
        isinstance(node, ast.arg) and node.arg == name for node in ast.walk(function.args)
    )


def _through_self(target: ast.Attribute) -> bool:
    return isinstance(target.value, ast.Name) and target.value.id == "self"


_PLAIN = (
    ast.Constant, ast.JoinedStr, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp, ast.DictComp,
    ast.SetComp, ast.Lambda, ast.Compare,
)  # fmt: skip


def _is_plain(value: ast.expr) -> bool:
    """Is a value surely no data descriptor?"""
    if isinstance(value, ast.UnaryOp):
        return _is_plain(value.operand)
    if isinstance(value, ast.BinOp):
        return _is_plain(value.left) and _is_plain(value.right)
    return isinstance(value, _PLAIN)


def _described(node: ast.ClassDef) -> Iterator[str]:
    """Members of a class body that may be data descriptors."""
    for inner in ast.walk(ast.Module(node.body, [])):
        if isinstance(inner, ast.FunctionDef):
            decorators = {ast.unparse(d) for d in inner.decorator_list}
            if decorators - {"staticmethod", "classmethod"}:
                yield inner.name
        elif isinstance(inner, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            if inner.value is not None and not _is_plain(inner.value):
                targets = inner.targets if isinstance(inner, ast.Assign) else [inner.target]
                stored = (name for target in targets for name in ast.walk(target))
                yield from (name.id for name in stored if isinstance(name, ast.Name))
        elif isinstance(inner, ast.For):
            yield from (n.id for n in ast.walk(inner.target) if isinstance(n, ast.Name))


def _classes_escape(module: ast.Module, names: set[str]) -> bool:
    """Could a class be the target of an attribute store, or a method get a foreign `self`?

    Calls of a class, its use as a base, in `except`, `isinstance` and `raise` keep it in sight. The
    library does neither, whatever it does with classes.
    """
    harmless: set[ast.AST] = set()
    for node in ast.walk(module):
        harmless.update(_kept_in_sight(node))
    for node in ast.walk(module):
        if node in harmless or is_library(node):
            continue
        if isinstance(getattr(node, "ctx", None), ast.Load):
            if isinstance(node, ast.Name) and (node.id in names or node.id == "type"):
                return True
            if isinstance(node, ast.Attribute) and node.attr in ("__class__", "__mro__"):
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
    elif isinstance(node, ast.Attribute) and node.attr in ("__name__", "__qualname__"):
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
