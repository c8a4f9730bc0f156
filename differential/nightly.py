"""Do thousands of random programs do the same on every tier?

    python -m differential.nightly --programs 20000 --seconds 3600 --first 0

Prints what it ran; what diverges is made small and written to `differential/corpus/`, one program
of each kind. Exit status 1 when something was found.
"""

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import sim

from differential import tiers
from differential.shrink import shrink
from differential.writer import WRONG_TYPES, write
from ulambda.compiler import CompileError

CORPUS = Path(__file__).with_name("corpus")
BATCH = 100


@dataclass(slots=True)
class Tally:
    """What was run, and what was found: kind of divergence to the seeds that show it."""

    programs: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    found: dict[str, list[int]] = field(default_factory=dict)

    def add(self, kind: str, seed: int) -> bool:
        """Note a divergence; True if it is the first of its kind."""
        self.found.setdefault(kind, []).append(seed)
        return len(self.found[kind]) == 1


def kind_of(divergence: str) -> str:
    """What two divergences have in common: the text without numbers and quoted parts."""
    return re.sub(r"\\?'[^']*'|\d+|0x[0-9a-f]+", "_", divergence)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="differential.nightly")
    parser.add_argument("--programs", type=int, default=20_000)
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--wrong-types", type=float, default=WRONG_TYPES)
    parser.add_argument("--board", action="store_true", help="run on the emulated lx106, too")
    parser.add_argument("--keep", type=Path, default=CORPUS, help="where reduced programs go")
    given = parser.parse_args(arguments)
    given.keep.mkdir(parents=True, exist_ok=True)
    tally, end = Tally(), time.monotonic() + given.seconds
    last = given.first + given.programs
    for first in range(given.first, last, BATCH):
        if time.monotonic() > end:
            break
        _batch(tally, range(first, min(first + BATCH, last)), given)
        print(
            f"{tally.programs} programs, {dict(tally.ends)}, {len(tally.found)} kinds", flush=True
        )
    for kind, seeds in tally.found.items():
        print(f"{len(seeds)} times, first with seed {seeds[0]}: {kind}")
    return 1 if tally.found else 0


def _batch(tally: Tally, seeds: range, given: argparse.Namespace) -> None:
    images = {}
    for seed in seeds:
        source = write(seed, wrong_types=given.wrong_types, recent=True)
        tally.programs += 1
        difference = tiers.divergence(source)
        if (difference or "").startswith("refused:\n  UL004"):
            continue  # too large
        if difference and tally.add(kind_of(difference), seed):
            _keep(seed, source, difference, given.keep)
        try:
            images[seed] = tiers.compiled(source)
        except CompileError:
            continue
        outcome = tiers.on_host(images[seed]).outcome(images[seed])
        tally.ends["limit" if outcome.limit else "error" if outcome.error else "result"] += 1
    if given.board:
        for seed, difference in _board_differences(images):
            tally.add(f"board: {kind_of(difference)}", seed)


def _board_differences(images: dict[int, bytes]) -> Iterator[tuple[int, str]]:
    """Seeds where the lx106 did not do, to the step and the byte, what the host did."""
    if sim.missing_tools():
        return
    ran = tiers.on_lx106(list(images.values()))
    for (seed, image), board in zip(images.items(), ran, strict=True):
        host = tiers.on_host(image)
        if host != board:
            yield seed, f"{host}\n{board}"


def _keep(seed: int, source: str, difference: str, folder: Path) -> None:
    kind = kind_of(difference)

    def still(text: str) -> bool:
        other = tiers.divergence(text)
        return other is not None and kind_of(other) == kind

    small = shrink(source, still, tries=400)
    after = tiers.divergence(small) or ""
    notes = "".join(f"# {line}\n" for line in after.splitlines())
    path = folder / f"found_{seed}.py"
    path.write_text(f"{notes}{small}\n", encoding="utf-8")
    print(f"seed {seed}: {difference}\n  made small: {path}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
