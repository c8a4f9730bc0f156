"""The interpreter in process answers as AWS's Python runtime does, and as the CPython workers."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ulambda.engine.executors.cpython import CPythonWorkers
from ulambda.engine.executors.vm import Interpreter
from ulambda.engine.remote import Result, Work

MakeWork = Callable[..., Work]


@pytest.fixture
def interpreter(blobs: Callable[[str], bytes]) -> Interpreter:
    return Interpreter(blobs)


def image_work(work: MakeWork, source: str, payload: str = "{}", **settings: object) -> Work:
    return work(source, payload, run="image", **settings)


def test_a_result_with_log_steps_and_heap(interpreter: Interpreter, work: MakeWork) -> None:
    source = (
        "def handler(event, context):\n    print('got', event['n'])\n    return event['n'] + 1\n"
    )

    result = interpreter.run(image_work(work, source, '{"n": 41}'))

    assert (result.payload, result.function_error, result.log) == ("42", None, "got 41\n")
    assert result.steps is not None
    assert result.heap_bytes is not None
    assert 0 < result.heap_bytes <= 16384
    assert result.init_ms is not None


def test_a_machine_stays_warm_and_costs_the_same(interpreter: Interpreter, work: MakeWork) -> None:
    source = "def handler(event, context):\n    return [event] * 3\n"

    first = interpreter.run(image_work(work, source, "1"))
    second = interpreter.run(image_work(work, source, "1"))

    assert second.init_ms is None
    assert (first.payload, first.steps, first.heap_bytes) == (
        second.payload,
        second.steps,
        second.heap_bytes,
    )


def test_an_uncaught_exception_has_the_handlers_lines(
    interpreter: Interpreter, work: MakeWork
) -> None:
    source = """def handler(event, context):
    return inner(event)


def inner(event):
    raise ValueError("bad window")
"""
    result = interpreter.run(image_work(work, source))

    assert json.loads(result.payload) == {
        "errorMessage": "bad window",
        "errorType": "ValueError",
        "requestId": "r-1",
        "stackTrace": [
            '  File "/var/task/handler.py", line 2, in handler\n    return inner(event)\n',
            '  File "/var/task/handler.py", line 6, in inner\n    raise ValueError("bad window")\n',
        ],
    }
    assert result.log.startswith("[ERROR] ValueError: bad window\nTraceback")


def test_an_endless_loop_ends_in_awss_timeout(interpreter: Interpreter, work: MakeWork) -> None:
    source = "def handler(event, context):\n    while True:\n        pass\n"

    result = interpreter.run(image_work(work, source, timeout_s=1.0))

    assert json.loads(result.payload) == {
        "errorType": "Sandbox.Timedout",
        "errorMessage": "RequestId: r-1 Error: Task timed out after 1.00 seconds",
    }


def test_a_handler_that_needs_more_arena_gets_it(interpreter: Interpreter, work: MakeWork) -> None:
    source = "def handler(event, context):\n    return len(list(range(event)))\n"

    result = interpreter.run(image_work(work, source, "20000"))

    assert result.payload == "20000"
    assert result.arena_bytes is not None
    assert result.heap_bytes is not None
    assert result.arena_bytes > result.heap_bytes > 16384


SAME = [
    ("return event", '{"a": [1, 2.5, null, true, "é\\u0000"]}'),
    ("return {1: 2, None: (3,), 2.5: 'x'}", "{}"),
    ("return 2 ** 100", "{}"),
    ("return 0.1 + 0.2", "{}"),
    ("return sorted(event)", "[3, 1, 2]"),
    ("return float('nan')", "{}"),
    ("return b'x'", "{}"),
    ("raise KeyError('k')", "{}"),
    ("raise ValueError", "{}"),
    ("return event['a']", "{}"),
    ("return 1 / 0", "{}"),
    ("return [1][5]", "{}"),
    ("print('a', 1.5, None)", "{}"),
    ("return context.function_name + context.aws_request_id", "{}"),
    ("return [context.memory_limit_in_mb, context.invoked_function_arn]", "{}"),
]


@pytest.mark.parametrize(("statement", "payload"), SAME)
def test_both_runtimes_answer_the_same_bytes(
    interpreter: Interpreter,
    blobs: Callable[[str], bytes],
    work: MakeWork,
    tmp_path: Path,
    statement: str,
    payload: str,
) -> None:
    source = f"def handler(event, context):\n    {statement}\n"
    workers = CPythonWorkers(blobs, tmp_path)

    here = interpreter.run(image_work(work, source, payload))
    there = workers.run(work(source, payload))

    workers.close()
    assert _said(here) == _said(there)


def _said(result: Result) -> tuple[str, str | None, str]:
    return result.payload, result.function_error, result.log
