"""The drift detector's mathematics, and that the interpreter agrees with CPython."""

import csv
import importlib.util
import json
import math
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ulambda.compiler import compile_source
from ulambda.engine.payload import dump
from ulambda.spec import Err
from ulambda.vm import Machine

FOLDER = Path(__file__).parents[2] / "examples" / "vibration"
SOURCE = (FOLDER / "handler.py").read_text(encoding="utf-8")
SAMPLES = st.lists(st.integers(-20, 20).map(lambda n: n / 4), min_size=1, max_size=30)


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("vibration_handler", FOLDER / "handler.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MODULE = load()
MACHINE = Machine(compile_source(SOURCE, "handler.py").image(), arena_bytes=1 << 20)


def series() -> list[float]:
    with (FOLDER / "series.csv").open(encoding="ascii", newline="") as file:
        return [float(row["ax"]) for row in csv.DictReader(file)]


def brute_force(a: list[float], b: list[float]) -> float:
    """The definition: the largest distance between the two empirical distribution functions."""
    points = [*a, *b]
    return max(
        abs(sum(x <= p for x in a) / len(a) - sum(x <= p for x in b) / len(b)) for p in points
    )


@given(SAMPLES, SAMPLES)
def test_the_statistic_is_the_largest_distance_of_the_distributions(
    a: list[float], b: list[float]
) -> None:
    answer = MODULE.handler({"reference": a, "window": b}, None)

    assert answer["statistic"] == pytest.approx(brute_force(a, b), abs=1e-12)


@pytest.mark.parametrize(("alpha", "c"), MODULE.CRITICAL)
def test_the_table_of_critical_values_is_the_formula(alpha: float, c: float) -> None:
    assert c == pytest.approx(math.sqrt(-math.log(alpha / 2) / 2), rel=1e-15)


def test_the_threshold_depends_on_both_sizes() -> None:
    answer = MODULE.handler({"reference": [1.0] * 10, "window": [1.0] * 40, "alpha": 0.05}, None)

    assert answer["threshold"] == pytest.approx(1.3581 * math.sqrt(50 / 400), abs=1e-4)


def test_rowing_is_steady_and_the_other_exercise_is_drift() -> None:
    samples, reference = series(), series()[64:128]

    drifts = [
        MODULE.handler({"reference": reference, "window": samples[at : at + 64]}, None)["drift"]
        for at in (0, 128, 192, 256, 320, 384, 461, 525, 589, 653, 717)
    ]

    assert drifts == [False] * 6 + [True] * 5


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ({"reference": [], "window": [1.0]}, "reference and window must hold samples"),
        ({"reference": [1.0], "window": [1.0], "alpha": 0.2},
         "alpha must be 0.1, 0.05, 0.01 or 0.001, not 0.2"),
    ],
)  # fmt: skip
def test_a_bad_event_is_refused_alike_on_both(event: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        MODULE.handler(event, None)

    report = MACHINE.invoke(event)
    assert report.status is Err.EXCEPTION
    assert (report.error_type, report.error_message) == ("ValueError", message)


def test_the_interpreter_answers_the_same_bytes_for_the_whole_series() -> None:
    samples = series()
    for at in range(0, len(samples) - 64, 64):
        event = {"reference": samples[64:128], "window": samples[at : at + 64], "alpha": 0.01}

        report = MACHINE.invoke(event)

        assert report.status is Err.OK
        assert dump(report.value) == dump(MODULE.handler(event, None))


def test_the_example_event_is_cut_from_the_series() -> None:
    event = json.loads((FOLDER / "event.json").read_text(encoding="utf-8"))

    assert event["reference"] == series()[64:128]
    assert event["window"] == series()[525:589]
