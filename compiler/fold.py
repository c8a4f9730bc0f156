"""Which expressions have a value that the compiler can know?

Folding is done by CPython itself on plain constants, so the value is the one that a run would give.
What would raise, or would be large, is left to run time.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Final

Constant = int | float | str | bytes | bool | None
Known = Callable[[ast.Name], "ast.Constant | None"]

MAX_BITS: Final = 256
MAX_LENGTH: Final = 256

_BINARY: Mapping[type[ast.operator], Callable[..., object]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
    ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
}
_UNARY: Mapping[type[ast.unaryop], Callable[..., object]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: operator.invert,
    ast.Not: operator.not_,
}


class Unknown(Exception):
    """The value is not known."""


def constant(node: ast.expr, known: Known | None = None) -> Constant:
    """Return the value of a constant expression; Unknown if it is none.

    >>> constant(ast.parse("2 * 3 + 0.5", mode="eval").body)
    6.5
    """
    if isinstance(node, ast.Constant):
        if isinstance(node.value, int | float | str | bytes | bool | None):
            return node.value
    elif isinstance(node, ast.Name) and known is not None:
        found = known(node)
        if found is not None:
            return constant(found)
    elif isinstance(node, ast.UnaryOp):
        value = constant(node.operand, known)
        if isinstance(node.op, ast.Invert) and isinstance(value, bool):
            raise Unknown  # CPython warns
        return _apply(_UNARY[type(node.op)], value)
    elif isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        return _binary(node.op, constant(node.left, known), constant(node.right, known))
    raise Unknown


def _binary(op: ast.operator, left: Constant, right: Constant) -> Constant:
    numbers = isinstance(left, int | float) and isinstance(right, int | float)
    if isinstance(op, ast.Mod) and not numbers:
        raise Unknown  # formatting
    if not numbers and not isinstance(op, ast.Add):
        raise Unknown  # repetition: the interpreter makes it when it is needed
    if isinstance(op, ast.LShift | ast.Pow) and not (
        isinstance(right, float) or (isinstance(right, int) and -MAX_BITS <= right <= MAX_BITS)
    ):
        raise Unknown
    if isinstance(op, ast.Pow) and isinstance(left, float) | isinstance(right, float):
        raise Unknown  # the last place of pow() belongs to the interpreter
    return _apply(_BINARY[type(op)], left, right)


def _apply(function: Callable[..., object], *operands: Constant) -> Constant:
    try:
        value = function(*operands)
    except (TypeError, ValueError, ArithmeticError):
        raise Unknown from None
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        raise Unknown
    if isinstance(value, str | bytes) and len(value) > MAX_LENGTH:
        raise Unknown
    if not isinstance(value, int | float | str | bytes | bool | None):
        raise Unknown
    return value


def try_constant(node: ast.expr, known: Known | None = None) -> ast.Constant | None:
    """Fold to a constant node at the same place, or None."""
    try:
        return ast.copy_location(ast.Constant(constant(node, known)), node)
    except Unknown:
        return None


def truth(node: ast.expr, known: Known | None = None) -> bool | None:
    """Return whether a constant expression is true, None if it is not constant."""
    folded = try_constant(node, known)
    return None if folded is None else bool(folded.value)
