def positional(a, b=2, /, c=3, *, d, e=5):
    return a, b, c, d, e


def gather(first, *rest, key=None, **more):
    return first, rest, key, sorted(more.items())


def static(a, b=10, c="x"):
    return a, b, c


def adder(n):
    def add(x):
        return x + n

    return add


def counter():
    count = 0

    def bump(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = 0

    return bump, reset


def cells_in_loop():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    gs = [lambda: j for j in range(3)]
    hs = [lambda k=k: k for k in range(3)]
    return [f() for f in fs], [g() for g in gs], [h() for h in hs]


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def mutable(x, acc=[]):
    acc.append(x)
    return acc


def param_cell(x):
    def inner():
        return x

    x += 1
    return inner


def deep():
    a = 1

    def one():
        def two():
            nonlocal a
            a += 1
            return a

        return two() + a

    return one(), a


def try_call(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except TypeError as e:
        return str(e)


print(positional(1, d=4), positional(1, 7, 8, d=9, e=0))
print(
    gather(1),
    gather(1, 2, 3, key=4, z=5, y=6),
    gather(*[1, 2], **{"key": 3, "q": 4}),
    gather(0, *(1,), *[2]),
)
print(static(1), static(1, 2), static(1, c="y"), static(c=1, a=2), static(b=3, a=4, c=5))
print(
    adder(3)(4),
    cells_in_loop(),
    fact(20),
    is_even(10),
    mutable(1),
    mutable(2),
    param_cell(1)(),
    deep(),
)
bump, reset = counter()
print(bump(), bump(5), reset(), bump())
print(try_call(static), try_call(static, 1, 2, 3, 4), try_call(adder), try_call(positional, 1))
print((lambda a, b=2: a * b)(5), (lambda *a: a)(1, 2), sorted([3, -1, 2], key=lambda v: -v))
print([f(2) for f in (adder(1), lambda x: x * 10)])
handlers = {"fact": fact, "even": is_even}
print(handlers["fact"](5), handlers["even"](3), fact.__name__)
order = []


def note(x):
    order.append(x)
    return x


static(note(1), c=note(2), b=note(3))
{note(4): note(5)}
[note(6), note(7)][note(0)]
print(order)


def redefined():
    return 1


def use():
    return redefined()


print(use())


def redefined():
    return 2


print(use())
