# dataclasses: every option of dataclass() and field(), inheritance, asdict, replace, errors.
import dataclasses
from dataclasses import (
    dataclass,
    field,
    asdict,
    astuple,
    replace,
    fields,
    InitVar,
    KW_ONLY,
    is_dataclass,
    FrozenInstanceError,
)
from typing import ClassVar, Optional


def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


@dataclass
class P:
    x: int
    y: int = 0

    def norm(self):
        return self.x**2 + self.y**2


p = P(1, 2)
print(p, p == P(1, 2), p != P(1), p.norm(), P(x=3), P.y)
t(P)
t(P, 1, 2, 3)
t(P, 1, z=1)
t(hash, p)
t(lambda: p < p)


@dataclass(order=True, frozen=True)
class V:
    major: int
    minor: int = 0
    tag: str = field(default="", compare=False)


v = V(1, 2, "a")
print(
    v,
    v < V(1, 3),
    v == V(1, 2, "b"),
    hash(v) == hash(V(1, 2)),
    sorted([V(2), V(1)]),
    {v: 1}[V(1, 2)],
)


def setx():
    v.major = 3


t(setx)


def delx():
    del v.major


t(delx)


def newattr():
    v.q = 3


t(newattr)
t(lambda: v < 3)


@dataclass
class Reading:
    sensor: str
    values: list = field(default_factory=list)
    meta: dict = field(default_factory=lambda: {"unit": "C"}, repr=False)
    scale: float = 1.0
    count: ClassVar[int] = 0
    cached: Optional[float] = field(default=None, init=False, compare=False)
    offset: InitVar[float] = -1.5

    def __post_init__(self, offset):
        self.cached = sum(self.values) * self.scale + offset
        Reading.count += 1


r = Reading("t", [1, 2], offset=3)
print(
    r,
    r.meta,
    Reading.count,
    Reading("q"),
    r == Reading("t", [1, 2]),
    Reading("a").values is Reading("b").values,
)
print(
    asdict(r),
    astuple(r),
    replace(r, sensor="z", offset=0),
    [f.name for f in fields(r)],
    is_dataclass(r),
    is_dataclass(P),
    is_dataclass(3),
)
t(replace, r, cached=3)
t(asdict, P)


@dataclass
class Sub(Reading):
    extra: tuple = (1, 2)
    _: KW_ONLY
    key: str = "k"
    scale: float = 2.0


s = Sub("s", [5], key="kk")
print(s, s.extra, asdict(s))
t(Sub, "s", [], {}, 1, 2, 3, 4, 5)


@dataclass(repr=False, eq=False)
class Bare:
    a: int

    def __repr__(self):
        return "bare"


print(Bare(1), Bare(1) == Bare(1))


@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2


print(K(a=1))
t(K, 1)


@dataclass
class Node:
    value: int
    children: list = field(default_factory=list)


tree = Node(1, [Node(2), Node(3)])
print(tree, asdict(tree))


@dataclass(unsafe_hash=True)
class H:
    a: int
    b: int = field(default=1, hash=False)


print(hash(H(1)) == hash(H(1, 2)), H(1) == H(1, 2))
match p:
    case P(1, y):
        print("matched", y)
DEFAULT = [1]


@dataclass
class W:
    a: tuple = (1, 2)
    b: object = None
    c: int = 3 * 4
    d: frozenset = frozenset()


print(W(), W.a)


def local():
    @dataclass
    class L:
        n: int
        xs: list = field(default_factory=lambda: [0])

    return L(3)


print(local())


class Plain(P):
    def __init__(self, z):
        super().__init__(z, z)
        self.z = z


print(Plain(4), asdict(Plain(4)))
print(dataclasses.replace(p, x=9))
for f in fields(P):
    print(
        f.name,
        f.type,
        f.init,
        f.repr,
        f.compare,
        f.hash,
        f.kw_only,
        f.default is dataclasses.MISSING,
    )


@dataclass(frozen=True)
class Frozen:
    a: int
    b: list = field(default_factory=list)

    def total(self):
        return self.a + sum(self.b)


@dataclass(frozen=True)
class Colder(Frozen):
    c: str = "c"


f = Colder(1, [2])
print(f, f.total(), f == Colder(1, [2]), f == Frozen(1, [2]), replace(f, a=5), asdict(f))
t(setattr, f, "c", 1)
t(setattr, f, "other", 1)
t(hash, f)
t(FrozenInstanceError, "x")


@dataclass(order=True)
class Task:
    priority: int
    name: str = field(compare=False)
    run: object = field(default=None, compare=False, repr=False)

    def __post_init__(self):
        if self.priority < 0:
            raise ValueError("priority must be positive")


tasks = [Task(3, "c"), Task(1, "a"), Task(2, "b", print)]
print(sorted(tasks), min(tasks), Task(1, "x") <= Task(1, "y"), Task(1, "x") == Task(1, "y"))
t(Task, -1, "z")
t(lambda: Task(1, "a") < Colder(1))


class Mixin:
    def describe(self):
        return f"<{self.name}>"


@dataclass
class Named(Mixin):
    name: str
    tags: set = field(default_factory=set)
    inner: P = field(default_factory=lambda: P(1))

    @property
    def upper(self):
        return self.name.upper()

    @classmethod
    def make(cls, text):
        return cls(name=text)

    @staticmethod
    def rank():
        return 7


n = Named.make("n")
n.tags.add("x")
n.inner.x = 8
print(
    n,
    n.describe(),
    n.upper,
    Named("m"),
    Named.rank(),
    asdict(n),
    astuple(n),
    n.inner is Named("k").inner,
)
print(dataclasses.asdict(P(1), dict_factory=lambda items: sorted(items)))


@dataclass
class WithDict:
    items: dict[str, list[P]]
    pair: tuple[int, P] = (0, None)
    when: int | None = None


w = WithDict({"a": [P(1), P(2)]}, (1, P(3)))
print(asdict(w), w.items["a"][1].x)


def handler_like(event):
    readings = [Reading(**r) for r in event["readings"]]
    return [asdict(r)["cached"] for r in readings]


print(
    handler_like(
        {
            "readings": [
                {"sensor": "a", "values": [1]},
                {"sensor": "b", "values": [2, 3], "offset": 0},
            ]
        }
    )
)
