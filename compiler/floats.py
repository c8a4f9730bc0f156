"""Which values are floats in registers of their own, without an object for each result?

A function that calculates with floats in a loop gets float registers: for its local variables that
are always floats and surely bound where they are read, and for the steps of expressions. Whoever
else reads such a variable gets a box with a copy (FBOX); whatever is not a float is converted, or
fails as its operator would, in FLOAD.
"""

import ast
from collections.abc import Iterator, Sequence

from ulambda.compiler.kinds import Kind
from ulambda.compiler.lower import Lowering
from ulambda.spec.opcodes import Op

FLOAT_OPS: dict[type[ast.operator], tuple[Op, Op]] = {
    ast.Add: (Op.FADD, Op.ADD),
    ast.Sub: (Op.FSUB, Op.SUB),
    ast.Mult: (Op.FMUL, Op.MUL),
    ast.Div: (Op.FDIV, Op.TRUEDIV),
}
LEFT, IN_PLACE = 64, 128  # flags of FLOAD's next word
# comparison: (jump if it holds, jump if it does not, operands the other way round)
FLOAT_JUMPS: dict[type[ast.cmpop], tuple[Op, Op, bool]] = {
    ast.Eq: (Op.JFEQ, Op.JFNE, False),
    ast.NotEq: (Op.JFNE, Op.JFEQ, False),
    ast.Lt: (Op.JFLT, Op.JFNLT, False),
    ast.LtE: (Op.JFLE, Op.JFNLE, False),
    ast.Gt: (Op.JFLT, Op.JFNLT, True),
    ast.GtE: (Op.JFLE, Op.JFNLE, True),
}
MAX_VARIABLES = 40


def prepare_floats(f: Lowering) -> None:
    """Decide whether the function has float registers; before all else it does."""
    loops = [node for node in ast.walk(f.scope.node) if isinstance(node, ast.For | ast.While)]
    f.floating = not f.unit.cautious and any(_calculates(f, loop) for loop in loops)
    if f.floating:
        f.emit(Op.FPREP)


def choose_variables(f: Lowering, body: Sequence[ast.stmt]) -> None:
    """Decide which variables live in float registers, before they are read or written."""
    if not f.floating:
        return
    hidden = f.walrus | f.scope.cells | _deleted(f.scope.node)
    names = {name for name, kind in f.kinds.variables.items() if kind is Kind.FLOAT} - hidden
    names &= f.scope.locals
    names -= set(_unsure(body, set(), names))
    for name in sorted(names)[:MAX_VARIABLES]:
        variable = f.find(name)
        if variable is not None and variable.register not in f.function.entry:
            f.function.floats.add(variable.register)


def float_variable(f: Lowering, node: ast.expr) -> int | None:
    """The float register of a variable that lives in one."""
    variable = f.find(node.id) if isinstance(node, ast.Name) and f.class_frame is None else None
    if variable is None or variable.register not in f.function.floats:
        return None
    return variable.register


def is_calculated(f: Lowering, node: ast.expr) -> bool:
    """Is an expression one operator of float arithmetic?"""
    return (
        f.floating
        and isinstance(node, ast.BinOp)
        and type(node.op) in FLOAT_OPS
        and f.kinds.of(node) is Kind.FLOAT
        and Kind.FLOAT in (f.kinds.of(node.left), f.kinds.of(node.right))
        and f.constant(node) is None
    )


def pays(f: Lowering, node: ast.expr) -> bool:
    """Does calculating in float registers spare an object: has an operand no object yet?"""
    if not isinstance(node, ast.BinOp) or not is_calculated(f, node):
        return False
    return any(
        is_calculated(f, side) or (isinstance(side, ast.Name) and f.kinds.of(side) is Kind.FLOAT)
        for side in (node.left, node.right)
    )


