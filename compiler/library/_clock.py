"""What is a time of day in datetime?"""

from _calendar import formatted
from _dates import integer, type_name
from _iso import read_time
from _timedelta import timedelta
from _zones import check_zone, offset_text


def check_time(hour, minute, second, microsecond):
    if not 0 <= integer(hour) <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= integer(minute) <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= integer(second) <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= integer(microsecond) <= 999999:
        raise ValueError("microsecond must be in 0..999999")


def clock_text(hour, minute, second, microsecond, timespec):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    text = f"{hour:02d}:{minute:02d}:{second:02d}"
    if timespec == "hours":
        return text[:2]
    if timespec == "minutes":
        return text[:5]
    if timespec == "seconds":
        return text
    if timespec == "milliseconds":
        return f"{text}.{microsecond // 1000:03d}"
    if timespec == "microseconds":
        return f"{text}.{microsecond:06d}"
    raise ValueError("Unknown timespec value")


class time:  # noqa: N801
    """A time of any day."""

    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        check_time(hour, minute, second, microsecond)
        check_zone(tzinfo)
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.tzinfo = tzinfo
        self.fold = fold

    @classmethod
    def fromisoformat(cls, text, /):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        return cls(*read_time(text[1:] if text[:1] == "T" else text, text))

    def replace(
        self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None
    ):
        return type(self)(
            self.hour if hour is None else hour,
            self.minute if minute is None else minute,
            self.second if second is None else second,
            self.microsecond if microsecond is None else microsecond,
            self.tzinfo if tzinfo is True else tzinfo,
            fold=self.fold if fold is None else fold,
        )

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(None)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(None)

    def isoformat(self, timespec="auto"):
        text = clock_text(self.hour, self.minute, self.second, self.microsecond, timespec)
        offset = self.utcoffset()
        return text if offset is None else text + offset_text(offset, ":")

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"{type_name(self, time)}({clock_arguments(self)})"

    def strftime(self, format):
        offset = self.utcoffset()
        return formatted(
            format,
            1900,
            1,
            1,
            self.hour,
            self.minute,
            self.second,
            self.microsecond,
            "" if offset is None else offset_text(offset, ""),
            self.tzname() or "",
        )

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def _key(self):
        total = ((self.hour * 60 + self.minute) * 60 + self.second) * 1000000 + self.microsecond
        offset = self.utcoffset()
        return total if offset is None else total - offset._total

    def _compare(self, other):
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return self._key() - other._key()

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        naive = self.utcoffset() is None
        return naive == (other.utcoffset() is None) and self._key() == other._key()

    def __lt__(self, other):
        return self._compare(other) < 0 if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._compare(other) <= 0 if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._compare(other) > 0 if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._compare(other) >= 0 if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key())


def clock_arguments(t):
    """Write the arguments that make a time: seconds and microseconds if there are some."""
    text = f"{t.hour}, {t.minute}"
    if t.second or t.microsecond:
        text += f", {t.second}"
    if t.microsecond:
        text += f", {t.microsecond}"
    if t.fold:
        text += f", fold={t.fold}"
    return text if t.tzinfo is None else f"{text}, tzinfo={t.tzinfo.__repr__()}"


time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(0, 0, 1)
