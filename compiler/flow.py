"""How does control run through a function, and which registers are alive where?"""

from collections.abc import Iterable, Iterator

from ulambda.compiler.ir import Block, Function


def successors(function: Function) -> dict[int, list[int]]:
    """Blocks that may follow each block, without exceptions."""
    follow: dict[int, list[int]] = {}
    for position, block in enumerate(function.blocks):
        targets = [code.target for code in block.code[-1:] if code.target is not None]
        if not block.leaves and position + 1 < len(function.blocks):
            targets.append(function.blocks[position + 1].number)
        follow[block.number] = targets
    return follow


def reachable(function: Function) -> set[int]:
    """Numbers of the blocks that can run."""
    follow = successors(function)
    handlers = {block.number: block.handler for block in function.blocks}
    seen: set[int] = set()
    pending = [function.blocks[0].number]
    while pending:
        number = pending.pop()
        if number in seen:
            continue
        seen.add(number)
        pending += follow[number]
        handler = handlers[number]
        if handler is not None:
            pending.append(handler.block)
    return seen


def mask(registers: Iterable[int]) -> int:
    """Represent a set of registers as the bits of an integer."""
    bits = 0
    for register in registers:
        bits |= 1 << register
    return bits


def bits(mask_: int) -> Iterator[int]:
    """List the registers of a set.

    >>> list(bits(0b1010))
    [1, 3]
    """
    while mask_:
        low = mask_ & -mask_
        yield low.bit_length() - 1
        mask_ ^= low


def live_in(function: Function) -> dict[int, int]:
    """For each block the registers whose value is still needed at its start."""
    follow = successors(function)
    live = {block.number: 0 for block in function.blocks}
    changed = True
    while changed:
        changed = False
        for block in reversed(function.blocks):
            before = at_start(block, live_out(block, follow, live), handler_needs(block, live))
            if before != live[block.number]:
                live[block.number] = before
                changed = True
    return live


def live_out(block: Block, follow: dict[int, list[int]], live: dict[int, int]) -> int:
    """Registers that some successor needs."""
    out = 0
    for number in follow[block.number]:
        out |= live[number]
    return out


def handler_needs(block: Block, live: dict[int, int]) -> int:
    """Registers that must survive in the whole block because an exception may come anywhere.

    A new exception looks for the one that is being handled, wherever it is raised.
    """
    handling = 0 if block.handling is None else 1 << block.handling
    return handling | (0 if block.handler is None else live[block.handler.block])


def at_start(block: Block, out: int, needs: int) -> int:
    """Walk a block backwards from what is alive at its end."""
    live = out | needs
    for code in reversed(block.code):
        live = live & ~mask(code.defines()) | mask(code.uses()) | needs
    return live & ~mask(block.born)


def loop_ranges(function: Function) -> list[tuple[int, int]]:
    """First and last position of the blocks of each loop."""
    place = {block.number: position for position, block in enumerate(function.blocks)}
    ranges: dict[int, int] = {}
    for position, block in enumerate(function.blocks):
        for code in block.code[-1:]:
            if code.target is not None and place[code.target] <= position:
                start = place[code.target]
                ranges[start] = max(ranges.get(start, position), position)
    return sorted(ranges.items())
