"""What does an image say? A disassembly for people, with source lines where they are known."""

import struct
from collections.abc import Iterator, Sequence

from ulambda.compiler.classes import STATIC_NAMES
from ulambda.compiler.ir import REGISTERS
from ulambda.spec import builtins, image
from ulambda.spec.opcodes import INFO, Op

_NAMES = list(STATIC_NAMES)
_SINGLETONS = ("None", "False", "True", "NotImplemented", "Ellipsis")
_FUNCTIONS = list(builtins.FUNCTIONS)
_COMMENT = 28


class Reader:
    """The sections of an image, by the words of its header."""

    def __init__(self, data: bytes) -> None:
        length = image.core_length(data)
        self.words = struct.unpack(f"<{length // 4}I", data[:length])
        self.data = data
        self.names = self._section(5)
        self.functions = self._section(6)
        self.tables = self._section(7)
        self.handlers = self._section(8)
        self.code = self._section(9)
        self.debug = image.debug_info(data)

    def _section(self, word: int) -> tuple[int, int]:
        return self.words[word] & 0xFFFF, self.words[word] >> 16

    def name(self, number: int) -> str:
        number &= 0x7FFFFFFF
        if number < len(_NAMES):
            return _NAMES[number]
        place = self.names[0] + number - len(_NAMES)
        return str(self.constant(self.words[place]))

    def constant(self, value: int) -> object:
        """Decode a value: Python's own where there is one, else its spelling."""
        if value & 1:
            return (value - (1 << 32) if value >> 31 else value) >> 1
        return self._object(value) if value & 2 == 0 else self._immediate(value)

    def _immediate(self, value: int) -> object:
        kind, payload = value >> 2 & 7, value >> 5
        if kind == image.Kind.CHARACTER:
            return "" if payload == image.EMPTY_STRING else chr(payload)
        tables = {
            image.Kind.SINGLETON: _SINGLETONS,
            image.Kind.BUILTIN: _FUNCTIONS,
            image.Kind.TYPE: builtins.TYPES,
            image.Kind.MODULE: image.MODULES,
        }
        if kind == image.Kind.FUNCTION:
            return Spelling(self.function_name(payload))
        return Spelling(tables[image.Kind(kind)][payload])

    def _object(self, at: int) -> object:
        head = self.words[at // 4]
        size, flag, padding, kind = head >> 11, head >> 10 & 1, head >> 8 & 3, head >> 2 & 63
        body = self.data[at + 4 : at + 4 * size]
        if kind == image.ObjectType.STR:
            return body[4 : len(body) - padding].decode()
        if kind == image.ObjectType.INT:
            return int.from_bytes(body, "little") * (-1 if flag else 1)
        if kind == image.ObjectType.FLOAT:
            return struct.unpack("<d", body)[0]
        return body[: len(body) - padding]

    def function_name(self, index: int) -> str:
        if index == 0:
            return "<module>"  # its record has the name of the module
        return self.name(self.words[self.functions[0] + 6 * index + 4] & 0xFFFF)


class Spelling:
    """A value that is shown by its name."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def disassemble(data: bytes, sources: Sequence[str] = ()) -> str:
    """List the functions of an image; `sources` are the texts of the debug section's files."""
    reader = Reader(data)
    names = reader.debug.files if reader.debug else ()
    lines = {name: text.splitlines() for name, text in zip(names, sources, strict=False)}
    parts = []
    for index in range(reader.functions[1]):
        parts.append("\n".join(_function(reader, index, lines)))
    return "\n\n".join(parts) + "\n"


def _function(reader: Reader, index: int, sources: dict[str, list[str]]) -> Iterator[str]:
    at = reader.functions[0] + 6 * index
    place, shape, more, handlers, _, _ = reader.words[at : at + 6]
    start, length = place & 0xFFFF, place >> 16
    facts = [f"{shape & 255} registers", f"{shape >> 8 & 255} parameters"]
    facts += [f"{more >> 24} free variables"] if more >> 24 else []
    facts += ["generator"] if more & image.FunctionFlag.GENERATOR else []
    yield f"function {index} {reader.function_name(index)}: {', '.join(facts)}"
    place = None
    for address, words in instructions(reader, start, length):
        found = reader.debug.place(address) if reader.debug else None
        if found and found[:2] != place:
            place, line = found[:2], found[1]
            source = sources.get(found[0], [])
            text = source[line - 1].strip() if line <= len(source) else ""
            yield f"  {line:>4} | {text}".rstrip()
        operation, comment = _instruction(reader, address, words)
        spelled = f"    {address:5}  {operation}"
        yield f"{spelled:<44}; {comment}" if comment else spelled
    first = handlers & 0xFFFF
    for number in range(first, first + (handlers >> 16)):
        span, target = reader.words[reader.handlers[0] + 2 * number :][:2]
        covered = f"{span & 0xFFFF} to {(span >> 16) - 1}"
        action = f"go to {target & 0xFFFF}" if target & 0xFFFF else "is being handled"
        yield f"    handler  {covered}: r{target >> 16 & 0xFF}, {action}"


def instructions(reader: Reader, start: int, length: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """List the address and words of each instruction."""
    position = start
    while position < start + length:
        op = Op(reader.words[position] & 255)
        size = 2 if INFO[op].word else 1
        yield position, reader.words[position:][:size]
        position += size


def fields(word: int) -> tuple[int, int, int]:
    """Split a word into A, B and C as its format says."""
    info = INFO[Op(word & 255)]

    def signed(value: int, width: int) -> int:
        return value - (1 << width) if value >> width - 1 else value

    if info.format == "sAx":
        return signed(word >> 8, 24), 0, 0
    a, b, c = word >> 8 & 255, word >> 16 & 255, word >> 24
    if info.format in ("ABx", "AsBx"):
        both = word >> 16
        return a, signed(both, 16) if info.format == "AsBx" else both, 0
    b = signed(b, 8) if info.operands[1] == "i8" else b
    return a, b, signed(c, 8) if info.format == "ABsC" else c


def _instruction(reader: Reader, address: int, words: tuple[int, ...]) -> tuple[str, str]:
    op = Op(words[0] & 255)
    info = INFO[op]
    spelled, comments = [], []
    after = address + len(words)
    for kind, value in zip(info.operands, fields(words[0]), strict=True):
        if kind in REGISTERS:
            spelled.append(f"r{value}")
        elif kind == "jump":
            spelled.append(f"-> {after + value}")
        elif kind != "-":
            spelled.append(str(value))
            comments += _explain(reader, kind, value)
    if len(words) > 1:
        comments += _explain(reader, info.word, image.second_value(info.word, words))
    return f"{op.name:<10} {', '.join(spelled)}".rstrip(), " ".join(comments)


def _explain(reader: Reader, kind: str, value: int) -> list[str]:
    if kind == "imm":
        return [repr(reader.constant(value << 2 | 2))]
    if kind == "obj":
        return [repr(reader.constant(value * 4))]
    if kind == "fn":
        return [reader.function_name(value)]
    if kind == "bi":
        return [_FUNCTIONS[value]]
    if kind == "name":
        return [f".{reader.name(value)}"]
    if kind == "value":
        return [repr(reader.constant(value))]
    if kind == "op":
        return [Op(value).name]
    return [str(value)] if kind == "count" else []
