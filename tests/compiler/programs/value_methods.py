# Methods of int, float, list, tuple, dict, set, frozenset, range and slice times odd arguments.


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


ODD = [0, 1, -1, 2, 5, -3, 100, True, "a", None, 1.5, 2**70, [1], (1,), b"a"]


def integers():
    for n in [
        0,
        1,
        -1,
        5,
        255,
        256,
        -128,
        -129,
        2**31,
        -(2**31),
        2**64 - 1,
        10**30,
        -(10**30),
        True,
    ]:
        print(n, n.bit_length(), n.bit_count(), n.as_integer_ratio(), n.conjugate())
        for length in [0, 1, 2, 4, 9, 20, -1]:
            for order in ["big", "little"]:
                print(
                    attempt(lambda: n.to_bytes(length, order)),
                    attempt(lambda: n.to_bytes(length, order, signed=True)),
                )
    print(
        attempt(lambda: (5).to_bytes()),
        attempt(lambda: (5).to_bytes(2)),
        attempt(lambda: (5).to_bytes(2, "middle")),
        attempt(lambda: (5).to_bytes("a", "big")),
    )
    print(
        attempt(lambda: (5).to_bytes(length=2, byteorder="little")),
        attempt(lambda: (5).to_bytes(2, 5)),
    )
    for raw in [
        b"",
        b"\x00",
        b"\x01",
        b"\xff",
        b"\x01\x02",
        b"\xff\xfe\xfd",
        b"\x80" * 9,
        bytearray(b"\x01\x00"),
        [1, 2],
        (255,),
        "ab",
        5,
        None,
    ]:
        print(
            repr(raw),
            attempt(lambda: int.from_bytes(raw, "big")),
            attempt(lambda: int.from_bytes(raw, "little", signed=True)),
        )
    print(
        int.from_bytes(b"\x01\x02"),
        int.from_bytes(b"\xff", byteorder="big", signed=True),
        attempt(lambda: int.from_bytes(b"a", "x")),
    )


def floats():
    for x in [
        0.0,
        -0.0,
        1.0,
        -1.5,
        0.1,
        3.14,
        1e300,
        1e-300,
        5e-324,
        2.2250738585072014e-308,
        1e22,
        float("inf"),
        float("-inf"),
        float("nan"),
        123456.789,
    ]:
        print(x, x.hex(), x.is_integer(), attempt(x.as_integer_ratio), x.conjugate())
    for t in ["0x1p0", "0x1.8p1", "-0x1.999999999999ap-4", "1.5", "0x.8", "0x1p-1074", "0x1p-1080", "0x1p1023", "0x1p1024", "inf", "-nan", "", "x", "0x", "1p", "1p+3",
              "  0x1p3  ", "0X1P3", "0x1.0000000000000800000000000001p0", "0x1.00000000000008p0", "1_0", "+0x1p1", "infinity", "0x1.p2", "abc", "p3", "0x1.1.1"]:  # fmt: skip
        print(repr(t), attempt(float.fromhex, t))
    print(attempt(float.fromhex, 5))


