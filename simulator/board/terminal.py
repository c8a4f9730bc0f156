"""How does a simulated board get a serial port?  A pseudo-terminal and a pump.

The host opens the terminal's path with pyserial as it would open /dev/ttyUSB0. Like a real line,
the terminal loses what nobody reads; unlike one it has no speed.
"""

import os
import select
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ulambda.spec import UserError
from ulambda.vm.board import Board

READ_BYTES = 512
IDLE_MS = 500
"""So often the pump looks whether it should stop."""


class Terminal:
    """The board's side of a pseudo-terminal, in raw mode."""

    def __init__(self) -> None:
        self._board_fd, self._host_fd = os.openpty()  # we keep both: a host may come and go
        tty.setraw(self._host_fd)
        os.set_blocking(self._board_fd, False)
        self.path = Path(os.ttyname(self._host_fd))
        self._poll = select.poll()
        self._poll.register(self._board_fd, select.POLLIN)

    def read(self, wait_ms: int) -> bytes:
        """Give what came within `wait_ms`."""
        if not self._poll.poll(wait_ms):
            return b""
        return os.read(self._board_fd, READ_BYTES)

    def write(self, data: bytes) -> None:
        """Send; what does not fit is lost, as on a wire that nobody reads."""
        with suppress(BlockingIOError):
            while data:
                data = data[os.write(self._board_fd, data) :]

    def close(self) -> None:
        os.close(self._board_fd)
        os.close(self._host_fd)


@contextmanager
def linked(path: Path, target: Path) -> Iterator[None]:
    """Let `path` be a symbolic link to `target` for a while; overwrites nothing but a link."""
    if path.is_symlink():
        path.unlink()
    try:
        path.symlink_to(target)
    except OSError as error:
        raise UserError(f"cannot make the link {path}", error.strerror or str(error)) from None
    try:
        yield
    finally:
        with suppress(FileNotFoundError):
            if path.readlink() == target:
                path.unlink()


def now_ms() -> int:
    return time.monotonic_ns() // 1_000_000


def serve(board: Board, terminal: Terminal, stopped: Callable[[], bool]) -> None:
    """Pump bytes between the terminal and the board until `stopped`."""
    while not stopped():
        due_ms = board.next_timeout(now_ms())
        wait_ms = IDLE_MS if due_ms is None else min(IDLE_MS, max(0, due_ms - now_ms()))
        board.take(terminal.read(wait_ms), now_ms())
        terminal.write(board.outgoing(now_ms()))
        while board.work():
            terminal.write(board.outgoing(now_ms()))
