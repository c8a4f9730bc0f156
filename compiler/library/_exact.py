"""How are elementary functions computed so that every build gets the same, nearest double?

Numbers are integers with a binary scale: `(n, s)` means n / 2**s. Series run in at least 96 bits
with relative precision, and the last step, int / int, rounds once. So a result is the double that
is nearest to the true value unless that lies within 2**-40 of halfway.
"""

from _ulambda.float import bits as double_bits
from _ulambda.math import sqrt

PI = 0x3243F6A8885A308D313198A2E03707344A4093822299F31D0  # scale 192
LN2 = 0xB17217F7D1CF79ABC9E3B39803F2F6AF40F343267298B62D  # scale 192


def parts(x):
    """Return (m, e) with abs(x) == m * 2**e, for a finite x."""
    bits = double_bits(x)
    e = bits >> 52 & 2047
    if e:
        return bits & 0xFFFFFFFFFFFFF | 0x10000000000000, e - 1075
    return bits & 0xFFFFFFFFFFFFF, -1074


def nearest(n, scale):
    """Round n / 2**scale; OverflowError "math range error"."""
    try:
        return n / (1 << scale) if scale > 0 else float(n << -scale)
    except OverflowError:
        raise OverflowError("math range error") from None


def fixed(x, scale):
    """Return floor(x * 2**scale) of a finite x."""
    m, e = parts(x)
    if x < 0:
        m = -m
    e += scale
    return m << e if e >= 0 else m >> -e


def reciprocals(numbers):
    """Return 1/a, 1/ab, 1/abc ... at scale 96, the last first."""
    found = [1 << 96]
    for n in numbers:
        found.append(found[-1] // n)
    return tuple(found[::-1])


def root(n):
    """Return floor(sqrt(n)), by Newton's iteration from above, after a float's 52 bits."""
    if n < 2:
        return n
    k = max(n.bit_length() - 103, 0) >> 1
    x = int(sqrt(n >> 2 * k)) + 2 << k
    while True:
        y = x + n // x >> 1
        if y >= x:
            return x
        x = y


def exp_parts(x, p):
    """Return (n, k): e**x is n / 2**p * 2**k, for (x at scale 192)."""
    k = x // LN2
    r = x - k * LN2 >> 192 - p
    q = p + 6  # r is read as a 64th of what it is, and the result squared six times
    n = p // 9
    c = 1
    t = 1 << q
    while n:
        c *= n
        t = (t * r >> q) + (c << q)
        n -= 1
    t //= c
    for _ in range(6):
        t = t * t >> q
    return t >> 6, k


def exp_fixed(x, p):
    """Return e**x at scale p, for x at scale 192."""
    n, k = exp_parts(x, p)
    return n << k if k >= 0 else n >> -k


def odd(p):
    """Return 1/i at scale p for odd i: as many as artanh needs in log_of, the last first."""
    return tuple([(1 << p) // i for i in range(p // 5 * 2 + 1, 0, -2)])


ODD = odd(96)


def log_of(n, s, p=96):
    """Return (v, t): log(n / 2**s) is v / 2**t with p bits of relative precision, for n > 0."""
    k = n.bit_length() - s
    if n * n >> 2 * (s + k) - 1 == 0:
        k -= 1
    one = 1 << s + k
    above = n - one
    below = n + one
    if above == 0:
        return k * LN2, 192
    t = p + 16 if k else below.bit_length() - above.bit_length() + p + 2
    z = (above << t) // below  # log(n) = 2 * artanh(z), abs(z) < 0.172
    w = z * z >> 2 * t - p
    g = 0
    for c in ODD if p == 96 else odd(p):
        g = (w * g >> p) + c
    v = z * g
    t += p - 1
    return (v + (k * LN2 << t - 192), t) if k else (v, t)


def atan_of(y, x):
    """Return (v, t): atan(y / x) is v / 2**t, for 0 <= y <= x."""
    j = (8 * y + x) // (2 * x)
    above = 4 * y - j * x
    below = 4 * x + j * y
    v = 0
    t = 256
    if above:
        t = 112 if j else below.bit_length() - above.bit_length() + 98
        z = (above << t) // below  # abs(z) <= 1/8
        w = z * z >> 2 * t - 96
        g = 0
        for c in ODD:
            g = c - (w * g >> 96)
        v = z * g
        t += 96
    if j == 1:
        v += 0x3EB6EBF25901BAC55B71E7BD7DE885F96A9FEA40E22CE0DA << t - 192
    elif j == 2:
        v += 0x76B19C1586ED3DA2B7F222F65E1D4681B70A0AC3930E6F80 << t - 192
    elif j == 3:
        v += 0xA4BC7D1934F7092419A87F2A457DAC9EE3F08689EEB2B9E7 << t - 192
    elif j:
        v += PI << t - 194
    return v, t


def angle(y, x):
    """Return (v, t): the angle of the point (x, y), y >= 0, is v / 2**t."""
    far = -x if x < 0 else x
    if y <= far:
        v, t = atan_of(y, far)
    else:
        v, t = atan_of(far, y)
        if t < 192:
            v <<= 192 - t
            t = 192
        v = (PI << t - 193) - v
    if x >= 0:
        return v, t
    if t < 192:
        v <<= 192 - t
        t = 192
    return (PI << t - 192) - v, t


def arccot(n, one):
    """Return atan(1 / n) at the scale of `one`."""
    power = one // n
    total = power
    i = 1
    while power:
        power //= n * n
        i += 2
        total += power // i if i & 2 == 0 else -(power // i)
    return total


def quadrant(x):
    """Return (k, r): abs(x) is k * pi/2 + r, r at scale 192 in [-pi/4, pi/4], x finite."""
    m, e = parts(x)
    if e + 53 <= 30:
        half = PI >> 1
        n = m << e + 192 if e >= -192 else m >> -e - 192
        k = (n + (half >> 1)) // half
        return k, n - k * half
    s = 256 + e  # digits of pi that a large argument needs
    one = 1 << s + 64
    half = 2 * (4 * arccot(5, one) - arccot(239, one)) >> 64
    n = m << e + s
    k = (n + (half >> 1)) // half
    return k, n - k * half >> s - 192


SIN = reciprocals([i * (i + 1) for i in range(2, 25, 2)])
COS = reciprocals([i * (i + 1) for i in range(1, 24, 2)])


def sin_factor(z):
    """Return sin(r) / r at scale 96, for z = r * r at scale 96, r below pi/4."""
    g = 0
    for c in SIN:
        g = c - (z * g >> 96)
    return g


def cos_fixed(z):
    """Return cos(r) at scale 96, for z = r * r at scale 96, r below pi/4."""
    g = 0
    for c in COS:
        g = c - (z * g >> 96)
    return g


def sin_or_cos(k, r):
    """Return n at scale 288: sin(k * pi/2 + r), r at scale 192."""
    z = r * r >> 288
    n = cos_fixed(z) << 192 if k & 1 else r * sin_factor(z)
    return -n if k & 2 else n


def rest(m, k, n):
    """Return m * 2**k % n."""
    return m * pow(2, k, n) % n
