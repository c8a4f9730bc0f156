"""What does `import itertools` offer?

Generators, made by functions that check their arguments first. A function that is called back and
raises StopIteration is a RuntimeError here.
"""

from _ulambda import native


@native
def count(start=0, step=1):
    _number(start)
    _number(step)
    return _count(start, step)


def _number(x):
    if not (isinstance(x, (int, float)) or hasattr(x, "__index__") or hasattr(x, "__float__")):
        raise TypeError("a number is required")


def _count(x, step):
    while True:
        yield x
        x = x + step


@native
def cycle(iterable, /):
    return _cycle(iter(iterable))


def _cycle(items):
    seen = []
    for x in items:
        yield x
        seen.append(x)
    while seen:
        yield from seen


@native
def repeat(object, times=...):
    return _repeat(object, None if times is ... else range(times))


def _repeat(x, times):
    if times is None:
        while True:
            yield x
    for _ in times:
        yield x


@native
def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(items, func, total):
    if total is None:
        for total in items:
            break
        else:
            return
    yield total
    for x in items:
        total = total + x if func is None else func(total, x)
        yield total


class chain:  # noqa: N801
    """All items of the first iterable, then those of the next."""

    def __new__(cls, *iterables):
        return _chained(iterables)

    @staticmethod
    def from_iterable(iterable, /):
        return _chained(iter(iterable))


def _chained(iterables):
    for items in iterables:
        yield from items


@native
def compress(data, selectors):
    return _compress(iter(data), iter(selectors))


def _compress(data, selectors):
    for x, keep in zip(data, selectors):
        if keep:
            yield x


@native
def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, items):
    for x in items:
        if not predicate(x):
            yield x
            break
    yield from items


@native
def takewhile(predicate, iterable, /):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, items):
    for x in items:
        if not predicate(x):
            return
        yield x


@native
def filterfalse(predicate, iterable, /):
    return _filterfalse(predicate, iter(iterable))


def _filterfalse(predicate, items):
    for x in items:
        if not (x if predicate is None else predicate(x)):
            yield x


@native
def starmap(function, iterable, /):
    return _starmap(function, iter(iterable))


def _starmap(function, items):
    for x in items:
        yield function(*tuple(x))


@native
def pairwise(iterable, /):
    return _pairwise(iter(iterable))


def _pairwise(items):
    for before in items:
        for x in items:
            yield before, x
            before = x


_INDICES = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
_STOP = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
_STEP = "Step for islice() must be a positive integer or None."


def islice(iterable, /, *bounds):
    if not 1 <= len(bounds) <= 3:
        limit = "most 4" if bounds else "least 2"
        raise TypeError(f"islice expected at {limit} arguments, got {len(bounds) + 1}")
    start, stop, step = 0, bounds[0], 1
    if len(bounds) > 1:
        start, stop = bounds[:2]
        if len(bounds) == 3:
            step = bounds[2]
        if stop is not None and (not isinstance(stop, int) or stop == -1):
            raise ValueError(_STOP)
        _check(start, 0, _INDICES)
        _check(stop, 0, _INDICES)
        _check(step, 1, _STEP)
    else:
        _check(stop, 0, _STOP)
    return _islice(iter(iterable), start or 0, stop, step or 1)


def _check(bound, least, message):
    if bound is not None and not (isinstance(bound, int) and bound >= least):
        raise ValueError(message)


def _islice(items, start, stop, step):
    i = 0
    while True:
        while i < start:
            for _ in items:
                break
            else:
                return
            i += 1
        if stop is not None and i >= stop:
            return
        for x in items:
            break
        else:
            return
        i += 1
        start += step
        if stop is not None and start > stop:
            start = stop
        yield x


@native
def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(items) for items in iterables], fillvalue)


def _zip_longest(sources, fill):
    open = len(sources)
    while open:
        row = []
        for i, source in enumerate(sources):
            x = fill
            if source is not None:
                for x in source:
                    break
                else:
                    sources[i] = None
                    open -= 1
                    if not open:
                        return
            row.append(x)
        yield tuple(row)


