# map, filter, zip(strict), iter(callable, sentinel), enumerate, reversed, hash.


def attempt(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e)


def double(x):
    return x * 2


def add(a, b):
    return a + b


def maps():
    print(list(map(double, [1, 2, "ab"])), list(map(add, (1, 2, 3), range(10))), list(map(str, [])))
    print(list(map(len, ["", "ab"])), tuple(map(int, "123")), sum(map(abs, {-1: 0, -5: 0})))
    print(
        attempt(lambda: map(1)), attempt(lambda: map(double, 5)), attempt(lambda: list(map(5, [1])))
    )
    print(attempt(lambda: list(map(add, [1]))), attempt(lambda: list(map(double, [None]))))
    m = map(double, [1, 2, 3])
    print(next(m), next(m), next(m), next(m, "end"), type(m).__name__, attempt(lambda: next(m)))
    print(next(iter(m), "again"), attempt(lambda: m[0]), attempt(lambda: len(m)))
    print(
        dict(map(lambda k: (k, k * k), range(4))),
        ",".join(map(str, range(5))),
        max(map(abs, [-3, 2])),
    )


def filters():
    print(
        list(filter(None, [0, 1, "", "a", [], [0], None])), list(filter(lambda x: x > 2, range(6)))
    )
    print(
        attempt(lambda: filter(None)),
        attempt(lambda: filter(None, 5)),
        attempt(lambda: list(filter(5, [1]))),
    )
    print(
        type(filter(None, [])).__name__, next(filter(str.isdigit, "ab3c"), "none") if False else 3
    )
    print(attempt(lambda: list(filter(lambda x: x["k"], [{"k": 1}, {}]))))


def zips():
    print(list(zip()), list(zip([1, 2], "abc", (True, False, None))), list(zip([1], strict=True)))
    print(
        attempt(lambda: list(zip([1, 2], [1], strict=True))),
        attempt(lambda: list(zip([1], [1, 2], strict=True))),
    )
    print(attempt(lambda: list(zip([1, 2], [1, 2], [1], strict=True))))
    print(attempt(lambda: list(zip([1], [1], [1, 2], strict=True))))
    print(attempt(lambda: list(zip([1, 2], [3, 4], strict=True))), attempt(lambda: zip(1, [2])))
    print(attempt(lambda: zip([1], [2], strikt=True)), attempt(lambda: zip([2], 5)))
    a, b = zip(*[(1, "x"), (2, "y")])
    print(a, b)


def sentinels():
    items = [1, 2, 3, 0, 9]
    it = iter(lambda: items.pop(0), 0)
    print(list(it), items, list(it), attempt(lambda: iter(5, 6)), attempt(lambda: next(it)))

    def stop():
        raise StopIteration

    print(list(iter(stop, 1)))

    def fail():
        return 1 // 0

    print(attempt(lambda: list(iter(fail, 1))))


def counts():
    print(list(enumerate("ab", 5)), list(enumerate("ab", start=-1)), list(enumerate([], 2)))
    print(
        list(enumerate("ab", 1 << 70)),
        list(enumerate("abc", 2**30 - 2)),
        attempt(lambda: enumerate("a", "b")),
    )
    print(
        list(reversed([1, 2])),
        list(reversed("añb")),
        list(reversed((1,))),
        list(reversed(range(5))),
    )
    print(list(reversed(b"abc")), list(reversed({"a": 1, "b": 2})), attempt(lambda: reversed({1})))
    print(
        list(reversed({"a": 1, "b": 2}.items())),
        list(reversed({"a": 1}.keys())),
        list(reversed({1: 5}.values())),
    )
    print(attempt(lambda: reversed(5)), next(reversed([1, 2, 3])))


def hashes():
    for x in [
        0,
        1,
        -1,
        5,
        2**31,
        2**61 - 1,
        2**61,
        -(2**61),
        2**62 + 3,
        10**40,
        -(10**40),
        True,
        False,
    ]:
        print(x, hash(x), hash(float(x)), hash((x,)), hash((x, x)))
    for x in [0.5, -0.5, 1e300, 1e-300, 5e-324, 3.14, float("inf"), float("-inf"), -0.0]:
        print(x, hash(x), hash((x, 1)), hash(frozenset([x, 7])))
    print(
        hash(()),
        hash((1, (2, (3,)))),
        hash(frozenset()),
        hash(frozenset([1, 2, 3])),
        hash(((), ())),
    )
    print(
        attempt(lambda: hash([])),
        attempt(lambda: hash({})),
        attempt(lambda: hash(([1],))),
        attempt(lambda: hash({1})),
    )
    print(
        hash("abc") == hash("abc"),
        hash(b"ab") == hash(b"ab"),
        attempt(lambda: hash()),
        attempt(lambda: hash(1, 2)),
    )


class P:
    def __init__(self, a):
        self.a = a

    def __eq__(self, other):
        return self.a == other.a

    def __hash__(self):
        return hash((self.a, 1))


class Big:
    def __hash__(self):
        return 2**63 - 1


class Huge:
    def __hash__(self):
        return 10**30


maps()
filters()
zips()
sentinels()
counts()
hashes()
print({P(1): 5}[P(1)], hash(P(3)), hash(Big()), hash(Huge()), len({P(1), P(2), P(1)}))
print({1: "a", 1.0: "b", True: "c", 2**70: "d", 2.0**70: "e", -1: "f", -1.0: "g", -2: "h"})
