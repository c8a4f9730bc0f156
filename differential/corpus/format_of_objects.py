class A:
    pass


def handler():
    for value in (A(), None, [1], {}, (), b'', ...):
        try:
            print(format(value, '>5') and f'{value:x}')
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
