"""How is a failure told to whoever must act on it?

Every error carries what failed, what was seen, and what to do next. The CLI prints it, the API maps
it to an AWS error code, the log keeps its fields. Subclasses say who must act.
"""

from ulambda.spec.error_codes import ERROR_TEXT, Err


class UlambdaError(Exception):
    """A failure with a cause and a remedy.

    >>> print(UlambdaError("cannot open /dev/ttyUSB0", "permission denied", "ulambda doctor"))
    cannot open /dev/ttyUSB0: permission denied
      run:  ulambda doctor
    """

    def __init__(self, what: str, seen: str = "", hint: str = "", code: Err | None = None) -> None:
        super().__init__(what, seen, hint, code)
        self.what = what
        self.seen = seen
        self.hint = hint
        self.code = code

    def __str__(self) -> str:
        first = f"{self.what}: {self.seen}" if self.seen else self.what
        return f"{first}\n  run:  {self.hint}" if self.hint else first


class UserError(UlambdaError):
    """The caller must change what was asked for."""


class BoardError(UlambdaError):
    """A board failed or answered nonsense."""


class PeerError(UlambdaError):
    """Another service failed or answered nonsense."""


class Bug(UlambdaError):
    """We must change the program."""


__all__ = ["ERROR_TEXT", "BoardError", "Bug", "Err", "PeerError", "UlambdaError", "UserError"]
