"""Which function version does a name mean, without asking the database for every invocation?

All changes to the registry go through this process, inside of `changing`; each one empties the
cache. A version that was read while a change was under way is not kept.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from ulambda.cloud_shim.ports import Functions
from ulambda.engine.model import FunctionVersion

MAX_VERSIONS = 1024


class FunctionCache:
    """Versions by (name, qualifier). Used from the event loop only."""

    def __init__(self, functions: Functions) -> None:
        self._functions = functions
        self._known: dict[tuple[str, str | None], FunctionVersion] = {}
        self._generation = 0

    def known(self, name: str, qualifier: str | None) -> FunctionVersion | None:
        """Return the version when it can be had without waiting."""
        return self._known.get((name, qualifier))

    async def get(self, name: str, qualifier: str | None) -> FunctionVersion:
        """Return the version; raises the registry's NotFound."""
        version = self.known(name, qualifier)
        if version is not None:
            return version
        generation = self._generation
        version = await asyncio.to_thread(self._functions.get, name, qualifier)
        if generation == self._generation:
            if len(self._known) >= MAX_VERSIONS:
                self._known.clear()
            self._known[name, qualifier] = version
        return version

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Forget everything before and after a change of the registry."""
        self._forget()
        try:
            yield
        finally:
            self._forget()

    def _forget(self) -> None:
        self._generation += 1
        self._known.clear()
