"""Are nested containers shown and compared as CPython does, within themselves, too?"""


def main():
    a = [1]
    a.append(a)
    print(a)
    d = {}
    d[1] = d
    d[2] = [d, (d,)]
    print(d)
    t = ([],)
    t[0].append(t)
    print(t)
    x = []
    for i in range(100):
        x = [x, {i: (x,)}] if i < 3 else [x]
    print(repr(x) == str(x), len(repr(x)))
    print(
        [],
        (),
        {},
        set(),
        frozenset(),
        {1},
        frozenset({2}),
        (1,),
        {1: 2, 3: [4, {5: 6}]},
        {1: 2}.keys(),
        {1: [2]}.values(),
        {1: 2}.items(),
        [frozenset({(1, 2)})],
        ((),),
    )
    a = b = 1
    for i in range(200):
        a, b = [a], [b]
    print(a == b, a != b, a < b, a <= b)
    print(
        [1, [2, [3]]] < [1, [2, [4]]],
        (1, (2, 3)) >= (1, (2,)),
        [1, 2] < [1],
        {1: [2, {3: 4}]} == {1: [2, {3: 4}]},
        {1: 2} == {1: 3},
        {1: 2} != {2: 2},
        [1] == (1,),
        [1, 2] == [1],
        [{1: 1}] == [{1: 1}],
    )
    for p, q in (([1, {}], [1, {1: 2}]), ((1, "a"), (1, 2)), ([[1], [2]], [[1], [3]])):
        try:
            print(p < q)
        except TypeError as e:
            print(e)
    n = float("nan")
    print([n] == [n], [n] == [float("nan")], [n] < [n])

    class L(list):
        pass

    print(L([1, L([2])]), [L([1])] == [[1]], slice(1, 2) == slice(1, 2), slice(1, 2) < slice(1, 3))
    print([1, "a", b"b", None, 1.5, True, ..., {"k": "v'"}])
    del d[1]
    print(d)
    s = {1, 2, 3}
    s.discard(1)
    s.discard(2)
    print(s)

    class L2(list):
        pass

    class D2(dict):
        pass

    class S2(str):
        pass

    class I2(int):
        pass

    x = L2()
    for i in range(10):
        x = L2([x, D2({1: x})]) if i < 3 else L2([x])
    print(x, [S2("a"), I2(3)])

    def g():
        yield 1
        yield 2

    a, b = g()
    print(a, b, [*g()], (*g(), 0))
    a, *b = g()
    print(a, b)
    try:
        a, b, c = g()
    except ValueError as e:
        print(e)

    def deep(n):
        if n:
            a, b = deep(n - 1)
            c = [*deep(n - 1)] if n < 4 else 0
        yield 1
        yield 2

    print(list(deep(20)))

    class R:
        def __repr__(self):
            return "R()"

    print([R()], *[1])
    print((R(), {1: [R()]}), *[str([R()])])


main()
