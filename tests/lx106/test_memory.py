"""Are memcpy, memmove, memcmp and strlen right, also where only 32-bit loads are allowed?"""

import pytest
from benchmarks import sim

pytestmark = pytest.mark.lx106


def test_every_alignment_and_no_narrow_load_from_flash() -> None:
    elf = sim.build("memory.elf", "plugin.so") / "memory.elf"

    ran = sim.run(elf, regions={"call": sim.REGIONS["call"]})

    assert (ran.status, ran.number("wrong")) == (0, 0)
    assert not ran.narrow_loads
