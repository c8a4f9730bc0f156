"""Which gateways and boards are there, as far as was heard?

A gateway that has not been heard of for PRESENCE_S is offline, and so are its boards; one
that said goodbye or whose long poll broke off is so at once. Nothing is
forgotten, so a reason can still name what is missing and since when.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ulambda.engine.model import Gateway
from ulambda.engine.remote import PRESENCE_S, Hello

_DEFAULT_RTT_MS = 5.0


@dataclass(frozen=True, slots=True)
class _Heard:
    hello: Hello
    at: float
    lost: bool = False  # until it is heard again
    left: bool = False  # until it says hello again


class FleetRegister:
    """The last hello of each gateway and when it was last heard. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._heard: dict[str, _Heard] = {}

    def hello(self, gateway: str, hello: Hello, now: float) -> None:
        """Take in how a gateway presents itself."""
        with self._lock:
            self._heard[gateway] = _Heard(hello, now)

    def heard(self, gateway: str, now: float) -> None:
        """Any signed request from a gateway that has said hello proves its presence."""
        with self._lock:
            if known := self._heard.get(gateway):
                self._heard[gateway] = replace(known, at=max(now, known.at), lost=False)

    def knows(self, gateway: str) -> bool:
        """Has that gateway said hello since the service started, and no goodbye?"""
        with self._lock:
            known = self._heard.get(gateway)
            return known is not None and not known.left

    def goodbye(self, gateway: str, now: float) -> None:
        """The gateway stops: it is offline until it says hello again."""
        with self._lock:
            if known := self._heard.get(gateway):
                self._heard[gateway] = replace(known, at=max(now, known.at), left=True)

    def lost(self, gateway: str) -> None:
        """Count a gateway as offline until it is heard again."""
        with self._lock:
            if known := self._heard.get(gateway):
                self._heard[gateway] = replace(known, lost=True)

    def snapshot(self, now: float, busy: Mapping[str, int]) -> tuple[Gateway, ...]:
        """The gateways by name, as placement sees them."""
        with self._lock:
            known = sorted(self._heard.items())
        return tuple(_gateway(name, heard, now, busy.get(name, 0)) for name, heard in known)


def _gateway(name: str, heard: _Heard, now: float, busy: int) -> Gateway:
    hello = heard.hello
    return Gateway(
        name=name,
        online=now - heard.at < PRESENCE_S and not (heard.lost or heard.left),
        last_seen=heard.at,
        rtt_ms=_DEFAULT_RTT_MS if hello.rtt_ms is None else hello.rtt_ms,
        cpython=hello.cpython,
        busy=busy,
        slots=hello.slots,
        boards=hello.boards,
        left=heard.left,
    )
