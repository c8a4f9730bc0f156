"""How were spec/vectors/codec.vec and spec/vectors/image.vec made?

    .venv/bin/python -m tests.spec.write_vectors

A line is a verb and its words, separated by single spaces; `-` is no bytes at all. The images are
compiled from the sources below; a refused one is a good one with single words forged and its
checksum made right again. `device_runtime/tests/test_codec.c` and `test_image.c` read them too.
"""

import math
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path

from ulambda.compiler import compile_source
from ulambda.engine.initialise import run_body
from ulambda.spec import Err, codec, image
from ulambda.spec.image import HEADER_WORDS, NONE, VERSION, ObjectType
from ulambda.spec.opcodes import Op

VECTORS = Path(__file__).parents[2] / "spec" / "vectors"
ALL = 0xFFFFFFFF


def word(data: bytes) -> str:
    return data.hex() or "-"


# --- codec.vec ---

VALUES: dict[str, object] = {
    "null": None,
    "false": False,
    "true": True,
    **{f"int-{n}": n for n in (0, 1, 23, 24, 255, 256, 65535, 65536, 2**32 - 1, 2**32)},
    **{f"int-{n}": n for n in (-1, -24, -25, -256, -257, -65536, -65537, -(2**32), -(2**32) - 1)},
    **{f"int-2**{bits}": 2**bits for bits in (30, 31, 63, 64, 65, 72, 95, 96, 128, 300)},
    **{f"int-2**{bits}-1": 2**bits - 1 for bits in (30, 31, 63, 64, 72, 96, 128, 300)},
    **{f"int--2**{bits}": -(2**bits) for bits in (30, 31, 63, 64, 72, 96, 128, 300)},
    **{f"int--2**{bits}-1": -(2**bits) - 1 for bits in (30, 31, 63, 64, 72, 96, 128, 300)},
    "float-0": 0.0,
    "float-minus-0": -0.0,
    "float-1.5": 1.5,
    "float-tiny": 5e-324,
    "float-huge": 1.7976931348623157e308,
    "float-inf": math.inf,
    "float-minus-inf": -math.inf,
    "float-nan": math.nan,
    "text-empty": "",
    "text-a": "a",
    "text-nul": "\0",
    "text-23": "x" * 23,
    "text-24": "x" * 24,
    "text-256": "x" * 256,
    "text-2-byte": "é",
    "text-3-byte": "€\ud7ff\ue000\uffff",
    "text-4-byte": "\U00010000\U0010ffff",
    "bytes-empty": b"",
    "bytes-1": b"\0",
    "bytes-5": b"\xff\0\xfe\x80\x7f",
    "bytes-300": bytes(300),
    "array-empty": [],
    "array": [1, [2, [3]], "x", None],
    "array-24": list(range(24)),
    "map-empty": {},
    "map": {"b": 1, "a": [2], "c": {"d": None}},
    "map-keys": {None: 1, True: 2, 7: 3, 2.5: 4, b"k": 5, 2**70: 6},
}
DEEPEST = b"\x81" * 32 + b"\xf6"
RECODED = {
    "int-1-in-9-bytes": "1b0000000000000001 01",
    "int-23-in-2-bytes": "1817 17",
    "negative-in-5-bytes": "3a00000000 20",
    "bignum-0": "c240 00",
    "bignum-minus-1": "c340 20",
    "bignum-7-with-zeros": "c249000000000000000007 07",
    "bignum-2**64-1": "c248ffffffffffffffff 1bffffffffffffffff",
    "bignum-minus-2**64": "c348ffffffffffffffff 3bffffffffffffffff",
    "bignum-2**30-1": "c2443fffffff 1a3fffffff",
    "bignum-2**30": "c24440000000 1a40000000",
    "bignum-minus-2**30": "c3443fffffff 3a3fffffff",
    "length-in-3-bytes": "7900026162 626162",
    "map-twice-the-key": "a2616101616102 a1616102",
}
REFUSED = {
    "nothing": (Err.CODEC_TRUNCATED, ""),
    "head-cut": (Err.CODEC_TRUNCATED, "1a000000"),
    "float-cut": (Err.CODEC_TRUNCATED, "fb0000"),
    "text-cut": (Err.CODEC_TRUNCATED, "626a"),
    "bytes-cut": (Err.CODEC_TRUNCATED, "5affffffff00"),
    "bytes-2**64-1": (Err.CODEC_TRUNCATED, "5bffffffffffffffff00"),
    "array-cut": (Err.CODEC_TRUNCATED, "8201"),
    "array-2**32": (Err.CODEC_TRUNCATED, "9b000000010000000001"),
    "array-2**64-1": (Err.CODEC_TRUNCATED, "9bffffffffffffffff01"),
    "map-cut": (Err.CODEC_TRUNCATED, "a16161"),
    "map-2**63": (Err.CODEC_TRUNCATED, "bb80000000000000000101"),
    "bignum-cut": (Err.CODEC_TRUNCATED, "c24900"),
    "bignum-2**64-1": (Err.CODEC_TRUNCATED, "c25bffffffffffffffff00"),
    "tag-alone": (Err.CODEC_TRUNCATED, "c2"),
    "tag-0": (Err.CODEC_TYPE, "c001"),
    "tag-4": (Err.CODEC_TYPE, "c44101"),
    "bignum-of-text": (Err.CODEC_TYPE, "c26161"),
    "undefined": (Err.CODEC_TYPE, "f7"),
    "simple-0": (Err.CODEC_TYPE, "e0"),
    "simple-in-2-bytes": (Err.CODEC_TYPE, "f814"),
    "float16": (Err.CODEC_TYPE, "f93c00"),
    "float32": (Err.CODEC_TYPE, "fa3f800000"),
    "break": (Err.CODEC_TYPE, "ff"),
    "reserved-info": (Err.CODEC_TYPE, "1c"),
    "endless-bytes": (Err.CODEC_TYPE, "5f4101ff"),
    "endless-text": (Err.CODEC_TYPE, "7f6161ff"),
    "endless-array": (Err.CODEC_TYPE, "9f01ff"),
    "endless-map": (Err.CODEC_TYPE, "bf0101ff"),
    "key-is-array": (Err.CODEC_TYPE, "a18001"),
    "key-is-map": (Err.CODEC_TYPE, "a1a001"),
    "depth-33": (Err.CODEC_DEPTH, "81" + DEEPEST.hex()),
    "depth-33-maps": (Err.CODEC_DEPTH, "a100" * 33 + "f6"),
    "second-value": (Err.CODEC_TRAILING, "0101"),
    "zero-after": (Err.CODEC_TRAILING, "8000"),
    "text-lone-80": (Err.CODEC_TEXT, "6180"),
    "text-cut-sequence": (Err.CODEC_TEXT, "61c3"),
    "text-overlong": (Err.CODEC_TEXT, "62c080"),
    "text-overlong-3": (Err.CODEC_TEXT, "63e08080"),
    "text-surrogate": (Err.CODEC_TEXT, "63eda080"),
    "text-beyond-unicode": (Err.CODEC_TEXT, "64f4908080"),
    "text-ff": (Err.CODEC_TEXT, "61ff"),
}


