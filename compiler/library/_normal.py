"""What is a NormalDist of statistics?"""

from math import erf, exp, fabs, hypot, log, sqrt, tau
from random import Random, gauss


class StatisticsError(ValueError):
    """Data of which a figure cannot be had."""


# Rational approximations of the inverse of the distribution (M. J. Wichura, AS 241, 1988):
# coefficients of numerator and denominator, the highest power first.
_CENTRE = (
    (
        2.509080928730122672e3,
        3.343057558358812811e4,
        6.726577092700870085e4,
        4.592195393154987146e4,
        1.373169376550946113e4,
        1.971590950306551443e3,
        1.331416678917843775e2,
        3.387132872796366608e0,
    ),
    (
        5.226495278852854561e3,
        2.872908573572194267e4,
        3.930789580009271061e4,
        2.121379430158659587e4,
        5.394196021424751108e3,
        6.871870074920579083e2,
        4.231333070160091125e1,
        1.0,
    ),
)
_MIDDLE = (
    (
        7.7454501427834140764e-4,
        2.27238449892691845833e-2,
        2.4178072517745061177e-1,
        1.27045825245236838258e0,
        3.64784832476320460504e0,
        5.7694972214606914055e0,
        4.6303378461565452959e0,
        1.42343711074968357734e0,
    ),
    (
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        1.51986665636164571966e-2,
        1.4810397642748007459e-1,
        6.8976733498510000455e-1,
        1.6763848301838038494e0,
        2.05319162663775882187e0,
        1.0,
    ),
)
_TAIL = (
    (
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        1.24266094738807843860e-3,
        2.65321895265761230930e-2,
        2.96560571828504891230e-1,
        1.78482653991729133580e0,
        5.46378491116411436990e0,
        6.65790464350110377720e0,
    ),
    (
        2.04426310338993978564e-15,
        1.42151175831644588870e-7,
        1.84631831751005468180e-5,
        7.86869131145613259100e-4,
        1.48753612908506148525e-2,
        1.36929880922735805310e-1,
        5.99832206555887937690e-1,
        1.0,
    ),
)


def _ratio(series, r, factor):
    above, below = series
    n = above[0]
    d = below[0]
    for a, b in zip(above[1:], below[1:]):
        n = n * r + a
        d = d * r + b
    return n * factor / d


def _inverse(p):
    """Return the x with which the standard distribution reaches p."""
    q = p - 0.5
    if fabs(q) <= 0.425:
        return _ratio(_CENTRE, 0.180625 - q * q, q)
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    x = _ratio(_MIDDLE, r - 1.6, 1.0) if r <= 5.0 else _ratio(_TAIL, r - 5.0, 1.0)
    return -x if q < 0.0 else x


class NormalDist:
    """A normal distribution with its mean and its standard deviation."""

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        from statistics import mean, stdev

        data = list(data)
        deviation = stdev(data)
        return cls(float(mean(data)), deviation)

    def samples(self, n, *, seed=None):
        draw = gauss if seed is None else Random(seed).gauss
        return [draw(self._mu, self._sigma) for _ in range(n)]

    def _spread(self, name):
        if not self._sigma:
            raise StatisticsError(f"{name}() not defined when sigma is zero")
        return self._sigma

    def pdf(self, x):
        self._spread("pdf")
        variance = self._sigma * self._sigma
        diff = x - self._mu
        return exp(diff * diff / (-2.0 * variance)) / sqrt(tau * variance)

    def cdf(self, x):
        return 0.5 * (1.0 + erf((x - self._mu) / (self._spread("cdf") * sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        if self._sigma <= 0.0:
            raise StatisticsError("cdf() not defined when sigma at or below zero")
        return self._mu + _inverse(p) * self._sigma

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        x, y = self, other
        if (y._sigma, y._mu) < (x._sigma, x._mu):
            x, y = y, x
        x_variance = x.variance
        y_variance = y.variance
        if not x_variance or not y_variance:
            raise StatisticsError("overlap() not defined when sigma is zero")
        wider = y_variance - x_variance
        apart = fabs(y._mu - x._mu)
        if not wider:
            return 1.0 - erf(apart / (2.0 * x._sigma * sqrt(2.0)))
        a = x._mu * y_variance - y._mu * x_variance
        b = x._sigma * y._sigma * sqrt(apart * apart + wider * log(y_variance / x_variance))
        right = (a + b) / wider
        left = (a - b) / wider
        return 1.0 - (fabs(y.cdf(right) - x.cdf(right)) + fabs(y.cdf(left) - x.cdf(left)))

    def zscore(self, x):
        return (x - self._mu) / self._spread("zscore")

    @property
    def mean(self):
        return self._mu

    @property
    def median(self):
        return self._mu

    @property
    def mode(self):
        return self._mu

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __rsub__(self, other):
        return -(self - other)

    def __mul__(self, other):
        return NormalDist(self._mu * other, self._sigma * fabs(other))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return NormalDist(self._mu / other, self._sigma / fabs(other))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
