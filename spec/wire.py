"""How small is an image on its way to a board? The wire form of spec/wire.md, both ways.

    wire = pack(core)            # empty when the image has none, because it is laid out otherwise
    core = unpack(wire)          # UserError (DEPLOY_WIRE) when it is no wire form

`Walk` says what an image consists of, symbol by symbol, once for both directions: packing, the
words of the image are known and each symbol is written; unpacking, each symbol is read and the
words follow. The board's half is device_runtime/src/ul_wire.c.
"""

import functools
import struct
from collections.abc import Callable, Sequence

from ulambda.spec import image
from ulambda.spec.builtins import NAMES
from ulambda.spec.errors import Err, UserError
from ulambda.spec.opcodes import INFO, Op, OpInfo
from ulambda.spec.range_coder import Coder, Reader, Writer
from ulambda.spec.wire_model import GROUPS, MODEL, ONES

STR, INT, FLOAT, BYTES = 1, 2, 3, 4
END = int(Op.ILLEGAL)
OPS = {int(op): info for op, info in INFO.items()}
STATIC = len(NAMES)
ALL = 0xFFFFFFFF
DENSE = 16  # bytes from which on a text may be coded without any expectation
REGISTERS = ("r", "w", "rw", "f", "fw")


class NoWireForm(Exception):
    """The image is not laid out as the compiler does it: it travels as it is."""


def pack(core: bytes) -> bytes:
    """Write the wire form of a core, empty if it has none."""
    words = struct.unpack(f"<{len(core) // 4}I", core)
    writer = Writer(ONES)
    try:
        same = Walk(writer, words).run() == words
    except (NoWireForm, IndexError, struct.error):
        return b""
    return bytes([MODEL]) + writer.finish() if same else b""


