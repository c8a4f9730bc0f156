"""How is one SQLite file opened, migrated and shared between threads?

WAL, foreign keys, STRICT tables; the schema is the numbered files of one folder below
`migrations/`, applied in order, with `PRAGMA user_version` as the count of those applied. One
connection per file, guarded by a lock: SQLite has one writer anyway and the statements are short.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from ulambda.spec import UserError


class Database:
    """One SQLite file. `durable` commits survive power loss, others only a crash."""

    def __init__(self, path: Path, schema: str, *, durable: bool) -> None:
        self._lock = threading.RLock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.execute("PRAGMA busy_timeout = 5000")
        try:
            self._migrate(path, schema)
        except BaseException:
            self._connection.close()
            raise

    def _migrate(self, path: Path, schema: str) -> None:
        folder = files("ulambda.engine") / "migrations" / schema
        scripts = sorted(
            (entry for entry in folder.iterdir() if entry.name.endswith(".sql")),
            key=lambda entry: entry.name,
        )
        (done,) = self._connection.execute("PRAGMA user_version").fetchone()
        if done > len(scripts):
            raise UserError(
                f"the state in {path} was written by a newer ulambda",
                f"schema {done}, this version knows {len(scripts)}",
                "pip install --upgrade ulambda",
            )
        for number, script in enumerate(scripts[done:], done + 1):
            self._connection.executescript(
                f"BEGIN IMMEDIATE;\n{script.read_text()}\nPRAGMA user_version = {number};\nCOMMIT;"
            )

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock; commit at the end, roll back on any exception."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """All rows of one query."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of one query."""
        with self._lock:
            found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
            return found

    def close(self) -> None:
        """Close the file; safe to call twice."""
        with self._lock:
            self._connection.close()
