"""The README's five minutes, typed in: every command is run, and what it prints is compared.

Numbers differ from run to run, so digits are masked on both sides; everything else must be as it
was written. Commands that end in `&` keep running until the end of the test.
"""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND_S = 60
READY_S = 30


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the README and the lines that follow it."""

    command: str
    expected: tuple[str, ...]


def steps(text: str) -> list[Step]:
    """Collect `$ command` lines and their output from the indented blocks of the section."""
    section = text.partition("## Five minutes")[2].partition("\n## ")[0]
    found: list[tuple[str, list[str]]] = []
    for line in section.splitlines():
        if line.startswith("    $ "):
            found.append((line[6:], []))
        elif line.startswith("    ") and found and not line.startswith("    #"):
            found[-1][1].append(line[4:])
    return [Step(command, tuple(lines)) for command, lines in found]


def masked(text: str) -> str:
    """Hide what differs from run to run: identifiers, numbers, and the spaces that line them up."""
    text = re.sub(r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b", "ID", text)
    text = re.sub(r"\b(?=[a-f]*\d)[0-9a-f]{12}\b", "HEX", text)
    text = re.sub(r"\d+(\.\d+)?", "#", text)
    return re.sub(r"[ \t]+", " ", text).strip()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Shell:
    """A place to type the README's commands in."""

    def __init__(self, folder: Path) -> None:
        port = str(free_port())
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("AWS_")},
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "XDG_STATE_HOME": str(folder / "state"),
            "ULAMBDA_PORT": port,
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_CONFIG_FILE": str(folder / "config"),
            "AWS_SHARED_CREDENTIALS_FILE": str(folder / "credentials"),
            "AWS_EC2_METADATA_DISABLED": "true",
            "PYTHONUNBUFFERED": "1",
            "COLUMNS": "200",
        }
        self._folder = folder
        self._background: list[subprocess.Popen[bytes]] = []

    def run(self, command: str) -> str:
        """Run a command as bash would and return all that it printed."""
        done = subprocess.run(
            ["bash", "-c", f"{command} 2>&1"],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=COMMAND_S,
            check=False,
        )
        return done.stdout

    def run_until(self, command: str, lines: int) -> str:
        """Run a command; a listing again, until the ledger (written a moment late) fills it."""
        printed = self.run(command)
        deadline = time.monotonic() + READY_S
        while command.startswith("ulambda list") and len(printed.splitlines()) < lines:
            assert time.monotonic() < deadline, printed
            printed = self.run(command)
        return printed

    def start(self, command: str) -> None:
        """Run a command in the background; wait until what it offers is there."""
        log = (self._folder / f"background-{len(self._background)}.log").open("wb")
        with log:
            self._background.append(
                subprocess.Popen(
                    shlex.split(command),
                    cwd=ROOT,
                    env=self._environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )
        self._wait(Path(log.name), r"serves|simulated board")

    def wait_for_the_board(self) -> None:
        """A person needs longer for the next line than the board for its hello; we do not."""
        deadline = time.monotonic() + READY_S
        while "Unplaceable" in self.run("ulambda invoke porch --tier device"):
            assert time.monotonic() < deadline, "the board never came online"

    def close(self) -> None:
        """Ctrl-C in every window, last first."""
        for process in reversed(self._background):
            process.send_signal(signal.SIGINT)
            process.wait(READY_S)

    @staticmethod
    def _wait(log: Path, ready: str) -> None:
        deadline = time.monotonic() + READY_S
        while not re.search(ready, log.read_text(encoding="utf-8")):
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.05)


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    shell = Shell(tmp_path)
    yield shell
    shell.close()


def test_the_five_minutes_of_the_readme_are_true(shell: Shell) -> None:
    tour = steps((ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(tour) >= 8

    for step in tour:
        if step.command.endswith("&"):
            shell.start(step.command.rstrip("& "))
            continue
        printed = shell.run_until(step.command, len(step.expected))
        assert [masked(line) for line in printed.splitlines()] == [
            masked(line) for line in step.expected
        ], f"$ {step.command}\n{printed}"
        if step.command.startswith("ulambda deploy examples/porch.py"):
            shell.wait_for_the_board()
