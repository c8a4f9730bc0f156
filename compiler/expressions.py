"""How does an expression become instructions?

Every function here computes one kind of node into a register. A register that is a variable is
written by the last instruction only, because the expression may still read the old value.
"""

import ast
from collections.abc import Callable, Sequence

from ulambda.compiler import fold
from ulambda.compiler.conditions import COMPARE, comparison_into, condition_into, jump_if
from ulambda.compiler.floats import float_value, pays
from ulambda.compiler.fold import truth
from ulambda.compiler.ir import Handler
from ulambda.compiler.kinds import NUMERIC, Kind
from ulambda.compiler.lower import Lowering
from ulambda.compiler.program import FUNCTIONS, PUBLIC_TYPES, SINGLETONS, TYPES
from ulambda.compiler.words import word_into
from ulambda.spec import image
from ulambda.spec.opcodes import Op

BINARY: dict[type[ast.operator], Op] = {
    ast.Add: Op.ADD,
    ast.Sub: Op.SUB,
    ast.Mult: Op.MUL,
    ast.Div: Op.TRUEDIV,
    ast.FloorDiv: Op.FLOORDIV,
    ast.Mod: Op.MOD,
    ast.Pow: Op.POW,
    ast.BitAnd: Op.AND,
    ast.BitOr: Op.OR,
    ast.BitXor: Op.XOR,
    ast.LShift: Op.SHL,
    ast.RShift: Op.SHR,
}
WITH_IMMEDIATE = {
    Op.ADD: Op.ADDI,
    Op.SUB: Op.SUBI,
    Op.MUL: Op.MULI,
    Op.FLOORDIV: Op.FLOORDIVI,
    Op.MOD: Op.MODI,
    Op.AND: Op.ANDI,
    Op.SHL: Op.SHLI,
    Op.SHR: Op.SHRI,
}
COMMUTES = frozenset({Op.ADD, Op.MUL, Op.AND})
UNARY = {ast.USub: Op.NEG, ast.UAdd: Op.POS, ast.Invert: Op.INVERT, ast.Not: Op.NOT}
CHUNK = 16  # elements of a display that are in registers at once


def name_into(f: Lowering, node: ast.Name, target: int) -> None:
    if f.in_class_frame(node.id):
        _class_name_into(f, node.id, target)
    elif f.find(node.id) is not None:
        f.read(node.id, target)
    elif node.id == "__class__" and f.owner is not None:
        global_into(f, f.owner.name, target)
    else:
        global_into(f, node.id, target)


def _class_name_into(f: Lowering, name: str, target: int) -> None:
    """Load a name of the class body; while it is unbound, the global or builtin."""
    assert f.class_frame is not None
    register = f.class_frame[name]
    if name not in f.unsure:
        f.emit(Op.MOVE, target, register)
        return
    nothing, unbound, result = f.temp(), f.temp(), f.temp()
    missing, end = f.block(), f.block()
    f.emit(Op.UNSET, nothing)
    f.emit(Op.IS, unbound, register, nothing)
    f.emit(Op.JT, unbound, to=missing)
    f.emit(Op.MOVE, result, register)
    f.jump(end)
    f.start(missing)
    global_into(f, name, result)
    f.start(end)
    f.emit(Op.MOVE, target, result)


def global_into(f: Lowering, name: str, target: int) -> None:
    """Load what a name means that is not a variable of the frame."""
    program = f.program
    if name in program.constants:
        f.load(fold.constant(program.constants[name]), target)
    elif name in program.functions:
        f.emit(Op.LOADF, target, f.unit.function_index(program.functions[name].node, None, name))
    elif name in program.bound:
        f.emit(Op.GETG, target, program.slot(name))
    else:
        builtin_into(f, name, target)


def builtin_into(f: Lowering, name: str, target: int) -> None:
    if name == "__name__":
        f.load(f.program.stem, target)
    elif name in SINGLETONS:
        f.load_immediate(image.Kind.SINGLETON, SINGLETONS[name], target)
    elif name in FUNCTIONS and name not in PUBLIC_TYPES:
        f.load_immediate(image.Kind.BUILTIN, FUNCTIONS[name][0], target)
    else:
        f.load_immediate(image.Kind.TYPE, TYPES[name], target)


