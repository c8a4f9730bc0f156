"""Which instructions of a lowered function can go, or run less often?

Unreachable blocks, jumps to jumps, checks of variables that are surely bound, results that nobody
reads; constants move out of loops. (Constants are folded and comparisons fused while lowering.)
"""

from collections import Counter
from dataclasses import replace

from ulambda.compiler.flow import (
    handler_needs,
    live_in,
    live_out,
    loop_ranges,
    mask,
    reachable,
    successors,
)
from ulambda.compiler.ir import BACKWARD, LOADS, OPPOSITE, REGISTERS, Block, Function, Instr
from ulambda.spec.opcodes import INFO, Op

MAX_HOISTED = 10
PURE = LOADS | {Op.MOVE, Op.FMOVE}


def optimise(function: Function) -> None:
    """Improve a function in place; what it computes stays the same."""
    thread_jumps(function)
    prune(function)
    turn_jumps(function)
    drop_checks(function)
    drop_dead(function)
    hoist_constants(function)
    prune(function)


def prune(function: Function) -> None:
    """Remove unreachable blocks, and jumps to the next block."""
    alive = reachable(function)
    function.blocks = [block for block in function.blocks if block.number in alive]
    for position, block in enumerate(function.blocks[:-1]):
        while block.code and block.code[-1].op is Op.JMP:
            if not _falls_to(function, position + 1, block.code[-1].target):
                break
            block.code.pop()


def _falls_to(function: Function, position: int, target: int | None) -> bool:
    """Does control that enters a position reach the target before any instruction?"""
    for block in function.blocks[position:]:
        if block.number == target:
            return True
        if block.code:
            return False
    return False


def thread_jumps(function: Function) -> None:
    """Send jumps that lead to another jump to its destination."""
    place = {block.number: position for position, block in enumerate(function.blocks)}
    heads = {code.target for code in function.instructions() if code.op in BACKWARD}
    for position, block in enumerate(function.blocks):
        if block.code and block.code[-1].target is not None and block.code[-1].op is not Op.FORLOOP:
            code = block.code[-1]
            target, backwards = _destination(function, place, code, heads)
            if backwards and code.op is Op.JMP:
                block.code[-1] = replace(code, op=Op.LOOP, target=target)
            elif not backwards and code.op is not Op.LOOP and place[target] > position:
                block.code[-1] = replace(code, target=target)


def turn_jumps(function: Function) -> None:
    """Let a jump over a jump jump to the latter's target: `if x: break` is one instruction."""
    targets = Counter(code.target for code in function.instructions())
    handlers = {block.handler.block for block in function.blocks if block.handler is not None}
    for position, block in enumerate(function.blocks[:-1]):
        last, over = block.code[-1:], function.blocks[position + 1]
        if not last or last[0].op not in OPPOSITE or over.number in handlers:
            continue
        only_jump = len(over.code) == 1 and over.code[0].op is Op.JMP and not targets[over.number]
        if only_jump and _falls_to(function, position + 2, last[0].target):
            op, target = OPPOSITE[last[0].op], over.code[0].target
            block.code[-1] = replace(last[0], op=op, target=target)
            over.code = []


def _destination(
    function: Function, place: dict[int, int], code: Instr, heads: set[int | None]
) -> tuple[int, bool]:
    """Follow plain jumps, but not into loops; a LOOP may replace a JMP that leads to it."""
    assert code.target is not None
    target = code.target
    while True:
        first = _first(function, place[target], heads)
        if first is None or first.target is None:
            return target, False
        if first.op is Op.LOOP and code.op is Op.JMP:
            return first.target, True
        if first.op is not Op.JMP:
            return target, False
        target = first.target


def _first(function: Function, position: int, heads: set[int | None]) -> Instr | None:
    for block in function.blocks[position:]:
        if block.born or block.number in heads:
            return None
        if block.code:
            return block.code[0]
    return None


# Checks of variables


def drop_checks(function: Function) -> None:
    """Remove CHECK where every way to it has bound the variable (a must-analysis forwards)."""
    everything = (1 << function.registers) - 1
    bound = {block.number: everything for block in function.blocks}
    first = function.blocks[0].number
    bound[first] = mask(function.entry)
    follow = successors(function)
    changed = True
    while changed:
        changed = False
        for block in function.blocks:
            state, weakest = _bound_after(block, bound[block.number])
            ways = [(number, state) for number in follow[block.number]]
            if block.handler is not None:
                ways.append((block.handler.block, weakest))
            for number, at_end in ways:
                if bound[number] & at_end != bound[number]:
                    bound[number] &= at_end
                    changed = True
    for block in function.blocks:
        _drop_checks_in(block, bound[block.number])


