"""What does `import copy` offer?"""

from _copy import copied, deeply


class Error(Exception):
    pass


error = Error


def copy(x):
    return copied(x)


def deepcopy(x, memo=None, _nil=...):
    return deeply(x, {} if memo is None else memo)
