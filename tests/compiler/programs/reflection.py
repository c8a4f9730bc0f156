"""__dict__, vars, and what names say."""


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return type(e).__name__, str(e)


class Point:
    dims = 2

    def __init__(self, x, y):
        self.y = y
        self.x = x


p = Point(1, 2)
p.z = 3
print(p.__dict__, vars(p), list(vars(p).items()))
p.__dict__["w"] = 4
print(p.w, sorted(p.__dict__))
p.__dict__.update({"x": 10, "q": 11})
print(p.x, p.q, p.__dict__ == vars(p), p.__dict__ is vars(p))
del p.__dict__["x"]
print(hasattr(p, "x"), attempt(lambda: p.x))
p.__dict__ = {"only": 1}
print(p.only, vars(p), attempt(lambda: p.y))
del p.only
print(vars(p), attempt(vars, 5))


class Bag:
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        return "Bag(" + ", ".join(f"{k}={v!r}" for k, v in vars(self).items()) + ")"

    def __eq__(self, other):
        return self.__dict__ == other.__dict__


print(Bag(b=1, a=[2]), Bag(x=1) == Bag(x=1), Bag(x=1) == Bag(y=1))


class Typed:
    def __set_name__(self, owner, name):
        self.name = name
        self.owner = owner.__name__

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, "unset")

    def __set__(self, instance, value):
        if not isinstance(value, int):
            raise TypeError(f"{self.owner}.{self.name} must be int")
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        del instance.__dict__[self.name]


class Record:
    a = Typed()
    b = Typed()


r = Record()
print(r.a, r.b, Record.a.name, Record.b.owner)
r.a = 5
print(r.a, r.__dict__, attempt(setattr, r, "b", "text"))
del r.a
print(r.a, vars(r))


def f():
    pass


f.x = 1
print(
    f.__dict__,
    vars(f),
    f.__name__,
    f.__qualname__,
    len.__name__ if hasattr(len, "__name__") else "len",
)
e = ValueError("bad")
e.code = 7
print(e.code, e.__dict__, vars(e))


class MyError(Exception):
    def __init__(self, *args, detail=None):
        super().__init__(*args)
        self.detail = detail


m = MyError("a", "b", detail=3)
m.extra = 4
print(m.args, vars(m), str(m), repr(m))
print([k for k in Point.__dict__ if not k.startswith("__")], Point.__dict__["dims"])
print([getattr(Point(5, 6), n) for n in ("x", "y", "dims")])
