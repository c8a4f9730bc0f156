"""What is an array? Numbers of one kind that take no more room than their bytes."""

from _array_items import SIZES, loaded, stored

typecodes = "bBuhHiIlLqQfd"


class array:  # noqa: N801
    """A sequence over a bytearray."""

    def __init__(self, typecode, initializer=..., /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            name = type(typecode).__name__
            raise TypeError(f"array() argument 1 must be a unicode character, not {name}")
        if typecode not in typecodes:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        self.typecode = typecode
        self.itemsize = SIZES[typecode]
        self._data = bytearray()
        if isinstance(initializer, str) and typecode != "u":
            raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        elif initializer is not ...:
            for x in initializer:
                self._data += stored(typecode, x)

    def _like(self, data):
        found = array(self.typecode)
        found._data = data
        return found

    def __len__(self):
        return len(self._data) // self.itemsize

    def _place(self, i, problem="array index out of range"):
        if not isinstance(i, int):
            if not hasattr(i, "__index__"):
                raise TypeError("array indices must be integers")
            i = i.__index__()
        size = self.itemsize
        at = i * size
        if i < 0:
            at += len(self._data)
        if not 0 <= at < len(self._data):
            raise IndexError(problem)
        return at

    def __getitem__(self, i):
        if isinstance(i, slice):
            return self._like(self._picked(range(*i.indices(len(self)))))
        return loaded(self.typecode, self._data, self._place(i))

    def _picked(self, places):
        size, data = self.itemsize, self._data
        if places.step == 1:
            return data[places.start * size : places.stop * size]
        found = bytearray()
        for i in places:
            found += data[i * size : (i + 1) * size]
        return found

    def __setitem__(self, i, x):
        size, data = self.itemsize, self._data
        if not isinstance(i, slice):
            at = self._place(i, "array assignment index out of range")
            data[at : at + size] = stored(self.typecode, x)
            return
        if not isinstance(x, array):
            name = type(x).__name__
            raise TypeError(f'can only assign array (not "{name}") to array slice')
        if x.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        places = range(*i.indices(len(self)))
        new = bytes(x._data)
        if places.step == 1:
            stop = max(places.start, places.stop)
            data[places.start * size : stop * size] = new
            return
        if len(x) != len(places):
            raise ValueError(
                f"attempt to assign array of size {len(x)} to extended slice of size {len(places)}"
            )
        for k, place in enumerate(places):
            data[place * size : (place + 1) * size] = new[k * size : (k + 1) * size]

    def __delitem__(self, i):
        size = self.itemsize
        if not isinstance(i, slice):
            at = self._place(i, "array assignment index out of range")
            del self._data[at : at + size]
            return
        gone = set(range(*i.indices(len(self))))
        self._data = self._picked_but(gone)

    def _picked_but(self, gone):
        size, found = self.itemsize, bytearray()
        for i in range(len(self)):
            if i not in gone:
                found += self._data[i * size : (i + 1) * size]
        return found

    def __iter__(self):
        at = 0
        while at < len(self._data):
            yield loaded(self.typecode, self._data, at)
            at += self.itemsize

    def __contains__(self, x):
        return any([y == x for y in self])

    def __repr__(self):
        if not self._data:
            return f"array('{self.typecode}')"
        items = self.tounicode() if self.typecode == "u" else self.tolist()
        return f"array('{self.typecode}', {items!r})"

    def append(self, x, /):
        self._data += stored(self.typecode, x)

    def extend(self, items, /):
        if isinstance(items, array):
            if items.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
            self._data += bytes(items._data)
            return
        for x in items:
            self._data += stored(self.typecode, x)

    def fromlist(self, items, /):
        if not isinstance(items, list):
            raise TypeError("arg must be list")
        new = bytearray()
        for x in items:
            new += stored(self.typecode, x)
        self._data += new

    def frombytes(self, buffer, /):
        if len(buffer) & (self.itemsize - 1):  # a power of two
            raise ValueError("bytes length not a multiple of item size")
        self._data += buffer

    def fromunicode(self, text, /):
        if self.typecode != "u":
            raise ValueError("fromunicode() may only be called on unicode type arrays")
        self.extend(text)

    def tounicode(self):
        if self.typecode != "u":
            raise ValueError("tounicode() may only be called on unicode type arrays")
        return "".join(self)

    def tolist(self):
        code, data = self.typecode, self._data
        return [loaded(code, data, at) for at in range(0, len(data), self.itemsize)]

    def tobytes(self):
        return bytes(self._data)

    def __bytes__(self):
        return bytes(self._data)

    def insert(self, i, x, /):
        size = len(self)
        i = max(i + size, 0) if i < 0 else min(i, size)
        at = i * self.itemsize
        self._data[at:at] = stored(self.typecode, x)

    def pop(self, i=-1, /):
        if not self._data:
            raise IndexError("pop from empty array")
        at = self._place(i, "pop index out of range")
        x = loaded(self.typecode, self._data, at)
        del self._data[at : at + self.itemsize]
        return x

    def _find(self, x, start, stop):
        for i in range(*slice(start, stop).indices(len(self))):
            if self[i] == x:
                return i
        return -1

    def index(self, x, start=0, stop=None, /):
        i = self._find(x, start, stop)
        if i < 0:
            raise ValueError("array.index(x): x not in array")
        return i

    def remove(self, x, /):
        i = self._find(x, 0, None)
        if i < 0:
            raise ValueError("array.remove(x): x not in array")
        del self[i]

    def count(self, x, /):
        return sum([y == x for y in self])

    def reverse(self):
        self._data = self._picked(range(len(self) - 1, -1, -1))

    def byteswap(self):
        size, data = self.itemsize, self._data
        for at in range(0, len(data), size):
            data[at : at + size] = bytes(reversed(data[at : at + size]))

    def __copy__(self):
        return self._like(self._data[:])

    def __deepcopy__(self, memo):
        return self._like(self._data[:])

    def __add__(self, other):
        if not isinstance(other, array):
            name = type(other).__name__
            raise TypeError(f'can only append array (not "{name}") to array')
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        return self._like(self._data + other._data)

    def __iadd__(self, other):
        if not isinstance(other, array):
            name = type(other).__name__
            raise TypeError(f'can only extend with array (not "{name}")')
        self.extend(other)
        return self

    def __mul__(self, n):
        if not isinstance(n, int):
            name = type(n).__name__
            raise TypeError(f"can't multiply sequence by non-int of type '{name}'")
        return self._like(self._data * n)

    def __rmul__(self, n):
        return self.__mul__(n)

    def __imul__(self, n):
        self._data *= n
        return self

    def __eq__(self, other):
        if not isinstance(other, array):
            return NotImplemented
        if self.typecode == other.typecode and self.typecode not in "fd":
            return self._data == other._data
        return self.tolist() == other.tolist()

    def __lt__(self, other):
        return self.tolist() < other.tolist() if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self.tolist() <= other.tolist() if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self.tolist() > other.tolist() if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self.tolist() >= other.tolist() if isinstance(other, array) else NotImplemented
