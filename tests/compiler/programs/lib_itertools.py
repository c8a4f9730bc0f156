# itertools: the same items, errors, and the same way to consume what they read from.
import itertools
import operator
from itertools import chain, count, groupby, islice, tee


def show(f, *args, **kwargs):
    try:
        print(list(f(*args, **kwargs)))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)


class Broken:
    def __iter__(self):
        raise ValueError("broken")


print(list(islice(count(5, 3), 4)), list(islice(count(0.5), 3)), list(islice(count(), 2)))
print(list(islice(count(step=-2, start=1), 3)), next(count(2**70)))
show(count, "a")
show(count, 1, None)
print(list(islice(itertools.cycle("abc"), 7)), list(itertools.cycle([])))
show(itertools.cycle, 5)
print(list(itertools.repeat("x", 3)), list(itertools.repeat(1, -1)), list(itertools.repeat(1, 0)))
print(list(itertools.repeat(object=7, times=2)), list(zip("ab", itertools.repeat(0))))
show(itertools.repeat, 1, "a")
show(itertools.repeat, 1, None)
show(itertools.repeat)
show(itertools.count, 1, 2, 3)
print(list(itertools.accumulate([1, 2, 3, 4])), list(itertools.accumulate([])))
print(list(itertools.accumulate([1, 2, 3], operator.mul, initial=10)))
print(list(itertools.accumulate([3, 1, 4], max)), list(itertools.accumulate("abc")))
print(list(itertools.accumulate([], initial=5)), list(itertools.accumulate([1, 2], func=None)))
show(itertools.accumulate)
show(itertools.accumulate, 1)
show(itertools.accumulate, [1, "a"])
print(list(chain("ab", [1], ())), list(chain()), list(chain.from_iterable([[1], "xy", {2: 3}])))
print(list(chain.from_iterable(range(n) for n in range(4))))
show(chain, "a", 5)
show(chain.from_iterable, 5)
print(list(itertools.compress("abcdef", [1, 0, 1, 0, 1])), list(itertools.compress("ab", [])))
show(itertools.compress, "a")
numbers = [1, 4, 6, 3, 8]
print(list(itertools.dropwhile(lambda x: x < 5, numbers)))
print(list(itertools.takewhile(lambda x: x < 5, numbers)))
print(list(itertools.filterfalse(lambda x: x % 2, numbers)))
print(list(itertools.filterfalse(None, [0, 1, "", "a"])))
show(itertools.takewhile, len)
show(itertools.dropwhile, len, 1)
show(itertools.takewhile, predicate=len, iterable=[])
print(
    list(itertools.starmap(divmod, [(22, 5), (3, 2)])), list(itertools.starmap(max, ["ab", "cd"]))
)
show(itertools.starmap, divmod, [1])
print(list(itertools.pairwise("abcd")), list(itertools.pairwise("a")), list(itertools.pairwise("")))
print(list(itertools.zip_longest("abc", [1], fillvalue="-")), list(itertools.zip_longest()))
print(list(itertools.zip_longest("ab", range(3), "")))
show(itertools.zip_longest, "a", 1)
show(itertools.zip_longest, "a", Broken())

source = iter(range(10))
print(list(islice(source, 3)), next(source))
print(list(islice(source, 1, 5, 3)), next(source, "end"))
print(list(islice(range(10), None)), list(islice(range(10), 2, None, 4)))
print(list(islice(range(10), None, None, None)), list(islice(range(10), 5, 2)))
print(list(islice("ABCDEFG", 2)), list(islice("ABCDEFG", 2, 4)), list(islice("ABC", 0)))
for bounds in (
    (-1,),
    ("a",),
    (1.5,),
    (1, -1),
    (-1, 1),
    (1, 2, 0),
    (1, 2, -1),
    (1, 2, "a"),
    ("a", 2),
):
    show(islice, "abc", *bounds)
show(islice, "abc", 1, 2, 3, 4)
show(islice, 5, 1)
show(islice, "abc")

print(list(itertools.product("ab", [1, 2])), list(itertools.product()), list(itertools.product("")))
print(list(itertools.product([0, 1], repeat=2)), list(itertools.product("a", "", "b")))
print(list(itertools.product("ab", repeat=0)), len(list(itertools.product(range(3), repeat=4))))
show(itertools.product, "a", repeat=-1)
show(itertools.product, "a", repeat="b")
show(itertools.product, 5)
print(list(itertools.permutations("abc")), list(itertools.permutations(range(3), 2)))
print(list(itertools.permutations("ab", 3)), list(itertools.permutations("ab", 0)))
print(["".join(p) for p in itertools.permutations("abcd", 3)])
show(itertools.permutations, "ab", -1)
show(itertools.permutations, "ab", 1.5)
show(itertools.permutations, 3)
print(list(itertools.combinations("abcd", 2)), list(itertools.combinations("ab", 3)))
print(list(itertools.combinations(range(5), 3)), list(itertools.combinations([], 0)))
show(itertools.combinations, "ab", -1)
show(itertools.combinations, "ab", "c")
show(itertools.combinations, "ab")
print(list(itertools.combinations_with_replacement("abc", 2)))
print(
    list(itertools.combinations_with_replacement("", 2)),
    list(itertools.combinations_with_replacement("", 0)),
    list(itertools.combinations_with_replacement("ab", 0)),
    list(itertools.combinations_with_replacement("ab", 3)),
)
show(itertools.combinations_with_replacement, "ab", -1)

print([(key, list(group)) for key, group in groupby("AAABBCAA")])
print([key for key, _ in groupby("AAABBCAA")], [list(g) for _, g in groupby([])])
print({k: [n for n in g] for k, g in groupby(range(10), key=lambda n: n // 4)})
print([(k, sum(1 for _ in g)) for k, g in groupby(sorted("mississippi"))])
groups = groupby([1, 1, 2, 2, 2, 3])
key, ones = next(groups)
print(key, next(ones))
key, twos = next(groups)
print(key, list(ones), next(twos), list(twos), list(twos))
print(next(groups)[0], next(groups, "end"))
nan = float("nan")
print(len(list(groupby([nan, nan, nan]))), [k for k, _ in groupby([1, 1.0, True, None, None])])
show(groupby, 5)

first, second = tee(x * x for x in range(5))
print(next(first), next(first), list(second), list(first), list(tee("ab", 1)[0]), tee("ab", 0))
a, b, c = tee([1, 2, 3], 3)
print(list(zip(a, b)), list(c))
show(tee, "a", -1)
show(tee, 5)


def handler_like(event):
    """Windows of readings, as a handler would average them."""
    readings = [r["t"] for r in event["readings"]]
    windows = zip(readings, islice(readings, 1, None), islice(readings, 2, None))
    return [round(sum(w) / 3, 2) for w in windows]


print(handler_like({"readings": [{"t": t} for t in (20.5, 21, 20, 22.25, 23)]}))
