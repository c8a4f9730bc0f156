/* How does a frame become bytes and bytes become a frame? COBS, CRC-32 and the fixed header. */
#include "ulambda/ul_frame.h"

/* CRC-32 of zlib (reflected 0xEDB88320), four bits at a time: 64 bytes of table, words only. */
static const uint32_t CRC_NIBBLE[16] = {
    0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
    0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
};

uint32_t ul_frame_crc32(const uint8_t *bytes, uint32_t len)
{
    uint32_t crc = 0xFFFFFFFF;
    for (uint32_t i = 0; i < len; i++) {
        crc ^= bytes[i];
        crc = CRC_NIBBLE[crc & 15] ^ crc >> 4;
        crc = CRC_NIBBLE[crc & 15] ^ crc >> 4;
    }
    return ~crc;
}

/* Code `len` raw bytes at `raw` to `out`, which may start one byte before `raw`: as a frame has at
 * most 254 raw bytes, the writer is always behind the reader. Gives the coded size. */
static uint32_t cobs_encode(const uint8_t *raw, uint32_t len, uint8_t *out)
{
    uint8_t *code = out;
    uint8_t *to = out + 1;
    for (uint32_t i = 0; i < len; i++) {
        uint8_t byte = raw[i];
        if (byte) {
            *to++ = byte;
            continue;
        }
        *code = (uint8_t)(to - code);
        code = to++;
    }
    *code = (uint8_t)(to - code);
    return (uint32_t)(to - out);
}
_Static_assert(UL_FRAME_RAW < 254, "one COBS block must do");

/* Undo it in place. Gives the raw size, or -1 when the bytes are not a COBS string. */
static int32_t cobs_decode(uint8_t *bytes, uint32_t len)
{
    uint32_t from = 0, to = 0;
    while (from < len) {
        uint8_t code = bytes[from++];
        if (code - 1u > len - from) return -1;
        for (uint8_t i = 1; i < code; i++)
            bytes[to++] = bytes[from++];
        if (code != 255 && from < len) bytes[to++] = 0;
    }
    return (int32_t)to;
}

uint32_t ul_frame_encode(const struct ul_frame *frame, uint8_t out[UL_FRAME_WIRE])
{
    uint8_t *raw = out + 2; /* behind the delimiter and the code byte */
    struct ul_writer writer = ul_writer_of(raw, UL_FRAME_RAW);
    ul_write_u8(&writer, frame->version);
    ul_write_u8(&writer, frame->flags);
    ul_write_u8(&writer, frame->type);
    ul_write_u8(&writer, frame->stream);
    ul_write_u32(&writer, frame->session);
    ul_write_u32(&writer, frame->seq);
    ul_write_u32(&writer, frame->ack);
    ul_write(&writer, frame->payload.p, frame->payload.len);
    ul_write_u32(&writer, ul_frame_crc32(raw, (uint32_t)(writer.p - raw)));

    uint32_t coded = cobs_encode(raw, (uint32_t)(writer.p - raw), out + 1);
    out[0] = 0;
    out[1 + coded] = 0;
    return coded + 2;
}

static int decode(struct ul_deframer *deframer, struct ul_frame *frame)
{
    int32_t raw = cobs_decode(deframer->piece, deframer->len);
    if (raw < 0) return UL_DROP_COBS;
    if (raw < UL_FRAME_HEADER + UL_FRAME_CRC || raw > UL_FRAME_RAW) return UL_DROP_LENGTH;
    uint32_t body = (uint32_t)raw - UL_FRAME_CRC;
    if (ul_load_u32(deframer->piece + body) != ul_frame_crc32(deframer->piece, body))
        return UL_DROP_CRC;

    struct ul_reader reader = ul_reader_of(deframer->piece, body);
    frame->version = ul_read_u8(&reader);
    frame->flags = ul_read_u8(&reader);
    frame->type = ul_read_u8(&reader);
    frame->stream = ul_read_u8(&reader);
    frame->session = ul_read_u32(&reader);
    frame->seq = ul_read_u32(&reader);
    frame->ack = ul_read_u32(&reader);
    frame->payload = ul_read_rest(&reader);
    return frame->version == UL_FRAME_VERSION ? UL_FRAME_GOOD : UL_DROP_VERSION;
}

void ul_deframer_init(struct ul_deframer *deframer)
{
    deframer->len = 0;
}

int ul_deframer_feed(struct ul_deframer *deframer, uint8_t byte, struct ul_frame *frame)
{
    if (byte) {
        if (deframer->len < UL_FRAME_CODED) deframer->piece[deframer->len] = byte;
        if (deframer->len <= UL_FRAME_CODED) deframer->len++;
        return UL_FRAME_NONE;
    }
    int seen = UL_FRAME_NONE;
    if (deframer->len > UL_FRAME_CODED)
        seen = UL_DROP_LENGTH;
    else if (deframer->len)
        seen = decode(deframer, frame);
    deframer->len = 0;
    return seen;
}
