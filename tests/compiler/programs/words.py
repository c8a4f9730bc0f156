"""Expressions modulo 2**32: every kind of operand, order of evaluation, errors."""

M = 0xFFFFFFFF


def attempt(function, *arguments):
    try:
        print(function.__name__, *arguments, "->", function(*arguments))
    except (TypeError, ValueError) as error:
        print(function.__name__, *arguments, type(error).__name__, error)


def mix(a, b):
    return (a * 69069 + b) & 0xFFFFFFFF


def shifts(a, b):
    return ((a << 5) ^ b ^ ((a & M) >> 27)) & M


def difference(a, b):
    return (b - (a ^ 0x5A5A5A5A)) & M


def reverse(a, b):
    return M & (7 - (a | b))


def inner(a, b):
    return (((a * 3) & M) ^ b) & 0x7FFFFFFF


def inner_left(a, b):
    return ((M & (a * 3)) + (b ^ 9)) & M


def narrow(a, b):
    return (a * 1103515245 + b) & 0xFFFFFF


def signed(a, b):
    return (a - b * -5 + -7) & M


def deep(a, b):
    return ((a + b) * (a ^ b) - (a & b) * (a | b)) & M


def noted(value):
    print("evaluated", value)
    return value


def ordered(a, b):
    return (a * 65599 + noted(b) - noted(3)) & M


def calls(a, b):
    return (noted(a) + noted(b) * 40503) & M


VALUES = (0, 1, -1, 5, 0x3FFFFFFF, 0x40000000, -0x40000000, -0x40000001, 0xFFFFFFFF, 0x100000000,
          -0xFFFFFFFF, 123456789012345678901234567890, -(1 << 70), True, False)  # fmt: skip
for function in (mix, shifts, difference, reverse, inner, inner_left, narrow, signed, deep):
    for a in VALUES:
        for b in VALUES:
            attempt(function, a, b)
    text = () if function in (mix, narrow) else ("", [], (), b"", "t")
    for other in (1.5, None, {}, *text):
        attempt(function, other, 3)
        attempt(function, 3, other)
        attempt(function, other, other)
for function in (ordered, calls):
    for a in (2, -1, 1 << 40, "a", 2.5, None):
        attempt(function, a, 4)
        attempt(function, 4, a)


def crc32(data):
    crc = M
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = ((crc & M) >> 1) ^ (0xEDB88320 & (-(crc & 1) & M))
    return crc ^ M


def fnv(text):
    h = 2166136261
    for ch in text:
        h = ((h ^ ord(ch)) * 16777619) & M
    return h


def xorshift(x, n):
    for _ in range(n):
        x = (x ^ (x << 13)) & M
        x = x ^ (x >> 17)
        x = (x ^ (x << 5)) & M
    return x


def walrus(a):
    return ((a := a + 1) * 69069 + a) & M


def across(a):
    def bump():
        nonlocal a
        a += 1
        return a

    return (a * 69069 + bump() + a) & M


print(crc32(b"123456789"), fnv("the quick brown fox"), xorshift(2463534242, 100))
print(walrus(3), across(3))


def words(n):
    a = 0x67452301
    for i in range(n):
        a = (a * 69069 + i) & M
        yield a


print(sum(words(500)))