def lists():
    for make in [list, tuple]:
        x = make([3, 1, 2, 1, None, "a", 1.0])
        for a in ODD:
            print(
                make,
                repr(a),
                attempt(x.index, a),
                attempt(x.count, a),
                attempt(x.index, 1, a),
                attempt(x.index, 1, 0, a),
                attempt(lambda: x + a),
                attempt(lambda: x * a),
            )
            print(
                attempt(lambda: x[a]),
                attempt(lambda: a in x),
                attempt(lambda: x == a),
                attempt(lambda: x < a),
            )
    for a in ODD:
        x = [1, 2, 3]
        print(
            attempt(x.append, a),
            x,
            attempt(x.extend, a),
            x,
            attempt(x.insert, a, "i"),
            x,
            attempt(x.pop, a),
            x,
            attempt(x.remove, a),
            x,
        )
    x = [3, 1, 2]
    print(
        x.copy() is x,
        x.reverse(),
        x,
        x.clear(),
        x,
        attempt(x.pop),
        attempt(x.remove, 1),
        attempt(x.index, 1),
        attempt(x.sort, 1),
    )
    print(
        attempt(lambda: [].append()),
        attempt(lambda: [].append(1, 2)),
        attempt(lambda: [].insert(1)),
        attempt(lambda: [].index()),
        attempt(lambda: [].pop(1, 2)),
    )
    print(
        attempt(lambda: [].items),
        attempt(lambda: [].append(x=1)),
        attempt(lambda: ().index(1)),
        attempt(lambda: ().count()),
        [1, 2] < [1, 3],
        (1,) < (1, 0),
    )
    print(
        [1, [2]] == [1, [2]],
        (1, 2) == [1, 2],
        [] < [1],
        attempt(lambda: [1] < ["a"]),
        attempt(lambda: [1] < (1,)),
        [1] * 3,
        2 * (1, 2),
        [] * 5,
        [1] * -1,
    )
    y = [1, 2]
    y += (3,)
    y += "ab"
    y *= 2
    print(
        y, [*y, *range(2)], (*"ab", 1), sorted([[2, 1], [1, 2], [1]]), list(zip(*[[1, 2], [3, 4]]))
    )


def dicts():
    d = {"a": 1, 2: "b", None: 3}
    for a in ODD:
        print(
            repr(a),
            attempt(d.get, a),
            attempt(d.get, a, "x"),
            attempt(lambda: d[a]),
            attempt(lambda: a in d),
            attempt(lambda: d.copy().pop(a)),
            attempt(d.copy().pop, a, 9),
        )
        print(
            attempt(lambda: d.copy().setdefault(a)),
            attempt(d.copy().setdefault, a, 5),
            attempt(dict.fromkeys, a),
            attempt(dict, a),
            attempt(lambda: {**d, "z": 1} == a),
        )
        e = d.copy()
        print(
            attempt(e.update, a),
            e,
            attempt(lambda: d | a),
            attempt(lambda: a | d),
            attempt(lambda: d == a),
            attempt(lambda: d < a),
        )
    print(
        dict.fromkeys("ab"),
        dict.fromkeys([1, 2], []),
        dict.fromkeys(range(2), 3),
        attempt(dict.fromkeys),
        attempt(dict.fromkeys, [[1]]),
    )
    print(
        dict(a=1, b=2),
        dict([("a", 1)], b=2),
        dict({"x": 1}, x=2),
        dict([[1, 2], (3, 4)]),
        attempt(dict, [1]),
        attempt(dict, [(1, 2, 3)]),
        attempt(dict, ["ab", "cd"]),
    )
    print(
        attempt(dict, 1, 2),
        attempt(lambda: {}.popitem()),
        attempt(lambda: {}.pop("a")),
        attempt(lambda: {}.pop()),
        attempt(lambda: {[]: 1}),
        attempt(lambda: {}[[]]),
    )
    e = {"k": 1}
    e |= {"j": 2}
    e |= [("m", 3)]
    print(
        e,
        e.popitem(),
        e,
        e.clear(),
        e,
        list(d.keys()),
        list(d.values()),
        list(d.items()),
        len(d),
        list(reversed(d)),
        attempt(lambda: d.keys().append),
    )
    print(
        d | {"a": 9},
        {"a": 9} | d,
        d.keys().isdisjoint({5}),
        d.items().isdisjoint([("a", 1)]),
        d.update(z=5),
        d,
        attempt(lambda: d.get()),
        attempt(lambda: d.update(1, 2)),
    )
    print(
        {1: 2} == {1.0: 2.0},
        {1: 2} != {1: 3},
        {} == {},
        {"a": {"b": 1}} == {"a": {"b": 1}},
        str({1: {2: [3]}}),
        attempt(lambda: d.keys() + [1]),
        {1: 1}.items() == {1: 1}.items(),
    )
    print(
        [k for k in {"x": 1, "y": 2}],
        {v: k for k, v in {"x": 1}.items()},
        dict(zip("ab", [1, 2])),
        max({"a": 1, "b": 2}, key=lambda k: k),
        sorted({3: 0, 1: 0}.items()),
    )


