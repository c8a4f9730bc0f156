"""Where is `differential`? At the root: a folder of scripts, not part of the package."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks import sim  # noqa: E402


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests marked lx106 where the tools are missing."""
    why = sim.missing_tools()
    for item in items:
        if why and item.get_closest_marker("lx106"):
            item.add_marker(pytest.mark.skip(reason=why.replace("\n ", ";")))
