"""Does a step budget hold inside long operations of builtins?

A step stands for a bounded amount of work, so every one of these must end with its budget, whatever
it is asked for. How much work that is, in instructions, is in tests/lx106/test_budgets.py.
"""

import pytest

from ulambda.compiler import compile_source
from ulambda.spec import Err
from ulambda.vm import Machine

ARENA_BYTES = 1 << 20
LONG = {
    "range_sum": "sum(range(10**9))",
    "range_list": "list(range(10**9))",
    "range_in_float": "0.5 in range(10**9)",
    "range_min": "min(range(10**9))",
    "range_any": "any(0 for v in range(10**9))",
    "power": "3**(10**6) % 7",
    "multiply": "(3**20000 * 7**20000) % 11",
    "print_integer": "len(str(3**60000))",
    "divide": "(10**30000) // (7**9000)",
    "modular_power": "pow(3, 10**3000, 10**2000 + 1)",
    "sort": "sorted([v * 7919 % 10007 for v in range(10**7)])",
    "sort_one_list": "[list(range(5000, 0, -1)).sort() for v in range(10**6)]",
    "repeat_list": "[len([1, 2] * 20000) for v in range(10**6)]",
    "repeat_text": "[len('ab' * 50000) for v in range(10**6)]",
    "replace": "[len(('ab' * 20000).replace('a', 'ccc')) for v in range(10**6)]",
    "split": "[len(('a ' * 5000).split()) for v in range(10**6)]",
    "find": "[('a' * 50000).find('ab') for v in range(10**6)]",
    "count": "[('a' * 50000).count('aa') for v in range(10**6)]",
    "compare": "[[1] * 5000 == [1] * 5000 for v in range(10**6)]",
    "in_list": "[7 in [1] * 5000 for v in range(10**6)]",
    "join": "[len(','.join(['ab'] * 5000)) for v in range(10**6)]",
    "dict_growth": "len({v: v for v in range(10**7)})",
    "dict_copy": "[len(dict(zip(range(500), range(500)))) for v in range(10**6)]",
    "reverse": "[list(range(5000)).reverse() for v in range(10**6)]",
    "slice": "[len(list(range(5000))[::-1]) for v in range(10**6)]",
    "tuple": "[len(tuple(range(5000))) for v in range(10**6)]",
    "zip": "[len(list(zip(range(2000), range(2000)))) for v in range(10**6)]",
    "format": "[len(f'{v:>50000}') for v in range(10**6)]",
    "upper": "[len(('ab' * 20000).upper()) for v in range(10**6)]",
}


@pytest.mark.parametrize("name", LONG)
def test_the_budget_ends_it(name: str) -> None:
    image = compile_source(f"def handler():\n    return {LONG[name]}\n", "long.py").image(
        strip=True
    )

    report = Machine(image, arena_bytes=ARENA_BYTES, steps=5000).call("handler")

    memory = report.error_type == "MemoryError"
    assert report.status is Err.STEPS_EXHAUSTED or memory, report
    assert report.steps <= 5000
