"""Are the operations on functions what boto3 expects of AWS?"""

import base64
import hashlib
import re
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

ECHO = "def handler(event, context):\n    return event\n"
ROLE = "arn:aws:iam::000000000000:role/ulambda"

Deploy = Callable[..., str]


def code_of(caught: "pytest.ExceptionInfo[ClientError]") -> tuple[str, int, str]:
    response = caught.value.response
    error = response["Error"]
    return error["Code"], response["ResponseMetadata"]["HTTPStatusCode"], error["Message"]


def create(cloud: Any, code_zip: Callable[..., bytes], **changes: Any) -> Any:
    request = {
        "FunctionName": f"f-{uuid.uuid4().hex[:12]}",
        "Runtime": "python3.11",
        "Role": ROLE,
        "Handler": "handler.handler",
        "Code": {"ZipFile": code_zip(ECHO)},
    }
    return cloud.client().create_function(**(request | changes))


def test_a_new_function_is_active_at_once_and_described_in_full(
    cloud: Any, code_zip: Callable[..., bytes]
) -> None:
    content = code_zip(ECHO)

    made = create(
        cloud,
        code_zip,
        FunctionName="porch",
        Code={"ZipFile": content},
        Description="d",
        Timeout=7,
        MemorySize=256,
        Environment={"Variables": {"UNIT": "g"}},
        Tags={"ulambda:tiers": "cloud"},
    )

    assert made["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert made["FunctionArn"] == "arn:aws:lambda:us-east-1:000000000000:function:porch"
    assert made["CodeSha256"] == base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert (made["CodeSize"], made["Timeout"], made["MemorySize"]) == (len(content), 7, 256)
    assert (made["State"], made["LastUpdateStatus"]) == ("Active", "Successful")
    assert (made["Version"], made["PackageType"]) == ("$LATEST", "Zip")
    assert made["Environment"] == {"Variables": {"UNIT": "g"}}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000", made["LastModified"])
    assert str(uuid.UUID(made["RevisionId"])) == made["RevisionId"]


@pytest.mark.parametrize(
    "waiter", ["function_active", "function_active_v2", "function_updated_v2", "function_exists"]
)
def test_the_waiters_return_at_once(cloud: Any, deploy: Deploy, waiter: str) -> None:
    name = deploy(ECHO)

    cloud.client().get_waiter(waiter).wait(
        FunctionName=name, WaiterConfig={"Delay": 60, "MaxAttempts": 1}
    )


def test_the_code_can_be_fetched_from_its_location_without_keys(
    cloud: Any, deploy: Deploy, code_zip: Callable[..., bytes]
) -> None:
    got = cloud.client().get_function(FunctionName=deploy(ECHO))

    with urllib.request.urlopen(got["Code"]["Location"]) as response:
        content = response.read()

    assert content == code_zip(ECHO)
    assert (
        base64.b64encode(hashlib.sha256(content).digest()).decode()
        == (got["Configuration"]["CodeSha256"])
    )


@pytest.mark.parametrize("late_s", [601, 8 * 24 * 3600])
def test_the_location_of_the_code_expires(cloud: Any, deploy: Deploy, late_s: float) -> None:
    location = cloud.client().get_function(FunctionName=deploy(ECHO))["Code"]["Location"]

    cloud.clock.offset_s = late_s
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(location)

    assert caught.value.code == 403
    assert b"Signature expired" in caught.value.read()
    caught.value.close()


def test_the_location_of_one_function_does_not_open_another(cloud: Any, deploy: Deploy) -> None:
    location = cloud.client().get_function(FunctionName=deploy(ECHO))["Code"]["Location"]
    other = cloud.functions.get(deploy("def handler(event, context):\n    return 5\n"))

    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(re.sub(r"[0-9a-f]{64}", other.code_digest, location, count=1))

    assert caught.value.code == 403
    caught.value.close()


def test_tags_show_in_get_function(cloud: Any, deploy: Deploy) -> None:
    got = cloud.client().get_function(FunctionName=deploy(ECHO, Tags={"ulambda:tiers": "edge"}))

    assert got["Tags"] == {"ulambda:tiers": "edge"}


def test_the_configuration_alone_is_the_same(cloud: Any, deploy: Deploy) -> None:
    name, client = deploy(ECHO), cloud.client()

    alone = client.get_function_configuration(FunctionName=name)
    whole = client.get_function(FunctionName=name)["Configuration"]

    del alone["ResponseMetadata"]
    assert alone == whole


def test_a_listing_goes_on_where_the_page_ended(cloud: Any, deploy: Deploy) -> None:
    names = {deploy(ECHO, FunctionName=f"list-{index}") for index in range(5)}
    client = cloud.client()

    pages = list(client.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 2}))

    listed = [function["FunctionName"] for page in pages for function in page["Functions"]]
    assert all(len(page["Functions"]) <= 2 for page in pages)
    assert listed == sorted(set(listed))
    assert names <= set(listed)


