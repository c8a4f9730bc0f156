"""What does `import datetime` offer? Dates, times and their differences; zones of fixed offset."""

from time import time as now

from _calendar import formatted, from_ordinal
from _clock import check_time, clock_arguments, clock_text, time
from _dates import check_date, date, in_range, time_tuple, type_name
from _iso import read_date, read_time
from _timedelta import delta, timedelta
from _zones import UTC, check_zone, offset_text, timezone, tzinfo

__all__ = (
    "MAXYEAR",
    "MINYEAR",
    "UTC",
    "date",
    "datetime",
    "time",
    "timedelta",
    "timezone",
    "tzinfo",
)
MINYEAR = 1
MAXYEAR = 9999


class datetime(date):  # noqa: N801
    """A day and a time of it."""

    _clockless = False

    def __init__(
        self,
        year,
        month,
        day,
        hour=0,
        minute=0,
        second=0,
        microsecond=0,
        tzinfo=None,
        *,
        fold=0,
    ):
        check_date(year, month, day)
        check_time(hour, minute, second, microsecond)
        check_zone(tzinfo)
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.tzinfo = tzinfo
        self.fold = fold

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(now(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(now())

    @classmethod
    def today(cls):
        return cls.fromtimestamp(now())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        check_zone(tz)
        found = _of_stamp(cls, timestamp)
        return found if tz is None else tz.fromutc(found.replace(tzinfo=tz))

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(
            date.year,
            date.month,
            date.day,
            time.hour,
            time.minute,
            time.second,
            time.microsecond,
            time.tzinfo if tzinfo is True else tzinfo,
            fold=time.fold,
        )

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
        cut = _date_end(text)
        year, month, day = read_date(text[:cut], text)
        if cut == len(text):
            return cls(year, month, day)
        return cls(year, month, day, *read_time(text[cut + 1 :], text))

    @classmethod
    def strptime(cls, text, format, /):
        from _strptime import parsed

        return cls(*parsed(text, format))

    def date(self):
        return date(self.year, self.month, self.day)

    def time(self):
        return time(self.hour, self.minute, self.second, self.microsecond, fold=self.fold)

    def timetz(self):
        return time(
            self.hour, self.minute, self.second, self.microsecond, self.tzinfo, fold=self.fold
        )

    def replace(
        self,
        year=None,
        month=None,
        day=None,
        hour=None,
        minute=None,
        second=None,
        microsecond=None,
        tzinfo=True,
        *,
        fold=None,
    ):
        return type(self)(
            self.year if year is None else year,
            self.month if month is None else month,
            self.day if day is None else day,
            self.hour if hour is None else hour,
            self.minute if minute is None else minute,
            self.second if second is None else second,
            self.microsecond if microsecond is None else microsecond,
            self.tzinfo if tzinfo is True else tzinfo,
            fold=self.fold if fold is None else fold,
        )

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self)

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(self)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(self)

    def _micros(self):
        """Return the microseconds since the year 0, on the clock of the place."""
        seconds = ((self.toordinal() * 24 + self.hour) * 60 + self.minute) * 60 + self.second
        return seconds * 1000000 + self.microsecond

    def _key(self):
        offset = self.utcoffset()
        return self._micros() if offset is None else self._micros() - offset._total

    def timestamp(self):
        return (self._key() - 62135683200000000) / 1000000

    def astimezone(self, tz=None):
        if tz is None:
            tz = UTC
        if not isinstance(tz, tzinfo):
            name = type(tz).__name__
            raise TypeError(
                f"tzinfo argument must be None or of a tzinfo subclass, not type '{name}'"
            )
        return tz.fromutc(_moment(type(self), self._key(), tz))

    def timetuple(self):
        dst = self.dst()
        flag = -1 if dst is None else 1 if dst else 0
        return time_tuple(self, self.hour, self.minute, self.second, flag)

    def utctimetuple(self):
        found = _moment(datetime, self._key(), None)
        return time_tuple(found, found.hour, found.minute, found.second, 0)

    def isoformat(self, sep="T", timespec="auto"):
        text = clock_text(self.hour, self.minute, self.second, self.microsecond, timespec)
        offset = self.utcoffset()
        text = f"{self.year:04d}-{self.month:02d}-{self.day:02d}{sep}{text}"
        return text if offset is None else text + offset_text(offset, ":")

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        day = f"{self.year}, {self.month}, {self.day}"
        return f"{type_name(self, datetime)}({day}, {clock_arguments(self)})"

    def strftime(self, format):
        offset = self.utcoffset()
        return formatted(
            format,
            self.year,
            self.month,
            self.day,
            self.hour,
            self.minute,
            self.second,
            self.microsecond,
            "" if offset is None else offset_text(offset, ""),
            self.tzname() or "",
        )

    def _same_kind(self, other):
        return isinstance(other, datetime)

    def _compare(self, other, what="compare"):
        """Return the microseconds since another; those of one zone are apart by their clocks."""
        if self.tzinfo is other.tzinfo:
            return self._micros() - other._micros()
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError(f"can't {what} offset-naive and offset-aware datetimes")
        return self._key() - other._key()

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._compare(other) == 0

    def __lt__(self, other):
        return self._compare(other) < 0 if isinstance(other, datetime) else _unlike(self, other)

    def __le__(self, other):
        return self._compare(other) <= 0 if isinstance(other, datetime) else _unlike(self, other)

    def __gt__(self, other):
        return self._compare(other) > 0 if isinstance(other, datetime) else _unlike(self, other)

    def __ge__(self, other):
        return self._compare(other) >= 0 if isinstance(other, datetime) else _unlike(self, other)

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _moment(type(self), self._micros() + other._total, self.tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _moment(type(self), self._micros() - other._total, self.tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        return delta(self._compare(other, "subtract"))


def _unlike(self, other):
    if isinstance(other, date):
        raise TypeError("can't compare datetime.datetime to datetime.date")
    return NotImplemented


def _date_end(text):
    """Return where the date in front of a time ends."""
    if text[4:5] == "-":
        if text[5:6] == "W":
            return 10 if text[8:9] == "-" else min(8, len(text))
        return min(10, len(text))
    if text[4:5] == "W":
        return 8 if text[7:8].isdigit() else min(7, len(text))
    return min(8, len(text))


def _of_stamp(cls, seconds):
    """Return the moment that is so many seconds after 1970, on the clock of UTC."""
    if not isinstance(seconds, (int, float)):
        kind = type(seconds).__name__
        raise TypeError(f"'{kind}' object cannot be interpreted as an integer")
    if seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if not -(1 << 63) <= seconds < 1 << 63:
        raise OverflowError("timestamp out of range for platform time_t")
    whole = int(seconds)
    micros = whole * 1000000 + round((seconds - whole) * 1000000) + 62135683200000000
    days = micros // 86400000000
    if not 1 <= days <= 3652059:
        raise ValueError(f"year {from_ordinal(days)[0]} is out of range")
    return _moment(cls, micros, None)


def _moment(cls, micros, tz):
    """Return the datetime that is so many microseconds after the year 0."""
    seconds, micros = divmod(micros, 1000000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    year, month, day = from_ordinal(in_range(days))
    return cls(year, month, day, hour, minute, second, micros, tz)


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(0, 0, 1)
