"""What is an image, word by word? The Python side of spec/image.md.

Tagged values, constant objects, the header, the debug section. The compiler writes images with it,
tools read them; the interpreter has its own reader and verifier in C.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ulambda.spec import codec
from ulambda.spec.errors import Err, UserError

MAGIC = 0x314D4C55
DEBUG_MAGIC = 0x31444C55
VERSION = 5
HEADER_WORDS = 12
MAX_WORDS = 0xFFFF
FUNCTION_WORDS = 6
HANDLER_WORDS = 2
MAX_REGISTERS = 250

SHADOWED = 1 << 31  # in the name of CALLM: some layout has a slot of that name
# A position: the number of a file above, the line below.
FILE_SHIFT = 20
LINE_MASK = (1 << FILE_SHIFT) - 1
LIBRARY = "<library>/"  # files of this folder do not show in tracebacks

INT_MIN = -(1 << 30)
INT_MAX = (1 << 30) - 1
EMPTY_STRING = 0x200000


class Kind(IntEnum):
    """The kinds of immediate values."""

    SINGLETON = 0
    CHARACTER = 1
    BUILTIN = 2
    TYPE = 3
    FUNCTION = 4
    MODULE = 5


class ObjectType(IntEnum):
    """The types of constant objects."""

    STR = 1
    INT = 2
    FLOAT = 3
    BYTES = 4


class FunctionFlag(IntEnum):
    """Bits of a function's flags."""

    GENERATOR = 1
    VARARGS = 2
    VARKEYWORDS = 4
    COROUTINE = 8  # without GENERATOR: an extension method that `value.name` calls


MODULES = ("math", "time")


def tag_int(value: int) -> int:
    """Tag a 31-bit integer.

    >>> tag_int(-1) == 0xFFFFFFFF
    True
    """
    assert INT_MIN <= value <= INT_MAX
    return (value << 1 | 1) & 0xFFFFFFFF


def immediate(kind: Kind, payload: int) -> int:
    """Build an immediate value."""
    return payload << 5 | kind << 2 | 2


NONE = immediate(Kind.SINGLETON, 0)
FALSE = immediate(Kind.SINGLETON, 1)
TRUE = immediate(Kind.SINGLETON, 2)
NOT_IMPLEMENTED = immediate(Kind.SINGLETON, 3)
ELLIPSIS = immediate(Kind.SINGLETON, 4)


def short_string(text: str) -> int | None:
    """Return the immediate of a string of at most one character, else None."""
    if len(text) > 1:
        return None
    return immediate(Kind.CHARACTER, ord(text) if text else EMPTY_STRING)


def word_hash(data: bytes, seed: int) -> int:
    """Hash whole words the way the interpreter does for strings."""
    value = seed
    for (word,) in struct.iter_unpack("<I", data):
        value = (value ^ word) * 0x9E3779B1 & 0xFFFFFFFF
        value ^= value >> 15
    return value or 1


def string_hash(text: bytes) -> int:
    """Hash UTF-8 bytes."""
    return word_hash(pad(text), len(text))


def check_word(body: bytes, seed: int) -> int:
    """Calculate the check of a core from its words, two at a time (an odd count: after a 0)."""
    value = seed
    for first, second in struct.iter_unpack("<2I", bytes(len(body) % 8) + body):
        value = ((value ^ first) * 0x9E3779B1 + second) & 0xFFFFFFFF
        value ^= value >> 15
    return value


def seal(body: bytes, extensions: int = 0) -> bytes:
    """Put the first words of the header, check word included, before the rest of a core."""
    words = 4 + len(body) // 4
    check = check_word(body, extensions << 16 | words)
    return struct.pack("<4I", MAGIC, extensions << 16 | VERSION, words, check) + body


def pad(data: bytes) -> bytes:
    """Zero pad to a whole word."""
    return data + bytes(-len(data) % 4)


def _object(kind: ObjectType, body: bytes, padding: int = 0, flag: bool = False) -> bytes:
    size = 1 + len(body) // 4
    return struct.pack("<I", size << 11 | flag << 10 | padding << 8 | kind << 2 | 1) + body


def string_object(text: str) -> bytes:
    """Lay out a string of two or more characters."""
    data = text.encode("utf-8")
    body = struct.pack("<I", string_hash(data)) + pad(data)
    return _object(ObjectType.STR, body, -len(data) % 4, not text.isascii())


def bytes_object(data: bytes) -> bytes:
    """Lay out a bytes object."""
    return _object(ObjectType.BYTES, pad(data), -len(data) % 4)


def float_object(value: float) -> bytes:
    """Lay out a double."""
    return _object(ObjectType.FLOAT, struct.pack("<d", value))


