"""How does an HTTP request become the input of an operation?

`parse_input` collects the members of the input shape from labels, query, headers and body, as
rest-json lays them out. Everything here is untrusted: whatever does not fit the shape raises
`AwsError`, and nothing else is raised.
"""

import base64
import binascii
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from ulambda.cloud_shim.aws.errors import AwsError, serialization
from ulambda.cloud_shim.aws.models import BODY, Member, Operation, Shape

Query = Mapping[str, list[str]]
Headers = Mapping[bytes, bytes]  # lower-case names


@dataclass(frozen=True, slots=True)
class Parts:
    """One request, taken apart but not yet understood."""

    labels: Mapping[str, str]
    query: Query
    headers: Headers
    body: bytes


def parse_input(operation: Operation, parts: Parts) -> dict[str, Any]:
    """Return the members that the request carries, as Python values."""
    if operation.input is None:
        return {}
    return parse_body(operation.input, parts.body) | parse_head(operation.input, parts)


def parse_head(shape: Shape, parts: Parts) -> dict[str, Any]:
    """Return the members that labels, query and headers carry."""
    values = {}
    for member in shape.members.values():
        if member.location != BODY:
            value = _LOCATIONS[member.location](member, parts)
            if value is not None:
                values[member.name] = value
    return values


# --- body ------------------------------------------------------------------------------------


def parse_body(shape: Shape, body: bytes) -> dict[str, Any]:
    """Return the members that the body carries."""
    if shape.payload is not None:
        return _payload_member(shape.members[shape.payload], body)
    wanted = [member for member in shape.members.values() if member.location == BODY]
    if not wanted or not body:
        return {}
    return _structure(shape, load_json(body))


def _payload_member(member: Member, body: bytes) -> dict[str, Any]:
    if member.shape.kind == "blob":
        return {member.name: body} if body else {}
    if member.shape.kind == "string":
        return {member.name: _utf8(body)} if body else {}
    return {member.name: _value(member, load_json(body))} if body else {}


def load_json(body: bytes) -> object:
    """Decode a JSON body, strictly: no NaN, no lone surrogates, no endless nesting."""
    try:
        value: object = _DECODER.decode(_utf8(body))
    except (ValueError, RecursionError) as fault:
        raise AwsError(
            "InvalidRequestContentException", f"Could not parse request body into json: {fault}"
        ) from fault
    return value


def _refuse_constant(name: str) -> object:
    raise ValueError(f"Non-standard token '{name}'")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise AwsError(
            "InvalidRequestContentException",
            f"Could not parse request body into json: Invalid UTF-8 start byte "
            f"0x{body[fault.start]:02x}",
        ) from fault


