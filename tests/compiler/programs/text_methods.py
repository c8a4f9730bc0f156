# Every method of str, bytes and bytearray times a pool of texts and odd arguments.


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


STRINGS = [
    "", "a", "abc", "ABC", "aBc dEf", "  ab  ", "a,b,,c", ",", "hello world", "1234", "12a", "-5", "+42", "a\tb\t\tc", "x\ny\r\nz\r", "\n", " \t\n",
    "aaa", "abcabc", "Hello World", "they're bill's", "_x1", "1x", "héllo", "tab\tat", "a\x0bb\x1cc\x85d\u2028e", "\u3000x\u2003", "é", "日本", "A1b2",
]  # fmt: skip
PARTS = [
    "",
    "a",
    "b",
    "abc",
    ",",
    "  ",
    "lo",
    "é",
    "zz",
    "\n",
    5,
    None,
    b"a",
    ["a"],
    ("a", "h"),
    ("a", 5),
    (),
]
ODD = [0, 1, -1, 3, 5, -3, 100, "a", None, 1.5, 2**40, True]


def no_arguments():
    for s in STRINGS:
        print(repr(s), s.capitalize(), s.title(), s.swapcase(), s.upper(), s.lower(), s.casefold())
        print(
            s.strip(),
            "|",
            s.lstrip(),
            "|",
            s.rstrip(),
            "|",
            s.split(),
            s.rsplit(),
            s.splitlines(),
            s.splitlines(True),
            s.expandtabs(),
        )
        print(
            s.isascii(),
            s.isspace(),
            len(s.encode()),
            s.encode().hex(),
            s.expandtabs(3),
            s.expandtabs(0),
            s.expandtabs(-2),
            s.isprintable(),
        )
        if True:
            print(
                s.isalnum(),
                s.isalpha(),
                s.isdigit(),
                s.islower(),
                s.isupper(),
                s.istitle(),
                s.isidentifier(),
                s.isnumeric(),
                s.isdecimal(),
            )
            print(s.casefold())


def parts():
    for s in STRINGS:
        for p in PARTS:
            print(
                repr(s),
                repr(p),
                attempt(s.find, p),
                attempt(s.rfind, p),
                attempt(s.index, p),
                attempt(s.rindex, p),
                attempt(s.count, p),
            )
            print(
                attempt(s.startswith, p),
                attempt(s.endswith, p),
                attempt(s.split, p),
                attempt(s.rsplit, p),
                attempt(s.partition, p),
            )
            print(
                attempt(s.rpartition, p),
                attempt(s.removeprefix, p),
                attempt(s.removesuffix, p),
                attempt(s.strip, p),
                attempt(s.lstrip, p),
            )
            print(
                attempt(s.rstrip, p),
                attempt(s.replace, p, "-"),
                attempt(s.replace, "a", p),
                attempt(s.join, ["1", "2"]),
                attempt(lambda: p in s),
            )
    for s in ["a,b,c,d", "  a b  c ", "aaaa", ""]:
        for sep in [None, ",", " ", "a", "aa"]:
            for n in [-1, 0, 1, 2, 10, "x", None]:
                print(
                    repr(s),
                    sep,
                    n,
                    attempt(s.split, sep, n),
                    attempt(s.rsplit, sep, n),
                    attempt(s.replace, sep or "", "<>", n),
                )
                print(
                    attempt(lambda: s.split(sep, maxsplit=n)),
                    attempt(lambda: s.rsplit(maxsplit=n, sep=sep)),
                )
    for start in [None, 0, 1, -2, 10, -10, "a"]:
        for end in [None, 0, 2, -1, 10]:
            print(
                start,
                end,
                attempt("abcabcé".find, "b", start, end),
                attempt("abcabcé".rfind, "c", start, end),
                attempt("abcabc".count, "", start, end),
            )
            print(
                attempt("abcabcé".index, "é", start, end),
                attempt("abcabc".rindex, "a", start, end),
                attempt("abcabc".startswith, "b", start, end),
            )
            print(
                attempt("abcé".endswith, "é", start, end),
                attempt(b"abcabc".find, b"b", start, end),
                attempt(b"abcabc".rfind, 97, start, end),
            )


