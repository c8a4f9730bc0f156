"""Does an image that carries its heap do what one does that makes it at every start?

Every module body runs on CPython too; `handler()` looks at what the body left, and changes it.
"""

import pytest

from ulambda.compiler import CompileError, Program, check_source, compile_source, disassemble
from ulambda.engine.initialise import run_body
from ulambda.spec import Err
from ulambda.vm.machine import Machine, verify

BODIES = {
    "numbers and strings": (
        "a = 2**100\nb = 1.5 * len('abc')\nc = 'x' * 3 + str(a)\nd = (c + 'é').encode()\ne = -a\n"
        "f = float('inf')\ng = bool(a)\n",
        "[a, b, c, list(d), e, f, g]",
    ),
    "lists that grow and shrink": (
        "a = [1, 2, 3]\nb = []\nc = [a, a, [b]]\nfor i in range(20):\n    b.append(i)\n"
        "d = [0] * 50\ndel d[5:]\n",
        "[a.append(4), a, b.pop(), b, c, c[0] is c[1], c[2][0] is b, d.extend([1, 2]), d,"
        " a.clear()]",
    ),
    "dicts small and large": (
        "a = {'x': 1, 'y': [2]}\nb = {}\nc = {str(i): i for i in range(40)}\n"
        "d = {i * 3: i for i in range(300)}\ndel c['7'], a['x']\n"
        "e = {(1, 'two'): 3, 4.5: 6, None: 7}\n"
        "f = {i if i % 2 else str(i): (i, 'v') for i in range(12)}\n",
        "[a, b.setdefault('k', 1), b, c['39'], '7' in c, '8' in c, c.pop('9'), list(c)[5:9],"
        " d[297], 298 in d, d.update({1: 2}), d[1], len(d), e[(1, 'two')], e[4.5], e[None],"
        " f[3], f['4'],"
        " [c.get(str(i)) for i in range(41)], [d.get(i) for i in range(0, 900, 7)]]",
    ),
    "sets": (
        "a = {1, 'b', (2, 3)}\nb = set(range(30))\nb.remove(4)\nc = frozenset(['q', 'r'])\n",
        "[1 in a, 'b' in a, (2, 3) in a, len(a), 4 in b, 5 in b, b.add(100), 100 in b, len(b),"
        " 'q' in c, len(c), sorted(b)[-3:]]",
    ),
    "closures, defaults, bound methods": (
        "def make(n):\n    def add(x, k=[n]):\n        nonlocal n\n        n += x\n"
        "        return n, k\n    return add\n"
        "one = make(1)\ntwo = [make(10), lambda x, y=(1, 2): (x, y), make(5)]\none(1)\n"
        "class A:\n    def __init__(self):\n        self.x = 1\n    def up(self):\n"
        "        self.x += 1\n        return self.x\n"
        "up = A().up\nup()\nfunctions = {'len': len, 'up': up, 'make': make}\n"
        "def keyword(*, k=[1], j=2):\n    return k, j\n",
        "[one(1), one(1), two[0](2), two[1](3), two[2](0), up(), up(), functions['len']('abc'),"
        " functions['up'](), functions['make'](3)(4), keyword(), keyword(k=5)]",
    ),
    "classes and instances": (
        "class Base:\n    count = 0\n    names = []\n    def __init__(self, name):\n"
        "        self.name = name\n        Base.count += 1\n        self.names.append(name)\n"
        "class Child(Base):\n    kind = 'child'\n    def hello(self):\n"
        "        return self.kind, self.name\n"
        "class Problem(ValueError):\n    pass\n"
        "a = Child('a')\nb = [Base('b'), a]\na.self = a\na.more = {'a': a}\n",
        "[a.hello(), Base.count, Child.names, b[1] is a, a.self is a, isinstance(b[0], Child),"
        " isinstance(a, Base), type(a).__name__, a.more['a'].name, issubclass(Problem, ValueError),"
        " Child('c').names, Base.count]",
    ),
    "instances that extend builtin types": (
        "class Number(int):\n    def __repr__(self):\n        return 'number'\n"
        "class Items(list):\n    pass\nclass Pair(tuple):\n    pass\n"
        "class Text(str):\n    pass\nclass Table(dict):\n    pass\n"
        "small, large = Number(5), Number(2**70)\nitems = Items([1, 'two'])\nitems.more = [3]\n"
        "pair, text, table = Pair((small, 2)), Text('x'), Table({1: items})\n",
        "[repr([small, large]), small + 1, large - 1, items.append(4), items, items.more, pair[0],"
        " pair == (5, 2), hash(pair) == hash((5, 2)), text + 'y', Text('').join('ab'), table[1],"
        " len(table), type(pair).__name__, {text: 1}['x']]",
    ),
    "structures that refer to themselves": (
        "a = []\na.append(a)\nb = {'b': None}\nb['b'] = b\nt = ([],)\nt[0].append(t)\n",
        "[a[0] is a, b['b']['b'] is b, t[0][0] is t, len(a)]",
    ),
    "ranges, tuples, singletons, types": (
        "a = range(3, 30, 4)\nb = ((), (1,), ('a', (None, True, ...)))\n"
        "c = [int, ValueError, print]\nd = NotImplemented\n",
        "[list(a), b[0], b[1], b[2][1][:2], b[2][1][2] is ..., c[0]('5'), c[1].__name__,"
        " d is NotImplemented, len(a)]",
    ),
    "a memo filled at the margin": (
        "memo = {}\ndef fib(n):\n    if n not in memo:\n"
        "        memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)\n    return memo[n]\nfib(60)\n"
        "table = [fib(i) % 1000 for i in range(20)]\n",
        "[fib(60), len(memo), table, fib(61), len(memo)]",
    ),
    "names that hide builtins": (
        "x = len([1])\nif x:\n    def len(y):\n        return 'own'\nz = len([])\n",
        "[x, z, len(5)]",
    ),
    "what is deleted": ("a = 1\nb = [2]\ndel a\n", "[b]"),
}
# What cannot be carried: the body runs at every start, and all goes on as before.
UNCARRIED = {
    "iterators": ("a = iter([1, 2])\nnext(a)\n", "[next(a)]"),
    "generators": ("def g():\n    yield 1\n    yield 2\nb = g()\nnext(b)\n", "[next(b)]"),
    "exceptions": ("e = ValueError('x')\n", "[e.args]"),
    "keys whose hash is their place": (
        "def f():\n    return 1\nd = {f: 1}\nfor i in range(20):\n    d[i] = i\n",
        "[d[f], d[19]]",
    ),
}


