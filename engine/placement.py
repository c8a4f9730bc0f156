"""Which tier runs this invocation, and why?

`place` is a pure function of a request, the fleet and `now`. First it finds what is feasible at
all; what is not is never tried, and says why. Then every feasible target gets an estimate of its
latency, of the energy it costs a board and of its price, and the cheapest sum wins. Ties go to the
first key in order, so equal inputs always give equal decisions.

The cost of a target is `per_s * latency + per_j * board energy + per_usd * cloud bill` and the risk
of missing the timeout; the weights are those of the function's objective.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ulambda.engine import energy
from ulambda.engine.model import (
    NOBODY,
    Alternative,
    Board,
    Fleet,
    Gateway,
    Objective,
    Placement,
    PlacementRequest,
    ServiceTime,
    Tier,
)

DISPATCH_MS = 0.1  # thread hop and bookkeeping
RESULT_BYTES = 64  # a handler's answer is small; the frames around both are 2 * 16
FRAME_BYTES = 32
USD_PER_REQUEST = 2e-7  # AWS Lambda's price list, x86, first tier
USD_PER_GB_S = 1.66667e-5
MISS_COST = 1.0
MISS_SAID = 0.005  # below, the risk is not worth a word
DECIDING = 0.02  # a term with a smaller share of the difference did not decide
BETTER = {
    "time": "faster",
    "energy": "spares the board's energy",
    "price": "cheaper",
    "risk": "surer to be in time",
}
WORSE = {
    "time": "slower",
    "energy": "takes more of the board's energy",
    "price": "dearer",
    "risk": "may miss the timeout",
}


@dataclass(frozen=True, slots=True)
class Weights:
    """What a second, a joule and a dollar are worth in one currency."""

    per_s: float
    per_j: float
    per_usd: float


WEIGHTS = {
    Objective.BALANCED: Weights(per_s=0.3, per_j=1.0, per_usd=2e4),
    Objective.LATENCY: Weights(per_s=1.0, per_j=0.01, per_usd=0.0),
    Objective.ENERGY: Weights(per_s=0.01, per_j=1.0, per_usd=2e4),
}


def place(request: PlacementRequest, fleet: Fleet, now: float) -> Placement:
    """Choose a target; `chosen` is None when there is none, and the reason says why."""
    alternatives = tuple(_judged(request, fleet, now))
    feasible = sorted(
        (item for item in alternatives if item.infeasible is None),
        key=lambda item: (item.cost, item.key),
    )
    chosen = feasible[0] if feasible else None
    return Placement(chosen, _reason(request, feasible, alternatives), alternatives)


def _judged(request: PlacementRequest, fleet: Fleet, now: float) -> Iterator[Alternative]:
    runtime = "image" if request.core_digest else "cpython"
    for gateway in fleet.gateways:
        for board in gateway.boards:
            item = Alternative(Tier.DEVICE, board.name, gateway.name, "image")
            why = _excluded(request, item) or _device_obstacle(request, gateway, board, now)
            yield _refused(item, why) or _on_device(request, gateway, board, item)
        item = Alternative(Tier.EDGE, gateway.name, gateway.name, runtime)
        why = _excluded(request, item) or _edge_obstacle(request, gateway, now)
        yield _refused(item, why) or _on_edge(request, fleet, gateway, item)
    if not any(gateway.boards for gateway in fleet.gateways):
        item = Alternative(Tier.DEVICE, NOBODY, None, "image")
        yield replace(item, infeasible=_excluded(request, item) or "no board is known")
    if not fleet.gateways:
        item = Alternative(Tier.EDGE, NOBODY, None, runtime)
        yield replace(item, infeasible=_excluded(request, item) or "no gateway is known")
    item = Alternative(Tier.CLOUD, "cloud", None, runtime)
    yield _refused(item, _excluded(request, item)) or _on_cloud(request, fleet, item)


def _refused(item: Alternative, why: str | None) -> Alternative | None:
    return replace(item, infeasible=why) if why else None


# --- feasibility -----------------------------------------------------------------------------


def _excluded(request: PlacementRequest, item: Alternative) -> str | None:
    """What the function, the caller or an earlier attempt rules out."""
    if item.tier not in request.allowed_tiers:
        return f"the function allows only {', '.join(request.allowed_tiers)}"
    if request.wanted is not None:
        if item.tier not in request.wanted:
            return f"the caller asked for {', '.join(request.wanted)}"
        target = request.wanted[item.tier]
        if target is not None and target != item.target:
            return f"the caller asked for {target}"
    return request.excluded.get(item.key)


def _gateway_obstacle(gateway: Gateway, now: float) -> str | None:
    if gateway.online:
        return None
    if gateway.left:
        return f"the gateway {gateway.name} stopped {now - gateway.last_seen:.0f} s ago"
    return f"the gateway {gateway.name} was last heard of {now - gateway.last_seen:.0f} s ago"


def _device_obstacle(
    request: PlacementRequest, gateway: Gateway, board: Board, now: float
) -> str | None:
    if request.core_digest is None:
        first = (request.needs_cpython or "no image").partition("\n")[0]
        return f"outside of the device subset: {first}"
    if why := _gateway_obstacle(gateway, now):
        return why
    if not board.online:
        return "the board does not answer"
    if request.arena_bytes > board.arena_bytes:
        return f"asks for {request.arena_bytes} B of arena, the board has {board.arena_bytes} B"
    if request.arena_seen_bytes > board.arena_bytes:
        return (
            f"an event of this size needed at least {request.arena_seen_bytes} B of arena, "
            f"the board has {board.arena_bytes} B"
        )
    if request.payload_bytes > board.max_payload_bytes:
        limit = board.max_payload_bytes
        return f"the payload of {request.payload_bytes} B is over the board's {limit} B"
    if request.core_size > board.store_bytes:
        return f"the image of {request.core_size} B is over the board's {board.store_bytes} B"
    return None


def _edge_obstacle(request: PlacementRequest, gateway: Gateway, now: float) -> str | None:
    if why := _gateway_obstacle(gateway, now):
        return why
    if request.core_digest is None and not gateway.cpython:
        return "the gateway has no CPython workers"
    return None


# --- estimates -------------------------------------------------------------------------------


def _on_device(
    request: PlacementRequest, gateway: Gateway, board: Board, item: Alternative
) -> Alternative:
    link = energy.link(board.link)
    service = request.service[Tier.DEVICE]
    crossing = request.payload_bytes + RESULT_BYTES + 2 * FRAME_BYTES
    missing = 0 if request.core_digest in board.resident else request.core_size
    parts = {
        "network": 1.5 * gateway.rtt_ms,
        "link": link.setup_ms + 1e3 * crossing / board.link_bytes_per_s,
        "deploy": 1e3 * missing / board.link_bytes_per_s,
        "service": service.mean_ms,
    }
    sent = 0 if request.source == board.name else crossing
    joules = energy.compute_mj(service.mean_ms)
    joules += link.exchange_mj(sent + missing) if sent + missing else 0.0
    return _priced(request, item, parts, service, joules, 0.0)


def _on_edge(
    request: PlacementRequest, fleet: Fleet, gateway: Gateway, item: Alternative
) -> Alternative:
    service = request.service[Tier.EDGE]
    parts = {
        "network": 1.5 * gateway.rtt_ms,
        "queue": _queue_ms(gateway.busy, gateway.slots, service),
        "service": service.mean_ms,
    }
    return _priced(request, item, parts, service, _offload_mj(request, fleet), 0.0)


def _on_cloud(request: PlacementRequest, fleet: Fleet, item: Alternative) -> Alternative:
    service = request.service[Tier.CLOUD]
    parts = {
        "network": DISPATCH_MS,
        "queue": _queue_ms(fleet.cloud_busy, fleet.cloud_slots, service),
        "service": service.mean_ms,
    }
    seconds = max(1.0, math.ceil(service.mean_ms)) / 1e3
    usd = USD_PER_REQUEST + USD_PER_GB_S * seconds * request.memory_mb / 1024
    return _priced(request, item, parts, service, _offload_mj(request, fleet), usd)


def _queue_ms(busy: int, slots: int, service: ServiceTime) -> float:
    return max(0, busy + 1 - slots) * service.mean_ms / slots


def _offload_mj(request: PlacementRequest, fleet: Fleet) -> float:
    """What it costs the board where the data come from to hand them over."""
    size = request.payload_bytes + FRAME_BYTES
    sources = [
        board
        for gateway in fleet.gateways
        for board in gateway.boards
        if board.name == request.source
    ]
    return min((energy.link(board.link).exchange_mj(size) for board in sources), default=0.0)


def _priced(
    request: PlacementRequest,
    item: Alternative,
    parts: dict[str, float],
    service: ServiceTime,
    energy_mj: float,
    usd: float,
) -> Alternative:
    latency_ms = sum(parts.values())
    weights = WEIGHTS[request.objective]
    miss = _miss_probability(latency_ms, service.deviation_ms, request.timeout_ms)
    terms = {
        "time": weights.per_s * latency_ms / 1e3,
        "price": weights.per_usd * usd,
        "energy": weights.per_j * energy_mj / 1e3,
        "risk": MISS_COST * miss,
    }
    return replace(
        item,
        latency_ms=latency_ms,
        energy_mj=energy_mj,
        usd=usd,
        cost=sum(terms.values()),
        miss=miss,
        parts=parts,
        terms=terms,
    )


def _miss_probability(latency_ms: float, deviation_ms: float, timeout_ms: float) -> float:
    """The chance that a normal latency exceeds the timeout."""
    if deviation_ms <= 0.0:
        return float(latency_ms > timeout_ms)
    return 0.5 * math.erfc((timeout_ms - latency_ms) / (deviation_ms * math.sqrt(2)))


# --- words -----------------------------------------------------------------------------------


def _reason(
    request: PlacementRequest, feasible: list[Alternative], alternatives: tuple[Alternative, ...]
) -> str:
    ruled_out = "; ".join(
        f"{_name(item)}: {item.infeasible}" for item in alternatives if item.infeasible
    )
    if not feasible:
        return f"nothing can run it: {ruled_out}"
    best, others = feasible[0], feasible[1:]
    said = f"{_name(best)}, {_figures(best)}"
    if request.wanted is not None and best.tier in request.wanted:
        return f"{said}: the caller asked for it"
    if others:
        against = ", ".join(
            f"{_name(item)} ({_figures(item)}: {_compared(item, best)})" for item in others
        )
        said = f"{said}: best for {request.objective} against {against}"
    else:
        said = f"{said}: nothing else can run it"
    return f"{said}; ruled out: {ruled_out}" if ruled_out else said


def _name(item: Alternative) -> str:
    named = item.tier is not Tier.CLOUD and item.target != NOBODY
    return f"{item.tier} {item.target}" if named else str(item.tier)


def _figures(item: Alternative) -> str:
    figures = [f"{item.latency_ms:.1f} ms"]
    if item.energy_mj:
        figures.append(f"{item.energy_mj:.2f} mJ from the board")
    if item.usd:
        figures.append(f"${item.usd * 1e6:.2f} per million calls")
    if item.miss >= MISS_SAID:
        figures.append(f"will miss the timeout in {item.miss:.0%} of calls")
    return ", ".join(figures)


def _compared(item: Alternative, best: Alternative) -> str:
    """What speaks for the loser, and what against it: `faster but dearer`."""
    gaps = {term: cost - best.terms[term] for term, cost in item.terms.items()}
    least = DECIDING * sum(abs(gap) for gap in gaps.values())
    against = [WORSE[term] for term, gap in gaps.items() if gap > least]
    gains = [BETTER[term] for term, gap in gaps.items() if gap < 0.0]
    if not against:
        return "equal, first by name"
    worse = " and ".join(against)
    return f"{' and '.join(gains)} but {worse}" if gains else worse