def float_into(f: Lowering, node: ast.expr, target: int) -> None:
    """Compute an expression that is a float into a float register."""
    folded = f.constant(node)
    with f.at(node):
        if folded is not None and isinstance(folded.value, float):
            f.emit(Op.FCONST, target, f.unit.pool.constant(folded.value))
        elif float_variable(f, node) is not None:
            f.emit(Op.FMOVE, target, float_variable(f, node) or 0)
        elif is_calculated(f, node):
            assert isinstance(node, ast.BinOp)
            operate(f, node.op, node.left, node.right, target)
        else:
            f.emit(Op.FLOAD, target, f.value(node), word=int(Op.ADD))


def operate(
    f: Lowering,
    op: ast.operator,
    left: ast.expr,
    right: ast.expr,
    target: int,
    in_place: bool = False,
) -> None:
    """Compute `left op right` or `left op= right`, at least one of them a float."""
    calculate, plain = FLOAT_OPS[type(op)]
    operands = [(node, f.kinds.of(node) is Kind.FLOAT) for node in (left, right)]
    registers = [float_value(f, node) if sure else f.value(node) for node, sure in operands]
    for side, (_, sure) in enumerate(operands):
        if not sure:
            word = int(plain) | (IN_PLACE if in_place else 0) | (LEFT if side == 0 else 0)
            loaded = float_temp(f)
            f.emit(Op.FLOAD, loaded, registers[side], word=word)
            registers[side] = loaded
    f.emit(calculate, target, *registers)


def float_value(f: Lowering, node: ast.expr) -> int:
    """Compute an expression that is a float into some float register."""
    variable = float_variable(f, node)
    if variable is not None:
        return variable
    target = float_temp(f)
    float_into(f, node, target)
    return target


def float_temp(f: Lowering) -> int:
    register = f.temp()
    f.function.floats.add(register)
    return register


def comparable(f: Lowering, left: ast.expr, op: ast.cmpop, right: ast.expr) -> bool:
    """May a comparison be done in float registers? Both are floats, one of them no constant."""
    if not f.floating or type(op) not in FLOAT_JUMPS:
        return False
    if f.constant(left) is not None and f.constant(right) is not None:
        return False
    return all(f.kinds.of(as_float(f, side)) is Kind.FLOAT for side in (left, right))


def as_float(f: Lowering, node: ast.expr) -> ast.expr:
    """Turn a small integer constant into the float that it is equal to."""
    folded = f.constant(node)
    if folded is None or type(folded.value) is not int or abs(folded.value) >= 1 << 53:
        return node
    return ast.copy_location(ast.Constant(float(folded.value)), node)


def _calculates(f: Lowering, loop: ast.stmt) -> bool:
    f.floating = True  # for is_calculated
    found = any(pays(f, node) for node in ast.walk(loop) if isinstance(node, ast.BinOp))
    f.floating = False
    return found


def _deleted(tree: ast.AST) -> set[str]:
    return {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)
    }


def _unsure(body: Sequence[ast.stmt], bound: set[str], names: set[str]) -> Iterator[str]:
    """Names that may be read before they are bound; binds in `bound` what is bound afterwards."""
    for statement in body:
        if isinstance(statement, ast.Assign):
            yield from _reads(statement.value, bound, names)
            for target in statement.targets:
                yield from _reads(target, bound, names)
                bound |= {n.id for n in _plain_targets(target)}
        elif isinstance(statement, ast.If):
            yield from _reads(statement.test, bound, names)
            branches = (set(bound), set(bound))
            yield from _unsure(statement.body, branches[0], names)
            yield from _unsure(statement.orelse, branches[1], names)
            bound |= branches[0] & branches[1]
        elif isinstance(statement, ast.For | ast.While):
            head = statement.iter if isinstance(statement, ast.For) else statement.test
            yield from _reads(head, bound, names)
            yield from _unsure(statement.body, set(bound), names)
            yield from _unsure(statement.orelse, set(bound), names)
        else:
            yield from _reads(statement, bound, names)


def _plain_targets(target: ast.expr) -> Iterator[ast.Name]:
    if isinstance(target, ast.Name):
        yield target
    elif isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from _plain_targets(element)


def _reads(tree: ast.AST, bound: set[str], names: set[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            read = node.target.id
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            read = node.id
        else:
            continue
        if read in names and read not in bound:
            yield read
