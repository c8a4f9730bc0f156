"""How does the Mersenne Twister run, and how does a seed start it? As in CPython, bit for bit."""

from _host import entropy


class Twister:
    """624 words of state; `place` is the next of them to be given out."""

    def __init__(self, seed):
        self.words = begin(seed_words(seed))
        self.place = 624
        self.gauss_next = None


def next32(g):
    """Return the next 32 random bits."""
    if g.place >= 624:
        turn(g.words)
        g.place = 0
    y = g.words[g.place]
    g.place += 1
    y ^= y >> 11
    y ^= y << 7 & 0x9D2C5680
    y ^= y << 15 & 0xEFC60000
    return y ^ y >> 18


def turn(words):
    """Make the next 624 words."""
    for i in range(624):
        y = words[i] & 0x80000000 | words[i + 1 if i < 623 else 0] & 0x7FFFFFFF
        far = words[i + 397 if i < 227 else i - 227]
        words[i] = far ^ y >> 1 ^ (0x9908B0DF if y & 1 else 0)


def seed_words(seed):
    """Return the 32-bit words of the key that a seed stands for."""
    if seed is None:
        return [entropy() for _ in range(4)]
    if not isinstance(seed, int):
        raise TypeError("the seed must be an int or None")
    seed = abs(seed)
    words = [seed & 0xFFFFFFFF]
    while seed > 0xFFFFFFFF:
        seed >>= 32
        words.append(seed & 0xFFFFFFFF)
    return words


def begin(key):
    """Return the state that the words of a key lead to."""
    x = 19650218
    words = [x]
    for i in range(1, 624):
        x = (1812433253 * (x ^ x >> 30) + i) & 0xFFFFFFFF
        words.append(x)
    i = 1
    j = 0
    for _ in range(max(624, len(key))):
        x = words[i - 1]
        words[i] = ((words[i] ^ (x ^ x >> 30) * 1664525) + key[j] + j) & 0xFFFFFFFF
        i += 1
        j += 1
        if i == 624:
            words[0] = words[623]
            i = 1
        if j == len(key):
            j = 0
    for _ in range(623):
        x = words[i - 1]
        words[i] = ((words[i] ^ (x ^ x >> 30) * 1566083941) - i) & 0xFFFFFFFF
        i += 1
        if i == 624:
            words[0] = words[623]
            i = 1
    words[0] = 0x80000000
    return words


_shared = None


def shared():
    """Return the generator of the module's functions; it seeds itself at first use."""
    global _shared
    if _shared is None:
        _shared = Twister(None)
    return _shared


def share(g):
    """Make a generator the one of the module's functions."""
    global _shared
    _shared = g
