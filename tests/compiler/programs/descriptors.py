"""property, staticmethod, classmethod, own descriptors and attribute hooks."""


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return type(e).__name__, str(e)


class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        """Degrees."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        self._celsius = 0

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    def _get(self):
        return "kelvin", self._celsius

    kelvin = property(_get, doc="text")
    nothing = property()


t = Temperature(20)
print(t.celsius, t.fahrenheit, t.kelvin)
t.celsius = 30
t.celsius += 5
print(t.celsius, attempt(setattr, t, "celsius", -300), attempt(Temperature, -500))
del t.celsius
print(t.celsius, attempt(setattr, t, "fahrenheit", 1), attempt(delattr, t, "fahrenheit"))
print(attempt(lambda: t.nothing), attempt(setattr, t, "kelvin", 1))
print(
    isinstance(Temperature.celsius, property),
    Temperature.celsius.fget(t),
    Temperature.fahrenheit.fset,
)
print(Temperature.celsius.__doc__)


class Sub(Temperature):
    @property
    def celsius(self):
        return super().celsius + 1000

    @celsius.setter
    def celsius(self, value):
        Temperature.celsius.fset(self, value * 2)


s = Sub(1)
print(s.celsius, s._celsius)
s.celsius = 4
print(s.celsius)


class Methods:
    count = 0

    @classmethod
    def create(cls, n):
        self = cls()
        self.n = n
        cls.count += 1
        return self

    @staticmethod
    def add(a, b=1):
        return a + b

    def plain(self):
        return self.n

    also = plain
    adder = staticmethod(lambda a: a * 2)
    maker = classmethod(lambda cls: cls.__name__)


class Child(Methods):
    pass


m = Methods.create(4)
print(m.plain(), m.also(), Methods.add(1), m.add(1, 2), Methods.count, m.adder(4), Methods.adder(5))
print(Child.create(1).count, Child.count, Methods.count, Child.maker(), Child().maker())
bound = m.plain
print(
    bound(), bound.__self__ is m, bound.__func__ is Methods.plain, bound.__name__, Methods.plain(m)
)
print(
    attempt(Methods.plain),
    attempt(m.plain, 1),
    attempt(Methods.create),
    attempt(setattr, bound, "x", 1),
)


class Lazy:
    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self.function(instance)
        setattr(instance, self.name, value)
        return value


class UsesLazy:
    made = 0

    @Lazy
    def expensive(self):
        UsesLazy.made += 1
        return 42


u = UsesLazy()
print(u.expensive, u.expensive, UsesLazy.made, type(UsesLazy.expensive).__name__)


class Data:
    log = []

    def __get__(self, instance, owner):
        self.log.append("get")
        return "from descriptor"

    def __set__(self, instance, value):
        self.log.append(("set", value))

    def __delete__(self, instance):
        self.log.append("del")


class HasData:
    d = Data()


h = HasData()
h.d = 1
print(h.d, HasData.d, Data.log)
del h.d
print(Data.log)


class Dynamic:
    def __init__(self):
        self.real = 1

    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda: name[4:]
        raise AttributeError(f"no {name}")


d = Dynamic()
print(d.real, d.get_abc(), attempt(lambda: d.other), hasattr(d, "zzz"), getattr(d, "q", 5))


class Frozen:
    def __init__(self, x):
        object.__setattr__(self, "x", x)

    def __setattr__(self, name, value):
        raise AttributeError(f"cannot set {name} to {value}")

    def __delattr__(self, name):
        raise AttributeError(f"cannot delete {name}")


f = Frozen(3)
print(f.x, attempt(setattr, f, "x", 4), attempt(delattr, f, "x"))
try:
    f.y = 5
except AttributeError as e:
    print(e)


class Logged:
    def __init__(self):
        self.seen = []
        self.a = 1

    def __setattr__(self, name, value):
        if name != "seen":
            self.seen.append(name)
        super().__setattr__(name, value)

    def __getattribute__(self, name):
        if name == "magic":
            return "abracadabra"
        return super().__getattribute__(name)

    def method(self):
        return self.a


lg = Logged()
lg.b = 2
print(lg.seen, lg.magic, lg.a, lg.method(), attempt(lambda: lg.nope))


class Fallback:
    def __getattribute__(self, name):
        raise AttributeError(name)

    def __getattr__(self, name):
        return "fallback " + name


print(Fallback().anything)


class Recursive:
    def __getattr__(self, name):
        return self.other


try:
    Recursive().x
except RecursionError as e:
    print("RecursionError")


class Proxy:
    def __init__(self, target):
        self.target = target

    def __getattr__(self, name):
        return getattr(self.target, name)


print(Proxy([3, 1]).index(1), Proxy(Proxy("abc")).upper())


class Callable:
    def __call__(self, *args, **kwargs):
        return args, kwargs

    def __class_getitem__(cls, item):
        return cls.__name__, item


c = Callable()
print(c(1, k=2), callable(c), callable(Callable), callable(5), Callable[int], Callable["a", 1])
print(attempt(lambda: Temperature[1]))
print(
    isinstance(Methods.__dict__["create"], classmethod),
    isinstance(vars(Methods)["add"], staticmethod),
)
