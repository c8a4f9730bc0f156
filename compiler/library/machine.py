"""What does `import machine` offer? Pins, buses and chip of a board, as MicroPython names them.

The numbers of acts and facts are those of spec/syscalls.toml. A tier without pins raises OSError.
There are no interrupts and no timers: a handler has returned before one could call it back.
"""

from time import gmtime

from _host import ask, result, sleep_ms, time_us, word

PWRON_RESET = 0
WDT_RESET = 1
SOFT_RESET = 4
DEEPSLEEP_RESET = 5
HARD_RESET = 6


def _act(act, pin, value=0):
    return result(ask(6, bytes([act, pin, 0, 0]) + word(value), 4))


def _place(pin):
    """Return the number of a pin, given as such or as a Pin."""
    place = pin._place if isinstance(pin, Pin) else pin
    if not isinstance(place, int) or not 0 <= place < 256:
        raise ValueError("invalid pin")
    return place


class Pin:
    """A pin that is switched or read."""

    IN = 0
    OUT = 1
    OPEN_DRAIN = 2
    PULL_UP = 1

    def __init__(self, id, mode=-1, pull=-1, *, value=None):
        self._place = _place(id)
        if mode != -1:
            self.init(mode, pull, value=value)

    def init(self, mode=-1, pull=-1, *, value=None):
        if value is not None:
            self.value(value)
        if mode not in (0, 1, 2):
            raise ValueError("invalid mode")
        _act(mode, self._place, pull == 1)

    def value(self, x=..., /):
        if x is ...:
            return _act(3, self._place)
        _act(4, self._place, 1 if x else 0)

    def __call__(self, x=..., /):
        return self.value(x)

    def on(self):
        self.value(1)

    def off(self):
        self.value(0)

    def __repr__(self):
        return f"Pin({self._place})"


class Signal:
    """A pin whose on may be a low level."""

    def __init__(self, pin, *, invert=False):
        self._pin = pin
        self._invert = 1 if invert else 0

    def value(self, x=..., /):
        if x is ...:
            return self._pin.value() ^ self._invert
        self._pin.value((1 if x else 0) ^ self._invert)

    def __call__(self, x=..., /):
        return self.value(x)

    def on(self):
        self.value(1)

    def off(self):
        self.value(0)


class ADC:
    """An analogue input."""

    def __init__(self, pin, /):
        self._place = _place(pin)

    def read_u16(self):
        return _act(5, self._place)

    def read(self):
        """Return 0 to 1023, as the ESP8266 measures."""
        return _act(5, self._place) >> 6


class PWM:
    """A pin that is switched on and off at a frequency (Hz), on for a part of the time."""

    def __init__(self, pin, freq=-1, duty=-1, *, duty_u16=-1, duty_ns=-1):
        self._place = _place(pin)
        self.init(freq, duty, duty_u16=duty_u16, duty_ns=duty_ns)

    def init(self, freq=-1, duty=-1, *, duty_u16=-1, duty_ns=-1):
        if freq != -1:
            self.freq(freq)
        if duty != -1:
            self.duty(duty)
        if duty_u16 != -1:
            self.duty_u16(duty_u16)
        if duty_ns != -1:
            self.duty_ns(duty_ns)

    def freq(self, value=..., /):
        if value is ...:
            return _act(6, self._place)
        _act(7, self._place, value)

    def duty_u16(self, value=..., /):
        if value is ...:
            return _act(8, self._place)
        if not 0 <= value <= 65535:
            raise ValueError("invalid duty")
        _act(9, self._place, value)

    def duty(self, value=..., /):
        """The duty of 0 to 1023."""
        if value is ...:
            return self.duty_u16() >> 6
        self.duty_u16(value * 65535 // 1023)

    def duty_ns(self, value=..., /):
        if value is ...:
            return self.duty_u16() * 1000000000 // (self.freq() * 65535)
        self.duty_u16(value * self.freq() * 65535 // 1000000000)

    def deinit(self):
        _act(7, self._place, 0)


class I2C:
    """A bus of two wires, of which the board is the master."""

    def __init__(self, id=-1, *, scl, sda, freq=400000):
        self._wires = bytes([_place(scl), _place(sda)])
        self._freq = word(freq)

    def _ask(self, address, data, size, stop=True):
        head = self._wires + bytes([address, 0 if stop else 1]) + self._freq
        return ask(7, head + data, 4 + size)

    def _transfer(self, address, data, size, stop=True):
        """Write, then read `size` bytes; OSError(ENODEV) if nobody has the address."""
        answer = self._ask(address, data, size, stop)
        return answer, result(answer)

    def scan(self):
        return [i for i in range(8, 120) if self._ask(i, b"", 0)[3] < 128]

    def readfrom(self, addr, nbytes, stop=True, /):
        return bytes(self._transfer(addr, b"", nbytes, stop)[0][4:])

    def readfrom_into(self, addr, buf, stop=True, /):
        buf[:] = self._transfer(addr, b"", len(buf), stop)[0][4:]

    def writeto(self, addr, buf, stop=True, /):
        return self._transfer(addr, bytes(buf), 0, stop)[1]

    def readfrom_mem(self, addr, memaddr, nbytes, *, addrsize=8):
        return bytes(self._transfer(addr, _register(memaddr, addrsize), nbytes)[0][4:])

    def readfrom_mem_into(self, addr, memaddr, buf, *, addrsize=8):
        buf[:] = self._transfer(addr, _register(memaddr, addrsize), len(buf))[0][4:]

    def writeto_mem(self, addr, memaddr, buf, *, addrsize=8):
        self._transfer(addr, _register(memaddr, addrsize) + bytes(buf), 0)


SoftI2C = I2C


def _register(number, bits):
    """Return the address of a register, the high byte first."""
    return bytes([number >> i & 255 for i in range(bits - 8, -1, -8)])


class RTC:
    """The clock, and memory that lasts while the board sleeps."""

    def datetime(self):
        """Return (year, month, day, weekday, hours, minutes, seconds, microseconds) of UTC."""
        us = time_us()
        t = gmtime(us // 1000000)
        return t[0], t[1], t[2], t[6], t[3], t[4], t[5], us % 1000000

    def memory(self, data=..., /):
        if data is ...:
            answer = ask(9, b"", 496)
            return bytes(answer[4 : 4 + result(answer)])
        data = data.encode() if isinstance(data, str) else bytes(data)
        if len(data) > 492:
            raise ValueError("buffer too long")
        result(ask(10, data, 4))


def reset_cause():
    return result(ask(8, word(0), 4))


def freq():
    """Return the frequency of the processor in Hz."""
    return result(ask(8, word(1), 4))


def unique_id():
    answer = ask(8, word(2), 36)
    return bytes(answer[4 : 4 + result(answer)])


def idle():
    pass


def lightsleep(time_ms, /):
    sleep_ms(time_ms)


def deepsleep(time_ms=0, /):
    """Sleep once the result has been delivered; the handler goes on until then."""
    result(ask(11, word(time_ms), 4))
