# array: every type code, its limits, items, slices, bytes, errors.
import array as arrays
import copy
from array import array


def show(f, *args):
    try:
        print(f(*args))
    except (ValueError, TypeError, IndexError, OverflowError) as e:
        print(type(e).__name__, e)


for code in "bBhHiIlLqQ":
    bits = array(code).itemsize * 8
    edges = (-(1 << bits - 1), (1 << bits - 1) - 1) if code > "a" else (0, (1 << bits) - 1)
    a = array(code, edges)
    print(a, a.itemsize, a.tobytes(), a.typecode, a[0], a[-1], list(a) == list(edges))
    for wrong in (edges[0] - 1, edges[1] + 1, -(1 << 70), 1 << 70, 1.5, "a", None):
        show(a.append, wrong)
    print(len(a), a == array(code, a.tobytes()))
for code in "fd":
    a = array(code, [1, 2.5, -0.0, 1e300, 1 / 3, float("inf"), 5e-324, 1e-40])
    print(a, a.itemsize, a.tobytes().hex(), a[4], float("nan") in array(code, [float("nan")]))
    for wrong in ("a", None, 1 << 2000):
        show(a.append, wrong)
u = array("u", "abc")
u.append("é")
u.fromunicode("€")
print(u, u[3], u.tounicode(), len(u), u.tolist(), array("u"))
show(u.append, "ab")
show(u.append, 5)

a = array("i", [1, 2, 3])
a.append(4)
a.extend([5, 6])
a.extend(array("i", (7,)))
a.insert(0, 0)
a.insert(-1, 99)
a.insert(100, 8)
print(a, a.pop(), a.pop(0), a.pop(-2), a, a.index(3), a.count(3), 5 in a, 50 in a)
a.remove(3)
a.reverse()
a[0] = -7
a[-1] = True
print(a, a[1:3], a[::-1], a[::2], a[5:2], a + array("i", [9]), a * 2, 2 * array("b", [1]))
a[1:3] = array("i", [10, 20, 30])
a[::2] = array("i", range(len(a[::2])))
del a[0]
del a[1:3]
a += array("i", [77])
a *= 2
print(a, len(a), sum(a), max(a), sorted(a), bytes(a) == a.tobytes(), bool(a), bool(array("i")))
del a[::2]
print(a, a.tolist(), a == array("q", a), a == [1], a < array("i", [100]), a >= a, a != array("i"))
b = array("h", [1, -2])
b.byteswap()
print(b, b.tobytes(), copy.copy(b), copy.deepcopy([b]), [x * 2 for x in b])
print(*b)
b.frombytes(b"\x01\x00")
b.fromlist([5])
print(
    b,
    array("B", bytearray(b"ab")),
    array("d", array("i", [1, 2])),
    array("i", {3: 4}),
    arrays.array("b"),
)
print(
    {"k": array("b", [1])},
    f"{array('b', [1])}",
    isinstance(b, array),
    list(reversed(b)),
    b.index(5, 2),
)
a = array("i", [1, 2, 3])
show(lambda: a[5])
show(lambda: a["x"])
show(a.pop, 9)
show(array("i").pop)
show(a.remove, 9)
show(a.index, 9)
show(lambda: a + [1])
show(lambda: a + array("b", [1]))
show(lambda: a * "x")
show(a.fromlist, (1,))
show(a.frombytes, b"abc")
show(a.extend, [1.5])
show(a.extend, array("b"))
show(a.fromunicode, "x")
show(a.__setitem__, slice(0, 1), [1])
show(a.__setitem__, "x", 1)
show(a.__setitem__, 9, 1)
show(a.__setitem__, slice(0, 2, 2), array("i", [1, 2]))
show(array, "x")
show(array, 5)
show(array, "ii")
show(array, "i", 5)
show(array, "i", "abc")
show(array, "i", b"abcde")
print(a)


def handler_like(event):
    samples = array("h", event["samples"])
    mean = sum(samples) / len(samples)
    return {
        "mean": mean,
        "packed": samples.tobytes().hex(),
        "loud": [s for s in samples if abs(s) > 100],
    }


print(handler_like({"samples": [3, -200, 150, 0]}))
