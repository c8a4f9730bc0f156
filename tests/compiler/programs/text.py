class Shape:
    def area(self):
        return 1


def named():
    pass


print(named.__name__, Shape.area.__name__, (lambda: 0).__name__)
print("a\u00a0b …Å c\u2003d".split(), " Å… x ".strip(), "…Å".split(), "xÅ".rsplit())
print(" a b  c ".split(None, 1), " a b  c ".split(None, 0), " a ".rsplit(None, 0))
print(" a b  c ".rsplit(None, 1), " a b  c ".rsplit(), "Å b".rsplit(None, 1))
print("a\nb\r\nc\x85d\u2028e".splitlines(), b"a b\x1cc".split(), "x\x1cy".split())
print({1: 2} | {3: 4, 1: 5}, str(OSError(2, "gone")), " \u3000".isspace(), "".isspace())
print(1.5 + 2, 2 * 1.5, 1 - 0.5, 3 / 2.0, 7 / 2, -0.0 + 0, 1e308 * 10)
for spec in (
    "",
    "d",
    "5",
    "<5",
    "^7",
    "=+6",
    "08",
    "x",
    "#x",
    "#010b",
    "o",
    ",",
    "_",
    "e",
    ".2f",
    "%",
):
    print(format(-1234, spec), format(255, spec), sep="|")
for spec in (
    "",
    "10",
    "<10",
    "^10",
    "+",
    "08.3f",
    ".3",
    ".0f",
    "e",
    ".2e",
    "g",
    "#.3g",
    ",.2f",
    "%",
    ".1%",
):
    print(format(-1234.5678, spec), format(0.1, spec), format(1e22, spec), sep="|")
print("%5d|%-5d|%05d|%x|%s|%r|%.2f|%e|%g|%%" % (42, 42, 42, 255, "s", "r", 1.005, 12345.678, 1e-7))
print("{} {1} {x!r:>6}".format(1, 2, x="y") if False else "{} {} {x!r:>6}".format(1, 2, x="y"))
print("abc".center(8, "*"), "abc".center(7, "*"), "-42".zfill(6), "x".ljust(3) + "|", "x".rjust(3))
print("a.b.c".partition("."), "a.b.c".rpartition("."), "abcabc".count("bc"), "aaa".replace("", "-"))
print(
    "abcabc".rfind("bc"),
    "abc".index("c"),
    "prefix-x".removeprefix("prefix-"),
    "x.py".removesuffix(".py"),
)
print(int(" -0x1f ", 16), int("0b101", 0), int("1_000"), float(" 1e3 "), int(-3.9), str(10**30))
print(2**100 // 3**20, -(2**70) % 97, 2**64 >> 3, -(2**65) >> 60, (2**70) & -(2**33), ~(2**40))
print(
    10**25 / 10**24,
    2.5 // 1,
    -7.5 % 2,
    7 // -2,
    -7 % 3,
    2**-2,
    4**0.5,
    round(2.675, 2),
    round(-2.5),
)
