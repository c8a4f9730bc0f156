"""Which statements of a program can its entry reach?

Statements at the left margin are kept or dropped whole; of classes, methods whose names nothing
mentions are dropped, too. What a user's module does when it is imported always stays; of the
library, only what something mentions.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeGuard

from ulambda.compiler.fold import try_constant

_OPERATORS: dict[type[ast.AST], tuple[str, ...]] = {
    ast.Add: ("add", "radd", "iadd"),
    ast.Sub: ("sub", "rsub", "isub"),
    ast.Mult: ("mul", "rmul", "imul"),
    ast.Div: ("truediv", "rtruediv", "itruediv"),
    ast.FloorDiv: ("floordiv", "rfloordiv", "ifloordiv"),
    ast.Mod: ("mod", "rmod", "imod"),
    ast.Pow: ("pow", "rpow", "ipow"),
    ast.BitAnd: ("and", "rand", "iand"),
    ast.BitOr: ("or", "ror", "ior"),
    ast.BitXor: ("xor", "rxor", "ixor"),
    ast.LShift: ("lshift", "rlshift", "ilshift"),
    ast.RShift: ("rshift", "rrshift", "irshift"),
    ast.USub: ("neg",),
    ast.UAdd: ("pos",),
    ast.Invert: ("invert",),
    ast.Eq: ("eq", "ne"),
    ast.NotEq: ("ne", "eq"),
    ast.Lt: ("lt", "gt"),
    ast.LtE: ("le", "ge"),
    ast.Gt: ("gt", "lt"),
    ast.GtE: ("ge", "le"),
    ast.In: ("contains",),
    ast.NotIn: ("contains",),
}
OPERATOR_METHODS = frozenset(f"__{name}__" for names in _OPERATORS.values() for name in names)
ASKED = OPERATOR_METHODS | {"__base__", "__bases__"}  # needed only where they are mentioned
# Builtin functions and methods in C that call methods of operators or `keys`.
_CALLING = {
    "sum": ("__add__", "__radd__"),
    "sorted": ("__lt__", "__gt__"),
    "sort": ("__lt__", "__gt__"),
    "min": ("__lt__", "__gt__"),
    "max": ("__lt__", "__gt__"),
    "dict": ("keys",),
    "update": ("keys",),
    "reversed": ("__reversed__",),
}
_NO_METHODS: frozenset[str] = frozenset()
# Special methods that go from classes of the library if nothing in the program asks for them.
_LIBRARY_METHODS = OPERATOR_METHODS - {"__eq__"} | {"__copy__", "__deepcopy__", "__reversed__"}
BY_NAME = frozenset({"getattr", "hasattr", "setattr", "delattr"})
# What `%` asks for. In the library it divides numbers; only these modules may format with it.
REMAINDER = frozenset({"__mod__", "__rmod__", "__imod__"})
FORMATTING = frozenset({"operator", "_percent"})
# Functions of the library that look up what their callers name, and the parts that do so.
GETTERS = frozenset({"operator:attrgetter", "operator:methodcaller"})
_GETTING = GETTERS | {"operator:_dotted"}
# Builtin types of which a program has no values unless it mentions the type.
RARE_TYPES = frozenset({"set", "frozenset", "bytes", "bytearray", "memoryview"})
# What classes do only if they are enumerations.
_OF_ENUMERATIONS = frozenset({"__iter__", "__reversed__", "__len__", "__contains__"})
# Types that are called with an encoding, and the method that knows how.
CODED = {"str": ("decode",), "bytes": ("encode",), "bytearray": ("encode",)}
# What C leaves to Python, and the methods and operators by which programs get there.
POWERS = ("__power__", "__whole_power__")
HOOKS = frozenset(POWERS)
ASKING = {"__pow__": POWERS, "__rpow__": POWERS}
# Methods that make bytes, or that only bytes have.
MAKE_BYTES = frozenset({"encode", "decode", "to_bytes", "tobytes"})


def _powers(node: ast.BinOp | ast.AugAssign) -> tuple[str, ...]:
    """Find what x**y needs beyond C, which knows squares, roots, and what is a constant."""
    exponent = node.right if isinstance(node, ast.BinOp) else node.value
    if not isinstance(exponent, ast.Constant):
        return POWERS
    value = exponent.value
    if value in (2, 0.5):
        return ()
    return POWERS[1:] if isinstance(value, int) else POWERS


@dataclass(slots=True)
class Mentions:
    """What a piece of code names."""

    names: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    dynamic: bool = False  # attributes by names that are computed
    resolved: set[ast.AST] = field(default_factory=set)  # functions whose calls name them

    def add(self, node: ast.AST) -> None:
        """Take note of a tree."""
        plain = {id(inner.func) for inner in ast.walk(node) if _encodes_plainly(inner)}
        for inner in ast.walk(node):
            if id(inner) in plain:  # the interpreter needs no method to write UTF-8
                self.names.add("bytes")
            else:
                self._one(inner)

    def _one(self, node: ast.AST) -> None:
        if isinstance(node, ast.Name):
            self.names.add(node.id)
            self.attributes.update(_CALLING.get(node.id, ()))
            self.dynamic |= node.id in GETTERS and node not in self.resolved
        elif isinstance(node, ast.Attribute):
            self._attribute(node.attr)
            self.attributes.update(_CALLING.get(node.attr, ()))
            if node.attr in MAKE_BYTES:
                self.names.add("bytes")
        elif isinstance(node, ast.Constant) and isinstance(node.value, bytes):
            self.names.add("bytes")
        elif isinstance(node, ast.Global):
            self.names.update(node.names)
        elif isinstance(node, ast.Set | ast.SetComp):
            self.names.add("set")
        elif isinstance(node, ast.MatchClass):
            self.attributes.update(node.kwd_attrs)
        elif isinstance(node, ast.Assign) and _names(node) == {"__match_args__"}:
            strings = (n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant))
            self.attributes.update(value for value in strings if isinstance(value, str))
        elif isinstance(node, ast.Dict):
            self.attributes.update(["keys"] if None in node.keys else [])
        elif isinstance(node, ast.Call):
            self._by_name(node)
            self.attributes.update("keys" for k in node.keywords if k.arg is None)
            if len(node.args) > 1 or node.keywords:  # str(data, "ascii")
                self.attributes.update(CODED.get(getattr(node.func, "id", ""), ()))
        elif isinstance(node, ast.BinOp | ast.AugAssign):
            if isinstance(node.op, ast.Pow):
                self.attributes.update(_powers(node))
        elif type(node) in _OPERATORS:
            self.attributes.update(f"__{name}__" for name in _OPERATORS[type(node)])

    def _attribute(self, name: str) -> None:
        self.attributes.add(name)
        self.attributes.update(ASKING.get(name, ()))

    def _by_name(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in GETTERS:
            count = None if node.func.id == "operator:attrgetter" else 1
            names = [getattr(name, "value", None) for name in node.args[:count]]
            if names and all(isinstance(name, str) for name in names):
                self.attributes.update(part for name in names for part in str(name).split("."))
                self.resolved.add(node.func)
        elif isinstance(node.func, ast.Name) and node.func.id in BY_NAME:
            name = node.args[1] if len(node.args) > 1 else None
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                self._attribute(name.value)
            else:
                self.dynamic = True

    def merge(self, other: "Mentions") -> None:
        self.names |= other.names
        self.attributes |= other.attributes
        self.dynamic |= other.dynamic


def _encodes_plainly(node: ast.AST) -> TypeGuard[ast.Call]:
    """Is it `text.encode()`?"""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "encode"
        and not node.args + node.keywords
    )


@dataclass(slots=True, eq=False)
class Item:
    """A statement at the left margin; `optional` are the methods of a class that may go.

    `attribute` is what it sets of another class: if nobody asks for that, it may go as well.
    """

    node: ast.stmt
    root: bool
    main: bool
    binds: frozenset[str]
    mentions: Mentions
    optional: dict[str, Mentions] = field(default_factory=dict)
    attribute: str = ""

    def without(self, dropped: set[str]) -> ast.stmt:
        """The statement without some of the optional methods."""
        if not dropped:
            return self.node
        assert isinstance(self.node, ast.ClassDef)
        body = [s for s in self.node.body if getattr(s, "name", None) not in dropped]
        copy = ast.ClassDef(**{name: getattr(self.node, name) for name in self.node._fields})
        copy.body = body or [ast.copy_location(ast.Pass(), self.node)]
        return ast.copy_location(copy, self.node)


def describe_user(node: ast.stmt, main: bool) -> Item:
    """Describe a statement of the user."""
    return _describe(node, _NO_METHODS, root=not _is_quiet(node), main=main)


def describe_library(node: ast.stmt, module: str) -> Item:
    """Describe a statement of the library: it is kept if something mentions what it changes."""
    item = _describe(node, _LIBRARY_METHODS, root=False, main=False)
    if module not in FORMATTING:
        for mentions in (item.mentions, *item.optional.values()):
            mentions.attributes -= REMAINDER
    if item.binds & _GETTING:
        item.mentions.dynamic = False  # the calls count
    if not item.binds:
        item.binds = frozenset(n for n in item.mentions.names if ":" in n)
    if isinstance(node, ast.Assign) and isinstance(node.targets[-1], ast.Attribute):
        item.attribute = node.targets[-1].attr
        item.mentions.attributes.discard(item.attribute)
    return item


def _describe(node: ast.stmt, operators: frozenset[str], root: bool, main: bool) -> Item:
    """Describe a statement; of a class, the methods `operators` go if no operator asks for them."""
    mentions = Mentions()
    optional: dict[str, Mentions] = {}
    if isinstance(node, ast.ClassDef):
        for part in (*node.bases, *node.decorator_list, *(k.value for k in node.keywords)):
            mentions.add(part)
        named = {n.id for s in node.body for n in _own_names(s)}
        for statement in node.body:
            name = getattr(statement, "name", "")
            may_go = name[:2] != "__" or name in operators
            if isinstance(statement, ast.FunctionDef) and name not in named and may_go:
                optional.setdefault(name, Mentions()).add(statement)
            else:
                mentions.add(statement)
    else:
        mentions.add(node)
    return Item(node, root, main, frozenset(_bound(node)), mentions, optional)


def _own_names(statement: ast.stmt) -> Iterator[ast.Name]:
    """Names in a class body, without those inside of its methods."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        parts: list[ast.AST] = [*statement.decorator_list, statement.args]
    else:
        parts = [statement]
    for part in parts:
        yield from (n for n in ast.walk(part) if isinstance(n, ast.Name))


