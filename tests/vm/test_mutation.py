"""Can a damaged image bring the interpreter down? Not with any of these, each checksum made right.

Each batch runs in a process of its own, so that a crash is a failure of the test.
"""

import random
import struct
import subprocess
import sys

import pytest

from ulambda.compiler import compile_source
from ulambda.engine.initialise import run_body
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


# What the body of this one makes lies in the image.
HEAP_SOURCE = """\
class Node:
    kind = "node"

    def __init__(self, value, *rest):
        self.value = value
        self.rest = rest

    def total(self):
        return self.value + sum(node.total() for node in self.rest)


def counter(start):
    def count(step=[1]):
        nonlocal start
        start += step[0]
        step.append(start)
        return start

    return count


tree = Node(1, Node(2), Node(3, Node(4)))
count = counter(10)
total = tree.total
names = {"a": [1, 2, 3], "b": (1.5, "text"), "c": {}}
squares = {n: n * n for n in range(20)}
seen = {"x", "y"}
empty = []
steps = range(2, 9, 3)


def handler(event, context):
    seen.add("z")
    names["a"].append(count())
    names["d"] = names["a"][1:]
    empty.extend(names["b"])
    squares[str(len(squares))] = squares.pop(3)
    for n in range(30):
        squares[n] = n
    tree.rest = (Node(5), tree.rest[0])
    result = [total(), count(), names, sorted(seen), empty, list(steps), Node.kind]
    return [result, str(squares), len(squares), [node.value for node in tree.rest]]
"""


def tampered(core: bytes, chance: random.Random) -> bytes:
    """Damage words of the initialised heap, with values that are likely there."""
    words = list(struct.unpack(f"<{len(core) // 4}I", core))
    start, length = words[11] & 0xFFFF, words[11] >> 16
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = start + chance.randrange(length)
        other = words[start + chance.randrange(length)]
        reference = 4 * chance.choice((at, at + 1, at + 3, chance.randrange(len(words) + 2)))
        near = (words[at] + chance.choice((-8, -4, -2, 2, 4, 8, 1 << 11, -1 << 11))) & 0xFFFFFFFF
        words[at] = chance.choice(
            (other, reference, near, 0, words[at] ^ 1 << chance.randrange(32))
        )
    return image.seal(struct.pack(f"<{len(words) - 4}I", *words[4:]))


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
    source = HEAP_SOURCE if seed % 2 else SOURCE
    core = compile_source(source, "damaged.py", run=run_body).image(strip=True)
    whole = run(core)
    assert whole is not None and whole.ok
    chance = random.Random(seed)
    damage = tampered if seed % 4 == 3 else damaged
    reports = [run(damage(core, chance)) for _ in range(count)]
    accepted = [report for report in reports if report is not None]
    assert accepted and len(accepted) < count
    return f"{count} images, {len(accepted)} accepted"


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_image_is_refused_or_ends(seed: int) -> None:
    command = [sys.executable, "-X", "faulthandler", __file__, str(seed), "500"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)

    assert ran.returncode == 0, ran.stderr
    assert "500 images" in ran.stdout


if __name__ == "__main__":
    print(batch(int(sys.argv[1]), int(sys.argv[2])))
