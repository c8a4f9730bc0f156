"""What does the small event loop run, in which order?"""

import asyncio


async def work(name, delay, log):
    log.append(f"{name} starts")
    await asyncio.sleep(delay)
    log.append(f"{name} ends")
    return name * 2


async def fail(delay):
    await asyncio.sleep(delay)
    raise ValueError("failed")


async def main():
    log = []
    print(await asyncio.gather(work("a", 0.2, log), work("b", 0.01, log), work("c", 0, log)))
    print(log)
    task = asyncio.create_task(work("d", 0, log))
    print(task.done(), await task, task.done(), task.result())
    try:
        await asyncio.gather(fail(0), work("e", 0, log))
    except ValueError as e:
        print("gather", e)
    print(await asyncio.gather(fail(0), work("f", 0, log), return_exceptions=True))
    print(await asyncio.gather())
    try:
        await asyncio.wait_for(work("slow", 10, log), 0.005)
    except asyncio.TimeoutError as e:
        print("timeout", repr(e))
    print(await asyncio.wait_for(work("quick", 0.001, log), 5))
    task = asyncio.create_task(work("x", 5, log))
    await asyncio.sleep(0)
    print(task.cancel(), task.cancel())
    try:
        await task
    except asyncio.CancelledError as e:
        print("cancelled", task.cancelled(), task.done())
    print(log)
    return "done"


print(asyncio.run(main()))


async def turns():
    out = []

    async def count(name, n):
        for i in range(n):
            out.append((name, i))
            await asyncio.sleep(0)

    await asyncio.gather(count("a", 3), count("b", 2), count("c", 1))
    print(out)
    queue, event, lock = asyncio.Queue(2), asyncio.Event(), asyncio.Lock()

    async def producer():
        for i in range(5):
            await queue.put(i)
            out.append(f"put {i}")
        await queue.put(None)

    async def consumer():
        while (item := await queue.get()) is not None:
            out.append(f"got {item}")
        event.set()

    out.clear()
    await asyncio.gather(producer(), consumer(), event.wait())
    print(out, queue.empty(), event.is_set())

    async def critical(n):
        async with lock:
            out.append(f"in {n}")
            await asyncio.sleep(0)
            out.append(f"out {n}")

    out.clear()
    await asyncio.gather(critical(1), critical(2), critical(3))
    print(out, lock.locked())
    leftover = asyncio.create_task(forever())
    await asyncio.sleep(0)


async def forever():
    try:
        while True:
            await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("forever is cancelled")
        raise


asyncio.run(turns())
try:
    asyncio.run(fail(0))
except ValueError as e:
    print(e)
