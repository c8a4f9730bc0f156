"""Several bases, super() in all its forms, attributes that nobody foresaw."""


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return type(e).__name__, str(e)


class A:
    def who(self):
        return ["A"]

    def up(self):
        return "A.up"


class B(A):
    def who(self):
        return ["B", *super().who()]


class C(A):
    def who(self):
        return ["C"] + super().who()

    def up(self):
        return "C>" + super().up()


class D(B, C):
    def who(self):
        return ["D"] + super().who()

    def up(self):
        return "D>" + super().up()


print(D().who(), B().who(), D().up(), [c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__))


def bad_order():
    class X(A, B):
        pass


def duplicate():
    class X(A, A):
        pass


def not_a_type():
    class X(bool):
        pass


def conflict():
    class X(list, dict):
        pass


print(attempt(bad_order), attempt(duplicate), attempt(not_a_type), attempt(conflict))


def mixin_factory(base, label):
    class Mixin(base):
        def who(self):
            return [label, *super().who()]

        @classmethod
        def name(cls):
            return label + cls.__name__

        @staticmethod
        def twice(x):
            return 2 * x

    return Mixin


M1 = mixin_factory(A, "m1")
M2 = mixin_factory(M1, "m2")
print(M2().who(), M2.name(), M2().name(), M2.twice(4), isinstance(M2(), M1), issubclass(M2, A))


class Init:
    def __init__(self, x, *, y=1):
        self.x, self.y = x, y


class Sub(Init):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.z = super().__repr__()[:5]


s = Sub(1, y=2)
print(s.x, s.y, s.z, attempt(Sub), attempt(Sub, 1, 2))


class Explicit(Init):
    def __init__(self):
        super(Explicit, self).__init__(5)
        Init.__init__(self, 6, y=7)
        bound = super().__init__
        bound(8)
        self.parent = super()

    @property
    def twice(self):
        return 2 * self.x


class Deeper(Explicit):
    @property
    def twice(self):
        return super().twice + 1


e = Deeper()
print(e.x, e.y, e.twice, hasattr(e.parent, "x"), attempt(lambda: e.parent.x))
print(
    attempt(lambda: super(A, 5).x), attempt(lambda: super(5, A)), attempt(lambda: super(A, A()).zz)
)


class Base:
    registry = []

    def __init_subclass__(cls, *, tag="none", **rest):
        super().__init_subclass__(**rest)
        cls.tag = tag
        Base.registry.append((cls.__name__, tag))


class One(Base, tag="one"):
    pass


class Two(One):
    pass


print(Base.registry, One.tag, Two.tag)


def bad_keyword():
    class X(A, colour="red"):
        pass


def more_keywords():
    class X(Base, tag=1, other=2):
        pass


print(attempt(bad_keyword), attempt(more_keywords))


class Singleton:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
            cls.instance.made_with = args
        return cls.instance

    def __init__(self, *args):
        self.inits = getattr(self, "inits", 0) + 1


print(Singleton(1) is Singleton(2), Singleton().inits, Singleton().made_with)


class Other:
    def __new__(cls, x):
        return x if x else object.__new__(cls)

    def __init__(self, x):
        self.x = x


print(Other(5), Other(0).x, attempt(Other), attempt(object.__new__, 5))


class Plain:
    pass


p = Plain()
p.new = 1
p.other = [2]
print(p.new, p.other, hasattr(p, "new"), attempt(lambda: p.missing))
p.new += 5
del p.other
print(p.new, hasattr(p, "other"), attempt(lambda: delattr(p, "other")))
setattr(p, "dyn" + "amic", 3)
name = "x" * 3
setattr(p, name, 4)
print(
    getattr(p, "dynamic"),
    getattr(p, name),
    getattr(p, "no", "default"),
    p.dynamic,
    hasattr(p, "xx"),
)
print(attempt(getattr, p, "abc" + "d"), attempt(getattr, p, 5), attempt(setattr, 5, "x", 1))
Plain.shared = "class"
Plain.method = lambda self, x: (self.new, x)
setattr(Plain, "m2", lambda self: "m2")
print(p.shared, p.method(1), p.m2(), Plain.shared)
p.method = lambda x: ("own", x)
print(p.method(2), Plain().shared)
del Plain.shared
print(attempt(lambda: p.shared), attempt(lambda: Plain.shared))
Plain.__name__ = "Renamed"
print(
    Plain.__name__,
    attempt(lambda: p.zzz),
    attempt(lambda: Plain.zzz),
    attempt(setattr, Plain, "__name__", 5),
)
print(isinstance(p, (int, (str, Plain))), issubclass(D, (int, C)), attempt(isinstance, 1, 5))
print(isinstance(1, int | str), isinstance("x", int | None) if False else True)


class Tree:
    def __init__(self, depth):
        self.left = Tree(depth - 1) if depth else None

    @property
    def height(self):
        return 1 + self.left.height if self.left else 0


print(Tree(60).height)
sentinel = object()
print(sentinel is sentinel, sentinel == object(), type(sentinel) is object, isinstance(p, object))
print(
    type(A), type(type), type(A()) is A, isinstance(A, type), isinstance(int, type), type(3) is int
)


class WithClassAttributes:
    count = 0
    items = []

    def __init__(self):
        WithClassAttributes.count += 1
        self.items.append(self.count)
        type(self).last = self.count


WithClassAttributes()
w = WithClassAttributes()
print(WithClassAttributes.count, w.items, w.last, WithClassAttributes.last)
w.count = "own"
print(w.count, WithClassAttributes.count)
del w.count
print(w.count)
