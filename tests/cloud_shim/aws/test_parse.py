"""Is input that does not fit its shape refused, whatever it is?"""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ulambda.cloud_shim.aws import models
from ulambda.cloud_shim.aws.errors import AwsError
from ulambda.cloud_shim.aws.parse import Parts, parse_input
from ulambda.cloud_shim.aws.validate import validate

MODEL = models.load("lambda", "2015-03-31")
CREATE = MODEL.operations["CreateFunction"]

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def refusal(body: bytes) -> tuple[str, str]:
    with pytest.raises(AwsError) as caught:
        parse_input(CREATE, Parts({}, {}, {}, body))
    return caught.value.code, caught.value.message


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (b"{", "InvalidRequestContentException", "Could not parse request body into json"),
        (b"[]", "SerializationException", "Expected a structure, found START_ARRAY"),
        (b"7", "SerializationException", "Expected a structure, found NUMBER_VALUE"),
        (b'{"Timeout": "3"}', "SerializationException", "STRING_VALUE cannot be converted to Int"),
        (b'{"Timeout": 1e99}', "SerializationException", "NUMBER_VALUE cannot be converted"),
        (b'{"Timeout": 2147483648}', "SerializationException", "NUMBER_VALUE cannot be"),
        (b'{"Role": 5}', "SerializationException", "NUMBER_VALUE cannot be converted to String"),
        (b'{"Role": {}}', "SerializationException", "Start of structure or map found where not"),
        (b'{"Role": "\\ud800"}', "SerializationException", "A string holds a lone surrogate"),
        (b'{"Code": {"ZipFile": "%"}}', "SerializationException", "Failed to base64 decode"),
        (b'{"Publish": 1}', "SerializationException", "NUMBER_VALUE cannot be converted to Bool"),
        (b'{"Layers": "x"}', "SerializationException", "Expected a list, found STRING_VALUE"),
        (b'{"Tags": ["x"]}', "SerializationException", "Expected a map, found START_ARRAY"),
        (b'{"Timeout": NaN}', "InvalidRequestContentException", "Could not parse request body"),
        (b"[" * 99_999, "InvalidRequestContentException", "Could not parse request body"),
        (b'{"Timeout": ' + b"9" * 5000 + b"}", "InvalidRequestContentException", "Could not"),
        (b'{"Role": "\xff"}', "InvalidRequestContentException", "Could not parse request body"),
    ],
)
def test_what_does_not_fit_is_refused(body: bytes, code: str, message: str) -> None:
    assert refusal(body)[0] == code
    assert refusal(body)[1].startswith(message)


def test_null_members_and_unknown_ones_are_left_out() -> None:
    body = json.dumps({"Role": None, "Nonsense": 1, "Timeout": 3.0, "Handler": "h.h"}).encode()

    assert parse_input(CREATE, Parts({}, {}, {}, body)) == {"Timeout": 3, "Handler": "h.h"}


@settings(deadline=None, max_examples=600, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_nothing_but_a_refusal_comes_of_rubbish(data: st.DataObject) -> None:
    operation = MODEL.operations[data.draw(st.sampled_from(sorted(MODEL.operations)))]
    if operation.input is None:
        return
    members = operation.input.members.values()
    at = {
        place: [m for m in members if m.location == place]
        for place in ("uri", "querystring", "header", "body")
    }
    text = st.text(max_size=12)
    fields = st.dictionaries(
        st.sampled_from([m.wire_name for m in at["body"]] or ["x"]), json_values
    )
    body = data.draw(st.binary(max_size=30) | fields.map(lambda v: json.dumps(v).encode()))
    parts = Parts(
        {m.wire_name: data.draw(text) for m in at["uri"]},
        {m.wire_name: data.draw(st.lists(text, min_size=1, max_size=3)) for m in at["querystring"]},
        {m.header: data.draw(st.binary(max_size=12)) for m in at["header"]},
        body,
    )

    try:
        validate(operation.input, parse_input(operation, parts))
    except AwsError as error:
        assert 400 <= error.status(MODEL) < 500
        json.loads(error.body(MODEL))
