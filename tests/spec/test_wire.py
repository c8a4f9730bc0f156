"""Do the wire forms of images come back as the same images, in Python and on a board?"""

import random
from pathlib import Path

import pytest
from differential.writer import write

from ulambda.compiler import compile_source
from ulambda.engine.initialise import run_body
from ulambda.spec import UserError, image, wire
from ulambda.spec.wire_model import MODEL
from ulambda.vm.machine import expand, verify

ROOT = Path(__file__).parents[2]
SOURCES = [
    *(ROOT / "tests" / "compiler" / "programs").glob("*.py"),
    *(ROOT / "benchmarks" / "programs").glob("*.py"),
    ROOT / "examples" / "porch.py",
]
TWELVE = [path for path in SOURCES if path.parent.name == "programs" and "bench" in str(path)]


def core(path: Path) -> bytes:
    return compile_source(path.read_text(), path.name, entry=None, run=run_body).image(strip=True)


def dense(built: bytes) -> int:
    """Bytes of the tables among the objects of an image."""
    at, size = 4 * image.HEADER_WORDS, 0
    end = at + 4 * (int.from_bytes(built[16:20], "little") >> 16)
    while at < end:
        header = int.from_bytes(built[at : at + 4], "little")
        data = built[at + 4 : at + 4 * (header >> 11)]
        size += len(data) if header >> 2 & 63 == wire.BYTES and wire.is_dense(data) else 0
        at += 4 * (header >> 11)
    return size


def refused(packed: bytes, slot_bytes: int) -> bool:
    try:
        expand(packed, slot_bytes)
    except UserError:
        return True
    return False


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_image_comes_back(path: Path) -> None:
    built = core(path)
    packed = wire.pack(built)

    assert packed or path not in TWELVE  # other layouts may have none
    if not packed:
        return
    # Half of what is no table of bytes; such tables are dense already.
    assert len(packed) < (len(built) - dense(built)) // 2 + dense(built)
    assert wire.unpack(packed) == built
    assert expand(packed, wire.room(packed) + 3 & ~3) == built


@pytest.mark.parametrize("seed", range(12))
def test_random_programs_come_back(seed: int) -> None:
    built = compile_source(write(seed, wrong_types=0), "random.py").image(strip=True)
    packed = wire.pack(built)

    assert packed
    assert wire.unpack(packed) == built == expand(packed, 1 << 18)


@pytest.mark.parametrize("path", TWELVE, ids=lambda path: path.name)
def test_a_board_needs_the_room_that_the_host_calculates(path: Path) -> None:
    packed = wire.pack(core(path))

    assert refused(packed, wire.room(packed) - 1 & ~3)


def test_both_readers_agree_on_damaged_bytes() -> None:
    chance = random.Random(3)
    packed = [wire.pack(core(path)) for path in TWELVE]
    accepted = 0
    for _ in range(250):
        damaged = bytearray(chance.choice(packed))
        for _ in range(chance.choice((1, 1, 2, 5))):
            damaged[chance.randrange(1, len(damaged))] = chance.randrange(256)
        if chance.random() < 0.2:
            del damaged[chance.randrange(1, len(damaged)) :]
        try:
            built = wire.unpack(bytes(damaged))
        except UserError:
            assert refused(bytes(damaged), 1 << 18)
            continue
        accepted += 1
        assert expand(bytes(damaged), 1 << 18) == built
        verify(built)
    assert accepted > 3


def test_the_twelve_programs_fit_the_bar() -> None:
    assert sum(len(wire.pack(core(path))) for path in TWELVE) <= 2539


@pytest.mark.parametrize(
    "packed", [b"", bytes([MODEL]), bytes([MODEL, 0]), bytes([MODEL % 255 + 1, 1, 2, 3])]
)
def test_what_is_no_wire_form(packed: bytes) -> None:
    with pytest.raises(UserError):
        wire.unpack(packed)
    assert refused(packed, 4096)


def test_an_image_of_another_layout_has_none() -> None:
    built = core(ROOT / "benchmarks" / "programs" / "b_fib.py")
    other = bytearray(built[16:])
    first = int.from_bytes(built[36:38], "little")  # word of the code
    other[4 * first - 16] = 254  # no instruction
    assert wire.pack(image.seal(bytes(other))) == b""
