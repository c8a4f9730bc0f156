"""What does `import math` offer? Elementary functions are correctly rounded (see `_exact`)."""

from _exact import (
    LN2,
    PI,
    angle,
    cos_fixed,
    exp_fixed,
    exp_parts,
    fixed,
    log_of,
    nearest,
    parts,
    quadrant,
    rest,
    root,
    sin_factor,
    sin_or_cos,
)
from _probability import erf_fixed, erfc_parts, gamma_parts, log_gamma, small_erf
from _ulambda import native
from _ulambda.float import bits as double_bits
from _ulambda.float import from_bits as double_from_bits
from _ulambda.math import (
    ceil,
    e,
    fabs,
    floor,
    inf,
    isfinite,
    isinf,
    isnan,
    nan,
    pi,
    sqrt,
    tau,
    trunc,
)

# Arguments


def _real(x):
    """Return a float for any real number; TypeError "must be real number, not str"."""
    if isinstance(x, float):
        return x
    if isinstance(x, int):
        return float(x)
    try:
        return x.__float__()
    except AttributeError:
        pass
    try:
        return float(x.__index__())
    except AttributeError:
        raise TypeError(f"must be real number, not {type(x).__name__}") from None


def _integer(x):
    if isinstance(x, int):
        return int(x)
    try:
        return x.__index__()
    except AttributeError:
        pass
    raise TypeError(f"'{type(x).__name__}' object cannot be interpreted as an integer")


def _outside():
    return ValueError("math domain error")


# Parts and signs of floats


@native
def copysign(x, y, /):
    x = _real(x)
    return -x if (double_bits(x) ^ double_bits(_real(y))) >> 63 else x


@native
def frexp(x, /):
    x = _real(x)
    if x == 0 or x - x != 0:
        return x, 0
    m, scale = parts(x)
    k = m.bit_length()
    m = m / (1 << k)
    return (-m if x < 0 else m), scale + k


@native
def ldexp(x, i, /):
    x = _real(x)
    if not isinstance(i, int):
        raise TypeError("Expected an int as second argument to ldexp.")
    if x == 0 or x - x != 0:
        return x
    m, scale = parts(x)
    scale += i
    if scale > 1100:
        raise OverflowError("math range error")
    if x < 0:
        m = -m
    return nearest(m, -scale) if scale > -1200 else 0.0 * x


@native
def modf(x, /):
    x = _real(x)
    if x - x != 0:
        return (x, x) if x != x else (copysign(0.0, x), x)
    whole = copysign(float(trunc(x)), x)
    return copysign(x - whole, x), whole


@native
def nextafter(x, y, /):
    x = _real(x)
    y = _real(y)
    if x != x or x == y:
        return y if x == x else x
    if y != y:
        return y
    if x == 0:
        return copysign(5e-324, y)
    return double_from_bits(double_bits(x) + (1 if (y > x) == (x > 0) else -1))


@native
def ulp(x, /):
    x = abs(_real(x))
    if x - x != 0:
        return x
    y = nextafter(x, inf)
    return y - x if y != inf else x - nextafter(x, 0.0)


@native
def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    a = _real(a)
    b = _real(b)
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    apart = abs(b - a)
    return apart <= abs(rel_tol * b) or apart <= abs(rel_tol * a) or apart <= abs_tol


@native
def fmod(x, y, /):
    x = _real(x)
    y = _real(y)
    if x != x or y != y:
        return x + y
    if x - x != 0 or y == 0:
        raise _outside()
    if y - y != 0:
        return x
    m, scale = parts(x)
    n, step = parts(y)
    if scale >= step:
        m = rest(m, scale - step, n)
        scale = step
    else:
        m %= n << step - scale
    return copysign(nearest(m, -scale), x)


@native
def remainder(x, y, /):
    x = _real(x)
    y = _real(y)
    if x != x or y != y:
        return x + y
    if x - x != 0 or y == 0:
        raise _outside()
    if y - y != 0:
        return x
    m, scale = parts(x)
    n, step = parts(y)
    if scale >= step:
        m = rest(m, scale - step, 2 * n)
        scale = step
    else:
        n <<= step - scale
        m %= 2 * n
    odd = m >= n
    m -= n if odd else 0
    if 2 * m > n or (2 * m == n and odd):
        m -= n
    return copysign(1.0, x) * nearest(m, -scale)


@native
def degrees(x, /):
    return _real(x) * 57.29577951308232


