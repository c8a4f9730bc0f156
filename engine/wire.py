"""How does a frozen dataclass become JSON and come back, checked?

One reader for every shape that crosses a process border: the annotations are the schema. Unknown
keys are ignored, so that an older peer understands a newer one; a missing key takes the field's
default; anything of the wrong type is the peer's fault and is named by its path.

    to_json(Point(1, (Tier.EDGE,)))       -> {"x": 1, "tiers": ["edge"]}
    from_json(Point, {"x": 1, "tiers": ["edge"]})
"""

import base64
import binascii
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from ulambda.spec import PeerError

T = TypeVar("T")


def to_json(value: object) -> Any:  # noqa: ANN401 - JSON border
    """Turn dataclasses, tuples, sets, enums and bytes into what `json.dumps` takes."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Mapping):
        return {str(to_json(key)): to_json(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(to_json(item) for item in value)
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    return value


def from_json(shape: type[T], value: object) -> T:
    """Build a `shape` from parsed JSON, or raise PeerError that names the wrong field."""
    result = _read(shape, value, shape.__name__)
    assert isinstance(result, shape)
    return result


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _refuse(path: str, wanted: str, seen: object) -> PeerError:
    return PeerError(
        f"the message field {path} is not {wanted}",
        f"{type(seen).__name__} {seen!r:.80}",
        "check that cloud, gateway and command line are of the same version: ulambda doctor",
    )


def _read(kind: Any, value: object, path: str) -> object:  # noqa: ANN401 - annotations
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_union(get_args(kind), value, path)
    if origin in (tuple, frozenset):
        return _read_sequence(origin, get_args(kind)[0], value, path)
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(get_args(kind), value, path)
    if is_dataclass(kind):
        return _read_dataclass(kind, value, path)
    return _read_plain(kind, value, path)


def _read_union(choices: tuple[Any, ...], value: object, path: str) -> object:
    if value is None and type(None) in choices:
        return None
    (kind,) = (choice for choice in choices if choice is not type(None))
    return _read(kind, value, path)


def _read_sequence(
    origin: Any,  # noqa: ANN401 - annotations
    kind: Any,  # noqa: ANN401 - annotations
    value: object,
    path: str,
) -> object:
    if not isinstance(value, list):
        raise _refuse(path, "a list", value)
    return origin(_read(kind, item, f"{path}[{i}]") for i, item in enumerate(value))


def _read_mapping(kinds: tuple[Any, ...], value: object, path: str) -> object:
    if not isinstance(value, dict):
        raise _refuse(path, "an object", value)
    key_kind, item_kind = kinds
    return {
        _read(key_kind, key, path): _read(item_kind, item, f"{path}.{key}")
        for key, item in value.items()
    }


def _read_dataclass(shape: Any, value: object, path: str) -> object:  # noqa: ANN401 - annotations
    if not isinstance(value, dict):
        raise _refuse(path, "an object", value)
    hints = _hints(shape)
    found = {}
    for field in fields(shape):
        if field.name in value:
            found[field.name] = _read(hints[field.name], value[field.name], f"{path}.{field.name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise _refuse(f"{path}.{field.name}", "present", None)
    built: object = shape(**found)
    return built


def _read_plain(kind: Any, value: object, path: str) -> object:  # noqa: ANN401 - annotations
    if kind is object:
        return value
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if kind is bytes and isinstance(value, str):
        try:
            return base64.b64decode(value, validate=True)
        except binascii.Error:
            raise _refuse(path, "base64", value) from None
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(value)
        except ValueError:
            raise _refuse(path, f"one of {[item.value for item in kind]}", value) from None
    if type(value) is kind:
        return value
    raise _refuse(path, f"a {getattr(kind, '__name__', kind)}", value)
