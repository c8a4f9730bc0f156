"""Which attributes of builtin types and classes are computed? What does pow() ask?"""


class A:
    pass


class B(A):
    "doc"

    x = 1


class C(B, A):
    pass


class E(ValueError):
    pass


print(C.__bases__, C.__mro__, C.mro(), C.__base__, A.__bases__, E.__bases__, B.__base__, A.__base__)
print([b.__name__ for b in C.__bases__], type(C()).__bases__)


class M:
    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        print(t.__name__ if t else None, v, tb is None)
        return True


with M():
    pass
with M():
    raise ValueError(1)
try:
    1 / 0
except Exception as e:
    print(e.__traceback__ is None, e.with_traceback(e.__traceback__) is e)
e = ValueError(2)
print(e.__traceback__)
try:
    try:
        raise e
    except ValueError as f:
        raise KeyError from f
except KeyError as g:
    print(g.__traceback__ is not None, g.__cause__.__traceback__ is not None)


print(
    (5).real,
    (5).imag,
    True.numerator,
    (7).denominator,
    (1.5).real,
    (2.5).imag,
    type(True.real).__name__,
)


class I(int):
    pass


print(I(3).real, I(4).numerator, type(I(3).real).__name__)
o = OSError(2, "No such")
print(o.errno, o.strerror, o.filename, OSError("x").errno, OSError().strerror)


class F(OSError):
    pass


f = F(5, "b")
print(f.errno, f.strerror)
f.errno = 8
print(f.errno)
print(SystemExit().code, SystemExit(3).code, SystemExit(1, 2).code)
try:
    (5).imag = 3
except AttributeError as e:
    print(type(e).__name__)
try:
    (5).real()
except TypeError as e:
    print(e)
print(getattr(5, "imag"), hasattr(5, "real"), hasattr("", "real"))


class D:
    real = 7


print(D().real)


class I(int):
    def __pow__(self, o, m=None):
        return ("pow", int(self), o, m)

    def __rpow__(self, o, m=None):
        return ("rpow", int(self), o, m)


class J(int):
    pass


print(
    pow(I(2), 3),
    pow(I(2), 3, 5),
    I(2) ** 3,
    2 ** I(3),
    pow(2, I(3)),
    pow(J(2), 3, 5),
    type(pow(J(2), 3, 5)) is int,
)
print(pow(2, I(3), 5))


class F(float):
    def __pow__(self, o, m=None):
        return ("fpow", float(self), o, m)


class G(float):
    pass


print(pow(F(2), 3), pow(F(2), 3, 5), F(2) ** 3, pow(G(2), 3))
for a in (
    (2, 3, 0),
    (2, -1, 7),
    (2, -1, 4),
    (2, 3, -5),
    (-2, 3, 5),
    (2.0, 3, 5),
    ("a", 3, 5),
    (2, 3, 1),
    (2, 3, -1),
    (2, None, 3),
    (0, 0, 1),
    (G(2), 3, 5),
):
    try:
        print(pow(*a))
    except Exception as e:
        print(type(e).__name__, e)
print(pow(base=2, exp=3), pow(2, exp=3, mod=5))


class P:
    def __pow__(self, o):
        return "two"


try:
    print(pow(P(), 2, 3))
except Exception as e:
    print(type(e).__name__, e)
print(pow(P(), 2))


class Q:
    pass


try:
    print(pow(Q(), 2, 3))
except Exception as e:
    print(type(e).__name__, e)
