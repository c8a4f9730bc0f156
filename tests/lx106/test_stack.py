"""How much C stack do programs take on the lx106, however deep they nest?

Python calls Python without C calls in between, builtins ask Python (key functions, iterators,
special methods) without waiting on the C stack (ul_replay.h), and nested data is walked through
with a stack of values (ul_nested.h). What is left nests at most UL_MAX_DEPTH deep: each ceiling is
what that takes today, the aim is 2 048 for all.
"""

from pathlib import Path

import pytest
from benchmarks import twelve

from ulambda.compiler import compile_source

pytestmark = pytest.mark.lx106

CALLS = {
    "recursion": "def f(n):\n    return n and f(n - 1)\ndef handler():\n    return f(300)\n",
    "methods": """\
class A:
    def f(self, n, *, k=1, **kw):
        return n if n <= 0 else self.f(n - k, k=k, z=1)
def handler():
    return A().f(150)
""",
}
DEEPEST = """
def handler():
    deepest = 0
    for depth in range(40):
        try:
            nest(depth)
            deepest = depth
        except RecursionError:
            return deepest
"""
CALLBACKS = {
    "key functions": (
        1280,
        """\
def key(depth):
    return lambda x: sorted([x], key=key(depth - 1))[0] if depth else x
def nest(depth):
    sorted([1], key=key(depth))
"""
        + DEEPEST,
    ),
    "__eq__ in dicts in sorted": (
        1536,
        """\
class K:
    def __init__(self, depth):
        self.depth = depth
    def __hash__(self):
        return 1
    def __eq__(self, other):
        if self.depth == 0:
            return True
        d = {K(self.depth - 1): 1}
        return sorted([1], key=lambda v: d[K(self.depth - 1)] * v)[0] == 1
def nest(depth):
    {K(depth): 1}[K(depth)]
"""
        + DEEPEST,
    ),
    "__repr__ in containers": (
        1536,
        """\
class R:
    def __init__(self, inner):
        self.inner = inner
    def __repr__(self):
        return "R" + repr([self.inner])
def nest(depth):
    x = 1
    for i in range(depth):
        x = R(x)
    repr({1: (x,)})
"""
        + DEEPEST,
    ),
    "repr of nested data": (
        1024,
        """\
def nest(depth):
    x = []
    for i in range(depth):
        x = [x]
    repr(x)
"""
        + DEEPEST,
    ),
    "comparison of nested data": (
        768,
        """\
def nest(depth):
    a, b = [1], [1]
    for i in range(depth):
        a, b = [a], [b]
    a == b
"""
        + DEEPEST,
    ),
    "__hash__ of keys in dict displays": (
        2560,
        """\
class H:
    def __init__(self, depth):
        self.depth = depth
    def __hash__(self):
        return len({H(self.depth - 1): 1}) if self.depth else 1
def nest(depth):
    {H(depth): 1}
"""
        + DEEPEST,
    ),
    "__lt__ in sorted": (
        3072,
        """\
class S:
    def __init__(self, depth):
        self.depth = depth
    def __lt__(self, other):
        return self.depth and sorted([S(self.depth - 1), S(self.depth - 1)]) is None
def nest(depth):
    sorted([S(depth), S(depth)])
"""
        + DEEPEST,
    ),
    "dict of generators": (
        2560,
        """\
def pairs(depth):
    if depth:
        dict(pairs(depth - 1))
    yield 1, 2
def nest(depth):
    dict(pairs(depth))
"""
        + DEEPEST,
    ),
}
LEAVES = {
    "integer text": "def handler():\n    return len(str(7 ** 3000)) + int('9' * 500) % 1000\n",
    "float text": "def handler():\n    return repr([float('1' * 30 + 'e-30'), 2.5 ** 3.7])\n",
    "generators": """\
def g(n):
    yield n
    if n:
        yield from g(n - 1)
def handler():
    return sum(g(150))
""",
}


def stack_bytes(source: str, folder: Path) -> int:
    """Run handler() on the emulated lx106; the C stack that it took."""
    path = folder / "program.ulm"
    path.write_bytes(compile_source(source, "program.py").image(strip=True))
    board = twelve.on_board(path, 64 * 1024)
    assert board.status == 0
    assert board.result == twelve.on_host(path.read_bytes(), 64 * 1024).value
    return board.c_stack_bytes


@pytest.mark.usefixtures("lx106")
@pytest.mark.parametrize("name", CALLS)
def test_python_to_python(name: str, tmp_path: Path) -> None:
    assert stack_bytes(CALLS[name], tmp_path) <= 768


@pytest.mark.usefixtures("lx106")
@pytest.mark.parametrize("name", CALLBACKS)
def test_callbacks(name: str, tmp_path: Path) -> None:
    ceiling, source = CALLBACKS[name]
    assert stack_bytes(source, tmp_path) <= ceiling


@pytest.mark.usefixtures("lx106")
@pytest.mark.parametrize("name", LEAVES)
def test_builtins_that_call_nothing_back(name: str, tmp_path: Path) -> None:
    assert stack_bytes(LEAVES[name], tmp_path) <= 2048
