"""How does a gateway start, run and stop?

    asyncio.run(run(Config(name="attic", ...)))

Everything runs in one task group. SIGTERM and SIGINT stop it: the cloud hears a goodbye, no new
work is fetched, what runs may end within GRACE_S, its results leave, boards and workers are let go.
"""

import asyncio
import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ulambda.edge.blobs import BlobCache
from ulambda.edge.boards import Boards
from ulambda.edge.cloud import Cloud
from ulambda.edge.config import Config
from ulambda.edge.uplink import Uplink

GRACE_S = 3.0
GOODBYE_S = 1.0
LINK_STOP_S = 3.0
TICK_S = 0.05
REAP_S = 10.0

_log = logging.getLogger(__name__)


async def run(
    config: Config,
    *,
    stop: asyncio.Event | None = None,
    ready: Callable[[], None] | None = None,
    cloud: Cloud | None = None,
) -> None:
    """Serve until `stop` is set or a signal comes; `ready` is called when the cloud knows us."""
    stop = stop or asyncio.Event()
    loop = asyncio.get_running_loop()
    cache = BlobCache(config.state / "blobs")
    cloud = cloud or Cloud(config)
    changed = asyncio.Event()

    def board_changed() -> None:
        loop.call_soon_threadsafe(changed.set)

    boards = Boards(config.boards, config.name, cache.read, board_changed)
    uplink = Uplink(config, cloud, boards, cache, changed)
    with _signals(loop, stop):
        boards.start()
        try:
            await _serve(uplink, boards, stop, ready)
        finally:
            await asyncio.to_thread(boards.stop, LINK_STOP_S)
            await asyncio.to_thread(uplink.close)
            await cloud.close()
    _log.info("gateway %s stopped", config.name)


async def _serve(
    uplink: Uplink, boards: Boards, stop: asyncio.Event, ready: Callable[[], None] | None
) -> None:
    async with asyncio.TaskGroup() as group:
        fetching = group.create_task(uplink.fetch_work(group))
        greeting = group.create_task(uplink.say_hello())
        others = [
            group.create_task(uplink.hand_back()),
            group.create_task(_tick(boards)),
            group.create_task(_reap(uplink)),
        ]
        if ready is not None:
            others.append(group.create_task(_tell(uplink, ready)))
        await stop.wait()
        fetching.cancel()
        greeting.cancel()
        await asyncio.wait((greeting,))  # no hello may overtake the goodbye
        await uplink.say_goodbye(GOODBYE_S)
        await uplink.finish(GRACE_S)
        for task in others:
            task.cancel()


async def _tick(boards: Boards) -> None:
    while True:
        boards.tick()
        await asyncio.sleep(TICK_S)


async def _reap(uplink: Uplink) -> None:
    while True:
        await asyncio.sleep(REAP_S)
        await asyncio.to_thread(uplink.reap)


async def _tell(uplink: Uplink, ready: Callable[[], None]) -> None:
    await uplink.greeted.wait()
    ready()


@contextmanager
def _signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> Iterator[None]:
    """Let SIGTERM and SIGINT set the event, as long as the block lasts."""
    caught: list[signal.Signals] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop.set)
        except (ValueError, RuntimeError, NotImplementedError):
            continue  # not the main thread, or Windows
        caught.append(number)
    try:
        yield
    finally:
        for number in caught:
            loop.remove_signal_handler(number)
