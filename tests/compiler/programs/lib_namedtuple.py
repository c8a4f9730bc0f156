# namedtuple and NamedTuple: fields, defaults, methods, errors, patterns.
from collections import namedtuple
import collections
from typing import NamedTuple


def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(
    p,
    p.x,
    p.y,
    p[0],
    list(p),
    p == (1, 2),
    hash(p) == hash((1, 2)),
    p._asdict(),
    p._replace(x=5),
    Point._make([7, 8]),
    Point._fields,
)
x, y = p
print(x, y, isinstance(p, tuple), len(p), {p: 1}[(1, 2)])
t(Point, 1)
t(Point, 1, 2, 3)
t(Point, 1, z=3)
t(lambda: Point._make([1]))
t(lambda: p._replace(q=1))
t(lambda: setattr(p, "x", 1))


class V(NamedTuple):
    "doc"

    a: int
    b: str = "q"

    def both(self):
        return f"{self.a}{self.b}"


print(V(1), V(1).both(), V(a=3, b="z") < V(4), V._field_defaults)


class P3(namedtuple("P3", ["x", "y", "z"], defaults=(0,))):
    def norm(self):
        return self.x**2 + self.y**2 + self.z**2

    def __repr__(self):
        return "P3!" + super().__repr__()


print(P3(1, 2), P3(1, 2, 3).norm(), P3(1, 2)._replace(z=4))
match p:
    case Point(x=1, y=q):
        print("m", q)
match V(4, "s"):
    case V(a, b):
        print(a, b)


def f():
    L = collections.namedtuple("L", "n, m", rename=True)
    return L(1, 2)


print(f(), f().m)
R = namedtuple("R", "x class x", rename=True)
print(R(1, 2, 3))


def set_x():
    p.x = 1


t(set_x)
Wide = namedtuple("Wide", "a b c d e f g h i j", defaults=[8, 9])
w = Wide(*range(8))
print(
    w, w.a, w.h, w.i, w.j, w[-1], w.index(3), w + (1,), Wide._field_defaults, Point._field_defaults
)
Empty = namedtuple("Empty", ())
print(
    Empty(),
    len(Empty()),
    Empty._fields,
    Point(1, 2) == Wide(*range(10)),
    sorted([Point(2, 1), Point(1, 5)]),
)
NAMES = ("left", "right")
Pair = namedtuple("Pair", NAMES)
print(
    Pair("l", "r"), max([Pair(1, 2), Pair(3, 0)], key=lambda q: q.left), {Pair(1, 1): "one"}[1, 1]
)
Fun = NamedTuple("Fun", [("name", str), ("value", int)])
print(Fun("n", 1), Fun(value=2, name="m").name)


class Temperature(NamedTuple):
    value: float = 20.0
    unit: str = "C"
    KELVIN = 273.15

    @property
    def kelvin(self):
        return self.value + self.KELVIN

    @classmethod
    def parse(cls, text):
        value, unit = text.split()
        return cls(float(value), unit)

    def __add__(self, other):
        return Temperature(self.value + other)


print(Temperature(), Temperature.parse("21.5 C").kelvin, Temperature() + 1, Temperature.KELVIN)
print([x._asdict() for x in (Temperature(1), Temperature(2, "F"))], f"{Temperature()}")
t(getattr, p, "nope")
t(Temperature, 1, 2, 3)
