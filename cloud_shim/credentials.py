"""Which keys may call the service, and where do they come from?

From the environment (`ULAMBDA_ACCESS_KEY_ID`, `ULAMBDA_SECRET_ACCESS_KEY`), else from the state
folder, where one pair is generated on the first start. The file has the form of AWS's own, so
`AWS_SHARED_CREDENTIALS_FILE=<state>/credentials` works with every SDK.
"""

import base64
import configparser
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ulambda.spec import UserError

FILE_NAME = "credentials"
SECTION = "default"


@dataclass(frozen=True, slots=True)
class Credentials:
    """One pair of keys. The secret stays out of every repr."""

    access_key_id: str
    secret_access_key: str = field(repr=False)

    def exports(self, region: str, endpoint_url: str) -> str:
        """Write the lines that a shell evaluates to use the service."""
        return "\n".join(
            (
                f"export AWS_ACCESS_KEY_ID={self.access_key_id}",
                f"export AWS_SECRET_ACCESS_KEY={self.secret_access_key}",
                f"export AWS_DEFAULT_REGION={region}",
                f"export AWS_ENDPOINT_URL={endpoint_url}",
            )
        )


def load_or_generate(state_folder: Path, environment: Mapping[str, str]) -> Credentials:
    """Return the keys of this service; generate and keep them when there are none yet."""
    key_id = environment.get("ULAMBDA_ACCESS_KEY_ID")
    secret = environment.get("ULAMBDA_SECRET_ACCESS_KEY")
    if key_id and secret:
        return Credentials(key_id, secret)
    path = state_folder / FILE_NAME
    if not path.exists():
        _create(path, generate())
    return _read(path)


def generate() -> Credentials:
    """Make a new pair in AWS's form: 20 letters and digits, 40 characters of base64."""
    key_id = "AKUL" + base64.b32encode(secrets.token_bytes(10)).decode()
    return Credentials(key_id, base64.b64encode(secrets.token_bytes(30)).decode())


def _create(path: Path, credentials: Credentials) -> None:
    """Write the file so that it is never readable by others and never half there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    text = (
        f"[{SECTION}]\n"
        f"aws_access_key_id = {credentials.access_key_id}\n"
        f"aws_secret_access_key = {credentials.secret_access_key}\n"
    )
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails when another process was first: its keys count
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _read(path: Path) -> Credentials:
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(path.read_text(encoding="utf-8"))
        section = parser[SECTION]
        return Credentials(section["aws_access_key_id"], section["aws_secret_access_key"])
    except (OSError, UnicodeDecodeError, configparser.Error, KeyError) as fault:
        raise UserError(
            f"cannot read the service's keys from {path}", str(fault), f"rm {path}"
        ) from fault
