"""How does a verb read what AWS's API does not tell: why an invocation ran where it did?

One signed GET under `/v1`. The keys, region and endpoint are those of the Lambda API.
"""

import json
import urllib.error
import urllib.request
from typing import Any

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

from ulambda.cli.aws import endpoint, open_session
from ulambda.cli.options import Settings
from ulambda.spec import PeerError, UserError

SERVICE = "ulambda"
TIMEOUT_S = 10


def invocations(given: Settings, limit: int) -> list[dict[str, Any]]:
    """Fetch the latest entries of the ledger, newest first."""
    answer = get(given, f"/v1/invocations?limit={limit}")
    rows: list[dict[str, Any]] = answer["invocations"]
    return rows


def get(given: Settings, path: str) -> Any:  # noqa: ANN401 - JSON border
    """GET a path of the management API and parse its JSON."""
    url = endpoint(given) + path
    session = open_session(given)
    request = AWSRequest("GET", url)
    SigV4Auth(session.get_credentials(), SERVICE, session.region_name).add_auth(request)
    signed = urllib.request.Request(url, headers=dict(request.headers))
    try:
        with urllib.request.urlopen(signed, timeout=TIMEOUT_S) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            seen = f"HTTP {error.code}: {error.read(500).decode('utf-8', 'replace')}"
        raise UserError(f"the service refused {path}", seen, "ulambda doctor") from None
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "reason", error)).lower()
        raise PeerError(f"no cloud answers at {url}", reason, "ulambda cloud start") from None