def constant_into(f: Lowering, node: ast.Constant, target: int) -> None:
    f.load_word(image.ELLIPSIS, target)  # every other constant is folded


def named_into(f: Lowering, node: ast.NamedExpr, target: int) -> None:
    f.into(node.value, target)
    frames = f.frames
    f.frames = frames[:1]  # a walrus in a comprehension binds in the function
    f.write(node.target.id, target)
    f.frames = frames


def binary_into(f: Lowering, node: ast.BinOp, target: int) -> None:
    if pays(f, node):
        f.emit(Op.FBOX, target, float_value(f, node))
        return
    leaves = _string_sum(f, node)
    if leaves is not None:
        concat_into(f, leaves, target)
        return
    if word_into(f, node, target):
        return
    if isinstance(node.op, ast.MatMult):
        left = f.value(node.left)
        matmul_into(f, ".matmul", left, node.right, target)
        return
    op = BINARY[type(node.op)]
    small = f.small(node.right)
    if small is not None and op in WITH_IMMEDIATE:
        f.emit(WITH_IMMEDIATE[op], target, f.value(node.left), small)
        return
    small = f.small(node.left)
    if small is not None and op in COMMUTES and _commutes(f, op, node.right):
        f.emit(WITH_IMMEDIATE[op], target, f.value(node.right), small)
        return
    left = f.value(node.left)
    f.emit(op, target, left, f.value(node.right))


def matmul_into(f: Lowering, name: str, left: int, right: ast.expr, target: int) -> None:
    """Call the builtin function that looks for __matmul__ and its like."""
    base = f.base_for(target)
    operands = f.window(base, 2)
    f.emit(Op.MOVE, operands[0], left)
    f.into(right, operands[1])
    f.emit(Op.CALLB, base, 2, FUNCTIONS[name][0], reads=operands)
    if base != target:
        f.emit(Op.MOVE, target, base)


def _commutes(f: Lowering, op: Op, other: ast.expr) -> bool:
    kind = f.kinds.of(other)
    return kind is Kind.INT or (kind in NUMERIC and op is not Op.AND)


def _string_sum(f: Lowering, node: ast.BinOp) -> list[ast.expr] | None:
    """The operands of a sum of three or more that are all strings."""
    leaves: list[ast.expr] = []
    current: ast.expr = node
    while isinstance(current, ast.BinOp) and isinstance(current.op, ast.Add):
        if f.kinds.of(current.right) is not Kind.STRING or f.constant(current) is not None:
            break
        leaves.append(current.right)
        current = current.left
    if f.kinds.of(current) is not Kind.STRING:
        return None
    leaves.append(current)
    return leaves[::-1] if len(leaves) > 2 else None


def concat_into(f: Lowering, parts: Sequence[ast.expr], target: int) -> None:
    """Join strings; more than a few in several steps."""
    registers = f.consecutive(min(len(parts), CHUNK))
    for part, register in zip(parts, registers, strict=False):
        f.into(part, register)
    if len(parts) <= CHUNK:
        f.emit(Op.CONCAT, target, registers[0], len(registers), reads=registers[1:])
        return
    rest = f.consecutive(2)
    f.emit(Op.CONCAT, rest[0], registers[0], len(registers), reads=registers[1:])
    concat_into(f, parts[CHUNK:], rest[1])
    f.emit(Op.CONCAT, target, rest[0], 2, reads=rest[1:])


def unary_into(f: Lowering, node: ast.UnaryOp, target: int) -> None:
    f.emit(UNARY[type(node.op)], target, f.value(node.operand))


def bool_into(f: Lowering, node: ast.BoolOp, target: int) -> None:
    result = f.temp() if f.is_variable(target) else target
    end = f.block()
    op = Op.JF if isinstance(node.op, ast.And) else Op.JT
    for value in node.values[:-1]:
        f.into(value, result)
        f.emit(op, result, to=end)
    f.into(node.values[-1], result)
    f.start(end)
    if result != target:
        f.emit(Op.MOVE, target, result)


def if_into(f: Lowering, node: ast.IfExp, target: int) -> None:
    known = truth(node.test, f.known)
    if known is not None:
        f.into(node.body if known else node.orelse, target)
        return
    otherwise, end = f.block(), f.block()
    jump_if(f, node.test, otherwise, False)
    f.into(node.body, target)
    f.jump(end)
    f.start(otherwise)
    f.into(node.orelse, target)
    f.start(end)


