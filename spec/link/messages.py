"""Which messages are there, and how is each laid out?  (spec/link.md, section 5)

`TABLE` at the end is the one list of messages: number, class, direction. A class lists its fields
in wire order; the annotation says how each is coded. All integers are little-endian.

    u8 u16 u32 u64 i32   integers                 bool   u8, 0 or 1
    Id                   16 bytes                 Digest 32 bytes (SHA-256)
    text8 text16         length (u8, u16), UTF-8  blob16 length (u16), bytes
    rest / text          bytes / UTF-8 up to the end of the message
    list8 of X           count (u8), then each X

>>> encode(Ping(token=7)).hex()
'07000000'
>>> decode(0x40, bytes.fromhex("07000000"))
Ping(token=7)
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Annotated, ClassVar, NamedTuple, cast, get_args, get_type_hints


class MalformedMessage(ValueError):
    """The bytes are not a message of that type; the text says at which field."""


class Coding(NamedTuple):
    """How one field goes to bytes and back; `read` gives the value and the next offset."""

    name: str
    write: Callable[[object], bytes]
    read: Callable[[bytes, int], tuple[object, int]]


def _take(body: bytes, at: int, count: int) -> bytes:
    piece = body[at : at + count]
    if len(piece) != count:
        raise MalformedMessage(f"{count} bytes wanted at offset {at}, {len(piece)} there")
    return piece


def _integer(name: str, size: int, signed: bool = False) -> Coding:
    def write(value: object) -> bytes:
        try:
            return cast(int, value).to_bytes(size, "little", signed=signed)
        except OverflowError:
            raise ValueError(f"{value} does not fit {name}") from None

    def read(body: bytes, at: int) -> tuple[object, int]:
        return int.from_bytes(_take(body, at, size), "little", signed=signed), at + size

    return Coding(name, write, read)


def _boolean() -> Coding:
    def write(value: object) -> bytes:
        return b"\1" if value else b"\0"

    def read(body: bytes, at: int) -> tuple[object, int]:
        byte = _take(body, at, 1)[0]
        if byte > 1:
            raise MalformedMessage(f"0 or 1 wanted at offset {at}, {byte} there")
        return byte == 1, at + 1

    return Coding("bool", write, read)


def _fixed(name: str, size: int) -> Coding:
    def write(value: object) -> bytes:
        if len(cast(bytes, value)) != size:
            raise ValueError(f"{name} has {size} bytes, not {len(cast(bytes, value))}")
        return cast(bytes, value)

    def read(body: bytes, at: int) -> tuple[object, int]:
        return _take(body, at, size), at + size

    return Coding(name, write, read)


def _counted(name: str, size: int) -> Coding:
    def write(value: object) -> bytes:
        data = cast(bytes, value)
        if len(data) >> (8 * size):
            raise ValueError(f"{len(data)} bytes do not fit a {name}")
        return len(data).to_bytes(size, "little") + data

    def read(body: bytes, at: int) -> tuple[object, int]:
        count = int.from_bytes(_take(body, at, size), "little")
        return _take(body, at + size, count), at + size + count

    return Coding(name, write, read)


def _text(name: str, raw: Coding) -> Coding:
    def write(value: object) -> bytes:
        return raw.write(cast(str, value).encode())

    def read(body: bytes, at: int) -> tuple[object, int]:
        data, after = raw.read(body, at)
        try:
            return cast(bytes, data).decode(), after
        except UnicodeDecodeError as error:
            raise MalformedMessage(f"not UTF-8 at offset {at}: {error}") from None

    return Coding(name, write, read)


def _list8(item: Coding) -> Coding:
    name = f"list8 of {item.name}"

    def write(value: object) -> bytes:
        items = cast(tuple[object, ...], value)
        if len(items) > 255:
            raise ValueError(f"{len(items)} items do not fit a {name}")
        return bytes([len(items)]) + b"".join(item.write(each) for each in items)

    def read(body: bytes, at: int) -> tuple[object, int]:
        values: list[object] = []
        count, at = _take(body, at, 1)[0], at + 1
        for _ in range(count):
            value, at = item.read(body, at)
            values.append(value)
        return tuple(values), at

    return Coding(name, write, read)


def _record(kind: type[object]) -> Coding:
    codings = _codings(kind)

    def write(value: object) -> bytes:
        return b"".join(coding.write(getattr(value, name)) for name, coding in codings)

    def read(body: bytes, at: int) -> tuple[object, int]:
        values: dict[str, object] = {}
        for name, coding in codings:
            values[name], at = coding.read(body, at)
        return kind(**values), at

    return Coding(kind.__name__, write, read)


def _codings(kind: type[object]) -> tuple[tuple[str, Coding], ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple((f.name, get_args(hints[f.name])[1]) for f in fields(cast("type[Ping]", kind)))


_REST = Coding("rest", lambda value: cast(bytes, value), lambda body, at: (body[at:], len(body)))
_BLOB8 = _counted("blob8", 1)
_BLOB16 = _counted("blob16", 2)

u8 = Annotated[int, _integer("u8", 1)]
u16 = Annotated[int, _integer("u16", 2)]
u32 = Annotated[int, _integer("u32", 4)]
u64 = Annotated[int, _integer("u64", 8)]
i32 = Annotated[int, _integer("i32", 4, signed=True)]
boolean = Annotated[bool, _boolean()]
Id = Annotated[bytes, _fixed("Id", 16)]
Digest = Annotated[bytes, _fixed("Digest", 32)]
text8 = Annotated[str, _text("text8", _BLOB8)]
text16 = Annotated[str, _text("text16", _BLOB16)]
blob16 = Annotated[bytes, _BLOB16]
rest = Annotated[bytes, _REST]
text = Annotated[str, _text("text", _REST)]
list_u32 = Annotated[tuple[int, ...], _list8(_integer("u32", 4))]


class Message:
    """Any of the messages below."""

    __slots__ = ()
    TYPE: ClassVar[int]


@dataclass(frozen=True, slots=True)
class Greet(Message):
    """The first message of a session: the host names itself and asks for HELLO."""

    host: text8
    unix_ms: u64 = 0
    """The host's wall clock, 0 when it does not know."""