def codec_vec() -> Iterable[str]:
    yield "# value NAME BYTES: decodes, and encodes to the same bytes"
    yield "# recoded NAME BYTES CANONICAL: decodes, and encodes to the canonical bytes"
    yield "# refused NAME ERROR BYTES"
    for name, value in VALUES.items():
        yield f"value {name} {word(codec.encode(value))}"
    yield f"value depth-32 {word(DEEPEST)}"
    for name, pair in RECODED.items():
        yield f"recoded {name} {pair}"
    for name, (error, data) in REFUSED.items():
        yield f"refused {name} {error.name} {data or '-'}"


# --- image.vec ---

SOURCES = {
    "smallest": "def handler(event, context):\n    return event\n",
    "plain": """\
class E(ValueError):
    def f(self):
        self.x = "é"
def g(a, b=1000000000000):
    for i in range(a):
        try:
            b += i
        except E:
            pass
    return 1.5
def handler(event, context):
    event.append(b"abc")
    return g(event.f)
""",
    "generator": """\
def g(n):
    yield n
def handler(event, context):
    return list(g(event))
""",
    "heap": """\
class A:
    x = 1
def counter(n):
    def count(step=(1, 2)):
        return n
    return count
a = A()
a.y = ["ab", 2, a]
table = {i: (i,) for i in range(9)}
count = counter(5)
def handler(event, context):
    return a.y[0], count(), len(table)
""",
    "extension": "def handler(event, context):\n    return event.expandtabs()\n",
}


