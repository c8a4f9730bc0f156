"""What does `import functools` offer? total_ordering is written out by the compiler."""

from _cached import cache, cached_property, lru_cache
from _dispatch import singledispatch, singledispatchmethod
from _ulambda import native
from _ulambda.object import attrs

__all__ = [
    "cache", "cached_property", "lru_cache", "partial", "partialmethod", "reduce", "singledispatch",
    "singledispatchmethod", "update_wrapper", "wraps", "cmp_to_key", "total_ordering",
    "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES",
]  # fmt: skip

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


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


class partial:  # noqa: N801
    """A function with some of its arguments given."""

    def __init__(self, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func, args = args[0], args[1:]
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        if self.keywords:
            keywords = {**self.keywords, **keywords}
        return self.func(*self.args, *args, **keywords)

    def __repr__(self):
        given = [repr(self.func)]
        given += [repr(x) for x in self.args]
        given += [f"{name}={x!r}" for name, x in self.keywords.items()]
        return f"functools.partial({', '.join(given)})"


class partialmethod:  # noqa: N801
    """A method with some of its arguments given."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        if obj is None:
            return lambda this, *args, **keywords: self._call(this, args, keywords)
        return lambda *args, **keywords: self._call(obj, args, keywords)

    def _call(self, obj, args, keywords):
        return self.func(obj, *self.args, *args, **{**self.keywords, **keywords})


def update_wrapper(wrapper, wrapped, assigned=..., updated=...):
    given = attrs(wrapped)
    if given is not None:
        own = attrs(wrapper, True)
        if own is not None:
            own.update(given)
    if assigned is ... or "__name__" in assigned:
        wrapper.__name__ = getattr(wrapped, "__name__", "")
    if assigned is ... or "__qualname__" in assigned:
        wrapper.__qualname__ = getattr(wrapped, "__qualname__", "")
    if assigned is ... or "__doc__" in assigned:
        wrapper.__doc__ = wrapped.__doc__
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=..., updated=...):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


class _Key:
    """Something to be sorted by a comparison function."""

    def __init__(self, compare, obj):
        self._compare = compare
        self.obj = obj

    def __lt__(self, other):
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self._compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self._compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self._compare(self.obj, other.obj) >= 0


def cmp_to_key(mycmp):
    return lambda obj: _Key(mycmp, obj)


def total_ordering(cls):
    raise TypeError("total_ordering() must decorate a class statement")
