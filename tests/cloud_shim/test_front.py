"""Does the raw front hold, on the wire, against what no SDK would send?"""

import json
import socket
import threading
from typing import Any
from urllib.parse import quote

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ulambda.cloud_shim.aws import models

MODEL = models.load("lambda", "2015-03-31")
INVOKE = "/2015-03-31/functions/{}/invocations"


def signed_headers(cloud: Any, method: str, path: str, body: bytes, **extra: str) -> dict[str, str]:
    request = AWSRequest(
        method,
        f"{cloud.url}{path}",
        data=body,
        headers={"Host": f"127.0.0.1:{cloud.port}"}
        | {k.replace("_", "-"): v for k, v in extra.items()},
    )
    keys = cloud.credentials
    auth = SigV4Auth(Credentials(keys.access_key_id, keys.secret_access_key), "lambda", "us-east-1")
    auth.add_auth(request)
    return dict(request.headers)


def exchange(cloud: Any, *parts: bytes) -> tuple[int, dict[str, str], bytes]:
    """Send raw bytes; return status, headers and body of the first answer."""
    with socket.create_connection(("127.0.0.1", cloud.port), timeout=10) as connection:
        for part in parts:
            connection.sendall(part)
        stream = connection.makefile("rb")
        status = int(stream.readline().split()[1])
        headers = {}
        while (line := stream.readline().strip()) != b"":
            name, _, value = line.decode().partition(": ")
            headers[name.lower()] = value
        return status, headers, stream.read(int(headers.get("content-length", 0)))


