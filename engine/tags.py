"""Which settings that AWS does not have ride on a function's tags?

`ulambda:tiers` ("device,edge"), `ulambda:arena-bytes` ("16384") and `ulambda:objective`
("balanced", "latency", "energy"). Tags, because every AWS client and tool can set them.
"""

from collections.abc import Mapping

from ulambda.engine.model import ALL_TIERS, DEFAULT_ARENA_BYTES, Objective, Tier
from ulambda.spec import UserError

MIN_ARENA_BYTES = 1024
MAX_ARENA_BYTES = 16 << 20


def allowed_tiers(tags: Mapping[str, str]) -> tuple[Tier, ...]:
    """Where the function may run: "edge, device" -> (Tier.DEVICE, Tier.EDGE); all by default."""
    names = {name.strip() for name in tags.get("ulambda:tiers", "").split(",")} - {""}
    if unknown := names - set(ALL_TIERS):
        raise UserError(
            "the tag ulambda:tiers names a tier that does not exist",
            min(unknown),
            "use a list of device, edge, cloud, for instance --tags ulambda:tiers=device,edge",
        )
    return tuple(tier for tier in ALL_TIERS if not names or tier in names)


def arena_bytes(tags: Mapping[str, str]) -> int:
    """The arena that the interpreter lends to an invocation, on every tier."""
    text = tags.get("ulambda:arena-bytes", str(DEFAULT_ARENA_BYTES))
    if not text.isascii() or not text.isdigit():
        seen, size = text, 0
    else:
        seen, size = f"{text} B", int(text)
    if not MIN_ARENA_BYTES <= size <= MAX_ARENA_BYTES:
        raise UserError(
            "the tag ulambda:arena-bytes is not a number "
            f"from {MIN_ARENA_BYTES} to {MAX_ARENA_BYTES}",
            seen,
            f"--tags ulambda:arena-bytes={DEFAULT_ARENA_BYTES}",
        )
    return size


def objective(tags: Mapping[str, str]) -> Objective:
    """What the function wants its placement to save."""
    text = tags.get("ulambda:objective", Objective.BALANCED)
    try:
        return Objective(text)
    except ValueError:
        raise UserError(
            "the tag ulambda:objective is not one of balanced, latency, energy",
            text,
            "--tags ulambda:objective=balanced",
        ) from None
