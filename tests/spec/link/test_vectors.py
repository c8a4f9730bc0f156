"""The golden vectors of spec/vectors/link, read by the Python half; the C half reads them too."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ulambda.spec.link import BoardLink, Deployment, Drop, Invoke
from ulambda.spec.link.framing import Deframer, Frame, encode_frame
from ulambda.spec.link.messages import (
    TABLE,
    MalformedMessage,
    Resident,
    decode,
    encode,
    field_names,
)

if TYPE_CHECKING:
    from tests.spec.link.conftest import EchoBoards

VECTORS = Path(__file__).parents[3] / "spec" / "vectors" / "link"
KINDS = {number: kind for number, kind, _ in TABLE}


def lines(name: str, verb: str) -> list[list[str]]:
    text = (VECTORS / name).read_text()
    return [line.split(" ") for line in text.splitlines() if line.startswith(f"{verb} ")]


def unhex(word: str) -> bytes:
    return b"" if word == "-" else bytes.fromhex(word)


@pytest.mark.parametrize("words", lines("frames.vec", "frame"), ids=lambda words: words[1])
def test_frame(words: list[str]) -> None:
    version, flags, kind, stream, session, seq, ack = map(int, words[2:9])
    frame = Frame(kind, flags, session, seq, ack, unhex(words[9]), version, stream)
    wire = unhex(words[10])

    assert encode_frame(frame) == wire
    assert list(Deframer().feed(wire)) == [frame]


@pytest.mark.parametrize("words", lines("frames.vec", "drop"), ids=lambda words: words[1])
def test_drop(words: list[str]) -> None:
    assert list(Deframer().feed(unhex(words[3]))) == [Drop[words[2]]]


def test_frames_arrive_in_pieces_of_any_size() -> None:
    wire = b"".join(unhex(words[-1]) for words in lines("frames.vec", "frame"))
    whole = list(Deframer().feed(wire))
    for size in (1, 2, 3, 7, 100):
        deframer = Deframer()
        pieces = [wire[at : at + size] for at in range(0, len(wire), size)]
        assert [frame for piece in pieces for frame in deframer.feed(piece)] == whole


@pytest.mark.parametrize("words", lines("messages.vec", "message"), ids=lambda words: words[1])
def test_message(words: list[str]) -> None:
    message = decode(int(words[2]), unhex(words[3]))

    assert encode(message) == unhex(words[3])
    fields = {name: getattr(message, name) for name in field_names(type(message))}
    assert json.loads(words[4]) == underscored(fields)


def underscored(value: object) -> object:
    """Fields as the vector file writes them: bytes as hex, spaces as underscores."""
    match value:
        case bytes():
            return value.hex()
        case str():
            return value.replace(" ", "_")
        case tuple():
            return [underscored(item) for item in value]
        case dict():
            return {name: underscored(item) for name, item in value.items()}
        case Resident(name, digest, image_bytes):
            return {"name": name, "digest": digest.hex(), "image_bytes": image_bytes}
    return value


@pytest.mark.parametrize("words", lines("messages.vec", "malformed"), ids=lambda words: words[1])
def test_malformed(words: list[str]) -> None:
    # what only a board refuses: names that are no names, messages for the other end
    board_only = {"deploy-begin-no-name", "deploy-begin-name-65", "deploy-begin-name-space"}
    board_only |= {"remove-no-name", "to-the-wrong-end"}
    if words[1] in board_only:
        decode(int(words[2]), unhex(words[3]))
    else:
        with pytest.raises(MalformedMessage):
            decode(int(words[2]), unhex(words[3]))


def conversations() -> list[list[str]]:
    text = (VECTORS / "conversations.vec").read_text()
    return [part.splitlines() for part in text.split("\nconversation ")[1:]]


class Replay:
    """Follows a conversation line by line at both ends and compares."""

    def __init__(self, echo_boards: "EchoBoards") -> None:
        self.board = echo_boards()
        numbers = iter(range(1, 1000))
        self.link = BoardLink("golden", numbers=lambda: next(numbers))
        self.link.start(0)
        self.now_ms = 0
        self.answer = b""
        self.events: list[str] = []

    def step(self, verb: str, words: list[str]) -> None:
        getattr(self, f"on_{verb}")(*words)

    def on_at(self, now_ms: str) -> None:
        self.now_ms = int(now_ms)
        self.answer = b""

    def on_deploy(self, name: str, entry: str, image: str) -> None:
        self.link.deploy(Deployment(name, entry, unhex(image)))

    def on_invoke(self, request: str, name: str, digest: str, steps: str, event: str) -> None:
        fields = unhex(request), name, unhex(digest), int(steps), 0, unhex(event), b"log"
        self.link.invoke(Invoke(*fields))

    def on_remove(self, name: str) -> None:
        self.link.remove(name)

    def on_lost(self, wire: str) -> None:
        assert self.link.outgoing(self.now_ms) == unhex(wire)

    def on_host(self, wire: str) -> None:
        assert self.link.outgoing(self.now_ms) == unhex(wire)
        self.on_raw(wire)

    def on_raw(self, wire: str) -> None:
        self.answer = self.board.receive(unhex(wire), self.now_ms)

    def on_board(self, wire: str) -> None:
        assert self.answer == unhex(wire)
        assert self.events == []
        self.events = [type(e).__name__ for e in self.link.receive(self.answer, self.now_ms)]

    def on_event(self, name: str) -> None:
        assert self.events.pop(0) == name

    def on_counted(self, frames: str, accepted: str, *dropped: str) -> None:
        pairs = zip(dropped[::2], dropped[1::2], strict=True)
        expected = Counter({Drop[reason]: int(count) for reason, count in pairs})
        assert self.board.counters() == (int(frames), int(accepted), expected)

    def on_runs(self, runs: str) -> None:
        assert self.board.runs == int(runs)


@pytest.mark.parametrize("conversation", conversations(), ids=lambda lines: lines[0])
def test_conversation(echo_boards: "EchoBoards", conversation: list[str]) -> None:
    replay = Replay(echo_boards)
    for line in conversation[1:]:
        if line:
            verb, *words = line.split(" ")
            replay.step(verb, words)
    assert replay.events == []
