"""Which physical register does each virtual one get?

Registers that are alive together interfere. Units of consecutive registers are placed one after the
other in the order in which they first appear, each at the lowest place without interference; a
place that turns a MOVE into nothing is preferred. Parameters have their places by convention.
"""

from dataclasses import dataclass, field

from ulambda.compiler.flow import (
    bits,
    handler_needs,
    live_in,
    live_out,
    loop_ranges,
    mask,
    successors,
)
from ulambda.compiler.ir import Block, Conflict, Function
from ulambda.spec.opcodes import Op

MAX_FLOATS = 63  # as many as a function's record can say

# These write while they still read: their results must not lie on what they read.
EARLY = frozenset({Op.UNPACK, Op.UNPACKX, Op.ITER})


@dataclass(slots=True)
class Unit:
    """Virtual registers with their places in the unit, lowest 0."""

    members: dict[int, int]

    @property
    def size(self) -> int:
        return max(self.members.values()) + 1


@dataclass(slots=True)
class Interference:
    """Which registers are alive together, which moves connect them, when each appears."""

    neighbours: dict[int, int] = field(default_factory=dict)
    moves: dict[int, dict[int, int]] = field(default_factory=dict)
    order: dict[int, int] = field(default_factory=dict)

    def add(self, register: int, others: int) -> None:
        others &= ~(1 << register)
        self.neighbours[register] = self.neighbours.get(register, 0) | others
        for other in bits(others):
            self.neighbours[other] = self.neighbours.get(other, 0) | 1 << register

    def appear(self, register: int) -> None:
        self.order.setdefault(register, len(self.order))

    def move(self, left: int, right: int, weight: int) -> None:
        for one, other in ((left, right), (right, left)):
            partners = self.moves.setdefault(one, {})
            partners[other] = partners.get(other, 0) + weight


def allocate(function: Function) -> tuple[dict[int, int], int]:
    """Return the physical register of each virtual one, and how many there are."""
    graph = interference(function)
    places = {register: position for position, register in enumerate(function.entry)}
    size = len(function.entry)
    for unit in _units(function, graph, places):
        base = _choose(unit, graph, places, size)
        for register, place in unit.members.items():
            places[register] = base + place
        size = max(size, base + unit.size)
    return places, _allocate_floats(function, graph, places, max(size, 1))


def _allocate_floats(
    function: Function, graph: Interference, places: dict[int, int], first: int
) -> int:
    """Float registers come behind the others; returns how many registers there are in all."""
    end = first
    for register in graph.order:
        if register not in function.floats:
            continue
        neighbours = bits(graph.neighbours.get(register, 0))
        taken = {places[other] for other in neighbours if other in places}
        moves = graph.moves.get(register, {}).items()
        wishes = sorted(moves, key=lambda move: -move[1])
        liked = [places[other] for other, _ in wishes if other in places]
        free = (place for place in (*liked, *range(first, end + 1)) if place not in taken)
        places[register] = next(free)
        end = max(end, places[register] + 1)
    function.float_count = end - first
    if function.float_count > MAX_FLOATS:
        raise Conflict
    return end


def interference(function: Function) -> Interference:
    """Walk all blocks backwards from what is alive at their ends."""
    graph = Interference()
    for register in function.entry:
        graph.appear(register)
    for block in function.blocks:
        for code in block.code:
            for register in (*block.born, *code.defines(), *code.uses()):
                graph.appear(register)
    live = live_in(function)
    follow = successors(function)
    depths = [0] * len(function.blocks)
    for start, end in loop_ranges(function):
        for position in range(start, end + 1):
            depths[position] = min(3, depths[position] + 1)
    for position, block in enumerate(function.blocks):
        needs = handler_needs(block, live)
        _walk(block, live_out(block, follow, live) | needs, needs, graph, 10 ** depths[position])
    at_entry = live[function.blocks[0].number] | mask(function.entry)
    for register in function.entry:
        graph.add(register, at_entry)
    return graph


def _walk(block: Block, live: int, needs: int, graph: Interference, weight: int) -> None:
    for code in reversed(block.code):
        written, used = mask(code.defines()), mask(code.uses())
        held = live | written
        if code.op in EARLY:
            held |= used
        if code.op in (Op.MOVE, Op.FMOVE):
            graph.move(code.a, code.b, weight)
            held &= ~(1 << code.b)
        for register in bits(written):
            graph.add(register, held)
        live = live & ~written | used | needs
    for register in block.born:
        graph.add(register, live | mask(block.born))


def _units(function: Function, graph: Interference, fixed: dict[int, int]) -> list[Unit]:
    """All units in order of appearance; a lone register is a unit of one."""
    grouped: dict[int, dict[int, int]] = {}
    for register, (unit, place) in function.places.items():
        grouped.setdefault(unit, {})[register] = place
    units = []
    for members in grouped.values():
        lowest = min(members.values())
        members = {register: place - lowest for register, place in members.items()}
        if any(register in fixed for register in members):
            raise Conflict
        _check(members, graph)
        units.append(Unit(members))
    placed = function.places.keys() | fixed.keys() | function.floats
    alone = (register for register in graph.order if register not in placed)
    units += [Unit({register: 0}) for register in alone]
    units.sort(
        key=lambda unit: min(graph.order.get(register, 1 << 30) for register in unit.members)
    )
    return units


def _check(members: dict[int, int], graph: Interference) -> None:
    """Two registers at one place of a unit must not be alive together."""
    at: dict[int, int] = {}
    for register, place in members.items():
        if graph.neighbours.get(register, 0) & at.get(place, 0):
            raise Conflict
        at[place] = at.get(place, 0) | 1 << register


def _choose(unit: Unit, graph: Interference, places: dict[int, int], size: int) -> int:
    taken: set[int] = set()
    wishes: dict[int, int] = {}
    for register, place in unit.members.items():
        for other in bits(graph.neighbours.get(register, 0)):
            if other in places:
                taken.add(places[other] - place)
        for other, weight in graph.moves.get(register, {}).items():
            if other in places:
                wish = places[other] - place
                wishes[wish] = wishes.get(wish, 0) + weight
    base = 0
    while base in taken:
        base += 1
    limit = max(size, base + unit.size)
    for wish in sorted(wishes, key=lambda wish: -wishes[wish]):
        if wish >= 0 and wish not in taken and wish + unit.size <= limit:
            return wish
    return base
