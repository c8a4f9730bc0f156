"""How does a statement become instructions?"""

import ast
from collections.abc import Callable, Iterable, Sequence

from ulambda.compiler.conditions import jump_if
from ulambda.compiler.coroutines import async_for
from ulambda.compiler.exceptions import (
    assert_statement,
    leave_to,
    raise_statement,
    try_statement,
    with_statement,
)
from ulambda.compiler.expressions import BINARY, WITH_IMMEDIATE, matmul_into
from ulambda.compiler.floats import FLOAT_OPS, float_into, float_variable, operate
from ulambda.compiler.fold import truth
from ulambda.compiler.functions import class_statement, function_statement
from ulambda.compiler.ir import Block
from ulambda.compiler.kinds import NUMERIC, Kind
from ulambda.compiler.loops import for_loop
from ulambda.compiler.lower import Around, Lowering
from ulambda.compiler.match import match_statement
from ulambda.compiler.targets import assign, delete
from ulambda.spec.opcodes import Op

BITWISE = frozenset({Op.AND, Op.OR, Op.XOR, Op.SHL, Op.SHR})


def body(f: Lowering, statements: Iterable[ast.stmt]) -> None:
    """Lower statements one after the other."""
    for statement in statements:
        with f.at(statement):
            STATEMENTS[type(statement)](f, statement)


def nothing(f: Lowering, node: ast.stmt) -> None:
    """Declarations and imports have been dealt with by the whole-program view."""


def expression(f: Lowering, node: ast.Expr) -> None:
    call = node.value
    if isinstance(call, ast.Call) and _appends(f, call):
        assert isinstance(call.func, ast.Attribute)
        items = f.value(call.func.value)
        f.emit(Op.APPEND, items, f.value(call.args[0]))
    else:
        f.effect(call)


def _appends(f: Lowering, call: ast.Call) -> bool:
    """Is this `name.append(value)` for a variable that is always a list?"""
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr == "append"
        and isinstance(function.value, ast.Name)
        and f.kinds.of(function.value) is Kind.LIST
        and len(call.args) == 1
        and not call.keywords
        and not isinstance(call.args[0], ast.Starred)
    )


def assignment(f: Lowering, node: ast.Assign) -> None:
    if len(node.targets) == 1:
        _assign_one(f, node.targets[0], node.value)
        return
    value = f.value(node.value)
    for target in node.targets:
        assign(f, target, value)


def annotated(f: Lowering, node: ast.AnnAssign) -> None:
    if node.value is not None:
        _assign_one(f, node.target, node.value)


def _assign_one(f: Lowering, target: ast.expr, value: ast.expr) -> None:
    if isinstance(target, ast.Name):
        floating = float_variable(f, target)
        if floating is not None:
            float_into(f, value, floating)
            return
        register = f.target_of(target.id)
        if register is not None:
            f.into(value, register)
            return
        if f.local(target.id) is None and not f.in_class_frame(target.id) and f.erased(target.id):
            return
    both = ast.Tuple | ast.List
    if isinstance(target, both) and isinstance(value, both) and _parallel(target, value):
        _assign_parallel(f, target.elts, value.elts)
        return
    assign(f, target, f.value(value))


def _parallel(target: ast.Tuple | ast.List, value: ast.Tuple | ast.List) -> bool:
    starred = any(isinstance(node, ast.Starred) for node in (*target.elts, *value.elts))
    return len(target.elts) == len(value.elts) and not starred


def _assign_parallel(f: Lowering, targets: Sequence[ast.expr], values: Sequence[ast.expr]) -> None:
    """Assign without building a tuple; copy variables that an earlier target overwrites."""
    overwritten: set[str] = set()
    registers = []
    for target, value in zip(targets, values, strict=True):
        copy = isinstance(value, ast.Name) and value.id in overwritten
        register = f.temp() if copy else -1
        if copy:
            f.into(value, register)
        registers.append(register if copy else f.value(value))
        names = (node for node in ast.walk(target) if isinstance(node, ast.Name))
        overwritten.update(node.id for node in names)
    for target, register in zip(targets, registers, strict=True):
        assign(f, target, register)


def augmented(f: Lowering, node: ast.AugAssign) -> None:
    """`target op= value`: the target's parts are computed once, before the value."""
    target = node.target
    floating = float_variable(f, target)
    if floating is not None and type(node.op) in FLOAT_OPS:
        assert isinstance(target, ast.Name)
        current_value = ast.copy_location(ast.Name(target.id, ast.Load()), target)
        operate(f, node.op, current_value, node.value, floating, in_place=True)
    elif isinstance(target, ast.Name):
        register = f.target_of(target.id)
        current = f.value(ast.copy_location(ast.Name(target.id, ast.Load()), target))
        result = f.temp() if register is None else register
        _operate(f, node, result, current)
        if register is None:
            f.write(target.id, result)
    elif isinstance(target, ast.Attribute):
        owner = f.value(target.value)
        inside = f.owner if isinstance(target.value, ast.Name) else None
        guess = f.classes.slot_guess(target.attr, inside)
        word = f.unit.pool.name(target.attr)
        result = f.temp()
        f.emit(Op.GETATTR, result, owner, guess, word=word)
        _operate(f, node, result, result)
        f.emit(Op.SETATTR, owner, result, guess, word=word)
    else:
        assert isinstance(target, ast.Subscript)
        owner, index, result = f.value(target.value), f.value(target.slice), f.temp()
        f.emit(Op.GETIDX, result, owner, index)
        _operate(f, node, result, result)
        f.emit(Op.SETIDX, owner, index, result)


