"""How were the golden vectors in spec/vectors/link made?

    .venv/bin/python -m tests.spec.link.write_vectors

The files are the reference: run this only to add cases or for a new protocol version, and read the
difference. A line is a verb and its words, separated by single spaces; `-` is no bytes at all.
`device_runtime/tests/test_frame.c` and `test_session.c` read the same files.
"""

import hashlib
import json
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from tests.spec.link.conftest import EchoBoards, build_echo_boards

from ulambda.spec.link import BoardLink, Deployment, Drop, Invoke, messages
from ulambda.spec.link.framing import (
    FIRST,
    HEADER,
    LAST,
    MAX_PAYLOAD,
    Frame,
    cobs_encode,
    encode_frame,
)
from ulambda.spec.link.session import ACK, OPEN, OPEN_BODY, OPENED, OPENED_BODY, RESET

VECTORS = Path(__file__).parents[3] / "spec" / "vectors" / "link"
ALONE = FIRST | LAST
REQUEST = bytes(range(16))
IMAGE = b"ECHO" + bytes(range(256)) * 2
DIGEST = hashlib.sha256(IMAGE).digest()


def word(data: bytes) -> str:
    return data.hex() or "-"


# --- frames.vec ---

FRAMES = {
    "ack": Frame(ACK, ALONE, session=0x01020304, ack=7),
    "open": Frame(OPEN, ALONE, payload=OPEN_BODY.pack(0xA1B2C3D4, 232, 1, 1)),
    "opened": Frame(OPENED, ALONE, 5, payload=OPENED_BODY.pack(0xA1B2C3D4, 232, 1, 1, 1, 0)),
    "reset": Frame(RESET, ALONE, session=0xFFFFFFFF),
    "first-of-many": Frame(0x30, FIRST, 9, 1, 0, bytes(MAX_PAYLOAD)),
    "middle": Frame(0x30, 0, 9, 2, 0, bytes([255]) * MAX_PAYLOAD),
    "last-of-many": Frame(0x30, LAST, 9, 3, 0, b"\0end\0"),
    "no-zero-anywhere": Frame(
        0x22, ALONE, 0x11111111, 0x22222222, 0x33333333, b"x" * MAX_PAYLOAD, stream=1
    ),
    "large-numbers": Frame(0x40, ALONE, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, b"\xff\0\0\xff"),
}


def raw_frame(frame: Frame) -> bytes:
    head = (frame.version, frame.flags, frame.type, frame.stream)
    raw = HEADER.pack(*head, frame.session, frame.seq, frame.ack) + frame.payload
    return raw + zlib.crc32(raw).to_bytes(4, "little")


def wire(raw: bytes) -> bytes:
    return b"\0" + cobs_encode(raw) + b"\0"


def damaged() -> Iterable[tuple[str, Drop, bytes]]:
    good = raw_frame(FRAMES["ack"])
    yield "cut-inside-a-block", Drop.COBS, encode_frame(FRAMES["open"])[:-4] + b"\0"
    yield "code-beyond-the-end", Drop.COBS, b"\0\xff\x01\0"
    yield "one-byte", Drop.LENGTH, b"\0\x01\0"
    yield "header-without-crc", Drop.LENGTH, wire(good[:19])
    yield "payload-too-long", Drop.LENGTH, wire(raw_frame(Frame(3, ALONE, payload=b"x" * 233)))
    yield "endless", Drop.LENGTH, b"\0" + b"\x55" * 5000 + b"\0"
    yield "bit-of-the-crc", Drop.CRC, wire(good[:-1] + bytes([good[-1] ^ 1]))
    yield "bit-of-the-header", Drop.CRC, wire(good[:4] + bytes([good[4] ^ 0x80]) + good[5:])
    yield "version-0", Drop.VERSION, wire(raw_frame(Frame(ACK, ALONE, version=0)))
    yield "version-2", Drop.VERSION, wire(raw_frame(Frame(ACK, ALONE, version=2)))


def frames_vec() -> Iterable[str]:
    yield "# frame NAME VERSION FLAGS TYPE STREAM SESSION SEQ ACK PAYLOAD WIRE"
    yield "# drop NAME REASON WIRE: exactly one frame, dropped for that reason"
    for name, f in FRAMES.items():
        head = f"{f.version} {f.flags} {f.type} {f.stream} {f.session} {f.seq} {f.ack}"
        yield f"frame {name} {head} {word(f.payload)} {word(encode_frame(f))}"
    for name, reason, data in damaged():
        yield f"drop {name} {reason.name} {word(data)}"


# --- messages.vec ---

