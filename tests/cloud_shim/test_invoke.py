"""Is Invoke what boto3 expects of AWS?"""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

ECHO = "def handler(event, context):\n    return event\n"
TALK = 'def handler(event, context):\n    print("hello", event["n"])\n    return event["n"] + 1\n'
FAIL = 'def handler(event, context):\n    raise ValueError("bad window")\n'

Deploy = Callable[..., str]


def code_of(caught: "pytest.ExceptionInfo[ClientError]") -> tuple[str, int, str]:
    response = caught.value.response
    error = response["Error"]
    return error["Code"], response["ResponseMetadata"]["HTTPStatusCode"], error["Message"]


def test_a_result_comes_back_with_its_version_and_request_id(cloud: Any, deploy: Deploy) -> None:
    answer = cloud.client().invoke(FunctionName=deploy(ECHO), Payload=b'{"a": [1, 2.5, null]}')

    assert answer["StatusCode"] == 200
    assert answer["ExecutedVersion"] == "$LATEST"
    assert "FunctionError" not in answer and "LogResult" not in answer
    assert answer["Payload"].read() == b'{"a": [1, 2.5, null]}'
    assert len(answer["ResponseMetadata"]["RequestId"]) == 36


def test_no_payload_is_an_empty_object(cloud: Any, deploy: Deploy) -> None:
    answer = cloud.client().invoke(FunctionName=deploy(ECHO))

    assert answer["Payload"].read() == b"{}"


def test_the_log_tail_is_framed_as_cloudwatch_does(cloud: Any, deploy: Deploy) -> None:
    answer = cloud.client().invoke(FunctionName=deploy(TALK), LogType="Tail", Payload=b'{"n": 4}')

    lines = base64.b64decode(answer["LogResult"]).decode().splitlines()
    request_id = answer["ResponseMetadata"]["RequestId"]
    assert lines[0] == f"START RequestId: {request_id} Version: $LATEST"
    assert lines[1] == "hello 4"
    assert lines[2] == f"END RequestId: {request_id}"
    assert lines[3].startswith(f"REPORT RequestId: {request_id}\tDuration: ")


def test_an_error_of_the_function_is_a_successful_call(cloud: Any, deploy: Deploy) -> None:
    answer = cloud.client().invoke(FunctionName=deploy(FAIL))

    error = json.loads(answer["Payload"].read())
    assert (answer["StatusCode"], answer["FunctionError"]) == (200, "Unhandled")
    assert (error["errorType"], error["errorMessage"]) == ("ValueError", "bad window")


def test_an_event_is_accepted_without_a_result(cloud: Any, deploy: Deploy) -> None:
    name = deploy(ECHO)

    answer = cloud.client().invoke(FunctionName=name, InvocationType="Event", Payload=b'{"e": 1}')

    assert answer["StatusCode"] == 202
    assert "ExecutedVersion" not in answer
    assert answer["Payload"].read() == b""
    assert [e.payload for e in cloud.dispatcher.events if e.function.name == name] == [b'{"e": 1}']


def test_a_dry_run_runs_nothing(cloud: Any, deploy: Deploy) -> None:
    answer = cloud.client().invoke(FunctionName=deploy(FAIL), InvocationType="DryRun")

    assert answer["StatusCode"] == 204
    assert answer["Payload"].read() == b""


@pytest.mark.parametrize(
    "form",
    [
        "{name}:1",
        "000000000000:function:{name}:1",
        "arn:aws:lambda:us-east-1:000000000000:function:{name}:1",
        "function:{name}:1",
    ],
)
def test_every_form_of_a_name_reaches_the_version(cloud: Any, deploy: Deploy, form: str) -> None:
    name = deploy(ECHO, Publish=True)

    answer = cloud.client().invoke(FunctionName=form.format(name=name), Payload=b"7")

    assert answer["ExecutedVersion"] == "1"
    assert answer["Payload"].read() == b"7"


def test_the_context_of_the_client_reaches_the_function(cloud: Any, deploy: Deploy) -> None:
    name = deploy("def handler(event, context):\n    return context.client_context\n")
    given = base64.b64encode(b'{"custom": {"a": 1}}').decode()

    answer = cloud.client().invoke(FunctionName=name, ClientContext=given)

    assert json.loads(answer["Payload"].read()) == '{"custom": {"a": 1}}'


def test_a_context_that_is_not_json_is_refused(cloud: Any, deploy: Deploy) -> None:
    with pytest.raises(ClientError) as caught:
        cloud.client().invoke(FunctionName=deploy(ECHO), ClientContext="%%%")

    assert code_of(caught)[:2] == ("InvalidRequestContentException", 400)


