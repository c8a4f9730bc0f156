"""Which functions exist, in which versions, with which bytes?

A function has one mutable version, `$LATEST`, and numbered ones that never change. Zips and images
are stored once per digest and dropped when no version refers to them any more. `now` is given.
"""

import json
import sqlite3
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from ulambda.engine import tags
from ulambda.engine.database import Database
from ulambda.engine.errors import Conflict, NotFound, PreconditionFailed
from ulambda.engine.model import (
    LATEST,
    FunctionVersion,
    NewFunction,
    Objective,
    Tier,
)
from ulambda.engine.package import Package, digest, inspect
from ulambda.spec import UserError

_COLUMNS = tuple(
    field.name
    for field in fields(FunctionVersion)
    if field.name not in ("tags", "state", "last_update_status")
)
_JSON = ("environment", "architectures", "allowed_tiers")


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a listing; `next_marker` is None on the last one."""

    items: tuple[FunctionVersion, ...]
    next_marker: str | None


class Registry:
    """The functions of one account. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, new: NewFunction, now: float) -> FunctionVersion:
        """Store a new function; Conflict when the name is taken."""
        package = inspect(new.code_zip, new.handler, new.runtime)
        version = _first_version(new, package, now)
        with self._database.transaction() as sql:
            taken = sql.execute("SELECT 1 FROM function WHERE name = ?", (new.name,)).fetchone()
            if taken:
                raise Conflict(
                    f"Function already exist: {new.name}",
                    "",
                    f"aws lambda update-function-code --function-name {new.name} ...",
                )
            sql.execute("INSERT INTO function (name) VALUES (?)", (new.name,))
            pairs = [(new.name, key, value) for key, value in new.tags.items()]
            sql.executemany("INSERT INTO tag (name, key, value) VALUES (?, ?, ?)", pairs)
            _keep(sql, new.code_zip, package)
            _insert(sql, version, 0)
            return _publish(sql, version, now) if new.publish else version

    def get(self, name: str, qualifier: str | None = None) -> FunctionVersion:
        """The version that a qualifier names; `$LATEST` without one. NotFound otherwise."""
        row = self._database.row(
            "SELECT * FROM version WHERE name = ? AND version = ?", name, qualifier or LATEST
        )
        if row is None:
            raise _not_found(name, qualifier)
        return _version(row, self._tags(name))

    def list(self, marker: str | None = None, limit: int = 50) -> Page:
        """`$LATEST` of every function by name, `limit` at a time, from behind `marker`."""
        rows = self._database.rows(
            "SELECT * FROM version WHERE number = 0 AND name > ? ORDER BY name LIMIT ?",
            marker or "",
            limit + 1,
        )
        items = tuple(_version(row, self._tags(row["name"])) for row in rows[:limit])
        return Page(items, items[-1].name if len(rows) > limit else None)

    def versions(self, name: str) -> tuple[FunctionVersion, ...]:
        """`$LATEST` and then the published versions in order; NotFound when there is none."""
        rows = self._database.rows("SELECT * FROM version WHERE name = ? ORDER BY number", name)
        if not rows:
            raise _not_found(name, None)
        own_tags = self._tags(name)
        return tuple(_version(row, own_tags) for row in rows)

    def update_code(
        self,
        name: str,
        code_zip: bytes,
        now: float,
        *,
        publish: bool = False,
        revision_id: str | None = None,
        architectures: tuple[str, ...] | None = None,
        dry_run: bool = False,
    ) -> FunctionVersion:
        """Give `$LATEST` other code; with `publish` also a new number. A dry run only checks."""
        before = self.get(name)
        package = inspect(code_zip, before.handler, before.runtime)
        with self._database.transaction() as sql:
            before = _current(sql, name, revision_id, before.tags)
            after = replace(
                _with_package(before, package),
                architectures=architectures or before.architectures,
                last_modified=now,
                revision_id=str(uuid.uuid4()),
            )
            if dry_run:
                return after
            _keep(sql, code_zip, package)
            _replace(sql, after)
            published = _publish(sql, after, now) if publish else after
            _drop_unused(sql)
            return published

    def publish(
        self,
        name: str,
        now: float,
        *,
        code_sha256: str | None = None,
        description: str | None = None,
        revision_id: str | None = None,
    ) -> FunctionVersion:
        """Freeze `$LATEST` under a number; the same number again when nothing has changed."""
        with self._database.transaction() as sql:
            latest = _current(sql, name, revision_id, self._tags(name))
            if code_sha256 is not None and code_sha256 != latest.code_sha256:
                raise UserError(
                    f"CodeSHA256 ({code_sha256}) is different from current CodeSHA256 in $LATEST "
                    f"({latest.code_sha256}). Please try again with the CodeSHA256 in $LATEST.",
                    "",
                    f"aws lambda get-function --function-name {name}",
                )
            text = latest.description if description is None else description
            return _publish(sql, replace(latest, description=text), now)

    def delete(self, name: str, qualifier: str | None = None) -> None:
        """Delete the function, or only the published version that the qualifier names."""
        with self._database.transaction() as sql:
            if qualifier is None:
                done = sql.execute("DELETE FROM function WHERE name = ?", (name,))
            else:
                done = sql.execute(
                    "DELETE FROM version WHERE name = ? AND version = ? AND number > 0",
                    (name, qualifier),
                )
            if not done.rowcount:
                raise _not_found(name, qualifier)
            _drop_unused(sql)

    def code(self, version: FunctionVersion) -> bytes:
        """The zip of a version."""
        return self.blob(version.code_digest)

    def image(self, version: FunctionVersion) -> bytes | None:
        """The compiled image of a version, None when it runs on CPython only."""
        return self.blob(version.image_digest) if version.image_digest else None

    def blob(self, hex_digest: str) -> bytes:
        """The bytes with that SHA-256."""
        row = self._database.row("SELECT bytes FROM blob WHERE digest = ?", hex_digest)
        if row is None:
            raise NotFound("no such code or image", hex_digest, "aws lambda list-functions")
        found: bytes = row["bytes"]
        return found

    def _tags(self, name: str) -> dict[str, str]:
        rows = self._database.rows("SELECT key, value FROM tag WHERE name = ? ORDER BY key", name)
        return {row["key"]: row["value"] for row in rows}


