"""The gateway fetches work, runs it here and hands results back, whatever the cloud does."""

import asyncio
import json
from typing import Any

import httpx2
import pytest

from ulambda.edge.uplink import RETRY_S
from ulambda.engine.model import Tier

CPYTHON = "import os\ndef handler(event, context):\n    return [event, os.getpid() > 0]\n"
ECHO = "def handler(event, context):\n    return event\n"


def test_work_for_cpython_runs_here(gateway: Any) -> None:
    async def story() -> None:
        async with gateway.running() as cloud:
            result = await cloud.run(cloud.work(CPYTHON, '{"a": 1}', run="cpython"))

        assert (result.refused, result.payload) == (None, '[{"a": 1}, true]')
        assert cloud.hellos[0].cpython

    asyncio.run(story())


def test_work_for_the_interpreter_runs_here(gateway: Any) -> None:
    async def story() -> None:
        async with gateway.running() as cloud:
            result = await cloud.run(cloud.work(ECHO, "[1, 2.5]"))

        assert (result.refused, result.payload) == (None, "[1, 2.5]")
        assert result.steps > 0

    asyncio.run(story())


def test_requests_are_signed_for_the_service(gateway: Any) -> None:
    async def story() -> None:
        async with gateway.running() as cloud:
            await cloud.until(lambda: len(cloud.hellos) > 0)

        (claim,) = cloud.signatures
        assert claim.startswith("AWS4-HMAC-SHA256 Credential=AKID/")
        assert claim.endswith("/us-east-1/ulambda/aws4_request")

    asyncio.run(story())


@pytest.mark.parametrize(
    "failure", [httpx2.Response(503, text="busy"), httpx2.ConnectError("refused")]
)
def test_a_cloud_that_fails_is_asked_again(gateway: Any, failure: Any) -> None:
    async def story() -> None:
        gateway.cloud.fail = [failure, failure]

        async with gateway.running() as cloud:
            result = await cloud.run(cloud.work(CPYTHON, run="cpython"))

        assert result.function_error is None

    asyncio.run(story())


def test_a_cloud_that_was_restarted_is_greeted_anew(gateway: Any) -> None:
    async def story() -> None:
        async with gateway.running() as cloud:
            await cloud.until(lambda: len(cloud.hellos) > 0)
            cloud.forget()
            seen = len(cloud.hellos)
            await cloud.until(lambda: len(cloud.hellos) > seen)
            result = await cloud.run(cloud.work(CPYTHON, run="cpython"))

        assert result.function_error is None

    asyncio.run(story())


def test_a_result_is_handed_over_until_it_is_taken(gateway: Any) -> None:
    async def story() -> None:
        async with gateway.running() as cloud:
            await cloud.until(lambda: len(cloud.hellos) > 0)
            work = cloud.work(CPYTHON, run="cpython")
            running = asyncio.create_task(cloud.run(work))
            cloud.fail = [httpx2.Response(500, text="not now")] * 3

            result = await running

        assert result.function_error is None
        assert len(RETRY_S) > 3

    asyncio.run(story())


def test_a_stop_says_goodbye_once(gateway: Any) -> None:
    async def story() -> None:
        async with gateway.running() as cloud:
            await cloud.until(lambda: len(cloud.hellos) > 2)
            assert cloud.goodbyes == 0

        assert cloud.goodbyes == 1

    asyncio.run(story())


def test_a_slow_first_hello_is_no_distance(gateway: Any) -> None:
    gateway.cloud.first_hello_s = 0.3

    async def story() -> None:
        async with gateway.running() as cloud:
            await cloud.until(lambda: len(cloud.hellos) > 2)

        assert [hello.rtt_ms for hello in cloud.hellos[:2]] == [None, None]
        assert all(hello.rtt_ms < 250.0 for hello in cloud.hellos[2:])

    asyncio.run(story())


def test_code_that_is_not_what_was_asked_for_is_not_run(gateway: Any) -> None:
    async def story() -> None:
        async with gateway.running() as cloud:
            work = cloud.work(CPYTHON, run="cpython")
            cloud.blobs[work.code_digest] = b"something else"

            result = await cloud.run(work)

        assert "other bytes" in result.refused

    asyncio.run(story())


def test_a_board_that_is_not_here_is_refused(gateway: Any) -> None:
    async def story() -> None:
        async with gateway.running() as cloud:
            result = await cloud.run(cloud.work(ECHO, tier=Tier.DEVICE, board="porch"))

        assert result.refused == "no board porch here"

    asyncio.run(story())


def test_a_stop_lets_what_runs_end(gateway: Any, tmp_path: Any) -> None:
    flag = tmp_path / "running"
    source = f"""
import time
def handler(event, context):
    open({str(flag)!r}, "w").close()
    time.sleep(0.3)
    return "done"
"""

    async def story() -> None:
        async with gateway.running() as cloud:
            running = asyncio.create_task(cloud.run(cloud.work(source, run="cpython")))
            while not flag.exists():
                await asyncio.sleep(0)

        result = await running
        assert json.loads(result.payload) == "done"

    asyncio.run(story())
