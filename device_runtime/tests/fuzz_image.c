/* Can an image that the verifier accepts make the interpreter leave its memory or its step budget?
 *
 *     make fuzz
 *
 * The input is an image; magic, version, length and checksum are set right, so that the fuzzer gets
 * to the rest. What the verifier accepts is run with a small arena and budget.
 */
#include <stdlib.h>

#include "minimal_image.h"

#define STEPS       20000u
#define ARENA_BYTES 65536u

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len);

/* Image and arena in one block: references reach both. */
static struct {
    uint32_t image[0xFFFF];
    uint32_t arena[ARENA_BYTES / 4];
} memory;

static int host_call(void *user, enum ul_syscall id, const void *in, uint32_t in_len, void *out,
                     uint32_t out_len)
{
    (void)user;
    (void)id;
    if (in_len) free(memcpy(malloc(in_len), in, in_len)); /* is all of it there? */
    if (out_len) memset(out, 0, out_len);
    return UL_OK;
}

static void check(int holds)
{
    if (!holds) abort();
}

static void check_text(const void *text, uint32_t len)
{
    static uint8_t copy[sizeof memory];
    check(len <= sizeof copy);
    if (len) memcpy(copy, text, len);
}

static void run(uint32_t image_len)
{
    static const uint8_t event[] = {0x83, 0x01, 0x62, 'a', 'b', 0xA1, 0x61, 'k', 0xF6};
    static const struct ul_host host = {.call = host_call};
    struct ul_vm vm;
    struct ul_report report;
    uint32_t *arena = memory.image + image_len / 4; /* directly behind, as on a board */
    int err = ul_vm_init(&vm, memory.image, image_len, arena, ARENA_BYTES, &host);
    if (err) return;
    ul_vm_budget(&vm, STEPS);
    err = ul_vm_invoke(&vm, "handler", event, sizeof event, NULL, 0, &report);
    check(err == report.status && err <= 0);
    check(report.steps <= STEPS && report.heap_bytes <= ARENA_BYTES);
    check(report.trace_len <= UL_TRACE_MAX);
    check_text(report.result, report.result_len);
    check_text(report.error_type, report.error_type_len);
    check_text(report.error_message, report.error_message_len);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len)
{
    uint32_t words = (uint32_t)(len / 4);
    if (words < IMAGE_HEADER_WORDS || words > 0xFFFF) return 0;
    memcpy(memory.image, input, words * 4);
    seal_image(memory.image, words);
    run(words * 4);
    return 0;
}
