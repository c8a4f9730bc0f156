/* How are fields read from and written to bytes without ever running past the end?
 *
 * A reader or writer that would pass its end does nothing and stays `bad`; reads then give 0. So a
 * decoder reads all its fields in a row and asks once. All integers are little-endian; memory is
 * touched byte by byte, so any alignment will do (the bytes must lie in RAM, not in flash).
 */
#ifndef UL_BYTES_H
#define UL_BYTES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct ul_span {
    const uint8_t *p;
    uint32_t len;
};

struct ul_reader {
    const uint8_t *p;
    const uint8_t *end;
    bool bad;
};

struct ul_writer {
    uint8_t *p;
    uint8_t *end;
    bool bad;
};

static inline uint32_t ul_load_u32(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline void ul_store_u32(uint8_t *p, uint32_t value)
{
    p[0] = (uint8_t)value;
    p[1] = (uint8_t)(value >> 8);
    p[2] = (uint8_t)(value >> 16);
    p[3] = (uint8_t)(value >> 24);
}

static inline struct ul_reader ul_reader_of(const uint8_t *p, uint32_t len)
{
    struct ul_reader reader = {p, p + len, false};
    return reader;
}

/* The next `len` bytes, in place; {NULL, 0} when they are not there. */
static inline struct ul_span ul_read_span(struct ul_reader *reader, uint32_t len)
{
    struct ul_span span = {0};
    if (reader->bad || len > (uint32_t)(reader->end - reader->p)) {
        reader->bad = true;
        return span;
    }
    span.p = reader->p;
    span.len = len;
    reader->p += len;
    return span;
}

/* All bytes up to the end. */
static inline struct ul_span ul_read_rest(struct ul_reader *reader)
{
    return ul_read_span(reader, (uint32_t)(reader->end - reader->p));
}

static inline uint8_t ul_read_u8(struct ul_reader *reader)
{
    struct ul_span span = ul_read_span(reader, 1);
    return span.p ? span.p[0] : 0;
}

static inline uint16_t ul_read_u16(struct ul_reader *reader)
{
    struct ul_span span = ul_read_span(reader, 2);
    if (!span.p) return 0;
    return (uint16_t)(span.p[0] | span.p[1] << 8);
}

static inline uint32_t ul_read_u32(struct ul_reader *reader)
{
    struct ul_span span = ul_read_span(reader, 4);
    return span.p ? ul_load_u32(span.p) : 0;
}

/* True when every byte was read and none was missing. */
static inline bool ul_read_all(const struct ul_reader *reader)
{
    return !reader->bad && reader->p == reader->end;
}

static inline struct ul_writer ul_writer_of(uint8_t *p, uint32_t len)
{
    struct ul_writer writer = {p, p + len, false};
    return writer;
}

static inline void ul_write(struct ul_writer *writer, const void *bytes, uint32_t len)
{
    if (writer->bad || len > (uint32_t)(writer->end - writer->p)) {
        writer->bad = true;
        return;
    }
    if (len) memcpy(writer->p, bytes, len);
    writer->p += len;
}

static inline void ul_write_u8(struct ul_writer *writer, uint32_t value)
{
    uint8_t byte = (uint8_t)value;
    ul_write(writer, &byte, 1);
}

static inline void ul_write_u16(struct ul_writer *writer, uint32_t value)
{
    ul_write_u8(writer, value & 0xFF);
    ul_write_u8(writer, value >> 8);
}

static inline void ul_write_u32(struct ul_writer *writer, uint32_t value)
{
    ul_write_u16(writer, value & 0xFFFF);
    ul_write_u16(writer, value >> 16);
}

#endif
