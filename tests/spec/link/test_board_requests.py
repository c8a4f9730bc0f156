"""What the C board does with requests that are repeated, out of place or too large."""

import hashlib
import itertools
from typing import TYPE_CHECKING

import pytest

from ulambda.spec import Err
from ulambda.spec.link import (
    BoardLink,
    Deployed,
    Deployment,
    Error,
    Failed,
    Finished,
    Invoke,
    LinkEvent,
    Log,
    Result,
    Role,
    Session,
    Up,
)
from ulambda.spec.link.framing import FIRST, LAST, Deframer, Drop, Frame, encode_frame
from ulambda.spec.link.messages import (
    DeployBegin,
    DeployChunk,
    DeployCommit,
    DeployState,
    Greet,
    Hello,
    Message,
    Ping,
    Pong,
    Remove,
    Removed,
    encode,
)
from ulambda.spec.link.session import OPEN, OPEN_BODY, Received

if TYPE_CHECKING:
    from tests.spec.link.conftest import EchoBoard, EchoBoards

IMAGE = b"ECHO" + bytes(range(200))
DIGEST = hashlib.sha256(IMAGE).digest()
BEGIN = DeployBegin("echo", "handler", DIGEST, len(IMAGE))


class Desk:
    """A host session that says single messages to a C board and gives the answers."""

    def __init__(self, board: "EchoBoard") -> None:
        self.board = board
        self.session = Session(Role.HOST, numbers=itertools.count(1).__next__)
        self.session.start(0)
        self._talk()

    def _talk(self) -> list[Message]:
        answers: list[Message] = []
        while sent := self.session.outgoing(0):
            for event in self.session.receive(self.board.receive(sent, 0), 0):
                answers += [event.message] if isinstance(event, Received) else []
        return answers

    def ask(self, *messages: Message) -> list[Message]:
        for message in messages:
            self.session.send(message)
        return self._talk()

    def deploy(self, image: bytes = IMAGE, name: str = "echo") -> list[Message]:
        digest = hashlib.sha256(image).digest()
        begin = DeployBegin(name, "handler", digest, len(image))
        return self.ask(begin, *chunks(image), DeployCommit(digest))


def chunks(image: bytes) -> list[DeployChunk]:
    return [DeployChunk(at, image[at : at + 200]) for at in range(0, len(image), 200)]


def invoke(number: int, event: bytes = b"event", digest: bytes = DIGEST) -> Invoke:
    return Invoke(number.to_bytes(16, "big"), "echo", digest, 5000, 0, event, b"")


@pytest.fixture
def desk(echo_boards: "EchoBoards") -> Desk:
    return Desk(echo_boards())


def codes(answers: list[Message]) -> list[int]:
    return [answer.code for answer in answers if isinstance(answer, Error)]


def test_hello_lists_what_is_resident(desk: Desk) -> None:
    desk.deploy()
    [hello] = desk.ask(Greet("me"))
    assert isinstance(hello, Hello)
    assert [(r.name, r.digest, r.image_bytes) for r in hello.resident] == [
        ("echo", DIGEST, len(IMAGE))
    ]


def test_a_wire_form_is_expanded(desk: Desk) -> None:
    wire = IMAGE[::-1]
    begin = DeployBegin("echo", "handler", DIGEST, len(IMAGE), len(wire))
    answers = desk.ask(begin, *chunks(wire), DeployCommit(DIGEST))
    assert answers == [DeployState(DIGEST, 0, False), DeployState(DIGEST, len(IMAGE), True)]


def test_a_wire_form_that_is_none(desk: Desk) -> None:
    for wire, length in ((IMAGE * 4, len(IMAGE)), (IMAGE[::-1], len(IMAGE) + 4)):
        begin = DeployBegin("echo", "handler", DIGEST, length, len(wire))
        answers = desk.ask(begin, *chunks(wire), DeployCommit(DIGEST))
        assert codes(answers) == [Err.DEPLOY_WIRE]
        assert (
            desk.ask(DeployCommit(DIGEST))[0]
            == Error(  # the upload is gone
                DeployCommit.TYPE, DIGEST[:16], Err.DEPLOY_OFFSET, "the upload is not complete"
            )
        )