def _operate(f: Lowering, node: ast.AugAssign, result: int, current: int) -> None:
    if isinstance(node.op, ast.MatMult):
        matmul_into(f, ".imatmul", current, node.value, result)
        return
    op = BINARY[type(node.op)]
    if _plain(f, node, op):
        small = f.small(node.value)
        if small is not None and op in WITH_IMMEDIATE:
            f.emit(WITH_IMMEDIATE[op], result, current, small)
        else:
            f.emit(op, result, current, f.value(node.value))
    elif op is Op.ADD:
        f.emit(Op.IADD, result, current, f.value(node.value))
    else:
        f.emit(Op.INPLACE, result, current, f.value(node.value), word=int(op))


def _plain(f: Lowering, node: ast.AugAssign, op: Op) -> bool:
    """Do `a op= b` and `a = a op b` agree, down to the message of a failure?"""
    if not isinstance(node.target, ast.Name):
        return False
    name = ast.Name(node.target.id, ast.Load())
    kinds = (f.kinds.of(name), f.kinds.of(node.value))
    if op in BITWISE:
        return kinds == (Kind.INT, Kind.INT)
    return kinds[0] in NUMERIC and kinds[1] in NUMERIC


def deletion(f: Lowering, node: ast.Delete) -> None:
    for target in node.targets:
        delete(f, target)


def if_statement(f: Lowering, node: ast.If) -> None:
    known = truth(node.test, f.known)
    if known is not None:
        body(f, node.body if known else node.orelse)
        return
    otherwise = f.block()
    jump_if(f, node.test, otherwise, False)
    body(f, node.body)
    if not node.orelse:
        f.start(otherwise)
        return
    end = f.block()
    f.jump(end)
    f.start(otherwise)
    body(f, node.orelse)
    f.start(end)


def while_loop(f: Lowering, node: ast.While) -> None:
    head, otherwise, end = f.block(), f.block(), f.block()
    f.start(head)
    jump_if(f, node.test, otherwise, False)
    f.around.append(Around(break_to=end, continue_to=head))
    body(f, node.body)
    f.around.pop()
    f.emit(Op.LOOP, to=head)
    f.start(otherwise)
    body(f, node.orelse)
    f.start(end)


def for_statement(f: Lowering, node: ast.For) -> None:
    end = f.block()

    def run(continue_to: Block) -> None:
        f.around.append(Around(break_to=end, continue_to=continue_to))
        body(f, node.body)
        f.around.pop()

    for_loop(f, node.target, node.iter, run)
    body(f, node.orelse)
    f.start(end)


def break_statement(f: Lowering, node: ast.Break) -> None:
    def jump(loop: Around) -> None:
        assert loop.break_to is not None
        f.jump(loop.break_to)

    leave_to(f, jump)


def continue_statement(f: Lowering, node: ast.Continue) -> None:
    def jump(loop: Around) -> None:
        assert loop.continue_to is not None
        placed = loop.continue_to in f.function.blocks
        f.emit(Op.LOOP if placed else Op.JMP, to=loop.continue_to)

    leave_to(f, jump)


def return_statement(f: Lowering, node: ast.Return) -> None:
    value = f.value(node.value or ast.Constant(None))
    if any(around.leave for around in f.around) and f.is_variable(value):
        kept = f.temp()
        f.emit(Op.MOVE, kept, value)
        value = kept
    leave_to(f, None)
    f.emit(Op.RETG if f.scope.generator else Op.RET, value)


STATEMENTS: dict[type[ast.stmt], Callable[..., None]] = {
    ast.Expr: expression,
    ast.Assign: assignment,
    ast.AnnAssign: annotated,
    ast.AugAssign: augmented,
    ast.Delete: deletion,
    ast.If: if_statement,
    ast.While: while_loop,
    ast.For: for_statement,
    ast.Break: break_statement,
    ast.Continue: continue_statement,
    ast.Return: return_statement,
    ast.FunctionDef: function_statement,
    ast.ClassDef: lambda f, node: class_statement(f, node, body),
    ast.Raise: raise_statement,
    ast.Assert: assert_statement,
    ast.Try: lambda f, node: try_statement(f, node, body),
    ast.AsyncFor: lambda f, node: async_for(f, node, body),
    ast.AsyncWith: lambda f, node: with_statement(f, node, body),
    ast.Match: lambda f, node: match_statement(f, node, body),
    ast.With: lambda f, node: with_statement(f, node, body),
    ast.Import: nothing,
    ast.ImportFrom: nothing,
    ast.Global: nothing,
    ast.Nonlocal: nothing,
    ast.Pass: nothing,
}
