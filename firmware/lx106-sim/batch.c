/* What do many images do on the lx106? One start of the emulator for all.
 *
 *     arguments: FILE      records: arena bytes, step budget, image bytes (32 bits each), the image
 *
 * Calls `handler` of each image without arguments and prints `name=value` lines, texts in
 * hexadecimal: `log=` as they come, then the report, then `end=1`.
 */
#include <stdbool.h>

#include "sim.h"
#include "ulambda/ul_vm.h"

#define ARENA_MAX (128u * 1024u)

extern uint32_t image_start[], image_end[];
static uint32_t arena[ARENA_MAX / 4];
static struct ul_vm vm;
static struct ul_report report;

static int host_call(void *user, enum ul_syscall id, const void *in, uint32_t in_len, void *out,
                     uint32_t out_len)
{
    (void)user;
    if (id == UL_SYS_LOG) sim_print_hex("log", in, in_len);
    for (uint32_t i = 0; i < out_len; i++)
        ((uint8_t *)out)[i] = 0;
    return 0;
}

static int read_all(int file, void *to, uint32_t length)
{
    uint32_t done = 0;
    while (done < length) {
        int got = sim_file(SIM_READ, (uint32_t)file, (uint32_t)to + done, length - done);
        if (got <= 0) return -1;
        done += (uint32_t)got;
    }
    return 0;
}

static void print_report(int err)
{
    sim_print_number("status", (uint32_t)-err);
    sim_print_hex("result", report.result, report.result_len);
    sim_print_hex("type", (const uint8_t *)report.error_type, report.error_type_len);
    sim_print_hex("message", (const uint8_t *)report.error_message, report.error_message_len);
    sim_print_number("steps", report.steps);
    sim_print_number("heap", report.heap_bytes);
    for (uint32_t i = 0; i < report.trace_len; i++)
        sim_print_number("trace", report.trace[i]);
    sim_print_number("end", 1);
}

static void run_image(uint32_t arena_bytes, uint32_t steps, uint32_t image_bytes)
{
    static const struct ul_host host = {0, host_call};
    static const struct ul_report empty;
    static const uint8_t no_arguments[] = {0x80}; /* CBOR: [] */
    report = empty;
    int err = ul_vm_init(&vm, image_start, image_bytes, arena, arena_bytes, &host);
    if (!err) {
        ul_vm_budget(&vm, steps);
        err = ul_vm_call(&vm, "handler", no_arguments, sizeof no_arguments, &report);
    }
    print_report(err);
}

int run(void)
{
    uint32_t record[3];
    uint32_t room = (uint32_t)(image_end - image_start) * 4;
    int file = sim_file(SIM_OPEN, (uint32_t)sim_argument(1), 0, 0);
    if (file < 0) return 2;
    while (!read_all(file, record, sizeof record)) {
        bool fits = record[0] <= ARENA_MAX && record[2] <= room;
        if (!fits || read_all(file, image_start, record[2])) return 3;
        run_image(record[0], record[1], record[2]);
    }
    return 0;
}
