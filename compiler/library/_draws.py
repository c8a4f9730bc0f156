"""How are numbers, choices and distributions drawn from a Twister `g`? As CPython draws them."""

from bisect import bisect_right
from math import acos, cos, exp, isfinite, log, pi, sin, sqrt

from _twister import next32


def unit(g):
    """Draw a float in [0, 1)."""
    high = next32(g) >> 5
    return (high * 67108864.0 + (next32(g) >> 6)) * 1.1102230246251565e-16


def bits(g, k):
    if k < 0:
        raise ValueError("number of bits must be non-negative")
    found = 0
    shift = 0
    while k > 0:
        word = next32(g)
        found |= (word if k >= 32 else word >> 32 - k) << shift
        shift += 32
        k -= 32
    return found


def many_bytes(g, n):
    found = bits(g, n * 8)
    return bytes([found >> shift & 255 for shift in range(0, 8 * n, 8)])


def below(g, n):
    """Draw an integer in [0, n)."""
    k = n.bit_length()
    found = bits(g, k)
    while found >= n:
        found = bits(g, k)
    return found


def _index(x):
    if isinstance(x, int):
        return x
    raise TypeError(f"'{type(x).__name__}' object cannot be interpreted as an integer")


def from_range(g, start, stop, step):
    start = _index(start)
    if stop is None:
        if start > 0:
            return below(g, start)
        raise ValueError("empty range for randrange()")
    width = _index(stop) - start
    step = _index(step)
    if step == 1:
        if width > 0:
            return start + below(g, width)
        raise ValueError(f"empty range for randrange() ({start}, {stop}, {width})")
    if step == 0:
        raise ValueError("zero step for randrange()")
    n = (width + step + (-1 if step > 0 else 1)) // step
    if n <= 0:
        raise ValueError("empty range for randrange()")
    return start + step * below(g, n)


# Sequences


def one_of(g, seq):
    if not len(seq):
        raise IndexError("Cannot choose from an empty sequence")
    return seq[below(g, len(seq))]


def mix(g, x):
    for i in range(len(x) - 1, 0, -1):
        j = below(g, i + 1)
        x[i], x[j] = x[j], x[i]


def _is_sequence(x):
    if isinstance(x, (list, tuple, str, range, bytes, bytearray)):
        return True
    try:
        return x.__getitem__ is not None and not isinstance(x, dict)
    except AttributeError:
        return False


def some_of(g, population, k):
    """Draw without putting back."""
    if not _is_sequence(population):
        raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
    n = len(population)
    if not 0 <= k <= n:
        raise ValueError("Sample larger than population or is negative")
    size = 1
    while k > 5 and size < 3 * k:
        size *= 4
    found = [None] * k
    if n <= (21 + size if k > 5 else 21):
        pool = list(population)
        for i in range(k):
            j = below(g, n - i)
            found[i] = pool[j]
            pool[j] = pool[n - i - 1]
        return found
    taken = {}
    for i in range(k):
        j = below(g, n)
        while j in taken:
            j = below(g, n)
        taken[j] = True
        found[i] = population[j]
    return found


def _running(numbers):
    """Return the sums of the first 1, 2, ... numbers."""
    sums = list(numbers)
    for i in range(1, len(sums)):
        sums[i] = sums[i - 1] + sums[i]
    return sums


def some_of_counted(g, population, k, counts):
    sums = _running(counts)
    if len(sums) != len(population):
        raise ValueError("The number of counts does not match the population")
    if not sums:
        raise IndexError("pop from empty list")
    total = sums.pop()
    if not isinstance(total, int):
        raise TypeError("Counts must be integers")
    if total <= 0:
        raise ValueError("Total of counts must be greater than zero")
    return [population[bisect_right(sums, s)] for s in some_of(g, range(total), k)]