def unpack(wire: bytes, limit: int = 4 * image.MAX_WORDS) -> bytes:
    """Read a wire form of at most `limit` bytes of core."""
    if wire[:1] == bytes([MODEL]) and wire[-1]:
        reader = Reader(wire[1:], ONES)
        try:
            words = Walk(reader, None, limit // 4).run()
        except (NoWireForm, IndexError, struct.error):
            words = ()
        if words and reader.taken == len(wire) - 1:
            return struct.pack(f"<{len(words)}I", *words)
    seen = f"{len(wire)} bytes"
    raise UserError("not the wire form of an image", seen, "send it again", Err.DEPLOY_WIRE)


def room(wire: bytes) -> int:
    """Bytes of a slot in which a board can unpack it in place, the wire form lying at its end."""
    walk = Walk(Reader(wire[1:], ONES), None)
    walk.run()
    return walk.ahead + len(wire) - 1


def is_dense(data: bytes) -> bool:
    """Say whether these bytes are a table rather than text: the model does not suit them."""
    return 4 * sum(not 32 <= byte < 127 for byte in data) > len(data)


class Walk:
    """One pass over an image, word by word; `words` is None when it is being read."""

    def __init__(
        self, coder: Coder, words: Sequence[int] | None, limit: int = image.MAX_WORDS
    ) -> None:
        self.coder = coder
        self.known = words
        self.limit = limit
        self.out: list[int] = []
        self.ahead = (
            0  # most bytes by which the image was longer than what was read of its wire form
        )
        self.names = self.classes = self.extensions = 0  # entries
        self.objects_end = self.functions_at = self.handlers_at = 0  # words
        self.last_string = 0  # word of the object that a string value meant last
        self.last_constant = 0
        self.last_function = 0
        self.written = 0  # register that was written last

    # --- symbols; in each, `want` is what is known when packing ---

    def word(self, at: int) -> int:
        """Return a word of the image that is known, 0 when it is not."""
        return 0 if self.known is None else self.known[at]

    def next_word(self) -> int:
        return self.word(len(self.out))

    def put(self, *words: int) -> None:
        """Append words to the image."""
        self.out += words
        if len(self.out) > self.limit:
            raise NoWireForm
        self.ahead = max(self.ahead, 4 * len(self.out) - self.coder.taken)

    def flag(self, group: str, want: bool, index: int = 0) -> bool:
        return bool(self.coder.bit(GROUPS[group] + index, int(want)))

    def tree(self, group: str, bits: int, want: int) -> int:
        """Code `bits` bits, each in the context of those before it."""
        node = 1
        for shift in range(bits - 1, -1, -1):
            node = 2 * node + self.coder.bit(GROUPS[group] + node - 1, want >> shift & 1)
        return node - (1 << bits)

    def number(self, group: str, want: int, most: int = image.MAX_WORDS) -> int:
        """Code a number from 0: the length of its binary form in unary, then its bits."""
        bits, length = (want + 1).bit_length() - 1, 0
        while self.coder.bit(GROUPS[group] + min(length, 7), int(length < bits)):
            length += 1
            if length > 16:
                raise NoWireForm
        value = (1 << length | self.plain(length, want + 1)) - 1
        if value > most:
            raise NoWireForm
        return value

    def plain(self, bits: int, want: int) -> int:
        """Code the low bits of a number without any expectation."""
        value = 0
        for shift in range(bits - 1, -1, -1):
            value = value << 1 | self.coder.even(want >> shift & 1)
        return value

    def choice(self, count: int, want: int) -> int:
        """Code a number below `count`."""
        return self.plain(max(count - 1, 0).bit_length(), want)

    def signed(self, group: str, want: int) -> int:
        value = self.number(group, 2 * want if want >= 0 else -2 * want - 1)
        return value >> 1 if not value & 1 else -(value + 1 >> 1)

    # --- sections ---

    def run(self) -> tuple[int, ...]:
        """Walk through the whole image; gives its words."""
        self.put(*[0] * image.HEADER_WORDS)
        self.classes = self.number("classes", self.word(10) >> 16)
        self.extensions = self.number("extensions", self.word(1) >> 16)
        slots = self.number("globals", self.word(10) & 0xFFFF)
        sections = [self.section(self.objects)]
        self.names = self.number("names", self.word(5) >> 16)
        sections.append(self.section(lambda _: self.put(self.string()), self.names))
        count = self.number("functions", self.word(6) >> 16)
        self.functions_at = len(self.out)
        sections.append(self.section(lambda index: self.function(index, slots), count))
        sections.append(self.section(lambda _: self.tables(count)))
        self.handlers_at = len(self.out)
        sections.append(self.section(self.handlers, count))
        self.last_constant = 0
        sections.append(self.section(self.code, count))
        heap = self.number("heap", self.word(11) >> 16)
        sections.append(self.section(lambda _: self.put(self.value(self.next_word())), heap))
        sections[2] = count << 16 | sections[2] & 0xFFFF
        sections[4] = (sections[4] >> 17) << 16 | sections[4] & 0xFFFF
        counts = self.classes << 16 | slots
        self.out[4 : image.HEADER_WORDS] = [*sections[:6], counts, sections[6]]
        body = struct.pack(f"<{len(self.out) - 4}I", *self.out[4:])
        self.out[:4] = struct.unpack_from("<4I", image.seal(body, self.extensions))
        return tuple(self.out)

    def section(self, walk: Callable[[int], None], times: int = 1) -> int:
        """Walk through a section; gives its word of the header."""
        at = len(self.out)
        for index in range(times):
            walk(index)
        return len(self.out) - at << 16 | at

    def objects(self, _: int) -> None:
        end = image.HEADER_WORDS + (self.word(4) >> 16)
        while True:
            header = self.word(len(self.out)) if len(self.out) < end else 0
            kind = self.tree("object", 3, header >> 2 & 63)
            if not kind:
                break
            if kind in (STR, BYTES):
                self.text(kind, header)
            elif kind == INT:
                self.integer(header)
            elif kind == FLOAT:
                self.float()
            else:
                raise NoWireForm
        self.objects_end = len(self.out)
        self.last_string = 0

    def text(self, kind: int, header: int) -> None:
        at, own = len(self.out), 2 if kind == STR else 1
        length = max(4 * ((header >> 11) - own) - (header >> 8 & 3), 0)
        length = self.number("string" if kind == STR else "bytes", length)
        size = own + (length + 3 >> 2)
        self.put(*[0] * size)
        known = struct.pack(f"<{size - own}I", *map(self.word, range(at + own, at + size)))
        dense = length >= DENSE and self.flag("dense", is_dense(known[:length]))
        read = self.byte if not dense else functools.partial(self.plain, 8)
        data = bytes(read(known[i]) for i in range(length))
        wide = kind == STR and any(byte > 127 for byte in data)
        head = size << 11 | wide << 10 | (-length % 4) << 8 | kind << 2 | 1
        words = struct.unpack(f"<{size - own}I", image.pad(data))
        self.out[at:] = [head, image.string_hash(data), *words] if kind == STR else [head, *words]

    def byte(self, want: int) -> int:
        if self.flag("high", bool(want >> 7)):
            return 128 | self.plain(7, want)
        return self.tree("character", 7, want)

    def integer(self, header: int) -> None:
        at = len(self.out)
        negative = self.flag("negative", bool(header >> 10 & 1))
        digits = 1 + self.number("digits", (header >> 11) - 2)
        self.put((1 + digits) << 11 | negative << 10 | INT << 2 | 1)
        for i in range(digits):
            self.put(self.plain(32, self.word(at + 1 + i)))

    def float(self) -> None:
        """Code the bytes of a double from the highest on; those behind the last one are 0."""
        at = len(self.out)
        known = struct.pack("<2I", self.word(at + 1), self.word(at + 2)) if self.known else bytes(8)
        count = self.tree("float", 4, len(known.lstrip(b"\0")))
        if count > 8:
            raise NoWireForm
        data = bytearray(8)
        for i in range(7, 7 - count, -1):
            data[i] = self.plain(8, known[i])
        self.put(3 << 11 | FLOAT << 2 | 1, *struct.unpack("<2I", data))

    def string(self) -> int:
        """Code the value of a string: a character, or most often the string behind the last one."""
        want = self.word(len(self.out))
        if self.flag("is_character", want & 3 == 2):
            return self.character(want >> 5) << 5 | 6
        self.last_string = self.object("string_next", self.last_string, want // 4)
        return 4 * self.last_string

    def character(self, want: int) -> int:
        if self.flag("ascii", want < 128):
            return self.tree("character", 7, want)
        return self.plain(22, want)

    def object(self, group: str, last: int, want: int) -> int:
        """Code the place of an object: most often it is the one behind `last`."""
        place = last + (self.out[last] >> 11) if last else image.HEADER_WORDS
        if not self.flag(group, want == place):
            first, count = image.HEADER_WORDS, self.objects_end - image.HEADER_WORDS
            place = first + self.choice(count, want - first)
        if place >= self.objects_end:
            raise NoWireForm
        return place

    def function(self, index: int, slots: int) -> None:
        at = len(self.out)
        shape, more = self.word(at + 1), self.word(at + 2)
        registers = self.number("registers", shape & 255, 255)
        arguments = self.number("arguments", shape >> 8 & 255, 255)
        rest = 0
        if self.flag("special", bool(shape >> 16 or more)):
            rest = self.number("positional_only", shape >> 16 & 255, 255)
            rest |= self.number("keyword_only", shape >> 24, 255) << 8
            more = self.tree("flags", 4, more & 15) | self.number("free", more >> 24, 255) << 24
        else:
            more = 0
        handlers = self.number("handlers", self.word(at + 3) >> 16)
        after = (self.out[-3] & 0xFFFF) + (self.out[-3] >> 16) & 0xFFFF if index else 0
        name = self.name(self.word(at + 4) & 0xFFFF, STATIC + slots + index - 1)
        last = self.word(at + 5)
        last = self.flag("native", bool(last >> 31)) << 31 | (
            self.number("floats", last >> 25 & 63, 63) << 25
            | self.number("defaults", last >> 16 & 0x1FF, 0x1FF) << 16
        )
        shape = rest << 16 | arguments << 8 | registers
        self.put(0, shape, more, handlers << 16 | after, name, last)

    def name(self, want: int, expected: int = -1) -> int:
        if expected >= STATIC and self.flag("name_next", want == expected):
            return expected
        if self.flag("static_name", want < STATIC):
            return self.choice(STATIC, want)
        return STATIC + self.choice(self.names, want - STATIC)

    def tables(self, functions: int) -> None:
        """Extension methods, classes, then parameter names and defaults, function by function."""
        first = len(self.out)
        self.put(*[0] * self.classes)
        for _ in range(self.extensions):
            at = len(self.out)
            head = self.plain(8, self.word(at) >> 16) << 16
            self.put(head | self.name(self.word(at) & 0xFFFF))
            self.put(self.number("function", self.word(at + 1)))
        for i in range(self.classes):
            self.out[first + i] = len(self.out)
            self.class_record()
        self.last_string = 0
        for i in range(functions):
            record = self.record(i)
            named = (self.out[record + 1] >> 8 & 255) + (self.out[record + 1] >> 24)
            self.out[record + 4] |= len(self.out) << 16
            for _ in range(named):
                self.put(self.string())
            defaults = self.out[record + 5] >> 16 & 0x1FF
            self.out[record + 5] |= len(self.out) if defaults else 0
            for _ in range(defaults):
                self.put(self.value(self.word(len(self.out))))

    def value(self, want: int) -> int:
        """Code a value: none, a small integer, an immediate, an object, any, one of the heap."""
        number = want - (1 << 32) >> 1 if want >> 31 else want >> 1
        kind = 1 if want & 1 else 2 if want & 3 == 2 else 0 if not want else 5
        kind = 3 if kind == 5 and want // 4 < self.objects_end else kind
        kind = self.tree("value", 3, 4 if kind == 1 and not -32768 <= number < 32768 else kind)
        if kind == 0:
            return 0
        if kind == 1:
            return (self.signed("int", number) << 1 | 1) & ALL
        if kind == 2:
            return self.immediate(want >> 2) << 2 & ALL | 2
        if kind == 3:
            self.last_constant = self.object("constant_next", self.last_constant, want // 4)
            return 4 * self.last_constant
        return 4 * self.plain(16, want // 4) if kind == 5 else self.plain(32, want)

    def immediate(self, want: int) -> int:
        """Code payload and kind of an immediate."""
        kind, payload = self.tree("immediate", 3, want & 7), want >> 3
        if kind == image.Kind.CHARACTER:
            return self.character(payload) << 3 | kind
        return self.number("payload", payload) << 3 | kind

    def class_record(self) -> None:
        at = len(self.out)
        head = self.word(at)
        slots = self.number("slots", head >> 24, 255)
        members = self.number("members", self.word(at + 1), 255)
        opened = self.flag("open", bool(head >> 16 & 1))
        self.put(slots << 24 | opened << 16 | self.name(head & 0xFFFF), members)
        for i in range(slots + members):
            self.put(self.name(self.word(at + 2 + i)))

    def record(self, index: int) -> int:
        return self.functions_at + image.FUNCTION_WORDS * index

    def handlers(self, index: int) -> None:
        """Code the ranges of a function's handlers, from its first word (see `code`) on."""
        record = self.record(index)
        start = self.word(record) & 0xFFFF
        for _ in range(self.out[record + 3] >> 16):
            at = len(self.out)
            covered, entry = self.word(at), self.word(at + 1)
            first = self.number("handler", (covered & 0xFFFF) - start)
            end = first + self.number("handler", (covered >> 16) - (covered & 0xFFFF))
            target = entry & 0xFFFF
            target = self.number("handler", target and target - start + 1)
            register = self.register(0, entry >> 16, self.out[record + 1] & 255)
            self.put(end << 16 & ALL | first, register << 16 | target)

    # --- code ---

    def code(self, index: int) -> None:
        """Code the instructions of a function, and what else knows where they lie."""
        record, start = self.record(index), len(self.out)
        end = start + (self.word(record) >> 16)
        handler = self.handlers_at + 2 * (self.out[record + 3] & 0xFFFF)
        for at in range(handler, handler + 2 * (self.out[record + 3] >> 16), 2):
            self.out[at] = self.out[at] + (start << 16 | start) & ALL
            self.out[at + 1] += start - 1 if self.out[at + 1] & 0xFFFF else 0
        self.written = 0
        registers = self.out[record + 1] & 255
        while True:
            at = len(self.out)
            op = self.tree("op", 8, self.word(at) & 255 if at < end else END)
            if op == END:
                break
            if op not in OPS:
                raise NoWireForm
            self.instruction(op, OPS[op], registers)
        self.out[record] = len(self.out) - start << 16 | start

    def instruction(self, op: int, info: OpInfo, registers: int) -> None:
        at = len(self.out)
        known = self.word(at)
        first, second, third = info.operands
        if info.format == "sAx":
            self.put((self.signed("jump", _signed(known >> 8, 24)) & 0xFFFFFF) << 8 | op)
            return
        a = self.register(0, known >> 8 & 255, registers) if first in REGISTERS else 0
        if info.format in ("ABx", "AsBx") or {second, third} <= {"n", "i8"}:
            rest = self.wide(second, known >> 16)
        else:
            rest = self.narrow(op, info, known >> 16 & 255, registers)
            rest |= self.last(third, known >> 24, registers) << 8
        self.put(rest << 16 | a << 8 | op)
        if first in REGISTERS:
            self.written = a
        if info.word:
            self.put(self.second_word(info.word))

    def register(self, field: int, want: int, registers: int) -> int:
        """Code a register: the one that was written last, or the one behind it, or any."""
        if self.flag("same", want == self.written, field):
            return self.written
        after = self.written + 1 & 255
        if self.flag("after", want == after, field):
            return after
        return self.choice(registers, want)

    def wide(self, kind: str, want: int) -> int:
        """Code fields B and C as one."""
        if kind == "imm":
            return self.immediate(want) & 0xFFFF
        if kind == "obj":
            self.last_constant = self.object("constant_next", self.last_constant, want)
            return self.last_constant
        if kind == "jump":
            return self.signed("jump", _signed(want, 16)) & 0xFFFF
        if kind == "glob":
            return self.number("global", want)
        if kind == "fn":
            return self.callee(want)
        return self.signed("int", _signed(want, 16)) & 0xFFFF

    def narrow(self, op: int, info: OpInfo, want: int, registers: int) -> int:
        """Code field B."""
        kind = info.operands[1]
        if kind in REGISTERS:
            return self.register(1, want, registers)
        if op == Op.RET:
            return registers
        if info.word == "value":
            return self.plain(8, want)
        return 0 if kind == "-" else self.signed("b", _signed(want, 8)) & 255

    def last(self, kind: str, want: int, registers: int) -> int:
        """Code field C."""
        if kind in REGISTERS:
            return self.register(2, want, registers)
        if kind == "fn":
            return self.callee(want) & 255
        if kind == "cls":
            return self.plain(8, want)
        if kind == "bi":
            return self.plain(8, want)
        if kind == "jump":
            return self.signed("jump", _signed(want, 8)) & 255
        return 0 if kind == "-" else self.signed("c", _signed(want, 8)) & 255

    def callee(self, want: int) -> int:
        """Code a function: most often the one behind the highest so far."""
        if self.flag("function_next", want == self.last_function + 1):
            self.last_function += 1
            return self.last_function
        return self.number("function", want)

    def second_word(self, kind: str) -> int:
        want = self.word(len(self.out))
        if kind == "value":
            return self.plain(24, want >> 8) << 8
        if kind != "name":
            return self.plain(8, want >> 8) << 8
        flagged = image.SHADOWED * self.flag("name_flag", bool(want >> 31))
        return self.name((want & ~image.SHADOWED) >> 8) << 8 | flagged


def _signed(value: int, bits: int) -> int:
    return value - (1 << bits) if value >> bits - 1 & 1 else value
