"""The cache holds what was asked for, or nothing."""

import hashlib
from pathlib import Path

import pytest

from ulambda.edge.blobs import BlobCache
from ulambda.spec import PeerError

DIGEST = hashlib.sha256(b"code").hexdigest()


def test_what_was_written_is_read(tmp_path: Path) -> None:
    cache = BlobCache(tmp_path / "blobs")
    assert not cache.has(DIGEST)

    cache.write(DIGEST, b"code")

    assert cache.has(DIGEST)
    assert BlobCache(tmp_path / "blobs").read(DIGEST) == b"code"


def test_other_bytes_than_asked_for_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PeerError, match="other bytes"):
        BlobCache(tmp_path).write(DIGEST, b"edoc")

    assert not BlobCache(tmp_path).has(DIGEST)


def test_damage_on_disk_is_found_and_fetched_anew(tmp_path: Path) -> None:
    cache = BlobCache(tmp_path)
    cache.write(DIGEST, b"code")
    (tmp_path / DIGEST).write_bytes(b"c0de")

    with pytest.raises(PeerError, match="damaged"):
        cache.read(DIGEST)

    assert not cache.has(DIGEST)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(PeerError, match="no such"):
        BlobCache(tmp_path).read(DIGEST)
