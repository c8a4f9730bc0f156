"""Which patterns fit, what do they capture, in which order are they tried?"""


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"P({self.x},{self.y})"


class Color:
    RED = 1
    GREEN = "g"


class Sub(Point):
    pass


class NoArgs:
    def __init__(self):
        self.a = 1

    def __repr__(self):
        return "N"


def f(v):
    match v:
        case 0:
            return "zero"
        case 1 | 2 | "three":
            return "123"
        case -5 | 2.5:
            return "neg"
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
        case Color.GREEN:
            return "green"
        case "ab":
            return "ab"
        case b"xy":
            return "bytes"
        case []:
            return "empty"
        case [x]:
            return ("one", x)
        case [1, y, *rest] if y in (6, 9):
            return ("1y>5", y, rest)
        case [x, y]:
            return ("two", x, y)
        case (a, [b, *_], {"k": c}):
            return ("nested", a, b, c)
        case [first, *mid, last]:
            return ("many", first, mid, last)
        case {} if len(v) == 0:
            return "empty dict"
        case {"type": "A", "val": int(n)}:
            return ("A", n)
        case {"type": ("B" | "C") as t, **kw}:
            return (t, kw)
        case {"x": _, "y": [q, w]}:
            return ("xy", q, w)
        case {**everything}:
            return ("dict", everything)
        case Sub(x=1):
            return "sub1"
        case Point(0, 0):
            return "origin"
        case Point(0, y=yy) | Point(yy, 0):
            return ("axis", yy)
        case Point(x, Point(a, b) as inner):
            return ("pp", x, a, b, inner)
        case Point():
            return ("point", v)
        case str(s) if s.startswith("z"):
            return ("z", s)
        case str() | bytes():
            return "text"
        case int(i) | float(i):
            return ("num", i)
        case NoArgs(a=aa):
            return ("na", aa)
        case range():
            return "range"
        case _:
            return "other"


for v in [
    0,
    1,
    2,
    "three",
    -5,
    2.5,
    None,
    True,
    False,
    "g",
    "ab",
    b"xy",
    [],
    (),
    [1],
    (2,),
    [1, 9, 8, 7],
    [1, 2],
    (3, 4),
    (1, [2, 3], {"k": 5}),
    [1, 2, 3, 4],
    {},
    {"type": "A", "val": 3},
    {"type": "A", "val": "s"},
    {"type": "C", "q": 1, "w": 2},
    {"x": 1, "y": (5, 6)},
    {"n": 1},
    Sub(1, 2),
    Point(0, 0),
    Point(0, 7),
    Point(8, 0),
    Point(1, Point(2, 3)),
    Point(5, 6),
    "zed",
    "y",
    b"",
    77,
    7.5,
    NoArgs(),
    range(3),
    len,
    Color,
    10**30,
    range(1),
    range(2),
]:
    print(repr(v) if not callable(v) else "c", f(v))


class A:
    __match_args__ = ["x"]


class B:
    __match_args__ = (1,)


class C:
    __match_args__ = ("x",)


class D:
    pass


def t(v, c):
    try:
        match v:
            case c(x):
                return x
    except TypeError as e:
        return str(e)


def t2(v):
    try:
        match v:
            case C(x, x=y):
                return x, y
    except TypeError as e:
        return str(e)


def t3(v):
    try:
        match v:
            case C(1, 2, 3):
                return 0
            case int(1, 2):
                return 0
    except TypeError as e:
        return str(e)
    return "no"


print(t(A(), A), t(B(), B), t(C(), C), t(D(), D), t(1, 5), t(1, int), t([1], list), t(C(), "x"))
c = C()
c.x = 3
print(t(c, C), t2(c), t3(c), t3(1), t3("x"))


class K:
    a = 1
    b = 1


def t4(d):
    try:
        match d:
            case {K.a: x, K.b: y}:
                return x, y
            case {K.a: z}:
                return z
    except ValueError as e:
        return str(e)


print(t4({1: 2, 3: 4}), t4({5: 1}), t4({}))


def f(x):
    match x:
        case [1, y]:
            pass
        case {"a": y}:
            x = 5
        case y if y == 3:
            return "guard"
        case (1 | 2) as z:
            y = z
    return y, x


print(f([1, 2]), f({"a": 7}), f(3), f(2))


def g(x):
    match x, x + 1:
        case 1, b:
            return b
        case a, b if (s := a + b) > 10:
            return s
        case (a, b):
            return a, b


print(g(1), g(2), g(20))


def h(items):
    out = []
    for i in items:
        match i:
            case "skip":
                continue
            case "stop":
                break
            case int() as n if n > 2:
                out.append(n)
            case _:
                out.append(None)
    else:
        out.append("else")
    return out


print(h([1, "skip", 5, "stop", 7]), h([3]))
match 5:
    case k:
        print("captured", k)
print(k)
match [1, 2, 3]:
    case [a, *b]:
        print(a, b)


def cl(v):
    match v:
        case [x, y]:
            return lambda: x + y
    return None


print(cl([1, 2])())


class Eq:
    def __eq__(self, o):
        print("eq", o)
        return o == 3


match Eq():
    case 1:
        print("1")
    case 3:
        print("3!")


def order(v):
    match v:
        case {"a": 1, "b": [x, _]} | {"b": [_, x]}:
            return x
        case {"a": _}:
            return "a"


print(order({"a": 1, "b": [2, 3]}), order({"a": 2, "b": [2, 3]}), order({"a": 5}), order(5))
match "x":
    case "y":
        print("no")
match (1, 2):
    case (x, y) if False:
        print("no")
    case _:
        print(x, y)
