"""Which bytes does an argument stand for that may also be ASCII text?"""


def octets(data, kind="bytes, buffer"):
    """Return bytes for bytes, or for a text of ASCII."""
    if isinstance(data, str):
        if data and max(data) > "\x7f":
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode()
    if isinstance(data, (bytes, bytearray, memoryview)):
        return data
    raise TypeError(f"argument should be {kind} or ASCII string, not '{type(data).__name__}'")
