"""Which AWS error answers each error of the engine?"""

from collections.abc import Iterator
from contextlib import contextmanager

from ulambda.cloud_shim.aws.errors import AwsError, not_found
from ulambda.engine.errors import Conflict, InvalidPackage, NotFound, PackageTooLarge
from ulambda.engine.errors import PreconditionFailed as WrongRevision
from ulambda.spec import UlambdaError, UserError

CODES: dict[type[UlambdaError], str] = {
    Conflict: "ResourceConflictException",
    InvalidPackage: "InvalidParameterValueException",
    NotFound: "ResourceNotFoundException",
    PackageTooLarge: "RequestEntityTooLargeException",
    WrongRevision: "PreconditionFailedException",
    UserError: "InvalidParameterValueException",
}


@contextmanager
def as_aws_errors(arn: str) -> Iterator[None]:
    """Turn what the engine raises about the function `arn` into AWS's errors."""
    try:
        yield
    except UserError as error:
        raise aws_error(error, arn) from error


def aws_error(error: UserError, arn: str) -> AwsError:
    """Say in AWS's words what the engine raised about the function `arn`."""
    if isinstance(error, NotFound):
        return not_found(arn)
    code = next(CODES[kind] for kind in type(error).__mro__ if kind in CODES)
    return AwsError(code, _message(error))


def _message(error: UlambdaError) -> str:
    """AWS's sentences stand alone; ours tell what was seen and what to do."""
    return error.what if isinstance(error, tuple(CODES)[:-1]) else str(error)
