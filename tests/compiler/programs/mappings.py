"""What can stand for a dict?"""


class M:
    def keys(self):
        return ["a", "b"]

    def __getitem__(self, k):
        return k * 2


print(dict(M()), dict(M(), c=3))
d = {}
d.update(M())
print(d)
print({**M()})


def f(**k):
    return k


print(f(**M()))
d |= {1: 2}
print(d)


class V:
    def __getattr__(self, name):
        return name + "?"


try:
    print(dict(V()))
except TypeError as e:
    print(e)


class K2:
    def keys(self):
        return 5


try:
    dict(K2())
except TypeError as e:
    print(e)


class K3:
    def keys(self):
        raise KeyError("no")


try:
    dict(K3())
except KeyError as e:
    print(repr(e))
try:
    {**5}
except TypeError as e:
    print(e)
try:
    f(**5)
except TypeError as e:
    print(e)
try:
    f(**V())
except TypeError as e:
    print(e)


class D(dict):
    pass


print({**D(a=1)}, f(**D(a=2)), dict(D(x=1)))


class K4(dict):
    def keys(self):
        return ["q"]

    def __getitem__(self, k):
        return 9


print(dict(K4(a=1)), {**K4(a=1)})
