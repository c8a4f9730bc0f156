"""How does an invocation run in the interpreter, in this process?

A `Machine` (verified image and arena) is kept warm per image and reused; it serves one invocation
at a time. One second of a function's timeout buys STEPS_PER_S interpreter steps, on every tier, so
where a function runs does not decide whether it finishes.

A handler that does not fit its arena runs again in a larger one, up to the memory that the function
was given: on a machine with megabytes nobody should see a board's limit. Boards hold what is known
to fit them.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from ulambda.engine import payload
from ulambda.engine.executors.services import Requests, Services
from ulambda.engine.package import read_sources
from ulambda.engine.remote import Result, Work
from ulambda.spec import Err, UlambdaError
from ulambda.vm import Machine, Report

STEPS_PER_S = 5_000_000  # the host build makes 1.6 to 45 million a second
MAX_STEPS = 2**31 - 1
MAX_ARENA_BYTES = 16 << 20
GROWTH = 4
MAX_IDLE = 64
_TOO_SMALL = (Err.OUT_OF_MEMORY, Err.ARENA_TOO_SMALL)

Blobs = Callable[[str], bytes]  # hex SHA-256 -> bytes
_Key = tuple[str, int, int]  # image digest, arena bytes, step budget: what a machine is made with


@dataclass(slots=True)
class _Warm:
    """A machine and what its current invocation has printed."""

    machine: Machine
    image: bytes
    log: list[str] = field(default_factory=list)


class Interpreter:
    """Warm machines for images. Safe from several threads."""

    def __init__(self, blobs: Blobs, services: Services | None = None) -> None:
        """`services` are what handlers reach with boto3; without, nothing."""
        self._blobs = blobs
        self._services = services
        self._lock = threading.Lock()
        self._idle: OrderedDict[_Key, list[_Warm]] = OrderedDict()

    def run(self, work: Work) -> Result:
        """Run one invocation to its end; nothing is raised for what the handler does.

        What the interpreter cannot even begin (an image of another format, an event that is nested
        too deeply) is refused.
        """
        try:
            return self._run(work)
        except UlambdaError as why:
            return Result(work.request_id, work.attempt, refused=f"{why.what}: {why.seen}")

    def _run(self, work: Work) -> Result:
        event = payload.load(work.payload.encode("utf-8"))
        arena_bytes = work.arena_bytes
        limit = min(work.memory_mb << 20, MAX_ARENA_BYTES)
        while True:
            try:
                result, status = self._attempt(work, event, arena_bytes)
            except UlambdaError as why:
                if why.code not in _TOO_SMALL or arena_bytes >= limit:
                    raise
            else:
                if status not in _TOO_SMALL or arena_bytes >= limit:
                    return result
            arena_bytes = min(arena_bytes * GROWTH, limit)

    def _attempt(self, work: Work, event: object, arena_bytes: int) -> tuple[Result, Err]:
        assert work.image_digest is not None
        key = (work.image_digest, arena_bytes, step_budget(work.timeout_s))
        warm, init_ms = self._take(key)
        started = time.perf_counter()
        deadline_ms = time.monotonic_ns() // 1_000_000 + int(work.timeout_s * 1000)
        report = warm.machine.invoke(
            event, context_of(work), function=entry_of(work), deadline_ms=deadline_ms
        )
        duration_ms = (time.perf_counter() - started) * 1e3
        log = "".join(warm.log)
        body, error = self._answer(work, warm.image, report, arena_bytes)
        self._give_back(key, warm)
        result = Result(
            work.request_id,
            work.attempt,
            payload=body.decode("utf-8"),
            function_error=error,
            log=log + (payload.error_log(body) if error else ""),
            duration_ms=duration_ms,
            init_ms=init_ms,
            steps=report.steps,
            heap_bytes=report.heap_bytes,
            arena_bytes=arena_bytes,
            error=report.status.name if report.status in _TOO_SMALL else None,
        )
        return result, report.status

    def _answer(
        self, work: Work, image: bytes, report: Report, arena_bytes: int
    ) -> tuple[bytes, str | None]:
        return answer(
            work,
            report.status,
            report.value,
            report.error_type,
            report.error_message,
            lambda: payload.stack_lines(image, report.trace, partial(self._sources, work)),
            arena_bytes,
        )

    def _sources(self, work: Work, names: set[str]) -> dict[str, str]:
        try:
            return read_sources(self._blobs(work.code_digest), names)
        except UlambdaError:
            return {}  # deleted or out of reach meanwhile: the trace is still good without it

    def _take(self, key: _Key) -> tuple[_Warm, float | None]:
        """An idle machine, or a new one and what it took to make it (ms)."""
        with self._lock:
            if idle := self._idle.get(key):
                warm = idle.pop()
                warm.log.clear()
                return warm, None
        begun = time.perf_counter()
        digest, arena_bytes, steps = key
        image, log = self._blobs(digest), list[str]()
        requests = Requests(self._services)
        machine = Machine(
            image, arena_bytes=arena_bytes, steps=steps, log=log.append, device=requests
        )
        requests.remaining_ms = machine.remaining_ms
        return _Warm(machine, image, log), (time.perf_counter() - begun) * 1e3

    def _give_back(self, key: _Key, warm: _Warm) -> None:
        with self._lock:
            self._idle.setdefault(key, []).append(warm)
            self._idle.move_to_end(key)
            while len(self._idle) > MAX_IDLE:
                self._idle.popitem(last=False)


def step_budget(timeout_s: float) -> int:
    """How many interpreter steps a timeout buys, on any tier."""
    return min(int(timeout_s * STEPS_PER_S), MAX_STEPS)


def entry_of(work: Work) -> str:
    """The function to call: "pkg.mod.handler" -> "handler"."""
    return work.handler.rpartition(".")[2]


def context_of(work: Work) -> dict[str, object]:
    """The attributes of the handler's `context`, as AWS names them."""
    return {
        "function_name": work.function,
        "function_version": work.version,
        "invoked_function_arn": work.function_arn,
        "memory_limit_in_mb": str(work.memory_mb),
        "aws_request_id": work.request_id,
        "log_group_name": f"/aws/lambda/{work.function}",
        "log_stream_name": f"[{work.version}]",
    }


