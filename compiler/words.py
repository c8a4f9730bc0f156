"""Which expressions are computed modulo 2**32, without an integer object for each step?

`(a * 69069 + b) & 0xFFFFFFFF` needs only the low 32 bits of every step. Such an expression becomes
one run of word instructions (WLOAD ... WSTORE); the interpreter does a run again by the plain
operators when an operand is no integer of 32 bits, so every result and error is CPython's.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from ulambda.compiler.kinds import Kind
from ulambda.compiler.lower import Lowering
from ulambda.spec.opcodes import Op

WORD = 0xFFFFFFFF
LARGE = 1 << 30  # from here on a result may be an object
_RING: dict[type[ast.operator], Op] = {
    ast.Add: Op.WADD,
    ast.Sub: Op.WSUB,
    ast.Mult: Op.WMUL,
    ast.BitAnd: Op.WAND,
    ast.BitOr: Op.WOR,
    ast.BitXor: Op.WXOR,
}
_SHIFTS: dict[type[ast.operator], Op] = {ast.LShift: Op.WSHL, ast.RShift: Op.WSHR}
_SPECIAL = frozenset(
    f"__{prefix}{name}__"
    for name in ("add", "sub", "mul", "and", "or", "xor", "lshift", "rshift")
    for prefix in ("", "r")
)


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction: a shift count, or an operand that is the left or the right one."""

    op: Op
    operand: ast.expr | None = None
    count: int = 0
    left: bool = False
    line: int = 0


def word_into(f: Lowering, node: ast.BinOp, target: int) -> bool:
    """Compute an expression that ends in `& mask` as a run of word instructions, if it pays."""
    mask = _mask(f, node)
    if mask is None or _SPECIAL & f.unit.special:
        return False
    steps = list(_steps(f, node))
    known = all(_is_int(f, step.operand) for step in steps if step.operand is not None)
    if known:
        steps = [step for step in steps if step.op is not Op.WMASK]
    if not _pays(f, steps, mask) or not _in_order(f, node):
        return False
    leaves = {leaf: f.value(leaf) for leaf in _leaves(f, node)}
    for step in steps:
        f.line = step.line
        if step.operand is None:
            f.emit(step.op, 0, step.count)
        else:
            f.emit(step.op, leaves[step.operand], int(step.left))
    f.line = node.lineno
    f.emit(Op.WSTORE, target)
    return True


def _mask(f: Lowering, node: ast.expr) -> int | None:
    """The mask of `x & mask` with a constant of at most 32 bits."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd)):
        return None
    if f.constant(node) is not None:
        return None
    masks = [_word(f, side) for side in (node.left, node.right)]
    return next((mask for mask in masks if mask is not None and mask >= 0), None)


def _word(f: Lowering, node: ast.expr) -> int | None:
    """The value of a constant that a word instruction can take."""
    folded = f.constant(node)
    if folded is None or type(folded.value) is not int or not -LARGE <= folded.value <= WORD:
        return None
    return folded.value


def _is_step(f: Lowering, node: ast.expr) -> bool:
    """Do the low 32 bits of the result depend on those of the operands alone?"""
    if not isinstance(node, ast.BinOp) or f.constant(node) is not None:
        return False
    if type(node.op) in _SHIFTS:
        count = _word(f, node.right)
        exact = isinstance(node.op, ast.LShift) or _mask(f, node.left) is not None
        return exact and count is not None and 0 <= count < 32
    return type(node.op) in _RING


def _reverses(f: Lowering, node: ast.BinOp) -> bool:
    """Does the run begin in the right operand, because the left one is at hand?"""
    return _is_step(f, node.right) and _is_trivial(f, node.left)


def _steps(f: Lowering, node: ast.expr) -> Iterator[Step]:
    if not _is_step(f, node):
        yield Step(Op.WLOAD, node, line=node.lineno)
        return
    assert isinstance(node, ast.BinOp)
    if type(node.op) in _SHIFTS:
        yield from _steps(f, node.left)
        count = _word(f, node.right)
        assert count is not None
        yield Step(_SHIFTS[type(node.op)], count=count, line=node.lineno)
    elif _reverses(f, node):
        yield from _steps(f, node.right)
        yield Step(_RING[type(node.op)], node.left, left=True, line=node.lineno)
    else:
        yield from _steps(f, node.left)
        if isinstance(node.op, ast.BitAnd) and _word(f, node.right) == WORD:
            yield Step(Op.WMASK, line=node.lineno)
        else:
            yield Step(_RING[type(node.op)], node.right, line=node.lineno)


def _leaves(f: Lowering, node: ast.expr) -> Iterator[ast.expr]:
    """The operands in registers, in the order in which CPython evaluates them."""
    if not _is_step(f, node):
        yield node
        return
    assert isinstance(node, ast.BinOp)
    if type(node.op) in _SHIFTS:
        yield from _leaves(f, node.left)
    elif _reverses(f, node):
        yield node.left
        yield from _leaves(f, node.right)
    else:
        yield from _leaves(f, node.left)
        if not (isinstance(node.op, ast.BitAnd) and _word(f, node.right) == WORD):
            yield node.right


def _is_trivial(f: Lowering, node: ast.expr) -> bool:
    """Does evaluating do nothing that could be noticed?"""
    if _word(f, node) is not None:
        return True
    if not isinstance(node, ast.Name) or node.id in f.walrus:
        return False
    variable = f.find(node.id)
    return variable is not None and not variable.cell


def _is_int(f: Lowering, node: ast.expr) -> bool:
    return _word(f, node) is not None or f.kinds.of(node) is Kind.INT


def _in_order(f: Lowering, node: ast.expr) -> bool:
    """May all operands be evaluated before the first operator runs?

    Yes when no operator can fail before an operand is evaluated that does something.
    """
    sure = True
    for leaf in _leaves(f, node):
        if f.constant(leaf) is not None and _word(f, leaf) is None:
            return False
        if not sure and not _is_trivial(f, leaf):
            return False
        sure = sure and _is_int(f, leaf)
    return True


def _pays(f: Lowering, steps: list[Step], mask: int) -> bool:
    """Is there more than a mask to do, and may an object come up?"""
    work = [step for step in steps if step.op not in (Op.WLOAD, Op.WMASK)]
    if mask < WORD:
        work = work[1:]
    factors = [step for step in steps if step.op is Op.WMUL and step.operand is not None]
    wide = any(abs(_word(f, step.operand) or 0) >> 15 for step in factors if step.operand)
    return bool(work) and (mask >= LARGE or wide)
