"""Where does an item belong in a sorted list?"""

from _ulambda import native


@native
def bisect_left(a, x, lo=0, hi=None, *, key=None):
    """Return the first place at which x could be inserted."""
    if lo < 0:
        raise ValueError("lo must be non-negative")
    if hi is None:
        hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle] if key is None else key(a[middle])
        if item < x:
            lo = middle + 1
        else:
            hi = middle
    return lo


@native
def bisect_right(a, x, lo=0, hi=None, *, key=None):
    """Return the last place at which x could be inserted."""
    if lo < 0:
        raise ValueError("lo must be non-negative")
    if hi is None:
        hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle] if key is None else key(a[middle])
        if x < item:
            hi = middle
        else:
            lo = middle + 1
    return lo


@native
def insort_left(a, x, lo=0, hi=None, *, key=None):
    """Insert x before items that are equal."""
    place = x if key is None else key(x)
    a.insert(bisect_left(a, place, lo, hi, key=key), x)


@native
def insort_right(a, x, lo=0, hi=None, *, key=None):
    """Insert x after items that are equal."""
    place = x if key is None else key(x)
    a.insert(bisect_right(a, place, lo, hi, key=key), x)


bisect = bisect_right
insort = insort_right
