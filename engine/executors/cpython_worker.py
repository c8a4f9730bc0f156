"""What runs inside of a warm CPython worker?

A process of its own, started with `python -I -S` and this file, speaking with its parent over one
socket. It imports the handler's module once and then answers invocations, one at a time, as AWS's
Python runtime does. It must not import anything of ulambda, and little of the standard library:
what it imports is what a cold start costs (hence no `socket`, `typing`, `traceback` up here).

Frames, both ways: u32 length of the header, u32 length of the body (little-endian), header (JSON),
body (JSON text as it came or goes to the client). The parent sends `start`, then invocations.
"""

from __future__ import annotations  # so that `typing` need not be imported

import builtins
import importlib
import io
import json
import os
import struct
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    Header = dict[str, Any]
    Handler = Callable[[object, object], object]

HEAD = struct.Struct("<II")
TASK_ROOT = "/var/task"
LOG_FILE_BYTES = 512 << 20  # what AWS gives a function in /tmp

_task_root = TASK_ROOT  # the real folder, set once by `prepare`


class HandlerFault(Exception):
    """The handler cannot be had; carries AWS's name for it."""

    def __init__(self, error_type: str, message: str, stack: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.error_type = error_type
        self.stack = list(stack)


class CognitoIdentity:
    """`context.identity`, always empty here."""

    cognito_identity_id = None
    cognito_identity_pool_id = None


class Record:
    """An object with the attributes of a JSON object: `client_context` and its `client`."""

    def __init__(self, fields: Header) -> None:
        self.__dict__.update(fields)


class LambdaContext:
    """What a handler gets as `context`, as on AWS."""

    def __init__(self, start: Header, invocation: Header) -> None:
        self.aws_request_id = invocation["request_id"]
        self.function_name = start["function"]
        self.function_version = start["version"]
        self.invoked_function_arn = invocation["function_arn"]
        self.memory_limit_in_mb = str(start["memory_mb"])
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = CognitoIdentity()
        self.client_context = _client_context(invocation["client_context"])
        self._deadline = time.monotonic() + invocation["timeout_s"]

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the worker is killed."""
        return max(0, int((self._deadline - time.monotonic()) * 1000))


def _client_context(text: str | None) -> Record | None:
    if text is None:
        return None
    given = json.loads(text)
    fields: Header = {"client": None, "custom": None, "env": None}
    if isinstance(given, dict):
        fields |= {"custom": given.get("custom"), "env": given.get("env")}
        if isinstance(given.get("client"), dict):
            fields["client"] = Record(given["client"])
    return Record(fields)


def receive(channel: int) -> tuple[Header, bytes] | None:
    """One frame, or None when the parent is gone."""
    head = _exactly(channel, HEAD.size)
    if head is None:
        return None
    header_bytes, body_bytes = HEAD.unpack(head)
    header, body = _exactly(channel, header_bytes), _exactly(channel, body_bytes)
    if header is None or body is None:
        return None
    return json.loads(header), body


def _exactly(channel: int, size: int) -> bytes | None:
    parts = []
    while size:
        part = os.read(channel, min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def send(channel: int, header: Header, body: bytes = b"") -> None:
    """Write one frame."""
    text = json.dumps(header).encode("ascii")
    frame = memoryview(HEAD.pack(len(text), len(body)) + text + body)
    while frame:
        frame = frame[os.write(channel, frame) :]


def load_handler(name: str) -> Handler:
    """Import the module and find the function; "pkg.mod.f" or "pkg/mod.f" as on AWS."""
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        message = f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)"
        raise HandlerFault("Runtime.MalformedHandlerName", message)
    shown = module_name
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as why:
        message = f"Unable to import module '{shown}': {why}"
        raise HandlerFault("Runtime.ImportModuleError", message) from why
    except SyntaxError as why:
        text = f'  File "{shown_path(why.filename or "")}" Line {why.lineno}\n    {why.text}'
        message = f"Syntax error in module '{shown}': {why}"
        raise HandlerFault("Runtime.UserCodeSyntaxError", message, [text]) from why
    try:
        found: Handler = getattr(module, function_name)
        return found
    except AttributeError:
        message = f"Handler '{function_name}' missing on module '{shown}'"
        raise HandlerFault("Runtime.HandlerNotFound", message) from None


def shown_path(path: str) -> str:
    """Where the client thinks its file is: below /var/task."""
    inside = path.startswith(_task_root + os.sep)
    return TASK_ROOT + path[len(_task_root) :] if inside else path


def fault(error: Exception, request_id: str) -> Header:
    """AWS's error object of an exception."""
    if isinstance(error, HandlerFault):
        error_type, stack = error.error_type, error.stack
    else:
        error_type, stack = type(error).__name__, stack_lines(error)
    return {
        "errorMessage": str(error),
        "errorType": error_type,
        "requestId": request_id,
        "stackTrace": stack,
    }


def stack_lines(error: Exception) -> list[str]:
    """The user's part of the traceback: from the first frame that is not this file or importlib."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    ours = (__file__, "<frozen importlib", importlib.__file__ or __file__)
    first = next((i for i, f in enumerate(frames) if not f.filename.startswith(ours)), len(frames))
    shown = [(shown_path(f.filename), f.lineno or 0, f.name, f.line) for f in frames[first:]]
    return traceback.format_list(shown)


def invoke(handler: Handler, start: Header, invocation: Header, body: bytes) -> tuple[bool, bytes]:
    """Run the handler once: (error?, JSON body)."""
    request_id = invocation["request_id"]
    context = LambdaContext(start, invocation)
    try:
        value = handler(json.loads(body) if body.strip() else {}, context)
    except Exception as error:  # noqa: BLE001 - the border of the user's code
        return True, encode(fault(error, request_id))
    try:
        return False, json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (TypeError, ValueError, RecursionError) as why:
        message = f"Unable to marshal response: {why}"
        return True, encode(fault(HandlerFault("Runtime.MarshalError", message), request_id))


def encode(error: Header) -> bytes:
    """An error must never fail to be told: lone surrogates become their JSON escapes."""
    return json.dumps(error, ensure_ascii=False).encode("utf-8", "backslashreplace")


def set_up_logging(request_id: str) -> None:
    """Give the root logger AWS's format, once the handler has imported `logging` at all."""
    if "logging" not in sys.modules:
        return
    import logging

    root = logging.getLogger()
    if not root.handlers:
        out = logging.StreamHandler(sys.stdout)
        form = "[%(levelname)s]\t%(asctime)s.%(msecs)dZ\t%(aws_request_id)s\t%(message)s"
        style = logging.Formatter(form, "%Y-%m-%dT%H:%M:%S")
        style.converter = time.gmtime
        out.setFormatter(style)
        out.addFilter(_with_request)
        root.addHandler(out)
    _current_request[0] = request_id


_current_request = [""]


def _with_request(record: Any) -> bool:  # noqa: ANN401 - logging.LogRecord, not imported here
    record.aws_request_id = _current_request[0]
    return True


def peak_memory_mb() -> int:
    """The most memory that this process ever had."""
    try:
        with open("/proc/self/status") as status:  # noqa: PTH123 - pathlib is dear to import
            peak_kb = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):  # not Linux; there the parent's own peak shows through
        import resource

        peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak_kb // 1024 + 1


