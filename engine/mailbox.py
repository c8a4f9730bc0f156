"""Where does work wait for a gateway, and who hears of its result?

The gateway fetches (it dials out, so nothing can be pushed). An item that is not fetched in time
comes back as refused, to be placed elsewhere; one that was fetched and has no result by its
deadline ends in TimeoutError. Only the first result of an attempt counts.
"""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from ulambda.engine.remote import Result, Work

FETCH_S = 2.0  # a present gateway fetches at once
MARGIN_S = 2.0  # for the way back, on top of the function's timeout

_Key = tuple[str, int]  # request id, attempt


@dataclass(slots=True)
class _Item:
    gateway: str
    work: Work
    future: "Future[Result]"
    due_at: float
    fetched: bool = False


class Mailbox:
    """Work under way at gateways. Safe from several threads; futures end outside of the lock."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._items: dict[_Key, _Item] = {}
        self._waiting: dict[str, deque[_Key]] = {}
        self._listeners: dict[str, list[Callable[[], None]]] = {}

    def post(self, gateway: str, work: Work, now: float) -> "Future[Result]":
        """Leave work for a gateway; the future ends with its result, or with TimeoutError."""
        future: Future[Result] = Future()
        future.set_running_or_notify_cancel()
        key = (work.request_id, work.attempt)
        with self._lock:
            self._items[key] = _Item(gateway, work, future, now + FETCH_S)
            self._waiting.setdefault(gateway, deque()).append(key)
            listeners = list(self._listeners.get(gateway, ()))
        for listener in listeners:
            listener()
        return future

    def take(self, gateway: str, limit: int, now: float) -> tuple[Work, ...]:
        """What the gateway shall do now; each item is handed out once."""
        taken: list[Work] = []
        with self._lock:
            waiting = self._waiting.get(gateway, deque())
            while waiting and len(taken) < limit:
                item = self._items.get(waiting.popleft())
                if item is None:
                    continue  # it was not fetched in time
                item.fetched = True
                item.due_at = now + item.work.deadline_in_s + MARGIN_S
                taken.append(item.work)
        return tuple(taken)

    def listen(self, gateway: str, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back, from any thread, when work arrives; gives the function that ends it."""
        with self._lock:
            self._listeners.setdefault(gateway, []).append(callback)

        def unlisten() -> None:
            with self._lock:
                self._listeners[gateway].remove(callback)

        return unlisten

    def deliver(self, gateway: str, results: tuple[Result, ...]) -> int:
        """Take in results; gives how many were waited for. Another gateway's items are not its."""
        accepted = 0
        for result in results:
            key = (result.request_id, result.attempt)
            with self._lock:
                item = self._items.get(key)
                if item is None or item.gateway != gateway or not item.fetched:
                    continue
                del self._items[key]
            item.future.set_result(result)
            accepted += 1
        return accepted

    def expire(self, now: float) -> tuple[str, ...]:
        """End what is overdue; gives the gateways that did not fetch their work."""
        with self._lock:
            overdue = [key for key, item in self._items.items() if item.due_at <= now]
            items = [self._items.pop(key) for key in overdue]
        for item in items:
            if item.fetched:
                item.future.set_exception(TimeoutError())
            else:
                why = f"the gateway {item.gateway} did not fetch it within {FETCH_S:g} s"
                item.future.set_result(Result(item.work.request_id, item.work.attempt, refused=why))
        return tuple({item.gateway for item in items if not item.fetched})

    def busy(self) -> dict[str, int]:
        """Items under way, by gateway."""
        with self._lock:
            counts: dict[str, int] = {}
            for item in self._items.values():
                counts[item.gateway] = counts.get(item.gateway, 0) + 1
            return counts

    def close(self) -> None:
        """Nobody waits any more."""
        with self._lock:
            items, self._items = list(self._items.values()), {}
        for item in items:
            item.future.set_exception(InterruptedError())
