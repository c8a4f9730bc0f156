"""Does an invocation walk from boto3 through the real engine and back?"""

import base64
import json
import threading
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ulambda.engine.remote import Ask, Assignment, Hello, Receipt, Result, Results
from ulambda.engine.wire import from_json

SUBSET = 'def handler(event, context):\n    print("n is", event["n"])\n    return event["n"] * 2\n'
CPYTHON = (
    "import hashlib, sqlite3\n"
    "def handler(event, context):\n"
    '    print("hashing")\n'
    '    return hashlib.sha256(event["text"].encode()).hexdigest()[:8]\n'
)

Create = Callable[..., str]


@pytest.fixture
def create(real_cloud: Any, code_zip: Callable[..., bytes]) -> Create:
    def create(name: str, source: str, **options: Any) -> str:
        real_cloud.client().create_function(
            FunctionName=name,
            Runtime="python3.11",
            Role="arn:aws:iam::000000000000:role/ulambda",
            Handler="handler.handler",
            Code={"ZipFile": code_zip(source)},
            **options,
        )
        return name

    return create


def wish(**wishes: str) -> str:
    return base64.b64encode(json.dumps({"custom": {"ulambda": wishes}}).encode()).decode()


def ledger(real_cloud: Any) -> Any:
    return json.loads(real_cloud.gateway("cli").send("GET", "/v1/invocations"))["invocations"]


def test_the_interpreter_runs_what_is_in_the_subset(real_cloud: Any, create: Create) -> None:
    name = create("subset", SUBSET)

    answer = real_cloud.client().invoke(FunctionName=name, LogType="Tail", Payload=b'{"n": 21}')

    log = base64.b64decode(answer["LogResult"]).decode()
    assert answer["Payload"].read() == b"42"
    assert "n is 21" in log and "\tSteps: " in log


def test_cpython_runs_the_rest(real_cloud: Any, create: Create) -> None:
    name = create("rest", CPYTHON)

    answer = real_cloud.client().invoke(FunctionName=name, LogType="Tail", Payload=b'{"text": "a"}')

    log = base64.b64decode(answer["LogResult"]).decode()
    assert answer["Payload"].read() == b'"ca978112"'
    assert "hashing\n" in log and "\tRan on: cloud" in log
    row = ledger(real_cloud)[0]
    assert (row["function"], row["tier"]) == ("rest", "cloud")
    assert row["reason"]


def test_an_error_has_its_type_and_stack(real_cloud: Any, create: Create) -> None:
    name = create("fails", "import sqlite3\ndef handler(event, context):\n    return event['x']\n")

    answer = real_cloud.client().invoke(FunctionName=name)

    error = json.loads(answer["Payload"].read())
    assert answer["FunctionError"] == "Unhandled"
    assert (error["errorType"], error["errorMessage"]) == ("KeyError", "'x'")
    assert "/var/task/handler.py" in error["stackTrace"][-1]


def test_an_event_runs_later(real_cloud: Any, create: Create) -> None:
    name = create("later", CPYTHON)

    answer = real_cloud.client().invoke(
        FunctionName=name, InvocationType="Event", Payload=b'{"text": "b"}'
    )
    request_id = answer["ResponseMetadata"]["RequestId"]

    assert answer["StatusCode"] == 202
    assert any(
        row["request_id"] == request_id and row["function_error"] is None
        for _ in range(1000)  # each look at the ledger is a request, so this takes seconds
        for row in ledger(real_cloud)
    )


def test_a_wish_that_is_not_understood_is_the_callers_error(
    real_cloud: Any, create: Create
) -> None:
    name = create("wishes", CPYTHON)

    with pytest.raises(ClientError) as caught:
        real_cloud.client().invoke(FunctionName=name, ClientContext=wish(tier="moon"))

    assert caught.value.response["Error"]["Code"] == "InvalidParameterValueException"
    assert "moon" in caught.value.response["Error"]["Message"]


def test_a_gateway_runs_what_is_placed_at_the_edge(real_cloud: Any, create: Create) -> None:
    name, gateway = create("edgy", CPYTHON), real_cloud.gateway("attic")
    gateway.post("hello", Hello(version="0.1"))
    answers: list[Any] = []
    caller = threading.Thread(
        target=lambda: answers.append(
            real_cloud.client().invoke(FunctionName=name, ClientContext=wish(tier="edge"))
        )
    )

    caller.start()
    (item,) = from_json(Assignment, gateway.post("work", Ask(wait_s=20.0))).work
    code = gateway.send("GET", f"/v1/code/{item.code_digest}")
    result = Result(item.request_id, item.attempt, payload='"from the attic"', duration_ms=2.0)
    receipt = from_json(Receipt, gateway.post("results", Results((result,))))
    caller.join(20)

    assert code == real_cloud.engine.functions.blob(item.code_digest)
    assert receipt.accepted == 1
    assert answers[0]["Payload"].read() == b'"from the attic"'
    row = ledger(real_cloud)[0]
    assert (row["function"], row["tier"], row["target"]) == ("edgy", "edge", "attic")


def test_handlers_invoke_each_other_with_boto3(real_cloud: Any, create: Create) -> None:
    create(
        "chain",
        "import boto3, json\n\n\ndef handler(event, context):\n    n = event['n']\n    if n == 0:\n"
        "        return [0]\n    answer = boto3.client('lambda').invoke(\n"
        "        FunctionName='chain', Payload=json.dumps({'n': n - 1}).encode())\n"
        "    return [n, *json.loads(answer['Payload'].read())]\n",
        Timeout=30,
    )

    answer = real_cloud.client().invoke(FunctionName="chain", Payload=b'{"n": 4}')

    assert json.loads(answer["Payload"].read()) == [4, 3, 2, 1, 0]  # on two slots


def test_what_a_handler_cannot_reach_is_an_error_of_boto3(real_cloud: Any, create: Create) -> None:
    name = create(
        "lonely",
        "import boto3\nfrom botocore.exceptions import BotoCoreError, ClientError\n\n\n"
        "def handler(event, context):\n    found = []\n    try:\n"
        "        boto3.client('lambda').invoke(FunctionName='nobody')\n"
        "    except ClientError as e:\n        found.append(e.response['Error']['Code'])\n"
        "    try:\n        boto3.client('s3').list_objects_v2(Bucket='b')\n"
        "    except BotoCoreError as e:\n        found.append(type(e).__name__)\n"
        "    return found\n",
    )

    answer = real_cloud.client().invoke(FunctionName=name)

    told = json.loads(answer["Payload"].read())
    assert told == ["ResourceNotFoundException", "EndpointConnectionError"]