def prepare(start: Header) -> None:
    """Make this process look like a Lambda sandbox."""
    import resource

    global _task_root
    _task_root = start["task_root"]
    resource.setrlimit(resource.RLIMIT_FSIZE, (LOG_FILE_BYTES, LOG_FILE_BYTES))
    os.chdir(_task_root)
    sys.path[:] = [_task_root, *sys.path, *start["paths"]]
    sys.dont_write_bytecode = True
    for stream in (sys.stdout, sys.stderr):
        assert isinstance(stream, io.TextIOWrapper)
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    builtins.exit = builtins.quit = sys.exit  # type: ignore[assignment]  # `site` is not run


def main() -> None:
    """Serve until the parent closes the socket."""
    channel = int(sys.argv[1])
    frame = receive(channel)
    if frame is None:
        return
    start = frame[0]
    prepare(start)
    try:
        handler = load_handler(start["handler"])
    except Exception as error:  # noqa: BLE001 - the border of the user's code
        send(channel, {"ready": False}, encode(fault(error, "")))
        return
    send(channel, {"ready": True})
    while (frame := receive(channel)) is not None:
        set_up_logging(frame[0]["request_id"])
        failed, body = invoke(handler, start, *frame)
        sys.stdout.flush()
        sys.stderr.flush()
        send(channel, {"failed": failed, "memory_mb": peak_memory_mb()}, body)
