"""What does `import re` offer? Matching in time linear in the text; no back-references."""

from _re_code import translate
from _re_parse import error, is_name, parse
from _re_run import Text, attempt
from _re_run import search as search_text

NOFLAG = 0
IGNORECASE = I = 2  # noqa: E741
MULTILINE = M = 8
DOTALL = S = 16
UNICODE = U = 32
VERBOSE = X = 64
ASCII = A = 256


def _text(string):
    """Return what is matched: bytes as the characters of the same numbers."""
    if isinstance(string, str):
        return string
    if isinstance(string, (bytes, bytearray, memoryview)):
        return "".join([chr(c) for c in string])
    raise TypeError("expected string or bytes-like object, got '%s'" % type(string).__name__)


class Pattern:
    """A regular expression that has been read."""

    def __init__(self, pattern, flags):
        text = pattern if isinstance(pattern, str) else _text(pattern)
        r, tree = parse(pattern, text, flags)
        self.pattern = pattern
        self.flags = r.flags
        self.groups = r.groups
        self.groupindex = r.names
        self._program = translate(tree, r.groups)

    def _start(self, string, pos, endpos):
        """Return a Text and the place where to begin."""
        if isinstance(string, str) != isinstance(self.pattern, str):
            if not isinstance(string, (str, bytes, bytearray, memoryview)):
                _text(string)
            if isinstance(string, str):
                raise TypeError("cannot use a bytes pattern on a string-like object")
            raise TypeError("cannot use a string pattern on a bytes-like object")
        n = len(string)
        end = n if endpos is None else min(max(endpos, 0), n)
        start = min(max(pos, 0), n)
        return Text(self._program, _text(string), start, end), start

    def _found(self, string, pos, endpos, saves):
        if saves is None:
            return None
        n = len(string)
        pos = min(max(pos, 0), n)
        return Match(self, string, pos, n if endpos is None else min(max(endpos, 0), n), saves)

    def match(self, string, pos=0, endpos=None):
        t, start = self._start(string, pos, endpos)
        saves = attempt(t, start) if start <= t.end else None
        return self._found(string, pos, endpos, saves)

    def fullmatch(self, string, pos=0, endpos=None):
        t, start = self._start(string, pos, endpos)
        t.whole = True
        saves = attempt(t, start) if start <= t.end else None
        return self._found(string, pos, endpos, saves)

    def search(self, string, pos=0, endpos=None):
        t, start = self._start(string, pos, endpos)
        return self._found(string, pos, endpos, search_text(t, start))

    def finditer(self, string, pos=0, endpos=None):
        t, start = self._start(string, pos, endpos)
        return self._all(string, pos, endpos, t, start)

    def _all(self, string, pos, endpos, t, i):
        while i <= t.end:
            saves = search_text(t, i)
            if saves is None:
                return
            i = saves[1]
            yield self._found(string, pos, endpos, saves)
            t.start = i
            t.barred = i if i == saves[0] else -1
            t.forget()

    def findall(self, string, pos=0, endpos=None):
        found = []
        for m in self.finditer(string, pos, endpos):
            if self.groups < 2:
                x = m.group(self.groups)
                found.append(string[:0] if x is None else x)
            else:
                found.append(m.groups(string[:0]))
        return found

    def split(self, string, maxsplit=0):
        found = []
        i = 0
        for m in self.finditer(string):
            if maxsplit and len(found) >= maxsplit * (1 + self.groups):
                break
            found.append(string[i : m.start()])
            found += m.groups()
            i = m.end()
        found.append(string[i:])
        return found

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        parts = None if callable(repl) else _template(self, repl)
        found = []
        i = 0
        n = 0
        for m in self.finditer(string):
            if count and n >= count:
                break
            found.append(string[i : m.start()])
            x = repl(m) if parts is None else _filled(m, parts)
            if x is not None:
                found.append(x)
            i = m.end()
            n += 1
        found.append(string[i:])
        return string[:0].join(found), n

    def __repr__(self):
        names = []
        flags = self.flags & (~32 if isinstance(self.pattern, str) else -1)
        for bit, name in (
            (2, "IGNORECASE"),
            (8, "MULTILINE"),
            (16, "DOTALL"),
            (32, "UNICODE"),
            (64, "VERBOSE"),
            (256, "ASCII"),
        ):
            if flags & bit:
                names.append("re." + name)
        shown = repr(self.pattern)[:200]
        return f"re.compile({shown}, {'|'.join(names)})" if names else f"re.compile({shown})"

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.pattern == other.pattern and self.flags == other.flags

    def __hash__(self):
        return hash((self.pattern, self.flags))


