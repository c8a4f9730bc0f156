"""What does a board answer?  The C board (session, store, interpreter) as a sans-I/O Python object.

It is the very code that runs on a chip, in one block of lent memory; only the port is missing:

    board = Board("brave-fox")
    wire.write(board.receive(wire.read(), now_ms))

An invocation runs inside of `receive`, after its acknowledgement was put in front of the bytes that
it returns. A port that wants to send the acknowledgement before it runs uses `take`, `outgoing` and
`work` itself, as simulator/board does.
"""

import secrets

from ulambda.spec import Bug, Err
from ulambda.spec.link.framing import HEADER, MAX_PAYLOAD
from ulambda.vm._vm import ffi, lib
from ulambda.vm.system_calls import Device, carry, computer

WIRE_BYTES = HEADER.size + MAX_PAYLOAD + 7


class Board:
    """A simulated board: says so in HELLO, and is lost when the object is."""

    def __init__(
        self,
        name: str,
        *,
        arena_bytes: int = 16384,
        slots: int = 4,
        slot_bytes: int = 32768,
        message_bytes: int = 8192,
        results_bytes: int = 8192,
        log_bytes: int = 2048,
        firmware: str | None = None,
        boot: int | None = None,
        now_ms: int = 0,
        device: Device = computer,
    ) -> None:
        """`boot` tells one start of the board from another; a random number by default.

        `device` answers the system calls that the board cannot answer by itself.
        """
        firmware = firmware or f"ulambda {ffi.string(lib.ul_version()).decode()} simulated"
        self.name = name
        self._texts = ffi.new("char[]", name.encode()), ffi.new("char[]", firmware.encode())
        options = ffi.new("struct ul_board_options *")
        options.name, options.firmware = self._texts
        options.simulated = True
        options.boot = boot or secrets.randbelow(0xFFFF_FFFF) + 1
        options.arena_len = arena_bytes
        options.slot_count = slots
        options.slot_len = slot_bytes
        options.message_len = message_bytes
        options.results_len = results_bytes
        options.log_len = log_bytes
        self._device = ffi.new_handle(device)
        lib.ul_board_options_port(options, self._device)
        self._start(options, now_ms)

    def _start(self, options: object, now_ms: int) -> None:
        size = lib.ul_board_vm_bytes(options)
        self._memory = ffi.new("uint64_t[]", size // 8)
        made = ffi.new("struct ul_board_vm **")
        err = lib.ul_board_vm_init(self._memory, size, options, now_ms & 0xFFFF_FFFF, made)
        if err:
            raise Bug("a simulated board does not start", f"ul_board_vm_init gives {err}")
        self._board = ffi.addressof(made[0], "board")
        self._out = ffi.new("uint8_t[]", WIRE_BYTES)
        self._at_ms = ffi.new("uint32_t *")

    def receive(self, data: bytes, now_ms: int) -> bytes:
        """Take bytes from the line, do what they ask, and give the bytes for the line."""
        self.take(data, now_ms)
        said = self.outgoing(now_ms)
        while self.work():
            said += self.outgoing(now_ms)
        return said

    def take(self, data: bytes, now_ms: int) -> None:
        """Take bytes from the line (none: run the timers)."""
        lib.ul_board_receive(self._board, data, len(data), now_ms & 0xFFFF_FFFF)

    def outgoing(self, now_ms: int) -> bytes:
        """Give the bytes for the line."""
        said = bytearray()
        while size := lib.ul_board_outgoing(self._board, now_ms & 0xFFFF_FFFF, self._out):
            said += ffi.buffer(self._out, size)
        return bytes(said)

    def work(self) -> bool:
        """Run the invocation that waits, if one does."""
        return bool(lib.ul_board_work(self._board))

    def next_timeout(self, now_ms: int) -> int | None:
        """The time (ms) at which `take(b"", now)` and `outgoing` have something to do."""
        if not lib.ul_board_timeout(self._board, self._at_ms):
            return None
        ahead_ms = (self._at_ms[0] - now_ms) & 0xFFFF_FFFF
        return now_ms + (ahead_ms if ahead_ms < 1 << 31 else 0)


@ffi.def_extern(error=int(Err.BAD_VALUE))  # type: ignore[untyped-decorator]
def ulvm_port_call(
    user: object, number: int, data: object, data_len: int, out: object, out_len: int
) -> int:
    """Carry a system call from C to the device of a board."""
    return carry(ffi.from_handle(user), number, data, data_len, out, out_len)
