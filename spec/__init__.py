"""The vocabulary that every part shares: errors, formats, tables. Imports nothing of ulambda."""

from ulambda.spec.errors import (
    ERROR_TEXT,
    BoardError,
    Bug,
    Err,
    PeerError,
    UlambdaError,
    UserError,
)

__all__ = ["ERROR_TEXT", "BoardError", "Bug", "Err", "PeerError", "UlambdaError", "UserError"]