class Match:
    """Where a pattern and its groups were found."""

    def __init__(self, re, string, pos, endpos, saves):
        self.re = re
        self.string = string
        self.pos = pos
        self.endpos = endpos
        self._saves = saves
        last = saves[2 * re.groups + 2]
        self.lastindex = None if last < 0 else last
        self.lastgroup = None
        for name, number in re.groupindex.items():
            if number == last:
                self.lastgroup = name

    def _number(self, group):
        if isinstance(group, int):
            if 0 <= group <= self.re.groups:
                return group
        elif group in self.re.groupindex:
            return self.re.groupindex[group]
        raise IndexError("no such group")

    def span(self, group=0, /):
        k = 2 * self._number(group)
        if self._saves[k + 1] < 0:
            return -1, -1
        return self._saves[k], self._saves[k + 1]

    def start(self, group=0, /):
        return self.span(group)[0]

    def end(self, group=0, /):
        return self.span(group)[1]

    def __getitem__(self, group):
        start, end = self.span(group)
        return None if start < 0 else self.string[start:end]

    def group(self, *groups):
        if len(groups) < 2:
            return self[groups[0] if groups else 0]
        return tuple([self[group] for group in groups])

    def groups(self, default=None):
        found = [self[k] for k in range(1, self.re.groups + 1)]
        return tuple([default if x is None else x for x in found])

    def groupdict(self, default=None):
        found = {name: self[number] for name, number in self.re.groupindex.items()}
        return {name: default if x is None else x for name, x in found.items()}

    def expand(self, template):
        return _filled(self, _template(self.re, template))

    def __repr__(self):
        return f"<re.Match object; span={self.span()}, match={self[0]!r}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


# Templates: a list of texts and numbers of groups


def _template(pattern, template):
    text = _text(template)
    parts = []
    i = 0
    while True:
        at = text.find("\\", i)
        if at < 0:
            parts.append(_like(template, text[i:]))
            return parts
        parts.append(_like(template, text[i:at]))
        part, i = _escaped(pattern, template, text, at)
        parts.append(_like(template, part) if isinstance(part, str) else part)


def _like(template, part):
    return part if isinstance(template, str) else bytes([ord(c) for c in part])


def _escaped(pattern, template, text, at):
    """Return what the backslash at a place stands for, and the place behind it."""
    c = text[at + 1 : at + 2]
    i = at + 2
    if c == "g":
        return _named(pattern, template, text, i)
    if c == "":
        raise error("bad escape (end of pattern)", template, at)
    if "0" <= c <= "9":
        octal = c == "0"
        if octal or (
            text[i : i + 1] and text[i] in "01234567" and text[i + 1 : i + 2] in tuple("01234567")
        ):
            octal = octal or c in "0123"
            while i < at + 4 and text[i : i + 1] in tuple("01234567"):
                i += 1
            if not octal and c in "4567":
                raise error(
                    f"octal escape value {text[at:i]} outside of range 0-0o377", template, at
                )
            if octal or c in "01234567":
                return chr(int(text[at + 1 : i], 8) & 255), i
            i = at + 2
        if "0" <= text[i : i + 1] <= "9":
            i += 1
        return _group(pattern, template, int(text[at + 1 : i]), at + 1), i
    place = "abfnrtv\\".find(c)
    if place >= 0:
        return "\a\b\f\n\r\t\v\\"[place], i
    if "A" <= c <= "Z" or "a" <= c <= "z":
        raise error("bad escape \\" + c, template, at)
    return text[at:i], i


def _named(pattern, template, text, i):
    if text[i : i + 1] != "<":
        raise error("missing <", template, i)
    end = text.find(">", i)
    if end < 0:
        if i + 1 == len(text):
            raise error("missing group name", template, i + 1)
        raise error("missing >, unterminated name", template, i + 1)
    name = text[i + 1 : end]
    if not name:
        raise error("missing group name", template, i + 1)
    if all(["0" <= c <= "9" for c in name]):
        return _group(pattern, template, int(name), i + 1), end + 1
    if not is_name(name):
        raise error(f"bad character in group name {name!r}", template, i + 1)
    if name not in pattern.groupindex:
        raise IndexError(f"unknown group name {name!r}")
    return pattern.groupindex[name], end + 1


def _group(pattern, template, number, at):
    if number > pattern.groups:
        raise error(f"invalid group reference {number}", template, at)
    return number


def _filled(m, parts):
    empty = m.string[:0]
    return empty.join([(m[x] or empty) if isinstance(x, int) else x for x in parts])


# Functions; patterns that were used last are kept

_kept = {}


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    key = (type(pattern), pattern, flags)
    found = _kept.get(key)
    if found is None:
        found = Pattern(pattern, flags)
        if len(_kept) >= 8:
            del _kept[next(iter(_kept))]
        _kept[key] = found
    return found


def purge():
    _kept.clear()


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def escape(pattern):
    if isinstance(pattern, str):
        return "".join(["\\" + c if c in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f" else c for c in pattern])
    return escape("".join([chr(c) for c in pattern])).encode("latin-1")
