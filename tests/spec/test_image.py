"""Is an image read, stripped and refused as spec/image.md says? Reads spec/vectors/image.vec."""

import struct
import zlib

import pytest
from tests.spec.write_vectors import VECTORS

from ulambda.compiler import compile_source
from ulambda.spec import Err, UserError, image
from ulambda.vm import Machine, verify

SOURCE = """\
LIMIT = 3


def inner(n):
    if n > LIMIT:
        raise ValueError("too many")
    return n


def handler(event, context):
    total = 0
    for n in event:
        total += inner(n)
    return total
"""


def lines(verb: str) -> list[list[str]]:
    text = (VECTORS / "image.vec").read_text("utf-8")
    return [line.split(" ") for line in text.splitlines() if line.startswith(f"{verb} ")]


def unhex(word: str) -> bytes:
    return b"" if word == "-" else bytes.fromhex(word)


@pytest.fixture(scope="module")
def built() -> bytes:
    return compile_source(SOURCE, "counting.py").image()


@pytest.mark.parametrize("words", lines("good"), ids=lambda words: words[1])
def test_good(words: list[str]) -> None:
    data = unhex(words[2])

    assert verify(data) is Err.OK
    assert image.strip(data) == data[: image.core_length(data)]
    assert Machine(data).load().ok


@pytest.mark.parametrize("words", lines("refused"), ids=lambda words: words[1])
def test_refused(words: list[str]) -> None:
    data = unhex(words[3])

    assert verify(data) is Err[words[2]]
    with pytest.raises(UserError) as caught:
        Machine(data)
    assert caught.value.code is not None and caught.value.code.name.startswith("IMAGE_")


def test_each_rejection_has_a_vector() -> None:
    assert {words[2] for words in lines("refused")} == {
        err.name for err in Err if err.name.startswith("IMAGE_")
    }


def test_any_cut_is_refused(built: bytes) -> None:
    core = image.strip(built)
    for length in range(len(core)):
        assert verify(core[:length]) is Err.IMAGE_TRUNCATED


def test_debug_section_is_stripped_and_read(built: bytes) -> None:
    core = image.strip(built)
    info = image.debug_info(built)

    assert len(core) < len(built)
    assert built.startswith(core)
    assert image.strip(core) == core
    assert image.debug_info(core) is None
    assert info is not None and info.files == ("counting.py",)
    assert [name for name, _, _ in info.functions][1:] == ["inner", "handler"]
    assert image.attach_debug(core, info) == built
    assert verify(built) is verify(core) is Err.OK


def test_traceback_lines(built: bytes) -> None:
    report = Machine(image.strip(built)).invoke([1, 2, 9])

    assert report.error_message == "too many"
    assert image.traceback_lines(built, report.trace) == [
        ("counting.py", 13, "handler"),
        ("counting.py", 6, "inner"),
    ]
    assert image.traceback_lines(image.strip(built), report.trace) == []
    assert image.traceback_lines(built, [0]) == []


def test_a_damaged_debug_section_is_none(built: bytes) -> None:
    core = image.strip(built)
    for at in (len(core), len(core) + 4, len(core) + 8, len(core) + 12):
        damaged = bytearray(built)
        damaged[at] ^= 1
        assert image.debug_info(bytes(damaged)) is None
    assert image.debug_info(built[:-8]) is None


@pytest.mark.parametrize(
    "body", [b"\x01", b"\xa0", b"\xff", b"\xa1\x65files\x81\x61x"], ids=bytes.hex
)
def test_a_debug_section_of_something_else_is_none(built: bytes, body: bytes) -> None:
    core = image.strip(built)
    head = struct.pack("<III", image.DEBUG_MAGIC, len(body), zlib.crc32(body))

    assert image.debug_info(core + head + body) is None


def test_objects_are_what_the_page_says() -> None:
    assert image.string_object("ab")[:4] == struct.pack("<I", 3 << 11 | 2 << 8 | 1 << 2 | 1)
    assert image.string_object("é€")[:4] == struct.pack(
        "<I", 4 << 11 | 1 << 10 | 3 << 8 | 1 << 2 | 1
    )
    assert image.int_object(-(2**32)) == struct.pack("<3I", 3 << 11 | 1 << 10 | 2 << 2 | 1, 0, 1)
    assert image.float_object(1.5) == struct.pack("<Id", 3 << 11 | 3 << 2 | 1, 1.5)
    assert image.bytes_object(b"abc") == struct.pack("<I", 2 << 11 | 1 << 8 | 4 << 2 | 1) + b"abc\0"
    assert image.short_string("") == 0x200000 << 5 | 1 << 2 | 2
    assert image.short_string("ab") is None
