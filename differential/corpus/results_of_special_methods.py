class V:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        return self.v

    def __iter__(self):
        return self.v

    def __int__(self):
        return self.v

    def __float__(self):
        return self.v

    def __index__(self):
        return self.v

    def __str__(self):
        return self.v

    def __repr__(self):
        return self.v

    def __hash__(self):
        return self.v

    def __format__(self, spec):
        return self.v

    def __contains__(self, x):
        return self.v


def handler():
    for v in (-1, 3, 2**70, 'a', 1.5, None, True, [], iter([1])):
        for f in (bool, list, int, float, str, repr, hash, lambda x: f'{x}', lambda x: 1 in x, lambda x: [5, 6][x], lambda x: 'ab' * x, hex, chr, lambda x: range(x) if x.v != 2**70 else 0, lambda x: round(1.5, x), lambda x: '%d' % x, lambda x: '%s' % x, lambda x: [x], bytes):
            try:
                print(f(V(v)))
            except Exception as e:
                print(type(e).__name__, e)
