"""What happened to every invocation, and what had been expected?

One row per finished attempt: the placement with its reason and all alternatives, the predicted and
the real latency, steps, heap, and how it ended. The cost model is rebuilt from it at start.
"""

import json
from dataclasses import dataclass
from typing import Any

from ulambda.engine.database import Database
from ulambda.engine.model import Alternative, Invocation, Outcome
from ulambda.engine.wire import to_json


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is written down about one attempt."""

    invocation: Invocation
    attempt: int
    chosen: Alternative
    reason: str
    alternatives: tuple[Alternative, ...]
    outcome: Outcome
    ended_at: float
    total_ms: float
    deploy_ms: float | None = None
    link_ms: float | None = None


class Ledger:
    """The record of invocations. Safe from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, entry: Entry) -> None:
        """Write one attempt down."""
        row = _row(entry)
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        with self._database.transaction() as sql:
            sql.execute(f"INSERT INTO invocation ({names}) VALUES ({marks})", tuple(row.values()))

    def latest(self, limit: int = 100) -> list[dict[str, Any]]:
        """The latest attempts, newest first, as JSON-ready objects."""
        rows = self._database.rows("SELECT * FROM invocation ORDER BY id DESC LIMIT ?", limit)
        return [{**row, "alternatives": json.loads(row["alternatives"])} for row in map(dict, rows)]


def _row(entry: Entry) -> dict[str, object]:
    invocation, outcome, chosen = entry.invocation, entry.outcome, entry.chosen
    return {
        "request_id": invocation.request_id,
        "attempt": entry.attempt,
        "function": invocation.function.name,
        "version": invocation.function.version,
        "code_digest": invocation.function.code_digest,
        "handler": invocation.function.handler,
        "kind": invocation.kind,
        "runtime": chosen.runtime,
        "payload_bytes": len(invocation.payload),
        "received_at": invocation.received_at,
        "ended_at": entry.ended_at,
        "tier": chosen.tier,
        "target": chosen.target,
        "gateway": chosen.gateway,
        "reason": entry.reason,
        "alternatives": json.dumps(to_json(entry.alternatives)),
        "predicted_ms": chosen.latency_ms,
        "total_ms": entry.total_ms,
        "duration_ms": outcome.duration_ms,
        "init_ms": outcome.init_ms,
        "deploy_ms": entry.deploy_ms,
        "link_ms": entry.link_ms,
        "steps": outcome.steps,
        "heap_bytes": outcome.heap_bytes,
        "arena_bytes": outcome.arena_bytes,
        "function_error": outcome.function_error,
        "error_type": _error_type(outcome),
    }


def _error_type(outcome: Outcome) -> str | None:
    if outcome.function_error is None:
        return None
    kind = json.loads(outcome.payload).get("errorType")
    return kind if isinstance(kind, str) else None
