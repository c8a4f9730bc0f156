"""What do ranges beyond 31 bits do?"""

for r in (
    range(10),
    range(0),
    range(5, 50, 7),
    range(50, 5, -7),
    range(-(2**30), 2**30 - 1),
    range(2**30 - 1, -(2**30), -3),
    range(-5, 5, 2**29),
):
    l = [
        v
        for v in (
            -(2**30),
            -8,
            -5,
            0,
            1,
            5,
            12,
            15,
            43,
            47,
            50,
            2**30 - 1,
            2**29 - 5,
            2**31,
            -(2**40),
            True,
            5.0,
            "5",
            None,
        )
        if not (isinstance(v, (float, str)) and len(r) > 100) and not (v is None and len(r) > 100)
    ]
    print([v in r for v in l], len(r))
print(
    10**9 in range(10**9),
    10**9 - 1 in range(10**9),
    range(10**9).index(10**8),
    range(10**9).count(5),
)


r = range(-(2**30), 2**30 - 1)
print(len(r))


r = range(-(2**30), 2**30 - 1)
print(5 in r)


r = range(-(2**30), 2**30 - 1)
print(2**31 in r, -(2**40) in r, True in r)


r = range(-(2**30), 2**30 - 1)
print(r.index(5), r[2**30], r[-1], r[2**31 - 2])
try:
    print(r[2**31 - 1])
except IndexError as e:
    print(e)


r = range(10**12)
print(len(r), r[5], r[-1], 10**11 in r, 10**13 in r, r.index(10**11))
print(list(r[10**11 : 10**11 + 3]), r[:: 10**11])
for x in range(10**12, 10**12 + 3):
    print(x)
print(list(range(10**12 + 5, 10**12, -2)), list(reversed(range(10**12, 10**12 + 3))))
print(r == range(10**12), hash(r) == hash(range(10**12)), r.start, r.stop, r.step)
print(bool(r), repr(r))
try:
    print(len(range(10**30)))
except OverflowError as e:
    print(e)
print(range(10**30)[10**29], 5 in range(10**30), list(range(-(10**20), -(10**20) + 2)))
for i, x in enumerate(range(2**31 - 2, 2**31 + 2)):
    print(i, x)
print(sum(range(2**40, 2**40 + 10)), type(r).__name__)
n = 10**12
m = n + 5
print(
    len(range(n, m)),
    range(n, n) == range(0),
    range(n, n + 1) == range(n, n + 2, 2),
    range(n, m, 2)[1:],
    range(m, n, -1)[::-1],
)
for k in (2**31, 2**62, 2**64):
    print(k in range(k + 1), range(k)[-1], range(0, k, k // 2)[1])
try:
    range(n)[n]
except IndexError as e:
    print(e)
try:
    range(n)["a"]
except TypeError as e:
    print(e)
try:
    range(n, 5, 0)
except ValueError as e:
    print(e)
try:
    range(n).index(-1)
except ValueError as e:
    print(e)
try:
    range(n, "a")
except TypeError as e:
    print(e)
try:
    range(n, 1.5)
except TypeError as e:
    print(e)
print(
    range(n)[5 : 2**70 : 3],
    range(n)[-5:],
    range(n)[::-1],
    range(n)[10:5],
    range(5)[2**40 :],
    list(zip(range(n), range(n, n + 2))),
)
print(
    {range(n): 1}[range(n)],
    range(n) != range(n),
    range(n).count(7),
    [x for x in range(n, n + 3)],
    *range(n, n + 2),
)
