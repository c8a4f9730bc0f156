"""Which of CPython's asyncio is there? One loop that runs coroutines in turn.

A task sends None to its coroutine. What that yields is a future, which the task waits for, or None:
the task goes on in the next round. Timers are kept in the order in which they are due; the loop
waits for the first of them while nothing else is to be done.
"""

from bisect import insort

from _host import sleep_ms
from _ulambda.time import ticks_diff, ticks_ms

TimeoutError = TimeoutError


class CancelledError(BaseException):
    """A task was cancelled."""


class InvalidStateError(Exception):
    """A future has no result yet, or has one already."""


_ready = []  # (function, argument)
_timers = []  # (due in ms, number, future)
_tasks = []
_clock = [0, 0, 0]  # ms since the start, ticks at that time, number of the last timer


def _now():
    ticks = ticks_ms()
    _clock[0] += ticks_diff(ticks, _clock[1])
    _clock[1] = ticks
    return _clock[0]


class Future:
    """A result that is not there yet."""

    def __init__(self):
        self._state = "pending"
        self._value = None
        self._callbacks = []

    def done(self):
        return self._state != "pending"

    def cancelled(self):
        return self._state == "cancelled"

    def result(self):
        if self._state == "failed":
            raise self._value
        if self._state == "finished":
            return self._value
        if self._state == "cancelled":
            raise CancelledError()
        raise InvalidStateError("Result is not set.")

    def exception(self):
        if self._state == "cancelled":
            raise CancelledError()
        if self._state == "pending":
            raise InvalidStateError("Exception is not set.")
        return self._value if self._state == "failed" else None

    def add_done_callback(self, function):
        if self.done():
            _ready.append((function, self))
        else:
            self._callbacks.append(function)

    def _finish(self, state, value):
        if self.done():
            raise InvalidStateError("invalid state")
        self._state = state
        self._value = value
        for function in self._callbacks:
            _ready.append((function, self))
        self._callbacks = []

    def set_result(self, result):
        self._finish("finished", result)

    def set_exception(self, exception):
        if not isinstance(exception, BaseException):
            exception = exception()
        self._finish("failed", exception)

    def cancel(self, msg=None):
        if self.done():
            return False
        self._finish("cancelled", None)
        return True

    def __await__(self):
        if self._state == "pending":
            yield self
        return self.result()


class Task(Future):
    """A coroutine that the loop runs."""

    def __init__(self, coroutine):
        Future.__init__(self)
        self._coroutine = coroutine
        self._waiting = None
        self._cancelling = False
        _tasks.append(self)
        _ready.append((self._step, None))

    def _step(self, _):
        self._waiting = None
        try:
            if self._cancelling:
                self._cancelling = False
                item = self._coroutine.throw(CancelledError())
            else:
                item = self._coroutine.send(None)
        except StopIteration as stop:
            self._end("finished", stop.value)
        except CancelledError:
            self._end("cancelled", None)
        except Exception as error:  # noqa: BLE001
            self._end("failed", error)
        else:
            if item is None:
                _ready.append((self._step, None))
            else:
                self._waiting = item
                item.add_done_callback(self._step)
                if self._cancelling and item.cancel():
                    self._cancelling = False

    def _end(self, state, value):
        _tasks.remove(self)
        self._finish(state, value)

    def cancel(self, msg=None):
        if self.done():
            return False
        waiting = self._waiting
        if waiting is None or not waiting.cancel():
            self._cancelling = True
        return True


def create_task(coro, *, name=None):
    """Let the loop run a coroutine."""
    return Task(coro)


def ensure_future(awaitable):
    """Make a task of a coroutine; futures stay what they are."""
    return awaitable if isinstance(awaitable, Future) else Task(awaitable)


def _round():
    """Run what is ready now, after the timers that are due."""
    while _timers and (not _ready or _timers[0][0] <= _now()):
        wait = _timers[0][0] - _now()
        if wait > 0:
            _sleep(wait)
            continue
        future = _timers.pop(0)[2]
        if not future.done():
            future.set_result(None)
    for _ in range(len(_ready)):
        function, argument = _ready.pop(0)
        function(argument)


