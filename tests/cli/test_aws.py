"""Which service is meant, and what is said when it does not answer."""

import socket
from pathlib import Path

import boto3
import pytest

from ulambda.cli import main
from ulambda.cli.aws import LOCAL_URL, endpoint, local_credentials
from ulambda.cli.options import Settings
from ulambda.spec import UserError


@pytest.fixture(autouse=True)
def no_aws_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_LAMBDA", "AWS_REGION",
                 "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    boto3.DEFAULT_SESSION = None


def test_without_any_setting_the_local_service_is_meant_never_amazon() -> None:
    assert endpoint(Settings()) == LOCAL_URL


def test_the_flag_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://environment:1")

    assert endpoint(Settings()) == "http://environment:1"
    assert endpoint(Settings(endpoint_url="http://flag:2/")) == "http://flag:2"


def test_a_profile_may_carry_the_endpoint(tmp_path: Path) -> None:
    (tmp_path / "config").write_text(
        "[profile ulambda]\nregion = eu-west-1\nservices = here\n"
        "[services here]\nlambda =\n  endpoint_url = http://profile:3\n",
        encoding="utf-8",
    )

    assert endpoint(Settings(profile="ulambda")) == "http://profile:3"


def test_credentials_of_the_local_service_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "ulambda" / "cloud"
    folder.mkdir(parents=True)
    (folder / "credentials").write_text(
        "[default]\naws_access_key_id = AKUL1\naws_secret_access_key = s3cret\n", encoding="utf-8"
    )

    assert local_credentials() == ("AKUL1", "s3cret")


def test_no_credentials_say_where_was_looked() -> None:
    with pytest.raises(UserError) as caught:
        local_credentials()

    assert caught.value.hint.startswith("ulambda cloud start")


def test_no_cloud_running(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKUL1")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s3cret")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        url = f"http://127.0.0.1:{held.getsockname()[1]}"

        status = main.run(["invoke", "porch", "--endpoint-url", url])

    out, err = capsys.readouterr()
    assert status == 1
    assert out == ""
    assert err == (
        f"error: no cloud answers at {url}: connection refused\n  run:  ulambda cloud start\n"
    )


def test_an_unknown_profile(capsys: pytest.CaptureFixture[str]) -> None:
    status = main.run(["list", "functions", "--profile", "nobody"])

    _, err = capsys.readouterr()
    assert status == 1
    assert err.startswith("error: no AWS profile named nobody")
