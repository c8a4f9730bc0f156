"""What is a range whose bounds have more than 31 bits?

The compiler has `large` called for range() where an argument may be such a number
(compiler/ranges.py).
"""


def large(*bounds):
    """Make a range of any size: the interpreter's own if that can be."""
    try:
        return range(*bounds)
    except OverflowError:
        whole = [_whole(bound) for bound in bounds]
    if len(whole) == 1:
        return Range(0, whole[0], 1)
    return Range(whole[0], whole[1], whole[2] if len(whole) == 3 else 1)


def _whole(bound):
    if isinstance(bound, int):
        return +bound
    return bound.__index__() if hasattr(bound, "__index__") else range(bound).stop


class Range:
    """Numbers from start, step by step, until stop."""

    def __init__(self, start, stop, step):
        if step == 0:
            raise ValueError("range() arg 3 must not be zero")
        self.start = start
        self.stop = stop
        self.step = step
        span = stop - start if step > 0 else start - stop
        self._length = (span - 1) // abs(step) + 1 if span > 0 else 0

    def __len__(self):
        if self._length >= 1 << 63:
            raise OverflowError("Python int too large to convert to C ssize_t")
        return self._length

    def __bool__(self):
        return self._length > 0

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._part(index)
        if not isinstance(index, int) and not hasattr(index, "__index__"):
            kind = type(index).__name__
            raise TypeError(f"range indices must be integers or slices, not {kind}")
        index = _whole(index)
        place = index + self._length if index < 0 else index
        if not 0 <= place < self._length:
            raise IndexError("range object index out of range")
        return self.start + place * self.step

    def _part(self, part):
        step = 1 if part.step is None else _whole(part.step)
        if step == 0:
            raise ValueError("slice step cannot be zero")
        low, high = (0, self._length) if step > 0 else (-1, self._length - 1)
        start = self._bound(part.start, low if step > 0 else high, low, high)
        stop = self._bound(part.stop, high if step > 0 else low, low, high)
        first = self.start
        return large(first + start * self.step, first + stop * self.step, self.step * step)

    def _bound(self, bound, default, low, high):
        if bound is None:
            return default
        bound = _whole(bound)
        return max(low, min(high, bound + self._length if bound < 0 else bound))

    def __iter__(self):
        number = self.start
        for _ in _times(self._length):
            yield number
            number += self.step

    def __reversed__(self):
        number = self.start + self._length * self.step
        for _ in _times(self._length):
            number -= self.step
            yield number

    def __contains__(self, value):
        if not isinstance(value, int):
            return any(number == value for number in self)
        place, rest = divmod(value - self.start, self.step)
        return rest == 0 and 0 <= place < self._length

    def count(self, value, /):
        """How often is the value in the range: once or not at all?"""
        return 1 if value in self else 0

    def index(self, value, /):
        """Find the place of a value."""
        if value not in self:
            raise ValueError(f"{value!r} is not in range")
        return (value - self.start) // self.step

    def __eq__(self, other):
        if not isinstance(other, (range, Range)):
            return NotImplemented
        length = other._length if isinstance(other, Range) else len(other)
        if length != self._length or not length:
            return length == self._length
        return self.start == other.start and (length == 1 or self.step == other.step)

    def __hash__(self):
        length = self._length
        return hash((length, self.start if length else None, self.step if length > 1 else None))

    def __repr__(self):
        step = "" if self.step == 1 else f", {self.step}"
        return f"range({self.start}, {self.stop}{step})"


Range.__name__ = "range"


def _times(count):
    while count >= 1 << 30:
        yield from range(1 << 29)
        count -= 1 << 29
    yield from range(count)
