"""How do bits of known probability become bytes, and bytes these bits again?

The range coder of the wire form (spec/wire.md): a number of 32 bits is narrowed by every bit in
proportion to its probability, and shed from the top byte by byte.
"""

from collections.abc import Sequence
from typing import Protocol

TOP = 1 << 24
ALL = 0xFFFFFFFF
EVEN = 128


class Coder(Protocol):
    """Writes the bits that it is given, or reads others instead."""

    taken: int  # bytes read so far

    def bit(self, context: int, want: int) -> int: ...

    def even(self, want: int) -> int: ...


class Writer:
    """Packs bits; `finish` gives the bytes."""

    def __init__(self, ones: Sequence[int]) -> None:
        """`ones` is the probability of a 1 in each context, in 256ths."""
        self.ones = ones
        self.low = 0
        self.range = ALL
        self.bytes = bytearray()
        self.taken = 0

    def bit(self, context: int, want: int) -> int:
        return self._write(self.ones[context], want)

    def even(self, want: int) -> int:
        return self._write(EVEN, want)

    def _write(self, one: int, want: int) -> int:
        bound = (self.range >> 8) * one
        if want:
            self.range = bound
        else:
            self.low += bound
            self.range -= bound
        while self.range < TOP:
            self._shed()
            self.range = self.range << 8 & ALL
        return want

    def _shed(self) -> None:
        at = len(self.bytes)
        if self.low > ALL:  # a carry
            self.low &= ALL
            at -= 1
            while self.bytes[at] == 255:
                self.bytes[at] = 0
                at -= 1
            self.bytes[at] += 1
        self.bytes.append(self.low >> 24)
        self.low = self.low << 8 & ALL

    def finish(self) -> bytes:
        """End with the value that leaves most zero bytes out; a reader goes on with zeros."""
        for bits in range(32, -1, -1):
            value = self.low + (1 << bits) - 1 >> bits << bits
            if value < self.low + self.range:
                break
        self.low = value
        for _ in range(4):
            self._shed()
        return bytes(self.bytes).rstrip(b"\0")


class Reader:
    """Unpacks the bits of some bytes."""

    def __init__(self, data: bytes, ones: Sequence[int]) -> None:
        self.data = data
        self.ones = ones
        self.range = ALL
        self.taken = 0
        self.code = 0
        for _ in range(4):
            self.code <<= 8
            self._take()

    def _take(self) -> None:
        if self.taken < len(self.data):
            self.code |= self.data[self.taken]
            self.taken += 1

    def bit(self, context: int, want: int = 0) -> int:
        return self._read(self.ones[context])

    def even(self, want: int = 0) -> int:
        return self._read(EVEN)

    def _read(self, one: int) -> int:
        bound = (self.range >> 8) * one
        bit = int(self.code < bound)
        if bit:
            self.range = bound
        else:
            self.code -= bound
            self.range -= bound
        while self.range < TOP:
            self.range = self.range << 8 & ALL
            self.code = self.code << 8 & ALL
            self._take()
        return bit
