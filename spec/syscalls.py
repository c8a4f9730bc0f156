"""What may a handler ask?

Generated from spec/syscalls.toml by `python -m ulambda.spec.generate`. Do not edit.
"""

from enum import IntEnum


class Syscall(IntEnum):
    """The number of each system call."""

    LOG = 0
    TICKS_MS = 1
    TIME_US = 2
    REMAINING_MS = 3
    SLEEP_MS = 4
    RANDOM = 5
    GPIO = 6
