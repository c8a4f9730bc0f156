"""Are constraints checked as AWS does, and can every pattern of the model be checked at all?"""

from typing import Any

import pytest

from ulambda.cloud_shim.aws import models
from ulambda.cloud_shim.aws.errors import AwsError
from ulambda.cloud_shim.aws.models import Shape
from ulambda.cloud_shim.aws.validate import broken, validate

MODEL = models.load("lambda", "2015-03-31")
CREATE = MODEL.operations["CreateFunction"].input
assert CREATE is not None
GOOD = {
    "FunctionName": "f",
    "Role": "arn:aws:iam::000000000000:role/r",
    "Code": {"ZipFile": b"z"},
}


def message(**changes: Any) -> str:
    assert CREATE is not None
    with pytest.raises(AwsError) as caught:
        validate(CREATE, {k: v for k, v in (GOOD | changes).items() if v is not None})
    assert caught.value.code == "ValidationException"
    return caught.value.message


def test_a_good_input_passes() -> None:
    assert CREATE is not None
    validate(CREATE, {**GOOD, "Tags": {"Gerät": "Straße 5"}, "Timeout": 900})


def test_a_missing_member_is_null() -> None:
    assert message(Role=None) == (
        "1 validation error detected: Value null at 'role' failed to satisfy constraint: Member "
        "must not be null"
    )


def test_all_faults_are_told_at_once() -> None:
    told = message(FunctionName="a b", MemorySize=1, Role="r")

    assert told.startswith("3 validation errors detected: Value ")
    assert told.count("failed to satisfy constraint") == 3
    assert "Value '1' at 'memorySize'" in told


def test_nested_members_are_named_by_their_path() -> None:
    told = message(TracingConfig={"Mode": "Loud"})

    assert "Value 'Loud' at 'tracingConfig.mode'" in told
    assert told.endswith("Member must satisfy enum value set: [Active, PassThrough]")


def test_a_bad_item_shows_the_whole_list() -> None:
    told = message(VpcConfig={"SubnetIds": ["nope"]})

    assert "Value '[nope]' at 'vpcConfig.subnetIds'" in told
    assert "Member must satisfy regular expression pattern: subnet-[0-9a-z]*" in told


def test_a_bad_key_shows_the_whole_map() -> None:
    told = message(Environment={"Variables": {"1": "x"}})

    assert "Value '{1=x}' at 'environment.variables'" in told
    assert "Map keys must satisfy constraint" in told


def shapes_of(shape: Shape, found: dict[str, Shape]) -> None:
    if shape.name not in found:
        found[shape.name] = shape
        for part in (shape.element, shape.key, shape.value):
            if part is not None:
                shapes_of(part, found)
        for member in shape.members.values():
            shapes_of(member.shape, found)


def test_every_constraint_of_the_model_can_be_checked() -> None:
    found: dict[str, Shape] = {}
    for operation in MODEL.operations.values():
        if operation.input is not None:
            shapes_of(operation.input, found)
    patterns = [shape for shape in found.values() if shape.pattern]

    for shape in patterns:
        list(broken(shape, "x" * int(shape.minimum or 1)))

    assert len(patterns) > 50
