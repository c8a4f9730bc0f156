"""How is a regular expression read? Into a tree of tuples, with CPython's messages and positions.

A node is (kind, ...): ("empty",), ("one", matcher), ("all", nodes), ("any", nodes), ("at", where),
("repeat", node, least, most, greedy), ("group", number, node), ("look", ahead, wanted, node).
`most` is None without limit. A matcher is a character, or (negated, ASCII members, others).
"""

ASCII = (
    "\0\1\2\3\4\5\6\7\b\t\n\v\f\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e"
    "\x1f !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f"
)
DIGITS = "0123456789"
WORDS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
SPACES = " \t\n\r\v\f"
MORE_SPACES = " \t\n\r\v\f\x1c\x1d\x1e\x1f"
IGNORECASE = 2
MULTILINE = 8
DOTALL = 16
UNICODE = 32
VERBOSE = 64
ASCII_ONLY = 256


class error(Exception):  # noqa: N801
    """What is wrong with a pattern, and where."""

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = None
        self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


class Reader:
    """The pattern's text, the place that is read next, and what is known of its groups."""

    def __init__(self, pattern, text, flags):
        self.pattern = pattern
        self.s = text
        self.i = 0
        self.flags = flags
        self.groups = 0
        self.names = {}
        self.bytes = not isinstance(pattern, str)

    def fail(self, msg, pos):
        return error(msg, self.pattern, pos)

    def peek(self):
        return self.s[self.i : self.i + 1]

    def take(self, text):
        """Step over a text if it comes next."""
        if self.s.startswith(text, self.i):
            self.i += len(text)
            return True
        return False


def parse(pattern, text, flags):
    """Return the reader and the tree of a pattern."""
    r = Reader(pattern, text, flags)
    lead = leading_flags(r)
    while lead:
        lead = leading_flags(r)
    if r.bytes:
        if r.flags & UNICODE:
            raise ValueError("cannot use UNICODE flag with a bytes pattern")
    elif r.flags & ASCII_ONLY == 0:
        r.flags |= UNICODE
    elif r.flags & UNICODE:
        raise ValueError("ASCII and UNICODE flags are incompatible")
    tree = choice(r, r.flags | (ASCII_ONLY if r.bytes else 0), 0)
    if r.i < len(r.s):
        raise r.fail("unbalanced parenthesis", r.i)
    return r, tree


def leading_flags(r):
    """Read (?aimsux) at the very start."""
    i = r.i + 2
    if not r.s.startswith("(?", r.i):
        return False
    flags = 0
    while i < len(r.s) and r.s[i] in "aiLmsux":
        flags |= flag_of(r, r.s[i], i)
        i += 1
    if not flags or r.s[i : i + 1] != ")":
        return False
    r.flags |= flags
    r.i = i + 1
    return True


def flag_of(r, c, i):
    if c == "L":
        raise r.fail("bad inline flags: cannot use 'L' flag with a str pattern", i + 1)
    if c == "u" and r.bytes:
        raise r.fail("bad inline flags: cannot use 'u' flag with a bytes pattern", i + 1)
    return (256, 2, 8, 16, 32, 64)["aimsux".find(c)]


def choice(r, flags, depth):
    """Read alternatives up to a closing parenthesis or the end."""
    found = [sequence(r, flags, depth)]
    while r.take("|"):
        found.append(sequence(r, flags, depth))
    return found[0] if len(found) == 1 else ("any", found)


def skip_verbose(r):
    s = r.s
    while r.i < len(s):
        if s[r.i] in SPACES:
            r.i += 1
        elif s[r.i] == "#":
            end = s.find("\n", r.i)
            r.i = len(s) if end < 0 else end + 1
        else:
            return


def sequence(r, flags, depth):
    found = []
    while True:
        if flags & VERBOSE:
            skip_verbose(r)
        c = r.peek()
        if not c or c in "|)":
            return found[0] if len(found) == 1 else ("all", found)
        start = r.i
        if c in "*+?" or (c == "{" and counts(r) is not None):
            if c == "{":
                r.i = start
                counts(r)
            repeat(r, found, c, start)
            continue
        node = atom(r, flags, depth)
        if node is not None:
            found.append(node)


def counts(r):
    """Read {m}, {m,}, {,n} or {m,n} and step over it; None (and no step) if it is none."""
    start = r.i
    i = start + 1
    s = r.s
    n = len(s)
    low = i
    while i < n and s[i] in DIGITS:
        i += 1
    least = most = s[low:i]
    if s[i : i + 1] == ",":
        i += 1
        low = i
        while i < n and s[i] in DIGITS:
            i += 1
        most = s[low:i]
    elif not least:
        return None
    if s[i : i + 1] != "}":
        return None
    r.i = i + 1
    return (int(least) if least else 0, int(most) if most else None)


