"""What does the service offer beside AWS's API, to gateways, the command line and monitoring?

FastAPI's typed routes under `/v1`; the shapes are those of `ulambda.engine.remote`. Requests are
signed with SigV4 for the service `ulambda`; only the health of the service is open. FastAPI takes
0.4 s to import, so this module is imported when the first request for `/v1` arrives.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Path, Query, Request, Response

from ulambda.cloud_shim.ports import Engine, Functions
from ulambda.engine.errors import NotFound
from ulambda.engine.model import LATEST, Board, Gateway
from ulambda.engine.remote import (
    WORK_WAIT_S,
    Ask,
    Assignment,
    BoardRow,
    Farewell,
    GatewayList,
    GatewayRow,
    Goodbye,
    Hello,
    Receipt,
    Results,
    Welcome,
)

Clock = Callable[[], float]
GatewayName = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
Limit = Annotated[int, Query(ge=1, le=1000)]


@dataclass(frozen=True, slots=True)
class Health:
    """Is the service up?"""

    status: str
    version: str
    gateways_online: int


@dataclass(frozen=True, slots=True)
class Invocations:
    """The latest entries of the ledger, newest first."""

    invocations: list[Mapping[str, Any]]


def management_app(engine: Engine, version: str, now: Clock) -> FastAPI:
    """Build the application; who may call is checked before it (`signed.py`)."""
    app = FastAPI(title="µLambda management", version=version, openapi_url="/v1/openapi.json")
    _gateway_routes(app, engine, version, now)
    _content_routes(app, engine.functions)
    _reading_routes(app, engine, version, now)
    return app


def _gateway_routes(app: FastAPI, engine: Engine, version: str, now: Clock) -> None:
    @app.post("/v1/gateways/{name}/hello")
    async def hello(name: GatewayName, hello: Hello) -> Welcome:
        engine.fleet.hello(name, hello, now())
        return Welcome(version, now())

    @app.post("/v1/gateways/{name}/work")
    async def work(name: GatewayName, ask: Ask, request: Request) -> Assignment:
        _known(engine, name, now())
        gone = asyncio.ensure_future(_disconnected(request))
        try:
            taken = await engine.gateways.poll(
                name,
                max(1, min(ask.limit, 64)),
                max(0.0, min(ask.wait_s, WORK_WAIT_S)),
                now=now,
                gone=gone,
            )
        finally:
            broken = gone.done()
            gone.cancel()
        if broken and not taken:  # its process or its network is gone; its next request tells
            engine.fleet.lost(name)
        else:
            engine.fleet.heard(name, now())
        return Assignment(taken)

    @app.post("/v1/gateways/{name}/goodbye")
    async def goodbye(name: GatewayName, goodbye: Goodbye) -> Farewell:
        engine.fleet.goodbye(name, now())
        return Farewell(engine.gateways.withdraw(name))

    @app.post("/v1/gateways/{name}/results")
    async def results(name: GatewayName, results: Results) -> Receipt:
        engine.fleet.heard(name, now())
        return Receipt(engine.gateways.finish(name, results.results))


def _known(engine: Engine, name: str, now: float) -> None:
    if not engine.fleet.knows(name):
        raise HTTPException(409, f"the gateway {name} has not said hello since the service started")
    engine.fleet.heard(name, now)


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _content_routes(app: FastAPI, functions: Functions) -> None:
    @app.get("/v1/code/{digest}", response_class=Response)
    async def code(digest: Digest) -> Response:
        return await _blob(functions, digest, "application/zip")

    @app.get("/v1/images/{digest}", response_class=Response)
    async def images(digest: Digest) -> Response:
        return await _blob(functions, digest, "application/octet-stream")


async def _blob(functions: Functions, digest: str, media_type: str) -> Response:
    try:
        content = await asyncio.to_thread(functions.blob, digest)
    except NotFound as error:
        raise HTTPException(404, str(error)) from error
    return Response(content, media_type=media_type, headers={"etag": f'"{digest}"'})


def _reading_routes(app: FastAPI, engine: Engine, version: str, now: Clock) -> None:
    @app.get("/v1/invocations")
    async def invocations(limit: Limit = 100) -> Invocations:
        return Invocations(list(await asyncio.to_thread(engine.ledger.latest, limit)))

    @app.get("/v1/gateways")
    async def gateways() -> GatewayList:
        seen = engine.fleet.snapshot(now(), engine.gateways.busy())
        names = await asyncio.to_thread(_names_by_core, engine.functions)
        return GatewayList(tuple(_gateway_row(gateway, names) for gateway in seen))

    @app.get("/v1/health")
    async def health() -> Health:
        seen = engine.fleet.snapshot(now(), {})
        return Health("ok", version, sum(gateway.online for gateway in seen))


def _names_by_core(functions: Functions) -> dict[str, list[str]]:
    """Which function versions have which image, as a board names images: by core digest."""
    names: dict[str, list[str]] = {}
    marker: str | None = None
    while True:
        page = functions.list(marker)
        for version in (each for item in page.items for each in functions.versions(item.name)):
            if version.core_digest is not None:
                shown = (
                    version.name
                    if version.version == LATEST
                    else f"{version.name}:{version.version}"
                )
                names.setdefault(version.core_digest, []).append(shown)
        marker = page.next_marker
        if marker is None:
            return names


def _gateway_row(gateway: Gateway, names: Mapping[str, list[str]]) -> GatewayRow:
    return GatewayRow(
        name=gateway.name,
        online=gateway.online,
        last_seen=gateway.last_seen,
        rtt_ms=gateway.rtt_ms,
        busy=gateway.busy,
        slots=gateway.slots,
        cpython=gateway.cpython,
        boards=tuple(_board_row(board, gateway.online, names) for board in gateway.boards),
    )


def _board_row(board: Board, reachable: bool, names: Mapping[str, list[str]]) -> BoardRow:
    resident = tuple(sorted(board.resident))
    return BoardRow(
        name=board.name,
        online=board.online and reachable,
        firmware=board.firmware,
        arena_bytes=board.arena_bytes,
        link=board.link,
        resident=resident,
        functions=tuple(sorted(name for core in resident for name in names.get(core, ()))),
    )
