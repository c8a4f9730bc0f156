"""How are dates and times of ISO 8601 read?"""

from _calendar import from_ordinal, week_1
from _timedelta import delta
from _zones import UTC, timezone


def _digits(text, i, n):
    """Return the number that n digits from place i on make, or -1."""
    part = text[i : i + n]
    return int(part) if len(part) == n and part.isascii() and part.isdigit() else -1


def read_date(text, whole):
    """Return (year, month, day) of YYYY-MM-DD, YYYYMMDD or a week, YYYY-Www-D."""
    year = _digits(text, 0, 4)
    dash = 1 if text[4:5] == "-" else 0
    i = 4 + dash
    if text[i : i + 1] == "W":
        week = _digits(text, i + 1, 2)
        i += 3
        day = 1
        if i < len(text):
            if (text[i] == "-") != bool(dash):
                raise _invalid(whole)
            i += dash
            day = _digits(text, i, 1)
            i += 1
        if year < 1 or week < 1 or day < 0 or i != len(text):
            raise _invalid(whole)
        try:
            return of_week(year, week, day)
        except ValueError:
            raise _invalid(whole) from None
    month = _digits(text, i, 2)
    i += 2
    if dash:
        if text[i : i + 1] != "-":
            raise _invalid(whole)
        i += 1
    day = _digits(text, i, 2)
    if year < 0 or month < 0 or day < 0 or i + 2 != len(text):
        raise _invalid(whole)
    return year, month, day


def _invalid(text):
    return ValueError(f"Invalid isoformat string: {text!r}")


def of_week(year, week, day):
    if not 1 <= year <= 9999:
        raise ValueError(f"Year is out of range: {year}")
    if not 1 <= week <= 53 or (week == 53 and week_1(year) + 52 * 7 >= week_1(year + 1)):
        raise ValueError(f"Invalid week: {week}")
    if not 1 <= day <= 7:
        raise ValueError(f"Invalid day: {day} (range is [1, 7])")
    return from_ordinal(week_1(year) + 7 * (week - 1) + day - 1)


def _read_clock(text, whole):
    """Return [hour, minute, second, microsecond] of HH[:MM[:SS[.ffffff]]], colons or none."""
    found = [0, 0, 0, 0]
    colon = text[2:3] == ":"
    i = 0
    for k in range(3):
        n = _digits(text, i, 2)
        if n < 0:
            raise _invalid(whole)
        found[k] = n
        i += 2
        if i == len(text):
            return found
        if text[i] in ".," and k == 2:
            break
        if colon:
            if text[i] != ":" or k == 2:
                raise _invalid(whole)
            i += 1
        elif k == 2:
            raise _invalid(whole)
    part = text[i + 1 :]
    if not part.isascii() or not part.isdigit():
        raise _invalid(whole)
    found[3] = int((part + "00000")[:6])
    return found


def read_time(text, whole):
    """Return (hour, minute, second, microsecond, tzinfo)."""
    for i, c in enumerate(text):
        if c in "+-Z":
            break
    else:
        return (*_read_clock(text, whole), None)
    clock = _read_clock(text[:i], whole)
    if text[i:] == "Z":
        return (*clock, UTC)
    if text[i] == "Z":
        raise _invalid(whole)
    hour, minute, second, microsecond = _read_clock(text[i + 1 :], whole)
    total = ((hour * 60 + minute) * 60 + second) * 1000000 + microsecond
    if text[i] == "-":
        total = -total
    return (*clock, timezone(delta(total)) if total else UTC)
