# Classes of all kinds together, as handlers write them.

import dataclasses as dc
import enum
import typing as t
import collections as c
from collections import abc
import functools as ft
import itertools as it


class Level(enum.IntEnum):
    LOW = enum.auto()
    HIGH = enum.auto()


@dc.dataclass
class Base:
    ident: int
    level: Level = Level.LOW


@dc.dataclass(frozen=True, order=True)
class Reading:
    at: int
    value: float = dc.field(compare=False)
    tags: tuple[str, ...] = ()
    extra: dict[str, t.Any] = dc.field(default_factory=dict, compare=False, hash=False)
    unit: t.ClassVar[str] = "C"

    @property
    def fahrenheit(self) -> float:
        return self.value * 9 / 5 + 32

    @classmethod
    def parse(cls, text: str):
        at, value = text.split(",")
        return cls(int(at), float(value))

    def with_tag(self, tag: str):
        return dc.replace(self, tags=(*self.tags, tag))


Stats = c.namedtuple("Stats", ["low", "high", "mean"])


class State(enum.Enum):
    IDLE = "idle"
    BUSY = "busy"

    @property
    def next(self):
        order = list(State)
        return order[(order.index(self) + 1) % len(order)]

    def __call__(self, x):
        return f"{self.name}:{x}"


@dc.dataclass
class Machine:
    state: State = State.IDLE
    log: list[str] = dc.field(default_factory=list)
    on_change: t.Callable[[State], None] | None = dc.field(default=None, repr=False)
    window: c.deque = dc.field(default_factory=lambda: c.deque(maxlen=3))

    def step(self, n: int = 1) -> None:
        for _ in range(n):
            self.state = self.state.next
            self.log.append(self.state.value)
            self.window.append(self.state)
            if self.on_change:
                self.on_change(self.state)


r = Reading.parse("5,20.5")
print(
    r,
    r.fahrenheit,
    r.with_tag("a").with_tag("b"),
    Reading.unit,
    hash(r) == hash(Reading(5, 1.0)),
    {r},
)
print(
    sorted([Reading(3, 1), Reading(1, 2)])[0].at,
    r == Reading(5, 99),
    r.extra is Reading(5, 1).extra,
)
m = Machine(on_change=lambda s: print("now", s))
m.step(4)
s = Stats(*[1, 5, 3])
print(s, s.mean, Stats(low=0, high=1, mean=0.5)._replace(low=9), dc.asdict(m)["state"])


@ft.lru_cache(maxsize=None)
def stats(*xs):
    return Stats(min(xs), max(xs), sum(xs) / len(xs))


print(stats(1, 2, 3), stats(1, 2, 3) is stats(1, 2, 3), stats.cache_info())
print(
    {k: list(g) for k, g in it.groupby(sorted("banana"))},
    Level.HIGH > Level.LOW,
    Level(2).name,
    Level["LOW"] + 1,
)


def make():
    @dc.dataclass
    class Inner:
        x: int = 1

        def get(self):
            return self.x

    class E(enum.Flag):
        A = enum.auto()
        B = enum.auto()

    P = c.namedtuple("P", "a b")
    return Inner(5).get(), E.A | E.B, P(1, 2)


print(make())


class Outer:
    @dc.dataclass
    class Config:
        name: str = "n"
        opts: list = dc.field(default_factory=list)
        more: dict = dc.field(default_factory=lambda: {"a": 1})

    def make(self):
        return Outer.Config("z")


print(Outer().make(), Outer.Config().opts, Outer.Config().more)
match r:
    case Reading(at=5, value=v):
        print("five", v)
match s:
    case Stats(low, high, _):
        print(low, high)


@dc.dataclass
class Tree:
    left: object = None
    right: object = None
    value: int = 0

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


print(list(Tree(Tree(value=1), Tree(value=3), 2)), sum(Tree(value=4)))


@dc.dataclass
class Err(Exception):
    code: int
    text: str = "bad"


try:
    raise Err(5)
except Err as e:
    print(e.code, e.text, repr(e))


@dc.dataclass(slots=True)
class Slotted:
    x: int = 0


print(Slotted(3))


class Cmd(str, enum.Enum):
    ON = "on"
    OFF = "off"


x: abc.Sequence[int] = [1]