@dataclass(frozen=True, slots=True)
class Resident:
    """A function that the board holds and could invoke now."""

    name: text8
    digest: Digest
    image_bytes: u32


list_resident = Annotated[tuple[Resident, ...], _list8(_record(Resident))]


@dataclass(frozen=True, slots=True)
class Hello(Message):
    """The board describes itself."""

    min_version: u8
    max_version: u8
    simulated: boolean
    image_version: u16
    wire_model: u8
    """The model in which the board reads wire forms (spec/wire.md)."""
    boot: u32
    """Another number after each start of the board: its memory of past requests is gone."""
    uptime_ms: u32
    arena_bytes: u32
    slots: u8
    slot_bytes: u32
    max_payload: u16
    max_message: u32
    """The longest message body that the board can take."""
    name: text8
    firmware: text8
    resident: list_resident = ()
    dropped: list_u32 = ()
    """Frames dropped since boot, in the order of `framing.Drop`."""


@dataclass(frozen=True, slots=True)
class DeployBegin(Message):
    """Ask where to go on with this image; opens the staging slot when it is new."""

    name: text8
    entry: text8
    digest: Digest
    image_bytes: u32
    wire_bytes: u32 = 0
    """Length of the wire form that follows in chunks; 0: the image itself follows."""


@dataclass(frozen=True, slots=True)
class DeployState(Message):
    """The board holds the first `offset` bytes; `resident`: all of them, checked and in service."""

    digest: Digest
    offset: u32
    resident: boolean


@dataclass(frozen=True, slots=True)
class DeployChunk(Message):
    """Bytes of the image that was begun last."""

    offset: u32
    data: rest


@dataclass(frozen=True, slots=True)
class DeployCommit(Message):
    """All chunks are there: check the digest, verify the image, put it in service."""

    digest: Digest


