"""What are iterators and functions called? What are digits, sizes and indices?"""

for it in (
    iter([]),
    iter(()),
    iter(""),
    iter({}),
    iter({}.values()),
    iter({}.items()),
    iter(set()),
    iter(range(3)),
    iter(b""),
    iter(bytearray()),
    reversed([]),
    reversed(()),
    reversed(range(3)),
    enumerate([]),
    zip(),
    map(int, []),
    filter(None, []),
    iter(int, 0),
    {}.keys(),
    (x for x in ()),
    iter("é"),
    iter("a"),
    iter("aé"),
    reversed(""),
):
    print(type(it).__name__, repr(it).split(" at ")[0].rstrip(">"))


def g():
    yield


async def co():
    pass


class K:
    def gen(self):
        yield 1

    def me(self):
        pass


c = co()
for v in (g(), c, K().gen(), g, K.me, lambda: 0, object(), K()):
    print(repr(v).split(" at ")[0].rstrip(">"))
c.close()


def outer():
    x = 1

    def inner():
        return x

    return inner


print(repr(outer()).split(" at ")[0].rstrip(">"))
for f in (
    lambda: iter([])[0],
    lambda: iter(())(),
    lambda: len(iter("")),
    lambda: iter({}) + 1,
    lambda: -iter(set()),
    lambda: iter([]).count,
):
    try:
        f()
    except Exception as e:
        print(e)
print(
    [
        hasattr(i, "__next__")
        for i in (iter([]), zip(), enumerate([]), map(int, []), {}.keys(), [], g())
    ],
    [hasattr(i, "__iter__") for i in (iter([]), zip(), {}.keys(), map(int, []), 5)],
)
print(
    type(iter([])) is type(iter([1])),
    type(iter([])) is type(iter(())),
    isinstance(iter([]), type(iter([]))),
)


for text in (
    "٣",
    "٣.٥",
    "１２",
    " １２\u2003",
    "\u2003 5 ",
    "²",
    "٣x",
    "½",
    "-٣",
    "१_०",
    "𝟗𝟘",
    "1٣e١",
    "٣é",
):
    for f in (int, float):
        try:
            print(f(text))
        except ValueError as e:
            print(e)
print(int("１F", 16), int("٣٣", 8), int("0x１", 0))


print("" * 10**9, b"" * 10**9, [] * 10**9, () * 10**9, len(range(10**9)), bytearray() * 10**9)
print("x" * -(10**9), [1] * -5)
try:
    print("" * 10**20)
except Exception as e:
    print(type(e).__name__, e)


class V:
    def __init__(self, v):
        self.v = v

    def __index__(self):
        return self.v


print(
    "ab" * V(2),
    [1] * V(2),
    chr(V(65)),
    round(1.25, V(1)),
    round(125, V(-1)),
    bytes(V(2)),
    [5, 6][V(1)],
    "xyz"[V(-1)],
)
for f in (lambda v: "ab" * v, lambda v: [5][v], chr, bytes, lambda v: "ab"[v]):
    for v in (V(2**70), V(-(2**70)), V("a")):
        try:
            print(f(v))
        except Exception as e:
            print(type(e).__name__, e)
