"""Can a gateway do its work through the management API, and nobody without keys?"""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from ulambda.engine.errors import NotDelivered
from ulambda.engine.model import Board, Tier
from ulambda.engine.remote import (
    Ask,
    Assignment,
    Farewell,
    GatewayList,
    Goodbye,
    Hello,
    Receipt,
    Result,
    Results,
    Welcome,
    Work,
)
from ulambda.engine.wire import from_json

Sender = Callable[..., Any]


def work(request_id: str) -> Work:
    return Work(
        request_id=request_id,
        attempt=1,
        function="f",
        version="$LATEST",
        tier=Tier.DEVICE,
        board="porch",
        run="image",
        handler="handler.handler",
        function_arn="arn",
        code_digest="0" * 64,
        image_digest="1" * 64,
        arena_bytes=16384,
        memory_mb=128,
        timeout_s=3.0,
        deadline_in_s=0.0,
        payload='{"ü": 1}',
        environment={"UNIT": "g"},
        client_context="{}",
    )


HELLO = Hello(
    version="0.1",
    boards=(Board("porch", online=True, arena_bytes=40_000, resident=frozenset({"1" * 64})),),
    rtt_ms=3.5,
)


def status_of(caught: "pytest.ExceptionInfo[urllib.error.HTTPError]") -> tuple[int, Any]:
    with caught.value as error:
        return error.code, json.loads(error.read())


def test_health_is_open(cloud: Any) -> None:
    with urllib.request.urlopen(f"{cloud.url}/v1/health") as response:
        health = json.loads(response.read())

    assert health["status"] == "ok"


