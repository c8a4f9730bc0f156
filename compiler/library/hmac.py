"""What does `import hmac` offer?"""

from hashlib import new as new_hash


class HMAC:
    """A keyed digest in the making."""

    digest_size = 32
    block_size = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        if len(key) > 64:
            key = _hash(digestmod, key).digest()
        key = bytes(key) + bytes(64 - len(key))
        self.name = "hmac-sha256"
        self._outer = _hash(digestmod, bytes([c ^ 0x5C for c in key]))
        self._inner = _hash(digestmod, bytes([c ^ 0x36 for c in key]))
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        found = HMAC(b"", None, "sha256")
        found._outer = self._outer.copy()
        found._inner = self._inner.copy()
        return found

    def digest(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        return self.digest().hex()


def _hash(digestmod, data):
    return new_hash(digestmod, data) if isinstance(digestmod, str) else digestmod(data)


def new(key, msg=None, digestmod=""):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b, /):
    """Compare in a time that does not depend on where the two differ."""
    if isinstance(a, str) and isinstance(b, str):
        if max(a + b + " ") > "\x7f":
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a = a.encode()
        b = b.encode()
    elif isinstance(a, str) or isinstance(b, str):
        raise TypeError(
            "unsupported operand types(s) or combination of types: "
            f"'{type(a).__name__}' and '{type(b).__name__}'"
        )
    apart = len(a) ^ len(b)
    for x, y in zip(a, b):
        apart |= x ^ y
    return apart == 0
