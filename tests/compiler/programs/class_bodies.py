"""Class statements anywhere, bodies with any statements, names of classes and methods."""


def make(n):
    class Local:
        number = n

        def __init__(self, x=0):
            self.x = x

        def get(self):
            return self.x + self.number + n

    return Local


A, B = make(1), make(10)
print(A is B, A(1).get(), B(1).get(), A.number, B.number, A.__name__, A.__qualname__)
print(isinstance(A(), A), isinstance(A(), B), A().__class__ is A)

size = "global"


class Body:
    squares = []
    for i in range(4):
        squares.append(i * i)
    if len(squares) > 3:
        many = True
    else:
        few = True
    try:
        bad = 1 // 0
    except ZeroDivisionError as e:
        reason = str(e)
    first, *rest = squares
    size = size + "!"
    total = sum(squares)
    with_default = lambda self, x=size: x
    doubled = [s * 2 for s in squares]
    while i > 1:
        i -= 1
    del many
    text = "a"
    text += "b"

    class Inner:
        z = 5

        class Deep:
            def who(self):
                return __class__.__qualname__

        def who(self):
            return __class__.__qualname__

    inner = Inner()
    print("in the body", first, rest, size)


print(Body.squares, Body.i, Body.reason, Body.first, Body.rest, Body.size, size, Body.total)
print(Body().with_default(), Body.doubled, Body.text, hasattr(Body, "many"), hasattr(Body, "e"))
print(Body.Inner.z, Body.inner.who(), Body.Inner.Deep().who(), Body.Inner.__qualname__)

x = "module"


def scopes():
    x = "function"

    class S:
        y = x
        x = x + " class" if False else "class"

        def method(self):
            return x

    return S.y, S.x, S().method()


try:
    print(scopes())
except NameError as e:
    print(e)


def closures():
    v = "enclosing"

    class K:
        w = v
        m = [v for _ in range(2)]

        def get(self):
            return v

    def change():
        nonlocal v
        v = "changed"

    k = K()
    change()
    return K.w, K.m, k.get()


print(closures())

if True:

    class Conditional:
        kind = "yes"
else:

    class Conditional:
        kind = "no"


print(Conditional.kind)

classes = []
for k in range(3):

    class Again:
        value = k

        def __repr__(self):
            return f"Again{self.value}"

    classes.append(Again)
print([c.value for c in classes], [c() for c in classes], classes[0] is classes[1])


class Twice:
    v = 1


First = Twice


class Twice:
    v = 2


print(First.v, Twice.v, First().v, isinstance(Twice(), First))


class Meth:
    def f(self):
        def g():
            return self.f.__qualname__

        return g.__qualname__, g()

    h = f
    limit = 3

    def k(self, n=limit):
        return n


print(Meth().f(), Meth().h.__name__, Meth().k(), Meth.k(None), Meth.f.__qualname__)
print(Meth, [Meth], str(Meth.Inner if hasattr(Meth, "Inner") else Body.Inner))


class Order:
    b = 1
    a = 2
    c = a + b

    def z(self):
        pass


class Empty:
    pass


class Doc:
    """Text."""

    def f(self):
        """Method text."""

    def g(self):
        pass


print(Doc.__doc__, Doc().__doc__, Empty.__doc__, Doc.f.__doc__, Doc().f.__doc__, Doc.g.__doc__)
print(Doc.__module__ == __name__, Doc().__module__ == Empty.__module__)


class Private:
    __hidden = 1

    def __init__(self):
        self.__own = 2

    def get(self):
        return self.__hidden, self.__own


p = Private()
print(p.get(), p._Private__own, hasattr(p, "__own"))


def generic():
    results = []
    for base in (object, Exception, Order):

        class D(base):
            pass

        results.append((D.__mro__[1].__name__, len(D.__mro__)))
    return results


print(generic())


class Slots:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1


print(Slots().a, Slots.__slots__)
try:
    print(Slots().b)
except AttributeError as e:
    print(e)
