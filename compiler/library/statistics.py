"""What does `import statistics` offer? Sums are exact, as CPython's; every number is n / 2**s."""

from bisect import bisect_left, bisect_right
from math import exp, fsum, log, sqrt

from _exact import parts, root
from _normal import NormalDist, StatisticsError

# Exact sums


class _Sum:
    """The sum of numbers, n / 2**s, and that of their squares, squares / 4**s."""

    def __init__(self, data, squares=False):
        self.n = 0
        self.squares = 0
        self.s = 0
        self.count = 0
        self.whole = True  # are all integers?
        self.special = 0  # the sum of infinities and NaN, which hides all else
        for x in data:
            self.count += 1
            if isinstance(x, float):
                self.whole = False
                if x - x != 0:
                    self.special += x
                    continue
                n, e = parts(x)
                if x < 0:
                    n = -n
                if e > -self.s:
                    n <<= e + self.s
                elif e < -self.s:
                    self.n <<= -e - self.s
                    self.squares <<= 2 * (-e - self.s)
                    self.s = -e
            elif isinstance(x, int):
                n = x << self.s
            else:
                kind = type(x).__name__
                raise TypeError(f"can't convert type '{kind}' to numerator/denominator")
            self.n += n
            if squares:
                self.squares += n * n

    def over(self, divisor):
        """Return the sum divided: an int if all are integers and it is one."""
        if self.special:
            return self.special / divisor
        divisor <<= self.s
        if self.whole and self.n % divisor == 0:
            return self.n // divisor
        return self.n / divisor


def _deviations(data, center):
    """Return the _Sum of the squares of deviations from `center`; None: from the mean."""
    if center is not None:
        return _Sum([(x - center) * (x - center) for x in data])
    found = _Sum(data, True)
    if found.count:
        found.n = found.count * found.squares - found.n * found.n
        found.s *= 2
    return found


def _spread(data, center, name, least):
    """Return (sum, divisor) of a variance."""
    found = _deviations(data, center)
    if found.count < least:
        points = "one data point" if least == 1 else "two data points"
        raise StatisticsError(f"{name} requires at least {points}")
    divisor = found.count - least + 1
    if center is None and not found.special:
        divisor *= found.count
    return found, divisor


def _root_over(found, divisor):
    """Return the square root of found / divisor, rounded once."""
    if found.special:
        raise AttributeError("'float' object has no attribute 'numerator'")
    return root_of_ratio(found.n, divisor << found.s)


