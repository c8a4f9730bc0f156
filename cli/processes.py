"""How are several of our own processes started together, waited for, and stopped for certain?

Each child runs in a session of its own, so that Ctrl-C reaches only us and we stop the children in
order; leaving the `with` block stops all of them, whatever happened. What a child says goes to a
file in the state folder.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from ulambda.spec import PeerError

POLL_S = 0.02
READY_S = 30.0
STOP_S = 10.0


class Processes:
    """The children of one demonstration or test."""

    def __init__(self, folder: Path, environment: dict[str, str] | None = None) -> None:
        self._folder = folder
        self._environment = {**os.environ, **(environment or {}), "PYTHONUNBUFFERED": "1"}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Processes":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop_all()

    def start(self, name: str, arguments: Sequence[str], ready: str) -> re.Match[str]:
        """Start `python -m …` and return the match of `ready` in what it says first."""
        log = self.log(name)
        with log.open("wb") as output:
            self._running[name] = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=self._environment,
                start_new_session=True,
            )
        return self._wait(name, ready)

    def log(self, name: str) -> Path:
        """Where the output of a child is kept."""
        return self._folder / f"{name}.log"

    def process_ids(self) -> dict[str, int]:
        """The children that were started and not stopped."""
        return {name: process.pid for name, process in self._running.items()}

    def stop(self, name: str) -> None:
        """Ask a child to end; end it after STOP_S."""
        process = self._running.pop(name)
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def stop_all(self) -> None:
        """Stop what was started, last first."""
        for name in reversed(list(self._running)):
            self.stop(name)

    def _wait(self, name: str, ready: str) -> re.Match[str]:
        process, deadline = self._running[name], time.monotonic() + READY_S
        while time.monotonic() < deadline:
            text = self.log(name).read_text(encoding="utf-8", errors="replace")
            if found := re.search(ready, text):
                return found
            if process.poll() is not None:
                raise PeerError(f"the {name} ended", _last_words(text), f"less {self.log(name)}")
            time.sleep(POLL_S)
        text = self.log(name).read_text(encoding="utf-8", errors="replace")
        raise PeerError(
            f"the {name} is not ready after {READY_S:.0f} s",
            _last_words(text),
            f"less {self.log(name)}",
        )


def _last_words(text: str) -> str:
    """The last line that says something: not the marks below a traceback's line."""
    lines = [line for line in text.splitlines() if any(each.isalnum() for each in line)]
    return lines[-1].strip() if lines else "it said nothing"
