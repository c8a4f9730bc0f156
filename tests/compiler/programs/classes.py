class Point:
    dims = 2
    names = ["x", "y"]

    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x and self.y == other.y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __len__(self):
        return self.dims

    def __getitem__(self, i):
        return self.x if i == 0 else self.y

    def scale(self, k=2):
        self.x *= k
        self.y *= k
        return self


class Point3(Point):
    dims = Point.dims + 1

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z

    def __repr__(self):
        return "3:" + super().__repr__()


class Animal:
    sound = "..."

    def speak(self):
        return self.name() + " says " + self.sound

    def name(self):
        return "animal"


class Loud(Animal):
    def speak(self):
        return super().speak().upper()


class Dog(Loud):
    sound = "woof"

    def name(self):
        return "dog"


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + A.who(self)


class C(A):
    def who(self):
        return ["C"] + A.who(self)


class D(B, C):
    def who(self):
        return ["D"] + B.who(self) + C.who(self)


class Private:
    def __init__(self):
        self.__secret = 1

    def __get(self):
        return self.__secret

    def show(self):
        return self.__get()


class Empty:
    pass


class Count:
    made = 0

    def __init__(self):
        Count.made += 1


class Iter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


p = Point(1, 2)
print(
    p + Point(3),
    p == Point(1, 2),
    p != Point(1, 2),
    len(p),
    p[0],
    p[1],
    p.scale(),
    p.scale(k=3),
    Point.dims,
)
q = Point3(1, 2, 3)
print(q, q.z, len(q), isinstance(q, Point), isinstance(p, Point3), q.names is p.names)
print(Animal().speak(), Dog().speak(), D().who(), Private().show())
e = Empty()
e.tag = 5
print(e.tag)
try:
    print(p.tag)
except AttributeError as error:
    print(error)
Count()
Count()
print(Count.made, list(Iter(3)), [v for v in Iter(2)], sum(Iter(4)))
method = p.scale
print(method(1), type(p).__name__)
p.x += 10
print(p.x)
