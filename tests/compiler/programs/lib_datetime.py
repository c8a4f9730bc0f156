# datetime: dates, times, their differences and zones; reading and writing them.
import datetime as dt
from datetime import date, datetime, time, timedelta, timezone


def show(f, *args, **options):
    try:
        print(repr(f(*args, **options)))
    except (ValueError, TypeError, OverflowError, ZeroDivisionError, RuntimeError) as e:
        print(type(e).__name__, e)


def plus(a, b):
    return a + b


def minus(a, b):
    return a - b


def less(a, b):
    return a < b


# differences
WEEK = timedelta(weeks=1)
HOUR = timedelta(hours=1)
for d in (
    timedelta(),
    WEEK,
    HOUR,
    -HOUR,
    timedelta(1, 2, 3),
    timedelta(days=-1, seconds=86399, microseconds=999999),
    timedelta(milliseconds=1.5),
    timedelta(seconds=0.1),
    timedelta(hours=1.5, minutes=-0.25),
    timedelta(microseconds=0.5),
    timedelta(microseconds=1.5),
    timedelta(days=0.000001, seconds=1e-7),
    timedelta.max,
    timedelta.min,
    timedelta.resolution,
):
    print(d, repr(d), d.total_seconds(), bool(d), d.days, d.seconds, d.microseconds)
