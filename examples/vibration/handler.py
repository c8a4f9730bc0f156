"""Has the vibration of a machine changed? Compare a window of samples with a reference.

The two-sample Kolmogorov-Smirnov test: the statistic D is the largest distance between the two
empirical distribution functions; the samples differ at level alpha when D > c(alpha) *
sqrt((n + m) / (n * m)). It needs no model of the machine, only a time when it was well.
"""

import math

# (alpha, c(alpha)) with c(alpha) = sqrt(-ln(alpha / 2) / 2)
CRITICAL = (
    (0.1, 1.2238734153404083),
    (0.05, 1.3581015157406195),
    (0.01, 1.6276236307187293),
    (0.001, 1.9494746035204051),
)


def distance(a, b):
    """Return D as the integer D * len(a) * len(b); equal samples are passed together."""
    a = sorted(a)
    b = sorted(b)
    n = len(a)
    m = len(b)
    i = 0
    j = 0
    largest = 0
    while i < n and j < m:
        x = min(a[i], b[j])
        while i < n and a[i] == x:
            i += 1
        while j < m and b[j] == x:
            j += 1
        gap = abs(i * m - j * n)
        if gap > largest:
            largest = gap
    return largest


def critical(alpha):
    """Look up c(alpha)."""
    for level, c in CRITICAL:
        if level == alpha:
            return c
    raise ValueError("alpha must be 0.1, 0.05, 0.01 or 0.001, not " + str(alpha))


def handler(event, context):
    """Answer {"statistic", "threshold", "drift"} for {"reference", "window", "alpha"}."""
    reference = event["reference"]
    window = event["window"]
    n = len(reference)
    m = len(window)
    if n == 0 or m == 0:
        raise ValueError("reference and window must hold samples")
    statistic = distance(reference, window) / (n * m)
    threshold = critical(event.get("alpha", 0.01)) * math.sqrt((n + m) / (n * m))
    drift = statistic > threshold
    if drift:
        print("drift:", statistic, ">", threshold)
    return {"statistic": statistic, "threshold": threshold, "drift": drift}
