"""Every operator of user classes: plain, reflected, in place, comparison, conversion, containers."""


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return type(e).__name__, str(e)


class Num:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return f"Num({self.v})"

    def __add__(self, o):
        return Num(self.v + o.v) if isinstance(o, Num) else NotImplemented

    def __radd__(self, o):
        return Num(("radd", o))

    def __sub__(self, o):
        return "sub"

    def __rsub__(self, o):
        return "rsub"

    def __mul__(self, o):
        return "mul"

    def __rmul__(self, o):
        return "rmul"

    def __matmul__(self, o):
        return "matmul"

    def __rmatmul__(self, o):
        return "rmatmul"

    def __truediv__(self, o):
        return "truediv"

    def __rtruediv__(self, o):
        return "rtruediv"

    def __floordiv__(self, o):
        return "floordiv"

    def __rfloordiv__(self, o):
        return "rfloordiv"

    def __mod__(self, o):
        return "mod"

    def __rmod__(self, o):
        return "rmod"

    def __divmod__(self, o):
        return "divmod"

    def __rdivmod__(self, o):
        return "rdivmod"

    def __pow__(self, o, m=None):
        return ("pow", m)

    def __rpow__(self, o):
        return "rpow"

    def __lshift__(self, o):
        return "lshift"

    def __rlshift__(self, o):
        return "rlshift"

    def __rshift__(self, o):
        return "rshift"

    def __rrshift__(self, o):
        return "rrshift"

    def __and__(self, o):
        return "and"

    def __rand__(self, o):
        return "rand"

    def __or__(self, o):
        return "or"

    def __ror__(self, o):
        return "ror"

    def __xor__(self, o):
        return "xor"

    def __rxor__(self, o):
        return "rxor"

    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "invert"

    def __abs__(self):
        return "abs"

    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __index__(self):
        return 2

    def __round__(self, n=None):
        return ("round", n)

    def __trunc__(self):
        return "trunc"

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __bool__(self):
        return self.v != 0

    def __hash__(self):
        return hash(self.v)

    def __eq__(self, o):
        return isinstance(o, Num) and self.v == o.v

    def __lt__(self, o):
        return self.v < o.v if isinstance(o, Num) else NotImplemented

    def __format__(self, spec):
        return f"<{spec}>"

    def __bytes__(self):
        return b"num"

    def __str__(self):
        return "str"


