# collections: deque, Counter, OrderedDict, defaultdict, ChainMap, UserDict, UserList.
import collections
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except (ValueError, TypeError, IndexError, KeyError, RuntimeError, NotImplementedError) as e:
        print(type(e).__name__, e)


d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, len(d), d[0], d[-1], d[2], list(d), list(reversed(d)), bool(d), bool(deque()))
print(d.pop(), d.popleft(), d, 2 in d, 9 in d, d.index(3), d.count(2))
d.extend("ab")
d.extendleft("xy")
print(d)
d.rotate(2)
print(d)
d.rotate(-3)
print(d)
d.rotate()
d.reverse()
print(d, d.copy() == d, d.copy() is d, d == list(d), d != deque(d))
d[1] = "one"
del d[0]
d.insert(2, "two")
d.remove("x")
print(d, d + deque([1]), d * 2, 2 * deque("a"))
d += [7, 8]
d *= 2
print(d, len(d))
d.clear()
print(d, list(d))
show(d.pop)
show(d.popleft)
show(lambda: deque()[0])
show(lambda: deque("ab")[2])
show(lambda: deque("ab")["a"])
show(lambda: deque("ab") + [1])
show(deque("ab").remove, "z")
show(deque("ab").index, "z")
show(deque("abc").index, "c", 0, 2)
show(deque, 5)
show(deque, [], -1)
show(deque, [], "a")
print(deque("abcabc").index("c", 3), deque("abc") < deque("abd"), deque([1]) <= deque([1]))
window = deque(maxlen=3)
for i in range(6):
    window.append(i)
    print(window, sum(window) / len(window))
window.appendleft("z")
print(
    window, window.maxlen, deque("abcdef", 2), deque([1], maxlen=0), deque(maxlen=2) + deque("abc")
)
show(window.insert, 0, 1)
empty = deque(maxlen=0)
empty.append(1)
empty.appendleft(1)
print(empty)
big = deque()
for i in range(200):
    big.append(i)
    if i % 3:
        big.popleft()
print(len(big), big[0], big[-1], sum(big))
for i in range(100):
    big.appendleft(-i)
print(len(big), big[0], big[50], big.pop(), sum(big))
self_filled = deque([1, 2])
self_filled.extend(self_filled)
print(self_filled)
self_filled.append(self_filled)
print(self_filled)


def grow(items, how):
    for _ in items:
        how(items)


show(grow, deque([1, 2]), lambda q: q.append(1))
show(grow, deque([1, 2]), lambda q: q.popleft())
show(grow, deque([1, 2]), lambda q: q.rotate(1))


def search(graph, start):
    queue, seen = deque([start]), {start}
    while queue:
        node = queue.popleft()
        for n in graph.get(node, ()):
            if n not in seen:
                seen.add(n)
                queue.append(n)
    return sorted(seen)


print(search({1: [2, 3], 2: [4], 4: [1], 9: [8]}, 1))

c = Counter("mississippi")
print(c, c["s"], c["z"], c.most_common(2), c.most_common(), sorted(c.elements()), c.total(), len(c))
c.update("mmm")
c.update({"p": 3}, z=1)
c.subtract("ss", i=1)
print(c, Counter(a=1, b=0), Counter({"x": 2}), Counter(), Counter(None))
a, b = Counter(a=3, b=1), Counter(a=1, b=2, c=-1)
print(a + b, a - b, a & b, a | b, +b, -b, a == b, a <= a, a < b, a >= b, Counter(a=0) == Counter())
a += b
print(a)
a -= Counter(a=3)
a |= Counter(q=1)
a &= Counter(b=1, q=5)
print(a, a.copy(), dict(a), "q" in a, "nope" in a)
del a["nope"]
a["b"] += 5
print(a, sum(a.values()), a.most_common(1)[0][0], isinstance(a, dict), Counter([1, 1, 2])[1])
print(Counter({"a": 1, "b": "x"}), Counter({"a": 2, "b": 2, "c": 3}).most_common())
show(Counter.fromkeys, "ab")
show(Counter, 5)
show(Counter, "a", "b")

o = OrderedDict([("a", 1), ("b", 2)])
o["c"] = 3
o.move_to_end("a")
print(o, list(o), o == {"a": 1, "b": 2, "c": 3}, o == OrderedDict(a=1, b=2, c=3))
o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), o, o != OrderedDict(b=2), list(reversed(o)))
print(OrderedDict(), OrderedDict.fromkeys("ab", 0), o.copy(), o | {"x": 1}, len(o), o.get("b"))
show(OrderedDict().popitem)
show(o.move_to_end, "nope")

groups = defaultdict(list)
for word in "the quick brown fox jumps over the lazy dog".split():
    groups[len(word)].append(word)
print(groups, dict(groups), groups[99], groups.get(7), 7 in groups, len(groups))
numbers = defaultdict(int, a=1)
numbers["b"] += 2
print(numbers, numbers.default_factory is int, numbers.copy() == numbers, numbers | {"z": 9})
tree = defaultdict(lambda: defaultdict(int))
tree["a"]["b"] += 1
print(
    {k: dict(v) for k, v in tree.items()},
    defaultdict(None, x=1)["x"],
    defaultdict(set, [(1, 2)])[1],
)
show(lambda: defaultdict()["k"])
show(defaultdict, 5)
print(isinstance(groups, dict), sorted(groups), groups.pop(99), groups.setdefault(1, "s"))

chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(
    chain,
    chain["a"],
    chain["b"],
    len(chain),
    list(chain),
    "b" in chain,
    chain.get("z", 0),
    dict(chain.items()),
)
chain["b"] = 9
child = chain.new_child({"c": 1})
print(
    chain, child["c"], child.parents == chain, child.maps, sorted(child.items()), bool(ChainMap())
)
print(list(chain.values()), chain.pop("a"), chain["a"], chain.popitem(), chain == {"a": 2, "b": 3})
show(lambda: chain["zz"])
show(chain.pop, "zz")
show(chain.popitem)
print(chain.setdefault("n", 5), chain | {"w": 1}, chain.copy(), chain.keys())


class Upper(UserDict):
    def __setitem__(self, key, item):
        super().__setitem__(key.upper(), item)


u = Upper(a=1)
u["b"] = 2
u.update({"c": 3}, d=4)
print(
    u, u["A"], len(u), "a" in u, "B" in u, sorted(u.items()), u.pop("A"), u.get("q"), u == {"B": 2}
)
print(list(u), u.copy(), u.setdefault("zz"), u.data, UserDict({"x": 1}) | {"y": 2})
show(lambda: u["nope"])


class Numbers(UserList):
    def total(self):
        return sum(self)


n = Numbers([3, 1, 2])
n.append(5)
n.sort()
n += [7]
print(
    n,
    n.total(),
    n[0],
    n[1:3],
    type(n[1:]).__name__,
    n == [1, 2, 3, 5, 7],
    5 in n,
    n.index(5),
    n + [1],
)
n.insert(0, 9)
n.remove(1)
print(
    n.pop(),
    n,
    len(n),
    n.count(2),
    list(reversed(n)),
    n * 2,
    [0] + n,
    n < [10],
    collections.UserList("ab"),
)
