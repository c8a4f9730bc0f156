"""A cloud service on a loopback port, over a small engine that really runs handlers."""

import asyncio
import hashlib
import io
import json
import threading
import time
import traceback
import urllib.request
import uuid
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config as BotoConfig
from botocore.credentials import Credentials as BotoCredentials

from ulambda.cloud_shim.config import Config
from ulambda.cloud_shim.credentials import Credentials
from ulambda.cloud_shim.gateways import Gateways
from ulambda.cloud_shim.ports import Engine
from ulambda.cloud_shim.service import Service, open_engine
from ulambda.engine.errors import Conflict, InvalidPackage, NotFound, PreconditionFailed
from ulambda.engine.fleet import FleetRegister
from ulambda.engine.model import (
    ALL_TIERS,
    LATEST,
    FunctionVersion,
    Invocation,
    InvocationKind,
    NewFunction,
    Objective,
    Outcome,
    Tier,
)
from ulambda.engine.payload import dump, error_payload, load
from ulambda.engine.report import full_report
from ulambda.engine.wire import to_json

CREDENTIALS = Credentials("AKULTESTTESTTESTTEST", "a secret+of/forty=characters for tests..")
ROLE = "arn:aws:iam::000000000000:role/ulambda"


@dataclass(frozen=True)
class Page:
    items: tuple[FunctionVersion, ...]
    next_marker: str | None


class MemoryFunctions:
    """A registry in memory with the behaviour of the engine's."""

    def __init__(self) -> None:
        self.versions_by_name: dict[str, list[FunctionVersion]] = {}
        self.blobs: dict[str, bytes] = {}

    def create(self, new: NewFunction, now: float) -> FunctionVersion:
        if new.name in self.versions_by_name:
            raise Conflict(f"Function already exist: {new.name}")
        self._keep(new.code_zip)
        version = FunctionVersion(
            name=new.name,
            version=LATEST,
            runtime=new.runtime,
            handler=new.handler,
            role=new.role,
            description=new.description,
            timeout_s=new.timeout_s,
            memory_mb=new.memory_mb,
            ephemeral_mb=new.ephemeral_mb,
            environment=dict(new.environment),
            tags=dict(new.tags),
            architectures=new.architectures,
            code_digest=hashlib.sha256(new.code_zip).hexdigest(),
            code_size=len(new.code_zip),
            image_digest=None,
            core_digest=None,
            core_size=0,
            needs_cpython="in-test engine",
            arena_bytes=16384,
            allowed_tiers=ALL_TIERS,
            objective=Objective.BALANCED,
            last_modified=now,
            revision_id=str(uuid.uuid4()),
        )
        self.versions_by_name[new.name] = [version]
        return self._publish(version) if new.publish else version

    def get(self, name: str, qualifier: str | None = None) -> FunctionVersion:
        for version in self.versions(name):
            if version.version == (qualifier or LATEST):
                return version
        raise NotFound("Function not found", f"{name}:{qualifier}")

    def list(self, marker: str | None = None, limit: int = 50) -> Page:
        names = sorted(name for name in self.versions_by_name if name > (marker or ""))
        items = tuple(self.versions_by_name[name][0] for name in names[:limit])
        return Page(items, items[-1].name if len(names) > limit else None)

    def versions(self, name: str) -> tuple[FunctionVersion, ...]:
        if name not in self.versions_by_name:
            raise NotFound("Function not found", name)
        return tuple(self.versions_by_name[name])

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
    ) -> FunctionVersion:
        before = self.get(name)
        if revision_id not in (None, before.revision_id):
            raise PreconditionFailed("The Revision Id provided does not match the latest one.")
        self._keep(code_zip)
        after = replace(
            before,
            code_digest=hashlib.sha256(code_zip).hexdigest(),
            code_size=len(code_zip),
            last_modified=now,
            revision_id=str(uuid.uuid4()),
        )
        if not dry_run:
            self.versions_by_name[name][0] = after
        return self._publish(after) if publish else after

    def delete(self, name: str, qualifier: str | None = None) -> None:
        version = self.get(name, qualifier)
        if qualifier is None:
            del self.versions_by_name[name]
        else:
            self.versions_by_name[name].remove(version)

    def blob(self, hex_digest: str) -> bytes:
        if hex_digest not in self.blobs:
            raise NotFound("no such code or image", hex_digest)
        return self.blobs[hex_digest]

    def _keep(self, code_zip: bytes) -> None:
        if not zipfile.is_zipfile(io.BytesIO(code_zip)):
            raise InvalidPackage(
                "Could not unzip uploaded file. Please check your file, then try to upload again."
            )
        self.blobs[hashlib.sha256(code_zip).hexdigest()] = code_zip

    def _publish(self, version: FunctionVersion) -> FunctionVersion:
        versions = self.versions_by_name[version.name]
        numbered = replace(version, version=str(len(versions)))
        versions.append(numbered)
        return numbered


@dataclass
class ThreadDispatcher:
    """Runs the handler of the zip on a thread, with the exceptions of Python turned into AWS's."""

    functions: MemoryFunctions
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4))
    events: list[Invocation] = field(default_factory=list)

    def invoke(self, invocation: Invocation) -> "Future[Outcome]":
        if invocation.kind is InvocationKind.EVENT:
            self.events.append(invocation)
        return self.pool.submit(self._run, invocation)

    def tick(self) -> None:
        pass

    def _run(self, invocation: Invocation) -> Outcome:
        function = invocation.function
        archive = zipfile.ZipFile(io.BytesIO(self.functions.blob(function.code_digest)))
        lines: list[str] = []
        scope: dict[str, Any] = {"print": lambda *words: lines.append(" ".join(map(str, words)))}
        exec(archive.read(f"{function.module}.py"), scope)
        error = None
        try:
            payload = dump(scope[function.entry](load(invocation.payload), invocation))
        except Exception as fault:  # noqa: BLE001  (the border of a handler)
            stack = traceback.format_tb(fault.__traceback__)[1:]
            payload = error_payload(type(fault).__name__, str(fault), invocation.request_id, stack)
            error = "Unhandled"
        outcome = Outcome(payload, error, "\n".join(lines), 1.0, Tier.CLOUD, "thread")
        return replace(outcome, report=full_report(invocation, outcome))


