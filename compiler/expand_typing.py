"""What is left of types when a program runs?

Annotations are never looked at. Here go the uses of `typing` and `collections.abc` outside of them:
aliases, casts, type variables, bases, and isinstance() with an abstract class.
"""

import ast

from ulambda.compiler.expand import Expander, Facts, Made, constant

_MODULES = ("typing", "typing_extensions", "collections.abc")
# Generic types that are builtin types.
_PLAIN = {
    **{f"builtins.{name}": name for name in ("list", "dict", "set", "frozenset", "tuple", "type")},
    **{f"typing.{name}": name.lower() for name in ("List", "Dict", "Set", "FrozenSet", "Tuple")},
    "typing.Type": "type", "typing.Text": "str",
}  # fmt: skip
_VARIABLES = frozenset({"TypeVar", "ParamSpec", "TypeVarTuple"})
_NO_DECORATION = frozenset({"final", "override", "no_type_check"})
_EMPTY = frozenset({"Generic", "Protocol"})
# Abstract classes: builtin types that count as such.
_KINDS = {
    "Mapping": ("dict",), "MutableMapping": ("dict",),
    "Sequence": ("list", "tuple", "str", "range", "bytes", "bytearray"),
    "MutableSequence": ("list", "bytearray"), "ByteString": ("bytes", "bytearray"),
    "Set": ("set", "frozenset"), "MutableSet": ("set",), "AbstractSet": ("set", "frozenset"),
}  # fmt: skip
# Abstract classes that whoever has the methods belongs to.
_CHECKS = frozenset(
    {"Callable", "Collection", "Container", "Generator", "Hashable", "Iterable", "Iterator"}
    | {"Reversible", "Sized"}
)
_RENAMED = {"AbstractSet": "Set"}


def _typing(expander: Expander, node: ast.AST | None) -> str:
    """The name that an expression means in typing or collections.abc, or nothing."""
    module, _, name = expander.meaning(node).rpartition(".")
    return name if module in _MODULES else ""


def plain(expander: Expander, node: ast.Subscript) -> ast.expr | None:
    """`list[int]` is list when a program runs; so is a generic class of the user."""
    name = _PLAIN.get(expander.meaning(node.value))
    if name is not None:
        return ast.copy_location(ast.Name(name, ast.Load()), node)
    facts = expander.facts(node.value)
    return node.value if facts is not None and "generic" in facts.flags else None


def alias(expander: Expander, node: ast.Assign | ast.AnnAssign) -> None:
    """What is assigned may be a type: only those that can be called or compared are kept."""
    value = node.value
    if isinstance(node, ast.AnnAssign) and _typing(expander, node.annotation) == "TypeAlias":
        node.value = _runtime(expander, value) or _nothing(node)
    elif isinstance(value, ast.Call) and _typing(expander, value.func) in _VARIABLES:
        node.value = _nothing(node)
    elif isinstance(value, ast.Subscript | ast.BinOp | ast.Name | ast.Attribute):
        known = isinstance(value, ast.Subscript) and plain(expander, value) is not None
        union = isinstance(value, ast.BinOp) and _is_union(expander, value)
        if known or union or _typing(expander, value):
            node.value = _runtime(expander, value) or _nothing(node)


def _nothing(place: ast.AST) -> ast.expr:
    return ast.copy_location(ast.Constant(None), place)


