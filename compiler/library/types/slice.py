"""Which methods of slice are written in Python?"""


def indices(self, length, /):
    """Return start, stop and step for a sequence of some length."""
    length = range(length).stop
    if length < 0:
        raise ValueError("length should not be negative")
    step = 1 if self.step is None else _index(self.step)
    if step == 0:
        raise ValueError("slice step cannot be zero")
    low, high = (0, length) if step > 0 else (-1, length - 1)
    start = (low if step > 0 else high) if self.start is None else _bound(self.start, low, high)
    stop = (high if step > 0 else low) if self.stop is None else _bound(self.stop, low, high)
    return start, stop, step


def _index(value):
    if not isinstance(value, int):
        raise TypeError("slice indices must be integers or None or have an __index__ method")
    return value + 0


def _bound(value, low, high):
    value = _index(value)
    if value < 0:
        value += high if low == 0 else high + 1
        return max(value, low)
    return min(value, high)
