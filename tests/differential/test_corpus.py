"""Is every divergence that was ever found gone, and does it stay gone?

`corpus/OPEN` names those that stay, and says why; one that agrees must leave the list.
"""

from pathlib import Path

import pytest
from differential import tiers
from differential.nightly import CORPUS

PROGRAMS = sorted(CORPUS.glob("*.py"))
OPEN = {line.split()[0] for line in (CORPUS / "OPEN").read_text().splitlines() if line.strip()}


def _parameter(path: Path) -> object:
    waiting = pytest.mark.xfail(reason="open divergence", strict=True)
    return pytest.param(path, id=path.stem, marks=[waiting] if path.name in OPEN else [])


@pytest.mark.parametrize("path", [_parameter(path) for path in PROGRAMS])
def test_same_as_cpython(path: Path) -> None:
    assert tiers.divergence(path.read_text(encoding="utf-8")) is None


@pytest.mark.lx106
def test_same_on_the_lx106() -> None:
    images = [
        tiers.compiled(path.read_text(encoding="utf-8"))
        for path in PROGRAMS
        if path.name not in OPEN
    ]

    assert tiers.on_lx106(images) == [tiers.on_host(image) for image in images]


def test_open_divergences_exist() -> None:
    assert {path.name for path in PROGRAMS} >= OPEN