def widths():
    for s in ["", "a", "abc", "héllo", "-5", "+é"]:
        for w in ODD:
            if w == 2**40:
                continue
            print(
                repr(s),
                w,
                attempt(s.ljust, w),
                attempt(s.rjust, w),
                attempt(s.center, w),
                attempt(s.zfill, w),
                attempt(s.expandtabs, w),
            )
            for fill in ["*", "é", "ab", "", 5, None, b"x"]:
                print(
                    attempt(s.ljust, w, fill), attempt(s.rjust, w, fill), attempt(s.center, w, fill)
                )


def joins():
    for x in [
        ["a", "b"],
        ("x",),
        [],
        "abc",
        {"k": 1},
        {"z"},
        range(3),
        5,
        None,
        [1],
        ["a", None],
        (c for c in "qr"),
        [b"x"],
        ["é", "日"],
    ]:
        print(
            attempt(", ".join, x), attempt("".join, x) if isinstance(x, (str, list, tuple)) else 0
        )
    for x in [[b"a", b"b"], [bytearray(b"x"), b"y"], [], b"abc", ["a"], [None], 5, (b"q",)]:
        print(attempt(b", ".join, x), attempt(bytearray(b"-").join, x))


def counts():
    for f in [
        "lower",
        "upper",
        "strip",
        "split",
        "join",
        "replace",
        "find",
        "count",
        "startswith",
        "encode",
        "center",
        "zfill",
        "partition",
    ]:
        pass
    print(
        attempt(lambda: "a".lower(1)),
        attempt(lambda: "a".strip(1, 2)),
        attempt(lambda: "a".join()),
        attempt(lambda: "a".replace("a")),
    )
    print(
        attempt(lambda: "a".find()),
        attempt(lambda: "a".count("a", 1, 2, 3)),
        attempt(lambda: "a".center()),
        attempt(lambda: "a".zfill()),
    )
    print(
        attempt(lambda: "a".partition()),
        attempt(lambda: "a".partition("b", 1)),
        attempt(lambda: "a".title(1)),
        attempt(lambda: "a".startswith()),
    )
    print(
        attempt(lambda: "a".find(sub="a")),
        attempt(lambda: "a".title(x=1)),
        attempt(lambda: "a".split(foo=1)),
        attempt(lambda: "a".split(1, 2, 3)),
    )
    print(
        attempt(lambda: "a".ljust(5, "a", "b")),
        attempt(lambda: "a".expandtabs(1, 2)),
        attempt(lambda: "a".removeprefix()),
        attempt(lambda: "a".isalnum(2)),
    )
    print(
        attempt(lambda: "a".encode("x", "y", "z")),
        attempt(lambda: "a".encode(foo=1)),
        attempt(lambda: "a".encode(5)),
        attempt(lambda: b"a".decode(None)),
    )


def encodings():
    for s in ["abc", "é", "aéb", "日本é", "😀", "a\xe9\xe8b", ""]:
        for enc in [
            "utf-8",
            "UTF8",
            "ascii",
            "latin-1",
            "latin1",
            "us-ascii",
            "iso-8859-1",
            "utf_8",
            "nope",
            "U8",
        ]:
            for err in [
                "strict",
                "ignore",
                "replace",
                "backslashreplace",
                "xmlcharrefreplace",
                "nope",
            ]:
                print(repr(s), enc, err, attempt(s.encode, enc, err))
    bad = [
        b"abc",
        b"\xff",
        b"a\x80b",
        b"\xc3",
        b"\xc3\xa9",
        b"\xe2\x82",
        b"\xe2\x82\xac",
        b"\xe0\x80\x80",
        b"\xed\xa0\x80",
        b"\xf0\x9f\x98\x80",
        b"\xf0\x9f",
    ]
    bad += [
        b"\xf5abc",
        b"\xc0\x80",
        b"\xe2\x28\xa1",
        b"\xf0\x28\x8c\xbc",
        b"ab\xe9cd\xe8",
        b"\xf4\x90\x80\x80",
        b"\xf0\x80\x80\x80",
        b"x\xf0\x9f\x98",
        b"",
    ]
    for b in bad:
        for enc in ["utf-8", "ascii", "latin-1"]:
            for err in ["strict", "ignore", "replace", "backslashreplace", "nope"]:
                print(
                    b,
                    enc,
                    err,
                    attempt(b.decode, enc, err),
                    attempt(lambda: str(b, enc, err)) if err != "ignore" else 0,
                )
    print(
        "é".encode(encoding="latin-1"),
        b"\xe9".decode(encoding="latin-1", errors="strict"),
        "é".encode(errors="ignore"),
        bytearray(b"q").decode(),
    )


