/* Has this request been run already, and what came of it? */
#include "ulambda/ul_results.h"

bool ul_results_find(const struct ul_results *results, const uint8_t request[UL_REQUEST_BYTES],
                     struct ul_span *message)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < results->count; i++) {
        const struct ul_results_entry *entry = &results->entries[i];
        if (memcmp(entry->request, request, UL_REQUEST_BYTES) == 0) {
            message->p = results->bytes + at;
            message->len = entry->len;
            return true;
        }
        at += entry->len;
    }
    return false;
}

/* The bytes of the oldest result that has any. */
static void forget_oldest_bytes(struct ul_results *results)
{
    struct ul_results_entry *entry = results->entries;
    while (entry->len == 0)
        entry++;
    results->used -= entry->len;
    memmove(results->bytes, results->bytes + entry->len, results->used);
    entry->len = 0;
}

static void forget_oldest_request(struct ul_results *results)
{
    if (results->entries[0].len) forget_oldest_bytes(results);
    results->count--;
    memmove(results->entries, results->entries + 1, results->count * sizeof results->entries[0]);
}

/* Encode behind the others, making room as needed. 0 when even an empty store is too small. */
static uint32_t encode(struct ul_results *results, const uint8_t request[UL_REQUEST_BYTES],
                       const struct ul_outcome *outcome)
{
    for (;;) {
        uint8_t *at = results->bytes + results->used;
        struct ul_writer out = ul_writer_of(at, results->bytes_len - results->used);
        ul_result_encode(&out, request, outcome);
        if (!out.bad) return (uint32_t)(out.p - at);
        if (!results->used) return 0;
        forget_oldest_bytes(results);
    }
}

struct ul_span ul_results_add(struct ul_results *results, const uint8_t request[UL_REQUEST_BYTES],
                              const struct ul_outcome *outcome)
{
    if (results->count == UL_RESULTS_MAX) forget_oldest_request(results);
    uint32_t len = encode(results, request, outcome);
    if (!len) {
        struct ul_outcome excuse = *outcome;
        excuse.status = UL_TOO_LARGE;
        excuse.value.len = excuse.error_type.len = excuse.error_message.len = 0;
        excuse.trace_len = 0;
        len = encode(results, request, &excuse);
    }
    struct ul_results_entry *entry = &results->entries[results->count++];
    memcpy(entry->request, request, UL_REQUEST_BYTES);
    entry->len = len;
    struct ul_span message = {results->bytes + results->used, len};
    results->used += len;
    return message;
}
