"""Which builtin functions and types are written in Python?"""

from _ulambda import native

_known = []


@native
def id(obj, /):
    """Return a number that no other object has: objects move, so it is a place in a list."""
    for place, other in enumerate(_known):
        if other is obj:
            return place
    _known.append(obj)
    return len(_known) - 1


@native
def bin(number, /):
    """Write a number in binary."""
    return format(_integer(number), "#b")


@native
def oct(number, /):
    """Write a number in octal."""
    return format(_integer(number), "#o")


@native
def hex(number, /):
    """Write a number in hexadecimal."""
    return format(_integer(number), "#x")


def _integer(number):
    if isinstance(number, int):
        return int(number)
    if not hasattr(number, "__index__"):
        return range(number).stop
    answer = number.__index__()
    if not isinstance(answer, int):
        raise TypeError(f"__index__ returned non-int (type {type(answer).__name__})")
    return answer


@native
def pow(base, exp, mod=None):
    """Raise to a power, modulo a number if that is given."""
    if mod is None:
        return base**exp
    if hasattr(base, "__pow__") and type(base.__pow__).__name__ == "method":
        return base.__pow__(exp, mod)
    for part in (base, exp, mod):
        if isinstance(part, float):
            raise TypeError("pow() 3rd argument not allowed unless all arguments are integers")
        if not isinstance(part, int):
            names = [f"'{type(operand).__name__}'" for operand in (base, exp, mod)]
            kinds = ", ".join(names)
            raise TypeError(f"unsupported operand type(s) for ** or pow(): {kinds}")
    if mod == 0:
        raise ValueError("pow() 3rd argument cannot be 0")
    if exp < 0:
        base = _inverse(base, mod)
        exp = -exp
    result = 1 % mod
    base %= mod
    while exp:
        if exp & 1:
            result = result * base % mod
        base = base * base % mod
        exp >>= 1
    return result


def _inverse(number, mod):
    """Find what gives 1 modulo mod when it is multiplied with a number."""
    rest, divisor, factor, other = number, mod, 1, 0
    while divisor:
        quotient = rest // divisor
        rest, divisor = divisor, rest - quotient * divisor
        factor, other = other, factor - quotient * other
    if rest not in (1, -1):
        raise ValueError("base is not invertible for the given modulus")
    return factor * rest % mod


@native
def aiter(async_iterable, /):
    """Return what an asynchronous iterable is iterated by."""
    kind = type(async_iterable).__name__
    if not hasattr(async_iterable, "__aiter__"):
        raise TypeError(f"'{kind}' object is not an async iterable")
    iterator = async_iterable.__aiter__()
    if not hasattr(iterator, "__anext__"):
        raise TypeError(f"aiter() returned not an async iterator of type '{kind}'")
    return iterator


@native
def anext(iterator, default=..., /):
    """Return an awaitable for the next item."""
    if not hasattr(iterator, "__anext__"):
        raise TypeError(f"'{type(iterator).__name__}' object is not an async iterator")
    step = iterator.__anext__()
    return step if default is ... else _next_or(step, default)


async def _next_or(step, default):
    try:
        return await step
    except StopAsyncIteration:
        return default


class memoryview:
    """View the bytes of bytes, a bytearray or another view without copying them."""

    def __init__(self, object, /):
        if isinstance(object, memoryview):
            object._check()
            self._at = object._at
            object = object.obj
        elif isinstance(object, (bytes, bytearray)):
            self._at = range(len(object))
        else:
            name = type(object).__name__
            raise TypeError(f"memoryview: a bytes-like object is required, not '{name}'")
        self.obj = object
        self.format = "B"
        self.itemsize = 1
        self.nbytes = len(self._at)
        self.readonly = isinstance(object, bytes)

    def _check(self):
        if self._at is None:
            raise ValueError("operation forbidden on released memoryview object")

    def _place(self, index):
        if not isinstance(index, int):
            raise TypeError("memoryview: invalid slice key")
        places = self._at
        length = len(places)
        if not -length <= index < length:
            raise IndexError("index out of bounds on dimension 1")
        return places[index]

    def __len__(self):
        self._check()
        return len(self._at)

    def __getitem__(self, index):
        self._check()
        if isinstance(index, slice):
            part = memoryview(self)
            part._at = self._at[index]
            part.nbytes = len(part._at)
            return part
        return self.obj[self._place(index)]

    def __setitem__(self, index, value):
        self._check()
        if not isinstance(self.obj, bytearray):
            raise TypeError("cannot modify read-only memory")
        if not isinstance(index, slice):
            self._store(self._place(index), value)
            return
        if isinstance(value, memoryview):
            value = value.tobytes()
        if not isinstance(value, (bytes, bytearray)):
            name = type(value).__name__
            raise TypeError(f"a bytes-like object is required, not '{name}'")
        places = self._at[index]
        if len(places) != len(value):
            raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
        for place, byte in zip(places, bytes(value)):
            self.obj[place] = byte

    def _store(self, place, value):
        if not isinstance(value, int):
            raise TypeError("memoryview: invalid type for format 'B'")
        if not 0 <= value <= 255:
            raise ValueError("memoryview: invalid value for format 'B'")
        self.obj[place] = value

    def __delitem__(self, index):
        raise TypeError("cannot delete memory")

    def __iter__(self):
        self._check()
        return iter(self.tobytes())

    def __contains__(self, value):
        self._check()
        return any([byte == value for byte in self.tobytes()])

    def __eq__(self, other):
        if isinstance(other, memoryview):
            if other._at is None or self._at is None:
                return other is self
            other = other.tobytes()
        if self._at is None or not isinstance(other, (bytes, bytearray)):
            return NotImplemented
        return self.tobytes() == other

    def __hash__(self):
        self._check()
        if not isinstance(self.obj, bytes):
            raise ValueError("cannot hash writable memoryview object")
        return hash(self.tobytes())

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, trace):
        self.release()

    def __repr__(self):
        return "<released memory>" if self._at is None else "<memory>"

    def __bytes__(self):
        return self.tobytes()

    def tobytes(self, order="C"):
        """Copy the bytes."""
        self._check()
        places = self._at
        if places.step == 1:
            return bytes(self.obj[places.start : places.stop])
        return bytes([self.obj[place] for place in places])

    def tolist(self):
        """List the bytes."""
        return list(self.tobytes())

    def hex(self, sep=..., bytes_per_sep=1):
        """Write each byte in two hexadecimal digits."""
        data = self.tobytes()
        return data.hex() if sep is ... else data.hex(sep, bytes_per_sep)

    def toreadonly(self):
        """Return a view that cannot be written to: of a copy."""
        self._check()
        return memoryview(self.tobytes())

    def release(self):
        """Let go of the object; nothing can be done with the view afterwards."""
        self._at = self.obj = None
