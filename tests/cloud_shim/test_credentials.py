"""Are the keys made once, kept private, and readable by AWS's own tools?"""

import stat
from pathlib import Path

import botocore.session
import pytest

from ulambda.cloud_shim.config import load_config
from ulambda.cloud_shim.credentials import Credentials, load_or_generate
from ulambda.spec import UserError


def test_keys_are_generated_once(tmp_path: Path) -> None:
    first = load_or_generate(tmp_path, {})
    second = load_or_generate(tmp_path, {})

    assert first == second
    assert len(first.access_key_id) == 20 and first.access_key_id.isalnum()
    assert len(first.secret_access_key) == 40
    assert load_or_generate(tmp_path / "other", {}) != first


def test_the_file_is_for_its_owner_only_and_nothing_else_is_left(tmp_path: Path) -> None:
    load_or_generate(tmp_path, {})

    assert [path.name for path in tmp_path.iterdir()] == ["credentials"]
    assert stat.S_IMODE((tmp_path / "credentials").stat().st_mode) == 0o600


def test_botocore_reads_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = load_or_generate(tmp_path, {})
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)

    read = botocore.session.Session().get_credentials()

    assert (read.access_key, read.secret_key) == (keys.access_key_id, keys.secret_access_key)


def test_the_environment_wins(tmp_path: Path) -> None:
    environment = {"ULAMBDA_ACCESS_KEY_ID": "k", "ULAMBDA_SECRET_ACCESS_KEY": "s"}

    config = load_config(state_folder=tmp_path / "state", environment=environment)

    assert config.credentials == Credentials("k", "s")
    assert list((tmp_path / "state").iterdir()) == []
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b"", b"[default]\n", b"rubbish", b"\xff\xfe"])
def test_a_broken_file_is_named_with_the_remedy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "credentials"
    path.write_bytes(content)

    with pytest.raises(UserError) as caught:
        load_or_generate(tmp_path, {})

    assert str(path) in caught.value.what
    assert caught.value.hint == f"rm {path}"


def test_the_secret_does_not_show() -> None:
    keys = Credentials("k", "verysecret")

    assert "verysecret" not in repr(keys)
    assert "export AWS_SECRET_ACCESS_KEY=verysecret" in keys.exports("us-east-1", "http://x")
