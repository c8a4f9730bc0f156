"""Is a remembered head only ever the head of the same request?"""

import pytest

from ulambda.cloud_shim.aws import models
from ulambda.cloud_shim.aws.errors import AwsError
from ulambda.cloud_shim.aws.inputs import MAX_KNOWN, Inputs
from ulambda.cloud_shim.aws.parse import Parts

INVOKE = models.load("lambda", "2015-03-31").operations["Invoke"]
KIND = b"x-amz-invocation-type"


def read(
    inputs: Inputs, name: str, qualifier: str = "", body: bytes = b"", **headers: bytes
) -> dict[str, object]:
    query = {"Qualifier": [qualifier]} if qualifier else {}
    sent = {key.replace("_", "-").encode(): value for key, value in headers.items()}
    parts = Parts({"FunctionName": name}, query, sent, body)
    return inputs.read(INVOKE, parts, (f"/functions/{name}", f"Qualifier={qualifier}"))


def test_the_payload_is_never_remembered() -> None:
    inputs = Inputs()

    payloads = [read(inputs, "f", body=body).get("Payload") for body in (b"1", b"2", b"")]

    assert payloads == [b"1", b"2", None]


def test_every_part_of_the_head_counts() -> None:
    inputs = Inputs()

    assert read(inputs, "f") == {"FunctionName": "f"}
    assert read(inputs, "g") == {"FunctionName": "g"}
    assert read(inputs, "f", "1") == {"FunctionName": "f", "Qualifier": "1"}
    assert read(inputs, "f", x_amz_invocation_type=b"Event")["InvocationType"] == "Event"
    assert read(inputs, "f", x_amz_log_type=b"Tail")["LogType"] == "Tail"
    assert read(inputs, "f") == {"FunctionName": "f"}


def test_what_a_caller_does_to_its_input_does_not_reach_the_next() -> None:
    inputs = Inputs()

    read(inputs, "f").clear()

    assert read(inputs, "f") == {"FunctionName": "f"}


def test_a_refusal_is_repeated() -> None:
    inputs = Inputs()

    for _ in range(2):
        with pytest.raises(AwsError, match="validation error"):
            read(inputs, "f", x_amz_invocation_type=b"Sometime")


def test_the_table_is_bounded() -> None:
    inputs = Inputs()

    for number in range(2 * MAX_KNOWN + 1):
        read(inputs, f"f{number}")
    read(inputs, "f" * 250, x_amz_client_context=b"x" * 1000)

    assert len(inputs._known) <= MAX_KNOWN
