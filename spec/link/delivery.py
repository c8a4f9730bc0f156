"""How does a message get through a line that loses, repeats and damages frames?  (link.md, 4)

Stop and wait, each direction for itself: the sender cuts a message into frames, numbers them 1, 2,
3 ... and sends the next one only when the last is acknowledged; the receiver takes frame n + 1
after frame n and nothing else. So a frame is used once and in order or not at all, and one buffer
on the board is enough.
"""

from collections import deque
from dataclasses import dataclass

from ulambda.spec.link.framing import FIRST, LAST, Drop, Frame
from ulambda.spec.link.messages import Message, encode

FIRST_RETRY_MS = 250
MAX_RETRY_MS = 2000
MAX_TRIES = 8
"""A frame that went out so often without an acknowledgement ends the session (after about 12 s)."""


class Sender:
    """Messages waiting, and the one frame under way."""

    def __init__(self) -> None:
        self._waiting: deque[Message] = deque()
        self.restart(0)

    def restart(self, max_payload: int) -> tuple[Message, ...]:
        """Begin a session; gives the messages that the last one did not see delivered."""
        undelivered = tuple(self._waiting)
        self._waiting.clear()
        self._max_payload = max_payload
        self._body: bytes | None = None  # of the message under way
        self._at = 0  # where its current frame starts
        self._seq = 0  # of the current frame
        self._tries = 0
        self.due_ms: int | None = None  # when the current frame goes out (again)
        return undelivered

    def put(self, message: Message) -> None:
        self._waiting.append(message)

    @property
    def waiting(self) -> int:
        """Messages that are not delivered yet."""
        return len(self._waiting)

    @property
    def exhausted(self) -> bool:
        return self._tries >= MAX_TRIES

    def ready(self, now_ms: int) -> bool:
        """Is there a frame to send now?"""
        if self._body is None and self._waiting:
            self._body = encode(self._waiting[0])
            self._next_frame(0, now_ms)
        return self._body is not None and self.due_ms is not None and self.due_ms <= now_ms

    def frame(self, session: int, ack: int, now_ms: int) -> tuple[Frame, bool]:
        """Give the current frame and whether it is a repetition; sets the time of the next one."""
        assert self._body is not None
        payload = self._body[self._at : self._at + self._max_payload]
        flags = FIRST if self._at == 0 else 0
        if self._at + len(payload) == len(self._body):
            flags |= LAST
        self.due_ms = now_ms + min(FIRST_RETRY_MS << self._tries, MAX_RETRY_MS)
        self._tries += 1
        kind = self._waiting[0].TYPE
        return Frame(kind, flags, session, self._seq, ack, payload), self._tries > 1

    def acknowledge(self, ack: int, now_ms: int) -> Message | None:
        """Take the peer's acknowledgement; gives the message that it completes."""
        if self._body is None or ack != self._seq or self._tries == 0:
            return None  # an older one that says nothing new
        after = self._at + self._max_payload
        if after < len(self._body):
            self._next_frame(after, now_ms)
            return None
        self._body, self.due_ms = None, None
        return self._waiting.popleft()

    def knows(self, ack: int) -> bool:
        """Can a sound peer acknowledge this number?"""
        return ack < self._seq or (ack == self._seq and (self._tries > 0 or self._body is None))

    def _next_frame(self, at: int, now_ms: int) -> None:
        self._at, self._seq, self._tries, self.due_ms = at, self._seq + 1, 0, now_ms


@dataclass(frozen=True, slots=True)
class Body:
    """A complete message as it came: type number and bytes."""

    type: int
    data: bytes


class Receiver:
    """Frames in order, joined to messages of at most `max_message` bytes."""

    def __init__(self, max_message: int) -> None:
        self._max_message = max_message
        self.restart()

    def restart(self) -> None:
        self.last_seq = 0  # the number to acknowledge
        self._type: int | None = None  # of the message that is being joined
        self._joined = bytearray()

    def take(self, frame: Frame) -> Body | Drop | None:
        """Use a frame of the current session: a message is complete, or None, or it was dropped."""
        if frame.seq <= self.last_seq:
            return Drop.DUPLICATE
        if frame.seq != self.last_seq + 1:
            return Drop.GAP
        if not self._fits(frame):
            return Drop.UNEXPECTED
        self.last_seq = frame.seq
        self._type = frame.type
        self._joined += frame.payload
        if not frame.flags & LAST:
            return None
        body = Body(frame.type, bytes(self._joined))
        self._type, self._joined = None, bytearray()
        return body

    def _fits(self, frame: Frame) -> bool:
        """A message starts with FIRST, goes on with the same type, and stays within its limit."""
        starts = bool(frame.flags & FIRST)
        if starts != (self._type is None) or (not starts and frame.type != self._type):
            return False
        return len(self._joined) + len(frame.payload) <= self._max_message
