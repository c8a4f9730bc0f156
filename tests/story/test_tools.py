"""The shell scripts behind `make`: they say what is missing, and change nothing that is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def find_python(interpreter: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "tools" / "find-python.sh"],
        env={"PATH": "/usr/bin:/bin", "ULAMBDA_PYTHON": str(interpreter)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_interpreter_that_will_do_is_printed() -> None:
    found = find_python(sys.executable)

    assert found.returncode == 0
    assert found.stdout.strip() == sys.executable


def test_an_interpreter_that_is_too_old_is_told_with_its_version(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit\nexit 1\n')
    old.chmod(0o755)

    found = find_python(old)

    assert found.returncode == 1
    assert found.stdout == ""
    assert found.stderr.splitlines()[:2] == [
        "error: no Python 3.11 or newer found",
        f"  seen: {old} Python 3.9.2",
    ]


def test_make_alone_prints_the_verbs() -> None:
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)

    verbs = [line.split()[0] for line in done.stdout.splitlines()[1:]]
    assert {"demo", "test", "check", "bench-lx106", "size", "fuzz"} <= set(verbs)


@pytest.mark.parametrize("verb", ["demo", "test", "check"])
def test_the_verbs_of_the_readme_exist(verb: str) -> None:
    done = subprocess.run(["make", "-n", verb], cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == 0


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    named = set(re.findall(r"`([a-z_]+/[\w./-]*)`", text)) | set(re.findall(r"\]\(([^)]+)\)", text))
    missing = sorted(path for path in named if not (ROOT / path).exists())

    assert named
    assert missing == []
