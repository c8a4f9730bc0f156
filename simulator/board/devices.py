"""What is wired to a simulated board?  Pins, a bus without anybody on it, memory, a chip.

Nothing here is hardware: an input shows what it was set to (`levels`, `analogue`), an output what
the handler wrote. So a handler that uses `machine` can be tried, and a test can look at the pins.
"""

import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from errno import EINVAL, ENODEV

from ulambda.spec.syscalls import Syscall
from ulambda.vm.system_calls import Answer, computer

PINS = 17  # GPIO0 to GPIO16 of the ESP8266
RTC_BYTES = 492
CLOCK_HZ = 80_000_000


class Act(IntEnum):
    """Acts of the system call GPIO."""

    INPUT = 0
    OUTPUT = 1
    OPEN_DRAIN = 2
    READ = 3
    WRITE = 4
    READ_ANALOGUE = 5
    PWM_HZ = 6
    SET_PWM_HZ = 7
    PWM_DUTY = 8
    SET_PWM_DUTY = 9


@dataclass(slots=True)
class Pin:
    """One pin: `level` is what somebody outside makes of it, None if nobody does."""

    mode: Act = Act.INPUT
    pull_up: bool = False
    level: int | None = None
    written: int = 0
    pwm_hz: int = 0
    pwm_duty: int = 0

    def read(self) -> int:
        """The level that the handler sees."""
        if self.mode is Act.OUTPUT or (self.mode is Act.OPEN_DRAIN and not self.written):
            return self.written
        return int(self.pull_up) if self.level is None else self.level


@dataclass(slots=True)
class SimulatedDevices:
    """A device for `Board`: what the handlers on it find, and what they left."""

    name: str
    analogue: dict[int, int] = field(default_factory=dict)  # pin -> 0 to 65535
    pins: dict[int, Pin] = field(default_factory=dict)
    memory: bytes = b""  # of the RTC

    def __call__(self, number: Syscall, data: bytes) -> Answer:
        """Answer a system call of a handler (spec/syscalls.toml); None: no such device."""
        calls: dict[Syscall, Callable[[bytes], Answer]] = {
            Syscall.GPIO: self._gpio,
            Syscall.I2C: lambda _: struct.pack("<i", -ENODEV),
            Syscall.CHIP: self._chip,
            Syscall.RTC_READ: lambda _: struct.pack("<i", len(self.memory)) + self.memory,
            Syscall.RTC_WRITE: self._remember,
        }
        return calls[number](data) if number in calls else computer(number, data)

    def pin(self, number: int) -> Pin:
        """The pin of a number."""
        return self.pins.setdefault(number, Pin())

    def _gpio(self, data: bytes) -> Answer:
        if len(data) != 8:
            return None
        act, number, value = struct.unpack("<BBxxI", data)
        if number >= PINS or act not in Act.__members__.values():
            return struct.pack("<i", -EINVAL)
        return struct.pack("<i", self._act(Act(act), number, value))

    def _act(self, act: Act, number: int, value: int) -> int:
        pin = self.pin(number)
        match act:
            case Act.INPUT | Act.OUTPUT | Act.OPEN_DRAIN:
                pin.mode, pin.pull_up = act, bool(value)
            case Act.READ:
                return pin.read()
            case Act.WRITE:
                pin.written = int(bool(value))
            case Act.READ_ANALOGUE:
                return self.analogue.get(number, 0)
            case Act.PWM_HZ:
                return pin.pwm_hz
            case Act.SET_PWM_HZ:
                pin.pwm_hz = value & 0x7FFF_FFFF
            case Act.PWM_DUTY:
                return pin.pwm_duty
            case Act.SET_PWM_DUTY:
                pin.pwm_duty = value & 0xFFFF
        return 0

    def _chip(self, data: bytes) -> Answer:
        identity = hashlib.sha256(self.name.encode()).digest()[:4]
        facts = {
            0: struct.pack("<i", 0),
            1: struct.pack("<i", CLOCK_HZ),
            2: struct.pack("<i", len(identity)) + identity,
        }
        return facts.get(int.from_bytes(data, "little"))

    def _remember(self, data: bytes) -> Answer:
        if len(data) > RTC_BYTES:
            return struct.pack("<i", -EINVAL)
        self.memory = data
        return struct.pack("<i", 0)
