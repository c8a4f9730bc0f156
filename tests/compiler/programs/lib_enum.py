# enum: Enum, IntEnum, StrEnum, Flag, IntFlag: members, aliases, look-ups, mixins, errors.
from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto, unique


def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


class Color(Enum):
    RED = 1
    GREEN = auto()
    BLUE = 3
    CRIMSON = 1

    def pretty(self):
        return self.name.title()


print(
    Color.RED,
    repr(Color.GREEN),
    Color.BLUE.value,
    Color.RED.name,
    Color(1) is Color.RED,
    Color["BLUE"],
    Color.CRIMSON is Color.RED,
)
print(
    Color.RED.pretty(), f"{Color.RED}", f"{Color.RED:>12}", Color.RED == Color.GREEN, Color.RED == 1
)
t(Color, 9)
t(lambda: Color["X"])
print([c for c in Color], len(Color), list(reversed(Color)), Color.RED in Color)
print({Color.RED: 1}[Color(1)], isinstance(Color.RED, Color))


class P(IntEnum):
    LOW = 1
    HIGH = 5


print(
    P.LOW < P.HIGH,
    P.LOW + 1,
    str(P.LOW),
    f"{P.HIGH}",
    repr(P.HIGH),
    P(5),
    max(P),
    [1, 2][P.LOW],
    P.LOW == 1,
    {1: "a"}[P.LOW],
    sorted([P.HIGH, P.LOW]),
)


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


p = Perm.R | Perm.X
print(
    p,
    repr(p),
    p.value,
    p.name,
    Perm.R in p,
    Perm.W in p,
    list(p),
    len(p),
    bool(Perm(0)),
    Perm(0),
    repr(Perm(0)),
    ~p,
    p & Perm.X,
    p ^ Perm.R,
    Perm.RW,
    repr(Perm(3)),
    Perm(7),
    list(Perm),
    len(Perm),
    p is Perm(5),
)
t(Perm, 8)
t(lambda: p | 1)
t(Perm, "x")


class I(IntFlag):
    A = 1
    B = 4


print(
    I.A | I.B,
    repr(I.A | I.B),
    repr(I(7)),
    I(7) & 2,
    repr(I(2)),
    I.A + 1,
    ~I.A,
    repr(~I.A),
    repr(I.A | 8),
    I.A | 8 == 9,
)


class S(StrEnum):
    ONE = auto()
    TWO = "zwei"


print(S.ONE, repr(S.TWO), S.ONE == "one", S("zwei"), f"{S.TWO:>6}", S.TWO.upper(), ",".join(S))


class M(str, Enum):
    A = "a"
    B = "b"


print(M.A, repr(M.B), M.A == "a", M("b"), f"{M.A}", "%s" % M.A, M.A + "x", {"a": 1}[M.A])


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return round(6.67300e-11 * self.mass / (self.radius * self.radius), 3)

    @classmethod
    def heavy(cls):
        return [p for p in cls if p.mass > 1e24]

    @staticmethod
    def unit():
        return "m/s2"


print(
    Planet.EARTH.gravity,
    Planet.MARS.value,
    Planet((6.421e23, 3.3972e6)),
    Planet.heavy(),
    Planet.unit(),
    Planet.EARTH.mass,
)


@unique
class U(Enum):
    A = 1
    B = 2


print(U.A)


class Base(Enum):
    def both(self):
        return self.name + str(self.value)


class D(Base):
    X = "x"
    Y = [1]


print(D.X.both(), D([1]), D.Y)


class N(Enum):
    A = 1, "one"
    B = 2, "two"

    def __new__(cls, value, label):
        obj = object.__new__(cls)
        obj._value_ = value
        obj.label = label
        return obj

    @classmethod
    def _missing_(cls, value):
        for m in cls:
            if m.label == value:
                return m


print(N.A.label, N(2), N("two"), N.B.value)
t(N, "three")
F = Enum("F", "A B C")
print(list(F), F.B.value)


def local():
    class L(Enum):
        Q = 1
        Z = 2

    return [x.name for x in L]


print(local())
match Color(3):
    case Color.RED:
        print("red")
    case Color.BLUE:
        print("blue")


class O:
    class Inner(Enum):
        A = 1


print(O.Inner.A, list(O.Inner))


