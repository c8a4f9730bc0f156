"""What does a handler on the interpreter get from boto3?"""

import io
import json
import threading
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ParamValidationError

from ulambda.engine.executors.services import Services
from ulambda.engine.executors.vm import Interpreter
from ulambda.engine.remote import Work

MakeWork = Callable[..., Work]


class MemoryS3:
    """Buckets in memory, with the methods and errors of boto3's client."""

    def __init__(self) -> None:
        self.objects: dict[str, tuple[bytes, dict[str, str]]] = {}

    def _error(self, code: str, status: int, operation: str) -> ClientError:
        response: Any = {
            "Error": {"Code": code, "Message": "It is not there."},
            "ResponseMetadata": {"HTTPStatusCode": status},
        }
        return ClientError(response, operation)

    def put_object(
        self, *, Bucket: str, Key: str, Body: bytes, Metadata: dict[str, str] | None = None
    ) -> dict[str, object]:
        if Bucket != "shed":
            raise self._error("NoSuchBucket", 404, "PutObject")
        self.objects[Key] = Body, Metadata or {}
        return {"ResponseMetadata": {"HTTPStatusCode": 200}, "ETag": f'"{len(Body)}"'}

    def get_object(self, *, Bucket: str, Key: str) -> dict[str, object]:
        found = self.head_object(Bucket=Bucket, Key=Key)
        return found | {"Body": io.BytesIO(self.objects[Key][0])}

    def head_object(self, *, Bucket: str, Key: str) -> dict[str, object]:
        if Key not in self.objects:
            raise self._error("NoSuchKey", 404, "GetObject")
        body, metadata = self.objects[Key]
        return {
            "ResponseMetadata": {"HTTPStatusCode": 200},
            "ContentLength": len(body),
            "LastModified": datetime.now(UTC),
            "Metadata": metadata,
        }

    def list_objects_v2(self, *, Bucket: str, Prefix: str = "") -> dict[str, object]:
        keys = [key for key in sorted(self.objects) if key.startswith(Prefix)]
        rows = [{"Key": key, "Size": len(self.objects[key][0])} for key in keys]
        found = {"ResponseMetadata": {"HTTPStatusCode": 200}, "KeyCount": len(keys)}
        return found | {"IsTruncated": False} | ({"Contents": rows} if rows else {})

    def delete_object(self, *, Bucket: str, Key: str) -> dict[str, object]:
        self.objects.pop(Key, None)
        return {"ResponseMetadata": {"HTTPStatusCode": 204}}


class Broken:
    """A client whose service is away, or which finds fault with parameters."""

    def get_object(self, **parameters: object) -> dict[str, object]:
        raise EndpointConnectionError(endpoint_url="http://s3")

    def put_object(self, **parameters: object) -> dict[str, object]:
        raise ParamValidationError(report="Missing required parameter")


def run(
    services: Services | None, blobs: Callable[[str], bytes], work: MakeWork, *lines: str
) -> Any:
    body = "".join(f"    {line}\n" for line in lines)
    source = (
        "import boto3\nfrom botocore.exceptions import BotoCoreError, ClientError\n"
        f's3 = boto3.client("s3")\ndef handler(event, context):\n{body}'
    )
    result = Interpreter(blobs, services).run(work(source, "{}", run="image"))
    assert result.refused is None, result
    return json.loads(result.payload)


@pytest.fixture
def store() -> MemoryS3:
    return MemoryS3()


@pytest.fixture
def ask(store: MemoryS3, blobs: Callable[[str], bytes], work: MakeWork) -> Callable[..., Any]:
    services = Services({"s3": store}.get)
    return lambda *lines: run(services, blobs, work, *lines)


def test_an_object_is_written_and_read(ask: Callable[..., Any], store: MemoryS3) -> None:
    answer = ask(
        'at = {"Bucket": "shed", "Key": "a/ä"}',
        's3.put_object(Body=bytes(range(200)) * 5, Metadata={"by.x": "é"}, **at)',
        "r = s3.get_object(**at)",
        'body, meta = r["Body"], r["ResponseMetadata"]["HTTPStatusCode"]',
        "parts = [list(body.read(3)), len(body.read()), len(body.read())]",
        'return [*parts, r["ContentLength"], r["Metadata"], meta]',
    )

    assert answer == [[0, 1, 2], 997, 0, 1000, {"by.x": "é"}, 200]
    assert store.objects["a/ä"] == (bytes(range(200)) * 5, {"by.x": "é"})


