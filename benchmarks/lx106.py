"""What do the twelve programs cost on the lx106, beside MicroPython and Lua?

    python -m benchmarks.lx106 [--arena BYTES] [PROGRAM ...]

Each is compiled, run on CPython, on the host build and under QEMU (same checksum or the run fails),
and its instructions are counted exactly. The table goes to stdout, then one line of JSON.
"""

import argparse
import json
import math
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import footprint, sim, twelve

from ulambda.spec import wire

PEERS = Path(__file__).resolve().parent / "peers.toml"
COLUMNS = ("mp-esp", "mp-min", "lua-O2", "lua-npl32")


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one program."""

    name: str
    result: object
    instructions: int  # handler() with its defaults, argument and result codec included
    load_instructions: int  # verifying the image and running the module body
    image_bytes: int
    wire_bytes: int  # of the wire form; of the image if it has none
    wire_instructions: int  # to expand it
    min_arena_bytes: int
    c_stack_bytes: int
    heap_bytes: int
    steps: int
    vm_bytes: int
    narrow_loads: int


class Disagreement(Exception):
    """The builds do not agree: a figure would mean nothing."""


def measure(name: str, arena_bytes: int, folder: Path) -> Measured:
    """Run one program everywhere, compare, and count."""
    image = twelve.image(name)
    path = folder / f"{name}.ulm"
    path.write_bytes(image)
    expected = twelve.on_cpython(name)
    host = twelve.on_host(image, arena_bytes)
    board = twelve.on_board(path, arena_bytes, count=True)
    _agree(f"{name}: result", expected, host.value, board.result)
    _agree(f"{name}: steps", host.steps, board.steps)
    _agree(f"{name}: heap bytes", host.heap_bytes, board.heap_bytes)
    load = board.ran.instructions("load")
    return Measured(
        name=name,
        result=expected,
        instructions=board.ran.instructions("call") - load,  # a call loads afresh
        load_instructions=board.ran.instructions("verify") + load,
        image_bytes=len(image),
        wire_bytes=len(wire.pack(image)) or len(image),
        wire_instructions=_expand(name, image, folder),
        min_arena_bytes=_smallest_arena(name, image, path, expected),
        c_stack_bytes=board.c_stack_bytes,
        heap_bytes=board.heap_bytes,
        steps=board.steps,
        vm_bytes=board.vm_bytes,
        narrow_loads=sum(board.ran.narrow_loads.values()),
    )


def _expand(name: str, image: bytes, folder: Path) -> int:
    """Expand the wire form on the lx106, check what comes out, and count."""
    packed = wire.pack(image)
    if not packed:
        return 0
    path, room = folder / f"{name}.wire", wire.room(packed) + 3 & ~3
    path.write_bytes(packed)
    ran = sim.run(
        sim.OUT / "wire.elf", [path, str(room)], regions={"expand": ("mark_call", "mark_called")}
    )
    _agree(f"{name}: expanded", image.hex(), ran.values["image"])
    return ran.instructions("expand")


def _smallest_arena(name: str, image: bytes, path: Path, expected: object) -> int:
    """Bisect on the host; the lx106 must need the same, to 16 bytes."""
    smallest = twelve.smallest_arena(image, expected)
    _agree(f"{name}: in {smallest} bytes", expected, twelve.on_board(path, smallest).result)
    if smallest > 16 and twelve.on_board(path, smallest - 16).result == expected:
        raise Disagreement(
            f"{name}: the lx106 needs less than the host's {smallest} bytes of arena"
        )
    return smallest


def _agree(what: str, first: object, *others: object) -> None:
    if any(other != first or type(other) is not type(first) for other in others):
        raise Disagreement(f"{what}: {first!r}, {', '.join(map(repr, others))}")


def peers(column: str) -> dict[str, float]:
    """A peer's instructions by program."""
    table = tomllib.loads(PEERS.read_text())
    row = table["millions_of_instructions"][column]
    return {name: value * 1e6 for name, value in zip(table["programs"], row, strict=True)}


