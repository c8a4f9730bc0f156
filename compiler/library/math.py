"""What of CPython's math is there? What C has, and what needs no C."""

from _ulambda import native
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


@native
def gcd(*integers):
    """Return the greatest common divisor of integers."""
    result = 0
    for n in integers:
        while n:
            result, n = n, result % n
    return abs(result)
