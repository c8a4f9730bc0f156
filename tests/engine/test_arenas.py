"""An arena that was too small is remembered for events of that size, for a while."""

from ulambda.engine.arenas import REMEMBERED_S, ArenaNeeds


def test_an_arena_that_was_too_small_is_remembered() -> None:
    needs = ArenaNeeds()
    needs.observe("f", 100, 20_000, now=0.0)
    needs.observe("f", 110, 10_000, now=1.0)

    assert needs.seen("f", 120, now=2.0) == 20_000
    assert needs.seen("other", 100, now=2.0) == 0


def test_it_says_nothing_of_events_of_other_sizes() -> None:
    needs = ArenaNeeds()
    needs.observe("f", 4000, 20_000, now=0.0)

    assert needs.seen("f", 500, now=0.0) == 0
    assert needs.seen("f", 9000, now=0.0) == 0


def test_it_is_forgotten_so_that_a_board_gets_another_try() -> None:
    needs = ArenaNeeds()
    needs.observe("f", 100, 20_000, now=0.0)

    assert needs.seen("f", 100, now=REMEMBERED_S - 1) == 20_000
    assert needs.seen("f", 100, now=REMEMBERED_S) == 0
