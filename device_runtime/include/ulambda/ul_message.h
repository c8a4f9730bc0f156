/* Which messages does a board understand, and which does it say?  (spec/link.md, section 5)
 *
 * Decoders fill a struct whose spans point into the message; they answer UL_OK, or UL_LINK_MESSAGE
 * when a byte is missing, left over or wrong. Encoders write to a ul_writer, which is `bad` if it
 * was too small.
 */
#ifndef UL_MESSAGE_H
#define UL_MESSAGE_H

#include "ulambda/gen/ul_errors.h"
#include "ulambda/ul_bytes.h"
#include "ulambda/ul_sha256.h"

#define UL_REQUEST_BYTES 16
#define UL_NAME_MAX      64 /* names and entries: printable ASCII without space */

enum ul_message {
    UL_GREET = 0x10,
    UL_HELLO = 0x11,
    UL_DEPLOY_BEGIN = 0x20,
    UL_DEPLOY_STATE = 0x21,
    UL_DEPLOY_CHUNK = 0x22,
    UL_DEPLOY_COMMIT = 0x23,
    UL_REMOVE = 0x24,
    UL_REMOVED = 0x25,
    UL_INVOKE = 0x30,
    UL_RESULT = 0x31,
    UL_LOG = 0x32,
    UL_PING = 0x40,
    UL_PONG = 0x41,
    UL_ERROR = 0x50,
};

struct ul_greet {
    struct ul_span host;
    uint32_t unix_ms[2]; /* low, high; 0: not known */
};

struct ul_deploy_begin {
    struct ul_span name, entry;
    const uint8_t *digest;
    uint32_t image_len;
    uint32_t wire_len; /* of its wire form; 0: the image travels as it is */
};

struct ul_deploy_chunk {
    uint32_t offset;
    struct ul_span data;
};

struct ul_invoke {
    const uint8_t *request;
    struct ul_span name;
    const uint8_t *digest;
    uint32_t steps, deadline_ms;
    struct ul_span event, context;
};

int ul_greet_decode(struct ul_span body, struct ul_greet *greet);
int ul_deploy_begin_decode(struct ul_span body, struct ul_deploy_begin *begin);
int ul_deploy_chunk_decode(struct ul_span body, struct ul_deploy_chunk *chunk);
int ul_deploy_commit_decode(struct ul_span body, const uint8_t **digest);
int ul_remove_decode(struct ul_span body, struct ul_span *name);
int ul_invoke_decode(struct ul_span body, struct ul_invoke *invoke);
int ul_ping_decode(struct ul_span body, uint32_t *token);

/* How an invocation ended, for RESULT. */
struct ul_outcome {
    int32_t status; /* ul_err */
    uint32_t steps, heap_bytes, duration_us, log_lost;
    struct ul_span value; /* CBOR, when status is UL_OK */
    struct ul_span error_type, error_message;
    const uint32_t *trace;
    uint32_t trace_len;
};

#define UL_RESULT_REPLAYED 20 /* offset of the field `replayed` in RESULT */

void ul_result_encode(struct ul_writer *out, const uint8_t request[UL_REQUEST_BYTES],
                      const struct ul_outcome *outcome);
void ul_deploy_state_encode(struct ul_writer *out, const uint8_t digest[UL_SHA256_BYTES],
                            uint32_t offset, bool resident);
void ul_error_encode(struct ul_writer *out, uint8_t about_type,
                     const uint8_t about[UL_REQUEST_BYTES], int code, const char *text);

/* text8: a length byte and at most 255 bytes, cut between characters. */
void ul_text8_encode(struct ul_writer *out, struct ul_span text);
struct ul_span ul_span_of(const char *text);

#endif
