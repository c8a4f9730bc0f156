"""Functions, versions, digests: what CreateFunction and its siblings rely on."""

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ulambda.engine.database import Database
from ulambda.engine.errors import Conflict, InvalidPackage, NotFound, PreconditionFailed
from ulambda.engine.model import LATEST, FunctionVersion, NewFunction, Objective, Tier
from ulambda.engine.registry import Registry
from ulambda.spec import UserError

ZipOf = Callable[..., bytes]
ONE = "def handler(event, context):\n    return 1\n"
TWO = "def handler(event, context):\n    return 2\n"


def test_a_created_function_is_found_again(registry: Registry, zip_of: ZipOf) -> None:
    code = zip_of(ONE)
    new = NewFunction(
        "ks",
        code,
        description="drift",
        timeout_s=7,
        environment={"A": "1"},
        tags={"team": "x", "ulambda:tiers": "edge, device", "ulambda:objective": "energy"},
    )

    created = registry.create(new, now=5.0)

    assert registry.get("ks") == registry.get("ks", LATEST) == created
    assert created.version == LATEST
    assert created.code_sha256 == base64.b64encode(hashlib.sha256(code).digest()).decode()
    assert created.allowed_tiers == (Tier.DEVICE, Tier.EDGE)
    assert created.objective is Objective.ENERGY
    assert (created.timeout_s, created.environment, created.last_modified) == (7, {"A": "1"}, 5.0)
    assert registry.code(created) == code
    image = registry.image(created)
    assert image is not None
    assert hashlib.sha256(image).hexdigest() == created.image_digest


def test_a_taken_name_is_a_conflict(registry: Registry, zip_of: ZipOf) -> None:
    registry.create(NewFunction("ks", zip_of(ONE)), now=1.0)

    with pytest.raises(Conflict, match="Function already exist: ks"):
        registry.create(NewFunction("ks", zip_of(TWO)), now=2.0)

    assert registry.code(registry.get("ks")) == zip_of(ONE)


@pytest.mark.parametrize(
    "tags",
    [
        {"ulambda:tiers": "moon"},
        {"ulambda:arena-bytes": "many"},
        {"ulambda:arena-bytes": "10"},
        {"ulambda:arena-bytes": "²"},
        {"ulambda:objective": "fame"},
    ],
)
def test_a_tag_that_cannot_be_understood_is_refused(
    registry: Registry, zip_of: ZipOf, tags: dict[str, str]
) -> None:
    with pytest.raises(UserError):
        registry.create(NewFunction("ks", zip_of(ONE), tags=tags), now=1.0)

    assert registry.list().items == ()


def test_what_is_not_there_is_not_found(registry: Registry, function: FunctionVersion) -> None:
    for name, qualifier in (("nope", None), ("echo", "1"), ("echo", "nope")):
        with pytest.raises(NotFound):
            registry.get(name, qualifier)
    with pytest.raises(NotFound):
        registry.blob("00")


def test_other_code_for_latest_leaves_published_versions_alone(
    registry: Registry, zip_of: ZipOf
) -> None:
    registry.create(NewFunction("ks", zip_of(ONE), publish=True), now=1.0)

    two = registry.update_code("ks", zip_of(TWO), now=2.0, publish=True)

    assert two.version == "2"
    assert registry.code(registry.get("ks")) == zip_of(TWO)
    assert registry.code(registry.get("ks", "1")) == zip_of(ONE)
    assert [v.version for v in registry.versions("ks")] == [LATEST, "1", "2"]


def test_publishing_the_same_again_gives_the_same_number(
    registry: Registry, function: FunctionVersion
) -> None:
    first = registry.publish("echo", now=2.0)

    assert registry.publish("echo", now=3.0) == first
    assert registry.publish("echo", now=3.0, description="other").version == "2"


def test_publish_insists_on_the_code_that_was_meant(
    registry: Registry, function: FunctionVersion
) -> None:
    with pytest.raises(UserError, match="CodeSHA256"):
        registry.publish("echo", now=2.0, code_sha256="other")


def test_a_stale_revision_is_refused(registry: Registry, zip_of: ZipOf) -> None:
    first = registry.create(NewFunction("ks", zip_of(ONE)), now=1.0)
    second = registry.update_code("ks", zip_of(TWO), 2.0, revision_id=first.revision_id)

    with pytest.raises(PreconditionFailed):
        registry.update_code("ks", zip_of(ONE), 3.0, revision_id=first.revision_id)

    assert second.revision_id != first.revision_id
    assert registry.get("ks") == second


def test_a_dry_run_checks_and_changes_nothing(registry: Registry, zip_of: ZipOf) -> None:
    before = registry.create(NewFunction("ks", zip_of(ONE)), now=1.0)

    after = registry.update_code("ks", zip_of(TWO), 2.0, dry_run=True)

    assert after.code_digest != before.code_digest
    assert registry.get("ks") == before
    with pytest.raises(NotFound):
        registry.blob(after.code_digest)
    with pytest.raises(InvalidPackage):
        registry.update_code("ks", b"junk", 3.0, dry_run=True)


def test_numbers_are_never_given_twice(registry: Registry, zip_of: ZipOf) -> None:
    registry.create(NewFunction("ks", zip_of(ONE), publish=True), now=1.0)
    registry.delete("ks", "1")

    assert registry.publish("ks", now=2.0).version == "2"
    with pytest.raises(NotFound):
        registry.delete("ks", "1")


def test_deleting_the_last_user_drops_the_bytes(registry: Registry, zip_of: ZipOf) -> None:
    one = registry.create(NewFunction("one", zip_of(ONE)), now=1.0)
    registry.create(NewFunction("other", zip_of(ONE)), now=1.0)

    registry.delete("one")

    assert registry.blob(one.code_digest) == zip_of(ONE)
    registry.delete("other")
    for digest in (one.code_digest, one.image_digest):
        with pytest.raises(NotFound):
            registry.blob(digest or "")
    with pytest.raises(NotFound):
        registry.delete("one")


def test_latest_cannot_be_deleted_alone(registry: Registry, function: FunctionVersion) -> None:
    with pytest.raises(NotFound):
        registry.delete("echo", LATEST)

    assert registry.get("echo") == function


def test_a_listing_comes_in_pages(registry: Registry, zip_of: ZipOf) -> None:
    for name in ("c", "a", "b"):
        registry.create(NewFunction(name, zip_of(ONE), publish=True), now=1.0)

    first = registry.list(limit=2)
    rest = registry.list(first.next_marker, limit=2)

    assert [item.name for item in (*first.items, *rest.items)] == ["a", "b", "c"]
    assert rest.next_marker is None


def test_everything_is_there_after_a_restart(tmp_path: Path, zip_of: ZipOf) -> None:
    database = Database(tmp_path / "x.db", "engine", durable=True)
    created = Registry(database).create(NewFunction("ks", zip_of(ONE)), now=1.0)
    database.close()

    again = Database(tmp_path / "x.db", "engine", durable=True)

    assert Registry(again).get("ks") == created
    assert Registry(again).code(created) == zip_of(ONE)
    again.close()


def test_a_state_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.db", "engine", durable=True)
    with database.transaction() as sql:
        sql.execute("PRAGMA user_version = 999")
    database.close()

    with pytest.raises(UserError, match="newer ulambda"):
        Database(tmp_path / "x.db", "engine", durable=True)


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction() as sql:
        sql.execute("INSERT INTO function (name) VALUES ('x')")
        _ = 1 / 0

    assert database.rows("SELECT * FROM function") == []
