"""How does JSON text become values? A recursive reader with CPython's positions and messages."""


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
    """A text, the place `i` that is read next, and the functions that build values."""

    def __init__(self, s, object_hook, parse_float, parse_int, parse_constant, pairs_hook, strict):
        self.s = s
        self.i = 0
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant
        self.pairs_hook = pairs_hook
        self.strict = strict


def read_all(r):
    """Read the only value of the text."""
    r.i = blank(r.s, 0)
    found = value(r)
    end = blank(r.s, r.i)
    if end != len(r.s):
        raise JSONDecodeError("Extra data", r.s, end)
    return found


def blank(s, i):
    """Return the first place from i on that is not white space."""
    n = len(s)
    while i < n and s[i] in " \t\n\r":
        i += 1
    return i


def value(r):
    """Read the value that begins at r.i."""
    s = r.s
    i = r.i
    c = s[i : i + 1]
    if c == '"':
        return string(r, i + 1)
    if c == "{":
        return members(r, i + 1)
    if c == "[":
        return elements(r, i + 1)
    if "0" <= c <= "9" or c == "-":
        return number(r, i)
    return word(r, i, c)


def word(r, i, c):
    """Read a value that is spelled in letters."""
    s = r.s
    if c == "t" and s.startswith("true", i):
        r.i = i + 4
        return True
    if c == "f" and s.startswith("false", i):
        r.i = i + 5
        return False
    if c == "n" and s.startswith("null", i):
        r.i = i + 4
        return None
    if c == "N" and s.startswith("NaN", i):
        return constant(r, "NaN")
    if c == "I" and s.startswith("Infinity", i):
        return constant(r, "Infinity")
    raise JSONDecodeError("Expecting value", s, i)


def constant(r, name):
    r.i += len(name)
    return r.parse_constant(name) if r.parse_constant else float(name)


def number(r, start):
    s = r.s
    n = len(s)
    i = start + (s[start] == "-")
    first = s[i : i + 1]
    if first == "0":
        i += 1
    elif "1" <= first <= "9":
        i = digits(s, i, n)
    elif s.startswith("-Infinity", start):
        return constant(r, "-Infinity")
    else:
        raise JSONDecodeError("Expecting value", s, start)
    end = i
    if s[i : i + 1] == "." and "0" <= s[i + 1 : i + 2] <= "9":
        end = digits(s, i + 1, n)
    if end < n and s[end] in "eE":
        j = end + 1
        if s[j : j + 1] in ("+", "-"):
            j += 1
        if "0" <= s[j : j + 1] <= "9":
            end = digits(s, j, n)
    r.i = end
    return r.parse_int(s[start:end]) if i == end else r.parse_float(s[start:end])


def digits(s, i, n):
    """Return the end of the digits from i on."""
    while i < n and "0" <= s[i] <= "9":
        i += 1
    return i


def elements(r, i):
    s = r.s
    found = []
    i = blank(s, i)
    if s[i : i + 1] == "]":
        r.i = i + 1
        return found
    while True:
        r.i = i
        found.append(value(r))
        i = r.i
        c = s[i : i + 1]
        if c != "," and c != "]":
            i = blank(s, i)
            c = s[i : i + 1]
        if c == "]":
            r.i = i + 1
            return found
        if c != ",":
            raise JSONDecodeError("Expecting ',' delimiter", s, i)
        i = blank(s, i + 1)


def members(r, i):
    s = r.s
    pairs = [] if r.pairs_hook else None
    found = {}
    i = blank(s, i)
    c = s[i : i + 1]
    while c != "}":
        if c != '"':
            raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)
        key = string(r, i + 1)
        i = blank(s, r.i)
        if s[i : i + 1] != ":":
            raise JSONDecodeError("Expecting ':' delimiter", s, i)
        r.i = blank(s, i + 1)
        if pairs is None:
            found[key] = value(r)
        else:
            pairs.append((key, value(r)))
        i = blank(s, r.i)
        c = s[i : i + 1]
        if c == "}":
            break
        if c != ",":
            raise JSONDecodeError("Expecting ',' delimiter", s, i)
        i = blank(s, i + 1)
        c = s[i : i + 1]
        if c != '"':
            raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)
    r.i = i + 1
    if r.pairs_hook:
        return r.pairs_hook(pairs)
    return r.object_hook(found) if r.object_hook else found


def string(r, i):
    """Read the string whose first character is at i."""
    s = r.s
    end = s.find('"', i)
    if end > i:
        part = s[i:end]
        if "\\" not in part and (min(part) >= " " or not r.strict):
            r.i = end + 1
            return part
    elif end == i:
        r.i = end + 1
        return ""
    return escaped(r, i)


def escaped(r, i):
    """Read a string that has escapes, or that has no end."""
    s = r.s
    n = len(s)
    begin = i - 1
    found = []
    while True:
        start = i
        while i < n and s[i] != '"' and s[i] != "\\" and (s[i] >= " " or not r.strict):
            i += 1
        found.append(s[start:i])
        if i >= n:
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        if s[i] == '"':
            r.i = i + 1
            return "".join(found)
        if s[i] != "\\":
            raise JSONDecodeError("Invalid control character at", s, i)
        c = s[i + 1 : i + 2]
        place = '"\\/bfnrt'.find(c)
        if not c:
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        if c == "u":
            code = code_unit(s, i + 2)
            i += 6
            if 0xD800 <= code <= 0xDBFF and i + 6 < n and s.startswith("\\u", i):
                low = code_unit(s, i + 2)
                if 0xDC00 <= low <= 0xDFFF:
                    code = 0x10000 + (code - 0xD800 << 10) + low - 0xDC00
                    i += 6
            found.append(chr(code))
        elif place >= 0:
            found.append('"\\/\b\f\n\r\t'[place])
            i += 2
        else:
            raise JSONDecodeError("Invalid \\escape", s, i)


def code_unit(s, i):
    """Return the number of four hexadecimal digits."""
    found = 0
    for c in s[i : i + 4]:
        place = "0123456789abcdef".find(c.lower())
        if place < 0:
            break
        found = 16 * found + place
    else:
        if i + 4 < len(s):
            return found
    raise JSONDecodeError("Invalid \\uXXXX escape", s, i - 1)
