"""What most engine tests need: zips, a clock that only moves when told, stores in tmp_path."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ulambda.engine.database import Database
from ulambda.engine.model import FunctionVersion, Invocation, InvocationKind, NewFunction
from ulambda.engine.registry import Registry

ZipOf = Callable[..., bytes]


class Clock:
    """The time is what it was set to."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def zip_of() -> ZipOf:
    def build(source: str = "", **files: str) -> bytes:
        content = {"handler.py": source} if source else {}
        content |= {name.replace("__", "/") + ".py": text for name, text in files.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in content.items():
                archive.writestr(zipfile.ZipInfo(name), text)
        return out.getvalue()

    return build


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "engine.db", "engine", durable=True)
    yield opened
    opened.close()


@pytest.fixture
def registry(database: Database) -> Registry:
    return Registry(database)


IN_SUBSET = "def handler(event, context):\n    return event\n"
OUTSIDE = "import os\n\n\ndef handler(event, context):\n    return sorted(os.environ)\n"


@pytest.fixture
def function(registry: Registry, zip_of: ZipOf) -> FunctionVersion:
    return registry.create(NewFunction("echo", zip_of(IN_SUBSET)), now=1.0)


def invocation_of(
    function: FunctionVersion,
    payload: bytes = b"{}",
    kind: InvocationKind = InvocationKind.REQUEST,
    request_id: str = "00000000-0000-4000-8000-000000000001",
    received_at: float = 1_000_000.0,
    client_context: str | None = None,
) -> Invocation:
    return Invocation(
        request_id, function, payload, kind, received_at, client_context=client_context
    )


@pytest.fixture
def invocation() -> Callable[..., Invocation]:
    return invocation_of
