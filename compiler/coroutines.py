"""What becomes of `async def`, `await`, `async for` and `async with`?

A coroutine is a generator whose function is marked; to await is to delegate to it, as `yield from`
does. For all passes behind the parser an `async def` is a function definition with the mark
`coroutine`; comprehensions in it are part of it, as all are.
"""

import ast
from collections.abc import Callable, Sequence

from ulambda.compiler.exceptions import catching
from ulambda.compiler.expressions import delegate, delegate_register
from ulambda.compiler.ir import Block
from ulambda.compiler.lower import Around, Lowering
from ulambda.compiler.program import FUNCTIONS, TYPES
from ulambda.compiler.targets import assign
from ulambda.spec import image
from ulambda.spec.opcodes import Op

Body = Callable[[Lowering, Sequence[ast.stmt]], None]


def await_into(f: Lowering, node: ast.Await, target: int) -> None:
    delegate(f, node.value, ".await", target)


def async_for(f: Lowering, node: ast.AsyncFor, body: Body) -> None:
    end = f.block()

    def run(continue_to: Block) -> None:
        f.around.append(Around(break_to=end, continue_to=continue_to))
        body(f, node.body)
        f.around.pop()

    source = f.temp()
    f.into(node.iter, source)
    async_loop(f, node.target, source, run)
    body(f, node.orelse)
    f.start(end)


def async_loop(f: Lowering, target: ast.expr, source: int, run: Callable[[Block], None]) -> None:
    """Await one item after the other until StopAsyncIteration; then control is behind the loop."""
    iterator = _call(f, ".aiter", source)
    item, head, finished = f.temp(), f.block(), f.block()
    f.start(head)

    def next_item() -> None:
        delegate_register(f, _call(f, ".anext", iterator), ".await", item)

    def stop(exception: int) -> None:
        stopped, matches = f.temp(), f.temp()
        f.load_immediate(image.Kind.TYPE, TYPES["StopAsyncIteration"], stopped)
        f.emit(Op.EXCMATCH, matches, exception, stopped)
        f.emit(Op.JT, matches, to=finished)

    catching(f, next_item, stop)
    assign(f, target, item)
    run(head)
    f.emit(Op.LOOP, to=head)
    f.start(finished)


def _call(f: Lowering, function: str, argument: int) -> int:
    base = f.temp()
    (given,) = f.window(base, 1)
    f.emit(Op.MOVE, given, argument)
    f.emit(Op.CALLB, base, 1, FUNCTIONS[function][0], reads=(given,))
    return base
