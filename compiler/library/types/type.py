"""Which attributes of classes are computed in Python? And what do enumerations do as classes?"""

from _enum import Enum, canonical


@property
def __base__(self):
    """Return the base that comes first."""
    order = self.__mro__
    return order[1] if len(order) > 1 else None


@property
def __bases__(self):
    """Return the bases; the compiler gives classes their own if a file mentions them."""
    return self.__mro__[1:2]


def _members(cls, what):
    if not hasattr(cls, "_member_map_"):
        raise TypeError(what)
    return canonical(cls)


def __iter__(self, /):
    return iter(_members(self, "'type' object is not iterable"))


def __reversed__(self, /):
    return reversed(_members(self, "'type' object is not reversible"))


def __len__(self, /):
    return len(_members(self, "object of type 'type' has no len()"))


def __contains__(self, member, /):
    _members(self, "argument of type 'type' is not iterable")
    if not isinstance(member, Enum):
        name = type(member).__qualname__
        raise TypeError(f"unsupported operand type(s) for 'in': '{name}' and 'EnumType'")
    return isinstance(member, self) and member._name_ in self._member_map_
