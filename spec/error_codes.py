"""How can things fail?

Generated from spec/errors.toml by `python -m ulambda.spec.generate`. Do not edit.
"""

from enum import IntEnum


class Err(IntEnum):
    """0 is good, all others are negative: the same numbers in C and on the wire."""

    OK = 0
    IMAGE_TRUNCATED = -1
    IMAGE_MAGIC = -2
    IMAGE_VERSION = -3
    IMAGE_CHECKSUM = -4
    IMAGE_LAYOUT = -5
    IMAGE_OBJECT = -6
    IMAGE_FUNCTION = -7
    IMAGE_OPCODE = -8
    IMAGE_OPERAND = -9
    IMAGE_JUMP = -10
    EXCEPTION = -11
    STEPS_EXHAUSTED = -12
    OUT_OF_MEMORY = -13
    ARENA_TOO_SMALL = -14
    NO_FUNCTION = -15
    BAD_VALUE = -16
    DEADLINE = -17
    CODEC_TRUNCATED = -18
    CODEC_TYPE = -19
    CODEC_DEPTH = -20
    CODEC_TRAILING = -21
    CODEC_TEXT = -22
    FRAME_ENCODING = -23
    FRAME_SIZE = -24
    FRAME_CHECKSUM = -25
    LINK_VERSION = -26
    LINK_SEQUENCE = -27
    LINK_MESSAGE = -28
    LINK_CLOSED = -29
    DEPLOY_OFFSET = -30
    DEPLOY_DIGEST = -31
    STORE_FULL = -32
    NOT_RESIDENT = -33
    BUSY = -34
    TOO_LARGE = -35
    DEPLOY_WIRE = -36


ERROR_TEXT: dict[Err, str] = {
    Err.OK: "done",
    Err.IMAGE_TRUNCATED: "the image ends early",
    Err.IMAGE_MAGIC: "not an image",
    Err.IMAGE_VERSION: "an image format version that this interpreter does not run",
    Err.IMAGE_CHECKSUM: "the image's checksum does not match its bytes",
    Err.IMAGE_LAYOUT: "a section of the image lies outside of it or overlaps another",
    Err.IMAGE_OBJECT: "a constant object of the image is malformed",
    Err.IMAGE_FUNCTION: "a function or class record of the image is malformed",
    Err.IMAGE_OPCODE: "an instruction that does not exist",
    Err.IMAGE_OPERAND: "an operand outside of its range",
    Err.IMAGE_JUMP: "a jump that does not land on an instruction of its function",
    Err.EXCEPTION: "the handler raised an exception",
    Err.STEPS_EXHAUSTED: "the step budget is spent",
    Err.OUT_OF_MEMORY: "the arena is full",
    Err.ARENA_TOO_SMALL: "the arena cannot hold what the image needs to start",
    Err.NO_FUNCTION: "the image has no function of that name",
    Err.BAD_VALUE: "a value that cannot cross between handler and host",
    Err.DEADLINE: "the deadline passed",
    Err.CODEC_TRUNCATED: "an encoded value ends early",
    Err.CODEC_TYPE: "an encoded value of a kind that is not in the subset",
    Err.CODEC_DEPTH: "an encoded value is nested too deeply",
    Err.CODEC_TRAILING: "bytes follow an encoded value",
    Err.CODEC_TEXT: "an encoded text is not UTF-8",
    Err.FRAME_ENCODING: "a frame is not valid COBS",
    Err.FRAME_SIZE: "a frame is too long or too short",
    Err.FRAME_CHECKSUM: "a frame's checksum does not match its bytes",
    Err.LINK_VERSION: "the two ends of the link speak no common protocol version",
    Err.LINK_SEQUENCE: "a frame out of sequence",
    Err.LINK_MESSAGE: "a malformed or unexpected message",
    Err.LINK_CLOSED: "the link is closed",
    Err.DEPLOY_OFFSET: "a chunk that does not continue the upload",
    Err.DEPLOY_DIGEST: "the uploaded bytes do not have the announced digest",
    Err.STORE_FULL: "no room for another image on the board",
    Err.NOT_RESIDENT: "the function is not on the board",
    Err.BUSY: "the board is running another invocation",
    Err.TOO_LARGE: "a value or an image larger than the receiver takes",
    Err.DEPLOY_WIRE: "not the wire form of an image",
}
