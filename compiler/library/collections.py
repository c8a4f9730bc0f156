"""What does `import collections` offer? `namedtuple` is made by the compiler (expand_tuples.py)."""

from _chainmap import ChainMap
from _counter import Counter
from _deque import deque
from _dicts import OrderedDict, defaultdict
from _namedtuple import Record
from _user import UserDict, UserList

__all__ = [
    "ChainMap",
    "Counter",
    "OrderedDict",
    "Record",
    "UserDict",
    "UserList",
    "defaultdict",
    "deque",
]


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    raise TypeError("namedtuple() must be called by its name")
