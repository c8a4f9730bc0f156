"""How do loops over ranges and iterables run, in statements and in comprehensions?"""

import ast
from collections.abc import Callable
from dataclasses import dataclass

from ulambda.compiler.conditions import jump_if
from ulambda.compiler.coroutines import async_loop
from ulambda.compiler.ir import Block
from ulambda.compiler.lower import Lowering
from ulambda.compiler.scope import InlineNode, Scope
from ulambda.compiler.targets import assign
from ulambda.spec.opcodes import Op

Run = Callable[[Block], None]


@dataclass(frozen=True, slots=True)
class Source:
    """What a loop runs over: the bounds of a range in three registers, or an iterable in one."""

    registers: tuple[int, ...]

    @property
    def ranged(self) -> bool:
        return len(self.registers) == 3


def for_loop(f: Lowering, target: ast.expr, source: ast.expr, run: Run) -> None:
    """Run a body for each item; control ends up behind the loop."""
    loop(f, target, prepare(f, source), run)


def prepare(f: Lowering, node: ast.expr, ranges: bool = True) -> Source:
    """Compute what a loop runs over; without `ranges` it is always one value."""
    bounds = _range_bounds(f, node) if ranges else None
    registers = f.consecutive(1 if bounds is None else 3)
    with f.at(node):
        for bound, register in zip(bounds or [node], registers, strict=True):
            f.into(bound, register)
    return Source(tuple(registers))


def loop(f: Lowering, target: ast.expr, source: Source, run: Run) -> None:
    """Loop over what has been prepared."""
    if source.ranged:
        _range_loop(f, target, source.registers, run)
    else:
        _item_loop(f, target, source.registers[0], run)


def _range_loop(f: Lowering, target: ast.expr, state: tuple[int, ...], run: Run) -> None:
    item = _item(f, target)
    f.function.group([*state, item])
    body, step, end = f.block(), f.block(), f.block()
    f.emit(Op.FORPREP, state[0], to=end, reads=state, writes=state[1:])
    f.start(body)
    body.born = (item,)
    _store_item(f, target, item)
    run(step)
    f.start(step)
    f.emit(Op.FORLOOP, state[0], to=body, reads=state)
    f.start(end)


def _item_loop(f: Lowering, target: ast.expr, iterable: int, run: Run) -> None:
    item = _item(f, target)
    state = [f.temp() for _ in range(2)]
    f.function.group([*state, item])
    head, end = f.block(), f.block()
    f.emit(Op.ITER, state[0], iterable, writes=(state[1],))
    f.start(head)
    f.emit(Op.NEXT, state[0], to=end, reads=state, writes=(state[1],))
    f.current.born = (item,)
    _store_item(f, target, item)
    run(head)
    f.emit(Op.LOOP, to=head)
    f.start(end)


def _item(f: Lowering, target: ast.expr) -> int:
    """The register that gets each item: the loop variable's own where that is possible."""
    if isinstance(target, ast.Name) and not f.unit.cautious:
        register = f.target_of(target.id)
        if register is not None and register not in f.function.entry:
            return register
    return f.temp()


def _store_item(f: Lowering, target: ast.expr, item: int) -> None:
    if not (isinstance(target, ast.Name) and f.target_of(target.id) == item):
        assign(f, target, item)


def _range_bounds(f: Lowering, node: ast.expr) -> list[ast.expr] | None:
    """Start, stop and step when a node is a call of the builtin range."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    plain = node.func.id == "range" and f.find("range") is None and f.program.is_builtin("range")
    if not plain or node.keywords or not 1 <= len(node.args) <= 3:
        return None
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        return None
    zero, one = ast.Constant(0), ast.Constant(1)
    if len(node.args) == 1:
        return [zero, node.args[0], one]
    return [*node.args, one][:3]


# Comprehensions


def comprehension_into(f: Lowering, node: InlineNode, target: int) -> None:
    """Build a list, set or dict in a loop inside this function."""
    result = f.temp() if f.is_variable(target) else target
    display = {ast.DictComp: Op.NEWDICT, ast.SetComp: Op.NEWSET, ast.ListComp: Op.NEWLIST}
    f.emit(display[type(node)], result, 0, 0)

    def add() -> None:
        if isinstance(node, ast.DictComp):
            key = f.value(node.key)
            f.emit(Op.SETIDX, result, key, f.value(node.value))
        else:
            add_op = Op.SETADD if isinstance(node, ast.SetComp) else Op.APPEND
            f.emit(add_op, result, f.value(node.elt))

    first = prepare(f, node.generators[0].iter, not node.generators[0].is_async)
    scope = f.program.scopes[node]
    outer_class, f.class_frame = f.class_frame, None
    f.frames.append({})
    _declare(f, scope)
    generators(f, node.generators, first, add)
    f.frames.pop()
    f.class_frame = outer_class
    if result != target:
        f.emit(Op.MOVE, target, result)


def _declare(f: Lowering, scope: Scope) -> None:
    """Give the comprehension's variables registers of their own, unbound or in new cells."""
    for name in sorted(scope.locals):
        register = f.temp()
        f.emit(Op.UNSET, register)
        f.declare(name, register, name in scope.cells)
        if name in scope.cells:
            f.emit(Op.MKCELL, register)


def generators(
    f: Lowering,
    clauses: list[ast.comprehension],
    first: Source | None,
    add: Callable[[], None],
) -> None:
    """Nest the loops of a comprehension; `first` is the outermost source if computed."""
    clause, *rest = clauses
    source = prepare(f, clause.iter, not clause.is_async) if first is None else first

    def run(continue_to: Block) -> None:
        skip = f.block()
        for condition in clause.ifs:
            jump_if(f, condition, skip, False)
        if rest:
            generators(f, rest, None, add)
        else:
            add()
        f.start(skip)

    if clause.is_async:
        async_loop(f, clause.target, source.registers[0], run)
    else:
        loop(f, clause.target, source, run)