def request_bytes(method: str, path: str, headers: list[tuple[str, str]], body: bytes) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    return ("\r\n".join(lines) + f"\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body


def send(cloud: Any, method: str, path: str, body: bytes = b"", **extra: str) -> tuple[int, Any]:
    headers = signed_headers(cloud, method, path, body, **extra)
    status, _, answer = exchange(cloud, request_bytes(method, path, list(headers.items()), body))
    return status, json.loads(answer) if answer else None


def test_an_unknown_path_is_unknown_only_to_who_signs(cloud: Any) -> None:
    unsigned = exchange(cloud, b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n")

    assert unsigned[0] == 403
    assert unsigned[1]["x-amzn-errortype"] == "MissingAuthenticationTokenException"
    assert json.loads(unsigned[2]) == {"message": "Missing Authentication Token"}
    assert send(cloud, "GET", "/nothing")[0] == 404


def test_a_wrong_secret_is_refused_to_boto3(cloud: Any) -> None:
    with pytest.raises(ClientError) as caught:
        cloud.client(aws_secret_access_key="wrong").list_functions()

    response = caught.value.response
    assert response["Error"]["Code"] == "InvalidSignatureException"
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_an_unknown_key_is_refused_to_boto3(cloud: Any) -> None:
    with pytest.raises(ClientError) as caught:
        cloud.client(aws_access_key_id="AKULNOBODYNOBODYNOBO").list_functions()

    assert caught.value.response["Error"] == {
        "Code": "UnrecognizedClientException",
        "Message": "The security token included in the request is invalid.",
    }


@pytest.mark.parametrize("offset_s", [1000.0, -1000.0])
def test_a_wrong_clock_is_refused_to_boto3(cloud: Any, offset_s: float) -> None:
    cloud.clock.offset_s = offset_s

    with pytest.raises(ClientError) as caught:
        cloud.client().list_functions()

    error = caught.value.response["Error"]
    assert error["Code"] == "InvalidSignatureException"
    expected = "Signature expired: " if offset_s > 0 else "Signature not yet current: "
    assert error["Message"].startswith(expected)


def test_a_second_authorization_header_is_refused(cloud: Any) -> None:
    headers = [*signed_headers(cloud, "GET", "/2015-03-31/functions", b"").items()]
    repeated = [*headers, ("Authorization", dict(headers)["Authorization"])]

    status, got, _ = exchange(cloud, request_bytes("GET", "/2015-03-31/functions", repeated, b""))

    assert (status, got["x-amzn-errortype"]) == (400, "IncompleteSignatureException")


def test_a_body_changed_on_the_way_is_refused(cloud: Any) -> None:
    path = INVOKE.format("f")
    headers = [*signed_headers(cloud, "POST", path, b'{"a": 1}').items()]

    status, got, _ = exchange(cloud, request_bytes("POST", path, headers, b'{"a": 2}'))

    assert (status, got["x-amzn-errortype"]) == (403, "InvalidSignatureException")


def test_a_chunked_body_is_read_and_verified(cloud: Any, deploy: Any) -> None:
    path = INVOKE.format(deploy("def handler(event, context):\n    return event\n"))
    headers = signed_headers(cloud, "POST", path, b'{"a": 1}') | {"Transfer-Encoding": "chunked"}
    head = f"POST {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items())

    status, _, body = exchange(
        cloud, head.encode() + b"\r\n", b'3\r\n{"a\r\n5\r\n": 1}\r\n0\r\n\r\n'
    )

    assert (status, body) == (200, b'{"a": 1}')


def test_a_head_without_an_end_is_cut_off(cloud: Any) -> None:
    line = b"x-filler: " + b"a" * 4096 + b"\r\n"

    with socket.create_connection(("127.0.0.1", cloud.port), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        answer = b""
        try:
            for _ in range(10_000):
                connection.sendall(line)
        except OSError:
            pass
        else:
            pytest.fail("40 MB of head were taken")
        try:
            answer = connection.recv(1000)
        except ConnectionError:
            pass

    assert answer == b"" or answer.startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    "rubbish",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
)
def test_what_is_not_http_gets_400(cloud: Any, rubbish: bytes) -> None:
    assert exchange(cloud, rubbish)[0] == 400


def test_invocations_do_not_wait_for_each_other(cloud: Any, deploy: Any) -> None:
    """The event loop goes on while a function runs: both are inside at the same time."""
    source = (
        "import threading\n"
        "def handler(event, context):\n"
        "    import builtins\n"
        "    builtins.ulambda_test_barrier.wait(10)\n"
        "    return event\n"
    )
    import builtins

    builtins.ulambda_test_barrier = threading.Barrier(2)  # type: ignore[attr-defined]
    name, answers = deploy(source), []

    def invoke() -> None:
        answer = cloud.client().invoke(FunctionName=name)
        answers.append((answer["Payload"].read(), answer.get("FunctionError")))

    threads = [threading.Thread(target=invoke) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    del builtins.ulambda_test_barrier  # type: ignore[attr-defined]

    assert answers == [(b"{}", None)] * 2


@settings(
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_no_signed_request_makes_the_service_fail(cloud: Any, data: st.DataObject) -> None:
    operation = MODEL.operations[data.draw(st.sampled_from(sorted(MODEL.operations)))]
    labels = st.text(max_size=8) | st.sampled_from(["f", "f:1", "arn:aws:lambda:x", "../x", "%"])
    path = "/".join(
        quote(data.draw(labels), safe="") if segment.startswith("{") else segment
        for segment in operation.path.split("/")
    )
    names = [m.wire_name for m in (operation.input.members.values() if operation.input else ())]
    query = "&".join(
        f"{quote(name)}={quote(data.draw(labels))}"
        for name in data.draw(st.lists(st.sampled_from(names or ["x"]), max_size=3))
    )
    values = st.none() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=3))
    fields = st.dictionaries(st.sampled_from(names or ["x"]), values, max_size=4)
    body = data.draw(st.binary(max_size=20) | fields.map(lambda v: json.dumps(v).encode()))
    target = path + (f"?{query}" if query else "")

    status, answer = send(cloud, operation.method, target, body)

    assert status in (200, 202, 204) or 400 <= status < 500 or status == 501, (status, answer)
