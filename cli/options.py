"""Which options does every verb take, and where do their values come from?

They may stand before or after the verb; the later one wins. Environment variables of AWS and
NO_COLOR are honoured where they belong: boto3 reads its own, click reads NO_COLOR's here.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass

import click

KEY = "ulambda.settings"


@dataclass(frozen=True, slots=True)
class Settings:
    """The global options as they stand after the whole command line was read."""

    profile: str | None = None
    region: str | None = None
    endpoint_url: str | None = None
    verbosity: int = 0  # -1 quiet, 0 normal, 1 and more: talk
    output: str = "text"
    color: bool = True
    debug: bool = False

    @property
    def json(self) -> bool:
        """Is the data on stdout to be one JSON document?"""
        return self.output == "json"


def settings(context: click.Context | None = None) -> Settings:
    """Collect the settings of the running command."""
    context = context or click.get_current_context(silent=True)
    found = dict(context.meta.get(KEY, {})) if context else {}
    found.setdefault("color", "NO_COLOR" not in os.environ)
    return Settings(**found)


def global_options() -> list[click.Parameter]:
    """Make the options that every group and every verb carries."""
    return [
        _option("--profile", "NAME", "AWS profile to use"),
        _option("--region", "NAME", "AWS region to sign for"),
        _option("--endpoint-url", "URL", "service to talk to (default: AWS_ENDPOINT_URL, local)"),
        click.Option(
            ["--output"],
            type=click.Choice(["text", "json"]),
            expose_value=False,
            callback=_remember("output"),
            help="form of the data on stdout",
        ),
        _flag(["-v", "--verbose"], "verbosity", 1, "say more"),
        _flag(["-q", "--quiet"], "verbosity", -1, "say nothing but data and errors"),
        _flag(["--no-color"], "color", False, "no colours (also: NO_COLOR=1)"),
        _flag(["--debug"], "debug", True, "show tracebacks of ulambda itself"),
    ]


def _option(name: str, metavar: str, text: str) -> click.Option:
    key = name.removeprefix("--").replace("-", "_")
    return click.Option(
        [name], metavar=metavar, expose_value=False, callback=_remember(key), help=text
    )


def _flag(names: list[str], key: str, value: object, text: str) -> click.Option:
    def remember(context: click.Context, _: click.Parameter, given: bool) -> None:
        if given:
            context.meta.setdefault(KEY, {})[key] = value

    return click.Option(names, is_flag=True, expose_value=False, callback=remember, help=text)


def _remember(key: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    def remember(context: click.Context, _: click.Parameter, given: str | None) -> None:
        if given is not None:
            context.meta.setdefault(KEY, {})[key] = given

    return remember
