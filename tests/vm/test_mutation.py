"""Can a damaged image bring the interpreter down? Not with any of these, each checksum made right.

Each batch runs in a process of its own, so that a crash is a failure of the test.
"""

import random
import subprocess
import sys

import pytest

from ulambda.compiler import compile_source
from ulambda.spec import Err, UserError, image
from ulambda.vm import Machine, Report, verify

STEPS = 20_000
SOURCE = """\
class Shape:
    def __init__(self, size):
        self.size = size

    def area(self, *scale, unit="m"):
        return [self.size * self.size * sum(scale), unit]


class Wrong(ValueError):
    pass


def count(n):
    while n > 0:
        n -= 1
        yield n


def handler(event, context):
    seen = {}
    for n in count(5):
        seen[str(n)] = [n * 1.5, n**40, f"{n:>4}"]
    try:
        if event:
            raise Wrong("wrong", event)
    except ValueError as error:
        seen["error"] = str(error)
    finally:
        seen["area"] = Shape(3).area(1, 2, unit="cm")
    first, *rest = sorted(seen)
    return [first, rest, [seen[name] for name in rest]]
"""


def damaged(core: bytes, chance: random.Random) -> bytes:
    body = bytearray(core)
    for _ in range(chance.choice((1, 1, 2, 4))):
        body[chance.randrange(16, len(body))] ^= 1 << chance.randrange(8)
    return image.seal(bytes(body[16:]))


def run(data: bytes) -> Report | None:
    """Run what the verifier accepts; None for what it refuses."""
    try:
        machine = Machine(data, arena_bytes=8192, steps=STEPS)
    except UserError as error:
        assert error.code is not None and error.code.name.startswith("IMAGE_")
        assert verify(data) is error.code
        return None
    report = machine.invoke({"k": [1, 2.5, "x"]})
    assert report.status is Err.OK or report.value is None
    assert report.steps <= STEPS
    assert report.heap_bytes <= 8192
    return report


def batch(seed: int, count: int) -> str:
    core = compile_source(SOURCE, "damaged.py").image(strip=True)
    assert run(core) is not None
    chance = random.Random(seed)
    reports = [run(damaged(core, chance)) for _ in range(count)]
    accepted = [report for report in reports if report is not None]
    assert accepted and len(accepted) < count
    return f"{count} images, {len(accepted)} accepted"


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_image_is_refused_or_ends(seed: int) -> None:
    command = [sys.executable, "-X", "faulthandler", __file__, str(seed), "500"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)

    assert ran.returncode == 0, ran.stderr
    assert "500 images" in ran.stdout


if __name__ == "__main__":
    print(batch(int(sys.argv[1]), int(sys.argv[2])))
