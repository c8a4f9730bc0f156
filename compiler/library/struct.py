"""What does `import struct` offer?"""

from _struct_floats import float_bits, float_of
from _struct_format import Layout, error, layout_of
from _ulambda import native
from _ulambda.buffer import get, put


@native
def calcsize(format, /):
    return layout_of(format).size


@native
def pack(format, /, *values):
    layout = layout_of(format)
    out = bytearray(layout.size)
    _fill(out, 0, layout, values, "pack")
    return bytes(out)


def _start(room, offset, size, name, lacking, doing):
    """Count an offset from the start of a buffer of `room` bytes; size bytes must follow it."""
    if offset < 0:
        if offset + size > 0:
            raise error(f"{lacking} {size} bytes at offset {offset}")
        if offset + room < 0:
            raise error(f"offset {offset} out of range for {room}-byte buffer")
        offset += room
    if room - offset < size:
        raise error(
            f"{name} requires a buffer of at least {size + offset} bytes for {doing} {size} "
            f"bytes at offset {offset} (actual buffer size is {room})"
        )
    return offset


@native
def pack_into(format, buffer, offset, /, *values):
    layout = layout_of(format)
    size = layout.size
    offset = _start(len(buffer), offset, size, "pack_into", "no space to pack", "packing")
    _expect(layout, values, "pack_into")
    buffer[offset : offset + size] = bytes(size)
    _fill(buffer, offset, layout, values, "pack_into")


@native
def unpack(format, buffer, /):
    layout = layout_of(format)
    if len(buffer) != layout.size:
        raise error(f"unpack requires a buffer of {layout.size} bytes")
    return _take(buffer, 0, layout)


@native
def unpack_from(format, buffer, offset=0):
    layout = layout_of(format)
    size = layout.size
    offset = _start(
        len(buffer), offset, size, "unpack_from", "not enough data to unpack", "unpacking"
    )
    return _take(buffer, offset, layout)


@native
def iter_unpack(format, buffer, /):
    layout = layout_of(format)
    size = layout.size
    if size == 0:
        raise error("cannot iteratively unpack with a struct of length 0")
    if len(buffer) % size:
        raise error(f"iterative unpacking requires a buffer of a multiple of {size} bytes")
    return (_take(buffer, i, layout) for i in range(0, len(buffer), size))


class Struct:
    """A format that is read once."""

    def __init__(self, format):
        layout = Layout(format)
        self.format = layout.text
        self.size = layout.size

    def pack(self, *values):
        return pack(self.format, *values)

    def pack_into(self, buffer, offset, *values):
        pack_into(self.format, buffer, offset, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer):
        return iter_unpack(self.format, buffer)


# Values to bytes


def _expect(layout, values, name):
    if layout.values != len(values):
        raise error(f"{name} expected {layout.values} items for packing (got {len(values)})")


def _fill(out, base, layout, values, name):
    """Write the values into zero bytes."""
    _expect(layout, values, name)
    sign = 1 if layout.order == "little" else -1
    k = 0
    for code, place, count, size, low, high in layout.items:
        place += base
        if low is None and code in "sp":
            _put_text(out, place, code, count, values[k])
            k += 1
            continue
        for _ in range(count):
            value = values[k]
            if low is None:
                value = _other(code, layout, value)
            elif type(value) is not int or not low <= value <= high:
                value = _integer(code, size, layout, value, low, high)
            put(out, place, size * sign, value)
            place += size
            k += 1


def _put_text(out, place, code, count, value):
    if not isinstance(value, (bytes, bytearray)):
        raise error(f"argument for '{code}' must be a bytes object")
    if code == "p":
        if count == 0:
            return
        value = value[: min(count - 1, 255)]
        out[place] = len(value)
        place += 1
    value = value[:count]
    out[place : place + len(value)] = value


def _other(code, layout, value):
    """Return the integer whose bytes stand for a value that is no integer."""
    if code == "?":
        return 1 if value else 0
    if code == "c":
        if not isinstance(value, bytes) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return value[0]
    try:
        return float_bits(code, value, layout.native)
    except OverflowError:
        if isinstance(value, int):
            raise error("int too large to convert") from None
        raise


def _integer(code, size, layout, value, low, high):
    """Return a value as an integer between the bounds, or say what is wrong with it."""
    if not isinstance(value, int):
        try:
            value = value.__index__()
        except AttributeError:
            raise error("required argument is not an integer") from None
    value = int(value)
    if low <= value <= high or (code == "P" and ~high >> 1 <= value < 0):
        return value
    raise error(_complaint(code, size, layout, value, low, high))


def _complaint(code, size, layout, value, low, high):
    if size == 8:
        return "argument out of range" if layout.order == "little" else "int too large to convert"
    near = layout.order == "little"
    signed = low < 0 or code == "B" or (code == "H" and near)
    edge = 0x8000000000000000
    if not (-edge <= value < edge if signed else 0 <= value < 2 * edge):
        return "argument out of range"
    name = f"'{code}'"
    if code == "b":
        name = "byte"
    elif code == "B":
        name = "ubyte"
    elif code in "hH" and near:
        name = "short" if code == "h" else "ushort"
    return f"{name} format requires {low} <= number <= {high}"


# Bytes to values


def _take(buffer, base, layout):
    """Read all values of a layout from the bytes at `base`."""
    found = []
    sign = 1 if layout.order == "little" else -1
    for code, place, count, size, low, high in layout.items:
        place += base
        if low is None and code in "sp":
            found.append(_text(buffer, place, code, count))
            continue
        for _ in range(count):
            n = get(buffer, place, size * sign)
            place += size
            if low is None:
                if code == "c":
                    n = bytes([n])
                elif code == "?":
                    n = n != 0
                else:
                    n = float_of(code, n)
            elif n > high:
                n += 2 * low
            found.append(n)
    return tuple(found)


def _text(buffer, place, code, count):
    if code == "p":
        if count == 0:
            return b""
        count = min(buffer[place], count - 1)
        place += 1
    return bytes(buffer[place : place + count])
