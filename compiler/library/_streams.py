"""What have StringIO and BytesIO in common? Lines, and being closed."""


class Stream:
    """A buffer with a position; readline() and write() are the subclass's."""

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file" + self._dot)

    def close(self):
        self.closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1, /):
        lines, size = [], 0
        while True:
            line = self.readline()
            if not line:
                return lines
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                return lines

    def writelines(self, lines, /):
        self._check()
        for line in lines:
            self.write(line)

    def tell(self):
        self._check()
        return self._at

    def readable(self):
        self._check()
        return True

    def writable(self):
        self._check()
        return True

    def seekable(self):
        self._check()
        return True

    def isatty(self):
        self._check()
        return False

    def flush(self):
        self._check()


def limit(size, most):
    """How many items to read when `size` are wanted, None or negative: all."""
    if size is None:
        return most
    if not isinstance(size, int):
        raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'")
    return most if size < 0 else min(size, most)
