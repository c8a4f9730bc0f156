# struct: the same bytes, values and errors.
import struct


def show(f, *args):
    try:
        print(f(*args))
    except struct.error as e:
        print("error", e)
    except (TypeError, OverflowError) as e:
        print(e)


FORMATS = [
    ("b", [1]),
    ("<bBhHiIqQ", [-1, 255, -2, 65535, -3, 4294967295, -4, 2**64 - 1]),
    (">hHiI", [-2, 65534, 5, 6]),
    ("bhiq", [1, 2, 3, 4]),
    ("@bP", [1, 2]),
    ("=bxh", [1, 2]),
    ("!4sI", [b"ab", 7]),
    ("5s", [b"abcdefg"]),
    ("3p", [b"abc"]),
    ("c?c", [b"x", 1, b"y"]),
    ("<efd", [1.5, 1.5, 1.5]),
    (">efd", [-0.0, 1e-40, 5e-324]),
    ("<e", [65504.0]),
    ("<e", [65520.0]),
    ("<e", [2.0**-24]),
    ("<f", [3.4e38]),
    ("<f", [1e39]),
    ("f", [1e39]),
    ("<d", [float("inf")]),
    ("<3h", [1, 2, 3]),
    ("<0h", []),
    ("", []),
    ("<2x", []),
    ("< h h", [1, 2]),
    ("<n", [1]),
    ("lL", [-1, 1]),
    ("<lL", [-1, 1]),
    ("b", [200]),
    ("B", [-1]),
    ("<h", [40000]),
    (">H", [70000]),
    ("i", [2**31]),
    ("<I", [-1]),
    ("<q", [2**63]),
    (">Q", [2**64]),
    ("b", ["a"]),
    ("f", ["a"]),
    ("<f", [2**2000]),
    ("s", ["a"]),
    ("c", [b"ab"]),
    ("z", [1]),
    ("3", []),
    ("ii", [1]),
    ("<e", [10**9]),
]
for format, values in FORMATS:
    show(struct.calcsize, format)
    show(struct.pack, format, *values)
    try:
        packed = struct.pack(format, *values)
    except (struct.error, TypeError, OverflowError):
        continue
    show(struct.unpack, format, packed)
    show(struct.unpack, format, packed + b"x")
    show(struct.unpack_from, format, b"\x00" + packed, 1)
    show(struct.unpack_from, format, packed, -100)
data = bytearray(8)
struct.pack_into("<h", data, 3, -5)
print(data)
show(struct.pack_into, "<i", data, 6, 1)
show(struct.pack_into, "<i", data, -1, 1)
show(struct.pack_into, "<i", data, -100, 1)
show(struct.unpack_from, "<i", data, -1)
show(struct.unpack_from, "<i", data, len(data) - 2)
show(lambda: list(struct.iter_unpack("<h", b"\x01\x00\x02\x00")))
show(struct.iter_unpack, "<h", b"abc")
s = struct.Struct("<hf")
print(s.size, s.format, s.unpack(s.pack(1, 0.1)))
for i in range(40):
    x = 1.1**i * (-1) ** i / 3
    print(struct.pack("<fe", x, x / 8), struct.unpack("<f", struct.pack("<f", x)))


class Count(int):
    pass


print(
    struct.pack("<bQ?", Count(-3), True, Count(0)), struct.pack(">3H", *map(Count, (1, 2, 65535)))
)
print(struct.unpack("<3b2q", bytes(range(126, 145))), struct.unpack(">hiq", bytes([255] * 14)))

for bits in (
    0,
    1,
    2,
    0x7FFFFF,
    0x800000,
    0x3F800000,
    0x7F7FFFFF,
    0x7F800000,
    0x80000001,
    0xC2F6E979,
):
    print(repr(struct.unpack("<f", struct.pack("<I", bits))[0]))
for bits in range(0, 65536, 4099):
    x = struct.unpack("<e", struct.pack("<H", bits))[0]
    print(repr(x), struct.pack("<e", x) if x == x else "")
for x in (
    1 / 3,
    1e-40,
    65519.99,
    16777217.0,
    16777219.0,
    3.4028235677973362e38,
    1.401298464324817e-45 / 2,
):
    for form in "<f", ">e":
        try:
            print(struct.pack(form, x))
        except OverflowError as e:
            print(e)
