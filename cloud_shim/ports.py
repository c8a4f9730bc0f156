"""What does the cloud service need from the engine?

The engine's own classes satisfy these protocols; they are written down so that a reader (and a
test) sees the whole of what the service calls.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol

from ulambda.cloud_shim.gateways import Gateways
from ulambda.engine.fleet import FleetRegister
from ulambda.engine.model import FunctionVersion, Invocation, NewFunction, Outcome


class Page(Protocol):
    """A part of a listing."""

    @property
    def items(self) -> tuple[FunctionVersion, ...]: ...

    @property
    def next_marker(self) -> str | None: ...


class Functions(Protocol):
    """The function registry (`ulambda.engine.registry.Registry`). Safe to use from threads."""

    def create(self, new: NewFunction, now: float) -> FunctionVersion: ...

    def get(self, name: str, qualifier: str | None = None) -> FunctionVersion: ...

    def list(self, marker: str | None = None, limit: int = 50) -> Page: ...

    def versions(self, name: str) -> tuple[FunctionVersion, ...]: ...

    def update_code(
        self,
        name: str,
        code_zip: bytes,
        now: float,
        *,
        publish: bool = False,
        revision_id: str | None = None,
        architectures: tuple[str, ...] | None = None,
        dry_run: bool = False,
    ) -> FunctionVersion: ...

    def delete(self, name: str, qualifier: str | None = None) -> None: ...

    def blob(self, hex_digest: str) -> bytes: ...


class Dispatcher(Protocol):
    """The life of an invocation (`ulambda.engine.Dispatcher`)."""

    def invoke(self, invocation: Invocation) -> Future[Outcome]:
        """Run it; the future of an event ends when it is durably queued. Never blocks."""
        ...

    def tick(self) -> None:
        """Do what is due. Never blocks."""
        ...


class Ledger(Protocol):
    """What was recorded of invocations (`ulambda.engine.ledger.Ledger`)."""

    def latest(self, limit: int = 100) -> list[dict[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """The parts of the engine that one service works on."""

    functions: Functions
    dispatcher: Dispatcher
    fleet: FleetRegister
    ledger: Ledger
    gateways: Gateways
    close: Callable[[], None]
