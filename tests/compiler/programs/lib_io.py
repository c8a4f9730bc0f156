# io: StringIO and BytesIO: reading, writing, lines, positions, errors; print to a file.
import io
import json
from io import BytesIO, StringIO


def show(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except (ValueError, TypeError, OSError) as e:
        print(type(e).__name__, e)


s = StringIO()
print(s.write("hello "), s.write("wörld\n"), s.write(""), s.tell(), repr(s.getvalue()))
s.writelines(["a\n", "b", "c\n"])
print(s.seek(0), repr(s.read(3)), repr(s.readline()), s.readlines(), repr(s.read()), s.tell())
s.seek(6)
print(s.write("W"), repr(s.getvalue()), repr(s.read()), s.seek(0, 2), s.seek(0, io.SEEK_CUR))
s.seek(3)
print(s.truncate(), repr(s.getvalue()), s.truncate(1), repr(s.getvalue()), repr(s.read()), s.tell())
s.seek(5)
s.write("x")
print(repr(s.getvalue()), len(s.getvalue()))
t = StringIO("one\ntwo\n\nthree")
print(
    list(t),
    t.readline() == "",
    t.seek(0),
    repr(t.readline(2)),
    repr(t.readline(0)),
    next(t),
    t.readlines(1),
)
print([line.strip() for line in StringIO("x \n y")], StringIO(None).getvalue() == "")
print(
    repr(StringIO("a\r\nb\rc", newline=None).read()),
    repr(StringIO("a\nb", newline="\r\n").getvalue()),
)
print(StringIO("a\r\nb\rc\nd", newline="").readlines(), StringIO("a\r\nb\n").readlines())
with StringIO("text") as f:
    print(f.read(), f.closed, f.readable(), f.writable(), f.seekable(), f.isatty(), f.flush())
print(f.closed)
show(f.read)
show(f.write, "x")
show(f.getvalue)
show(StringIO, 5)
show(StringIO, "a", newline="x")
show(s.write, 5)
show(s.write, b"x")
show(s.read, "a")
show(s.seek, -1)
show(s.seek, 1, 1)
show(s.seek, 0, 5)
show(s.truncate, -1)

b = BytesIO(b"abc\ndef")
print(
    b.read(2), b.readline(), b.tell(), b.read(), b.read(), b.getvalue(), b.seek(-2, 2), b.read1(1)
)
print(
    b.write(b"123"),
    b.getvalue(),
    b.seek(1),
    b.write(bytearray(b"ZZ")),
    b.getvalue(),
    b.seek(10),
    b.write(b"!"),
)
print(
    b.getvalue(),
    b.truncate(4),
    b.getvalue(),
    b.seek(0),
    list(b),
    bytes(b.getbuffer()),
    len(b.getbuffer()),
)
room = bytearray(3)
b.seek(0)
print(
    b.readinto(room),
    room,
    b.readinto(room),
    room,
    b.seek(0),
    b.readlines(),
    b.tell(),
    b.seek(-99, 1),
)
show(b.write, "text")
show(b.write, 5)
show(b.seek, -1)
show(b.seek, 0, 7)
show(b.truncate, -1)
show(BytesIO, "text")
b.close()
show(b.read)
show(b.getvalue)
view = BytesIO(b"xyz")
view.getbuffer()[1] = 65
print(
    view.getvalue(),
    BytesIO().getvalue(),
    BytesIO(bytes(3)).read(),
    BytesIO(memoryview(b"pq")).read(),
)

out = StringIO()
print("a", 1, [2], file=out)
print("b", "c", sep="-", end="!\n", file=out, flush=True)
print(file=out)
print("to the log", file=None)
print(repr(out.getvalue()))
json.dump({"a": [1, 2]}, out)
out.seek(0)
print(out.readlines()[-1], json.load(StringIO('{"k": null}')))


class Upper:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text.upper())


u = Upper()
print("shout", "it", file=u)
print(u.parts)
