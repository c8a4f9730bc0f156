# Builtin functions on numbers and text: conversions, rounding, powers, minima, sums; odd arguments.


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


TEXTS = [
    "", " ", "0", "1", "-1", "+1", " 12 ", "\t5\n", "1_000", "_1", "1_", "1__0", "0x1f", "0X1F", "0b101", "0o17", "1f", "ff", "z", "-0x1f", "0_1",
    "0x_1f", "0x", "1.5", "1e5", "1E5", "-1.5e-3", ".5", "5.", ".", "1_0.0_1", "1e1_0", "inf", "-inf", "Infinity", "nan", "NaN", "-nan", "infi",
    "+ 1", "- 1", "1 2", "--1", "007", "00", "1e400", "1e-400", "123456789012345678901234567890", "-0", "0.1", "1e", "e5", "abc", "é",
    "1\x00", "0b12", "0o8", "0b", "1.0", "x", "\xa05\u2003", "1.5\u3000", "-123_456", "9" * 40, "1_e5", "1e+5", "1e+", "0x1p3", "True",
]  # fmt: skip
VALUES = [
    0, 1, -1, True, False, 2**31, -(2**31), 2**62, 10**30, -(10**30), 0.0, -0.0, 1.5, -1.5, 2.5, 1e300, -1e20, float("inf"), float("nan"),
    None, "5", b"5", b" 12 ", b"x", [], [1], (), {}, {1: 2}, 65, 97, 256, 1114111, 1114112, 55295,
]  # fmt: skip


def conversions():
    for t in TEXTS:
        print(
            repr(t),
            attempt(int, t),
            attempt(float, t),
            attempt(int, t, 0),
            attempt(int, t, 16),
            attempt(int, t, 36),
        )
        print(
            attempt(int, t, 2),
            attempt(int, t, 8),
            attempt(int, t.encode(), 10),
            attempt(float, t.encode()),
            attempt(bool, t),
        )
    for v in VALUES:
        print(
            repr(v),
            attempt(int, v),
            attempt(float, v),
            attempt(bool, v),
            attempt(str, v),
            attempt(repr, v),
            attempt(int, v, 10),
        )
        print(
            attempt(abs, v),
            attempt(bin, v),
            attempt(oct, v),
            attempt(hex, v),
            attempt(chr, v),
            attempt(ord, v),
            attempt(len, v),
        )
        print(
            attempt(list, v),
            attempt(tuple, v),
            attempt(sum, v),
            attempt(sorted, v),
            attempt(min, v),
            attempt(max, v),
            attempt(any, v),
        )
        print(
            attempt(all, v),
            attempt(round, v),
            attempt(round, v, 1),
            attempt(round, v, -1),
            attempt(callable, v),
            attempt(ascii, v),
        )
    for base in [-1, 1, 37, 2**40, "a", 1.5, None, True]:
        print(attempt(int, "1", base), attempt(int, 5, base))
    print(
        int(),
        float(),
        bool(),
        str(),
        list(),
        tuple(),
        dict(),
        attempt(int, "1", 2, 3),
        attempt(float, 1, 2),
        attempt(bool, 1, 2),
    )
    print(
        attempt(lambda: int("ff", base=16)),
        attempt(lambda: int(x="5")),
        attempt(lambda: float(x=1)),
        attempt(lambda: int(base=5)),
    )
    print(
        attempt(lambda: str(b"abc", "utf-8")),
        attempt(lambda: str(b"ab", encoding="ascii")),
        attempt(lambda: str(5, "utf-8")),
    )
    print(
        attempt(lambda: str(object=5)),
        attempt(lambda: bytes("é", encoding="latin-1")),
        attempt(lambda: str(bytearray(b"q"), "utf8")),
    )


NUMBERS = [
    0,
    1,
    -1,
    2,
    3,
    -3,
    7,
    10,
    2**31,
    -(2**40),
    10**20,
    True,
    0.0,
    -0.0,
    0.5,
    -1.5,
    2.0,
    1e10,
    1e200,
    float("inf"),
    float("-inf"),
    float("nan"),
]