def test_published_versions_are_listed_and_qualified(cloud: Any, deploy: Deploy) -> None:
    name = deploy(ECHO, Publish=True)
    arn = f"arn:aws:lambda:us-east-1:000000000000:function:{name}"

    listed = cloud.client().list_versions_by_function(FunctionName=name)["Versions"]
    one = cloud.client().get_function(FunctionName=name, Qualifier="1")["Configuration"]

    assert [v["FunctionArn"] for v in listed] == [f"{arn}:$LATEST", f"{arn}:1"]
    assert (one["Version"], one["FunctionArn"]) == ("1", f"{arn}:1")


def test_code_is_replaced_and_the_revision_changes(
    cloud: Any, deploy: Deploy, code_zip: Callable[..., bytes]
) -> None:
    name, client = deploy(ECHO), cloud.client()
    before = client.get_function_configuration(FunctionName=name)

    dry = client.update_function_code(FunctionName=name, ZipFile=code_zip("x = 1"), DryRun=True)
    still = client.get_function_configuration(FunctionName=name)
    after = client.update_function_code(
        FunctionName=name, ZipFile=code_zip("x = 2"), RevisionId=before["RevisionId"]
    )

    assert still["CodeSha256"] == before["CodeSha256"] != dry["CodeSha256"]
    assert after["CodeSha256"] != before["CodeSha256"]
    assert after["RevisionId"] != before["RevisionId"]


def test_a_stale_revision_is_refused(
    cloud: Any, deploy: Deploy, code_zip: Callable[..., bytes]
) -> None:
    with pytest.raises(ClientError) as caught:
        cloud.client().update_function_code(
            FunctionName=deploy(ECHO), ZipFile=code_zip(ECHO), RevisionId=str(uuid.uuid4())
        )

    assert code_of(caught)[:2] == ("PreconditionFailedException", 412)


def test_a_deleted_function_is_gone(cloud: Any, deploy: Deploy) -> None:
    name, client = deploy(ECHO), cloud.client()
    client.invoke(FunctionName=name)

    answer = client.delete_function(FunctionName=name)

    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 204
    for operation in (client.get_function, client.invoke, client.delete_function):
        with pytest.raises(client.exceptions.ResourceNotFoundException) as caught:
            operation(FunctionName=name)
        assert code_of(caught)[1] == 404


def test_latest_is_not_deleted_alone(cloud: Any, deploy: Deploy) -> None:
    with pytest.raises(ClientError) as caught:
        cloud.client().delete_function(FunctionName=deploy(ECHO), Qualifier="$LATEST")

    assert code_of(caught)[2] == "$LATEST version cannot be deleted without deleting the function."


