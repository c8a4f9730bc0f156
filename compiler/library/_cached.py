"""How do functions and properties remember their results?"""

from collections import namedtuple

_CacheInfo = namedtuple("CacheInfo", "hits misses maxsize currsize")  # noqa: PYI024


class _Cached:
    """A function that remembers results: those used last stand last in the dict."""

    def __init__(self, function, maxsize, typed):
        self.__wrapped__ = function
        self.__name__ = getattr(function, "__name__", "")
        self._maxsize = maxsize
        self._typed = typed
        self._results = {}
        self._hits = 0
        self._misses = 0

    def cache_clear(self):
        self._results = {}
        self._hits = 0
        self._misses = 0

    def cache_info(self):
        return _CacheInfo(self._hits, self._misses, self._maxsize, len(self._results))

    def cache_parameters(self):
        return {"maxsize": self._maxsize, "typed": self._typed}

    def __call__(self, *args, **kwds):
        results = self._results
        key = (..., args, tuple(kwds.items())) if kwds else args
        if self._typed:
            key = (key, tuple([type(x) for x in (*args, *kwds.values())]))
        if key in results:
            self._hits += 1
            if self._maxsize is None:
                return results[key]
            found = results.pop(key)
            results[key] = found
            return found
        self._misses += 1
        found = self.__wrapped__(*args, **kwds)
        results = self._results
        if self._maxsize is None:
            results[key] = found
        elif self._maxsize:
            if key not in results and len(results) >= self._maxsize:
                del results[next(iter(results))]
            results[key] = found
        return found

    def __get__(self, obj, cls=None):
        return self if obj is None else _Method(self, obj)


class _Method:
    """A method that remembers results for all instances together."""

    def __init__(self, cached, obj):
        self._cached = cached
        self.__self__ = obj

    def __call__(self, *args, **kwds):
        return self._cached(self.__self__, *args, **kwds)

    def cache_info(self):
        return self._cached.cache_info()

    def cache_clear(self):
        self._cached.cache_clear()


def lru_cache(maxsize=128, typed=False):
    if maxsize is None or isinstance(maxsize, int):
        size = maxsize if maxsize is None else max(maxsize, 0)
        return lambda function: _Cached(function, size, typed)
    if callable(maxsize):
        return _Cached(maxsize, 128, typed)
    raise TypeError("Expected first argument to be an integer, a callable, or None")


def cache(user_function, /):
    return _Cached(user_function, None, False)


class cached_property:  # noqa: N801
    """A property that is computed once; the compiler writes `store`, which keeps the result."""

    def __init__(self, func, store=None):
        if store is None:
            raise TypeError("cached_property() must decorate a method")
        self.func = func
        self._store = store

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        found = self.func(instance)
        self._store(instance, found)
        return found


def keeper(store):
    """The decorator of a method whose result `store(instance, result)` keeps."""
    return lambda func: cached_property(func, store)
