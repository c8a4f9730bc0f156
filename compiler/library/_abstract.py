"""Which values have the methods of an abstract class? For isinstance(x, Iterable) and its like."""

NOTHING = type(None)


def is_any(x, types, *checks):
    """isinstance(x, types), or one of the checks says so."""
    return isinstance(x, types) or any([check(x) for check in checks])


def is_callable(x):
    return callable(x)


def is_iterable(x):
    return hasattr(x, "__iter__") and not isinstance(x, type)


def is_iterator(x):
    return hasattr(x, "__next__") and hasattr(x, "__iter__")


def is_generator(x):
    return hasattr(x, "send") and hasattr(x, "throw") and hasattr(x, "__next__")


def is_sized(x):
    return hasattr(x, "__len__") and not isinstance(x, type)


def is_container(x):
    return hasattr(x, "__contains__") and not isinstance(x, type)


def is_collection(x):
    return is_sized(x) and is_iterable(x) and is_container(x)


def is_reversible(x):
    return hasattr(x, "__reversed__") and is_iterable(x)


def is_hashable(x):
    return not isinstance(x, (list, dict, set, bytearray)) and getattr(x, "__hash__", 0) is not None
