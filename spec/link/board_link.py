"""How does a host use a board over a line that may break at any byte?  (spec/link.md, section 6)

`BoardLink` is a `Session` that knows requests. It is sans-I/O in the same way and is pumped with
the same ten lines; a gateway needs nothing else:

    link = BoardLink("gateway-1")
    link.start(now_ms())
    link.deploy(Deployment("vibration", "handler", image))
    link.invoke(Invoke(request=uuid4().bytes, name="vibration", digest=sha256(image).digest(),
                       steps=1_000_000, deadline_ms=2000, event=codec.encode(event),
                       context=codec.encode(context)))

    while True:
        port.write(link.outgoing(now_ms()))
        for event in link.receive(port.read(...), now_ms()):
            match event:
                case Up(hello): ...                       # the board is there and described itself
                case Down(reason): ...                    # it is not; requests wait for the next Up
                case Deployed(deployment): ...
                case Removal(name, found): ...
                case LogText(request, text): ...          # before the Finished of its request
                case Finished(result): ...                # exactly once for each invoke()
                case Failed(request, code, message): ...  # the board refused, or it cannot be sent

Requests are worked off one after the other, in order. When the session breaks, the current request
starts again on the next one: a deployment asks the board how far it came and goes on from there, an
invocation is sent with the same id, for which the board gives the stored result and does not run
the function again. So every request ends in one event, and none is done twice (unless the board
lost its memory in between: then `Up.hello.boot` is another number). Nothing here raises.
"""

from collections import deque
from collections.abc import Callable

from ulambda.spec.errors import Err
from ulambda.spec.link.framing import MAX_PAYLOAD
from ulambda.spec.link.messages import (
    DeployBegin,
    DeployChunk,
    DeployCommit,
    DeployState,
    Error,
    Greet,
    Hello,
    Invoke,
    Log,
    Message,
    Ping,
    Pong,
    Remove,
    Removed,
    Result,
    encode,
)
from ulambda.spec.link.requests import (
    Deployed,
    Deployment,
    Down,
    Failed,
    Finished,
    Incompatible,
    LinkEvent,
    LogText,
    Progress,
    Removal,
    Request,
    Up,
)
from ulambda.spec.link.session import (
    Counters,
    Delivered,
    Lost,
    Opened,
    Received,
    Refused,
    Role,
    Session,
    State,
    random_number,
)
from ulambda.spec.link.session import Event as SessionEvent

KEEPALIVE_MS = 5_000
"""A quiet link says PING so often; a board that does not acknowledge it is Down."""
PATIENCE_MS = 60_000
"""So long may an invocation without a deadline keep the board quiet."""
CHUNK_HEADER_BYTES = 4


