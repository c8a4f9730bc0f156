# bisect, heapq, operator, string: the same results and errors.
import bisect
import heapq
import operator
import string


def show(f, *args):
    try:
        print(f(*args))
    except (ValueError, TypeError, IndexError) as e:
        print(e)


heap = []
seed = 3
for _ in range(60):
    seed = (seed * 69069 + 1) % 2**31
    heapq.heappush(heap, seed // 1000 % 100)
print(heap)
print(
    heapq.heappop(heap),
    heapq.heapreplace(heap, 5),
    heapq.heappushpop(heap, 1),
    heapq.heappushpop(heap, 99),
)
heapq.heapify(heap)
print(
    heap,
    heapq.nsmallest(3, heap),
    heapq.nlargest(3, heap, key=lambda x: -x),
    heapq.nlargest(0, heap),
)
print(
    list(heapq.merge([1, 4, 9], [2, 4], [], [0, 10])),
    list(heapq.merge([9, 4], [5, 4], reverse=True)),
)
show(heapq.heappop, [])
show(heapq.heappush, 5, 5)
items = [1, 3, 3, 5]
for x in (0, 3, 4, 9):
    print(
        bisect.bisect(items, x), bisect.bisect_left(items, x), bisect.bisect_right(items, x, 1, 3)
    )
bisect.insort(items, 3.5)
bisect.insort_left(items, -4, key=abs)
print(items)
show(bisect.bisect, items, 1, -1)
print(
    operator.add(1, 2),
    operator.mul("a", 3),
    operator.itemgetter(1)("abc"),
    operator.itemgetter(0, 2)("abc"),
)
print(
    operator.not_(0),
    operator.contains([1], 1),
    operator.countOf([1, 1, 2], 1),
    operator.indexOf("abc", "c"),
)
print(
    sorted([(1, "b"), (2, "a")], key=operator.itemgetter(1)),
    operator.index(True),
    operator.neg(3),
    operator.inv(3),
)
show(operator.indexOf, "abc", "z")
show(operator.index, 1.5)
x = [1]
print(
    operator.iadd(x, [2]),
    x,
    operator.floordiv(7, 2),
    operator.truediv(7, 2),
    operator.xor(5, 1),
    operator.lt(1, 2),
)
print(
    string.digits,
    string.ascii_letters,
    repr(string.whitespace),
    string.punctuation,
    len(string.printable),
    string.hexdigits,
)
print(string.capwords("hello big  world"), string.capwords("a-b-c", "-"))
t = string.Template("$who owes $$5 to ${whom}s, $")
show(lambda: t.safe_substitute(who="A"))
show(lambda: t.substitute(who="A", whom="B"))
show(lambda: string.Template("$a ${b}").substitute({"a": 1}, b=2))
