"""Which attributes of classes are computed in Python?"""


@property
def __base__(self):
    """Return the base that comes first."""
    order = self.__mro__
    return order[1] if len(order) > 1 else None


@property
def __bases__(self):
    """Return the bases; the compiler gives classes their own if a file mentions them."""
    return self.__mro__[1:2]