class EmptyLedger:
    def latest(self, limit: int = 100) -> list[dict[str, Any]]:
        return []


class Clock:
    """The real time, moved by as much as a test wants."""

    def __init__(self) -> None:
        self.offset_s = 0.0

    def __call__(self) -> float:
        return time.time() + self.offset_s


@dataclass
class Cloud:
    """A running service and what a test needs to talk to it."""

    url: str
    clock: Clock
    functions: MemoryFunctions
    dispatcher: ThreadDispatcher
    engine: Engine
    stop: Callable[[], None]
    credentials: Credentials = CREDENTIALS

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def client(self, service: str = "lambda", **changes: str) -> Any:
        keys = {
            "aws_access_key_id": self.credentials.access_key_id,
            "aws_secret_access_key": self.credentials.secret_access_key,
            "region_name": "us-east-1",
        }
        return boto3.client(
            service,
            endpoint_url=self.url,
            config=BotoConfig(retries={"max_attempts": 0}),
            **(keys | changes),
        )


class Gateway:
    """Signs and sends what a gateway sends."""

    def __init__(self, cloud: "Cloud | RealCloud", name: str, service: str = "ulambda") -> None:
        self.cloud = cloud
        self.name = name
        self.service = service

    def send(
        self, method: str, path: str, content: object = None, timeout_s: float | None = None
    ) -> bytes:
        body = None if content is None else json.dumps(to_json(content)).encode()
        keys = self.cloud.credentials
        request = AWSRequest(
            method,
            f"{self.cloud.url}{path}",
            data=body,
            headers={"Content-Type": "application/json"} if body else {},
        )
        SigV4Auth(
            BotoCredentials(keys.access_key_id, keys.secret_access_key), self.service, "us-east-1"
        ).add_auth(request)
        with urllib.request.urlopen(
            urllib.request.Request(request.url, body, dict(request.headers), method=method),
            timeout=timeout_s,
        ) as response:
            answer: bytes = response.read()
            return answer

    def post(self, verb: str, content: object, timeout_s: float | None = None) -> object:
        path = f"/v1/gateways/{self.name}/{verb}"
        return json.loads(self.send("POST", path, content, timeout_s))


def start(state: Path) -> Cloud:
    """Start a service over the small engine."""
    functions = MemoryFunctions()
    dispatcher = ThreadDispatcher(functions)
    engine = Engine(
        functions, dispatcher, FleetRegister(), EmptyLedger(), Gateways(), dispatcher.pool.shutdown
    )
    clock = Clock()
    url, stop = run(Service(Config(state, CREDENTIALS, port=0), engine, clock))
    return Cloud(url, clock, functions, dispatcher, engine, stop)


def run(service: Service) -> tuple[str, Callable[[], None]]:
    """Run a service in a thread; the function given back ends it and waits for its end."""
    thread = threading.Thread(target=lambda: asyncio.run(service.run()))
    thread.start()

    def stop() -> None:
        service.stop()
        thread.join(10)
        assert not thread.is_alive()

    return service.url, stop


@dataclass
class RealCloud:
    """A running service over the real engine."""

    url: str
    engine: Engine
    credentials: Credentials = CREDENTIALS

    client = Cloud.client

    def gateway(self, name: str) -> Gateway:
        return Gateway(self, name)


@pytest.fixture(scope="module")
def real_cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCloud]:
    config = Config(tmp_path_factory.mktemp("state"), CREDENTIALS, port=0)
    services: list[Service] = []
    engine = open_engine(config, time.time, lambda: services[0].url)
    services.append(Service(config, engine))
    url, stop = run(services[0])
    yield RealCloud(url, engine)
    stop()


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    cloud = start(tmp_path_factory.mktemp("state"))
    yield cloud
    cloud.stop()


@pytest.fixture
def own_cloud(tmp_path: Path) -> Iterator[Cloud]:
    """A service of its own for a test that stops it."""
    cloud = start(tmp_path)
    yield cloud
    cloud.stop()


@pytest.fixture
def gateway_of(cloud: Cloud) -> Callable[..., Gateway]:
    return lambda name, service="ulambda": Gateway(cloud, name, service)


@pytest.fixture
def own_gateway(own_cloud: Cloud) -> Gateway:
    return Gateway(own_cloud, "attic")


@pytest.fixture(autouse=True)
def right_time(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "cloud" in request.fixturenames:
        request.getfixturevalue("cloud").clock.offset_s = 0.0


def make_zip(source: str, filename: str = "handler.py") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo(filename), source)  # always the same date
    return buffer.getvalue()


@pytest.fixture
def code_zip() -> Callable[..., bytes]:
    return make_zip


@pytest.fixture
def deploy(cloud: Cloud) -> Callable[..., str]:
    """Create a function from source with a fresh name; give its name back."""

    def deploy(source: str, **options: Any) -> str:
        name: str = options.pop("FunctionName", f"f-{uuid.uuid4().hex[:12]}")
        cloud.client().create_function(
            FunctionName=name,
            Runtime="python3.11",
            Role=ROLE,
            Handler="handler.handler",
            Code={"ZipFile": make_zip(source)},
            **options,
        )
        return name

    return deploy
