# The % operator of bytes and bytearray.


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


FORMATS = [
    b"%d", b"%5d|", b"%-5d|", b"%05d", b"%+d", b"% d", b"%.3d", b"%x", b"%#X", b"%o", b"%i", b"%u", b"%f", b"%.2f", b"%8.3e", b"%g", b"%s", b"%5s|", b"%-5s|",
    b"%.2s", b"%b", b"%a", b"%r", b"%8r|", b"%c", b"%3c|", b"%%", b"%", b"%5", b"%q", b"%(a)s", b"%(a)d-%(b)s", b"%(a", b"a%sb%%c", b"%s %s", b"%*d|", b"%.*f", b"\xff%s",
]  # fmt: skip
VALUES = [
    5,
    -5,
    1.5,
    255,
    256,
    b"x",
    b"abc",
    bytearray(b"q"),
    "a",
    None,
    [1],
    (),
    (1,),
    (1, 2),
    (b"a", b"b"),
    (5, 3),
    (2, 1.5),
    {b"a": 1},
    {b"a": 3, b"b": b"x"},
    {},
    True,
]


class Point:
    def __bytes__(self):
        return b"point"


for form in FORMATS:
    for value in VALUES:
        print(form, value, attempt(lambda: form % value))
print(
    b"<%s>" % Point(),
    bytearray(b"%d%s") % (1, b"a"),
    type(bytearray(b"%d") % 1),
    7 % 4,
    "%s" % b"a",
    attempt(lambda: b"%s" % Point),
    -7 % 4,
)
