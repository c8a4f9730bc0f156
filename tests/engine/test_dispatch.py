"""The whole walk of an invocation, with real stores, workers and interpreter; gateways are played.

A played gateway answers from `answer(work)`, or not at all.
"""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from ulambda.engine.dispatch import Dispatcher
from ulambda.engine.errors import NoAnswer, NotDelivered
from ulambda.engine.model import (
    Board,
    FunctionVersion,
    Invocation,
    InvocationKind,
    NewFunction,
    Tier,
)
from ulambda.engine.queue import RETRY_DELAYS_S
from ulambda.engine.remote import Hello, Result, Work
from ulambda.spec import UserError

Make = Callable[..., Invocation]
ZipOf = Callable[..., bytes]
Answer = Callable[[Work], Result | Exception]
ECHO = "def handler(event, context):\n    return event\n"
CPYTHON = "import os\ndef handler(event, context):\n    return [event, os.getpid() > 0]\n"
FAILS = "import os\ndef handler(event, context):\n    raise ValueError(os.sep)\n"
PORCH = Board("porch", True, arena_bytes=16384, store_bytes=8192, max_payload_bytes=2048)


class PlayedGateways:
    """Answers at once, in the calling thread."""

    def __init__(self) -> None:
        self.answer: Answer = lambda work: NotDelivered("nobody plays")
        self.asked: list[tuple[str, Work]] = []

    def submit(
        self, gateway: str, work: Work, *, deliver_by: float, answer_by: float
    ) -> "Future[Result]":
        self.asked.append((gateway, work))
        assert deliver_by + work.timeout_s < answer_by
        future: Future[Result] = Future()
        found = self.answer(work)
        if isinstance(found, Result):
            future.set_result(found)
        else:
            future.set_exception(found)
        return future

    def busy(self) -> dict[str, int]:
        return {}


@pytest.fixture
def gateways() -> PlayedGateways:
    return PlayedGateways()


@pytest.fixture
def dispatcher(
    tmp_path: Path, clock: Callable[[], float], gateways: PlayedGateways
) -> Iterator[Dispatcher]:
    made = Dispatcher(tmp_path, clock=clock, gateways=gateways)
    yield made
    made.close()


def deploy(
    dispatcher: Dispatcher, zip_of: ZipOf, source: str, **settings: object
) -> FunctionVersion:
    new = NewFunction("f", zip_of(source), **settings)  # type: ignore[arg-type]
    return dispatcher.registry.create(new, now=1.0)


def hello(dispatcher: Dispatcher, now: float) -> None:
    dispatcher.fleet.hello("attic", Hello("1", (PORCH,), rtt_ms=1.0), now)


def test_a_function_outside_of_the_subset_runs_on_cpython(
    dispatcher: Dispatcher, zip_of: ZipOf, invocation: Make
) -> None:
    function = deploy(dispatcher, zip_of, CPYTHON, tags={"ulambda:tiers": "cloud"})

    outcome = dispatcher.invoke(invocation(function, b'{"a": 1}')).result(20.0)

    assert outcome.payload == b'[{"a": 1}, true]'
    assert (outcome.tier, outcome.target, outcome.steps) == (Tier.CLOUD, "cloud", None)
    assert "nothing else can run it" in outcome.reason
    assert outcome.report.startswith("START RequestId: 0000")
    (row,) = dispatcher.ledger.latest()
    assert (row["tier"], row["runtime"], row["function_error"]) == ("cloud", "cpython", None)
    assert row["reason"] == outcome.reason
    assert {item["tier"] for item in row["alternatives"]} == {"device", "edge", "cloud"}
    assert row["predicted_ms"] > 0.0


def test_a_function_in_the_subset_runs_in_the_interpreter(
    dispatcher: Dispatcher, zip_of: ZipOf, invocation: Make
) -> None:
    function = deploy(dispatcher, zip_of, ECHO)

    outcome = dispatcher.invoke(invocation(function, b'{"a": [1, 2.5, null]}')).result(20.0)

    assert outcome.payload == b'{"a": [1, 2.5, null]}'
    assert outcome.steps is not None
    assert outcome.steps > 0
    assert outcome.heap_bytes is not None
    assert "\tSteps: " in outcome.report


def test_a_function_error_is_an_outcome_and_in_the_ledger(
    dispatcher: Dispatcher, zip_of: ZipOf, invocation: Make
) -> None:
    function = deploy(dispatcher, zip_of, FAILS, tags={"ulambda:tiers": "cloud"})

    outcome = dispatcher.invoke(invocation(function)).result(20.0)

    assert outcome.function_error == "Unhandled"
    assert json.loads(outcome.payload)["errorType"] == "ValueError"
    assert "[ERROR] ValueError: /" in outcome.report
    assert dispatcher.ledger.latest()[0]["error_type"] == "ValueError"