class G(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name * 2

    AB = auto()
    CD = auto()


print(G.AB.value, G("CDCD"))
print(Color.__members__["RED"], list(Color.__members__))


class Status(Enum):
    OPEN = "open"
    CLOSED = "closed"

    def __str__(self):
        return self.value

    @property
    def done(self):
        return self is Status.CLOSED

    @classmethod
    def parse(cls, text):
        return cls(text.lower())


print(
    Status.parse("OPEN"),
    repr(Status("closed")),
    Status.CLOSED.done,
    f"{Status.OPEN:>8}|",
    [str(s) for s in Status],
)
counts = {}
for s in ("open", "closed", "open"):
    counts[Status(s)] = counts.get(Status(s), 0) + 1
print(
    counts,
    {s.name: s.value for s in Status},
    sorted(Status, key=lambda s: s.value)[0],
    tuple(Status)[1].name,
)
print(
    Status.OPEN != Status.CLOSED,
    Status.OPEN is Status("open"),
    Status.OPEN in (Status.OPEN,),
    hasattr(Status, "X"),
)
t(lambda: Status.OPEN < Status.CLOSED)
t(lambda: "open" in Status)
t(Status.parse, "x")
t(lambda: int in Color)
t(len, P)
t(lambda: [x for x in int])


class Weekday(IntEnum):
    MON = 0
    TUE = auto()
    WED = auto()

    def next(self):
        return Weekday((self + 1) % len(Weekday))


print(
    Weekday.WED.next(),
    repr(Weekday.WED.next()),
    Weekday.TUE * 2,
    Weekday.MON == False,
    bool(Weekday.MON),
    Weekday(2),
)
print(
    [d.name for d in Weekday if d >= Weekday.TUE],
    int(Weekday.WED),
    Weekday.TUE.value + 0.5,
    "abc"[Weekday.TUE],
    hash(Weekday.WED) == 2,
)
print(
    "%d %s" % (Weekday.TUE, Weekday.WED.name),
    f"{Weekday.TUE:03d}",
    round(Weekday.WED / 4, 2),
    Weekday.TUE in {1, 5},
)
t(Weekday, 3)
t(Weekday, "MON")


class Config(Flag):
    NONE = 0
    DEBUG = 1
    TRACE = 2
    FAST = 8
    ALL = DEBUG | TRACE | FAST


c = Config.DEBUG
c |= Config.FAST
print(
    c,
    repr(c),
    c.name,
    Config.NONE,
    repr(Config.NONE),
    bool(Config.NONE),
    Config.ALL,
    [x.name for x in Config.ALL],
    len(Config.ALL),
)
print(
    Config.DEBUG in c,
    Config.TRACE in c,
    ~c,
    c ^ Config.ALL,
    c & Config.TRACE,
    Config(0) is Config.NONE,
    Config["ALL"],
    Config(11),
)
t(Config, 4)
t(Config, 16)
t(lambda: Config.DEBUG | 2)
t(lambda: 1 in Config.DEBUG)
print(
    [x for x in Config],
    len(Config),
    {Config.DEBUG: "d"}[Config(1)],
    c == Config(9),
    c != Config.ALL,
)


class Open(IntFlag):
    READ = 4
    WRITE = 2


print(
    Open.READ | Open.WRITE,
    repr(Open.READ | 1),
    repr(Open(0)),
    Open.READ | 2 == 6,
    Open(6) & Open.READ == Open.READ,
    repr(~Open.WRITE),
    4 in [Open.READ],
)
print(
    repr(Open(-1)),
    Open.READ + 1,
    repr(Open.READ ^ Open.WRITE),
    repr(2 | Open.READ),
    list(Open(6)),
    isinstance(Open.READ, int),
)


class Unit(float, Enum):
    HALF = 0.5
    ONE = 1


print(Unit.HALF * 4, Unit.ONE.value, repr(Unit.HALF), Unit(0.5), Unit.HALF < Unit.ONE)


class Shape(Enum):
    SQUARE = ("square", 4)
    CIRCLE = ("circle", 0)
    ROUND = CIRCLE

    def __init__(self, label, corners):
        self.label = label
        self.corners = corners

    def __repr__(self):
        return f"Shape({self.label})"


print(
    Shape.SQUARE,
    repr(Shape.ROUND),
    Shape.ROUND.corners,
    list(Shape),
    Shape(("square", 4)).label,
    Shape.CIRCLE.value,
)


class Mixin:
    def shout(self):
        return self.name + "!"


class Loud(Mixin, Enum):
    _private = 5
    A = 1
    B = A + 1
    helper = staticmethod(lambda x: x * 2)
    kinds = property(lambda self: "kind")
    first, second = 10, 20


print(Loud.A.shout(), list(Loud), Loud.B.value, Loud.helper(4), Loud.A.kinds, Loud.second.value)


def dispatch(event):
    match Status(event["status"]):
        case Status.OPEN:
            return "opened"
        case Status.CLOSED:
            return "closed"


print(dispatch({"status": "open"}), dispatch({"status": "closed"}))


@unique
class Plain(Enum):
    X = auto()
    Y = auto()


print(
    list(Plain),
    Plain.Y.value,
    Plain.__name__,
    type(Plain.X).__name__,
    isinstance(Plain, type),
    issubclass(P, int),
)
