"""A played cloud, and real boards (the C code) on pseudo-terminals."""

import asyncio
import hashlib
import io
import json
import os
import select
import threading
import time
import tty
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from ulambda.edge import daemon
from ulambda.edge.cloud import Cloud
from ulambda.edge.config import BoardConfig, Config
from ulambda.engine.model import Tier
from ulambda.engine.package import inspect
from ulambda.engine.remote import (
    Ask,
    Assignment,
    Farewell,
    Hello,
    Receipt,
    Result,
    Results,
    Welcome,
    Work,
)
from ulambda.engine.wire import from_json, to_json

PATIENCE_S = 20.0  # a guard against hanging, not a pause


@dataclass
class PlayedCloud:
    """The routes of `engine/remote.py`, over a mock transport. `fail` breaks the next requests."""

    blobs: dict[str, bytes] = field(default_factory=dict)
    hellos: list[Hello] = field(default_factory=list)
    results: dict[str, Result] = field(default_factory=dict)
    fail: list[httpx2.Response | Exception] = field(default_factory=list)
    signatures: set[str] = field(default_factory=set)
    goodbyes: int = 0
    first_hello_s: float = 0.0  # as while the real cloud imports its management API

    def __post_init__(self) -> None:
        self._work: asyncio.Queue[Work] = asyncio.Queue()
        self._changed = asyncio.Condition()
        self._greeted = True

    def forget(self) -> None:
        """As after a restart: the gateway must say hello again."""
        self._greeted = False

    async def handle(self, request: httpx2.Request) -> httpx2.Response:
        self.signatures.add(request.headers["authorization"].partition(", ")[0])
        if self.fail:
            failure = self.fail.pop(0)
            if isinstance(failure, Exception):
                raise failure
            return failure
        parts = request.url.path.split("/")
        if request.method == "GET":
            return httpx2.Response(200, content=self.blobs[parts[-1]])
        message = await self._answer(parts[-1], json.loads(request.content))
        async with self._changed:
            self._changed.notify_all()
        if message is None:
            return httpx2.Response(409, text="say hello")
        return httpx2.Response(200, content=json.dumps(to_json(message)))

    async def _answer(self, route: str, body: object) -> object:
        if route == "hello":
            self.hellos.append(from_json(Hello, body))
            self._greeted = True
            if len(self.hellos) == 1:
                await asyncio.sleep(self.first_hello_s)
            return Welcome("test", time.time(), hello_every_s=0.5)
        if route == "goodbye":
            self.goodbyes += 1
            return Farewell(0)
        if not self._greeted:
            return None
        if route == "work":
            return Assignment(await self._next(from_json(Ask, body)))
        results = from_json(Results, body).results
        self.results |= {result.request_id: result for result in results}
        return Receipt(len(results))

    async def _next(self, ask: Ask) -> tuple[Work, ...]:
        try:
            async with asyncio.timeout(min(ask.wait_s, 0.2)):
                return (await self._work.get(),)
        except TimeoutError:
            return ()

    async def run(self, work: Work) -> Result:
        """Give work to the gateway and wait for its result."""
        self._work.put_nowait(work)
        await self.until(lambda: work.request_id in self.results)
        return self.results[work.request_id]

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S), self._changed:
            await self._changed.wait_for(condition)

    def work(
        self,
        source: str,
        payload: str = "{}",
        *,
        request_id: str = "r-1",
        tier: Tier = Tier.EDGE,
        board: str | None = None,
        run: str = "image",
        function: str = "f",
        timeout_s: float = 10.0,
    ) -> Work:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(zipfile.ZipInfo("handler.py"), source)
        code = out.getvalue()
        image = inspect(code, "handler.handler", "python3.11").image if run == "image" else None
        return Work(
            request_id=request_id,
            attempt=1,
            function=function,
            version="$LATEST",
            tier=tier,
            board=board,
            run=run,
            handler="handler.handler",
            function_arn="arn:aws:lambda:eu-west-1:000000000000:function:f",
            code_digest=self._keep(code),
            image_digest=None if image is None else self._keep(image),
            arena_bytes=16384,
            memory_mb=128,
            timeout_s=timeout_s,
            deadline_in_s=timeout_s + 2.0,
            payload=payload,
        )

    def _keep(self, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        self.blobs[digest] = content
        return digest


@dataclass
class Gateway:
    """A running gateway, and the cloud that it talks to."""

    cloud: PlayedCloud
    folder: Path

    @asynccontextmanager
    async def running(self, *boards: BoardConfig) -> AsyncIterator[PlayedCloud]:
        config = Config("attic", self.folder, "AKID", "secret", boards=boards)
        stop = asyncio.Event()
        link = Cloud(config, httpx2.MockTransport(self.cloud.handle))
        task = asyncio.create_task(daemon.run(config, stop=stop, cloud=link))
        try:
            yield self.cloud
        finally:
            stop.set()
            async with asyncio.timeout(PATIENCE_S):
                await task


@pytest.fixture
def gateway(tmp_path: Path) -> Gateway:
    return Gateway(PlayedCloud(), tmp_path)


class Wire:
    """A real board (the C code) behind a pseudo-terminal, until it is unplugged."""

    def __init__(
        self,
        name: str,
        *,
        arena_bytes: int = 16384,
        slots: int = 4,
        message_bytes: int = 8192,
    ) -> None:
        from ulambda.vm.board import Board

        self._board = Board(name, arena_bytes=arena_bytes, slots=slots, message_bytes=message_bytes)
        self._master, slave = os.openpty()
        tty.setraw(slave)
        self._slave = slave  # kept open: the terminal must outlive who opens it
        self.port = os.ttyname(slave)
        self._stop = threading.Event()
        self.deaf = threading.Event()  # set: bytes from the gateway are lost
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._stop.is_set():
            readable, _, _ = select.select([self._master], [], [], 0.02)
            data = os.read(self._master, 4096) if readable else b""
            if self.deaf.is_set():
                continue
            said = self._board.receive(data, time.monotonic_ns() // 1_000_000)
            while said:
                said = said[os.write(self._master, said) :]

    def unplug(self) -> None:
        if self._thread.is_alive():
            self._stop.set()
            self._thread.join()
            os.close(self._master)
            os.close(self._slave)


@pytest.fixture
def plug() -> Iterator[Callable[..., Wire]]:
    wires: list[Wire] = []

    def make(name: str, **options: int) -> Wire:
        wires.append(Wire(name, **options))
        return wires[-1]

    yield make
    for wire in wires:
        wire.unplug()
