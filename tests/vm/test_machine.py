"""Does every value cross the machine unchanged, and does every way to end have its status?"""

import math
import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ulambda.compiler import compile_source
from ulambda.spec import Err, UserError, image
from ulambda.vm import Machine

SOURCE = """\
class Odd(ValueError):
    pass


def same(value):
    return value


def least(a, b):
    return a < b


def fail(kind):
    if kind == "odd":
        raise Odd("quite odd")
    return [1, 2][kind]


def forever():
    while True:
        pass


def grow():
    items = []
    while True:
        items.append("x" * 100 + str(len(items)))


def function():
    return same


def huge(n):
    return sum(range(n))


def repeat(n):
    return len([0] * n)


def handler(event, context):
    print("event", event)
    print(context.function_name, context.aws_request_id)
    return [event, context.get_remaining_time_in_millis()]
"""
BUILT = compile_source(SOURCE, "machine.py", entry=None).image()
MACHINE = Machine(BUILT, arena_bytes=65536, steps=1_000_000)
INTEGERS = st.one_of(
    st.integers(-(2**34), 2**34),
    st.integers(0, 300).flatmap(lambda bits: st.integers(-(2**bits), 2**bits)),
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    INTEGERS,
    st.floats(allow_nan=False),
    st.text(max_size=50),
    st.binary(max_size=50),
)
CROSSING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(SCALARS, inner, max_size=8),
    max_leaves=15,
)


@given(INTEGERS)
@example(2**30)
@example(-(2**30) - 1)
@example(2**64)
@example(-(2**64))
@example(-(2**96))
def test_integers_cross(value: int) -> None:
    back = MACHINE.call("same", [value]).value

    assert type(back) is int
    assert back == value


@given(st.floats())
@example(math.nan)
@example(-0.0)
@example(-math.inf)
@example(5e-324)
def test_floats_cross_bit_for_bit(value: float) -> None:
    back = MACHINE.call("same", [value]).value

    assert isinstance(back, float)
    assert struct.pack("<d", back) == struct.pack("<d", value)


@given(CROSSING)
def test_values_cross(value: object) -> None:
    report = MACHINE.call("same", [value])

    assert report.ok
    assert repr(report.value) == repr(value)


@given(INTEGERS, INTEGERS)
def test_integers_compare_as_in_cpython(a: int, b: int) -> None:
    assert MACHINE.call("least", [a, b]).value is (a < b)


def test_tuples_come_back_as_lists() -> None:
    assert MACHINE.call("same", [(1, ("a",))]).value == [1, ["a"]]


def test_exception() -> None:
    report = MACHINE.call("fail", [2])

    assert report.status is Err.EXCEPTION
    assert not report.ok
    assert report.value is None
    assert (report.error_type, report.error_message) == ("IndexError", "list index out of range")
    assert image.traceback_lines(BUILT, report.trace) == [("machine.py", 16, "fail")]


def test_exception_of_the_handlers_own_class() -> None:
    report = MACHINE.call("fail", ["odd"])

    assert report.status is Err.EXCEPTION
    assert (report.error_type, report.error_message) == ("Odd", "quite odd")
    assert image.traceback_lines(BUILT, report.trace) == [("machine.py", 15, "fail")]


def test_wrong_number_of_arguments() -> None:
    report = MACHINE.call("same", [1, 2])

    assert report.status is Err.EXCEPTION
    assert report.error_type == "TypeError"


def test_steps_exhausted() -> None:
    report = Machine(BUILT, steps=1000).call("forever")

    assert report.status is Err.STEPS_EXHAUSTED
    assert report.steps == 1000
    assert image.traceback_lines(BUILT, report.trace)[-1][2] == "forever"


@pytest.mark.parametrize("arena_bytes", [2048, 4096, 16384])
def test_out_of_memory(arena_bytes: int) -> None:
    report = Machine(BUILT, arena_bytes=arena_bytes).call("grow")

    assert report.status is Err.OUT_OF_MEMORY
    assert report.error_type == "MemoryError"
    assert report.heap_bytes <= arena_bytes


@pytest.mark.parametrize("name", ["missing", "", "handle", "handlers", "étage"])
def test_no_function(name: str) -> None:
    assert MACHINE.call(name).status is Err.NO_FUNCTION


def test_a_result_that_cannot_cross() -> None:
    assert MACHINE.call("function").status is Err.BAD_VALUE


def test_an_argument_that_cannot_cross() -> None:
    with pytest.raises(UserError) as caught:
        MACHINE.call("same", [object()])

    assert caught.value.code is Err.BAD_VALUE


def test_an_arena_too_small() -> None:
    with pytest.raises(UserError) as caught:
        Machine(BUILT, arena_bytes=64)

    assert caught.value.code is Err.ARENA_TOO_SMALL


@pytest.mark.parametrize("run", ["ok", "exception", "memory", "steps"])
def test_runs_are_repeated_to_the_step(run: str) -> None:
    def once(machine: Machine) -> object:
        calls = {"ok": ("huge", [100]), "exception": ("fail", [9])}
        name, args = calls.get(run) or ("grow" if run == "memory" else "forever", [])
        return machine.call(name, args)

    machine = Machine(BUILT, steps=5000)
    first = once(machine)

    assert once(machine) == first
    machine.call("grow")
    assert once(machine) == first
    assert once(Machine(BUILT, steps=5000)) == first


@pytest.mark.parametrize("name", ["huge", "repeat"])
def test_long_builtins_cost_steps(name: str) -> None:
    machine = Machine(BUILT, arena_bytes=65536, steps=2000)

    few, many = machine.call(name, [10]), machine.call(name, [10_000])

    assert few.ok
    assert many.status is Err.STEPS_EXHAUSTED or many.steps > few.steps
    assert many.steps <= 2000


def test_a_builtin_does_not_outrun_the_budget() -> None:
    assert Machine(BUILT, steps=2000).call("huge", [10**9]).status is Err.STEPS_EXHAUSTED


def test_log_and_context() -> None:
    said: list[str] = []
    machine = Machine(BUILT, log=said.append, clock_ms=lambda: 1000)
    context = {"function_name": "drift", "aws_request_id": "r-1"}

    report = machine.invoke({"k": 1}, context, deadline_ms=3500)

    assert report.value == [{"k": 1}, 2500]
    assert "".join(said) == "event {'k': 1}\ndrift r-1\n"


def test_what_the_log_raises_arrives() -> None:
    def refuse(text: str) -> None:
        raise OSError(text)

    context = {"function_name": "drift", "aws_request_id": "r-1"}
    with pytest.raises(OSError, match="event 1"):
        Machine(BUILT, log=refuse).invoke(1, context)


def test_an_exception_class_may_have_a_name_of_one_character() -> None:
    source = "class E(Exception):\n    pass\n\n\ndef handler():\n    raise E('bad')\n"

    report = Machine(compile_source(source, "short.py").image()).call("handler")

    assert (report.error_type, report.error_message) == ("E", "bad")


def test_objects_that_refer_to_themselves_survive_collections() -> None:
    source = """\
class Node:
    def __init__(self):
        self.me = self


def handler():
    first = Node()
    for i in range(500):
        Node()
        str(i) + "..."
    return first.me is first
"""
    report = Machine(compile_source(source, "self.py").image(), arena_bytes=4096).call("handler")

    assert (report.status, report.value) == (Err.OK, True)
