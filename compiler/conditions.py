"""How does a condition become jumps?

A condition is never computed where a jump can decide: comparisons are fused with their jumps,
`and`, `or` and `not` are control flow. NaN makes `not a < b` differ from `a >= b`, hence the JN
forms.
"""

import ast

from ulambda.compiler.floats import FLOAT_JUMPS, as_float, comparable, float_value
from ulambda.compiler.fold import truth
from ulambda.compiler.ir import Block
from ulambda.compiler.kinds import NUMERIC
from ulambda.compiler.lower import Lowering
from ulambda.spec.opcodes import Op

COMPARE: dict[type[ast.cmpop], Op] = {
    ast.Eq: Op.EQ,
    ast.NotEq: Op.NE,
    ast.Lt: Op.LT,
    ast.LtE: Op.LE,
    ast.Gt: Op.GT,
    ast.GtE: Op.GE,
    ast.Is: Op.IS,
    ast.IsNot: Op.ISNOT,
    ast.In: Op.IN,
    ast.NotIn: Op.NOTIN,
}
# operator: (jump if it holds, jump if it does not)
FUSED: dict[type[ast.cmpop], tuple[Op, Op]] = {
    ast.Eq: (Op.JEQ, Op.JNE),
    ast.NotEq: (Op.JNE, Op.JEQ),
    ast.Lt: (Op.JLT, Op.JNLT),
    ast.LtE: (Op.JLE, Op.JNLE),
    ast.Gt: (Op.JGT, Op.JNGT),
    ast.GtE: (Op.JGE, Op.JNGE),
}
WITH_IMMEDIATE = {
    Op.JEQ: Op.JEQI,
    Op.JNE: Op.JNEI,
    Op.JLT: Op.JLTI,
    Op.JLE: Op.JLEI,
    Op.JGT: Op.JGTI,
    Op.JGE: Op.JGEI,
    Op.JNLT: Op.JNLTI,
    Op.JNLE: Op.JNLEI,
    Op.JNGT: Op.JNGTI,
    Op.JNGE: Op.JNGEI,
}
MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}


def jump_if(f: Lowering, node: ast.expr, to: Block, sense: bool) -> None:
    """Jump when the truth of a node is `sense`, else go on."""
    known = truth(node, f.known)
    if known is not None:
        if known is sense:
            f.jump(to)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        jump_if(f, node.operand, to, not sense)
    elif isinstance(node, ast.BoolOp):
        _jump_if_bool(f, node, to, sense)
    elif isinstance(node, ast.Compare):
        with f.at(node):
            _jump_if_compare(f, node, to, sense)
    else:
        f.emit(Op.JT if sense else Op.JF, f.value(node), to=to)


def _jump_if_bool(f: Lowering, node: ast.BoolOp, to: Block, sense: bool) -> None:
    decides = isinstance(node.op, ast.Or)  # one operand of this truth decides
    if sense is decides:
        for value in node.values:
            jump_if(f, value, to, sense)
        return
    skip = f.block()
    for value in node.values[:-1]:
        jump_if(f, value, skip, decides)
    jump_if(f, node.values[-1], to, sense)
    f.start(skip)


def _jump_if_compare(f: Lowering, node: ast.Compare, to: Block, sense: bool) -> None:
    if len(node.ops) == 1:
        _jump_if_single(f, node.left, node.ops[0], node.comparators[0], to, sense)
        return
    skip = f.block()
    left = f.value(node.left)
    for position, (op, right_node) in enumerate(zip(node.ops, node.comparators, strict=True)):
        last = position == len(node.ops) - 1
        small = f.small(right_node) if last and _can_fuse(f, op) else None
        if small is not None:
            f.emit(WITH_IMMEDIATE[FUSED[type(op)][0 if sense else 1]], left, small, to=to)
            continue
        right = f.value(right_node)
        if last:
            _fuse(f, op, left, right, to, sense)
        else:
            _fuse(f, op, left, right, skip if sense else to, False)
        left = right
    f.start(skip)