@dataclass(frozen=True, slots=True)
class Remove(Message):
    """Take a function out of service and free its slot."""

    name: text8


@dataclass(frozen=True, slots=True)
class Removed(Message):
    """It is gone; `found` says whether it was there."""

    name: text8
    found: boolean


@dataclass(frozen=True, slots=True)
class Invoke(Message):
    """Run a resident function once. The same `request` again gives the stored result again."""

    request: Id
    name: text8
    digest: Digest
    steps: u32
    deadline_ms: u32
    """Time the board may spend, 0 for no limit but `steps`."""
    event: blob16
    context: blob16


@dataclass(frozen=True, slots=True)
class Result(Message):
    """How the invocation ended. `value` (CBOR) counts only when `status` is 0."""

    request: Id
    status: i32
    replayed: boolean
    """True when the board gave a stored result and did not run the function again."""
    steps: u32
    heap_bytes: u32
    duration_us: u32
    log_lost: u32
    """Bytes of log text for which the board had no room."""
    value: blob16 = b""
    error_type: text8 = ""
    error_message: text16 = ""
    trace: list_u32 = ()


@dataclass(frozen=True, slots=True)
class Log(Message):
    """Text that the function printed; comes before the RESULT of the same request."""

    request: Id
    text: rest
    """UTF-8, but a long text may be cut inside of a character: join before decoding."""


@dataclass(frozen=True, slots=True)
class Ping(Message):
    token: u32


@dataclass(frozen=True, slots=True)
class Pong(Message):
    token: u32
    uptime_ms: u32


@dataclass(frozen=True, slots=True)
class Error(Message):
    """The board could not do what a message asked."""

    about_type: u8
    about: Id
    """Request of an INVOKE, first 16 bytes of the digest of a deployment, else zeros."""
    code: i32
    """A number of the table spec/errors.toml (`ulambda.spec.Err`)."""
    message: text8


class Direction(StrEnum):
    TO_BOARD = "host to board"
    TO_HOST = "board to host"


TABLE: tuple[tuple[int, type[Message], Direction], ...] = (
    (0x10, Greet, Direction.TO_BOARD),
    (0x11, Hello, Direction.TO_HOST),
    (0x20, DeployBegin, Direction.TO_BOARD),
    (0x21, DeployState, Direction.TO_HOST),
    (0x22, DeployChunk, Direction.TO_BOARD),
    (0x23, DeployCommit, Direction.TO_BOARD),
    (0x24, Remove, Direction.TO_BOARD),
    (0x25, Removed, Direction.TO_HOST),
    (0x30, Invoke, Direction.TO_BOARD),
    (0x31, Result, Direction.TO_HOST),
    (0x32, Log, Direction.TO_HOST),
    (0x40, Ping, Direction.TO_BOARD),
    (0x41, Pong, Direction.TO_HOST),
    (0x50, Error, Direction.TO_HOST),
)

for _number, _kind, _ in TABLE:
    _kind.TYPE = _number
_RECORDS = {kind: _record(kind) for _, kind, _ in TABLE}
_KINDS = {number: kind for number, kind, _ in TABLE}
DIRECTIONS = {kind: direction for _, kind, direction in TABLE}


def field_names(kind: type[Message]) -> tuple[str, ...]:
    """Give the names of the fields in wire order.

    >>> field_names(Pong)
    ('token', 'uptime_ms')
    """
    return tuple(name for name, _ in _codings(kind))


def encode(message: Message) -> bytes:
    """Give the body; the type number travels in the frame header."""
    return _RECORDS[type(message)].write(message)


def decode(number: int, body: bytes) -> Message:
    """Read a body; raises MalformedMessage unless every byte of it is accounted for."""
    kind = _KINDS.get(number)
    if kind is None:
        raise MalformedMessage(f"unknown message type {number:#04x}")
    message, end = _RECORDS[kind].read(body, 0)
    if end != len(body):
        raise MalformedMessage(f"{len(body) - end} bytes after the last field of {kind.__name__}")
    return cast(Message, message)
