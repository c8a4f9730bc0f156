"""What happened to every invocation, and what had been expected?

One row per finished attempt: the placement with its reason and all alternatives, the predicted and
the real latency, steps, heap, and how it ended. The cost model is rebuilt from it at start. Rows
are written by a thread of their own, many in one transaction when they come fast, so that no client
waits for the disk; whoever reads waits for what was recorded before.
"""

import json
import logging
import queue
import sqlite3
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from ulambda.engine.database import Database
from ulambda.engine.model import Alternative, Invocation, Outcome

MAX_BATCH = 256

_log = logging.getLogger(__name__)


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
        self._waiting: queue.SimpleQueue[Entry | Future[None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="ulambda-ledger", daemon=True)
        self._thread.start()

    def record(self, entry: Entry) -> None:
        """Write one attempt down, soon."""
        self._waiting.put(entry)

    def latest(self, limit: int = 100) -> list[dict[str, Any]]:
        """The latest attempts, newest first, as JSON-ready objects."""
        self.flush()
        rows = self._database.rows("SELECT * FROM invocation ORDER BY id DESC LIMIT ?", limit)
        return [{**row, "alternatives": json.loads(row["alternatives"])} for row in map(dict, rows)]

    def flush(self) -> None:
        """Wait until what was recorded before is written."""
        if self._thread.is_alive():
            written: Future[None] = Future()
            self._waiting.put(written)
            written.result()

    def close(self) -> None:
        """Write what waits and end the thread; the database stays open."""
        self._waiting.put(None)
        self._thread.join()

    def _write(self) -> None:
        ending = False
        while not ending:
            batch = [self._waiting.get()]
            while len(batch) < MAX_BATCH and not self._waiting.empty():
                batch.append(self._waiting.get())
            self._write_batch([item for item in batch if isinstance(item, Entry)])
            for item in batch:
                if isinstance(item, Future):
                    item.set_result(None)
            ending = None in batch

    def _write_batch(self, entries: list[Entry]) -> None:
        if not entries:
            return
        rows = [_row(entry) for entry in entries]
        names, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
        try:
            with self._database.transaction() as sql:
                sql.executemany(
                    f"INSERT INTO invocation ({names}) VALUES ({marks})",
                    [tuple(row.values()) for row in rows],
                )
        except sqlite3.Error:  # a full disk must not end the record for ever
            _log.exception("%d invocations were not recorded", len(rows))


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
        "alternatives": json.dumps([_alternative(item) for item in entry.alternatives]),
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


def _alternative(item: Alternative) -> dict[str, object]:
    where: dict[str, object] = {"tier": item.tier, "target": item.target, "gateway": item.gateway}
    if item.infeasible is not None:
        return {**where, "infeasible": item.infeasible}
    return {
        **where,
        "runtime": item.runtime,
        "latency_ms": item.latency_ms,
        "energy_mj": item.energy_mj,
        "usd": item.usd,
        "cost": item.cost,
        "parts": dict(item.parts),
    }


def _error_type(outcome: Outcome) -> str | None:
    if outcome.function_error is None:
        return None
    try:
        body = json.loads(outcome.payload)
    except ValueError:
        return None  # a gateway may send anything; the record must go on
    kind = body.get("errorType") if isinstance(body, dict) else None
    return kind if isinstance(kind, str) else None
