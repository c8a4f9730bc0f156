"""Does folding give CPython's values, and leave alone what could raise?"""

import ast

import pytest

from ulambda.compiler.fold import try_constant


def _fold(text: str) -> object:
    folded = try_constant(ast.parse(text, mode="eval").body)
    return "unknown" if folded is None else folded.value


@pytest.mark.parametrize(
    "text",
    [
        "1 + 2",
        "7 // -2",
        "-7 % 3",
        "2 ** 10",
        "1 << 40",
        "'a' + 'b'",
        "not 0",
        "-(-5)",
        "~6",
        "0.1 + 0.2",
        "5 & 3 | 8",
    ],
)
def test_folds_to_the_value_of_a_run(text: str) -> None:
    value = _fold(text)

    assert value == eval(text) and type(value) is type(eval(text))


@pytest.mark.parametrize(
    "text",
    [
        "1 // 0",
        "1 + 'a'",
        "2 ** 1000",
        "1 << 5000",
        "'a' * 9",
        "2.0 ** 0.5",
        "'%d' % 1",
        "x + 1",
        "1 << -1",
        "~True",
    ],
)
def test_leaves_to_the_run(text: str) -> None:
    assert _fold(text) == "unknown"


def test_keeps_the_sign_of_zero() -> None:
    assert str(_fold("-0.0")) == "-0.0"
