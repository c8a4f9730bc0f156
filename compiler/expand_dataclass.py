"""Which methods does `@dataclass` write into a class?

The same as CPython's, with the parameters and fields in the same order. Fields of base classes come
from what was learned when these were expanded.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ulambda.compiler.expand import Expander, Facts, constant, methods_of, written
from ulambda.compiler.fold import try_constant
from ulambda.compiler.modules import in_library
from ulambda.compiler.program import PUBLIC_TYPES

_OPTIONS = {
    "init": True, "repr": True, "eq": True, "order": False, "unsafe_hash": False, "frozen": False,
    "match_args": True, "kw_only": False, "slots": False, "weakref_slot": False,
}  # fmt: skip
_FIELD_OPTIONS = ("init", "repr", "hash", "compare", "kw_only")
_FACTORIES = frozenset({"list", "dict", "set", "tuple", "str", "int", "float", "bytearray"})
_ORDER = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}
_MUTABLE = {
    ast.List: "list", ast.ListComp: "list", ast.Dict: "dict", ast.DictComp: "dict",
    ast.Set: "set", ast.SetComp: "set",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `default` is an expression that gives the default where the class is written."""

    name: str
    annotation: ast.expr
    default: ast.expr | None = None
    factory: ast.expr | None = None
    metadata: ast.expr | None = None
    init: bool = True
    repr: bool = True
    hash: bool | None = None
    compare: bool = True
    kw_only: bool = False
    variable: bool = False  # InitVar: only a parameter

    @property
    def optional(self) -> bool:
        return self.default is not None or self.factory is not None


def from_class(expander: Expander, node: ast.ClassDef) -> ast.stmt | None:
    """Expand a class that is decorated with dataclass, or note the fields that it inherits."""
    marks = [d for d in node.decorator_list if expander.meaning(_called(d)) == _DATACLASS]
    inherited = [f for f in map(expander.facts, node.bases) if f and f.kind == "dataclass"]
    if not marks:
        if inherited:
            methods = frozenset(methods_of(node)).union(*(f.methods for f in inherited))
            expander.learn(node, replace(inherited[0], methods=methods))
        return node if inherited else None
    node.decorator_list = [d for d in node.decorator_list if d not in marks]
    options = _options(expander, marks[0])
    writer = _Writer(expander, node, options)
    writer.write()
    return node


_DATACLASS = "dataclasses.dataclass"


def _called(node: ast.expr) -> ast.expr:
    return node.func if isinstance(node, ast.Call) else node


def _options(expander: Expander, mark: ast.expr) -> dict[str, bool]:
    found = dict(_OPTIONS)
    for keyword in mark.keywords if isinstance(mark, ast.Call) else []:
        value = constant(keyword.value, bool)
        if keyword.arg not in found or not isinstance(value, bool):
            expander.refuse(keyword.value, f"dataclass({keyword.arg}=...)", "write True or False")
        else:
            found[keyword.arg] = value
    return found


