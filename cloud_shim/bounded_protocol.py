"""How large may the head of a request be, and how long may a request take to arrive?

uvicorn's httptools protocol collects a head without an end for as long as the client sends one, and
waits for ever for the rest of a request. This one counts the head and times the whole request, and
closes the connection when either is too much. A request that arrives in one piece costs no timer.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD_BYTES = 65_536
REQUEST_TIMEOUT_S = 300.0  # 70 MB at 230 kB/s


class BoundedHttpProtocol(HttpToolsProtocol):
    """uvicorn's protocol with limits on how a request arrives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (uvicorn's own)
        super().__init__(*args, **kwargs)
        self._head_complete = False
        self._complete = False
        self._head_bytes = 0
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._start_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._head_complete = self._complete = False
        self._head_bytes = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head_complete = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._complete = True
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._complete:
            if self._timer is not None:
                self._stop_timer()
            return
        self._start_timer()
        if not self._head_complete:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES and not self.transport.is_closing():
                self.send_400_response("Request header fields are too large.")

    def _start_timer(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(REQUEST_TIMEOUT_S, self.transport.close)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
