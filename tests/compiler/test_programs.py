"""Do compiled programs do on the interpreter what they do on CPython?

Every file in `programs/` runs on both and must print the same; every benchmark must return the
same.
"""

import contextlib
import io
import warnings
from pathlib import Path

import pytest

from ulambda.compiler import compile_source
from ulambda.spec import Err
from ulambda.vm.machine import Machine, Report

HERE = Path(__file__).parent
PROGRAMS = sorted((HERE / "programs").glob("*.py"))
FOLDERS = [HERE.parent.parent / "benchmarks" / name for name in ("programs", "library")]
BENCHMARKS = sorted(path for folder in FOLDERS for path in folder.glob("*.py"))


def _cpython(source: str, path: Path) -> tuple[str, dict[str, object]]:
    """Return what a program prints, and its globals."""
    printed = io.StringIO()
    names: dict[str, object] = {"__name__": path.stem}
    with warnings.catch_warnings(), contextlib.redirect_stdout(printed):
        warnings.simplefilter("ignore")
        exec(compile(source, path.name, "exec"), names)
    return printed.getvalue(), names


def _machine(source: str, path: Path, printed: list[str]) -> Machine:
    program = compile_source(source, path.name, entry=None)
    return Machine(
        program.image(strip=True), arena_bytes=1 << 18, steps=100_000_000, log=printed.append
    )


def _message(report: Report) -> str:
    return f"{report.status.name} {report.error_type}: {report.error_message}"


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_prints_what_cpython_prints(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    expected, _ = _cpython(source, path)

    printed: list[str] = []
    report = _machine(source, path, printed).load()

    assert "".join(printed) == expected
    assert report.status is Err.OK, _message(report)


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.stem)
def test_benchmark_returns_what_cpython_returns(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    _, names = _cpython(source, path)
    handler = names["handler"]
    assert callable(handler)

    report = _machine(source, path, []).call("handler", [])

    assert (report.status, report.value) == (Err.OK, handler()), _message(report)
