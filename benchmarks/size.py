"""How much flash, RAM and stack does each module of the interpreter take on the lx106?

    python -m benchmarks.size        (make size)

Flash and RAM as linked (after --gc-sections, see footprint.py); `all` is the module as compiled,
linked or not; stack is the largest frame of one function (-fstack-usage) and its name.
Fails when a module takes more than size_budget.toml gives it: then its line there wants a new
figure, and the reason for it. `--write` brings all figures up to date, and keeps the reasons.
"""

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from benchmarks import footprint, sim

BUDGET = Path(__file__).resolve().parent / "size_budget.toml"
TOLERANCE = 1.02
HEAD = """\
# How much flash may each module take on the lx106, and why so much? Read by `make size`, which
# fails when one takes over 2 % more. `bytes` is what is linked.
"""


def overruns(flash: Mapping[str, int], budget: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Say which modules take more than their budget, and what to edit."""
    said = []
    for module, size in flash.items():
        row = budget.get(module, {"bytes": 0})
        allowed = row["bytes"]
        assert isinstance(allowed, int)
        if size > max(allowed * TOLERANCE, allowed + 16):
            said.append(
                f"{module} takes {size} B, its budget is {allowed}: shrink it, or edit\n"
                f'  {BUDGET.name}: {module} = {{ bytes = {size}, why = "..." }}'
            )
    return said


def write_budget(flash: Mapping[str, int], budget: Mapping[str, Mapping[str, object]]) -> None:
    """Take today's figures as the budget."""
    lines = [HEAD]
    for module in sorted(flash):
        why = budget.get(module, {}).get("why", "")
        lines.append(f'"{module}" = {{ bytes = {flash[module]}, why = "{why}" }}')
    BUDGET.write_text("\n".join(lines) + "\n")


def compiled() -> dict[str, int]:
    """Text and read-only bytes of each object file, before anything is dropped."""
    objects = sorted(str(path) for path in (sim.OUT / "obj").glob("*.o"))
    listing = subprocess.run(
        ["xtensa-lx106-elf-size", *objects], capture_output=True, text=True, check=True
    )
    rows = (line.split() for line in listing.stdout.splitlines()[1:])
    return {Path(row[5]).stem: int(row[0]) for row in rows}


def largest_frame(module: str) -> tuple[int, str]:
    """The function of a module with the largest stack frame: (112, "ul_vm_run")."""
    frames = []
    for line in (sim.OUT / "obj" / f"{module}.su").read_text().splitlines():
        place, size, _ = line.split("\t")
        frames.append((int(size), place.rsplit(":", 1)[1]))
    return max(frames, default=(0, ""))


def main() -> int:
    missing = sim.missing_tools()
    if missing:
        print(missing, file=sys.stderr)
        return 1
    sim.build("ulambda.elf")
    linked = footprint.read_map(sim.OUT / "ulambda.map")
    print(f"{'module':<24} {'flash':>7} {'all':>7} {'ram':>5} {'stack':>6}  largest frame")
    whole = compiled()
    for module in sorted(whole):
        frame, function = largest_frame(module)
        flash, ram = linked.flash.get(module, 0), linked.ram.get(module, 0)
        print(f"{module:<24} {flash:>7} {whole[module]:>7} {ram:>5} {frame:>6}  {function}")
    for module in sorted(linked.flash.keys() - whole.keys()):
        print(f"{module:<24} {linked.flash[module]:>7} {'':>7} {linked.ram.get(module, 0):>5}")
    print(f"{'sum':<24} {linked.flash_bytes:>7} {sum(whole.values()):>7} {linked.ram_bytes:>5}")
    print(f"apart: mask ROM stand-ins {linked.standin}, harness {linked.harness}")
    budget = tomllib.loads(BUDGET.read_text())
    if "--write" in sys.argv[1:]:
        write_budget(linked.flash, budget)
        return 0
    said = overruns(linked.flash, budget)
    said += [f"{linked.ram_bytes} B of static RAM, 0 allowed"] if linked.ram_bytes else []
    print("\n".join(said), file=sys.stderr, end="\n" if said else "")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
