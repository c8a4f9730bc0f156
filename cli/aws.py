"""How does a verb reach the Lambda API? Through boto3, with AWS's own configuration.

Profile, region, endpoint and credentials mean what they mean to AWS's tools. Two things are added:
without any endpoint configured the local service is meant, never Amazon; and without credentials
those are used that `ulambda cloud start` made in its default state folder.
"""

import configparser
import difflib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import botocore.exceptions
from botocore.config import Config
from platformdirs import user_state_path

from ulambda.cli.options import Settings, settings
from ulambda.spec import PeerError, UlambdaError, UserError

LOCAL_URL = "http://127.0.0.1:8700"
DEFAULT_REGION = "us-east-1"
_LONGEST_WAIT_S = 15 * 60 + 30  # AWS's longest timeout, and some
_AUTH_CODES = {
    "InvalidSignatureException", "SignatureDoesNotMatch", "UnrecognizedClientException",
    "MissingAuthenticationTokenException", "IncompleteSignatureException", "AccessDeniedException",
    "InvalidClientTokenId", "ExpiredTokenException", "RequestExpired",
}  # fmt: skip


def lambda_client(given: Settings | None = None) -> Any:  # noqa: ANN401 - botocore border
    """Make a Lambda client for the endpoint that the user means."""
    given = given or settings()
    session = open_session(given)
    config = Config(
        read_timeout=_LONGEST_WAIT_S, connect_timeout=5, retries={"total_max_attempts": 2}
    )
    return session.client("lambda", endpoint_url=_endpoint(given, session), config=config)


def endpoint(given: Settings) -> str:
    """Find the service that the user means, without a trailing slash."""
    session = boto3.Session(profile_name=given.profile, region_name=given.region or DEFAULT_REGION)
    return _endpoint(given, session).rstrip("/")


def _endpoint(given: Settings, session: boto3.Session) -> str:
    return given.endpoint_url or configured_endpoint(session) or LOCAL_URL


def open_session(given: Settings) -> boto3.Session:
    """Open a boto3 session with a region and, when any can be found, credentials."""
    try:
        session = boto3.Session(profile_name=given.profile, region_name=given.region)
    except botocore.exceptions.ProfileNotFound as error:
        raise UserError(
            f"no AWS profile named {given.profile or os.environ.get('AWS_PROFILE')}",
            str(error),
            "aws configure list-profiles",
        ) from None
    region = session.region_name or DEFAULT_REGION
    if session.get_credentials() is not None:
        return boto3.Session(profile_name=given.profile, region_name=region)
    key_id, secret = local_credentials()
    return boto3.Session(key_id, secret, region_name=region)


def configured_endpoint(session: boto3.Session) -> str | None:
    """Find the endpoint in AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_LAMBDA or the profile."""
    client = session.client("lambda")
    url = str(client.meta.endpoint_url)
    return None if url.rstrip("/").endswith((".amazonaws.com", ".amazonaws.com.cn")) else url


def local_credentials() -> tuple[str, str]:
    """Read the keys that `ulambda cloud start` generated, when it ran on this machine."""
    path = user_state_path("ulambda") / "cloud" / "credentials"
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(path.read_text(encoding="utf-8"))
        keys = parser["default"]
        return keys["aws_access_key_id"], keys["aws_secret_access_key"]
    except (OSError, KeyError, configparser.Error):
        raise UserError(
            "no AWS credentials found",
            f"neither in the environment nor in a profile nor in {path}",
            "ulambda cloud start   (prints the export lines for this shell)",
        ) from None


@contextmanager
def told_plainly(client: Any, function: str | None = None) -> Iterator[None]:  # noqa: ANN401
    """Turn botocore's errors into ours."""
    try:
        yield
    except botocore.exceptions.ClientError as error:
        raise _refusal(client, error, function) from None
    except (
        botocore.exceptions.EndpointConnectionError,
        botocore.exceptions.ConnectTimeoutError,
        botocore.exceptions.ConnectionClosedError,
        botocore.exceptions.ReadTimeoutError,
    ) as error:
        raise _unreachable(client, error) from None
    except botocore.exceptions.ParamValidationError as error:
        raise UserError("the request is not valid", str(error.kwargs["report"])) from None


def _unreachable(client: Any, error: Exception) -> UlambdaError:  # noqa: ANN401
    url = client.meta.endpoint_url
    if isinstance(error, botocore.exceptions.ReadTimeoutError):
        return PeerError(f"no answer from {url}", "it accepted the call and stayed silent",
                         "ulambda doctor")  # fmt: skip
    cause = error.kwargs.get("error") if hasattr(error, "kwargs") else None
    seen = "connection refused" if "refused" in str(cause) else "no connection"
    return PeerError(f"no cloud answers at {url}", seen, "ulambda cloud start")


def _refusal(
    client: Any,  # noqa: ANN401 - botocore border
    error: botocore.exceptions.ClientError,
    function: str | None,
) -> UlambdaError:
    code, message = error.response["Error"]["Code"], error.response["Error"]["Message"]
    if code == "ResourceNotFoundException" and function:
        return UserError(f"no function named {function}", message, _suggest(client, function))
    if code in _AUTH_CODES:
        hint = "ulambda cloud start   (prints the export lines of its credentials)"
        return UserError(
            "the service does not accept these credentials", f"{code}: {message}", hint
        )
    return UserError(f"the service refused {error.operation_name}", f"{code}: {message}")


def _suggest(client: Any, function: str) -> str:  # noqa: ANN401 - botocore border
    names = [each["FunctionName"] for each in client.list_functions()["Functions"]]
    near = difflib.get_close_matches(function, names, n=1)
    return f"ulambda invoke {near[0]}   (was this meant?)" if near else "ulambda list functions"
