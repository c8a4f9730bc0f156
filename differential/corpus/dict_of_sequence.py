def handler():
    for value in ('abc', [1, 2], ['ab', 'cde'], [(1, 2, 3)], 5, None):
        try:
            print(dict(value))
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
