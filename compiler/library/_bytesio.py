"""What is a BytesIO? A bytearray with a position."""

from _streams import Stream, limit


class BytesIO(Stream):
    _dot = "."

    def __init__(self, initial_bytes=b""):
        self.closed = False
        self._data = bytearray()
        self._at = 0
        if initial_bytes is not None:
            self.write(initial_bytes)
            self._at = 0

    def getvalue(self):
        self._check()
        return bytes(self._data)

    def getbuffer(self):
        self._check()
        return memoryview(self._data)

    def write(self, b, /):
        self._check()
        if isinstance(b, (str, int)) or b is None:
            raise TypeError(f"a bytes-like object is required, not '{type(b).__name__}'")
        b = bytes(b)
        at = self._at
        if b:
            if at > len(self._data):
                self._data += bytes(at - len(self._data))
            self._data[at : at + len(b)] = b
            self._at = at + len(b)
        return len(b)

    def _take(self, end):
        start = min(self._at, len(self._data))
        self._at = max(self._at, end)
        return bytes(self._data[start:end])

    def read(self, size=-1, /):
        self._check()
        start = min(self._at, len(self._data))
        return self._take(start + limit(size, len(self._data) - start))

    def read1(self, size=-1, /):
        return self.read(size)

    def readline(self, size=-1, /):
        self._check()
        start = min(self._at, len(self._data))
        end = self._data.find(b"\n", start)
        end = len(self._data) if end < 0 else end + 1
        return self._take(start + limit(size, end - start))

    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, pos, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        self._at = max(0, pos + (0, self._at, len(self._data))[whence])
        return self._at

    def truncate(self, size=None, /):
        self._check()
        size = self._at if size is None else size
        if size < 0:
            raise ValueError(f"negative size value {size}")
        del self._data[size:]
        return size
