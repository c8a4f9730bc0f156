"""What does the compiler think in between source and code?

A function is a list of basic blocks in the order of the finished code. Instructions are those of
the interpreter with *virtual* registers in place of physical ones. A block falls through to the
next unless it ends in an instruction that leaves. Jumps name blocks; all but LOOP and FORLOOP go
forwards.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ulambda.spec.opcodes import INFO, Op

LEAVES = frozenset({Op.JMP, Op.LOOP, Op.RET, Op.RETG, Op.RAISE, Op.RAISEFROM, Op.RERAISE})
BRANCHES = frozenset(op for op, info in INFO.items() if "jump" in info.operands)
BACKWARD = frozenset({Op.LOOP, Op.FORLOOP})
ENDS_BLOCK = LEAVES | BRANCHES
LOADS = frozenset({Op.LOADI, Op.LOADV, Op.LOADW, Op.LOADC, Op.LOADF, Op.FCONST})
REGISTERS = frozenset({"r", "w", "rw", "f", "fw"})
# Each conditional jump and the one that jumps in all other cases.
OPPOSITE = {
    Op.JEQ: Op.JNE,
    Op.JLT: Op.JNLT,
    Op.JLE: Op.JNLE,
    Op.JGT: Op.JNGT,
    Op.JGE: Op.JNGE,
    Op.JEQI: Op.JNEI,
    Op.JLTI: Op.JNLTI,
    Op.JLEI: Op.JNLEI,
    Op.JGTI: Op.JNGTI,
    Op.JGEI: Op.JNGEI,
    Op.JT: Op.JF,
    Op.JNONE: Op.JNNONE,
    Op.JFEQ: Op.JFNE,
    Op.JFLT: Op.JFNLT,
    Op.JFLE: Op.JFNLE,
}
OPPOSITE |= {opposite: op for op, opposite in OPPOSITE.items()}
# Those that reach no further than 127 words.
SHORT_JUMPS = frozenset(op for op in OPPOSITE if INFO[op].operands[2] == "jump")
# These overwrite R[A] without looking at it, whatever the table of operands says.
RESULT_ONLY = frozenset({Op.CALLS, Op.CALLB, Op.YIELD})
# These look at the R[A] that the table calls written.
READS_RESULT = frozenset({Op.MKCELL})


@dataclass(frozen=True, slots=True)
class Instr:
    """One instruction; `reads` and `writes` are registers of its window beyond A, B and C."""

    op: Op
    a: int = 0
    b: int = 0
    c: int = 0
    word: int | None = None
    target: int | None = None
    reads: tuple[int, ...] = ()
    writes: tuple[int, ...] = ()
    line: int = 0

    def uses(self) -> Iterator[int]:
        """Registers whose value matters."""
        for kind, register in zip(INFO[self.op].operands, (self.a, self.b, self.c), strict=True):
            if kind in ("r", "f") or (kind == "rw" and self.op not in RESULT_ONLY):
                yield register
        if self.op in READS_RESULT:
            yield self.a
        yield from self.reads

    def defines(self) -> Iterator[int]:
        """Registers that are written."""
        for kind, register in zip(INFO[self.op].operands, (self.a, self.b, self.c), strict=True):
            if kind in ("w", "rw", "fw") and not (kind == "w" and register in self.writes):
                yield register
        yield from self.writes


@dataclass(frozen=True, slots=True)
class Handler:
    """Where an exception goes: a block, the register that gets it, and the handler around."""

    block: int
    register: int
    outer: "Handler | None"

    @property
    def depth(self) -> int:
        return 0 if self.outer is None else self.outer.depth + 1


class Conflict(Exception):
    """Registers cannot be placed as demanded; lower again without the demand."""


@dataclass(slots=True, eq=False)
class Block:
    """Instructions that run one after the other; `handler` guards all of them.

    `born` are registers that get their value on the way into the block: the exception of a handler,
    the item of a loop.
    """

    number: int
    handler: Handler | None = None
    handling: int | None = None  # the register of the exception that is being handled here
    born: tuple[int, ...] = ()
    code: list[Instr] = field(default_factory=list)

    @property
    def leaves(self) -> bool:
        return bool(self.code) and self.code[-1].op in LEAVES


@dataclass(slots=True)
class Function:
    """One function on its way from syntax tree to code."""

    name: str
    index: int
    line: int
    positional: int = 0
    positional_only: int = 0
    keyword_only: int = 0
    flags: int = 0
    native: bool = False  # it stands for a function that CPython has in C
    parameters: tuple[str, ...] = ()
    defaults: tuple[ast.Constant | None, ...] = ()  # of the last parameters; None: it has none
    entry: list[int] = field(default_factory=list)  # registers that are set when it starts
    free: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    registers: int = 0
    variables: dict[int, str] = field(default_factory=dict)
    # register -> (unit, place in it): registers of a unit get consecutive physical registers
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    units: int = 0
    float_count: int = 0  # once they have places
    floats: set[int] = field(default_factory=set)  # registers that hold a float of their own
    title: str = ""  # what its record calls it, if not by its name: the module for function 0

    def new(self) -> int:
        """Make a virtual register."""
        self.registers += 1
        return self.registers - 1

    def group(self, members: Sequence[int]) -> None:
        """Demand consecutive physical registers; units that meet become one."""
        unit = self.units
        self.units += 1
        for place, member in enumerate(members):
            if member in self.places:
                self._merge(self.places[member], (unit, place))
            else:
                self.places[member] = (unit, place)

    def _merge(self, old: tuple[int, int], new: tuple[int, int]) -> None:
        if old[0] == new[0]:
            if old != new:
                raise Conflict
            return
        for member, (unit, place) in self.places.items():
            if unit == old[0]:
                self.places[member] = (new[0], place - old[1] + new[1])

    def instructions(self) -> Iterable[Instr]:
        return (instr for block in self.blocks for instr in block.code)
