"""How does work come from the cloud, run here, and go back as results?

Three loops: `hello` keeps the cloud's picture of the boards fresh, `work` fetches what is to be
done, `results` hands back what came of it. Each item runs in a task of its own; a failure of the
cloud is waited out and said once, not in every round.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

from ulambda.edge.blobs import BlobCache
from ulambda.edge.boards import Boards
from ulambda.edge.cloud import Cloud, NotGreeted
from ulambda.edge.config import Config
from ulambda.engine.executors import CPythonWorkers, Interpreter
from ulambda.engine.model import Tier
from ulambda.engine.remote import Ask, Goodbye, Hello, Result, Results, Work
from ulambda.spec import UlambdaError

RETRY_S = (0.2, 0.5, 1.0, 2.0, 5.0)
HELLO_EVERY_S = 3.0
WORK_WAIT_S = 15.0
RESULT_TRIES = 8
RESULTS_AT_ONCE = 8
CPYTHON_THREADS = 8

_log = logging.getLogger(__name__)


class Uplink:
    """The gateway's side of the conversation with the cloud."""

    def __init__(
        self,
        config: Config,
        cloud: Cloud,
        boards: Boards,
        cache: BlobCache,
        changed: asyncio.Event,
    ) -> None:
        """`changed` is set when a board comes, goes or takes an image: the cloud hears it soon."""
        self._config = config
        self._cloud = cloud
        self._boards = boards
        self._cache = cache
        self._interpreter = Interpreter(cache.read)
        self._workers = CPythonWorkers(cache.read, config.state / "code")
        self._vm_pool = ThreadPoolExecutor(config.slots, "ulambda-vm")
        self._cpython_pool = ThreadPoolExecutor(CPYTHON_THREADS, "ulambda-cpython")
        self._changed = changed
        self._greeted = asyncio.Event()
        self._results: asyncio.Queue[Result] = asyncio.Queue()
        self._running: set[asyncio.Task[None]] = set()
        self._rtt_ms: float | None = None

    @property
    def greeted(self) -> asyncio.Event:
        """Set while the cloud knows this gateway."""
        return self._greeted

    async def say_hello(self) -> None:
        """Present the gateway, often and whenever a board comes or goes."""
        await self._again("hello", self._hello_once)

    async def fetch_work(self, group: asyncio.TaskGroup) -> None:
        """Ask for work for ever; each item runs in a task of the group."""

        async def once() -> None:
            await self._greeted.wait()
            try:
                assignment = await self._cloud.work(Ask(WORK_WAIT_S))
            except NotGreeted:
                self._greeted.clear()
                self._changed.set()
                return
            for work in assignment.work:
                task = group.create_task(self._do(work))
                self._running.add(task)
                task.add_done_callback(self._running.discard)

        await self._again("work", once)

    async def hand_back(self) -> None:
        """Send results as they come, several at once when they come fast."""
        while True:
            results = [await self._results.get()]
            while len(results) < RESULTS_AT_ONCE and not self._results.empty():
                results.append(self._results.get_nowait())
            await self._send(Results(tuple(results)))
            for _ in results:
                self._results.task_done()

    async def say_goodbye(self, timeout_s: float) -> None:
        """Tell a cloud that knows us that we stop; what runs may still end."""
        if not self._greeted.is_set():
            return
        try:
            async with asyncio.timeout(timeout_s):
                await self._cloud.goodbye(Goodbye())
        except (TimeoutError, UlambdaError) as why:
            _log.warning("goodbye: %s", why or "the cloud did not answer in time")

    async def finish(self, timeout_s: float) -> None:
        """Let what runs end and its results leave, for a while."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                if self._running:
                    await asyncio.wait(self._running)
                await self._results.join()
        for task in self._running:
            task.cancel()

    def close(self) -> None:
        """End workers and threads."""
        self._workers.close()
        self._vm_pool.shutdown()
        self._cpython_pool.shutdown()
        self._workers.close()

    def reap(self) -> None:
        """End workers that were idle for long."""
        self._workers.reap()

    # --- one round of each loop ---

    async def _hello_once(self) -> None:
        self._changed.clear()
        if self._rtt_ms is None:
            # The first opens the connection and wakes the cloud; the second tells the distance.
            await self._cloud.hello(self._presented())
            _, self._rtt_ms = await self._cloud.hello(self._presented())
        welcome, took_ms = await self._cloud.hello(self._presented())
        self._rtt_ms = min(took_ms, self._rtt_ms * 1.1)
        if not self._greeted.is_set():
            _log.info("connected to %s (ulambda %s)", self._config.cloud, welcome.version)
        self._greeted.set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(HELLO_EVERY_S, welcome.hello_every_s)):
                await self._changed.wait()

    def _presented(self) -> Hello:
        return Hello(
            version("ulambda"),
            self._boards.snapshot(),
            self._config.cpython,
            self._config.slots,
            self._rtt_ms,
        )

    async def _again(self, what: str, once: Callable[[], Awaitable[None]]) -> None:
        """Repeat; wait longer after each failure in a row, and speak of the first."""
        failures = 0
        while True:
            try:
                await once()
                failures = 0
            except UlambdaError as why:
                if not failures:
                    _log.warning("%s: %s", what, why)
                await asyncio.sleep(RETRY_S[min(failures, len(RETRY_S) - 1)])
                failures += 1

    async def _send(self, results: Results) -> None:
        for attempt in range(RESULT_TRIES):
            try:
                await self._cloud.results(results)
                return
            except UlambdaError as why:
                if attempt == 0:
                    _log.warning("results: %s", why)
                await asyncio.sleep(RETRY_S[min(attempt, len(RETRY_S) - 1)])
        _log.error("%d results were given up: nobody waits any more", len(results.results))

    # --- one item ---

    async def _do(self, work: Work) -> None:
        try:
            result = await self._execute(work)
        except UlambdaError as why:
            result = _refused(work, str(why))
        except Exception as why:  # noqa: BLE001 - the border of a task
            _log.exception("work %s", work.request_id)
            result = _refused(work, f"internal error of the gateway: {why!r}")
        await self._results.put(result)

    async def _execute(self, work: Work) -> Result:
        if work.image_digest is not None and work.run == "image":
            await self._fetch("images", work.image_digest)
        if work.run == "cpython" or not self._cache.has(work.code_digest):
            await self._fetch("code", work.code_digest)
        loop = asyncio.get_running_loop()
        if work.tier is Tier.DEVICE and work.image_digest is not None:
            image = self._cache.read(work.image_digest)
            return await asyncio.wrap_future(self._boards.invoke(work, image))
        if work.run == "image":
            return await loop.run_in_executor(self._vm_pool, self._interpreter.run, work)
        if not self._config.cpython:
            return _refused(work, "the gateway has no CPython workers")
        return await loop.run_in_executor(self._cpython_pool, self._workers.run, work)

    async def _fetch(self, kind: str, digest: str) -> None:
        if self._cache.has(digest):
            return
        content = await self._cloud.blob(kind, digest)
        await asyncio.to_thread(self._cache.write, digest, content)


def _refused(work: Work, why: str) -> Result:
    return Result(work.request_id, work.attempt, refused=why)
