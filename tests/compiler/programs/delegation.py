"""What do generators do when they are sent to, thrown into, closed, delegated to?"""


def g():
    x = yield 1
    print("got", x)
    try:
        y = yield 2
        print("got", y)
    except ValueError as e:
        print("caught", repr(e))
        yield "recovered"
    return 9


a = g()
print(next(a), a.send("A"))
print(a.throw(ValueError("v")))
try:
    next(a)
except StopIteration as e:
    print(e.value, e.args)
try:
    next(a)
except StopIteration as e:
    print(e.value, e.args)
try:
    a.throw(KeyError("k"))
except KeyError as e:
    print(repr(e))
print(a.close())


def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("fin")


a = g()
next(a)
print(a.close(), a.close())


def bad():
    try:
        yield 1
    except GeneratorExit:
        yield 2


a = bad()
next(a)
try:
    a.close()
except RuntimeError as e:
    print(e)
a = g()
print(a.close(), list(a))
a = g()
try:
    a.throw(ValueError, "x")
except ValueError as e:
    print(repr(e))
try:
    next(a)
except StopIteration:
    print("stop")
a = g()
try:
    a.send(5)
except TypeError as e:
    print(e)
for t in (5, int, "x"):
    try:
        a.throw(t)
    except TypeError as e:
        print(e)
try:
    a.throw(ValueError(1), 2)
except TypeError as e:
    print(e)


def sub():
    try:
        a = yield 1
        print("sub got", a)
        b = yield 2
        print("sub got", b)
    except ValueError as e:
        print("sub caught", e)
        yield "from handler"
    except GeneratorExit:
        print("sub exit")
        raise
    return "result"


def outer():
    r = yield from sub()
    print("r =", r)
    r = yield from [10, 20]
    print("r =", r)
    r = yield from range(2)
    print(r)
    return r


g = outer()
print(next(g), g.send("x"), g.throw(ValueError("boom")))
print(next(g), next(g), list(g))
g = outer()
next(g)
g.close()
g = outer()
next(g)
try:
    g.throw(KeyError("q"))
except KeyError as e:
    print(repr(e))


class It:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("val")
        return self.n

    def send(self, v):
        print("send", v)
        return self.__next__()

    def throw(self, e, v=None, tb=None):
        print("throw", repr(e))
        if isinstance(e, KeyError):
            raise StopIteration("thrown")
        return 100

    def close(self):
        print("closed")


def g():
    r = yield from It()
    print("r", r)
    yield "end"


a = g()
print(next(a), a.send("s"), a.throw(ValueError("v")), next(a), next(a))
a = g()
next(a)
print(a.throw(KeyError(1)))
a = g()
next(a)
a.close()


class It2:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


def h():
    yield from It2()


a = h()
next(a)
try:
    a.send(1)
except AttributeError as e:
    print(e)
a = h()
next(a)
try:
    a.throw(ValueError(1))
except ValueError as e:
    print(repr(e))
try:
    print(next(It2()), next(5))
except TypeError as e:
    print(e)
it = It()
try:
    while True:
        print(next(it))
except StopIteration as e:
    print(e.value)
print(next(it, "default"))


def flat(x):
    if isinstance(x, list):
        for y in x:
            yield from flat(y)
    else:
        yield x


print(list(flat([1, [2, [3, [4, [5, [6, [7, [8, [9]]]]]]]]])))


def walk(n):
    if n:
        yield n
        yield from walk(n - 1)


print(sum(walk(50)))


def nx(n):
    g = gg(n)
    return next(g)


def gg(n):
    if n == 0:
        yield 0
    else:
        yield 1 + nx(n - 1)


print(nx(30))


def g():
    yield 1
    raise StopIteration(5)


try:
    list(g())
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)


def h():
    next(iter([]))
    yield


try:
    next(h())
except RuntimeError as e:
    print(e, repr(e.__cause__))


def k():
    yield next(k2)


k2 = None


def m():
    global k2
    k2 = k()
    next(k2)


try:
    m()
except ValueError as e:
    print(e)


def g():
    lst = [(yield 1), (yield 2), (yield)]
    print(lst)
    d = {"a": (yield "d")}
    print(d)
    print((yield "p"), (yield "q"))
    x = (yield "l") + (yield "r")
    print(x)
    if (yield "c"):
        print("true")
    return (yield "ret")


a = g()
v = next(a)
n = 0
try:
    while True:
        n += 1
        print("->", v)
        v = a.send(n)
except StopIteration as e:
    print(e.value)


class C:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        for i in range(self.n):
            yield i

    def pairs(self):
        for a in self:
            for b in self:
                yield a, b


print(list(C(3)), list(C(2).pairs()), max(C(4)), [*C(2), *C(3)], dict(C(2).pairs()))
x, *y = C(4)
print(x, y, 2 in C(3), sum(C(5)), tuple(C(2)))


def cm():
    print("in")
    try:
        yield 1
    finally:
        print("out")


def use():
    for v in cm():
        return v


def loop():
    for v in cm():
        print(v)
        break
    print("after")


loop() if 0 else None
g = (x * y for x in range(3) for y in range(x) if y % 2 == 0)
print(list(g), list(g))
print(sum(i * i for i in range(10)), max((len(s), s) for s in ["a", "bbb", "cc"]))


def nested(n):
    return [list(i + j for j in range(n)) for i in range(n)]


print(nested(3))
k = 5
gen = (k + i for i in range(3))
k = 10
print(list(gen))
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
gs = list((lambda: j) for j in range(3))
print([f() for f in gs])
print([y := 1, y**2], [z for w in range(4) if (z := w) % 2], z)
print(
    {a: b for a, b in [(1, 2), (3, 4)]}, {a for a in [1, 1]}, [[c for c in r] for r in ["ab", "cd"]]
)


class K:
    xs = [1, 2]
    ys = [x + 1 for x in xs]
    zs = list(x for x in xs)


print(K.ys, K.zs)


def f():
    try:
        yield 1
    finally:
        yield 2


print(list(f()))
a = f()
next(a)
try:
    a.close()
except RuntimeError as e:
    print(e)


def deco():
    while True:
        try:
            v = yield
            print("v", v)
        except ValueError as e:
            print("E", e)


a = deco()
next(a)
a.send(1)
a.throw(ValueError(2))
a.send(3)
a.throw(ValueError, 4)
a.throw(ValueError)
try:
    a.throw(ZeroDivisionError)
except ZeroDivisionError as e:
    print(repr(e))


def g():
    yield 1


x = g()
print(type(x).__name__, callable(x), iter(x) is x, x.__next__(), x.__iter__() is x)


def empty():
    return 3
    yield


try:
    next(empty())
except StopIteration as e:
    print(e.value)
print(next(empty(), "d"))


def y():
    r = yield from empty()
    yield r


print(list(y()))
