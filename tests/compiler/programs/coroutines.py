"""What do coroutines, async for and async with do, driven by hand?"""


class Pause:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        got = yield self.v
        return got


async def leaf(n):
    x = await Pause(n)
    return (n, x)


async def top():
    a = await leaf(1)
    b = await leaf(2)
    try:
        await Pause("throw")
    except ValueError as e:
        print("caught", e)
    return a, b


def drive(co, values):
    out = []
    try:
        out.append(co.send(None))
        for v in values:
            out.append(co.throw(v) if isinstance(v, Exception) else co.send(v))
    except StopIteration as e:
        print("result", e.value)
    return out


print(drive(top(), ["a", "b", ValueError("v")]))
c = top()
print(type(c).__name__)
for bad in (lambda: next(c), lambda: iter(c), lambda: list(c), lambda: c.send(5)):
    try:
        bad()
    except TypeError as e:
        print(e)
print(c.close())
try:
    c.send(None)
except RuntimeError as e:
    print(e)


async def stop():
    raise StopIteration(1)


try:
    stop().send(None)
except RuntimeError as e:
    print(e, repr(e.__cause__))


async def badawait(x):
    await x


class BadIt:
    def __await__(self):
        return 5


class CoIt:
    def __await__(self):
        return leaf(1)


def gg():
    yield 1


for x in (5, BadIt(), gg(), CoIt()):
    try:
        badawait(x).send(None)
    except TypeError as e:
        print(e)


class Count:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        await Pause(("next", self.i))
        return self.i


async def loop():
    async for v in Count(3):
        if v == 2:
            continue
        print("v", v)
    else:
        print("else")
    async for v in Count(5):
        if v == 2:
            break
    else:
        print("never")
    l = [x * 10 async for x in Count(3) if x != 2]
    d = {x: y async for x in Count(2) for y in range(x)}
    s = {await leaf(k) for k in range(2)}
    print(l, d, sorted(s, key=str))
    return [await leaf(k) for k in range(2)]


print(drive(loop(), [0] * 30))


class ACM:
    def __init__(self, n, sup=False):
        self.n, self.sup = n, sup

    async def __aenter__(self):
        await Pause(("enter", self.n))
        return self.n

    async def __aexit__(self, t, v, tb):
        await Pause(("exit", self.n))
        print("exit", self.n, t and t.__name__, v)
        return self.sup


async def withs():
    async with ACM(1) as a, ACM(2, True) as b:
        print(a, b)
        raise KeyError("k")
    async with ACM(3):
        return "ret"


print(drive(withs(), [0] * 10))


class NoAexit:
    async def __aenter__(self):
        pass


async def badwith(x):
    async with x:
        pass


for x in (5, NoAexit()):
    try:
        badwith(x).send(None)
    except TypeError as e:
        print(e)


async def badfor(x):
    async for y in x:
        pass


class BadA:
    def __aiter__(self):
        return 5


for x in (5, BadA()):
    try:
        badfor(x).send(None)
    except TypeError as e:
        print(e)


class M:
    async def m(self, x, *, y=2):
        return x + y

    async def n(self):
        return await self.m(1) + await self.m(2, y=5)


print(drive(M().n(), []))
lam = lambda: leaf(9)
print(drive(lam(), [1]))


async def fin():
    try:
        await Pause(1)
    finally:
        print("fin")


f = fin()
f.send(None)
f.close()
