"""Does an image hold what the entry reaches, and nothing else?"""

import pytest

from ulambda.compiler import compile_source, disassemble
from ulambda.vm.machine import Machine

PLAIN = "def handler(event, context):\n    return event\n"


def _size(source: str, **files: str) -> int:
    named = {f"{name}.py": text for name, text in files.items()}
    return len(compile_source(source, "main.py", files=named).image(strip=True))


def _listing(source: str, **files: str) -> str:
    named = {f"{name}.py": text for name, text in files.items()}
    return disassemble(compile_source(source, "main.py", files=named).image(strip=True))


def test_a_small_function_of_a_big_module_costs_its_own_bytes() -> None:
    small = "def small(x):\n    return x + 1\n"
    rest = "".join(
        f"TABLE{i} = [{i}, 'text number {i}']\nclass C{i}:\n    y = 'member {i}'\n"
        f"    def m(self):\n        return TABLE{i}, self\n"
        f"def big{i}(a, b=TABLE{i}):\n    return C{i}(), a, b\n"
        for i in range(100)
    )
    program = "import big\ndef handler(event, context):\n    return big.small(event)\n"
    inline = small + "def handler(event, context):\n    return small(event)\n"

    kept = rest.replace("(a, b=TABLE", "(a, b=None): #")  # defaults that need code always run

    assert _size(program, big=small + kept) == _size(inline)


def test_importing_a_library_module_costs_nothing() -> None:
    assert _size("import bisect, math, functools\n" + PLAIN) == _size(PLAIN)


def test_one_function_of_a_library_module_brings_what_it_needs_alone() -> None:
    listing = _listing(
        "import bisect\ndef handler(event, context):\n    return bisect.insort(event, 1)\n"
    )

    assert "insort_right" in listing and "bisect_right" in listing
    assert "insort_left" not in listing and "bisect_left" not in listing


def test_effects_of_a_users_module_stay() -> None:
    files = {"loud.py": "print('loud')\nunused = 1\ndef f():\n    return 1\n"}
    program = compile_source("import loud\n" + PLAIN, "main.py", files=files)
    printed: list[str] = []

    Machine(program.image(), log=printed.append).load()

    assert printed == ["loud\n"]
    assert "unused" not in disassemble(program.image(strip=True))


def test_methods_that_nothing_mentions_are_left_out() -> None:
    source = (
        "class A:\n    def used(self):\n        return self.called()\n"
        "    def called(self):\n        return 1\n    def left_out(self):\n        return 2\n"
        "    def __len__(self):\n        return 3\n"
        "def handler(event, context):\n    return A().used(), len(A())\n"
    )

    listing = _listing(source)

    assert "A.used" in listing and "A.called" in listing and "A.__len__" in listing
    assert "left_out" not in listing


def test_an_attribute_of_a_library_class_is_set_for_who_asks_for_it() -> None:
    program = "from datetime import timedelta\ndef handler(e, c):\n    return timedelta(e)"

    plain = _listing(f"{program}\n")
    asked = _listing(f"{program} + timedelta.resolution\n")

    assert ".resolution" not in plain
    assert asked.count(".resolution") == 2
    assert ".max" not in asked


def test_star_imports_of_the_library_are_the_same_every_time() -> None:
    program = "from datetime import *\ndef handler(e, c):\n    return timedelta(e)\n"

    assert _size(program) == _size(program) < _size(program.replace("timedelta", "datetime"))


@pytest.mark.parametrize(
    ("use", "linked"),
    [
        ("event.title()", {"str.title"}),
        ("[e.expandtabs for e in event]", {"str.expandtabs"}),
        ("event.upper()", set()),
        ("str.swapcase(event)", {"str.swapcase"}),
    ],
)
def test_extension_methods_are_linked_when_their_name_is_mentioned(
    use: str, linked: set[str]
) -> None:
    listing = _listing(f"def handler(event, context):\n    return {use}\n")

    names = {"str.title", "str.expandtabs", "str.swapcase"}
    assert {name for name in names if name in listing} == linked
