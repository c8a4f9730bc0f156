"""Is the code of small functions the code that we want, and readable?"""

import pytest

from ulambda.compiler import compile_source, disassemble


def _function(source: str, name: str) -> list[str]:
    """The instructions of one function, without addresses and comments."""
    listing = compile_source(source, "f.py", entry=None).listing()
    (part,) = [part for part in listing.split("\n\n") if f" {name}: " in part.split("\n")[0]]
    lines = [
        line.split(";")[0].split() for line in part.strip().split("\n")[1:] if " | " not in line
    ]
    return [" ".join(words[1:]) for words in lines]


def test_golden_listing_of_fib() -> None:
    source = (
        "def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\n\n"
        "def handler(event, context):\n    return fib(event)\n"
    )

    listing = compile_source(source, "fib.py").listing()

    assert listing.split("\n\n")[1] == (
        "function 1 fib: 4 registers, 1 parameters\n"
        "     2 | if n < 2:\n"
        "       56  JNLTI      r0, 2, -> 58\n"
        "     3 | return n\n"
        "       57  RET        r0, 4\n"
        "     4 | return fib(n - 1) + fib(n - 2)\n"
        "       58  SUBI       r2, r0, 1\n"
        "       59  CALLS      r1, 1, 1              ; fib\n"
        "       60  SUBI       r3, r0, 2\n"
        "       61  CALLS      r2, 1, 1              ; fib\n"
        "       62  ADD        r0, r1, r2\n"
        "       63  RET        r0, 4"
    )


def test_range_loop_uses_the_variable_itself() -> None:
    code = _function(
        "def f(n):\n    s = 0\n    for i in range(n):\n        s += i\n    return s\n", "f"
    )

    assert code == [
        "LOADI r1, 0",
        "LOADI r2, 0",
        "MOVE r3, r0",
        "LOADI r4, 1",
        "FORPREP r2, -> 40",
        "ADD r1, r1, r5",
        "FORLOOP r2, -> 38",
        "RET r1, 6",
    ]


def test_constants_leave_loops() -> None:
    code = _function("def f(x):\n    while x < 0.5:\n        x = x * 2.5\n    return x\n", "f")

    assert [line.split()[0] for line in code] == ["LOADC", "LOADC", "JNLT", "MUL", "LOOP", "RET"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return a is None", ["LOADV", "IS", "RET"]),
        ("if a is None:\n        return b", ["JNNONE", "RET", "LOADV", "RET"]),
        ("if a in (1, 2):\n        return b", ["JEQI", "JNEI", "RET", "LOADV", "RET"]),
        ("return 3 + a", ["LOADI", "ADD", "RET"]),
        ("return a[-1]", ["GETIDXI", "RET"]),
        ("if not a < b <= 3:\n        return 1", ["JNLT", "JLEI", "LOADI", "RET", "LOADV", "RET"]),
        ("return 'a' + str(a) + 'b'", ["LOADV", "LOADV", "MOVE", "CALL", "LOADV", "CONCAT", "RET"]),
        ("a, b = b, a\n    return a", ["MOVE", "MOVE", "MOVE", "RET"]),
        ("a -= b\n    return a", ["INPLACE", "RET"]),
        ("a = len(b)\n    a -= 1\n    return a", ["CALLB", "LOADI", "INPLACE", "RET"]),
        ("return len(a) == 2", ["MOVE", "CALLB", "LOADI", "EQ", "RET"]),
        ("while a:\n        a = b", ["JF", "MOVE", "LOOP", "LOADV", "RET"]),
        ("return 60 * 60 * 24", ["LOADW", "RET"]),
        ("if 0:\n        return a\n    return b", ["RET"]),
    ],
)
def test_selected_instructions(body: str, expected: list[str]) -> None:
    code = _function(f"def f(a, b):\n    {body}\n", "f")

    found = [line.split()[0] for line in code]

    if body.startswith("a, b"):
        assert len(found) <= len(expected)
    else:
        assert found == expected


def test_handlers_are_listed_innermost_first() -> None:
    source = (
        "def f(a):\n    try:\n        try:\n            return a()\n        except ValueError:\n"
        "            return 1\n    finally:\n        a = 2\n"
    )

    listing = compile_source(source, "f.py", entry=None).listing()

    handlers = [line.split()[1:4] for line in listing.split("\n") if "handler " in line]
    assert len(handlers) >= 2
    starts = [(int(first), int(last.rstrip(":"))) for first, _, last in handlers]
    assert starts[0][1] - starts[0][0] <= starts[-1][1] - starts[-1][0]


def test_stripped_image_is_disassembled_without_lines() -> None:
    program = compile_source(
        "def handler(event, context):\n    return event.x\n\nclass A:\n    x = 1\n", "f.py"
    )

    listing = disassemble(program.image(strip=True))

    assert "GETATTR" in listing and " | " not in listing


def test_lines_belong_to_the_source() -> None:
    source = (
        "def handler(e, c):\n    return (e +\n        missing(e))\n\n"
        "def missing(y):\n    return y\n"
    )

    listing = compile_source(source, "f.py").listing()

    assert "     3 | missing(e))" in listing and "     2 | return (e +" in listing
