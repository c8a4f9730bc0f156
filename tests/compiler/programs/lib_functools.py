# functools: partial, caches, wraps, ordering, dispatch; operator's getters.
import functools
import operator
from functools import cached_property, lru_cache, partial, singledispatch, total_ordering, wraps


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except (ValueError, TypeError, AttributeError, KeyError) as e:
        print(type(e).__name__, e)


def describe(a, b=2, *rest, c=3, **more):
    return f"{a} {b} {rest} {c} {more}"


p = partial(describe, 1, c=9)
print(p(), p(5, 6, z=1), p(c=4), p.args, p.keywords, p.func is describe)
q = partial(p, "second", d=1)
print(q(), q.args, q.keywords, q.func is describe, list(map(partial(divmod, 2), range(1, 4))))
print(partial(int, base=2)("101"), sorted(["b", "A"], key=partial(str.lower)), partial(max, 5)(3))
show(partial, 5)
show(partial)
show(p, 1, 2, a=3)


@lru_cache(maxsize=2)
def square(n):
    print("square", n)
    return n * n


print([square(n) for n in (1, 2, 1, 3, 2, 1)], square.cache_info(), square.cache_parameters())
square.cache_clear()
print(
    square.cache_info(), square(2), square.cache_info().hits, square.__name__, square.__wrapped__(3)
)


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info().currsize)


@lru_cache
def join(*args, **kwargs):
    return args, kwargs


print(join(1, a=2), join(1, a=2), join(a=2), join((1,), (("a", 2),)), join.cache_info())


@lru_cache(maxsize=None, typed=True)
def typed(x):
    return repr(x)


print(typed(1), typed(1.0), typed(True), typed(1), typed.cache_info())
show(square, [])
show(lru_cache, "x")
nothing = lru_cache(maxsize=0)(lambda x: x + 1)
print(nothing(1), nothing(1), nothing.cache_info(), lru_cache(maxsize=-5)(len).cache_info())


class Sensor:
    reads = 0

    def __init__(self, pin):
        self.pin = pin

    @cached_property
    def value(self):
        Sensor.reads += 1
        return self.pin * 10

    @lru_cache(maxsize=8)
    def scaled(self, by):
        print("scaled", by)
        return self.pin * by


s = Sensor(4)
print(s.value, s.value, Sensor.reads, Sensor(5).value, Sensor.reads)
s.value = 7
print(s.value)
del s.value
print(s.value, Sensor.reads)
print(s.scaled(2), s.scaled(2), s.scaled(by=3), Sensor.scaled.cache_info())


def logged(f):
    """Say when f is called."""

    @wraps(f)
    def wrapper(*args, **kwargs):
        """The wrapper's own text."""
        print("call", f.__name__)
        return f(*args, **kwargs)

    wrapper.extra = "extra"
    return wrapper


@logged
def add(a, b=1):
    """Add two numbers."""
    return a + b


print(
    add(1),
    add(b=3, a=2),
    add.__name__,
    add.__doc__,
    add.__wrapped__(4),
    add.extra,
    add.__qualname__,
)


def tagged(f):
    f.tag = "t"
    return f


@logged
@tagged
def tag_me():
    return 1


print(tag_me.tag, tag_me(), tag_me.__doc__)


class Counted:
    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f = f
        self.count = 0

    def __call__(self, *args):
        self.count += 1
        return self.f(*args)


@Counted
def hello(name):
    """Greet."""
    return f"hello {name}"


print(hello("a"), hello("b"), hello.count, hello.__name__, hello.__doc__)


@total_ordering
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts


a, b = Version(1, 2), Version(1, 3)
print(
    a < b,
    a <= b,
    a > b,
    a >= b,
    a == b,
    a != b,
    max(a, b) is b,
    a <= Version(1, 2),
    sorted([b, a])[0] is a,
)
show(lambda: a < 3)
show(lambda: a >= 3)


@total_ordering
class Size:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __ge__(self, other):
        return self.n >= other.n


print(Size(1) < Size(2), Size(1) <= Size(1), Size(3) > Size(2), Size(1) > Size(1))

by_last = functools.cmp_to_key(lambda x, y: (x[-1] > y[-1]) - (x[-1] < y[-1]))
print(
    sorted(["ab", "ca", "bc"], key=by_last),
    min("xz", "ya", key=by_last),
    by_last("a") == by_last("ba"),
)


@singledispatch
def show_type(x, extra=""):
    return f"object {x}{extra}"


@show_type.register(int)
def _(x, extra=""):
    return f"int {x}{extra}"


@show_type.register
def _(x: list, extra=""):
    return f"list of {len(x)}{extra}"


@show_type.register(str)
@show_type.register(bytes)
def text(x, extra=""):
    return f"text {x!r}{extra}"


class Base:
    pass


class Derived(Base):
    pass


show_type.register(Base, lambda x, extra="": "base" + extra)
print(
    show_type(1),
    show_type(True),
    show_type([1, 2], "!"),
    show_type("s"),
    show_type(b"b"),
    show_type(2.5),
)
print(show_type(Derived()), show_type(Base(), "?"), text("direct"), show_type.dispatch(bool)(7))
show(show_type)


class Writer:
    @functools.singledispatchmethod
    def write(self, value):
        return f"other {value}"

    @write.register
    def _(self, value: int):
        return f"int {value}"

    def add(self, n, by=1):
        return n + by

    add_ten = functools.partialmethod(add, by=10)
    add_five = functools.partialmethod(add, 5)


w = Writer()
print(w.write(5), w.write("x"), w.add_ten(1), w.add_five(), w.add_five(by=2), Writer.add_ten(w, 3))
print(
    functools.reduce(operator.add, [1, 2, 3], 10), functools.reduce(lambda x, y: x * y, range(1, 6))
)


class Point:
    def __init__(self, x, inner=None):
        self.x = x
        self.inner = inner

    def scale(self, by, plus=0):
        return self.x * by + plus


points = [Point(3, Point(1)), Point(1, Point(9)), Point(2, Point(5))]
print([p.x for p in sorted(points, key=operator.attrgetter("x"))])
print([p.x for p in sorted(points, key=operator.attrgetter("inner.x"))])
print(
    operator.attrgetter("x", "inner.x")(points[0]),
    operator.methodcaller("scale", 2, plus=1)(points[0]),
)
print(list(map(operator.methodcaller("upper"), "ab")), operator.methodcaller("split", ",")("a,b"))
show(operator.attrgetter("nope"), points[0])
