"""What is float ** float? CPython's special cases, then integers that are rounded once.

C has squares, square roots, and integers to integers; the rest comes here. Powers carry 160 bits,
those with fractional exponents are right to 2**-100 and cut to that, so that exact results and
exact halfway points are met: the double is the one nearest to the true power.
"""

from _exact import exp_parts, log_of, parts
from _ulambda.float import bits as double_bits

BITS = 160
INFINITY = float("inf")


def whole_power(x, y):
    """Return x ** y for floats, y whole."""
    answer = _special(x, y)
    if answer is not None:
        return answer
    n, scale = _by_squares(abs(x), int(min(abs(y), 1e20)))  # beyond, it is 0 or too large
    return _sign(x, y) * _nearest(n, scale, y < 0)


def power(x, y):
    """Return x ** y for floats, y not whole."""
    answer = _special(x, y)
    if answer is not None:
        return answer
    if x < 0:
        raise ValueError("a negative number to a fractional power is complex")
    n, scale = _by_logarithm(x, y)
    return _nearest(n, scale, False)


def _sign(x, y):
    return -1.0 if y % 2.0 == 1 and double_bits(x) >> 63 else 1.0


def _special(x, y):
    """Return what needs no calculation, or None."""
    if y == 0 or x == 1:
        return 1.0
    if x != x or y != y:
        return x + y
    size = abs(x)
    if y - y != 0:
        if size == 1:
            return 1.0
        return INFINITY if (size > 1) == (y > 0) else 0.0
    if x == 0 and y < 0:
        raise ZeroDivisionError("0.0 cannot be raised to a negative power")
    if size == INFINITY or x == 0:
        return _sign(x, y) * (INFINITY if (x == 0) == (y < 0) else 0.0)
    return _sign(x, y) if x == -1 and y % 1.0 == 0 else None


def _cut(n, scale):
    """Cut n / 2**scale down to BITS bits; a last bit of 1 stands for all that is lost."""
    more = n.bit_length() - BITS
    if more <= 0:
        return n, scale
    rest = n & (1 << more) - 1
    return n >> more | (rest != 0), scale - more


def _by_squares(x, y):
    """Return (n, s): x ** y is n / 2**s, for y > 0."""
    square, e = parts(x)
    step = -e
    n = 1
    scale = 0
    while True:
        if y & 1:
            n, scale = _cut(n * square, scale + step)
        y >>= 1
        if not y:
            return n, scale
        square, step = _cut(square * square, 2 * step)


def _by_logarithm(x, y):
    """Return the same for any y and x != 1."""
    m, e = parts(x)
    v, t = log_of(m << e, 0, 136) if e > 0 else log_of(m, -e, 136)
    factor, e = parts(y)
    v *= factor if y > 0 else -factor
    t -= e + 192
    above = v.bit_length() - t - 192
    if above > 11:  # beyond e ** 1024
        return (1, -2000) if v > 0 else (1, 2000)
    n, k = exp_parts(v >> t if t >= 0 else v << -t, 128)
    return n + (1 << 27) >> 28, 100 - k


def _nearest(n, scale, inverse):
    """Round n / 2**scale, or what it divides 1 into."""
    size = scale - n.bit_length() if inverse else n.bit_length() - scale
    if size < -1100:
        return 0.0
    try:
        if size > 1100:
            raise OverflowError
        if inverse:
            return (1 << scale) / n if scale > 0 else 1 / (n << -scale)
        return n / (1 << scale) if scale > 0 else float(n << -scale)
    except OverflowError:
        raise OverflowError("(34, 'Numerical result out of range')") from None
