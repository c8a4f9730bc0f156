"""Do ceilings end in the exceptions that CPython has, and never in anything else?

Depth of calls and of data, and the arena: shrunk word by word until it cannot hold the program.
"""

from collections.abc import Iterator

import pytest

from ulambda.compiler import compile_source
from ulambda.spec import Err, UserError
from ulambda.vm import Machine, Report

DEPTH = """\
class Node:
    def __init__(self, inner):
        self.inner = inner

    def __repr__(self):
        return "N" + repr(self.inner)

    def __eq__(self, other):
        return self.inner == other.inner

    def __hash__(self):
        return hash(self.inner)

    def __lt__(self, other):
        return self.inner < other.inner

    def __len__(self):
        return len(self.inner)

    def __iter__(self):
        return iter(self.inner)

    def __contains__(self, x):
        return x in self.inner

    def __call__(self, x):
        return self.inner(x)


def nest(kind, depth):
    x = 1
    for _ in range(depth):
        x = [x] if kind == 0 else (x,) if kind == 1 else {1: x} if kind == 2 else Node(x)
    return x


def down(n):
    return n if n == 0 else down(n - 1)


def lazily(n):
    yield from lazily(n - 1) if n else [1]


def handler(what, kind, depth):
    if what == "calls":
        return down(depth)
    if what == "generators":
        return list(lazily(depth))
    if what == "sorts":
        return sorted([1], key=lambda v: handler(what, kind, depth - 1)[0] if depth else v)
    x = nest(kind, depth)
    if what == "repr":
        return len(repr(x)) > depth
    if what == "format":
        return len(f"{x}") > depth
    if what == "equal":
        return x == nest(kind, depth)
    if what == "less":
        return x < nest(kind, depth)
    if what == "hash":
        return hash(x) == hash(nest(kind, depth))
    if what == "in":
        return 2 in nest(kind, depth)
    if what == "len":
        return len(x)
    if what == "iterate":
        return list(x)
    if what == "call":
        return x(1)
    return x
"""
MACHINE = compile_source(DEPTH, "depth.py").image(strip=True)
USES = ("repr", "format", "equal", "less", "hash", "in", "len", "iterate", "call", "result")
ENDS = {"RecursionError", "MemoryError", "TypeError"}
CASES = [(use, kind) for use in USES for kind in range(4)]
CASES += [("calls", 0), ("generators", 0), ("sorts", 0)]


def _ended(report: Report) -> bool:
    if report.status is Err.EXCEPTION:
        return report.error_type in ENDS
    return report.status in (Err.OK, Err.OUT_OF_MEMORY, Err.CODEC_DEPTH, Err.BAD_VALUE)


@pytest.mark.parametrize("arena_bytes", [8192, 1 << 20])
@pytest.mark.parametrize(("use", "kind"), CASES)
def test_depth_ends_in_an_exception(use: str, kind: int, arena_bytes: int) -> None:
    for depth in (1, 5, 7, 33, 200, 5000, 20_000):
        machine = Machine(MACHINE, arena_bytes=arena_bytes)

        report = machine.call("handler", [use, kind, depth])

        assert _ended(report), (depth, report)


def test_a_moderate_depth_of_calls_works() -> None:
    report = Machine(MACHINE, arena_bytes=8192).call("handler", ["calls", 0, 100])

    assert (report.status, report.value) == (Err.OK, 0)


SHRUNK = {
    "text": """\
def handler():
    words = "the quick brown fox jumps over the lazy dog".split()
    seen = {}
    for word in words:
        seen[word] = seen.get(word, 0) + len(f"{word:>8}|{seen}")
    return sorted(seen.items())
""",
    "objects": """\
class Wrong(ValueError):
    pass


class Node:
    def __init__(self, value, more=None):
        self.value, self.more = value, more

    def __add__(self, other):
        return Node(self.value + other.value, self)


def items(n):
    while n:
        yield n
        n -= 1


def handler():
    total = Node(2**70)
    try:
        for n in items(6):
            total = total + Node(n**20)
            if n == 1:
                raise Wrong("end", n)
    except ValueError as error:
        return [str(total.value), str(error), [i for i in reversed(sorted(items(9)))]]
""",
    "calls": """\
def apply(f, *args, scale=2, **more):
    return f(*args) * scale + len(more)


def handler():
    table = {}
    for i in range(12):
        table[i] = apply(lambda a, b: a + b + i, i, 1.5, scale=3, key=i)
    return [table, sorted(table, key=lambda k: -table[k]), bytes(range(20)).hex()]
""",
}


def _sizes(image: bytes) -> Iterator[tuple[int, Report]]:
    """Run with the arena a word smaller each time, until there is no room for the program."""
    arena_bytes = 8192
    while True:
        try:
            yield arena_bytes, Machine(image, arena_bytes=arena_bytes, steps=20_000).call("handler")
        except UserError as error:
            assert error.code is Err.ARENA_TOO_SMALL
            return
        arena_bytes -= 4 if arena_bytes <= 4096 else 256


@pytest.mark.parametrize("name", SHRUNK)
def test_the_arena_may_end_at_any_word(name: str) -> None:
    image = compile_source(SHRUNK[name], f"{name}.py").image(strip=True)
    expected = Machine(image, arena_bytes=1 << 18).call("handler").value

    ends = set()
    for arena_bytes, report in _sizes(image):
        end = report.error_type or report.status.name
        ends.add(end)
        assert end in ("OK", "OUT_OF_MEMORY", "MemoryError", "RecursionError"), (
            arena_bytes,
            report,
        )
        assert report.status is not Err.OK or report.value == expected, arena_bytes
        assert report.heap_bytes <= arena_bytes

    assert {"OK", "MemoryError"} <= ends
