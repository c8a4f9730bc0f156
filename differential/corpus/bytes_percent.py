def handler():
    try:
        print(b'abc' % 5)
    except TypeError as e:
        print(e)