BYTES = [
    b"",
    b"a",
    b"abc",
    b"aBc dE",
    b" ab ",
    b"a,b,,c",
    b"12",
    b"x\ny\r\nz",
    b"\xff\x00a",
    b"a\tb",
    b"Hello World",
    b"-5",
    b"aaa",
]
BYTE_PARTS = [
    b"",
    b"a",
    b"b",
    b",",
    b"lo",
    97,
    256,
    -1,
    "a",
    None,
    bytearray(b"b"),
    [97],
    (b"a", b"x"),
    ("a",),
]


def byte_methods():
    for make in [bytes, bytearray]:
        for raw in BYTES:
            s = make(raw)
            print(
                s,
                s.capitalize(),
                s.title(),
                s.swapcase(),
                s.upper(),
                s.lower(),
                s.strip(),
                s.lstrip(),
                s.rstrip(),
                s.split(),
                s.rsplit(),
            )
            print(
                s.splitlines(),
                s.splitlines(True),
                s.expandtabs(),
                s.isalnum(),
                s.isalpha(),
                s.isdigit(),
                s.islower(),
                s.isupper(),
                s.istitle(),
            )
            print(
                s.isspace(),
                s.isascii(),
                s.hex(),
                s.hex(":"),
                s.hex("-", 2),
                s.hex(b"_", -2),
                s.center(7),
                s.ljust(5, b"*"),
                s.rjust(5),
                s.zfill(5),
            )
            for p in BYTE_PARTS:
                print(
                    repr(p),
                    attempt(s.find, p),
                    attempt(s.rfind, p),
                    attempt(s.index, p),
                    attempt(s.rindex, p),
                    attempt(s.count, p),
                )
                print(
                    attempt(s.startswith, p),
                    attempt(s.endswith, p),
                    attempt(s.split, p),
                    attempt(s.rsplit, p),
                    attempt(s.partition, p),
                )
                print(
                    attempt(s.rpartition, p),
                    attempt(s.removeprefix, p),
                    attempt(s.removesuffix, p),
                    attempt(s.strip, p),
                    attempt(s.replace, p, b"-"),
                )
    print(
        attempt(b"a".hex, "ab"),
        attempt(b"a".hex, 5),
        attempt(b"a".hex, "é"),
        attempt(b"abcdef".hex, " ", 4),
        attempt(b"abc".ljust, 5, "x"),
    )
    print(
        attempt(bytes.fromhex, "00ff Ab"),
        attempt(bytes.fromhex, "0"),
        attempt(bytes.fromhex, "0g"),
        attempt(bytes.fromhex, 5),
        attempt(bytearray.fromhex, "0a"),
    )
    print(
        attempt(bytes.fromhex, "12 3"),
        attempt(bytes.fromhex, ""),
        attempt(bytes.fromhex, " 1 2"),
        bytes.fromhex("  aa bb  "),
    )
    table = bytes.maketrans(b"abc", b"xyz")
    print(
        len(table),
        b"aabbcc!".translate(table),
        b"abc".translate(None, b"b"),
        b"abc".translate(table, delete=b"a"),
        bytearray(b"cab").translate(table),
    )
    print(
        attempt(b"a".translate, b"x"),
        attempt(bytes.maketrans, b"a", b"ab"),
        attempt(bytes.maketrans, "a", "b"),
        attempt(b"a".translate, 5),
    )
    b = bytearray(b"hello")
    b.insert(1, 65)
    b.insert(100, 66)
    b.insert(-1, 67)
    b.remove(108)
    print(
        b,
        attempt(b.remove, 1),
        attempt(b.remove, 256),
        attempt(b.remove, "a"),
        attempt(b.insert, "a", 1),
        attempt(b.insert, 0, 300),
        b.copy(),
    )
    b.reverse()
    c = b.copy()
    c.clear()
    print(b, c, c is b, attempt(b.insert, 1), attempt(b"a".title, 1))