class BoardLink:
    """The host's end of a link to one board; see above."""

    def __init__(
        self,
        host: str,
        *,
        numbers: Callable[[], int] = random_number,
        max_payload: int = MAX_PAYLOAD,
        unix_ms: Callable[[int], int] = lambda now_ms: 0,
    ) -> None:
        """`unix_ms` turns the pump's clock into wall-clock time, for the board's own clock."""
        self._host = host
        self._numbers = numbers
        self._unix_ms = unix_ms
        self._session = Session(Role.HOST, numbers=numbers, max_payload=max_payload)
        self._requests: deque[Request] = deque()
        self._upload = b""  # what the chunks of the current deployment are cut from
        self._under_way = False  # the first request has been started in this session
        self._max_payload = max_payload
        self._log = bytearray()
        self._quiet_since_ms = 0
        self._ping: int | None = None  # token of the ping that waits for its pong
        self.hello: Hello | None = None

    # --- what the caller does ---

    @property
    def up(self) -> bool:
        """The board is there and has said HELLO in the current session."""
        return self.hello is not None

    @property
    def counters(self) -> Counters:
        return self._session.counters

    @property
    def requests(self) -> tuple[Request, ...]:
        """Requests without an answer yet, the current one first."""
        return tuple(self._requests)

    def start(self, now_ms: int) -> None:
        """Begin to open the link, and again whenever it breaks, until `stop`."""
        self._quiet_since_ms = now_ms
        self._session.start(now_ms)

    def stop(self) -> tuple[Request, ...]:
        """End the link; gives the requests that were not answered."""
        self._session.stop()
        self._went_down()
        unanswered = self.requests
        self._requests.clear()
        return unanswered

    def deploy(self, deployment: Deployment) -> None:
        """Bring an image to the board; ends in Deployed or Failed."""
        self._requests.append(deployment)

    def invoke(self, invoke: Invoke) -> None:
        """Run a resident function; ends in Finished or Failed."""
        self._requests.append(invoke)

    def remove(self, name: str) -> None:
        """Take a function off the board; ends in Removal."""
        self._requests.append(Remove(name))

    def cancel(self, request: Request) -> bool:
        """Forget a request: no event follows for it. What the board does with it is unknown."""
        if request not in self._requests:
            return False
        if self._requests[0] == request:
            self._next_request()
        else:
            self._requests.remove(request)
        return True

    def next_timeout(self) -> int | None:
        """The time (ms) of the next `receive(b"", now)` and `outgoing`; ask after `outgoing`."""
        times = [self._session.next_timeout(), self._keepalive_ms()]
        return min((t for t in times if t is not None), default=None)

    def outgoing(self, now_ms: int) -> bytes:
        """Give the bytes to write now."""
        keepalive_ms = self._keepalive_ms()
        if keepalive_ms is not None and keepalive_ms <= now_ms:
            self._ping = self._numbers()
            self._session.send(Ping(self._ping))
            self._quiet_since_ms = now_ms
        if self.up and self._requests and not self._under_way:
            self._under_way = True
            self._send_first(self._requests[0])
        return self._session.outgoing(now_ms)

    def receive(self, data: bytes, now_ms: int) -> list[LinkEvent]:
        """Take bytes from the line (none: run the timers); gives the events listed above."""
        events: list[LinkEvent] = []
        for event in self._session.receive(data, now_ms):
            self._quiet_since_ms = now_ms
            events += self._on_session_event(event, now_ms)
        return events + self._refuse_unsendable()

    # --- the session ---

    def _keepalive_ms(self) -> int | None:
        if self._session.state is not State.OPEN or self._session.waiting:
            return None
        patience_ms = 0
        if self._under_way and isinstance(self._requests[0], Invoke):
            patience_ms = self._requests[0].deadline_ms or PATIENCE_MS
        return self._quiet_since_ms + KEEPALIVE_MS + patience_ms

    def _went_down(self) -> None:
        self.hello = None
        self._under_way = False
        self._log.clear()

    def _on_session_event(self, event: SessionEvent, now_ms: int) -> list[LinkEvent]:
        match event:
            case Opened(max_payload=max_payload):
                self._max_payload = max_payload
                self._session.send(Greet(self._host, self._unix_ms(now_ms)))
                return []
            case Lost(reason):
                was_up = self.up
                self._went_down()
                return [Down(reason)] if was_up else []
            case Refused(low, high):
                self._went_down()
                return [Incompatible(low, high)]
            case Delivered(DeployChunk(offset, data)):
                return self._next_chunk(offset + len(data))
            case Delivered():
                return []
            case Received(Hello() as hello):
                self.hello = hello
                return [Up(hello)]
            case Received(Log(request, text)):
                self._log += text if self._is_current(request) else b""
                return []
            case Received(message):
                return self._on_answer(message)

    # --- requests ---

    def _send_first(self, request: Request) -> None:
        match request:
            case Deployment(name, entry, image) if self.hello:
                form = request.wire_form(self.hello)
                self._upload = form or image
                begin = DeployBegin(name, entry, request.digest, len(image), len(form))
                self._session.send(begin)
            case Remove() | Invoke():
                self._session.send(request)

    def _refuse_unsendable(self) -> list[LinkEvent]:
        """Fail requests at the head of the queue that this board cannot take."""
        events: list[LinkEvent] = []
        while self.hello and self._requests and not self._under_way:
            why = _unsendable(self._requests[0], self.hello)
            if why is None:
                break
            events.append(Failed(self._next_request(), Err.TOO_LARGE, why))
        return events

    def _next_request(self) -> Request:
        self._under_way = False
        self._log.clear()
        return self._requests.popleft()

    def _is_current(self, request: bytes) -> bool:
        return (
            self._under_way
            and isinstance(self._requests[0], Invoke)
            and self._requests[0].request == request
        )

    def _on_answer(self, message: Message) -> list[LinkEvent]:
        """Answers to anything but the current request are late, after `cancel`: ignore them."""
        current = self._requests[0] if self._under_way else None
        match message, current:
            case DeployState() as state, Deployment() as deployment:
                if state.digest == deployment.digest:
                    return self._continue_deployment(deployment, state)
            case Removed(name, found), Remove(wanted) if name == wanted:
                self._next_request()
                return [Removal(name, found)]
            case Result() as result, Invoke() as invoke if result.request == invoke.request:
                log = self._log.decode(errors="replace")
                self._next_request()
                return [*([LogText(result.request, log)] if log else []), Finished(result)]
            case Error() as error, _ if current is not None and _is_about(error, current):
                self._next_request()
                return [Failed(current, error.code, error.message)]
            case Pong(token), _ if token == self._ping:
                self._ping = None
        return []

    def _continue_deployment(self, deployment: Deployment, state: DeployState) -> list[LinkEvent]:
        if state.resident:
            self._next_request()
            return [Deployed(deployment)]
        return self._next_chunk(state.offset)

    def _next_chunk(self, offset: int) -> list[LinkEvent]:
        """Send what follows `offset`; a chunk is one frame, so a broken line costs one frame."""
        deployment = self._requests[0] if self._under_way else None
        if not isinstance(deployment, Deployment):
            return []  # cancelled
        size = self._max_payload - CHUNK_HEADER_BYTES
        data = self._upload[offset : offset + size]
        self._session.send(DeployChunk(offset, data) if data else DeployCommit(deployment.digest))
        return [Progress(deployment, offset)]


def _unsendable(request: Request, hello: Hello) -> str | None:
    if isinstance(request, Deployment):
        size, limit = len(request.image), hello.slot_bytes
        return f"the image has {size} bytes, a slot {limit}" if size > limit else None
    try:
        size, limit = len(encode(request)), hello.max_message
    except ValueError as error:
        return str(error)
    return f"the message has {size} bytes, the board takes {limit}" if size > limit else None


def _is_about(error: Error, request: Request) -> bool:
    """Zeros: the board could not even read whom the message was about."""
    match request:
        case Deployment(digest=digest):
            about = digest[:16]
        case Invoke(request=about):
            pass
        case Remove():
            about = bytes(16)
    return error.about_type in _TYPES[type(request)] and error.about in (about, bytes(16))


_TYPES: dict[type[Request], tuple[int, ...]] = {
    Deployment: (DeployBegin.TYPE, DeployChunk.TYPE, DeployCommit.TYPE),
    Invoke: (Invoke.TYPE,),
    Remove: (Remove.TYPE,),
}