n = Num(3)
print(n + Num(4), 1 + n, attempt(lambda: n + 1), n - 1, 1 - n, n * 2, 2 * n, [1] * n, "a" * n)
print(n @ 1, 1 @ n, n / 1, 1 / n, n // 1, 1 // n, n % 1, 1 % n, divmod(n, 1), divmod(1, n))
print(
    n**2, 2**n, pow(n, 2), pow(n, 2, 5), n << 1, 1 << n, n >> 1, 1 >> n, n & 1, 1 & n, n | 1, 1 | n
)
print(n ^ 1, 1 ^ n, -n, +n, ~n, abs(n), int(n), float(n), round(n), round(n, 2), [5, 6, 7][n])
print(bool(n), bool(Num(0)), not n, hash(n) == hash(3), n == Num(3), n != Num(3), n == 3, n != 3)
print(
    n < Num(4),
    n > Num(4),
    attempt(lambda: n < 3),
    attempt(lambda: n <= n),
    sorted([Num(2), Num(1)]),
)
print(
    format(n, "x"),
    f"{n}",
    f"{n:>5}",
    f"{n!r}",
    f"{n!s:>5}",
    "{} {:q}".format(n, n),
    bytes(n),
    str(n),
)
print(hex(n), bin(n), oct(n), "abc"[n], list(range(n)), "%d" % 5)
print(
    {Num(1): "a"}[Num(1)],
    Num(1) in {Num(1)},
    Num(1) in [Num(1)],
    [Num(1)].index(Num(1)),
    min(Num(2), Num(1)),
)


class Base:
    def __add__(self, o):
        return "Base.add"

    def __radd__(self, o):
        return "Base.radd"

    def __eq__(self, o):
        return "Base.eq"

    def __lt__(self, o):
        return "Base.lt"

    def __gt__(self, o):
        return "Base.gt"


class Derived(Base):
    def __radd__(self, o):
        return "Derived.radd"

    def __eq__(self, o):
        return "Derived.eq"

    def __gt__(self, o):
        return "Derived.gt"


class Same(Base):
    pass


print(
    Base() + Derived(), Derived() + Base(), Base() + Same(), Base() == Derived(), Base() < Derived()
)
print(attempt(hash, Derived()), attempt(lambda: {Derived(): 1}), Base.__hash__ is None)


class InPlace:
    def __init__(self):
        self.log = []

    def __iadd__(self, o):
        self.log.append(("iadd", o))
        return self

    def __isub__(self, o):
        return NotImplemented

    def __sub__(self, o):
        return ("sub", o)

    def __imatmul__(self, o):
        return "imatmul"

    def __imul__(self, o):
        return NotImplemented


i = InPlace()
i += 1
i += 2
print(i.log)
j = i
j -= 5
print(j)
j = i
j @= 5
print(j)


def imul():
    k = InPlace()
    k *= 3


def idiv():
    k = InPlace()
    k /= 3


def imat():
    k = 5
    k @= 3


print(
    attempt(imul),
    attempt(idiv),
    attempt(imat),
    attempt(lambda: 1 @ 2),
    attempt(lambda: [] @ InPlace()),
)


class Seq:
    def __init__(self, *items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return ("slice", i.start, i.stop, i.step)
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __delitem__(self, i):
        del self.items[i]

    def __contains__(self, x):
        return x == "magic" or x in self.items

    def __reversed__(self):
        return iter(["reversed"])


s = Seq(1, 2, 3)
print(len(s), s[0], s[-1], s[1:2], s[:], s[::2], list(s), [x for x in s], tuple(s), sum(s), max(s))
s[0] = 10
s[1] += 5
del s[2]
print(
    s.items,
    10 in s,
    "magic" in s,
    99 not in s,
    list(reversed(s)),
    bool(s),
    bool(Seq()),
    attempt(lambda: s[9]),
)
a, b = s
print(a, b, [*s], dict(enumerate(s)), list(zip(s, s)), any(s), sorted(s), list(map(str, s)))


class OldIter:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError("end")
        return i * i


print(
    list(OldIter()),
    4 in OldIter(),
    5 in OldIter(),
    [*OldIter()],
    max(OldIter()),
    attempt(len, OldIter()),
)
print(attempt(reversed, OldIter()), list(iter(OldIter())))


class OldReversed(OldIter):
    def __len__(self):
        return 3


print(list(reversed(OldReversed())))


class Iter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(
    list(Iter(3)),
    sum(Iter(4)),
    next(Iter(2)),
    next(Iter(0), "done"),
    1 in Iter(3),
    [*Iter(2)],
    tuple(Iter(2)),
)


class BadIter:
    def __iter__(self):
        return 5


class NoIter:
    __iter__ = None
    __contains__ = None
    __hash__ = None


print(
    attempt(list, BadIter()),
    attempt(iter, NoIter()),
    attempt(lambda: 1 in NoIter()),
    attempt(hash, NoIter()),
)


class Bad:
    def __len__(self):
        return -1

    def __bool__(self):
        return 5

    def __str__(self):
        return 5

    def __repr__(self):
        return None

    def __index__(self):
        return "x"

    def __int__(self):
        return "x"

    def __float__(self):
        return "x"

    def __hash__(self):
        return "x"

    def __format__(self, spec):
        return 5

    def __bytes__(self):
        return "x"

    def __iter__(self):
        return iter([1])

    def __contains__(self, x):
        return "yes"


b = Bad()
for f in (
    len,
    bool,
    str,
    repr,
    int,
    float,
    hash,
    bytes,
    hex,
    lambda x: [1][x],
    lambda x: f"{x}",
    lambda x: 1 in x,
    range,
):
    print(attempt(f, b))


class Ctx:
    def __init__(self, swallow=False):
        self.swallow = swallow

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, value, tb):
        print("exit", kind and kind.__name__, value)
        return self.swallow


with Ctx() as c, Ctx(True):
    raise ValueError("inside")


class Hashed:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return self.v

    def __eq__(self, o):
        return self.v == o.v


print(
    hash(Hashed(5)), hash(Hashed(-1)), hash(Hashed(2**61)), len({Hashed(1), Hashed(1), Hashed(2)})
)


class Cmp:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        return self.v < o.v

    def __le__(self, o):
        return self.v <= o.v


print(
    Cmp(1) < Cmp(2),
    Cmp(1) > Cmp(2),
    Cmp(1) >= Cmp(2),
    Cmp(1) <= Cmp(1),
    Cmp(1) == Cmp(1),
    Cmp(1) != Cmp(1),
)
print(
    1 < Cmp(3).v < 5,
    [c.v for c in sorted([Cmp(3), Cmp(1), Cmp(2)])],
    max([Cmp(3), Cmp(1)], key=lambda c: -c.v).v,
)
