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
    I2C = 7
    CHIP = 8
    RTC_READ = 9
    RTC_WRITE = 10
    DEEP_SLEEP = 11
    REQUEST = 12
    ANSWER = 13