def test_objects_are_listed_and_deleted(ask: Callable[..., Any]) -> None:
    answer = ask(
        'for key in ("b/1", "b/2", "c"):',
        '    s3.put_object(Bucket="shed", Key=key, Body=key.encode() * 3)',
        'deleted = s3.delete_object(Bucket="shed", Key="c")["ResponseMetadata"]',
        'some = s3.list_objects_v2(Bucket="shed", Prefix="b/")',
        'none = s3.list_objects_v2(Bucket="shed", Prefix="x")',
        'more = [some["IsTruncated"], "Contents" in none]',
        'return [deleted, some["KeyCount"], some["Contents"], *more]',
    )

    rows = [{"Key": "b/1", "Size": 9}, {"Key": "b/2", "Size": 9}]
    assert answer == [{"HTTPStatusCode": 204}, 2, rows, False, False]


def test_errors_are_those_of_botocore(ask: Callable[..., Any]) -> None:
    answer = ask(
        "found = []",
        "try:",
        '    s3.get_object(Bucket="shed", Key="nothing")',
        "except s3.exceptions.NoSuchKey as e:",
        '    found += [str(e), e.response["Error"]["Code"], e.operation_name]',
        "try:",
        '    s3.put_object(Bucket="house", Key="a", Body=b"")',
        "except ClientError as e:",
        '    found += [type(e).__name__, e.response["ResponseMetadata"]]',
        "return found",
    )

    told = "An error occurred (NoSuchKey) when calling the GetObject operation: It is not there."
    assert answer == [told, "NoSuchKey", "GetObject", "NoSuchBucket", {"HTTPStatusCode": 404}]


READ = 's3.get_object(Bucket="shed", Key="a")'
TRY = ("try:", f"    {READ}", "except BotoCoreError as e:", "    return [type(e).__name__, str(e)]")
AWAY = ["EndpointConnectionError", 'Could not connect to the endpoint URL: "s3"']


@pytest.mark.parametrize("services", [None, Services(lambda _: None), Services(lambda _: Broken())])
def test_a_service_that_nobody_reaches_is_an_error_at_once(
    services: Services | None, blobs: Callable[[str], bytes], work: MakeWork
) -> None:
    assert run(services, blobs, work, *TRY) == AWAY


def test_wrong_parameters_are_told(blobs: Callable[[str], bytes], work: MakeWork) -> None:
    lines = "try:", "    s3.put_object()", "except BotoCoreError as e:", "    return str(e)"

    answer = run(Services(lambda _: Broken()), blobs, work, *lines)

    assert answer == "Parameter validation failed:\nMissing required parameter"


class Slow:
    """A client that answers when it is let."""

    def __init__(self) -> None:
        self.let = threading.Event()

    def get_object(self, **parameters: object) -> dict[str, object]:
        self.let.wait(10)
        return {}


def test_nobody_waits_past_the_deadline(blobs: Callable[[str], bytes], work: MakeWork) -> None:
    slow = Slow()
    states: list[str] = []

    @contextmanager
    def waiting() -> Any:
        states.append("waits")
        yield
        states.append("runs")

    source = (
        "import boto3\ndef handler(event, context):\n"
        '    boto3.client("s3").get_object(Bucket="b", Key="k")\n'
    )
    services = Services(lambda _: slow, waiting)
    result = Interpreter(blobs, services).run(work(source, "{}", run="image", timeout_s=0.2))
    slow.let.set()

    assert json.loads(result.payload)["errorMessage"].startswith(
        "An error occurred (RequestTimeout) when calling the GetObject operation"
    )
    assert states == ["waits"]


@pytest.mark.parametrize(
    "fields",
    [
        [],
        [b"s3"],
        [b"s3", b"Nothing"],
        [b"\xff", b"\xff"],
        [b"s3", b"GetObject", b"Key"],
        [b"ec2", b"RunInstances"],
    ],
)
def test_forged_requests_reach_nobody(fields: list[bytes]) -> None:
    assert Services(lambda _: MemoryS3()).request(fields, 1.0) is None


@pytest.mark.parametrize(
    "fields", [[b"", b""], [b"zKey", b"1"], [b"iKey", b"x"], [b"sKey\0a", b"", b"sKey", b"\xff"]]
)
def test_forged_parameters_are_refused(fields: list[bytes]) -> None:
    answer = Services(lambda _: MemoryS3()).request([b"s3", b"GetObject", *fields], 1.0)

    assert answer is not None
    assert b"ParamValidation" in answer
