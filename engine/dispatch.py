"""How does an invocation go its way, from the API to the ledger?

    open -> place -> execute -> close -> ledger -> the cost model learns

`Dispatcher` puts the parts together and walks an invocation through them. Nothing here blocks: work
is handed to executors (threads for this machine, mailboxes for gateways) and goes on in the
callback of its future. A target that refuses, or a board whose arena was too small, is excluded
and the invocation placed anew; the reason says so.

An event is on disk before its future ends, and leaves the queue when it has ended itself. The clock
is given; only durations of this process's own runs are measured by the executors.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from ulambda.engine import payload
from ulambda.engine.arenas import ArenaNeeds
from ulambda.engine.cost import CostModel
from ulambda.engine.database import Database
from ulambda.engine.errors import NoAnswer, NotDelivered, NotFound
from ulambda.engine.executors import CPythonWorkers, Interpreter
from ulambda.engine.executors.services import Client, Services
from ulambda.engine.fleet import FleetRegister
from ulambda.engine.invocation import (
    NOWHERE,
    arena_bytes,
    failure,
    function_key,
    outcome_of,
    placement_request,
    wishes,
    work_for,
)
from ulambda.engine.ledger import Entry, Ledger
from ulambda.engine.model import (
    Alternative,
    Fleet,
    Invocation,
    InvocationKind,
    Outcome,
    Placement,
    Tier,
)
from ulambda.engine.placement import place
from ulambda.engine.queue import Event, EventQueue
from ulambda.engine.registry import Registry
from ulambda.engine.remote import Result, Work

CPYTHON_THREADS = 16
WAITING = 32  # handlers that wait for a service at the same time
EVENTS_AT_ONCE = 4
REPLAYED = 500  # ledger rows that teach a fresh cost model
REAP_EVERY_S = 10.0
FETCH_S = 2.0  # a gateway that is there fetches at once
MARGIN_S = 2.0  # for the way back, on top of the function's timeout

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One try of one invocation, and who waits for the outcome."""

    invocation: Invocation
    future: "Future[Outcome]"
    number: int = 1
    excluded: Mapping[str, str] = field(default_factory=dict)


class Mailboxes(Protocol):
    """Where work waits for gateways, which only ever call us."""

    def submit(
        self, gateway: str, work: Work, *, deliver_by: float, answer_by: float
    ) -> "Future[Result]":
        """Leave work; the future ends with its result, NotDelivered or NoAnswer."""
        ...

    def busy(self) -> Mapping[str, int]:
        """How many items each gateway has."""
        ...


