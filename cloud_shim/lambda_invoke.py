"""How is a function invoked through the Lambda API?

RequestResponse waits for the outcome, Event for the durable queue, DryRun for nothing. An error of
the function is a successful call: 200 with X-Amz-Function-Error.
"""

import asyncio
import base64
import binascii
import json
from concurrent.futures import Future
from typing import TypeVar

from ulambda.cloud_shim.aws.call import Call, Handler, Output
from ulambda.cloud_shim.aws.errors import AwsError
from ulambda.cloud_shim.engine_errors import as_aws_errors, aws_error
from ulambda.cloud_shim.function_cache import FunctionCache
from ulambda.cloud_shim.json_faults import json_fault
from ulambda.cloud_shim.lambda_names import parse
from ulambda.cloud_shim.ports import Dispatcher
from ulambda.engine.model import Invocation, InvocationKind, Outcome
from ulambda.engine.payload import (
    MAX_EVENT_BYTES,
    MAX_REQUEST_BYTES,
    MAX_RESPONSE_BYTES,
    UNHANDLED,
    too_large,
)
from ulambda.engine.report import tail
from ulambda.spec import UserError

T = TypeVar("T")

REQUEST_RESPONSE = "RequestResponse"
EVENT = "Event"
DRY_RUN = "DryRun"
LIMITS = {REQUEST_RESPONSE: MAX_REQUEST_BYTES, EVENT: MAX_EVENT_BYTES, DRY_RUN: MAX_REQUEST_BYTES}


class InvokeOperations:
    """The operation `Invoke`, over the dispatcher."""

    def __init__(self, dispatcher: Dispatcher, cache: FunctionCache) -> None:
        self._dispatcher = dispatcher
        self._cache = cache

    def handlers(self) -> dict[str, Handler]:
        return {"Invoke": self.invoke}

    async def invoke(self, call: Call) -> Output:
        params = call.params
        kind = params.get("InvocationType", REQUEST_RESPONSE)
        ref = parse(params["FunctionName"], params.get("Qualifier"), call.region, call.account_id)
        version = self._cache.known(ref.name, ref.qualifier)
        if version is None:
            with as_aws_errors(ref.qualified_arn):
                version = await self._cache.get(ref.name, ref.qualifier)
        payload = params.get("Payload", b"") or b"{}"
        check_payload(payload, kind)
        if kind == DRY_RUN:
            return {"StatusCode": 204}
        invocation = Invocation(
            request_id=call.request_id,
            function=version,
            payload=payload,
            kind=InvocationKind(kind),
            received_at=call.now,
            region=call.region,
            account_id=call.account_id,
            qualifier=ref.qualifier,
            client_context=client_context(params.get("ClientContext")),
        )
        try:
            outcome = await wait(self._dispatcher.invoke(invocation))
        except UserError as error:
            raise aws_error(error, ref.qualified_arn) from error
        if kind == EVENT:
            return {"StatusCode": 202}
        return _answer(outcome, version.version, params.get("LogType") == "Tail")


async def wait(future: "Future[T]") -> T:
    """Wait without blocking the event loop; a future that is done costs nothing."""
    return future.result() if future.done() else await asyncio.wrap_future(future)


def _answer(outcome: Outcome, version: str, with_log: bool) -> Output:
    payload, function_error = outcome.payload, outcome.function_error
    if len(payload) > MAX_RESPONSE_BYTES:
        payload, function_error = too_large(), UNHANDLED
    answer: dict[str, object] = {
        "StatusCode": 200,
        "ExecutedVersion": version,
        "Payload": payload,
    }
    if function_error:
        answer["FunctionError"] = function_error
    if with_log:
        answer["LogResult"] = base64.b64encode(tail(outcome.report)).decode()
    return answer


def check_payload(payload: bytes, kind: str) -> None:
    """Refuse what is too large for the invocation type or not JSON."""
    if len(payload) > LIMITS[kind]:
        raise payload_too_large(len(payload), kind)
    fault = json_fault(payload)
    if fault is not None:
        raise AwsError(
            "InvalidRequestContentException",
            f"Could not parse request body into json: Could not parse payload into json: {fault}",
        )


def payload_too_large(size: int, kind: str) -> AwsError:
    return AwsError(
        "RequestEntityTooLargeException",
        f"{size} byte payload is too large for the {kind} invocation type "
        f"(limit {LIMITS[kind]} bytes)",
        Type="User",
    )


def client_context(header: str | None) -> str | None:
    """Decode the client context: base64 of a JSON object, at most 3583 bytes."""
    if header is None:
        return None
    try:
        text = base64.b64decode(header, validate=True).decode("utf-8")
        value = json.loads(text)
    except (binascii.Error, ValueError, RecursionError):
        value, text = None, ""
    if not isinstance(value, dict) or len(header) > 3583:
        raise AwsError(
            "InvalidRequestContentException",
            "Client context must be a valid Base64-encoded JSON object.",
        )
    return text