def int_object(value: int) -> bytes:
    """Lay out an integer that does not fit 31 bits."""
    magnitude = abs(value)
    digits = magnitude.to_bytes((magnitude.bit_length() + 31) // 32 * 4, "little")
    return _object(ObjectType.INT, digits, flag=value < 0)


@dataclass(frozen=True, slots=True)
class Sections:
    """The parts of a core, as sequences of words; `objects` as bytes."""

    objects: bytes
    names: Sequence[int]
    functions: Sequence[int]
    tables: Sequence[int]
    handlers: Sequence[int]
    code: Sequence[int]
    classes: int
    global_slots: int
    extensions: int = 0
    heap: Sequence[int] = ()

    def offsets(self) -> dict[str, int]:
        """Word offset of each section in the finished image."""
        lengths = {
            "objects": len(self.objects) // 4,
            "names": len(self.names),
            "functions": len(self.functions),
            "tables": len(self.tables),
            "handlers": len(self.handlers),
            "code": len(self.code),
            "heap": len(self.heap),
        }
        offsets, position = {}, HEADER_WORDS
        for name, length in lengths.items():
            offsets[name] = position
            position += length
        offsets["end"] = position
        return offsets


def assemble(sections: Sections) -> bytes:
    """Put the header before the sections; UserError (TOO_LARGE) beyond 256 KB."""
    at = sections.offsets()
    if at["end"] > MAX_WORDS:
        seen = f"{at['end'] * 4} bytes, at most {MAX_WORDS * 4}"
        raise UserError("the image is too large", seen, "split the handler", Err.TOO_LARGE)
    tail = [
        len(sections.objects) // 4 << 16 | at["objects"],
        len(sections.names) << 16 | at["names"],
        len(sections.functions) // FUNCTION_WORDS << 16 | at["functions"],
        len(sections.tables) << 16 | at["tables"],
        len(sections.handlers) // HANDLER_WORDS << 16 | at["handlers"],
        len(sections.code) << 16 | at["code"],
        sections.classes << 16 | sections.global_slots,
        len(sections.heap) << 16 | at["heap"],
    ]
    body = _words(tail) + sections.objects + _words(sections.names) + _words(sections.functions)
    body += _words(sections.tables) + _words(sections.handlers) + _words(sections.code)
    body += _words(sections.heap)
    return seal(body, sections.extensions)


def second_word(kind: str, value: int) -> int:
    """Encode what follows an instruction; its low byte is 0, unlike that of an instruction."""
    if kind == "value":
        return value & 0xFFFFFF00  # the rest is field B
    return (value & ~SHADOWED) << 8 | value & SHADOWED


def second_value(kind: str, words: Sequence[int]) -> int:
    """Decode what follows an instruction, given both words; CALLM's flag is left out."""
    if kind == "value":
        return words[1] | words[0] >> 16 & 255
    return (words[1] & ~SHADOWED) >> 8


def _words(words: Iterable[int]) -> bytes:
    return b"".join(struct.pack("<I", word) for word in words)


@dataclass(frozen=True, slots=True)
class DebugInfo:
    """Source positions: `functions` are (name, first offset, deltas).

    Deltas are pairs of (words, positions); a position is file << FILE_SHIFT | line.
    """

    files: tuple[str, ...]
    functions: tuple[tuple[str, int, tuple[int, ...]], ...]

    def place(self, address: int) -> tuple[str, int, str] | None:
        """Find (file, line, function) of a code address, None outside of all functions."""
        found = None
        for name, first, deltas in self.functions:
            if first <= address and (found is None or first > found[1]):
                found = (name, first, deltas)
        if found is None:
            return None
        offset, position = found[1], 0
        for offset_delta, delta in zip(found[2][::2], found[2][1::2], strict=True):
            if offset + offset_delta > address:
                break
            offset, position = offset + offset_delta, position + delta
        return self.files[position >> FILE_SHIFT], position & LINE_MASK, found[0]


def core_length(image: bytes) -> int:
    """Byte length of the core; UserError when the header does not even say."""
    if len(image) < HEADER_WORDS * 4:
        seen = f"{len(image)} bytes"
        raise UserError("not an image", seen, "ulambda build FILE.py", Err.IMAGE_TRUNCATED)
    magic, version, words = struct.unpack_from("<III", image)
    if magic != MAGIC:
        seen = f"magic 0x{magic:08x}"
        raise UserError("not an image", seen, "ulambda build FILE.py", Err.IMAGE_MAGIC)
    if version & 0xFFFF != VERSION:
        seen = f"version {version & 0xFFFF}"
        raise UserError("an image of another format", seen, "rebuild it", Err.IMAGE_VERSION)
    if words * 4 > len(image):
        seen = f"{len(image)} bytes, {words * 4} announced"
        raise UserError("the image ends early", seen, "rebuild it", Err.IMAGE_TRUNCATED)
    return int(words) * 4


def strip(image: bytes) -> bytes:
    """Cut off the debug section: what travels to a board."""
    return image[: core_length(image)]


def attach_debug(core: bytes, info: DebugInfo) -> bytes:
    """Append a debug section to a core."""
    functions = [[name, first, list(deltas)] for name, first, deltas in info.functions]
    body = codec.encode({"files": list(info.files), "functions": functions})
    return core + _words([DEBUG_MAGIC, len(body), zlib.crc32(body)]) + pad(body)


def debug_info(image: bytes) -> DebugInfo | None:
    """Read the debug section; None when there is none or it is damaged."""
    at = core_length(image)
    if len(image) < at + 12:
        return None
    magic, size, checksum = struct.unpack_from("<III", image, at)
    body = image[at + 12 : at + 12 + size]
    if magic != DEBUG_MAGIC or len(body) != size or zlib.crc32(body) != checksum:
        return None
    try:
        return _debug_info(codec.decode(body))
    except (UserError, TypeError, ValueError, KeyError):
        return None


def _debug_info(value: object) -> DebugInfo:
    if not isinstance(value, Mapping):
        raise TypeError("a map is needed")
    functions = tuple(
        (str(name), int(first), tuple(int(delta) for delta in deltas))
        for name, first, deltas in value["functions"]
    )
    return DebugInfo(tuple(str(file) for file in value["files"]), functions)


def traceback_lines(image: bytes, trace: Sequence[int]) -> list[tuple[str, int, str]]:
    """Resolve code addresses to (file, line, function), without the library and unknown ones."""
    info = debug_info(image)
    if info is None:
        return []
    try:
        found = [info.place(address) for address in trace]
    except IndexError:  # a file that the section does not name
        return []
    return [place for place in found if place and not place[0].startswith(LIBRARY)]