def geomean_ratio(measured: Sequence[Measured], column: str) -> float:
    """How many times fewer instructions than a peer, as the geometric mean (above 1: fewer)."""
    peer = peers(column)
    logs = [math.log(peer[row.name] / row.instructions) for row in measured]
    return math.exp(sum(logs) / len(logs))


def table(measured: Sequence[Measured]) -> str:
    """Render millions of instructions beside the peers', the ratios and our other figures."""
    titles = ["program", "ours/M", *COLUMNS, *(f"x {column}" for column in COLUMNS)]
    titles += ["image B", "wire B", "expand insns", "arena B", "stack B", "load insns", "checksum"]
    rows = [titles]
    for row in measured:
        peer = [peers(column)[row.name] for column in COLUMNS]
        cells = [
            row.name,
            f"{row.instructions / 1e6:.2f}",
            *(f"{value / 1e6:.2f}" for value in peer),
        ]
        cells += [f"{value / row.instructions:.2f}" for value in peer]
        sizes = (row.image_bytes, row.wire_bytes, row.wire_instructions)
        figures = (row.min_arena_bytes, row.c_stack_bytes, row.load_instructions)
        rows.append([*cells, *(f"{figure}" for figure in sizes + figures), str(row.result)])
    means = [f"{geomean_ratio(measured, column):.2f}" for column in COLUMNS]
    images = f"{sum(row.image_bytes for row in measured)}"
    wired = f"{sum(row.wire_bytes for row in measured)}"
    blanks = [""] * 5
    rows.append(["geomean", "", *("" for _ in COLUMNS), *means, images, wired, *blanks])
    return _aligned(rows)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for first, *rest in rows:
        cells = [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *cells]).rstrip())
    return "\n".join(lines)


def figures(measured: Sequence[Measured], flash: footprint.Footprint) -> dict[str, object]:
    """All figures, in the shape of the JSON line."""
    names = (
        "instructions",
        "image_bytes",
        "wire_bytes",
        "wire_instructions",
        "min_arena_bytes",
        "c_stack_bytes",
    )
    more = ("load_instructions", "heap_bytes", "steps")
    each: dict[str, object] = {
        row.name: {name: getattr(row, name) for name in names + more} for row in measured
    }
    means = {
        f"geomean_vs_{column.replace('-', '_')}": round(geomean_ratio(measured, column), 3)
        for column in COLUMNS
    }
    return each | {
        **means,
        "flash_text_rodata_bytes": flash.flash_bytes,
        "static_ram_bytes": flash.ram_bytes + measured[0].vm_bytes,
        "rom_standin_bytes": flash.standin,
        "narrow_flash_loads": sum(row.narrow_loads for row in measured),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.lx106", description=__doc__)
    parser.add_argument("programs", nargs="*", default=twelve.NAMES, metavar="PROGRAM")
    parser.add_argument("--arena", type=int, default=twelve.ARENA_BYTES, metavar="BYTES")
    arguments = parser.parse_args()
    missing = sim.missing_tools()
    if missing:
        print(missing, file=sys.stderr)
        return 1
    sim.build("ulambda.elf", "wire.elf", "plugin.so")
    with tempfile.TemporaryDirectory(prefix="ulambda-bench-") as folder:
        measured = []
        for name in arguments.programs:
            print(f"measuring {name}", file=sys.stderr)
            measured.append(measure(name, arguments.arena, Path(folder)))
    flash = footprint.read_map(sim.OUT / "ulambda.map")
    print(table(measured))
    print(
        f"flash {flash.flash_bytes} B (harness {flash.harness} B, ROM stand-ins {flash.standin} B "
        f"apart), RAM {flash.ram_bytes} B + struct ul_vm {measured[0].vm_bytes} B"
    )
    print(json.dumps(figures(measured, flash)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
