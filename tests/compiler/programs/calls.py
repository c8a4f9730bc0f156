"""Parameters of all kinds, unpacking in calls, and what CPython says about mistakes."""


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except TypeError as e:
        return str(e)


def f0():
    return ()


def f1(a):
    return a


def f2(a, b):
    return a, b


def f3(a, b, c):
    return a, b, c


def d1(a, b=2):
    return a, b


def d2(a=1, b=2):
    return a, b


def po(a, b, /):
    return a, b


def pod(a, b=2, /, c=3):
    return a, b, c


def pok(a, /, b, *, c):
    return a, b, c


def ko(*, a):
    return a


def ko2(*, a, b=2, c):
    return a, b, c


def kod(x, *, a=1):
    return x, a


def va(*args):
    return args


def va1(a, *args):
    return a, args


def kw(**kwargs):
    return kwargs


def kw1(a, **kwargs):
    return a, kwargs


def allk(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


def pokw(a, /, **kwargs):
    return a, kwargs


class K:
    def m(self, a, b=1):
        return a, b

    def no():
        return 0

    @classmethod
    def c(cls, a):
        return a

    @staticmethod
    def s(a):
        return a

    def __call__(self, x):
        return x

    def __init__(self, x=0, *, y=0):
        pass


functions = [
    f0,
    f1,
    f2,
    f3,
    d1,
    d2,
    po,
    pod,
    pok,
    ko,
    ko2,
    kod,
    va,
    va1,
    kw,
    kw1,
    allk,
    pokw,
    K().m,
    K.m,
    K().no,
    K.c,
    K().s,
    K(),
    K,
]
arguments = [
    ((), {}),
    ((1,), {}),
    ((1, 2), {}),
    ((1, 2, 3), {}),
    ((1, 2, 3, 4), {}),
    ((1, 2, 3, 4, 5), {}),
    ((), {"a": 1}),
    ((1,), {"a": 1}),
    ((1,), {"b": 1}),
    ((1,), {"c": 1}),
    ((), {"a": 1, "b": 2}),
    ((), {"a": 1, "c": 2}),
    ((), {"b": 1, "c": 2}),
    ((1,), {"b": 1, "c": 2}),
    ((1, 2), {"d": 4}),
    ((1,), {"d": 4, "z": 5}),
    ((), {"d": 4, "z": 5}),
    ((1, 2, 3), {"z": 5}),
    ((1,), {"x": 5}),
    ((), {"x": 5, "y": 6}),
    ((1, 2), {"a": 1, "b": 2}),
]
for function in functions:
    for args, kwargs in arguments:
        result = attempt(function, *args, **kwargs)
        print(
            function.__name__ if hasattr(function, "__name__") else "instance",
            args,
            kwargs,
            result if not isinstance(result, K) else "K",
        )

for wrong in (
    lambda: f1(),
    lambda: f1(1, 2),
    lambda: f2(1),
    lambda: f2(),
    lambda: f3(),
    lambda: f3(b=1),
    lambda: f3(1, 2, 3, 4),
    lambda: d1(),
    lambda: d1(1, 2, 3),
    lambda: d2(1, 2, 3),
    lambda: f1(a=1, z=2),
    lambda: f1(1, a=2),
    lambda: po(1, b=2),
    lambda: po(a=1, b=2),
    lambda: pod(1, b=2),
    lambda: pod(1, 2, 3, 4),
    lambda: pok(1, 2, 3),
    lambda: pok(1, 2),
    lambda: ko(),
    lambda: ko(1),
    lambda: ko2(),
    lambda: ko2(1, 2, a=1),
    lambda: kod(),
    lambda: kod(1, 2),
    lambda: kod(1, 2, a=3),
    lambda: f0(1),
    lambda: f0(x=1),
    lambda: (lambda x: x)(),
    lambda: (lambda: 1)(2),
    lambda: f1(*[1, 2]),
    lambda: f1(**{"z": 1}),
    lambda: f2(*(1,), **{"a": 2}),
    lambda: f1(*5),
    lambda: f1(**5),
    lambda: f1(**{1: 2}),
    lambda: f2(1, **{"b": 2, "c": 3}),
    lambda: K.m(),
    lambda: K().m(),
    lambda: K().m(1, 2, 3),
    lambda: K(1, 2),
    lambda: K(z=1),
    lambda: K()(),
    lambda: 5(),
    lambda: None(),
    lambda: "x"(),
    lambda: len(),
    lambda: len(1, 2),
):
    print(attempt(wrong))

print(va(*[1, 2], 3, *"ab", *range(2)), kw(**{"a": 1}, b=2, **{"c": 3}), f3(*[1], **{"c": 3}, b=2))
print(
    va(*(x for x in range(3))),
    va(*{"k": 1}),
    kw1(*[1], **dict(z=26)),
    allk(1, *[2, 3, 4], d=0, **{"q": 9}),
)
print(
    attempt(lambda: f2(**{"a": 1}, **{"a": 2})),
    attempt(lambda: f2(a=1, **{"a": 2})),
    attempt(lambda: kw(x=1, **{"x": 2})),
)


def mutable(x, seen=[]):
    seen.append(x)
    return seen


print(mutable(1), mutable(2), mutable(3, []), mutable(4))
n = 1


def fixed(x=n, *, y=n + 1):
    return x, y


n = 100
print(
    fixed(),
    fixed(y=5),
    [g() for g in [lambda i=i: i for i in range(3)]],
    [g() for g in [lambda: i for i in range(3)]],
)


def order():
    log = []

    def t(x):
        log.append(x)
        return x

    va(t(1), *[t(2)], t(3), **{})
    kw(a=t(4), **{"b": t(5)}, c=t(6))
    f3(c=t(7), a=t(8), b=t(9))
    return log


print(order())


def outer(*args, **kwargs):
    return inner(*args, **kwargs)


def inner(a, b, *rest, key=None, **more):
    return a, b, rest, key, more


print(outer(1, 2), outer(1, b=2), outer(1, 2, 3, key=4, z=5), outer(*(1, 2), **{"key": 3}))


def rebind(a, *args, **kwargs):
    args += (a,)
    kwargs["a"] = a
    a = None
    return a, args, kwargs


print(rebind(1, 2, x=3))


def annotated(a: int, *args: str, b: "list[int]" = None, **kw: dict) -> tuple:
    return a, args, b, kw


print(annotated(1, "x", b=[2], c={}))


def recursive(n, *rest, depth=0):
    return depth if n == 0 else recursive(n - 1, *rest, n, depth=depth + 1)


print(recursive(50))


def class_in_defaults():
    class D:
        def f(self, x=[], *, y={}):
            x.append(1)
            y[len(x)] = x
            return len(x), len(y)

    d = D()
    return d.f(), d.f(), D().f(), d.f([], y={})


print(class_in_defaults())
