"""How does a value cross between host, link and interpreter?

CBOR (RFC 8949), a closed subset in definite lengths: null, booleans, integers of any size (bignum
tags 2 and 3 beyond 64 bits), 64-bit floats, text, bytes, arrays, maps. The C twin is
device_runtime/src/ul_codec.c; both read spec/vectors/codec.vec.
"""

import struct
from collections.abc import Iterator

from ulambda.spec.errors import Err, UserError

MAX_DEPTH = 32

_UINT, _NINT, _BYTES, _TEXT, _ARRAY, _MAP, _TAG, _SIMPLE = range(8)
_FALSE, _TRUE, _NULL, _FLOAT64 = 0xF4, 0xF5, 0xF6, 0xFB
_TAG_POSITIVE, _TAG_NEGATIVE = 2, 3
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}


def encode(value: object) -> bytes:
    """Encode a value; UserError (BAD_VALUE, CODEC_DEPTH) when it cannot cross.

    >>> encode({"a": [1, None]}).hex()
    'a161618201f6'
    """
    out = bytearray()
    _encode(value, out, 0)
    return bytes(out)


def decode(data: bytes) -> object:
    """Decode exactly one value; UserError (CODEC_*) on anything else.

    >>> decode(bytes.fromhex("a161618201f6"))
    {'a': [1, None]}
    """
    value, position = _decode(data, 0, 0)
    if position != len(data):
        raise _bad(Err.CODEC_TRAILING, f"{len(data) - position} bytes after the value")
    return value


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    for code, size in _SIZES.items():
        if number < 1 << 8 * size:
            return bytes([major << 5 | code]) + number.to_bytes(size, "big")
    raise _bad(Err.BAD_VALUE, f"{number} items")


def _encode(value: object, out: bytearray, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _bad(Err.CODEC_DEPTH, f"nested more than {MAX_DEPTH} deep")
    match value:
        case None:
            out.append(_NULL)
        case bool():
            out.append(_TRUE if value else _FALSE)
        case int():
            out += _encode_int(value)
        case float():
            out += struct.pack(">Bd", _FLOAT64, value)
        case str():
            _encode_text(value, out)
        case bytes() | bytearray():
            out += _head(_BYTES, len(value)) + value
        case list() | tuple():
            out += _head(_ARRAY, len(value))
            for item in value:
                _encode(item, out, depth + 1)
        case dict():
            out += _head(_MAP, len(value))
            for key, item in value.items():
                _encode(key, out, depth + 1)
                _encode(item, out, depth + 1)
        case _:
            raise _bad(Err.BAD_VALUE, f"a value of type {type(value).__name__}")


def _encode_text(value: str, out: bytearray) -> None:
    try:
        text = value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _bad(Err.CODEC_TEXT, str(error)) from None
    out += _head(_TEXT, len(text)) + text


def _encode_int(value: int) -> bytes:
    major, number = (_UINT, value) if value >= 0 else (_NINT, -1 - value)
    if number < 1 << 64:
        return _head(major, number)
    digits = number.to_bytes((number.bit_length() + 7) // 8, "big")
    tag = _TAG_POSITIVE if major == _UINT else _TAG_NEGATIVE
    return _head(_TAG, tag) + _head(_BYTES, len(digits)) + digits


def _take(data: bytes, position: int, size: int) -> bytes:
    if size > len(data) - position:
        raise _bad(Err.CODEC_TRUNCATED, f"{len(data)} bytes, {position + size} needed")
    return data[position : position + size]


def _decode_head(data: bytes, position: int) -> tuple[int, int, int, int]:
    """Read major type, additional info, its number and the next position."""
    first = _take(data, position, 1)[0]
    info = first & 31
    position += 1
    if info < 24:
        return first >> 5, info, info, position
    if info not in _SIZES:
        raise _bad(Err.CODEC_TYPE, f"byte 0x{first:02x}")
    raw = _take(data, position, _SIZES[info])
    return first >> 5, info, int.from_bytes(raw, "big"), position + len(raw)


def _decode(data: bytes, position: int, depth: int) -> tuple[object, int]:
    if depth > MAX_DEPTH:
        raise _bad(Err.CODEC_DEPTH, f"nested more than {MAX_DEPTH} deep")
    start = position
    major, info, number, position = _decode_head(data, position)
    match major:
        case 0:
            return number, position
        case 1:
            return -1 - number, position
        case 2:
            return _take(data, position, number), position + number
        case 3:
            return _decode_text(_take(data, position, number)), position + number
        case 4:
            return _decode_array(data, position, depth, number)
        case 5:
            return _decode_map(data, position, depth, number)
        case 6:
            return _decode_bignum(data, position, number)
    return _decode_simple(data, start, info, number), position


def _decode_text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad(Err.CODEC_TEXT, str(error)) from None


def _items(data: bytes, position: int, depth: int, count: int) -> Iterator[tuple[object, int]]:
    if count > len(data) - position:
        raise _bad(Err.CODEC_TRUNCATED, f"{count} items announced, {len(data) - position} bytes")
    for _ in range(count):
        value, position = _decode(data, position, depth + 1)
        yield value, position


def _decode_array(data: bytes, position: int, depth: int, count: int) -> tuple[object, int]:
    values = []
    for value, after in _items(data, position, depth, count):
        values.append(value)
        position = after
    return values, position


def _decode_map(data: bytes, position: int, depth: int, count: int) -> tuple[object, int]:
    flat = []
    for value, after in _items(data, position, depth, 2 * count):
        flat.append(value)
        position = after
    if any(isinstance(key, list | dict) for key in flat[::2]):
        raise _bad(Err.CODEC_TYPE, "a map key that is an array or a map")
    return dict(zip(flat[::2], flat[1::2], strict=True)), position


def _decode_bignum(data: bytes, position: int, tag: int) -> tuple[object, int]:
    major, _, size, position = _decode_head(data, position)
    if tag not in (_TAG_POSITIVE, _TAG_NEGATIVE) or major != _BYTES:
        raise _bad(Err.CODEC_TYPE, f"tag {tag}")
    number = int.from_bytes(_take(data, position, size), "big")
    return (number if tag == _TAG_POSITIVE else -1 - number), position + size


def _decode_simple(data: bytes, start: int, info: int, number: int) -> object:
    match data[start]:
        case 0xF4:
            return False
        case 0xF5:
            return True
        case 0xF6:
            return None
        case 0xFB:
            value: float = struct.unpack(">d", number.to_bytes(8, "big"))[0]
            return value
    raise _bad(Err.CODEC_TYPE, f"byte 0x{data[start]:02x}")


def _bad(code: Err, seen: str) -> UserError:
    return UserError("a value cannot cross between host and handler", seen, code=code)
