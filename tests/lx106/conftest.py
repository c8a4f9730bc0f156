"""Can this machine build for the lx106 and run it? If not, the tests here say so and are skipped.

The root conftest names every skipped test at the end, and fails the run unless
ULAMBDA_ALLOW_SKIPS=1.
"""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
if str(ROOT) not in sys.path:  # benchmarks/ is a folder of scripts, not part of the package
    sys.path.insert(0, str(ROOT))

from benchmarks import sim  # noqa: E402


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests marked lx106 where the tools are missing."""
    why = sim.missing_tools()
    for item in items:
        if why and item.get_closest_marker("lx106"):
            item.add_marker(pytest.mark.skip(reason=why.replace("\n ", ";")))


@pytest.fixture(scope="session")
def lx106() -> Path:
    """Build everything once; the folder of the ELF files."""
    return sim.build("ulambda.elf", "loop.elf", "arithmetic.elf", "plugin.so")
