"""Do statements, displays and calls do their parts in CPython's order, with its messages?"""


def t(tag, v=None):
    print("t", tag)
    return v if v is not None else tag


class O:
    def __init__(self):
        self.a = 1
        self.l = [1, 2, 3]


o = O()


def get():
    print("get")
    return o


def idx(i):
    print("idx", i)
    return i


get().a += t("rhs", 5)
get().l[idx(0)] += t("rhs", 5)
get().l[idx(1)], get().a = t("v1", 7), t("v2", 8)
print(o.a, o.l)
x = y = get().l[idx(2)] = t("chain", 9)
print(x, y, o.l)
(a, b), [c, *d] = (1, 2), "xyz"
print(a, b, c, d)
*a, b = range(4)
print(a, b)
a, *b, c = [1, 2]
print(a, b, c)
(a, *b), c = "abc", 1
print(a, b, c)
*get().l[idx(0) : idx(2)], z = [1, 2, 3, 4]
print(o.l, z)
try:
    a, b = 1, 2, 3
except ValueError as e:
    print(e)
try:
    a, b = [1]
except ValueError as e:
    print(e)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
try:
    a, b = 5
except TypeError as e:
    print(e)
try:
    [a, b] = {}
except ValueError as e:
    print(e)


def seq():
    yield 1
    yield 2
    yield 3


try:
    a, b = seq()
except ValueError as e:
    print(e)
for a, (b, *c) in [(1, (2, 3, 4)), (5, "ab")]:
    print(a, b, c)
for o.a in range(3):
    pass
print(o.a)
for o.l[0] in "ab":
    print(o.l)
del o.a, o.l[0]
try:
    o.a
except AttributeError as e:
    print(e)
del (x, [y])
try:
    print(x)
except NameError as e:
    print(e)


def t(v):
    print("t", v)
    return v


print(t(1) < t(2) < t(3), t(3) < t(2) < t(1), t(1) == t(1) != t(2) > t(0))
print(1 < 2 > 0 == 0, "a" in "abc" in ["abc"])
print(t(0) or t(2) and t(3), not t(0), t(1) if t(0) else t(5))
print({t("k1"): t("v1"), t("k2"): t("v2")}, [t(1), *t([2, 3]), t(4)], (*t("ab"), t(5)))


def f(*a, **k):
    return a, k


print(f(t(1), *t([2]), t(3), *t((4,)), k=t(5), **t({"z": 6}), y=t(7)))


def g(a, /, b, *, c=t("default"), d=t("d2")):
    return a, b, c, d


print(g(t(1), c=t(2), b=t(3)))
lam = lambda a, /, b=2, *c, d, e=5, **k: (a, b, c, d, e, k)
print(lam(1, d=4), lam(1, 2, 3, d=4, z=1))
print(
    (lambda: (yield))().__class__.__name__ if 0 else "x", (lambda *a: a)(1, 2), (lambda **k: k)(a=1)
)
x = [1, 2, 3][t(0) : t(2) : t(1)]
print(x)
i = 0
l = [0, 0, 0]
i, l[i] = 1, 5
print(i, l)
l[i], i = 7, 2
print(i, l)


def ret(*a):
    return *a, 9


print(ret(1, 2))


def yl():
    r = yield *[1, 2], 3
    print(r)


print(list(yl()))
d = {}
d[t("key")] = t("value")
print(d)
for q in *[1, 2], 3:
    print(q)
print([*range(3)][*[1][:1]] if 0 else "sub")


class S:
    def __getitem__(self, k):
        return k


print(S()[1, 2], S()[*[1, 2], 3], S()[1:2, ::3], S()[...])


def f():
    for i in range(3):
        if i == 5:
            break
    else:
        print("for else")
    i = 0
    while i < 3:
        i += 1
        if i == 2:
            continue
        if i == 9:
            break
    else:
        print("while else", i)
    while True:
        i += 1
        if i > 6:
            break
    else:
        print("never")
    for i in []:
        pass
    else:
        print("empty else")
    for i in range(2):
        for j in range(3):
            if j == 1:
                break
            print(i, j)
        else:
            print("inner else")
    return i


