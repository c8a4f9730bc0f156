"""What does `import base64` offer?"""

from binascii import Error, a2b_base64, b2a_base64, unhexlify

from _octets import octets


def _octets(s):
    return octets(s, "a bytes-like object")


def b64encode(s, altchars=None):
    found = b2a_base64(s, newline=False)
    if altchars is not None:
        return _exchanged(found, b"+/", altchars)
    return found


def _exchanged(data, old, new):
    """Return bytes with two characters replaced by two others."""
    return bytes([new[0] if c == old[0] else new[1] if c == old[1] else c for c in data])


def b64decode(s, altchars=None, validate=False):
    s = _octets(s)
    if altchars is not None:
        s = _exchanged(s, _octets(altchars), b"+/")
    return a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return _exchanged(b64encode(s), b"+/", b"-_")


def urlsafe_b64decode(s):
    return a2b_base64(_exchanged(_octets(s), b"-_", b"+/"))


def encodebytes(s):
    return b"".join([b2a_base64(s[i : i + 57]) for i in range(0, len(s), 57)])


def decodebytes(s):
    return a2b_base64(s)


def b16encode(s):
    return bytes(s).hex().upper().encode()


def b16decode(s, casefold=False):
    s = _octets(s)
    s = bytes(s)
    if casefold:
        s = s.upper()
    if any(c not in b"0123456789ABCDEF" for c in s):
        raise Error("Non-base16 digit found")
    return unhexlify(s)


def b32encode(s):
    out = []
    for i in range(0, len(s), 5):
        part = bytes(s[i : i + 5])
        n = 0
        for c in part + bytes(5 - len(part)):
            n = n << 8 | c
        digits = (8 * len(part) + 4) // 5
        for k in range(8):
            out.append(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[n >> 35 - 5 * k & 31] if k < digits else "="
            )
    return "".join(out).encode()


def b32decode(s, casefold=False, map01=None):
    s = _octets(s)
    if len(s) % 8:
        raise Error("Incorrect padding")
    s = bytes(s)
    if map01 is not None:
        s = s.replace(b"0", b"O").replace(b"1", _octets(map01))
    if casefold:
        s = s.upper()
    digits = s.rstrip(b"=")
    pads = len(s) - len(digits)
    out = bytearray()
    for i in range(0, len(digits), 8):
        n = 0
        part = digits[i : i + 8]
        for c in part:
            place = c - 65 if 65 <= c <= 90 else c - 24 if 50 <= c <= 55 else -1
            if place < 0:
                raise Error("Non-base32 digit found")
            n = n << 5 | place
        n <<= 5 * (8 - len(part))
        for shift in (32, 24, 16, 8, 0):
            out.append(n >> shift & 255)
    if pads not in (0, 1, 3, 4, 6):
        raise Error("Incorrect padding")
    return bytes(out[: len(out) - (0, 1, 0, 2, 3, 0, 4)[pads]])
