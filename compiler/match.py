"""How does a `match` statement become instructions?

The subject is computed once. A pattern is a row of tests that jump to the next case; what it
captures stays in registers until the whole pattern has fitted, then names are bound, then the guard
is asked. Sequences, mappings and classes are looked into by builtin functions of the interpreter.
"""

import ast
from collections.abc import Callable, Sequence

from ulambda.compiler.conditions import jump_if, jump_unless_equal
from ulambda.compiler.ir import Block
from ulambda.compiler.lower import Lowering
from ulambda.compiler.patterns import Capture, MappingPattern, StarCapture
from ulambda.compiler.program import FUNCTIONS
from ulambda.compiler.targets import assign
from ulambda.spec.opcodes import Op

Body = Callable[[Lowering, Sequence[ast.stmt]], None]
Captured = list[tuple[ast.Name, int]]


def match_statement(f: Lowering, node: ast.Match, body: Body) -> None:
    subject = f.temp()  # a copy: the cases may assign to the variable
    f.into(node.subject, subject)
    end = f.block()
    for case in node.cases:
        otherwise = f.block()
        captured: Captured = []
        _pattern(f, case.pattern, subject, otherwise, captured)
        for target, register in captured:
            assign(f, target, register)
        if case.guard is not None:
            jump_if(f, case.guard, otherwise, False)
        body(f, case.body)
        f.jump(end)
        f.start(otherwise)
    f.start(end)


def _pattern(f: Lowering, node: ast.pattern, subject: int, fail: Block, captured: Captured) -> None:
    """Go on if the value in a register fits; else jump."""
    with f.at(node):
        PATTERNS[type(node)](f, node, subject, fail, captured)


def _capture(f: Lowering, node: Capture, subject: int, fail: Block, captured: Captured) -> None:
    if node.pattern is not None:
        _pattern(f, node.pattern, subject, fail, captured)
    if node.target is not None:
        captured.append((node.target, subject))


def _star(f: Lowering, node: StarCapture, subject: int, fail: Block, captured: Captured) -> None:
    if node.target is not None:
        captured.append((node.target, subject))


def _value(
    f: Lowering, node: ast.MatchValue, subject: int, fail: Block, captured: Captured
) -> None:
    jump_unless_equal(f, subject, node.value, fail)


def _singleton(
    f: Lowering, node: ast.MatchSingleton, subject: int, fail: Block, captured: Captured
) -> None:
    if node.value is None:
        f.emit(Op.JNNONE, subject, to=fail)
        return
    wanted, same = f.temp(), f.temp()
    f.load(node.value, wanted)
    f.emit(Op.IS, same, subject, wanted)
    f.emit(Op.JF, same, to=fail)


def _or(f: Lowering, node: ast.MatchOr, subject: int, fail: Block, captured: Captured) -> None:
    """The alternatives bind the same names; what they capture ends up in common registers."""
    good = f.block()
    common: dict[str, tuple[ast.Name, int]] = {}
    for position, alternative in enumerate(node.patterns):
        last = position == len(node.patterns) - 1
        otherwise = fail if last else f.block()
        own: Captured = []
        _pattern(f, alternative, subject, otherwise, own)
        for target, register in own:
            kept = common.setdefault(target.id, (target, f.temp()))
            f.emit(Op.MOVE, kept[1], register)
        if not last:
            f.jump(good)
            f.start(otherwise)
    f.start(good)
    captured += common.values()


# What is looked into


def _ask(f: Lowering, function: str, parts: Sequence[int]) -> int:
    """Call a builtin with the values of registers; the register of the result."""
    base = f.temp()
    arguments = f.window(base, len(parts))
    for argument, part in zip(arguments, parts, strict=True):
        f.emit(Op.MOVE, argument, part)
    f.emit(Op.CALLB, base, len(parts), FUNCTIONS[function][0], reads=arguments)
    return base


def _is_wildcard(node: ast.pattern) -> bool:
    if isinstance(node, StarCapture):
        return node.target is None
    return isinstance(node, Capture) and node.pattern is None and node.target is None


def _unpack(
    f: Lowering,
    sequence: int,
    patterns: Sequence[ast.pattern],
    fail: Block,
    captured: Captured,
) -> None:
    """Match the items of a sequence of the right length."""
    if all(_is_wildcard(pattern) for pattern in patterns):
        return
    registers = f.consecutive(len(patterns))
    star = [i for i, pattern in enumerate(patterns) if isinstance(pattern, StarCapture)]
    first, count = registers[0], len(registers)
    if star:
        f.emit(Op.UNPACKX, sequence, first, count, word=star[0], writes=registers[1:])
    else:
        f.emit(Op.UNPACK, sequence, first, count, writes=registers[1:])
    for pattern, register in zip(patterns, registers, strict=True):
        _pattern(f, pattern, register, fail, captured)


def _sequence(
    f: Lowering, node: ast.MatchSequence, subject: int, fail: Block, captured: Captured
) -> None:
    star = any(isinstance(pattern, StarCapture) for pattern in node.patterns)
    length, least = f.temp(), f.temp()
    f.load(len(node.patterns) - star, length)
    f.load(star, least)
    fits = _ask(f, ".match_sequence", (subject, length, least))
    f.emit(Op.JF, fits, to=fail)
    _unpack(f, subject, node.patterns, fail, captured)


def _mapping(
    f: Lowering, node: MappingPattern, subject: int, fail: Block, captured: Captured
) -> None:
    keys, rest = f.temp(), f.temp()
    f.into(ast.Tuple(node.keys, ast.Load()), keys)
    f.load(node.target is not None, rest)
    found = _ask(f, ".match_mapping", (subject, keys, rest))
    f.emit(Op.JNONE, found, to=fail)
    others = [] if node.target is None else [Capture(target=node.target)]
    _unpack(f, found, [*node.patterns, *others], fail, captured)


def _class(
    f: Lowering, node: ast.MatchClass, subject: int, fail: Block, captured: Captured
) -> None:
    parts = [subject, f.value(node.cls), f.temp(), f.temp()]
    f.load(len(node.patterns), parts[2])
    names: list[ast.expr] = [ast.Constant(name) for name in node.kwd_attrs]
    f.into(ast.Tuple(names, ast.Load()), parts[3])
    found = _ask(f, ".match_class", parts)
    f.emit(Op.JNONE, found, to=fail)
    _unpack(f, found, [*node.patterns, *node.kwd_patterns], fail, captured)


PATTERNS: dict[type[ast.pattern], Callable[..., None]] = {
    Capture: _capture,
    StarCapture: _star,
    MappingPattern: _mapping,
    ast.MatchValue: _value,
    ast.MatchSingleton: _singleton,
    ast.MatchOr: _or,
    ast.MatchSequence: _sequence,
    ast.MatchClass: _class,
}
