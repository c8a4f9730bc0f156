"""What does the statement of an enumeration stand for?

The class body keeps the plain values, so that members can be made of earlier ones, and a statement
behind the class puts members in their places.
"""

import ast
from collections.abc import Iterator

from ulambda.compiler.expand import Expander, Facts, constant, methods_of, written
from ulambda.compiler.modules import in_library

_BASES = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"})
_FLAGS = frozenset({"Flag", "IntFlag"})
_RENAMED = {"__new__": "_member_new_", "__init__": "_member_init_"}


def from_class(expander: Expander, node: ast.ClassDef) -> list[ast.stmt] | None:
    """Expand a class that extends an enumeration."""
    base = next((b for b in node.bases if _is_enum(expander, b)), None)
    if base is None:
        return None
    known = expander.facts(base)
    if known is not None and "members" in known.flags:
        seen = f"an enumeration that extends {ast.unparse(base)}, which has members"
        expander.refuse(node, seen, "extend an enumeration without members")
    _keywords(expander, node)
    names = list(_members(expander, node, base))
    flags = frozenset({"members"}) if names else frozenset()
    expander.learn(node, Facts("enum", frozenset(methods_of(node)), (), flags))
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and method.name in _RENAMED:
            if method.name == "__new__":
                kind = ast.Name("staticmethod", ast.Load())
                method.decorator_list.insert(0, ast.copy_location(kind, method))
            method.name = _RENAMED[method.name]
    distinct = [d for d in node.decorator_list if expander.meaning(d) == "enum.unique"]
    others = [d for d in node.decorator_list if d not in distinct]
    if others and names:
        seen = f"@{ast.unparse(others[0])} on an enumeration"
        expander.refuse(others[0], seen, "leave the decorator out")
    node.decorator_list = [] if names else others
    return [node, *_made(expander, node, names, bool(distinct))]


def from_call(expander: Expander, call: ast.Call, target: str) -> list[ast.stmt] | ast.stmt | None:
    """`Enum("Color", "RED GREEN")`, `Enum("Color", ["RED", "GREEN"])`."""
    if len(call.args) == 1 and not call.keywords:
        return None  # a member by its value
    name, given = constant(call.args[0], str), call.args[1] if len(call.args) == 2 else None
    text = constant(given, str)
    names = text.replace(",", " ").split() if isinstance(text, str) else None
    if isinstance(given, ast.List | ast.Tuple):
        found = [constant(item, str) for item in given.elts]
        names = [n for n in found if isinstance(n, str)] if None not in found else None
    if not isinstance(name, str) or not names or call.keywords:
        expander.refuse(call, "members that are not constants", "write the enumeration as a class")
        return None
    flag = expander.meaning(call.func).rpartition(".")[2] in _FLAGS
    values = [1 << i if flag else i + 1 for i in range(len(names))]
    body = written("\n".join(f"{n} = {v}" for n, v in zip(names, values, strict=True)), call, {})
    node = ast.copy_location(ast.ClassDef(name, [call.func], [], body, []), call)
    return from_class(expander, node)


def _is_enum(expander: Expander, base: ast.expr) -> bool:
    module, _, name = expander.meaning(base).rpartition(".")
    facts = expander.facts(base)
    return (module == "enum" and name in _BASES) or (facts is not None and facts.kind == "enum")


def _keywords(expander: Expander, node: ast.ClassDef) -> None:
    """`boundary=KEEP` becomes a member of the class."""
    for keyword in node.keywords:
        if keyword.arg == "boundary":
            names: dict[str, ast.expr | str] = {"BOUNDARY": keyword.value}
            node.body += written("_boundary_ = BOUNDARY", keyword.value, names)
        else:
            expander.refuse(keyword.value, f"the class keyword {keyword.arg!r}", "leave it out")
    node.keywords = []


def _members(expander: Expander, node: ast.ClassDef, base: ast.expr) -> Iterator[str]:
    """Walk the body: yield the names of members, give their values to those that have auto()."""
    names: list[str] = []
    for statement in node.body:
        if isinstance(statement, ast.For | ast.While | ast.With | ast.Try | ast.If):
            seen = "an enumeration with a compound statement"
            expander.refuse(statement, seen, "write its members one by one")
        value = getattr(statement, "value", None)
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or value is None:
            continue
        if expander.meaning(getattr(value, "func", None)) == "enum.nonmember":
            statement.value = value.args[0]
            continue
        if isinstance(value, ast.Lambda) or _is_descriptor(expander, value):
            continue
        found = [name for name in _targets(statement) if not _is_private(node, name)]
        for name in found:
            _Auto(expander, node, base, name, names).visit(statement)
            names.append(name)
            yield name


def _is_descriptor(expander: Expander, value: ast.expr) -> bool:
    called = expander.meaning(value.func) if isinstance(value, ast.Call) else ""
    return called in ("builtins.property", "builtins.staticmethod", "builtins.classmethod")


def _targets(statement: ast.Assign | ast.AnnAssign) -> Iterator[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    for target in targets:
        yield from (n.id for n in ast.walk(target) if isinstance(n, ast.Name))


def _is_private(node: ast.ClassDef, name: str) -> bool:
    """Is a name no member: `_sunder_`, `__dunder__` or `__private`?"""
    sunder = len(name) > 2 and name[0] == "_" == name[-1]
    return sunder or name.startswith(f"_{node.name.lstrip('_')}__")


class _Auto(ast.NodeTransformer):
    """Replaces auto() by what the class's _generate_next_value_ says."""

    def __init__(
        self, expander: Expander, node: ast.ClassDef, base: ast.expr, name: str, before: list[str]
    ) -> None:
        self.expander = expander
        self.own = "_generate_next_value_" in methods_of(node)
        self.base = base
        self.name = name
        self.before = before

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if self.expander.meaning(node.func) != "enum.auto":
            return self.generic_visit(node)
        names: dict[str, ast.expr | str] = {"BASE": self.base}
        maker = "_generate_next_value_" if self.own else "BASE._generate_next_value_"
        values = ", ".join(self.before)
        text = f"{maker}({self.name!r}, 1, {len(self.before)}, [{values}])"
        made = written(text, node, names)[0]
        assert isinstance(made, ast.Expr)
        return made.value


def _made(
    expander: Expander, node: ast.ClassDef, names: list[str], distinct: bool
) -> list[ast.stmt]:
    """The tables of a class with members, and the statements behind it."""
    if not names:
        return []
    tables = ["_member_map_ = {}", "_value2member_map_ = {}"]
    if expander.mentions("__members__"):
        tables.append("__members__ = _member_map_")
    node.body += written("\n".join(tables), node, {})
    places = [f"CLASS.{name}" for name in names]
    text = f"[{', '.join(places)}] = MEMBERS(CLASS, {tuple(names)}, ({', '.join(places)},))"
    filled: dict[str, ast.expr | str] = {"CLASS": node.name, "MEMBERS": "_enum:members"}
    made = written(text, node, filled)
    for target in ast.walk(made[0]):
        if isinstance(target, ast.Attribute) and isinstance(target.ctx, ast.Store):
            ast.copy_location(target, in_library("_enum"))
    if distinct:
        made += written("DISTINCT(CLASS)", node, {"CLASS": node.name, "DISTINCT": "_enum:distinct"})
    return made
