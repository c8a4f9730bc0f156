"""What does `import binascii` offer?"""

from _octets import octets
from _ulambda import native


class Error(ValueError):
    """What is wrong with a text."""


class Incomplete(Exception):  # noqa: N818
    """Kept for programs that name it."""


_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def _buffer(data):
    if isinstance(data, (bytes, bytearray, memoryview)):
        return data
    raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")


@native
def hexlify(data, sep="", bytes_per_sep=1):
    data = _buffer(data)
    if sep:
        return data.hex(sep, bytes_per_sep).encode()
    return data.hex().encode()


b2a_hex = hexlify


@native
def unhexlify(hexstr, /):
    data = octets(hexstr)
    if len(data) % 2:
        raise Error("Odd-length string")
    out = bytearray(len(data) // 2)
    for i in range(len(out)):
        high = _nibble(data[2 * i])
        low = _nibble(data[2 * i + 1])
        if high < 0 or low < 0:
            raise Error("Non-hexadecimal digit found")
        out[i] = high << 4 | low
    return bytes(out)


a2b_hex = unhexlify


def _nibble(c):
    if 48 <= c <= 57:
        return c - 48
    c |= 32
    return c - 87 if 97 <= c <= 102 else -1


@native
def b2a_base64(data, /, *, newline=True):
    data = _buffer(data)
    pieces = []
    whole = len(data) // 3 * 3
    for i in range(0, whole, 3):
        n = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        pieces.append(
            _DIGITS[n >> 18] + _DIGITS[n >> 12 & 63] + _DIGITS[n >> 6 & 63] + _DIGITS[n & 63]
        )
    left = len(data) - whole
    if left:
        n = data[whole] << 16 | (data[whole + 1] << 8 if left == 2 else 0)
        last = _DIGITS[n >> 6 & 63] if left == 2 else "="
        pieces.append(_DIGITS[n >> 18] + _DIGITS[n >> 12 & 63] + last + "=")
    if newline:
        pieces.append("\n")
    return "".join(pieces).encode()


def _place(c):
    """Return the six bits that a character stands for, or -1."""
    if 65 <= c <= 90:
        return c - 65
    if 97 <= c <= 122:
        return c - 71
    if 48 <= c <= 57:
        return c + 4
    return 62 if c == 43 else 63 if c == 47 else -1


@native
def a2b_base64(data, /, *, strict_mode=False):
    data = octets(data)
    if strict_mode and len(data) and data[0] == 61:
        raise Error("Leading padding not allowed")
    out = bytearray()
    n = 0
    held = 0  # digits in n
    pads = 0
    started = False
    for i in range(len(data)):
        c = data[i]
        if c == 61:
            started = True
            if held >= 2:
                pads += 1
                if held + pads >= 4:
                    if strict_mode and i + 1 < len(data):
                        raise Error("Excess data after padding")
                    return bytes(out)
            continue
        place = _place(c)
        if place < 0:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        if strict_mode and started:
            raise Error("Discontinuous padding not allowed")
        pads = 0
        n = n << 6 | place
        held += 1
        if held > 1:
            out.append(n >> 6 - 2 * (held - 1) & 255)
            n &= (1 << 6 - 2 * (held - 1)) - 1
        if held == 4:
            held = 0
            n = 0
    if held == 1:
        count = len(out) // 3 * 4 + 1
        raise Error(
            "Invalid base64-encoded string: "
            f"number of data characters ({count}) cannot be 1 more than a multiple of 4"
        )
    if held:
        raise Error("Incorrect padding")
    return bytes(out)


@native
def crc32(data, crc=0, /):
    crc ^= 0xFFFFFFFF
    for c in _buffer(data):
        crc ^= c
        for _ in range(8):
            crc = crc >> 1 ^ (0xEDB88320 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


@native
def crc_hqx(data, crc, /):
    crc &= 0xFFFF
    for c in _buffer(data):
        crc ^= c << 8
        for _ in range(8):
            crc = (crc << 1 ^ (0x1021 if crc & 0x8000 else 0)) & 0xFFFF
    return crc
