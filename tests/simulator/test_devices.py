"""What does a handler find when it imports `machine`, on a simulated board and elsewhere?"""

import pytest
from tests.simulator.test_board import Bench

from ulambda.compiler import compile_source
from ulambda.simulator.board.devices import Act, SimulatedDevices
from ulambda.spec import Err, codec
from ulambda.spec.syscalls import Syscall
from ulambda.vm import Board, Machine, Report
from ulambda.vm._vm import ffi
from ulambda.vm.system_calls import carry

HEAD = "import machine, time\nfrom machine import ADC, I2C, PWM, RTC, Pin, Signal\n"


@pytest.fixture
def devices() -> SimulatedDevices:
    return SimulatedDevices("calm-owl", analogue={0: 0x8000})


def run(device: SimulatedDevices | None, *lines: str) -> Report:
    body = "".join(f"    {line}\n" for line in lines)
    program = compile_source(f"{HEAD}def handler(event, context):\n{body}", "main.py")
    image = program.image(strip=True)
    machine = Machine(image, device=device) if device else Machine(image)
    return machine.invoke({})


def value(device: SimulatedDevices, *lines: str) -> object:
    report = run(device, *lines)
    assert report.ok, report
    return report.value


def test_an_output_keeps_what_was_written(devices: SimulatedDevices) -> None:
    lines = (
        "led = Pin(2, Pin.OUT, value=1)",
        "was = led()",
        "led.off()",
        "return [was, led.value()]",
    )

    assert value(devices, *lines) == [1, 0]
    assert (devices.pins[2].mode, devices.pins[2].written) == (Act.OUTPUT, 0)


def test_an_input_shows_its_pull_up_or_what_is_outside(devices: SimulatedDevices) -> None:
    devices.pin(5).level = 0
    devices.pin(12).level = 1

    read = "return [Pin(n, Pin.IN, Pin.PULL_UP).value() for n in (4, 5, 12)] + [Pin(13, Pin.IN)()]"

    assert value(devices, read) == [1, 0, 1, 0]


def test_an_open_drain_pulls_down_only(devices: SimulatedDevices) -> None:
    devices.pin(4).level = 1
    lines = "p = Pin(4, Pin.OPEN_DRAIN, value=0)", "low = p()", "p.on()", "return [low, p()]"

    assert value(devices, *lines) == [0, 1]


def test_a_signal_may_be_inverted(devices: SimulatedDevices) -> None:
    lines = "s = Signal(Pin(2, Pin.OUT), invert=True)", "s.on()", "return [s(), Pin(2).value()]"

    assert value(devices, *lines) == [1, 0]


def test_analogue_values_and_pwm(devices: SimulatedDevices) -> None:
    lines = (
        "p = PWM(Pin(5), freq=500, duty=1023)",
        "found = [ADC(0).read_u16(), ADC(0).read(), p.freq(), p.duty(), p.duty_u16(), p.duty_ns()]",
        "p.deinit()",
        "return found",
    )

    assert value(devices, *lines) == [0x8000, 512, 500, 1023, 65535, 2_000_000]
    assert devices.pins[5].pwm_hz == 0


def test_nobody_answers_on_the_simulated_bus(devices: SimulatedDevices) -> None:
    report = run(
        devices, "b = I2C(scl=Pin(5), sda=Pin(4))", "return [b.scan(), b.writeto(64, b'')]"
    )

    assert value(devices, "return I2C(scl=5, sda=4).scan()") == []
    assert (report.error_type, report.error_message) == ("OSError", "[Errno 19] No such device")


class Sensor(SimulatedDevices):
    """A register file at address 64, as many sensors are."""

    def __call__(self, number: Syscall, data: bytes) -> bytes | None:
        if number is Syscall.I2C and data[:4] == bytes([5, 4, 64, 0]):
            assert int.from_bytes(data[4:8], "little") == 100_000
            return (len(data) - 8).to_bytes(4, "little") + bytes(n + 1 for n in data[8:])
        return super().__call__(number, data)


