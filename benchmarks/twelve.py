"""What are the twelve programs, and what does each compute, everywhere?

`handler()` with its defaults returns a checksum: on CPython, on the interpreter's host build and on
the lx106 build it must be the same.
"""

import contextlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from benchmarks import sim

from ulambda.compiler import compile_source
from ulambda.engine.initialise import run_body
from ulambda.spec.codec import decode
from ulambda.spec.errors import UlambdaError
from ulambda.vm import Machine, Report

FOLDER = Path(__file__).resolve().parent / "programs"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.py")))
ARENA_BYTES = 48 * 1024  # what a board with an ESP8266 lends


@dataclass(frozen=True, slots=True)
class OnBoard:
    """What the emulated lx106 said of one program."""

    result: object
    status: int
    steps: int
    heap_bytes: int
    c_stack_bytes: int
    vm_bytes: int
    ran: sim.SimRun


def source(name: str) -> str:
    return (FOLDER / f"{name}.py").read_text()


def image(name: str) -> bytes:
    """Compile a program; stripped, as it is sent to a board."""
    return compile_source(source(name), f"{name}.py", run=run_body).image(strip=True)


def on_cpython(name: str) -> object:
    names: dict[str, object] = {"__name__": name}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(source(name), f"{name}.py", "exec"), names)
        return cast(Callable[[], object], names["handler"])()


def on_host(program: bytes, arena_bytes: int = ARENA_BYTES) -> Report:
    return Machine(program, arena_bytes=arena_bytes).call("handler")


def on_board(program: Path, arena_bytes: int = ARENA_BYTES, *, count: bool = False) -> OnBoard:
    """Run an image file on the emulated lx106; `count` also counts instructions."""
    elf = sim.OUT / "ulambda.elf"
    ran = sim.run(elf, [program, str(arena_bytes)], regions=sim.REGIONS if count else None)
    if "status" not in ran.values:
        raise sim.SimError(f"{program.name}: {ran.output or 'no output'}")
    result = decode(bytes.fromhex(ran.values["result"])) if "result" in ran.values else None
    return OnBoard(
        result=result,
        status=ran.number("status"),
        steps=ran.number("steps"),
        heap_bytes=ran.number("heap"),
        c_stack_bytes=ran.number("stack"),
        vm_bytes=ran.number("vm"),
        ran=ran,
    )


def smallest_arena(program: bytes, expected: object) -> int:
    """Find the smallest arena (a multiple of 16 bytes) that gives the right result, on the host."""
    low, high = 0, ARENA_BYTES // 16  # low does not suffice, high does
    while high - low > 1:
        middle = (low + high) // 2
        if _right(program, expected, middle * 16):
            high = middle
        else:
            low = middle
    return high * 16


def _right(program: bytes, expected: object, arena_bytes: int) -> bool:
    try:
        report = on_host(program, arena_bytes)
    except UlambdaError:  # too small for the image's globals
        return False
    return report.status == 0 and report.value == expected
