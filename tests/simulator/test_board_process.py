"""The simulated board as a user meets it: a process, a serial port, pyserial, and a cable that is
pulled in the middle of an upload.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import serial

from ulambda.compiler import compile_source
from ulambda.spec import Err, codec
from ulambda.spec.link import (
    BoardLink,
    Deployed,
    Deployment,
    Finished,
    Invoke,
    LinkEvent,
    LogText,
    Progress,
    Up,
)

SOURCE = """
def handler(event, context):
    print("sum of", len(event))
    return {"sum": sum(event), "name": "%s"}
"""
PATIENCE_S = 20.0


def now_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class Cable:
    """A serial port and the pump between it and a link; the whole transport."""

    def __init__(self, tty: str, link: BoardLink) -> None:
        self._port = serial.Serial(tty, 115200, timeout=0.02)
        self._link = link
        self.events: list[LinkEvent] = []

    def pump_until(self, seen: Callable[[list[LinkEvent]], bool]) -> None:
        end_ms = now_ms() + PATIENCE_S * 1000
        while not seen(self.events):
            assert now_ms() < end_ms, f"nothing more came after {self.events}"
            self._port.write(self._link.outgoing(now_ms()))
            data = self._port.read(self._port.in_waiting or 1)
            self.events += self._link.receive(data, now_ms())

    def pull(self) -> None:
        self._port.close()


@pytest.fixture
def board(tmp_path: Path) -> Iterator[dict[str, str]]:
    link = tmp_path / "ttyBOARD"
    command = [sys.executable, "-m", "ulambda.simulator.board", "--name", "brave-fox"]
    command += ["--link", str(link), "--output", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert not link.is_symlink()


def has(kind: type[LinkEvent], count: int = 1) -> Callable[[list[LinkEvent]], bool]:
    return lambda events: sum(isinstance(event, kind) for event in events) >= count


def offsets(events: list[LinkEvent]) -> list[int]:
    return [event.offset for event in events if isinstance(event, Progress)]


def test_deploy_with_a_cut_then_invoke(board: dict[str, str]) -> None:
    image = compile_source(SOURCE % ("x" * 900), "sums.py").image()
    deployment = Deployment("sums", "handler", image)
    first = BoardLink("first gateway")
    first.start(now_ms())
    first.deploy(deployment)
    cable = Cable(board["link"], first)

    cable.pump_until(lambda events: any(offset >= 456 for offset in offsets(events)))
    cable.pull()

    second = BoardLink("second gateway")
    second.start(now_ms())
    second.deploy(deployment)
    arguments = deployment.digest, 100_000, 2_000, codec.encode([1, 2, 39]), codec.encode({})
    second.invoke(Invoke(bytes(16), "sums", *arguments))
    cable = Cable(board["tty"], second)
    cable.pump_until(has(Finished))
    cable.pull()

    assert min(offsets(cable.events)) >= 456
    assert has(Deployed)(cable.events)
    [hello] = [event.hello for event in cable.events if isinstance(event, Up)]
    assert (hello.name, hello.simulated) == ("brave-fox", True)
    [log] = [event.text for event in cable.events if isinstance(event, LogText)]
    assert log == "sum of 3\n"
    [result] = [event.result for event in cable.events if isinstance(event, Finished)]
    assert result.status == Err.OK
    assert codec.decode(result.value) == {"sum": 42, "name": "x" * 900}
    assert result.steps > 0


def test_it_says_that_it_is_simulated() -> None:
    command = [sys.executable, "-m", "ulambda.simulator.board", "--name", "calm-owl"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    process.terminate()
    process.communicate(timeout=PATIENCE_S)

    assert line.startswith("calm-owl: simulated board (no hardware) on /dev/")
    assert process.returncode == 0


def test_a_link_over_a_file_is_refused(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("data")

    command = [sys.executable, "-m", "ulambda.simulator.board", "--link", str(precious)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S)

    assert run.returncode == 1
    assert run.stderr.startswith(f"error: cannot make the link {precious}: File exists")
    assert precious.read_text() == "data"
