"""Which methods of range are written in Python?"""


def count(self, value, /):
    """How often is the value in the range: once or not at all?"""
    return 1 if value in self else 0


def index(self, value, /):
    """Find the place of a value."""
    if isinstance(value, int):
        if value not in self:
            raise ValueError(f"{value!r} is not in range")
        return (value - self.start) // self.step
    for place, item in enumerate(self):
        if item == value:
            return place
    raise ValueError("sequence.index(x): x not in sequence")
