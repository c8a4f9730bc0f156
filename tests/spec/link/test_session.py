"""The session of the host (Python) alone, and against the board's end in Python."""

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from ulambda.spec.link import Drop, Invoke, Role, Session
from ulambda.spec.link.framing import FIRST, LAST, Deframer, Frame, encode_frame
from ulambda.spec.link.messages import Greet, Ping, Pong
from ulambda.spec.link.session import (
    ACK,
    OPEN,
    OPENED,
    OPENED_BODY,
    RESET,
    TRANSITIONS,
    Delivered,
    Event,
    Input,
    Lost,
    Opened,
    Received,
    Refused,
    State,
)

if TYPE_CHECKING:
    from tests.spec.link.conftest import EchoBoards

ALONE = FIRST | LAST
LONG = Invoke(bytes(16), "f", bytes(32), 1, 1, bytes(range(200)) * 5, b"")


def numbers(start: int) -> Callable[[], int]:
    return itertools.count(start).__next__


def pair() -> tuple[Session, Session]:
    """A host and a board with an open session."""
    host = Session(Role.HOST, numbers=numbers(1))
    board = Session(Role.BOARD, numbers=numbers(100))
    host.start(0)
    for _ in range(2):
        exchange(host, board)
    assert host.state is State.OPEN and board.state is State.OPEN
    return host, board


def exchange(host: Session, board: Session, now_ms: int = 0) -> tuple[list[Event], list[Event]]:
    at_board = board.receive(host.outgoing(now_ms), now_ms)
    return at_board, host.receive(board.outgoing(now_ms), now_ms)


def frames(data: bytes) -> list[Frame]:
    return [frame for frame in Deframer().feed(data) if isinstance(frame, Frame)]


def opened(nonce: int, version: int = 1) -> bytes:
    body = OPENED_BODY.pack(nonce, 232, version, 1, 1, 0)
    return encode_frame(Frame(OPENED, ALONE, 77 if version else 0, payload=body))


def test_opening() -> None:
    host = Session(Role.HOST, numbers=numbers(1))
    board = Session(Role.BOARD, numbers=numbers(100))

    host.start(0)

    at_board, at_host = exchange(host, board)
    assert (at_board, at_host) == ([], [Opened(100, 232)])
    at_board, _ = exchange(host, board)
    assert at_board == [Opened(100, 232)]


def test_a_message_in_fragments_both_ways() -> None:
    host, board = pair()
    host.send(LONG)
    board.send(Pong(1, 2))

    seen = [exchange(host, board) for _ in range(7)]

    assert Received(LONG) in [event for at_board, _ in seen for event in at_board]
    at_host = [event for _, events in seen for event in events]
    assert at_host == [Received(Pong(1, 2)), Delivered(LONG)]


def test_opened_with_another_nonce_is_dropped() -> None:
    host = Session(Role.HOST, numbers=numbers(1))
    host.start(0)
    host.outgoing(0)

    assert host.receive(opened(nonce=2), 0) == []

    assert host.state is State.OPENING
    assert host.counters.dropped == {Drop.SESSION: 1}


def test_no_common_version(echo_boards: "EchoBoards") -> None:
    host = Session(Role.HOST, numbers=numbers(1))
    host.start(0)
    host.outgoing(0)

    assert host.receive(opened(nonce=1, version=0), 0) == [Refused(1, 1)]

    assert host.state is State.CLOSED
    assert host.outgoing(10_000) == b""
    future = encode_frame(Frame(OPEN, ALONE, payload=bytes.fromhex("09000000e8000203")))
    [answer] = frames(echo_boards().receive(future, 0))
    assert (answer.type, answer.session, answer.payload[6]) == (OPENED, 0, 0)


def test_open_is_repeated_with_patience() -> None:
    host = Session(Role.HOST, numbers=numbers(1))
    host.start(0)
    times: list[int] = []
    for now_ms in range(0, 12_000, 100):
        times += [now_ms] if host.outgoing(now_ms) else []
    assert times == [0, 500, 1500, 3500, 7500, 11500]


