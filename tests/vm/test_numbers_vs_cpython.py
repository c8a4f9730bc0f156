"""Do the interpreter's integers and doubles answer what CPython answers?

The C files are compiled on their own into a throw-away library; CPython is the reference.
"""

import ctypes
import math
import random
import shutil
import struct
import subprocess
from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "device_runtime" / "src"
FILES = ("ul_mag.c", "ul_double.c", "ul_decimal.c")
ZERO_DIVISION, OVERFLOW, NOT_REAL, BAD_TEXT = -2, -3, -4, -1
SCRATCH = (ctypes.c_uint32 * 168)()
Digits = ctypes.Array[ctypes.c_uint32]

pytestmark = pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc")


@pytest.fixture(scope="module")
def lib(tmp_path_factory: pytest.TempPathFactory) -> ctypes.CDLL:
    target = tmp_path_factory.mktemp("numbers") / "numbers.so"
    flags = ["-std=c11", "-O2", "-ffp-contract=off", "-shared", "-fPIC", "-o", str(target)]
    subprocess.run(["gcc", *flags, *(str(SOURCES / name) for name in FILES)], check=True)
    library = ctypes.CDLL(str(target))
    real, result = ctypes.c_double, ctypes.POINTER(ctypes.c_double)
    for name in ("floordiv", "mod"):
        getattr(library, f"ul_double_{name}").argtypes = [real, real, result]
    for name in ("floor", "ceil", "trunc"):
        getattr(library, f"ul_double_{name}").argtypes = [real]
        getattr(library, f"ul_double_{name}").restype = real
    text, size = ctypes.c_char_p, ctypes.c_uint32
    library.ul_double_sqrt.argtypes = [real, result]
    library.ul_double_repr.argtypes = [real, text]
    library.ul_double_format.argtypes = [
        real,
        ctypes.c_char,
        ctypes.c_int,
        ctypes.c_bool,
        text,
        size,
    ]
    library.ul_double_parse.argtypes = [text, size, ctypes.c_void_p, result]
    library.ul_double_round.argtypes = [real, ctypes.c_int32, result]
    library.ul_mag_from_double.argtypes = [real, ctypes.POINTER(ctypes.c_uint32)]
    return library


def bits(v: float) -> str:
    return "nan" if v != v else struct.pack(">d", v).hex()


EDGES = [
    *(sign * v for sign in (1.0, -1.0) for v in (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 1e22, 1e23, 5e-324)),
    *(math.inf, -math.inf, math.nan, 1.7976931348623157e308, 2.2250738585072014e-308),
    *(2.225073858507201e-308, 9007199254740993.0, 4503599627370495.5, 1e16, 9999999999999998.0),
    *(0.0001, 0.00001, 2.675, 0.125, 9.995, 1023.0, 1024.0, -1074.0, 5.684341886080802e-14),
]


def doubles(seed: int, count: int) -> Iterator[float]:
    yield from EDGES
    draw = random.Random(seed)
    for _ in range(count):
        yield draw.choice(
            [
                struct.unpack(">d", draw.randbytes(8))[0],
                struct.unpack(">d", bytes(2) + draw.randbytes(6))[0],  # subnormal
                draw.uniform(-1000, 1000),
                round(draw.uniform(-1000, 1000), draw.randrange(6)),
                float(draw.randrange(10 ** draw.randrange(1, 25))),
                math.ldexp(
                    draw.choice([1, -1, 3, draw.randrange(1, 100)]), draw.randrange(-1080, 1000)
                ),
            ]
        )


def written(function: Callable[..., int], room: int, *args: object) -> str:
    """What the function writes into its last buffer, one of `room` bytes."""
    out = ctypes.create_string_buffer(room)
    length = function(*args, out)
    assert 0 < length <= room
    return out.raw[:length].decode()


def test_repr(lib: ctypes.CDLL) -> None:
    powers = [math.ldexp(1.0, e) for e in range(-1074, 1024)]
    tens = [float(f"1e{e}") for e in range(-323, 309)]

    for v in [*doubles(1, 10000), *powers, *tens]:
        assert written(lib.ul_double_repr, 32, v) == repr(v)


@pytest.mark.parametrize("kind", ["e", "f", "g", "E", "F", "G", "%", ""])
def test_format(lib: ctypes.CDLL, kind: str) -> None:
    draw = random.Random(kind)

    for v in doubles(2, 1500):
        precision = draw.choice([0, 1, 2, 3, 6, 17, draw.randrange(60), draw.randrange(1200)])
        alternate = kind != "" and draw.random() < 0.3
        code = kind.encode() or b"\0"
        room = lib.ul_double_format(v, code, precision, alternate, None, 0)
        out = ctypes.create_string_buffer(room)
        length = lib.ul_double_format(v, code, precision, alternate, out, room)
        seen = out.raw[:length].decode()
        assert length <= room
        assert seen == format(v, f"{'#' if alternate else ''}.{precision}{kind}"), (v, precision)


