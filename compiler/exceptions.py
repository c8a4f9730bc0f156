"""How do try, with, raise and assert become handler tables and copies of clean-up code?

Nothing is spent on a region that raises nothing: blocks only name their handler. Code that must run
on every way out (finally, __exit__) is copied to each of these ways.
"""

import ast
from collections.abc import Callable, Sequence

from ulambda.compiler.conditions import jump_if
from ulambda.compiler.expressions import delegate_register
from ulambda.compiler.ir import Block, Handler
from ulambda.compiler.lower import Around, Lowering
from ulambda.compiler.program import FUNCTIONS, SINGLETONS
from ulambda.compiler.targets import assign, unbind
from ulambda.spec import image
from ulambda.spec.opcodes import Op

Body = Callable[[Lowering, Sequence[ast.stmt]], None]


def leave_to(f: Lowering, jump: Callable[[Around], None] | None) -> None:
    """Clean up all regions to the innermost loop (None: the function's end), then jump."""
    kept, handler, handling = f.around, f.handler, f.handling
    for depth in range(len(kept) - 1, -1, -1):
        region = kept[depth]
        f.around = kept[:depth]
        if region.leave is not None:
            f.handler, f.handling = region.handler, region.handling
            region.leave()
        elif region.break_to is not None and jump is not None:
            jump(region)
            break
    f.around, f.handler, f.handling = kept, handler, handling


def try_statement(f: Lowering, node: ast.Try, body: Body) -> None:
    if not node.finalbody:
        _try_except(f, node, body)
        return

    def cleanup() -> None:
        body(f, node.finalbody)

    def guarded() -> None:
        if node.handlers:
            _try_except(f, node, body)
        else:
            body(f, node.body)

    _protected(f, guarded, cleanup, cleanup, around=f.handling)


def _protected(
    f: Lowering,
    guarded: Callable[[], None],
    leave: Callable[[], None],
    finish: Callable[[], None],
    caught: Callable[[int, Block], None] | None = None,
    around: int | None = None,
) -> None:
    """Run `finish` after `guarded`, `leave` on jumps out of it, `caught` on exceptions.

    `finish` and `leave` run while the exception in register `around` is being handled.
    """
    outer = f.handler
    catch, end = f.block(), f.block()
    exception = f.temp()
    f.handler = Handler(catch.number, exception, outer)
    f.around.append(Around(leave=leave, handler=outer, handling=around))
    guarded()
    f.around.pop()
    f.handler, f.handling = outer, around
    finish()
    f.jump(end)
    _catch(f, catch, exception)
    f.around.append(Around(exception=exception))
    if caught is None:
        leave()
    else:
        caught(exception, end)
    f.around.pop()
    f.emit(Op.RERAISE, exception)
    f.handling = around
    f.start(end)


def _catch(f: Lowering, block: Block, exception: int) -> None:
    """Start the block that an exception goes to."""
    f.handling = exception
    f.start(block)
    block.born = (exception,)


def catching(f: Lowering, guarded: Callable[[], None], caught: Callable[[int], None]) -> None:
    """Run `guarded`; `caught` may jump away with what it raises, which else is raised again."""
    outer = f.handler
    catch, end = f.block(), f.block()
    exception = f.temp()
    f.handler = Handler(catch.number, exception, outer)
    guarded()
    f.handler = outer
    f.jump(end)
    f.start(catch)
    catch.born = (exception,)
    caught(exception)
    f.emit(Op.RERAISE, exception)
    f.start(end)


def _try_except(f: Lowering, node: ast.Try, body: Body) -> None:
    outer = f.handler
    catch, end = f.block(), f.block()
    exception = f.temp()
    f.handler = Handler(catch.number, exception, outer)
    body(f, node.body)
    f.handler = outer
    body(f, node.orelse)
    f.jump(end)
    handling = f.handling
    _catch(f, catch, exception)
    for handler in node.handlers:
        _except(f, handler, exception, end, body, handling)
    f.emit(Op.RERAISE, exception)
    f.handling = handling
    f.start(end)


def _except(
    f: Lowering,
    node: ast.ExceptHandler,
    exception: int,
    end: Block,
    body: Body,
    handling: int | None,
) -> None:
    """One `except`; around it, `handling` is being handled."""
    otherwise = f.block()
    with f.at(node):
        if node.type is not None:
            matches = f.temp()
            f.emit(Op.EXCMATCH, matches, exception, f.value(node.type))
            f.emit(Op.JF, matches, to=otherwise)
        f.around.append(Around(exception=exception))
        if node.name is None:
            body(f, node.body)
        else:
            _named(f, node, node.name, exception, body, handling)
        f.around.pop()
        f.jump(end)
        f.handling = exception
        f.start(otherwise)


