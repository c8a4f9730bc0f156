"""Which errors does the engine raise, and who must act on them?

The cloud service maps each class to an AWS error code; the message is ready to be shown.
"""

from ulambda.spec import UserError


class NotFound(UserError):
    """The function or the version does not exist (ResourceNotFoundException)."""


class Conflict(UserError):
    """The name is taken (ResourceConflictException)."""


class PreconditionFailed(UserError):
    """The revision id is not the current one (PreconditionFailedException)."""


class InvalidPackage(UserError):
    """The zip cannot be used (InvalidParameterValueException)."""


class PackageTooLarge(UserError):
    """The zip is over AWS's limits (RequestEntityTooLargeException or CodeStorageExceeded)."""


class NotDelivered(Exception):
    """The gateway did not fetch the work: it may be placed anew without harm."""


class NoAnswer(Exception):
    """The gateway fetched the work and did not answer in time: it may have run."""
