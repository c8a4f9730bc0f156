"""With which settings does the cloud service run?"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_state_path

from ulambda.cloud_shim.credentials import Credentials, load_or_generate

DEFAULT_PORT = 8700
ACCOUNT_ID = "000000000000"
DEFAULT_REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of one cloud service."""

    state_folder: Path
    credentials: Credentials
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT  # 0: any that is free
    region: str = DEFAULT_REGION  # shown to users; requests name their own
    account_id: str = ACCOUNT_ID
    shutdown_s: float = 10.0  # for requests that are under way
    s3_endpoint: str | None = None  # where handlers' boto3 finds S3; None: nowhere

    @property
    def database(self) -> Path:
        return self.state_folder / "cloud.sqlite"


def load_config(
    *,
    state_folder: Path | None = None,
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    region: str = DEFAULT_REGION,
    environment: Mapping[str, str] = os.environ,
) -> Config:
    """Settle the state folder, make sure that it is ours alone, and load or make the keys."""
    folder = state_folder or user_state_path("ulambda") / "cloud"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    credentials = load_or_generate(folder, environment)
    s3_endpoint = environment.get("ULAMBDA_S3_ENDPOINT_URL")
    return Config(folder, credentials, host, port, region, s3_endpoint=s3_endpoint)
