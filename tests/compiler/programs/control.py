import math
from math import floor, pi


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    else:
        steps += 100
    return steps


def search(rows, wanted):
    for i, row in enumerate(rows):
        for j, v in enumerate(row):
            if v == wanted:
                break
        else:
            continue
        return i, j
    return None


def grade(x):
    if x >= 90:
        return "A"
    elif x >= 80:
        return "B"
    elif x >= 70 and x != 75:
        return "C"
    else:
        return "D"


def logic(a, b, c):
    return [a and b, a or b, not a, a and b or c, (a or b) and c, a if b else c, not (a and not b)]


def primes(n):
    sieve = [True] * n
    out = []
    for i in range(2, n):
        if sieve[i]:
            out.append(i)
            for j in range(i * i, n, i):
                sieve[j] = False
    return out


def nothing():
    pass


def long_jump(n):
    total = 0
    for i in range(n):
        if i == 3:
            total += (
                i * 1000
                + i * 1001
                + i * 1002
                + i * 1003
                + i * 1004
                + i * 1005
                + i * 1006
                + i * 1007
            )
            total -= (
                i * 2000
                + i * 2001
                + i * 2002
                + i * 2003
                + i * 2004
                + i * 2005
                + i * 2006
                + i * 2007
            )
            total += (
                i * 3000
                + i * 3001
                + i * 3002
                + i * 3003
                + i * 3004
                + i * 3005
                + i * 3006
                + i * 3007
            )
            total -= (
                i * 4000
                + i * 4001
                + i * 4002
                + i * 4003
                + i * 4004
                + i * 4005
                + i * 4006
                + i * 4007
            )
            total += (
                i * 5000
                + i * 5001
                + i * 5002
                + i * 5003
                + i * 5004
                + i * 5005
                + i * 5006
                + i * 5007
            )
            total -= (
                i * 6000
                + i * 6001
                + i * 6002
                + i * 6003
                + i * 6004
                + i * 6005
                + i * 6006
                + i * 6007
            )
            total += (
                i * 7000
                + i * 7001
                + i * 7002
                + i * 7003
                + i * 7004
                + i * 7005
                + i * 7006
                + i * 7007
            )
        else:
            total += 1
    return total


def constant_conditions():
    while 1:
        break
    if 0:
        return "never"
    return "x" if not None else "y"


if __name__ == "__main__":
    import os
print(
    collatz(27),
    search([[1, 2], [3, 4]], 3),
    search([[1]], 9),
    [grade(x) for x in (95, 85, 75, 72, 10)],
)
print(logic(1, 0, "c"), logic("", [], None), logic(0, 2, 3), primes(40), nothing(), long_jump(6))
print(
    math.sqrt(16),
    math.floor(2.7),
    floor(-2.5),
    pi,
    math.pi,
    math.inf,
    math.ceil(1.2),
    constant_conditions(),
)
print(None is None, [] or "empty", 5)
f = math.sqrt
print(f(2.25))