def compare_into(f: Lowering, node: ast.Compare, target: int) -> None:
    if len(node.ops) == 1 and type(node.ops[0]) in COMPARE:
        comparison_into(f, node, target)
    else:
        condition_into(f, node, target)


# Attributes and items


def attribute_into(f: Lowering, node: ast.Attribute, target: int) -> None:
    source = f.value(node.value)
    inside = f.owner if isinstance(node.value, ast.Name) and node.value.id == "self" else None
    guess = f.classes.slot_guess(node.attr, inside)
    f.emit(Op.GETATTR, target, source, guess, word=f.unit.pool.name(node.attr))


def subscript_into(f: Lowering, node: ast.Subscript, target: int) -> None:
    source = f.value(node.value)
    small = f.small(node.slice)
    if small is not None:
        f.emit(Op.GETIDXI, target, source, small)
    else:
        f.emit(Op.GETIDX, target, source, f.value(node.slice))


def slice_into(f: Lowering, node: ast.Slice, target: int) -> None:
    registers = f.consecutive(3)
    for part, register in zip((node.lower, node.upper, node.step), registers, strict=True):
        f.into(part or ast.Constant(None), register)
    f.emit(Op.NEWSLICE, target, registers[0], reads=registers[1:])


# Displays


def list_into(f: Lowering, node: ast.List | ast.Tuple, target: int) -> None:
    elements_into(f, node.elts, target, isinstance(node, ast.Tuple))


def elements_into(f: Lowering, elements: Sequence[ast.expr], target: int, as_tuple: bool) -> None:
    """Build a list or tuple; long or starred ones piece by piece."""
    starred = any(isinstance(element, ast.Starred) for element in elements)
    if len(elements) <= CHUNK and not starred:
        _sequence(f, Op.NEWTUPLE if as_tuple else Op.NEWLIST, elements, target)
        return
    result = f.temp()
    f.emit(Op.NEWLIST, result, 0, 0)
    pending: list[ast.expr] = []
    for element in elements:
        if isinstance(element, ast.Starred):
            _extend(f, result, pending)
            f.emit(Op.EXTEND, result, f.value(element.value))
        else:
            pending.append(element)
            if len(pending) == CHUNK:
                _extend(f, result, pending)
    _extend(f, result, pending)
    f.emit(Op.TOTUPLE if as_tuple else Op.MOVE, target, result)


def set_into(f: Lowering, node: ast.Set, target: int) -> None:
    """Build a set; long or starred ones item by item."""
    if len(node.elts) <= CHUNK and not any(isinstance(e, ast.Starred) for e in node.elts):
        _sequence(f, Op.NEWSET, node.elts, target)
        return
    result = f.temp()
    f.emit(Op.NEWSET, result, 0, 0)
    for element in node.elts:
        if isinstance(element, ast.Starred):
            base = f.temp()
            (argument,) = f.window(base, 1)
            f.emit(Op.MOVE, base, result)
            f.into(element.value, argument)
            word = f.unit.pool.name("update")
            f.emit(Op.CALLM, base, 1, 0, word=word, reads=(argument,))
        else:
            f.emit(Op.SETADD, result, f.value(element))
    f.emit(Op.MOVE, target, result)


def _extend(f: Lowering, result: int, pending: list[ast.expr]) -> None:
    """Append what is pending (evaluated in order, as CPython does)."""
    if len(pending) > 2:
        part = f.temp()
        _sequence(f, Op.NEWTUPLE, pending, part)
        f.emit(Op.EXTEND, result, part)
    else:
        for element in pending:
            f.emit(Op.APPEND, result, f.value(element))
    pending.clear()


def _sequence(f: Lowering, op: Op, elements: Sequence[ast.expr], target: int) -> None:
    if len(elements) == 1:
        f.emit(op, target, f.value(elements[0]), 1)
        return
    registers = f.consecutive(len(elements))
    for element, register in zip(elements, registers, strict=True):
        f.into(element, register)
    first = registers[0] if registers else 0
    f.emit(op, target, first, len(registers), reads=registers[1:])