print(f())
while 0:
    print("no")
else:
    print("yes")
if 1:
    pass
elif 2:
    print("no")
assert True, "x"
n = 10
while n:
    n -= 3 if n > 3 else n
print(n)

total = 0


def counter():
    global total, fresh
    total += 1
    fresh = total * 2

    def inner():
        global total
        total += 10

    inner()
    return total


print(counter(), counter(), total, fresh)


def outer():
    x = 1

    def mid():
        nonlocal x
        x += 1

        def inner():
            nonlocal x
            x *= 10
            return x

        return inner() + x

    return mid(), x


print(outer())
x: int = 5
y: "list[int]"
z: dict[str, int] = {}
print(x, z)
try:
    print(y)
except NameError as e:
    print(e)


def ann():
    a: int = 3
    b: str
    try:
        b
    except UnboundLocalError as e:
        print(e)
    (c): int = 4
    return a, c


print(ann())


class An:
    f: int = 3
    g: str

    def __init__(self):
        self.h: int = 4


print(An.f, An().h)
if (w := 5) > 3:
    print(w)
while (v := total) > 0:
    total -= 15
    print(v)
print([last := i for i in range(3)], last)
print(any((hit := n) > 2 for n in [1, 3, 5]), hit)


def ww():
    return [(a := i) for i in range(3)], a


print(ww())


def wl(x, y=(q := 7)):
    return x + (z := y) + z


print(wl(1), q)


def f(a, b=1, *args, c, d=2, **kw):
    return a, b, args, c, d, kw


print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6))
for call in [lambda: f(), lambda: f(1), lambda: f(1, c=1, a=2), lambda: f(1, 2, c=3, b=4)]:
    try:
        call()
    except TypeError as e:
        print(e)


def g(a, b, /):
    return a, b


for call in [
    lambda: g(1),
    lambda: g(1, 2, 3),
    lambda: g(a=1, b=2),
    lambda: g(1, b=2),
    lambda: g(1, 2, c=3),
]:
    try:
        call()
    except TypeError as e:
        print(e)


def k(*, a, b, c):
    pass


for call in [lambda: k(), lambda: k(1), lambda: k(a=1), lambda: k(a=1, b=2)]:
    try:
        call()
    except TypeError as e:
        print(e)


def m(a, b, c=3):
    pass


for call in [
    lambda: m(),
    lambda: m(1),
    lambda: m(1, 2, 3, 4),
    lambda: m(1, 2, 3, z=4),
    lambda: m(*[1], **{"a": 1}),
]:
    try:
        call()
    except TypeError as e:
        print(e)
try:
    f(**{1: 2})
except TypeError as e:
    print(e)
try:
    f(**5)
except TypeError as e:
    print(e)


def mut(x, acc=[]):
    acc.append(x)
    return acc


print(mut(1), mut(2), mut(3, []))


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


print(fact(20), fact(30))
try:
    fact("x")
except TypeError as e:
    print(e)
try:
    5()
except TypeError as e:
    print(e)
try:
    None(1)
except TypeError as e:
    print(e)


class CM:
    def __init__(self, n, sup=False):
        self.n, self.sup = n, sup

    def __enter__(self):
        print("enter", self.n)
        return self

    def __exit__(self, t, v, tb):
        print("exit", self.n, t.__name__ if t else None, repr(v))
        return self.sup


with CM(1) as a, CM(2) as b:
    print(a.n, b.n)
with CM(3) as a, CM(4):
    print("par")
with (
    CM(3),
    CM(4),
):
    print("par2")
with CM(5, True):
    raise ValueError("x")
print("after")
try:
    with CM(6), CM(7):
        raise KeyError("k")
