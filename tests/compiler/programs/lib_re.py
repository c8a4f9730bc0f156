# re: the same matches, groups, replacements and errors.
import re


def show(f, *args):
    try:
        x = f(*args)
    except re.error as e:
        print("error", e, e.pos)
        return
    except (TypeError, IndexError, ValueError) as e:
        print(type(e).__name__, e)
        return
    if x is None or not hasattr_span(x):
        print(repr(x))
    else:
        print(x.span(), x.groups(), x.groupdict(), x.lastindex, x.lastgroup, x)


def hasattr_span(x):
    return not isinstance(x, (str, bytes, list, tuple, dict, int, bool))


PATTERNS = [
    "a",
    "a*",
    "a+?b",
    "(a)(b)?",
    "(a|b)*c",
    "^a.*b$",
    "[a-c]+",
    "[^,;]*",
    r"\d+",
    r"\w+\s*=\s*(\S+)",
    r"(?P<k>\w+)=(?P<v>\d*)",
    "(?i)AB",
    "a{2,3}",
    "a{2}",
    "(a{,2})b",
    "(ab|a)(bc)?",
    "(a*)*",
    "(a?)+b",
    "(?:ab)+",
    r"\bab\b",
    r"\Ba",
    "x|y|",
    "(?=ab)a",
    "(?!ab)a",
    "(?<=a)b",
    "(?<!a)b",
    r"\Aab\Z",
    "(?s)a.b",
    "(?m)^b$",
    "(?x) a  b # c",
    "[]a]",
    "[a-]",
    r"[\d_]+",
    r"\x41\u0042\101",
    "x+",
]
TEXTS = [
    "",
    "a",
    "ab",
    "aab",
    "abc",
    "aaab ab",
    "key = val",
    "n=12 m=",
    "AB aB",
    "a\nb\nab",
    "ba,c;a",
    "x1xA_9 ABA",
]
for pattern in PATTERNS:
    compiled = re.compile(pattern)
    for text in TEXTS:
        show(compiled.match, text)
        show(compiled.search, text)
        show(compiled.fullmatch, text)
        print(
            compiled.findall(text),
            compiled.split(text),
            compiled.sub("<\\g<0>>", text),
            compiled.subn("-", text, 1),
        )
for pattern in [
    "(",
    ")",
    "[",
    "a**",
    "*a",
    "a{3,2}",
    "\\",
    "(?P<n>a)(?P<n>b)",
    "(?P<1>a)",
    "[b-a]",
    "(?z)",
    "\\q",
    "(?P",
    "a{1}{2}",
    "(?<a)",
    "(?i",
    "\\x1",
]:
    show(re.compile, pattern)
print(
    re.sub("(a)(?P<n>b)", r"\2\g<n>\1\n", "xaby"),
    re.sub("a", lambda m: m.group().upper(), "banana", count=2),
)
show(re.sub, "a", "\\1", "a")
show(re.sub, "a", "\\q", "a")
show(re.match, "a", 5)
show(re.match, b"a", "a")
print(
    re.findall(rb"\w+", b"ab \xe9 c"),
    re.split(r"(,)|;", "a,b;c"),
    re.split(",", "a,b,c", 1),
    re.escape("a.b*c d"),
)
m = re.match("(a)(b)?(c)", "ac")
print(
    m[0],
    m[1],
    m[2],
    m.group(1, 3),
    m.groups("-"),
    m.start(2),
    m.end(),
    m.span(3),
    m.string,
    m.expand(r"\3\1"),
    m.re.pattern,
)
show(m.group, 9)
print(
    [x.start() for x in re.finditer("a", "banana")],
    re.compile("a", re.I | re.M),
    re.compile("(a)(?P<x>b)").groupindex["x"],
)
print(
    re.findall("[k-s]+", "xKkS", re.I), re.findall("x+", "XxX", re.I), re.findall(r"(?a)\w+", "xa")
)
