import struct

DATA = struct.pack("<BHhIf4s", 200, 60000, -5, 4000000000, 2.5, b"abcd")


def handler(n=100):
    total = 0
    for _ in range(n):
        a, b, c, d, e, f = struct.unpack("<BHhIf4s", DATA)
        total += a + b + c + d % 7 + len(f) + int(e * 4)
    return total
