"""Is the instruction count exact, and does a narrow load from flash show?"""

from pathlib import Path

import pytest
from benchmarks import sim

pytestmark = pytest.mark.lx106
CALL = {"call": sim.REGIONS["call"]}


@pytest.fixture(scope="module")
def loop() -> Path:
    return sim.build("loop.elf", "plugin.so") / "loop.elf"


def test_a_loop_counted_by_hand(loop: Path) -> None:
    ran = sim.run(loop, regions=CALL)

    assert ran.status == 0
    assert ran.instructions("call") == 1 + 3 * 1000 + 2 + 2  # see firmware/lx106-sim/checks/loop.S
    assert sorted(set(ran.regions["call"].values())) == [1, 1000]


def test_counting_twice_counts_the_same(loop: Path) -> None:
    assert sim.run(loop, regions=CALL).regions == sim.run(loop, regions=CALL).regions


def test_a_byte_load_from_flash_is_seen(loop: Path) -> None:
    ran = sim.run(loop, regions=CALL)

    assert list(ran.narrow_loads.values()) == [1]
