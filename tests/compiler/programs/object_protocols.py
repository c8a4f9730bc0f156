"""Which protocols does a class take part in? How are functions called, matched and resumed?"""


# classes
class Meta0:
    pass


class A:
    x = 1

    def __init__(self, v=0):
        self.v = v

    def __eq__(self, o):
        return isinstance(o, A) and self.v == o.v

    def __lt__(self, o):
        return self.v < o.v

    def __hash__(self):
        return hash(self.v)

    def __repr__(self):
        return f"A({self.v})"

    def __getattr__(self, n):
        if n.startswith("dyn"):
            return n
        raise AttributeError(n)

    def __setattr__(self, n, v):
        object.__setattr__(self, n, v)

    def __delattr__(self, n):
        print("del", n)
        object.__delattr__(self, n)

    def __call__(self, *a, **k):
        return (a, k)

    def __len__(self):
        return 3

    def __getitem__(self, i):
        return i

    def __contains__(self, i):
        return i == 7

    def __enter__(self):
        return self

    def __exit__(self, *a):
        return False

    def __iter__(self):
        return iter([1, 2])

    def __reversed__(self):
        return iter([2, 1])

    def __bool__(self):
        return False

    def __format__(self, s):
        return "F" + s

    def __int__(self):
        return 5

    def __float__(self):
        return 5.5

    def __index__(self):
        return 6

    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "inv"

    def __abs__(self):
        return "abs"

    def __round__(self, n=None):
        return ("round", n)

    def __divmod__(self, o):
        return "dm"

    def __matmul__(self, o):
        return "mm"

    def __rmatmul__(self, o):
        return "rmm"

    def __add__(self, o):
        return NotImplemented

    def __radd__(self, o):
        return "radd"

    def __iadd__(self, o):
        self.v += 1
        return self

    def __missing__(self, k):
        return "m"

    def __bytes__(self):
        return b"by"

    def __trunc__(self):
        return 9

    def __floor__(self):
        return 8

    def __ceil__(self):
        return 10

    def __dir__(self):
        return []


a = A(3)
print(
    a == A(3),
    a != A(4),
    a < A(5),
    a > A(1),
    sorted([A(2), A(1)]),
    {A(1): 1}[A(1)],
    a.dyn1,
    a(1, k=2),
    len(a),
    a[5],
    a[1:2],
    7 in a,
    list(a),
    list(reversed(a)),
    bool(a),
    f"{a:xy}",
    format(a, "q"),
    int(a),
    float(a),
    hex(a),
    [10, 20, 30, 40, 50, 60, 70][a],
    -a,
    +a,
    ~a,
    abs(a),
    round(a),
    round(a, 2),
    divmod(a, 1),
    a @ 1,
    1 @ a,
    1 + a,
    bytes(a),
    str(a),
    max(A(1), A(9)),
)
import math

print(math.trunc(a), math.floor(a), math.ceil(a))
try:
    a + 1
except TypeError as e:
    print(e)
a += 1
print(a.v)
try:
    a.nope
except AttributeError as e:
    print(e)
a.z = 1
del a.z
try:
    del a.z
except AttributeError as e:
    print(e)
try:
    a <= A(1)
except TypeError as e:
    print(e)


class B(A):
    def __init__(self, *a):
        super().__init__(*a)
        self.w = 1

    @property
    def p(self):
        return self.v * 2

    @p.setter
    def p(self, v):
        self.v = v

    @p.deleter
    def p(self):
        print("pdel")

    @staticmethod
    def s(x):
        return x

    @classmethod
    def c(cls, x):
        return cls(x)


b = B(2)
b.p = 8
print(b.p, B.s(1), b.s(2), B.c(3), type(b.c(3)).__name__)
del b.p
try:
    B.p.fset
except Exception as e:
    print(e)


class RO:
    @property
    def q(self):
        return 1


try:
    RO().q = 2
except AttributeError as e:
    print(e)
try:
    del RO().q
except AttributeError as e:
    print(e)


class D:
    def __set_name__(self, o, n):
        self.n = n

    def __get__(self, o, t):
        return self if o is None else (self.n, t.__name__)

    def __set__(self, o, v):
        print("set", v)

    def __delete__(self, o):
        print("delete")


class E:
    d = D()
    e = d


E().d = 5
del E().d
print(E().d, E.d.n, E().e)


class P:
    def __init_subclass__(cls, tag=None, **k):
        super().__init_subclass__(**k)
        cls.tag = tag
        print("sub", cls.__name__, tag)


class Q(P, tag="t"):
    pass


try:

    class R(P, bad=1):
        pass
except TypeError as e:
    print(e)


class X:
    def f(self):
        return "X"


class Y(X):
    def f(self):
        return "Y" + super().f()


class Z(X):
    def f(self):
        return "Z" + super().f()


class W(Y, Z):
    def f(self):
        return "W" + super().f()


print(W().f(), [c.__name__ for c in W.__mro__], issubclass(W, X), isinstance(W(), (int, Z)))
try:

    class Bad(X, Y):
        pass
except TypeError as e:
    print(str(e).split("\n")[0])


class N:
    def __new__(cls, *a):
        o = super().__new__(cls)
        o.made = a
        return o

    def __init__(self, *a):
        self.init = a


print(N(1, 2).made, N(3).init)


class S(str):
    def hi(self):
        return self + "!"


class L(list):
    def first(self):
        return self[0]


class DD(dict):
    def __missing__(self, k):
        return k * 2


