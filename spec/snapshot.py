"""What does the memory of an interpreter hold when a module body has run?

The layout is that of device_runtime/src/ul_value.h; references count from the word before the
image, in bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

REFERENCE_BASE = 4  # the value of a reference to the first byte of the image


class HeapType(IntEnum):
    """Types of the objects that a heap may have beside those of constants."""

    TUPLE = 5
    LIST = 6
    VEC = 7
    DICT = 8
    DTAB = 9
    CELL = 10
    FUNC = 11
    BOUND = 12
    CLASS = 13
    INST = 14
    RANGE = 17
    SET = 22
    DESC = 24


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`words` begin with the image; globals and classes are at `first`, objects at `heap`."""

    words: Sequence[int]
    first: int
    heap: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """The module body did not come to its end: it needs the board, or it raised."""

    address: int | None  # of the instruction of the module body; unknown: None
    error: str | None  # what it raised, with its traceback; None: it needs the board
