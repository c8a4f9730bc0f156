"""How are differences of times kept and calculated with? As whole microseconds."""


def _divided(a, b):
    """Return a / b for integers, rounded to the nearest integer, halves to even."""
    q, r = divmod(a, b)
    if 2 * abs(r) > abs(b) or (2 * abs(r) == abs(b) and q & 1):
        q += 1
    return q


class timedelta:  # noqa: N801
    """A difference of times: days, seconds below a day, microseconds below a second."""

    def __init__(
        self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0
    ):
        total = 0
        left = 0.0  # of floats, below a microsecond each
        for value, unit, name in (
            (days, 86400000000, "days"),
            (seconds, 1000000, "seconds"),
            (microseconds, 1, "microseconds"),
            (milliseconds, 1000, "milliseconds"),
            (minutes, 60000000, "minutes"),
            (hours, 3600000000, "hours"),
            (weeks, 604800000000, "weeks"),
        ):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                whole = int(value)
                part = (value - whole) * unit
                total += whole * unit + int(part)
                left += part - int(part)
            else:
                kind = type(value).__name__
                raise TypeError(f"unsupported type for timedelta {name} component: {kind}")
        if left:
            whole = round(left)
            if abs(left - int(left)) == 0.5:  # round half to even, the integers included
                whole = int(left // 1)
                whole += total + whole & 1
            total += whole
        self._set(total)

    def _set(self, total):
        self._total = total
        seconds, self.microseconds = divmod(total, 1000000)
        self.days, self.seconds = divmod(seconds, 86400)
        if not -999999999 <= self.days <= 999999999:
            raise OverflowError(f"days={self.days}; must have magnitude <= 999999999")

    def total_seconds(self):
        return self._total / 1000000

    def __repr__(self):
        names = ("days", "seconds", "microseconds")
        values = (self.days, self.seconds, self.microseconds)
        given = ", ".join([f"{name}={x}" for name, x in zip(names, values) if x])
        name = "datetime.timedelta" if type(self) is timedelta else type(self).__name__
        return f"{name}({given or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self.microseconds:
            text += f".{self.microseconds:06d}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return delta(self._total + other._total)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return delta(self._total - other._total)
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return delta(other._total - self._total)
        return NotImplemented

    def __neg__(self):
        return delta(-self._total)

    def __pos__(self):
        return self

    def __abs__(self):
        return delta(abs(self._total))

    def __mul__(self, other):
        if isinstance(other, int):
            return delta(self._total * other)
        if isinstance(other, float):
            a, b = _ratio(other)
            return delta(_divided(self._total * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total // other._total
        if isinstance(other, int):
            return delta(self._total // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total / other._total
        if isinstance(other, int):
            return delta(_divided(self._total, other))
        if isinstance(other, float):
            a, b = _ratio(other)
            return delta(_divided(self._total * b, a))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return delta(self._total % other._total)
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            q, r = divmod(self._total, other._total)
            return q, delta(r)
        return NotImplemented

    def __eq__(self, other):
        return self._total == other._total if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total < other._total if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total <= other._total if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total > other._total if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total >= other._total if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._total)

    def __bool__(self):
        return self._total != 0


def delta(total):
    found = timedelta()
    found._set(total)
    return found


def _ratio(x):
    """Return integers (a, b): a / b is the float x."""
    if x - x != 0:
        raise (
            ValueError("cannot convert NaN to integer ratio")
            if x != x
            else OverflowError("cannot convert Infinity to integer ratio")
        )
    b = 1
    while x != int(x):
        x *= 2
        b *= 2
    return int(x), b


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(0, 0, 1)
