"""How do the days of the calendar count? Day 1 is the first of January of the year 1."""


def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_days(year, month):
    if month == 2 and leap(year):
        return 29
    return (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def ordinal(year, month, day):
    """Return the number of a day."""
    y = year - 1
    before = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)[month - 1]
    before += month > 2 and leap(year)
    return y * 365 + y // 4 - y // 100 + y // 400 + before + day


def from_ordinal(n):
    """Return (year, month, day)."""
    year = (n - 1) * 400 // 146097 + 1
    while ordinal(year, 1, 1) > n:
        year -= 1
    while n - ordinal(year, 1, 1) >= 365 + leap(year):
        year += 1
    day = n - ordinal(year, 1, 1) + 1
    month = 1
    while day > month_days(year, month):
        day -= month_days(year, month)
        month += 1
    return year, month, day


def iso_week(year, month, day):
    """Return (year, week, day) as ISO 8601 counts weeks."""
    n = ordinal(year, month, day)
    week, weekday = divmod(n - week_1(year), 7)
    if week < 0:
        year -= 1
        week = (n - week_1(year)) // 7
    elif week >= 52 and n >= week_1(year + 1):
        year += 1
        week = 0
    return year, week + 1, weekday + 1


def week_1(year):
    """Return the number of the Monday of the year's first week."""
    first = ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def formatted(format, year, month, day, hour, minute, second, microsecond, offset, zone):
    """Return what strftime does; `offset` and `zone` are texts, for %z and %Z."""
    found = []
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c != "%" or i == len(format):
            found.append(c)
            continue
        c = format[i]
        i += 1
        found.append(field(c, year, month, day, hour, minute, second, microsecond, offset, zone))
    return "".join(found)


def field(c, year, month, day, hour, minute, second, microsecond, offset, zone):
    """Return the text of one directive."""
    n = ordinal(year, month, day)
    weekday = (n + 6) % 7
    yearday = n - ordinal(year, 1, 1) + 1
    if c == "Y":
        return str(year)
    if c == "m":
        return f"{month:02d}"
    if c == "d":
        return f"{day:02d}"
    if c == "H":
        return f"{hour:02d}"
    if c == "M":
        return f"{minute:02d}"
    if c == "S":
        return f"{second:02d}"
    if c == "f":
        return f"{microsecond:06d}"
    if c == "z":
        return offset
    if c == "Z":
        return zone
    if c == "y":
        return f"{year % 100:02d}"
    if c == "a":
        return DAYS[weekday][:3]
    if c == "A":
        return DAYS[weekday]
    if c == "b" or c == "h":
        return MONTHS[month - 1][:3]
    if c == "B":
        return MONTHS[month - 1]
    if c == "I":
        return f"{(hour + 11) % 12 + 1:02d}"
    if c == "p":
        return "AM" if hour < 12 else "PM"
    if c == "j":
        return f"{yearday:03d}"
    if c == "w":
        return str((weekday + 1) % 7)
    if c == "u":
        return str(weekday + 1)
    if c == "U":
        return f"{(yearday + 6 - (weekday + 1) % 7) // 7:02d}"
    if c == "W":
        return f"{(yearday + 6 - weekday) // 7:02d}"
    if c == "G":
        return str(iso_week(year, month, day)[0])
    if c == "V":
        return f"{iso_week(year, month, day)[1]:02d}"
    short = {
        "c": "%a %b %e %H:%M:%S %Y",
        "x": "%m/%d/%y",
        "X": "%H:%M:%S",
        "D": "%m/%d/%y",
        "F": "%Y-%m-%d",
        "T": "%H:%M:%S",
        "R": "%H:%M",
    }.get(c)
    if short is not None:
        return formatted(short, year, month, day, hour, minute, second, microsecond, offset, zone)
    return {"e": f"{day:2d}", "%": "%", "n": "\n", "t": "\t"}.get(c, "%" + c)
