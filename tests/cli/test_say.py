"""Tables and tracebacks as text."""

import doctest

import pytest

from ulambda.cli import explain, ports, say, ship, start, traces


@pytest.mark.parametrize("module", [explain, say, traces, start, ports, ship])
def test_the_examples_in_docstrings_are_true(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]

    assert result.attempted > 0
    assert result.failed == 0


def test_a_table_without_rows_is_its_headings() -> None:
    assert say.table(["function", "bytes"], []) == "function  bytes"


def test_a_traceback_without_source_lines_keeps_its_frames() -> None:
    text = traces.traceback_text([("a.py", 9, "f")], lambda _: "only one line", "KeyError", "'x'")

    assert text == (
        "Traceback (most recent call last):\n  File \"a.py\", line 9, in f\nKeyError: 'x'"
    )
