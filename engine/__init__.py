"""The life of an invocation on any tier: registry, placement, executors, queue, ledger."""

from ulambda.engine.dispatch import Dispatcher
from ulambda.engine.errors import (
    Conflict,
    InvalidPackage,
    NoAnswer,
    NotDelivered,
    NotFound,
    PackageTooLarge,
    PreconditionFailed,
)
from ulambda.engine.model import (
    LATEST,
    FunctionVersion,
    Invocation,
    InvocationKind,
    NewFunction,
    Outcome,
    Tier,
)
from ulambda.engine.registry import Page, Registry

__all__ = [
    "LATEST",
    "Conflict",
    "Dispatcher",
    "FunctionVersion",
    "InvalidPackage",
    "Invocation",
    "InvocationKind",
    "NewFunction",
    "NoAnswer",
    "NotDelivered",
    "NotFound",
    "Outcome",
    "PackageTooLarge",
    "Page",
    "PreconditionFailed",
    "Registry",
    "Tier",
]
