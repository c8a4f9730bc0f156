"""How large an arena does this function need for an event of this size?

Learned from runs that did not fit, per function and class of the payload's size: one large event
says nothing of the small ones. What was learned is forgotten after a while, because two events of
one size differ as well; then a board gets another try.
"""

import threading
from dataclasses import dataclass

REMEMBERED_S = 600.0


@dataclass(frozen=True, slots=True)
class _Need:
    arena_bytes: int
    seen_at: float


class ArenaNeeds:
    """What was learned so far. `function` is any key that changes with the code."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._needs: dict[tuple[str, int], _Need] = {}

    def observe(self, function: str, size: int, needed_bytes: int, now: float) -> None:
        """Remember that for an event of about this size an arena below `needed_bytes` failed."""
        key = function, size_class(size)
        with self._lock:
            self._needs[key] = _Need(max(needed_bytes, self._seen(key, now)), now)

    def seen(self, function: str, size: int, now: float) -> int:
        """The least arena that may be enough for such an event; 0 when none has failed lately."""
        with self._lock:
            return self._seen((function, size_class(size)), now)

    def _seen(self, key: tuple[str, int], now: float) -> int:
        need = self._needs.get(key)
        return need.arena_bytes if need and now - need.seen_at < REMEMBERED_S else 0


def size_class(size: int) -> int:
    """Payloads of one class differ by less than a factor of two.

    >>> [size_class(size) for size in (64, 127, 128)]
    [7, 7, 8]
    """
    return size.bit_length()