def root_of_ratio(n, m):
    """Return the double nearest to sqrt(n / m)."""
    shift = (110 + m.bit_length() - n.bit_length()) // 2
    if shift >= 0:
        n <<= 2 * shift
    else:
        m <<= -2 * shift
    r = root(n // m)
    r |= r * r * m != n  # an odd last bit stands for all that was cut off
    return r / (1 << shift) if shift >= 0 else float(r << -shift)


def mean(data):
    found = _Sum(data)
    if not found.count:
        raise StatisticsError("mean requires at least one data point")
    return found.over(found.count)


def variance(data, xbar=None):
    found, divisor = _spread(data, xbar, "variance", 2)
    return found.over(divisor)


def pvariance(data, mu=None):
    found, divisor = _spread(data, mu, "pvariance", 1)
    return found.over(divisor)


def stdev(data, xbar=None):
    found, divisor = _spread(data, xbar, "stdev", 2)
    return _root_over(found, divisor)


def pstdev(data, mu=None):
    found, divisor = _spread(data, mu, "pstdev", 1)
    return _root_over(found, divisor)


# Averages


def fmean(data, weights=None):
    if not hasattr(data, "__len__"):
        data = list(data)
    if weights is None:
        total = fsum(data)
        if not len(data):
            raise StatisticsError("fmean requires at least one data point")
        return total / len(data)
    if not hasattr(weights, "__len__"):
        weights = list(weights)
    total = fsum([x * w for x, w in zip(data, weights)])
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    weight = fsum(weights)
    if not weight:
        raise StatisticsError("sum of weights must be non-zero")
    return total / weight


def geometric_mean(data):
    try:
        return exp(fmean([log(x) for x in data]))
    except ValueError:
        raise StatisticsError(
            "geometric mean requires a non-empty dataset containing positive numbers"
        ) from None


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if weights is None and len(data) == 1:
        if not isinstance(data[0], (int, float)):
            raise TypeError("unsupported type")
        _not_negative(data[0])
        return data[0]
    weights = [1] * len(data) if weights is None else list(weights)
    if len(weights) != len(data):
        raise StatisticsError("Number of weights does not match data size")
    above = _Sum([_not_negative(w) for w in weights])
    shares = []
    for w, x in zip(weights, data):
        _not_negative(x)
        if w and x == 0:
            return 0
        shares.append(w / x if w else 0)
    below = _Sum(shares)
    if below.special:
        return (above.special or 1.0) / below.special
    if below.n <= 0:
        raise StatisticsError("Weighted sum must be positive")
    if above.special:
        return above.special / (below.n / (1 << below.s))
    return (above.n << below.s) / (below.n << above.s)


def _not_negative(x):
    if x < 0:
        raise StatisticsError("harmonic mean does not support negative values")
    return x


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    data = _sorted(data)
    i = len(data) // 2
    return data[i] if len(data) % 2 else (data[i - 1] + data[i]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    data = _sorted(data)
    n = len(data)
    x = data[n // 2]
    below = bisect_left(data, x)
    equal = bisect_right(data, x, lo=below) - below
    try:
        interval = float(interval)
        x = float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float") from None
    return x - interval / 2.0 + interval * (n / 2 - below) / equal


def _counts(data):
    found = {}
    for x in data:
        found[x] = found.get(x, 0) + 1
    return found


def mode(data):
    found = _counts(data)
    if not found:
        raise StatisticsError("no mode for empty data")
    return max(found, key=found.get)


def multimode(data):
    found = _counts(data)
    most = max(found.values(), default=0)
    return [x for x, count in found.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    last = len(data) - 1
    if last < 1:
        raise StatisticsError("must have at least two data points")
    if method == "inclusive":
        steps = [divmod(i * last, n) for i in range(1, n)]
    elif method == "exclusive":
        steps = []
        for i in range(1, n):
            place = i * (last + 2)
            j = min(max(place // n - 1, 0), last - 1)
            steps.append((j, place - (j + 1) * n))
    else:
        raise ValueError(f"Unknown method: {method!r}")
    return [(data[j] * (n - part) + data[j + 1] * part) / n for j, part in steps]


# Two series


def _pair(x, y, name):
    """Return the number of points."""
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    return n


def _from_mean(x):
    """Return the mean and the deviations from it."""
    middle = fsum(x) / len(x)
    return middle, [v - middle for v in x]


def _product(x, y):
    return fsum([a * b for a, b in zip(x, y)])


def covariance(x, y, /):
    n = _pair(x, y, "covariance")
    return _product(_from_mean(x)[1], _from_mean(y)[1]) / (n - 1)


def correlation(x, y, /):
    _pair(x, y, "correlation")
    dx = _from_mean(x)[1]
    dy = _from_mean(y)[1]
    both = _product(dx, dy)
    try:
        return both / sqrt(_product(dx, dx) * _product(dy, dy))
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


class LinearRegression(tuple):
    """A slope and an intercept."""

    _fields = ("slope", "intercept")

    def __new__(cls, slope, intercept):
        return tuple.__new__(cls, (slope, intercept))

    @property
    def slope(self):
        return self[0]

    @property
    def intercept(self):
        return self[1]

    def _asdict(self):
        return {"slope": self[0], "intercept": self[1]}

    def __repr__(self):
        return f"LinearRegression(slope={self[0]!r}, intercept={self[1]!r})"


def linear_regression(x, y, /, *, proportional=False):
    _pair(x, y, "linear regression")
    middle_x = middle_y = 0.0
    if not proportional:
        middle_x, x = _from_mean(x)
        middle_y, y = _from_mean(y)
    try:
        slope = _product(x, y) / _product(x, x)
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope, 0.0 if proportional else middle_y - slope * middle_x)
