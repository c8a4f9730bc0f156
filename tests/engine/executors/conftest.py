"""Work for executors, from source text."""

import hashlib
import io
import zipfile
from collections.abc import Callable

import pytest

from ulambda.engine import package
from ulambda.engine.model import Tier
from ulambda.engine.remote import Work


class Blobs(dict[str, bytes]):
    """Code and images by digest."""

    def __call__(self, digest: str) -> bytes:
        return self[digest]

    def add(self, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        self[digest] = content
        return digest


@pytest.fixture
def blobs() -> Blobs:
    return Blobs()


MakeWork = Callable[..., Work]


@pytest.fixture
def work(blobs: Blobs) -> MakeWork:
    def make(
        source: str,
        payload: str = "{}",
        *,
        handler: str = "handler.handler",
        run: str = "cpython",
        timeout_s: float = 20.0,
        arena_bytes: int = 16384,
        environment: dict[str, str] | None = None,
        client_context: str | None = None,
    ) -> Work:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("handler.py", source)
        code = out.getvalue()
        image = package.inspect(code, handler, "python3.11").image if run == "image" else None
        return Work(
            request_id="r-1",
            attempt=1,
            function="f",
            version="$LATEST",
            tier=Tier.CLOUD,
            board=None,
            run=run,
            handler=handler,
            function_arn="arn:aws:lambda:eu-west-1:000000000000:function:f",
            code_digest=blobs.add(code),
            image_digest=None if image is None else blobs.add(image),
            arena_bytes=arena_bytes,
            memory_mb=128,
            timeout_s=timeout_s,
            deadline_in_s=timeout_s,
            payload=payload,
            environment=environment or {},
            client_context=client_context,
        )

    return make
