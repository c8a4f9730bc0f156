"""How does the cloud service start, run and stop?

One uvicorn server in one process (httptools; uvloop when the caller runs it there); a socket that
is bound before anything slow happens; a timer that lets the engine do what is due; a stop that lets
requests finish.
"""

import asyncio
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version as installed_version

import uvicorn

from ulambda.cloud_shim.app import App
from ulambda.cloud_shim.aws.sigv4 import Verifier
from ulambda.cloud_shim.bounded_protocol import BoundedHttpProtocol
from ulambda.cloud_shim.config import Config
from ulambda.cloud_shim.gateways import Gateways
from ulambda.cloud_shim.handler_clients import client_of
from ulambda.cloud_shim.lambda_api import lambda_api
from ulambda.cloud_shim.ports import Engine
from ulambda.cloud_shim.signed import Asgi, Signed
from ulambda.spec import UserError

log = logging.getLogger(__name__)

OPEN_PATHS = frozenset({"/v1/health"})
TICK_S = 0.25
KEEP_ALIVE_S = 75
BACKLOG = 1024

Clock = Callable[[], float]


class _Server(uvicorn.Server):
    """A uvicorn server that leaves signals alone.

    Its own handling ends the process by the same signal once the server has stopped, before anybody
    else can clean up.
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Service:
    """One running service: `await Service(config, engine).run()`."""

    def __init__(self, config: Config, engine: Engine, now: Clock = time.time) -> None:
        self._config = config
        self._engine = engine
        self._now = now
        self._socket = bind(config.host, config.port)
        self._server = _Server(_uvicorn_config(config, make_app(config, engine, now)))

    @property
    def url(self) -> str:
        """Where the service listens; requests queue up there before `run` is called."""
        host, port = self._socket.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    async def run(self) -> None:
        """Serve until `stop`, SIGINT or SIGTERM; requests under way are finished first."""
        ticking = asyncio.create_task(self._tick_forever())
        try:
            with self._signals():
                await self._server.serve(sockets=[self._socket])
        finally:
            ticking.cancel()
            self._socket.close()
            await asyncio.to_thread(self._engine.close)

    def stop(self) -> None:
        """Ask the service to end. Safe from any thread."""
        self._server.should_exit = True

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """Let SIGINT and SIGTERM stop the service, where it is the process's main task."""
        loop = asyncio.get_running_loop()
        mine = threading.current_thread() is threading.main_thread() and os.name == "posix"
        handled = (signal.SIGINT, signal.SIGTERM) if mine else ()
        for number in handled:
            loop.add_signal_handler(number, self.stop)
        try:
            yield
        finally:
            for number in handled:
                loop.remove_signal_handler(number)

    async def _tick_forever(self) -> None:
        while True:
            try:
                tick(self._engine, self._now())
            except Exception:
                log.exception("the tick of the service failed")
            if self._server.should_exit:
                self._engine.gateways.close()
            await asyncio.sleep(TICK_S)


def tick(engine: Engine, now: float) -> None:
    """End the waits that are over, take back what lost gateways have not fetched, start events."""
    engine.dispatcher.tick()
    engine.gateways.expire(now)
    for gateway in engine.fleet.snapshot(now, {}):
        if not gateway.online:
            engine.gateways.withdraw(gateway.name)


def make_app(config: Config, engine: Engine, now: Clock) -> App:
    """Put the service's ASGI application together."""
    credentials = config.credentials
    verifier = Verifier({credentials.access_key_id: credentials.secret_access_key}, now)
    aws = lambda_api(
        engine.functions, engine.dispatcher, verifier, account_id=config.account_id, now=now
    )

    def make_management() -> Asgi:
        from ulambda.cloud_shim.management import management_app  # imports FastAPI

        app = management_app(engine, version(), now)
        return Signed(app, verifier, OPEN_PATHS)

    return App(aws, make_management)


def bind(host: str, port: int) -> socket.socket:
    """Bind and listen, or say what to do about it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # Inherited by each connection. Without it an answer waits 40 ms for the client's delayed
        # acknowledgement of its head: uvloop sets it only on sockets that it has bound itself.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as fault:
        listener.close()
        raise UserError(
            f"cannot listen on {host}:{port}",
            fault.strerror or str(fault),
            f"ulambda cloud start --port {port + 1 if 0 < port < 65535 else 8700}",
        ) from fault
    return listener


def _uvicorn_config(config: Config, app: App) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="none",
        http=BoundedHttpProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=int(config.shutdown_s),
    )


def version() -> str:
    """The version of ulambda that is installed."""
    return installed_version("ulambda")


def open_engine(config: Config, now: Clock, url: Callable[[], str] | None = None) -> Engine:
    """Open the engine on the state folder; handlers find the service at `url()`."""
    from ulambda.engine import Dispatcher

    gateways = Gateways()
    clients = client_of(config, url or (lambda: f"http://{config.host}:{config.port}"))
    dispatcher = Dispatcher(config.state_folder, clock=now, gateways=gateways, client_of=clients)
    return Engine(
        functions=dispatcher.registry,
        dispatcher=dispatcher,
        fleet=dispatcher.fleet,
        ledger=dispatcher.ledger,
        gateways=gateways,
        close=dispatcher.close,
    )


async def serve(config: Config, started: Callable[[Service], None] | None = None) -> None:
    """Run the service on the engine until it is stopped; `started` is told once it listens."""
    services: list[Service] = []
    service = Service(config, open_engine(config, time.time, lambda: services[0].url))
    services.append(service)
    if started is not None:
        started(service)
    await service.run()
