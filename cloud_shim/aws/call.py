"""What does an operation see of a request that was routed, verified, parsed and validated?"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ulambda.cloud_shim.aws.models import Operation

Output = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One operation to carry out."""

    operation: Operation
    params: Mapping[str, Any]
    request_id: str
    region: str
    account_id: str
    access_key_id: str
    host: str  # as the client addressed us
    scheme: str
    now: float


Handler = Callable[[Call], Awaitable[Output]]
