"""Which expansions are there?"""

from ulambda.compiler import expand_dataclass, expand_tuples
from ulambda.compiler.expand import Expander, Findings, Resolve, Ways
from ulambda.compiler.modules import Module

WAYS = Ways(
    (expand_tuples.from_class, expand_dataclass.from_class),
    {
        "collections.namedtuple": expand_tuples.from_call,
        "typing.NamedTuple": expand_tuples.from_typing,
    },
)


def expand(module: Module, findings: Findings, resolve: Resolve) -> None:
    """Rewrite a module in place; add to what is known of all modules."""
    Expander(module, findings, resolve, WAYS).expand()
