"""What the command line takes for boards and names."""

from pathlib import Path

import pytest

from ulambda.edge.config import BoardConfig, Config, parse_board
from ulambda.spec import UserError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/dev/ttyUSB0", BoardConfig("/dev/ttyUSB0")),
        ("porch=/dev/pts/3", BoardConfig("/dev/pts/3", name="porch")),
        ("porch=COM3@460800", BoardConfig("COM3", 460800, "porch")),
        ("rfc2217://localhost:4000", BoardConfig("rfc2217://localhost:4000")),
    ],
)
def test_a_board_is_read(text: str, expected: BoardConfig) -> None:
    assert parse_board(text) == expected


@pytest.mark.parametrize("text", ["", "=", "porch=", "=/dev/x", "/dev/x@fast", "@9600"])
def test_what_is_no_board_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="a board is given as"):
        parse_board(text)


@pytest.mark.parametrize("name", ["", "a b", "-x", "a/b", "x" * 65])
def test_a_gateways_name_fits_a_url(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="gateway's name"):
        Config(name, tmp_path, "k", "s")
