"""Give tests the C board: the device's session and store, with an echoing engine (echo_board.c)."""

import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from cffi import FFI

from ulambda.spec.link import Drop

RUNTIME = Path(__file__).parents[3] / "device_runtime"
SOURCES = ("frame", "session", "sha256", "message", "store", "results", "board")
CDEF = """
uint32_t echo_board_size(void);
int echo_board_init(void *echo, uint32_t boot, uint32_t now_ms);
void echo_board_receive(void *echo, const uint8_t *bytes, uint32_t len, uint32_t now_ms);
uint32_t echo_board_outgoing(void *echo, uint32_t now_ms, uint8_t *out, uint32_t room);
uint32_t echo_board_runs(const void *echo);
void echo_board_counters(const void *echo, uint32_t *counters);
"""


class EchoBoard:
    """The C device session; answers each event with itself (device_runtime/tests/echo_board.c)."""

    def __init__(self, ffi: FFI, lib: Any, boot: int = 0x12345678, now_ms: int = 0) -> None:
        self._ffi, self._lib = ffi, lib
        self._echo = ffi.new("uint8_t[]", lib.echo_board_size())
        self._out = ffi.new("uint8_t[]", 65536)
        assert lib.echo_board_init(self._echo, boot, now_ms) == 0

    def receive(self, data: bytes, now_ms: int) -> bytes:
        self._lib.echo_board_receive(self._echo, data, len(data), now_ms)
        size = self._lib.echo_board_outgoing(self._echo, now_ms, self._out, len(self._out))
        return bytes(self._ffi.buffer(self._out, size))

    @property
    def runs(self) -> int:
        return int(self._lib.echo_board_runs(self._echo))

    def counters(self) -> tuple[int, int, Counter[Drop]]:
        """Frames, accepted ones, dropped ones by reason."""
        numbers = self._ffi.new("uint32_t[]", 2 + len(Drop))
        self._lib.echo_board_counters(self._echo, numbers)
        dropped = Counter({drop: numbers[2 + drop] for drop in Drop if numbers[2 + drop]})
        return numbers[0], numbers[1], dropped


class EchoBoards:
    """Makes boards, each with its own memory."""

    def __init__(self, library: Path) -> None:
        self._ffi = FFI()
        self._ffi.cdef(CDEF)
        self._lib = self._ffi.dlopen(str(library))

    def __call__(self, boot: int = 0x12345678, now_ms: int = 0) -> EchoBoard:
        return EchoBoard(self._ffi, self._lib, boot, now_ms)


@pytest.fixture(scope="session")
def echo_boards(tmp_path_factory: pytest.TempPathFactory) -> EchoBoards:
    library = tmp_path_factory.mktemp("echo") / "echo_board.so"
    return build_echo_boards(library)


def build_echo_boards(library: Path) -> EchoBoards:
    sources = [RUNTIME / "tests" / "echo_board.c"]
    sources += [RUNTIME / "src" / f"ul_{name}.c" for name in SOURCES]
    command = ["cc", "-std=c11", "-O1", "-g", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror"]
    include = f"-I{RUNTIME / 'include'}"
    subprocess.run([*command, include, *map(str, sources), "-o", str(library)], check=True)
    return EchoBoards(library)
