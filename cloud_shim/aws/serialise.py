"""How does the output of an operation become an HTTP response?

The reverse of `parse`: members of the output shape go to the status line, to headers or to the
body, as the model says (rest-json). The values come from our own operations, so a mistake here is
a bug.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from ulambda.cloud_shim.aws.models import BODY, Member, Operation, Shape

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP response, ready to send."""

    status: int
    headers: RawHeaders
    body: bytes


def serialise_output(operation: Operation, output: Mapping[str, Any], request_id: str) -> Answer:
    """Write the response: `{"Payload": b"3", "StatusCode": 200}` -> 200, headers, `b"3"`."""
    shape = operation.output
    status = operation.status
    headers: RawHeaders = [(b"x-amzn-requestid", request_id.encode())]
    if shape is None:
        return Answer(status, headers, b"")
    for name, value in output.items():
        member = shape.members[name]
        if value is None or member.location == BODY or name == shape.payload:
            continue
        if member.location == "statusCode":
            status = int(value)
        else:
            headers.extend(_header_lines(member, value))
    body = b"" if status == 204 else _body(shape, output)
    if body or status != 204:
        headers.append((b"content-type", b"application/json"))
    return Answer(status, headers, body)


# --- body ------------------------------------------------------------------------------------


def _body(shape: Shape, output: Mapping[str, Any]) -> bytes:
    if shape.payload is not None:
        return _payload(shape.members[shape.payload], output.get(shape.payload))
    has_body = any(member.location == BODY for member in shape.members.values())
    return json.dumps(_structure(shape, output)).encode() if has_body else b""


def _payload(member: Member, value: object) -> bytes:
    if value is None:
        return b""
    if member.shape.kind == "blob":
        assert isinstance(value, bytes)
        return value
    if member.shape.kind == "string":
        return str(value).encode()
    return json.dumps(_member(member, value)).encode()


def _structure(shape: Shape, value: Mapping[str, Any]) -> dict[str, object]:
    return {
        member.wire_name: _member(member, value[member.name])
        for member in shape.members.values()
        if member.location == BODY and value.get(member.name) is not None
    }


def _member(member: Member, value: object) -> object:
    if isinstance(value, datetime):
        return _timestamp(member.timestamp_format, value)
    return _value(member.shape, value)


def _value(shape: Shape, value: Any) -> object:  # noqa: ANN401  (of the kind that shape names)
    match shape.kind:
        case "structure":
            return _structure(shape, value)
        case "list":
            assert shape.element is not None
            return [_value(shape.element, item) for item in value]
        case "map":
            assert shape.value is not None
            return {key: _value(shape.value, item) for key, item in value.items()}
        case "blob":
            return base64.b64encode(value).decode()
        case "timestamp":
            return _timestamp("unixTimestamp", value)
    return value


def _timestamp(form: str, moment: datetime) -> object:
    utc = moment.astimezone(UTC)
    if form == "iso8601":
        return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
    if form == "rfc822":
        return format_datetime(utc, usegmt=True)
    return utc.timestamp()


# --- headers ---------------------------------------------------------------------------------


def _header_lines(member: Member, value: Any) -> RawHeaders:  # noqa: ANN401
    if member.location == "headers":
        return [
            (f"{member.wire_name}{key}".lower().encode(), _latin(item))
            for key, item in value.items()
        ]
    return [(member.header, _latin(_header_text(member, value)))]


def _header_text(member: Member, value: Any) -> str:  # noqa: ANN401
    if isinstance(value, datetime):
        return str(_timestamp(member.timestamp_format, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(str(item) for item in value)
    return str(value)


def _latin(text: str) -> bytes:
    """Encode a header value; line breaks would split the response."""
    return text.replace("\r", " ").replace("\n", " ").encode("latin-1", errors="replace")
