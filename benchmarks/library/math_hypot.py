import math


def handler(n=100):
    total = 0
    for i in range(1, n):
        total += round(1e6 * (math.hypot(i, 3.5) + math.fsum([0.1] * 5)))
    return total