MESSAGES: dict[str, messages.Message] = {
    "greet": messages.Greet("gateway-1", 1_790_000_000_123),
    "hello": messages.Hello(
        1, 1, True, 1, 77, 7, 1234, 16384, 4, 4096, 232, 2048, "brave-fox", "0.1.0",
        (messages.Resident("vibration", DIGEST, len(IMAGE)),), tuple(range(10)),
    ),
    "hello-empty": messages.Hello(1, 2, False, 1, 0, 1, 0, 0, 0, 0, 232, 64, "b", ""),
    "deploy-begin": messages.DeployBegin("vibration", "handler", DIGEST, len(IMAGE)),
    "deploy-begin-wire": messages.DeployBegin("vibration", "handler", DIGEST, len(IMAGE), 99),
    "deploy-state": messages.DeployState(DIGEST, 228, False),
    "deploy-state-resident": messages.DeployState(DIGEST, len(IMAGE), True),
    "deploy-chunk": messages.DeployChunk(228, IMAGE[228:456]),
    "deploy-commit": messages.DeployCommit(DIGEST),
    "remove": messages.Remove("vibration"),
    "removed": messages.Removed("vibration", True),
    "invoke": messages.Invoke(REQUEST, "vibration", DIGEST, 10**6, 3000, b"\x83\1\2\3", b"\xa0"),
    "result": messages.Result(REQUEST, 0, False, 143, 212, 5100, 0, b"\xf5"),
    "result-error": messages.Result(
        REQUEST, -11, True, 9, 8, 7, 6, b"", "ValueError", "bad window: é", (12, 40)
    ),
    "log": messages.Log(REQUEST, b"drift!\n"),
    "ping": messages.Ping(0xDEADBEEF),
    "pong": messages.Pong(0xDEADBEEF, 98765),
    "error": messages.Error(0x30, REQUEST, -33, "no function of that name"),
}  # fmt: skip


def malformed() -> Iterable[tuple[str, int, bytes]]:
    begin = messages.encode(MESSAGES["deploy-begin"])
    invoke = messages.encode(MESSAGES["invoke"])
    yield "ping-short", 0x40, bytes(3)
    yield "ping-long", 0x40, bytes(5)
    yield "ping-empty", 0x40, b""
    yield "unknown-type", 0x7F, b""
    yield "to-the-wrong-end", 0x41, messages.encode(MESSAGES["pong"])
    yield "greet-name-too-long", 0x10, b"\xff" + bytes(20)
    yield "deploy-begin-cut", 0x20, begin[:-1]
    yield "deploy-begin-no-name", 0x20, b"\0" + begin[10:]
    yield "deploy-begin-name-65", 0x20, b"\x41" + b"n" * 65 + begin[10:]
    yield "deploy-begin-name-space", 0x20, begin.replace(b"vibration", b"vibra ion")
    yield "deploy-chunk-no-offset", 0x22, b"\0\0\0"
    yield "deploy-commit-long", 0x23, DIGEST + b"\0"
    yield "remove-no-name", 0x24, b"\0"
    yield "invoke-cut-in-digest", 0x30, invoke[:40]
    yield "invoke-event-beyond-end", 0x30, invoke[:66] + b"\xff\xff" + invoke[68:]
    yield "invoke-trailing", 0x30, invoke + b"\0"


def plain(value: object) -> object:
    """What JSON has no form for."""
    match value:
        case bytes():
            return value.hex()
        case messages.Resident(name, digest, image_bytes):
            return {"name": name, "digest": digest.hex(), "image_bytes": image_bytes}
    raise TypeError(value)


def messages_vec() -> Iterable[str]:
    yield "# message NAME TYPE BODY FIELDS (JSON, bytes as hex)"
    yield "# malformed NAME TYPE BODY: a board refuses it (ERROR LINK_MESSAGE) and counts it"
    for name, message in MESSAGES.items():
        values = {field: getattr(message, field) for field in messages.field_names(type(message))}
        fields = json.dumps(values, default=plain, separators=(",", ":"))
        body = word(messages.encode(message))
        yield f"message {name} {message.TYPE} {body} {fields.replace(' ', '_')}"
    for name, number, data in malformed():
        yield f"malformed {name} {number} {word(data)}"


# --- conversations.vec ---


class Script:
    """Lets a BoardLink and the C echo board talk, and writes down both sides."""

    def __init__(self, boards: EchoBoards, name: str) -> None:
        self.lines = ["", f"conversation {name}"]
        self.board = boards()
        numbers = iter(range(1, 1000))
        self.link = BoardLink("golden", numbers=lambda: next(numbers))
        self.now_ms = 0
        self.link.start(0)
        self.sent: list[bytes] = []

    def deploy(self, name: str, image: bytes) -> None:
        self.lines.append(f"deploy {name} handler {word(image)}")
        self.link.deploy(Deployment(name, "handler", image))

    def invoke(self, request: bytes, name: str, event: bytes, steps: int = 1000) -> None:
        self.lines.append(f"invoke {word(request)} {name} {word(DIGEST)} {steps} {word(event)}")
        self.link.invoke(Invoke(request, name, DIGEST, steps, 0, event, b"log"))

    def remove(self, name: str) -> None:
        self.lines.append(f"remove {name}")
        self.link.remove(name)

    def talk(self) -> None:
        """Until nobody has anything to say."""
        while sent := self.link.outgoing(self.now_ms):
            self.sent.append(sent)
            self.lines.append(f"host {word(sent)}")
            self.hear(self.board.receive(sent, self.now_ms))

    def hear(self, data: bytes) -> None:
        self.lines.append(f"board {word(data)}")
        for event in self.link.receive(data, self.now_ms):
            self.lines.append(f"event {type(event).__name__}")

    def raw(self, data: bytes) -> None:
        """Bytes that the line made up."""
        self.lines.append(f"raw {word(data)}")
        self.hear(self.board.receive(data, self.now_ms))

    def wait(self, ms: int) -> None:
        self.now_ms += ms
        self.lines.append(f"at {self.now_ms}")

    def end(self) -> list[str]:
        frames, accepted, dropped = self.board.counters()
        counts = "".join(f" {reason.name} {count}" for reason, count in dropped.items())
        return [*self.lines, f"counted {frames} {accepted}{counts}", f"runs {self.board.runs}"]


