"""Which of CPython's functools are there?"""

from _ulambda import native


@native
def reduce(function, iterable, initial=..., /):
    """Combine the items of an iterable from left to right."""
    items = iter(iterable)
    if initial is ...:
        for initial in items:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in items:
        initial = function(initial, item)
    return initial
