"""How does a handler on the interpreter reach S3 and Lambda? Through boto3's own clients, here.

The system call REQUEST brings service, operation and parameters as fields (compiler/library/_aws.py
tells their form), ANSWER takes the answer away. A service without a client is one that nobody
reaches. While a handler waits for an answer it does not run: `waiting` says so to whoever counts.
"""

import struct
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from ulambda.spec.syscalls import Syscall
from ulambda.vm.system_calls import Answer, computer

METHODS = {
    ("s3", "GetObject"): "get_object",
    ("s3", "PutObject"): "put_object",
    ("s3", "HeadObject"): "head_object",
    ("s3", "DeleteObject"): "delete_object",
    ("s3", "ListObjectsV2"): "list_objects_v2",
    ("lambda", "Invoke"): "invoke",
}
THREADS = 32
MAX_ANSWER_BYTES = 8 << 20
_LENGTH = struct.Struct("<I")


Client = object  # one of boto3's, whose methods are those of METHODS
Waiting = Callable[[], AbstractContextManager[object]]


class Services:
    """The clients of a tier. Safe from several threads."""

    def __init__(
        self, client_of: Callable[[str], Client | None], waiting: Waiting = nullcontext
    ) -> None:
        """`client_of("s3")` makes a client; it is asked once for each service."""
        self._client_of = client_of
        self._waiting = waiting
        self._clients: dict[str, Client | None] = {}
        self._threads = ThreadPoolExecutor(THREADS, "ulambda-services")

    def request(self, fields: list[bytes], timeout_s: float) -> bytes | None:
        """Ask, and give the answer as fields; None if nobody reaches the service."""
        if len(fields) < 2 or len(fields) % 2:
            return None
        service, operation = (field.decode("utf-8", "replace") for field in fields[:2])
        method = METHODS.get((service, operation))
        if method is None:
            return None
        if service not in self._clients:
            self._clients[service] = self._client_of(service)
        client = self._clients[service]
        if client is None:
            return None
        from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

        try:
            parameters = _parameters(fields[2:])
            with self._waiting():
                call = self._threads.submit(_ask, getattr(client, method), parameters)
                return call.result(timeout_s)
        except TimeoutError:
            return _refusal("RequestTimeout", "no answer before the deadline of the invocation")
        except ParamValidationError as error:
            return _refusal("ParamValidation", str(error.kwargs["report"]))
        except (ValueError, UnicodeDecodeError) as error:
            return _refusal("ParamValidation", str(error))
        except ClientError as error:
            told = error.response.get("Error", {})
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 400)
            return _refusal(told.get("Code", "Unknown"), told.get("Message", "Unknown"), status)
        except BotoCoreError:
            return None

    def close(self) -> None:
        """Let go of requests that nobody waits for."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class Requests:
    """The device of one machine: what it asked last, and until when it may wait."""

    def __init__(self, services: Services | None) -> None:
        self.remaining_ms: Callable[[], int] = lambda: 0
        self._services = services
        self._answer = b""

    def __call__(self, number: Syscall, data: bytes) -> Answer:
        match number:
            case Syscall.REQUEST if self._services is not None:
                fields = list(_split(data))
                answer = self._services.request(fields, self.remaining_ms() / 1000)
                if answer is None or len(answer) > MAX_ANSWER_BYTES:
                    return None
                self._answer = answer
                return struct.pack("<i", len(answer))
            case Syscall.ANSWER if self._services is not None:
                answer, self._answer = self._answer, b""
                return answer
            case _:
                return computer(number, data)


def _ask(method: Callable[..., Mapping[str, object]], parameters: dict[str, object]) -> bytes:
    answer = dict(method(**parameters))
    meta = answer.pop("ResponseMetadata", {})
    assert isinstance(meta, Mapping)
    return _joined([b"", b"", str(meta.get("HTTPStatusCode", 200)).encode(), *_told(answer)])


def _refusal(code: str, message: str, status: int = 400) -> bytes:
    return _joined([code.encode(), message.encode("utf-8", "replace"), str(status).encode()])


def _joined(fields: list[bytes]) -> bytes:
    return b"".join(_LENGTH.pack(len(field)) + field for field in fields)


def _split(data: bytes) -> Iterator[bytes]:
    at = 0
    while at + 4 <= len(data):
        (size,) = _LENGTH.unpack_from(data, at)
        yield data[at + 4 : at + 4 + size]
        at += 4 + size


def _parameters(fields: list[bytes]) -> dict[str, object]:
    """Read names and values: [b"sKey", b"a"] -> {"Key": "a"}."""
    found: dict[str, object] = {}
    for name, data in zip(fields[::2], fields[1::2], strict=True):
        kind, *path = name[:1].decode("ascii"), *name[1:].decode("utf-8").split("\0")
        into = found
        for step in path[:-1]:
            inner = into.setdefault(step, {})
            if not isinstance(inner, dict):
                raise ValueError(f"{step} is no dict")
            into = inner
        values: dict[str, Callable[[bytes], object]] = {
            "s": bytes.decode,
            "i": int,
            "b": b"True".__eq__,
            "d": bytes,
        }
        if kind not in values:
            raise ValueError(f"{path[-1]} has no type")
        into[path[-1]] = values[kind](data)
    return found


def _told(answer: Mapping[str, object], before: str = "") -> Iterator[bytes]:
    """Write names and values: {"Size": 3} -> b"iSize", b"3"; dates are left out."""
    for key, value in answer.items():
        name = before + key
        if isinstance(value, bool):
            yield from (f"b{name}".encode(), str(value).encode())
        elif isinstance(value, int):
            yield from (f"i{name}".encode(), str(value).encode())
        elif isinstance(value, str):
            yield from (f"s{name}".encode(), value.encode())
        elif isinstance(value, dict):
            yield from (f"m{name}".encode(), b"")
            yield from _told(value, name + "\0")
        elif isinstance(value, list):
            for element in value:
                if isinstance(element, dict):
                    yield from (f"e{name}".encode(), b"")
                    yield from _told(element, name + "\0")
        elif hasattr(value, "read"):
            yield from (f"d{name}".encode(), value.read(MAX_ANSWER_BYTES + 1))
        else:
            assert value is None or isinstance(value, datetime), type(value)
