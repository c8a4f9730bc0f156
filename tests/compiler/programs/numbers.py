def operators(a, b):
    return [
        a + b,
        a - b,
        a * b,
        a // b,
        a % b,
        a & b,
        a | b,
        a ^ b,
        a << 3,
        a >> 1,
        a / b,
        -a,
        +a,
        ~a,
    ]


def immediates(x):
    return [
        x + 3,
        3 + x,
        x - 3,
        3 - x,
        x * 5,
        5 * x,
        x // 4,
        x % 7,
        x & 15,
        x << 2,
        x >> 2,
        x + 1000,
    ]


def augmented(x):
    x += 2
    x -= 1
    x *= 3
    x //= 2
    x **= 2
    x %= 1000
    x <<= 2
    x >>= 1
    x |= 8
    x &= 255
    x ^= 3
    y = 1.5
    y += x
    y /= 2
    return x, y


def compare(a, b):
    result = []
    if a < b:
        result.append("lt")
    if not a < b:
        result.append("not lt")
    if a <= b <= 10:
        result.append("chain")
    if a == b or b == 0:
        result.append("or")
    if not (a != b and a > 1):
        result.append("nand")
    result += [a < b, a == b, 1 < a < 5, 1 < a > b, a != b, a is b, not a]
    return result


def nan():
    n = float("nan")
    found = []
    while n < 1:
        found.append("lt")
        break
    if not n < 1:
        found.append("not lt")
    if not n >= 1:
        found.append("not ge")
    if n != n:
        found.append("ne")
    if n == n:
        found.append("eq")
    return found, n in (1, 2), n in [n]


def big(n):
    total = 1
    for i in range(1, n):
        total *= i
    return total, -total // 7, total % 1000007, hex(total & 0xFFFFFFFFFFFF)


print(operators(37, 5), operators(-37, 5), operators(2**40, -3))
print(immediates(10), immediates(-1), immediates(1 << 33))
print(augmented(7), compare(1, 2), compare(3, 3), compare(10, 0), nan())
print(
    big(30), 0x7FFFFFFF, -(2**30), 2**30, 2**31 - 1, 1_000_000_007 * 3, 0.1 + 0.2, -0.0, 0.0, 1e300
)
print(
    1 if 0.0 == -0.0 else 2,
    7 // -2,
    -7 % 3,
    2**0.5,
    10**-1,
    round(2.5),
    round(2.675, 2),
    divmod(-7, 2),
)
print(True + True, int("12"), float("1.5"), int(3.9), str(1.0), bool([]), abs(-3), pow(3, 4, 5))
for bad in [lambda: 1 // 0, lambda: 1 + "a", lambda: "a" + 1, lambda: [] < 3, lambda: -"x"]:
    try:
        bad()
    except (ZeroDivisionError, TypeError) as e:
        print(e)
