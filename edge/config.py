"""What does a gateway need to know before it starts?"""

import re
from dataclasses import dataclass
from pathlib import Path

from ulambda.spec import UserError

DEFAULT_CLOUD = "http://127.0.0.1:8700"
DEFAULT_BAUD = 115_200
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class BoardConfig:
    """A board on a serial port: `/dev/ttyUSB0`, a pseudo-terminal, `rfc2217://host:port`."""

    port: str
    baud: int = DEFAULT_BAUD
    name: str | None = None  # None: as the board calls itself


@dataclass(frozen=True, slots=True)
class Config:
    """One gateway."""

    name: str
    state: Path
    access_key_id: str
    secret_access_key: str
    cloud: str = DEFAULT_CLOUD
    region: str = "us-east-1"
    boards: tuple[BoardConfig, ...] = ()
    slots: int = 2
    cpython: bool = True

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise UserError(
                "a gateway's name is letters, digits and ._- and starts with a letter or digit",
                repr(self.name),
                "ulambda gateway start --name attic",
            )


def parse_board(text: str) -> BoardConfig:
    """Read what the command line takes: PORT, NAME=PORT, either with @BAUD.

    >>> parse_board("porch=/dev/ttyUSB0@460800")
    BoardConfig(port='/dev/ttyUSB0', baud=460800, name='porch')
    """
    name, equals, rest = text.rpartition("=")
    port, at, baud = rest.rpartition("@")
    if not at:
        port, baud = rest, str(DEFAULT_BAUD)
    if not port or not baud.isascii() or not baud.isdigit() or bool(equals) != bool(name):
        raise UserError(
            "a board is given as PORT, NAME=PORT or NAME=PORT@BAUD",
            text,
            "ulambda gateway start --board porch=/dev/ttyUSB0@115200",
        )
    return BoardConfig(port, int(baud), name or None)
