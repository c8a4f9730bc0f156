"""What bytes does a client get, whichever tier ran its function?

There is one JSON dump and one builder of error objects, so that all tiers answer alike and as
AWS's Python runtime does:

    dump({"a": (1, 2.5)})       -> b'{"a": [1, 2.5]}'
    error_payload("ValueError", "bad window", "8f5…", ["  File …"])
        -> b'{"errorMessage": "bad window", "errorType": "ValueError", "requestId": "8f5…", …'
"""

import json
from collections.abc import Callable, Mapping, Sequence

from ulambda.spec.image import traceback_lines

TASK_ROOT = "/var/task"
MAX_RESPONSE_BYTES = 6_291_556
MAX_REQUEST_BYTES = 6_291_456
MAX_EVENT_BYTES = 1_048_576
UNHANDLED = "Unhandled"


def load(payload: bytes) -> object:
    """Parse an invocation's JSON; no payload at all is an empty object, as on AWS."""
    return json.loads(payload) if payload.strip() else {}


def dump(value: object) -> bytes:
    """Serialise a handler's result; raises TypeError, ValueError or RecursionError."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def error_payload(
    error_type: str, message: str, request_id: str | None = None, stack: Sequence[str] | None = None
) -> bytes:
    """Build AWS's error object; the platform's own errors have no request id and no stack."""
    body: dict[str, object] = {"errorMessage": message, "errorType": error_type}
    if request_id is not None:
        body["requestId"] = request_id
    if stack is not None:
        body["stackTrace"] = list(stack)
    return _lenient(body)


def timed_out(request_id: str, timeout_s: float) -> bytes:
    """The answer when a function used up its timeout."""
    message = f"RequestId: {request_id} Error: Task timed out after {timeout_s:.2f} seconds"
    return _sandbox_error("Sandbox.Timedout", message)


def exited(request_id: str, how: str | None) -> bytes:
    """The answer when the process that ran the function ended: `how` is "exit status 3"."""
    reason = f"with error: {how}" if how else "without providing a reason"
    return _sandbox_error(
        "Runtime.ExitError", f"RequestId: {request_id} Error: Runtime exited {reason}"
    )


def out_of_memory(request_id: str, arena_bytes: int) -> bytes:
    """The answer when the arena of the interpreter was too small and could not grow further."""
    message = f"RequestId: {request_id} Error: the handler needs more than {arena_bytes} B of arena"
    return _sandbox_error("Runtime.OutOfMemory", message)


def unplaceable(request_id: str, reason: str) -> bytes:
    """The answer when no tier can run the function now."""
    return _sandbox_error("Runtime.Unplaceable", f"RequestId: {request_id} Error: {reason}")


def too_large() -> bytes:
    """The answer when the result is over AWS's limit."""
    limit = f"({MAX_RESPONSE_BYTES} bytes)"
    message = f"Response payload size exceeded maximum allowed payload size {limit}."
    return _sandbox_error("Function.ResponseSizeTooLarge", message)


def _sandbox_error(error_type: str, message: str) -> bytes:
    return _lenient({"errorType": error_type, "errorMessage": message})


def _lenient(body: Mapping[str, object]) -> bytes:
    # A lone surrogate in a message becomes its JSON escape: an error must never fail to be told.
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")


def stack_lines(
    image: bytes,
    trace: Sequence[int],
    read_sources: Callable[[set[str]], Mapping[str, str]] = lambda _: {},
) -> list[str]:
    """Turn the code addresses of an interpreter's error into AWS's stackTrace lines.

    One line reads `  File "/var/task/handler.py", line 4, in handler\\n    return a / b\\n`; the
    second half is there when `read_sources` knows the file.
    """
    places = traceback_lines(image, trace)
    sources = read_sources({filename for filename, _, _ in places})
    return [
        _stack_line(filename, line, function, sources.get(filename))
        for filename, line, function in places
    ]


def _stack_line(filename: str, line: int, function: str, source: str | None) -> str:
    head = f'  File "{TASK_ROOT}/{filename}", line {line}, in {function}\n'
    lines = source.splitlines() if source is not None else []
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return f"{head}    {text}\n" if text else head


def error_log(payload: bytes) -> str:
    """What the runtime writes to the log about an error payload, as AWS's does.

    error_log(b'{"errorType": "ValueError", "errorMessage": "bad", "stackTrace": []}')
        -> "[ERROR] ValueError: bad\\nTraceback (most recent call last):\\n"
    """
    body = json.loads(payload)
    head = f"[ERROR] {body['errorType']}: {body['errorMessage']}\n"
    if "stackTrace" not in body:
        return head
    return head + "Traceback (most recent call last):\n" + "".join(body["stackTrace"])