def _named(
    f: Lowering,
    node: ast.ExceptHandler,
    name: str,
    exception: int,
    body: Body,
    handling: int | None,
) -> None:
    """`except E as name`: the name is unbound on every way out of the handler."""
    f.write(name, exception)

    def cleanup() -> None:
        unbind(f, name)

    variable = f.local(name)
    unseen = f.handler is None and variable is not None and not variable.cell
    if unseen:  # nothing of this function runs after an exception that leaves it
        f.around.append(Around(leave=cleanup, handler=None, handling=handling))
        body(f, node.body)
        f.around.pop()
        f.handling = handling
        cleanup()
    else:
        _protected(f, lambda: body(f, node.body), cleanup, cleanup, around=handling)


def with_statement(f: Lowering, node: ast.With | ast.AsyncWith, body: Body) -> None:
    _with_items(f, node.items, node, body)


def _with_items(
    f: Lowering, items: Sequence[ast.withitem], node: ast.With | ast.AsyncWith, body: Body
) -> None:
    if not items:
        body(f, node.body)
        return
    item, *rest = items
    keeper = f.temp()
    f.into(item.context_expr, keeper)
    waits = isinstance(node, ast.AsyncWith)
    enter, leave_name = ("__aenter__", "__aexit__") if waits else ("__enter__", "__exit__")
    base = f.temp()
    given = f.window(base, 2)
    f.emit(Op.MOVE, given[0], keeper)
    f.load(waits, given[1])
    f.emit(Op.CALLB, base, 2, FUNCTIONS[".check_manager"][0], reads=given)
    entered = f.temp()
    f.emit(Op.MOVE, entered, keeper)
    f.emit(Op.CALLM, entered, 0, f.classes.member_guess(enter, None), word=_name(f, enter))
    if waits:
        entered = _awaited(f, entered)

    def guarded() -> None:
        if item.optional_vars is not None:
            assign(f, item.optional_vars, entered)
        _with_items(f, rest, node, body)

    def leave() -> None:
        with f.at(node):
            _exit(f, keeper, None, leave_name)

    def caught(exception: int, end: Block) -> None:
        with f.at(node):
            swallowed = _exit(f, keeper, exception, leave_name)
            f.emit(Op.JT, swallowed, to=end)

    _protected(f, guarded, leave, leave, caught, around=f.handling)


def _awaited(f: Lowering, source: int) -> int:
    result = f.temp()
    delegate_register(f, source, ".await", result)
    return result


def _exit(f: Lowering, keeper: int, exception: int | None, name: str) -> int:
    """Call __exit__; the traceback, where there is one, is a value that is not None."""
    base = f.temp()
    arguments = f.window(base, 3)
    f.emit(Op.MOVE, base, keeper)
    for register in arguments:
        f.load(None, register)
    if exception is not None:
        (given,) = f.window(arguments[0], 1)
        f.emit(Op.MOVE, given, exception)
        f.emit(Op.CALLB, arguments[0], 1, FUNCTIONS["type"][0], reads=(given,))
        f.emit(Op.MOVE, arguments[1], exception)
        f.load_immediate(image.Kind.SINGLETON, SINGLETONS["Ellipsis"], arguments[2])
    guess = f.classes.member_guess(name, None)
    f.emit(Op.CALLM, base, 3, guess, word=_name(f, name), reads=arguments)
    return _awaited(f, base) if name == "__aexit__" else base


def _name(f: Lowering, name: str) -> int:
    return f.unit.pool.name(name)


def raise_statement(f: Lowering, node: ast.Raise) -> None:
    if node.exc is None:
        caught = [around.exception for around in f.around if around.exception is not None]
        exception = caught[-1] if caught else f.temp()
        if not caught:  # what a caller is handling, or RuntimeError
            f.emit(Op.UNSET, exception)
        f.emit(Op.RERAISE, exception)
        return
    exception = f.value(node.exc)
    if node.cause is None:
        f.emit(Op.RAISE, exception)
    else:
        f.emit(Op.RAISEFROM, exception, f.value(node.cause))


def assert_statement(f: Lowering, node: ast.Assert) -> None:
    holds = f.block()
    jump_if(f, node.test, holds, True)
    message = f.temp()
    if node.msg is None:
        f.emit(Op.UNSET, message)
    else:
        f.into(node.msg, message)
    f.emit(Op.ASSERT, message)
    f.start(holds)