def seal(words: list[int]) -> bytes:
    body = b"".join(struct.pack("<I", value & ALL) for value in words[4:])
    check = image.check_word(body, words[1] & ~0xFFFF | words[2])
    return struct.pack("<4I", *words[:3], check) + body


class Forge:
    """A good image, by its words; each `with_words` makes one bad image of it."""

    def __init__(self, core: bytes) -> None:
        self.core = core
        self.words: list[int] = list(struct.unpack(f"<{len(core) // 4}I", core))
        names = ("objects", "names", "functions", "tables", "handlers", "code")
        self.at = {name: self.words[4 + i] & 0xFFFF for i, name in enumerate(names)}

    def with_words(self, changes: Mapping[int, int]) -> bytes:
        words = list(self.words)
        for at, value in changes.items():
            words[at] = value
        return seal(words)

    def with_bits(self, at: int, bits: int) -> bytes:
        return self.with_words({at: self.words[at] ^ bits})

    def find(self, *ops: Op) -> int:
        at = self.at["code"]
        for word in range(at, len(self.words)):
            if Op(self.words[word] & 255) in ops:
                return word
        raise AssertionError(f"the sources above make no {ops}")

    def find_object(self, kind: ObjectType) -> int:
        at = self.at["objects"]
        while at < self.at["names"]:
            if self.words[at] >> 2 & 63 == kind:
                return at
            at += self.words[at] >> 11
        raise AssertionError(f"the sources above make no {kind}")


Cases = Iterable[tuple[str, Err, bytes]]