def _structure(shape: Shape, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise serialization(f"Expected a structure, found {_token(value)}")
    parsed = {}
    for member in shape.members.values():
        if member.location == BODY and value.get(member.wire_name) is not None:
            parsed[member.name] = _value(member, value[member.wire_name])
    return parsed


def _value(member: Member, value: object) -> object:
    if member.shape.kind == "timestamp":
        return _timestamp(member.timestamp_format, value)
    return _plain(member.shape, value)


def _plain(shape: Shape, value: object) -> object:
    return _KINDS[shape.kind](shape, value)


def _list(shape: Shape, value: object) -> list[object]:
    if not isinstance(value, list):
        raise serialization(f"Expected a list, found {_token(value)}")
    assert shape.element is not None
    return [_plain(shape.element, item) for item in value if item is not None]


def _map(shape: Shape, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise serialization(f"Expected a map, found {_token(value)}")
    assert shape.value is not None
    return {
        _text(key): _plain(shape.value, item) for key, item in value.items() if item is not None
    }


def _string(shape: Shape, value: object) -> str:
    if isinstance(value, str):
        return _text(value)
    raise _mismatch(value, "String")


def _text(value: str) -> str:
    """Refuse what JSON can escape but UTF-8 cannot carry."""
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as fault:
            raise serialization("A string holds a lone surrogate") from fault
    return value


def _integer(shape: Shape, value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _mismatch(value, "Long" if shape.kind == "long" else "Integer")
    bits = 63 if shape.kind == "long" else 31
    if not -(1 << bits) <= value < 1 << bits:
        raise _mismatch(value, "Long" if shape.kind == "long" else "Integer")
    return value


def _double(shape: Shape, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _mismatch(value, "Double")
    try:
        return float(value)
    except OverflowError as fault:
        raise _mismatch(value, "Double") from fault


def _boolean(shape: Shape, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _mismatch(value, "Boolean")


def _blob(shape: Shape, value: object) -> bytes:
    if not isinstance(value, str):
        raise _mismatch(value, "ByteBuffer")
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise serialization("Failed to base64 decode a blob") from fault


def _timestamp(form: str, value: object) -> datetime:
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, str):
            return _timestamp_text(form, value)
    except (ValueError, OverflowError, OSError, TypeError) as fault:
        raise serialization(f"Not a timestamp: {value}") from fault
    raise _mismatch(value, "Timestamp")


def _timestamp_text(form: str, text: str) -> datetime:
    if form == "rfc822":
        return _aware(parsedate_to_datetime(text))
    if _is_number(text):
        return datetime.fromtimestamp(float(text), UTC)
    return _aware(datetime.fromisoformat(text))


def _aware(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


_KINDS: dict[str, Callable[[Shape, Any], object]] = {
    "structure": _structure,
    "list": _list,
    "map": _map,
    "string": _string,
    "integer": _integer,
    "long": _integer,
    "double": _double,
    "float": _double,
    "boolean": _boolean,
    "blob": _blob,
    "timestamp": lambda shape, value: _timestamp("unixTimestamp", value),
}


def _token(value: object) -> str:
    match value:
        case bool():
            return "TRUE_VALUE" if value else "FALSE_VALUE"
        case str():
            return "STRING_VALUE"
        case int():
            return "NUMBER_VALUE"
        case float():
            return "DECIMAL_VALUE"
        case _:
            return "START_ARRAY" if isinstance(value, list) else "START_OBJECT"


def _mismatch(value: object, wanted: str) -> AwsError:
    if isinstance(value, list | dict):
        return serialization("Start of structure or map found where not expected.")
    return serialization(f"{_token(value)} cannot be converted to {wanted}")


# --- labels, query, headers -------------------------------------------------------------------


def _from_label(member: Member, parts: Parts) -> object:
    text = parts.labels.get(member.wire_name)
    return None if text is None else _from_text(member, text)


def _from_query(member: Member, parts: Parts) -> object:
    if member.shape.kind == "map":
        return {key: values[0] for key, values in parts.query.items()} or None
    texts = parts.query.get(member.wire_name)
    if texts is None:
        return None
    if member.shape.kind == "list":
        return list(texts)
    return _from_text(member, texts[0])


def _from_header(member: Member, parts: Parts) -> object:
    raw = parts.headers.get(member.header)
    if raw is None:
        return None
    text = raw.decode("latin-1")
    if member.shape.kind == "list":
        return [item.strip() for item in text.split(",")]
    return _from_text(member, text)


def _from_headers(member: Member, parts: Parts) -> object:
    """Collect the headers that share a prefix into a map."""
    found = {
        name.removeprefix(member.header).decode("latin-1"): raw.decode("latin-1")
        for name, raw in parts.headers.items()
        if name.startswith(member.header)
    }
    return found or None


def _from_nowhere(member: Member, parts: Parts) -> object:
    return None


_LOCATIONS: dict[str, Callable[[Member, Parts], object]] = {
    "uri": _from_label,
    "querystring": _from_query,
    "header": _from_header,
    "headers": _from_headers,
    "statusCode": _from_nowhere,
}


def _from_text(member: Member, text: str) -> object:
    match member.shape.kind:
        case "string":
            return text
        case "boolean":
            return _boolean_text(text)
        case "integer" | "long":
            return _integer_text(member.shape, text)
        case "double" | "float":
            return _double_text(text)
        case "timestamp":
            return _timestamp(member.timestamp_format, text)
        case "blob":
            return _blob(member.shape, text)
    raise serialization(f"{member.name} cannot be sent in the {member.location}")


def _boolean_text(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise serialization(f"STRING_VALUE cannot be converted to Boolean: {text}")
    return text.lower() == "true"


def _integer_text(shape: Shape, text: str) -> int:
    digits = text[1:] if text[:1] in "+-" else text
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 20):
        raise serialization(f"STRING_VALUE cannot be converted to Integer: {text}")
    return _integer(shape, int(text))


def _double_text(text: str) -> float:
    if not _is_number(text):
        raise serialization(f"STRING_VALUE cannot be converted to Double: {text}")
    return float(text)
