"""How do two ends of a line agree that they talk to each other, now?  (spec/link.md, section 3)

Theory of operation
===================

A `Session` turns bytes into events and messages into bytes. It owns no port, no clock and no
thread; the caller is a pump of ten lines:

    session = Session(Role.HOST)
    session.start(now_ms())
    while True:
        port.write(session.outgoing(now_ms()))
        data = port.read(timeout=session.next_timeout() - now_ms())
        for event in session.receive(data, now_ms()):     # data may be empty: that runs the timers
            ...

The pump above is all that serial, MQTT or a test needs. Three rules keep it sound:

- *One session at a time.* The host draws a nonce and says OPEN; the board draws a session number
  and answers OPENED with the host's nonce in it. The board's session begins with the first frame
  that carries the new number, so a replayed OPEN cannot end a session, and frames of an old
  session, however late they come, carry the wrong number and are dropped.
- *Within a session, frames are used once and in order* (`delivery.py`).
- *A session that breaks loses only what was under way.* `Lost` names those messages. Every request
  of this protocol may be sent again (`board_link.py` does); a board never runs the same one twice.

Everything that changes the state is in `TRANSITIONS`; what is not in the table does not happen, and
a frame that would make it happen is dropped as UNEXPECTED. Every frame that arrives is counted
once: `counters.frames == counters.accepted + sum(counters.dropped.values())`.

Which calls may raise: `send` raises ValueError for a message that this role does not send, and for
a value that its field cannot hold. `receive` never raises, whatever the bytes.
"""

import secrets
import struct
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from ulambda.spec.link.delivery import Body, Receiver, Sender
from ulambda.spec.link.framing import (
    FIRST,
    LAST,
    MAX_PAYLOAD,
    MIN_PAYLOAD,
    VERSION,
    Deframer,
    Drop,
    Frame,
    encode_frame,
)
from ulambda.spec.link.messages import (
    DIRECTIONS,
    Direction,
    MalformedMessage,
    Message,
    decode,
    encode,
)

OPEN, OPENED, ACK, RESET = 0x01, 0x02, 0x03, 0x04
OPEN_BODY = struct.Struct("<IHBB")  # nonce, max_payload, min_version, max_version
OPENED_BODY = struct.Struct("<IHBBBB")  # nonce, max_payload, version (0: none), min, max, 0
OPEN_RETRY_MS = 500
MAX_OPEN_RETRY_MS = 4000
MAX_MESSAGE = 1 << 20


class Role(StrEnum):
    HOST = "host"
    BOARD = "board"


class State(StrEnum):
    CLOSED = "closed"  # the host has not started; the board waits for OPEN
    OPENING = "opening"  # host: OPEN is out
    OFFERED = "offered"  # board: OPENED is out
    OPEN = "open"


class Input(StrEnum):
    START = "start"  # the caller
    STOP = "stop"  # the caller
    OPEN = "OPEN"  # frame, well-formed, new nonce
    OPENED = "OPENED"  # frame with our nonce and a common version
    REFUSED = "OPENED, no common version"
    CONFIRM = "frame of the offered session"
    RESET = "RESET"  # frame: the peer does not know this session
    SILENCE = "no acknowledgement"  # timer


