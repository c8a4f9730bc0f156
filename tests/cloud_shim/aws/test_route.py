"""Does each path reach its operation, and does nothing else?"""

from urllib.parse import quote

import pytest

from ulambda.cloud_shim.aws import models
from ulambda.cloud_shim.aws.errors import AwsError
from ulambda.cloud_shim.aws.route import Router

MODEL = models.load("lambda", "2015-03-31")
ROUTER = Router(MODEL.operations.values())


def test_invoke_is_found_with_its_name_decoded() -> None:
    match = ROUTER.match("POST", "/2015-03-31/functions/porch%3Aprod/invocations", {})

    assert match is not None
    assert match.operation.name == "Invoke"
    assert match.labels == {"FunctionName": "porch:prod"}


@pytest.mark.parametrize("path", ["/2015-03-31/functions", "/2015-03-31/functions/"])
def test_a_final_slash_is_allowed(path: str) -> None:
    match = ROUTER.match("GET", path, {})

    assert match is not None
    assert match.operation.name == "ListFunctions"


def test_the_query_of_a_template_chooses_between_operations() -> None:
    by_arn = ROUTER.match("GET", "/2018-10-31/layers", {"find": ["LayerVersion"], "Arn": ["a"]})
    listed = ROUTER.match("GET", "/2018-10-31/layers", {})

    assert by_arn is not None and by_arn.operation.name == "GetLayerVersionByArn"
    assert listed is not None and listed.operation.name == "ListLayers"


def test_a_literal_wins_over_a_label_and_a_label_still_works() -> None:
    path = "/2019-09-25/functions/f/event-invoke-config"

    listed = ROUTER.match("GET", f"{path}/list", {})
    single = ROUTER.match("GET", path, {})

    assert listed is not None and listed.operation.name == "ListFunctionEventInvokeConfigs"
    assert single is not None and single.operation.name == "GetFunctionEventInvokeConfig"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", ""),
        ("PATCH", "/2015-03-31/functions"),
        ("GET", "/2015-03-31/functions//invocations"),
        ("POST", "/2015-03-31/functions/a/b/invocations"),
        ("GET", "/2015-03-31/functions/x/nothing"),
    ],
)
def test_unknown_paths_match_nothing(method: str, path: str) -> None:
    assert ROUTER.match(method, path, {}) is None


def test_an_encoded_slash_stays_inside_of_its_label() -> None:
    encoded = quote("a/code", safe="")

    match = ROUTER.match("GET", f"/2015-03-31/functions/{encoded}", {})

    assert match is not None
    assert match.operation.name == "GetFunction"
    assert match.labels["FunctionName"] == "a/code"


def test_labels_that_are_not_utf8_are_refused() -> None:
    with pytest.raises(AwsError, match="UTF-8"):
        ROUTER.match("GET", "/2015-03-31/functions/%ff%fe", {})