def dict_into(f: Lowering, node: ast.Dict, target: int) -> None:
    pairs = list(zip(node.keys, node.values, strict=True))
    if len(pairs) <= CHUNK // 2 and all(key is not None for key in node.keys):
        _pairs(f, pairs, target)
        return
    result = f.temp()
    f.emit(Op.NEWDICT, result, 0, 0)
    for key, value in pairs:
        if key is None:
            f.emit(Op.DICTMERGE, result, f.value(value))
        else:
            place = f.value(key)
            f.emit(Op.SETIDX, result, place, f.value(value))
    f.emit(Op.MOVE, target, result)


def _pairs(f: Lowering, pairs: Sequence[tuple[ast.expr | None, ast.expr]], target: int) -> None:
    registers = f.consecutive(2 * len(pairs))
    for position, (key, value) in enumerate(pairs):
        assert key is not None
        f.into(key, registers[2 * position])
        f.into(value, registers[2 * position + 1])
    first = registers[0] if registers else 0
    f.emit(Op.NEWDICT, target, first, len(pairs), reads=registers[1:])


# Strings with values


def joined_into(f: Lowering, node: ast.JoinedStr, target: int) -> None:
    parts = [part for part in node.values if not _is_empty(part)]
    if not parts:
        f.load("", target)
    elif len(parts) == 1:
        f.into(parts[0], target)
    else:
        concat_into(f, parts, target)


def _is_empty(part: ast.expr) -> bool:
    return isinstance(part, ast.Constant) and part.value == ""


def formatted_into(f: Lowering, node: ast.FormattedValue, target: int) -> None:
    value = f.value(node.value)
    spec = f.value(node.format_spec or ast.Constant(""))
    conversion = node.conversion if node.conversion > 0 else 0
    f.emit(Op.FORMAT, target, value, spec, word=conversion)


# Generators


def yield_into(f: Lowering, node: ast.Yield, target: int) -> None:
    value = f.value(node.value or ast.Constant(None))
    received = f.temp() if f.is_variable(target) else target
    f.emit(Op.YIELD, received, value)
    if received != target:
        f.emit(Op.MOVE, target, received)


def yield_from_into(f: Lowering, node: ast.YieldFrom, target: int) -> None:
    delegate(f, node.value, "iter", target)


def delegate(f: Lowering, node: ast.expr, start: str, target: int) -> None:
    """Hand control to the iterator that builtin `start` makes; the result is its value.

    What is sent comes to the YIELD and goes on with SEND; what is thrown arrives there as an
    exception like any other and is passed on by THROWN.
    """
    source = f.temp()
    f.into(node, source)
    delegate_register(f, source, start, target)


def delegate_register(f: Lowering, source: int, start: str, target: int) -> None:
    """As `delegate`, for a value in a register."""
    base = f.temp()
    (argument,) = f.window(base, 1)
    f.emit(Op.MOVE, argument, source)
    f.emit(Op.CALLB, base, 1, FUNCTIONS[start][0], reads=(argument,))
    item = f.temp()
    f.load(None, item)
    head, resume, catch, done = f.block(), f.block(), f.block(), f.block()
    f.start(head)
    f.emit(Op.SEND, item, base, to=done)
    around = f.handler
    f.handler = Handler(catch.number, item, around)
    f.start(resume)
    f.emit(Op.YIELD, item, item)
    f.handler = around
    f.emit(Op.LOOP, to=head)
    f.start(catch)
    catch.born = (item,)
    f.emit(Op.THROWN, item, base, to=done)
    f.emit(Op.LOOP, to=resume)
    f.start(done)
    f.emit(Op.MOVE, target, item)


Into = Callable[..., None]
EXPRESSIONS: dict[type[ast.AST], Into] = {
    ast.Name: name_into,
    ast.Constant: constant_into,
    ast.NamedExpr: named_into,
    ast.BinOp: binary_into,
    ast.UnaryOp: unary_into,
    ast.BoolOp: bool_into,
    ast.IfExp: if_into,
    ast.Compare: compare_into,
    ast.Attribute: attribute_into,
    ast.Subscript: subscript_into,
    ast.Slice: slice_into,
    ast.List: list_into,
    ast.Tuple: list_into,
    ast.Dict: dict_into,
    ast.Set: set_into,
    ast.JoinedStr: joined_into,
    ast.FormattedValue: formatted_into,
    ast.Yield: yield_into,
    ast.YieldFrom: yield_from_into,
}
