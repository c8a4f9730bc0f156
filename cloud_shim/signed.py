"""Who may call the management API? Whoever signs; only a few paths are open to everyone.

The body is read and checked here, and handed on to the application as if it had just arrived.
"""

import uuid
from collections.abc import Awaitable, Callable

from ulambda.cloud_shim.aws.errors import EMPTY_MODEL, AwsError, error_answer
from ulambda.cloud_shim.aws.serialise import Answer
from ulambda.cloud_shim.aws.sigv4 import Verifier
from ulambda.cloud_shim.http import (
    ClientGone,
    Message,
    Receive,
    Scope,
    Send,
    head_of,
    read_body,
    send_answer,
)

Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

SERVICE = "ulambda"
BODY_LIMIT = 64 * 1024 * 1024  # eight results of 6 MB and their envelope


class Signed:
    """An ASGI application that lets signed requests through to another."""

    def __init__(self, app: Asgi, verifier: Verifier, open_paths: frozenset[str]) -> None:
        self._app = app
        self._verifier = verifier
        self._open_paths = open_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] in self._open_paths:
            await self._app(scope, receive, send)
            return
        try:
            body = await self._verified_body(scope, receive)
        except AwsError as error:
            await send_answer(send, _refusal(error))
        except ClientGone:
            return
        else:
            await self._app(scope, _replay(body, receive), send)

    async def _verified_body(self, scope: Scope, receive: Receive) -> bytes:
        head = head_of(scope)
        claim = self._verifier.claim(head, SERVICE)
        body = await read_body(head, receive, BODY_LIMIT)
        if not body.complete:
            raise AwsError(
                "RequestEntityTooLargeException", f"Request must be smaller than {BODY_LIMIT} bytes"
            )
        self._verifier.check(claim, head, body.content)
        return body.content


def _refusal(error: AwsError) -> Answer:
    return Answer(*error_answer(error, EMPTY_MODEL, str(uuid.uuid4())))


def _replay(body: bytes, receive: Receive) -> Receive:
    """Deliver the body once, then whatever happens on the connection."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return messages.pop() if messages else await receive()

    return replayed
