"""How long will this function take on each tier?

Two things are learned, each as a line over the payload's size whose evidence fades with time: the
interpreter steps that a function needs (the same on every tier, so one tier teaches all), and the
time per step, or on CPython the milliseconds themselves, per (function, tier). What has not been
seen, or not for long, is a prior. Steps are backward jumps and calls, so a straight handler has
next to none: ENTRY_STEPS stand for what every invocation costs.
"""

import math
import threading
from dataclasses import dataclass

from ulambda.engine.model import ALL_TIERS, ServiceTime, Tier

HALF_LIFE_S = 600.0
PRIOR_WEIGHT = 0.25  # so many observations is a prior worth
PRIOR_STEPS = 2_000.0
ENTRY_STEPS = 500.0
# On the lx106 the twelve programs of benchmarks/ need 600 instructions a step (geometric mean of
# `make bench-lx106`); at 80 MHz and an assumed 1.5 cycles each that is 90 000 steps/s. The host
# build makes 1.6 to 45 million (two x86-64 cores); a gateway is taken to be a third of that.
PRIOR_STEPS_PER_S = {Tier.DEVICE: 9e4, Tier.EDGE: 3e6, Tier.CLOUD: 1e7}
PRIOR_CPYTHON_MS = {Tier.DEVICE: math.inf, Tier.EDGE: 6.0, Tier.CLOUD: 3.0}


@dataclass(slots=True)
class Trend:
    """A line through (x, y), in which old points weigh less and less."""

    weight: float = 0.0
    mean_x: float = 0.0
    mean_y: float = 0.0
    xx: float = 0.0  # weighted sums of squared deviations
    xy: float = 0.0
    yy: float = 0.0
    seen_at: float = 0.0

    def weight_at(self, now: float) -> float:
        """What is left of the evidence."""
        return self.weight * math.exp2(-max(0.0, now - self.seen_at) / HALF_LIFE_S)

    def add(self, x: float, y: float, now: float) -> None:
        """Take in one observation."""
        left = self.weight_at(now)
        fade = left / self.weight if self.weight else 0.0
        weight = left + 1.0
        dx, dy = x - self.mean_x, y - self.mean_y
        self.mean_x += dx / weight
        self.mean_y += dy / weight
        self.xx = self.xx * fade + dx * (x - self.mean_x)
        self.xy = self.xy * fade + dx * (y - self.mean_y)
        self.yy = self.yy * fade + dy * (y - self.mean_y)
        self.weight, self.seen_at = weight, max(now, self.seen_at)

    def at(self, x: float) -> float:
        """The line's value; a slope needs spread, and a price is never negative."""
        slope = self.xy / self.xx if self.xx > 1.0 else 0.0
        return max(0.0, self.mean_y + slope * (x - self.mean_x))

    def deviation(self) -> float:
        """The spread around the line."""
        if self.weight <= 1.0:
            return self.mean_y / 2
        explained = self.xy**2 / self.xx if self.xx > 1.0 else 0.0
        return math.sqrt(max(0.0, self.yy - explained) / self.weight)


class CostModel:
    """What was learned so far. `function` is any key that changes with the code."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._steps: dict[str, Trend] = {}
        self._ns_per_step: dict[tuple[str, Tier], Trend] = {}
        self._tier_ns: dict[Tier, Trend] = {}
        self._cpython_ms: dict[tuple[str, Tier], Trend] = {}

    def observe(
        self, function: str, tier: Tier, size: int, ms: float, steps: int | None, now: float
    ) -> None:
        """Learn from one finished run; `steps` is None when it ran on CPython."""
        with self._lock:
            if steps is None:
                self._cpython_ms.setdefault((function, tier), Trend()).add(size, ms, now)
                return
            self._steps.setdefault(function, Trend()).add(size, steps, now)
            ns = ms * 1e6 / (steps + ENTRY_STEPS)
            self._ns_per_step.setdefault((function, tier), Trend()).add(0.0, ns, now)
            self._tier_ns.setdefault(tier, Trend()).add(0.0, ns, now)

    def service_times(
        self, function: str, size: int, interpreted: bool, now: float
    ) -> dict[Tier, ServiceTime]:
        """Predict a run on each tier."""
        with self._lock:
            predict = self._interpreted if interpreted else self._cpython
            return {tier: predict(function, tier, size, now) for tier in ALL_TIERS}

    def _interpreted(self, function: str, tier: Tier, size: int, now: float) -> ServiceTime:
        steps_seen = self._steps.get(function)
        steps = _blend(steps_seen, size, PRIOR_STEPS, now)
        by_tier = _blend(self._tier_ns.get(tier), 0.0, 1e9 / PRIOR_STEPS_PER_S[tier], now)
        own = self._ns_per_step.get((function, tier))
        ns = _blend(own, 0.0, by_tier, now)
        mean_ms = (steps + ENTRY_STEPS) * ns / 1e6
        weight = own.weight_at(now) if own else 0.0
        spread = (
            own.deviation() * (steps + ENTRY_STEPS) / 1e6 if own and weight > 1.0 else mean_ms / 2
        )
        basis = f"{steps:.0f} steps at {1e3 / ns:.2f} M/s" if ns else f"{steps:.0f} steps"
        known = "measured" if weight > 0.5 else "expected"
        return ServiceTime(mean_ms, spread, weight, f"{basis} ({known})")

    def _cpython(self, function: str, tier: Tier, size: int, now: float) -> ServiceTime:
        own = self._cpython_ms.get((function, tier))
        prior = PRIOR_CPYTHON_MS[tier]
        if math.isinf(prior):
            return ServiceTime(prior, 0.0, 0.0, "no CPython on a board")
        mean_ms = _blend(own, size, prior, now)
        weight = own.weight_at(now) if own else 0.0
        spread = own.deviation() if own and weight > 1.0 else mean_ms / 2
        known = "measured" if weight > 0.5 else "expected"
        return ServiceTime(mean_ms, spread, weight, f"CPython ({known})")


def _blend(trend: Trend | None, x: float, prior: float, now: float) -> float:
    """Mix what was seen with the prior, by weight: old evidence shrinks to the prior."""
    if trend is None:
        return prior
    weight = trend.weight_at(now)
    return (weight * trend.at(x) + PRIOR_WEIGHT * prior) / (weight + PRIOR_WEIGHT)
