"""Children are waited for and stopped, whatever happens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ulambda.cli.processes import Processes
from ulambda.spec import PeerError

SERVE = "import sys, signal\nprint('ready on port', 4711, flush=True)\nsignal.pause()\n"


@pytest.fixture
def module_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "serving.py").write_text(SERVE, encoding="utf-8")
    (tmp_path / "failing.py").write_text("raise SystemExit('no such board')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_is_ready_when_it_says_so(module_path: Path) -> None:
    with Processes(module_path) as processes:
        found = processes.start("server", ["serving"], r"port (\d+)")

        assert found[1] == "4711"
        assert list(processes.process_ids()) == ["server"]


def test_leaving_the_block_by_an_error_stops_the_children(module_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Processes(module_path) as processes:
        processes.start("one", ["serving"], "ready")
        processes.start("two", ["serving"], "ready")
        ids = processes.process_ids()
        raise KeyboardInterrupt

    assert not any(alive(each) for each in ids.values())


def test_a_child_that_ends_is_told_with_its_last_words(module_path: Path) -> None:
    with (
        pytest.raises(PeerError, match="the board ended: no such board"),
        Processes(module_path) as processes,
    ):
        processes.start("board", ["failing"], "ready")


def test_one_child_can_be_stopped_alone(module_path: Path) -> None:
    with Processes(module_path) as processes:
        processes.start("one", ["serving"], "ready")
        processes.start("two", ["serving"], "ready")
        ids = processes.process_ids()

        processes.stop("one")

        assert not alive(ids["one"])
        assert alive(ids["two"])


def test_children_do_not_share_our_terminal_session(module_path: Path) -> None:
    with Processes(module_path) as processes:
        processes.start("one", ["serving"], "ready")

        child = processes.process_ids()["one"]
        assert os.getsid(child) != os.getsid(0)


def test_the_module_runs_with_this_interpreter() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ulambda.cli", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith("ulambda ")