@pytest.mark.parametrize(
    ("payload", "fault"),
    [
        (b"n\x87r", "Invalid UTF-8 start byte 0x87\n at [Source: REDACTED"),
        (b"\x19", "Unexpected character ((CTRL-CHAR, code 25)): expected a valid value"),
        (b"{'a': 1}", "Unexpected character (''' (code 39))"),
        (b"hello", "Unrecognized token 'hello': was expecting (JSON String"),
        (b'{"a": ', "Unexpected end-of-input"),
        (b"NaN", "Non-standard token 'NaN'"),
        (b"[" * 100_000, "Document nesting depth exceeds"),
        (b"\xef\xbb\xbf{}", "Unexpected character"),
        (b"   ", "Unexpected end-of-input"),
    ],
)
def test_what_is_not_json_is_refused_in_the_words_of_aws(
    cloud: Any, deploy: Deploy, payload: bytes, fault: str
) -> None:
    with pytest.raises(ClientError) as caught:
        cloud.client().invoke(FunctionName=deploy(ECHO), Payload=payload)

    code, status, message = code_of(caught)
    assert (code, status) == ("InvalidRequestContentException", 400)
    assert message.startswith(
        f"Could not parse request body into json: Could not parse payload into json: {fault}"
    )


def test_a_function_that_does_not_exist_is_named_by_its_arn(cloud: Any) -> None:
    with pytest.raises(ClientError) as caught:
        cloud.client().invoke(FunctionName="doesnotexist", Qualifier="$LATEST")

    arn = "arn:aws:lambda:us-east-1:000000000000:function:doesnotexist:$LATEST"
    assert code_of(caught) == ("ResourceNotFoundException", 404, f"Function not found: {arn}")


@pytest.mark.parametrize(
    ("name", "qualifier", "code", "message"),
    [
        ("some:1", "2", "InvalidParameterValueException", "The derived qualifier from the"),
        (
            "arn:aws:lambda:eu-west-1:000000000000:function:f",
            None,
            "ResourceNotFoundException",
            "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
        ),
        (
            "arn:aws:lambda:us-east-1:111111111111:function:f",
            None,
            "AccessDeniedException",
            "User: arn:aws:iam::000000000000:root is not authorized",
        ),
        (
            "arn:aws:lambda:us-east-1:123400000000@function:myfn",
            None,
            "ValidationException",
            "1 validation error detected: Value 'arn:aws:lambda:us-east-1:123400000000@function:"
            "myfn' at 'functionName' failed to satisfy constraint: Member must satisfy regular",
        ),
        ("a" * 65, None, "InvalidParameterValueException", "1 validation error detected: Value"),
    ],
)
def test_names_that_cannot_be_are_refused(
    cloud: Any, name: str, qualifier: str | None, code: str, message: str
) -> None:
    extra = {"Qualifier": qualifier} if qualifier else {}

    with pytest.raises(ClientError) as caught:
        cloud.client().invoke(FunctionName=name, **extra)

    assert code_of(caught)[0] == code
    assert code_of(caught)[2].startswith(message)


def test_payloads_over_the_limits_are_refused(cloud: Any, deploy: Deploy) -> None:
    name = deploy(ECHO)
    too_long_for_an_event = b'"' + b"x" * 1_048_576 + b'"'
    too_long = b'"' + b"x" * 6_291_456 + b'"'

    with pytest.raises(ClientError) as event:
        cloud.client().invoke(
            FunctionName=name, InvocationType="Event", Payload=too_long_for_an_event
        )
    with pytest.raises(ClientError) as request:
        cloud.client().invoke(FunctionName=name, Payload=too_long)

    assert code_of(event) == (
        "RequestEntityTooLargeException",
        413,
        "1048578 byte payload is too large for the Event invocation type (limit 1048576 bytes)",
    )
    assert code_of(request) == (
        "RequestEntityTooLargeException",
        413,
        "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
    )


def test_a_result_over_the_limit_is_an_error_of_the_function(cloud: Any, deploy: Deploy) -> None:
    name = deploy("def handler(event, context):\n    return 'x' * 6_291_555\n")

    answer = cloud.client().invoke(FunctionName=name)

    assert answer["FunctionError"] == "Unhandled"
    assert json.loads(answer["Payload"].read())["errorType"] == "Function.ResponseSizeTooLarge"


def test_new_code_runs_at_once(cloud: Any, deploy: Deploy, code_zip: Callable[..., bytes]) -> None:
    name, client = deploy("def handler(event, context):\n    return 1\n"), cloud.client()
    before = client.invoke(FunctionName=name)["Payload"].read()

    client.update_function_code(
        FunctionName=name, ZipFile=code_zip("def handler(event, context):\n    return 2\n")
    )

    assert (before, client.invoke(FunctionName=name)["Payload"].read()) == (b"1", b"2")