def repeat(r, found, c, start):
    if c == "{":
        r.i = start
        least, most = counts(r)
        if most is not None and most < least:
            raise r.fail("min repeat greater than max repeat", start + 1)
    else:
        r.i = start + 1
        least = 1 if c == "+" else 0
        most = 1 if c == "?" else None
    if not found or found[-1][0] == "at":
        raise r.fail("nothing to repeat", start)
    node = found[-1]
    if node[0] == "repeat":
        raise r.fail("multiple repeat", start)
    greedy = True
    if r.take("?"):
        greedy = False
    elif r.take("+"):
        raise r.fail("possessive repeats are not in the device subset", r.i - 1)
    found[-1] = ("repeat", node, least, most, greedy)


def atom(r, flags, depth):
    """Read one item; None for a comment."""
    start = r.i
    c = r.s[start]
    r.i = start + 1
    if c == ".":
        return ("one", (True, "" if flags & DOTALL else "\n", None))
    if c == "^":
        return ("at", "line" if flags & MULTILINE else "start")
    if c == "$":
        return ("at", "line end" if flags & MULTILINE else "end")
    if c == "[":
        return ("one", char_set(r, flags, start))
    if c == "(":
        return group(r, flags, depth, start)
    if c == "\\":
        return escape(r, flags, start)
    return ("one", literal(c, flags))


def literal(c, flags):
    """Return the matcher of one character."""
    if flags & IGNORECASE and (c.lower() != c or c.upper() != c):
        return matcher(False, [(c, c)], "", flags)
    return c


def matcher(negated, ranges, classes, flags):
    """Return the matcher of a set; `classes` are letters of dwsDWS."""
    members = []
    high = []
    for low, last in ranges:
        if low < "\x80":
            members.append(ASCII[ord(low) : min(ord(last), 127) + 1])
        if last > "\x7f":
            high.append((low, last))
    for c in classes:
        members.append(ascii_class(c, flags))
    members = "".join(members)
    if flags & IGNORECASE:
        members += members.lower() + members.upper()
    return (negated, members, (high, classes, flags & ASCII_ONLY, flags & IGNORECASE))


def ascii_class(c, flags):
    if c in "dD":
        found = DIGITS
    elif c in "wW":
        found = WORDS
    else:
        found = SPACES if flags & ASCII_ONLY else MORE_SPACES
    return found if c in "dws" else "".join([x for x in ASCII if x not in found])


def char_set(r, flags, start):
    """Read a set behind its opening bracket."""
    s = r.s
    negated = r.take("^")
    ranges = []
    classes = ""
    first = r.i
    while True:
        place = r.i
        if place >= len(s):
            raise r.fail("unterminated character set", start)
        c = s[place]
        if c == "]" and place > first:
            r.i += 1
            break
        low = set_item(r)
        if len(low) == 2:
            classes += low[1]
            if s.startswith("-", r.i) and r.i + 1 < len(s) and s[r.i + 1] != "]":
                r.i += 1
                set_item(r)
                raise r.fail(f"bad character range {s[place : r.i]}", place)
            continue
        high = low
        if s.startswith("-", r.i) and s[r.i + 1 : r.i + 2] != "]":
            r.i += 1
            if r.i >= len(s):
                raise r.fail("unterminated character set", start)
            high = set_item(r)
            if len(high) == 2 or high < low:
                raise r.fail(f"bad character range {s[place : r.i]}", place)
        ranges.append((low, high))
    if len(ranges) == 1 and not classes and not negated and ranges[0][0] == ranges[0][1]:
        return literal(ranges[0][0], flags)
    return matcher(negated, ranges, classes, flags)


def set_item(r):
    """Read a character of a set, or a class: then two characters, backslash and letter."""
    c = r.s[r.i]
    r.i += 1
    if c != "\\":
        return c
    start = r.i - 1
    c = r.peek()
    r.i += 1
    if not c:
        raise r.fail("bad escape (end of pattern)", start)
    if c in "dDwWsS":
        return "\\" + c
    if c == "b":
        return "\b"
    if c in "01234567":
        return octal(r, start, c)
    return plain_escape(r, c, start)


def octal(r, start, digits):
    while len(digits) < 3 and r.peek() and r.peek() in "01234567":
        digits += r.peek()
        r.i += 1
    n = int(digits, 8)
    if n > 255:
        raise r.fail(f"octal escape value \\{digits} outside of range 0-0o377", start)
    return chr(n)


def plain_escape(r, c, start):
    """Return the character that an escape stands for."""
    place = "abfnrtv\\".find(c)
    if c == "b":
        place = -1
    if place >= 0:
        return "\a\b\f\n\r\t\v\\"[place]
    if c == "x":
        return coded(r, start, 2)
    if c == "u" and not r.bytes:
        return coded(r, start, 4)
    if c == "U" and not r.bytes:
        return coded(r, start, 8)
    if c in WORDS and c != "_":
        raise r.fail("bad escape \\" + c, start)
    return c


def coded(r, start, digits):
    n = 0
    end = r.i + digits
    while r.i < end:
        place = "0123456789abcdef".find(r.peek().lower()) if r.peek() else -1
        if place < 0:
            raise r.fail(f"incomplete escape {r.s[start : r.i]}", start)
        n = 16 * n + place
        r.i += 1
    return chr(n)


