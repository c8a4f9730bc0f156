"""What does botocore's service model say about operations, shapes and errors?

The JSON of one service model is read once and compiled into the few typed records that routing,
parsing, validation and serialising need. Nothing else in the project looks at botocore's JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

BODY = "body"
DEFAULT_TIMESTAMPS = {"header": "rfc822", "querystring": "iso8601"}


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a structure, and the part of the message that carries it."""

    name: str
    shape: "Shape"
    location: str  # body, uri, querystring, header, headers, statusCode
    wire_name: str
    header: bytes  # the wire name as it is looked up among headers
    timestamp_format: str  # unixTimestamp, iso8601, rfc822
    streaming: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A type of the model. `members` is filled late, because shapes may refer to themselves."""

    name: str
    kind: str  # structure, list, map, string, integer, long, double, boolean, blob, timestamp
    members: dict[str, Member] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    payload: str | None = None
    element: "Shape | None" = None  # of a list
    key: "Shape | None" = None  # of a map
    value: "Shape | None" = None  # of a map
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    event_stream: bool = False
    header_names: list[bytes] = field(default_factory=list)  # of the members sent in headers


@dataclass(frozen=True, slots=True)
class Operation:
    """One API operation. `query` holds the pairs that the URI template itself demands."""

    name: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    status: int
    input: Shape | None
    output: Shape | None


@dataclass(frozen=True, slots=True)
class ErrorShape:
    """How one modelled error is answered; the case of "message" differs from error to error."""

    code: str
    status: int
    message_key: str
    sender_fault: bool


@dataclass(frozen=True, slots=True)
class Model:
    """A compiled service model."""

    service: str
    operations: Mapping[str, Operation]
    errors: Mapping[str, ErrorShape]


@cache
def load(service: str, version: str) -> Model:
    """Compile one of botocore's models: `load("lambda", "2015-03-31")`."""
    from botocore.loaders import Loader  # 0.2 s to import, so not before it is needed

    raw = Loader().load_service_model(service, "service-2", version)
    return _Compiler(raw).model(service)


class _Compiler:
    """Holds the shapes seen so far while one model is compiled."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self._shapes: dict[str, Shape] = {}

    def model(self, service: str) -> Model:
        operations = {
            name: self._operation(name, raw) for name, raw in self._raw["operations"].items()
        }
        errors = {
            name: _error_shape(name, raw)
            for name, raw in self._raw["shapes"].items()
            if raw.get("exception")
        }
        return Model(service, operations, errors)

    def _operation(self, name: str, raw: Mapping[str, Any]) -> Operation:
        path, _, query = raw["http"]["requestUri"].partition("?")
        pairs = tuple((key, value) for key, _, value in _split_pairs(query))
        return Operation(
            name=name,
            method=raw["http"]["method"],
            path=path,
            query=pairs,
            status=raw["http"].get("responseCode", 200),
            input=self._shape(raw["input"]["shape"]) if "input" in raw else None,
            output=self._shape(raw["output"]["shape"]) if "output" in raw else None,
        )

    def _shape(self, name: str) -> Shape:
        if name not in self._shapes:
            raw = self._raw["shapes"][name]
            self._shapes[name] = shape = self._bare_shape(name, raw)
            for member, reference in raw.get("members", {}).items():
                shape.members[member] = self._member(member, reference)
            shape.header_names.extend(
                member.header for member in shape.members.values() if member.location == "header"
            )
        return self._shapes[name]

    def _bare_shape(self, name: str, raw: Mapping[str, Any]) -> Shape:
        def reference(part: str) -> Shape | None:
            return self._shape(raw[part]["shape"]) if part in raw else None

        return Shape(
            name=name,
            kind=raw["type"],
            required=tuple(raw.get("required", ())),
            payload=raw.get("payload"),
            element=reference("member"),
            key=reference("key"),
            value=reference("value"),
            enum=tuple(raw.get("enum", ())),
            pattern=raw.get("pattern"),
            minimum=raw.get("min"),
            maximum=raw.get("max"),
            event_stream=bool(raw.get("eventstream")),
        )

    def _member(self, name: str, reference: Mapping[str, Any]) -> Member:
        shape = self._shape(reference["shape"])
        raw = self._raw["shapes"][reference["shape"]]
        location = reference.get("location", BODY)
        written = reference.get("timestampFormat") or raw.get("timestampFormat")
        return Member(
            name=name,
            shape=shape,
            location=location,
            wire_name=(wire_name := reference.get("locationName", name)),
            header=wire_name.lower().encode(),
            timestamp_format=written or DEFAULT_TIMESTAMPS.get(location, "unixTimestamp"),
            streaming=bool(reference.get("streaming") or raw.get("streaming")),
        )


def _split_pairs(query: str) -> list[tuple[str, str, str]]:
    return [pair.partition("=") for pair in query.split("&") if pair]


def _error_shape(name: str, raw: Mapping[str, Any]) -> ErrorShape:
    error = raw.get("error", {})
    return ErrorShape(
        code=error.get("code", name),
        status=error.get("httpStatusCode", 500 if raw.get("fault") else 400),
        message_key="Message" if "Message" in raw.get("members", {}) else "message",
        sender_fault=bool(error.get("senderFault")),
    )