def _bound_after(block: Block, state: int) -> tuple[int, int]:
    """Registers bound at the end, and those bound at every point of the block."""
    weakest = state
    state |= mask(block.born)
    for code in block.code:
        state = _step(code, state)
        weakest &= state
    return state, weakest


def _step(code: Instr, state: int) -> int:
    if code.op is Op.UNSET:
        return state & ~(1 << code.a)
    return state | mask(code.defines()) | (1 << code.a if code.op is Op.CHECK else 0)


def _drop_checks_in(block: Block, state: int) -> None:
    kept = []
    state |= mask(block.born)
    for code in block.code:
        if code.op is not Op.CHECK or not state >> code.a & 1:
            kept.append(code)
        state = _step(code, state)
    block.code = kept


# Results that nobody reads


def drop_dead(function: Function) -> None:
    """Remove loads and moves whose result is not used; again while that makes others unused."""
    removed = True
    while removed:
        removed = False
        live = live_in(function)
        follow = successors(function)
        for block in function.blocks:
            removed |= _drop_dead_in(
                block, live_out(block, follow, live), handler_needs(block, live)
            )


def _drop_dead_in(block: Block, out: int, needs: int) -> bool:
    live = out | needs
    kept = []
    for code in reversed(block.code):
        dead = code.op in PURE and not live >> code.a & 1
        if not dead and not (code.op in (Op.MOVE, Op.FMOVE) and code.a == code.b):
            kept.append(code)
            live = live & ~mask(code.defines()) | mask(code.uses()) | needs
    changed = len(kept) != len(block.code)
    block.code = kept[::-1]
    return changed


# Constants in loops


def hoist_constants(function: Function) -> None:
    """Load constants once before the outermost loop that uses them, while registers are plenty."""
    definitions = Counter(
        register for code in function.instructions() for register in code.defines()
    )
    outermost: list[tuple[int, int]] = []
    for start, end in loop_ranges(function):
        if not outermost or start > outermost[-1][1]:
            outermost.append((start, end))
    for start, end in outermost:
        _hoist(function, start, end, definitions)


def _hoist(function: Function, start: int, end: int, definitions: Counter[int]) -> None:
    depth = _depths(function)
    found: Counter[tuple[Op, int, int | None]] = Counter()
    for position in range(start, end + 1):
        for code in function.blocks[position].code:
            if _may_hoist(function, code, definitions):
                found[code.op, code.b, code.word] += 10 ** depth[position]
    registers = {key: function.new() for key, _ in found.most_common(MAX_HOISTED)}
    function.floats |= {register for key, register in registers.items() if key[0] is Op.FCONST}
    renamed: dict[int, int] = {}
    for position in range(start, end + 1):
        block = function.blocks[position]
        kept = []
        for code in block.code:
            key = (code.op, code.b, code.word)
            if key in registers and _may_hoist(function, code, definitions):
                renamed[code.a] = registers[key]
            else:
                kept.append(code)
        block.code = kept
    _rename(function, renamed)
    before = function.blocks[start - 1]
    at = len(before.code) - (1 if before.code and before.code[-1].target is not None else 0)
    line = before.code[-1].line if before.code else function.line
    loads = [Instr(op, a, b, word=word, line=line) for (op, b, word), a in registers.items()]
    before.code[at:at] = loads


def _may_hoist(function: Function, code: Instr, definitions: Counter[int]) -> bool:
    free = code.a not in function.places and code.a not in function.variables
    return code.op in LOADS and free and definitions[code.a] == 1


def _depths(function: Function) -> list[int]:
    """How many loops each block is in, at most 3."""
    depths = [0] * len(function.blocks)
    for start, end in loop_ranges(function):
        for position in range(start, end + 1):
            depths[position] = min(3, depths[position] + 1)
    return depths


def _rename(function: Function, names: dict[int, int]) -> None:
    if not names:
        return
    for block in function.blocks:
        block.code = [rename(code, names) for code in block.code]


def rename(code: Instr, names: dict[int, int]) -> Instr:
    """Replace registers in an instruction."""
    kinds = INFO[code.op].operands
    a, b, c = (
        names.get(value, value) if kind in REGISTERS else value
        for kind, value in zip(kinds, (code.a, code.b, code.c), strict=True)
    )
    reads = tuple(names.get(register, register) for register in code.reads)
    writes = tuple(names.get(register, register) for register in code.writes)
    return replace(code, a=a, b=b, c=c, reads=reads, writes=writes)
