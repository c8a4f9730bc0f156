"""How does the % operator of bytes fill in values? Numbers as that of str does."""

FLAGS = b"-+ #0"


def format_bytes(text, values):
    """Fill values in for the fields of text."""
    parts = bytearray()
    fields = _Fields(values)
    at = 0
    while at < len(text):
        start = at
        while at < len(text) and text[at] != 37:
            at += 1
        parts += text[start:at]
        if at < len(text):
            at = fields.put(parts, text, at + 1)
    fields.finish()
    return parts


class _Fields:
    def __init__(self, values):
        self.values = values if isinstance(values, tuple) else (values,)
        self.used = 0
        plain = isinstance(values, (tuple, bytes, bytearray, str, int, float))
        self.mapping = None if plain or not isinstance(values, (dict, list, range)) else values

    def next(self):
        if self.used >= len(self.values):
            raise TypeError("not enough arguments for format string")
        self.used += 1
        return self.values[self.used - 1]

    def finish(self):
        if self.used < len(self.values) and self.mapping is None:
            raise TypeError("not all arguments converted during bytes formatting")

    def put(self, parts, text, at):
        """Put the field whose percent sign is before `at`; return the place behind it."""
        if text[at : at + 1] == b"%":
            parts.append(37)
            return at + 1
        keyed = text[at : at + 1] == b"("
        value = None
        if keyed:
            value, at = self.by_key(text, at + 1)
        start = at
        while at < len(text) and text[at] in FLAGS:
            at += 1
        flags = str(text[start:at], "ascii")
        width, at = self.number(text, at)
        precision = None
        if text[at : at + 1] == b".":
            precision, at = self.number(text, at + 1)
            precision = max(precision or 0, 0)
        if text[at : at + 1] in (b"h", b"l", b"L"):
            at += 1
        if at >= len(text):
            raise ValueError("incomplete format")
        if not keyed:
            value = self.next()
        if width is not None and width < 0:
            flags += "-"
            width = -width
        parts += _piece(chr(text[at]), value, flags, width, precision, at)
        return at + 1

    def by_key(self, text, at):
        if self.mapping is None:
            raise TypeError("format requires a mapping")
        start = at
        depth = 1
        while depth:
            if at >= len(text):
                raise ValueError("incomplete format key")
            depth += (text[at] == 40) - (text[at] == 41)
            at += 1
        self.used = 1
        return self.mapping[text[start : at - 1]], at

    def number(self, text, at):
        if text[at : at + 1] == b"*":
            value = self.next()
            if not isinstance(value, int):
                raise TypeError("* wants int")
            return value, at + 1
        start = at
        while at < len(text) and 48 <= text[at] <= 57:
            at += 1
        return (int(text[start:at]) if at > start else None), at


def _piece(kind, value, flags, width, precision, at):
    if kind in "diuxXoeEfFgG":
        if kind == "i":
            kind = "d"
        if kind in "eEfFgG" and not isinstance(value, (int, float)):
            raise TypeError(f"float argument required, not {type(value).__name__}")
        form = "%" + flags + ("" if width is None else str(width))
        return ((form + ("" if precision is None else f".{precision}") + kind) % (value,)).encode()
    if kind in "sb":
        piece = _bytes_of(value)
    elif kind in "ar":
        piece = ascii(value).encode()
    elif kind == "c":
        piece = _one_byte(value)
        precision = None
    else:
        shown = kind if 31 <= ord(kind) < 128 else "?"
        raise ValueError(f"unsupported format character '{shown}' (0x{ord(kind):x}) at index {at}")
    piece = piece[:precision]
    fill = b" " * ((width or 0) - len(piece))
    return piece + fill if "-" in flags else fill + piece


def _bytes_of(value):
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    if hasattr(value, "__bytes__") and not isinstance(value, type):
        return bytes(value)
    raise TypeError(
        "%b requires a bytes-like object, or an object that implements __bytes__, "
        f"not '{type(value).__name__}'"
    )


def _one_byte(value):
    if isinstance(value, int):
        if not 0 <= value <= 255:
            raise OverflowError("%c arg not in range(256)")
        return bytes([value])
    if isinstance(value, (bytes, bytearray)) and len(value) == 1:
        return bytes(value)
    raise TypeError("%c requires an integer in range(256) or a single byte")