def test_a_board_answers(
    dispatcher: Dispatcher,
    gateways: PlayedGateways,
    zip_of: ZipOf,
    invocation: Make,
    clock: Callable[[], float],
) -> None:
    hello(dispatcher, clock())
    function = deploy(dispatcher, zip_of, ECHO, tags={"ulambda:tiers": "device"})
    gateways.answer = lambda work: Result(
        work.request_id, work.attempt, payload="7", duration_ms=5.0, steps=9, heap_bytes=64
    )

    outcome = dispatcher.invoke(invocation(function)).result(1.0)

    assert (outcome.payload, outcome.tier, outcome.target) == (b"7", Tier.DEVICE, "porch")
    (asked,) = gateways.asked
    assert asked[0] == "attic"
    assert (asked[1].board, asked[1].image_digest) == ("porch", function.image_digest)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda work: NotDelivered("it did not fetch the work in time"), "did not fetch"),
        (lambda work: Result(work.request_id, work.attempt, refused="no room"), "no room"),
    ],
)
def test_what_a_gateway_does_not_take_is_placed_elsewhere(
    dispatcher: Dispatcher,
    gateways: PlayedGateways,
    zip_of: ZipOf,
    invocation: Make,
    clock: Callable[[], float],
    answer: Answer,
    words: str,
) -> None:
    hello(dispatcher, clock())
    function = deploy(dispatcher, zip_of, ECHO, tags={"ulambda:tiers": "edge,cloud"})
    gateways.answer = answer

    outcome = dispatcher.invoke(invocation(function, b"1")).result(20.0)

    assert (outcome.payload, outcome.tier) == (b"1", Tier.CLOUD)
    assert words in outcome.reason
    assert len(gateways.asked) == 1


def test_a_gateway_that_did_not_fetch_is_not_asked_again(
    dispatcher: Dispatcher,
    gateways: PlayedGateways,
    zip_of: ZipOf,
    invocation: Make,
    clock: Callable[[], float],
) -> None:
    hello(dispatcher, clock())
    function = deploy(dispatcher, zip_of, ECHO)

    dispatcher.invoke(invocation(function)).result(20.0)
    dispatcher.invoke(invocation(function)).result(20.0)

    assert len(gateways.asked) == 1


def test_no_answer_is_awss_timeout(
    dispatcher: Dispatcher,
    gateways: PlayedGateways,
    zip_of: ZipOf,
    invocation: Make,
    clock: Callable[[], float],
) -> None:
    hello(dispatcher, clock())
    function = deploy(dispatcher, zip_of, ECHO, tags={"ulambda:tiers": "edge"})
    gateways.answer = lambda work: NoAnswer("silence")

    outcome = dispatcher.invoke(invocation(function)).result(1.0)

    assert json.loads(outcome.payload)["errorType"] == "Sandbox.Timedout"


def test_a_board_with_too_small_an_arena_hands_over_once(
    dispatcher: Dispatcher,
    gateways: PlayedGateways,
    zip_of: ZipOf,
    invocation: Make,
    clock: Callable[[], float],
) -> None:
    hello(dispatcher, clock())
    function = deploy(dispatcher, zip_of, ECHO, tags={"ulambda:tiers": "device,cloud"})
    context = '{"custom": {"ulambda": {"source": "porch"}}}'
    function = replace(function, objective=function.objective.ENERGY)
    gateways.answer = lambda work: Result(
        work.request_id,
        work.attempt,
        payload="{}",
        function_error="Unhandled",
        arena_bytes=16384,
        error="OUT_OF_MEMORY",
    )

    first = dispatcher.invoke(invocation(function, b"1", client_context=context)).result(20.0)
    second = dispatcher.invoke(invocation(function, b"2", client_context=context)).result(20.0)

    assert (first.payload, first.tier) == (b"1", Tier.CLOUD)
    assert "arena of 16384 B was too small" in first.reason
    assert (second.payload, second.tier) == (b"2", Tier.CLOUD)
    assert "an event of this size needed at least 16385 B of arena" in second.reason
    assert len(gateways.asked) == 1


def test_a_large_event_does_not_bar_the_board_for_small_ones(
    dispatcher: Dispatcher,
    gateways: PlayedGateways,
    zip_of: ZipOf,
    invocation: Make,
    clock: Callable[[], float],
) -> None:
    hello(dispatcher, clock())
    function = deploy(dispatcher, zip_of, ECHO, tags={"ulambda:tiers": "device"})

    def answer(work: Work) -> Result:
        full = len(work.payload) > 500
        return Result(
            work.request_id,
            work.attempt,
            payload=work.payload,
            function_error="Unhandled" if full else None,
            heap_bytes=800,
            arena_bytes=16384,
            error="OUT_OF_MEMORY" if full else None,
        )

    gateways.answer = answer
    large = b"[" + b"1," * 500 + b"1]"

    failed = dispatcher.invoke(invocation(function, large)).result(5.0)
    small = dispatcher.invoke(invocation(function, b"[1]")).result(5.0)
    again = dispatcher.invoke(invocation(function, large)).result(5.0)

    assert failed.function_error == "Unhandled"
    assert (small.payload, small.tier, small.function_error) == (b"[1]", Tier.DEVICE, None)
    assert "an event of this size needed at least 16385 B" in again.payload.decode()


