"""How do the items of an array lie in bytes, the low one first? As on a 64-bit PC."""

from _struct_floats import float_bits, float_of
from _ulambda.buffer import get, put
from _ulambda.float import bits as double_bits
from _ulambda.float import from_bits as double_from_bits

SIZES = {
    "b": 1, "B": 1, "u": 4, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8,
    "f": 4, "d": 8,
}  # fmt: skip
_NAMES = {
    "b": "signed char", "B": "unsigned byte integer", "h": "signed short integer",
    "H": "unsigned short", "i": "signed integer", "I": "unsigned int",
}  # fmt: skip


def stored(code, value):
    """The bytes of an item; TypeError or OverflowError if it does not fit."""
    size = SIZES[code]
    if code in "fd":
        return _bytes(size, _float(code, value))
    if code == "u":
        if not isinstance(value, str) or len(value) != 1:
            raise TypeError("array item must be unicode character")
        return _bytes(4, ord(value))
    if not isinstance(value, int):
        if not hasattr(value, "__index__"):
            name = type(value).__name__
            raise TypeError(f"'{name}' object cannot be interpreted as an integer")
        value = value.__index__()
    bits = size * 8
    least, most = (-(1 << bits - 1), (1 << bits - 1) - 1) if code > "a" else (0, (1 << bits) - 1)
    if not least <= value <= most:
        raise OverflowError(_misfit(code, value, value < least))
    return _bytes(size, value)


def _bytes(size, bits):
    found = bytearray(size)
    put(found, 0, size, bits)
    return found


def _misfit(code, value, small):
    if code in "qQ":
        unsigned = code == "Q" and small
        return "can't convert negative int to unsigned" if unsigned else "int too big to convert"
    if code in "IL" and small:
        return "can't convert negative value to unsigned int"
    long = not -(1 << 63) <= value < 1 << 64 - (code not in "IL")
    if long or code in "lL":
        kind = "unsigned long" if code in "IL" else "long"
        return f"Python int too large to convert to C {kind}"
    return f"{_NAMES[code]} is {'less than minimum' if small else 'greater than maximum'}"


def _float(code, value):
    if not isinstance(value, (int, float)):
        if not hasattr(value, "__float__"):
            raise TypeError(f"must be real number, not {type(value).__name__}")
        value = value.__float__()
    value = float(value)
    return double_bits(value) if code == "d" else float_bits("f", value, True)


def loaded(code, data, at):
    """The item whose bytes begin at `at`."""
    size = SIZES[code]
    bits = get(data, at, size)
    if code == "d":
        return double_from_bits(bits)
    if code == "f":
        return float_of("f", bits)
    if code == "u":
        return chr(bits)
    return bits - (1 << size * 8) if code > "a" and bits >> size * 8 - 1 else bits