def bad_headers(forge: Forge) -> Cases:
    core, words = forge.core, forge.words
    yield "empty", Err.IMAGE_TRUNCATED, b""
    yield "half-a-header", Err.IMAGE_TRUNCATED, core[:20]
    yield "a-word-short", Err.IMAGE_TRUNCATED, core[:-4]
    yield "magic", Err.IMAGE_MAGIC, forge.with_bits(0, 1)
    yield "version-1", Err.IMAGE_VERSION, forge.with_words({1: 1})
    yield "a-bit-of-the-code", Err.IMAGE_CHECKSUM, core[:-1] + bytes([core[-1] ^ 1])
    yield "a-bit-of-the-check", Err.IMAGE_CHECKSUM, core[:12] + bytes([core[12] ^ 1]) + core[13:]
    yield "length-10", Err.IMAGE_LAYOUT, forge.with_words({2: HEADER_WORDS - 1})
    yield "length-2**16", Err.IMAGE_LAYOUT, forge.with_words({2: 1 << 16})
    yield "length-2**30", Err.IMAGE_LAYOUT, forge.with_words({2: 1 << 30})
    for i, name in enumerate(forge.at):
        at = 4 + i
        yield f"{name}-begin-late", Err.IMAGE_LAYOUT, forge.with_words({at: words[at] + 1})
        yield f"{name}-too-many", Err.IMAGE_LAYOUT, forge.with_words({at: words[at] | 0xFFFF0000})
    yield "a-gap-at-the-end", Err.IMAGE_LAYOUT, forge.with_words({9: words[9] - (1 << 16)})
    yield "more-globals-than-names", Err.IMAGE_LAYOUT, forge.with_bits(10, 0x8000)
    extensions = {1: (len(words) // 2 + 1) << 16 | VERSION}
    yield "more-extensions-than-tables", Err.IMAGE_LAYOUT, forge.with_words(extensions)
    yield "more-classes-than-tables", Err.IMAGE_LAYOUT, forge.with_bits(10, 0x80000000)


def bad_objects(forge: Forge) -> Cases:
    def bad(name: str, at: int, value: int) -> tuple[str, Err, bytes]:
        return name, Err.IMAGE_OBJECT, forge.with_words({at: value})

    words, names = forge.words, forge.at["names"]
    text, number = forge.find_object(ObjectType.STR), forge.find_object(ObjectType.INT)
    real, raw = forge.find_object(ObjectType.FLOAT), forge.find_object(ObjectType.BYTES)
    yield bad("not-a-header", text, words[text] & ~1)
    yield bad("marked", text, words[text] | 2)
    yield bad("size-0", text, words[text] & 0x7FF)
    yield bad("size-beyond", text, words[text] | 0x10000000)
    yield bad("a-tuple", text, words[text] & ~0xFC | 5 << 2)
    yield bad("string-hash-0", text + 1, 0)
    yield bad("string-not-utf-8", text + 2, words[text + 2] | 0x80)
    yield bad("string-flag", text, words[text] ^ 1 << 10)
    yield bad("string-pad", raw + 1, words[raw + 1] | 0x01000000)
    yield bad("bytes-flag", raw, words[raw] | 1 << 10)
    yield bad("int-leading-zero", number + 2, 0)
    yield bad("int-pad", number, words[number] | 1 << 8)
    yield bad("float-flag", real, words[real] | 1 << 10)
    yield bad("float-pad", real, words[real] | 1 << 8)
    header = 2 << 11 | ObjectType.INT << 2 | 1
    bytes_header = 1 << 11 | ObjectType.BYTES << 2 | 1
    for name, flag, digit in (("plus", 0, 0x3FFFFFFF), ("minus", 1 << 10, 0x40000000)):
        changes = {real: header | flag, real + 1: digit, real + 2: bytes_header}
        yield f"int-of-31-bits-{name}", Err.IMAGE_OBJECT, forge.with_words(changes)
    yield bad("name-not-an-object", names, (text + 1) * 4)
    yield bad("name-a-float", names, real * 4)
    yield bad("name-in-the-code", names, forge.at["code"] * 4)
    yield bad("name-unbound", names, 0)
    yield bad("name-an-int", names, 3)
    yield bad("name-none", names, NONE)
    yield bad("name-a-surrogate", names, 0xD800 << 5 | 1 << 2 | 2)
    yield bad("name-beyond-unicode", names, 0x110000 << 5 | 1 << 2 | 2)


def bad_functions(forge: Forge) -> Cases:
    def bad(name: str, at: int, value: int) -> tuple[str, Err, bytes]:
        return name, Err.IMAGE_FUNCTION, forge.with_words({at: value})

    words, first, tables = forge.words, forge.at["functions"], forge.at["tables"]
    second = first + 6
    record = words[tables]
    yield bad("module-with-parameter", first + 1, words[first + 1] | 1 << 8)
    yield bad("module-generator", first + 2, 1)
    yield bad("code-offset", second, words[second] + 1)
    yield bad("code-length-0", second, words[second] & 0xFFFF)
    yield bad("code-length-beyond", second, words[second] | 0x7FFF0000)
    yield bad("registers-251", second + 1, words[second + 1] & ~0xFF | 251)
    yield bad("registers-too-few", second + 1, words[second + 1] & ~0xFF)
    yield bad("positional-only-too-many", second + 1, words[second + 1] | 9 << 16)
    yield bad("reserved-flags", second + 2, 16)
    yield bad("defaults-without-count", second + 5, 1)
    yield bad("defaults-too-many", second + 5, 0x7FFF0000 | tables)
    yield bad("defaults-outside", second + 5, 1 << 16 | first)
    yield bad("handlers-too-many", second + 3, 9 << 16)
    yield bad("name-id", second + 4, words[second + 4] | 0xFFFF)
    yield bad("parameters-outside", second + 4, words[second + 4] & 0xFFFF)
    yield bad("class-outside", tables, tables)
    yield bad("class-beyond", tables, len(words))
    yield bad("class-name", record, words[record] | 0xFFFF)
    yield bad("class-flags", record, words[record] | 254 << 16)
    yield bad("class-slots", record, words[record] | 0xFF000000)
    yield bad("class-members", record + 1, words[record + 1] | 0xFFFF)
    yield bad("class-member-name", record + 2, ALL)


def bad_code(forge: Forge) -> Cases:
    def bad(name: str, error: Err, at: int, value: int) -> tuple[str, Err, bytes]:
        return name, error, forge.with_words({at: value})

    operand, jump, words = Err.IMAGE_OPERAND, Err.IMAGE_JUMP, forge.words
    code, end, handlers = forge.at["code"], len(words) - 1, forge.at["handlers"]
    constant, invoked = forge.find(Op.LOADC), forge.find(Op.CALLM)
    loop, called, ready = forge.find(Op.FORPREP), forge.find(Op.CALLS), forge.find(Op.LOADV)
    stored, made, taken = forge.find(Op.SETG), forge.find(Op.LOADF), forge.find(Op.JMP)
    yield bad("illegal", Err.IMAGE_OPCODE, code, 0)
    yield bad("opcode-255", Err.IMAGE_OPCODE, code, 255)
    yield bad("register", operand, constant, words[constant] | 0xFF00)
    yield bad("constant-not-an-object", operand, constant, words[constant] + (1 << 16))
    yield bad("constant-beyond", operand, constant, words[constant] | 0xFFFF0000)
    yield bad("immediate", operand, ready, words[ready] | 0xFFFF0000)
    yield bad("global", operand, stored, words[stored] | 0xFFFF0000)
    yield bad("function", operand, made, words[made] | 0xFFFF0000)
    yield bad("unused-not-0", operand, end, words[end] | 1 << 24)
    yield bad("module-2", operand, ready, 2 << 16 | Op.IMPORT)
    yield bad("return-of-other-size", operand, end, words[end] ^ 1 << 16)
    yield bad("return-of-a-generator", operand, end, Op.RETG)
    yield bad("name-word", operand, invoked + 1, 0x7FFFFFFF)
    yield bad("word-missing", operand, end, words[invoked] & 255)
    yield bad("call-of-too-few", operand, called, words[called] - (1 << 16))
    yield bad("call-of-no-function", operand, called, words[called] | 0xFF000000)
    yield bad("loop-registers", operand, loop, words[loop] & ~0xFF00 | 4 << 8)
    yield bad("falls-through", jump, end, Op.MOVE)
    yield bad("jump-beyond", jump, taken, Op.JMP | 0x7000 << 8)
    yield bad("jump-before", jump, taken, Op.JMP | 0x800000 << 8)
    yield bad("jump-to-itself", jump, taken, Op.JMP | 0xFFFFFF << 8)
    yield bad("jump-out-of-function", jump, loop, words[loop] | 0x70000000)
    yield bad("handler-target", jump, handlers + 1, code)
    yield bad("handler-register", jump, handlers + 1, words[handlers + 1] | 0xFFFF0000)
    yield bad("handler-start", jump, handlers, words[handlers] & 0xFFFF0000)
    yield bad("handler-end", jump, handlers, words[handlers] | 0xFFFF0000)


def bad_generator(forge: Forge) -> Cases:
    flags = forge.at["functions"] + 6 + 2
    assert forge.words[flags] & 1
    yield "yield-outside", Err.IMAGE_OPERAND, forge.with_bits(flags, 1)
    yield "jump-into-a-word", Err.IMAGE_JUMP, into_a_word(forge)
    free = {flags: forge.words[flags] | 1 << 24, flags - 1: forge.words[flags - 1] + 1}
    yield "free-variables-of-a-bare-function", Err.IMAGE_OPERAND, forge.with_words(free)


def bad_extensions(forge: Forge) -> Cases:
    def bad(name: str, changes: dict[int, int]) -> tuple[str, Err, bytes]:
        return name, Err.IMAGE_FUNCTION, forge.with_words(changes)

    words = forge.words
    first, count = forge.at["tables"] + (words[10] >> 16), words[1] >> 16
    entries = range(first, first + 2 * count, 2)
    records = {entry: forge.at["functions"] + 6 * words[entry + 1] for entry in entries}
    entry, record = next(pair for pair in records.items() if words[pair[1] + 5] >> 31)
    yield bad("extension-of-no-type", {entry: words[entry] | 0xFFFF0000})
    yield bad("extension-without-name", {entry: words[entry] | 0xFFFF})
    yield bad("extension-without-function", {entry + 1: words[6] >> 16})
    yield bad("default-of-nothing", {words[record + 5] & 0xFFFF: forge.at["code"] * 4})
    yield bad("default-beyond-types", {words[record + 5] & 0xFFFF: 255 << 5 | 3 << 2 | 2})


def bad_heap(forge: Forge) -> Cases:
    def bad(name: str, at: int, value: int) -> tuple[str, Err, bytes]:
        return f"heap-{name}", Err.IMAGE_OBJECT, forge.with_words({at: value})

    words, start = forge.words, forge.words[11] & 0xFFFF
    first = start + (words[10] & 0xFFFF)
    found: dict[int, int] = {}  # type -> word
    at = first
    while at < len(words):
        found.setdefault(words[at] >> 2 & 63, at)
        at += words[at] >> 11
    assert set(found) == {5, 6, 7, 8, 9, 10, 11, 13, 14}
    listed, table, inst, tup = found[6], found[9], found[14], found[5]
    yield bad("global-in-the-code", start, forge.at["code"] * 4)
    yield bad("global-beyond", start, len(words) * 4)
    yield bad("global-in-an-object", start, (first + 1) * 4)
    yield bad("global-a-storage", start, found[7] * 4)
    yield bad("header-marked", listed, words[listed] | 2)
    yield bad("header-even", listed, words[listed] & ~1)
    yield bad("size-0", tup, words[tup] & 0x7FF)
    yield bad("size-beyond", tup, words[tup] | 0xFFFFF800)
    yield bad("type-unknown", listed, words[listed] & ~0xFC | 63 << 2)
    yield bad("type-of-a-constant", listed, words[listed] & ~0xFC | ObjectType.STR << 2)
    yield bad("list-longer-than-its-storage", listed + 1, words[listed + 1] + 2)
    yield bad("list-shorter-than-its-storage", listed + 1, words[listed + 1] - 2)
    yield bad("list-of-another-storage", listed + 2, words[listed + 2] + 4)
    yield bad("list-without-its-storage", listed + 2, 0)
    yield bad("item-unbound", found[7] + 1, 0)
    yield bad("item-outside", found[7] + 1, 4)
    yield bad("tuple-item-unbound", tup + 1, 0)
    yield bad("dict-live", found[8] + 1, words[found[8] + 1] + 2)
    yield bad("dict-used", found[8] + 2, 0x1FFFFFFF)
    yield bad("dict-capacity", table + 1, words[table + 1] + 2)
    yield bad("dict-key-without-value", table + 3, 0)
    index = table + 2 + 2 * (words[table + 1] >> 1)
    yield bad("dict-index-of-no-entry", index, 0xFEFEFEFE)
    free = next(i for i in range(index, len(words)) if words[i] == 0)
    yield bad("dict-index-full", free, 0x01010101)
    yield bad("cell-of-no-cell", found[11] + 5, listed * 4)
    yield bad("attributes-of-no-dict", found[11] + 4, listed * 4)
    yield bad("mro-of-no-classes", found[13] + 2, tup * 4)
    yield bad("layout-of-nothing", found[13] + 3, 5 << 5 | 3 << 2 | 2)
    yield bad("function-of-no-function", found[11] + 1, 0xFFFF)
    yield bad("function-of-other-size", found[11] + 1, 1)
    yield bad("defaults-of-no-tuple", found[11] + 2, listed * 4)
    yield bad("class-of-no-class", found[13] + 1, 0x1FF)
    yield bad("instance-of-no-class", inst + 1, listed * 4)
    yield bad("instance-of-a-type", inst + 1, 3 << 5 | 3 << 2 | 2)


def into_a_word(forge: Forge) -> bytes:
    """Make the last function jump to the second word of a CHECK."""
    words = list(forge.words)
    functions = forge.at["functions"]
    record = functions + 12
    start, registers = words[record] & 0xFFFF, words[record + 1] & 255
    tail = [Op.JMP | 1 << 8, Op.CHECK, 0, Op.LOADV | NONE >> 2 << 16, Op.RET | registers << 16]
    words[start:] = tail
    words[2] = len(words)
    words[9] = (len(words) - forge.at["code"]) << 16 | forge.at["code"]
    words[record] = len(tail) << 16 | start
    words[11] = len(words)
    return seal(words)


def image_vec() -> Iterable[str]:
    yield "# good NAME IMAGE; refused NAME ERROR IMAGE"
    forges = {}
    for name, source in SOURCES.items():
        run = run_body if name == "heap" else None
        core = compile_source(source, f"{name}.py", run=run).image(strip=True)
        forges[name] = Forge(core)
        yield f"good {name} {word(core)}"
    yield f"good with-more-behind {word(forges['smallest'].core + b'more')}"
    plain = forges["plain"]
    cases = [*bad_headers(plain), *bad_objects(plain), *bad_functions(plain), *bad_code(plain)]
    for name, error, data in [
        *cases,
        *bad_generator(forges["generator"]),
        *bad_extensions(forges["extension"]),
        *bad_heap(forges["heap"]),
    ]:
        yield f"refused {name} {error.name} {word(data)}"


def files() -> dict[str, str]:
    """Map each file to its text."""
    made = {"codec.vec": codec_vec(), "image.vec": image_vec()}
    return {name: "".join(f"{line}\n" for line in lines) for name, lines in made.items()}


def main() -> None:
    for name, text in files().items():
        (VECTORS / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
