"""What is a StringIO? A text, behind which further pieces wait until somebody reads."""

from _streams import Stream, limit


class StringIO(Stream):
    _dot = ""

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            name = type(initial_value).__name__
            raise TypeError(f"initial_value must be str or None, not {name}")
        if newline is not None and newline not in ("", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        self.closed = False
        self._newline = newline
        self._parts = []
        self._text = self._translated(initial_value or "")
        self._at = 0

    def _translated(self, text):
        if self._newline is None:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        return text.replace("\n", self._newline) if self._newline[:1] == "\r" else text

    def _whole(self):
        self._check()
        if self._parts:
            self._text += "".join(self._parts)
            self._parts = []
        return self._text

    def getvalue(self):
        return self._whole()

    def write(self, s, /):
        self._check()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        text = self._translated(s)
        if not text:
            return len(s)
        if self._parts or self._at == len(self._text):  # at the end
            self._parts.append(text)
        else:
            whole = self._text + "\0" * (self._at - len(self._text))
            self._text = whole[: self._at] + text + whole[self._at + len(text) :]
        self._at += len(text)
        return len(s)

    def read(self, size=-1, /):
        whole = self._whole()
        start = min(self._at, len(whole))
        end = start + limit(size, len(whole) - start)
        self._at = max(self._at, end)
        return whole[start:end]

    def readline(self, size=-1, /):
        whole = self._whole()
        start = min(self._at, len(whole))
        end = whole.find(self._newline or "\n", start)
        end = len(whole) if end < 0 else end + len(self._newline or "\n")
        if self._newline == "":
            end = start + len((whole[start:end].splitlines(True) or [""])[0])
        end = start + limit(size, end - start)
        self._at = max(self._at, end)
        return whole[start:end]

    def seek(self, pos, whence=0, /):
        whole = self._whole()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence and pos:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._at = (pos, self._at, len(whole))[whence]
        return self._at

    def truncate(self, pos=None, /):
        whole = self._whole()
        pos = self._at if pos is None else pos
        if pos < 0:
            raise ValueError(f"Negative size value {pos}")
        self._text = whole[:pos]
        return pos