class Dispatcher:
    """The life of invocations, with their state below one folder. Safe from several threads."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], float],
        gateways: Mailboxes | None = None,
        slots: int = 2,
        environment: Mapping[str, str] | None = None,
        client_of: Callable[[str], Client | None] | None = None,
    ) -> None:
        """`client_of` gives the clients of AWS's services that handlers here may use."""
        self._clock = clock
        self._gateways = gateways
        self._slots = slots
        self._state = Database(folder / "engine.db", "engine", durable=True)
        self._record = Database(folder / "ledger.db", "ledger", durable=False)
        self.registry = Registry(self._state)
        self.queue = EventQueue(self._state)
        self.ledger = Ledger(self._record)
        self.costs = CostModel()
        self.arenas = ArenaNeeds()
        self.fleet = FleetRegister()
        self._services = Services(client_of, self._waiting) if client_of else None
        self._interpreter = Interpreter(self.registry.blob, self._services)
        self._workers = CPythonWorkers(self.registry.blob, folder / "code", environment)
        self._running = threading.Semaphore(slots)
        waiting = WAITING if client_of else 0  # for services, in threads that do not run
        self._vm_pool = ThreadPoolExecutor(slots + waiting, "ulambda-vm")
        self._cpython_pool = ThreadPoolExecutor(CPYTHON_THREADS, "ulambda-cpython")
        self._queue_thread = ThreadPoolExecutor(1, "ulambda-queue")
        self._lock = threading.Lock()
        self._cloud_busy = 0
        self._events_running = 0
        self._closing = False
        self._reaped_at = clock()
        self._relearn()

    # --- invocations ---

    def invoke(self, invocation: Invocation) -> "Future[Outcome]":
        """Run an invocation; never blocks.

        The future ends in an outcome within the timeout and margins; that of an event ends when it
        is on disk. Raises UserError at once when the caller's wishes cannot be understood.
        """
        wishes(invocation.client_context)
        if invocation.kind is InvocationKind.EVENT:
            accepted = self._queue_thread.submit(self._accept, invocation)
            accepted.add_done_callback(lambda _: self._start_events())
            return accepted
        future: Future[Outcome] = Future()
        future.set_running_or_notify_cancel()
        self._begin(_Attempt(invocation, future))
        return future

    def _accept(self, invocation: Invocation) -> Outcome:
        self.queue.put(invocation)
        return Outcome(b"", None, "", 0.0, Tier.CLOUD, "queue", "it waits in the queue")

    def tick(self) -> None:
        """Do what is due: events, idle workers. Call it several times a second; never blocks."""
        if self._closing:
            return
        self._queue_thread.submit(self._start_events)
        now = self._clock()
        if now - self._reaped_at >= REAP_EVERY_S:
            self._reaped_at = now
            self._queue_thread.submit(self._workers.reap)

    def fleet_snapshot(self) -> Fleet:
        """What placement chooses from, now."""
        busy = self._gateways.busy() if self._gateways else {}
        gateways = self.fleet.snapshot(self._clock(), busy)
        with self._lock:
            return Fleet(gateways, self._cloud_busy, self._slots)

    # --- the walk ---

    def _place(self, attempt: _Attempt) -> Placement:
        now, fleet = self._clock(), self.fleet_snapshot()
        request = placement_request(
            attempt.invocation, self.costs, self.arenas, fleet, attempt.excluded, now
        )
        return place(request, fleet, now)

    def _begin(self, attempt: _Attempt) -> None:
        now = self._clock()
        placement = self._place(attempt)
        if placement.chosen is None:
            body = payload.unplaceable(attempt.invocation.request_id, placement.reason)
            result = failure(attempt.invocation, attempt.number, body, 0.0)
            self._close(attempt, placement, NOWHERE, result)
            return
        arena = arena_bytes(attempt.invocation, self.arenas, now)
        work = work_for(attempt.invocation, attempt.number, placement.chosen, arena)
        running = self._execute(work, placement.chosen, now)
        running.add_done_callback(
            lambda done: self._border(attempt, placement, placement.chosen or NOWHERE, done)
        )

    def _execute(self, work: Work, chosen: Alternative, now: float) -> "Future[Result]":
        if chosen.gateway is not None:
            assert self._gateways is not None
            deliver_by = now + FETCH_S
            answer_by = deliver_by + work.timeout_s + MARGIN_S
            return self._gateways.submit(
                chosen.gateway, work, deliver_by=deliver_by, answer_by=answer_by
            )
        with self._lock:
            self._cloud_busy += 1
        if work.run == "image":
            running = self._vm_pool.submit(self._interpret, work)
        else:
            running = self._cpython_pool.submit(self._workers.run, work)
        running.add_done_callback(lambda _: self._cloud_is_free())
        return running

    def _interpret(self, work: Work) -> Result:
        with self._running:
            return self._interpreter.run(work)

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        """While a handler waits for a service, another one may run: perhaps the one it invoked."""
        self._running.release()
        try:
            yield
        finally:
            self._running.acquire()

    def _cloud_is_free(self) -> None:
        with self._lock:
            self._cloud_busy -= 1

    def _border(
        self,
        attempt: _Attempt,
        placement: Placement,
        chosen: Alternative,
        done: "Future[Result]",
    ) -> None:
        """Whatever happens after execution, the waiting client gets an answer."""
        try:
            self._ended(attempt, placement, chosen, done)
        except Exception as why:  # noqa: BLE001 - the border of a task
            _log.exception("invocation %s", attempt.invocation.request_id)
            body = payload.exited(attempt.invocation.request_id, f"internal error: {why!r}")
            result = failure(attempt.invocation, attempt.number, body, 0.0)
            attempt.future.set_result(
                outcome_of(attempt.invocation, chosen, placement.reason, result)
            )

    def _ended(
        self,
        attempt: _Attempt,
        placement: Placement,
        chosen: Alternative,
        done: "Future[Result]",
    ) -> None:
        result = self._result_of(attempt, chosen, done)
        self._learn_arena(attempt.invocation, chosen, result)
        why = self._why_elsewhere(chosen, result)
        if why is not None:
            excluded = {**attempt.excluded, chosen.key: why}
            again = replace(attempt, number=attempt.number + 1, excluded=excluded)
            if result.refused is not None or self._place(again).chosen:
                self._begin(again)
                return
        self._close(attempt, placement, chosen, result)

    def _result_of(self, attempt: _Attempt, chosen: Alternative, done: "Future[Result]") -> Result:
        invocation = attempt.invocation
        waited_ms = (self._clock() - invocation.received_at) * 1e3
        match done.exception():
            case None:
                return done.result()
            case NotDelivered() as why:
                self.fleet.lost(chosen.gateway or "")
                return Result(invocation.request_id, attempt.number, refused=str(why))
            case NoAnswer():
                body = payload.timed_out(invocation.request_id, invocation.function.timeout_s)
            case why:
                _log.error("invocation %s", invocation.request_id, exc_info=why)
                body = payload.exited(invocation.request_id, f"internal error: {why!r}")
        return failure(invocation, attempt.number, body, waited_ms)

    def _why_elsewhere(self, chosen: Alternative, result: Result) -> str | None:
        """Should another target have it? A board's small arena is no reason to fail."""
        if result.refused is not None:
            return result.refused
        if chosen.tier is Tier.DEVICE and result.error in ("OUT_OF_MEMORY", "ARENA_TOO_SMALL"):
            return f"its arena of {result.arena_bytes} B was too small"
        return None

    def _close(
        self, attempt: _Attempt, placement: Placement, chosen: Alternative, result: Result
    ) -> None:
        now, invocation = self._clock(), attempt.invocation
        outcome = outcome_of(invocation, chosen, placement.reason, result)
        self._learn(invocation, chosen, result, now)
        self.ledger.record(
            Entry(
                invocation=invocation,
                attempt=attempt.number,
                chosen=chosen,
                reason=placement.reason,
                alternatives=placement.alternatives,
                outcome=outcome,
                ended_at=now,
                total_ms=(now - invocation.received_at) * 1e3,
                deploy_ms=result.deploy_ms,
                link_ms=result.link_ms,
            )
        )
        attempt.future.set_result(outcome)

    # --- learning ---

    def _learn(
        self, invocation: Invocation, chosen: Alternative, result: Result, now: float
    ) -> None:
        if result.function_error is not None or chosen is NOWHERE:
            return  # an error tells little of what a success costs
        key, size = function_key(invocation.function), len(invocation.payload)
        self.costs.observe(key, chosen.tier, size, result.duration_ms, result.steps, now)

    def _learn_arena(self, invocation: Invocation, chosen: Alternative, result: Result) -> None:
        now, key, size = self._clock(), function_key(invocation.function), len(invocation.payload)
        if result.error is not None and result.arena_bytes is not None:
            self.arenas.observe(key, size, result.arena_bytes + 1, now)
        elif result.arena_bytes is not None and result.heap_bytes is not None:
            lent = arena_bytes(invocation, self.arenas, now)
            if chosen.tier is not Tier.DEVICE and result.arena_bytes > lent:
                self.arenas.observe(key, size, result.heap_bytes, now)

    def _relearn(self) -> None:
        """Learn from the ledger what the last process knew."""
        for row in reversed(self.ledger.latest(REPLAYED)):
            if row["function_error"] is None:
                self.costs.observe(
                    f"{row['code_digest']}:{row['handler']}",
                    Tier(row["tier"]),
                    row["payload_bytes"],
                    row["duration_ms"],
                    row["steps"],
                    row["ended_at"],
                )

    # --- events ---

    def _start_events(self) -> None:
        with self._lock:
            room = 0 if self._closing else EVENTS_AT_ONCE - self._events_running
            if room <= 0:
                return
            events = self.queue.take(self._clock(), room)
            self._events_running += len(events)
        for event in events:
            self._start_event(event)

    def _start_event(self, event: Event) -> None:
        try:
            function = self.registry.get(event.name, event.version)
        except NotFound:
            self._event_is_over()
            why = "the function was deleted before the event could run"
            self.queue.failed(event, why, None, self._clock(), final=True)
            return
        invocation = Invocation(
            request_id=event.request_id,
            function=function,
            payload=event.payload,
            kind=InvocationKind.EVENT,
            received_at=event.received_at,
            region=event.region,
            account_id=event.account_id,
            qualifier=event.qualifier,
            client_context=event.client_context,
        )
        future: Future[Outcome] = Future()
        future.set_running_or_notify_cancel()
        future.add_done_callback(lambda done: self._end_event(event, done.result()))
        self._begin(_Attempt(invocation, future, number=event.attempts))

    def _end_event(self, event: Event, outcome: Outcome) -> None:
        self._event_is_over()
        if outcome.function_error is None:
            self.queue.done(event.request_id)
        elif not self._closing:  # else it stays taken, and runs again after the next start
            why = f"failed {event.attempts} times, at last on {outcome.tier} {outcome.target}"
            self.queue.failed(event, why, outcome.payload, self._clock())

    def _event_is_over(self) -> None:
        with self._lock:
            self._events_running -= 1

    # --- the end ---

    def close(self) -> None:
        """End what runs, keep what waits, close the files. Safe to call twice."""
        with self._lock:
            if self._closing:
                return
            self._closing = True
        self._queue_thread.shutdown()
        self._workers.close()
        self._cpython_pool.shutdown()
        self._vm_pool.shutdown()
        if self._services is not None:
            self._services.close()
        self._workers.close()
        self.ledger.close()
        self._state.close()
        self._record.close()
