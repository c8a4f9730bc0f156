"""Warm CPython workers behave as AWS's Python runtime does. Every test runs a real process."""

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ulambda.engine.executors.cpython import CPythonWorkers
from ulambda.engine.remote import Result, Work

MakeWork = Callable[..., Work]


@pytest.fixture
def workers(tmp_path: Path, blobs: Callable[[str], bytes]) -> Iterator[CPythonWorkers]:
    made = CPythonWorkers(blobs, tmp_path, {"AWS_ENDPOINT_URL": "http://here"})
    yield made
    made.close()


def error_of(result: Result) -> dict[str, object]:
    assert result.function_error == "Unhandled"
    body = json.loads(result.payload)
    assert isinstance(body, dict)
    return body


def test_a_result_with_its_log(workers: CPythonWorkers, work: MakeWork) -> None:
    source = """
import os
print("loaded")
def handler(event, context):
    print("got", event)
    os.system("echo from a child")
    return {"n": (event["n"], 2.5), "é": None}
"""
    result = workers.run(work(source, '{"n": 1}'))

    assert result.payload == '{"n": [1, 2.5], "é": null}'
    assert result.function_error is None
    assert result.log == "loaded\ngot {'n': 1}\nfrom a child\n"
    assert result.init_ms is not None
    assert result.max_memory_mb is not None


def test_a_worker_stays_warm_and_its_module_is_imported_once(
    workers: CPythonWorkers, work: MakeWork
) -> None:
    source = """
count = 0
def handler(event, context):
    global count
    count += 1
    return count
"""
    first, second = workers.run(work(source)), workers.run(work(source))

    assert (first.payload, second.payload) == ("1", "2")
    assert second.init_ms is None
    assert second.log == ""


def test_another_environment_is_another_worker(workers: CPythonWorkers, work: MakeWork) -> None:
    source = "import os\ndef handler(event, context):\n    return os.environ['A']\n"

    one = workers.run(work(source, environment={"A": "1"}))
    two = workers.run(work(source, environment={"A": "2"}))

    assert (one.payload, two.payload) == ('"1"', '"2"')


def test_the_environment_is_awss_contract_and_nothing_else(
    workers: CPythonWorkers, work: MakeWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_THE_SERVICE", "x")
    source = "import os\ndef handler(event, context):\n    return dict(os.environ)\n"

    seen = json.loads(workers.run(work(source, environment={"AWS_REGION": "mine"})).payload)

    assert "SECRET_OF_THE_SERVICE" not in seen
    assert seen["AWS_REGION"] == "eu-west-1"
    assert seen["_HANDLER"] == "handler.handler"
    assert seen["AWS_LAMBDA_FUNCTION_NAME"] == "f"
    assert seen["AWS_LAMBDA_FUNCTION_VERSION"] == "$LATEST"
    assert seen["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] == "128"
    assert seen["AWS_ENDPOINT_URL"] == "http://here"
    assert seen["TZ"] == ":UTC"
    assert Path(seen["LAMBDA_TASK_ROOT"], "handler.py").is_file()


def test_the_context_is_awss(workers: CPythonWorkers, work: MakeWork) -> None:
    source = """
def handler(event, context):
    left = context.get_remaining_time_in_millis()
    return [context.aws_request_id, context.function_name, context.function_version,
            context.invoked_function_arn, context.memory_limit_in_mb, context.log_group_name,
            context.identity.cognito_identity_id, 15000 < left <= 20000,
            context.client_context.custom, context.client_context.client.app_title]
"""
    given = '{"custom": {"a": 1}, "client": {"app_title": "t"}}'

    result = workers.run(work(source, client_context=given))

    assert json.loads(result.payload) == [
        "r-1",
        "f",
        "$LATEST",
        "arn:aws:lambda:eu-west-1:000000000000:function:f",
        "128",
        "/aws/lambda/f",
        None,
        True,
        {"a": 1},
        "t",
    ]


def test_an_exception_with_the_handlers_own_lines(workers: CPythonWorkers, work: MakeWork) -> None:
    source = """def handler(event, context):
    return inner(event)


def inner(event):
    return 1 / 0
"""
    result = workers.run(work(source))

    assert error_of(result) == {
        "errorMessage": "division by zero",
        "errorType": "ZeroDivisionError",
        "requestId": "r-1",
        "stackTrace": [
            '  File "/var/task/handler.py", line 2, in handler\n    return inner(event)\n',
            '  File "/var/task/handler.py", line 6, in inner\n    return 1 / 0\n',
        ],
    }
    assert result.log.startswith("[ERROR] ZeroDivisionError: division by zero\nTraceback (most")


@pytest.mark.parametrize(
    ("source", "handler", "error_type", "message"),
    [
        ("import nope\n", "handler.handler", "Runtime.ImportModuleError",
         "Unable to import module 'handler': No module named 'nope'"),
        ("", "absent.handler", "Runtime.ImportModuleError",
         "Unable to import module 'absent': No module named 'absent'"),
        ("x = 1\n", "handler.nope", "Runtime.HandlerNotFound",
         "Handler 'nope' missing on module 'handler'"),
        ("def f(:\n", "handler.handler", "Runtime.UserCodeSyntaxError",
         "Syntax error in module 'handler': invalid syntax (handler.py, line 1)"),
        ("x = 1\n", "handler", "Runtime.MalformedHandlerName",
         "Bad handler 'handler': not enough values to unpack (expected 2, got 1)"),
        ("raise ValueError('at import')\n", "handler.handler", "ValueError", "at import"),
    ],
)  # fmt: skip
def test_a_handler_that_cannot_be_loaded(
    workers: CPythonWorkers,
    work: MakeWork,
    source: str,
    handler: str,
    error_type: str,
    message: str,
) -> None:
    body = error_of(workers.run(work(source, handler=handler)))

    assert (body["errorType"], body["errorMessage"]) == (error_type, message)
    assert body["requestId"] == ""


def test_a_handler_that_could_not_be_loaded_is_tried_anew(
    workers: CPythonWorkers, work: MakeWork, tmp_path: Path
) -> None:
    flag = tmp_path / "flag"
    source = f"open({str(flag)!r})\ndef handler(event, context):\n    return 1\n"
    assert error_of(workers.run(work(source)))["errorType"] == "FileNotFoundError"

    flag.touch()

    assert workers.run(work(source)).payload == "1"


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("{1}", "Unable to marshal response: Object of type set is not JSON serializable"),
        ("b''", "Unable to marshal response: Object of type bytes is not JSON serializable"),
        ("{(1, 2): 3}", "Unable to marshal response: keys must be str, int, float, bool or None"),
    ],
)
def test_a_result_that_is_not_json(
    workers: CPythonWorkers, work: MakeWork, expression: str, message: str
) -> None:
    result = workers.run(work(f"def handler(event, context):\n    return {expression}\n"))

    body = error_of(result)
    assert body["errorType"] == "Runtime.MarshalError"
    assert str(body["errorMessage"]).startswith(message)


