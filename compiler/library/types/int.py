"""Which methods of int are written in Python?"""

from _power import whole_power


def bit_count(self, /):
    """How many ones has the magnitude in binary?"""
    return bin(self).count("1")


def as_integer_ratio(self, /):
    """Return numerator and denominator."""
    return +self, 1


def conjugate(self, /):
    """Return the number."""
    return +self


def is_integer(self, /):
    """Return True."""
    return True


def to_bytes(self, /, length=1, byteorder="big", *, signed=False):
    """Write the number in `length` bytes."""
    length = range(length).stop
    _check_order(byteorder)
    if length < 0:
        raise ValueError("length argument must be non-negative")
    number = +self
    if number < 0 and not signed:
        raise OverflowError("can't convert negative int to unsigned")
    bits = 8 * length
    if signed:
        limit = 1 << bits - 1 if length else 0  # CPython lets -1 pass in no bytes at all
        small = number in (0, -1) or -limit <= number < limit
    else:
        small = number >> bits == 0
    if not small:
        raise OverflowError("int too big to convert")
    parts = bytearray()
    for _ in range(length):
        parts.append(number & 255)
        number >>= 8
    return bytes(parts) if byteorder == "little" else bytes(parts[::-1])


def from_bytes(bytes_, /, byteorder="big", *, signed=False):
    """Read a number."""
    _check_order(byteorder)
    parts = bytes_ if isinstance(bytes_, (bytes, bytearray)) else _bytes_of(bytes_)
    if byteorder == "little":
        parts = parts[::-1]
    number = int(parts.hex() or "0", 16)
    if signed and parts and parts[0] >= 128:
        number -= 1 << 8 * len(parts)
    return number


def _bytes_of(value):
    if isinstance(value, (str, int)):
        raise TypeError(f"cannot convert '{type(value).__name__}' object to bytes")
    return bytes(value)


def _check_order(byteorder):
    if not isinstance(byteorder, str):
        name = type(byteorder).__name__
        raise TypeError(f"to_bytes() argument 'byteorder' must be str, not {name}")
    if byteorder != "little" and byteorder != "big":
        raise ValueError("byteorder must be either 'little' or 'big'")


@property
def real(self):
    """Return the number."""
    return +self


@property
def imag(self):
    """Return 0."""
    return 0


@property
def numerator(self):
    """Return the number."""
    return +self


@property
def denominator(self):
    """Return 1."""
    return 1


def __whole_power__(self, other, /):
    """Raise to a negative power: the result is a float."""
    return whole_power(float(self), float(other))
