def handler():
    for x in ((1, 2), 'a', None, 1.5, 300):
        try:
            print(x in b'abc')
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
