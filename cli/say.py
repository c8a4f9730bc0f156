"""How does the command line speak? Data goes to stdout, everything else to stderr.

`emit` and `table` write data; `say`, `report` and `fail` talk. In JSON mode data are one JSON
document and errors are one JSON object.
"""

import json
import sys
from collections.abc import Sequence

import click

from ulambda.cli.options import Settings, settings
from ulambda.spec import UlambdaError


class HandlerFailed(Exception):
    """The handler itself raised; everything about it was already said. Exit status 3."""


def emit(text: str) -> None:
    """Write one piece of data to stdout."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def emit_json(value: object) -> None:
    """Write one JSON document to stdout."""
    emit(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def say(text: str, level: int = 0) -> None:
    """Talk on stderr, unless -q; `level=1` only with -v."""
    if settings().verbosity >= level:
        _write(text)


def paint(text: str, **style: str | bool) -> str:
    """Colour text that goes to stderr, when a person is looking and allows it."""
    if settings().color and sys.stderr.isatty():
        return click.style(text, **style)  # type: ignore[arg-type]
    return text


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Line up columns; numbers to the right.

    >>> print(table(["name", "bytes"], [["porch", "312"], ["a", "9"]]))
    name   bytes
    porch    312
    a          9
    """
    cells = [list(headings), *[list(row) for row in rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    numeric = [all(_is_number(row[column]) for row in rows) for column in range(len(headings))]
    lines = []
    for row in cells:
        parts = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ]
        lines.append("  ".join(parts).rstrip())
    return "\n".join(lines)


def fail(error: UlambdaError, given: Settings) -> None:
    """Say what failed, what was seen and what to do next."""
    if given.json:
        _write(json.dumps({"error": _fields(error)}, ensure_ascii=False))
    else:
        _write(f"{paint('error:', fg='red', bold=True)} {error}")


def _write(text: str) -> None:
    sys.stderr.write(text if text.endswith("\n") else text + "\n")
    sys.stderr.flush()


def _fields(error: UlambdaError) -> dict[str, str | None]:
    return {
        "what": error.what,
        "seen": error.seen,
        "run": error.hint,
        "code": error.code.name if error.code is not None else None,
    }


def _is_number(cell: str) -> bool:
    return cell.replace(".", "").replace(",", "").replace("-", "0").replace(" ", "").isdigit()
