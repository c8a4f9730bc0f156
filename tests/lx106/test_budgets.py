"""How much work is a step? At most so many instructions, also inside long operations of builtins.

Exact counts of the lx106: what a budget of steps may cost is known before a handler is trusted.
"""

from pathlib import Path

import pytest
from benchmarks import sim

from ulambda.compiler import compile_source
from ulambda.spec import Err

pytestmark = pytest.mark.lx106
STEPS = 1000
INSTRUCTIONS_PER_STEP = 2500
ARENA_BYTES = 64 * 1024
LONG = {
    "range_sum": "sum(range(10**9))",
    "range_in_float": "0.5 in range(10**9)",
    "multiply": "[(3**3000 * 7**3000) % 11 for v in range(10**6)]",
    "print_integer": "[len(str(3**6000)) for v in range(10**6)]",
    "divide": "[(10**4000) // (7**1500) for v in range(10**6)]",
    "modular_power": "pow(3, 10**1000, 10**900 + 1)",
    "sort": "[list(range(2000, 0, -1)).sort() for v in range(10**6)]",
    "repeat": "[len([1, 2] * 3000) + len('ab' * 9000) for v in range(10**6)]",
    "replace": "[len(('ab' * 4000).replace('a', 'ccc')) for v in range(10**6)]",
    "find": "[('a' * 9000).find('ab') + ('a' * 9000).count('aa') for v in range(10**6)]",
    "compare": "[[1] * 3000 == [1] * 3000 for v in range(10**6)]",
    "dict": "[len({k: k for k in range(300)}) for v in range(10**6)]",
    "format": "[len(f'{v:>9000}') for v in range(10**6)]",
}


@pytest.mark.parametrize("name", LONG)
def test_a_step_is_a_bounded_number_of_instructions(name: str, lx106: Path, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.ulm"
    source = f"def handler():\n    return {LONG[name]}\n"
    path.write_bytes(compile_source(source, "long.py").image(strip=True))

    ran = sim.run(
        sim.OUT / "ulambda.elf",
        [path, str(ARENA_BYTES), "handler", str(STEPS)],
        regions={"call": sim.REGIONS["call"]},
    )

    assert ran.number("status") == -Err.STEPS_EXHAUSTED
    assert ran.instructions("call") / STEPS < INSTRUCTIONS_PER_STEP
