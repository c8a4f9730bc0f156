"""Which AWS error answers each error of the engine?"""

from collections.abc import Iterator
from contextlib import contextmanager

from ulambda.cloud_shim.aws.errors import AwsError
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
    except NotFound as error:
        message = f"Function not found: {arn}"
        raise AwsError("ResourceNotFoundException", message) from error
    except UserError as error:
        code = next(CODES[kind] for kind in type(error).__mro__ if kind in CODES)
        raise AwsError(code, _message(error)) from error


def _message(error: UlambdaError) -> str:
    """AWS's sentences stand alone; ours tell what was seen and what to do."""
    return error.what if isinstance(error, tuple(CODES)[:-1]) else str(error)
