"""Which methods of frozenset are written in Python? Operators are in C."""


def union(self, /, *others):
    """Return a frozenset of all items."""
    result = self
    for other in others:
        result = result | set(other)
    return result


def intersection(self, /, *others):
    """Return a frozenset of the items that are in all."""
    result = self
    for other in others:
        result &= set(other)
    return result


def difference(self, /, *others):
    """Return a frozenset of the items that are in no other."""
    result = self
    for other in others:
        result -= set(other)
    return result


def symmetric_difference(self, other, /):
    """Return a frozenset of the items that are in one of two."""
    return self ^ set(other)


def issubset(self, other, /):
    """Is each item in the other?"""
    return self <= set(other)


def issuperset(self, other, /):
    """Is each item of the other in this?"""
    return self >= set(other)


def isdisjoint(self, other, /):
    """Is no item in both?"""
    return not any([item in self for item in other])
