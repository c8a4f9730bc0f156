"""What can a host ask of a board, and what does it hear of it?  (used by board_link.py)"""

import hashlib
from dataclasses import dataclass, field

from ulambda.spec import wire
from ulambda.spec.link.messages import Hello, Invoke, Remove, Result
from ulambda.spec.wire_model import MODEL


@dataclass(frozen=True, slots=True)
class Deployment:
    """An image to bring to the board, under the name by which it is invoked."""

    name: str
    entry: str
    image: bytes = field(repr=False)

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(self.image).digest()

    def wire_form(self, hello: Hello) -> bytes:
        """Return what this board can make the image of, empty when it must be the image itself."""
        if hello.wire_model != MODEL or len(self.image) > hello.slot_bytes:
            return b""
        packed = wire.pack(self.image)
        return packed if packed and wire.room(packed) <= hello.slot_bytes // 4 * 4 else b""


Request = Deployment | Remove | Invoke


@dataclass(frozen=True, slots=True)
class Up:
    """The board answered; also after each break, and then `hello` is new."""

    hello: Hello


@dataclass(frozen=True, slots=True)
class Down:
    """The line or the board is silent; the link tries again by itself."""

    reason: str


@dataclass(frozen=True, slots=True)
class Incompatible:
    """The board speaks other protocol versions; the link has stopped."""

    min_version: int
    max_version: int


@dataclass(frozen=True, slots=True)
class Progress:
    """So many bytes of the image, or of its wire form, are on the board."""

    deployment: Deployment
    offset: int


@dataclass(frozen=True, slots=True)
class Deployed:
    """The board holds the image, has verified it and will run it."""

    deployment: Deployment


@dataclass(frozen=True, slots=True)
class Removal:
    """The function is not on the board any more; `found` says whether it was."""

    name: str
    found: bool


@dataclass(frozen=True, slots=True)
class LogText:
    """Text that the invocation printed, joined to whole characters and complete."""

    request: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The invocation ended on the board, well or badly: see `result.status`."""

    result: Result


@dataclass(frozen=True, slots=True)
class Failed:
    """The board refused the request; `code` is a number of `ulambda.spec.Err`."""

    request: Request
    code: int
    message: str


LinkEvent = Up | Down | Incompatible | Progress | Deployed | Removal | LogText | Finished | Failed
