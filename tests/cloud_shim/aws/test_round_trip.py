"""Do our parser and serialiser agree with botocore's own, for every operation of the model?

Inputs and outputs are generated from the shapes. botocore serialises an input and we parse it; we
serialise an output and botocore parses it; both must come back unchanged.
"""

import io
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import botocore.loaders
import botocore.model
import botocore.parsers
import botocore.serialize
import pytest
from botocore.awsrequest import AWSRequest, HeadersDict, prepare_request_dict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ulambda.cloud_shim.aws import models
from ulambda.cloud_shim.aws.models import BODY, Member, Shape
from ulambda.cloud_shim.aws.parse import Parts, parse_input
from ulambda.cloud_shim.aws.route import Router
from ulambda.cloud_shim.aws.serialise import serialise_output

MODEL = models.load("lambda", "2015-03-31")
ROUTER = Router(MODEL.operations.values())
BOTOCORE = botocore.model.ServiceModel(
    botocore.loaders.Loader().load_service_model("lambda", "service-2", "2015-03-31"), "lambda"
)
EVENT_STREAMS = {
    name
    for name, operation in MODEL.operations.items()
    if operation.output and any(m.shape.event_stream for m in operation.output.members.values())
}
SOME = settings(
    max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None
)

wire_text = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
moments = st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))


def values(shape: Shape, location: str = BODY) -> st.SearchStrategy[object]:
    """Generate values of a shape that the given part of a message can carry."""
    text = wire_text if location in ("header", "statusCode") else any_text
    match shape.kind:
        case "structure":
            return structures(shape)
        case "list":
            assert shape.element
            return st.lists(values(shape.element, location), min_size=1, max_size=3)
        case "map":
            assert shape.value
            return st.dictionaries(any_text, values(shape.value), max_size=3)
        case "string":
            return text.filter(bool) if location == "uri" else text
        case "integer":
            return st.integers(-(2**31), 2**31 - 1)
        case "long":
            return st.integers(-(2**53), 2**53)
        case "double" | "float":
            return st.floats(allow_nan=False, allow_infinity=False)
        case "boolean":
            return st.booleans()
        case "blob":
            return st.binary(max_size=20)
        case "timestamp":
            return moments
    raise AssertionError(shape.kind)


def structures(shape: Shape) -> st.SearchStrategy[dict[str, object]]:
    required = {
        name: member_values(member)
        for name, member in shape.members.items()
        if name in shape.required
        or member.location in ("uri", "statusCode")
        or (name == shape.payload and member.shape.kind == "structure")
    }
    optional = {
        name: member_values(member)
        for name, member in shape.members.items()
        if name not in required and not member.shape.event_stream
    }
    return st.fixed_dictionaries(required, optional=optional)


def member_values(member: Member) -> st.SearchStrategy[object]:
    if member.location == "statusCode":
        return st.sampled_from([200, 202])
    if member.location == BODY and member.shape.kind == "blob":
        return st.binary(min_size=1, max_size=20)
    if member.location == "querystring" and member.shape.kind == "string":
        return any_text.filter(bool)
    return values(member.shape, member.location)


@pytest.mark.parametrize("name", sorted(MODEL.operations))
@SOME
@given(data=st.data())
def test_botocore_writes_a_request_and_we_read_it(name: str, data: st.DataObject) -> None:
    operation = MODEL.operations[name]
    sent = data.draw(structures(operation.input)) if operation.input else {}
    request = botocore.serialize.create_serializer("rest-json", False).serialize_to_request(
        sent, BOTOCORE.operation_model(name)
    )
    prepare_request_dict(request, endpoint_url="http://cloud")
    prepared = AWSRequest(
        method=request["method"],
        url=request["url"],
        data=request["body"],
        headers=request["headers"],
    ).prepare()
    split = urlsplit(prepared.url)
    query = parse_qs(split.query, keep_blank_values=True)

    match = ROUTER.match(request["method"], split.path, query)
    assert match is not None
    headers = {k.lower().encode(): str(v).encode() for k, v in request["headers"].items()}
    body = prepared.body or b""
    got = parse_input(
        match.operation,
        Parts(match.labels, query, headers, body.encode() if isinstance(body, str) else body),
    )

    assert match.operation.name == name
    assert got == sent


@pytest.mark.parametrize("name", sorted(set(MODEL.operations) - EVENT_STREAMS))
@SOME
@given(data=st.data())
def test_we_write_a_response_and_botocore_reads_it(name: str, data: st.DataObject) -> None:
    operation = MODEL.operations[name]
    output = data.draw(structures(operation.output)) if operation.output else {}

    answer = serialise_output(operation, output, "8f5a")
    blob = operation.output is not None and operation.output.payload
    response = {
        "status_code": answer.status,
        "headers": HeadersDict({k.decode(): v.decode("latin-1") for k, v in answer.headers}),
        "body": io.BytesIO(answer.body) if blob else answer.body,
    }
    parser = botocore.parsers.create_parser("rest-json")
    read = parser.parse(response, BOTOCORE.operation_model(name).output_shape)
    metadata = read.pop("ResponseMetadata")

    if blob:  # botocore hands over a stream, also for no payload at all
        read[blob] = read[blob].read()
        output = {blob: b"", **output}
    assert metadata["RequestId"] == "8f5a"
    assert read == output
