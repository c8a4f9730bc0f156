"""Does the input keep the constraints of the model, and if not, what does AWS say?

Each violation becomes AWS's sentence, "Value 'x' at 'name' failed to satisfy constraint: ...".
All of them are reported at once, as AWS does.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from ulambda.cloud_shim.aws.errors import validation
from ulambda.cloud_shim.aws.models import Member, Shape

# Limits of AWS that are tighter than the model's, by shape name: (minimum, maximum).
TIGHTER: dict[str, tuple[float, float]] = {
    "Timeout": (1, 900),
    "MemorySize": (128, 10240),
}
# Checked by the operations themselves, with their own sentence.
UNCHECKED_ENUMS = frozenset({"Runtime"})

MAX_REMEMBERED = 256  # characters of a text whose verdict is kept

# The patterns are Java's. Its Unicode classes, and what comes nearest in Python.
_UNICODE_CLASS = re.compile(r"\\p\{(\w+)\}")
_CLASSES = {"L": r"\w", "N": r"\d", "Z": r"\s"}


def validate(shape: Shape, value: Mapping[str, Any]) -> None:
    """Raise ValidationException when a member is missing or breaks a constraint."""
    faults = list(_structure_faults(shape, value, ""))
    if faults:
        raise validation(faults)


def _structure_faults(shape: Shape, value: Mapping[str, Any], path: str) -> Iterator[str]:
    for name in shape.required:
        if name not in value:
            yield _sentence(None, path + _camel(name), "Member must not be null")
    for name, item in value.items():
        yield from _member_faults(shape.members[name], item, path)


def _member_faults(member: Member, value: object, path: str) -> Iterator[str]:
    where = path + _camel(member.name)
    yield from (_sentence(value, where, text) for text in broken(member.shape, value))
    if member.shape.kind == "structure" and isinstance(value, dict):
        yield from _structure_faults(member.shape, value, where + ".")
    elif member.shape.kind in ("list", "map"):
        yield from _container_faults(member.shape, value, where)


def _container_faults(shape: Shape, value: object, where: str) -> Iterator[str]:
    """Report a list or map as a whole when one of its items breaks a constraint."""
    if isinstance(value, list) and shape.element is not None:
        if any(_broken_deep(shape.element, item) for item in value):
            listed = ", ".join([*constraints(shape.element), "Member must not be null"])
            yield _sentence(value, where, f"Member must satisfy constraint: [{listed}]")
    elif isinstance(value, dict) and shape.key is not None and shape.value is not None:
        for noun, part, items in (
            ("keys", shape.key, value.keys()),
            ("value", shape.value, value.values()),
        ):
            if any(_broken_deep(part, item) for item in items):
                listed = ", ".join(constraints(part))
                yield _sentence(value, where, f"Map {noun} must satisfy constraint: [{listed}]")


def _broken_deep(shape: Shape, value: object) -> bool:
    if shape.kind == "structure" and isinstance(value, dict):
        return any(True for _ in _structure_faults(shape, value, ""))
    return any(True for _ in broken(shape, value))


def broken(shape: Shape, value: object) -> Iterable[str]:
    """Return the constraints of one shape that one value breaks."""
    if isinstance(value, str):
        if len(value) <= MAX_REMEMBERED:
            return _broken_short_text(shape, value)
        return _broken_text(shape, value)
    return _broken_number_or_size(shape, value)


def _broken_number_or_size(shape: Shape, value: object) -> Iterator[str]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = _bounds(shape)
        if high is not None and value > high:
            yield f"Member must have value less than or equal to {high:g}"
        if low is not None and value < low:
            yield f"Member must have value greater than or equal to {low:g}"
    elif isinstance(value, list | dict | bytes):
        yield from _broken_length(shape, len(value))


@lru_cache(maxsize=4096)
def _broken_short_text(shape: Shape, value: str) -> tuple[str, ...]:
    """Check names and enums once: the same ones come with every request."""
    return tuple(_broken_text(shape, value))


def _broken_text(shape: Shape, value: str) -> Iterator[str]:
    if shape.enum and shape.name not in UNCHECKED_ENUMS and value not in shape.enum:
        yield f"Member must satisfy enum value set: [{', '.join(shape.enum)}]"
    too_long_or_short = list(_broken_length(shape, len(value)))
    pattern = None if too_long_or_short else shape.pattern  # patterns see bounded text only
    if pattern is not None and not _pattern(pattern).fullmatch(value):
        yield f"Member must satisfy regular expression pattern: {pattern}"
    yield from too_long_or_short


def _broken_length(shape: Shape, length: int) -> Iterator[str]:
    low, high = _bounds(shape)
    if high is not None and length > high:
        yield f"Member must have length less than or equal to {high:g}"
    if low is not None and length < low:
        yield f"Member must have length greater than or equal to {low:g}"


def constraints(shape: Shape) -> list[str]:
    """List every constraint of a shape, as AWS does for list items."""
    if shape.enum:
        return [f"Member must satisfy enum value set: [{', '.join(shape.enum)}]"]
    low, high = _bounds(shape)
    noun = "value" if shape.kind in ("integer", "long", "double", "float") else "length"
    listed = []
    if high is not None:
        listed.append(f"Member must have {noun} less than or equal to {high:g}")
    if low is not None:
        listed.append(f"Member must have {noun} greater than or equal to {low:g}")
    if shape.pattern is not None:
        listed.append(f"Member must satisfy regular expression pattern: {shape.pattern}")
    return listed


def _bounds(shape: Shape) -> tuple[float | None, float | None]:
    return TIGHTER.get(shape.name, (shape.minimum, shape.maximum))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    if r"\p{" in pattern:
        return re.compile(_UNICODE_CLASS.sub(lambda found: _CLASSES[found[1]], pattern))
    return re.compile(pattern, re.ASCII)


def _sentence(value: object, where: str, constraint: str) -> str:
    shown = "null" if value is None else f"'{_java(value)}'"
    return f"Value {shown} at '{where}' failed to satisfy constraint: {constraint}"


def _java(value: object) -> str:
    """Write a value as Java's toString does: `[a, b]`, `{k=v}`."""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return "[" + ", ".join(_java(item) for item in value) + "]"
        case dict():
            return "{" + ", ".join(f"{key}={_java(item)}" for key, item in value.items()) + "}"
        case bytes():
            return f"java.nio.HeapByteBuffer[pos=0 lim={len(value)} cap={len(value)}]"
    return str(value)


def _camel(name: str) -> str:
    """Spell a member as AWS's sentences do: `FunctionName` -> `functionName`."""
    return name[:1].lower() + name[1:]
