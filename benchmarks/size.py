"""How much flash, RAM and stack does each module of the interpreter take on the lx106?

    python -m benchmarks.size        (make size)

Flash and RAM as linked (after --gc-sections, see footprint.py); `all` is the module as compiled,
linked or not; stack is the largest frame of one function (-fstack-usage) and its name.
"""

import subprocess
import sys
from pathlib import Path

from benchmarks import footprint, sim


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
    return 0


if __name__ == "__main__":
    sys.exit(main())
