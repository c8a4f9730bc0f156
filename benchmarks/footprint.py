"""How many bytes of flash and RAM does the interpreter take on the lx106, and whose are they?

Read from the linker's map of build/lx106/ulambda.elf, after --gc-sections: every byte of .text
(code with literals, constants) and of .data and .bss belongs to the input file it came from. Those
of the harness (start, semihosting, main: they would not be on a board) and of the mask ROM's
stand-ins (on the chip they are in ROM) are told apart and not counted as the interpreter's.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SECTION = re.compile(r"^ (\.\S+|COMMON)(?:\n +| +)0x([0-9a-f]+) +0x([0-9a-f]+) (\S+)$", re.M)
FILL = re.compile(r"^ \*fill\* +0x([0-9a-f]+) +0x([0-9a-f]+)", re.M)
FLASH, RAM = 0x4020_0000, 0x3FFC_0000
IMAGE = 0x402C_0000


@dataclass(frozen=True, slots=True)
class Footprint:
    """Bytes by module (ul_dict, libc.a:memcpy, ...), with literals and constants in flash."""

    flash: dict[str, int]
    ram: dict[str, int]
    standin: int
    harness: int

    @property
    def flash_bytes(self) -> int:
        return sum(self.flash.values())

    @property
    def ram_bytes(self) -> int:
        return sum(self.ram.values())


def read_map(path: Path) -> Footprint:
    """Add up a linker map by owner."""
    text = path.read_text()
    text = text[text.index("Linker script and memory map") :]
    flash: Counter[str] = Counter()
    ram: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for address, size, owner in _pieces(text):
        if owner in ("harness", "standin"):
            apart[owner] += size if FLASH <= address < IMAGE else 0
        elif FLASH <= address < IMAGE:
            flash[owner] += size
        elif RAM <= address < FLASH:
            ram[owner] += size
    flash["(alignment)"] = sum(
        int(size, 16) for at, size in FILL.findall(text) if FLASH <= int(at, 16) < IMAGE
    )
    return Footprint(dict(flash), dict(ram), apart["standin"], apart["harness"])


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    for _, address, size, file in SECTION.findall(text):
        if int(size, 16) and int(address, 16):
            yield int(address, 16), int(size, 16), _owner(file)


def _owner(file: str) -> str:
    if "libstandin.a" in file:
        return "standin"
    if "/harness/" in file:
        return "harness"
    archive = re.fullmatch(r".*/(\w+\.a)\((.*)\.o\)", file)
    return f"{archive[1]}:{archive[2]}" if archive else Path(file).stem
