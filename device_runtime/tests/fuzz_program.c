/* Can a verified program of random instructions on values of wrong types do harm?
 *
 *     make fuzz
 *
 * The input describes an image (forge_image.h) that passes the verifier, and how large an arena it
 * gets. It runs on a small step budget. Afterwards the image is unchanged, the arena is sound
 * (audit_heap.h), and neither was left: the image ends at a wall, as do both ends of the block.
 */
#include "audit_heap.h"
#include "forge_image.h"

#define STEPS       2000u
#define ARENA_MAX   (AUDIT_WORDS * 4u)
#define WALL_WORDS  16u
#define WALL_FILLER 0xA5A5A5A5u

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len);

static int host_call(void *user, enum ul_syscall id, const void *in, uint32_t in_len, void *out,
                     uint32_t out_len)
{
    (void)user;
    (void)id;
    if (in_len) free(memcpy(malloc(in_len), in, in_len)); /* is all of it there? */
    if (out_len) memset(out, 0, out_len);
    return UL_OK;
}

static void check_text(const void *text, uint32_t len)
{
    if (len) free(memcpy(malloc(len), text, len));
}

static void check_report(const struct ul_report *report, int err)
{
    audit_holds(err == report->status && err <= 0);
    audit_holds(report->steps <= STEPS && report->trace_len <= UL_TRACE_MAX);
    check_text(report->result, report->result_len);
    check_text(report->error_type, report->error_type_len);
    check_text(report->error_message, report->error_message_len);
}

/* Image, wall and arena in one block, which ends where the arena ends. */
static void run(const struct forge *forge, uint32_t words, uint32_t arena_bytes)
{
    static const uint8_t event[] = {0x83, 0x01, 0x62, 'a', 'b', 0xA1, 0x61, 'k', 0xF6};
    static const struct ul_host host = {.call = host_call};
    struct ul_vm vm;
    struct ul_report report;
    uint32_t *block = malloc((words + WALL_WORDS) * 4 + arena_bytes), *wall = block + words;
    memcpy(block, forge->words, words * 4);
    for (uint32_t i = 0; i < WALL_WORDS; i++)
        wall[i] = WALL_FILLER;
    memset(wall + WALL_WORDS, 0xC3, arena_bytes);
    int err = ul_vm_init(&vm, block, words * 4, wall + WALL_WORDS, arena_bytes, &host);
    audit_holds(err == UL_OK || err == UL_ARENA_TOO_SMALL);
    if (!err) {
        ul_vm_budget(&vm, STEPS);
        err = ul_vm_invoke(&vm, "handler", event, sizeof event, NULL, 0, &report);
        check_report(&report, err);
        audit_holds(report.heap_bytes <= arena_bytes);
        audit_heap(&vm);
    }
    audit_holds(memcmp(block, forge->words, words * 4) == 0);
    for (uint32_t i = 0; i < WALL_WORDS; i++)
        audit_holds(wall[i] == WALL_FILLER);
    free(block);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len)
{
    static struct forge forge;
    static const uint32_t arenas[4] = {1200, 2400, 6000, 32768};
    if (len < 2) return 0;
    uint32_t words = forge_image(&forge, input + 2, len - 2);
    if (words >= FORGE_WORDS) return 0;
    run(&forge, words, (arenas[input[0] & 3] + (input[1] & ~3u)) & ~3u);
    return 0;
}
