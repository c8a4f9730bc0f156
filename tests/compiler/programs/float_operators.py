"""Floats in a loop beside a class that gets an operator late."""


class V:
    def __init__(self, x):
        self.x = x


setattr(V, "__rmul__", lambda self, o: "rmul")


def t():
    x = 0.5
    for v in (1, V(2)):
        y = x * 2.0 + 1.0
        print(y * v)
        x = x * 3.0


t()