class _Writer:
    """Writes the methods of one class."""

    def __init__(self, expander: Expander, node: ast.ClassDef, options: Mapping[str, bool]) -> None:
        self.expander = expander
        self.node = node
        self.options = options
        self.own = set(methods_of(node)) | set(_assigned(node))
        self.methods = set(self.own)
        self.place = in_library("_dataclass")
        self.names: dict[str, ast.expr | str] = {"ERROR": "_dataclass:FrozenInstanceError"}

    def write(self) -> None:
        fields = {field.name: field for field in self._inherited()}
        self.methods.update(*(f.methods for f in self._bases()))
        own = list(self._own_fields())
        fields |= {field.name: field for field in own}
        every = tuple(fields.values())
        stored = [field for field in every if not field.variable]
        made = [*self._init(every), *self._repr(stored), *self._comparisons(stored)]
        made += [*self._hash(stored), *self._frozen(stored), *self._reflection(stored)]
        self.node.body += [m for m in made if getattr(m, "name", "") not in self.own]
        if self.options["match_args"] and "__match_args__" not in self.own:
            names = tuple(f.name for f in every if f.init and not f.kw_only)
            if self.expander.findings.matches:
                self.node.body += written(f"__match_args__ = {names}", self.node, {})
        self.expander.learn(
            self.node,
            Facts("dataclass", frozenset(self.methods), every, self._flags()),
        )

    def _flags(self) -> frozenset[str]:
        return frozenset(name for name, value in self.options.items() if value)

    def _bases(self) -> Iterator[Facts]:
        return (f for f in map(self.expander.facts, self.node.bases) if f is not None)

    # Fields

    def _inherited(self) -> Iterator[Field]:
        for base in reversed(self.node.bases):
            facts = self.expander.facts(base)
            for field in facts.fields if facts and facts.kind == "dataclass" else ():
                assert isinstance(field, Field)
                if field.default is None or _is_fixed(field.default):
                    yield field
                else:
                    yield replace(field, default=_member(base, field.name))
            if facts and facts.kind == "dataclass":
                self._check_frozen("frozen" in facts.flags)

    def _check_frozen(self, base: bool) -> None:
        if base != self.options["frozen"]:
            kinds = ("non-frozen", "frozen")
            seen = f"a {kinds[not base]} dataclass that extends a {kinds[base]} one"
            self.expander.refuse(self.node, seen, "freeze both or none")

    def _own_fields(self) -> Iterator[Field]:
        keyword_only = self.options["kw_only"]
        for statement in self.node.body:
            if not isinstance(statement, ast.AnnAssign) or not isinstance(
                statement.target, ast.Name
            ):
                continue
            kind = self._kind(statement.annotation)
            if kind == "KW_ONLY":
                keyword_only = True
            elif kind != "ClassVar":
                yield self._field(statement, kind == "InitVar", keyword_only)

    def _kind(self, annotation: ast.expr) -> str:
        """ClassVar, InitVar, KW_ONLY, or nothing of these."""
        text = constant(annotation, str)
        if isinstance(text, str):
            found = re.match(r"(?:\w+\.)?(ClassVar|InitVar|KW_ONLY)\b", text)
            return found[1] if found else ""
        module, _, name = self.expander.meaning(annotation).rpartition(".")
        known = module in ("typing", "dataclasses", "typing_extensions")
        return name if known and name in ("ClassVar", "InitVar", "KW_ONLY") else ""

    def _field(self, statement: ast.AnnAssign, variable: bool, keyword_only: bool) -> Field:
        assert isinstance(statement.target, ast.Name)
        field = Field(
            statement.target.id, statement.annotation, variable=variable, kw_only=keyword_only
        )
        value = statement.value
        if isinstance(value, ast.Call) and self.expander.meaning(value.func) == "dataclasses.field":
            field = self._described(field, value)
            statement.value = field.default
        elif value is not None:
            field = replace(field, default=value)
        self._check_default(statement, field)
        if field.default is not None and not _is_fixed(field.default):
            name = ast.copy_location(ast.Name(field.name, ast.Load()), statement)
            field = replace(field, default=name)
        return field

    def _described(self, field: Field, call: ast.Call) -> Field:
        """A field with the arguments of `field(...)`."""
        changes: dict[str, object] = {}
        for keyword in call.keywords:
            if keyword.arg in ("default", "metadata"):
                changes[keyword.arg] = keyword.value
            elif keyword.arg == "default_factory":
                changes["factory"] = self._factory(field.name, keyword.value)
            elif keyword.arg in _FIELD_OPTIONS and isinstance(keyword.value, ast.Constant):
                changes[keyword.arg] = keyword.value.value
            else:
                self.expander.refuse(
                    keyword.value, f"field({keyword.arg}=...)", "write True or False"
                )
        if {"default", "factory"} <= changes.keys():
            self.expander.refuse(call, "both default and default_factory", "give one of them")
        return replace(field, **changes)  # type: ignore[arg-type]

    def _factory(self, name: str, value: ast.expr) -> ast.expr:
        """An expression that means the factory inside of methods, here and in other modules."""
        if isinstance(value, ast.Name) and value.id in _FACTORIES - set(_fields_of(self.node)):
            return value
        if "class" in self.expander.depth:
            return value
        hidden = f"<{self.node.name}.{name}>"
        target = ast.copy_location(ast.Name(hidden, ast.Store()), value)
        self.expander.hoisted.append(ast.copy_location(ast.Assign([target], value), value))
        if not self.expander.depth:
            hidden = self.expander.qualified(hidden)
        return ast.copy_location(ast.Name(hidden, ast.Load()), value)

    def _check_default(self, statement: ast.AnnAssign, field: Field) -> None:
        kind = _MUTABLE.get(type(field.default)) if field.default is not None else None
        if kind is not None and not field.variable:
            seen = f"mutable default <class '{kind}'> for field {field.name}"
            self.expander.refuse(statement, seen, "use default_factory")

    # Methods

    def _method(self, text: str) -> ast.stmt:
        return written(text, self.place, self.names)[0]

    def _init(self, every: tuple[Field, ...]) -> Iterator[ast.stmt]:
        if not self.options["init"]:
            return
        plain = [f for f in every if f.init and not f.kw_only]
        named = [f for f in every if f.init and f.kw_only]
        optional = [f.optional for f in plain]
        if optional != sorted(optional):
            late = plain[optional.index(True) + optional[optional.index(True) :].index(False)]
            seen = f"non-default argument {late.name!r} that follows a default argument"
            self.expander.refuse(self.node, seen, "give it a default, or move it up")
            return
        me = "self" if all(f.name != "self" for f in every) else "__dataclass_self__"
        parameters = [me, *map(self._parameter, plain)]
        parameters += ["*", *map(self._parameter, named)] if named else []
        body = [line for f in every for line in self._assignment(f, me)]
        if "__post_init__" in self.methods:
            variables = ", ".join(f.name for f in every if f.variable)
            body.append(f"{me}.__post_init__({variables})")
        yield self._function("__init__", parameters, body or ["pass"])

    def _function(self, name: str, parameters: list[str], body: list[str]) -> ast.stmt:
        lines = "\n    ".join(body)
        return self._method(f"def {name}({', '.join(parameters)}):\n    {lines}")

    def _parameter(self, field: Field) -> str:
        if field.factory is not None:
            return f"{field.name}=..."
        if field.default is None:
            return field.name
        self.names[f"DEFAULT_{field.name}"] = field.default
        return f"{field.name}=DEFAULT_{field.name}"

    def _assignment(self, field: Field, me: str) -> Iterator[str]:
        value = field.name
        if field.factory is not None:
            self.names[f"FACTORY_{field.name}"] = field.factory
            made = f"FACTORY_{field.name}()"
            value = f"{made} if {value} is ... else {value}" if field.init else made
        elif not field.init:
            return
        if field.variable:
            if field.factory is not None:
                yield f"{field.name} = {value}"
        elif self.options["frozen"]:
            yield f"object.__setattr__({me}, {field.name!r}, {value})"
        else:
            yield f"{me}.{field.name} = {value}"

    def _repr(self, stored: list[Field]) -> Iterator[ast.stmt]:
        if self.options["repr"]:
            items = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in stored if f.repr)
            text = f'return f"{{type(self).__qualname__}}({items})"'
            yield self._function("__repr__", ["self"], [text])

    def _comparisons(self, stored: list[Field]) -> Iterator[ast.stmt]:
        compared = [f.name for f in stored if f.compare]
        names = {"__eq__": "=="} if self.options["eq"] else {}
        if self.options["order"]:
            names |= _ORDER
            for name in sorted(_ORDER.keys() & self.own):
                seen = f"a {name} beside order=True"
                self.expander.refuse(self.node, seen, "consider functools.total_ordering")
            if not self.options["eq"]:
                self.expander.refuse(self.node, "order=True without eq", "eq must be true")
        for name, operator in names.items():
            yield self._function(
                name,
                ["self", "other"],
                [
                    "if type(other) is not type(self): return NotImplemented",
                    f"return {_values('self', compared)} {operator} {_values('other', compared)}",
                ],
            )

    def _hash(self, stored: list[Field]) -> Iterator[ast.stmt]:
        explicit = "__hash__" in self.own
        wanted = self.options["unsafe_hash"] or (self.options["eq"] and self.options["frozen"])
        if explicit and self.options["unsafe_hash"]:
            self.expander.refuse(self.node, "a __hash__ beside unsafe_hash", "keep one of them")
        if wanted and not explicit:
            names = [f.name for f in stored if (f.compare if f.hash is None else f.hash)]
            yield self._function("__hash__", ["self"], [f"return hash({_values('self', names)})"])

    def _frozen(self, stored: list[Field]) -> Iterator[ast.stmt]:
        if not self.options["frozen"]:
            return
        names = tuple(f.name for f in stored)
        for method, extra, verb in (
            ("__setattr__", ", value", "assign to"),
            ("__delattr__", "", "delete"),
        ):
            if method in self.own:
                seen = f"a {method} in a frozen dataclass"
                self.expander.refuse(self.node, seen, "leave it out, or do not freeze the class")
            yield self._function(
                method,
                ["self", f"name{extra}"],
                [
                    f"if type(self) is __class__ or name in {names}:",
                    f'    raise ERROR(f"cannot {verb} field {{name!r}}")',
                    f"super().{method}(name{extra})",
                ],
            )

    def _reflection(self, stored: list[Field]) -> Iterator[ast.stmt]:
        """What asdict(), fields() and the like ask for: linked if the program has these."""
        pairs = "".join(f"({f.name!r}, self.{f.name}), " for f in stored)
        yield self._function("_dataclass_items_", ["self"], [f"return ({pairs})"])
        made = []
        self.names |= {"FIELD": "_dataclass:Field", "MISSING": "_dataclass:MISSING"}
        for f in stored:
            values = [repr(f.name), _type_of(f.annotation)]
            values += [self._default_of(f), self._factory_of(f)]
            values += [repr(f.init), repr(f.repr), repr(f.hash)]
            values += [repr(f.compare), self._metadata_of(f), repr(f.kw_only)]
            made.append(f"FIELD({', '.join(values)}), ")
        describe = self._function("_dataclass_fields_", ["cls"], [f"return ({''.join(made)})"])
        assert isinstance(describe, ast.FunctionDef)
        describe.decorator_list = [
            ast.copy_location(ast.Name("classmethod", ast.Load()), self.place)
        ]
        yield describe

    def _default_of(self, field: Field) -> str:
        if field.default is None:
            return "MISSING"
        if _is_fixed(field.default):
            self.names[f"DEFAULT_{field.name}"] = field.default
            return f"DEFAULT_{field.name}"
        return f"cls.{field.name}"

    def _factory_of(self, field: Field) -> str:
        if field.factory is None:
            return "MISSING"
        self.names[f"FACTORY_{field.name}"] = field.factory
        return f"FACTORY_{field.name}"

    def _metadata_of(self, field: Field) -> str:
        if field.metadata is None:
            return "None"
        self.names[f"METADATA_{field.name}"] = field.metadata
        return f"METADATA_{field.name}"


