/* How can things fail?
 * Generated from spec/errors.toml by `python -m ulambda.spec.generate`. Do not edit. */
#ifndef UL_ERRORS_H
#define UL_ERRORS_H

enum ul_err {
    UL_OK = 0, /* done */
    UL_IMAGE_TRUNCATED = -1, /* the image ends early */
    UL_IMAGE_MAGIC = -2, /* not an image */
    UL_IMAGE_VERSION = -3, /* an image format version that this interpreter does not run */
    UL_IMAGE_CHECKSUM = -4, /* the image's checksum does not match its bytes */
    UL_IMAGE_LAYOUT = -5, /* a section of the image lies outside of it or overlaps another */
    UL_IMAGE_OBJECT = -6, /* a constant object of the image is malformed */
    UL_IMAGE_FUNCTION = -7, /* a function or class record of the image is malformed */
    UL_IMAGE_OPCODE = -8, /* an instruction that does not exist */
    UL_IMAGE_OPERAND = -9, /* an operand outside of its range */
    UL_IMAGE_JUMP = -10, /* a jump that does not land on an instruction of its function */
    UL_EXCEPTION = -11, /* the handler raised an exception */
    UL_STEPS_EXHAUSTED = -12, /* the step budget is spent */
    UL_OUT_OF_MEMORY = -13, /* the arena is full */
    UL_ARENA_TOO_SMALL = -14, /* the arena cannot hold what the image needs to start */
    UL_NO_FUNCTION = -15, /* the image has no function of that name */
    UL_BAD_VALUE = -16, /* a value that cannot cross between handler and host */
    UL_DEADLINE = -17, /* the deadline passed */
    UL_CODEC_TRUNCATED = -18, /* an encoded value ends early */
    UL_CODEC_TYPE = -19, /* an encoded value of a kind that is not in the subset */
    UL_CODEC_DEPTH = -20, /* an encoded value is nested too deeply */
    UL_CODEC_TRAILING = -21, /* bytes follow an encoded value */
    UL_CODEC_TEXT = -22, /* an encoded text is not UTF-8 */
    UL_FRAME_ENCODING = -23, /* a frame is not valid COBS */
    UL_FRAME_SIZE = -24, /* a frame is too long or too short */
    UL_FRAME_CHECKSUM = -25, /* a frame's checksum does not match its bytes */
    UL_LINK_VERSION = -26, /* the two ends of the link speak no common protocol version */
    UL_LINK_SEQUENCE = -27, /* a frame out of sequence */
    UL_LINK_MESSAGE = -28, /* a malformed or unexpected message */
    UL_LINK_CLOSED = -29, /* the link is closed */
    UL_DEPLOY_OFFSET = -30, /* a chunk that does not continue the upload */
    UL_DEPLOY_DIGEST = -31, /* the uploaded bytes do not have the announced digest */
    UL_STORE_FULL = -32, /* no room for another image on the board */
    UL_NOT_RESIDENT = -33, /* the function is not on the board */
    UL_BUSY = -34, /* the board is running another invocation */
    UL_TOO_LARGE = -35, /* a value or an image larger than the receiver takes */
    UL_DEPLOY_WIRE = -36, /* not the wire form of an image */
};

#endif
