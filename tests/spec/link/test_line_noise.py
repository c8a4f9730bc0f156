"""Whatever a line does to bytes: no wrong result, no lost count, the right result when it heals.

The host's end is Python (BoardLink), the board's end is C (echo_boards). The line between them
cuts, flips, drops, repeats and reorders pieces, and replays anything that it ever carried.
"""

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ulambda.spec import Err
from ulambda.spec.link import (
    BoardLink,
    Deployed,
    Deployment,
    Drop,
    Failed,
    Finished,
    Invoke,
    LinkEvent,
    LogText,
    Progress,
    Up,
)

if TYPE_CHECKING:
    from tests.spec.link.conftest import EchoBoards

STEP_MS = 10
QUIET = 0.0


@dataclass
class Line:
    """One direction of a line; `noise` is the probability that a piece is mistreated."""

    chance: random.Random
    carried: list[bytes] = field(default_factory=list)
    held: bytes = b""

    def carry(self, data: bytes, noise: float) -> bytes:
        if data:
            self.carried.append(data)
        out, self.held = self.held, b""
        if self.chance.random() < noise:
            data = self._mistreat(data)
        return out + data

    def _mistreat(self, data: bytes) -> bytes:
        kind = self.chance.randrange(7)
        at = self.chance.randrange(len(data) + 1)
        if kind == 0:
            return b""
        if kind == 1:
            return data[:at]
        if kind == 2 and data:
            return (
                data[: at - 1] + bytes([data[at - 1] ^ 1 << self.chance.randrange(8)]) + data[at:]
            )
        if kind == 3:
            return data + data
        if kind == 4:
            self.held = data  # overtaken by what comes next
            return b""
        if kind == 5:
            return self.chance.choice(self.carried) + data if self.carried else data
        return data[:at] + self.chance.randbytes(self.chance.randrange(40)) + data[at:]


class Bench:
    """A host and a board at the two ends of a bad line, on a clock of their own."""

    def __init__(self, echo_boards: "EchoBoards", seed: int) -> None:
        self.chance = random.Random(seed)
        self.board = echo_boards(boot=self.chance.getrandbits(32) | 1)
        self.link = BoardLink("bench", numbers=lambda: self.chance.getrandbits(32) | 1)
        self.to_board, self.to_host = Line(self.chance), Line(self.chance)
        self.now_ms = 0
        self.events: list[LinkEvent] = []
        self.link.start(0)

    def run(self, for_ms: int, noise: float) -> None:
        end_ms = self.now_ms + for_ms
        while self.now_ms < end_ms and (noise or self.link.requests or not self.link.up):
            sent = self.to_board.carry(self.link.outgoing(self.now_ms), noise)
            answer = self.board.receive(sent, self.now_ms)
            self.events += self.link.receive(self.to_host.carry(answer, noise), self.now_ms)
            self.now_ms += STEP_MS


def image(seed: int, size: int) -> bytes:
    return b"ECHO" + random.Random(seed).randbytes(size)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), noise=st.floats(0.02, 0.6), size=st.integers(0, 1000))
def test_results_are_right_whatever_the_line_does(
    echo_boards: "EchoBoards", seed: int, noise: float, size: int
) -> None:
    bench = Bench(echo_boards, seed)
    deployment = Deployment("echo", "handler", image(seed, size))
    events = [bench.chance.randbytes(bench.chance.randrange(600)) for _ in range(4)]
    bench.link.deploy(deployment)
    for number, event in enumerate(events):
        bench.link.invoke(
            Invoke(bytes([number]) * 16, "echo", deployment.digest, 1000, 0, event, b"log")
        )

    bench.run(20_000, noise)
    bench.run(120_000, QUIET)

    assert [e.deployment for e in bench.events if isinstance(e, Deployed)] == [deployment]
    finished = [e.result for e in bench.events if isinstance(e, Finished)]
    assert [result.value for result in finished] == events
    assert [result.status for result in finished] == [Err.OK] * 4
    assert [e.text for e in bench.events if isinstance(e, LogText)] == ["log"] * 4
    assert not [e for e in bench.events if isinstance(e, Failed)]
    assert bench.board.runs == 4


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), noise=st.floats(0.05, 0.9))
def test_each_frame_is_counted_once(echo_boards: "EchoBoards", seed: int, noise: float) -> None:
    bench = Bench(echo_boards, seed)
    bench.link.deploy(Deployment("echo", "handler", image(seed, 700)))

    bench.run(5_000, noise)

    frames, accepted, dropped = bench.board.counters()
    assert frames == accepted + dropped.total()
    counters = bench.link.counters
    assert counters.frames == counters.accepted + counters.dropped.total()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(st.binary(max_size=600), max_size=20))
