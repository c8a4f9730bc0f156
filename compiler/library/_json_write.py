"""How do values become JSON text? A recursive writer that appends pieces to a list."""

from _ulambda.text import piece, span


class Writer:
    """The pieces so far, and how to write: see json.dumps. `indent` is a text or None."""

    def __init__(self, skip, ascii_only, circular, nan, indent, item, key, default, sort):
        self.pieces = []
        self.skip = skip
        self.ascii_only = ascii_only
        self.nan = nan
        self.indent = indent
        self.item = item
        self.key = key
        self.default = default
        self.sort = sort
        self.open = [] if circular else None


def text(s, ascii_only):
    """Write a string."""
    data = s.encode()
    if span(data, 0, 3 if ascii_only else 2) == len(data):
        return '"' + s + '"'
    pieces = ['"']
    i = 0
    while True:
        end = span(data, i, 2)
        part = piece(data, i, end)
        if ascii_only and max(part, default="") > "~":
            part = "".join([c if c <= "~" else escape(ord(c)) for c in part])
        pieces.append(part)
        if end == len(data):
            break
        c = data[end]
        place = b'"\\\n\r\t\b\f'.find(c)
        pieces.append("\\" + '"\\nrtbf'[place] if place >= 0 else escape(c))
        i = end + 1
    pieces.append('"')
    return "".join(pieces)


def escape(n):
    if n < 0x10000:
        return f"\\u{n:04x}"
    n -= 0x10000
    return f"\\u{0xD800 | n >> 10:04x}\\u{0xDC00 | n & 1023:04x}"


def number(w, x):
    """Write a float."""
    if x - x == 0:
        return repr(x)
    if not w.nan:
        seen = "" if w.indent is None else ": " + repr(x)
        raise ValueError("Out of range float values are not JSON compliant" + seen)
    return "NaN" if x != x else "Infinity" if x > 0 else "-Infinity"


def write(w, o, margin):
    """Append the pieces of a value; `margin` is a line's end and start at this depth, or None."""
    pieces = w.pieces
    if isinstance(o, str):
        pieces.append(text(o, w.ascii_only))
    elif o is None:
        pieces.append("null")
    elif o is True:
        pieces.append("true")
    elif o is False:
        pieces.append("false")
    elif isinstance(o, int):
        pieces.append(str(int(o)))
    elif isinstance(o, float):
        pieces.append(number(w, o))
    elif isinstance(o, (list, tuple)):
        if o:
            entered(w, o, elements, margin)
        else:
            pieces.append("[]")
    elif isinstance(o, dict):
        if o:
            entered(w, o, members, margin)
        else:
            pieces.append("{}")
    else:
        entered(w, o, other, margin)


def entered(w, o, how, margin):
    """Write what may lead back to itself."""
    if w.open is None:
        how(w, o, margin)
        return
    for outer in w.open:
        if outer is o:
            raise ValueError("Circular reference detected")
    w.open.append(o)
    how(w, o, margin)
    w.open.pop()


def other(w, o, margin):
    if w.default is None:
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")
    write(w, w.default(o), margin)


def elements(w, o, margin):
    pieces = w.pieces
    between = w.item
    pieces.append("[")
    inner = margin
    if w.indent is not None:
        inner = margin + w.indent
        between += inner
        pieces.append(inner)
    first = True
    for x in o:
        if not first:
            pieces.append(between)
        first = False
        write(w, x, inner)
    if w.indent is not None:
        pieces.append(margin)
    pieces.append("]")


def members(w, o, margin):
    pieces = w.pieces
    between = w.item
    pieces.append("{")
    inner = margin
    if w.indent is not None:
        inner = margin + w.indent
        between += inner
        pieces.append(inner)
    first = True
    for k, x in sorted(o.items()) if w.sort else o.items():
        if not isinstance(k, str):
            k = key_text(w, k)
            if k is None:
                continue
        if not first:
            pieces.append(between)
        first = False
        pieces.append(text(k, w.ascii_only))
        pieces.append(w.key)
        write(w, x, inner)
    if w.indent is not None:
        pieces.append(margin)
    pieces.append("}")


def key_text(w, k):
    """Return the text of a key that is no string; None to leave it out."""
    if k is True:
        return "true"
    if k is False:
        return "false"
    if k is None:
        return "null"
    if isinstance(k, int):
        return str(int(k))
    if isinstance(k, float):
        return number(w, k)
    if w.skip:
        return None
    raise TypeError(f"keys must be str, int, float, bool or None, not {type(k).__name__}")
