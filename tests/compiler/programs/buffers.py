# bytes and bytearray: construction, operators, items, slices, methods that are in C; slices of lists.


def attempt(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e)


def construct():
    for f in [
        lambda: bytes(), lambda: bytes(3), lambda: bytes(b"ab"), lambda: bytes(bytearray(b"xy")), lambda: bytes([1, 2]),
        lambda: bytes((255,)), lambda: bytes(range(5)), lambda: bytes("añ", "utf-8"), lambda: bytes([256]),
        lambda: bytes([-1]), lambda: bytes(["a"]), lambda: bytes("a"), lambda: bytes(-1), lambda: bytes(1.5),
        lambda: bytes(None), lambda: bytes(b"a", "utf-8"), lambda: bytes(i * 2 for i in range(3)), lambda: bytes({1}),
        lambda: bytearray(), lambda: bytearray(3), lambda: bytearray(b"ab"), lambda: bytearray([1, 2, 0]),
        lambda: bytearray("añ", "utf-8"), lambda: bytearray("a"), lambda: bytearray(-1), lambda: bytearray([256]),
        lambda: bytearray(object), lambda: bytearray(bytearray(b"q")), lambda: bytes(True), lambda: bytes([True, False]),
    ]:  # fmt: skip
        print(attempt(f))


def operators():
    a, b = b"ab", bytearray(b"cd")
    for f in [
        lambda: a + b, lambda: b + a, lambda: a * 2, lambda: b * 2, lambda: 2 * b, lambda: a * -1, lambda: b * 0,
        lambda: a + "x", lambda: b + "x", lambda: b + [1], lambda: a + None, lambda: a == bytearray(b"ab"), lambda: b == b"cd",
        lambda: b != b"cd", lambda: a < b, lambda: b > a, lambda: b >= b"ce", lambda: a < "x", lambda: a == "ab",
        lambda: 97 in a, lambda: 97 in b, lambda: b"c" in b, lambda: b"cd" in b, lambda: b"" in a, lambda: 300 in a,
        lambda: "a" in a, lambda: None in b, lambda: 99 not in b, lambda: bytearray(b"d") in b, lambda: hash(b),
        lambda: {a: 1}[b"ab"], lambda: {b: 1}, lambda: bool(b), lambda: bool(bytearray()), lambda: len(b), lambda: list(b),
        lambda: sorted(b, reverse=True), lambda: max(a), lambda: sum(b), lambda: tuple(b""), lambda: b * 1.5, lambda: b - a,
        lambda: type(b), lambda: isinstance(b, bytes), lambda: isinstance(b, (bytes, bytearray)), lambda: repr(b),
        lambda: str(a), lambda: bytearray(b"it's"), lambda: bytearray(b"\"'\x00\xff\n\t\\"), lambda: bytearray(b'"'),
    ]:  # fmt: skip
        print(attempt(f))


def in_place():
    a = b = bytearray(b"ab")
    a += b"cd"
    a += bytearray(b"e")
    a *= 2
    print(a is b, a)
    print(attempt(lambda: double_up(a)), a, double_up(bytearray()))
    c = d = b"x"
    c += bytearray(b"y")
    print(c, d, type(c))

    def bad():
        x = bytearray(b"a")
        x += "s"

    def bad2():
        x = bytearray(b"a")
        x += [1]

    print(attempt(bad), attempt(bad2))


def double_up(x):
    x += x
    return x


def items():
    b = bytearray(b"hello")
    b[0] = 72
    b[-1] = 79
    print(
        b,
        b[1],
        b[-2],
        b[1:3],
        b[::-1],
        b[::2],
        b"hello"[1],
        b"hello"[1:3],
        b"hello"[::-2],
        type(b[1:3]),
    )

    def put(i, v):
        x = bytearray(b"abc")
        x[i] = v
        return x

    def drop(i):
        x = bytearray(b"abcdef")
        del x[i]
        return x

    for i in [0, 2, -3, 3, -4, "a", None, 1.0, 2**40, True]:
        print(
            attempt(lambda: put(i, 1)),
            attempt(lambda: drop(i)),
            attempt(lambda: b[i]),
            attempt(lambda: b"abc"[i]),
        )
    for v in [0, 255, 256, -1, "a", None, b"a", 2**70, True]:
        print(attempt(lambda: put(0, v)))


def tuple_put():
    x = (1, 2)
    x[0] = 1


def text_put():
    x = "ab"
    x[0] = "c"


def bytes_put():
    x = b"ab"
    x[0] = 1


def bytes_del():
    x = b"ab"
    del x[0]


VALUES = [-7, -3, -1, 0, 1, 2, 5, 9, None]


