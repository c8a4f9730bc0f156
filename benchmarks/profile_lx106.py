"""Where do the instructions of one program go on the lx106? (`make profile-lx106 PROGRAM=c_fir`)

    python -m benchmarks.profile_lx106 [--top N] [--lines] PROGRAM ...

Instructions by function, exact, of handler() (the call without loading the module). PROGRAM is one
of the twelve or a path to a Python file. --lines adds the costliest source lines.
"""

import argparse
import bisect
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from benchmarks import sim, twelve

from ulambda.compiler import compile_source

ELF = sim.OUT / "ulambda.elf"


def handler_counts(ran: sim.SimRun) -> dict[int, int]:
    """How often each address ran in handler(): the call less one load."""
    load = ran.regions["load"]
    return {at: n - load.get(at, 0) for at, n in ran.regions["call"].items() if n > load.get(at, 0)}


def by_function(counts: Mapping[int, int]) -> Counter[str]:
    """Add up counts by the function that an address lies in."""
    table = sorted((address, name) for name, address in _functions().items())
    starts = [address for address, _ in table]
    total: Counter[str] = Counter()
    for address, count in counts.items():
        total[table[bisect.bisect_right(starts, address) - 1][1]] += count
    return total


def _functions() -> dict[str, int]:
    listing = subprocess.run(
        ["xtensa-lx106-elf-nm", "--defined-only", str(ELF)],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = (line.split() for line in listing.stdout.splitlines())
    return {
        name: int(at, 16) for at, kind, name in rows if kind in "tT" and not name.startswith(".")
    }


def by_line(counts: Mapping[int, int]) -> Counter[str]:
    """Add up counts by source line (file:line, inlined code at its own line)."""
    addresses = [f"{address:#x}" for address in counts]
    answer = subprocess.run(
        ["xtensa-lx106-elf-addr2line", "-s", "-e", str(ELF)],
        input="\n".join(addresses),
        capture_output=True,
        text=True,
        check=True,
    )
    total: Counter[str] = Counter()
    for line, count in zip(answer.stdout.splitlines(), counts.values(), strict=True):
        total[line.split(" ")[0]] += count
    return total


def report(name: str, top: int, *, lines: bool) -> str:
    """Profile one program and render it."""
    path = Path(name)
    given = path.read_text() if path.suffix == ".py" else twelve.source(name)
    with tempfile.NamedTemporaryFile(suffix=".ulm") as file:
        file.write(compile_source(given, f"{path.stem}.py").image(strip=True))
        file.flush()
        board = twelve.on_board(Path(file.name), count=True)
    counts = handler_counts(board.ran)
    whole = sum(counts.values())
    out = [f"{name}: {whole} instructions, {board.steps} steps"]
    for each in (by_function(counts), by_line(counts) if lines else Counter[str]()):
        out += [f"  {n / whole:6.1%} {n:>11} {where}" for where, n in each.most_common(top)]
    return "\n".join(out)


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.profile_lx106", description=__doc__)
    parser.add_argument("programs", nargs="*", default=twelve.NAMES, metavar="PROGRAM")
    parser.add_argument("--top", type=int, default=12, metavar="N")
    parser.add_argument("--lines", action="store_true")
    arguments = parser.parse_args()
    missing = sim.missing_tools()
    if missing:
        print(missing, file=sys.stderr)
        return 1
    sim.build("ulambda.elf", "plugin.so")
    for name in arguments.programs:
        print(report(name, arguments.top, lines=arguments.lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
