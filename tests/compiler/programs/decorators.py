"""Decorators on functions, methods and classes; attributes of functions."""

calls = []


def trace(function):
    def wrapper(*args, **kwargs):
        calls.append(function.__name__)
        wrapper.count += 1
        return function(*args, **kwargs)

    wrapper.count = 0
    wrapper.__name__ = function.__name__
    wrapper.__wrapped__ = function
    return wrapper


def scaled(factor, *, offset=0):
    def decorate(function):
        def wrapper(x):
            return function(x) * factor + offset

        return wrapper

    return decorate


@trace
def add(a, b=2):
    """Add."""
    return a + b


@scaled(3, offset=1)
@scaled(10)
def plus_one(x):
    return x + 1


print(add(1), add(1, b=5), add.count, calls, add.__name__, add.__wrapped__(4, 4))
print(plus_one(4), plus_one.__name__, plus_one.__qualname__)


def registry():
    known = {}

    def register(name):
        def keep(thing):
            known[name] = thing
            return thing

        return keep

    return known, register


known, register = registry()


@register("f")
def f():
    return 1


@register("C")
class C:
    @register("m")
    def m(self):
        return "m"

    @staticmethod
    @register("s")
    def s(x):
        return x + 1

    @classmethod
    def make(cls, *args):
        return cls, args


print(sorted(known), known["f"]() is f(), known["C"] is C, known["m"](C()), C.s(1), C().s(2))
print(C.make(1, 2)[0] is C, C().make(3)[1], known["C"].__name__)


def with_repr(cls):
    cls.__repr__ = lambda self: f"<{type(self).__name__} {self.x}>"
    cls.tag = "tagged"
    return cls


@with_repr
class P:
    def __init__(self, x):
        self.x = x


print(P(4), [P(5)], P.tag, P(1).tag)


class CountCalls:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@CountCalls
def square(x):
    return x * x


print(square(3), square(4), square.calls)


def nested():
    total = []

    @trace
    def inner(x):
        total.append(x)
        return x

    inner(1)
    inner(2)
    return total, inner.count


print(nested())


def outer():
    def helper():
        return helper.value

    return helper


h1, h2 = outer(), outer()
h1.value = 1
h2.value = 2
print(h1(), h2(), h1 is h2, hasattr(h1, "value"), hasattr(h1, "other"))
del h1.value
try:
    h1()
except AttributeError as e:
    print(e)


def counter():
    counter.n += 1
    return counter.n


counter.n = 0
counter()
print(counter(), counter.n, counter.__dict__)
print([f.__name__ for f in (add, outer, lambda: 0)])
print(add.__wrapped__.__doc__, outer.__doc__)

memo = {}


def cache(function):
    def wrapper(n):
        if n not in memo:
            memo[n] = function(n)
        return memo[n]

    return wrapper


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50))
decorators = [trace, scaled(2)]


@decorators[1]
@(lambda g: g)
def from_expression(x):
    return x


print(from_expression(21))