def slices(make, fill):
    for start in VALUES:
        for stop in VALUES:
            for step in [None, 1, 2, 3, -1, -2, 0, 10]:
                s = slice(start, stop, step)
                x = make()
                y = make()
                del_error = put_error = None
                got = attempt(lambda: x[s])
                try:
                    del x[s]
                except ValueError as e:
                    del_error = str(e)
                try:
                    y[s] = fill
                except ValueError as e:
                    put_error = str(e)
                print(start, stop, step, got, x, y, del_error, put_error)


def assignments():
    def put(s, v):
        x = list(range(6))
        x[s] = v
        return x

    def putb(s, v):
        x = bytearray(b"abcdef")
        x[s] = v
        return x

    full, part, ext = slice(None), slice(1, 3), slice(None, None, 2)
    for s in [
        full,
        part,
        ext,
        slice(4, 2),
        slice(10, 20),
        slice(None, 0),
        slice("a"),
        slice(1.5, 2),
    ]:
        for v in [
            [],
            [7],
            [7, 8, 9],
            (1, 2, 3),
            "abc",
            range(3),
            5,
            None,
            {"k": 1},
            iter([1, 2]),
            (i for i in [4, 5, 6]),
        ]:
            print(attempt(lambda: put(s, v)))
        for v in [
            b"",
            b"x",
            b"xyz",
            bytearray(b"12"),
            [1, 2, 3],
            "abc",
            5,
            None,
            [300],
            ["a"],
            range(3),
            1.5,
        ]:
            print(attempt(lambda: putb(s, v)))
    x = [1, 2, 3]
    x[1:1] = x
    x[::2] = x[1::2]
    print(x)
    x[len(x) :] = [9]
    x[:0] = "ab"
    del x[1:-1:2]
    print(
        x,
        slice(1, 2, 3),
        slice(5),
        slice(None, 2),
        slice(1, 2).start,
        slice(1, 2).step,
        slice(4).stop,
    )
    print(
        slice(1, 2) == slice(1, 2),
        slice(1) == slice(2),
        attempt(lambda: slice()),
        attempt(lambda: slice(1, 2, 3, 4)),
    )
    print(
        attempt(lambda: hash(slice(1))),
        type(slice(1)),
        attempt(lambda: slice(start=1)),
        attempt(tuple_put),
    )
    print(
        attempt(text_put),
        attempt(bytes_put),
        attempt(bytes_del),
        "hello"[slice(1, 3)],
        (1, 2, 3)[slice(-2, None)],
    )
    b = bytearray(b"abc")
    b[1:1] = b
    print(b)


def methods():
    b = bytearray()
    for i in range(300):
        b.append(i % 256)
    print(len(b), b[255], b[256], b.pop(), b.pop(0), len(b), b[:3])
    b.extend(b"xy")
    b.extend([1, 2])
    b.extend(bytearray(b"z"))
    b.extend(b)
    print(
        len(b),
        b[-5:],
        attempt(lambda: b.append(256)),
        attempt(lambda: b.append("a")),
        attempt(lambda: b.extend("a")),
    )
    print(
        attempt(lambda: b.extend(5)),
        attempt(lambda: b.extend([300])),
        attempt(lambda: bytearray().pop()),
    )
    print(attempt(lambda: b.pop(999)), attempt(lambda: b.pop("a")), attempt(lambda: b"".append(1)))
    c = bytearray(b" a,b,c ")
    print(
        c.strip(),
        c.split(b","),
        c.find(b"b"),
        c.replace(b",", b"--"),
        c.upper(),
        c.startswith(b" a"),
        c.decode(),
    )
    print(
        c.partition(b","),
        c.rsplit(b",", 1),
        c.join([b"1", bytearray(b"2")]),
        b"".join([c, b"!"]),
        c.strip() is c,
    )
    print(
        bytearray(b"ab").hex(),
        c.count(b","),
        c.lower(),
        c.isalpha(),
        c.removeprefix(b" "),
        c.index(b"c"),
    )
    print(
        [
            c == b" a,b,c ",
            c.find(bytearray(b"c")),
            b"x".find(c),
            c.endswith((b"x", b" ")),
            c.splitlines(),
        ]
    )
    it = iter(bytearray(b"abc"))
    print(next(it), list(it), list(reversed(bytearray(b"abc"))), [x for x in bytearray(b"qr")])
    print("%s %r" % (b, b) if False else f"{c} {c!r} {c!s:>30}", str(c))


construct()
operators()
in_place()
items()
slices(lambda: [0, 1, 2, 3, 4, 5], [9, 8])
slices(lambda: bytearray(b"abcdef"), b"xy")
assignments()
methods()
