/* How is each message laid out? One function per message, fields in wire order. */
#include "ulambda/ul_message.h"

#define MESSAGE_MAX 512 /* of an exception's text in RESULT; the rest is cut */
#define TRACE_MAX   64

static struct ul_span read_text8(struct ul_reader *in)
{
    return ul_read_span(in, ul_read_u8(in));
}

static struct ul_span read_blob16(struct ul_reader *in)
{
    return ul_read_span(in, ul_read_u16(in));
}

static bool is_name(struct ul_span name)
{
    if (name.len < 1 || name.len > UL_NAME_MAX) return false;
    for (uint32_t i = 0; i < name.len; i++)
        if (name.p[i] <= ' ' || name.p[i] > '~') return false;
    return true;
}

static int verdict(const struct ul_reader *in)
{
    return ul_read_all(in) ? UL_OK : UL_LINK_MESSAGE;
}

int ul_greet_decode(struct ul_span body, struct ul_greet *greet)
{
    struct ul_reader in = ul_reader_of(body.p, body.len);
    greet->host = read_text8(&in);
    greet->unix_ms[0] = ul_read_u32(&in);
    greet->unix_ms[1] = ul_read_u32(&in);
    return verdict(&in);
}

int ul_deploy_begin_decode(struct ul_span body, struct ul_deploy_begin *begin)
{
    struct ul_reader in = ul_reader_of(body.p, body.len);
    begin->name = read_text8(&in);
    begin->entry = read_text8(&in);
    begin->digest = ul_read_span(&in, UL_SHA256_BYTES).p;
    begin->image_len = ul_read_u32(&in);
    begin->wire_len = ul_read_u32(&in);
    if (!is_name(begin->name) || !is_name(begin->entry)) return UL_LINK_MESSAGE;
    return verdict(&in);
}

int ul_deploy_chunk_decode(struct ul_span body, struct ul_deploy_chunk *chunk)
{
    struct ul_reader in = ul_reader_of(body.p, body.len);
    chunk->offset = ul_read_u32(&in);
    chunk->data = ul_read_rest(&in);
    return verdict(&in);
}

int ul_deploy_commit_decode(struct ul_span body, const uint8_t **digest)
{
    struct ul_reader in = ul_reader_of(body.p, body.len);
    *digest = ul_read_span(&in, UL_SHA256_BYTES).p;
    return verdict(&in);
}

int ul_remove_decode(struct ul_span body, struct ul_span *name)
{
    struct ul_reader in = ul_reader_of(body.p, body.len);
    *name = read_text8(&in);
    return is_name(*name) ? verdict(&in) : UL_LINK_MESSAGE;
}

int ul_invoke_decode(struct ul_span body, struct ul_invoke *invoke)
{
    struct ul_reader in = ul_reader_of(body.p, body.len);
    invoke->request = ul_read_span(&in, UL_REQUEST_BYTES).p;
    invoke->name = read_text8(&in);
    invoke->digest = ul_read_span(&in, UL_SHA256_BYTES).p;
    invoke->steps = ul_read_u32(&in);
    invoke->deadline_ms = ul_read_u32(&in);
    invoke->event = read_blob16(&in);
    invoke->context = read_blob16(&in);
    return is_name(invoke->name) ? verdict(&in) : UL_LINK_MESSAGE;
}

int ul_ping_decode(struct ul_span body, uint32_t *token)
{
    struct ul_reader in = ul_reader_of(body.p, body.len);
    *token = ul_read_u32(&in);
    return verdict(&in);
}

struct ul_span ul_span_of(const char *text)
{
    struct ul_span span = {(const uint8_t *)text, 0};
    while (text[span.len])
        span.len++;
    return span;
}

/* At most `max` bytes of a UTF-8 text, never half a character. */
static struct ul_span cut(struct ul_span text, uint32_t max)
{
    if (text.len <= max) return text;
    while (max && (text.p[max] & 0xC0) == 0x80)
        max--;
    text.len = max;
    return text;
}

void ul_text8_encode(struct ul_writer *out, struct ul_span text)
{
    text = cut(text, 255);
    ul_write_u8(out, text.len);
    ul_write(out, text.p, text.len);
}

static void write_blob16(struct ul_writer *out, struct ul_span bytes)
{
    if (bytes.len > 0xFFFF) out->bad = true;
    ul_write_u16(out, bytes.len);
    ul_write(out, bytes.p, bytes.len);
}

void ul_result_encode(struct ul_writer *out, const uint8_t request[UL_REQUEST_BYTES],
                      const struct ul_outcome *outcome)
{
    uint32_t calls = outcome->trace_len < TRACE_MAX ? outcome->trace_len : TRACE_MAX;
    ul_write(out, request, UL_REQUEST_BYTES);
    ul_write_u32(out, (uint32_t)outcome->status);
    ul_write_u8(out, 0); /* replayed */
    ul_write_u32(out, outcome->steps);
    ul_write_u32(out, outcome->heap_bytes);
    ul_write_u32(out, outcome->duration_us);
    ul_write_u32(out, outcome->log_lost);
    write_blob16(out, outcome->value);
    ul_text8_encode(out, outcome->error_type);
    write_blob16(out, cut(outcome->error_message, MESSAGE_MAX));
    ul_write_u8(out, calls);
    for (uint32_t i = outcome->trace_len - calls; i < outcome->trace_len; i++)
        ul_write_u32(out, outcome->trace[i]);
}

void ul_deploy_state_encode(struct ul_writer *out, const uint8_t digest[UL_SHA256_BYTES],
                            uint32_t offset, bool resident)
{
    ul_write(out, digest, UL_SHA256_BYTES);
    ul_write_u32(out, offset);
    ul_write_u8(out, resident);
}

void ul_error_encode(struct ul_writer *out, uint8_t about_type,
                     const uint8_t about[UL_REQUEST_BYTES], int code, const char *text)
{
    ul_write_u8(out, about_type);
    ul_write(out, about, UL_REQUEST_BYTES);
    ul_write_u32(out, (uint32_t)code);
    ul_text8_encode(out, ul_span_of(text));
}
