"""What does a struct format mean? Codes, sizes, order and alignment, as on a 64-bit PC."""


class error(Exception):  # noqa: N801
    """What every failure of the module struct raises."""


class Layout:
    """One format: `order` is "little" or "big", items are (code, place, count, size, low, high).

    `low` and `high` are the least and the greatest integer; both are None where values are others.
    """

    def __init__(self, format):
        if isinstance(format, (bytes, bytearray)):
            format = "".join([chr(c) for c in format])
        elif not isinstance(format, str):
            name = type(format).__name__
            raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {name}")
        self.text = format
        self.native = format[:1] not in ("<", ">", "!", "=")
        self.order = "big" if format[:1] in (">", "!") else "little"
        self.items = []
        self.size = 0
        self.values = 0
        n = len(format)
        i = 0 if self.native and format[:1] != "@" else 1
        while i < n:
            i = one(self, format, i, n)


def one(layout, format, i, n):
    """Read the item at format[i]; return the place after it."""
    c = format[i]
    i += 1
    if c in " \t\n\r\v\f":
        return i
    count = 1
    if "0" <= c <= "9":
        start = i - 1
        while i < n and "0" <= format[i] <= "9":
            i += 1
        if i == n:
            raise error("repeat count given without format specifier")
        count = int(format[start:i])
        c = format[i]
        i += 1
    size = size_of(c, layout.native)
    place = layout.size
    if layout.native:
        place += -place % size
    layout.size = place + count * size
    if c != "x":
        layout.values += 1 if c in "sp" else count
        low, high = bounds(c, size)
        layout.items.append((c, place, count, size, low, high))
    return i


def size_of(code, native):
    """Return the bytes of one item."""
    if code in "xcbBsp?":
        return 1
    if code in "hHe":
        return 2
    if code in "iIf":
        return 4
    if code in "qQd":
        return 8
    if code in "lL":
        return 8 if native else 4
    if native and code in "nNP":
        return 8
    raise error("bad char in struct format")


def bounds(code, size):
    if code in "efdscp?":
        return None, None
    half = 1 << 8 * size - 1
    return (-half, half - 1) if code in "bhilqn" else (0, 2 * half - 1)


last = None


def layout_of(format):
    """Return the layout of a format; the last one is kept."""
    global last
    found = last
    if found is None or found.text != format:
        found = Layout(format)
        last = found
    return found
