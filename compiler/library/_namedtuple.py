"""What have all named tuples in common? Their fields are written out by the compiler."""


class Record(tuple):
    """The base of named tuples; each has `_fields` and a property for every field."""

    _field_defaults = {}

    @classmethod
    def _make(cls, iterable):
        found = tuple.__new__(cls, iterable)
        if len(found) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(found)}")
        return found

    def _replace(self, /, **kwds):
        found = self._make([kwds.pop(n, x) for n, x in zip(self._fields, self)])
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return found

    def __repr__(self):
        items = [f"{n}={x!r}" for n, x in zip(self._fields, self)]
        return f"{type(self).__name__}({', '.join(items)})"

    def _asdict(self):
        return dict(zip(self._fields, self))


def fixed(self, value):
    raise AttributeError("can't set attribute")


def item0(self):
    return self[0]


def item1(self):
    return self[1]


def item2(self):
    return self[2]


def item3(self):
    return self[3]


def item4(self):
    return self[4]


def item5(self):
    return self[5]


def item6(self):
    return self[6]


def item7(self):
    return self[7]
