"""What goes, and what must stay?"""

from collections.abc import Iterable

import pytest

from ulambda.compiler import compile_source


def _operations(body: str, parameters: str = "a, b") -> list[str]:
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    listing = compile_source(f"def f({parameters}):\n{lines}", "f.py", entry=None).listing()
    part = listing.split("\n\n")[1]
    words: Iterable[list[str]] = (line.split() for line in part.strip().split("\n")[1:])
    return [w[1] for w in words if w[0].isdigit() and w[1] != "|"]


def test_check_stays_where_a_way_leaves_the_variable_unbound() -> None:
    assert "CHECK" in _operations("if a:\n    x = 1\nreturn x")


def test_check_goes_where_all_ways_bind_the_variable() -> None:
    assert "CHECK" not in _operations("if a:\n    x = 1\nelse:\n    x = 2\nreturn x")


def test_check_stays_after_a_loop_that_may_not_run() -> None:
    assert "CHECK" in _operations("for x in a:\n    pass\nreturn x")


def test_check_stays_after_del() -> None:
    assert "CHECK" in _operations("x = a\nif b:\n    del x\nreturn x")


def test_one_check_is_enough() -> None:
    assert _operations("if a:\n    x = 1\nb = x\nreturn x + b").count("CHECK") == 1


def test_an_exception_may_come_before_the_binding() -> None:
    body = "try:\n    x = a()\nexcept ValueError:\n    pass\nreturn x"

    assert "CHECK" in _operations(body)


def test_unreachable_code_goes() -> None:
    assert _operations("return a\nreturn b + 1") == ["RET"]


def test_if_break_is_one_jump() -> None:
    found = _operations("while a:\n    if a == b:\n        break\n    a = a.value")

    assert "JEQ" in found and "JMP" not in found


def test_continue_of_a_while_loop_jumps_back_at_once() -> None:
    found = _operations("while a:\n    if b:\n        a = b\n        continue\n    b = a\nreturn b")

    assert found.count("LOOP") == 2 and "JMP" not in found


@pytest.mark.parametrize("loop", ["for i in range(9):", "while a:", "for i in b:"])
def test_constants_are_loaded_before_the_outermost_loop(loop: str) -> None:
    found = _operations(f"{loop}\n    for j in b:\n        a = a * 0.25\nreturn a")

    backwards = len(found) - 1 - found[::-1].index("LOOP")
    inner = len(found) - 1 - found[::-1].index("ITER")
    assert found.count("LOADC") == 1 and found.index("LOADC") < inner < backwards


def test_list_append_needs_no_method() -> None:
    assert "APPEND" in _operations("x = []\nx.append(a)\nreturn x")
    assert "CALLM" in _operations("x = a\nx.append(b)\nreturn x")
