"""Classes that extend list, dict, str, tuple, int, float, set, bytes and exceptions."""


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return type(e).__name__, str(e)


class Stack(list):
    def push(self, x):
        self.append(x)

    def peek(self):
        return self[-1]

    def __repr__(self):
        return f"Stack({list(self)})"


s = Stack([1, 2])
s.push(3)
print(
    s, len(s), s.peek(), s[0], s[1:], s == [1, 2, 3], isinstance(s, list), issubclass(Stack, list)
)
s.extend([5, 4])
s.sort()
s += [9]
print(
    s,
    type(s).__name__,
    s + [1],
    type(s + [1]).__name__,
    3 in s,
    s.index(4),
    s.pop(),
    sorted(s),
    sum(s),
)
s.name = "named"
print(
    s.name,
    bool(s),
    bool(Stack()),
    list(reversed(s)),
    [x * 2 for x in s],
    s.copy() == s,
    s * 2,
    max(s),
)
s[0] = 100
del s[1]
s[0:1] = [7, 8]
print(s, s > [1], s != [1], [1] + s, attempt(hash, s), str(s), f"{s}", s.count(7), *s)
first, *rest = s
print(first, rest, tuple(s), set(s) == {7, 8, 3, 4, 5}, dict(enumerate(s))[0], list(map(str, s)))


class Default(dict):
    def __init__(self, factory, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.factory = factory

    def __missing__(self, key):
        self[key] = self.factory()
        return self[key]


d = Default(list, a=1)
d["x"].append(1)
d["x"].append(2)
print(
    d,
    d["x"],
    d.get("nope"),
    "nope" in d,
    len(d),
    list(d),
    d.keys(),
    list(d.items()),
    d == {"a": 1, "x": [1, 2]},
)


class Upper(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.upper())

    def __contains__(self, key):
        return dict.__contains__(self, key.upper())

    def __delitem__(self, key):
        dict.__delitem__(self, key.upper())


u = Upper()
u["abc"] = 1
u["Abc"] = 2
print(u, u["aBC"], "abc" in u, u.get("abc"), attempt(lambda: u["no"]), len(u))
del u["abc"]
print(u, bool(u), isinstance(u, dict))


class Name(str):
    def shout(self):
        return self.upper() + "!"

    def __new__(cls, text, extra=None):
        self = super().__new__(cls, text.strip())
        self.extra = extra
        return self


n = Name("  bob ", extra=5)
print(
    n,
    n.shout(),
    n.extra,
    len(n),
    n == "bob",
    n + "by",
    type(n + "x").__name__,
    n[0],
    f"{n:>5}|",
    repr(n),
)
print(
    {"bob": 1}[n],
    n in {"bob"},
    hash(n) == hash("bob"),
    "o" in n,
    n.replace("b", "c"),
    list(n),
    n < "z",
    n * 2,
)
print(
    "-".join([n, n]),
    "%s" % n,
    str(n),
    type(str(n)).__name__,
    isinstance(n, str),
    n.startswith("b"),
    n or "x",
)


class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]

    def __add__(self, other):
        return Point(self[0] + other[0], self[1] + other[1])


p = Point(1, 2)
print(
    p,
    p.x,
    p + Point(3, 4),
    type(p + p).__name__,
    p == (1, 2),
    hash(p) == hash((1, 2)),
    len(p),
    p[1],
)
a, b = p
print(a, b, p * 2, {p: 1}[(1, 2)], list(p), p + (1, 2), (0,) + p, isinstance(p, tuple), p.index(2))


class Meters(float):
    def __repr__(self):
        return f"{float(self)}m"

    def __add__(self, other):
        return Meters(float(self) + other)


m = Meters(2.5)
print(
    m,
    m + 1,
    m * 2,
    type(m * 2).__name__,
    m > 2,
    round(m),
    int(m),
    -m,
    abs(m),
    1 + m,
    m == 2.5,
    f"{m:.2f}",
)


class Flags(int):
    def __or__(self, other):
        return Flags(int(self) | int(other))

    def __repr__(self):
        return f"Flags({int(self)})"


f = Flags(4) | 3
print(
    f,
    f + 1,
    type(f + 1).__name__,
    f == 7,
    hash(f) == 7,
    [0] * Flags(2),
    list(range(Flags(3))),
    f & 1,
    f"{f:b}",
)
print(
    Flags("12"),
    Flags(),
    "%d" % f,
    str(f),
    bool(Flags(0)),
    {7: "x"}[f],
    f.bit_length(),
    max(Flags(1), 2),
    f in [7],
)


class Unique(set):
    def add(self, item):
        if item in self:
            raise ValueError(f"{item} twice")
        super().add(item)


q = Unique([1, 2])
q.add(3)
print(
    sorted(q),
    attempt(q.add, 3),
    q | {9} == {1, 2, 3, 9},
    len(q),
    2 in q,
    q == {1, 2, 3},
    isinstance(q, set),
)


class AppError(Exception):
    code = 1

    def __init__(self, message, **details):
        super().__init__(message)
        self.details = details


class NotFound(AppError, KeyError):
    code = 404

    def __str__(self):
        return f"[{self.code}] {self.args[0]}"


try:
    raise NotFound("gone", key="k")
except LookupError as e:
    print(
        e,
        repr(e),
        e.details,
        e.code,
        e.args,
        isinstance(e, AppError),
        [c.__name__ for c in type(e).__mro__],
    )
try:
    raise AppError("plain") from NotFound("why")
except AppError as e:
    print(e, e.__cause__, e.details)


class Empty(ValueError):
    pass


print(repr(Empty()), str(Empty()), Empty(1, 2).args, repr(Empty("x")), attempt(Empty, x=1))
words = ["b", "A", "c"]
print(
    sorted(words, key=str.lower),
    list(map(str.upper, words)),
    list(map(len, words)),
    list.index([1, 2], 2),
)
print(attempt(list.append), attempt(list.append, 5, 1), attempt(str.upper, 5), attempt(dict.get))
print(
    (1).__add__(2),
    "a".__len__(),
    [1, 2].__getitem__(0),
    {1: 2}.__contains__(1),
    (5).__lt__(6),
    "a".__eq__("a"),
    [].__iter__ is None,
)
print(
    hasattr([], "__iter__"),
    hasattr(5, "__iter__"),
    hasattr("", "__len__"),
    hasattr(5, "__len__"),
    hasattr({}, "__getitem__"),
    hasattr(5, "__add__"),
    hasattr(None, "__bool__") if False else 1,
)
print(
    hasattr([], "__next__"),
    hasattr(iter([]), "__next__"),
    hasattr(len, "__call__"),
    hasattr(Stack, "push"),
)


class Chain(list):
    def __getitem__(self, i):
        return ("item", super().__getitem__(i))

    def __len__(self):
        return 42

    def __iter__(self):
        yield from ("own", "iteration")


c = Chain([1, 2])
print(c[0], len(c), list(c), [*c], list.__len__(c), c == [1, 2], bool(c))
