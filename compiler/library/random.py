"""What does `import random` offer? The numbers of CPython's generator for the same seed.

A seed is an int or None. The module's functions share one generator; each draws as `_draws` says.
"""

from math import exp

from _draws import (
    bell,
    betas,
    bits,
    direction,
    from_range,
    gammas,
    many_bytes,
    many_of,
    mix,
    normal,
    one_of,
    some_of,
    some_of_counted,
    three_cornered,
    unit,
    waiting,
    weibull,
)
from _twister import Twister, share, shared


def seed(a=None):
    share(Twister(a))


def getstate():
    return _state(shared())


def setstate(state):
    share(_restored(state))


def _state(g):
    return 3, tuple(g.words) + (g.place,), g.gauss_next


def _restored(state):
    version, words, gauss_next = state
    if version != 3:
        raise ValueError(f"state with version {version} passed to Random.setstate() of version 3")
    g = Twister(0)
    g.words = list(words[:-1])
    g.place = words[-1]
    g.gauss_next = gauss_next
    return g


def random():
    return unit(shared())


def getrandbits(k, /):
    return bits(shared(), k)


def randbytes(n):
    return many_bytes(shared(), n)


def randrange(start, stop=None, step=1):
    return from_range(shared(), start, stop, step)


def randint(a, b):
    return from_range(shared(), a, b + 1, 1)


def choice(seq):
    return one_of(shared(), seq)


def shuffle(x):
    mix(shared(), x)


def sample(population, k, *, counts=None):
    if counts is not None:
        return some_of_counted(shared(), population, k, counts)
    return some_of(shared(), population, k)


def choices(population, weights=None, *, cum_weights=None, k=1):
    return many_of(shared(), population, weights, cum_weights, k)


def uniform(a, b):
    return a + (b - a) * unit(shared())


def triangular(low=0.0, high=1.0, mode=None):
    return three_cornered(shared(), low, high, mode)


def normalvariate(mu=0.0, sigma=1.0):
    return normal(shared(), mu, sigma)


def gauss(mu=0.0, sigma=1.0):
    return bell(shared(), mu, sigma)


def lognormvariate(mu, sigma):
    return exp(normal(shared(), mu, sigma))


def expovariate(lambd):
    return waiting(shared(), lambd)


def paretovariate(alpha):
    return (1.0 - unit(shared())) ** (-1.0 / alpha)


def weibullvariate(alpha, beta):
    return weibull(shared(), alpha, beta)


def gammavariate(alpha, beta):
    return gammas(shared(), alpha, beta)


def betavariate(alpha, beta):
    return betas(shared(), alpha, beta)


def vonmisesvariate(mu, kappa):
    return direction(shared(), mu, kappa)


class Random:
    """A generator of its own."""

    def __init__(self, x=None):
        self.g = Twister(x)

    def seed(self, a=None):
        self.g = Twister(a)

    def getstate(self):
        return _state(self.g)

    def setstate(self, state):
        self.g = _restored(state)

    def random(self):
        return unit(self.g)

    def getrandbits(self, k, /):
        return bits(self.g, k)

    def randbytes(self, n):
        return many_bytes(self.g, n)

    def randrange(self, start, stop=None, step=1):
        return from_range(self.g, start, stop, step)

    def randint(self, a, b):
        return from_range(self.g, a, b + 1, 1)

    def choice(self, seq):
        return one_of(self.g, seq)

    def shuffle(self, x):
        mix(self.g, x)

    def sample(self, population, k, *, counts=None):
        if counts is not None:
            return some_of_counted(self.g, population, k, counts)
        return some_of(self.g, population, k)

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        return many_of(self.g, population, weights, cum_weights, k)

    def uniform(self, a, b):
        return a + (b - a) * unit(self.g)

    def triangular(self, low=0.0, high=1.0, mode=None):
        return three_cornered(self.g, low, high, mode)

    def normalvariate(self, mu=0.0, sigma=1.0):
        return normal(self.g, mu, sigma)

    def gauss(self, mu=0.0, sigma=1.0):
        return bell(self.g, mu, sigma)

    def lognormvariate(self, mu, sigma):
        return exp(normal(self.g, mu, sigma))

    def expovariate(self, lambd):
        return waiting(self.g, lambd)

    def paretovariate(self, alpha):
        return (1.0 - unit(self.g)) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return weibull(self.g, alpha, beta)

    def gammavariate(self, alpha, beta):
        return gammas(self.g, alpha, beta)

    def betavariate(self, alpha, beta):
        return betas(self.g, alpha, beta)

    def vonmisesvariate(self, mu, kappa):
        return direction(self.g, mu, kappa)
