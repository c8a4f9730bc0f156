"""How do str and bytes become each other, beyond right UTF-8, which C does?"""

_NAMES = {"u8": "utf8", "usascii": "ascii", "iso88591": "latin1", "l1": "latin1"}
_KNOWN = {"utf8": "utf-8", "ascii": "ascii", "latin1": "latin-1"}
_HANDLERS = ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace")


def _codec(encoding):
    chars = [chr(ord(char) | 32) if "A" <= char <= "Z" else char for char in encoding]
    name = "".join([char for char in chars if char not in "-_ "])
    name = _NAMES.get(name, name)
    if name not in _KNOWN:
        raise LookupError(f"unknown encoding: {encoding}")
    return _KNOWN[name]


def _handler(errors):
    if errors not in _HANDLERS:
        raise LookupError(f"unknown error handler name '{errors}'")
    return errors


def encode(text, encoding, errors):
    """Write characters as bytes."""
    codec = _codec(encoding)
    if codec == "utf-8":
        return text.encode()
    limit = 128 if codec == "ascii" else 256
    parts = bytearray()
    for at, char in enumerate(text):
        code = ord(char)
        if code < limit:
            parts.append(code)
        elif _handler(errors) == "strict":
            _cannot_encode(codec, text, at, limit)
        elif errors != "ignore":
            parts += _replacement(char, errors).encode()
    return bytes(parts)


def _cannot_encode(codec, text, at, limit):
    end = at + 1
    while end < len(text) and ord(text[end]) >= limit:
        end += 1
    what = f"character '{_escape(ord(text[at]))}' in position {at}"
    if end - at > 1:
        what = f"characters in position {at}-{end - 1}"
    raise UnicodeEncodeError(f"'{codec}' codec can't encode {what}: ordinal not in range({limit})")


def _replacement(char, errors):
    if errors == "replace":
        return "?"
    return f"&#{ord(char)};" if errors == "xmlcharrefreplace" else _escape(ord(char))


def _escape(code):
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def decode(data, encoding, errors):
    """Read characters from bytes."""
    codec = _codec(encoding)
    data = bytes(data)
    if codec == "latin-1":
        return "".join([chr(byte) for byte in data])
    parts = []
    start = at = 0
    while at < len(data):
        size, reason = _look(data, at, codec)
        if reason:
            parts.append(data[start:at].decode())
            parts.append(_undecodable(codec, data, at, at + size, reason, errors))
            start = at + size
        at += size
    parts.append(data[start:].decode())
    return "".join(parts)


def _look(data, at, codec):
    """How many bytes are a character, or wrong for which reason?"""
    first = data[at]
    if first < 0x80:
        return 1, ""
    if codec == "ascii":
        return 1, "ordinal not in range(128)"
    if not 0xC2 <= first <= 0xF4:
        return 1, "invalid start byte"
    size = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    low = {0xE0: 0xA0, 0xF0: 0x90}.get(first, 0x80)  # of the second byte: no longer than needed,
    high = {0xED: 0x9F, 0xF4: 0x8F}.get(first, 0xBF)  # no surrogate, not beyond Unicode
    for count in range(1, size):
        if at + count >= len(data):
            return count, "unexpected end of data"
        if not low <= data[at + count] <= high:
            return count, "invalid continuation byte"
        low, high = 0x80, 0xBF
    return size, ""


def _undecodable(codec, data, at, end, reason, errors):
    if _handler(errors) == "strict":
        what = f"byte 0x{data[at]:02x} in position {at}"
        if end - at > 1:
            what = f"bytes in position {at}-{end - 1}"
        raise UnicodeDecodeError(f"'{codec}' codec can't decode {what}: {reason}")
    if errors == "xmlcharrefreplace":
        raise TypeError("don't know how to handle UnicodeDecodeError in error callback")
    if errors == "replace":
        return "\ufffd"
    return "" if errors == "ignore" else "".join([_escape(byte) for byte in data[at:end]])
