"""What does `import collections` offer? `namedtuple` is made by the compiler (expand_tuples.py)."""

from _chainmap import ChainMap
from _counter import Counter
from _deque import deque
from _dicts import OrderedDict, defaultdict
from _user import UserDict, UserList

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "defaultdict", "deque"]