def _bound(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
        return
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and not isinstance(inner.ctx, ast.Load):
            yield inner.id
        elif isinstance(
            inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.ExceptHandler
        ):
            yield from [] if inner.name is None else [inner.name]


def _names(node: ast.Assign) -> set[str]:
    return {target.id for target in node.targets if isinstance(target, ast.Name)}


def _is_quiet(node: ast.stmt) -> bool:
    """Does a statement do nothing but bind a name?"""
    if isinstance(node, ast.FunctionDef):
        defaults = (*node.args.defaults, *(d for d in node.args.kw_defaults if d is not None))
        return not node.decorator_list and all(map(_is_plain, defaults))
    if isinstance(node, ast.ClassDef):
        bases = all(isinstance(base, ast.Name) for base in node.bases)
        return bases and not node.decorator_list + node.keywords and all(map(_is_quiet, node.body))
    if isinstance(node, ast.Assign):
        return all(isinstance(t, ast.Name) for t in node.targets) and _is_plain(node.value)
    if isinstance(node, ast.AnnAssign):
        return isinstance(node.target, ast.Name) and (node.value is None or _is_plain(node.value))
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Pass)


def _is_plain(node: ast.expr) -> bool:
    """Can the value neither fail nor be seen to be made?"""
    if isinstance(node, ast.Constant | ast.Lambda):
        return True
    if isinstance(node, ast.Tuple | ast.List):
        return all(map(_is_plain, node.elts))
    if isinstance(node, ast.Dict):
        keys = all(isinstance(key, ast.Constant) for key in node.keys)
        return keys and all(map(_is_plain, node.values))
    return try_constant(node) is not None


