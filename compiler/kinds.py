"""Which expressions are surely numbers, strings or lists?

A small, optimistic and flow-insensitive inference over the local variables of one function. It
decides only between instructions that mean the same for such operands: immediates with swapped
operands, plain for augmented operators, one CONCAT for several `+`, APPEND for the method.
"""

import ast
from collections.abc import Callable, Iterator
from enum import IntEnum

from ulambda.compiler.program import Program
from ulambda.compiler.scope import FunctionNode, Scope


class Kind(IntEnum):
    """What a value is known to be; INT includes bool."""

    UNSEEN = 0
    INT = 1
    NUMBER = 2
    STRING = 3
    LIST = 4
    ANY = 5
    FLOAT = 6


NUMERIC = (Kind.INT, Kind.NUMBER, Kind.FLOAT)
_INT_OPS = (ast.BitAnd, ast.BitOr, ast.BitXor, ast.LShift, ast.RShift)
_RESULTS = {
    "len": Kind.INT,
    "ord": Kind.INT,
    "int": Kind.INT,
    "float": Kind.FLOAT,
    "str": Kind.STRING,
    "repr": Kind.STRING,
    "chr": Kind.STRING,
    "hex": Kind.STRING,
    "list": Kind.LIST,
    "sorted": Kind.LIST,
    "math.sqrt": Kind.FLOAT,
    "math.fabs": Kind.FLOAT,
    "time.time": Kind.FLOAT,
    "time.ticks_ms": Kind.INT,
}


def join(left: Kind, right: Kind) -> Kind:
    """Find what both are.

    >>> join(Kind.INT, Kind.NUMBER).name
    'NUMBER'
    """
    if Kind.UNSEEN in (left, right):
        return max(left, right)
    if left is right:
        return left
    return Kind.NUMBER if left in NUMERIC and right in NUMERIC else Kind.ANY


