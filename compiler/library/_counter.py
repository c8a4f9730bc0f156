"""What is a Counter? A dict of how often each thing was seen; missing ones 0 times."""


class Counter(dict):
    """How often each thing was seen: missing ones 0 times."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        found = sorted(self.items(), key=_second, reverse=True)
        return found if n is None else found[: max(n, 0)]

    def elements(self):
        for x, n in self.items():
            for _ in range(n):
                yield x

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError(
            "Counter.fromkeys() is undefined.  Use Counter(iterable) instead."
        )

    def update(self, iterable=None, /, **kwds):
        get = self.get
        if isinstance(iterable, dict):
            if not self:
                super().update(iterable)
                iterable = {}
            for x, n in iterable.items():
                self[x] = n + get(x, 0)
        elif iterable is not None:
            for x in iterable:
                self[x] = get(x, 0) + 1
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if isinstance(iterable, dict):
            for x, n in iterable.items():
                self[x] = self[x] - n
        elif iterable is not None:
            for x in iterable:
                self[x] = self[x] - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __delitem__(self, x):
        if x in self:
            super().__delitem__(x)

    def __repr__(self):
        name = type(self).__name__
        if not self:
            return f"{name}()"
        try:
            items = dict(self.most_common())
        except TypeError:
            items = dict(self)
        return f"{name}({items!r})"

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[x] == other[x] for c in (self, other) for x in c)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[x] <= other[x] for c in (self, other) for x in c)

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[x] >= other[x] for c in (self, other) for x in c)

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def _combined(self, other, how):
        """Return a counter of the positive results of how(n, m)."""
        found = Counter()
        for x, n in self.items():
            n = how(n, other[x])
            if n > 0:
                found[x] = n
        for x, m in other.items():
            if x not in self:
                m = how(0, m)
                if m > 0:
                    found[x] = m
        return found

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda n, m: n + m)

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda n, m: n - m)

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, max)

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, min)

    def __pos__(self):
        return self._combined(Counter(), lambda n, m: n)

    def __neg__(self):
        return self._combined(Counter(), lambda n, m: -n)

    def __iadd__(self, other):
        for x, n in other.items():
            self[x] += n
        return self._positive()

    def __isub__(self, other):
        for x, n in other.items():
            self[x] -= n
        return self._positive()

    def __ior__(self, other):
        for x, n in other.items():
            if n > self[x]:
                self[x] = n
        return self._positive()

    def __iand__(self, other):
        for x, n in self.items():
            if other[x] < n:
                self[x] = other[x]
        return self._positive()

    def _positive(self):
        for x in [x for x, n in self.items() if not n > 0]:
            del self[x]
        return self


def _second(pair):
    return pair[1]
