"""How are gamma and error functions computed? In fixed point, with about 120 bits."""

from _exact import PI, cos_fixed, exp_fixed, exp_parts, fixed, log_of, nearest, parts, sin_factor


def log_at_224(n, s):
    """Return log(n / 2**s) at scale 224."""
    v, t = log_of(n, s, 160)
    return v << 224 - t if t <= 224 else v >> t - 224


def log_gamma(x):
    """Return log(abs(gamma(x))) at scale 224, for abs(x) >= 1e-20 that is no pole."""
    if x < 0:
        return _log_sine(-x) - log_gamma(-x)
    n = fixed(x, 160)
    if x >= 64:
        return _stirling(n)
    p = 1 << 320
    while n < 0x400000000000000000000000000000000000000000:
        p = p * n >> 160
        n += 0x10000000000000000000000000000000000000000
    return _stirling(n) - log_at_224(p, 320)


def _stirling(n):
    """Return log(gamma(n / 2**160)) at scale 224, for n / 2**160 >= 64."""
    v, t = log_of(n, 160, 160)
    total = ((2 * n - (1 << 160)) * v << 63 >> t) - (n << 64)
    total += 0xEB3F8E4325F5A53494BC900144192023CFB08F8D13458B4DDEC6A313  # log(2 * pi) / 2
    i = (1 << 384) // n
    z = i * i >> 224
    s = 0
    for a, b in (
        (-174611, 125400),
        (43867, 244188),
        (-3617, 122400),
        (1, 156),
        (-691, 360360),
        (1, 1188),
        (-1, 1680),
        (1, 1260),
        (-1, 360),
        (1, 12),
    ):
        s = (s * z >> 224) + (a << 224) // b
    return total + (s * i >> 224)


def _log_sine(x):
    """Return log(pi / (x * sin(pi * x))) at scale 224, for x > 0 that is not whole."""
    m, e = parts(x)
    s = -e
    f = m & (1 << s) - 1
    far = 1 << s - 1
    if f > far:
        f = 2 * far - f
    if 2 * f <= far:
        r = PI * f
        n = r * sin_factor(r * r >> 288 + 2 * s)
        s += 288
    else:
        r = PI * (far - f)
        n = cos_fixed(r * r >> 288 + 2 * s)
        s = 96
    return log_at_224(PI, 192) - log_at_224(m, -e) - log_at_224(n, s)


def gamma_parts(x):
    """Return (n, s): abs(gamma(x)) is n / 2**s."""
    n, k = exp_parts(log_gamma(x) >> 32, 128)
    return n, 128 - k


def small_erf(x):
    """Return erf(x) for abs(x) below 1e-9: 2 / sqrt(pi) * x."""
    m, e = parts(x)
    n = nearest(m * 0x120DD750429B6D11AE3A914FED7FD8688281341D7587CEA2E, 192 - e)
    return -n if x < 0 else n


def erf_fixed(x):
    """Return erf(x) at scale 192, for 0 <= x <= 7."""
    n = fixed(x, 192)
    square = n * n >> 192
    term = n
    total = 0
    i = 1
    while term:
        total += term
        i += 2
        term = (term * square >> 191) // i
    total = total * exp_fixed(-square, 160) >> 160
    return total * 0x120DD750429B6D11AE3A914FED7FD8688281341D7587CEA2E >> 192


def erfc_parts(x):
    """Return (n, s): erfc(x) is n / 2**s, for 2 <= x < 30, by the continued fraction."""
    n = fixed(x, 160)
    f = n
    for i in range(20 + int(700 / (x * x)), 0, -1):
        f = n + (i << 319) // f
    e, k = exp_parts(-(n * n >> 128), 128)
    return (e * 0x906EBA8214DB688D71D48A7F6BFEC3441409A0EBAC3E7517 << 160) // f, 320 - k
