"""One dump for all tiers, and error objects as AWS's Python runtime writes them."""

import json

import pytest

from ulambda.engine import payload


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, b"null"),
        ((1, 2.5), b"[1, 2.5]"),
        ({"a": True, "é": "ü"}, '{"a": true, "é": "ü"}'.encode()),
        (1e300, b"1e+300"),
        (10**30, b"1000000000000000000000000000000"),
        ({1: 2}, b'{"1": 2}'),
    ],
)
def test_dump_writes_what_aws_writes(value: object, expected: bytes) -> None:
    assert payload.dump(value) == expected


def test_no_payload_is_an_empty_object() -> None:
    assert payload.load(b"") == {}
    assert payload.load(b" [1]") == [1]


def test_an_error_has_aws_keys_in_aws_order() -> None:
    body = payload.error_payload("ValueError", "bad", "r-1", ["  File\n"])

    assert body == (
        b'{"errorMessage": "bad", "errorType": "ValueError", "requestId": "r-1", '
        b'"stackTrace": ["  File\\n"]}'
    )


def test_a_lone_surrogate_in_a_message_is_told_as_its_escape() -> None:
    body = payload.error_payload("ValueError", "\udc80", "r", [])

    assert json.loads(body)["errorMessage"] == "\udc80"


def test_the_platform_errors_read_as_on_aws() -> None:
    assert json.loads(payload.timed_out("r-1", 1)) == {
        "errorType": "Sandbox.Timedout",
        "errorMessage": "RequestId: r-1 Error: Task timed out after 1.00 seconds",
    }
    assert json.loads(payload.exited("r-1", "exit status 3"))["errorMessage"] == (
        "RequestId: r-1 Error: Runtime exited with error: exit status 3"
    )
    assert json.loads(payload.exited("r-1", None))["errorMessage"] == (
        "RequestId: r-1 Error: Runtime exited without providing a reason"
    )


def test_an_error_is_logged_with_its_traceback() -> None:
    body = payload.error_payload("ValueError", "bad", "r", ['  File "/var/task/h.py", line 1\n'])

    assert payload.error_log(body) == (
        "[ERROR] ValueError: bad\n"
        "Traceback (most recent call last):\n"
        '  File "/var/task/h.py", line 1\n'
    )
