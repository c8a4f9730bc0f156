class K(int):
    pass


class L(list):
    pass


class S(str):
    pass


def handler():
    tries = (lambda: [1] + K(3), lambda: (1,) + K(3), lambda: 'a' + K(3), lambda: b'a' + S('x'), lambda: K(3) + [1], lambda: 1 + S('a'), lambda: [1] * S('a'), lambda: S('a') - 1, lambda: -S('a'), lambda: K(1) + None)
    for f in tries:
        try:
            print(f())
        except TypeError as e:
            print(e)
    values = [1]
    try:
        values += K(3)
    except TypeError as e:
        print(e)
