"""Which function does a client mean by a name, a partial ARN or a full ARN?

parse("porch", None, ...)                                          -> porch
parse("porch:7", None, ...)                                        -> porch, qualifier 7
parse("000000000000:function:porch", "7", ...)                     -> porch, qualifier 7
parse("arn:aws:lambda:us-east-1:000000000000:function:porch", ...) -> porch
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ulambda.cloud_shim.aws.errors import AwsError, invalid_parameter

MAX_NAME = 64

_NAME = re.compile(
    r"(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?"
    r"(?:(?P<region>(?:eusc-)?[a-z]{2}(?:(?:-gov)|(?:-iso(?:[a-z]?)))?-[a-z]+-\d{1}):)?"
    r"(?:(?P<account>\d{12}):)?"
    r"(?:function:)?"
    r"(?P<name>[a-zA-Z0-9-_.]+)"
    r"(?::(?P<qualifier>\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9-_]+))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class FunctionRef:
    """A function, and the version or alias when one was named."""

    name: str
    qualifier: str | None
    arn: str  # without the qualifier

    @property
    def qualified_arn(self) -> str:
        return f"{self.arn}:{self.qualifier}" if self.qualifier else self.arn


@lru_cache(maxsize=4096)
def parse(text: str, qualifier: str | None, region: str, account_id: str) -> FunctionRef:
    """Read a name in any of AWS's forms, or raise what AWS raises."""
    found = _NAME.fullmatch(text)
    if found is None:  # the model's pattern was checked before; this is the part it lets through
        raise invalid_parameter(f"Invalid function name: {text[:256]}")
    _check_place(found, region, account_id)
    name = found["name"]
    if len(name) > MAX_NAME:
        raise invalid_parameter(
            f"1 validation error detected: Value '{name}' at 'functionName' failed to satisfy "
            f"constraint: Member must have length less than or equal to {MAX_NAME}"
        )
    derived = found["qualifier"]
    if derived is not None and qualifier is not None and derived != qualifier:
        raise invalid_parameter(
            "The derived qualifier from the function name does not match the specified qualifier."
        )
    return FunctionRef(name, derived or qualifier, function_arn(name, region, account_id))


def function_arn(name: str, region: str, account_id: str) -> str:
    return f"arn:aws:lambda:{region}:{account_id}:function:{name}"


def _check_place(found: re.Match[str], region: str, account_id: str) -> None:
    if found["region"] is not None and found["region"] != region:
        raise AwsError(
            "ResourceNotFoundException",
            f"Functions from '{found['region']}' are not reachable in this region ('{region}')",
        )
    if found["account"] is not None and found["account"] != account_id:
        raise AwsError(
            "AccessDeniedException",
            f"User: arn:aws:iam::{account_id}:root is not authorized to perform this action on "
            f"resource: {found.string} because no resource-based policy allows it",
        )
