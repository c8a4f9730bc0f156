"""What does a rule of the device subset mean, and what breaks it? `explain UL117`."""

import difflib
import re

import click

from ulambda.cli.options import settings
from ulambda.cli.say import emit, emit_json, table
from ulambda.cli.verb import Verb
from ulambda.compiler.rules import RULES
from ulambda.spec import UserError

EXAMPLE_LINES = 8
EXAMPLE_WIDTH = 76


@click.command(
    "explain",
    cls=Verb,
    short_help="say what a rule means",
    examples="""
    ulambda explain UL117
    ulambda explain
    """,
)
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say what a RULE of the device subset means, with an example that breaks it; without a RULE,
    list them all.
    """
    if rule is None:
        _list()
        return
    found = RULES.get(rule.upper())
    if found is None:
        near = difflib.get_close_matches(rule.upper(), RULES, n=1, cutoff=0.7)
        raise UserError(
            f"no rule {rule}", hint=f"ulambda explain {near[0] if near else ''}".strip()
        )
    if settings().json:
        emit_json({"rule": found.code, "title": found.title, "message": found.message,
                   "help": found.help, "example": found.example})  # fmt: skip
        return
    help_text = found.help.removesuffix(f" or see `ulambda explain {found.code}`")
    emit(f"{found.code}  {found.title}\n\n{_filled(found.message)}\nhelp: {_filled(help_text)}")
    emit("\nBroken by:\n\n")
    lines = found.example.splitlines()
    emit("\n".join(f"    {_shortened(line)}" for line in lines[:EXAMPLE_LINES]))
    if len(lines) > EXAMPLE_LINES:
        emit(f"    … {len(lines) - EXAMPLE_LINES} more lines")


def _list() -> None:
    if settings().json:
        emit_json([{"rule": rule.code, "title": rule.title} for rule in RULES.values()])
        return
    emit(table(["rule", "title"], [[rule.code, rule.title] for rule in RULES.values()]))


def _filled(text: str) -> str:
    """Put dots where a diagnostic puts what it saw.

    >>> _filled("{seen!r} is not in the device subset")
    '… is not in the device subset'
    """
    return re.sub(r"\{[^}]*\}", "…", text)


def _shortened(line: str) -> str:
    return line if len(line) <= EXAMPLE_WIDTH else line[: EXAMPLE_WIDTH - 1] + "…"
