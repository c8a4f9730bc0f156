"""How much of a board's energy do computing and talking cost?

State figures of the ESP8266 at 3.3 V. For a radio, what counts is the state of the connection, not
the bytes: an exchange while associated keeps the modem awake for a second or two, a cold one pays
for the association (docs of the evidence: placement 2.1-2.3). Only energy of boards is counted;
gateways and clouds run on mains.
"""

from dataclasses import dataclass

SUPPLY_V = 3.3
CPU_BUSY_MA = 20.0  # radio off, 80 MHz, busy: esp8266/Arduino LowPowerDemo README, 19-20 mA
RADIO_AWAKE_MA = 67.0  # radio on, idle or listening: same source


@dataclass(frozen=True, slots=True)
class Link:
    """What one exchange over a kind of link costs the board."""

    setup_ms: float  # before the first byte
    setup_mj: float
    busy_ma: float  # while bytes move
    bytes_per_s: float  # nominal

    def exchange_mj(self, size: int) -> float:
        """Energy to move `size` bytes, in either direction."""
        return self.setup_mj + self.busy_ma * SUPPLY_V * size / self.bytes_per_s


LINKS = {
    # 115200 8N1 is 11.52 kB/s; the CPU stays awake while the UART moves bytes.
    "serial": Link(0.0, 0.0, CPU_BUSY_MA, 11_520.0),
    # The modem is awake anyway: only the air time counts. 60 kB/s is assumed (no source found).
    "wifi-awake": Link(0.0, 0.0, RADIO_AWAKE_MA, 60_000.0),
    # Associated, modem-sleep: a tail of 1.5 s at 67 instead of 15 mA (LowPowerDemo README).
    "wifi-associated": Link(3.0, (RADIO_AWAKE_MA - 15.0) * SUPPLY_V * 1.5, 67.0, 60_000.0),
    # From deep sleep, best case: 120 ms boot + 168 ms association with everything persisted, 70 mA
    # (LowPowerDemo README; softplus/esp8266-wifi-timing).
    "wifi-cold": Link(288.0, 70.0 * SUPPLY_V * 0.288, RADIO_AWAKE_MA, 60_000.0),
}


def link(kind: str) -> Link:
    """The figures of a kind of link; a kind that is not known counts as the dearest."""
    return LINKS.get(kind, LINKS["wifi-cold"])


def compute_mj(service_ms: float) -> float:
    """Energy of a handler that runs so long on a board: 66 mW.

    >>> round(compute_mj(100.0), 3)
    6.6
    """
    return CPU_BUSY_MA * SUPPLY_V * service_ms / 1000.0
