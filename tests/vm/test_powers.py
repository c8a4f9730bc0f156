"""Is ** of floats and integers the double nearest to the power, with CPython's special cases?"""

import math
import random
import struct
from collections.abc import Sequence
from decimal import Decimal, localcontext

import pytest

from ulambda.compiler import compile_source
from ulambda.vm import Machine

EDGES = [
    *(sign * v for sign in (1.0, -1.0) for v in (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 1e22, 5e-324)),
    *(math.inf, -math.inf, math.nan, 1.7976931348623157e308, 2.2250738585072014e-308, 1e16),
    *(0.0001, 0.00001, 2.675, 0.125, 9.995, 1023.0, 1024.0, -1074.0),
]
HANDLER = """
def handler(event, context):
    out = []
    for x, y in event:
        try:
            out.append(x**y)
        except (ArithmeticError, ValueError) as error:
            out.append(str(error))
    return out
"""
ROOTS = """
def handler(event, context):
    out = []
    for x in event:
        try:
            out.append((x**2, x**0.5))
        except (ArithmeticError, ValueError) as error:
            out.append(str(error))
    return out
"""


@pytest.fixture(scope="module")
def powers() -> Machine:
    return Machine(compile_source(HANDLER, "powers.py").image(), arena_bytes=1 << 20, steps=10**9)


def raised(machine: Machine, pairs: Sequence[tuple[float, float]]) -> list[object]:
    machine.load()
    report = machine.invoke([list(pair) for pair in pairs])
    assert isinstance(report.value, list)
    return report.value


def bits(v: object) -> object:
    return v if not isinstance(v, float) else "nan" if v != v else struct.pack(">d", v).hex()


def on_cpython(x: float, y: float) -> object:
    if x < 0 and math.isfinite(x) and math.isfinite(y) and y != math.floor(y):
        return "a negative number to a fractional power is complex"
    try:
        return x**y
    except (ArithmeticError, ValueError) as error:
        return str(error)


def test_special_cases(powers: Machine) -> None:
    pairs = [(x, y) for x in EDGES for y in EDGES]

    for pair, seen in zip(pairs, raised(powers, pairs), strict=True):
        assert bits(seen) == bits(on_cpython(*pair)), pair


def test_squares_and_roots_need_nothing_of_the_image() -> None:
    image = compile_source(ROOTS, "roots.py").image()
    machine = Machine(image, arena_bytes=1 << 18, steps=10**8)
    machine.load()

    answers = machine.invoke(EDGES).value
    assert isinstance(answers, list)
    for x, seen in zip(EDGES, answers, strict=True):
        wanted = on_cpython(x, 2), on_cpython(x, 0.5)
        failed = [v for v in wanted if isinstance(v, str)]
        assert (bits(seen) == failed[0]) if failed else ([*map(bits, seen)] == [*map(bits, wanted)])
    assert int.from_bytes(image[4:8], "little") >> 16 == 0  # extensions


def test_exact_powers(powers: Machine) -> None:
    pairs = [(float(b), float(e)) for b in range(2, 100) for e in range(1, 54) if b**e < 2**1023]
    pairs = [pair for pair in pairs if int(pair[0] ** pair[1]) == int(pair[0]) ** int(pair[1])]
    pairs += [(float(b**2), 1.5) for b in range(2, 100)] + [(float(b**4), 0.25) for b in range(100)]

    for pair, seen in zip(pairs, raised(powers, pairs), strict=True):
        assert seen == pair[0] ** pair[1], pair


def test_negative_powers_of_integers(powers: Machine) -> None:
    bases = [0, 1, -1, 2, -2, 3, 10, -10, 2**53 + 1, -(3**50), 7**300]
    pairs = [(b, -e) for b in bases for e in (1, 2, 3, 22, 23, 300, 323, 400, 1074, 1075, 10**20)]

    for pair, seen in zip(pairs, raised(powers, pairs), strict=True):
        assert bits(seen) == bits(on_cpython(*pair)), pair


def test_powers_are_correctly_rounded(powers: Machine) -> None:
    """Where the C library differs (about 1 in 1000, by one unit) its answer is the farther one."""
    draw = random.Random(12)
    pairs = []
    for _ in range(3000):
        base = draw.choice(
            [draw.uniform(0, 100), 10 ** draw.uniform(-15, 15), draw.uniform(0.99, 1.01)]
        )
        exponent = draw.choice(
            [draw.uniform(-10, 10), float(draw.randrange(-20, 1024)), 1 / 3, 2.5, 0.1]
        )
        if abs(math.log(base) * exponent) < 700:
            pairs.append((base, exponent))

    for (base, exponent), seen in zip(pairs, raised(powers, pairs), strict=True):
        assert isinstance(seen, float)
        if seen == base**exponent:
            continue
        with localcontext() as context:
            context.prec = 60
            exact = Decimal(base) ** Decimal(exponent)
            assert abs(Decimal(seen) - exact) < abs(Decimal(base**exponent) - exact)
