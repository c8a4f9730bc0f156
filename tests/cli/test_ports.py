"""What is said about serial ports."""

import os
from pathlib import Path

import pytest

from ulambda.cli.ports import check_port, denied
from ulambda.spec import UserError


def test_a_port_that_does_not_exist(tmp_path: Path) -> None:
    port = tmp_path / "ttyUSB9"

    with pytest.raises(UserError) as caught:
        check_port(str(port))

    assert str(caught.value).startswith(f"cannot open {port}: no such file or directory\n  run:  ")


def test_a_file_is_not_a_port(tmp_path: Path) -> None:
    (tmp_path / "ttyUSB0").write_text("", encoding="utf-8")

    with pytest.raises(UserError, match="not a serial port"):
        check_port(str(tmp_path / "ttyUSB0"))


def test_a_pseudo_terminal_and_a_url_are_good() -> None:
    controller, terminal = os.openpty()

    check_port(os.ttyname(terminal))
    check_port("rfc2217://board.local:4000")

    os.close(controller)
    os.close(terminal)


def test_permission_denied_names_owner_groups_and_remedy() -> None:
    error = denied("/dev/ttyUSB0", "root", "dialout", ["mika", "sudo"])

    assert str(error) == (
        "cannot open /dev/ttyUSB0: permission denied "
        "(owner root:dialout, you are in: mika, sudo)\n"
        '  run:  sudo usermod -aG dialout "$USER"   and log in again'
    )


def test_a_port_without_permission_is_refused_before_it_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)

    with pytest.raises(UserError, match=r"cannot open /dev/null: permission denied \(owner root:"):
        check_port("/dev/null")
