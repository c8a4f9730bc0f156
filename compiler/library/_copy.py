"""How is a value copied? Instances attribute by attribute, without their __init__.

A memo maps None to two lists: objects, and the copies that were made of them.
"""

from _ulambda.object import find, slot


def copied(x):
    """A value like x that has the same items and attributes."""
    if isinstance(x, type):
        return x
    if hasattr(x, "__copy__"):
        return x.__copy__()
    if slot(x, -1) < 0 and not isinstance(x, (list, dict, set, bytearray)):
        return type(x)(*x.args) if isinstance(x, BaseException) else x
    found = _shell(x)
    if isinstance(x, (list, bytearray)):
        found += x
    elif isinstance(x, (dict, set)):
        found |= x
    count = slot(x, -1)
    for i in range(count):
        value = slot(x, i)
        if value is not NotImplemented:
            slot(found, i, _attributes(value) if i == count - 1 else value)
    return found


def _attributes(value):
    """The last of what slot() gives may be a dict of attributes, which nobody shares."""
    return dict(value) if isinstance(value, dict) else value


def _shell(x):
    """An instance of the class of x: with the same builtin value, but without items that change."""
    cls = type(x)
    for base in (list, dict, set, bytearray):
        if isinstance(x, base):
            return base.__new__(cls)
    for base in (int, float, str, bytes, tuple, frozenset):
        if isinstance(x, base):
            return base.__new__(cls, base(x))
    return object.__new__(cls)


def deeply(x, memo):
    """A copy of x whose items and attributes are copies, too; the memo knows those made before."""
    if x is None or isinstance(x, type):
        return x
    seen, made = memo.setdefault(None, ([], []))
    place = find(seen, x)
    if place >= 0:
        return made[place]
    if hasattr(x, "__deepcopy__"):
        found = x.__deepcopy__(memo)
    elif isinstance(x, (tuple, frozenset)):
        found = _fixed(x, memo)
        place = find(seen, x)
        if place >= 0:  # it contains itself
            return made[place]
    elif slot(x, -1) >= 0 or isinstance(x, (list, dict, set, bytearray)):
        return _filled(x, _shell(x), memo)
    elif isinstance(x, BaseException):
        found = type(x)(*[deeply(item, memo) for item in x.args])
    else:
        return x
    if found is not x:
        seen.append(x)
        made.append(found)
    return found


def _fixed(x, memo):
    items = [deeply(item, memo) for item in x]
    if slot(x, -1) < 0:
        same = isinstance(x, tuple) and all([a is b for a, b in zip(items, x)])
        return x if same else type(x)(items)
    base = tuple if isinstance(x, tuple) else frozenset
    return _with_attributes(x, base.__new__(type(x), items), memo)


def _filled(x, found, memo):
    """Fill an empty copy, which is known by now to whatever leads back to it."""
    seen, made = memo[None]
    seen.append(x)
    made.append(found)
    if isinstance(x, list):
        for item in x:
            found.append(deeply(item, memo))
    elif isinstance(x, dict):
        for key, value in x.items():
            found[deeply(key, memo)] = deeply(value, memo)
    elif isinstance(x, set):
        for item in x:
            found.add(deeply(item, memo))
    elif isinstance(x, bytearray):
        found += x
    return _with_attributes(x, found, memo)


def _with_attributes(x, found, memo):
    for i in range(slot(x, -1)):
        value = slot(x, i)
        if value is not NotImplemented:
            slot(found, i, deeply(value, memo))
    return found
