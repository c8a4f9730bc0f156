"""What does every verb look like? Examples first, then usage; verbs are loaded when called.

A `Verb` is a click command with examples and the global options. A `Verbs` group knows its verbs
from a table of headings, so that `ulambda --help` imports none of them.
"""

import difflib
import importlib
from collections.abc import Mapping

import click

from ulambda.cli.options import global_options

Table = Mapping[str, Mapping[str, tuple[str, str]]]  # heading -> verb -> (where, in short)


class Verb(click.Command):
    """A command whose help begins with examples."""

    def __init__(
        self,
        name: str | None,
        *,
        examples: str = "",
        params: list[click.Parameter] | None = None,
        **extra: object,
    ) -> None:
        super().__init__(name, params=[*(params or []), *global_options()], **extra)  # type: ignore[arg-type]
        self.examples = examples

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then what click writes."""
        write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)


class Verbs(click.Group):
    """Verbs under headings, imported only when they are called."""

    def __init__(self, name: str, verbs: Table, *, examples: str, help: str) -> None:
        super().__init__(
            name,
            params=global_options(),
            help=help,
            no_args_is_help=True,
            subcommand_metavar="VERB ...",
        )
        self.verbs = verbs
        self.examples = examples

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the verbs in the order of the table."""
        return [verb for verbs in self.verbs.values() for verb in verbs]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one verb and take the verb from it."""
        for verbs in self.verbs.values():
            if cmd_name in verbs:
                module, _, attribute = verbs[cmd_name][0].partition(":")
                command = getattr(importlib.import_module(module), attribute)
                assert isinstance(command, click.Command)
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or say which one may have been meant."""
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=3, cutoff=0.65)
            meant = f" (did you mean: {', '.join(near)}?)" if near else ""
            raise click.UsageError(f"no such verb: {args[0]}{meant}", ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then what click writes."""
        write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs under their headings."""
        for heading, verbs in self.verbs.items():
            with formatter.section(heading):
                formatter.write_dl([(verb, short) for verb, (_, short) in verbs.items()])


def write_examples(formatter: click.HelpFormatter, examples: str) -> None:
    """Write example lines, indented, before everything else."""
    if not examples:
        return
    formatter.write("Examples:\n")
    for line in examples.strip().splitlines():
        formatter.write(f"  {line.strip()}\n")
    formatter.write("\n")
