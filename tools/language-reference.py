"""What of Python is in the device subset? Writes the reference of the language.

    python tools/language-reference.py docs/reference/language.md

Nothing here is written down twice: every row is an example that is given to the checker, every name
one that CPython has and the checker is asked for, every method one that the interpreter is asked
for; the rules are those of compiler/rules.py with their own examples.
"""

import builtins
import importlib
import sys
from pathlib import Path

from ulambda.compiler import check_source, compile_source
from ulambda.compiler.modules import library_files
from ulambda.compiler.rules import RULES
from ulambda.vm import Machine

CONSTRUCTS: dict[str, tuple[tuple[str, str], ...]] = {
    "Values and operators": (
        ("integers of any size", "x = 10**40 // 7 % 3 | 5 << 3"),
        ("floats (IEEE doubles)", "x = 1.5e3 / 7 ** 0.5"),
        ("complex numbers", "x = 1j"),
        ("strings, Unicode, all escapes", "x = 'é\\U0001F40D\\n'"),
        ("bytes", "x = b'\\x00ab'"),
        ("bytearray", "x = bytearray(b'ab')"),
        ("memoryview", "x = memoryview(b'ab')"),
        ("f-strings, nested specifications", "w = 5\nx = f'{w!r:>{w}} {w = }'"),
        ("lists, tuples, dicts", "x = [1, (2, 3), {'k': 4, **{}}, *[5]]"),
        ("sets", "x = {1, 2} | {3}"),
        ("frozensets", "x = frozenset([1])"),
        ("slices, extended slices", "x = [1, 2, 3][::-1]\nx[0:2] = [7]\ndel x[0]"),
        ("ranges of any size", "x = len(range(10**12))"),
        ("comparison chains, `in`, `is`", "x = 1 < 2 <= 3 != 4 and 5 not in [6]"),
        ("matrix multiplication", "x = 1\ny = x @ x"),
        ("conditional expressions", "x = 1 if 2 else 3"),
        ("assignment expressions", "if (x := 5) > 3:\n    pass"),
    ),
    "Functions": (
        ("defaults, keywords, positional-only", "def f(a, /, b=1, *c, d=2, **e):\n    return a"),
        ("unpacking in calls", "def f(*a, **k):\n    return a\n\nx = f(*[1], **{'b': 2})"),
        ("several `**` in one call", "def f(**k):\n    return k\n\nx = f(a=1, **{'b': 2})"),
        (
            "lambda, closures, nonlocal, global",
            "def f():\n    n = 1\n    def g():\n"
            "        nonlocal n\n        n += 1\n        return n\n    return g\n\nx = f()()",
        ),
        ("decorators", "def d(f):\n    return f\n\n@d\ndef g():\n    return 1"),
        ("attributes of functions", "def f():\n    return 1\n\nf.count = 0"),
        ("annotations (erased)", "def f(a: int) -> list[int]:\n    return [a]"),
        ("generators", "def f():\n    x = yield 1\n    return x"),
        ("`yield from`", "def f():\n    yield from [1]"),
        ("generator expressions", "x = sum(v * v for v in [1])"),
        ("comprehensions", "x = [v for v in [1] if v], {v: 1 for v in [2]}, {v for v in [3]}"),
        ("coroutines", "async def f():\n    await g()\n\nasync def g():\n    return 1"),
        ("asynchronous generators", "async def f():\n    yield 1"),
    ),
    "Statements": (
        ("if, while, for, else of loops", "for x in [1]:\n    break\nelse:\n    x = 2"),
        ("starred targets", "a, *b = [1, 2, 3]"),
        ("del", "x = [1]\ndel x[0], x"),
        ("assert", "assert 1, 'why'"),
        ("match", "def f(x):\n    match x:\n        case [1, *r]:\n            return r"),
        (
            "with",
            "class C:\n    def __enter__(self):\n        return 1\n"
            "    def __exit__(self, *a):\n        return False\n\nwith C() as x:\n    pass",
        ),
        (
            "try, except, else, finally",
            "try:\n    x = 1\nexcept (ValueError, KeyError) as e:\n"
            "    raise\nelse:\n    x = 2\nfinally:\n    x = 3",
        ),
        ("raise from", "def f():\n    raise ValueError(1) from None"),
        ("exception groups", "try:\n    pass\nexcept* ValueError:\n    pass"),
        ("import at the head", "import math\nfrom math import sqrt as root"),
        ("import in a function", "def f():\n    import math\n    return math.pi"),
    ),
    "Classes": (
        ("classes at the left margin", "class A:\n    x = 1\n    def f(self):\n        return 2"),
        ("classes in functions", "def f():\n    class A:\n        pass\n    return A"),
        (
            "multiple inheritance, super()",
            "class A:\n    def f(self):\n        return 1\n\n"
            "class B:\n    pass\n\nclass C(A, B):\n    def f(self):\n        return super().f()",
        ),
        ("own exceptions", "class E(ValueError):\n    pass"),
        ("subclasses of other builtin types", "class A(list):\n    pass"),
        (
            "operators and protocols",
            "class A:\n    def __add__(self, o):\n        return o\n"
            "    def __iter__(self):\n        return iter([1])",
        ),
        ("properties", "class A:\n    @property\n    def x(self):\n        return 1"),
        (
            "static and class methods",
            "class A:\n    @staticmethod\n    def f():\n        return 1\n"
            "    @classmethod\n    def g(cls):\n        return 2",
        ),
        ("`__getattr__`", "class A:\n    def __getattr__(self, n):\n        return n"),
        ("`__setattr__`", "class A:\n    def __setattr__(self, n, v):\n        pass"),
        (
            "descriptors",
            "class D:\n    def __get__(self, o, t):\n        return 1\n\nclass A:\n    x = D()",
        ),
        ("`__init_subclass__`", "class A:\n    def __init_subclass__(cls):\n        pass"),
        ("metaclasses", "class A(metaclass=type):\n    pass"),
        ("`__getattribute__`", RULES["UL207"].example),
    ),
    "Reflection": (
        ("getattr, setattr, hasattr", "x = getattr(1, 'real', 0)"),
        ("`__dict__`, `__doc__`", "def f(x):\n    return x.__dict__"),
        ("eval, exec", "x = eval('1')"),
    ),
}
SAMPLES: tuple[str, ...] = ("''", "b''", "bytearray()", "[]", "()", "{}", "set()", "frozenset()")
SAMPLES += ("1", "1.5", "range(3)", "slice(1)", "ValueError()")


