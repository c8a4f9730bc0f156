"""What zones of time has datetime? A base for any, and those of a fixed offset."""

from _timedelta import timedelta


def check_zone(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        name = type(tz).__name__
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{name}'")


class tzinfo:  # noqa: N801
    """A base for zones: utcoffset, dst and tzname of a datetime."""

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def fromutc(self, dt):
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = self.utcoffset(dt)
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        summer = self.dst(dt)
        if summer is None:
            raise ValueError("fromutc: non-None dst() result required")
        dt += offset - summer  # now on standard time, which says whether it is summer
        return dt + self.dst(dt)


def offset_text(offset, between):
    """Write an offset as +HH:MM, with seconds if there are some."""
    total = offset._total
    sign = "-" if total < 0 else "+"
    seconds, rest = divmod(abs(total), 1000000)
    minutes, seconds = divmod(seconds, 60)
    text = f"{sign}{minutes // 60:02d}{between}{minutes % 60:02d}"
    if seconds or rest:
        text += f"{between}{seconds:02d}"
    return f"{text}.{rest:06d}" if rest else text


class timezone(tzinfo):  # noqa: N801
    """A zone of a fixed offset."""

    def __init__(self, offset, name=...):
        if not isinstance(offset, timedelta):
            found = type(offset).__name__
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {found}")
        if not -86400000000 < offset._total < 86400000000:
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and "
                f"timedelta(hours=24), not {offset!r}."
            )
        if name is not ... and not isinstance(name, str):
            found = "None" if name is None else type(name).__name__
            raise TypeError(f"timezone() argument 2 must be str, not {found}")
        self._offset = offset
        self._name = None if name is ... else name

    def fromutc(self, dt):
        return dt + self._offset

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + offset_text(self._offset, ":") if self._offset else "UTC"

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self._name is not None:
            return f"datetime.timezone({self._offset.__repr__()}, {self._name!r})"
        if not self._offset:
            return "datetime.timezone.utc"
        return f"datetime.timezone({self._offset.__repr__()})"


UTC = timezone(timedelta())
timezone.utc = UTC
