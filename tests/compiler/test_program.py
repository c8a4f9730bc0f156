"""Does the whole-program view settle only what nothing can see unsettled?"""

import ast

import pytest

from ulambda.compiler.program import Program, analyse


def _view(source: str) -> Program:
    return analyse(ast.parse(source), "f", "handler")


def test_plain_functions_and_constants_are_settled() -> None:
    view = _view(
        "LIMIT = 2 * 50\n\ndef f(a, b=LIMIT):\n    return a\n\n"
        "def handler(e, c):\n    return f(e)\n"
    )

    assert view.constants["LIMIT"].value == 100
    assert [default.value for default in view.functions["f"].defaults] == [100]
    assert set(view.slots) == {"handler"}


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    return 1\n\ndef f():\n    return 2\n",
        "def f():\n    return 1\n\nf = 3\n",
        "def f():\n    return 1\n\ndef g():\n    global f\n    f = 2\n",
        "def g():\n    return f()\n\nx = g()\n\ndef f():\n    return 1\n",
        "class A:\n    def m(self):\n        return f()\n\nx = A().m()\n\ndef f():\n    return 1\n",
        "if len('x'):\n    def f():\n        return 1\n",
        "x = f\n\ndef f():\n    return 1\n",
    ],
)
def test_a_function_that_may_change_is_looked_up(source: str) -> None:
    view = _view(source)

    assert "f" not in view.functions and "f" in view.slots


def test_a_constant_that_code_can_see_early_keeps_its_slot() -> None:
    view = _view("def g():\n    return N\n\nx = g()\nN = 5\n")

    assert "N" not in view.constants and "N" in view.slots


def test_use_in_a_function_that_nothing_runs_early_is_settled() -> None:
    view = _view("def g():\n    return f()\n\nx = len('abc')\n\ndef f():\n    return 1\n")

    assert "f" in view.functions
