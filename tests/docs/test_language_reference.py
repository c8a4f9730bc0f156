"""Is the reference of the language what the checker says?"""

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def _page() -> str:
    place = ROOT / "tools" / "language-reference.py"
    spec = importlib.util.spec_from_file_location("language_reference", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.page())


def _of_any_python(page: str) -> str:
    """Without the sections that list what the CPython that runs this has."""
    head, rest = page.split("## Builtin names")
    return head + rest.split("## Rules")[1]


def test_the_committed_page_follows_from_the_rules() -> None:
    committed = (ROOT / "docs" / "reference" / "language.md").read_text(encoding="utf-8")
    page = _page()

    assert _of_any_python(page) == _of_any_python(committed), "stale: make docs"
    if sys.version_info[:2] == (3, 11):
        assert page == committed, "stale: make docs"
