"""Do diagnostics have the house form, with all findings at once?"""

import pytest

from ulambda.compiler import CompileError, check_source, compile_source

GROUPS = """\
def handler(event, context):
    if event:
        try:
            return 1
        except* ValueError:
            event = 2
"""


def test_exception_groups_in_the_house_form() -> None:
    (found,) = check_source(GROUPS, "handlers/porch.py")

    assert found.render() == (
        "handlers/porch.py:3:9: error: "
        "'except*' is not in the device subset [UL100]\n"
        "    3 |         try:\n"
        "      |         ^~~\n"
        "  help: place this function on the edge (Placement: [edge]) or see `ulambda explain UL100`"
    )


def test_syntax_error_points_at_the_place() -> None:
    source = "def handler(event, context):\n    return event[0\n"

    (found,) = check_source(source, "h.py")

    assert found.render() == (
        "h.py:2:17: error: '[' was never closed [UL001]\n"
        "    2 |     return event[0\n"
        "      |                 ^\n"
        "  help: correct the syntax here or in the line above"
    )


def test_all_findings_at_once_in_source_order() -> None:
    source = "import os\n\ndef handler(event, context):\n    x = 1j\n    return eval(x, os, nope)\n"

    found = check_source(source, "h.py")

    assert [(d.line, d.rule) for d in found] == [
        (1, "UL105"),
        (4, "UL120"),
        (5, "UL108"),
        (5, "UL109"),
    ]


def test_columns_count_characters_not_bytes() -> None:
    source = "x = 'é€𝄞' + 11j\n"

    (found,) = check_source(source, "h.py", entry=None)

    assert (found.column, found.end_column) == (13, 16)


def test_compile_error_prints_every_excerpt() -> None:
    with pytest.raises(CompileError) as caught:
        compile_source("a = 1j\nb = 2j\n", "h.py", entry=None)

    assert len(caught.value.diagnostics) == 2
    assert "    1 | a = 1j" in str(caught.value) and "    2 | b = 2j" in str(caught.value)
    assert caught.value.hint


def test_missing_entry_function() -> None:
    (found,) = check_source("def other():\n    return 1\n", "h.py")

    assert found.rule == "UL002" and "'handler'" in found.message


def test_code_of_the_main_program_is_not_looked_at() -> None:
    guard = "if __name__ == '__main__':\n    import sys\n    exit({1})\n"
    source = "def handler(e, c):\n    return e\n\n" + guard

    assert check_source(source, "h.py") == ()


def test_annotations_are_erased() -> None:
    source = (
        "from __future__ import annotations\nfrom typing import Any, Optional\n\n"
        "def handler(event: dict[str, Any], context: Missing) -> Optional[set[int]]:\n"
        "    x: frozenset[str] = event\n    return x\n"
    )

    assert check_source(source, "h.py") == ()