@dataclass(frozen=True, slots=True)
class LibraryModule:
    """A module of the library, renamed; no later pass may change its tree."""

    items: tuple[Item, ...]
    needs: tuple[str, ...]  # modules that it imports
    native: frozenset[str]  # functions that stand for some of CPython's in C


@dataclass(slots=True)
class Shaken:
    """What is left: statements in order, and the methods of builtin types (type, name, item)."""

    body: list[ast.stmt]
    extensions: list[tuple[str, str, str]]  # type, method, qualified name of the function
    native: frozenset[str]


@dataclass(slots=True)
class Shaker:
    """One search from the roots; the library is looked at module by module, when it is named."""

    open_library: Callable[[str], LibraryModule | None]
    methods: dict[str, tuple[str, ...]]
    binders: dict[str, list[Item]] = field(default_factory=dict)
    kept: dict[Item, None] = field(default_factory=dict)  # in the order in which they were found
    seen: Mentions = field(default_factory=Mentions)
    order: list[str] = field(default_factory=list)  # modules of the library
    opened: dict[str, list[Item]] = field(default_factory=dict)
    native: set[str] = field(default_factory=set)
    extensions: dict[tuple[str, str], str] = field(default_factory=dict)
    pending: list[Item] = field(default_factory=list)
    waiting: dict[Item, None] = field(default_factory=dict)  # for someone to ask for an attribute
    made: set[str] = field(default_factory=set)  # rare types that the program has values of
    quiet: set[Item] = field(default_factory=set)

    def shake(
        self, user: list[Item], keep: Callable[[Item], bool], whole: Callable[[Item], bool]
    ) -> Shaken:
        """Keep what `keep` says, with all methods where `whole` says, and all that it leads to."""
        self._index(user)
        for item in filter(keep, user):
            self._keep(item)
        for item in filter(whole, user):
            for mentions in item.optional.values():
                self._see(mentions)
                self.made |= mentions.names & RARE_TYPES
        self._drain()
        own = {id(item) for item in user}
        body = []
        for item in (*(i for name in self.order for i in self.opened[name]), *user):
            optional = set() if id(item) in own and whole(item) else item.optional.keys()
            if item in self.kept:
                body.append(item.without({n for n in optional if not self._wanted(n)}))
        extensions = [(t, m, f) for (t, m), f in sorted(self.extensions.items())]
        return Shaken(body, extensions, frozenset(self.native))

    def _index(self, items: Iterable[Item]) -> None:
        for item in items:
            for name in item.binds:
                self.binders.setdefault(name, []).append(item)

    def _keep(self, item: Item) -> None:
        if item.attribute and not self._wanted(item.attribute):
            self.waiting[item] = None
        elif item not in self.kept:
            self.kept[item] = None
            self.pending.append(item)

    def _wanted(self, name: str) -> bool:
        return self.seen.dynamic or name in self.seen.attributes

    def _drain(self) -> None:
        changed = True
        while changed:
            while self.pending:
                item = self.pending.pop()
                self._see(item.mentions)
                if item not in self.quiet:
                    self.made |= item.mentions.names & RARE_TYPES
            for item in tuple(self.waiting):
                self._keep(item)
            changed = self._methods_of_classes() | self._extensions() | bool(self.pending)

    def _see(self, mentions: Mentions) -> None:
        for name in sorted(mentions.names - self.seen.names):
            self.seen.names.add(name)
            module = name.partition(":")[0] if ":" in name else ""
            self._open(module)
            for item in self.binders.get(name, ()):
                self._keep(item)
        self.seen.merge(mentions)

    def _open(self, module: str) -> None:
        """Look at a module of the library, after those that it imports."""
        if not module or module in self.opened:
            return
        found = self.open_library(module)
        if found is None:
            return
        self.opened[module] = list(found.items)
        for name in found.needs:
            self._open(name)
        self.order.append(module)
        if module[0] == "_" or "/" in module:  # asks for a type, makes no values of it
            self.quiet.update(found.items)
        self.native |= found.native
        self._index(self.opened[module])

    def _methods_of_classes(self) -> bool:
        changed = False
        for item in tuple(self.kept):
            for name, mentions in item.optional.items():
                if self._wanted(name) and not self._known(mentions):
                    self._see(mentions)
                    self.made |= mentions.names & RARE_TYPES
                    changed = True
        return changed

    def _known(self, mentions: Mentions) -> bool:
        return (
            mentions.names <= self.seen.names
            and mentions.attributes <= self.seen.attributes
            and (self.seen.dynamic or not mentions.dynamic)
        )

    def _extensions(self) -> bool:
        changed = False
        names = self.methods if self.seen.dynamic else self.seen.attributes & self.methods.keys()
        special = {n for n in self.methods if n[:2] == "__" and n not in ASKED | HOOKS}
        for name in sorted({*names, *special}):
            for type_name in self.methods[name]:
                possible = type_name not in RARE_TYPES or type_name in self.made
                if type_name == "type" and name in _OF_ENUMERATIONS:
                    possible = "_enum:Enum" in self.seen.names
                if possible and (type_name, name) not in self.extensions:
                    qualified = f"types/{type_name}:{name}"
                    self.extensions[type_name, name] = qualified
                    self._see(Mentions({qualified}))
                    changed = True
        return changed
