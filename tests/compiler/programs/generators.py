def count(n):
    i = 0
    while i < n:
        got = yield i
        if got is not None:
            log.append(got)
        i += 1
    return "done"


def chain(*sources):
    for source in sources:
        yield from source


def delegate():
    result = yield from count(2)
    yield result


def guarded():
    try:
        yield 1
        raise ValueError("thrown")
    except ValueError as e:
        yield "caught " + str(e)
    finally:
        log.append("closed")


def tree(node):
    if node:
        left, value, right = node
        yield from tree(left)
        yield value
        yield from tree(right)


def evens():
    return (x for x in range(10) if x % 2 == 0)


def scaled(k):
    return (x * k for x in [1, 2, 3])


log = []
print(list(count(3)), list(chain([1], (2, 3), "ab")), list(delegate()))
g = count(5)
print(next(g), g.send("hello"), next(g), log)
g = guarded()
print(next(g), next(g), next(g, "end"), log)
print(
    list(tree(((None, 1, None), 2, (None, 3, None)))),
    list(evens()),
    list(scaled(10)),
    sum(x * x for x in range(5)),
)
try:
    g = count(0)
    next(g)
except StopIteration as e:
    print("value", e.value)
for a in count(2):
    for b in count(a + 1):
        print(a, b)
print(any(x > 2 for x in [1, 2, 3]), all(x > 2 for x in [1, 2, 3]), sorted(x for x in [3, 1]))
