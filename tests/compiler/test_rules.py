"""Does every rule of the table catch its example, and nothing else?"""

import pytest

from ulambda.compiler import check_source
from ulambda.compiler.rules import RULES
from ulambda.engine.initialise import run_body


@pytest.mark.parametrize("code", RULES)
def test_example_breaks_its_rule_alone(code: str) -> None:
    entry = "handler" if code == "UL002" else None

    found = check_source(
        RULES[code].example, "example.py", entry=entry, files=dict(RULES[code].files), run=run_body
    )

    assert {diagnostic.rule for diagnostic in found} == {code}


@pytest.mark.parametrize("code", RULES)
def test_every_diagnostic_says_what_to_do_next(code: str) -> None:
    entry = "handler" if code == "UL002" else None

    files = dict(RULES[code].files)
    for diagnostic in check_source(
        RULES[code].example, "example.py", entry=entry, files=files, run=run_body
    ):
        assert diagnostic.message and diagnostic.help
        assert "{" not in diagnostic.help.replace("{}", "")
        assert diagnostic.line >= 1 and diagnostic.column >= 1
