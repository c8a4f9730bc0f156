# memoryview of bytes and bytearrays; id().


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


def put(m, i, v):
    m[i] = v


def drop(m, i):
    del m[i]


def views():
    b = bytearray(b"hello world")
    m = memoryview(b)
    print(
        len(m),
        m[0],
        m[-1],
        m[1:4].tobytes(),
        m[::2].tobytes(),
        m[::-1].tobytes(),
        bytes(m[2:5]),
        list(m[:3]),
        m.tolist()[:2],
    )
    m[0] = 72
    m[6:11] = b"WORLD"
    m[1:3][0] = 69
    print(
        b,
        m == b,
        m == b"HEllo WORLD",
        m[0:1] == b"H",
        m != b"x",
        m == 5,
        72 in m,
        1 in m,
        m.hex(),
        m[:2].hex("-"),
    )
    print(
        m.readonly,
        memoryview(b"x").readonly,
        m.nbytes,
        m[2:4].nbytes,
        m.itemsize,
        m.format,
        m.obj is b,
        type(m).__name__,
    )
    print(
        attempt(lambda: m[20]),
        attempt(lambda: m["a"]),
        attempt(put, m, 0, 256),
        attempt(put, m, 0, "a"),
        attempt(put, m, slice(0, 2), b"abc"),
    )
    print(
        attempt(put, memoryview(b"ab"), 0, 1),
        attempt(memoryview, 5),
        attempt(memoryview, "a"),
        attempt(drop, m, 0),
        attempt(put, m, 99, 1),
    )
    print(
        hash(memoryview(b"ab")) == hash(b"ab"),
        attempt(hash, m),
        m.toreadonly().tobytes() == b,
        memoryview(m)[3],
        [x for x in m[:2]],
    )
    n = m[2:9:3]
    n[1] = 33
    print(b, n.tolist(), n[::-1].tolist(), memoryview(n).tobytes())
    with memoryview(b) as w:
        w[0] = 1
    print(b[0], attempt(lambda: w[0]), attempt(len, w), attempt(w.tobytes), w == b)
    m.release()
    m.release()
    print(attempt(lambda: m[0]))


def identities():
    a, b = [], []
    print(
        id(a) == id(a), id(a) == id(b), id(None) == id(None), id(1) == id(1), isinstance(id(a), int)
    )


views()
identities()