@native
def product(*iterables, repeat=1):
    if not range(repeat) and repeat < 0:
        raise ValueError("repeat argument cannot be negative")
    return _product([tuple(items) for items in iterables] * repeat)


def _product(pools):
    places = [0] * len(pools)
    if not all(pools):
        return
    while True:
        yield tuple([pool[i] for pool, i in zip(pools, places)])
        k = len(pools) - 1
        while k >= 0 and places[k] == len(pools[k]) - 1:
            places[k] = 0
            k -= 1
        if k < 0:
            return
        places[k] += 1


@native
def permutations(iterable, r=None):
    pool = tuple(iterable)
    if r is not None and not isinstance(r, int):
        raise TypeError("Expected int as r")
    if r is not None and r < 0:
        raise ValueError("r must be non-negative")
    return _permutations(pool, len(pool) if r is None else r)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    order = list(range(n))
    left = list(range(n, n - r, -1))
    while True:
        yield tuple([pool[i] for i in order[:r]])
        k = r - 1
        while k >= 0:
            left[k] -= 1
            if left[k]:
                break
            order.append(order.pop(k))
            left[k] = n - k
            k -= 1
        if k < 0:
            return
        j = n - left[k]
        order[k], order[j] = order[j], order[k]


@native
def combinations(iterable, r):
    pool = tuple(iterable)
    if not range(r) and r < 0:
        raise ValueError("r must be non-negative")
    return _combinations(pool, r)


def _combinations(pool, r):
    n = len(pool)
    if r > n:
        return
    places = list(range(r))
    while True:
        yield tuple([pool[i] for i in places])
        k = r - 1
        while k >= 0 and places[k] == k + n - r:
            k -= 1
        if k < 0:
            return
        places[k] += 1
        for j in range(k + 1, r):
            places[j] = places[j - 1] + 1


@native
def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    if not range(r) and r < 0:
        raise ValueError("r must be non-negative")
    return _combinations_again(pool, r)


def _combinations_again(pool, r):
    last = len(pool) - 1
    if last < 0 and r:
        return
    places = [0] * r
    while True:
        yield tuple([pool[i] for i in places])
        k = r - 1
        while k >= 0 and places[k] == last:
            k -= 1
        if k < 0:
            return
        places[k:] = [places[k] + 1] * (r - k)


class groupby:  # noqa: N801
    """Pairs of a key and an iterator of the items in a row that have it."""

    def __init__(self, iterable, key=None):
        self._items = iter(iterable)
        self._by = key
        self._group = None  # the key of the group that was given out, in a list of its own
        self._last = None  # [key, item] that was read last; [key] when the item is given out

    def __iter__(self):
        return self

    def __next__(self):
        group = self._group
        self._group = ()  # while the next is looked for, no group goes on
        while self._last is None or (group and _same(group[0], self._last[0])):
            self._read()
        self._group = [self._last[0]]
        return self._last[0], self._members(self._group)

    def _read(self):
        x = next(self._items)
        self._last = [x if self._by is None else self._by(x), x]

    def _members(self, group):
        while group is self._group:
            if len(self._last) == 1:
                try:
                    self._read()
                except StopIteration:
                    return
            if not _same(group[0], self._last[0]):
                return
            yield self._last.pop()


def _same(a, b):
    return a is b or a == b


@native
def tee(iterable, n=2, /):
    if not range(n) and n < 0:
        raise ValueError("n must be >= 0")
    items = iter(iterable)
    link = [None, None]
    return tuple([_tee(items, link) for _ in range(n)])


def _tee(items, link):
    """Walk along links [item, next link]; who comes first to the end reads an item."""
    while True:
        if link[1] is None:
            for x in items:
                link[0] = x
                link[1] = [None, None]
                break
            else:
                return
        x, link = link
        yield x
