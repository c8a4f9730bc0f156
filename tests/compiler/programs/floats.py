"""Floats in loops: what lives in a float register, what leaves it, what fails."""

import math


def attempt(function, *arguments):
    try:
        print(function.__name__, *arguments, "->", function(*arguments))
    except (TypeError, ZeroDivisionError, OverflowError, UnboundLocalError, ValueError) as error:
        print(function.__name__, *arguments, type(error).__name__, error)


def mean(items):
    total = 0.0
    spread = 0.0
    n = 0
    for x in items:
        n += 1
        d = x - total
        total += d / n
        spread += d * (x - total)
    return total, spread


def scaled(items, factor):
    out = []
    for x in items:
        y = factor * 0.5 + x
        y = y * y - x * 2.0
        out.append(y)
        y -= 1.5
        out.append(y)
    return out


def left(items):
    r = 1.5
    for x in items:
        r = x - r * 2.0
    return r


def in_place(items, r=0.0):
    s = 2.0
    for x in items:
        s += x
        s *= 1.5
        s -= x
        s /= 2.0
    return s


def powers(items):
    s = 2.0
    for x in items:
        s = s * 1.5 + 1.0
        s **= 2
        s //= 3.0
        s %= 100.0
        print(s, -s, abs(s), round(s, 3), str(s), f"{s:.2f}", s == x, s > 3, 4 < s, s != s)
    return s


def swap(n):
    a = 1.0
    b = 2.0
    for i in range(n):
        a, b = b, a + b * 0.5
    return a, b


def copies(n):
    a = 1.0
    seen = []
    held = {}
    for i in range(n):
        b = a
        seen.append(a)
        held[a] = b
        a = a * 1.5 + b
        seen.append((a, b))
    return seen, held, a


def unbound(n):
    for i in range(n):
        if i:
            z = z * 2.0 + 1.0
        else:
            z = 1.0
    return z


def unbound_later(n):
    for i in range(n):
        w = 1.0 + i * 2.0
        w = w * w + 1.0
    return w


def conditional(n):
    t = 0.0
    for i in range(n):
        u = (1.0 if i % 2 else 0.25) * 4.0
        if i % 3 == 0:
            v = u * 2.0 + t
        else:
            v = t * 0.5 - u
        t = v * 1.25 + u
        while t > 10.0:
            t = t * 0.5 - 1.0
        if not t <= -3.0 or t == 2.5:
            t += 0.125
    return t


def compare(items):
    low = 0.0
    out = []
    nan = math.inf - math.inf
    for x in items:
        low = low * 0.5 + x
        y = low * 2.0 - x
        out += [low < y, low <= y, low > y, low >= y, low == y, low != y, nan < y, nan != nan]
        if low < y:
            out.append("<")
        if low <= y:
            out.append("<=")
        if low > y:
            out.append(">")
        if not low >= y:
            out.append("not >=")
        if low == y and y == low:
            out.append("==")
        if low != y or nan == nan:
            out.append("!=")
        if nan < y or nan > y or nan <= y or nan >= y:
            out.append("nan")
        if not nan < y and not nan >= y:
            out.append("not nan")
        if 0 < low <= 3 and 1 != low:
            out.append("between")
    return out


def raising(items):
    s = 0.5
    for x in items:
        try:
            s = s * 2.0 + 1.0 / x
            s += 0.25 * x - 1.0
        except ZeroDivisionError as error:
            s -= 100.0 * s + 1.0
            print(error, s)
        finally:
            s = s + 1.0 * 0.5
    return s


def gen(n):
    x = 0.5
    for i in range(n):
        x = x * 1.5 - 0.25
        sent = yield x
        if sent is not None:
            x = x + 2.0 * sent


def closure(n):
    x = 0.5
    for i in range(n):
        x = x * 2.0 + 1.0

        def get():
            return x

    return get()


def deleted(n):
    for i in range(n):
        q = 2.0 * i + 1.0
        q = q * q + 1.0
        del q
    return n


def walrus(n):
    x = 1.0
    for i in range(n):
        x = (y := x * 2.0) * y + x
    return x, y


def comprehended(n):
    x = 1.0
    for i in range(n):
        x = x * 2.0 - sum([x * k + 1.0 for k in range(3)])
    return x


def root(n):
    x = 2.0
    for i in range(n):
        x = math.sqrt(x * x + 1.0) * float("1.5") + i / 3
    return x


NUMBERS = (0.1, 1, 2.5, -3, True, 1 << 70, 7)
OTHERS = (None, "text", [1.0], (2,), {}, b"x", 1 << 2000)
for function in (mean, left, in_place, compare, powers):
    attempt(function, NUMBERS)
    for other in OTHERS:
        attempt(function, (1.5, other))
        attempt(function, (other, 2))
attempt(raising, (1, 2.0, 0, 0.0, -4, False))
attempt(raising, (1, "a"))
for factor in (*NUMBERS, *OTHERS):
    attempt(scaled, (1, 0.5, -2), factor)
for n in range(4):
    for function in (swap, copies, unbound, unbound_later, conditional):
        attempt(function, n)
    for function in (closure, deleted, walrus, comprehended, root):
        attempt(function, n)
attempt(conditional, 50)
attempt(swap, 200)
attempt(swap, 3000)
g = gen(5)
print(next(g), g.send(0.5), next(g), g.send(3), list(g))
pair = [gen(3), gen(4)]
print([next(pair[i % 2]) for i in range(6)])
print(mean([i * 0.1 for i in range(300)]))
