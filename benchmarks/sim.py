"""How is a program run, and its instructions counted, on the emulated lx106?

`build` makes the ELF files of firmware/lx106-sim; `run` starts one under QEMU's `sim` machine with
semihosting, and, when asked for regions, with the counting plugin of benchmarks/qemu_count.
"""

import fcntl
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "lx106"
FIRMWARE = ROOT / "firmware" / "lx106-sim"
PACKAGES = "gcc-xtensa-lx106 picolibc-xtensa-lx106-elf qemu-system-misc gcc-12-source"
TOOLS = ("xtensa-lx106-elf-gcc", "qemu-system-xtensa", "make", "cc")
QEMU = (
    "qemu-system-xtensa",
    "-M",
    "sim",
    "-cpu",
    "lx106",
    "-display",
    "none",
    "-serial",
    "none",
    "-monitor",
    "none",
)
FLASH = (0x4020_0000, 0x10_0000)
REGIONS = {
    "verify": ("mark_verify", "mark_verified"),
    "load": ("mark_load", "mark_loaded"),
    "call": ("mark_call", "mark_called"),
}


class SimError(Exception):
    """The cross build or the emulated run failed."""


@dataclass(frozen=True, slots=True)
class SimRun:
    """What one run printed (`name=value` lines, the last of a name) and how often addresses ran."""

    values: Mapping[str, str]
    output: str
    status: int
    regions: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    narrow_loads: Mapping[int, int] = field(default_factory=dict)  # from flash: the chip faults

    def number(self, name: str) -> int:
        return int(self.values[name])

    def instructions(self, region: str) -> int:
        return sum(self.regions[region].values())


def missing_tools() -> str | None:
    """Say what the cross build or QEMU lacks here, and how to get it; None when all is there."""
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    if not Path("/usr/lib/xtensa-lx106-elf/include/string.h").exists():
        absent.append("picolibc for lx106")
    if not any(Path("/usr/src/gcc-12").glob("gcc-12*.tar.*")):
        absent.append("GCC's sources in /usr/src/gcc-12")
    if not absent:
        return None
    return f"not found: {', '.join(absent)}\n  run: apt-get install {PACKAGES}"


def build(*targets: str) -> Path:
    """Build targets of firmware/lx106-sim (`ulambda.elf`); returns the output folder.

    One build at a time: parallel test processes would write the same files.
    """
    paths = [f"../../build/lx106/{target}" for target in targets]
    OUT.mkdir(parents=True, exist_ok=True)
    with (OUT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = subprocess.run(
            ["make", "--no-print-directory", "-C", str(FIRMWARE), *paths],
            capture_output=True,
            text=True,
            check=False,
        )
    if made.returncode:
        raise SimError(f"cross build failed\n{made.stdout}{made.stderr}")
    return OUT


def symbols(elf: Path) -> dict[str, int]:
    """Addresses by symbol name: {"mark_load": 0x40200184, ...}."""
    listing = subprocess.run(
        ["xtensa-lx106-elf-nm", str(elf)], capture_output=True, text=True, check=True
    )
    rows = (line.split() for line in listing.stdout.splitlines())
    return {row[2]: int(row[0], 16) for row in rows if len(row) == 3}


def run(
    elf: Path,
    arguments: Sequence[str | Path] = (),
    *,
    regions: Mapping[str, tuple[str, str]] | None = None,
    timeout_s: float = 300,
) -> SimRun:
    """Run an ELF to its end; with `regions` (name to begin and end symbol) count instructions."""
    with tempfile.TemporaryDirectory(prefix="ulambda-lx106-") as folder:
        counts = Path(folder) / "counts"
        plugin = [] if regions is None else ["-plugin", _plugin(elf, counts, regions)]
        words = [elf.name, *(str(argument) for argument in arguments)]
        semihosting = ",".join(
            ["enable=on", "target=native", *(f"arg={word.replace(',', ',,')}" for word in words)]
        )
        done = subprocess.run(
            [*QEMU, "-semihosting-config", semihosting, "-kernel", str(elf), *plugin],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout_s,
            check=False,
        )
        output = done.stdout.decode("utf-8", "replace")
        if done.stderr or "fault_pc=" in output:
            raise SimError(f"{elf.name} failed\n{output}{done.stderr.decode('utf-8', 'replace')}")
        values = dict(line.split("=", 1) for line in output.splitlines() if "=" in line)
        if regions is None:
            return SimRun(values, output, done.returncode)
        counted = _read_counts(counts, regions)
        narrow = counted.pop("narrow")
        return SimRun(values, output, done.returncode, counted, narrow)


def _plugin(elf: Path, counts: Path, regions: Mapping[str, tuple[str, str]]) -> str:
    at = symbols(elf)
    base, size = FLASH
    marks = [f"region={name}:{at[a]:x}:{at[b]:x}" for name, (a, b) in regions.items()]
    window = f"out={counts},base={base:x},size={size:x}"
    return ",".join([str(OUT / "plugin.so"), window, *marks])


def _read_counts(path: Path, regions: Mapping[str, tuple[str, str]]) -> dict[str, dict[int, int]]:
    counted: dict[str, dict[int, int]] = {name: {} for name in (*regions, "narrow")}
    for line in path.read_text().splitlines():
        name, address, count = line.split()
        counted[name][int(address, 16)] = int(count)
    return counted
