class V:
    def __getitem__(self, at):
        return [1][at]


def handler():
    for f in (lambda: V() + V(), lambda: V() + 1, lambda: V() * 2, lambda: [1] + V(), lambda: V()[3]):
        try:
            print(f())
        except (TypeError, IndexError) as e:
            print(type(e).__name__, e)