def test_nowhere_to_run_is_an_outcome_with_the_reason(
    dispatcher: Dispatcher, zip_of: ZipOf, invocation: Make
) -> None:
    function = deploy(dispatcher, zip_of, ECHO, tags={"ulambda:tiers": "device"})

    outcome = dispatcher.invoke(invocation(function)).result(1.0)

    body = json.loads(outcome.payload)
    assert body["errorType"] == "Runtime.Unplaceable"
    assert "no board is known" in body["errorMessage"]
    assert dispatcher.ledger.latest()[0]["reason"].startswith("nothing can run it")


def test_a_wish_that_cannot_be_understood_is_refused_at_once(
    dispatcher: Dispatcher, zip_of: ZipOf, invocation: Make
) -> None:
    function = deploy(dispatcher, zip_of, ECHO)

    for kind in InvocationKind:
        with pytest.raises(UserError):
            dispatcher.invoke(
                invocation(
                    function, kind=kind, client_context='{"custom": {"ulambda": {"x": "y"}}}'
                )
            )

    assert dispatcher.queue.depth() == 0


def until(condition: Callable[[], bool]) -> None:
    """Wait for what other threads do; the time is a guard, not a pause."""
    deadline = time.monotonic() + 20.0
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.001)


def test_an_event_is_accepted_then_run(
    dispatcher: Dispatcher, zip_of: ZipOf, invocation: Make
) -> None:
    function = deploy(dispatcher, zip_of, ECHO)

    accepted = dispatcher.invoke(invocation(function, b"1", InvocationKind.EVENT)).result(5.0)

    assert accepted.payload == b""
    until(lambda: dispatcher.queue.depth() == 0)
    assert [row["kind"] for row in dispatcher.ledger.latest()] == ["Event"]


def test_a_failing_event_is_tried_three_times_and_dies_with_its_reason(
    dispatcher: Dispatcher, zip_of: ZipOf, invocation: Make, clock: Callable[[], float]
) -> None:
    function = deploy(dispatcher, zip_of, FAILS, tags={"ulambda:tiers": "cloud"})
    dispatcher.invoke(invocation(function, b"1", InvocationKind.EVENT)).result(5.0)

    for number, delay in enumerate((*RETRY_DELAYS_S, 0.0), 1):
        until(lambda number=number: len(dispatcher.ledger.latest()) == number)  # type: ignore[misc]
        clock.now += delay  # type: ignore[attr-defined]
        dispatcher.tick()

    until(lambda: dispatcher.queue.depth() == 0)
    (letter,) = dispatcher.queue.dead_letters()
    assert letter.reason == "failed 3 times, at last on cloud cloud"
    assert json.loads(letter.response or b"")["errorType"] == "ValueError"


def test_an_event_whose_function_is_gone_dies_at_once(
    dispatcher: Dispatcher, zip_of: ZipOf, invocation: Make
) -> None:
    function = deploy(dispatcher, zip_of, ECHO)
    dispatcher.registry.delete("f")

    dispatcher.invoke(invocation(function, b"1", InvocationKind.EVENT)).result(5.0)

    until(lambda: len(dispatcher.queue.dead_letters()) == 1)
    assert "deleted" in dispatcher.queue.dead_letters()[0].reason


def test_an_event_of_a_dead_process_runs_in_the_next(
    tmp_path: Path, zip_of: ZipOf, invocation: Make, clock: Callable[[], float]
) -> None:
    first = Dispatcher(tmp_path, clock=clock)
    function = deploy(first, zip_of, ECHO)
    first.queue.put(invocation(function, b"1", InvocationKind.EVENT))
    first.queue.take(clock(), limit=1)  # an attempt began
    first.close()

    second = Dispatcher(tmp_path, clock=clock)
    second.tick()

    until(lambda: second.queue.depth() == 0)
    assert second.ledger.latest()[0]["function_error"] is None
    second.close()


def test_what_was_learned_outlives_the_process(
    tmp_path: Path, zip_of: ZipOf, invocation: Make, clock: Callable[[], float]
) -> None:
    first = Dispatcher(tmp_path, clock=clock)
    function = deploy(first, zip_of, ECHO)
    first.invoke(invocation(function, b"1")).result(20.0)
    learned = first.costs.service_times(f"{function.code_digest}:{function.handler}", 1, True, 1e6)
    first.close()

    second = Dispatcher(tmp_path, clock=clock)

    again = second.costs.service_times(f"{function.code_digest}:{function.handler}", 1, True, 1e6)
    assert again == learned
    assert again[Tier.CLOUD].basis.endswith("(measured)")
    second.close()
