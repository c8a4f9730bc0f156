def handler():
    for values in ([1, 'a'], [(1, 'a'), (1, 2)], [None, None], [[1], [0, 'x']], [{}, {}], [1.5, 1, True]):
        try:
            print(sorted(values), max(values))
        except TypeError as e:
            print(e)
