"""Do the C tests of the interpreter pass on the lx106 as they do on the host?

One semantics: the same test files, vectors included, built with the cross compiler and run under
QEMU with standard output and files through semihosting.
"""

from pathlib import Path

import pytest
from benchmarks import sim

pytestmark = pytest.mark.lx106
TESTS = sorted(path.stem for path in (sim.ROOT / "device_runtime" / "tests").glob("test_*.c"))


def test_there_are_c_tests() -> None:
    assert TESTS


@pytest.mark.parametrize("name", TESTS)
def test_on_the_lx106(name: str, lx106: Path) -> None:
    ran = sim.run(sim.build(f"{name}.elf") / f"{name}.elf")

    assert ran.status == 0, ran.output
