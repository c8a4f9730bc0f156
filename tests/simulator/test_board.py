"""A board without a port: compiled functions, run by the C board behind a BoardLink."""

import hashlib

import pytest

from ulambda.compiler import compile_source
from ulambda.spec import Err, codec
from ulambda.spec.image import traceback_lines
from ulambda.spec.link import (
    BoardLink,
    Deployed,
    Deployment,
    Failed,
    Finished,
    Invoke,
    LinkEvent,
    LogText,
    Up,
)
from ulambda.spec.link.messages import Result
from ulambda.vm.board import Board

SOURCE = """
calls = 0

def handler(event, context):
    global calls
    calls += 1
    print("call", calls)
    return {"twice": event * 2, "calls": calls}
"""
NOON_MS = 1_790_000_000_000


class Bench:
    """A board, its link, and a line on which nothing is lost."""

    def __init__(self, arena_bytes: int = 16_384, slots: int = 4) -> None:
        self.board = Board("calm-owl", arena_bytes=arena_bytes, slots=slots)
        self.link = BoardLink("bench", unix_ms=lambda now_ms: NOON_MS + now_ms)
        self.events: list[LinkEvent] = []
        self.count = 0
        self.link.start(0)
        self.run()

    def run(self) -> None:
        while sent := self.link.outgoing(0):
            self.events += self.link.receive(self.board.receive(sent, 0), 0)

    def deploy(self, source: str, name: str = "f") -> bytes:
        image = compile_source(source, f"{name}.py").image()
        self.link.deploy(Deployment(name, "handler", image))
        self.run()
        return image

    def invoke(self, image: bytes, event: object, steps: int = 100_000) -> Result:
        self.count += 1
        digest = hashlib.sha256(image).digest()
        request = self.count.to_bytes(16, "big")
        body = codec.encode(event), codec.encode({})
        self.link.invoke(Invoke(request, "f", digest, steps, 5_000, *body))
        self.run()
        [result] = [e.result for e in self.events[-1:] if isinstance(e, Finished)]
        return result


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_it_describes_itself() -> None:
    bench = Bench(arena_bytes=12_000, slots=3)
    [up] = bench.events
    assert isinstance(up, Up)
    assert (up.hello.name, up.hello.simulated) == ("calm-owl", True)
    assert (up.hello.arena_bytes, up.hello.slots) == (12_000, 3)


def test_each_invocation_starts_from_the_image(bench: Bench) -> None:
    image = bench.deploy(SOURCE)

    results = [bench.invoke(image, 21), bench.invoke(image, 2.5)]

    values = [codec.decode(result.value) for result in results]
    assert values == [{"twice": 42, "calls": 1}, {"twice": 5.0, "calls": 1}]
    assert [e.text for e in bench.events if isinstance(e, LogText)] == ["call 1\n", "call 1\n"]
    assert all(result.steps > 0 and result.heap_bytes > 0 for result in results)


def test_an_exception_comes_with_the_lines_of_the_handler(bench: Bench) -> None:
    image = bench.deploy(
        "def half(n):\n    return n // 0\n\ndef handler(event, context):\n    return half(event)\n"
    )

    result = bench.invoke(image, 1)

    assert result.status == Err.EXCEPTION
    assert result.error_type == "ZeroDivisionError"
    assert [line[1:] for line in traceback_lines(image, result.trace)] == [
        (5, "handler"),
        (2, "half"),
    ]


def test_an_exception_class_may_have_a_name_of_one_character(bench: Bench) -> None:
    image = bench.deploy(
        "class E(Exception):\n    pass\n\n\ndef handler(event, context):\n    raise E(event)\n"
    )

    result = bench.invoke(image, "bad")

    assert (result.error_type, result.error_message) == ("E", "bad")


def test_the_step_budget_holds(bench: Bench) -> None:
    image = bench.deploy("def handler(event, context):\n    while True:\n        pass\n")
    result = bench.invoke(image, None, steps=1_000)
    assert result.status == Err.STEPS_EXHAUSTED
    assert 900 <= result.steps <= 1_100


def test_a_damaged_image_is_refused(bench: Bench) -> None:
    image = bytearray(compile_source(SOURCE, "f.py").image())
    image[40] ^= 0x10

    bench.link.deploy(Deployment("f", "handler", bytes(image)))
    bench.run()

    [failed] = bench.events[-1:]
    assert isinstance(failed, Failed)
    assert Err(failed.code).name.startswith("IMAGE_")


def test_the_board_learns_the_time_from_the_host(bench: Bench) -> None:
    image = bench.deploy("import time\n\ndef handler(event, context):\n    return time.time()\n")
    seconds = codec.decode(bench.invoke(image, None).value)
    assert isinstance(seconds, float)
    assert NOON_MS / 1000 <= seconds < NOON_MS / 1000 + 60


def test_two_functions_live_side_by_side(bench: Bench) -> None:
    bench.deploy("def handler(event, context):\n    return 'g'\n", name="g")
    image = bench.deploy(SOURCE)
    assert sum(isinstance(event, Deployed) for event in bench.events) == 2
    assert bench.invoke(image, 1).status == Err.OK