def test_registers_are_read_and_written_over_the_bus() -> None:
    bus = "b = I2C(scl=Pin(5), sda=Pin(4), freq=100000)"
    reads = "[b.readfrom_mem(64, 7, 1), b.readfrom_mem(64, 258, 2, addrsize=16), b.scan()]"

    assert value(Sensor("s"), bus, f"return {reads}") == [b"\x08", b"\x02\x03", [64]]
    assert value(Sensor("s"), bus, "return b.writeto(64, b'abc')") == 3


def test_the_chip_tells_facts_and_remembers(devices: SimulatedDevices) -> None:
    lines = "RTC().memory('count 3')", "r = RTC().memory()"
    facts = "[r, machine.freq(), machine.reset_cause(), len(machine.unique_id())]"

    assert value(devices, *lines, f"return {facts}") == [b"count 3", 80_000_000, 0, 4]
    assert value(devices, "return RTC().memory()") == b"count 3"
    assert value(devices, "return RTC().datetime()[0] > 2020") is True
    assert run(devices, "RTC().memory(bytes(493))").error_message == "buffer too long"


@pytest.mark.parametrize(
    "line",
    ["Pin(17, Pin.OUT)", "Pin(16, 3)", "Pin(-1)", "Pin('x')", "PWM(Pin(1), duty_u16=65536)"],
)
def test_what_no_board_has_is_an_error(devices: SimulatedDevices, line: str) -> None:
    assert run(devices, line).error_type in ("OSError", "ValueError")


@pytest.mark.parametrize(
    "line",
    [
        "Pin(2, Pin.OUT)",
        "ADC(0).read()",
        "RTC().memory()",
        "machine.freq()",
        "machine.deepsleep(1)",
    ],
)
def test_a_tier_without_pins_says_so(line: str) -> None:
    report = run(None, line)

    assert (report.error_type, report.error_message) == ("OSError", "[Errno 19] No such device")


@pytest.mark.parametrize("number", [99, 2**30 - 1, -1])
def test_an_unknown_system_call_is_no_such_device(devices: SimulatedDevices, number: int) -> None:
    assert carry(devices, number, ffi.NULL, 0, ffi.NULL, 0) is Err.BAD_VALUE


@pytest.mark.parametrize("number", [n for n in Syscall if n is not Syscall.SLEEP_MS])
@pytest.mark.parametrize("data", [b"", b"abc", bytes(200), b"\xff" * 8, b"\x09\x02" + bytes(6)])
def test_any_bytes_get_an_answer_or_none(
    devices: SimulatedDevices, number: Syscall, data: bytes
) -> None:
    answer = devices(number, data)

    assert answer is None or (isinstance(answer, bytes) and len(answer) <= 496)


def test_a_board_answers_through_its_port(devices: SimulatedDevices) -> None:
    bench = Bench()
    bench.board = Board("calm-owl", device=devices)
    bench.link.start(0)
    bench.run()
    image = bench.deploy(
        "import time, random\nfrom machine import Pin\n\n\ndef handler(event, context):\n"
        "    Pin(2, Pin.OUT, value=event)\n    time.sleep(0.001)\n"
        "    return [Pin(2).value(), random.random() < 1]\n"
    )

    result = bench.invoke(image, 1)

    assert (result.status, codec.decode(result.value)) == (Err.OK, [1, True])
    assert devices.pins[2].written == 1


def test_nobody_sleeps_past_the_deadline() -> None:
    slept: list[int] = []

    def sleepy(number: Syscall, data: bytes) -> bytes | None:
        slept.append(int.from_bytes(data, "little"))
        return b""

    bench = Bench()
    bench.board = Board("calm-owl", device=sleepy)
    bench.link.start(0)
    bench.run()
    image = bench.deploy("import time\ndef handler(event, context):\n    time.sleep(event)\n")

    bench.invoke(image, 3600)
    program = compile_source("import time\ndef handler(e, c):\n    time.sleep(e)\n", "main.py")
    Machine(program.image(), device=sleepy, clock_ms=lambda: 0).invoke(3600, deadline_ms=70)

    assert slept[0] <= 5_000
    assert slept[1] == 70
