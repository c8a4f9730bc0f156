"""How does the demo show its invocations? A row each, as they come, with the whole reason.

On a terminal the reason wraps in its own column; in a pipe every row is one line.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import click
from rich.console import Console
from rich.table import Table

HEADINGS = ("window", "ran on", "result", "ms", "steps", "heap B")
WIDTHS = (15, 6, 19, 7, 6, 6)
WORDS = 3  # the first columns are words, the others figures


@dataclass(frozen=True, slots=True)
class Row:
    """One invocation as the client and the ledger saw it."""

    window: str
    tier: str
    target: str
    payload: bytes
    duration_ms: float
    steps: int | None
    heap_bytes: int | None
    why: str

    @property
    def result(self) -> str:
        """The answer in short: `0.44 > 0.29 drift`."""
        answer = json.loads(self.payload)
        sign, word = (">", "drift") if answer["drift"] else ("<", "steady")
        return f"{answer['statistic']:.2f} {sign} {answer['threshold']:.2f} {word}"

    def cells(self) -> tuple[str, ...]:
        """The cells of the table, without the reason."""
        steps = "-" if self.steps is None else str(self.steps)
        heap = "-" if self.heap_bytes is None else str(self.heap_bytes)
        return (self.window, self.tier, self.result, f"{self.duration_ms:.2f}", steps, heap)


class Printer:
    """Prints the rows of one table."""

    def __init__(self) -> None:
        self._console = Console() if sys.stdout.isatty() else None

    def head(self) -> None:
        """Print the headings."""
        self._print(HEADINGS, "why it ran there", "bold")

    def row(self, row: Row) -> None:
        """Print one row."""
        self._print(row.cells(), row.why, "")

    def _print(self, cells: Sequence[str], why: str, style: str) -> None:
        if self._console is None:
            click.echo(f"{_aligned(cells)}  {why}")
            return
        table = Table.grid(padding=(0, 2, 0, 0), expand=False)
        for place, width in enumerate(WIDTHS):
            justify = "left" if place < WORDS else "right"
            table.add_column(width=width, justify=justify, no_wrap=True)  # type: ignore[arg-type]
        table.add_column(overflow="fold", ratio=1)
        table.add_row(*cells, why, style=style)
        self._console.print(table, highlight=False, markup=False)


def _aligned(cells: Sequence[str]) -> str:
    return "  ".join(
        cell.ljust(width) if place < WORDS else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True))
    )
