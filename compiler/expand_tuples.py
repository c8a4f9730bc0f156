"""Which class is `namedtuple("Point", "x y")`, or `class Point(NamedTuple)`?"""

import ast
import keyword
from collections.abc import Sequence

from ulambda.compiler.expand import Expander, Facts, constant, methods_of, written
from ulambda.compiler.modules import in_library

_SHARED = 8  # getters that the library has
_HINT = "write the names of the fields as constants in this call"


def from_call(expander: Expander, call: ast.Call, target: str) -> ast.ClassDef | None:
    """`namedtuple(name, fields, rename=, defaults=)`, assigned to `target` or to nothing."""
    given = dict(zip(("name", "fields"), call.args, strict=False))
    given |= {k.arg: k.value for k in call.keywords if k.arg}
    given["name"] = given.pop("typename", given.get("name", call))
    given["fields"] = given.pop("field_names", given.get("fields", call))
    name, fields = constant(given["name"], str), _names(expander, given["fields"])
    if len(call.args) > 2 or not isinstance(name, str) or fields is None:
        expander.refuse(call, "fields that are not constants", _HINT)
        return None
    if constant(given.get("rename"), (bool, int)):
        fields = [n if _wrong(n, fields[:i]) is None else f"_{i}" for i, n in enumerate(fields)]
    elif not _good(expander, call, [name], fields):
        return None
    defaults = given.get("defaults", ast.Tuple([], ast.Load()))
    if isinstance(defaults, ast.Constant) and defaults.value is None:
        defaults = ast.Tuple([], ast.Load())
    if not isinstance(defaults, ast.Tuple | ast.List) or len(defaults.elts) > len(fields):
        seen = "defaults that are not written here" if len(fields) else "defaults without fields"
        expander.refuse(defaults, seen, "write the defaults as a tuple in this call")
        return None
    own = name if name == target or not _is_bound(expander, name) else f"<{name}>"
    node = ast.ClassDef(own, [], [], [], [])
    return _made(expander, ast.copy_location(node, call), fields, defaults.elts)


def from_typing(expander: Expander, call: ast.Call, target: str) -> ast.ClassDef | None:
    """`NamedTuple("Point", [("x", int), ("y", int)])`."""
    pairs = call.args[1] if len(call.args) == 2 else None
    if isinstance(pairs, ast.List | ast.Tuple) and all(
        isinstance(pair, ast.Tuple) and len(pair.elts) == 2 for pair in pairs.elts
    ):
        names = [pair.elts[0] for pair in pairs.elts if isinstance(pair, ast.Tuple)]
        plain = ast.Call(call.func, [call.args[0], ast.Tuple(names, ast.Load())], [])
        return from_call(expander, ast.copy_location(plain, call), target)
    expander.refuse(call, "fields that are not constants", _HINT)
    return None


def from_class(expander: Expander, node: ast.ClassDef) -> ast.stmt | None:
    """`class Point(NamedTuple)`: annotations are fields, values of theirs defaults."""
    if not any(expander.meaning(base) == "typing.NamedTuple" for base in node.bases):
        return None
    fields: list[str] = []
    defaults: list[ast.expr] = []
    rest: list[ast.stmt] = []
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            fields.append(statement.target.id)
            if statement.value is not None:
                defaults.append(statement.value)
            elif defaults:
                seen = f"field {fields[-1]!r} without a default after fields with one"
                expander.refuse(statement, seen, "give it a default, or move it up")
        else:
            rest.append(statement)
    for name in {"__new__", "__init__", "__slots__"} & set(methods_of(node)):
        expander.refuse(node, f"a NamedTuple with {name}", "write a class that extends tuple")
    if not _good(expander, node, [], fields):
        return None
    node.bases, node.keywords, node.body = [], [], rest
    return _made(expander, node, fields, defaults)


def _names(expander: Expander, node: ast.expr) -> list[str] | None:
    """The names of fields: "x y", "x, y" or a list of strings; a name of such a constant."""
    if isinstance(node, ast.Name):
        node = expander.constant_named(node.id) or node
    text = constant(node, str)
    if isinstance(text, str):
        return text.replace(",", " ").split()
    if not isinstance(node, ast.List | ast.Tuple):
        return None
    names = [constant(item, str) for item in node.elts]
    return [n for n in names if isinstance(n, str)] if None not in names else None


def _wrong(name: str, seen: Sequence[str]) -> str | None:
    """What CPython says against the name of a field."""
    if not name.isidentifier():
        return f"Type names and field names must be valid identifiers: {name!r}"
    if keyword.iskeyword(name):
        return f"Type names and field names cannot be a keyword: {name!r}"
    if name.startswith("_"):
        return f"Field names cannot start with an underscore: {name!r}"
    return f"Encountered duplicate field name: {name!r}" if name in seen else None


def _good(expander: Expander, node: ast.AST, own: list[str], fields: list[str]) -> bool:
    wrong = [_wrong(name.lstrip("_"), []) for name in own]
    wrong += [_wrong(name, fields[:i]) for i, name in enumerate(fields)]
    wrong += [f"a field named {n!r}" for n in fields if n in ("tuple", "property")]
    for seen in filter(None, wrong):
        expander.refuse(node, seen, "give it another name")
    return not any(wrong)


def _is_bound(expander: Expander, name: str) -> bool:
    nodes = ast.walk(expander.module.tree)
    return any(isinstance(n, ast.Name) and n.id == name for n in nodes)


def _made(
    expander: Expander, node: ast.ClassDef, fields: list[str], defaults: Sequence[ast.expr]
) -> ast.ClassDef:
    """Put the members of a named tuple before those that a class has already."""
    first = len(fields) - len(defaults)
    parameters = [n if i < first else f"{n}=DEFAULT{i}" for i, n in enumerate(fields)]
    names: dict[str, ast.expr | str] = {f"DEFAULT{first + i}": d for i, d in enumerate(defaults)}
    names |= {f"GET{i}": f"_namedtuple:item{i}" for i in range(_SHARED)} | {
        "FIX": "_namedtuple:fixed"
    }
    items = "".join(f"{name}, " for name in fields)
    body = [f"__match_args__ = {tuple(fields)}", f"_fields = {tuple(fields)}"]
    for i, name in enumerate(fields):
        getter = f"GET{i}" if i < _SHARED else f"lambda self: self[{i}]"
        body.append(f"{name} = property({getter}, FIX)")
    if expander.mentions("_field_defaults"):
        pairs = [f"{n!r}: DEFAULT{i}" for i, n in enumerate(fields) if i >= first]
        body.append(f"_field_defaults = {{{', '.join(pairs)}}}")
    made = written("\n".join(body), node, names)
    parameter_list = ", ".join(["_cls", *parameters])
    new = f"def __new__({parameter_list}): return tuple.__new__(_cls, ({items}))"
    made = [*written(new, in_library("_namedtuple"), names), *made]
    document = node.body[:1] if ast.get_docstring(node) is not None else []
    node.body = [*document, *made, *node.body[len(document) :]]
    node.bases = [ast.copy_location(ast.Name("_namedtuple:Record", ast.Load()), node)]
    expander.learn(node, Facts("namedtuple"))
    return node