def test_requests_may_be_repeated(desk: Desk) -> None:
    done = DeployState(DIGEST, len(IMAGE), True)
    assert desk.deploy()[-1] == done
    assert desk.ask(BEGIN) == [done]
    assert desk.ask(DeployCommit(DIGEST)) == [done]
    assert desk.ask(Remove("echo"), Remove("echo")) == [
        Removed("echo", True),
        Removed("echo", False),
    ]


def test_a_bad_update_leaves_the_old_image_in_service(desk: Desk) -> None:
    desk.deploy()

    [_, error] = desk.deploy(b"not an image")

    assert codes([error]) == [Err.IMAGE_MAGIC]
    [result] = desk.ask(invoke(1))
    assert isinstance(result, Result) and result.value == b"event"


def test_wrong_bytes_are_found_at_commit(desk: Desk) -> None:
    [_, error] = desk.ask(BEGIN, DeployChunk(0, bytes(len(IMAGE))), DeployCommit(DIGEST))
    assert codes([error]) == [Err.DEPLOY_DIGEST]
    assert codes(desk.ask(invoke(1))) == [Err.NOT_RESIDENT]


def test_chunks_out_of_place(desk: Desk) -> None:
    assert codes(desk.ask(BEGIN, DeployChunk(100, b"gap"))) == [Err.DEPLOY_OFFSET]
    assert codes(desk.ask(BEGIN, DeployChunk(0, IMAGE + b"!"))) == [Err.DEPLOY_OFFSET]
    assert codes(desk.ask(BEGIN, DeployChunk(2**32 - 1, b"far"))) == [Err.DEPLOY_OFFSET]
    assert codes(desk.ask(BEGIN, DeployCommit(DIGEST))) == [Err.DEPLOY_OFFSET]
    assert desk.ask(DeployChunk(0, IMAGE)) == []
    assert desk.ask(DeployChunk(0, IMAGE[:10]), DeployCommit(DIGEST)) == [
        DeployState(DIGEST, len(IMAGE), True)
    ]


def test_an_image_larger_than_a_slot_is_refused(desk: Desk) -> None:
    begin = DeployBegin("big", "handler", bytes(32), 1025)
    assert codes(desk.ask(begin)) == [Err.TOO_LARGE]


def test_a_full_store_says_so(desk: Desk) -> None:
    for name in ("one", "two", "three"):
        assert desk.deploy(name=name)[-1] == DeployState(DIGEST, len(IMAGE), True)
    assert codes(desk.ask(BEGIN)) == [Err.STORE_FULL]
    desk.ask(Remove("two"))
    assert desk.deploy()[-1] == DeployState(DIGEST, len(IMAGE), True)


def test_an_update_takes_the_place_of_the_old_image(desk: Desk) -> None:
    update = b"ECHO" + b"new"
    desk.deploy()
    desk.deploy(update)
    assert codes(desk.ask(invoke(1))) == [Err.NOT_RESIDENT]
    digest = hashlib.sha256(update).digest()
    [result] = desk.ask(invoke(2, digest=digest))
    assert isinstance(result, Result) and result.status == Err.OK


def test_old_requests_are_not_run_again(desk: Desk) -> None:
    desk.deploy()
    for number in range(8):
        desk.ask(invoke(number, event=bytes(400)))

    [newest] = desk.ask(invoke(7, event=bytes(400)))
    oldest = desk.ask(invoke(0, event=bytes(400)))

    assert isinstance(newest, Result) and newest.replayed and newest.value == bytes(400)
    assert codes(oldest) == [Err.LINK_SEQUENCE]
    assert desk.board.runs == 8


def test_a_result_that_does_not_fit(desk: Desk) -> None:
    desk.deploy()
    [result] = desk.ask(invoke(1, event=bytes(1900)))
    assert isinstance(result, Result)
    assert (result.status, result.value, result.steps) == (Err.TOO_LARGE, b"", 1900)


