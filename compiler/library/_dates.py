"""What is a date in datetime?"""

from time import struct_time
from time import time as now

from _calendar import formatted, from_ordinal, iso_week, month_days, ordinal
from _iso import of_week, read_date
from _timedelta import delta, timedelta


def integer(x):
    if isinstance(x, int):
        return int(x)
    raise TypeError(f"'{type(x).__name__}' object cannot be interpreted as an integer")


def check_date(year, month, day):
    if not 1 <= integer(year) <= 9999:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= integer(month) <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= integer(day) <= month_days(year, month):
        raise ValueError("day is out of range for month")


def type_name(x, own):
    """Return the name that repr gives the type of x: that of the user for a subclass of `own`."""
    name = type(x).__name__
    return f"datetime.{name}" if type(x) is own else name


class date:  # noqa: N801
    """A day of the calendar."""

    _clockless = True

    def __init__(self, year, month, day):
        check_date(year, month, day)
        self.year = year
        self.month = month
        self.day = day

    @classmethod
    def today(cls):
        return cls.fromtimestamp(now())

    @classmethod
    def fromtimestamp(cls, t, /):
        return cls.fromordinal(719163 + int(t // 86400))

    @classmethod
    def fromordinal(cls, n, /):
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        year, month, day = from_ordinal(n)
        return cls(year, month, day)

    @classmethod
    def fromisoformat(cls, text, /):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        year, month, day = read_date(text, text)
        return cls(year, month, day)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        year, month, day = of_week(year, week, day)
        return cls(year, month, day)

    def toordinal(self):
        return ordinal(self.year, self.month, self.day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        return IsoCalendarDate(*iso_week(self.year, self.month, self.day))

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self.year if year is None else year,
            self.month if month is None else month,
            self.day if day is None else day,
        )

    def isoformat(self):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"{type_name(self, date)}({self.year}, {self.month}, {self.day})"

    def strftime(self, format):
        return formatted(format, self.year, self.month, self.day, 0, 0, 0, 0, "", "")

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def ctime(self):
        return f"{self.strftime('%a %b %e %H:%M:%S')} {self.year:04d}"

    def timetuple(self):
        return time_tuple(self, 0, 0, 0, -1)

    def _key(self):
        return self.toordinal()

    def _same_kind(self, other):
        return isinstance(other, date) and other._clockless

    def __eq__(self, other):
        return self._key() == other._key() if self._same_kind(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._same_kind(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._same_kind(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._same_kind(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._same_kind(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self).fromordinal(in_range(self.toordinal() + other.days))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + delta(-other.days * 86400000000)
        if self._same_kind(other):
            return delta((self.toordinal() - other.toordinal()) * 86400000000)
        return NotImplemented


def in_range(n):
    if not 1 <= n <= 3652059:
        raise OverflowError("date value out of range")
    return n


class IsoCalendarDate:
    """A year, a week and a day of ISO 8601."""

    def __init__(self, year, week, weekday):
        self.year = year
        self.week = week
        self.weekday = weekday

    def _key(self):
        return self.year, self.week, self.weekday

    def __iter__(self):
        return iter(self._key())

    def __len__(self):
        return 3

    def __getitem__(self, i):
        return self._key()[i]

    def __eq__(self, other):
        return self._key() == tuple(other)

    def __repr__(self):
        return (
            f"datetime.IsoCalendarDate(year={self.year}, week={self.week}, weekday={self.weekday})"
        )


def time_tuple(day, hour, minute, second, dst):
    n = day.toordinal()
    return struct_time(
        (
            day.year,
            day.month,
            day.day,
            hour,
            minute,
            second,
            (n + 6) % 7,
            n - ordinal(day.year, 1, 1) + 1,
            dst,
        )
    )


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)
