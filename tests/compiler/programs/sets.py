# Sets and frozensets: displays, comprehensions, operators, comparisons, methods in C, views as sets.
# The order of iteration is our own (insertion), so everything is printed sorted.


def show(s):
    return type(s).__name__, sorted(s, key=str)


def attempt(f):
    try:
        r = f()
        return show(r) if isinstance(r, (set, frozenset)) else r
    except Exception as e:
        return type(e).__name__, str(e)


def displays(x):
    many = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 1, 2}
    starred = {0, *x, *"ab", 9}
    made = {i % 3 for i in range(10)}
    nested = {(a, b) for a in x for b in x if a != b}
    return (
        show({x[0], 1, 1.0, True}),
        show(many),
        show(starred),
        show(made),
        show(nested),
        {1},
        set(),
    )


def operators(a, b):
    pairs = [a | b, a & b, a - b, a ^ b]
    return [show(s) for s in pairs], [a == b, a != b, a < b, a <= b, a > b, a >= b]


def in_place(a, b):
    c = d = a.copy()
    c |= b
    yes = c is d
    c &= b
    c -= {2}
    c ^= {5, 99}
    return yes, show(c), show(d)


def frozen_in_place(a, b):
    c = d = frozenset(a)
    c |= b
    return c is d, show(c), show(d)


def methods():
    s = set()
    for i in [3, 1, 2, 3, "x", None, (1, 2)]:
        s.add(i)
    s.discard(3)
    s.discard("no")
    s.remove("x")
    print(attempt(lambda: s.remove("x")), attempt(lambda: s.remove((9,))), len(s), bool(s))
    t = s.copy()
    t.update([5, 6], "ab", {7: 8})
    print(show(t), show(s))
    while t:
        t.pop()
    print(t, attempt(lambda: t.pop()), attempt(lambda: s.add([])), attempt(lambda: {s}))
    s.clear()
    print(s, not s)
    print({1, 2} in {frozenset([1, 2])}, 3 in {1, 2}, "a" in {"a"}, attempt(lambda: [] in {1}))
    z = {frozenset([1]), frozenset([2])}
    z.discard({1})
    print(z, attempt(lambda: z.remove({5})))


def frozen():
    f = frozenset([1, 2, 3])
    d = {f: "yes", frozenset(): "empty"}
    print(d[frozenset([3, 2, 1])], d[frozenset("")], hash(f) == hash(frozenset([2, 3, 1])))
    print(f.copy() is f, frozenset(f) is f, set(f) == f, f == {1, 2, 3}, f != {1}, f < {1, 2, 3, 4})
    print(frozenset([7]), frozenset(), repr({"a"}), str({None}), [{1.5}], type(f), type({1}))
    print(isinstance(f, frozenset), isinstance(f, set), isinstance({1}, (set, int)))
    print(attempt(lambda: f.add(1)), attempt(lambda: {1} | [2]), attempt(lambda: {1} < [2]))
    print(
        attempt(lambda: {1} + {2}),
        attempt(lambda: {1}[0]),
        attempt(lambda: {[1]}),
        attempt(lambda: set(5)),
    )
    print(
        attempt(lambda: set(1, 2)), attempt(lambda: frozenset(x=1)), attempt(lambda: set().pop(1))
    )


def views():
    d = {"a": 1, "b": 2, "c": 3}
    e = {"b": 2, "c": 4, "x": 0}
    k = d.keys()
    print(
        sorted(k & e.keys()),
        sorted(k | e),
        sorted(k - e),
        sorted(k ^ e.keys()),
        sorted(k & ["a", "z"]),
    )
    print(sorted(d.items() & e.items()), sorted(d.items() - e.items()), sorted({"a"} | k))
    print(
        k == {"a", "b", "c"}, k < {"a", "b", "c", "d"}, d.items() == e.items(), k >= {"a"}, k != k
    )
    print(
        "a" in k,
        "q" in k,
        ("a", 1) in d.items(),
        ("a", 2) in d.items(),
        5 in d.items(),
        3 in d.values(),
    )
    print(len(k), k, d.values(), d.items(), type(k), bool(k), bool({}.keys()))
    print(
        attempt(lambda: k[0]),
        attempt(lambda: hash(k)),
        attempt(lambda: next(k)),
        attempt(lambda: d.values() & k),
    )
    k = {}.keys()
    k |= {1}
    print(k)


class Odd:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Odd) and self.n == other.n

    def __hash__(self):
        return self.n


def instances():
    s = {Odd(1), Odd(2), Odd(1), 5, "five"}
    print(len(s), Odd(2) in s, Odd(3) in s, "five" in s, "six" in s)
    big = {Odd(i) for i in range(60)} | set(range(60))
    for i in range(50):
        big.remove(Odd(i))
        big.remove(i)
    print(len(big), len(big & {Odd(55), 3, 55}))


def changing():
    s = {1, 2, 3}
    try:
        for x in s:
            s.add(x + 10)
    except RuntimeError as e:
        print(e)
    d = {}
    for i in range(300):
        d[i] = i
        if i % 3:
            d.popitem()
    print(len(d), sum(d), d.popitem())
    for i in range(40):
        d[("k", i)] = i
        d.popitem()
    print(len(d), ("k", 3) in d)


print(displays([5, 6]))
print(operators({1, 2, 3}, {2, 3, 4}), operators({1, 2}, {1, 2, 3}), operators({"a"}, set()))
print(operators(frozenset("abc"), {"b"}), operators({1}, frozenset([1])))
print(in_place({1, 2, 3}, {2, 3, 4, 5}), frozen_in_place([1], {2}))
methods()
frozen()
views()
instances()
changing()
print(
    sorted(set("hello world")),
    sorted({1, 2} & {2}),
    sum({1, 2, 3}),
    max({4, 9, 2}),
    sorted(frozenset(range(20))),
)