def arithmetic():
    for a in NUMBERS:
        for b in NUMBERS:
            print(
                a,
                b,
                attempt(divmod, a, b),
                attempt(lambda: a // b),
                attempt(lambda: a % b),
                attempt(lambda: a / b),
            )
            small = abs(b) <= 10 and (abs(a) <= 10**20)
            power = attempt(pow, a, b) if small and not (a < 0 and isinstance(b, float)) else None
            print(
                power
                if not isinstance(power, float) or abs(power) < 1e15 or power != power
                else "large"
            )
    for a in [0, 1, 2, -3, 7, 10**20, True, -(2**40)]:
        for b in [0, 1, 2, 5, 100, -1, -2, -7, 2**70]:
            for m in [1, 2, 7, -7, 10, 2**31 - 1, -12, 0, 10**30 + 57]:
                print(a, b, m, attempt(pow, a, b, m))
    for bad in [
        (1.5, 2, 3),
        (2, 1.5, 3),
        (2, 3, 1.5),
        ("a", 2),
        (2, "a"),
        (2, 3, "a"),
        ([], 2),
        (None, None),
        (2, 3, None),
        (2, -1, None),
    ]:
        print(bad, attempt(lambda: pow(*bad)))
    print(
        pow(base=2, exp=5),
        pow(2, exp=-1, mod=7),
        pow(2, 5, mod=None),
        attempt(lambda: pow(2)),
    )
    print(
        attempt(divmod, 1, "a"),
        attempt(divmod, "a", 1),
        attempt(divmod, None, 2),
        attempt(lambda: divmod(1)),
    )


def rounding():
    for x in [
        0.5,
        1.5,
        2.5,
        -0.5,
        -1.5,
        2.675,
        1.005,
        1234.5678,
        -1234.5678,
        1e-10,
        1e22,
        5e15 + 0.5,
        0.0,
        -0.0,
        25.0,
        35.0,
    ]:
        for n in [None, 0, 1, 2, 3, 10, 20, -1, -2, -3, -10, 400, -400]:
            print(x, n, attempt(round, x, n))
    for x in [0, 5, 15, 25, -5, -15, 149, 150, 151, 10**20 + 5, 10**20 + 15, True, -(10**20) - 55]:
        for n in [None, 0, 1, -1, -2, -3, -19, -20, -21, -50, 5, 2**70]:
            print(x, n, attempt(round, x, n))
    print(
        attempt(round, 1.5, "a"),
        attempt(round, 1.5, 1.5),
        attempt(round, "a"),
        attempt(round, float("inf")),
        attempt(round, float("nan")),
    )
    print(
        round(number=2.567, ndigits=1),
        attempt(round, float("inf"), 2),
        attempt(round),
        attempt(round, 1, 2, 3),
        attempt(round, 1.5, 2**70),
    )


def extremes():
    for args in [
        (),
        (1,),
        (1, 2),
        (2, 1, 3),
        ([3, 1, 2],),
        ("hello",),
        ([],),
        ((),),
        (1, "a"),
        ([1, None],),
        (5, 5.0),
        (True, 1),
        ({3, 1},),
        ({"b": 1, "a": 2},),
    ]:
        print(
            args if len(args) != 1 or not isinstance(args[0], set) else "set",
            attempt(min, *args),
            attempt(max, *args),
        )
    print(
        max([1, -5, 3], key=abs),
        min("bca", key=lambda c: -ord(c)),
        max([], default=7),
        min((), default=None),
        max([1], default=0),
    )
    print(
        attempt(lambda: max(1, 2, default=5)),
        attempt(lambda: max([1], key=5)),
        attempt(lambda: min([1], foo=2)),
        attempt(lambda: max(default=1)),
    )
    print(
        max([1, 2], key=None),
        min(3, 1, key=lambda x: -x),
        max((1, 2), (1, 3)),
        min(["b", "a"]),
        attempt(lambda: max(None)),
    )
    print(
        sum([1, 2, 3]),
        sum([0.1] * 10),
        sum([[1], [2]], []),
        sum((1, 2), 10),
        sum([1], start=5),
        sum([], 5),
        sum([True, True]),
        sum({1: 2, 3: 4}),
    )
    print(
        attempt(sum, ["a"]),
        attempt(sum, ["a"], ""),
        attempt(sum, [b"a"], b""),
        attempt(sum, [1], bytearray()),
        attempt(sum),
        attempt(sum, 5),
    )
    print(
        attempt(sum, [1], None),
        attempt(sum, [1, 2], 3, 4),
        attempt(sum, [1, "a"]),
        sum(range(100)),
        sum(x * x for x in range(5)),
    )
    print(
        sorted([3, 1, 2], reverse=True),
        sorted("hello"),
        sorted(["b", "A", "c"], key=str.lower) if False else 0,
        sorted([(1, 2), (1, 1)]),
    )
    print(
        sorted({3: 1, 1: 2}),
        sorted([1.5, 1, True]),
        attempt(sorted, [1, "a"]),
        attempt(sorted, [None, None]),
        attempt(sorted),
        attempt(sorted, 5),
    )
    print(
        attempt(lambda: sorted([1], key=5)),
        attempt(lambda: sorted([1], foo=1)),
        attempt(lambda: sorted([1], [2])),
        sorted([], key=None, reverse=0),
    )
    print(
        sorted([5, 3, 8, 1], key=lambda x: -x),
        sorted(range(5), key=lambda x: x % 2),
        sorted([3, 1], reverse=1),
        sorted((-2, 1), key=abs),
    )
    x = [3, 1, 2]
    print(
        x.sort(),
        x,
        x.sort(reverse=True),
        x,
        x.sort(key=lambda v: v % 3),
        x,
        attempt(lambda: x.sort(5)),
        attempt(lambda: x.sort(foo=2)),
    )
    print(
        any([]),
        all([]),
        any([0, 1]),
        all([1, 0]),
        any("a"),
        all(["", 1]),
        attempt(any, 5),
        attempt(all),
        attempt(any, [1], [2]),
    )


def characters():
    for c in [
        0,
        31,
        97,
        127,
        128,
        255,
        256,
        8364,
        0xFFFF,
        0x10000,
        0x10FFFF,
        -1,
        0x110000,
        2**40,
        2**70,
        True,
    ]:
        print(c, attempt(lambda: repr(chr(c))))
    for s in ["a", "é", "😀", "", "ab", b"a", b"", b"ab", bytearray(b"z"), 5, None]:
        print(repr(s), attempt(ord, s))
    print(
        ascii("aé€😀\n'\""),
        ascii(["é"]),
        ascii(b"\xff"),
        ascii("'"),
        repr("\x7f\x80\xa0\xad\u200b\u2028\ue000\U000e0001\ufeff \u3000é€😀"),
    )
    print(
        repr("\x00\x01\t\n\r\x1f \\ '"),
        repr('"'),
        repr("'\""),
        repr("it's"),
        [repr(chr(i)) for i in range(0x7F, 0xB0)],
    )
    print(
        callable(len),
        callable(print),
        callable(int),
        callable("a"),
        callable(lambda: 0),
        callable(attempt),
        callable([].append),
        callable(None),
    )
    print(
        isinstance(1, (int, str)),
        isinstance("a", (int, (float, str))),
        isinstance(True, int),
        issubclass(bool, int),
        issubclass(int, (str, int)),
    )
    print(
        attempt(isinstance, 1, 5),
        attempt(issubclass, 1, int),
        attempt(isinstance, 1, (5,)),
        isinstance([], object),
        attempt(isinstance, 1),
    )
    print(
        isinstance(1, int | str),
        isinstance(1.5, int | None),
        isinstance(None, int | None),
        issubclass(bool, str | int),
        attempt(isinstance, 1, [int]),
    )
    print(
        type(1),
        type("a"),
        type(1.5),
        type(None),
        type([]),
        type(type(1)),
        type(len),
        type(print),
        type(attempt),
        type(...),
        type(NotImplemented),
    )
    print(
        type(1) is int,
        type(True) is bool,
        type("") == str,
        type({}.items()),
        type(range(3)),
        type(iter([])) is type(iter([1])),
        attempt(type),
    )
    print(
        len("añb"),
        len(b"ab"),
        len(range(10, 0, -3)),
        len({1: 2}),
        len({1}),
        len([[]]),
        len((1,)),
        len(bytearray(5)),
        attempt(len, 5),
        attempt(len),
    )
    print(
        bin(-5),
        oct(-8),
        hex(255),
        hex(-255),
        bin(2**70),
        hex(10**30),
        bin(0),
        bin(True),
        attempt(bin, 1.5),
        attempt(hex, "a"),
    )
    print(
        abs(-5),
        abs(-(2**31)),
        abs(-1.5),
        abs(True),
        abs(-0.0),
        abs(float("-inf")),
        attempt(abs, "a"),
        attempt(abs),
        attempt(abs, 1, 2),
    )
    print(
        str(1e16),
        str(1e15),
        str(123456789.123),
        str(1e-5),
        str(0.0001),
        str(-0.0),
        str(1.0),
        str(2**100),
        str(True),
        str(None),
        str("a"),
        str([1.0, "x"]),
    )


def limits():
    print(
        len(str(10**4299)),
        attempt(lambda: str(10**4300))[0] if False else attempt(lambda: str(10**4300)),
        attempt(lambda: int("1" * 4301)),
    )
    print(
        attempt(lambda: f"{10**4300}"),
        attempt(lambda: int("1" * 4300) % 1000),
        attempt(lambda: "%d" % 10**4300),
        attempt(lambda: repr(-(10**4300))),
    )
    print(
        len(hex(10**4300)),
        len(bin(1 << 5000)),
        int("f" * 5000, 16) % 1000,
        attempt(lambda: float("1" * 5000)),
        attempt(lambda: float(10**400)),
    )
    print(
        attempt(lambda: int("9" * 5000 + "x")),
        attempt(lambda: 1 << -1),
        attempt(lambda: 1 >> -1),
        attempt(lambda: 10**400 / 3),
        attempt(lambda: 10**400 * 1.0),
    )


conversions()
arithmetic()
rounding()
extremes()
characters()
limits()
