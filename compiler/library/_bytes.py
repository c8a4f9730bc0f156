"""What do the methods of bytes and bytearray share that str does not have?"""


def is_letter(byte):
    """Is it an ASCII letter?"""
    return 65 <= byte <= 90 or 97 <= byte <= 122


def in_case(self, first):
    """Is there a letter of the case whose A is `first`, and none of the other?"""
    other = first ^ 32
    if any([other <= byte <= other + 25 for byte in self]):
        return False
    return any([first <= byte <= first + 25 for byte in self])


def recase(self, title):
    """Exchange the case of letters, or start words in upper case."""
    result = bytearray(self)
    inside = False
    for at in range(len(result)):
        byte = result[at]
        if is_letter(byte):
            upper = byte < 97
            if not title or upper == inside:
                result[at] = byte ^ 32
        inside = is_letter(byte)
    return type(self)(result)


def to_hex(self, separator, group):
    """Write each byte in two hexadecimal digits, with a separator between groups."""
    digits = [f"{byte:02x}" for byte in self]
    if separator is ...:
        return "".join(digits)
    if len(separator) != 1:
        raise ValueError("sep must be length 1.")
    if isinstance(separator, (bytes, bytearray)):
        separator = str(separator, "latin-1")
    elif not isinstance(separator, str):
        raise TypeError("sep must be str or bytes.")
    if not separator.isascii():
        raise ValueError("sep must be ASCII.")
    size = abs(group)
    if not size:
        return "".join(digits)
    first = len(digits) % size if group > 0 else 0
    cuts = [*range(first, len(digits), size)]
    parts = ["".join(digits[at : at + size]) for at in cuts]
    if first:
        parts.insert(0, "".join(digits[:first]))
    return separator.join(parts)


def from_hex(text):
    """Read hexadecimal digits; white space may stand between bytes."""
    if not isinstance(text, str):
        raise TypeError(f"fromhex() argument must be str, not {type(text).__name__}")
    found = []
    at = 0
    while at < len(text):
        if text[at] in " \t\n\r\v\f":
            at += 1
            continue
        for place in (at, at + 1):
            if place >= len(text) or text[place] not in "0123456789abcdefABCDEF":
                where = place
                raise ValueError(
                    f"non-hexadecimal number found in fromhex() arg at position {where}"
                )
        found.append(int(text[at : at + 2], 16))
        at += 2
    return bytes(found)
