"""Which serial ports are there, may we open them, and what is said when not?

Nothing here opens a port: opening toggles DTR and RTS, which resets some boards.
"""

import errno
import grp
import os
import pwd
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from serial.tools import list_ports

from ulambda.spec import UserError

BRIDGES = {
    (0x10C4, 0xEA60): "CP210x",
    (0x1A86, 0x7523): "CH340",
    (0x1A86, 0x55D3): "CH343",
    (0x1A86, 0x55D4): "CH9102",
    (0x0403, 0x6001): "FTDI FT232R",
    (0x0403, 0x6015): "FTDI FT231X",
    (0x067B, 0x2303): "PL2303",
}
ESPRESSIF = 0x303A


@dataclass(frozen=True, slots=True)
class Port:
    """A serial port that belongs to a USB device."""

    path: str
    label: str


def usb_ports() -> list[Port]:
    """List the ports behind USB, boards of Espressif's own first."""
    found = [each for each in list_ports.comports() if each.vid is not None]
    found.sort(key=lambda each: (each.vid != ESPRESSIF, each.device))
    return [
        Port(each.device, BRIDGES.get((each.vid, each.pid), each.product or "USB serial"))
        for each in found
    ]


def check_port(port: str) -> None:
    """Raise what is wrong with a port that is about to be opened; URLs are let through."""
    if "://" in port:
        return
    path = Path(port)
    if not path.exists():
        raise UserError(f"cannot open {port}", os.strerror(errno.ENOENT).lower(), _other_ports())
    if not stat.S_ISCHR(path.stat().st_mode):
        raise UserError(f"cannot open {port}", "not a serial port but a file", _other_ports())
    if not os.access(path, os.R_OK | os.W_OK):
        status = path.stat()
        raise denied(port, _user(status.st_uid), _group(status.st_gid), my_groups())


def denied(port: str, owner: str, group: str, groups: Sequence[str]) -> UserError:
    """Say who may open the port, who we are, and how to become one of them.

    >>> print(denied("/dev/ttyUSB0", "root", "dialout", ["mika", "sudo"]))
    cannot open /dev/ttyUSB0: permission denied (owner root:dialout, you are in: mika, sudo)
      run:  sudo usermod -aG dialout "$USER"   and log in again
    """
    return UserError(
        f"cannot open {port}",
        f"permission denied (owner {owner}:{group}, you are in: {', '.join(groups)})",
        f'sudo usermod -aG {group} "$USER"   and log in again',
    )


def my_groups() -> list[str]:
    """Name the groups of this process."""
    return sorted({_group(each) for each in (os.getgid(), *os.getgroups())})


def _other_ports() -> str:
    ports = usb_ports()
    if not ports:
        return "ulambda doctor   (no USB serial port is plugged in; some cables carry power only)"
    return f"ulambda gateway start --serial {ports[0].path}   ({ports[0].label})"


def _user(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _group(number: int) -> str:
    try:
        return grp.getgrgid(number).gr_name
    except KeyError:
        return str(number)
