"""What does `import time` offer? The clocks, UTC calendars, and MicroPython's ticks."""

from _calendar import formatted, from_ordinal, ordinal
from _host import sleep_ms, time_us
from _ulambda import native
from _ulambda.time import ticks_diff, ticks_ms, time

timezone = 0
altzone = 0
daylight = 0
tzname = ("UTC", "UTC")


@native
def time_ns():
    return time_us() * 1000


@native
def ticks_us():
    return time_us() & 0x1FFFFFFF


@native
def ticks_add(ticks, delta, /):
    if not -0x10000000 < delta < 0x10000000:
        raise OverflowError("ticks interval overflow")
    return (ticks + delta) & 0x1FFFFFFF


@native
def monotonic():
    return time_us() / 1000000


@native
def monotonic_ns():
    return time_us() * 1000


@native
def perf_counter():
    return time_us() / 1000000


@native
def perf_counter_ns():
    return time_us() * 1000


@native
def sleep(secs, /):
    if secs < 0:
        raise ValueError("sleep length must be non-negative")
    sleep_ms(int(secs * 1000))


@native
def sleep_us(us, /):
    sleep_ms(us // 1000)


class struct_time:  # noqa: N801
    """Nine numbers with names."""

    def __init__(self, sequence, /):
        self._items = tuple(sequence)
        if len(self._items) != 9:
            raise TypeError(
                f"time.struct_time() takes a 9-sequence ({len(self._items)}-sequence given)"
            )
        self.tm_year, self.tm_mon, self.tm_mday = self._items[:3]
        self.tm_hour, self.tm_min, self.tm_sec = self._items[3:6]
        self.tm_wday, self.tm_yday, self.tm_isdst = self._items[6:]

    def __len__(self):
        return 9

    def __iter__(self):
        return iter(self._items)

    def __getitem__(self, i):
        return self._items[i]

    def __eq__(self, other):
        return self._items == tuple(other)

    def __hash__(self):
        return hash(self._items)

    def __repr__(self):
        names = "year mon mday hour min sec wday yday isdst".split()
        given = ", ".join([f"tm_{name}={x}" for name, x in zip(names, self._items)])
        return f"time.struct_time({given})"


@native
def gmtime(seconds=None, /):
    seconds = time_us() // 1000000 if seconds is None else int(seconds // 1)
    days, rest = divmod(seconds, 86400)
    n = days + 719163
    year, month, day = from_ordinal(n)
    return struct_time(
        (
            year,
            month,
            day,
            rest // 3600,
            rest // 60 % 60,
            rest % 60,
            (n + 6) % 7,
            n - ordinal(year, 1, 1) + 1,
            0,
        )
    )


@native
def localtime(seconds=None, /):
    return gmtime(seconds)


@native
def mktime(t, /):
    """Return the seconds of a UTC calendar time."""
    days = ordinal(t[0], t[1], t[2]) - 719163
    return float(((days * 24 + t[3]) * 60 + t[4]) * 60 + t[5])


@native
def strftime(format, t=None, /):
    t = gmtime() if t is None else t
    return formatted(format, t[0], t[1], t[2], t[3], t[4], t[5], 0, "+0000", "UTC")


@native
def asctime(t=None, /):
    return strftime("%a %b %e %H:%M:%S %Y", gmtime() if t is None else t)


@native
def ctime(seconds=None, /):
    return asctime(gmtime(seconds))
