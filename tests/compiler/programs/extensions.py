"""Methods of builtin types that are written in Python."""


class Titled:
    def title(self):
        return "own title"


def attempt(f):
    try:
        print(repr(f()))
    except (TypeError, AttributeError, ValueError) as e:
        print(type(e).__name__, e)


for text in ("", "a", "hello wORLD", "they're 3rd o'clock", "x1y z_z", "\t\n", "ONE two"):
    print(repr(text.title()), repr(text.swapcase()))
for text in ("", "a\tb", "\t", "ab\tcde\tf", "a\nb\tc\r\td", "12345678\tx"):
    print(repr(text.expandtabs()), repr(text.expandtabs(4)), repr(text.expandtabs(tabsize=0)))
    print(repr(text.expandtabs(-1)), repr(text.expandtabs(1)))

bound = "some words".title
print(bound(), Titled().title(), [t() for t in ["a b".title, "C d".swapcase]])
print(list(map(str.title, ["one two", "three"])), sorted(["b", "A", "c"], key=str.swapcase))
print(str.title("un bound"))

attempt(lambda: "a".title(1))
attempt(lambda: "a".title(x=1))
attempt(lambda: "a".swapcase(1, 2))
attempt(lambda: "a".expandtabs(1, 2))
attempt(lambda: "a".expandtabs(x=2))
attempt(lambda: "a".expandtabs(1, tabsize=2))
attempt(lambda: "a".expandtabs(1, **{"tabsize": 2}))
attempt(lambda: (1).title())
attempt(lambda: [].expandtabs)
attempt(lambda: None.swapcase())
attempt(lambda: bound(1))


def defaults(a, b=2, /, c="x", *, d=None, e=1.5, f):
    return a, b, c, d, e, f


print(defaults(1, f=0), defaults(1, 3, f=0, c=4, e=5))
attempt(lambda: defaults(1))
attempt(lambda: defaults(1, 2, 3, 4))
attempt(lambda: defaults(f=1))
print((lambda x=1, *y, z=b"z": (x, y, z))(), (lambda x=1, *y, z=b"z": (x, y, z))(2, 3, z=4))
functions = [defaults, lambda x=10**20: x, lambda x=...: x]
print(functions[0](0, f=1), functions[1](), functions[2]())
