"""What does `import operator` offer?"""

from _ulambda import native


@native
def lt(a, b, /):
    return a < b


@native
def le(a, b, /):
    return a <= b


@native
def eq(a, b, /):
    return a == b


@native
def ne(a, b, /):
    return a != b


@native
def ge(a, b, /):
    return a >= b


@native
def gt(a, b, /):
    return a > b


@native
def not_(a, /):
    return not a


@native
def truth(a, /):
    return True if a else False


@native
def is_(a, b, /):
    return a is b


@native
def is_not(a, b, /):
    return a is not b


@native
def add(a, b, /):
    return a + b


@native
def sub(a, b, /):
    return a - b


@native
def mul(a, b, /):
    return a * b


@native
def truediv(a, b, /):
    return a / b


@native
def floordiv(a, b, /):
    return a // b


@native
def mod(a, b, /):
    return a % b


@native
def pow(a, b, /):
    return a**b


@native
def lshift(a, b, /):
    return a << b


@native
def rshift(a, b, /):
    return a >> b


@native
def and_(a, b, /):
    return a & b


@native
def or_(a, b, /):
    return a | b


@native
def xor(a, b, /):
    return a ^ b


@native
def neg(a, /):
    return -a


@native
def pos(a, /):
    return +a


@native
def inv(a, /):
    return ~a


invert = inv
_abs = abs


@native
def abs(a, /):
    return _abs(a)


@native
def index(a, /):
    if isinstance(a, int):
        return int(a)
    try:
        return a.__index__()
    except AttributeError:
        pass
    raise TypeError(f"'{type(a).__name__}' object cannot be interpreted as an integer")


@native
def concat(a, b, /):
    if isinstance(a, (int, float)) or a is None:
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")
    return a + b


@native
def contains(a, b, /):
    return b in a


@native
def countOf(a, b, /):  # noqa: N802
    return sum(x is b or x == b for x in a)


@native
def indexOf(a, b, /):  # noqa: N802
    for i, x in enumerate(a):
        if x is b or x == b:
            return i
    raise ValueError("sequence.index(x): x not in sequence")


@native
def getitem(a, b, /):
    return a[b]


@native
def setitem(a, b, c, /):
    a[b] = c


@native
def delitem(a, b, /):
    del a[b]


@native
def length_hint(obj, default=0, /):
    try:
        return len(obj)
    except TypeError:
        return default


@native
def iadd(a, b, /):
    a += b
    return a


@native
def isub(a, b, /):
    a -= b
    return a


@native
def imul(a, b, /):
    a *= b
    return a


@native
def itruediv(a, b, /):
    a /= b
    return a


@native
def ifloordiv(a, b, /):
    a //= b
    return a


@native
def imod(a, b, /):
    a %= b
    return a


@native
def ipow(a, b, /):
    a **= b
    return a


@native
def ilshift(a, b, /):
    a <<= b
    return a


@native
def irshift(a, b, /):
    a >>= b
    return a


@native
def iand(a, b, /):
    a &= b
    return a


@native
def ior(a, b, /):
    a |= b
    return a


@native
def ixor(a, b, /):
    a ^= b
    return a


@native
def iconcat(a, b, /):
    a += b
    return a


@native
def itemgetter(item, /, *items):
    if not items:
        return lambda obj: obj[item]
    return lambda obj: tuple([obj[i] for i in (item, *items)])


@native
def call(obj, /, *args, **kwargs):
    return obj(*args, **kwargs)


@native
def attrgetter(attr, /, *attrs):
    for name in (attr, *attrs):
        if not isinstance(name, str):
            raise TypeError("attribute name must be a string")
    if not attrs:
        return lambda obj: _dotted(obj, attr)
    return lambda obj: tuple([_dotted(obj, name) for name in (attr, *attrs)])


def _dotted(obj, names):
    for name in names.split("."):
        obj = getattr(obj, name)
    return obj


@native
def methodcaller(name, /, *args, **kwargs):
    if not isinstance(name, str):
        raise TypeError("method name must be a string")
    return lambda obj: getattr(obj, name)(*args, **kwargs)


@native
def matmul(a, b, /):
    return a @ b


@native
def imatmul(a, b, /):
    a @= b
    return a
