"""What do handlers that lean on the library cost, here beside CPython and on the lx106?

    python -m benchmarks.library [--lx106] [--rounds N] [PROGRAM ...]

Each program of benchmarks/library/ is run on CPython and on the interpreter in turn and must return
the same on both; times are medians. Then the steps and the bytes of the stripped image, and with
--lx106 the exact instructions under QEMU. The table goes to stdout, then one line of JSON.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from benchmarks import sim, twelve

from ulambda.compiler import compile_source
from ulambda.engine.initialise import run_body
from ulambda.vm import Machine

FOLDER = Path(__file__).resolve().parent / "library"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.py")))
STEPS = 100_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one program."""

    name: str
    cpython_us: float
    interpreter_us: float
    steps: int
    image_bytes: int
    instructions: int | None  # of the lx106

    @property
    def times(self) -> float:
        return self.interpreter_us / self.cpython_us


def measure(name: str, rounds: int, lx106: bool) -> Measured:
    """Run one program on both, compare, and count."""
    source = (FOLDER / f"{name}.py").read_text()
    image = compile_source(source, f"{name}.py", run=run_body).image(strip=True)
    names: dict[str, object] = {"__name__": name}
    exec(compile(source, f"{name}.py", "exec"), names)
    handler = cast(Callable[[], object], names["handler"])
    machine = Machine(image, arena_bytes=twelve.ARENA_BYTES, steps=STEPS)
    report = machine.call("handler")
    if not report.ok or report.value != handler():
        raise SystemExit(f"{name}: {report} where CPython has {handler()}")
    times: list[tuple[float, float]] = []
    for _ in range(rounds):
        times.append((_microseconds(handler), _microseconds(lambda: machine.call("handler"))))
    return Measured(
        name=name,
        cpython_us=statistics.median(t[0] for t in times),
        interpreter_us=statistics.median(t[1] for t in times),
        steps=report.steps,
        image_bytes=len(image),
        instructions=_instructions(name, image, report.value) if lx106 else None,
    )


def _microseconds(run: Callable[[], object]) -> float:
    begun = time.perf_counter_ns()
    run()
    return (time.perf_counter_ns() - begun) / 1000


def _instructions(name: str, image: bytes, expected: object) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.ulm"
        path.write_bytes(image)
        board = twelve.on_board(path, count=True)
    if board.result != expected:
        raise SystemExit(f"{name}: the lx106 gives {board.result}, not {expected}")
    return board.ran.instructions("call") - board.ran.instructions("load")


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("python -m benchmarks.library", description=__doc__)
    parser.add_argument("--lx106", action="store_true", help="count instructions, too")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("programs", nargs="*", choices=[*NAMES, []], metavar="PROGRAM")
    options = parser.parse_args(argv)
    if options.lx106:
        sim.build("ulambda.elf", "plugin.so")
    found = [measure(n, options.rounds, options.lx106) for n in options.programs or NAMES]
    print(f"{'program':<16}{'CPython µs':>11}{'here µs':>10}{'times':>7}{'steps':>9}", end="")
    print(f"{'image B':>9}{'lx106 instr.':>14}")
    for m in found:
        print(f"{m.name:<16}{m.cpython_us:>11.0f}{m.interpreter_us:>10.0f}{m.times:>7.1f}", end="")
        print(f"{m.steps:>9}{m.image_bytes:>9}{m.instructions or '-':>14}")
    print(json.dumps([asdict(m) for m in found]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
