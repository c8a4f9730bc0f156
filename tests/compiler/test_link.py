"""Do programs of several modules do on the interpreter what they do on CPython?

Every program is a mapping of files; `main.py` runs on both and must print the same.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from ulambda.compiler import CompileError, check_source, compile_source, imported_files
from ulambda.spec import Err
from ulambda.spec.image import traceback_lines
from ulambda.vm.machine import Machine

PROGRAMS: dict[str, Mapping[str, str]] = {
    "functions, constants, classes of a module": {
        "main.py": """
            import shapes
            from shapes import LIMIT, Square as S, area
            print(shapes.area(3, 4), area(2, height=5), LIMIT, S(3).area(), shapes.LIMIT)
            print(S.__name__, area.__name__, isinstance(S(1), shapes.Shape), __name__[:0])
        """,
        "shapes.py": """
            LIMIT = 10
            def area(width, height=2):
                return min(width * height, LIMIT)
            class Shape:
                def area(self):
                    return 0
            class Square(Shape):
                def __init__(self, side):
                    self.side = side
                def area(self):
                    return area(self.side, self.side)
        """,
    },
    "bodies run once, in the order of imports": {
        "main.py": """
            print("main begins")
            import a
            print("then")
            import b, a
            from b import name
            print(name, a.b.name)
        """,
        "a.py": "print('a begins')\nimport b\nprint('a ends', __name__)\n",
        "b.py": "print('b')\nname = 'the name'\n",
    },
    "variables of a module change for all": {
        "main.py": """
            import state
            from state import count, bump
            bump()
            print(count, state.count)
            state.count = 10
            bump()
            print(count, state.count)
            def reset():
                state.count = 0
                state.count += 5
            reset()
            print(state.get())
        """,
        "state.py": """
            count = 1
            def bump():
                global count
                count += 1
            def get():
                return count
        """,
    },
    "packages and relative imports": {
        "main.py": """
            import pkg.sub.deep
            import pkg.sub.deep as deep
            from pkg import helper, VERSION
            from pkg.sub import double
            print(pkg.sub.deep.f(2), deep.f(3), helper(4), VERSION, double(5), pkg.__name__)
        """,
        "pkg/__init__.py": "from .tools import helper\nVERSION = '1.0'\n",
        "pkg/tools.py": "def helper(x):\n    return ('helper', x)\n",
        "pkg/sub/__init__.py": "from ..tools import helper as double\n",
        "pkg/sub/deep.py": """
            from .. import VERSION
            from ..tools import helper
            from . import double
            def f(x):
                return helper(x), VERSION, __name__, double is helper
        """,
    },
    "a folder without __init__ is a package": {
        "main.py": "import space.inner\nprint(space.inner.x)\n",
        "space/inner.py": "x = 'inner'\n",
    },
    "names that are the same in several modules": {
        "main.py": """
            import a, b
            def f():
                return "main"
            def sum(x):
                return "own sum"
            print(f(), a.f(), b.f(), sum([1]), a.total([1, 2]))
            class f2:
                x = a.X
                y = [a.X for _ in range(2)]
            print(f2.x, f2.y)
        """,
        "a.py": """
            X = 1
            def f():
                return "a", X
            def total(x):
                return sum(x)
        """,
        "b.py": """
            X = 2
            def f():
                X = 3
                return "b", X, [X for X in range(2)], (lambda X: X)(4)
        """,
    },
    "class bodies see the module, then themselves": {
        "main.py": "import a\nprint(a.A.x, a.A.y, a.A().m(), a.x)\n",
        "a.py": """
            x = "module"
            class A:
                x = x + "'s"
                y = x
                def m(self):
                    return x
        """,
    },
    "circular imports by module": {
        "main.py": "import even\nprint(even.is_even(10), even.odd.is_odd(7))\n",
        "even.py": """
            import odd
            def is_even(n):
                return n == 0 or odd.is_odd(n - 1)
        """,
        "odd.py": """
            import even
            def is_odd(n):
                return n != 0 and even.is_even(n - 1)
        """,
    },
    "imports in functions": {
        "main.py": """
            def f(x):
                import helpers
                from helpers import scale as s
                from math import sqrt
                def inner():
                    return helpers.K, sqrt(16.0)
                return s(x), inner()
            print(f(2), f(3))
        """,
        "helpers.py": "K = 7\ndef scale(x):\n    return x * K\n",
    },
    "star imports": {
        "main.py": "from a import *\nfrom b import *\nprint(x, y, f())\n",
        "a.py": "x = 1\n_hidden = 2\ndef f():\n    return _hidden\n",
        "b.py": "__all__ = ['y']\ny = 3\nx = 4\n",
    },
    "star imports of names that are added up": {
        "main.py": "from a import *\nprint(x, y, z)\n",
        "a.py": "p = ('x',)\n__all__ = p + ('y',)\n__all__ += ('z',)\nx = y = z = 1\n",
    },
    "imports that may fail": {
        "main.py": """
            try:
                import ujson_missing as m
            except ImportError:
                import plain as m
            try:
                from plain import value
            except ImportError:
                value = None
            print(m.value, value)
        """,
        "plain.py": "value = 'plain'\n",
    },
    "attributes of modules by constant name": {
        "main.py": """
            import a
            print(getattr(a, "x"), getattr(a, "y", "none"), hasattr(a, "x"), hasattr(a, "y"))
        """,
        "a.py": "x = 1\n",
    },
    "a module may have the name of one of the library": {
        "main.py": "import bisect\nprint(bisect.f())\n",
        "bisect.py": "def f():\n    return 'mine'\n",
    },
    "modules of the library": {
        "main.py": """
            import bisect
            import math as m
            from functools import reduce
            from bisect import insort
            items = [5, 1, 4]
            ordered = []
            for item in items:
                insort(ordered, item)
            print(ordered, bisect.bisect(ordered, 4), bisect.bisect_left(ordered, 4))
            print(reduce(lambda a, b: a * b, items), reduce(max, [], 7), m.gcd(12, -18), m.gcd())
            for f in (lambda: reduce(max, []), lambda: reduce(1),
                      lambda: m.gcd(x=1), lambda: bisect.bisect([], 1, -1),
                      lambda: bisect.bisect([]), lambda: bisect.bisect([], 1, y=2),
                      lambda: reduce(1, 2, 3, 4)):
                try:
                    f()
                except (TypeError, ValueError) as e:
                    print(type(e).__name__, e)
        """,
    },
}


def _texts(files: Mapping[str, str]) -> dict[str, str]:
    """Undo the indentation that the table has."""
    return {
        name: "\n".join(line.removeprefix(" " * 12) for line in text.split("\n"))
        for name, text in files.items()
    }


def _cpython(files: Mapping[str, str], folder: Path) -> str:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    command = [sys.executable, "-E", "-S", "-c", "import main"]  # nothing else is imported
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return run.stdout


def _image(files: Mapping[str, str], entry: str | None = None) -> bytes:
    return compile_source(files["main.py"], "main.py", entry=entry, files=files).image()


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize("entry", [None, "handler"])
def test_prints_what_cpython_prints(name: str, entry: str | None, tmp_path: Path) -> None:
    files = _texts(PROGRAMS[name])
    files["main.py"] += "\ndef handler(event, context):\n    return event\n"
    printed: list[str] = []

    report = Machine(_image(files, entry), arena_bytes=1 << 16, log=printed.append).load()

    assert report.status is Err.OK, (report.error_type, report.error_message)
    assert "".join(printed) == _cpython(files, tmp_path)


def test_tracebacks_name_the_file_of_each_function() -> None:
    files = {
        "main.py": "import a\n\n\ndef handler():\n    return a.f(0)\n",
        "a.py": "def f(x):\n    y = 1\n    return y // x\n",
    }
    image = _image(files, "handler")

    report = Machine(image).call("handler")

    assert traceback_lines(image, report.trace) == [("main.py", 5, "handler"), ("a.py", 3, "f")]


def test_tracebacks_end_at_the_call_of_the_library() -> None:
    source = "import bisect\ndef handler():\n    return bisect.bisect([1, 'x'], 2)\n"
    image = compile_source(source, "main.py").image()

    report = Machine(image).call("handler")

    assert report.error_type == "TypeError"
    assert traceback_lines(image, report.trace) == [("main.py", 3, "handler")]


@pytest.mark.parametrize(
    ("source", "rule", "words"),
    [
        ("import helprs\n", "UL105", "did you mean 'helpers'?"),
        ("import subprocess\n", "UL105", "edge"),
        ("from . import helpers\n", "UL105", "full name"),
        ("from helpers import scle\n", "UL106", "scale"),
        ("import helpers\nx = helpers.scle\n", "UL106", "scale"),
        ("import helpers\nx = helpers\n", "UL123", "helpers.something"),
        ("import helpers\nx = getattr(helpers, input)\n", "UL123", "helpers.something"),
        ("import helpers\nhelpers = 1\n", "UL107", "name of its own"),
        ("from counted import *\n", "UL107", "name of its own"),
        ("import math\nmath.pi = 3\n", "UL118", "global"),
        ("import broken\n", "UL001", "close"),
        ("import loud\ndef f():\n    import louder\n", "UL124", "head of the file"),
    ],
)
def test_what_cannot_be_linked_is_located(source: str, rule: str, words: str) -> None:
    files = {
        "helpers.py": "def scale(x):\n    return x\n",
        "broken.py": "x = (\n",
        "counted.py": "__all__ = [c for c in 'ab']\na = b = 1\n",
        "loud.py": "print('loud')\n",
        "louder.py": "print('louder')\n",
    }

    found = [d for d in check_source(source, "main.py", entry=None, files=files) if d.rule == rule]

    assert found and found[0].line >= 1
    assert words in found[0].help or words in found[0].message


def test_findings_in_every_module_are_reported_with_their_file() -> None:
    files = {"a.py": "x = 1\nz = missing\n"}

    found = check_source("import a\ny = lost\n", "dir/main.py", entry=None, files=files)

    assert [(d.filename, d.line, d.rule) for d in found] == [
        ("dir/a.py", 2, "UL109"),
        ("dir/main.py", 2, "UL109"),
    ]
    assert "z = missing" in found[0].render()


def test_a_syntax_error_in_a_module_is_located() -> None:
    with pytest.raises(CompileError) as caught:
        compile_source("import a\n", "main.py", entry=None, files={"a.py": "x = 1\ny = (\n"})

    assert (caught.value.diagnostics[0].filename, caught.value.diagnostics[0].line) == ("a.py", 2)


def test_imported_files_are_found() -> None:
    files = {"a.py": "import pkg.b\n", "pkg/__init__.py": "", "pkg/b.py": "", "other.py": ""}

    assert imported_files("import a\n", "main.py", files) == ("a.py", "pkg/__init__.py", "pkg/b.py")


def test_the_same_sources_give_the_same_bytes() -> None:
    source = (
        "import bisect, math\nfrom functools import reduce\n\n\ndef handler(event, context):\n"
        "    bisect.insort(event, math.gcd(4, 6))\n"
        "    return reduce(max, event), str(event).title().swapcase()\n"
    )
    program = (
        "import sys, zlib; from ulambda.compiler import compile_source;"
        "print(zlib.crc32(compile_source(sys.argv[1], 'main.py').image()))"
    )

    made = {
        subprocess.run(
            [sys.executable, "-c", program, source],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(made) == 1
