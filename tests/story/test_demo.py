"""`make demo`: it ends well, in time, on all tiers, and leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIMIT_S = 110
LINE = [sys.executable, "-m", "ulambda.cli.demo"]


def children_of(process_id: int) -> set[int]:
    """The processes that were started by a process, from /proc."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == process_id:
                found.add(int(entry.name))
    return found


def test_the_demo_uses_every_tier_and_all_answer_the_same_bytes() -> None:
    done = subprocess.run(
        LINE, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT_S, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    rows = re.findall(r"^(\d+-\d+) +(device|edge|cloud) +(.*)$", done.stdout, re.MULTILINE)
    unforced = [row for row in rows if "the caller asked for it" not in row[2]]
    assert {tier for _, tier, _ in unforced} == {"device", "edge", "cloud"}
    assert re.search(r"the same \d+ bytes from every tier", done.stdout)
    assert "aws lambda invoke --function-name vibration" in done.stdout


def test_ctrl_c_stops_everything_that_the_demo_started() -> None:
    with subprocess.Popen(
        LINE, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as demo:
        assert demo.stdout is not None
        while "gateway" not in demo.stdout.readline():
            assert demo.poll() is None
        children = children_of(demo.pid)
        assert len(children) == 3

        demo.send_signal(signal.SIGINT)
        _, talk = demo.communicate(timeout=40)

    assert demo.returncode == 130
    assert talk == "\nstopped\n"
    assert not any(alive(child) for child in children)


def alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True
