def handler():
    s = 1

    def inner():
        return s

    del s
    try:
        print(s)
    except NameError as e:
        print(type(e).__name__, e)
    return inner()