def test_a_name_is_taken_once(cloud: Any, deploy: Deploy, code_zip: Callable[..., bytes]) -> None:
    name = deploy(ECHO)

    with pytest.raises(ClientError) as caught:
        create(cloud, code_zip, FunctionName=name)

    message = f"Function already exist: {name}"
    assert code_of(caught) == ("ResourceConflictException", 409, message)


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        (
            {"Runtime": "non-existent-runtime"},
            "InvalidParameterValueException",
            "Value non-existent-runtime at 'runtime' failed to satisfy constraint: Member must "
            "satisfy enum value set: [nodejs20.x, python3.14, provided.al2023, python3.12, "
            "python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, "
            "ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, "
            "java11, dotnet6, nodejs18.x, provided.al2, java8.al2] or be a valid ARN",
        ),
        (
            {"Runtime": "python3.7"},
            "InvalidParameterValueException",
            "The runtime parameter of python3.7 is no longer supported for creating or updating "
            "AWS Lambda functions. We recommend you use a supported runtime while creating or "
            "updating functions.",
        ),
        (
            {"Role": "r1"},
            "ValidationException",
            "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: "
            r"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+",
        ),
        (
            {"Architectures": ["X86_64"]},
            "ValidationException",
            "1 validation error detected: Value '[X86_64]' at 'architectures' failed to satisfy "
            "constraint: Member must satisfy constraint: [Member must satisfy enum value set: "
            "[x86_64, arm64], Member must not be null]",
        ),
        (
            {"Architectures": ["x86_64", "arm64"]},
            "ValidationException",
            "1 validation error detected: Value '[x86_64, arm64]' at 'architectures' failed to "
            "satisfy constraint: Member must have length less than or equal to 1",
        ),
        (
            {"Timeout": 901},
            "ValidationException",
            "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: "
            "Member must have value less than or equal to 900",
        ),
        (
            {"MemorySize": 20_000},
            "ValidationException",
            "1 validation error detected: Value '20000' at 'memorySize' failed to satisfy "
            "constraint: Member must have value less than or equal to 10240",
        ),
        (
            {"FunctionName": "invalid:function:name"},
            "ValidationException",
            "1 validation error detected: Value 'invalid:function:name' at 'functionName' failed "
            "to satisfy constraint: Member must satisfy regular expression pattern: "
            r"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-"
            r"\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?",
        ),
        (
            {"Code": {"ZipFile": b"not a zip"}},
            "InvalidParameterValueException",
            "Could not unzip uploaded file. Please check your file, then try to upload again.",
        ),
        (
            {"Code": {}},
            "InvalidParameterValueException",
            "Please provide a source for function code.",
        ),
        (
            {"Code": {"S3Bucket": "bucket", "S3Key": "k"}},
            "InvalidParameterValueException",
            "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The "
            "specified bucket does not exist",
        ),
        (
            {"Environment": {"Variables": {"BIG": "x" * 5000}}},
            "InvalidParameterValueException",
            "Lambda was unable to configure your environment variables because the environment "
            "variables you have provided exceeded the 4KB limit. String measured: "
            '{"BIG":"' + "x" * 5000 + '"}',
        ),
    ],
)
def test_what_aws_refuses_is_refused_in_its_words(
    cloud: Any, code_zip: Callable[..., bytes], changes: dict[str, Any], code: str, message: str
) -> None:
    with pytest.raises(ClientError) as caught:
        create(cloud, code_zip, **changes)

    assert code_of(caught) == (code, 400, message)


def test_a_zip_over_50_mb_is_refused(cloud: Any, code_zip: Callable[..., bytes]) -> None:
    with pytest.raises(ClientError) as caught:
        create(cloud, code_zip, Code={"ZipFile": b"x" * 52_428_801})

    message = "Zipped size must be smaller than 52428800 bytes"
    assert code_of(caught) == ("RequestEntityTooLargeException", 413, message)


def test_a_request_over_70_mb_is_refused(cloud: Any, code_zip: Callable[..., bytes]) -> None:
    with pytest.raises(ClientError) as caught:
        create(cloud, code_zip, Code={"ZipFile": b"x" * 52_700_000})

    message = "Request must be smaller than 70167211 bytes for the CreateFunction operation"
    assert code_of(caught) == ("RequestEntityTooLargeException", 413, message)


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("get_account_settings", {}),
        ("list_layers", {}),
        ("put_function_concurrency", {"FunctionName": "f", "ReservedConcurrentExecutions": 1}),
        ("create_alias", {"FunctionName": "f", "Name": "a", "FunctionVersion": "1"}),
    ],
)
def test_an_operation_that_is_not_there_says_so_by_name(
    cloud: Any, operation: str, arguments: dict[str, Any]
) -> None:
    client = cloud.client()

    with pytest.raises(ClientError) as caught:
        getattr(client, operation)(**arguments)

    code, status, message = code_of(caught)
    assert (code, status) == ("NotImplementedException", 501)
    assert client.meta.method_to_api_mapping[operation] in message
