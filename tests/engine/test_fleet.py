"""Presence: who was heard lately is online."""

from ulambda.engine.fleet import FleetRegister
from ulambda.engine.model import Board
from ulambda.engine.remote import PRESENCE_S, Hello

HELLO = Hello("1", (Board("porch", True),), rtt_ms=3.0)


def test_a_gateway_is_online_as_long_as_it_is_heard() -> None:
    fleet = FleetRegister()
    fleet.hello("attic", HELLO, now=100.0)

    (fresh,) = fleet.snapshot(100.0 + PRESENCE_S - 1, {"attic": 2})
    (silent,) = fleet.snapshot(100.0 + PRESENCE_S, {})
    fleet.heard("attic", 100.0 + PRESENCE_S)
    (back,) = fleet.snapshot(100.0 + PRESENCE_S, {})

    assert (fresh.online, fresh.busy, fresh.rtt_ms, fresh.boards) == (True, 2, 3.0, HELLO.boards)
    assert not silent.online
    assert back.online


def test_a_gateway_that_did_not_fetch_is_offline_until_it_is_heard() -> None:
    fleet = FleetRegister()
    fleet.hello("attic", HELLO, now=100.0)

    fleet.lost("attic")

    assert not fleet.snapshot(100.0, {})[0].online
    fleet.heard("attic", 101.0)
    assert fleet.snapshot(101.0, {})[0].online


def test_a_gateway_that_said_goodbye_is_offline_at_once_until_it_says_hello() -> None:
    fleet = FleetRegister()
    fleet.hello("attic", HELLO, now=100.0)

    fleet.goodbye("attic", now=105.0)
    fleet.heard("attic", 105.0)  # a late result does not bring it back

    (gone,) = fleet.snapshot(105.0, {})
    assert (gone.online, gone.last_seen) == (False, 105.0)
    fleet.hello("attic", HELLO, now=106.0)
    assert fleet.snapshot(106.0, {})[0].online


def test_who_never_said_hello_is_not_known() -> None:
    fleet = FleetRegister()

    fleet.heard("attic", 1.0)
    fleet.lost("attic")

    assert not fleet.knows("attic")
    assert fleet.snapshot(1.0, {}) == ()