def _is_type(expander: Expander, node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_union(expander, node)
    if isinstance(node, ast.Constant):
        return node.value is None
    if isinstance(node, ast.Subscript) and plain(expander, node) is not None:
        return True
    names = ("int", "str", "float", "bool", "bytes", "bytearray", "list", "dict", "set", "tuple")
    module, _, name = expander.meaning(node).rpartition(".")
    known = expander.facts(node) is not None
    return known or (module == "builtins" and name in names) or module in _MODULES


def _is_union(expander: Expander, node: ast.BinOp) -> bool:
    """Is `a | b` of types?"""
    parts = (node.left, node.right)
    return isinstance(node.op, ast.BitOr) and all(_is_type(expander, part) for part in parts)


def _runtime(expander: Expander, node: ast.expr | None) -> ast.expr | None:
    """What isinstance() or a call can use of a type; None if there is no such thing."""
    if isinstance(node, ast.Subscript) and _typing(expander, node.value) in ("Union", "Optional"):
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return _several(expander, node, inner)
    if isinstance(node, ast.BinOp):
        return _several(expander, node, [node.left, node.right])
    if isinstance(node, ast.Subscript):
        return plain(expander, node)
    if isinstance(node, ast.Name | ast.Attribute) and not _typing(expander, node):
        return node
    name = _PLAIN.get(expander.meaning(node))
    return ast.copy_location(ast.Name(name, ast.Load()), node) if name and node else None


def _several(expander: Expander, node: ast.expr, parts: list[ast.expr]) -> ast.expr | None:
    found = [_runtime(expander, part) for part in parts]
    kept = [part for part in found if part is not None]
    tuple_node = ast.Tuple(kept, ast.Load())
    return ast.copy_location(tuple_node, node) if len(kept) == len(found) else None


def function(expander: Expander, node: ast.FunctionDef) -> ast.stmt | None:
    """An overload is no function; decorators that only say something go."""
    meanings = {decorator: _typing(expander, decorator) for decorator in node.decorator_list}
    if "overload" in meanings.values():
        return ast.copy_location(ast.Pass(), node)
    node.decorator_list = [d for d, name in meanings.items() if name not in _NO_DECORATION]
    return None


def bases(expander: Expander, node: ast.ClassDef) -> ast.stmt | None:
    """Bases that say something about types only go; abstract ones are the library's."""
    for mark in [d for d in node.decorator_list if _typing(expander, d) == "runtime_checkable"]:
        expander.refuse(mark, "@runtime_checkable", "ask for the methods with hasattr()")
    marks = {decorator: _typing(expander, decorator) for decorator in node.decorator_list}
    node.decorator_list = [d for d, name in marks.items() if name not in _NO_DECORATION]
    names = [_typing(expander, base) for base in node.bases]
    inherited = [f for f in map(expander.facts, node.bases) if f is not None]
    if "TypedDict" in names or any(f.kind == "typed" for f in inherited):
        node.keywords = []
        node.bases = [ast.copy_location(ast.Name("_typing:TypedDict", ast.Load()), node)]
        expander.learn(node, Facts("typed"))
        return node
    kept: list[ast.expr] = []
    for base, name in zip(node.bases, names, strict=True):
        if name in _KINDS or name in _CHECKS:
            full = f"_collections_abc:{_RENAMED.get(name, name)}"
            kept.append(ast.copy_location(ast.Name(full, ast.Load()), base))
        elif name not in _EMPTY:
            kept.append(base)
    node.bases = kept
    if "Generic" in names or "Protocol" in names or any("generic" in f.flags for f in inherited):
        expander.generic.add(node.name)
    return None


def cast(expander: Expander, call: ast.Call, target: str) -> Made:
    """`cast(T, x)` is x."""
    return expander.visited(call.args[1]) if len(call.args) == 2 else None


def same(expander: Expander, call: ast.Call, target: str) -> Made:
    """`reveal_type(x)`, `assert_type(x, T)` are x."""
    return expander.visited(call.args[0]) if call.args else None


def new_type(expander: Expander, call: ast.Call, target: str) -> Made:
    """`NewType("Name", T)` is a function that returns its argument."""
    return ast.copy_location(ast.Name("_typing:same", ast.Load()), call)


def never(expander: Expander, call: ast.Call, target: str) -> Made:
    """`assert_never(x)`."""
    call.func = ast.copy_location(ast.Name("_typing:never", ast.Load()), call.func)
    return expander.parts(call)


def instance(expander: Expander, call: ast.Call, target: str) -> Made:
    """isinstance() with an abstract class or a union of types."""
    if len(call.args) != 2 or call.keywords:
        return None
    parts = list(_parts(call.args[1]))
    names = [_typing(expander, part) for part in parts]
    if not any(names) and len(parts) < 2 and parts == [call.args[1]]:
        return None
    types: list[ast.expr] = []
    checks: list[ast.expr] = []
    for part, name in zip(parts, names, strict=True):
        if name in _CHECKS:
            checks.append(_name(f"_abstract:is_{name.lower()}", part))
        elif name in _KINDS:
            types += [_name(kind, part) for kind in _KINDS[name]]
            if name != "ByteString":
                types.append(_name(f"_collections_abc:{_RENAMED.get(name, name)}", part))
        elif constant(part, type(None)) is None and isinstance(part, ast.Constant):
            types.append(_name("_abstract:NOTHING", part))
        else:
            types.append(part)
    every = ast.copy_location(ast.Tuple(types, ast.Load()), call.args[1])
    call.args[1] = types[0] if len(types) == 1 else every
    if checks:
        call.args = [call.args[0], every, *checks]
        call.func = _name("_abstract:is_any", call.func)
    return expander.parts(call)


def subclass(expander: Expander, call: ast.Call, target: str) -> Made:
    """issubclass(): the same, where no methods are asked for."""
    names = [_typing(expander, part) for part in _parts(call.args[-1])] if call.args else []
    if any(name in _CHECKS for name in names):
        expander.refuse(
            call, f"issubclass() with {', '.join(filter(None, names))}", "use hasattr()"
        )
        return None
    return instance(expander, call, target)


def _parts(node: ast.expr) -> list[ast.expr]:
    """The types of a tuple or union."""
    if isinstance(node, ast.Tuple):
        return [part for item in node.elts for part in _parts(item)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_parts(node.left), *_parts(node.right)]
    return [node]


def _name(name: str, place: ast.AST) -> ast.expr:
    return ast.copy_location(ast.Name(name, ast.Load()), place)


CALLS = {
    "builtins.isinstance": instance,
    "builtins.issubclass": subclass,
    "typing.cast": cast,
    "typing.reveal_type": same,
    "typing.assert_type": same,
    "typing.assert_never": never,
    "typing.NewType": new_type,
}
