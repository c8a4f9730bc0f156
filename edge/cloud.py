"""How does the gateway talk to the cloud?

Signed HTTP requests, one method per call of `engine/remote.py`. What fails is an error that says
what was asked and what came back; whether to try again is decided by `uplink.py`.
"""

import json
import time
from typing import TypeVar

import httpx2
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from ulambda.edge.config import Config
from ulambda.engine.remote import (
    Ask,
    Assignment,
    Farewell,
    Goodbye,
    Hello,
    Receipt,
    Results,
    Welcome,
)
from ulambda.engine.wire import from_json, to_json
from ulambda.spec import PeerError, UserError

SERVICE = "ulambda"
CONNECT_TIMEOUT_S = 5.0
REPLY_TIMEOUT_S = 10.0

T = TypeVar("T")


class NotGreeted(PeerError):
    """The cloud does not know this gateway: it was restarted and wants a hello first."""


class Cloud:
    """The cloud service, as a gateway sees it."""

    def __init__(self, config: Config, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        """`transport` replaces the network, for tests."""
        self._base = f"{config.cloud}/v1"
        self._gateway = f"/gateways/{config.name}"
        credentials = Credentials(config.access_key_id, config.secret_access_key)
        self._auth = SigV4Auth(credentials, SERVICE, config.region)
        self._client = httpx2.AsyncClient(transport=transport, trust_env=False)

    async def hello(self, hello: Hello) -> tuple[Welcome, float]:
        """Present the gateway; gives also how long the exchange took (ms)."""
        begun = time.perf_counter()
        welcome = await self._post("/hello", hello, Welcome)
        return welcome, (time.perf_counter() - begun) * 1e3

    async def goodbye(self, goodbye: Goodbye) -> Farewell:
        """Say that the gateway stops."""
        return await self._post("/goodbye", goodbye, Farewell)

    async def work(self, ask: Ask) -> Assignment:
        """Ask for work; waits as long as the question says."""
        return await self._post("/work", ask, Assignment, ask.wait_s)

    async def results(self, results: Results) -> Receipt:
        """Hand results over."""
        return await self._post("/results", results, Receipt)

    async def blob(self, kind: str, digest: str) -> bytes:
        """Fetch `kind` "images" or "code"."""
        return await self._request("GET", f"/{kind}/{digest}", b"", 0.0)

    async def close(self) -> None:
        """Give the connections back."""
        await self._client.aclose()

    async def _post(self, path: str, message: object, shape: type[T], wait_s: float = 0.0) -> T:
        body = json.dumps(to_json(message)).encode("ascii")
        answer = await self._request("POST", self._gateway + path, body, wait_s)
        try:
            return from_json(shape, json.loads(answer))
        except ValueError:
            raise PeerError(
                f"the cloud's answer to {path} is not JSON", repr(answer[:80])
            ) from None

    async def _request(self, method: str, path: str, body: bytes, wait_s: float) -> bytes:
        url = self._base + path
        signed = AWSRequest(method, url, {"content-type": "application/json"}, body)
        self._auth.add_auth(signed)
        timeout = httpx2.Timeout(REPLY_TIMEOUT_S + wait_s, connect=CONNECT_TIMEOUT_S)
        try:
            reply = await self._client.request(
                method, url, content=body, headers=dict(signed.headers.items()), timeout=timeout
            )
        except httpx2.HTTPError as why:
            seen = str(why) or type(why).__name__
            raise PeerError(f"the cloud at {self._base} does not answer", seen) from why
        if reply.status_code != 200:
            raise _refused(method, path, reply)
        return reply.content


def _refused(method: str, path: str, reply: httpx2.Response) -> PeerError | UserError:
    seen = f"{reply.status_code} {reply.text[:200]}"
    if reply.status_code in (401, 403):
        return UserError(
            "the cloud does not accept the gateway's credentials",
            seen,
            "export the ULAMBDA_ACCESS_KEY_ID and ULAMBDA_SECRET_ACCESS_KEY of the cloud service",
        )
    if reply.status_code == 409:
        return NotGreeted("the cloud does not know this gateway", seen)
    return PeerError(f"the cloud refused {method} {path}", seen)
