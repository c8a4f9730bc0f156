"""What do the methods of str, bytes and bytearray share? Those that are written in Python.

`blank` and the like are of the kind of text that self is; bytes and bytearray go together.
"""


def same_kind(self, part):
    """Check that an argument is text of the kind that self is."""
    if isinstance(self, str):
        if not isinstance(part, str):
            raise TypeError(f"must be str, not {type(part).__name__}")
    elif not isinstance(part, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{type(part).__name__}'")


def fill_of(self, fill, method):
    """Check the fill character of ljust, rjust and center."""
    name = type(fill).__name__
    if isinstance(self, str):
        if not isinstance(fill, str):
            raise TypeError(f"The fill character must be a unicode character, not {name}")
        if len(fill) != 1:
            raise TypeError("The fill character must be exactly one character long")
    elif not isinstance(fill, (bytes, bytearray)) or len(fill) != 1:
        raise TypeError(f"{method}() argument 2 must be a byte string of length 1, not {name}")
    return fill


def justify(self, width, fill, method):
    """Fill up on both sides: shares of the left side are 0 (ljust), 2 (rjust) or 1 (center)."""
    width = range(width).stop
    fill = fill_of(self, fill, method)
    pad = width - len(self)
    if pad <= 0:
        return self[:]
    left = 0 if method == "ljust" else pad
    if method == "center":
        left = pad // 2 + (pad & width & 1)
    return self[:0] + fill * left + self + fill * (pad - left)


def partition(self, separator, right):
    """Return what is before and behind a separator, and the separator."""
    same_kind(self, separator)
    if not separator:
        raise ValueError("empty separator")
    at = self.rfind(separator) if right else self.find(separator)
    empty = self[:0]
    if at < 0:
        return (empty, empty, self[:]) if right else (self[:], empty, empty)
    end = at + len(separator)
    found = separator if isinstance(self, bytes) else self[at:end]
    return self[:at], found, self[end:]


def rsplit(self, separator, most):
    """Split from the right, at a separator or at white space."""
    most = range(most).stop
    if separator is not None:
        if isinstance(self, str) and not isinstance(separator, str):
            raise TypeError(f"must be str or None, not {type(separator).__name__}")
        same_kind(self, separator)
        if not separator:
            raise ValueError("empty separator")
    parts = []
    rest = self if separator is not None else self.rstrip()
    while most != 0 and rest:
        if separator is not None:
            at = rest.rfind(separator)
            if at < 0:
                break
            parts.append(rest[at + len(separator) :])
        else:
            at = len(rest)
            while at and not rest[at - 1 : at].isspace():
                at -= 1
            parts.append(rest[at:])
        rest = rest[:at] if separator is not None else rest[:at].rstrip()
        most -= 1
    if separator is not None or rest:
        parts.append(rest[:])
    parts.reverse()
    return parts


def splitlines(self, keepends, ends):
    """Split at line ends."""
    lines = []
    start = at = 0
    length = len(self)
    while at < length:
        char = self[at : at + 1]
        at += 1
        if char in ends:
            end = at - 1
            if char in (b"\r", "\r") and self[at : at + 1] in (b"\n", "\n"):
                at += 1
            lines.append(self[start : at if keepends else end])
            start = at
    if start < length:
        lines.append(self[start:])
    return lines


def expandtabs(self, tabsize, tab, ends):
    """Fill tabs up with spaces."""
    tabsize = range(tabsize).stop
    parts = []
    column = start = 0
    space = tab.replace(tab, b" " if isinstance(tab, bytes) else " ")
    for at in range(len(self)):
        char = self[at : at + 1]
        if char == tab:
            fill = tabsize - column % tabsize if tabsize > 0 else 0
            parts.append(self[start:at] + space * fill)
            column += fill
            start = at + 1
        else:
            column = 0 if char in ends else column + 1
    parts.append(self[start:])
    return self[:0].join(parts)


def affix(self, part, at_end):
    """Leave a prefix or suffix out."""
    if isinstance(self, str) and not isinstance(part, str):
        method = "removesuffix" if at_end else "removeprefix"
        name = "None" if part is None else type(part).__name__
        raise TypeError(f"{method}() argument must be str, not {name}")
    same_kind(self, part)
    if at_end:
        return self[: len(self) - len(part)] if part and self.endswith(part) else self[:]
    return self[len(part) :] if self.startswith(part) else self[:]


def rindex(self, part, start, end):
    """Find the last place of a part, which must be there."""
    at = self.rfind(part, start, end)
    if at < 0:
        raise ValueError("substring not found" if isinstance(self, str) else "subsection not found")
    return at
