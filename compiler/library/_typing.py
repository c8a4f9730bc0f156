"""What of `typing` does something when a program runs?"""


class TypedDict:
    """Its classes make dicts."""

    def __new__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


def same(x):
    return x


def never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")
