"""Which operation does a method and a path name?

The templates of the service model form a trie; a literal segment wins over a `{Label}`. Paths are
matched as they came over the wire and each label is percent-decoded afterwards, so that an encoded
slash inside of a name cannot change which operation runs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from ulambda.cloud_shim.aws.errors import serialization
from ulambda.cloud_shim.aws.models import Operation

MAX_REMEMBERED = 256  # characters of a path whose meaning is kept
MAX_KNOWN = 4096  # paths


@dataclass(frozen=True, slots=True)
class Match:
    """An operation with the values of its path labels."""

    operation: Operation
    labels: Mapping[str, str]


@dataclass(slots=True)
class _Node:
    literal: "dict[str, _Node]" = field(default_factory=dict)
    label: "_Node | None" = None
    ends: list[tuple[Operation, tuple[str, ...]]] = field(default_factory=list)


class Router:
    """Finds operations: `Router(model.operations.values()).match("POST", path, query)`."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._roots: dict[str, _Node] = {}
        self._known: dict[tuple[str, str], tuple[Match, ...]] = {}
        for operation in operations:
            self._add(operation)

    def match(self, method: str, raw_path: str, query: Mapping[str, list[str]]) -> Match | None:
        """Return the operation, or None when AWS would not know the path either."""
        for match in self._matches(method, raw_path):
            wanted = match.operation.query
            if not wanted or all(value in query.get(key, ()) for key, value in wanted):
                return match
        return None

    def _matches(self, method: str, raw_path: str) -> tuple[Match, ...]:
        """Return what the path alone may mean; short paths are looked up once."""
        known = self._known.get((method, raw_path))
        if known is None:
            known = self._find(method, raw_path)
            if len(raw_path) <= MAX_REMEMBERED:
                if len(self._known) >= MAX_KNOWN:
                    self._known.clear()
                self._known[method, raw_path] = known
        return known

    def _find(self, method: str, raw_path: str) -> tuple[Match, ...]:
        root = self._roots.get(method)
        segments = raw_path.strip("/").split("/")
        found = _descend(root, segments, 0, ()) if root else None
        if found is None:
            return ()
        node, values = found
        return tuple(
            Match(operation, dict(zip(names, map(_decoded, values), strict=True)))
            for operation, names in node.ends
        )

    def _add(self, operation: Operation) -> None:
        node = self._roots.setdefault(operation.method, _Node())
        names: list[str] = []
        for segment in operation.path.strip("/").split("/"):
            if segment.startswith("{"):
                names.append(segment[1:-1])
                node.label = node.label or _Node()
                node = node.label
            else:
                node = node.literal.setdefault(segment, _Node())
        node.ends.append((operation, tuple(names)))
        node.ends.sort(key=lambda end: -len(end[0].query))  # the most specific query first


def _descend(
    node: _Node, segments: list[str], index: int, values: tuple[str, ...]
) -> tuple[_Node, tuple[str, ...]] | None:
    if index == len(segments):
        return (node, values) if node.ends else None
    segment = segments[index]
    child = node.literal.get(segment)
    if child is not None:
        found = _descend(child, segments, index + 1, values)
        if found is not None:
            return found
    if node.label is None or not segment:
        return None
    return _descend(node.label, segments, index + 1, (*values, segment))


def _decoded(segment: str) -> str:
    if "%" not in segment:
        return segment
    try:
        return unquote(segment, errors="strict")
    except UnicodeDecodeError as fault:
        raise serialization("The request URI is not encoded in UTF-8.") from fault