TRANSITIONS: dict[tuple[Role, State, Input], State] = {
    (Role.HOST, State.CLOSED, Input.START): State.OPENING,
    (Role.HOST, State.OPENING, Input.SILENCE): State.OPENING,
    (Role.HOST, State.OPENING, Input.OPENED): State.OPEN,
    (Role.HOST, State.OPENING, Input.REFUSED): State.CLOSED,
    (Role.HOST, State.OPENING, Input.STOP): State.CLOSED,
    (Role.HOST, State.OPEN, Input.RESET): State.OPENING,
    (Role.HOST, State.OPEN, Input.SILENCE): State.OPENING,
    (Role.HOST, State.OPEN, Input.STOP): State.CLOSED,
    (Role.BOARD, State.CLOSED, Input.OPEN): State.OFFERED,
    (Role.BOARD, State.OFFERED, Input.OPEN): State.OFFERED,
    (Role.BOARD, State.OFFERED, Input.CONFIRM): State.OPEN,
    (Role.BOARD, State.OPEN, Input.OPEN): State.OPEN,  # an offer beside the session
    (Role.BOARD, State.OPEN, Input.CONFIRM): State.OPEN,  # the offer replaces it
    (Role.BOARD, State.OPEN, Input.SILENCE): State.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A session began; nothing of an earlier one can arrive any more."""

    session: int
    max_payload: int


@dataclass(frozen=True, slots=True)
class Received:
    """A whole message came, checked and parsed."""

    message: Message


@dataclass(frozen=True, slots=True)
class Delivered:
    """The peer has all of this message. That says nothing about what it does with it."""

    message: Message


@dataclass(frozen=True, slots=True)
class Lost:
    """The session ended. Whether `undelivered` arrived is unknown; send them again or drop them."""

    reason: str
    undelivered: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The board speaks none of our versions; the session is closed."""

    min_version: int
    max_version: int


Event = Opened | Received | Delivered | Lost | Refused


@dataclass(slots=True)
class Counters:
    """What came and went since the session object was made."""

    frames: int = 0
    accepted: int = 0
    dropped: Counter[Drop] = field(default_factory=Counter)
    sent: int = 0
    retransmitted: int = 0
    sessions: int = 0


def random_number() -> int:
    """A nonce or session number: never 0, never guessable."""
    return secrets.randbelow(0xFFFF_FFFF) + 1


class Session:
    """One end of a link; see the theory of operation above."""

    def __init__(
        self,
        role: Role = Role.HOST,
        *,
        numbers: Callable[[], int] = random_number,
        max_payload: int = MAX_PAYLOAD,
        max_message: int = MAX_MESSAGE,
    ) -> None:
        self.role = role
        self.state = State.CLOSED
        self.counters = Counters()
        self._numbers = numbers
        self._max_payload = max_payload
        self._deframer = Deframer(max_payload)
        self._sender = Sender()
        self._receiver = Receiver(max_message)
        self._session = 0
        self._nonce = 0  # the host's, of the current or opening session
        self._offer: tuple[int, int, int] | None = None  # board: nonce, session, max_payload
        self._controls: list[Frame] = []  # OPENED, RESET to send
        self._ack_owed = False
        self._open_tries = 0
        self._open_due_ms = 0

    # --- what the caller does ---

    def start(self, now_ms: int) -> None:
        """Host: begin to open a session, and open a new one whenever it breaks, until `stop`."""
        if self._move(Input.START):
            self._begin_opening(now_ms)

    def stop(self) -> list[Event]:
        """Host: end the session; gives Lost when messages were under way."""
        if not self._move(Input.STOP):
            return []
        undelivered = self._forget()
        return [Lost("stopped", undelivered)] if undelivered else []

    def send(self, message: Message) -> None:
        """Queue a message for the open session."""
        ours = Direction.TO_BOARD if self.role is Role.HOST else Direction.TO_HOST
        if DIRECTIONS[type(message)] is not ours:
            raise ValueError(f"a {self.role} does not send {type(message).__name__}")
        if self.state is not State.OPEN:
            raise ValueError(f"no session is open ({self.state})")
        encode(message)
        self._sender.put(message)

    @property
    def waiting(self) -> int:
        """Messages queued or under way."""
        return self._sender.waiting

    def next_timeout(self) -> int | None:
        """The time (ms) of the next `receive(b"", now)` and `outgoing`; ask after `outgoing`."""
        if self.state is State.OPENING:
            return self._open_due_ms
        return self._sender.due_ms

    def outgoing(self, now_ms: int) -> bytes:
        """Give the bytes to write now; b"" when there is nothing to say."""
        frames, self._controls = self._controls, []
        if self.state is State.OPENING and self._open_due_ms <= now_ms:
            frames.append(self._open_frame(now_ms))
        if self.state is State.OPEN:
            frames += self._session_frames(now_ms)
        self.counters.sent += len(frames)
        return b"".join(encode_frame(frame) for frame in frames)

    def receive(self, data: bytes, now_ms: int) -> list[Event]:
        """Take bytes from the line, in pieces of any size; gives what happened, in order.

        - `Opened`: the session is usable, `send` works.
        - `Received`: a message of the peer.
        - `Delivered`: the peer has one of ours.
        - `Lost`: the session broke; a new one is being opened.
        - `Refused`: no common version.
        """
        events: list[Event] = []
        for frame in self._deframer.feed(data):
            self.counters.frames += 1
            drop = frame if isinstance(frame, Drop) else self._on_frame(frame, now_ms, events)
            if drop is None:
                self.counters.accepted += 1
            else:
                self.counters.dropped[drop] += 1
        self._run_timers(now_ms, events)
        return events

    # --- states ---

    def _move(self, cause: Input) -> bool:
        target = TRANSITIONS.get((self.role, self.state, cause))
        if target is None:
            return False
        self.state = target
        return True

    def _begin_opening(self, now_ms: int) -> None:
        self._nonce = self._numbers()
        self._open_tries = 0
        self._open_due_ms = now_ms

    def _begin_session(self, session: int, max_payload: int) -> tuple[Message, ...]:
        self._session = session
        self._receiver.restart()
        self._ack_owed = self.role is Role.HOST  # the board takes it as the confirmation
        self.counters.sessions += 1
        return self._sender.restart(max_payload)

    def _forget(self) -> tuple[Message, ...]:
        self._session = 0
        self._ack_owed = False
        self._receiver.restart()
        return self._sender.restart(0)

    def _break(self, cause: Input, reason: str, now_ms: int, events: list[Event]) -> None:
        if self._move(cause):
            events.append(Lost(reason, self._forget()))
            if self.role is Role.HOST:
                self._begin_opening(now_ms)

    def _run_timers(self, now_ms: int, events: list[Event]) -> None:
        if self.state is State.OPEN and self._sender.ready(now_ms) and self._sender.exhausted:
            self._break(Input.SILENCE, "no acknowledgement", now_ms, events)

    # --- frames out ---

    def _open_frame(self, now_ms: int) -> Frame:
        self._move(Input.SILENCE)
        wait_ms = min(OPEN_RETRY_MS << self._open_tries, MAX_OPEN_RETRY_MS)
        self._open_tries = min(self._open_tries + 1, 8)
        self._open_due_ms = now_ms + wait_ms
        body = OPEN_BODY.pack(self._nonce, self._max_payload, VERSION, VERSION)
        return Frame(OPEN, FIRST | LAST, payload=body)

    def _session_frames(self, now_ms: int) -> list[Frame]:
        ack = self._receiver.last_seq
        if self._sender.ready(now_ms) and not self._sender.exhausted:
            frame, again = self._sender.frame(self._session, ack, now_ms)
            self.counters.retransmitted += again
        elif self._ack_owed:
            frame = Frame(ACK, FIRST | LAST, self._session, ack=ack)
        else:
            return []
        self._ack_owed = False
        return [frame]

    # --- frames in ---

    def _on_frame(self, frame: Frame, now_ms: int, events: list[Event]) -> Drop | None:
        if frame.stream or frame.flags & ~(FIRST | LAST):
            return Drop.UNEXPECTED
        if frame.type == OPEN:
            return self._on_open(frame)
        if frame.type == OPENED:
            return self._on_opened(frame, events)
        if frame.type == RESET:
            return self._on_reset(frame, now_ms, events)
        if self._offer and frame.session == self._offer[1] and self._move(Input.CONFIRM):
            self._accept_offer(events)
        if self.state is not State.OPEN or frame.session != self._session:
            if self.role is Role.BOARD and frame.session and not self._controls:
                self._controls = [Frame(RESET, FIRST | LAST, frame.session)]
            return Drop.SESSION
        return self._on_session_frame(frame, now_ms, events)

    def _on_open(self, frame: Frame) -> Drop | None:
        if len(frame.payload) != OPEN_BODY.size or frame.session or self.role is Role.HOST:
            return Drop.UNEXPECTED
        nonce, max_payload, min_version, max_version = OPEN_BODY.unpack(frame.payload)
        if nonce == 0 or max_payload < MIN_PAYLOAD:
            return Drop.UNEXPECTED
        if self.state is State.OPEN and nonce == self._nonce:
            return Drop.DUPLICATE
        if not min_version <= VERSION <= max_version:
            body = OPENED_BODY.pack(nonce, self._max_payload, 0, VERSION, VERSION, 0)
            self._controls = [Frame(OPENED, FIRST | LAST, payload=body)]
            return None
        if not self._move(Input.OPEN):
            return Drop.UNEXPECTED
        if self._offer is None or self._offer[0] != nonce:
            self._offer = (nonce, self._numbers(), min(max_payload, self._max_payload))
        body = OPENED_BODY.pack(nonce, self._offer[2], VERSION, VERSION, VERSION, 0)
        self._controls = [Frame(OPENED, FIRST | LAST, self._offer[1], payload=body)]
        return None

    def _accept_offer(self, events: list[Event]) -> None:
        assert self._offer is not None
        self._nonce, session, max_payload = self._offer
        self._offer = None
        undelivered = self._begin_session(session, max_payload)
        if undelivered:
            events.append(Lost("the host opened a new session", undelivered))
        events.append(Opened(session, max_payload))

    def _on_opened(self, frame: Frame, events: list[Event]) -> Drop | None:
        if len(frame.payload) != OPENED_BODY.size or self.role is Role.BOARD:
            return Drop.UNEXPECTED
        nonce, max_payload, version, low, high, _ = OPENED_BODY.unpack(frame.payload)
        if nonce != self._nonce:
            return Drop.SESSION
        if self.state is State.OPEN:
            return Drop.DUPLICATE
        if version == 0 and self._move(Input.REFUSED):
            events.append(Refused(low, high))
            return None
        sound = frame.session and MIN_PAYLOAD <= max_payload <= self._max_payload
        if version != VERSION or not sound or not self._move(Input.OPENED):
            return Drop.UNEXPECTED
        self._begin_session(frame.session, max_payload)
        events.append(Opened(frame.session, max_payload))
        return None

    def _on_reset(self, frame: Frame, now_ms: int, events: list[Event]) -> Drop | None:
        if self.role is Role.BOARD or frame.payload:
            return Drop.UNEXPECTED
        if self.state is not State.OPEN or frame.session != self._session:
            return Drop.SESSION
        self._break(Input.RESET, "the board does not know the session", now_ms, events)
        return None

    def _on_session_frame(self, frame: Frame, now_ms: int, events: list[Event]) -> Drop | None:
        if not self._sender.knows(frame.ack):
            return Drop.UNEXPECTED
        delivered = self._sender.acknowledge(frame.ack, now_ms)
        if delivered is not None:
            events.append(Delivered(delivered))
        if frame.type == ACK:
            return Drop.UNEXPECTED if frame.payload or frame.seq else None
        taken = self._receiver.take(frame)
        if isinstance(taken, Drop):
            self._ack_owed |= taken in (Drop.DUPLICATE, Drop.GAP)
            return taken
        self._ack_owed = True
        return None if taken is None else self._on_message(taken, events)

    def _on_message(self, body: Body, events: list[Event]) -> Drop | None:
        """The frame is used and acknowledged; what it says may still be nonsense."""
        try:
            message = decode(body.type, body.data)
        except MalformedMessage:
            return Drop.MALFORMED
        theirs = Direction.TO_HOST if self.role is Role.HOST else Direction.TO_BOARD
        if DIRECTIONS[type(message)] is not theirs:
            return Drop.MALFORMED
        events.append(Received(message))
        return None
