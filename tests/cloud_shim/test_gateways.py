"""Does work reach a gateway once, and does every wait for it end?"""

import asyncio
import threading

import pytest

from ulambda.cloud_shim.gateways import MAX_WAITING, Gateways
from ulambda.engine.errors import NoAnswer, NotDelivered
from ulambda.engine.model import Tier
from ulambda.engine.remote import Result, Work


def work(request_id: str, attempt: int = 1) -> Work:
    return Work(
        request_id=request_id,
        attempt=attempt,
        function="f",
        version="$LATEST",
        tier=Tier.EDGE,
        board=None,
        run="cpython",
        handler="handler.handler",
        function_arn="arn",
        code_digest="0" * 64,
        image_digest=None,
        arena_bytes=0,
        memory_mb=128,
        timeout_s=3.0,
        deadline_in_s=0.0,
        payload="{}",
    )


def submit(gateways: Gateways, request_id: str) -> "object":
    return gateways.submit("attic", work(request_id), deliver_by=10.0, answer_by=20.0)


def names(taken: tuple[Work, ...]) -> list[str]:
    return [item.request_id for item in taken]


def test_work_is_handed_out_once_oldest_first_with_the_time_that_is_left() -> None:
    gateways = Gateways()
    for name in "abc":
        submit(gateways, name)

    first = gateways.take("attic", 2, now=4.0)

    assert names(first) == ["a", "b"]
    assert first[0].deadline_in_s == 16.0
    assert names(gateways.take("attic", 2, now=4.0)) == ["c"]
    assert gateways.take("attic", 2, now=4.0) == ()
    assert gateways.take("cellar", 2, now=4.0) == ()


def test_the_first_result_counts_and_only_from_the_gateway_that_has_the_work() -> None:
    gateways = Gateways()
    future = gateways.submit("attic", work("a"), deliver_by=10.0, answer_by=20.0)
    gateways.take("attic", 1, now=1.0)
    result = Result("a", 1, payload="1")

    assert gateways.finish("cellar", (result,)) == 0
    assert gateways.finish("attic", (Result("a", 2),)) == 0
    assert gateways.finish("attic", (result, Result("a", 1, payload="2"))) == 1
    assert future.result(0) == result
    assert gateways.busy() == {"attic": 0}


def test_a_result_for_work_that_was_not_fetched_does_not_count() -> None:
    gateways = Gateways()
    future = gateways.submit("attic", work("a"), deliver_by=10.0, answer_by=20.0)

    assert gateways.finish("attic", (Result("a", 1),)) == 0
    assert not future.done()


def test_work_that_is_not_fetched_in_time_is_not_delivered() -> None:
    gateways = Gateways()
    expired = gateways.submit("attic", work("a"), deliver_by=10.0, answer_by=20.0)
    refused = gateways.submit("attic", work("b"), deliver_by=10.0, answer_by=20.0)

    gateways.expire(9.9)
    assert not expired.done()
    gateways.expire(10.0)

    assert isinstance(expired.exception(0), NotDelivered)
    assert isinstance(refused.exception(0), NotDelivered)
    assert gateways.take("attic", 8, now=10.0) == ()


def test_late_work_is_not_handed_out_even_before_it_is_expired() -> None:
    gateways = Gateways()
    future = gateways.submit("attic", work("a"), deliver_by=10.0, answer_by=20.0)

    assert gateways.take("attic", 8, now=11.0) == ()
    assert isinstance(future.exception(0), NotDelivered)


def test_work_that_is_not_answered_in_time_has_no_answer() -> None:
    gateways = Gateways()
    future = gateways.submit("attic", work("a"), deliver_by=10.0, answer_by=20.0)
    gateways.take("attic", 1, now=1.0)

    gateways.expire(19.9)
    assert not future.done()
    gateways.expire(20.0)

    assert isinstance(future.exception(0), NoAnswer)
    assert gateways.finish("attic", (Result("a", 1),)) == 0