def many_of(g, population, weights, cum_weights, k):
    """Draw with putting back."""
    n = len(population)
    if cum_weights is None:
        if weights is None:
            return [population[int(unit(g) * (n + 0.0))] for _ in range(k)]
        if isinstance(weights, int):
            k = weights
            raise TypeError(f"The number of choices must be a keyword argument: {k=}")
        cum_weights = _running(weights)
    elif weights is not None:
        raise TypeError("Cannot specify both weights and cumulative weights")
    if len(cum_weights) != n:
        raise ValueError("The number of weights does not match the population")
    total = cum_weights[-1] + 0.0
    if total <= 0.0:
        raise ValueError("Total of weights must be greater than zero")
    if not isfinite(total):
        raise ValueError("Total of weights must be finite")
    return [population[bisect_right(cum_weights, unit(g) * total, 0, n - 1)] for _ in range(k)]


# Distributions


def three_cornered(g, low, high, mode):
    u = unit(g)
    try:
        c = 0.5 if mode is None else (mode - low) / (high - low)
    except ZeroDivisionError:
        return low
    if u > c:
        u = 1.0 - u
        c = 1.0 - c
        low, high = high, low
    return low + (high - low) * sqrt(u * c)


def normal(g, mu, sigma):
    while True:
        u = unit(g)
        v = 1.0 - unit(g)
        z = 1.7155277699214135 * (u - 0.5) / v
        if z * z / 4.0 <= -log(v):
            return mu + z * sigma


def bell(g, mu, sigma):
    """Draw from the normal distribution, two at a time."""
    z = g.gauss_next
    g.gauss_next = None
    if z is None:
        turn = unit(g) * 6.283185307179586
        far = sqrt(-2.0 * log(1.0 - unit(g)))
        z = cos(turn) * far
        g.gauss_next = sin(turn) * far
    return mu + z * sigma


def waiting(g, lambd):
    return -log(1.0 - unit(g)) / lambd


def weibull(g, alpha, beta):
    return alpha * (-log(1.0 - unit(g))) ** (1.0 / beta)


def gammas(g, alpha, beta):
    if alpha <= 0.0 or beta <= 0.0:
        raise ValueError("gammavariate: alpha and beta must be > 0.0")
    if alpha == 1.0:
        return -log(1.0 - unit(g)) * beta
    return (_gamma_above_1(g, alpha) if alpha > 1.0 else _gamma_below_1(g, alpha)) * beta


def _gamma_above_1(g, alpha):
    root = sqrt(2.0 * alpha - 1.0)
    b = alpha - 1.3862943611198906
    c = alpha + root
    while True:
        u = unit(g)
        if not 1e-7 < u < 0.9999999:
            continue
        w = 1.0 - unit(g)
        v = log(u / (1.0 - u)) / root
        x = alpha * exp(v)
        z = u * u * w
        r = b + c * v - x
        if r + 2.504077396776274 - 4.5 * z >= 0.0 or r >= log(z):
            return x


def _gamma_below_1(g, alpha):
    while True:
        b = (2.718281828459045 + alpha) / 2.718281828459045
        p = b * unit(g)
        x = p ** (1.0 / alpha) if p <= 1.0 else -log((b - p) / alpha)
        u = unit(g)
        if u <= (x ** (alpha - 1.0) if p > 1.0 else exp(-x)):
            return x


def betas(g, alpha, beta):
    y = gammas(g, alpha, 1.0)
    return y / (y + gammas(g, beta, 1.0)) if y else 0.0


def direction(g, mu, kappa):
    if kappa <= 1e-6:
        return 6.283185307179586 * unit(g)
    s = 0.5 / kappa
    r = s + sqrt(1.0 + s * s)
    while True:
        z = cos(pi * unit(g))
        d = z / (r + z)
        u = unit(g)
        if u < 1.0 - d * d or u <= (1.0 - d) * exp(d):
            break
    q = 1.0 / r
    turn = acos((q + z) / (1.0 + q * z))
    return (mu + turn if unit(g) > 0.5 else mu - turn) % 6.283185307179586
