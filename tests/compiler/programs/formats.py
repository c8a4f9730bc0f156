# The format mini-language, f-strings and the % operator: tables of specifications times values.


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


SPECS = [
    "", "5", "<5", ">5", "^5", "=5", "*^7", "é>4", "05", "<05", "=05", "^05", "x<05", "+", "-", " ", "+5", " 05", "+05", "-05",
    "#", "#x", "#o", "#b", "#X", "#010x", "#_x", ",", "_", "010,", "012_", "+,", ",x", "_x", "_b", "#_b", "020_b", "_o", ",.2f",
    "d", "b", "o", "x", "X", "c", "n", "e", "E", "f", "F", "g", "G", "%", "s", "r", "5d", "05d", "+d", " d", "5c", "<5c", "05c",
    "_d", ",d", "_c", ",c", ",n", "_n", "#c", "+c", ".2", ".0", ".2f", ".0f", ".3e", ".0e", "#.0f", "#.0e", ".3g", "#.3g", ".0g",
    "#g", ".1%", ".0%", "+.1f", "010.2f", "+010.2f", " 010.3e", "<10.2f|"[:-1], "^12.3e", "*=+12.2f", ",.1f", "_.2f", "015,.2f",
    "z", "z.1f", "z.0f", "+z.1f", "z.2e", "zd", "zs", "z+.1f", "020,", "025_.3f", "5s", "<5s", ">5s", "^5s", "=5s", "05s", ".2s", "8.2s",
    "*<8.3s", "+s", "#s", ",s", "_s", " s", ".1", "5.1", "q", "5q", "dd", "5.d", ".", ".d", "5 5", "é", "ée", "{", "}", "<", ">", "^<", "<<5",
    "==5", "0=5", "0<5", "00005", "-05.1f", "1,000", ",_", "_,", ",,", "__", "é^9s", "100", ".100f"[:3], "1.5", "+ 5", "+-5", "# 5", "N", "i", "u", ".5n",
    "\n^5", "0", "00", "z5", "z05.1f", "_e", ",e", ",%", "_%", "_g", "012,g", "012,e", "#,x", "#e", "#%", "#n", "08n", ".3n", "012.3n",
]  # fmt: skip
VALUES = [
    0, 1, -1, 7, 255, -255, 1234, 123456, -123456, 1234567890, 2**31, -(2**40), 10**20, -(10**20), 0x110000, 65, 8364, True, False,
    0.0, -0.0, 1.0, -1.5, 0.5, 2.5, 1e-5, 0.0001, 123456.789, -1234567.891, 1e15, 1e16, 1e22, 1.5e-10, 1e100, 0.1, 1 / 3, 2 / 3, 99.995,
    -0.04, 0.05, float("inf"), float("-inf"), float("nan"), 9.9999e-5, 123456789012345680.0, "", "a", "abc", "héllo wörld", "a\nb",
    None, [1, 2], (1,), {"a": 1}, b"x",
]  # fmt: skip


def specs():
    for spec in SPECS:
        for v in VALUES:
            print(repr(spec), repr(v), attempt(format, v, spec))


PERCENTS = [
    "%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%+5d", "%.3d", "%8.3d", "%-8.3d|", "%08.3d", "%i", "%u", "%x", "%X", "%o", "%#x", "%#X",
    "%#o", "%#10x", "%#010x", "%-#10x|", "%.5x", "%#.5x", "%+x", "%f", "%.2f", "%10.2f", "%-10.2f|", "%010.2f", "%+.1f", "% .1f", "%e", "%.2e",
    "%E", "%g", "%G", "%.3g", "%#g", "%#.3g", "%.0f", "%#.0f", "%F", "%s", "%5s", "%-5s|", "%.2s", "%5.1s", "%r", "%.3r", "%a", "%10r", "%c",
    "%5c", "%-5c|", "%05c", "%%", "%5%", "%", "%5", "%q", "%ld", "%hd", "%Lf", "%.f", "%.d", "%5.s|", "%*d", "%.*f", "%-+5d|", "%+-5d|", "%0-5d|",
    "%(a)s", "%(a)d %(b)s", "%(", "%(a", "%(a)", "%(a)5s|", "%((x))s", "%d %d", "%s %s", "%z", "%é", "%+s", "%05s", "%#s", "% s", "a%sb%%c", "%b",
]  # fmt: skip
ARGUMENTS = [
    5, -5, 0, 123456789012, 10**25, -(10**25), 1.5, -2.75, 0.0, -0.0, 1e20, float("inf"), float("nan"), True, "x", "abc", "é", "", None, [1], (),
    (1,), (1, 2), ("a", "b"), (5, 3), (3, 1.5), {"a": 1}, {"a": 3, "b": "x"}, {"(x)": 9}, {}, b"ab", 0x110000, -1, 1e400, ("é",), (None,),
]  # fmt: skip


def percents():
    for f in PERCENTS:
        for a in ARGUMENTS:
            print(repr(f), repr(a), attempt(lambda: f % a))


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __str__(self):
        return "str"

    def __repr__(self):
        return "Pé"

    def __format__(self, spec):
        return f"<{spec}>"


class Plain:
    def __repr__(self):
        return "plain"


def fstrings(x, name, width, precision, p):
    print(
        f"{x}",
        f"{x!r}",
        f"{name!r:>10}",
        f"{name!s:*^9}",
        f"{name!a}",
        f"{x:{width}.{precision}f}",
        f"{x:{'>'}{width}}",
    )
    print(
        f"{x=}",
        f"{x = }",
        f"{name=!s}",
        f"{x=:.2f}",
        f"{x + 1 = }",
        f"{{}}",
        f"{{{x}}}",
        f"{p:abc}",
        f"{p!s:>6}",
        f"{p!r}",
        f"{p!a}",
        f"{p}",
    )
    print(
        f"{name:{width}}|{name:<{width}}|{name:^{width}}|",
        f"{x:,}",
        f"{10**9:,}",
        f"{1e9:,.1f}",
        f"{'nested'!r:>{width + 2}}",
    )
    print(
        attempt(lambda: f"{x:{name}}"),
        attempt(lambda: f"{Plain():5}"),
        f"{Plain()}",
        f"{Plain()!r:>8}",
        attempt(lambda: f"{None:5}"),
    )
    print(
        f"{'ab'}",
        f"{x if x else 1}",
        f"{[i for i in range(3)]}",
        f"{ {'k': 1}['k'] }",
        f"{(lambda: 5)()}",
        f"{x:%}",
        f"{'%s'}",
    )
    print(
        f"{True:d}",
        f"{True}",
        f"{True:5}",
        f"{True!s:>6}",
        f"{3:c}",
        f"{65:c}|{8364:c}|{128512:c}",
        f"{12345.678:_}",
        f"{'é':>3}",
    )


specs()
percents()
fstrings(3.14159, "né", 10, 3, Point(1, 2))
fstrings(42, "nd", 8, 0, Point(1, 2))
