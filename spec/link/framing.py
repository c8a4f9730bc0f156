"""How does one frame look on the wire?  (spec/link.md, section 2)

A frame is a 16-byte header, a payload and a CRC-32, COBS-coded and set between two zero bytes:

    00  COBS( version flags type stream | session | seq | ack | payload | crc32 )  00

Nothing here knows what a frame means; `Deframer` only turns bytes into frames and says, for every
piece of line noise, why it was dropped.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

VERSION = 1
HEADER = struct.Struct("<BBBBIII")
CRC_BYTES = 4
MIN_PAYLOAD = 32
"""Every peer accepts payloads of this size, so that OPEN always fits."""
MAX_PAYLOAD = 232
"""What this version offers: the coded frame with both delimiters then fits in 256 bytes."""

FIRST = 0x01
LAST = 0x02


class Drop(IntEnum):
    """Why a frame was dropped; the numbers are the order of the counters in HELLO."""

    COBS = 0  # not a COBS string
    LENGTH = 1  # shorter than header and CRC, or longer than the agreed payload
    CRC = 2  # check failed
    VERSION = 3  # another protocol version
    SESSION = 4  # not of the current session: late, replayed, or from before a restart
    DUPLICATE = 5  # a frame that was accepted before
    GAP = 6  # a frame after one that never came
    BUSY = 7  # in order, but there is no room for it yet; the peer will send it again
    UNEXPECTED = 8  # sound, but not allowed here: unknown type, flags, stream, state
    MALFORMED = 9  # the message in it does not parse


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame, without its check and coding."""

    type: int
    flags: int = 0
    session: int = 0
    seq: int = 0
    ack: int = 0
    payload: bytes = b""
    version: int = VERSION
    stream: int = 0


def cobs_encode(raw: bytes) -> bytes:
    """Remove the zeros: `11 22 00 33` becomes `03 11 22 02 33`."""
    out = bytearray()
    for run in raw.split(b"\0"):
        while len(run) >= 254:
            out.append(255)
            out += run[:254]
            run = run[254:]
        out.append(len(run) + 1)
        out += run
    if len(raw) and raw[-1] != 0 and len(out) > 1 and _ends_on_full_block(raw):
        del out[-1]  # a full block at the very end needs no closing code
    return bytes(out)


def _ends_on_full_block(raw: bytes) -> bool:
    tail = len(raw) - (raw.rfind(b"\0") + 1)
    return tail % 254 == 0


def cobs_decode(coded: bytes) -> bytes | None:
    """Undo `cobs_encode`; None when `coded` is not a COBS string."""
    out = bytearray()
    at = 0
    while at < len(coded):
        code = coded[at]
        block = coded[at + 1 : at + code]
        if code == 0 or len(block) != code - 1 or 0 in block:
            return None
        out += block
        at += code
        if code != 255 and at < len(coded):
            out.append(0)
    return bytes(out)


def encode_frame(frame: Frame) -> bytes:
    """Give the bytes for the wire, delimiters included."""
    raw = HEADER.pack(
        frame.version,
        frame.flags,
        frame.type,
        frame.stream,
        frame.session,
        frame.seq,
        frame.ack,
    )
    raw += frame.payload
    raw += zlib.crc32(raw).to_bytes(CRC_BYTES, "little")
    return b"\0" + cobs_encode(raw) + b"\0"


def decode_frame(coded: bytes, max_payload: int = MAX_PAYLOAD) -> Frame | Drop:
    """Read what stood between two delimiters: a frame, or the reason why it is none."""
    raw = cobs_decode(coded)
    if raw is None:
        return Drop.COBS
    payload_bytes = len(raw) - HEADER.size - CRC_BYTES
    if not 0 <= payload_bytes <= max_payload:
        return Drop.LENGTH
    body, check = raw[:-CRC_BYTES], raw[-CRC_BYTES:]
    if zlib.crc32(body) != int.from_bytes(check, "little"):
        return Drop.CRC
    version, flags, kind, stream, session, seq, ack = HEADER.unpack_from(body)
    if version != VERSION:
        return Drop.VERSION
    return Frame(kind, flags, session, seq, ack, body[HEADER.size :], version, stream)


class Deframer:
    """Cut a byte stream at its zeros. Memory is bounded: an endless frame is dropped as it comes.

    >>> [type(it).__name__ for it in Deframer().feed(encode_frame(Frame(3)) + b"noise\\0")]
    ['Frame', 'Drop']
    """

    def __init__(self, max_payload: int = MAX_PAYLOAD) -> None:
        self._max_payload = max_payload
        raw_bytes = HEADER.size + max_payload + CRC_BYTES
        self._max_coded = raw_bytes + raw_bytes // 254 + 1
        self._piece = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame | Drop]:
        *ended, rest = data.split(b"\0")
        for piece in ended:
            self._extend(piece)
            coded, self._piece = bytes(self._piece), bytearray()
            if len(coded) > self._max_coded:
                yield Drop.LENGTH
            elif coded:
                yield decode_frame(coded, self._max_payload)
        self._extend(rest)

    def _extend(self, piece: bytes) -> None:
        room = self._max_coded + 1 - len(self._piece)
        self._piece += piece[:room]
