"""Which application answers a request: AWS's operations, or our management API?

One ASGI application for the whole port. AWS's paths go straight to the raw front; `/v1` goes
through the signature check to FastAPI, which is imported on its first use.
"""

import asyncio
from collections.abc import Callable

from ulambda.cloud_shim.http import Receive, Scope, Send
from ulambda.cloud_shim.signed import Asgi

MANAGEMENT_PREFIX = b"/v1/"


class App:
    """The service's one ASGI application."""

    def __init__(self, aws: Asgi, make_management: Callable[[], Asgi]) -> None:
        self._aws = aws
        self._make_management = make_management
        self._management: Asgi | None = None
        self._making = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise RuntimeError(f"only HTTP is spoken here, not {scope['type']}")
        if scope["raw_path"].startswith(MANAGEMENT_PREFIX):
            management = self._management or await self._load()
            await management(scope, receive, send)
        else:
            await self._aws(scope, receive, send)

    async def _load(self) -> Asgi:
        async with self._making:
            if self._management is None:
                self._management = await asyncio.to_thread(self._make_management)
            return self._management
