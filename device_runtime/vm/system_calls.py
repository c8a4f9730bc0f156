"""Which system calls can this computer answer for a handler?  (spec/syscalls.toml)"""

import secrets
import time
from collections.abc import Callable

from ulambda.spec import Err
from ulambda.spec.syscalls import Syscall
from ulambda.vm._vm import ffi

Answer = bytes | None
"""What crosses back; None: nobody has such a device."""

Device = Callable[[Syscall, bytes], Answer]
"""Something that answers system calls: number, bytes given -> bytes."""


def computer(number: Syscall, data: bytes) -> Answer:
    """Wait, and draw random numbers."""
    match number:
        case Syscall.SLEEP_MS:
            time.sleep(int.from_bytes(data, "little") / 1000)
            return b""
        case Syscall.RANDOM:
            return secrets.token_bytes(4)
        case _:
            return None


def carry(
    device: Device, number: int, data: object, data_len: int, out: object, out_len: int
) -> int:
    """Carry a system call from C to a device, and its answer back."""
    if number not in Syscall.__members__.values():
        return Err.BAD_VALUE
    given = bytes(ffi.buffer(data, data_len)) if data_len else b""
    answer = device(Syscall(number), given)
    if answer is None:
        return Err.BAD_VALUE
    ffi.memmove(out, answer, min(out_len, len(answer)))
    return Err.OK
