/* How does a fuzz target run a handler of device_runtime/tests/handlers on its input?
 *
 * The handler gets the input as bytes, in one of a few arenas. It may end in a result, at the end
 * of its memory or of its steps; any other exception is a defect of the library. The arena is sound
 * afterwards (audit_heap.h). Images are compiled by tools/fuzz-images.py into UL_FUZZ_IMAGES.
 */
#ifndef UL_TEST_FUZZ_HANDLER_H
#define UL_TEST_FUZZ_HANDLER_H

#include <stdio.h>
#include <string.h>

#include "audit_heap.h"

#define HANDLER_STEPS 300000u
#define HANDLER_INPUT 4096u
#define HANDLER_IMAGE (1u << 16)
#define HANDLER_ARENA (AUDIT_WORDS * 4u)

struct handler {
    uint32_t image_bytes;
    uint32_t image[HANDLER_IMAGE / 4]; /* and the arena behind it: they lie close on any machine */
    uint32_t arena[HANDLER_ARENA / 4];
};

static inline void handler_read(struct handler *handler, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }
    handler->image_bytes = (uint32_t)fread(handler->image, 1, HANDLER_IMAGE, file);
    audit_holds(handler->image_bytes && handler->image_bytes < HANDLER_IMAGE);
    fclose(file);
}

static inline bool handler_is_error(const struct ul_report *report, const char *name)
{
    return report->error_type_len == strlen(name) &&
           !memcmp(report->error_type, name, report->error_type_len);
}

/* Run the handler on these bytes in an arena of so many. */
static inline void handler_run(struct handler *handler, const uint8_t *input, size_t len,
                               uint32_t arena_bytes)
{
    static uint8_t event[HANDLER_INPUT + 3];
    struct ul_vm vm;
    struct ul_report report;
    if (len > HANDLER_INPUT) return;
    event[0] = 0x59; /* CBOR: a byte string, its length in two bytes */
    event[1] = (uint8_t)(len >> 8);
    event[2] = (uint8_t)len;
    memcpy(event + 3, input, len);
    int err = ul_vm_init(&vm, handler->image, handler->image_bytes, handler->arena,
                         arena_bytes & ~3u, NULL);
    audit_holds(err == UL_OK);
    ul_vm_budget(&vm, HANDLER_STEPS);
    err = ul_vm_invoke(&vm, "handler", event, (uint32_t)len + 3, NULL, 0, &report);
    audit_heap(&vm);
    if (err == UL_OK || err == UL_STEPS_EXHAUSTED) return;
    if (err == UL_EXCEPTION && handler_is_error(&report, "MemoryError")) return;
    if (err == UL_EXCEPTION && handler_is_error(&report, "RecursionError")) return;
    fprintf(stderr, "status %d %.*s: %.*s\n", err, (int)report.error_type_len, report.error_type,
            (int)report.error_message_len, report.error_message);
    abort();
}

#endif
