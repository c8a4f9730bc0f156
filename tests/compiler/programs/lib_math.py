# math: exact functions to the last bit, the others to 15 digits (both are within 1 ulp).
import math


def show(name, f, *args):
    try:
        x = f(*args)
        if x == 0 or x - x != 0 or isinstance(x, int):
            print(name, repr(x))
        else:
            print(name, f"{x:.13g}")
    except (ValueError, OverflowError, TypeError) as e:
        print(name, e)


def exact(name, f, *args):
    try:
        print(name, repr(f(*args)))
    except (ValueError, OverflowError, TypeError) as e:
        print(name, e)


inf = math.inf
POINTS = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    2.5,
    -3.7,
    10.0,
    100.5,
    1e-9,
    -1e-20,
    1e10,
    1e22,
    -1e300,
    inf,
    -inf,
    math.nan,
    3,
    True,
    "a",
]
for x in POINTS:
    show("exp", math.exp, x)
    show("expm1", math.expm1, x)
    show("log", math.log, x)
    show("log2", math.log2, x)
    show("log10", math.log10, x)
    show("log1p", math.log1p, x)
    show("sin", math.sin, x)
    show("cos", math.cos, x)
    show("tan", math.tan, x)
    show("asin", math.asin, x)
    show("acos", math.acos, x)
    show("atan", math.atan, x)
    show("sinh", math.sinh, x)
    show("cosh", math.cosh, x)
    show("tanh", math.tanh, x)
    show("asinh", math.asinh, x)
    show("acosh", math.acosh, x)
    show("atanh", math.atanh, x)
    show("cbrt", math.cbrt, x)
    show("exp2", math.exp2, x)
    show("erf", math.erf, x)
    show("erfc", math.erfc, x)
    show("gamma", math.gamma, x)
    show("lgamma", math.lgamma, x)
    exact("fabs", math.fabs, x)
    exact("frexp", math.frexp, x)
    exact("modf", math.modf, x)
    exact("ulp", math.ulp, x)
    exact("degrees", math.degrees, x)
    exact("radians", math.radians, x)
    exact("isnan", math.isnan, x)
    for y in (0.0, -1.0, 2.5, inf):
        show("atan2", math.atan2, x, y)
        show("pow", math.pow, x, y)
        exact("fmod", math.fmod, x, y)
        exact("remainder", math.remainder, x, y)
        exact("copysign", math.copysign, x, y)
        exact("nextafter", math.nextafter, x, y)
        exact("hypot", math.hypot, x, y)
        exact("isclose", math.isclose, x, y)
    exact("ldexp", math.ldexp, x, 3)
for n in (0, 1, 2, 10, 25, -1, True, 1.5):
    exact("factorial", math.factorial, n)
    exact("isqrt", math.isqrt, n)
    for k in (0, 2, 30, -1):
        exact("comb", math.comb, n, k)
        exact("perm", math.perm, n, k)
        exact("gcd", math.gcd, n, k)
        exact("lcm", math.lcm, n, k)
exact("isqrt", math.isqrt, 10**41)
exact("gcd", math.gcd, 2**70, 6**40, 12)
exact("fsum", math.fsum, [0.1] * 10)
exact("fsum", math.fsum, [1e16, 1.0, -1e16])
exact("fsum", math.fsum, [inf, -inf])
exact("prod", math.prod, [1, 2, 3.5])
exact("dist", math.dist, [1, 2], [4, 6])
exact("dist", math.dist, [1], [4, 6])
exact("log", math.log, 10**400)
exact("log", math.log, 8, 2)
exact("ldexp", math.ldexp, 1.0, 5000)
exact("ldexp", math.ldexp, 1.0, -1074)
exact("sin", math.sin)
exact("sin", math.sin, 1, 2)
x = 0.001
while x < 1e12:
    show("sin", math.sin, x)
    show("exp", math.exp, x)
    show("log", math.log, x)
    show("atan", math.atan, -x)
    x *= 7.3


# Sums of floats whose parts do not overlap, and square roots of long integers.
state = [1]


def draw():
    state[0] = (state[0] * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
    return state[0] >> 11


for t in range(60):
    values = []
    for _ in range(t % 9):
        values.append((draw() / 2**53 - 0.5) * 2.0 ** (draw() % 120 - 60))
        if draw() % 3 == 0:
            values.append(-values[draw() % len(values)])
    if t % 5 == 0:
        values += [1.0, 2.0**-53, 2.0**-106 * (1 - t % 3)]
    print(repr(math.fsum(values)), math.isqrt(draw() ** (t % 7)), math.isqrt(4**t - 1))
