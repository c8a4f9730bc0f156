"""How is one HTTP request read from ASGI, within bounds, and one answer sent?"""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from ulambda.cloud_shim.aws.serialise import Answer
from ulambda.cloud_shim.aws.sigv4 import Head

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

DRAIN_BYTES = 128 * 1024 * 1024  # of a refused body that are read, so that the client sees why


class ClientGone(Exception):
    """The client closed the connection before its request was complete."""


@dataclass(frozen=True, slots=True)
class Body:
    """A request body: the bytes, or only their number when it was over the limit."""

    content: bytes
    size: int

    @property
    def complete(self) -> bool:
        return len(self.content) == self.size


def head_of(scope: Scope) -> Head:
    """Take the head of a request; repeated headers are joined by commas, as for signing."""
    headers: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        headers[name] = headers[name] + b"," + value if name in headers else value
    return Head(
        scope["method"],
        scope["raw_path"].decode("latin-1"),
        scope["query_string"].decode("latin-1"),
        headers,
    )


async def read_body(head: Head, receive: Receive, limit: int) -> Body:
    """Read a body of at most `limit` bytes; of a larger one only the size is kept."""
    if b"content-length" not in head.headers and b"transfer-encoding" not in head.headers:
        return Body(b"", 0)
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body", False):
        content = message["body"]
        return Body(content if len(content) <= limit else b"", len(content))
    return await _collect(message, receive, limit)


async def _collect(message: Message, receive: Receive, limit: int) -> Body:
    chunks: list[bytes] = []
    size = 0
    while True:
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= limit:
            chunks.append(chunk)
        else:
            chunks.clear()
        if not message.get("more_body", False) or size > DRAIN_BYTES:
            return Body(b"".join(chunks), size)
        message = await receive()


async def send_answer(send: Send, answer: Answer) -> None:
    """Send status, headers and body; the length always, so that nothing is chunked."""
    headers = answer.headers
    if answer.status != 204:
        headers = [*headers, (b"content-length", b"%d" % len(answer.body))]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