def _type_of(annotation: ast.expr) -> str:
    """The type of a field: a builtin type, or the text of the annotation."""
    if isinstance(annotation, ast.Name) and annotation.id in PUBLIC_TYPES:
        return annotation.id
    text = constant(annotation, str)
    return repr(text if isinstance(text, str) else ast.unparse(annotation))


def _values(who: str, names: list[str]) -> str:
    """The tuple of some attributes, as an expression."""
    return f"({''.join(f'{who}.{name}, ' for name in names)})"


def _fields_of(node: ast.ClassDef) -> Iterator[str]:
    targets = (s.target for s in node.body if isinstance(s, ast.AnnAssign))
    return (target.id for target in targets if isinstance(target, ast.Name))


def _is_fixed(node: ast.expr | None) -> bool:
    """Does an expression give the same constant wherever it stands?"""
    return node is not None and (isinstance(node, ast.Constant) or try_constant(node) is not None)


def _member(base: ast.expr, name: str) -> ast.expr:
    return ast.copy_location(ast.Attribute(base, name, ast.Load()), base)


def _assigned(node: ast.ClassDef) -> Iterator[str]:
    """Special names that the class body assigns."""
    for statement in node.body:
        if isinstance(statement, ast.Assign):
            names = (t.id for t in statement.targets if isinstance(t, ast.Name))
            yield from (name for name in names if name.startswith("__"))