def test_a_lost_gateway_gives_back_what_it_has_not_fetched() -> None:
    gateways = Gateways()
    fetched = gateways.submit("attic", work("a"), deliver_by=10.0, answer_by=20.0)
    gateways.take("attic", 1, now=1.0)
    waiting = gateways.submit("attic", work("b"), deliver_by=10.0, answer_by=20.0)

    gateways.withdraw("attic")

    assert isinstance(waiting.exception(0), NotDelivered)
    assert not fetched.done()


def test_a_full_mailbox_refuses() -> None:
    gateways = Gateways()
    for number in range(MAX_WAITING):
        submit(gateways, str(number))

    future = gateways.submit("attic", work("more"), deliver_by=10.0, answer_by=20.0)

    assert isinstance(future.exception(0), NotDelivered)
    assert gateways.busy() == {"attic": MAX_WAITING}


def test_a_cancelled_item_is_not_handed_out() -> None:
    gateways = Gateways()
    future = gateways.submit("attic", work("a"), deliver_by=10.0, answer_by=20.0)

    future.cancel()

    assert gateways.take("attic", 1, now=1.0) == ()
    gateways.expire(100.0)


def test_what_comes_back_can_be_submitted_again_from_its_callback() -> None:
    gateways = Gateways()
    again = []
    future = gateways.submit("attic", work("a"), deliver_by=10.0, answer_by=20.0)
    future.add_done_callback(lambda _: again.append(submit(gateways, "b")))

    gateways.expire(10.0)

    assert len(again) == 1
    assert names(gateways.take("attic", 1, now=5.0)) == ["b"]


@pytest.mark.parametrize("from_thread", [False, True])
def test_a_long_poll_ends_when_work_arrives(from_thread: bool) -> None:
    gateways = Gateways()

    async def scenario() -> tuple[Work, ...]:
        poll = asyncio.create_task(gateways.poll("attic", 8, 20.0, now=lambda: 1.0))
        await asyncio.sleep(0)
        if from_thread:
            threading.Thread(target=submit, args=(gateways, "a")).start()
        else:
            submit(gateways, "a")
        return await asyncio.wait_for(poll, 5.0)

    assert names(asyncio.run(scenario())) == ["a"]


def test_a_long_poll_ends_empty_when_its_time_is_over() -> None:
    assert asyncio.run(Gateways().poll("attic", 8, 0.0, now=lambda: 1.0)) == ()


def test_nothing_is_taken_for_a_caller_that_is_gone() -> None:
    gateways = Gateways()

    async def scenario() -> tuple[Work, ...]:
        gone = asyncio.get_running_loop().create_future()
        poll = asyncio.create_task(gateways.poll("attic", 8, 20.0, now=lambda: 1.0, gone=gone))
        await asyncio.sleep(0)
        gone.set_result(None)
        submit(gateways, "a")
        return await asyncio.wait_for(poll, 5.0)

    assert asyncio.run(scenario()) == ()
    assert names(gateways.take("attic", 1, now=1.0)) == ["a"]


def test_two_long_polls_share_the_work() -> None:
    gateways = Gateways()

    async def scenario() -> list[str]:
        polls = [
            asyncio.create_task(gateways.poll("attic", 1, 20.0, now=lambda: 1.0)) for _ in "ab"
        ]
        await asyncio.sleep(0)
        submit(gateways, "a")
        submit(gateways, "b")
        return [names(await asyncio.wait_for(poll, 5.0))[0] for poll in polls]

    assert sorted(asyncio.run(scenario())) == ["a", "b"]


def test_closing_ends_long_polls() -> None:
    gateways = Gateways()

    async def scenario() -> tuple[Work, ...]:
        poll = asyncio.create_task(gateways.poll("attic", 8, 20.0, now=lambda: 1.0))
        await asyncio.sleep(0)
        gateways.close()
        return await asyncio.wait_for(poll, 5.0)

    assert asyncio.run(scenario()) == ()
