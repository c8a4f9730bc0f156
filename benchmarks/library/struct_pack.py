import struct


def handler(n=100):
    total = 0
    for i in range(n):
        data = struct.pack("<BHhIf4s", i, i * 3, -i, i * 70000, i / 4, b"abcd")
        total += len(data) + data[3]
    return total
