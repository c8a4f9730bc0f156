"""Do the twelve programs compute the same on CPython, on the host and on the lx106?"""

from pathlib import Path

import pytest
from benchmarks import twelve

pytestmark = pytest.mark.lx106


@pytest.mark.parametrize("name", twelve.NAMES)
def test_one_checksum_everywhere(name: str, lx106: Path, tmp_path: Path) -> None:
    image = twelve.image(name)
    path = tmp_path / f"{name}.ulm"
    path.write_bytes(image)

    host = twelve.on_host(image)
    board = twelve.on_board(path, count=True)

    assert host.value == board.result == twelve.on_cpython(name)
    assert (host.steps, host.heap_bytes) == (board.steps, board.heap_bytes)
    assert not board.ran.narrow_loads, "the chip faults on narrow loads from flash"
    assert board.c_stack_bytes < 2048


@pytest.mark.parametrize("name", ["e_words", "h_dict"])
def test_the_smallest_arena_is_the_same(name: str, lx106: Path, tmp_path: Path) -> None:
    image = twelve.image(name)
    path = tmp_path / f"{name}.ulm"
    path.write_bytes(image)
    expected = twelve.on_cpython(name)

    smallest = twelve.smallest_arena(image, expected)

    assert twelve.on_board(path, smallest).result == expected
    assert twelve.on_board(path, smallest - 16).status != 0
