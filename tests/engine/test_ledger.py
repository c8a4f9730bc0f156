"""Every attempt is in the ledger, newest first, with its reason and its alternatives."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ulambda.engine.database import Database
from ulambda.engine.ledger import Entry, Ledger
from ulambda.engine.model import Alternative, FunctionVersion, Invocation, Outcome, Tier

CHOSEN = Alternative(Tier.EDGE, "attic", "attic", "image", latency_ms=3.0, parts={"service": 3.0})
ABSENT = Alternative(Tier.DEVICE, "porch", "attic", "image", infeasible="it sleeps")
OUTCOME = Outcome(b"1", None, "", 1.5, Tier.EDGE, "attic", steps=9, heap_bytes=64)


def test_what_was_recorded_is_read_back(
    tmp_path: Path, function: FunctionVersion, invocation: Callable[..., Invocation]
) -> None:
    database = Database(tmp_path / "ledger.db", "ledger", durable=False)
    ledger = Ledger(database)
    entry = Entry(
        invocation(function), 1, CHOSEN, "it is near", (CHOSEN, ABSENT), OUTCOME, 9.0, 4.0
    )
    failed = replace(OUTCOME, payload=b'{"errorType": "ValueError"}', function_error="Unhandled")

    ledger.record(entry)
    ledger.record(replace(entry, attempt=2, outcome=failed))
    last, first = ledger.latest()

    assert (first["attempt"], first["reason"], first["steps"]) == (1, "it is near", 9)
    assert (first["predicted_ms"], first["total_ms"], first["duration_ms"]) == (3.0, 4.0, 1.5)
    assert first["alternatives"][0]["parts"] == {"service": 3.0}
    assert first["alternatives"][1]["infeasible"] == "it sleeps"
    assert (last["attempt"], last["error_type"]) == (2, "ValueError")
    ledger.close()
    database.close()


def test_close_writes_what_waits(
    tmp_path: Path, function: FunctionVersion, invocation: Callable[..., Invocation]
) -> None:
    database = Database(tmp_path / "ledger.db", "ledger", durable=False)
    ledger = Ledger(database)
    for number in range(500):
        ledger.record(Entry(invocation(function), number, CHOSEN, "r", (), OUTCOME, 9.0, 4.0))

    ledger.close()

    assert len(database.rows("SELECT id FROM invocation")) == 500
    database.close()
