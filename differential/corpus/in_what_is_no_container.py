class W:
    pass


class G:
    def __getattr__(self, name):
        return name + '?'


def handler():
    for value in (W(), G(), 5, None, 1.5, len):
        for f in (lambda: 1 in value, lambda: list(value), lambda: [*value], lambda: max(value)):
            try:
                print(f())
            except TypeError as e:
                print(e)