@pytest.mark.parametrize(
    ("statement", "ending"),
    [
        ("sys.exit(3)", "Runtime exited with error: exit status 3"),
        ("sys.exit(0)", "Runtime exited without providing a reason"),
        ("os._exit(4)", "Runtime exited with error: exit status 4"),
        ("os.kill(os.getpid(), 9)", "Runtime exited with error: signal: killed"),
    ],
)
def test_a_process_that_ends(
    workers: CPythonWorkers, work: MakeWork, statement: str, ending: str
) -> None:
    source = f"import os, sys\ndef handler(event, context):\n    print('so far')\n    {statement}\n"

    result = workers.run(work(source))

    assert error_of(result) == {
        "errorType": "Runtime.ExitError",
        "errorMessage": f"RequestId: r-1 Error: {ending}",
    }
    assert result.log.startswith("so far\n")
    assert workers.run(work(source)).init_ms is not None


def test_a_timeout_kills_the_worker_and_its_children(
    workers: CPythonWorkers, work: MakeWork, tmp_path: Path
) -> None:
    source = f"""
import subprocess, sys
def handler(event, context):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    with open({str(tmp_path / "pid")!r}, "w") as out:
        out.write(str(child.pid))
    child.wait()
"""
    begun = time.monotonic()

    result = workers.run(work(source, timeout_s=1.0))

    assert error_of(result) == {
        "errorType": "Sandbox.Timedout",
        "errorMessage": "RequestId: r-1 Error: Task timed out after 1.00 seconds",
    }
    assert time.monotonic() - begun < 15.0
    pid = int((tmp_path / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        _wait_until_gone(pid)


def _wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 10.0
    while time.monotonic() < deadline:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        if state == "Z":  # killed; whoever inherited it has not buried it
            raise ProcessLookupError
        os.sched_yield()


def test_a_result_over_the_limit(workers: CPythonWorkers, work: MakeWork) -> None:
    result = workers.run(work("def handler(event, context):\n    return 'x' * 6_291_556\n"))

    assert error_of(result)["errorType"] == "Function.ResponseSizeTooLarge"


def test_an_endless_log_is_cut(workers: CPythonWorkers, work: MakeWork) -> None:
    result = workers.run(work("def handler(event, context):\n    print('x' * 1_000_000)\n"))

    assert len(result.log) < 300_000
    assert "B of log left out" in result.log
    assert workers.run(work("def handler(event, context):\n    print('ok')\n")).log == "ok\n"


def test_logging_has_awss_format(workers: CPythonWorkers, work: MakeWork) -> None:
    source = """
import logging
log = logging.getLogger()
log.setLevel(logging.INFO)
def handler(event, context):
    log.info("hello")
"""
    first, second = workers.run(work(source)).log, workers.run(work(source)).log

    assert first.startswith("[INFO]\t")
    assert first.endswith("Z\tr-1\thello\n")
    assert second.count("hello") == 1


def test_idle_workers_are_reaped(workers: CPythonWorkers, work: MakeWork) -> None:
    source = "def handler(event, context):\n    return 1\n"
    workers.run(work(source))

    assert workers.reap(idle_s=60.0) == 0
    assert workers.reap(idle_s=-1.0) == 1
    assert workers.run(work(source)).init_ms is not None


def test_close_ends_a_busy_worker(workers: CPythonWorkers, work: MakeWork, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    flag = tmp_path / "running"
    source = f"""
import time
def handler(event, context):
    open({str(flag)!r}, "w").close()
    time.sleep(60)
"""
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(workers.run, work(source))
        while not flag.exists():
            os.sched_yield()

        workers.close()

        assert error_of(running.result(10.0))["errorType"] == "Runtime.ExitError"