def test_a_log_that_does_not_fit_is_cut_and_counted(desk: Desk) -> None:
    desk.deploy()
    request = Invoke(bytes(16), "echo", DIGEST, 10, 0, b"", b"l" * 500)
    [log, result] = desk.ask(request)
    assert isinstance(log, Log) and isinstance(result, Result)
    assert log.text == b"l" * 300
    assert result.log_lost == 200


def test_a_busy_board_is_asked_again(echo_boards: "EchoBoards") -> None:
    board = echo_boards()
    [opened] = Deframer().feed(
        board.receive(
            encode_frame(Frame(OPEN, FIRST | LAST, payload=OPEN_BODY.pack(1, 232, 1, 1))), 0
        )
    )
    assert isinstance(opened, Frame)

    def ping(seq: int, ack: int) -> bytes:
        head = Ping.TYPE, FIRST | LAST, opened.session, seq, ack
        return encode_frame(Frame(*head, encode(Ping(seq))))

    board.receive(ping(1, 0), 0)
    assert board.receive(ping(2, 0), 0) == b""  # its answer to the first is not acknowledged yet
    assert board.counters()[2] == {Drop.BUSY: 1}
    [answer] = Deframer().feed(board.receive(ping(2, 1), 0))
    assert isinstance(answer, Frame) and answer.type == Pong.TYPE
    assert (answer.ack, answer.payload[:4]) == (2, (2).to_bytes(4, "little"))


class Pump:
    """A BoardLink and a board on a perfect line."""

    def __init__(self, board: "EchoBoard") -> None:
        self.link = BoardLink("pump")
        self.link.start(0)
        self.board = board
        self.events: list[LinkEvent] = []

    def run(self, now_ms: int = 0) -> None:
        while sent := self.link.outgoing(now_ms):
            self.events += self.link.receive(self.board.receive(sent, now_ms), now_ms)


def test_the_link_refuses_what_the_board_cannot_take(echo_boards: "EchoBoards") -> None:
    pump = Pump(echo_boards())
    big_image = Deployment("big", "handler", b"ECHO" + bytes(1024))
    big_event = invoke(1, event=bytes(3000))
    huge_event = invoke(2, event=bytes(70_000))
    pump.link.deploy(big_image)
    pump.link.invoke(big_event)
    pump.link.invoke(huge_event)
    pump.link.deploy(Deployment("echo", "handler", IMAGE))

    pump.run()

    failed = [(e.request, e.code) for e in pump.events if isinstance(e, Failed)]
    assert failed == [(request, Err.TOO_LARGE) for request in (big_image, big_event, huge_event)]
    assert isinstance(pump.events[-1], Deployed)


def test_a_cancelled_request_gives_no_event(echo_boards: "EchoBoards") -> None:
    pump = Pump(echo_boards())
    first, second = invoke(1), invoke(2)
    pump.link.deploy(Deployment("echo", "handler", IMAGE))
    pump.run()
    pump.link.invoke(first)
    sent = pump.link.outgoing(0)
    pump.link.invoke(second)

    assert pump.link.cancel(first)
    assert not pump.link.cancel(first)
    pump.events += pump.link.receive(pump.board.receive(sent, 0), 0)
    pump.run()

    results = [e.result.request for e in pump.events if isinstance(e, Finished)]
    assert results == [second.request]


def test_an_idle_link_asks_for_a_sign_of_life(echo_boards: "EchoBoards") -> None:
    pump = Pump(echo_boards())
    pump.run()
    due_ms = pump.link.next_timeout()
    assert due_ms == 5_000
    assert pump.link.outgoing(due_ms - 1) == b""

    pump.run(due_ms)

    assert pump.link.next_timeout() == 10_000
    assert sum(isinstance(event, Up) for event in pump.events) == 1


def test_stop_gives_back_unanswered_requests(echo_boards: "EchoBoards") -> None:
    pump = Pump(echo_boards())
    request = invoke(1)
    pump.link.invoke(request)
    assert pump.link.stop() == (request,)
    assert not pump.link.up
