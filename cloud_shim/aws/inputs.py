"""What does a request ask for, once its input is parsed and checked?

A client repeats itself: the same function, qualifier and invocation type come with request after
request, and only the payload differs. For an operation whose body is one blob (Invoke), the checked
head is therefore remembered, in a bounded table, by all the bytes that it is made of.
"""

from typing import Any

from ulambda.cloud_shim.aws.models import Operation, Shape
from ulambda.cloud_shim.aws.parse import Parts, parse_body, parse_head, parse_input
from ulambda.cloud_shim.aws.validate import validate

MAX_KNOWN = 1024
MAX_REMEMBERED = 512  # bytes of a head that is kept

_Key = tuple[bytes | str | None, ...]


class Inputs:
    """Parses and validates the input of operations."""

    def __init__(self) -> None:
        self._known: dict[_Key, dict[str, Any]] = {}
        self._repeats: dict[str, bool] = {}

    def read(self, operation: Operation, parts: Parts, target: tuple[str, str]) -> dict[str, Any]:
        """Return the checked members; `target` is the path and the query as they were sent."""
        shape = operation.input
        if shape is None:
            return {}
        repeats = self._repeats.get(operation.name)
        if repeats is None:
            repeats = self._repeats[operation.name] = _repeats(shape)
        if not repeats:
            params = parse_input(operation, parts)
            validate(shape, params)
            return params
        return self._head(operation, shape, parts, target) | parse_body(shape, parts.body)

    def _head(
        self, operation: Operation, shape: Shape, parts: Parts, target: tuple[str, str]
    ) -> dict[str, Any]:
        headers = [parts.headers.get(name) for name in shape.header_names]
        key: _Key = (operation.name, *target, *headers)
        known = self._known.get(key)
        if known is None:
            known = parse_head(shape, parts)
            validate(shape, known)
            if sum(len(part) for part in key if part is not None) <= MAX_REMEMBERED:
                if len(self._known) >= MAX_KNOWN:
                    self._known.clear()
                self._known[key] = known
        return known


def _repeats(shape: Shape) -> bool:
    """Is the body one blob, and the head made of parts that are known by name?"""
    if shape.payload is None or shape.members[shape.payload].shape.kind != "blob":
        return False
    return all(member.location != "headers" for member in shape.members.values())
