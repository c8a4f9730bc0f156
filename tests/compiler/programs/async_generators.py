"""What do asynchronous generators do?"""

import asyncio


async def g(n, *a, k=3, **kw):
    "doc"
    for i in range(n):
        await asyncio.sleep(0)
        x = yield i * k
        if x:
            print("got", x)
    print(a, kw)


async def main0():
    async for x in g(3, 1, 2, z=4):
        print(x)
    print([x async for x in g(2)], {x: x async for x in g(2)}, {x async for x in g(1)})
    print([x + y async for x in g(2) for y in (1, 2) if x])
    ge = (x * 2 async for x in g(3) if x)
    print(type(ge).__name__)
    print([x async for x in ge])
    a = g(3)
    print(await a.__anext__(), await a.asend(5), await a.asend("q"))
    try:
        await a.__anext__()
    except StopAsyncIteration as e:
        print("stop", e.args)
    try:
        await a.__anext__()
    except StopAsyncIteration as e:
        print("stop", e.args)
    print(await a.aclose())
    b = g(2)
    print(await b.__anext__())
    try:
        print(await b.athrow(ValueError("v")))
    except ValueError as e:
        print("v", e)
    try:
        print(await b.__anext__())
    except StopAsyncIteration:
        print("over")
    c = g(2)
    await c.aclose()
    try:
        print(await c.__anext__())
    except StopAsyncIteration:
        print("over")
    d = g(2)
    try:
        await d.asend(1)
    except TypeError as e:
        print(e)
    try:
        await g(2).athrow(KeyError, 1)
    except KeyError as e:
        print(repr(e))


asyncio.run(main0())
print(g.__name__, g.__doc__, type(g(1)).__name__)


class A:
    k = 2

    async def items(self, n):
        try:
            for i in range(n):
                yield i * self.k
        finally:
            print("fin")


class B(A):
    async def items(self, n):
        async for x in super().items(n):
            yield x + 100
            await asyncio.sleep(0)

    async def both(self):
        async for x in self.items(2):
            yield x
        async for x in self.items(1):
            yield x


async def rec(n):
    yield n
    if n:
        async for x in rec(n - 1):
            yield x


async def main1():
    print([x async for x in B().items(3)])
    print([x async for x in B().both()])
    print([x async for x in rec(2)])
    print(await anext(rec(3)), await anext(rec(3), 7))
    it = aiter(rec(0))
    print(await anext(it), await anext(it, "d"))

    async def inner():
        y = 3

        def f():
            return y

        yield f()
        y = 4
        yield f()
        return

    print([x async for x in inner()])

    async def ignores():
        try:
            yield 1
        except GeneratorExit:
            yield 2

    i = ignores()
    await anext(i)
    try:
        await i.aclose()
    except RuntimeError as e:
        print(e)

    async def boom():
        yield 1
        raise KeyError("k")

    try:
        async for x in boom():
            print(x)
    except KeyError as e:
        print(repr(e), e.__context__)


asyncio.run(main1())
one = [1]
try:
    (x async for x in one)
except TypeError as e:
    print(e)


async def ticker(n):
    for i in range(n):
        await asyncio.sleep(0.001)
        yield i


async def use(name, n):
    async for x in ticker(n):
        print(name, x)
    return name


async def main2():
    print(await asyncio.gather(use("a", 2), use("b", 3)))
    a = ticker(5)
    t = asyncio.create_task(use("c", 5))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled")
    print([x async for x in ticker(3) if x % 2 == 0])

    async def f(x):
        await asyncio.sleep(0)
        return x * 2

    print([await f(x) for x in range(3)], [await f(x) async for x in ticker(2)])
    g = (await f(x) for x in range(3))
    print([x async for x in g])


asyncio.run(main2())


async def g():
    yield 1


def drive(c):
    try:
        c.send(None)
    except StopIteration as e:
        return e.value


a = g()
print(drive(a.__anext__()))
try:
    print(drive(a.__anext__()))
except StopAsyncIteration as e:
    print("S", e.args)
try:
    for x in g():
        pass
except TypeError as e:
    print(e)


async def bad():
    async for x in [1]:
        pass


try:
    drive(bad())
except TypeError as e:
    print(e)
try:
    len(g())
except TypeError as e:
    print(e)
