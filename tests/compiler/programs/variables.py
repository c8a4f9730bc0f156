LIMIT = 100
NAMES = ["a", "b"]
len = len
total = 0


def unbound(flag):
    if flag:
        x = 1
    try:
        return x
    except UnboundLocalError as e:
        return str(e)


def deleted():
    x = 1
    del x
    try:
        return x
    except UnboundLocalError as e:
        return str(e)


def counts(n):
    global total
    for i in range(n):
        total += i
    return total, i


def except_name():
    e = 5
    try:
        raise ValueError("gone")
    except ValueError as e:
        text = str(e)
    try:
        e
    except UnboundLocalError:
        return text, "unbound"


def walrus(items):
    if (n := len(items)) > 1:
        return n
    x = 1
    y = x + (x := 5) + x
    return [y, [last := v for v in items], last]


def missing():
    return later


def loop_leftovers():
    i = -1
    for i in range(0):
        pass
    a = i
    for i in range(3):
        pass
    b = i
    for i in [7, 8]:
        i += 1
    c = i
    for i in range(5, 0, -2):
        i = i * 10
    return a, b, c, i


def parallel():
    a, b, c = 1, 2, 3
    a, b = b, a + b
    a, b, c = c, a, b
    [a, *b], c = (a, b, c), 9
    i = 0
    xs = [0, 0]
    i, xs[i] = 1, 5
    return a, b, c, xs


def swap_many(a, b):
    for k in range(3):
        a, b = b, a
    return a - b


try:
    missing()
except NameError as error:
    print(error)
later = 3
print(missing(), LIMIT + 1, NAMES, len("abc"))
print(unbound(True), unbound(False), deleted())
print(counts(4), except_name(), walrus([1, 2]), walrus([1]))
print(loop_leftovers(), parallel(), swap_many(3, 8))
x = y = [1]
y.append(2)
print(x, __name__)
for g in range(3):
    h = g
print(g, h)
del h
try:
    print(h)
except NameError as error:
    print(error)
