"""Which methods of float are written in Python?"""

from _power import power, whole_power


def conjugate(self, /):
    """Return the number."""
    return self


def as_integer_ratio(self, /):
    """Return the exact numerator and denominator."""
    if self != self:
        raise ValueError("cannot convert NaN to integer ratio")
    if self - self != 0:
        raise OverflowError("cannot convert Infinity to integer ratio")
    denominator = 1
    while self != int(self):
        self *= 2.0
        denominator *= 2
    return int(self), denominator


def hex(self, /):
    """Write the number exactly, in hexadecimal."""
    if self - self != 0:
        return str(self)
    sign = "-" if str(self)[0] == "-" else ""
    self = abs(self)
    if self == 0:
        return sign + "0x0.0p+0"
    exponent = 0
    while self >= 2.0:
        self /= 2.0
        exponent += 1
    while self < 1.0 and exponent > -1022:
        self *= 2.0
        exponent -= 1
    whole = int(self)
    rest = int((self - whole) * 4503599627370496.0)
    return f"{sign}0x{whole}.{rest:013x}p{exponent:+d}"


def fromhex(string, /):
    """Read what hex() writes, and what float() takes without an exponent of ten."""
    if not isinstance(string, str):
        raise TypeError("bad argument type for built-in operation")
    text = string.strip().lower()
    sign = -1.0 if text[:1] == "-" else 1.0
    if text[:1] in ("-", "+"):
        text = text[1:]
    if text in ("inf", "infinity", "nan"):
        return sign * float(text)
    if text[:2] == "0x":
        text = text[2:]
    mantissa, _, exponent = text.partition("p")
    whole, _, rest = mantissa.partition(".")
    digits = whole + rest
    power = exponent[1:] if exponent[:1] in ("-", "+") else exponent
    good = digits != "" and all([char in "0123456789abcdef" for char in digits])
    if "p" in text:
        good = good and power != "" and all(["0" <= char <= "9" for char in power])
    if not good:
        raise ValueError("invalid hexadecimal floating-point string")
    return sign * _scaled(int(digits, 16), int(exponent or "0") - 4 * len(rest))


def _scaled(number, exponent):
    """number * 2 ** exponent, rounded once, half to even."""
    if number == 0 or exponent + number.bit_length() < -1100:
        return 0.0
    if exponent + number.bit_length() > 1024:
        raise OverflowError("hexadecimal value too large to represent as a float")
    try:
        if exponent >= 0:
            return float(number << exponent)
        return number / (1 << -exponent)
    except OverflowError:
        raise OverflowError("hexadecimal value too large to represent as a float") from None


@property
def real(self):
    """Return the number."""
    return +self


@property
def imag(self):
    """Return 0.0."""
    return 0.0


def __power__(self, other, /):
    """Raise to a power that is not whole: C asks for all but squares and square roots."""
    return power(self, other)


def __whole_power__(self, other, /):
    """Raise to a power that is whole."""
    return whole_power(self, other)
