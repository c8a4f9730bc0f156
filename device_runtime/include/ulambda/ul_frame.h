/* How does one frame look on the wire?  (spec/link.md, section 2)
 *
 *     00  COBS( version flags type stream | session | seq | ack | payload | crc32 )  00
 *
 * The deframer keeps one frame (256 bytes); a frame that it gives points into it and is valid until
 * the next byte is fed. Line noise of any kind and length costs a count in one of the drops,
 * nothing else.
 */
#ifndef UL_FRAME_H
#define UL_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#include "ulambda/ul_bytes.h"

#define UL_FRAME_VERSION     1
#define UL_FRAME_HEADER      16
#define UL_FRAME_CRC         4
#define UL_FRAME_MIN_PAYLOAD 32  /* every peer takes payloads of this size */
#define UL_FRAME_PAYLOAD     232 /* what this version offers */
#define UL_FRAME_RAW         (UL_FRAME_HEADER + UL_FRAME_PAYLOAD + UL_FRAME_CRC)
#define UL_FRAME_CODED       (UL_FRAME_RAW + 1) /* COBS: one code byte per 254 */
#define UL_FRAME_WIRE        (UL_FRAME_CODED + 2)

#define UL_FRAME_FIRST 0x01
#define UL_FRAME_LAST  0x02

/* Why a frame was dropped, in the order of the counters in HELLO. */
enum ul_drop {
    UL_DROP_COBS,       /* not a COBS string */
    UL_DROP_LENGTH,     /* shorter than header and CRC, or longer than UL_FRAME_PAYLOAD */
    UL_DROP_CRC,        /* check failed */
    UL_DROP_VERSION,    /* another protocol version */
    UL_DROP_SESSION,    /* not of the current session */
    UL_DROP_DUPLICATE,  /* a frame that was accepted before */
    UL_DROP_GAP,        /* a frame after one that never came */
    UL_DROP_BUSY,       /* in order, but there is no room for it yet */
    UL_DROP_UNEXPECTED, /* sound, but not allowed here */
    UL_DROP_MALFORMED,  /* the message in it does not parse */
    UL_DROP_KINDS
};

/* What a byte completed: one of these, or a drop (>= 0). */
#define UL_FRAME_GOOD (-1)
#define UL_FRAME_NONE (-2)

struct ul_frame {
    uint8_t version, flags, type, stream;
    uint32_t session, seq, ack;
    struct ul_span payload;
};

struct ul_deframer {
    uint32_t len; /* > UL_FRAME_CODED: too long, the rest is skipped */
    uint8_t piece[UL_FRAME_CODED];
};

uint32_t ul_frame_crc32(const uint8_t *bytes, uint32_t len);

/* Write a frame with both delimiters; gives its size. The payload is at most UL_FRAME_PAYLOAD. */
uint32_t ul_frame_encode(const struct ul_frame *frame, uint8_t out[UL_FRAME_WIRE]);

void ul_deframer_init(struct ul_deframer *deframer);

/* Take one byte of the line. UL_FRAME_GOOD: `frame` is set; UL_FRAME_NONE: go on; else the drop. */
int ul_deframer_feed(struct ul_deframer *deframer, uint8_t byte, struct ul_frame *frame);

#endif