@pytest.mark.parametrize(
    "path", ["/v1/invocations", "/v1/code/" + "0" * 64, "/v1/openapi.json", "/v1/health/", "/v1/x"]
)
def test_everything_else_needs_a_signature(cloud: Any, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{cloud.url}{path}")

    assert status_of(caught) == (403, {"message": "Missing Authentication Token"})


def test_a_signature_for_lambda_does_not_open_the_management_api(
    cloud: Any, gateway_of: Sender
) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        gateway_of("attic", service="lambda").post("hello", HELLO)

    assert status_of(caught)[1]["message"].endswith("correct service: 'ulambda'.")


def test_a_gateway_says_hello_and_is_seen_with_its_boards(cloud: Any, gateway_of: Sender) -> None:
    welcome = from_json(Welcome, gateway_of("attic").post("hello", HELLO))

    seen = {g.name: g for g in cloud.engine.fleet.snapshot(cloud.clock(), {})}["attic"]
    assert welcome.hello_every_s == 3.0
    assert (seen.online, seen.rtt_ms, seen.boards) == (True, 3.5, HELLO.boards)


def test_work_goes_out_and_its_result_comes_back(cloud: Any, gateway_of: Sender) -> None:
    gateway = gateway_of("attic")
    gateway.post("hello", HELLO)
    now = cloud.clock()
    future = cloud.engine.gateways.submit(
        "attic", work("r-1"), deliver_by=now + 5, answer_by=now + 9
    )

    assignment = from_json(Assignment, gateway.post("work", Ask(wait_s=5.0)))
    result = Result("r-1", 1, payload='"ü"', steps=7, heap_bytes=80, link_ms=1.5)
    receipt = from_json(Receipt, gateway.post("results", Results((result,))))

    (item,) = assignment.work
    assert (item.payload, item.board, item.environment) == ('{"ü": 1}', "porch", {"UNIT": "g"})
    assert 0 < item.deadline_in_s <= 9
    assert receipt.accepted == 1
    assert future.result(0) == result


def test_a_long_poll_is_woken_by_work(cloud: Any, gateway_of: Sender) -> None:
    gateway = gateway_of("cellar")
    gateway.post("hello", Hello(version="0.1"))
    answers: list[object] = []
    poll = threading.Thread(target=lambda: answers.append(gateway.post("work", Ask(wait_s=20.0))))
    poll.start()

    now = cloud.clock()
    cloud.engine.gateways.submit("cellar", work("r-2"), deliver_by=now + 9, answer_by=now + 9)
    poll.join(9)

    assert [item.request_id for item in from_json(Assignment, answers[0]).work] == ["r-2"]


def test_a_gateway_has_to_say_hello_first(cloud: Any, gateway_of: Sender) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        gateway_of("stranger").post("work", Ask(wait_s=0.0))

    assert status_of(caught)[0] == 409


@pytest.mark.parametrize(
    ("path", "content", "status"),
    [
        ("/v1/gateways/a/hello", {"version": 5}, 422),
        ("/v1/gateways/a/hello", [], 422),
        ("/v1/gateways/..%2fx/hello", {"version": "1"}, 404),
        ("/v1/gateways/" + "a" * 65 + "/hello", {"version": "1"}, 422),
        ("/v1/gateways/attic/results", {"results": [{"request_id": "x"}]}, 422),
    ],
)
def test_what_does_not_fit_is_refused(
    cloud: Any, path: str, content: Any, status: int, gateway_of: Sender
) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        gateway_of("attic").send("POST", path, content)

    assert status_of(caught)[0] == status


def online(cloud: Any, name: str) -> bool:
    seen = {gateway.name: gateway for gateway in cloud.engine.fleet.snapshot(cloud.clock(), {})}
    return bool(seen[name].online)


def test_after_a_goodbye_waiting_work_comes_back_at_once(cloud: Any, gateway_of: Sender) -> None:
    gateway = gateway_of("shed")
    gateway.post("hello", HELLO)
    now = cloud.clock()
    future = cloud.engine.gateways.submit(
        "shed", work("r-3"), deliver_by=now + 9, answer_by=now + 9
    )

    farewell = from_json(Farewell, gateway.post("goodbye", Goodbye()))

    assert farewell.withdrawn == 1
    assert isinstance(future.exception(0), NotDelivered)
    assert not online(cloud, "shed")
    with pytest.raises(urllib.error.HTTPError) as caught:
        gateway.post("work", Ask(wait_s=0.0))
    assert status_of(caught)[0] == 409


def test_a_gateway_whose_poll_breaks_off_is_offline(cloud: Any, gateway_of: Sender) -> None:
    gateway = gateway_of("loft")
    gateway.post("hello", HELLO)

    with pytest.raises(TimeoutError):
        gateway.post("work", Ask(wait_s=20.0), timeout_s=0.2)  # it dies in the middle of its poll

    deadline = time.monotonic() + 5.0
    while online(cloud, "loft"):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    gateway.post("work", Ask(wait_s=0.0))
    assert online(cloud, "loft")


def test_gateways_are_listed_with_their_boards(cloud: Any, gateway_of: Sender) -> None:
    gateway = gateway_of("barn")
    gateway.post("hello", HELLO)

    listed = from_json(GatewayList, json.loads(gateway.send("GET", "/v1/gateways")))

    (row,) = (row for row in listed.gateways if row.name == "barn")
    (board,) = row.boards
    assert (row.online, row.rtt_ms) == (True, 3.5)
    assert (board.name, board.online, board.arena_bytes) == ("porch", True, 40_000)
    assert (board.resident, board.functions) == (("1" * 64,), ())


def test_code_is_fetched_by_its_digest(cloud: Any, deploy: Any, gateway_of: Sender) -> None:
    digest = cloud.functions.get(deploy("x = 1")).code_digest
    gateway = gateway_of("attic")

    assert gateway.send("GET", f"/v1/code/{digest}") == cloud.functions.blob(digest)
    with pytest.raises(urllib.error.HTTPError) as missing:
        gateway.send("GET", "/v1/images/" + "0" * 64)
    with pytest.raises(urllib.error.HTTPError) as malformed:
        gateway.send("GET", "/v1/code/..%2f..%2fetc")

    assert status_of(missing)[0] == 404
    assert status_of(malformed)[0] in (404, 422)


def test_the_ledger_is_listed(cloud: Any, gateway_of: Sender) -> None:
    listed = json.loads(gateway_of("attic").send("GET", "/v1/invocations?limit=5"))

    assert listed == {"invocations": []}
