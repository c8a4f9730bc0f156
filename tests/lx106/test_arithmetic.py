"""Do the stand-ins for the mask ROM's arithmetic compute what the host computes, bit by bit?"""

import math
import random
import struct
from pathlib import Path

import pytest
from benchmarks import sim

pytestmark = pytest.mark.lx106
M32, M64 = 2**32 - 1, 2**64 - 1


def _bits(value: float) -> int:
    return int.from_bytes(struct.pack("<d", value), "little")


def _real(bits: int) -> float:
    return float(struct.unpack("<d", bits.to_bytes(8, "little"))[0])


def _divide(a: float, b: float) -> float:
    if b:
        return a / b
    return math.nan if a == 0 or math.isnan(a) else math.copysign(math.inf, a) * math.copysign(1, b)


def _single(value: float) -> float:
    try:
        return float(struct.unpack("<f", struct.pack("<f", value))[0])
    except OverflowError:
        return math.copysign(math.inf, value)


def _quotient(a: int, b: int) -> int:
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


def _signed(value: int, width: int) -> int:
    return value - (1 << width) if value >> (width - 1) else value


def _real_vectors(a: float, b: float) -> list[tuple[int, int, int, int]]:
    pair = (_bits(a), _bits(b))
    results = [a + b, a - b, a * b, _divide(a, b)]
    rows = [(op, *pair, _bits(r)) for op, r in enumerate(results) if not math.isnan(r)]
    rows += [(4, *pair, int(a < b)), (5, *pair, int(a <= b)), (6, *pair, int(a == b))]
    if abs(a) < 2**31:
        rows.append((7, *pair, int(a) & M32))
    if abs(a) < 2**63:
        rows.append((8, *pair, int(a) & M64))
    if not math.isnan(a):
        rows.append((9, *pair, _bits(_single(a))))
    return rows


def _integer_vectors(a: int, b: int) -> list[tuple[int, int, int, int]]:
    sa, sb, la, lb = _signed(a, 64), _signed(b, 64), a & M32, (b & M32) or 1
    b = b or 1
    sb = sb or 1
    wa, wb = _signed(la, 32), _signed(lb, 32)
    results = {
        16: a * b,
        17: a // b,
        18: a % b,
        19: _quotient(sa, sb),
        20: sa - _quotient(sa, sb) * sb,
        25: _bits(float(wa)),
        26: _bits(float(la)),
        27: _bits(float(sa)),
        28: _bits(float(a)),
    }
    rows = [(op, a, b, r & M64) for op, r in results.items()]
    narrow = {21: la // lb, 22: la % lb, 23: _quotient(wa, wb), 24: wa - _quotient(wa, wb) * wb}
    return rows + [(op, a, lb, r & M32) for op, r in narrow.items()]


def _reals(rnd: random.Random) -> list[tuple[float, float]]:
    special = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.1,
        math.inf,
        -math.inf,
        math.nan,
        5e-324,
        2.2250738585072014e-308,
    ]
    special += [1.7976931348623157e308, 2.0**31 - 1, -(2.0**31), 2.0**53 + 2, 3.4028235677973366e38]
    pairs = [(a, b) for a in special for b in special]
    pairs += [(_real(rnd.getrandbits(64)), _real(rnd.getrandbits(64))) for _ in range(150)]
    pairs += [(rnd.uniform(-1e6, 1e6), rnd.uniform(-1e3, 1e3)) for _ in range(150)]
    near = [rnd.uniform(1, 2) for _ in range(50)]  # cancellation and rounding
    return pairs + [(x, math.nextafter(-x, rnd.choice([-9, 9]))) for x in near]


def test_doubles_and_integers_agree_with_the_host(tmp_path: Path) -> None:
    rnd = random.Random(106)
    rows = [row for a, b in _reals(rnd) for row in _real_vectors(a, b)]
    for _ in range(150):
        a, b = rnd.getrandbits(rnd.randint(1, 64)), rnd.getrandbits(rnd.randint(1, 64))
        rows += _integer_vectors(a, b)
    vectors = tmp_path / "vectors"
    vectors.write_bytes(b"".join(struct.pack("<4Q", *row) for row in rows))

    ran = sim.run(sim.build("arithmetic.elf") / "arithmetic.elf", [vectors])

    assert ran.number("vectors") == len(rows) > 5000
    first = ran.number("first")
    assert ran.number("wrong") == 0, [rows[first][0], *map(hex, rows[first][1:])]
