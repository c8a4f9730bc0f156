# typing and collections.abc: what annotations name, and the little that happens at run time.
import collections.abc
import typing
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Callable,
    ClassVar,
    Dict,
    Final,
    Generic,
    List,
    Literal,
    NamedTuple,
    NewType,
    Optional,
    Protocol,
    Tuple,
    TypedDict,
    TypeVar,
    Union,
    cast,
    final,
    overload,
)

if TYPE_CHECKING:
    from nowhere import Nothing

T = TypeVar("T")
K = TypeVar("K", bound="Comparable")
Json = Union[Dict[str, "Json"], List["Json"], str, int, None]
Vector = list[float]
Callback = Callable[[int], str]
Number = int | float
Key = Optional[str]
Table: typing.TypeAlias = "dict[str, Vector]"
UserId = NewType("UserId", int)
LIMIT: Final = 10
MODE: Literal["fast", "slow"] = "fast"


def first(items: Sequence[T], default: Optional[T] = None) -> Union[T, None]:
    found: T | None = default
    for item in items:
        return item
    return found


@overload
def twice(x: int) -> int: ...
@overload
def twice(x: str) -> str: ...
def twice(x):
    return x * 2


class Stack(Generic[T]):
    limit: ClassVar[int] = LIMIT

    def __init__(self, items: Optional[List[T]] = None) -> None:
        self.items: List[T] = items or []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self

    @final
    def pop(self) -> T:
        return self.items.pop()

    @overload
    def peek(self) -> T: ...
    @overload
    def peek(self, n: int) -> T: ...
    def peek(self, n=1):
        return self.items[-n]


class Named(Protocol):
    name: str

    def greet(self) -> str: ...


class Person:
    def __init__(self, name: Annotated[str, "not empty"]):
        self.name = name

    def greet(self) -> str:
        return f"I am {self.name}"


class Movie(TypedDict):
    title: str
    year: int


class Rated(Movie, total=False):
    stars: float


class Point(NamedTuple):
    x: int
    y: int = 0


@final
class Leaf(Stack[int]):
    pass


def welcome(who: Named) -> str:
    return who.greet()


s = Stack[int]()
s.push(1).push(2)
print(
    s.items,
    s.pop(),
    s.peek(),
    Stack[str](["a"]).peek(1),
    Stack.limit,
    Leaf([1]).peek(),
    isinstance(s, Stack),
)
print(
    first([3, 4]),
    first([], "none"),
    twice(4),
    twice("ab"),
    welcome(Person("Ada")),
    UserId(7) + 1,
    MODE,
)
m: Movie = {"title": "Alien", "year": 1979}
r = Rated(title="Brazil", year=1985, stars=4.5)
print(
    m,
    r,
    type(r).__name__,
    Movie(title="x", year=1),
    Point(1),
    cast(int, "not checked"),
    cast("Stack[int]", s) is s,
)
print(
    isinstance(3, Number),
    isinstance("x", Number),
    isinstance(None, int | None),
    isinstance(2.5, (str, int | float)),
)
print(
    [isinstance(x, Mapping) for x in ({}, [], "a")],
    [isinstance(x, Sequence) for x in ([], (), "", {}, range(2), {1})],
)
print([isinstance(x, Iterable) for x in ([], {}, "a", 5, None, (i for i in []), s)])
print([isinstance(x, collections.abc.Callable) for x in (len, int, s, lambda: 0, print)])
print(
    [isinstance(x, (int, collections.abc.Sized)) for x in (5, "a", None, {})],
    isinstance({1}, collections.abc.Set),
)
print(
    [isinstance(x, collections.abc.Hashable) for x in (5, [], (), {}, "a", s)],
    issubclass(dict, MutableMapping),
)
print([isinstance(x, collections.abc.Iterator) for x in (iter([]), [], (i for i in []))])
print(list(Vector([1, 2])), typing.TYPE_CHECKING, dict[str, int](a=1))


class Lower(MutableMapping):
    def __init__(self, **data: Any):
        self.data: dict[str, Any] = {}
        self.update(data)

    def __getitem__(self, key):
        return self.data[key.lower()]

    def __setitem__(self, key, value):
        self.data[key.lower()] = value

    def __delitem__(self, key):
        del self.data[key.lower()]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


low = Lower(A=1, B=2)
print(
    low["a"],
    "B" in low,
    low.get("zz", 0),
    list(low.items()),
    len(low),
    low.pop("A"),
    low == {"b": 2},
    isinstance(low, Mapping),
)
print(
    low.setdefault("C", 3),
    sorted(low.keys()),
    list(low.values()),
    low.popitem(),
    low.keys() & {"c"},
)


class Countdown(Sequence[int]):
    def __init__(self, n: int):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return self.n - i


c = Countdown(3)
print(
    list(c),
    2 in c,
    c.index(1),
    c.count(2),
    list(reversed(c)),
    isinstance(c, Sequence),
    isinstance(c, Iterable),
    max(c),
)
try:
    typing.assert_never(5)
except AssertionError as e:
    print(e)


class Shape(ABC):
    def __init__(self, name: str) -> None:
        self.name = name

    @abstractmethod
    def area(self) -> float: ...

    @property
    @abstractmethod
    def corners(self) -> int: ...

    def describe(self) -> str:
        return f"{self.name}: {self.area()} {self.corners}"


class Square(Shape):
    corners = 4

    def __init__(self, side: float) -> None:
        super().__init__("square")
        self.side = side

    def area(self) -> float:
        return self.side**2


class Half(Shape):
    def area(self) -> float:
        return super().area()


print(Square(2).describe(), isinstance(Square(1), Shape))
for abstract in (Shape, Half):
    try:
        abstract("x")
    except TypeError as e:
        print(e)