def test_silence_ends_a_session() -> None:
    host, _ = pair()
    host.send(Ping(1))
    events: list[Event] = []
    sent = now_ms = 0

    while not events:
        sent += bool(host.outgoing(now_ms))
        due_ms = host.next_timeout()
        assert due_ms is not None
        now_ms = due_ms
        events = host.receive(b"", now_ms)

    assert sent == 8
    assert 11_000 < now_ms < 13_000
    assert events == [Lost("no acknowledgement", (Ping(1),))]
    assert host.state is State.OPENING


def test_reset_opens_a_new_session() -> None:
    host, _ = pair()
    host.send(Ping(1))

    events = host.receive(encode_frame(Frame(RESET, ALONE, session=100)), 0)

    assert events == [Lost("the board does not know the session", (Ping(1),))]
    assert [frame.type for frame in frames(host.outgoing(0))] == [OPEN]


def test_reset_of_another_session_is_dropped() -> None:
    host, _ = pair()
    assert host.receive(encode_frame(Frame(RESET, ALONE, session=99)), 0) == []
    assert host.state is State.OPEN
    assert host.counters.dropped == {Drop.SESSION: 1}


@pytest.mark.parametrize(
    "wrong",
    [
        Frame(0x30, LAST, 100, 1, 0, b"continues nothing"),
        Frame(0x30, 0, 100, 1, 0, b"continues nothing"),
    ],
)
def test_fragments_out_of_place(wrong: Frame) -> None:
    host, board = pair()
    board.receive(encode_frame(wrong), 0)
    assert board.counters.dropped == {Drop.UNEXPECTED: 1}
    host.send(LONG)
    exchange(host, board)  # its first fragment
    for intruder in (Frame(0x30, FIRST, 100, 2), Frame(0x31, LAST, 100, 2)):
        board.receive(encode_frame(intruder), 0)
    assert board.counters.dropped == {Drop.UNEXPECTED: 3}

    seen = [exchange(host, board) for _ in range(7)]

    assert Received(LONG) in [event for at_board, _ in seen for event in at_board]


def test_a_message_beyond_the_limit_is_not_taken() -> None:
    host = Session(Role.HOST, numbers=numbers(1))
    board = Session(Role.BOARD, numbers=numbers(100), max_message=300)
    host.start(0)
    exchange(host, board)
    host.send(LONG)
    seen = [exchange(host, board, now_ms) for now_ms in range(0, 5000, 250)]
    assert all(not isinstance(event, Received) for at_board, _ in seen for event in at_board)
    assert board.counters.dropped[Drop.UNEXPECTED] > 2


def test_an_acknowledgement_of_what_was_never_sent() -> None:
    host, _ = pair()
    host.receive(encode_frame(Frame(ACK, ALONE, 100, ack=5)), 0)
    assert host.counters.dropped == {Drop.UNEXPECTED: 1}


def test_each_end_sends_its_own_messages_only() -> None:
    host, board = pair()
    with pytest.raises(ValueError, match="a host does not send Pong"):
        host.send(Pong(1, 2))
    with pytest.raises(ValueError, match="a board does not send Ping"):
        board.send(Ping(1))


def test_send_refuses_what_no_field_can_hold() -> None:
    host, _ = pair()
    with pytest.raises(ValueError, match="70000 bytes do not fit a blob16"):
        host.send(Invoke(bytes(16), "f", bytes(32), 1, 1, bytes(70_000), b""))
    with pytest.raises(ValueError, match="does not fit u32"):
        host.send(Ping(-1))
    with pytest.raises(ValueError, match="Id has 16 bytes, not 3"):
        host.send(Invoke(bytes(3), "f", bytes(32), 1, 1, b"", b""))


def test_stop_gives_back_what_was_under_way() -> None:
    host, _ = pair()
    host.send(Greet("me"))
    assert host.stop() == [Lost("stopped", (Greet("me"),))]
    assert host.outgoing(0) == b""
    with pytest.raises(ValueError, match="no session is open"):
        host.send(Greet("me"))


def test_the_table_names_states_of_its_role() -> None:
    host_states = {State.CLOSED, State.OPENING, State.OPEN}
    board_states = {State.CLOSED, State.OFFERED, State.OPEN}
    for (role, state, _), target in TRANSITIONS.items():
        assert {state, target} <= (host_states if role is Role.HOST else board_states)
    assert {cause for _, _, cause in TRANSITIONS} == set(Input)
