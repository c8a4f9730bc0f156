"""Everything that crosses between cloud and gateway comes back as it was, or is refused by path."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ulambda.engine.model import Board, Tier
from ulambda.engine.remote import Hello, Result, Work
from ulambda.engine.wire import from_json, to_json
from ulambda.spec import PeerError

WORK = Work(
    request_id="r",
    attempt=1,
    function="f",
    version="$LATEST",
    tier=Tier.DEVICE,
    board="porch",
    run="image",
    handler="handler.handler",
    function_arn="arn:aws:lambda:eu-west-1:0:function:f",
    code_digest="aa",
    image_digest=None,
    arena_bytes=16384,
    memory_mb=128,
    timeout_s=3.0,
    deadline_in_s=3.0,
    payload="{}",
    environment={"A": "1"},
)


@pytest.mark.parametrize(
    "message",
    [
        WORK,
        Hello("1", (Board("porch", True, resident=frozenset({"b", "a"})),), rtt_ms=1.5),
        Result("r", 1, refused="no", steps=3),
    ],
)
def test_a_message_survives_json(message: object) -> None:
    text = json.dumps(to_json(message))

    assert from_json(type(message), json.loads(text)) == message


@given(
    st.builds(Result, request_id=st.text(), attempt=st.integers(), payload=st.text(), log=st.text())
)
def test_any_result_survives_json(result: Result) -> None:
    assert from_json(Result, json.loads(json.dumps(to_json(result)))) == result


def test_an_unknown_key_is_ignored_and_a_missing_one_takes_its_default() -> None:
    assert from_json(Hello, {"version": "2", "colour": "blue"}) == Hello("2")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"attempt": "1"}, "Work.attempt"),
        ({"attempt": True}, "Work.attempt"),
        ({"tier": "moon"}, "Work.tier"),
        ({"environment": {"A": 1}}, "Work.environment.A"),
        ({"environment": []}, "Work.environment"),
        ({"board": 7}, "Work.board"),
    ],
)
def test_a_wrong_type_is_named_by_its_path(change: dict[str, object], path: str) -> None:
    broken = to_json(WORK) | change

    with pytest.raises(PeerError) as refused:
        from_json(Work, broken)

    assert path in str(refused.value)


def test_a_missing_field_is_named() -> None:
    broken = to_json(WORK)
    del broken["code_digest"]

    with pytest.raises(PeerError, match=r"Work\.code_digest"):
        from_json(Work, broken)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_arbitrary_json_is_refused_not_fatal(value: object) -> None:
    with pytest.raises(PeerError):
        from_json(Work, value)
