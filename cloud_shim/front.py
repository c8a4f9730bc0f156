"""How does a request to an AWS operation become its answer?

Head, claim, route, body, signature, input, operation, output: each step refuses in AWS's words. A
raw ASGI application, because a FastAPI route would cost more than the whole of this.
"""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_plus

from ulambda.cloud_shim.aws.call import Call, Handler
from ulambda.cloud_shim.aws.errors import AwsError, error_answer
from ulambda.cloud_shim.aws.inputs import Inputs
from ulambda.cloud_shim.aws.models import Model, Operation
from ulambda.cloud_shim.aws.parse import Parts
from ulambda.cloud_shim.aws.route import Match, Router
from ulambda.cloud_shim.aws.serialise import Answer, serialise_output
from ulambda.cloud_shim.aws.sigv4 import Head, Verifier
from ulambda.cloud_shim.http import (
    Body,
    ClientGone,
    Receive,
    Scope,
    Send,
    head_of,
    read_body,
    send_answer,
)

log = logging.getLogger(__name__)

MAX_QUERY_FIELDS = 200
BODY_LIMIT = 6 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a body an operation takes, and how its error names the operation."""

    body_bytes: int
    name: str


class AwsFront:
    """The ASGI application for the operations of one AWS service."""

    def __init__(
        self,
        model: Model,
        handlers: Mapping[str, Handler],
        limits: Mapping[str, Limits],
        verifier: Verifier,
        *,
        account_id: str,
        now: Callable[[], float],
    ) -> None:
        self._model = model
        self._handlers = handlers
        self._limits = limits
        self._verifier = verifier
        self._account_id = account_id
        self._now = now
        self._inputs = Inputs()
        self._router = Router(model.operations.values())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request_id = new_request_id()
        try:
            answer = await self._answer(scope, receive, request_id)
        except AwsError as error:
            answer = self._refusal(error, request_id)
        except ClientGone:
            return
        except Exception:
            log.exception("request %s failed: %s", request_id, scope["raw_path"])
            ours = AwsError("InternalFailure", f"The service failed; see its log for {request_id}")
            answer = self._refusal(ours, request_id)
        await send_answer(send, answer)

    async def _answer(self, scope: Scope, receive: Receive, request_id: str) -> Answer:
        head = head_of(scope)
        claim = self._verifier.claim(head, self._model.service)
        query = parse_query(head.query)
        match = self._router.match(head.method, head.path, query)
        body = await self._body(match, head, receive)
        self._verifier.check(claim, head, body.content)
        if match is None:
            raise AwsError("UnknownOperationException", f"No operation is at {head.path[:200]}")
        operation = match.operation
        handler = self._handlers.get(operation.name)
        if handler is None:
            raise _not_implemented(operation)
        parts = Parts(match.labels, query, head.headers, body.content)
        params = self._inputs.read(operation, parts, (head.path, head.query))
        call = Call(
            operation=operation,
            params=params,
            request_id=request_id,
            region=claim.terms.region,
            account_id=self._account_id,
            access_key_id=claim.terms.access_key_id,
            host=head.headers.get(b"host", b"").decode("latin-1"),
            scheme=scope["scheme"],
            now=self._now(),
        )
        return serialise_output(operation, await handler(call), request_id)

    async def _body(self, match: Match | None, head: Head, receive: Receive) -> Body:
        name = match.operation.name if match else "unknown"
        limits = self._limits.get(name) or Limits(BODY_LIMIT, name)
        body = await read_body(head, receive, limits.body_bytes)
        if not body.complete:
            raise AwsError(
                "RequestEntityTooLargeException",
                f"Request must be smaller than {limits.body_bytes} bytes for the "
                f"{limits.name} operation",
            )
        return body

    def _refusal(self, error: AwsError, request_id: str) -> Answer:
        return Answer(*error_answer(error, self._model, request_id))


def new_request_id() -> str:
    """Make a version 4 UUID; the standard library's takes four times as long."""
    text = os.urandom(16).hex()
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


def _not_implemented(operation: Operation) -> AwsError:
    return AwsError(
        "NotImplementedException",
        f"The operation {operation.name} is not implemented by this service.",
    )


@lru_cache(maxsize=256)
def _parse_short_query(query: str) -> dict[str, list[str]]:
    return _parse_query(query)


def parse_query(query: str) -> dict[str, list[str]]:
    """Decode a query: `a=1&a=2&b` -> `{"a": ["1", "2"], "b": [""]}`."""
    return _parse_short_query(query) if len(query) <= 64 else _parse_query(query)


def _parse_query(query: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    pairs = [pair for pair in query.split("&") if pair]
    if len(pairs) > MAX_QUERY_FIELDS:
        raise AwsError("ValidationException", f"More than {MAX_QUERY_FIELDS} query parameters")
    for pair in pairs:
        name, _, value = pair.partition("=")
        fields.setdefault(_decode(name), []).append(_decode(value))
    return fields


def _decode(text: str) -> str:
    if "%" not in text and "+" not in text:
        return text
    try:
        return unquote_plus(text, errors="strict")
    except UnicodeDecodeError as fault:
        raise AwsError("SerializationException", "The query is not encoded in UTF-8.") from fault
