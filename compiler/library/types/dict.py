"""Which methods of dict are written in Python?"""


def fromkeys(iterable, value=None, /):
    """Make a dict in which all keys have one value."""
    return {key: value for key in iterable}