def halfway_texts() -> Iterator[str]:
    """Decimal texts exactly between two doubles, and one digit to either side."""
    with localcontext() as context:
        context.prec = 1200
        for v in doubles(3, 300):
            if not math.isfinite(v) or abs(v) > 1e308:
                continue
            middle = (Decimal(v) + Decimal(math.nextafter(v, math.inf))) / 2
            yield str(middle)
            yield str(middle.next_plus())
            yield str(middle.next_minus())


def test_parse(lib: ctypes.CDLL) -> None:
    draw = random.Random(4)
    texts = [repr(v) for v in doubles(5, 5000)]
    texts += [f"{v:.{draw.randrange(40)}e}" for v in doubles(6, 5000)]
    texts += ["".join(draw.choices("0123456789", k=draw.randrange(1, 3000))) for _ in range(30)]
    texts += [f"0.{'0' * n}{n}e{n}" for n in range(0, 2000, 37)]
    out = ctypes.c_double()

    for text in [*texts, *halfway_texts()]:
        assert lib.ul_double_parse(text.encode(), len(text), SCRATCH, out) == 0, text
        assert bits(out.value) == bits(float(text)), text


def test_parse_accepts_what_cpython_accepts(lib: ctypes.CDLL) -> None:
    draw = random.Random(7)
    accepted = 0

    for _ in range(40000):
        text = "".join(
            draw.choices("0199._e-+", [4, 4, 4, 4, 2, 2, 2, 1, 1], k=draw.randrange(1, 9))
        )
        out = ctypes.c_double()
        err = lib.ul_double_parse(text.encode(), len(text), SCRATCH, out)
        try:
            wanted = bits(float(text))
        except ValueError:
            assert err == BAD_TEXT, text
        else:
            accepted += 1
            assert (err, bits(out.value)) == (0, wanted), text
    assert accepted > 5000


def outcome(function: Callable[..., float], *args: float) -> int | str:
    """The bits of the result or the error number the C functions have for the exception."""
    try:
        value = function(*args)
    except ZeroDivisionError:
        return ZERO_DIVISION
    except OverflowError:
        return OVERFLOW
    except ValueError:
        return NOT_REAL
    return NOT_REAL if isinstance(value, complex) else bits(value)


def answer(function: Callable[..., int], *args: float) -> int | str:
    out = ctypes.c_double()
    return function(*args, out) or bits(out.value)


def test_round(lib: ctypes.CDLL) -> None:
    draw = random.Random(8)

    for v in doubles(9, 10000):
        ndigits = draw.choice([0, 1, 2, 3, draw.randrange(-330, 340)])
        assert answer(lib.ul_double_round, v, ndigits) == outcome(round, v, ndigits), (v, ndigits)


def pairs(seed: int, count: int) -> Iterator[tuple[float, float]]:
    yield from ((a, b) for a in EDGES for b in EDGES)
    values = list(doubles(seed, 2 * count))
    yield from zip(values[::2], values[1::2], strict=False)


