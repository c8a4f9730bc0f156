"""How do floats become the bits of halves, singles and doubles, and back?"""

from _struct_format import error
from _ulambda.float import bits as double_bits
from _ulambda.float import from_bits as double_from_bits


def float_bits(code, value, native):
    """Return the bits of a number as an "e", "f" or "d"; OverflowError if it is too large."""
    if not isinstance(value, float):
        try:
            value = float(value) if isinstance(value, int) else value.__float__()
        except (AttributeError, OverflowError):
            raise error("required argument is not a float") from None
    bits = double_bits(value)
    if code == "d":
        return bits
    fraction = 23 if code == "f" else 10
    sign = bits >> 63 << (31 if code == "f" else 15)
    infinity = 0x7F800000 if code == "f" else 0x7C00
    if value != value:
        return sign | infinity | 1 << fraction - 1
    if value - value != 0:
        return sign | infinity
    bias = 896 if code == "f" else 1008
    if bits >> 52 & 2047 > bias:
        cut = 52 - fraction
        found = (bits & 0x7FFFFFFFFFFFFFFF) - (bias << 52)
        found = found + (1 << cut - 1) - 1 + (found >> cut & 1) >> cut
    else:
        found = narrow(bits, fraction, -149 if code == "f" else -24)
    if found < infinity:
        return sign | found
    if native and code == "f":
        return sign | infinity
    raise OverflowError(f"float too large to pack with {code} format")


def narrow(bits, fraction, lowest):
    """Round the size of a double to `fraction` bits; the exponent begins at `lowest`."""
    e = bits >> 52 & 2047
    if e == 0:
        return 0
    m = bits & 0xFFFFFFFFFFFFF | 0x10000000000000
    e = max(e - 1023 - fraction, lowest)
    cut = e - ((bits >> 52 & 2047) - 1075)
    if cut > 54:
        return 0
    rest = m & (1 << cut) - 1
    m >>= cut
    half = 1 << cut - 1
    if rest > half or (rest == half and m & 1):
        m += 1
    return m + (e - lowest << fraction)


def float_of(code, bits):
    """Return the float that the bits of an "e", "f" or "d" stand for."""
    if code == "d":
        return double_from_bits(bits)
    single = code == "f"
    if bits == 0:
        return 0.0
    fraction = 23 if single else 10
    sign = bits >> (31 if single else 15)
    top = 255 if single else 31
    e = bits >> fraction & top
    m = bits & (1 << fraction) - 1
    if e == 0:
        found = m * (1.401298464324817e-45 if single else 5.960464477539063e-08)
        return -found if sign else found
    e = 2047 if e == top else e + (896 if single else 1008)
    return double_from_bits((sign << 11 | e) << 52 | m << 52 - fraction)