def test_any_bytes_leave_both_ends_usable(echo_boards: "EchoBoards", pieces: list[bytes]) -> None:
    bench = Bench(echo_boards, 1)
    for piece in pieces:
        bench.board.receive(piece, 0)
        bench.link.receive(piece, 0)

    bench.board.receive(b"\0", 0)
    bench.run(5_000, QUIET)

    assert any(isinstance(event, Up) for event in bench.events)


def test_a_replayed_session_runs_nothing_again(echo_boards: "EchoBoards") -> None:
    bench = Bench(echo_boards, 7)
    deployment = Deployment("echo", "handler", image(7, 300))
    bench.link.deploy(deployment)
    bench.link.invoke(Invoke(bytes(16), "echo", deployment.digest, 1000, 0, b"once", b""))
    bench.run(5_000, QUIET)
    frames_before, _, dropped_before = bench.board.counters()
    recording = b"".join(bench.to_board.carried)

    bench.board.receive(recording, bench.now_ms)

    frames, _, dropped = bench.board.counters()
    assert bench.board.runs == 1
    assert frames - frames_before == (dropped - dropped_before).total()  # not one was accepted


def test_an_old_session_replayed_into_a_new_one_does_nothing(echo_boards: "EchoBoards") -> None:
    bench = Bench(echo_boards, 11)
    old, new = (Deployment("echo", "handler", image(seed, 300)) for seed in (1, 2))
    bench.link.deploy(old)
    bench.link.invoke(Invoke(bytes(16), "echo", old.digest, 1000, 0, b"old", b""))
    bench.run(5_000, QUIET)
    recording = b"".join(bench.to_board.carried)

    bench.link = BoardLink("after a restart")
    bench.link.start(bench.now_ms)
    bench.run(1_000, QUIET)
    _, _, dropped_before = bench.board.counters()
    bench.board.receive(recording, bench.now_ms)
    _, _, dropped = bench.board.counters()
    bench.link.deploy(new)
    bench.link.invoke(Invoke(bytes([1]) * 16, "echo", new.digest, 1000, 0, b"new", b""))
    bench.run(5_000, QUIET)

    assert set(dropped - dropped_before) == {Drop.SESSION}
    assert bench.board.runs == 2
    assert isinstance(bench.events[-1], Finished) and bench.events[-1].result.value == b"new"


def test_an_upload_goes_on_where_it_was_cut(echo_boards: "EchoBoards") -> None:
    bench = Bench(echo_boards, 3)
    deployment = Deployment("echo", "handler", image(3, 1000))
    bench.link.deploy(deployment)
    while not any(isinstance(e, Progress) and e.offset >= 456 for e in bench.events):
        bench.run(STEP_MS, QUIET)
    half_way = len(bench.events)

    for _ in range(2_000):  # the cable is out for 20 s
        bench.link.outgoing(bench.now_ms)
        bench.events += bench.link.receive(b"", bench.now_ms)
        bench.now_ms += STEP_MS
    bench.run(10_000, QUIET)

    resumed = [e.offset for e in bench.events[half_way:] if isinstance(e, Progress)]
    assert min(resumed) >= 456
    assert isinstance(bench.events[-1], Deployed)


def test_a_restarted_board_is_noticed_at_once(echo_boards: "EchoBoards") -> None:
    bench = Bench(echo_boards, 5)
    bench.run(1_000, QUIET)
    deployment = Deployment("echo", "handler", image(5, 100))

    bench.board = echo_boards(boot=99)
    bench.link.deploy(deployment)
    bench.run(1_000, QUIET)

    boots = [e.hello.boot for e in bench.events if isinstance(e, Up)]
    assert boots[1:] == [99]
    assert isinstance(bench.events[-1], Deployed)


def test_the_line_is_as_bad_as_it_says() -> None:
    line = Line(random.Random(1))
    carried = [line.carry(b"frame", 1.0) for _ in range(200)]
    assert sum(piece == b"frame" for piece in carried) < 20
