# Enumerations and dataclasses on their way to JSON.
import enum, json
from collections import abc, Counter
import dataclasses as dc


class Level(enum.IntEnum):
    LOW = enum.auto()
    HIGH = enum.auto()


class Cmd(str, enum.Enum):
    ON = "on"
    OFF = "off"


class State(enum.Enum):
    A = 1


@dc.dataclass
class R:
    at: int
    tags: tuple = ()
    cmd: Cmd = Cmd.ON


print(
    json.dumps({"cmd": Cmd.ON, "lvl": Level.HIGH, "r": dc.asdict(R(1, ("x",)))}),
    Cmd("off").value,
    [c.value for c in Cmd],
)
x: abc.Sequence[int] = [1]
print(
    isinstance(x, abc.Sequence), isinstance(x, (str, abc.Iterable)), isinstance(R(1), abc.Hashable)
)
c = Counter()
c[State.A] += 1
print(c, c[State.A])
try:
    json.dumps(State.A)
except TypeError as e:
    print(e)
print(
    {Level.LOW: "low"}[1],
    json.loads('{"a": "on"}')["a"] == Cmd.ON,
    f"{Cmd.ON.value}-{Level.LOW}",
    ",".join(sorted(Cmd)),
)
