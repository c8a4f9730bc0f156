def nested():
    return {"id": 1, "loc": {"x": 2, "y": [3, (4, 5)]}, "tags": ["a", "b"], "on": True, "n": None}


def update(d):
    d["loc"]["x"] += 5
    d["tags"].append("c")
    d["tags"][0] *= 2
    del d["id"]
    d.get("missing", 0)
    return d


def comprehensions(n):
    x = "outer"
    squares = [x * x for x in range(n) if x % 2]
    pairs = [(i, j) for i in range(3) for j in range(i) if i != j]
    table = {k: [v for v in range(k)] for k in range(3)}
    flat = [item for row in [[1, 2], [3]] for item in row]
    shadow = [x for x in [x, x]]
    return x, squares, pairs, table, flat, shadow


def slices(xs):
    ys = xs[:]
    ys[1:3] = [9, 9, 9]
    del ys[0]
    return ys, xs[-2:], xs[::2], xs[5:1:-1]


def unpack(values):
    first, *middle, last = values
    (a, b), c = (1, 2), 3
    for i, (k, v) in enumerate([("x", 1), ("y", 2)]):
        c += i * v
    return first, middle, last, a, b, c, k


print(nested(), update(nested()))
print(comprehensions(6), slices([0, 1, 2, 3, 4, 5, 6]), unpack([1, 2, 3, 4]))
print(
    [0] * 5,
    [1] + [2],
    (1,) + (2, 3),
    (),
    [],
    {},
    [*range(3), 7, *"ab"],
    (*[1], 2),
    {**{"a": 1}, "b": 2},
)
long = [
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    12,
    13,
    14,
    15,
    16,
    17,
    18,
    19,
    20,
    21,
    22,
    23,
    24,
    25,
    26,
    27,
    28,
    29,
    30,
    31,
    32,
    33,
    34,
]
print(long, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18))
print({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9, "j": 10, "k": 11})
print(3 in [1, 2, 3], 3 not in (1, 2), "k" in {"k": 1}, [1, 2] == [1, 2], (1, 2) < (1, 3), [] is [])
print(
    sorted([3, 1, 2], reverse=True),
    sorted(["bb", "a"], key=len),
    min([3, 1]),
    max(2, 7, 5),
    sum([1, 2], 10),
)
print(
    list(zip([1, 2], "ab")),
    list(enumerate("ab", 1)),
    list(reversed([1, 2])),
    list(range(0, 10, 3)),
    any([0, 1]),
    all([]),
)
print(
    list({"x": 1, "y": 2}.items()),
    {"x": 1}.get("z"),
    [1, 2, 3].pop(),
    [3, 1].index(1),
    [1, 1].count(1),
)
a = b = [1]
a += [2]
print(b, a is b)
t = (1,)
u = t
t += (2,)
print(u, t)
for broken in (lambda: [1][5], lambda: {}["k"], lambda: (1, 2)["a"]):
    try:
        broken()
    except (LookupError, TypeError) as e:
        print(type(e).__name__, e)
try:
    p, q = [1, 2, 3]
except ValueError as e:
    print(e)
try:
    p, *q, r = [1]
except ValueError as e:
    print(e)
