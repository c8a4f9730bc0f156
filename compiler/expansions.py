"""Which expansions are there?"""

from ulambda.compiler import (
    expand_abstract,
    expand_calls,
    expand_dataclass,
    expand_enum,
    expand_functools,
    expand_tuples,
    expand_typing,
)
from ulambda.compiler.expand import Expander, Findings, Resolve, Ways
from ulambda.compiler.modules import Module

WAYS = Ways(
    (
        expand_abstract.from_class,
        expand_typing.bases,
        expand_functools.keep,
        expand_functools.order,
        expand_tuples.from_class,
        expand_dataclass.from_class,
        expand_enum.from_class,
    ),
    (expand_typing.function, expand_functools.dispatch),
    expand_typing.alias,
    expand_typing.plain,
    {
        **expand_typing.CALLS,
        "builtins.print": expand_calls.to_file,
        "collections.namedtuple": expand_tuples.from_call,
        **{
            f"enum.{kind}": expand_enum.from_call for kind in ("Enum", "IntEnum", "Flag", "IntFlag")
        },
        "typing.NamedTuple": expand_tuples.from_typing,
    },
)


def expand(module: Module, findings: Findings, resolve: Resolve) -> None:
    """Rewrite a module in place; add to what is known of all modules."""
    Expander(module, findings, resolve, WAYS).expand()
