"""Do registers that are alive together get different places, and windows consecutive ones?"""

from pathlib import Path

import pytest

from ulambda.compiler.allocate import allocate, interference
from ulambda.compiler.build import lower_all, special_methods
from ulambda.compiler.classes import find_classes
from ulambda.compiler.diagnostics import Source
from ulambda.compiler.flow import bits
from ulambda.compiler.ir import Function
from ulambda.compiler.lower import Unit
from ulambda.compiler.optimise import optimise
from ulambda.compiler.parse import parse
from ulambda.compiler.program import analyse

NEED_LIBRARY = ("pow(", "hex(", "memoryview(", "anext(")  # they are not linked here
PROGRAMS = [
    path
    for path in sorted(Path(__file__).with_name("programs").glob("*.py"))
    if not any(name in path.read_text("utf-8") for name in NEED_LIBRARY)
]


def _functions(text: str, cautious: bool = False) -> list[Function]:
    source = Source("f.py", text)
    view = analyse(parse(source), "f", None)
    classes = find_classes(view, source)
    functions = lower_all(Unit(source, view, classes, special_methods(view), cautious))
    for function in functions:
        optimise(function)
    return functions


@pytest.mark.parametrize("cautious", [False, True])
@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_no_two_live_registers_share_a_place(path: Path, cautious: bool) -> None:
    for function in _functions(path.read_text(encoding="utf-8"), cautious):
        places, size = allocate(function)

        for register, others in interference(function).neighbours.items():
            assert all(places[register] != places[other] for other in bits(others))
        assert max(places.values(), default=0) < size


def test_units_are_consecutive_and_parameters_stay() -> None:
    function = _functions("def f(a, b):\n    return b(a, b(a, 1), [a, a, b])\n")[1]

    places, _ = allocate(function)

    assert [places[register] for register in function.entry] == [0, 1]
    for register, (unit, place) in function.places.items():
        for other, (other_unit, other_place) in function.places.items():
            if unit == other_unit:
                assert places[other] - places[register] == other_place - place


def test_small_functions_have_small_frames() -> None:
    source = "def f(a):\n" + "".join(f"    x{i} = a + {i}\n    a = x{i} * 2\n" for i in range(30))

    _, size = allocate(_functions(source + "    return a\n")[1])

    assert size <= 2
