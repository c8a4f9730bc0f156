"""What does `import hashlib` offer? SHA-256, which the firmware has for the link."""

from _ulambda.hash import sha256_block

algorithms_available = frozenset({"sha256"})
algorithms_guaranteed = algorithms_available


class sha256:  # noqa: N801
    """A digest in the making: eight words, and the bytes of a block that is not full."""

    name = "sha256"
    digest_size = 32
    block_size = 64

    def __init__(self, string=b"", *, usedforsecurity=True):
        self._state = (
            b"\x6a\x09\xe6\x67\xbb\x67\xae\x85\x3c\x6e\xf3\x72\xa5\x4f\xf5\x3a"
            b"\x51\x0e\x52\x7f\x9b\x05\x68\x8c\x1f\x83\xd9\xab\x5b\xe0\xcd\x19"
        )
        self._rest = b""
        self._length = 0
        self.update(string)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError("object supporting the buffer API required")
        self._length += len(data)
        data = self._rest + bytes(data)
        whole = len(data) & -64
        for i in range(0, whole, 64):
            self._state = sha256_block(self._state, data[i : i + 64])
        self._rest = data[whole:]

    def digest(self):
        end = self._rest + b"\x80"
        end += bytes(-(len(end) + 8) & 63) + _bytes_of(8 * self._length, 8)
        state = self._state
        for i in range(0, len(end), 64):
            state = sha256_block(state, end[i : i + 64])
        return state

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        found = sha256()
        found._state = self._state
        found._rest = self._rest
        found._length = self._length
        return found


def new(name, data=b"", **options):
    if name.lower() not in ("sha256", "sha-256"):
        raise ValueError("unsupported hash type " + name)
    return sha256(data)


def _bytes_of(n, size):
    """Return the bytes of an integer, the high one first."""
    return bytes([n >> shift & 255 for shift in range(8 * size - 8, -8, -8)])


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    from hmac import digest

    found = b""
    size = 32 if dklen is None else dklen
    block = 0
    while len(found) < size:
        block += 1
        part = digest(password, salt + _bytes_of(block, 4), hash_name)
        total = part
        for _ in range(iterations - 1):
            part = digest(password, part, hash_name)
            total = bytes([x ^ y for x, y in zip(total, part)])
        found += total
    return found[:size]