def _jump_if_single(
    f: Lowering, left: ast.expr, op: ast.cmpop, right: ast.expr, to: Block, sense: bool
) -> None:
    if isinstance(op, ast.Is | ast.IsNot) and (_is_none(f, left) or _is_none(f, right)):
        is_none = sense is isinstance(op, ast.Is)
        value = f.value(left if _is_none(f, right) else right)
        f.emit(Op.JNONE if is_none else Op.JNNONE, value, to=to)
    elif isinstance(op, ast.In | ast.NotIn) and _choices(f, right) is not None:
        _jump_if_one_of(f, left, _choices(f, right) or [], to, sense is isinstance(op, ast.In))
    elif comparable(f, left, op, right):
        _jump_if_floats(f, left, op, right, to, sense)
    elif _can_fuse(f, op):
        small = f.small(right)
        if small is None and f.small(left) is not None and f.kinds.of(right) in NUMERIC:
            left, right, op, small = right, left, MIRRORED[type(op)](), f.small(left)
        if small is not None:
            jump = WITH_IMMEDIATE[FUSED[type(op)][0 if sense else 1]]
            f.emit(jump, f.value(left), small, to=to)
        else:
            register = f.value(left)
            _fuse(f, op, register, f.value(right), to, sense)
    else:
        register = f.value(left)
        _fuse(f, op, register, f.value(right), to, sense)


def _jump_if_floats(
    f: Lowering, left: ast.expr, op: ast.cmpop, right: ast.expr, to: Block, sense: bool
) -> None:
    holds, fails, mirrored = FLOAT_JUMPS[type(op)]
    first, second = (float_value(f, as_float(f, side)) for side in (left, right))
    if mirrored:
        first, second = second, first
    f.emit(holds if sense else fails, first, second, to=to)


def _can_fuse(f: Lowering, op: ast.cmpop) -> bool:
    """May the opposite jump stand for "does not hold"? Not for == when a class has its own !=."""
    if isinstance(op, ast.Eq | ast.NotEq):
        return "__ne__" not in f.unit.special
    return type(op) in FUSED


def jump_unless_equal(f: Lowering, left: int, node: ast.expr, to: Block) -> None:
    """Jump unless a register equals a node."""
    small = f.small(node) if _can_fuse(f, ast.Eq()) else None
    if small is not None:
        f.emit(Op.JNEI, left, small, to=to)
    else:
        _fuse(f, ast.Eq(), left, f.value(node), to, False)


def _fuse(f: Lowering, op: ast.cmpop, left: int, right: int, to: Block, sense: bool) -> None:
    if _can_fuse(f, op):
        f.emit(FUSED[type(op)][0 if sense else 1], left, right, to=to)
        return
    result = f.temp()
    f.emit(COMPARE[type(op)], result, left, right)
    f.emit(Op.JT if sense else Op.JF, result, to=to)


def _is_none(f: Lowering, node: ast.expr) -> bool:
    folded = f.constant(node)
    return folded is not None and folded.value is None


def _choices(f: Lowering, node: ast.expr) -> list[ast.Constant] | None:
    """The elements of a short display of constants; NaN equals nothing and is left to IN."""
    if not isinstance(node, ast.Tuple | ast.List) or not 1 <= len(node.elts) <= 8:
        return None
    if "__eq__" in f.unit.special or "__ne__" in f.unit.special:
        return None
    folded = [f.constant(element) for element in node.elts]
    choices = [constant for constant in folded if constant is not None]
    plain = all(type(constant.value) in (int, str, bytes) for constant in choices)
    return choices if plain and len(choices) == len(folded) else None


def _jump_if_one_of(
    f: Lowering, node: ast.expr, choices: list[ast.Constant], to: Block, sense: bool
) -> None:
    value = f.value(node)
    end = f.block()
    for position, choice in enumerate(choices):
        last = position == len(choices) - 1
        found = sense if last else True
        place = to if last or sense else end
        small = f.small(choice)
        if small is not None:
            f.emit(Op.JEQI if found else Op.JNEI, value, small, to=place)
        else:
            f.emit(Op.JEQ if found else Op.JNE, value, f.value(choice), to=place)
    f.start(end)


# Conditions as values


def comparison_into(f: Lowering, node: ast.Compare, target: int) -> None:
    """Compute one comparison to True, False or what a class's own operator returns."""
    left = f.value(node.left)
    f.emit(COMPARE[type(node.ops[0])], target, left, f.value(node.comparators[0]))


def condition_into(f: Lowering, node: ast.Compare, target: int) -> None:
    """Compute a chained comparison: the first result that is false, else the last."""
    result = f.temp() if f.is_variable(target) else target
    end = f.block()
    left = f.value(node.left)
    for position, (op, operand) in enumerate(zip(node.ops, node.comparators, strict=True)):
        right = f.value(operand)
        f.emit(COMPARE[type(op)], result, left, right)
        if position < len(node.ops) - 1:
            f.emit(Op.JF, result, to=end)
        left = right
    f.start(end)
    if result != target:
        f.emit(Op.MOVE, target, result)
