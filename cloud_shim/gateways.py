"""How does work reach a gateway that only ever calls us, and how does its result come back?

Each gateway has a mailbox. The dispatcher submits work from its threads and gets a future; the
gateway's long poll takes the work, its next request brings the result. An item ends exactly once:
with its result, refused by the gateway, not delivered in time, or with no answer in time. The clock
is given with every call; `expire` is called from a timer.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any

from ulambda.engine.errors import NoAnswer, NotDelivered
from ulambda.engine.remote import Result, Work

MAX_WAITING = 256  # items in one mailbox


@dataclass(slots=True)
class _Item:
    work: Work
    deliver_by: float
    answer_by: float
    future: "Future[Result]"


@dataclass(slots=True)
class _Mailbox:
    waiting: deque[_Item] = field(default_factory=deque)
    running: dict[tuple[str, int], _Item] = field(default_factory=dict)
    polls: "set[Callable[[], None]]" = field(default_factory=set)  # wake the long polls


class Gateways:
    """The mailboxes of all gateways. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mailboxes: dict[str, _Mailbox] = {}
        self._closed = False

    def submit(
        self, gateway: str, work: Work, *, deliver_by: float, answer_by: float
    ) -> "Future[Result]":
        """Put work into a gateway's mailbox; the future ends with its result."""
        future: Future[Result] = Future()
        with self._lock:
            mailbox = self._mailboxes.setdefault(gateway, _Mailbox())
            if len(mailbox.waiting) >= MAX_WAITING:
                future.set_exception(NotDelivered(f"the mailbox of {gateway} is full"))
                return future
            mailbox.waiting.append(_Item(work, deliver_by, answer_by, future))
            polls = list(mailbox.polls)
        for wake in polls:
            wake()
        return future

    def take(self, gateway: str, limit: int, now: float) -> tuple[Work, ...]:
        """Hand out at most `limit` items, oldest first, each once."""
        taken: list[Work] = []
        late: list[_Item] = []
        with self._lock:
            mailbox = self._mailboxes.setdefault(gateway, _Mailbox())
            while mailbox.waiting and len(taken) < limit:
                item = mailbox.waiting.popleft()
                if item.deliver_by <= now:
                    late.append(item)
                elif item.future.set_running_or_notify_cancel():
                    mailbox.running[item.work.request_id, item.work.attempt] = item
                    taken.append(replace(item.work, deadline_in_s=item.answer_by - now))
        _give_back(late)
        return tuple(taken)

    def finish(self, gateway: str, results: tuple[Result, ...]) -> int:
        """Take in results; return how many of them were still waited for."""
        accepted = 0
        for result in results:
            with self._lock:
                mailbox = self._mailboxes.get(gateway, _Mailbox())
                item = mailbox.running.pop((result.request_id, result.attempt), None)
            if item is not None:
                item.future.set_result(result)
                accepted += 1
        return accepted

    def expire(self, now: float) -> None:
        """End what was not delivered or not answered in time."""
        late: list[_Item] = []
        silent: list[_Item] = []
        with self._lock:
            for mailbox in self._mailboxes.values():
                late += [item for item in mailbox.waiting if item.deliver_by <= now]
                mailbox.waiting = deque(i for i in mailbox.waiting if i.deliver_by > now)
                for key, item in list(mailbox.running.items()):
                    if item.answer_by <= now:
                        silent.append(mailbox.running.pop(key))
        _give_back(late)
        for item in silent:
            item.future.set_exception(NoAnswer("the gateway did not answer in time"))

    def withdraw(self, gateway: str) -> int:
        """Give back what a lost gateway has not taken yet; what it runs keeps its deadline."""
        with self._lock:
            mailbox = self._mailboxes.get(gateway, _Mailbox())
            waiting, mailbox.waiting = mailbox.waiting, deque()
        _give_back(waiting, "the gateway is gone")
        return len(waiting)

    def close(self) -> None:
        """End all long polls with nothing, so that the service can stop at once."""
        with self._lock:
            self._closed = True
            polls = [wake for mailbox in self._mailboxes.values() for wake in mailbox.polls]
        for wake in polls:
            wake()

    def busy(self) -> dict[str, int]:
        """How many items each gateway has, waiting or running."""
        with self._lock:
            return {
                name: len(mailbox.waiting) + len(mailbox.running)
                for name, mailbox in self._mailboxes.items()
            }

    async def poll(
        self,
        gateway: str,
        limit: int,
        wait_s: float,
        *,
        now: Callable[[], float],
        gone: "asyncio.Future[Any] | None" = None,
    ) -> tuple[Work, ...]:
        """Take work, waiting for the first item; nothing is taken for a caller that is gone."""
        loop = asyncio.get_running_loop()
        arrived = asyncio.Event()

        def wake() -> None:
            loop.call_soon_threadsafe(arrived.set)

        with self._polling(gateway, wake):
            deadline = loop.time() + wait_s
            while not (self._closed or (gone is not None and gone.done())):
                work = self.take(gateway, limit, now())
                left_s = deadline - loop.time()
                if work or left_s <= 0:
                    return work
                arrived.clear()
                await _first(arrived, gone, left_s)
        return ()

    def _polling(self, gateway: str, wake: Callable[[], None]) -> "_Polling":
        with self._lock:
            polls = self._mailboxes.setdefault(gateway, _Mailbox()).polls
        return _Polling(self._lock, polls, wake)


def _give_back(
    items: Iterable[_Item], why: str = "the gateway did not fetch the work in time"
) -> None:
    """End items that nobody took; outside of the lock, because callbacks may submit again."""
    for item in items:
        if item.future.set_running_or_notify_cancel():
            item.future.set_exception(NotDelivered(why))


@dataclass(slots=True)
class _Polling:
    """Keeps one long poll registered."""

    lock: threading.Lock
    polls: "set[Callable[[], None]]"
    wake: Callable[[], None]

    def __enter__(self) -> None:
        with self.lock:
            self.polls.add(self.wake)

    def __exit__(self, *exc: object) -> None:
        with self.lock:
            self.polls.discard(self.wake)


async def _first(arrived: asyncio.Event, gone: "asyncio.Future[Any] | None", wait_s: float) -> None:
    waiter = asyncio.ensure_future(arrived.wait())
    try:
        awaited: list[asyncio.Future[Any]] = [waiter] if gone is None else [waiter, gone]
        await asyncio.wait(awaited, timeout=wait_s, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiter.cancel()