def test_floor_division(lib: ctypes.CDLL) -> None:
    for a, b in pairs(10, 10000):
        assert answer(lib.ul_double_floordiv, a, b) == outcome(lambda a, b: a // b, a, b), (a, b)
        assert answer(lib.ul_double_mod, a, b) == outcome(lambda a, b: a % b, a, b), (a, b)


def test_square_root_and_whole_numbers(lib: ctypes.CDLL) -> None:
    for v in doubles(11, 10000):
        assert answer(lib.ul_double_sqrt, v) == outcome(math.sqrt, v), v
        if math.isfinite(v):
            assert lib.ul_double_floor(v) == math.floor(v)
            assert lib.ul_double_ceil(v) == math.ceil(v)
            assert lib.ul_double_trunc(v) == math.trunc(v)


def mag(value: int, room: int = 0) -> Digits:
    n = max((value.bit_length() + 31) // 32, room, 1)
    return (ctypes.c_uint32 * n)(*((value >> 32 * i) & 0xFFFFFFFF for i in range(n)))


def number(digits: Digits, n: int, start: int = 0) -> int:
    return sum(digits[start + i] << 32 * i for i in range(n))


def used(value: int) -> int:
    return (value.bit_length() + 31) // 32


def integers(seed: int, count: int) -> Iterator[int]:
    draw = random.Random(seed)
    yield from (0, 1, 2**31, 2**32 - 1, 2**32, 2**64 - 1, 2**96, 10**9, 10**100)
    for _ in range(count):
        size = draw.randrange(1, 600)
        yield draw.choice(
            [draw.getrandbits(size), 2**size, 2**size - 1, 2**size - 2 ** (size // 2)]
        )


def integer_pairs(seed: int, count: int) -> Iterator[tuple[int, int]]:
    values = list(integers(seed, 2 * count))
    yield from ((a, b) for a in values[:9] for b in values[:9])
    yield from zip(values[::2], values[1::2], strict=False)


def test_integer_sums_products_quotients(lib: ctypes.CDLL) -> None:
    for a, b in integer_pairs(13, 3000):
        a, b = max(a, b), min(a, b)
        na, nb, out = used(a), used(b), mag(0, 80)
        assert number(out, lib.ul_mag_add(mag(a), na, mag(b), nb, out)) == a + b
        assert number(out, lib.ul_mag_sub(mag(a), na, mag(b), nb, out)) == a - b
        assert number(out, lib.ul_mag_mul(mag(a), na, mag(b), nb, out)) == a * b
        assert lib.ul_mag_cmp(mag(a), na, mag(b), nb) == (a > b)
        if b:
            work, divisor = mag(a, na + 1), mag(b)
            lib.ul_mag_divmod(work, na, divisor, nb)
            assert (number(work, na - nb + 1, nb), number(work, nb)) == divmod(a, b)
            assert number(divisor, nb) == b


def test_integer_shifts_and_bits(lib: ctypes.CDLL) -> None:
    draw = random.Random(14)

    for a, b in integer_pairs(15, 3000):
        out, negative_out, count = mag(0, 80), ctypes.c_bool(), draw.randrange(700)
        assert number(out, lib.ul_mag_shl(mag(a), used(a), count, out)) == a << count
        assert number(out, lib.ul_mag_shr(mag(a), used(a), False, count, out)) == a >> count
        assert number(out, lib.ul_mag_shr(mag(a), used(a), True, count, out)) == -(-a >> count)
        assert lib.ul_mag_bit_length(mag(a), used(a)) == a.bit_length()
        sa, sb = draw.choice([1, -1]) * a, draw.choice([1, -1]) * b
        for op, wanted in enumerate((sa & sb, sa | sb, sa ^ sb)):
            n = lib.ul_mag_bitop(
                op,
                mag(a),
                used(a),
                sa < 0,
                mag(b),
                used(b),
                sb < 0,
                out,
                ctypes.byref(negative_out),
            )
            assert number(out, n) * (-1 if negative_out.value else 1) == wanted


def test_integer_text(lib: ctypes.CDLL) -> None:
    for value in integers(16, 2000):
        text, out = str(value), mag(0, 80)
        n = lib.ul_mag_from_digits(text.encode(), len(text), 10, out)
        assert number(out, n) == value and n == used(value)
        room = lib.ul_mag_text_room(n, 10)
        buffer = ctypes.create_string_buffer(room)
        end = ctypes.c_void_p(ctypes.addressof(buffer) + room)
        length = lib.ul_mag_to_digits(out, n, 10, end)
        assert buffer.raw[room - length : room].decode() == text
        digits = f"{value:X}"
        assert number(out, lib.ul_mag_from_digits(digits.encode(), len(digits), 16, out)) == value


def test_integers_and_doubles(lib: ctypes.CDLL) -> None:
    def to_double(value: int, out: ctypes.c_double) -> int:
        err: int = lib.ul_mag_to_double(mag(value), used(value), False, 0, ctypes.byref(out))
        return err

    def ratio(a: int, b: int, out: ctypes.c_double) -> int:
        room = max(used(a), used(b)) + 4
        work, by = mag(a, room), mag(b, room)
        place = ctypes.byref(out)
        err: int = lib.ul_mag_ratio_to_double(work, used(a), by, used(b), False, 0, place)
        return err

    halfway = [(2**53 + 1) << n for n in range(0, 200, 7)]
    for value in [*integers(17, 3000), *halfway, 2**1024 - 2**970, 2**1024 - 2**970 - 1, 2**1024]:
        assert answer(to_double, value) == outcome(float, value)
    for a, b in integer_pairs(18, 3000):
        if a and b:
            assert answer(ratio, a, b) == outcome(lambda a, b: a / b, a, b), (a, b)
    for v in doubles(19, 3000):
        if math.isfinite(v):
            out = mag(0, 33)
            assert number(out, lib.ul_mag_from_double(v, out)) == abs(int(v))
