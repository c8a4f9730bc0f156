"""How do bytes go to and from a board on a serial port?

One thread per port: open it, run the pump, and when the port goes away open it again, later each
time. The link outlives the port: what was under way goes on when the port is back. All knowledge of
the protocol is in `BoardLink`; this file only moves bytes and time. Works with anything that
pyserial opens: USB adapters, pseudo-terminals, `rfc2217://`, `loop://`.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable

import serial

from ulambda.spec.link import BoardLink, Down, LinkEvent, Up

READ_S = 0.02  # longest wait for bytes; requests of ours interrupt it where the port can
OPEN_RETRY_S = (0.2, 0.5, 1.0, 2.0, 5.0)
REST_S = 0.05
WRITE_TIMEOUT_S = 2.0

_log = logging.getLogger(__name__)


def now_ms() -> int:
    """The clock of the links."""
    return time.monotonic_ns() // 1_000_000


class SerialLink:
    """Pumps one `BoardLink` over one port, in a thread of its own.

    `on_event` is called from that thread. `call` runs a function with the link in that thread, so
    the link itself is only ever touched by one.
    """

    def __init__(
        self, port: str, baud: int, link: BoardLink, on_event: Callable[[LinkEvent], None]
    ) -> None:
        self._port = port
        self._baud = baud
        self._link = link
        self._on_event = on_event
        self._calls: queue.SimpleQueue[Callable[[BoardLink], None]] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._open_port: serial.SerialBase | None = None
        self._thread = threading.Thread(target=self._run, name=f"link {port}", daemon=True)
        self.problem: str | None = "not opened yet"

    def start(self) -> None:
        """Begin to open the port."""
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """Close the port and end the thread."""
        self._stop.set()
        self._thread.join(timeout_s)

    def call(self, function: Callable[[BoardLink], None]) -> None:
        """Run `function(link)` soon, in the thread of the link."""
        self._calls.put(function)
        cancel_read = getattr(self._open_port, "cancel_read", None)
        if cancel_read is not None:
            cancel_read()

    def _run(self) -> None:
        failures = 0
        while not self._stop.is_set():
            try:
                with self._open() as port:
                    failures = 0
                    self._begin(port)
                    self._pump(port)
            except (serial.SerialException, OSError) as why:
                self._say(str(why))
            finally:
                self._open_port = None
            self._rest(OPEN_RETRY_S[min(failures, len(OPEN_RETRY_S) - 1)])
            failures += 1
        self._link.stop()

    def _begin(self, port: serial.SerialBase) -> None:
        self._open_port = port
        self._say(None)
        self._link.start(now_ms())
        if self._link.hello is not None:  # the session of before; if it is stale it will break
            self._on_event(Up(self._link.hello))

    def _rest(self, seconds: float) -> None:
        """No port: the board is not reachable, but time passes for the link."""
        if self._link.up:
            self._on_event(Down(self.problem or "the port was closed"))
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._stop.wait(REST_S):
            self._make_calls()
            self._take(b"")

    def _open(self) -> serial.SerialBase:
        return serial.serial_for_url(
            self._port,
            self._baud,
            timeout=READ_S,
            write_timeout=WRITE_TIMEOUT_S,
            exclusive=True,
        )

    def _pump(self, port: serial.SerialBase) -> None:
        while not self._stop.is_set():
            self._make_calls()
            self._take(b"")  # what the board cannot take is refused before it is sent
            if data := self._link.outgoing(now_ms()):
                port.write(data)
            self._take(port.read(max(1, port.in_waiting)))

    def _take(self, data: bytes) -> None:
        for event in self._link.receive(data, now_ms()):
            self._on_event(event)

    def _make_calls(self) -> None:
        while True:
            try:
                function = self._calls.get_nowait()
            except queue.Empty:
                return
            function(self._link)

    def _say(self, why: str | None) -> None:
        if why != self.problem:
            _log.info("port %s: %s", self._port, why or "open")
        self.problem = why