def answer(
    work: Work,
    status: Err,
    value: object,
    error_type: str | None,
    error_message: str | None,
    stack: Callable[[], list[str]],
    arena_bytes: int,
) -> tuple[bytes, str | None]:
    """What a client gets for how the interpreter ended, here or on a board."""
    request_id = work.request_id
    if status is Err.OK:
        return marshalled(request_id, value)
    if status is Err.EXCEPTION:
        body = payload.error_payload(
            error_type or "Exception", error_message or "", request_id, stack()
        )
    elif status in (Err.STEPS_EXHAUSTED, Err.DEADLINE):
        body = payload.timed_out(request_id, work.timeout_s)
    elif status in _TOO_SMALL:
        body = payload.out_of_memory(request_id, arena_bytes)
    elif status is Err.NO_FUNCTION:
        module, _, entry = work.handler.rpartition(".")
        message = f"Handler '{entry}' missing on module '{module}'"
        body = payload.error_payload("Runtime.HandlerNotFound", message, "", [])
    elif status is Err.BAD_VALUE:
        message = f"Unable to marshal response: {error_message or 'not JSON serializable'}"
        body = payload.error_payload("Runtime.MarshalError", message, request_id, [])
    else:
        body = payload.exited(request_id, f"{status.name}: {error_message or ''}".rstrip(": "))
    return body, payload.UNHANDLED


def marshalled(request_id: str, value: object) -> tuple[bytes, str | None]:
    """The JSON of a result, or the error that there is none."""
    try:
        body = payload.dump(value)
    except (TypeError, ValueError, RecursionError) as why:
        message = f"Unable to marshal response: {why}"
        body = payload.error_payload("Runtime.MarshalError", message, request_id, [])
        return body, payload.UNHANDLED
    if len(body) > payload.MAX_RESPONSE_BYTES:
        return payload.too_large(), payload.UNHANDLED
    return body, None
