"""How does JSON text become values? A reader of UTF-8 with CPython's positions and messages.

It reads bytes, behind which a NUL stands, since places in them need no counting of characters.
"""

from _ulambda.text import piece, span

BLANK, DIGITS, PLAIN = 0, 1, 2  # kinds of runs of bytes that `span` knows


class JSONDecodeError(ValueError):
    """Where and why a text is no JSON: msg, doc, pos, lineno, colno."""

    def __init__(self, msg, doc, pos):
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {self.lineno} column {self.colno} (char {pos})")


class Reader:
    """Bytes, the place `i` behind what was read last, and the functions that build values."""

    def __init__(self, s, object_hook, parse_float, parse_int, parse_constant, pairs_hook, strict):
        self.data = (s + "\0").encode()
        self.i = 0
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant
        self.pairs_hook = pairs_hook
        self.strict = strict


def failure(msg, data, i):
    """Return the error at a place of the data."""
    text = piece(data, 0, len(data) - 1)
    return JSONDecodeError(msg, text, len(piece(data, 0, i)))


def read_all(r):
    """Read the only value of the text."""
    found = value(r, span(r.data, 0, BLANK))
    end = span(r.data, r.i, BLANK)
    if end != len(r.data) - 1:
        raise failure("Extra data", r.data, end)
    return found


def read_from(r, at):
    """Read a value that begins at a character; return it and the place behind it."""
    begin = len(piece(r.data, 0, len(r.data) - 1)[:at].encode())
    found = value(r, begin)
    return found, at + len(piece(r.data, begin, r.i))


def decoded(s):
    """Return the text of bytes."""
    if not isinstance(s, (bytes, bytearray)):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {type(s).__name__}")
    return (s[3:] if s.startswith(b"\xef\xbb\xbf") else s).decode()


def value(r, i):
    """Read the value that begins at i; r.i is then the place behind it.

    `outer` are the containers that are open around `inside`, each with the key that waits for its
    value; a list has the key None.
    """
    data = r.data
    outer = []
    inside = key = None
    wants_key = False
    while True:
        if wants_key:
            if data[i] != 34:
                raise failure("Expecting property name enclosed in double quotes", data, i)
            end = span(data, i + 1, PLAIN)
            if data[end] == 34:
                key = piece(data, i + 1, end)
                i = end + 1
            else:
                key = escaped(r, i + 1)
                i = r.i
            if data[i] <= 32:
                i = span(data, i, BLANK)
            if data[i] != 58:
                raise failure("Expecting ':' delimiter", data, i)
            i += 1
            if data[i] <= 32:
                i = span(data, i, BLANK)
            wants_key = False
        c = data[i]
        if c == 34:
            end = span(data, i + 1, PLAIN)
            if data[end] == 34:
                found = piece(data, i + 1, end)
                i = end + 1
            else:
                found = escaped(r, i + 1)
                i = r.i
        elif c == 123 or c == 91:
            i = span(data, i + 1, BLANK)
            if data[i] == c + 2:
                found = [] if c == 91 else made(r, [] if r.pairs_hook else {})
                i += 1
            else:
                outer.append((inside, key))
                wants_key = c == 123
                inside = {} if wants_key and not r.pairs_hook else []
                key = None
                continue
        else:
            found = number(r, i) if 48 <= c <= 57 or c == 45 else word(r, i)
            i = r.i
        while inside is not None:
            if data[i] <= 32:
                i = span(data, i, BLANK)
            c = data[i]
            if key is None:
                inside.append(found)
                if c == 44:
                    break
                if c != 93:
                    raise failure("Expecting ',' delimiter", data, i)
                found = inside
            else:
                if r.pairs_hook:
                    inside.append((key, found))
                else:
                    inside[key] = found
                if c == 44:
                    wants_key = True
                    break
                if c != 125:
                    raise failure("Expecting ',' delimiter", data, i)
                found = made(r, inside)
            i += 1
            inside, key = outer.pop()
        else:
            r.i = i
            return found
        i = span(data, i + 1, BLANK)


def made(r, inside):
    """Return what becomes of an object's members."""
    if r.pairs_hook:
        return r.pairs_hook(inside)
    return r.object_hook(inside) if r.object_hook else inside


def word(r, i):
    """Read a value that is spelled in letters."""
    data = r.data
    for text, found in ((b"true", True), (b"false", False), (b"null", None)):
        if data.startswith(text, i):
            r.i = i + len(text)
            return found
    for text in (b"NaN", b"Infinity", b"-Infinity"):
        if data.startswith(text, i):
            r.i = i + len(text)
            name = piece(text, 0, len(text))
            return r.parse_constant(name) if r.parse_constant else float(name)
    raise failure("Expecting value", data, i)


def number(r, start):
    data = r.data
    i = start + 1 if data[start] == 45 else start
    if data[i] == 48:
        i += 1
    elif 49 <= data[i] <= 57:
        i = span(data, i, DIGITS)
    else:
        return word(r, start)
    end = i
    if data[i] == 46 and 48 <= data[i + 1] <= 57:
        end = span(data, i + 1, DIGITS)
    if data[end] | 32 == 101:
        j = end + 1
        if data[j] == 43 or data[j] == 45:
            j += 1
        if 48 <= data[j] <= 57:
            end = span(data, j, DIGITS)
    r.i = end
    text = piece(data, start, end)
    return r.parse_int(text) if i == end else r.parse_float(text)


def escaped(r, i):
    """Read a string that has escapes, or that has no end; its first character is at i."""
    data = r.data
    begin = i - 1
    last = len(data) - 1
    found = []
    while True:
        start = i
        i = span(data, i, PLAIN)
        while not r.strict and data[i] < 32 and i < last:
            i = span(data, i + 1, PLAIN)
        found.append(piece(data, start, i))
        c = data[i]
        if c == 34:
            r.i = i + 1
            return "".join(found)
        if i == last or (c == 92 and i + 1 == last):
            raise failure("Unterminated string starting at", data, begin)
        if c != 92:
            raise failure("Invalid control character at", data, i)
        c = data[i + 1]
        place = b'"\\/bfnrt'.find(c)
        if c == 117:
            code = code_unit(data, i + 2)
            i += 6
            if 0xD800 <= code <= 0xDBFF and i + 6 < last and data.startswith(b"\\u", i):
                low = code_unit(data, i + 2)
                if 0xDC00 <= low <= 0xDFFF:
                    code = 0x10000 + (code - 0xD800 << 10) + low - 0xDC00
                    i += 6
            found.append(chr(code))
        elif place >= 0:
            found.append('"\\/\b\f\n\r\t'[place])
            i += 2
        else:
            raise failure("Invalid \\escape", data, i)


def code_unit(data, i):
    """Return the number of four hexadecimal digits."""
    found = 0
    for c in data[i : i + 4]:
        place = b"0123456789abcdefABCDEF".find(c)
        if place < 0:
            break
        found = 16 * found + (place if place < 16 else place - 6)
    else:
        if i + 4 < len(data) - 1:
            return found
    raise failure("Invalid \\uXXXX escape", data, i - 1)