def conversations(boards: EchoBoards) -> Iterable[Script]:
    s = Script(boards, "deploy-invoke-remove")
    s.talk()
    s.deploy("vibration", IMAGE)
    s.invoke(REQUEST, "vibration", b"hello board")
    s.remove("vibration")
    s.talk()
    yield s

    s = Script(boards, "long-event-in-fragments")
    s.deploy("vibration", IMAGE)
    s.invoke(REQUEST, "vibration", bytes(range(256)) * 3)
    s.talk()
    yield s

    s = Script(boards, "same-request-runs-once")
    s.deploy("vibration", IMAGE)
    s.invoke(REQUEST, "vibration", b"once")
    s.invoke(REQUEST, "vibration", b"once")
    s.talk()
    yield s

    s = Script(boards, "exception-with-trace")
    s.deploy("vibration", IMAGE)
    s.invoke(REQUEST, "vibration", b"too long", steps=3)
    s.talk()
    yield s

    s = Script(boards, "refusals")
    s.invoke(REQUEST, "nobody", b"")
    s.deploy("bad", b"NOT AN IMAGE")
    s.deploy("vibration", IMAGE)
    s.deploy("other", IMAGE + b"!")
    s.deploy("third", IMAGE + b"?")
    s.deploy("fourth", IMAGE)
    s.invoke(REQUEST, "other", b"wrong digest")
    s.talk()
    yield s

    s = Script(boards, "replayed-bytes-do-nothing")
    s.deploy("vibration", IMAGE)
    s.invoke(REQUEST, "vibration", b"once")
    s.talk()
    s.wait(10)
    for sent in list(s.sent):
        s.raw(sent)
    s.talk()
    yield s

    s = Script(boards, "resume-after-a-cut")
    s.deploy("vibration", IMAGE)
    for _ in range(4):
        sent = s.link.outgoing(s.now_ms)
        s.lines.append(f"host {word(sent)}")
        s.hear(s.board.receive(sent, s.now_ms))
    for _ in range(9):  # the board hears nothing any more
        s.lines.append(f"lost {word(s.link.outgoing(s.now_ms))}")
        due = s.link.next_timeout()
        assert due is not None
        s.wait(due - s.now_ms)
        s.hear(b"")
    s.wait(5000)
    s.talk()
    yield s

    yield hostile(Script(boards, "hostile"))


def hostile(s: Script) -> Script:
    s.deploy("vibration", IMAGE)
    s.talk()
    session = 0x87985AA5  # of the echo board, whose boot is 0x12345678
    seq = 5
    for _, _, data in damaged():
        s.raw(data)
    s.raw(encode_frame(Frame(0x40, ALONE, session ^ 1, seq, 0, bytes(4))))
    s.raw(encode_frame(Frame(0x40, ALONE, session, seq + 9, 0, bytes(4))))
    s.raw(encode_frame(Frame(0x40, ALONE, session, 1, 0, bytes(4))))
    s.raw(encode_frame(Frame(0x40, 0x80 | ALONE, session, seq, 0, bytes(4))))
    s.raw(encode_frame(Frame(0x40, ALONE, session, seq, 0, bytes(4), stream=1)))
    s.raw(encode_frame(Frame(0x40, ALONE, session, seq, 10**6, bytes(4))))
    s.raw(encode_frame(Frame(OPENED, ALONE, session, payload=bytes(10))))
    s.raw(encode_frame(Frame(OPEN, ALONE, payload=OPEN_BODY.pack(0, 232, 1, 1))))
    s.raw(encode_frame(Frame(OPEN, ALONE, payload=OPEN_BODY.pack(9, 31, 1, 1))))
    s.raw(encode_frame(Frame(OPEN, ALONE, payload=OPEN_BODY.pack(9, 232, 2, 9))))
    s.raw(encode_frame(Frame(OPEN, ALONE, payload=b"short")))
    s.raw(encode_frame(Frame(RESET, ALONE, session)))
    s.invoke(REQUEST, "vibration", b"still here")
    s.talk()
    return s


def write(name: str, lines: Iterable[str]) -> None:
    (VECTORS / name).write_text("\n".join(lines) + "\n")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        boards = build_echo_boards(Path(folder) / "echo_board.so")
        write("frames.vec", frames_vec())
        write("messages.vec", messages_vec())
        scripts = conversations(boards)
        write("conversations.vec", (line for script in scripts for line in script.end()))


if __name__ == "__main__":
    main()
