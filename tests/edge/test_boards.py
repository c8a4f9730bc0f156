"""A real board (the C code) on a pseudo-terminal: deploy on demand, invoke, come and go."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from ulambda.edge.config import BoardConfig
from ulambda.engine.model import Tier

Plug = Callable[..., Any]
ECHO = "def handler(event, context):\n    return event\n"


def device(cloud: Any, source: str, payload: str = "{}", **more: Any) -> Any:
    return cloud.work(source, payload, tier=Tier.DEVICE, board="porch", **more)


async def board_is(cloud: Any, online: bool) -> None:
    await cloud.until(
        lambda: (
            bool(cloud.hellos[-1:])
            and [board.online for board in cloud.hellos[-1].boards] == [online]
        )
    )


def test_a_board_presents_itself(gateway: Any, plug: Plug) -> None:
    async def story() -> None:
        wire = plug("porch", arena_bytes=12288)

        async with gateway.running(BoardConfig(wire.port)) as cloud:
            await board_is(cloud, True)

        (board,) = cloud.hellos[-1].boards
        assert (board.name, board.arena_bytes) == ("porch", 12288)
        assert board.max_payload_bytes > 1000

    asyncio.run(story())


def test_an_image_is_brought_to_the_board_once(gateway: Any, plug: Plug) -> None:
    async def story() -> None:
        wire = plug("porch")

        async with gateway.running(BoardConfig(wire.port)) as cloud:
            await board_is(cloud, True)
            first = await cloud.run(device(cloud, ECHO, "[1, 2.5]"))
            second = await cloud.run(device(cloud, ECHO, '{"a": null}', request_id="r-2"))
            await cloud.until(lambda: len(cloud.hellos[-1].boards[0].resident) == 1)

        assert (first.payload, second.payload) == ("[1, 2.5]", '{"a": null}')
        assert first.deploy_ms > 0.0
        assert second.deploy_ms is None
        assert second.steps > 0
        assert second.heap_bytes > 0

    asyncio.run(story())


def test_board_and_gateway_answer_the_same_bytes(gateway: Any, plug: Plug) -> None:
    source = """
def handler(event, context):
    print("window", len(event["w"]))
    if not event["w"]:
        raise ValueError("empty")
    return {"mean": sum(event["w"]) / len(event["w"]), "id": context.aws_request_id}
"""

    async def story() -> None:
        wire = plug("porch")

        async with gateway.running(BoardConfig(wire.port)) as cloud:
            await board_is(cloud, True)
            for payload in ('{"w": [0.1, 0.2, 0.7]}', '{"w": []}', "{}"):
                here = await cloud.run(cloud.work(source, payload))
                cloud.results.clear()
                there = await cloud.run(device(cloud, source, payload))
                cloud.results.clear()
                assert (here.payload, here.function_error, here.log, here.steps) == (
                    there.payload,
                    there.function_error,
                    there.log,
                    there.steps,
                )
                assert here.heap_bytes == there.heap_bytes

    asyncio.run(story())


def test_a_full_board_gives_up_what_it_used_longest_ago(gateway: Any, plug: Plug) -> None:
    async def story() -> None:
        wire = plug("porch", slots=2)

        async with gateway.running(BoardConfig(wire.port)) as cloud:
            await board_is(cloud, True)
            for number, name in enumerate(("a", "b", "c", "d")):
                source = f"def handler(event, context):\n    return {number}\n"
                work = device(cloud, source, request_id=name, function=name)
                assert (await cloud.run(work)).payload == str(number)

    asyncio.run(story())


def test_a_board_that_is_not_there_refuses_at_once(gateway: Any, plug: Plug) -> None:
    async def story() -> None:
        wire = plug("porch")
        config = BoardConfig(wire.port, name="porch")

        async with gateway.running(config) as cloud:
            await board_is(cloud, True)
            wire.unplug()
            await board_is(cloud, False)
            result = await cloud.run(device(cloud, ECHO))

        assert result.refused == "the board does not answer"

    asyncio.run(story())


def test_a_board_that_falls_silent_ends_in_awss_timeout(gateway: Any, plug: Plug) -> None:
    async def story() -> None:
        wire = plug("porch")

        async with gateway.running(BoardConfig(wire.port)) as cloud:
            await board_is(cloud, True)
            await cloud.run(device(cloud, ECHO, request_id="r-0"))
            wire.deaf.set()
            result = await cloud.run(device(cloud, ECHO, timeout_s=0.5))
            wire.deaf.clear()
            again = await cloud.run(device(cloud, ECHO, "7", request_id="r-3"))

        assert json.loads(result.payload)["errorType"] == "Sandbox.Timedout"
        assert again.payload == "7"

    asyncio.run(story())


def test_what_is_too_large_for_the_board_is_refused(gateway: Any, plug: Plug) -> None:
    async def story() -> None:
        wire = plug("porch", message_bytes=2048)

        async with gateway.running(BoardConfig(wire.port)) as cloud:
            await board_is(cloud, True)
            result = await cloud.run(device(cloud, ECHO, json.dumps("x" * 3000)))

        assert "TOO_LARGE" in result.refused

    asyncio.run(story())
