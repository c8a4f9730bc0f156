"""What is a deque? A list whose first places may be free: both ends move in constant time."""

_SLACK = 16  # so many free places in front are not worth giving back


class deque:  # noqa: N801
    """A queue with two ends: the items are `_items[_first:]`."""

    def __init__(self, iterable=..., maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self.maxlen = maxlen
        self._items = []
        self._first = 0
        if iterable is not ...:
            self.extend(iterable)

    def append(self, x, /):
        items = self._items
        items.append(x)
        if self.maxlen is not None and len(items) - self._first > self.maxlen:
            self.popleft()

    def appendleft(self, x, /):
        if self.maxlen is not None and len(self) >= self.maxlen:
            if not self.maxlen:
                return
            self._items.pop()
        if not self._first:
            self._first = len(self._items) + 8
            self._items = [None] * self._first + self._items
        self._first -= 1
        self._items[self._first] = x

    def pop(self):
        if len(self._items) == self._first:
            raise IndexError("pop from an empty deque")
        return self._items.pop()

    def popleft(self):
        items, first = self._items, self._first
        if len(items) == first:
            raise IndexError("pop from an empty deque")
        x = items[first]
        items[first] = None
        first += 1
        if first > _SLACK and first * 2 > len(items):
            self._items = items[first:]
            first = 0
        self._first = first
        return x

    def extend(self, iterable, /):
        for x in list(self) if iterable is self else iterable:
            self.append(x)

    def extendleft(self, iterable, /):
        for x in list(self) if iterable is self else iterable:
            self.appendleft(x)

    def _list(self):
        return self._items[self._first :]

    def _set(self, items):
        self._items = items
        self._first = 0

    def clear(self):
        self._set([])

    def copy(self):
        return type(self)(self, self.maxlen)

    def __copy__(self):
        return type(self)(self, self.maxlen)

    def rotate(self, n=1, /):
        if not isinstance(n, int):
            n = range(n).stop
        if not -(1 << 63) <= n < 1 << 63:
            raise OverflowError("Python int too large to convert to C ssize_t")
        items = self._list()
        if len(items) > 1:
            n = -n % len(items)
            self._set(items[n:] + items[:n])

    def reverse(self):
        self._set(self._list()[::-1])

    def count(self, x, /):
        return self._list().count(x)

    def index(self, x, start=0, stop=..., /):
        items = self._list()
        for i in range(*slice(start, len(items) if stop is ... else stop).indices(len(items))):
            if items[i] is x or items[i] == x:
                return i
        raise ValueError(f"{x!r} is not in deque")

    def insert(self, i, x, /):
        if self.maxlen is not None and len(self) >= self.maxlen:
            raise IndexError("deque already at its maximum size")
        items = self._list()
        items.insert(i, x)
        self._set(items)

    def remove(self, x, /):
        items = self._list()
        for i in range(len(items)):
            same = items[i] is x or items[i] == x
            if len(self) != len(items):
                raise IndexError("deque mutated during remove().")
            if same:
                del items[i]
                self._set(items)
                return
        raise ValueError(f"{x!r} is not in deque")

    def _place(self, i):
        """Return the place of item i in the list."""
        if not isinstance(i, int):
            raise TypeError(f"sequence index must be integer, not '{type(i).__name__}'")
        size = len(self._items) - self._first
        if i < 0:
            i += size
        if not 0 <= i < size:
            raise IndexError("deque index out of range")
        return i + self._first

    def __getitem__(self, i):
        return self._items[self._place(i)]

    def __setitem__(self, i, x):
        self._items[self._place(i)] = x

    def __delitem__(self, i):
        i = self._place(i) - self._first
        items = self._list()
        del items[i]
        self._set(items)

    def __len__(self):
        return len(self._items) - self._first

    def __iter__(self):
        items, first, end = self._items, self._first, len(self._items)
        i = first
        while items is self._items and first == self._first and end == len(items):
            if i == end:
                return
            yield items[i]
            i += 1
        raise RuntimeError("deque mutated during iteration")

    def __reversed__(self):
        return reversed(self._list())

    def __contains__(self, x):
        return x in self._list()

    def __repr__(self):
        items = ", ".join(["[...]" if x is self else repr(x) for x in self._list()])
        limit = "" if self.maxlen is None else f", maxlen={self.maxlen}"
        return f"{type(self).__name__}([{items}]{limit})"

    def __eq__(self, other):
        return self._list() == other._list() if isinstance(other, deque) else NotImplemented

    def __lt__(self, other):
        return self._list() < other._list() if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return self._list() <= other._list() if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return self._list() > other._list() if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return self._list() >= other._list() if isinstance(other, deque) else NotImplemented

    def __add__(self, other):
        if not isinstance(other, deque):
            name = type(other).__name__
            raise TypeError(f'can only concatenate deque (not "{name}") to deque')
        found = self.copy()
        found.extend(other)
        return found

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        return type(self)(self._list() * n, self.maxlen)

    def __rmul__(self, n):
        return type(self)(self._list() * n, self.maxlen)

    def __imul__(self, n):
        items = self._list() * n
        self.clear()
        self.extend(items)
        return self