class T(tuple):
    def __new__(cls, *a):
        return super().__new__(cls, a)


class I(int):
    def __add__(self, o):
        return I(int(self) + o + 100)


print(
    S("a").hi(),
    S("a") == "a",
    L([1]).first(),
    L([1, 2]) + [3],
    DD()["x"],
    DD(a=1)["a"],
    T(1, 2),
    len(T(1)),
    I(5) + 1,
    I(5) * 2,
    type(I(5) * 2).__name__,
    type(S("a").upper()).__name__,
    isinstance(I(1), int),
    {I(1): 2}[1],
)


class Slots:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1


s = Slots()
print(s.a)
try:
    s.b
except AttributeError as e:
    print(e)


class G:
    def __class_getitem__(cls, k):
        return (cls.__name__, k)


print(G[int], G["x"])
print(
    A.__name__,
    A.__qualname__,
    A.__doc__,
    B.__mro__[1].__name__,
    vars(E()).__class__.__name__,
    a.__dict__,
    a.__class__.__name__,
)


class Ctr:
    n = 0

    def inc(self):
        self.n += 1
        return self.n

    @classmethod
    def cinc(cls):
        cls.n += 10
        return cls.n


c = Ctr()
print(c.inc(), c.inc(), Ctr.n, Ctr.cinc(), c.n, Ctr().n)
f = c.inc
print(f(), f.__name__, f.__self__ is c, Ctr.inc(c), f == c.inc, hash(f) == hash(c.inc))


def deco(k):
    def w(fn):
        def inner(*a, **kw):
            print("before", k, fn.__name__)
            return fn(*a, **kw)

        return inner

    return w


@deco(1)
@deco(2)
def foo(a, b=2, *args, c, d=4, **kw):
    return (a, b, args, c, d, kw)


print(foo(1, c=3), foo(1, 2, 3, 4, c=5, e=6))
for call in (lambda: foo(), lambda: foo(1), lambda: foo(1, a=1, c=1)):
    try:
        print(call())
    except TypeError as e:
        print(e)


def po(a, b, /, c, *, d):
    return (a, b, c, d)


for call in (
    lambda: po(1, 2, 3, d=4),
    lambda: po(1, b=2, c=3, d=4),
    lambda: po(1, 2, c=3, d=4),
    lambda: po(1, 2, 3),
    lambda: po(1, 2, 3, 4),
    lambda: po(1, 2, 3, d=4, e=5),
    lambda: po(*[1, 2], **{"c": 3, "d": 4}),
    lambda: po(*[1], *[2], **{"c": 3}, **{"c": 4}),
    lambda: po(),
    lambda: po(1),
    lambda: po(a=1, b=2, c=3, d=4),
):
    try:
        print(call())
    except TypeError as e:
        print(e)


def outer():
    x = 1

    def g():
        nonlocal x
        x += 1
        return x

    def h():
        return x

    return g, h


g, h = outer()
print(g(), g(), h())
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda: i for i in range(3)]])


def rec(n):
    return n if n == 0 else rec(n - 1)


print(rec(50))


def gen():
    try:
        x = yield 1
        while True:
            x = yield x
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("fin")


q = gen()
next(q)
print(q.send(5), q.send(6))
q.close()


def yf():
    r = yield from inner_g()
    print("r", r)
    yield from [7, 8]


def inner_g():
    yield 1
    return "ret"


print(list(yf()))


def sub():
    try:
        yield 1
    except ValueError as e:
        print("caught", e)
        yield 2


def dele():
    yield from sub()


d = dele()
next(d)
print(d.throw(ValueError("z")))
print(
    sum(x * x for x in range(5) if x % 2),
    {k: v for k, v in zip("ab", [1, 2])},
    [*range(3), *"ab"],
    {*[1], *[2]},
    (*[1], 2),
)
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
*a, b = "xyz"
print(a, b)
for bad in ("ab", "abcd"):
    try:
        x, y, z = bad
    except ValueError as e:
        print(e)
try:
    x, *y, z = "a"
except ValueError as e:
    print(e)
try:
    x, y = 5
except TypeError as e:
    print(e)
i = 0


def side(v):
    print("s", v)
    return v


r = side(1) < side(2) < side(0) < side(9)
print(r)
print(
    1 < 2 < 3 != 4,
    5 if (n := 3) > 2 else 6,
    n,
    not [] and 1 or 2,
    1 in [1] is True,
    (1, 2) < (1, 3) <= (1, 3),
)


def mt(v):
    match v:
        case 0 | 1:
            return "zo"
        case int(x) if x > 100:
            return f"big{x}"
        case int():
            return "int"
        case str() as s if len(s) > 3:
            return "long" + s
        case "abc":
            return "ABC"
        case [1, *rest]:
            return rest
        case (a, b):
            return (b, a)
        case {"k": v2, **rest}:
            return (v2, rest)
        case {}:
            return "empty"
        case Ctr(n=5):
            return "five"
        case Ctr():
            return "ctr"
        case None:
            return "none"
        case True:
            return "T"
        case float():
            return "fl"
        case _:
            return "?"


k = Ctr()
k.n = 5
for v in (
    0,
    True,
    200,
    50,
    "abcd",
    "abc",
    "z",
    [1, 2, 3],
    (4, 5),
    {"k": 1, "z": 2},
    {},
    k,
    Ctr(),
    None,
    1.5,
    b"x",
    {1},
):
    print(mt(v))
