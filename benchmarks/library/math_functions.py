import math


def handler(n=20):
    total = 0
    for i in range(1, n):
        x = i * 0.37
        total += round(1e6 * (math.sin(x) + math.exp(-x) + math.log(x) + math.atan2(x, 2.0)))
    return total