@native
def radians(x, /):
    return _real(x) * 0.017453292519943295


# Exponentials and logarithms


@native
def exp(x, /):
    x = _real(x)
    if x != x or x == inf:
        return x
    if abs(x) < 1e-17:
        return 1.0
    if x < -746:
        return 0.0
    n, k = exp_parts(fixed(x if x < 710 else 710.0, 192), 96)
    return nearest(n, 96 - k)


@native
def exp2(x, /):
    x = _real(x)
    try:
        return 2.0**x
    except OverflowError:
        raise OverflowError("math range error") from None


@native
def expm1(x, /):
    x = _real(x)
    if x != x or x == inf or abs(x) < 5e-17:
        return x
    if x < -40:
        return -1.0
    return nearest(exp_fixed(fixed(x if x < 710 else 710.0, 192), 160) - (1 << 160), 160)


def _logarithm(x):
    """Return (v, t), the natural logarithm as v / 2**t; None when it is the number itself."""
    x = _real(x)
    if x != x or x == inf:
        return None
    if x <= 0:
        raise _outside()
    m, scale = parts(x)
    return log_of(m, -scale)


def _of_long(x, logarithm):
    """Return the logarithm of an integer that no float can hold, as CPython adds it up."""
    k = x.bit_length()
    return logarithm(x / (1 << k)) + logarithm(2.0) * k


def _is_long(x):
    return isinstance(x, int) and x > 0 and x.bit_length() > 1024


@native
def log(x, base=None, /):
    if _is_long(x):
        top = _of_long(x, log)
    else:
        found = _logarithm(x)
        top = _real(x) if found is None else nearest(found[0], found[1])
    return top if base is None else top / log(base)


