"""Does any valid Python lead to something else than an image or diagnostics?

The standard library of the running Python is the corpus; a bounded sample of it is compiled.
"""

import sysconfig
import warnings
from pathlib import Path

import pytest

from ulambda.compiler import CompileError, compile_source, disassemble
from ulambda.spec import Err
from ulambda.vm.machine import verify

ROOT = Path(sysconfig.get_path("stdlib"))
SAMPLE = sorted(ROOT.glob("*.py"), key=lambda path: (path.stat().st_size % 97, path.name))[:40]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_only_compile_errors_come_out(path: Path) -> None:
    source = path.read_text(encoding="utf-8", errors="replace")

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            program = compile_source(source, path.name, entry=None)
        except CompileError as error:
            assert str(error)
        else:
            assert disassemble(program.image())
            assert verify(program.image(strip=True)) is Err.OK
