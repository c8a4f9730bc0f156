"""Which boards are there, what do they hold, and how does an invocation run on one?

A board runs one invocation at a time; the others wait here, in order. An image that is not on the
board is brought there first (in chunks, going on where a broken link stopped); when the board has
no room, the function that was used longest ago makes place. A board that is not there refuses at
once, so that placement can decide anew; a deadline that passes while it runs is a timeout.

All state of a board is touched in the thread of its link only, but for what `snapshot` copies.
"""

import hashlib
import time
import uuid
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial

from ulambda.edge.config import BoardConfig
from ulambda.edge.links.serial import SerialLink
from ulambda.engine import payload
from ulambda.engine.executors.vm import answer, context_of, entry_of, step_budget
from ulambda.engine.model import LATEST
from ulambda.engine.model import Board as BoardState
from ulambda.engine.package import read_sources
from ulambda.engine.remote import Result, Work
from ulambda.spec import Err, UlambdaError, codec
from ulambda.spec.image import strip
from ulambda.spec.link import (
    BoardLink,
    Deployed,
    Deployment,
    Down,
    Failed,
    Finished,
    Hello,
    Incompatible,
    Invoke,
    LinkEvent,
    LogText,
    Removal,
    Request,
    Up,
)
from ulambda.spec.link import Result as LinkResult

INVOKE_OVERHEAD_BYTES = 512  # everything in an INVOKE but the event; mostly the context
RATE_WEIGHT = 0.3  # of a new measurement of the link's rate
BITS_PER_BYTE = 10  # 8N1
ABSENT = "the board does not answer"
RETURN_S = 0.5  # for the result's way back to the cloud

Blobs = Callable[[str], bytes]


@dataclass(slots=True)
class _Job:
    """One invocation for this board, from arrival to result."""

    work: Work
    image: bytes
    invoke: Invoke
    future: "Future[Result]"
    deadline: float  # monotonic
    log: list[str] = field(default_factory=list)
    request: Request | None = None  # what the link is working on for us
    deploy_begun: float = 0.0
    deploy_ms: float | None = None
    invoke_begun: float = 0.0
    evicted: bool = False


