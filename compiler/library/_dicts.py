"""What are OrderedDict and defaultdict? Classes that extend dict."""


class defaultdict(dict):  # noqa: N801
    """A dict that makes the value of a key that is missing."""

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        super().__init__(*args, **kwargs)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self.default_factory()
        self[key] = value
        return value

    def __repr__(self):
        return f"defaultdict({self.default_factory!r}, {dict.__repr__(self)})"

    def copy(self):
        return defaultdict(self.default_factory, self)

    __copy__ = copy

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        found = self.copy()
        found.update(other)
        return found

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        found = defaultdict(self.default_factory, other)
        found.update(self)
        return found


class OrderedDict(dict):
    """A dict whose order matters when two of them are compared."""

    def move_to_end(self, key, last=True):
        value = self.pop(key)
        if last:
            self[key] = value
            return
        items = list(self.items())
        self.clear()
        self[key] = value
        self.update(items)

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self)) if last else next(iter(self))
        return key, self.pop(key)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        found = cls()
        for key in iterable:
            found[key] = value
        return found

    def __eq__(self, other):
        if isinstance(other, OrderedDict) and list(self) != list(other):
            return False
        return dict.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    def __repr__(self):
        name = type(self).__name__
        return f"{name}({list(self.items())!r})" if self else f"{name}()"

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        found = type(self)(self)
        found.update(other)
        return found

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        found = type(self)(other)
        found.update(self)
        return found