print(WEEK + HOUR, WEEK - HOUR, WEEK * 3, 3 * HOUR, HOUR * 0.3, HOUR * 1e-10, -0.5 * HOUR)
print(WEEK / HOUR, WEEK // HOUR, WEEK / 7, HOUR // 7, WEEK / 0.3, WEEK % timedelta(hours=5))
print(divmod(WEEK, timedelta(hours=5)), abs(-HOUR), +HOUR, timedelta(microseconds=5) / 2)
print(timedelta(microseconds=-3) / 2, timedelta(microseconds=7) / -2)
print(HOUR == timedelta(minutes=60), HOUR != 3600, HOUR < WEEK, HOUR >= WEEK)
print(len({HOUR, timedelta(minutes=60), WEEK}), sum([HOUR, WEEK], timedelta()), max(HOUR, WEEK))
show(timedelta, "a")
show(timedelta, hours=None)
show(timedelta, days=10**9)
show(lambda: timedelta.max + HOUR)
show(lambda: HOUR / 0)
show(lambda: HOUR // timedelta())
show(lambda: HOUR * float("nan"))
show(lambda: HOUR / float("inf"))

# dates
DAYS = [date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31), date(2021, 1, 3), date(2020, 12, 31)]
DAYS += [
    date(1900, 3, 1),
    date(2000, 2, 29),
    date(2026, 11, 21),
    date(2016, 1, 1),
    date(1970, 1, 1),
]
for d in DAYS:
    print(d, repr(d), d.toordinal(), d.weekday(), d.isoweekday(), d.isocalendar(), d.ctime())
    print(tuple(d.isocalendar()), d.isocalendar()[1], d.isocalendar().week)
    print(d.strftime("%Y-%m-%d %a %A %b %B %j %U %W %y %d %% %G-W%V-%u %w %H:%M:%S %f %p %I"))
    print(d.timetuple(), d.isoformat(), f"{d:%d.%m.}", f"{d}", date.fromordinal(d.toordinal()) == d)
    show(plus, d, timedelta(days=59, hours=23))
    show(minus, d, timedelta(days=400))
    show(minus, d, date(2000, 1, 1))
print(
    sorted(DAYS),
    min(DAYS),
    len({*DAYS, date(2024, 2, 29)}),
    hash(DAYS[0]) == hash(date(2024, 2, 29)),
)
print(
    date(2024, 2, 29).replace(day=1),
    date(2024, 2, 29).replace(2020, 1),
    date.min,
    date.max,
    date.resolution,
)
print(
    DAYS[0] == date(2024, 2, 29), DAYS[0] != 3, DAYS[0] < DAYS[1], DAYS[0] == datetime(2024, 2, 29)
)
for args in (
    (2023, 2, 29),
    (2023, 13, 1),
    (0, 1, 1),
    (10000, 1, 1),
    (2023, 1, 0),
    ("a", 1, 1),
    (2023, 1.0, 1),
):
    show(date, *args)
show(date.fromordinal, 0)
show(date.fromordinal, 3652060)
show(date(2024, 2, 29).replace, year=2023)
show(less, date(2024, 1, 1), datetime(2024, 1, 1))
for text in (
    "2024-02-29",
    "20240229",
    "2024-W09-4",
    "2024W094",
    "2024-W09",
    "2024W09",
    "2024-2-29",
    "2023-02-29",
    "x",
    "",
    "2024-02-291",
    "2024-W54-1",
    "2024-W01-8",
    "2021-W53-1",
    "2020-W53-7",
    "2024-0229",
    "202402-29",
):
    show(date.fromisoformat, text)
show(date.fromisoformat, 3)
show(date.fromisocalendar, 2024, 9, 4)
show(date.fromisocalendar, 2024, 53, 4)
show(date.fromisocalendar, 2024, 1, 8)
show(date.fromisocalendar, 0, 1, 8)
show(date.fromtimestamp, 86400 * 20000 + 43200)

# times of day
CET = timezone(HOUR, "CET")
ODD = timezone(-timedelta(hours=3, minutes=30, seconds=15))
TIMES = [
    time(),
    time(12, 34),
    time(12, 34, 56),
    time(12, 34, 56, 789),
    time(23, 59, 59, 999999),
    time(6, tzinfo=CET),
    time(6, 30, tzinfo=ODD),
    time(1, fold=1),
]
for t in TIMES:
    print(t, repr(t), t.isoformat(), t.utcoffset(), t.tzname(), t.dst(), t.tzinfo, t.fold)
    print(t.strftime("%H:%M:%S.%f %I %p %z|%Z|%j"), f"{t:%H}", t.replace(hour=3, microsecond=7))
    for spec in ("hours", "minutes", "seconds", "milliseconds", "microseconds", "auto"):
        print(t.isoformat(spec), end=" ")
    print(t.isoformat(timespec="minutes"))
print(
    TIMES[0] < TIMES[1],
    TIMES[1] == time(12, 34),
    TIMES[1] == TIMES[5],
    time(6, tzinfo=CET) == time(5, tzinfo=timezone.utc),
)
show(less, TIMES[0], TIMES[5])
show(TIMES[0].isoformat, "days")
for args in ((24,), (0, 60), (0, 0, 60), (0, 0, 0, 1000000), (-1,), ("1",), (1, 2, 3, 4, 5)):
    show(time, *args)
for text in (
    "12",
    "12:34",
    "12:34:56",
    "12:34:56.789",
    "12:34:56,789123",
    "123456",
    "1234",
    "T12:34",
    "12:34Z",
    "12:34:56+01:00",
    "12:34:56-03:30:15",
    "12:34+0100",
    "123456.7",
    "12:34:56.1234567",
    "1:2",
    "12:",
    "",
    "25:00",
    "12:34:56+24:00",
    "12-34",
    "12:34:56.",
    "12:34:56+",
):
    show(time.fromisoformat, text)
print(time.min, time.max, time.resolution, TIMES[5].replace(tzinfo=None), bool(time()))

# days and times
MOMENTS = [
    datetime(2024, 2, 29),
    datetime(2024, 2, 29, 12, 34),
    datetime(2024, 2, 29, 12, 34, 56),
    datetime(2024, 2, 29, 12, 34, 56, 7),
    datetime(2024, 2, 29, 0, 30, tzinfo=CET),
    datetime(2024, 2, 29, 22, 30, 1, tzinfo=ODD),
    datetime(1, 1, 1),
    datetime(9999, 12, 31, 23, 59, 59, 999999),
    datetime(1969, 12, 31, 23, 59, 59, 5, timezone.utc),
]
for m in MOMENTS:
    print(
        m,
        repr(m),
        m.isoformat(),
        m.isoformat(" ", "milliseconds"),
        m.date(),
        m.time(),
        m.timetz(),
        m.ctime(),
    )
    print(
        m.timetuple(),
        m.utctimetuple() if m.year not in (1, 9999) else "",
        m.weekday(),
        m.isocalendar(),
        m.toordinal(),
    )
    print(m.utcoffset(), m.tzname(), m.dst(), f"{m:%Y}{m}", m.strftime("%c|%x|%X|%Z|%z|%D %T"))
    show(plus, m, timedelta(hours=30, microseconds=-8))
    show(minus, m, timedelta(days=1))
    show(minus, m, datetime(2000, 1, 1))
    show(minus, m, datetime(2000, 1, 1, tzinfo=timezone.utc))
    show(less, m, datetime(2024, 2, 29, 12))
    show(less, m, date(2024, 2, 29))
    if m.tzinfo is not None:
        print(m.timestamp(), m.astimezone(timezone.utc), m.astimezone(CET), m.astimezone(ODD))
print(
    datetime.combine(date(2024, 5, 6), time(7, 8, tzinfo=CET)),
    datetime.combine(date(2024, 5, 6), time(7), timezone.utc),
)
print(
    MOMENTS[4] == datetime(2024, 2, 28, 23, 30, tzinfo=timezone.utc),
    MOMENTS[4] == MOMENTS[1],
    MOMENTS[1] != 5,
    hash(MOMENTS[4]) == hash(datetime(2024, 2, 28, 23, 30, tzinfo=timezone.utc)),
)
print(
    MOMENTS[3].replace(
        year=2020, month=1, day=2, hour=3, minute=4, second=5, microsecond=6, tzinfo=CET
    )
)
print(
    isinstance(MOMENTS[0], date),
    isinstance(MOMENTS[0].date(), datetime),
    issubclass(datetime, date),
    MOMENTS[0] > datetime.min,
    datetime.max,
)
for stamp in (
    0,
    1,
    1e9,
    1700000000.123456,
    0.5,
    1.0000005,
    1.0000015,
    253402200700,
    -1.5,
    1234567890.999999,
):
    print(
        datetime.fromtimestamp(stamp, timezone.utc),
        datetime.utcfromtimestamp(stamp),
        datetime.fromtimestamp(stamp, tz=CET),
        datetime.fromtimestamp(stamp, timezone.utc).timestamp(),
    )
show(datetime.fromtimestamp, 1e20, timezone.utc)
show(datetime.fromtimestamp, 0, 5)
for stamp in (253402300800, -62135596801, float("nan"), float("inf"), "a", -0.0000004):
    show(datetime.fromtimestamp, stamp, timezone.utc)
show(lambda: datetime(2024, 6, 1, tzinfo=CET) - datetime(2024, 1, 1, tzinfo=CET))
for text in (
    "2024-02-29",
    "2024-02-29T12:34:56",
    "2024-02-29 12:34:56.789",
    "20240229T123456",
    "2024-W09-4T12",
    "2024-02-29T12:34:56Z",
    "2024-02-29T12:34:56.123456+01:00",
    "2024-02-29T12:34:56-0330",
    "2024-02-29T",
    "2024-02-29X12:00",
    "2024-02-30",
    "2024-02-29T25:00",
    "",
    "now",
    "2024W094T12:00",
    "2024-02-29T12:34:56+00:00",
):
    show(datetime.fromisoformat, text)
for args in (
    (2024, 2, 30),
    (2024, 2, 1, 24),
    (2024, 1, 1, 0, 60),
    (2024, 1, 1, 0, 0, 0, 0, 1),
):
    show(datetime, *args)
for text, form in (
    ("2024-02-29 12:34:56", "%Y-%m-%d %H:%M:%S"),
    ("29 Feb 24, 1:05 PM", "%d %b %y, %I:%M %p"),
    ("Thursday, 29 February 2024", "%A, %d %B %Y"),
    ("Thu Feb 29 12:34:56 2024", "%a %b %d %H:%M:%S %Y"),
    ("2024 060", "%Y %j"),
    ("12:34:56.789", "%H:%M:%S.%f"),
    ("2024-02-29T12:34:56+0100", "%Y-%m-%dT%H:%M:%S%z"),
    ("2024-02-29T12:34:56-03:30", "%Y-%m-%dT%H:%M:%S%z"),
    ("2024-02-29T12:34:56Z", "%Y-%m-%dT%H:%M:%S%z"),
    ("1/2/2024", "%d/%m/%Y"),
    ("100%", "%d0%%"),
    ("12  34", "%H %M"),
    ("69-01-01", "%y-%m-%d"),
    ("2024-02-29 x", "%Y-%m-%d"),
    ("2024-02", "%Y-%m-%d"),
    ("24:00", "%H:%M"),
    ("12 AM", "%I %p"),
    ("12:00 UTC", "%H:%M %Z"),
    ("2023-02-29", "%Y-%m-%d"),
    ("5", "%Q"),
    ("5", "%"),
    ("", "%Y"),
    ("may 1 2020", "%b %d %Y"),
    ("MAY 1 2020", "%B %d %Y"),
):
    show(datetime.strptime, text, form)

# zones
for z in (
    timezone.utc,
    dt.UTC,
    CET,
    ODD,
    timezone(timedelta(0)),
    timezone(timedelta(minutes=-5)),
    timezone(HOUR),
):
    print(z, repr(z), z.utcoffset(None), z.tzname(None), z.dst(None), z == timezone.utc, z == CET)
show(timezone, timedelta(hours=24))
show(timezone, 3)
show(timezone, HOUR, 3)


class Warsaw(dt.tzinfo):
    def utcoffset(self, when):
        return timedelta(hours=2 if 4 <= when.month <= 10 else 1)

    def dst(self, when):
        return timedelta(hours=1 if 4 <= when.month <= 10 else 0)

    def tzname(self, when):
        return "CEST" if 4 <= when.month <= 10 else "CET"


for month in (1, 6):
    m = datetime(2024, month, 1, 12, tzinfo=Warsaw())
    print(
        m.isoformat(),
        m.tzname(),
        m.dst(),
        m.utcoffset(),
        m.astimezone(timezone.utc),
        m.timetuple().tm_isdst,
    )
print(datetime(2024, 6, 1, 12, tzinfo=Warsaw()) - datetime(2024, 1, 1, 12, tzinfo=Warsaw()))
print(datetime(2024, 6, 1, 12, tzinfo=timezone.utc).astimezone(Warsaw()))


class Broken(dt.tzinfo):
    def utcoffset(self, when):
        return HOUR

    def dst(self, when):
        return None


BROKEN = Broken()
SUMMER = Warsaw()
show(datetime(2024, 6, 1).astimezone, BROKEN)
show(BROKEN.fromutc, datetime(2024, 6, 1))
show(BROKEN.tzname, None)
print(datetime(2024, 6, 1, tzinfo=SUMMER) - datetime(2024, 1, 1, tzinfo=SUMMER))


class Stamp(datetime):
    def short(self):
        return self.strftime("%H:%M")


s = Stamp(2024, 5, 6, 7, 8)
print(
    s.short(),
    (s + HOUR).short(),
    type(s + HOUR).__name__,
    type(s.replace(hour=1)).__name__,
    repr(s),
)
print(
    Stamp.fromisoformat("2024-01-01T02:03").short(),
    s == datetime(2024, 5, 6, 7, 8),
    dt.MINYEAR,
    dt.MAXYEAR,
)
a, b = datetime.now(), datetime.now(timezone.utc)
print(
    a.year > 2020,
    b.tzinfo is timezone.utc,
    date.today().year > 2020,
    datetime.utcnow() >= datetime(2024, 1, 1),
    datetime.today().tzinfo,
)
