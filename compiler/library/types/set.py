"""Which methods of set are written in Python? Operators and what changes one item are in C."""


def union(self, /, *others):
    """Return a set of all items."""
    result = self.copy()
    result.update(*others)
    return result


def intersection(self, /, *others):
    """Return a set of the items that are in all."""
    result = self.copy()
    for other in others:
        result &= set(other)
    return result


def difference(self, /, *others):
    """Return a set of the items that are in no other."""
    result = self.copy()
    for other in others:
        result -= set(other)
    return result


def symmetric_difference(self, other, /):
    """Return a set of the items that are in one of two."""
    return self ^ set(other)


def intersection_update(self, /, *others):
    """Keep the items that are in all others."""
    for other in others:
        self &= set(other)


def difference_update(self, /, *others):
    """Remove the items of others."""
    for other in others:
        self -= set(other)


def symmetric_difference_update(self, other, /):
    """Keep or take the items that are in one of two."""
    self ^= set(other)


def issubset(self, other, /):
    """Is each item in the other?"""
    return self <= set(other)


def issuperset(self, other, /):
    """Is each item of the other in this?"""
    return self >= set(other)


def isdisjoint(self, other, /):
    """Is no item in both?"""
    return not any([item in self for item in other])