except KeyError as e:
    print(repr(e))


def f():
    with CM(8):
        return "ret"


print(f())
for i in range(3):
    with CM(i):
        if i == 0:
            continue
        if i == 1:
            break


class T:
    pass


tt = T()
with CM(9) as tt.x:
    print(tt.x.n)


class Tup:
    def __enter__(self):
        return 1, [2, 3]

    def __exit__(self, *a):
        print(len(a))


with Tup() as (a, [b, *c]):
    print(a, b, c)


class BadEnter:
    def __enter__(self):
        raise ValueError("enter")

    def __exit__(self, *a):
        print("never")


try:
    with BadEnter():
        pass
except ValueError as e:
    print(e)


class BadExit:
    def __enter__(self):
        return self

    def __exit__(self, *a):
        raise KeyError("exit")


try:
    with BadExit():
        raise ValueError("body")
except KeyError as e:
    print(repr(e), repr(e.__context__))


class NoExit:
    def __enter__(self):
        print("e")


class No:
    pass


for c in (NoExit(), No(), 5):
    try:
        with c:
            pass
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    with CM(1, True), BadEnter():
        print("no")
    print("swallowed")
except ValueError as e:
    print(e)


def a():
    try:
        return "try"
    finally:
        print("f")


def b():
    for i in range(3):
        try:
            try:
                if i == 1:
                    continue
                return i if i else None
            finally:
                print("in", i)
                if i == 0:
                    continue
        finally:
            print("out", i)
    return "end"


def c():
    x = 1
    try:
        return x
    finally:
        x = 2


def d():
    try:
        try:
            1 / 0
        finally:
            print("fin1")
    except ZeroDivisionError as e:
        return str(e)
    finally:
        print("fin2")


def e():
    try:
        pass
    except:
        print("no")
    else:
        try:
            raise KeyError(1)
        except KeyError:
            print("inner")
        return "else"
    finally:
        print("fin")


def f():
    while True:
        try:
            try:
                raise ValueError
            finally:
                break
        except ValueError:
            print("no")
    return "broke"


def g():
    try:
        raise ValueError("1")
    except ValueError as e:
        try:
            raise KeyError("2")
        except KeyError as e:
            pass
        try:
            e
        except UnboundLocalError as u:
            return str(u)


def h():
    try:
        yield 1
        return 2
    finally:
        yield 3


def i():
    for x in [1, 2]:
        try:
            if x == 1:
                raise ValueError
            print("x", x)
        except ValueError:
            continue
        else:
            print("else")
        finally:
            print("fin", x)


for fn in (a, b, c, d, e, f, g, i):
    print(fn())
print(list(h()))

fs = []
for i in range(3):

    def f(i=i):
        return i

    fs.append(f)
print([f() for f in fs], [g() for g in [lambda: i for i in range(3)]])


def make():
    cnt = 0

    def inc(by=1):
        nonlocal cnt
        cnt += by
        return cnt

    def get():
        return cnt

    return inc, get


inc, get = make()
inc()
inc(5)
print(get())
print([[i * j for j in range(i)] for i in range(4)], {i: {j for j in range(i)} for i in range(3)})
print([(a, b, c) for a in range(3) if a for b in range(a) for c in "xy" if b or c == "x"])
m = [[1, 2], [3, 4]]
print([[r[i] for r in m] for i in range(2)], [x for r in m for x in r], [*map(lambda r: sum(r), m)])


def comp(n):
    k = 10
    return [lambda x: x + i + k for i in range(n)], {i: (lambda: i * k) for i in range(n)}


a, b = comp(2)
print([f(1) for f in a], [b[q]() for q in b])


def scope():
    i = "outer"
    l = [i for i in range(2)]
    return i, l


print(scope())


class Cl:
    n = 3
    a = [i for i in range(n)]
    b = [i * 2 for i in a]


print(Cl.a, Cl.b)