def sets():
    a, b = {1, 2, 3}, frozenset([2, 3, 4])
    for s in [a, b, frozenset(a)]:
        for o in [set(), {2}, [2, 5], (1,), "ab", {2: 3}, range(3), b, a]:
            print(
                type(s).__name__,
                sorted(s.union(o), key=str),
                sorted(s.intersection(o)),
                sorted(s.difference(o)),
                sorted(s.symmetric_difference(o), key=str),
            )
            print(
                s.issubset(o),
                s.issuperset(o),
                s.isdisjoint(o),
                type(s.union(o)) is type(s),
                type(s.intersection(o)).__name__,
                type(s ^ set(o)).__name__,
            )
        for bad in [5, None, 1.5, [[1]]]:
            print(
                attempt(s.union, bad),
                attempt(s.intersection, bad),
                attempt(s.difference, bad),
                attempt(s.issubset, bad),
                attempt(s.isdisjoint, bad),
            )
        print(
            sorted(s.union([7], {8})),
            sorted(s.intersection([2, 3], {3})),
            sorted(s.difference([1], (2,))),
            sorted(s.union()),
            s.copy() == s,
        )
        print(attempt(s.issubset), attempt(s.symmetric_difference), attempt(s.isdisjoint, 1, 2))
    c = {1, 2, 3, 4}
    c.intersection_update([2, 3, 4], {3, 4, 5})
    print(sorted(c))
    c.difference_update([3], ())
    print(sorted(c))
    c.symmetric_difference_update([4, 5])
    print(
        sorted(c),
        attempt(lambda: b.add(1)),
        attempt(lambda: b.update([1])),
        attempt(lambda: b.intersection_update([1])),
        attempt(c.difference_update, 5),
    )
    c.update()
    print(sorted(c), attempt(lambda: c.union(x=1)))


def ranges():
    for r in [
        range(0),
        range(5),
        range(2, 10, 3),
        range(10, 0, -2),
        range(-5, 5),
        range(5, 5),
        range(1, 100, 50),
    ]:
        print(
            r,
            len(r),
            list(r),
            r.start,
            r.stop,
            r.step,
            bool(r),
            list(reversed(r)),
            r[1:3],
            r[::-1],
            r == range(len(r)),
            hash(r) == hash(range(r.start, r.stop, r.step)),
        )
        for a in ODD:
            print(
                attempt(lambda: r[a]),
                attempt(lambda: a in r),
                attempt(r.index, a),
                attempt(r.count, a),
            )
    print(
        range(0) == range(2, 2),
        range(0, 3, 2) == range(0, 4, 2),
        range(1) != range(2),
        attempt(range),
        attempt(range, 1, 2, 0),
        attempt(range, "a"),
        attempt(range, 1.5),
    )
    print(
        attempt(range, 1, 2, 3, 4),
        attempt(lambda: range(5).append),
        attempt(lambda: range(3) + range(3)),
        sum(range(10)),
        max(range(3, 9)),
        attempt(lambda: range(stop=5)),
    )


def slices():
    for s in [
        slice(None),
        slice(3),
        slice(1, 3),
        slice(None, None, -1),
        slice(-2, None),
        slice(5, 1, -2),
        slice(None, 10**30),
        slice(-(10**30), None),
        slice(1, 2, 10),
    ]:
        for n in [0, 1, 5, 10]:
            print(s, n, s.indices(n), range(n)[s], list(range(n))[s])
    print(
        attempt(slice(1).indices, -1),
        attempt(slice(1).indices, "a"),
        attempt(slice("a").indices, 3),
        attempt(slice(1, 2, 0).indices, 3),
        slice(1, 2) < slice(1, 3),
    )


integers()
floats()
lists()
dicts()
sets()
ranges()
slices()