def tables():
    print(
        str.maketrans({"a": "b", 98: None, "c": 100}),
        str.maketrans("ab", "xy"),
        str.maketrans("ab", "xy", "z"),
    )
    print(
        "abcz".translate({97: "AA", 98: None, 99: 100}),
        "abcz".translate(str.maketrans("ab", "xy", "z")),
        "añb".translate({241: "n"}),
    )
    print(
        attempt(str.maketrans, "ab", "x"),
        attempt(str.maketrans, 5),
        attempt(str.maketrans, {"ab": 1}),
        attempt(str.maketrans, {1.5: 1}),
    )
    print(
        attempt(str.maketrans, "a", 5),
        attempt(str.maketrans, 1, "b"),
        attempt("a".translate, {97: 1.5}),
        attempt("a".translate, {97: 0x110000}),
    )
    print(
        attempt("abc".translate, ["x"] * 98),
        attempt("abc".translate, 5),
        attempt(str.maketrans, "a", "b", 5),
        "abc".translate({}),
    )


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __format__(self, spec):
        return f"<{self.x},{spec}>"


def attributes():
    p = Point(1, Point("in", [7]))
    print(
        "{0.x} {0.y.x} {p.y.y[0]} {0:abc} {0.y:{1}}".format(p, 5, p=p),
        attempt("{0.z}".format, p),
        attempt("{0.}".format, p),
    )
    print(
        attempt("{0.x.q}".format, p),
        "{a.x:>4}|{a.x!r}".format_map({"a": p}),
        attempt("{.x}{.x}".format, p, p.y),
    )


def formats():
    for f, args in [
        ("{}", (1,)), ("{} {}", (1, "a")), ("{0} {1} {0}", (1, 2)), ("{{}}", ()), ("{", ()), ("}", ()), ("{}", ()), ("{1}", (1,)), ("{} {0}", (1,)),
        ("{0} {}", (1,)), ("{a}", ()), ("{0[0]}", ([5],)), ("{0[k]}", ({"k": 7},)), ("{0[9]}", ([5],)), ("{0[z]}", ({"k": 7},)), ("{:5}|", (3,)),
        ("{:<5}|{:>5}|{:^5}", (1, 2, 3)), ("{:{}}", (1, 5)), ("{:{}.{}f}", (3.14159, 8, 2)), ("{:{w}}", (1,)), ("{!r}", ("a",)), ("{!s:>4}", ("a",)),
        ("{!a}", ("é",)), ("{!x}", (1,)), ("{!", (1,)), ("{!r", (1,)), ("{!rx}", (1,)), ("{0", (1,)), ("{:", (1,)), ("{0!}", (1,)), ("{:d}", ("a",)),
        ("{0[}", ([1],)), ("{0[]}", ([1],)), ("{0[0]x}", ([1],)), ("{ }", (1,)), ("{0:{1}}", (1, "x>4")), ("{:{:{}}}", (1, 2, 3)), ("a{{b}}c{}d", (1,)),
        ("{}{}", (1,)), ("{-1}", (1,)), ("{0x}", (1,)), ("}}{{", ()), ("{0:}}", (1,)), ("{:%}", (0.25,)), ("{0[a][b]}", ({"a": {"b": 3}},)), ("é{}日", ("ñ",)),
    ]:  # fmt: skip
        print(repr(f), attempt(lambda: f.format(*args)))
    print(
        "{a}-{b}".format(a=1, b="x"),
        "{a[0]}".format(a=[9]),
        "{0}{k}".format(1, k=2),
        "{:>{w}}".format("r", w=5),
        "{n:,}".format(n=12345),
    )
    print(
        "{a}".format_map({"a": 5}),
        attempt(lambda: "{}".format_map({"a": 5})),
        attempt(lambda: "{b}".format_map({"a": 5})),
        attempt(lambda: "{0}".format_map([1])),
    )


no_arguments()
parts()
widths()
joins()
counts()
encodings()
byte_methods()
tables()
attributes()
formats()
