"""What is an asynchronous generator? A generator whose own items are told from what it awaits.

The compiler makes `async def f(a): ... yield x` a function that returns
`async_generator(inner(a))`; in `inner`, `yield x` has become `yield Item(x)`.
"""


class Item:
    """What the generator yields for itself; all else goes to whoever runs the coroutine."""

    def __init__(self, value):
        self.value = value


class _Pass:
    """Awaiting this hands an item to whoever runs the coroutine."""

    def __init__(self, item):
        self.item = item

    def __await__(self):
        return (yield self.item)


class async_generator:
    """What a call of the function returns."""

    def __init__(self, generator):
        self._generator = generator
        self._started = False
        self._closed = False
        self.ag_running = False

    def __aiter__(self):
        return self

    def __anext__(self):
        return self._step("anext", None, None)

    def asend(self, value):
        return self._step("asend", value, None)

    def athrow(self, kind, value=None, trace=None):
        return self._step("athrow", None, (kind, value))

    def aclose(self):
        return self._step("aclose", None, (GeneratorExit, None))

    async def _step(self, verb, sent, thrown):
        """Run to the next item and return that."""
        if self.ag_running:
            raise RuntimeError(f"{verb}(): asynchronous generator is already running")
        if self._closed:
            if verb == "aclose":
                return None
            raise StopAsyncIteration
        if sent is not None and not self._started:
            raise TypeError("can't send non-None value to a just-started async generator")
        self._started = self.ag_running = True
        try:
            while True:
                item = self._resume(verb, sent, thrown)
                if item is None:
                    break
                item = item[0]
                if isinstance(item, Item):
                    if verb == "aclose":
                        raise RuntimeError("async generator ignored GeneratorExit")
                    return item.value
                thrown = None
                try:
                    sent = await _Pass(item)
                except BaseException as error:  # noqa: BLE001
                    thrown = error, None
        finally:
            self.ag_running = False
        if verb == "aclose":
            return None
        raise StopAsyncIteration

    def _resume(self, verb, sent, thrown):
        """Return what the generator yields in a tuple, None when it has ended."""
        try:
            if thrown:
                return (self._generator.throw(*thrown),)
            return (self._generator.send(sent),)
        except StopIteration:
            self._closed = True
        except GeneratorExit:
            self._closed = True
            if verb != "aclose":
                raise
        except BaseException:
            self._closed = True
            raise
        return None