def findings(source: str) -> list[str]:
    """Codes of the rules that a source breaks."""
    return [found.rule for found in check_source(source + "\n", "example.py", entry=None)]


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def constructs() -> list[str]:
    lines = []
    for title, rows in CONSTRUCTS.items():
        lines += [f"## {title}", "", "| construct | in the subset |", "| --- | --- |"]
        for name, example in rows:
            broken = findings(example)
            lines.append(f"| {cell(name)} | {f'no: {broken[0]}' if broken else 'yes'} |")
        lines.append("")
    return lines


def builtin_names() -> list[str]:
    names = [name for name in dir(builtins) if not name.startswith("_") and name != "super"]
    missing = [name for name in names if findings(f"x = {name}" if name != "None" else "x = 1")]
    present = [name for name in names if name not in missing]
    return [
        "## Builtin names",
        "",
        f"Provided: {', '.join(f'`{name}`' for name in present)}.",
        "",
        f"Not provided: {', '.join(f'`{name}`' for name in missing)}.",
        "",
    ]


def methods() -> list[str]:
    lines = ["## Attributes of builtin types", "", "| type | provided | not provided |"]
    lines.append("| --- | --- | --- |")
    for sample in SAMPLES:
        if findings(f"x = {sample}"):
            continue
        kind = type(eval(sample))
        names = [name for name in dir(kind) if not name.startswith("_")]
        known = [name for name in names if not findings(f"def f(x):\n    return x.{name}")]
        present = provided(sample, known)
        missing = [name for name in names if name not in present]
        columns = [", ".join(f"`{name}`" for name in some) for some in (present, missing)]
        lines.append(f"| {kind.__name__} | {columns[0]} | {columns[1]} |")
    return [*lines, ""]


def provided(sample: str, names: list[str]) -> list[str]:
    """Attributes that a value has on the interpreter."""
    tries = [
        f"    try:\n        x.{n}\n        found.append('{n}')\n    except AttributeError:\n"
        "        pass\n"
        for n in names
    ]
    source = f"def handler():\n    x = {sample}\n    found = []\n{''.join(tries)}    return found\n"
    report = Machine(compile_source(source, "sample.py").image(), arena_bytes=1 << 16).call(
        "handler"
    )
    assert isinstance(report.value, list), report
    return [str(name) for name in report.value]


def modules() -> list[str]:
    """Names of the modules that CPython has, too; others are µLambda's own."""
    lines = ["## Modules", "", "| module | provided | not provided |", "| --- | --- | --- |"]
    for path in sorted(library_files()):
        name = path.removesuffix(".py").replace("/", ".")
        if name.startswith(("types.", "_")) or name == "builtins" or findings(f"import {name}"):
            continue
        try:
            public = [n for n in dir(importlib.import_module(name)) if not n.startswith("_")]
        except ImportError:
            public = []
        present = [n for n in public if not findings(f"from {name} import {n}")]
        missing = [n for n in public if n not in present]
        columns = [", ".join(f"`{n}`" for n in some) for some in (present, missing)]
        lines.append(f"| {name} | {columns[0]} | {columns[1]} |")
    return [*lines, ""]


def rules() -> list[str]:
    lines = ["## Rules", "", "Every refusal names its place, the rule and what to do.", ""]
    for rule in RULES.values():
        lines += [f"### {rule.code}: {rule.title}", "", f"{rule.message}", ""]
        lines += [f"*What to do:* {rule.help}", ""]
        if len(rule.example) < 200:
            lines += ["```python", rule.example.rstrip("\n"), "```", ""]
    return lines


def page() -> str:
    """The whole page."""
    head = [
        "# The language of handlers",
        "",
        "Generated from the checker's own rules by `make docs`. Do not edit.",
        "",
        "CPython 3.11 is the reference: what is in the subset has its results, exceptions and",
        "messages. What is not is refused when a handler is compiled, with the code of a rule",
        "below; such a handler still deploys, and runs on CPython at the edge and in the cloud.",
        "",
    ]
    return "\n".join([*head, *constructs(), *builtin_names(), *methods(), *modules(), *rules()])


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
