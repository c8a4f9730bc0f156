"""Which probabilities suit the wire form? Counts them in a corpus and writes spec/wire.toml.

    python -m benchmarks.wire_model [FILE.py ...]     then: make generate

The corpus are the programs of tests/compiler/programs and examples, or the files that are named;
the twelve programs that `make bench-lx106` packs are not in it.
"""

import struct
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from ulambda.compiler import CompileError, compile_source
from ulambda.engine.initialise import run_body
from ulambda.spec import wire

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "spec" / "wire.toml"
CORPUS = ("tests/compiler/programs/*.py", "examples/*.py", "examples/*/*.py")
HEAD = """\
# How likely is each bit of the wire form (spec/wire.md)? Probabilities of a 1, in 256ths.
# Counted by `python -m benchmarks.wire_model` in programs of tests and examples; the contexts of
# a group are in the order of spec/wire.py. Any change gives the model another number.
"""


class Counter:
    """A coder that counts instead of coding."""

    def __init__(self, contexts: int) -> None:
        self.counts = [[0.4, 0.4] for _ in range(contexts)]
        self.taken = 0

    def bit(self, context: int, want: int) -> int:
        self.counts[context][want] += 1
        return want

    def even(self, want: int) -> int:
        return want


def images(paths: Iterable[Path]) -> Iterator[bytes]:
    """Compile what compiles."""
    for path in paths:
        try:
            yield compile_source(path.read_text(), path.name, entry=None, run=run_body).image(
                strip=True
            )
        except CompileError as error:
            print(f"left out: {path}: {error.diagnostics[0]}", file=sys.stderr)


def train(cores: Iterable[bytes], contexts: int) -> list[int]:
    """Count every bit of these images, by context."""
    counter = Counter(contexts)
    for core in cores:
        words = struct.unpack(f"<{len(core) // 4}I", core)
        assert wire.Walk(counter, words).run() == words
    return [min(max(round(256 * ones / (zeros + ones)), 2), 254) for zeros, ones in counter.counts]


def main() -> int:
    paths = [Path(name) for name in sys.argv[1:]]
    paths = paths or sorted(path for pattern in CORPUS for path in ROOT.glob(pattern))
    groups = tomllib.loads(TABLE.read_text())["group"]
    ones = train(images(paths), sum(len(group["ones"]) for group in groups))
    lines, at = [HEAD], 0
    for group in groups:
        mine = ones[at : at + len(group["ones"])]
        at += len(mine)
        lines.append(f'[[group]]\nname = "{group["name"]}"\nones = [')
        lines += [
            "    " + ", ".join(map(str, mine[i : i + 20])) + "," for i in range(0, len(mine), 20)
        ]
        lines.append("]\n")
    TABLE.write_text("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
