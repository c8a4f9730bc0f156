"""Do builtins that ask Python code say what CPython's say, however they are nested?"""


class A:
    def __init__(self, x):
        self.x = x

    def __add__(self, o):
        return A(self.x + (o.x if isinstance(o, A) else o))

    def __radd__(self, o):
        return A(o + self.x)

    def __lt__(self, o):
        return self.x < o.x

    def __eq__(self, o):
        return isinstance(o, A) and self.x == o.x

    def __hash__(self):
        return hash(self.x)

    def __repr__(self):
        return f"A({self.x!r})"

    def __len__(self):
        return self.x

    def __bool__(self):
        return self.x > 0

    def __getitem__(self, i):
        if i >= self.x:
            raise IndexError
        return i * 2

    def __contains__(self, i):
        return i == self.x

    def __getattr__(self, n):
        return n + "!"


class It:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


def gen(n):
    for i in range(n):
        yield i


def main():
    print(A(1) + A(2), A(1) + 5, 5 + A(1), A(1) < A(2), A(1) == A(1), A(1) != A(2))
    print(len(A(3)), bool(A(0)), A(3)[2], 3 in A(3), 4 in A(3), A(1).foo)
    if A(0):
        print("no")
    if not A(1):
        print("no")
    if A(2) > A(1):
        print("gt")
    print([A(1), A(2)], {A(1): A(2)}, (A(3),), str(A(4)), f"{A(5)}-{A(6)!r}")
    print(sum(gen(10)), sum(It(5)), any(x > 3 for x in gen(5)), all(x < 3 for x in gen(5)))
    print(
        list(gen(5)),
        tuple(It(3)),
        set(gen(3)),
        sorted(gen(4), reverse=True),
        ",".join(str(x) for x in gen(3)),
    )
    print(
        sorted([3, 1, 2], key=lambda x: -x),
        min([3, 1, 2], key=lambda x: -x),
        max(gen(5), key=lambda x: x % 3),
        max(1, 5, 3),
        min(A(2), A(1)),
    )
    print(
        list(map(lambda x: x * 2, gen(4))),
        list(filter(lambda x: x % 2, gen(6))),
        list(zip(gen(3), It(5), [1, 2, 3])),
        list(enumerate(gen(3))),
    )
    for i, x in enumerate(map(lambda v: v + 1, filter(None, gen(4)))):
        print(i, x)
    print(sum([A(1), A(2), A(3)], A(0)), sum(A(i) for i in range(4)))
    print(
        list(A(4)),
        [x for x in A(3)],
        A(1) in [A(0), A(1)],
        [A(1), A(2)] == [A(1), A(2)],
        {A(1): 2}[A(1)],
    )
    try:
        list(x // (2 - x) for x in range(5))
    except ZeroDivisionError as e:
        print(repr(e))
    try:
        sorted([1, 2, 0], key=lambda x: 1 // x)
    except ZeroDivisionError as e:
        print(repr(e))
    l = [3, 1, 2]
    l.sort(key=lambda x: -x)
    print(l)
    g = gen(3)
    print(next(g), next(g), next(g), next(g, "end"))
    i = It(1)
    print(next(i), next(i, "end"), getattr(A(1), "zz"), hasattr(A(1), "q"))

    def deep(n):
        return sorted([n], key=lambda x: deep(x - 1) if x else 0)[0]

    print(deep(50), max([3, 1], key=lambda x: len(sorted([1, 2], key=lambda y: x * y))))

    class R:
        def __init__(self, i):
            self.i = i

        def __repr__(self):
            return "R" + repr(self.i)

    x = 1
    for k in range(60):
        x = R(x)
    print(repr(x))

    def tree(n):
        yield n
        if n:
            for i, y in enumerate(tree(n - 1)):
                yield y

    print(sum(tree(20)), list(tree(5)))
    print(sorted([[3], [1, 2]], key=len), sorted("bca", key=str.upper, reverse=True))
    it = iter([1, 2, 3])
    print(3 in it, list(it))
    d = {A(1): 1}
    d[A(2)] = 2
    print(d[A(1)], A(2) in d, d.get(A(3)), {A(1), A(1)})
    try:
        list(zip(gen(2), gen(3), strict=True))
    except ValueError as e:
        print(e)

    def bad():
        yield 1
        raise KeyError("k")

    for f in (
        sum,
        list,
        set,
        sorted,
        max,
        any,
        lambda g: ",".join(g),
        lambda g: [*g],
        lambda g: 5 in g,
        lambda g: list(map(str, g)),
        lambda g: list(zip([1, 2], g)),
    ):
        try:
            print(f(bad()))
        except (KeyError, TypeError) as e:
            print(type(e).__name__, e)

    class Key:
        def __init__(self, k):
            self.k = k

        def __lt__(self, o):
            return self.k < o.k

    print(
        [k.k for k in sorted(map(Key, [3, 1, 2]))],
        sorted([3, 1, 2], key=Key),
        min([3, 1, 2], key=Key),
    ) if 0 else None
    print(
        [k.k for k in sorted(map(Key, [3, 1, 2]))],
        sorted([3, 1, 2], key=Key),
        min([3, 1, 2], key=Key),
    )
    g = gen(3)
    next(g)
    print(g.send(None), list(g), sum((i for i in range(100)), 5))
    print(
        "%s %r" % (A(1), A(2)), "{} {!r:>6}".format(A(1), A(2)), round(3.5), divmod(7, 2), abs(-3)
    )


main()