def escape(r, flags, start):
    """Read an escape outside of sets, behind its backslash."""
    c = r.peek()
    if not c:
        raise r.fail("bad escape (end of pattern)", start)
    r.i += 1
    if c in "dDwWsS":
        return ("one", matcher(False, [], c, flags))
    if c == "A":
        return ("at", "start")
    if c == "Z":
        return ("at", "very end")
    if c in "bB":
        return ("at", ("edge ascii " if flags & ASCII_ONLY or r.bytes else "edge ") + c)
    if c == "0":
        digits = "0"
        while len(digits) < 3 and r.peek() and r.peek() in "01234567":
            digits += r.peek()
            r.i += 1
        return ("one", literal(chr(int(digits, 8)), flags))
    if c in DIGITS:
        next3 = r.s[start + 1 : start + 4]
        if len(next3) == 3 and all(x in "01234567" for x in next3):
            return ("one", literal(octal(r, start, c), flags))
        raise r.fail("back-references are not in the device subset", start)
    return ("one", literal(plain_escape(r, c, start), flags))


def group(r, flags, depth, start):
    """Read what an opening parenthesis began."""
    number = None
    look = None
    if depth > 60:
        raise r.fail("groups are nested too deeply", start)
    if r.take("?"):
        c = r.peek()
        if not c:
            raise r.fail("unexpected end of pattern", r.i)
        r.i += 1
        if c == "P":
            number = named(r)
        elif c == "#":
            end = r.s.find(")", r.i)
            if end < 0:
                raise r.fail("missing ), unterminated comment", start)
            r.i = end + 1
            return None
        elif c in "=!":
            look = (True, c == "=")
        elif c == "<":
            c = r.peek()
            if not c:
                raise r.fail("unexpected end of pattern", r.i)
            r.i += 1
            if c not in "=!":
                raise r.fail("unknown extension ?<" + c, start + 1)
            look = (False, c == "=")
        elif c in "(>":
            what = "conditional groups" if c == "(" else "atomic groups"
            raise r.fail(f"{what} are not in the device subset", start)
        elif c in "aimsuxL-":
            flags = scoped_flags(r, c, flags, start)
        elif c != ":":
            raise r.fail("unknown extension ?" + shown(r, c), start + 1)
    else:
        r.groups += 1
        number = r.groups
    tree = choice(r, flags, depth + 1)
    if not r.take(")"):
        raise r.fail("missing ), unterminated subpattern", start)
    if look is not None:
        return ("look", look[0], look[1], tree)
    return ("group", number or 0, tree)


def is_name(text):
    """Is a text an identifier?"""
    return text[0] not in DIGITS and all([c in WORDS or c > "\x7f" for c in text])


def shown(r, c):
    """Return a character that was just read, an escape whole."""
    return c + r.peek() if c == "\\" else c


def named(r):
    """Read <name> behind (?P; return the number of the new group."""
    if r.take("="):
        raise r.fail("back-references are not in the device subset", r.i - 4)
    c = r.peek()
    if c != "<":
        if not c:
            raise r.fail("unexpected end of pattern", r.i)
        r.i += 1
        raise r.fail("unknown extension ?P" + shown(r, c), r.i - 3)
    r.i += 1
    start = r.i
    end = r.s.find(">", start)
    if end < 0:
        if start == len(r.s):
            raise r.fail("missing group name", start)
        raise r.fail("missing >, unterminated name", start)
    name = r.s[start:end]
    if not name:
        raise r.fail("missing group name", start)
    if not is_name(name):
        raise r.fail(f"bad character in group name {name!r}", start)
    r.groups += 1
    if name in r.names:
        raise r.fail(
            f"redefinition of group name {name!r} as group {r.groups}; was group {r.names[name]}",
            start,
        )
    r.names[name] = r.groups
    r.i = end + 1
    return r.groups


def scoped_flags(r, c, flags, start):
    """Read the flags of (?i-s:...); return those that hold inside."""
    add = 0
    while c and c in "aiLmsux":
        add |= flag_of(r, c, r.i - 1)
        c = following(r)
    if c == ")":
        raise r.fail("global flags not at the start of the expression", start)
    if not c or c not in ":-":
        raise r.fail("unknown flag" if c.isalpha() else "missing -, : or )", r.i - 1)
    remove = 0
    if c == "-":
        c = following(r)
        if not c or c not in "aiLmsux":
            raise r.fail("unknown flag" if c.isalpha() else "missing flag", r.i - 1)
        while c and c in "aiLmsux":
            if c in "aLu":
                raise r.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", r.i)
            remove |= flag_of(r, c, r.i - 1)
            c = following(r)
        if c != ":":
            raise r.fail("unknown flag" if c.isalpha() else "missing :", r.i - 1)
    if add & ASCII_ONLY:
        flags &= ~UNICODE
    if add & UNICODE:
        flags &= ~ASCII_ONLY
    return (flags | add) & ~remove


def following(r):
    """Return the next character, "" at the end, and step over it."""
    r.i += 1
    return r.s[r.i - 1 : r.i]
