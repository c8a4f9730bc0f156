"""Where does an accepted event wait, and when does it end?

An event is on disk before it is acknowledged. It is taken for an attempt, and leaves the table only
when it has ended: with a result, or as a dead letter with the reason. Opening the store returns
what was taken when the process died, so an event runs at least once. A failed attempt is repeated
twice, later each time; an event older than its longest age dies.
"""

from dataclasses import dataclass

from ulambda.engine.database import Database
from ulambda.engine.model import Invocation

MAX_ATTEMPTS = 3
MAX_AGE_S = 6 * 3600.0
RETRY_DELAYS_S = (60.0, 120.0)  # as AWS: one minute, then two


@dataclass(frozen=True, slots=True)
class Event:
    """A stored event; `attempts` counts the one that it was taken for."""

    request_id: str
    name: str
    version: str
    payload: bytes
    region: str
    account_id: str
    qualifier: str | None
    client_context: str | None
    received_at: float
    attempts: int


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event that could not be delivered, and why."""

    request_id: str
    name: str
    version: str
    payload: bytes
    received_at: float
    died_at: float
    attempts: int
    reason: str
    response: bytes | None


class EventQueue:
    """The durable queue of Event invocations."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.transaction() as sql:
            sql.execute("UPDATE event SET taken = 0 WHERE taken = 1")

    def put(self, invocation: Invocation) -> None:
        """Store an event; it is on disk when this returns."""
        with self._database.transaction() as sql:
            sql.execute(
                "INSERT INTO event (request_id, name, version, payload, region, account_id,"
                " qualifier, client_context, received_at, due_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    invocation.request_id,
                    invocation.function.name,
                    invocation.function.version,
                    invocation.payload,
                    invocation.region,
                    invocation.account_id,
                    invocation.qualifier,
                    invocation.client_context,
                    invocation.received_at,
                    invocation.received_at,
                ),
            )

    def take(self, now: float, limit: int) -> list[Event]:
        """The events that are due, oldest first; each is now on an attempt."""
        if not self._database.row("SELECT 1 FROM event WHERE taken = 0 AND due_at <= ?", now):
            return []
        with self._database.transaction() as sql:
            rows = sql.execute(
                "UPDATE event SET taken = 1, attempts = attempts + 1 WHERE request_id IN"
                " (SELECT request_id FROM event WHERE taken = 0 AND due_at <= ?"
                "  ORDER BY due_at, request_id LIMIT ?)"
                " RETURNING request_id, name, version, payload, region, account_id, qualifier,"
                " client_context, received_at, attempts",
                (now, limit),
            ).fetchall()
        return sorted((Event(*row) for row in rows), key=lambda event: event.received_at)

    def done(self, request_id: str) -> None:
        """The event ended with a result."""
        with self._database.transaction() as sql:
            sql.execute("DELETE FROM event WHERE request_id = ?", (request_id,))

    def failed(
        self, event: Event, reason: str, response: bytes | None, now: float, *, final: bool = False
    ) -> bool:
        """Wait for another attempt, or die; `final` when no attempt can help. True if it died."""
        worn_out = event.attempts >= MAX_ATTEMPTS or now - event.received_at >= MAX_AGE_S
        with self._database.transaction() as sql:
            if not (final or worn_out):
                due_at = now + RETRY_DELAYS_S[event.attempts - 1]
                sql.execute(
                    "UPDATE event SET taken = 0, due_at = ? WHERE request_id = ?",
                    (due_at, event.request_id),
                )
                return False
            sql.execute("DELETE FROM event WHERE request_id = ?", (event.request_id,))
            sql.execute(
                "INSERT INTO dead_letter VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    event.request_id,
                    event.name,
                    event.version,
                    event.payload,
                    event.received_at,
                    now,
                    event.attempts,
                    reason,
                    response,
                ),
            )
            return True

    def depth(self) -> int:
        """How many events have not ended."""
        row = self._database.row("SELECT count(*) AS n FROM event")
        return int(row["n"]) if row else 0

    def dead_letters(self, limit: int = 100) -> list[DeadLetter]:
        """The latest dead letters."""
        rows = self._database.rows("SELECT * FROM dead_letter ORDER BY died_at DESC LIMIT ?", limit)
        return [DeadLetter(*row) for row in rows]
