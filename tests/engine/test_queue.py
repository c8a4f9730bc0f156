"""An accepted event ends in a result or in a dead letter, whatever dies in between."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ulambda.engine.database import Database
from ulambda.engine.model import FunctionVersion, Invocation, InvocationKind
from ulambda.engine.queue import MAX_AGE_S, RETRY_DELAYS_S, EventQueue

Make = Callable[..., Invocation]


@pytest.fixture
def event(function: FunctionVersion, invocation: Make) -> Invocation:
    return invocation(
        function, b'{"n": 1}', InvocationKind.EVENT, "r-1", received_at=10.0, client_context="{}"
    )


def test_an_event_is_taken_once(database: Database, event: Invocation) -> None:
    queue = EventQueue(database)
    queue.put(event)

    (taken,) = queue.take(10.0, limit=5)

    assert (taken.request_id, taken.payload, taken.attempts) == ("r-1", b'{"n": 1}', 1)
    assert queue.take(99.0, limit=5) == []
    assert queue.depth() == 1


def test_the_oldest_come_first_and_not_too_many(
    database: Database, function: FunctionVersion, invocation: Make
) -> None:
    queue = EventQueue(database)
    for number in (3, 1, 2):
        queue.put(invocation(function, request_id=f"r-{number}", received_at=float(number)))

    assert [event.request_id for event in queue.take(10.0, limit=2)] == ["r-1", "r-2"]
    assert [event.request_id for event in queue.take(10.0, limit=2)] == ["r-3"]


def test_a_result_ends_it(database: Database, event: Invocation) -> None:
    queue = EventQueue(database)
    queue.put(event)
    queue.take(10.0, limit=1)

    queue.done("r-1")

    assert queue.depth() == 0
    assert queue.dead_letters() == []


def test_two_retries_later_and_later_then_a_dead_letter(
    database: Database, event: Invocation
) -> None:
    queue, now = EventQueue(database), 10.0
    queue.put(event)

    for delay in RETRY_DELAYS_S:
        (taken,) = queue.take(now, limit=1)
        assert not queue.failed(taken, "boom", b"{}", now)
        assert queue.take(now + delay - 1, limit=1) == []
        now += delay
    (last,) = queue.take(now, limit=1)

    assert queue.failed(last, "boom at last", b'{"errorType": "X"}', now)
    (letter,) = queue.dead_letters()
    assert (letter.reason, letter.attempts, letter.payload) == ("boom at last", 3, b'{"n": 1}')
    assert letter.response == b'{"errorType": "X"}'
    assert queue.depth() == 0


def test_what_no_attempt_can_help_dies_at_once(database: Database, event: Invocation) -> None:
    queue = EventQueue(database)
    queue.put(event)
    (taken,) = queue.take(10.0, limit=1)

    assert queue.failed(taken, "deleted", None, 10.0, final=True)


def test_an_old_event_dies(database: Database, event: Invocation) -> None:
    queue = EventQueue(database)
    queue.put(event)
    (taken,) = queue.take(10.0, limit=1)

    assert queue.failed(taken, "boom", None, 10.0 + MAX_AGE_S)


def test_what_was_taken_when_the_process_died_is_taken_again(
    tmp_path: Path, function: FunctionVersion, event: Invocation
) -> None:
    first = Database(tmp_path / "q.db", "engine", durable=True)
    queue = EventQueue(first)
    queue.put(event)
    assert len(queue.take(10.0, limit=1)) == 1
    first.close()  # without done or failed

    second = Database(tmp_path / "q.db", "engine", durable=True)

    (again,) = EventQueue(second).take(10.0, limit=1)
    assert (again.request_id, again.attempts) == ("r-1", 2)
    second.close()


def test_an_event_is_on_disk_when_put_returns(tmp_path: Path, event: Invocation) -> None:
    queue = EventQueue(Database(tmp_path / "q.db", "engine", durable=True))
    queue.put(event)

    # Another connection sees it while the first is still open, as after a crash of the process.
    other = Database(tmp_path / "q.db", "engine", durable=True)
    assert other.rows("SELECT request_id FROM event")[0]["request_id"] == "r-1"
    other.close()