def _source(body: str, result: str) -> str:
    return f"{body}\ndef handler(event=None, context=None):\n    return {result}\n"


def _plain(value: object) -> object:
    """A value as it comes out of a machine: tuples are lists."""
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _cpython(source: str) -> object:
    names: dict[str, object] = {"__name__": "main"}
    exec(compile(source, "main.py", "exec"), names)
    handler = names["handler"]
    assert callable(handler)
    return _plain(handler())


def _frozen(source: str) -> Program:
    return compile_source(source, "main.py", run=run_body)


def _module_body(program: Program) -> str:
    return disassemble(program.image(strip=True)).split("\n\n")[0]


@pytest.mark.parametrize("name", BODIES)
def test_finds_what_the_body_left(name: str) -> None:
    source = _source(*BODIES[name])
    program = _frozen(source)
    machine = Machine(program.image(strip=True), arena_bytes=1 << 17)

    first, second = machine.call("handler"), machine.call("handler")

    assert first.status is Err.OK, (first.error_type, first.error_message)
    assert first.value == _cpython(source)
    assert second.value == first.value  # every invocation begins with the same heap
    assert _module_body(program).count("\n") == 2  # it returns None, no more
    assert verify(program.image(strip=True)) is Err.OK


@pytest.mark.parametrize("name", UNCARRIED)
def test_what_cannot_be_carried_is_made_at_the_start(name: str) -> None:
    source = _source(*UNCARRIED[name])
    program = _frozen(source)

    report = Machine(program.image()).call("handler")

    assert report.value == _cpython(source)
    assert _module_body(program).count("\n") > 3


def test_the_body_is_deferred_from_where_it_needs_the_board() -> None:
    body = (
        "a = [1]\ndef f():\n    print('in f', a)\n    return 5\nclass A:\n    x = a\n"
        "b = f()\nc = [b, A.x]\nclass B(A):\n    y = b\n"
    )
    source = _source(body, "[a, b, c, B.y, B.x is a, A().x is c[1]]")
    program = _frozen(source)
    printed: list[str] = []

    report = Machine(program.image(), log=printed.append).call("handler")

    assert report.value == [[1], 5, [5, [1]], 5, True, True]
    assert "".join(printed) == "in f [1]\n"
    assert [(note.rule, note.line, note.severity) for note in program.notes] == [
        ("UL127", 7, "note")
    ]


def test_a_body_that_raises_is_a_located_error() -> None:
    source = _source("def f(x):\n    return 1 // x\nx = 1\ny = [f(x),\n     f(0)]\n", "[y]")

    with pytest.raises(CompileError) as caught:
        _frozen(source)

    (found,) = caught.value.diagnostics
    assert (found.rule, found.line) == ("UL126", 4)
    assert "ZeroDivisionError: integer division or modulo by zero" in found.message


def test_a_body_that_never_ends_runs_at_the_start() -> None:
    source = _source("x = 0\nwhile x >= 0:\n    x += 1\n", "[x]")

    program = _frozen(source)

    assert Machine(program.image(), steps=1000).call("handler").status is Err.STEPS_EXHAUSTED


def test_functions_that_only_the_body_needs_are_left_out() -> None:
    source = _source("def only():\n    return [1, 2]\nx = only()\n", "[x]")

    assert "only" in disassemble(compile_source(source, "main.py").image(strip=True))
    assert "only" not in disassemble(_frozen(source).image(strip=True))


def test_a_heap_that_does_not_fit_its_arena() -> None:
    program = _frozen(_source("x = [i for i in range(2000)]\n", "[len(x)]"))

    small = Machine(program.image(), arena_bytes=4096).call("handler")
    large = Machine(program.image(), arena_bytes=16384).call("handler")

    assert small.status is Err.ARENA_TOO_SMALL
    assert large.value == [2000]


def test_findings_come_as_notes() -> None:
    found = check_source("print(1)\n", "main.py", entry=None, run=run_body)

    assert [(note.rule, note.severity) for note in found] == [("UL127", "note")]