class Kinds:
    """The kinds of a function's local variables and of expressions over them."""

    def __init__(self, program: Program, special: frozenset[str], scope: Scope) -> None:
        self.program = program
        self.special = special  # special methods that some class of the program has
        self.variables: dict[str, Kind] = dict.fromkeys(_hidden(scope), Kind.ANY)
        if scope.kind == "function" and isinstance(scope.node, ast.FunctionDef):
            self._infer(scope)

    def of(self, node: ast.expr) -> Kind:
        """What is the value of an expression?"""
        if isinstance(node, ast.Constant):
            return _kind_of_value(node.value)
        if isinstance(node, ast.Name):
            return self._name(node.id)
        if isinstance(node, ast.BinOp):
            return self.binary(node.op, self.of(node.left), self.of(node.right))
        if isinstance(node, ast.UnaryOp):
            return self._unary(node)
        if isinstance(node, ast.IfExp):
            return join(self.of(node.body), self.of(node.orelse))
        if isinstance(node, ast.JoinedStr):
            return Kind.STRING
        if isinstance(node, ast.List | ast.ListComp):
            return Kind.LIST
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.Compare) and not self._overloaded(
            "eq", "ne", "lt", "le", "gt", "ge"
        ):
            return Kind.INT
        return Kind.ANY

    def _name(self, name: str) -> Kind:
        if name in self.variables:
            return self.variables[name]
        constant = self.program.constants.get(name)
        return _kind_of_value(constant.value) if constant else Kind.ANY

    def _overloaded(self, *names: str) -> bool:
        return any(f"__{name}__" in self.special for name in names)

    def _unary(self, node: ast.UnaryOp) -> Kind:
        operand = self.of(node.operand)
        if isinstance(node.op, ast.Not):
            return Kind.INT
        if operand in (Kind.UNSEEN, *NUMERIC):
            return operand
        return Kind.ANY

    def _call(self, node: ast.Call) -> Kind:
        function = node.func
        if isinstance(function, ast.Name) and self.program.is_builtin(function.id):
            return (
                _RESULTS.get(function.id, Kind.ANY)
                if function.id not in self.variables
                else Kind.ANY
            )
        return Kind.ANY

    def binary(self, op: ast.operator, left: Kind, right: Kind) -> Kind:
        """What is the result of an operator, if it does not raise?"""
        name = _OPERATOR_NAMES.get(type(op), "matmul")
        if self._overloaded(name, f"r{name}", f"i{name}"):
            return self._plain(op, left) if left is right else Kind.ANY
        if left is Kind.UNSEEN or right is Kind.UNSEEN:
            return Kind.UNSEEN
        if self._is_float(op, left, right):
            return Kind.FLOAT
        if isinstance(op, ast.Add):
            return self._sum(left, right)
        numbers = left in NUMERIC and right in NUMERIC
        if isinstance(op, _INT_OPS):
            return Kind.INT if Kind.INT in (left, right) else Kind.ANY
        if (
            isinstance(op, ast.Sub | ast.FloorDiv | ast.Mod | ast.Mult)
            and left is right is Kind.INT
        ):
            return Kind.INT
        if isinstance(op, ast.Mod | ast.Mult):
            return (
                Kind.NUMBER
                if numbers or (isinstance(op, ast.Mod) and left in NUMERIC)
                else Kind.ANY
            )
        return Kind.NUMBER if left in NUMERIC or right in NUMERIC else Kind.ANY

    def _plain(self, op: ast.operator, both: Kind) -> Kind:
        """The result of an operator on two of a kind, when classes have their own operators."""
        if both is Kind.INT and isinstance(op, ast.Div | ast.Pow):
            return Kind.NUMBER
        return both if both in NUMERIC else Kind.ANY

    def _is_float(self, op: ast.operator, left: Kind, right: Kind) -> bool:
        if isinstance(op, ast.Div):
            return left in NUMERIC or right in NUMERIC
        if isinstance(op, ast.Mod):
            return left is Kind.FLOAT
        plain = isinstance(op, ast.Add | ast.Sub | ast.Mult | ast.FloorDiv)
        return plain and Kind.FLOAT in (left, right)

    def _sum(self, left: Kind, right: Kind) -> Kind:
        if left is right and left in (Kind.INT, Kind.LIST):
            return left
        if Kind.STRING in (left, right):
            return Kind.STRING
        return Kind.NUMBER if left in NUMERIC or right in NUMERIC else Kind.ANY

    # Variables

    def _infer(self, scope: Scope) -> None:
        node = scope.node
        assert isinstance(node, ast.FunctionDef)
        names = scope.locals - scope.cells
        arguments = {arg.arg for arg in ast.walk(node.args) if isinstance(arg, ast.arg)}
        for name in names - arguments - _hidden_inside(node):
            self.variables[name] = Kind.UNSEEN
        changed = True
        while changed:
            changed = False
            for name, kind in self._bindings(node):
                if name in self.variables:
                    joined = join(self.variables[name], kind)
                    changed |= joined is not self.variables[name]
                    self.variables[name] = joined
        for name, kind in self.variables.items():
            if kind is Kind.UNSEEN:
                self.variables[name] = Kind.ANY

    def _bindings(self, function: ast.FunctionDef) -> Iterator[tuple[str, Kind]]:
        pending: list[ast.AST] = list(function.body)
        while pending:
            node = pending.pop()
            if isinstance(
                node, FunctionNode | ast.ClassDef | ast.ListComp | ast.SetComp | ast.DictComp
            ):
                yield from ((inner, Kind.ANY) for inner in _stored_names(node))
                continue
            yield from self._binding(node)
            pending += ast.iter_child_nodes(node)

    def _binding(self, node: ast.AST) -> Iterator[tuple[str, Kind]]:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from self._target(target, self.of, node.value)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            yield from self._target(node.target, self.of, node.value)
        elif isinstance(node, ast.NamedExpr):
            yield node.target.id, self.of(node.value)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            kind = self.binary(node.op, self._name(node.target.id), self.of(node.value))
            yield node.target.id, kind
        elif isinstance(node, ast.AsyncFor):
            yield from ((name, Kind.ANY) for name in _stored_names(node.target))
        elif isinstance(node, ast.For):
            ranged = isinstance(node.target, ast.Name) and self._is_range(node.iter)
            for name in _stored_names(node.target):
                yield name, Kind.INT if ranged else Kind.ANY
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            yield node.name, Kind.ANY
        elif isinstance(node, ast.MatchMapping) and node.rest:
            yield node.rest, Kind.ANY
        elif isinstance(node, ast.match_case):
            yield from ((name, Kind.ANY) for name in _stored_names(node.pattern))
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            yield from ((name, Kind.ANY) for name in _stored_names(node.optional_vars))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((alias.asname or alias.name, Kind.ANY) for alias in node.names)

    def _target(
        self, target: ast.expr, of: Callable[[ast.expr], Kind], value: ast.expr
    ) -> Iterator[tuple[str, Kind]]:
        if isinstance(target, ast.Name):
            yield target.id, of(value)
            return
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            pairs = list(zip(target.elts, value.elts, strict=False))
            if not any(isinstance(node, ast.Starred) for pair in pairs for node in pair):
                for left, right in pairs:
                    yield from self._target(left, of, right)
                return
        yield from ((name, Kind.ANY) for name in _stored_names(target))

    def _is_range(self, node: ast.expr) -> bool:
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "range"
            and self.program.is_builtin("range")
            and "range" not in self.variables
        )


def _hidden(scope: Scope) -> set[str]:
    """Names that do not mean the global variable of that name somewhere in the scope."""
    hidden = _hidden_inside(scope.node) | scope.free
    return hidden | scope.locals if scope.kind == "function" else hidden


def _hidden_inside(tree: ast.AST) -> set[str]:
    hidden: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            hidden.update(_stored_names(node))
        elif isinstance(node, ast.Lambda):
            hidden.update(arg.arg for arg in ast.walk(node.args) if isinstance(arg, ast.arg))
    return hidden


def _stored_names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def _kind_of_value(value: object) -> Kind:
    if isinstance(value, int):
        return Kind.INT
    if isinstance(value, float):
        return Kind.FLOAT
    return Kind.STRING if isinstance(value, str) else Kind.ANY


_OPERATOR_NAMES: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
    ast.LShift: "lshift",
    ast.RShift: "rshift",
}
