"""What a caller may wish, and what a target gets to do."""

import json
from collections.abc import Callable

import pytest

from ulambda.engine.arenas import ArenaNeeds
from ulambda.engine.cost import CostModel
from ulambda.engine.invocation import Wishes, placement_request, wishes
from ulambda.engine.model import Board, Fleet, FunctionVersion, Gateway, Invocation, Tier
from ulambda.spec import UserError, codec


def test_wishes_are_read_from_the_client_context() -> None:
    context = json.dumps({"custom": {"ulambda": {"tier": "edge, device", "source": "porch"}}})

    asked = wishes(context)

    assert asked == Wishes((Tier.DEVICE, Tier.EDGE), None, "porch")
    assert asked.wanted == {Tier.DEVICE: None, Tier.EDGE: None}


@pytest.mark.parametrize(
    "context", [None, "", "{}", "[]", "not json", '{"custom": 1}', '{"custom": {"mine": 1}}']
)
def test_a_context_of_the_handlers_own_is_no_wish(context: str | None) -> None:
    assert wishes(context) == Wishes()
    assert wishes(context).wanted is None


@pytest.mark.parametrize(
    "asked", [{"tier": "moon"}, {"tier": 1}, {"teir": "edge"}, "edge", 7, ["edge"]]
)
def test_a_wish_that_cannot_be_understood_is_an_error(asked: object) -> None:
    with pytest.raises(UserError, match="client context"):
        wishes(json.dumps({"custom": {"ulambda": asked}}))


def test_the_size_for_a_board_is_that_of_the_encoded_event(
    function: FunctionVersion, invocation: Callable[..., Invocation]
) -> None:
    value = {"window": [1.5] * 100}
    call = invocation(function, json.dumps(value).encode())
    fleet = Fleet((Gateway("attic", True, 0.0, boards=(Board("porch", True),)),))

    with_board = placement_request(call, CostModel(), ArenaNeeds(), fleet, {}, now=1.0)
    without = placement_request(call, CostModel(), ArenaNeeds(), Fleet(), {}, now=1.0)

    assert with_board.payload_bytes == len(codec.encode(value))
    assert without.payload_bytes == len(call.payload)
