"""How does what a module body left in memory become part of the image?

Strings, numbers and bytes become constants, other objects words of the section *heap*; the storage
of a list, dict or set follows its owner. Iterators, generators and exceptions have no place there:
then the module body runs at the start of every invocation.
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ulambda.compiler.fold import Constant
from ulambda.compiler.pool import Pool
from ulambda.spec import image
from ulambda.spec.image import Kind, ObjectType
from ulambda.spec.snapshot import REFERENCE_BASE, HeapType, Snapshot

LIST_WORDS, DICT_WORDS = 3, 4
_INDEXED = 8  # dicts with a larger capacity have an index


class CannotFreeze(Exception):
    """The memory holds something that an image cannot."""


@dataclass(frozen=True, slots=True)
class ConstantAt:
    """A reference to a constant of the pool."""

    place: int


@dataclass(frozen=True, slots=True)
class ObjectAt:
    """A reference to an object of the heap; `beyond` words behind its first."""

    address: int
    beyond: int = 0


Word = int | ConstantAt | ObjectAt


@dataclass(slots=True)
class Heap:
    """The section, with references that are still symbols."""

    fixed: list[Word] = field(default_factory=list)  # globals, classes
    objects: dict[int, list[Word]] = field(default_factory=dict)  # by address in the snapshot

    def words(self, constants: Sequence[int], start: int) -> list[int]:
        """The section's words when it starts at word `start` of an image."""
        places, at = {}, start + len(self.fixed)
        for address, words in self.objects.items():
            places[address] = at
            at += len(words)

        def settle(word: Word) -> int:
            if isinstance(word, ConstantAt):
                return constants[word.place] * 4
            if isinstance(word, ObjectAt):
                return (places[word.address] + word.beyond) * 4
            return word

        flat = [word for words in self.objects.values() for word in words]
        return [settle(word) for word in (*self.fixed, *flat)]


def freeze(snapshot: Snapshot, pool: Pool, function_index: Callable[[int], int]) -> Heap:
    """Turn a snapshot into a heap; `function_index` gives functions their indices in the image.

    CannotFreeze says what stands in the way.
    """
    return _Freezer(snapshot.words, pool, function_index).freeze(snapshot)


@dataclass(slots=True)
class _Freezer:
    memory: Sequence[int]
    pool: Pool
    function_index: Callable[[int], int]

    def freeze(self, snapshot: Snapshot) -> Heap:
        heap = Heap()
        at = snapshot.heap
        while at < len(self.memory):
            kind, size = self._kind(at), self.memory[at] >> 11
            if kind not in (0, *ObjectType, HeapType.VEC, HeapType.DTAB):
                heap.objects[at] = self._object(at, kind, size)
            at += size
        heap.fixed = [self._value(word) for word in self.memory[snapshot.first : snapshot.heap]]
        return heap

    def _kind(self, at: int) -> int:
        return self.memory[at] >> 2 & 63

    def _object(self, at: int, kind: int, size: int) -> list[Word]:
        head = self.memory[at] & ~2
        fields = self.memory[at + 1 : at + size]
        if kind == HeapType.LIST:
            return self._list(at, head, fields)
        if kind in (HeapType.DICT, HeapType.SET):
            return self._table(at, head, fields)
        if kind == HeapType.FUNC:
            index = image.tag_int(self.function_index(fields[0] >> 1))
            return [head, index, *map(self._value, fields[1:])]
        plain = (
            HeapType.TUPLE,
            HeapType.CELL,
            HeapType.BOUND,
            HeapType.CLASS,
            HeapType.INST,
            HeapType.DESC,
        )
        small = kind == HeapType.RANGE and all(word & 1 for word in fields)
        if kind not in plain and not small:
            raise CannotFreeze(f"an object of type {kind}")
        return [head, *map(self._value, fields)]

    def _value(self, word: int) -> Word:
        if word & 1 or word == 0:
            return word
        if word & 3 == 2:
            if word >> 2 & 7 == Kind.FUNCTION:
                return image.immediate(Kind.FUNCTION, self.function_index(word >> 5))
            return word
        at = (word - REFERENCE_BASE) // 4
        if self._kind(at) in tuple(ObjectType):
            return ConstantAt(self.pool.constant(self._constant(at)))
        return ObjectAt(at)

    def _constant(self, at: int) -> Constant:
        """Decode a string, integer, float or bytes object."""
        head = self.memory[at]
        kind, padding = self._kind(at), head >> 8 & 3
        data = struct.pack(f"<{(head >> 11) - 1}I", *self.memory[at + 1 : at + (head >> 11)])
        if kind == ObjectType.STR:
            return data[4 : len(data) - padding].decode("utf-8")
        if kind == ObjectType.INT:
            return int.from_bytes(data, "little") * (-1 if head >> 10 & 1 else 1)
        if kind == ObjectType.FLOAT:
            return float(struct.unpack("<d", data)[0])
        return data[: len(data) - padding]

    def _list(self, at: int, head: int, fields: Sequence[int]) -> list[Word]:
        count = fields[0] >> 1
        if not count:
            return [head, fields[0], 0]
        vec = (fields[1] - REFERENCE_BASE) // 4
        values = map(self._value, self.memory[vec + 1 : vec + 1 + count])
        storage = (1 + count) << 11 | HeapType.VEC << 2 | 1
        return [head, fields[0], ObjectAt(at, LIST_WORDS), storage, *values]

    def _table(self, at: int, head: int, fields: Sequence[int]) -> list[Word]:
        """A dict or set; the index stays, so keys must hash to what they hash to there."""
        if not fields[2]:
            return [head, *fields]
        table = (fields[2] - REFERENCE_BASE) // 4
        size, capacity = self.memory[table] >> 11, self.memory[table + 1] >> 1
        entries = self.memory[table + 2 : table + 2 + 2 * capacity]
        if capacity > _INDEXED and not all(map(self._hashes_alike, entries[::2])):
            raise CannotFreeze("a large dict or set with keys whose hash depends on their place")
        words: list[Word] = [head, fields[0], fields[1], ObjectAt(at, DICT_WORDS)]
        words += [self.memory[table] & ~2, self.memory[table + 1]]
        words += map(self._value, entries)
        return [*words, *self.memory[table + 2 + 2 * capacity : table + size]]

    def _hashes_alike(self, key: int) -> bool:
        if key & 1 or key == 0:
            return True
        if key & 3 == 2:
            return key >> 2 & 7 != Kind.FUNCTION
        at = (key - REFERENCE_BASE) // 4
        if self._kind(at) == HeapType.TUPLE:
            return all(map(self._hashes_alike, self.memory[at + 1 : at + (self.memory[at] >> 11)]))
        return self._kind(at) in tuple(ObjectType)