def _sleep(ms):
    try:
        sleep_ms(int(ms) + 1)
    except OSError:  # a board that cannot wait: look again
        pass


def run(main, *, debug=None):
    """Run a coroutine, and what it leaves behind to its cancelled end."""
    _ready.clear()
    _timers.clear()
    _tasks.clear()
    _clock[0] = 0
    _clock[1] = ticks_ms()
    task = Task(main)
    while not task.done():
        if not _ready and not _timers:
            raise RuntimeError("Event loop stopped before Future completed.")
        _round()
    for other in _tasks[:]:
        other.cancel()
    while _ready and _tasks:
        _round()
    return task.result()


async def sleep(delay, result=None):
    """Wait for `delay` seconds; others run in the meantime."""
    if delay <= 0:
        await _Yield()
        return result
    future = Future()
    _clock[2] += 1
    insort(_timers, (_now() + delay * 1000, _clock[2], future))
    await future
    return result


class _Yield:
    def __await__(self):
        yield


async def gather(*coros_or_futures, return_exceptions=False):
    """Wait for all; their results in order."""
    outer = Future()
    children = [ensure_future(awaitable) for awaitable in coros_or_futures]
    left = [len(children)]

    def child_done(child):
        left[0] -= 1
        if outer.done():
            return
        if not return_exceptions and child.cancelled():
            outer.set_exception(CancelledError())
        elif not return_exceptions and child.exception() is not None:
            outer.set_exception(child.exception())
        elif left[0] == 0:
            outer.set_result(None)

    for child in children:
        child.add_done_callback(child_done)
    if children:
        try:
            await outer
        except CancelledError:
            for child in children:
                child.cancel()
            raise
    return [_outcome(child) for child in children]


def _outcome(child):
    if child.cancelled():
        return CancelledError()
    error = child.exception()
    return child.result() if error is None else error


async def wait_for(fut, timeout):
    """Wait at most so many seconds."""
    task = ensure_future(fut)
    if timeout is None:
        return await task
    waiter = Future()
    _clock[2] += 1
    insort(_timers, (_now() + timeout * 1000, _clock[2], waiter))

    def wake(_):
        if not waiter.done():
            waiter.set_result(None)

    task.add_done_callback(wake)
    try:
        await waiter
    except CancelledError:
        task.cancel()
        raise
    if not task.done():
        task.cancel()
        try:
            await task
        except CancelledError:
            raise TimeoutError() from None
    return task.result()


class Event:
    """Tasks wait for it until it is set."""

    def __init__(self):
        self._set = False
        self._waiters = []

    def is_set(self):
        return self._set

    def set(self):
        self._set = True
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(True)
        self._waiters = []

    def clear(self):
        self._set = False

    async def wait(self):
        if not self._set:
            waiter = Future()
            self._waiters.append(waiter)
            await waiter
        return True


class Lock:
    """One task at a time; those that wait get it in order."""

    def __init__(self):
        self._locked = False
        self._waiters = []

    def locked(self):
        return self._locked

    async def acquire(self):
        if self._locked or self._waiters:
            waiter = Future()
            self._waiters.append(waiter)
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(True)
                break

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, error, trace):
        self.release()


class Queue:
    """Items from tasks to tasks, first in first out."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._items = []
        self._getters = []
        self._putters = []

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self._maxsize <= len(self._items)

    async def put(self, item):
        while self.full():
            await _turn(self._putters)
        self._items.append(item)
        _wake(self._getters)

    async def get(self):
        while not self._items:
            await _turn(self._getters)
        item = self._items.pop(0)
        _wake(self._putters)
        return item


async def _turn(waiters):
    waiter = Future()
    waiters.append(waiter)
    await waiter


def _wake(waiters):
    while waiters:
        waiter = waiters.pop(0)
        if not waiter.done():
            waiter.set_result(None)
            break
