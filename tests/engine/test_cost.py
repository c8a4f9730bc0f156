"""What was seen predicts what comes, and fades."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ulambda.engine.cost import (
    ENTRY_STEPS,
    HALF_LIFE_S,
    PRIOR_STEPS,
    PRIOR_STEPS_PER_S,
    CostModel,
    Trend,
)
from ulambda.engine.model import Tier


def test_what_was_never_seen_is_the_prior() -> None:
    service = CostModel().service_times("f", 100, True, now=0.0)

    expected_ms = (PRIOR_STEPS + ENTRY_STEPS) / PRIOR_STEPS_PER_S[Tier.DEVICE] * 1e3
    assert service[Tier.DEVICE].mean_ms == pytest.approx(expected_ms)
    assert service[Tier.DEVICE].basis.endswith("(expected)")


def test_steps_seen_on_one_tier_predict_the_others() -> None:
    costs = CostModel()
    for _ in range(50):
        costs.observe("f", Tier.CLOUD, 100, 1.0, 1_000_000, now=0.0)

    service = costs.service_times("f", 100, True, now=0.0)

    assert service[Tier.CLOUD].mean_ms == pytest.approx(1.0, rel=0.1)
    assert service[Tier.DEVICE].mean_ms == pytest.approx(
        1e6 / PRIOR_STEPS_PER_S[Tier.DEVICE] * 1e3, rel=0.1
    )
    assert service[Tier.CLOUD].basis.endswith("(measured)")


def test_steps_grow_with_the_payload() -> None:
    costs = CostModel()
    for size in (100, 200, 300, 400):
        costs.observe("f", Tier.CLOUD, size, size / 100, size * 1000, now=0.0)

    small = costs.service_times("f", 100, True, now=0.0)[Tier.CLOUD].mean_ms
    large = costs.service_times("f", 1000, True, now=0.0)[Tier.CLOUD].mean_ms

    assert large == pytest.approx(10 * small, rel=0.15)


def test_a_handler_without_loops_costs_its_entry_only() -> None:
    costs = CostModel()
    for _ in range(20):
        costs.observe("straight", Tier.CLOUD, 10, 0.1, 0, now=0.0)

    own = costs.service_times("straight", 10, True, now=0.0)[Tier.CLOUD]
    other = costs.service_times("other", 10, True, now=0.0)[Tier.CLOUD]

    assert own.mean_ms == pytest.approx(0.1, rel=0.2)
    assert own.basis.endswith("(measured)")
    assert other.mean_ms < 1.0


def test_old_evidence_shrinks_to_the_prior() -> None:
    costs = CostModel()
    costs.observe("f", Tier.EDGE, 0, 500.0, None, now=0.0)

    fresh = costs.service_times("f", 0, False, now=0.0)[Tier.EDGE]
    old = costs.service_times("f", 0, False, now=30 * HALF_LIFE_S)[Tier.EDGE]

    assert fresh.mean_ms > 400.0
    assert old.mean_ms == pytest.approx(6.0, abs=0.1)


def test_no_cpython_on_a_board() -> None:
    service = CostModel().service_times("f", 0, False, now=0.0)

    assert math.isinf(service[Tier.DEVICE].mean_ms)


@given(
    st.lists(
        st.tuples(st.floats(0, 1e6), st.floats(0, 1e9), st.floats(0, 1e6)), min_size=1, max_size=30
    ),
    st.floats(0, 1e6),
)
def test_a_trend_is_finite_and_never_negative(
    points: list[tuple[float, float, float]], x: float
) -> None:
    trend = Trend()

    for at, y, now in points:
        trend.add(at, y, now)

    assert 0.0 <= trend.at(x) < math.inf
    assert 0.0 <= trend.deviation() < math.inf