class Board:
    """One board behind one link."""

    def __init__(
        self, config: BoardConfig, gateway: str, blobs: Blobs, changed: Callable[[], None]
    ):
        self._config = config
        self._blobs = blobs
        self._changed = changed
        link = BoardLink(gateway, unix_ms=lambda _: time.time_ns() // 1_000_000)
        self._serial = SerialLink(config.port, config.baud, link, self._on_event)
        self._link = link
        self._hello: Hello | None = None
        self._name = config.name
        self._reachable = False
        self._resident: dict[str, bytes] = {}  # name -> digest, least recently used first
        self._rate = config.baud / BITS_PER_BYTE
        self._jobs: deque[_Job] = deque()

    def start(self) -> None:
        """Begin to look for the board."""
        self._serial.start()

    def stop(self, timeout_s: float) -> None:
        """End the link; what waits is refused."""
        self._serial.stop(timeout_s)
        while self._jobs:
            self._refuse(self._jobs.popleft(), "the gateway is stopping")

    @property
    def name(self) -> str | None:
        """The name from the configuration or the board's own; None when neither is known yet."""
        return self._name

    @property
    def problem(self) -> str | None:
        """Why the port cannot be used, None when it can."""
        return self._serial.problem

    def snapshot(self) -> BoardState | None:
        """The board as placement sees it; None before it was ever seen."""
        hello, name = self._hello, self._name
        if hello is None or name is None:
            return None
        return BoardState(
            name=name,
            online=self._reachable,
            firmware=hello.firmware,
            arena_bytes=hello.arena_bytes,
            store_bytes=hello.slot_bytes,
            max_payload_bytes=max(0, hello.max_message - INVOKE_OVERHEAD_BYTES),
            link="serial",
            link_bytes_per_s=self._rate,
            resident=frozenset(digest.hex() for digest in dict(self._resident).values()),
        )

    def invoke(self, work: Work, image: bytes) -> "Future[Result]":
        """Run an invocation on the board; the future always ends in a result."""
        future: Future[Result] = Future()
        future.set_running_or_notify_cancel()
        if not self._reachable:
            future.set_result(Result(work.request_id, work.attempt, refused=ABSENT))
            return future
        now = time.monotonic()
        core = strip(image)
        try:
            invoke = Invoke(
                request=uuid.uuid4().bytes,
                name=slot_name(work),
                digest=hashlib.sha256(core).digest(),
                steps=step_budget(work.timeout_s),
                deadline_ms=int(work.timeout_s * 1000),
                event=codec.encode(payload.load(work.payload.encode("utf-8"))),
                context=codec.encode(context_of(work)),
            )
        except UlambdaError as why:
            future.set_result(Result(work.request_id, work.attempt, refused=str(why)))
            return future
        deadline = now + max(0.1, work.deadline_in_s - RETURN_S)
        job = _Job(work, image, invoke, future, deadline)
        self._serial.call(lambda link: self._add(job))
        return future

    def tick(self) -> None:
        """End what is overdue. Call it several times a second."""
        self._serial.call(lambda link: self._expire(time.monotonic()))

    # --- in the thread of the link ---

    def _add(self, job: _Job) -> None:
        if not self._reachable:
            self._refuse(job, ABSENT)
            return
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self._start_first()

    def _start_first(self) -> None:
        if not self._jobs:
            return
        job = self._jobs[0]
        if self._resident.get(job.invoke.name) == job.invoke.digest:
            self._invoke(job)
            return
        job.deploy_begun = time.monotonic()
        job.request = Deployment(job.invoke.name, entry_of(job.work), strip(job.image))
        self._link.deploy(job.request)

    def _invoke(self, job: _Job) -> None:
        self._resident[job.invoke.name] = self._resident.pop(job.invoke.name, job.invoke.digest)
        job.invoke_begun = time.monotonic()
        job.request = job.invoke
        self._link.invoke(job.invoke)

    def _on_event(self, event: LinkEvent) -> None:
        job = self._jobs[0] if self._jobs else None
        match event:
            case Up(hello):
                self._on_up(hello)
            case Down() | Incompatible():
                self._reachable = False
                self._changed()
            case Deployed(deployment) if job is not None and job.request is deployment:
                self._on_deployed(job, deployment)
            case Removal() if job is not None:
                self._start_first()
            case LogText(request, text) if job is not None and request == job.invoke.request:
                job.log.append(text)
            case Finished(result) if job is not None and result.request == job.invoke.request:
                self._end_first(self._finished(job, result))
            case Failed(request, code, message) if job is not None and job.request is request:
                self._on_failed(job, code, message)

    def _on_up(self, hello: Hello) -> None:
        self._hello = hello
        self._name = self._config.name or hello.name
        self._reachable = True
        known = {resident.name: resident.digest for resident in hello.resident}
        order = [name for name in self._resident if name in known]
        self._resident = {name: known[name] for name in (*order, *known)}
        self._changed()

    def _on_deployed(self, job: _Job, deployment: Deployment) -> None:
        job.deploy_ms = (time.monotonic() - job.deploy_begun) * 1e3
        self._measured(len(deployment.image), job.deploy_ms)
        self._resident[deployment.name] = deployment.digest
        self._invoke(job)
        self._changed()

    def _on_failed(self, job: _Job, code: int, message: str) -> None:
        if code == Err.STORE_FULL and not job.evicted and (oldest := self._oldest_but(job)):
            job.evicted = True
            self._resident.pop(oldest)
            self._link.remove(oldest)
            return
        if code == Err.NOT_RESIDENT and not job.evicted:
            job.evicted = True  # once: the board forgot it, or it never was what we thought
            self._resident.pop(job.invoke.name, None)
            self._start_first()
            return
        self._end_first(self._refusal(job, f"the board refused it: {_status(code).name} {message}"))

    def _oldest_but(self, job: _Job) -> str | None:
        return next((name for name in self._resident if name != job.invoke.name), None)

    def _finished(self, job: _Job, result: LinkResult) -> Result:
        now = time.monotonic()
        duration_ms = result.duration_us / 1e3
        link_ms = max(0.0, (now - job.invoke_begun) * 1e3 - duration_ms)
        self._measured(len(job.invoke.event) + len(result.value), link_ms)
        status = _status(result.status)
        body, error = self._answer(job, status, result)
        log = "".join(job.log)
        if result.log_lost:
            log += f"\n[{result.log_lost} B of log did not fit the board]\n"
        return Result(
            job.work.request_id,
            job.work.attempt,
            payload=body.decode("utf-8"),
            function_error=error,
            log=log + (payload.error_log(body) if error else ""),
            duration_ms=duration_ms,
            steps=result.steps,
            heap_bytes=result.heap_bytes,
            arena_bytes=self._hello.arena_bytes if self._hello else None,
            deploy_ms=job.deploy_ms,
            link_ms=link_ms,
            error=status.name if status in (Err.OUT_OF_MEMORY, Err.ARENA_TOO_SMALL) else None,
        )

    def _answer(self, job: _Job, status: Err, result: LinkResult) -> tuple[bytes, str | None]:
        try:
            value = codec.decode(result.value) if status is Err.OK else None
        except UlambdaError as why:
            status, result = Err.BAD_VALUE, replace(result, error_message=str(why))
            value = None
        return answer(
            job.work,
            status,
            value,
            result.error_type or None,
            result.error_message,
            lambda: payload.stack_lines(job.image, result.trace, partial(self._sources, job.work)),
            self._hello.arena_bytes if self._hello else 0,
        )

    def _sources(self, work: Work, names: set[str]) -> dict[str, str]:
        try:
            return read_sources(self._blobs(work.code_digest), names)
        except (UlambdaError, OSError):
            return {}  # the trace is good without the source lines

    def _expire(self, now: float) -> None:
        for job in [job for job in self._jobs if job.deadline <= now]:
            first = job is self._jobs[0]
            if first and job.request is not None:
                self._link.cancel(job.request)
            if first and job.request is job.invoke:
                self._end_first(self._timed_out(job))
            elif first:
                self._end_first(self._refusal(job, "the image did not reach the board in time"))
            else:
                self._jobs.remove(job)
                self._refuse(job, "the board was busy until the deadline")

    def _timed_out(self, job: _Job) -> Result:
        body = payload.timed_out(job.work.request_id, job.work.timeout_s)
        return Result(
            job.work.request_id,
            job.work.attempt,
            payload=body.decode("utf-8"),
            function_error=payload.UNHANDLED,
            log="".join(job.log) + payload.error_log(body),
            duration_ms=job.work.timeout_s * 1e3,
        )

    def _end_first(self, result: Result) -> None:
        job = self._jobs.popleft()
        self._start_first()
        job.future.set_result(result)

    def _refusal(self, job: _Job, why: str) -> Result:
        return Result(job.work.request_id, job.work.attempt, refused=why)

    def _refuse(self, job: _Job, why: str) -> None:
        job.future.set_result(self._refusal(job, why))

    def _measured(self, size: int, ms: float) -> None:
        if ms > 0.0 and size > 0:
            self._rate += RATE_WEIGHT * (size * 1e3 / ms - self._rate)


def slot_name(work: Work) -> str:
    """Under which name the board keeps the image: `$LATEST` replaces itself, numbers stay."""
    return work.function if work.version == LATEST else f"{work.function}:{work.version}"


def _status(code: int) -> Err:
    """A board with newer error numbers is malformed to us, not fatal."""
    try:
        return Err(code)
    except ValueError:
        return Err.LINK_MESSAGE


class Boards:
    """All boards of a gateway."""

    def __init__(
        self,
        configs: tuple[BoardConfig, ...],
        gateway: str,
        blobs: Blobs,
        changed: Callable[[], None],
    ) -> None:
        self._boards = tuple(Board(config, gateway, blobs, changed) for config in configs)

    def start(self) -> None:
        """Begin to look for all boards."""
        for board in self._boards:
            board.start()

    def stop(self, timeout_s: float) -> None:
        """End all links."""
        for board in self._boards:
            board.stop(timeout_s)

    def tick(self) -> None:
        """End what is overdue."""
        for board in self._boards:
            board.tick()

    def snapshot(self) -> tuple[BoardState, ...]:
        """The boards that were seen, by name."""
        states = (board.snapshot() for board in self._boards)
        return tuple(sorted((s for s in states if s is not None), key=lambda state: state.name))

    def invoke(self, work: Work, image: bytes) -> "Future[Result]":
        """Run an invocation on the board that it names."""
        for board in self._boards:
            if board.name == work.board:
                return board.invoke(work, image)
        future: Future[Result] = Future()
        why = f"no board {work.board} here"
        future.set_result(Result(work.request_id, work.attempt, refused=why))
        return future
