"""Where does a gateway keep code and images that it has fetched?

One file per digest, written beside and renamed, so that it is whole or absent; read back with its
digest checked, so that a damaged disk cannot run other code than was asked for.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from ulambda.spec import PeerError


class BlobCache:
    """Content-addressed files below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def has(self, digest: str) -> bool:
        """Is it here?"""
        return (self._folder / digest).is_file()

    def read(self, digest: str) -> bytes:
        """The bytes with that SHA-256; PeerError when they are not here or damaged."""
        try:
            content = (self._folder / digest).read_bytes()
        except FileNotFoundError:
            raise PeerError("the gateway has no such code or image", digest) from None
        if hashlib.sha256(content).hexdigest() != digest:
            (self._folder / digest).unlink(missing_ok=True)
            raise PeerError("a file of the gateway's cache is damaged", digest)
        return content

    def write(self, digest: str, content: bytes) -> None:
        """Keep what was fetched, if it is what was asked for."""
        if hashlib.sha256(content).hexdigest() != digest:
            raise PeerError("the cloud sent other bytes than were asked for", digest)
        descriptor, name = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).rename(self._folder / digest)