def _not_found(name: str, qualifier: str | None) -> NotFound:
    full = f"{name}:{qualifier}" if qualifier else name
    return NotFound("Function not found", full, "aws lambda list-functions")


def _first_version(new: NewFunction, package: Package, now: float) -> FunctionVersion:
    return FunctionVersion(
        name=new.name,
        version=LATEST,
        runtime=new.runtime,
        handler=new.handler,
        role=new.role,
        description=new.description,
        timeout_s=new.timeout_s,
        memory_mb=new.memory_mb,
        ephemeral_mb=new.ephemeral_mb,
        environment=dict(new.environment),
        tags=dict(new.tags),
        architectures=new.architectures,
        code_digest=package.code_digest,
        code_size=package.code_size,
        image_digest=package.image_digest,
        core_digest=digest(package.core) if package.image else None,
        core_size=len(package.core),
        needs_cpython=package.needs_cpython,
        arena_bytes=tags.arena_bytes(new.tags),
        allowed_tiers=tags.allowed_tiers(new.tags),
        objective=tags.objective(new.tags),
        last_modified=now,
        revision_id=str(uuid.uuid4()),
    )


def _with_package(version: FunctionVersion, package: Package) -> FunctionVersion:
    return replace(
        version,
        code_digest=package.code_digest,
        code_size=package.code_size,
        image_digest=package.image_digest,
        core_digest=digest(package.core) if package.image else None,
        core_size=len(package.core),
        needs_cpython=package.needs_cpython,
    )


def _version(row: sqlite3.Row, own_tags: Mapping[str, str]) -> FunctionVersion:
    values = {name: row[name] for name in _COLUMNS}
    values["environment"] = json.loads(row["environment"])
    values["architectures"] = tuple(json.loads(row["architectures"]))
    values["allowed_tiers"] = tuple(Tier(name) for name in json.loads(row["allowed_tiers"]))
    values["objective"] = Objective(row["objective"])
    return FunctionVersion(tags=dict(own_tags), **values)


def _stored(version: FunctionVersion, name: str) -> object:
    value = getattr(version, name)
    return json.dumps(value) if name in _JSON else value


def _current(
    sql: sqlite3.Connection, name: str, revision_id: str | None, own_tags: Mapping[str, str]
) -> FunctionVersion:
    row = sql.execute("SELECT * FROM version WHERE name = ? AND number = 0", (name,)).fetchone()
    if row is None:
        raise _not_found(name, None)
    latest = _version(row, own_tags)
    if revision_id is not None and revision_id != latest.revision_id:
        raise PreconditionFailed(
            "The RevisionId provided does not match the latest RevisionId. Call the "
            "GetFunction/GetAlias API to retrieve the latest RevisionId",
            "",
            f"aws lambda get-function --function-name {name}",
        )
    return latest


def _keep(sql: sqlite3.Connection, code_zip: bytes, package: Package) -> None:
    blobs = [(package.code_digest, code_zip)]
    if package.image is not None:
        blobs.append((digest(package.image), package.image))
    sql.executemany("INSERT OR IGNORE INTO blob (digest, bytes) VALUES (?, ?)", blobs)


def _insert(sql: sqlite3.Connection, version: FunctionVersion, number: int) -> None:
    names = (*_COLUMNS, "number")
    values = (*(_stored(version, name) for name in _COLUMNS), number)
    marks = ", ".join("?" * len(names))
    sql.execute(f"INSERT INTO version ({', '.join(names)}) VALUES ({marks})", values)


def _replace(sql: sqlite3.Connection, version: FunctionVersion) -> None:
    sql.execute("DELETE FROM version WHERE name = ? AND number = 0", (version.name,))
    _insert(sql, version, 0)


def _publish(sql: sqlite3.Connection, latest: FunctionVersion, now: float) -> FunctionVersion:
    last = sql.execute(
        "SELECT * FROM version WHERE name = ? AND number > 0 ORDER BY number DESC LIMIT 1",
        (latest.name,),
    ).fetchone()
    if last is not None and _same(_version(last, latest.tags), latest):
        return _version(last, latest.tags)
    (number,) = sql.execute(
        "UPDATE function SET last_version = last_version + 1 WHERE name = ? RETURNING last_version",
        (latest.name,),
    ).fetchone()
    numbered = replace(
        latest, version=str(number), last_modified=now, revision_id=str(uuid.uuid4())
    )
    _insert(sql, numbered, number)
    return numbered


def _same(one: FunctionVersion, other: FunctionVersion) -> bool:
    """Would a new number say anything new?"""
    named = replace(one, version=other.version, revision_id=other.revision_id)
    return replace(named, last_modified=other.last_modified) == other


def _drop_unused(sql: sqlite3.Connection) -> None:
    sql.execute(
        "DELETE FROM blob WHERE digest NOT IN (SELECT code_digest FROM version)"
        " AND digest NOT IN (SELECT image_digest FROM version WHERE image_digest IS NOT NULL)"
    )
