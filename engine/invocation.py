"""How does an invocation become a question to placement, work for a target, and an outcome?

Pure steps of its life; `dispatch.py` walks them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ulambda.engine import payload
from ulambda.engine.arenas import ArenaNeeds
from ulambda.engine.cost import CostModel
from ulambda.engine.model import (
    ALL_TIERS,
    NOBODY,
    Alternative,
    Fleet,
    FunctionVersion,
    Invocation,
    Outcome,
    PlacementRequest,
    Tier,
)
from ulambda.engine.remote import Result, Work
from ulambda.engine.report import full_report
from ulambda.spec import UlambdaError, UserError, codec


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller asks of placement, in its client context.

    `{"custom": {"ulambda": {"tier": "device,edge", "target": "porch", "source": "porch"}}}`: only
    these tiers, only this board or gateway, and the board that the data come from.
    """

    tiers: tuple[Tier, ...] = ()
    target: str | None = None
    source: str | None = None

    @property
    def wanted(self) -> Mapping[Tier, str | None] | None:
        """As placement takes it: only these tiers, and only this target; None for no wish."""
        if not self.tiers and self.target is None:
            return None
        return dict.fromkeys(self.tiers or ALL_TIERS, self.target)


def wishes(client_context: str | None) -> Wishes:
    """Read the caller's wishes; a wish that cannot be understood is the caller's error."""
    try:
        context = json.loads(client_context or "{}")
    except ValueError:
        return Wishes()  # not JSON: the handler's business, not ours
    custom = context.get("custom") if isinstance(context, dict) else None
    asked = custom.get("ulambda") if isinstance(custom, dict) else None
    if asked is None:
        return Wishes()
    if not isinstance(asked, dict):
        raise _not_understood(repr(asked))
    for key, value in asked.items():
        if key not in ("tier", "target", "source") or not isinstance(value, str):
            raise _not_understood(f"{key} = {value!r}")
    names = {name.strip() for name in asked.get("tier", "").split(",")} - {""}
    if unknown := names - set(ALL_TIERS):
        raise _not_understood(f"tier = {min(unknown)!r}")
    tiers = tuple(tier for tier in ALL_TIERS if tier in names)
    return Wishes(tiers, asked.get("target"), asked.get("source"))


def _not_understood(seen: str) -> UserError:
    return UserError(
        "custom.ulambda in the client context is not understood",
        seen,
        'use {"custom": {"ulambda": {"tier": "edge", "source": "porch"}}}',
    )


def function_key(function: FunctionVersion) -> str:
    """What the cost model learns by: the code, not the name."""
    return f"{function.code_digest}:{function.handler}"


def placement_request(
    invocation: Invocation,
    costs: CostModel,
    arenas: ArenaNeeds,
    fleet: Fleet,
    excluded: Mapping[str, str],
    now: float,
) -> PlacementRequest:
    """Everything that placement looks at."""
    function, asked = invocation.function, wishes(invocation.client_context)
    key = function_key(function)
    interpreted = function.image_digest is not None
    return PlacementRequest(
        function=function.name,
        version=function.version,
        allowed_tiers=function.allowed_tiers,
        objective=function.objective,
        payload_bytes=_encoded_size(invocation, fleet),
        timeout_ms=function.timeout_s * 1e3,
        core_digest=function.core_digest,
        core_size=function.core_size,
        needs_cpython=function.needs_cpython,
        arena_bytes=function.arena_bytes,
        arena_seen_bytes=arenas.seen(key, len(invocation.payload), now),
        memory_mb=function.memory_mb,
        service=costs.service_times(key, len(invocation.payload), interpreted, now),
        source=asked.source,
        wanted=asked.wanted,
        excluded=excluded,
    )


def arena_bytes(invocation: Invocation, arenas: ArenaNeeds, now: float) -> int:
    """The arena to lend: what the function asks for, or more if such events needed more before."""
    key, size = function_key(invocation.function), len(invocation.payload)
    return max(invocation.function.arena_bytes, arenas.seen(key, size, now))


def _encoded_size(invocation: Invocation, fleet: Fleet) -> int:
    """The size of the event as a board would get it; JSON's own size where there is none."""
    boards = any(gateway.boards for gateway in fleet.gateways)
    if not boards or invocation.function.image_digest is None:
        return len(invocation.payload)
    try:
        return len(codec.encode(payload.load(invocation.payload)))
    except UlambdaError:
        return 1 << 30  # it cannot be encoded: no board can take it


def work_for(invocation: Invocation, attempt: int, chosen: Alternative, arena_bytes: int) -> Work:
    """What the chosen target gets to do."""
    function = invocation.function
    return Work(
        request_id=invocation.request_id,
        attempt=attempt,
        function=function.name,
        version=function.version,
        tier=chosen.tier,
        board=chosen.target if chosen.tier is Tier.DEVICE else None,
        run=chosen.runtime,
        handler=function.handler,
        function_arn=invocation.function_arn,
        code_digest=function.code_digest,
        image_digest=function.image_digest,
        arena_bytes=arena_bytes,
        memory_mb=function.memory_mb,
        timeout_s=float(function.timeout_s),
        deadline_in_s=float(function.timeout_s),
        payload=invocation.payload.decode("utf-8"),
        environment=function.environment,
        client_context=invocation.client_context,
    )


def outcome_of(invocation: Invocation, chosen: Alternative, reason: str, result: Result) -> Outcome:
    """What the client and the ledger get."""
    outcome = Outcome(
        payload=result.payload.encode("utf-8"),
        function_error=result.function_error,
        log=result.log,
        duration_ms=result.duration_ms,
        tier=chosen.tier,
        target=chosen.target,
        reason=reason,
        init_ms=result.init_ms,
        steps=result.steps,
        heap_bytes=result.heap_bytes,
        arena_bytes=result.arena_bytes,
        max_memory_mb=result.max_memory_mb,
    )
    return replace(outcome, report=full_report(invocation, outcome))


def failure(invocation: Invocation, attempt: int, body: bytes, duration_ms: float) -> Result:
    """The result when the target itself gave none."""
    return Result(
        invocation.request_id,
        attempt,
        payload=body.decode("utf-8"),
        function_error=payload.UNHANDLED,
        log=payload.error_log(body),
        duration_ms=duration_ms,
    )


NOWHERE = Alternative(Tier.CLOUD, NOBODY, None, "-", infeasible="nothing is feasible")
