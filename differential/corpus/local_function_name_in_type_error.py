def handler():
    def inner():
        return 1

    try:
        inner(2)
    except TypeError as e:
        print(e)
