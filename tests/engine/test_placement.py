"""Placement: never what is infeasible, always the same, always with a reason."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ulambda.engine.model import (
    ALL_TIERS,
    Board,
    Fleet,
    Gateway,
    Objective,
    PlacementRequest,
    ServiceTime,
    Tier,
)
from ulambda.engine.placement import place

NOW = 1000.0
PORCH = Board(
    "porch",
    online=True,
    arena_bytes=16384,
    store_bytes=8192,
    max_payload_bytes=2048,
    resident=frozenset({"core"}),
)
ATTIC = Gateway("attic", online=True, last_seen=NOW - 1, rtt_ms=2.0, boards=(PORCH,))
FLEET = Fleet((ATTIC,))


def service(steps: float) -> dict[Tier, ServiceTime]:
    rates = {Tier.DEVICE: 3e6, Tier.EDGE: 4e7, Tier.CLOUD: 8e7}
    return {tier: ServiceTime(steps / rates[tier] * 1e3, 0.1, 5.0, "seen") for tier in rates}


REQUEST = PlacementRequest(
    function="ks",
    version="$LATEST",
    allowed_tiers=ALL_TIERS,
    objective=Objective.ENERGY,
    payload_bytes=600,
    timeout_ms=3000.0,
    core_digest="core",
    core_size=900,
    needs_cpython=None,
    arena_bytes=16384,
    memory_mb=128,
    service=service(20_000),
    source="porch",
)

GOLDEN = [
    ("a small window of the board stays there", {}, FLEET, "device:attic/porch"),
    ("a long computation leaves the board", {"service": service(3e6)}, FLEET, "edge:attic"),
    ("who is in a hurry goes to the cloud", {"objective": Objective.LATENCY}, FLEET, "cloud"),
    ("in balance the near machine wins", {"objective": Objective.BALANCED}, FLEET, "edge:attic"),
    ("what a board cannot hold goes near", {"payload_bytes": 5000}, FLEET, "edge:attic"),
    ("what needs CPython goes near", {"core_digest": None}, FLEET, "edge:attic"),
    ("without a gateway there is the cloud", {}, Fleet(), "cloud"),
    (
        "a silent gateway takes its boards along",
        {},
        Fleet((replace(ATTIC, online=False),)),
        "cloud",
    ),
    (
        "a silent board leaves the edge",
        {},
        Fleet((replace(ATTIC, boards=(replace(PORCH, online=False),)),)),
        "edge:attic",
    ),
    ("the caller may ask for a tier", {"wanted": {Tier.CLOUD: None}}, FLEET, "cloud"),
    ("the function may forbid tiers", {"allowed_tiers": (Tier.CLOUD,)}, FLEET, "cloud"),
    (
        "what failed before is not tried again",
        {"excluded": {"device:attic/porch": "its arena of 16384 B was too small"}},
        FLEET,
        "edge:attic",
    ),
]


@pytest.mark.parametrize(
    ("title", "change", "fleet", "expected"), GOLDEN, ids=[g[0] for g in GOLDEN]
)
def test_golden(title: str, change: dict[str, object], fleet: Fleet, expected: str) -> None:
    placement = place(replace(REQUEST, **change), fleet, NOW)  # type: ignore[arg-type]

    assert placement.chosen is not None
    assert placement.chosen.key == expected
    assert placement.reason


OBSTACLES = [
    ({"allowed_tiers": (Tier.EDGE,)}, FLEET, "the function allows only edge"),
    ({"wanted": {Tier.EDGE: None}}, FLEET, "the caller asked for edge"),
    ({"wanted": {Tier.DEVICE: "shed"}}, FLEET, "the caller asked for shed"),
    ({"core_digest": None, "needs_cpython": "no floats\nhere"}, FLEET, "outside of the device"),
    ({"arena_bytes": 20000}, FLEET, "asks for 20000 B of arena, the board has 16384 B"),
    (
        {"arena_seen_bytes": 20000},
        FLEET,
        "an event of this size needed at least 20000 B of arena, the board has 16384 B",
    ),
    ({"payload_bytes": 3000}, FLEET, "payload of 3000 B is over the board's 2048 B"),
    ({"core_size": 9000}, FLEET, "image of 9000 B is over the board's 8192 B"),
    ({}, Fleet((replace(ATTIC, online=False, last_seen=NOW - 42),)), "last heard of 42 s ago"),
    ({}, Fleet((replace(ATTIC, boards=(replace(PORCH, online=False),)),)), "does not answer"),
]


@pytest.mark.parametrize(("change", "fleet", "words"), OBSTACLES)
def test_an_infeasible_board_says_why(change: dict[str, object], fleet: Fleet, words: str) -> None:
    placement = place(replace(REQUEST, **change), fleet, NOW)  # type: ignore[arg-type]

    (device,) = (item for item in placement.alternatives if item.tier is Tier.DEVICE)
    assert words in (device.infeasible or "")


REASONS = [
    (
        {"wanted": None, "payload_bytes": 5000},
        "best for energy against cloud (0.3 ms, 28.83 mJ from the board, $0.20 per million calls: "
        "faster but dearer)",
    ),
    (
        {"objective": Objective.LATENCY, "allowed_tiers": (Tier.EDGE, Tier.CLOUD)},
        "cloud, 0.3 ms, 3.62 mJ from the board, $0.20 per million calls: best for latency against "
        "edge attic (3.5 ms, 3.62 mJ from the board: slower)",
    ),
    (
        {"service": service(3e6), "allowed_tiers": (Tier.DEVICE, Tier.EDGE)},
        "against device porch (1066.2 ms, 66.00 mJ from the board: slower and "
        "takes more of the board's energy)",
    ),
    (
        {"timeout_ms": 10.0, "allowed_tiers": (Tier.DEVICE, Tier.EDGE)},
        "will miss the timeout in 100% of calls",
    ),
    ({"wanted": {Tier.EDGE: None}}, "edge attic, 3.5 ms, 3.62 mJ from the board: the caller asked"),
]


@pytest.mark.parametrize(("change", "words"), REASONS)
def test_the_reason_names_every_term_that_decided(change: dict[str, object], words: str) -> None:
    placement = place(replace(REQUEST, **change), FLEET, NOW)  # type: ignore[arg-type]

    assert words in placement.reason


def test_equal_costs_are_said_to_be_equal() -> None:
    cellar = replace(ATTIC, name="cellar", boards=())
    request = replace(REQUEST, allowed_tiers=(Tier.EDGE,))

    assert "equal, first by name" in place(request, Fleet((ATTIC, cellar)), NOW).reason


def test_nothing_feasible_is_a_placement_with_a_reason() -> None:
    placement = place(replace(REQUEST, allowed_tiers=(Tier.DEVICE,)), Fleet(), NOW)

    assert placement.chosen is None
    assert placement.reason.startswith("nothing can run it: device: no board is known; edge: ")


def test_an_image_that_must_be_sent_first_costs_time() -> None:
    there = place(replace(REQUEST, wanted={Tier.DEVICE: None}), FLEET, NOW).chosen
    away = place(
        replace(REQUEST, wanted={Tier.DEVICE: None}, core_digest="other"), FLEET, NOW
    ).chosen

    assert there is not None
    assert away is not None
    assert away.parts["deploy"] == pytest.approx(900 / 11520 * 1e3)
    assert away.latency_ms > there.latency_ms


boards = st.builds(
    Board,
    name=st.sampled_from(["a", "b", "c"]),
    online=st.booleans(),
    arena_bytes=st.sampled_from([0, 8192, 32768]),
    store_bytes=st.sampled_from([0, 512, 65536]),
    max_payload_bytes=st.integers(0, 4096),
    link=st.sampled_from(["serial", "wifi-cold", "wifi-associated", "carrier pigeon"]),
    link_bytes_per_s=st.floats(1.0, 1e6),
    resident=st.sampled_from([frozenset(), frozenset({"core"})]),
)
gateways = st.builds(
    Gateway,
    name=st.sampled_from(["x", "y"]),
    online=st.booleans(),
    last_seen=st.floats(0, NOW),
    rtt_ms=st.floats(0, 500),
    cpython=st.booleans(),
    busy=st.integers(0, 9),
    slots=st.integers(1, 4),
    boards=st.lists(boards, max_size=3, unique_by=lambda b: b.name).map(tuple),
)
fleets = st.builds(
    Fleet,
    gateways=st.lists(gateways, max_size=2, unique_by=lambda g: g.name).map(tuple),
    cloud_busy=st.integers(0, 9),
)
requests = st.builds(
    replace,
    st.just(REQUEST),
    allowed_tiers=st.lists(st.sampled_from(ALL_TIERS), unique=True).map(tuple),
    objective=st.sampled_from(Objective),
    payload_bytes=st.integers(0, 8192),
    core_digest=st.sampled_from(["core", None]),
    core_size=st.integers(100, 4096),
    arena_bytes=st.sampled_from([1024, 16384, 65536]),
    service=st.floats(1, 1e8).map(service),
    source=st.sampled_from([None, "a", "z"]),
    wanted=st.none()
    | st.dictionaries(st.sampled_from(ALL_TIERS), st.none() | st.sampled_from(["a", "x"])),
)


def can_run(request: PlacementRequest, fleet: Fleet, key: str) -> bool:
    """Feasibility, written a second time and plainly."""
    if key == "cloud":
        return Tier.CLOUD in request.allowed_tiers
    tier, _, path = key.partition(":")
    gateway_name, _, board_name = path.partition("/")
    (gateway,) = (g for g in fleet.gateways if g.name == gateway_name)
    if tier not in request.allowed_tiers or not gateway.online:
        return False
    if tier == "edge":
        return request.core_digest is not None or gateway.cpython
    (board,) = (b for b in gateway.boards if b.name == board_name)
    return (
        board.online
        and request.core_digest is not None
        and request.arena_bytes <= board.arena_bytes
        and request.payload_bytes <= board.max_payload_bytes
        and request.core_size <= board.store_bytes
    )


@given(requests, fleets)
def test_an_infeasible_target_is_never_chosen(request: PlacementRequest, fleet: Fleet) -> None:
    chosen = place(request, fleet, NOW).chosen

    if chosen is not None:
        assert can_run(request, fleet, chosen.key)
        assert request.wanted is None or chosen.tier in request.wanted


@given(requests, fleets)
def test_the_cheapest_feasible_target_is_chosen(request: PlacementRequest, fleet: Fleet) -> None:
    placement = place(request, fleet, NOW)

    costs = [item.cost for item in placement.alternatives if item.infeasible is None]
    assert (placement.chosen is None) == (not costs)
    if placement.chosen is not None:
        assert placement.chosen.cost == min(costs)


@given(requests, fleets)
def test_the_same_question_gets_the_same_answer(request: PlacementRequest, fleet: Fleet) -> None:
    turned = replace(fleet, gateways=fleet.gateways[::-1])

    first, again = place(request, fleet, NOW), place(request, fleet, NOW)
    reversed_key = (place(request, turned, NOW).chosen or REQUEST) == (first.chosen or REQUEST)

    assert first == again
    assert reversed_key


@given(requests, fleets)
def test_there_is_always_a_reason_and_every_tier_is_judged(
    request: PlacementRequest, fleet: Fleet
) -> None:
    placement = place(request, fleet, NOW)

    assert placement.reason.strip()
    assert {item.tier for item in placement.alternatives} == set(Tier)