@native
def log2(x, /):
    if _is_long(x):
        return _of_long(x, log2)
    found = _logarithm(x)
    return _real(x) if found is None else nearest((found[0] << 192) // LN2, found[1])


@native
def log10(x, /):
    if _is_long(x):
        return _of_long(x, log10)
    found = _logarithm(x)
    ln10 = 0x24D763776AAA2B05BA95B58AE0B4C28A38A3FB3E76977E43A
    return _real(x) if found is None else nearest((found[0] << 192) // ln10, found[1])


@native
def log1p(x, /):
    x = _real(x)
    if x != x or x == inf or abs(x) < 5e-17:
        return x
    if x <= -1:
        raise _outside()
    m, scale = parts(x)
    if x < 0:
        m = -m
    if scale >= 0:
        return log(x)
    v, t = log_of((1 << -scale) + m, -scale)
    return nearest(v, t)


@native
def pow(x, y, /):
    x = _real(x)
    y = _real(y)
    if x == 0 and y < 0 and y != -inf:
        raise _outside()
    if x < 0 and x - x == 0 and y - y == 0 and y != floor(y):
        raise _outside()
    if x == 0 and y == -inf:
        return inf
    try:
        return x**y
    except OverflowError:
        raise OverflowError("math range error") from None


@native
def cbrt(x, /):
    x = _real(x)
    if x == 0 or x - x != 0:
        return x
    m, scale = parts(x)
    m <<= 180 + scale % 3
    scale = (scale - 180 - scale % 3) // 3
    r = 1 << -(-m.bit_length() // 3)
    while True:
        better = (2 * r + m // (r * r)) // 3
        if better >= r:
            break
        r = better
    r = nearest(2 * r + 1, 1 - scale)
    return -r if x < 0 else r


# Circles


def _circle(x):
    """Return (k, r) as `quadrant` does; ValueError for an infinity."""
    if x - x != 0:
        raise _outside()
    return quadrant(x)


@native
def sin(x, /):
    x = _real(x)
    if x != x or abs(x) < 1e-8:
        return x
    k, r = _circle(x)
    n = nearest(sin_or_cos(k, r), 288)
    return -n if x < 0 else n


@native
def cos(x, /):
    x = _real(x)
    if x != x:
        return x
    if abs(x) < 1e-9:
        return 1.0
    k, r = _circle(x)
    return nearest(sin_or_cos(k + 1, r), 288)


@native
def tan(x, /):
    x = _real(x)
    if x != x or abs(x) < 1e-8:
        return x
    k, r = _circle(x)
    z = r * r >> 288
    above = r * sin_factor(z) >> 96
    below = cos_fixed(z) << 96
    if k & 1:
        above, below = -below, above
    return (-above if x < 0 else above) / below


def _cathetus(x):
    """Return (m, r, s): abs(x) is m / 2**s, sqrt(1 - x*x) is r / 2**s, for abs(x) <= 1."""
    m, scale = parts(x)
    m <<= 64
    s = 64 - scale
    return m, root((1 << 2 * s) - m * m), s


@native
def asin(x, /):
    x = _real(x)
    if x != x or abs(x) < 1e-8:
        return x
    if abs(x) > 1:
        raise _outside()
    m, r, _ = _cathetus(x)
    v, t = angle(m, r)
    return nearest(-v if x < 0 else v, t)


@native
def acos(x, /):
    x = _real(x)
    if x != x:
        return x
    if abs(x) > 1:
        raise _outside()
    if abs(x) < 1e-17:
        return 1.5707963267948966
    m, r, _ = _cathetus(x)
    v, t = angle(r, -m if x < 0 else m)
    return nearest(v, t)


@native
def atan(x, /):
    x = _real(x)
    return x if x != x or abs(x) < 1e-8 else atan2(x, 1.0)


@native
def atan2(y, x, /):
    y = _real(y)
    x = _real(x)
    if x != x or y != y:
        return x + y
    if isinf(x) or isinf(y):
        far = copysign(1.0 if isinf(x) else 0.0, x)
        return atan2(copysign(1.0 if isinf(y) else 0.0, y), far)
    if y == 0:
        return copysign(pi if copysign(1.0, x) < 0 else 0.0, y)
    if x == 0:
        return copysign(pi / 2, y)
    m, scale = parts(y)
    n, step = parts(x)
    apart = scale - step
    if apart < -160:
        return copysign(pi, y) if x < 0 else y / x
    if apart > 160:
        return copysign(pi / 2, y)
    if apart > 0:
        m <<= apart
    else:
        n <<= -apart
    v, t = angle(m, -n if x < 0 else n)
    return nearest(-v if y < 0 else v, t)


# Hyperbolas


def _powers(x, p):
    """Return e**abs(x) and e**-abs(x) at scale p."""
    n = exp_fixed(fixed(abs(x), 192), p)
    return n, (1 << 2 * p) // n


@native
def sinh(x, /):
    x = _real(x)
    if x - x != 0 or abs(x) < 1e-8:
        return x
    n, m = _powers(x if abs(x) < 712 else 712.0, 136)
    n = nearest(n - m, 137)
    return -n if x < 0 else n


@native
def cosh(x, /):
    x = _real(x)
    if x - x != 0:
        return abs(x)
    n, m = _powers(x if abs(x) < 712 else 712.0, 96)
    return nearest(n + m, 97)


@native
def tanh(x, /):
    x = _real(x)
    if x != x or abs(x) < 1e-8:
        return x
    if abs(x) > 22:
        return copysign(1.0, x)
    n, m = _powers(x, 136)
    return (m - n if x < 0 else n - m) / (n + m)


@native
def asinh(x, /):
    x = _real(x)
    if x - x != 0 or abs(x) < 1e-8:
        return x
    m = fixed(abs(x), 160)
    v, t = log_of(m + root((1 << 320) + m * m), 160)
    return nearest(-v if x < 0 else v, t)


@native
def acosh(x, /):
    x = _real(x)
    if x != x or x == inf:
        return x
    if x < 1:
        raise _outside()
    m = fixed(x, 160)
    v, t = log_of(m + root(m * m - (1 << 320)), 160)
    return nearest(v, t)


@native
def atanh(x, /):
    x = _real(x)
    if x != x or abs(x) < 1e-8:
        return x
    if abs(x) >= 1:
        raise _outside()
    m = fixed(x, 160)
    v, t = log_of((1 << 160) + m << 160, 160 + 160)
    n, s = log_of((1 << 160) - m << 160, 160 + 160)
    if s > t:
        v <<= s - t
    else:
        n <<= t - s
    return nearest(v - n, 1 + (s if s > t else t))


# Sums and distances


@native
def hypot(*coordinates):
    return _length([abs(_real(x)) for x in coordinates])


@native
def dist(p, q, /):
    p = tuple(p)
    q = tuple(q)
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    return _length([abs(_real(x) - _real(y)) for x, y in zip(p, q)])


def _length(sizes):
    if inf in sizes:
        return inf
    if any(x != x for x in sizes):
        return nan
    pairs = [parts(x) for x in sizes if x]
    if not pairs:
        return 0.0
    low = min(scale for _, scale in pairs)
    total = sum((m << scale - low) ** 2 for m, scale in pairs)
    shift = 112 - total.bit_length()
    shift = shift + (shift & 1) if shift > 0 else 0
    total <<= shift
    r = root(total)
    try:
        return nearest(2 * r + (r * r != total), shift // 2 + 1 - low)
    except OverflowError:
        return inf


@native
def fsum(seq, /):
    """Add without loss: `partials` are floats that do not overlap and add up to the sum."""
    partials = []
    special = 0.0
    for x in seq:
        x = _real(x)
        if x - x != 0:
            if special == -x and special:
                raise ValueError("-inf + inf in fsum")
            special = special + x
            continue
        count = 0
        for y in partials:
            if abs(x) < abs(y):
                x, y = y, x
            high = x + y
            low = y - (high - x)
            if low:
                partials[count] = low
                count += 1
            x = high
        if x - x != 0:
            raise OverflowError("intermediate overflow in fsum")
        partials[count:] = [x]
    return special if special else _add_up(partials)


def _add_up(partials):
    """Return the sum of partials, rounded once: the greatest come last and do not overlap."""
    if not partials:
        return 0.0
    n = len(partials) - 1
    high = partials[n]
    low = 0.0
    while n and not low:
        n -= 1
        x = high
        high = x + partials[n]
        low = partials[n] - (high - x)
    if n and (low < 0) == (partials[n - 1] < 0):  # half of a last bit, and more below it
        x = high + low * 2.0
        if low * 2.0 == x - high:
            return x
    return high


@native
def prod(iterable, /, *, start=1):
    for x in iterable:
        start = start * x
    return start


# Integers


@native
def gcd(*integers):
    found = 0
    for x in integers:
        x = _integer(x)
        while x:
            found, x = x, found % x
    return abs(found)


@native
def lcm(*integers):
    found = 1
    for x in integers:
        x = abs(_integer(x))
        found = found // gcd(found, x) * x if x else 0
    return found


@native
def isqrt(n, /):
    n = _integer(n)
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    return root(n) if n else 0


@native
def factorial(n, /):
    n = _integer(n)
    if n < 0:
        raise ValueError("factorial() not defined for negative values")
    return _product(1, n + 1)


def _product(first, end):
    """Multiply a range by halves: operands of like size are faster."""
    if end - first > 8:
        middle = first + end >> 1
        return _product(first, middle) * _product(middle, end)
    found = 1
    for i in range(first, end):
        found *= i
    return found


@native
def perm(n, k=None, /):
    n = _integer(n)
    if k is None:
        return factorial(n)
    k = _integer(k)
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    return _product(n - k + 1, n + 1) if k <= n else 0


@native
def comb(n, k, /):
    n = _integer(n)
    k = _integer(k)
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    k = min(k, n - k)
    return _product(n - k + 1, n + 1) // _product(1, k + 1) if k >= 0 else 0


# Functions of probability


def _pole(x):
    return x == floor(x) and x <= 0


@native
def gamma(x, /):
    x = _real(x)
    if x != x or x == inf:
        return x
    if x == -inf or _pole(x):
        raise _outside()
    if abs(x) < 1e-20:
        found = 1 / x
        if found - found != 0:
            raise OverflowError("math range error")
        return found
    minus = x < 0 and floor(x) & 1
    if x < -200:
        return -0.0 if minus else 0.0
    if x > 172:
        raise OverflowError("math range error")
    n, s = gamma_parts(x)
    return nearest(-n if minus else n, s)


@native
def lgamma(x, /):
    x = _real(x)
    if x - x != 0:
        return x if x != x else inf
    if _pole(x):
        raise _outside()
    if x == 1 or x == 2:
        return 0.0
    if abs(x) < 1e-20:
        return -log(abs(x))
    return nearest(log_gamma(x), 224)


@native
def erf(x, /):
    x = _real(x)
    if x != x or x == 0:
        return x
    if abs(x) > 6:
        return copysign(1.0, x)
    return copysign(nearest(erf_fixed(abs(x)), 192), x) if abs(x) > 1e-9 else small_erf(x)


@native
def erfc(x, /):
    x = _real(x)
    if x != x:
        return x
    if x > 28:
        return 0.0
    if x < 2:
        n = erf_fixed(min(abs(x), 7.0))
        return nearest((1 << 192) - (-n if x < 0 else n), 192)
    n, s = erfc_parts(x)
    return nearest(n, s)
