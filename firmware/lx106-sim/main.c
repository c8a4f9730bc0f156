/* What does one image do on the lx106, and what does it cost?
 *
 *     arguments: IMAGE ARENA_BYTES [FUNCTION [STEPS]]        (one ELF runs every image)
 *
 * Verifies the image, runs its module body, calls FUNCTION (default handler) with its defaults, and
 * prints `name=value` lines. Between the marks the counting plugin counts instructions; the stack
 * is painted before. The log goes to standard output as `log=` lines in hexadecimal.
 */
#include "sim.h"
#include "ulambda/ul_vm.h"

#define ARENA_MAX (128u * 1024u)

void mark_verify(void);
void mark_verified(void);
void mark_load(void);
void mark_loaded(void);
void mark_call(void);
void mark_called(void);

extern uint32_t image_start[], image_end[];
static uint32_t arena[ARENA_MAX / 4];
static struct ul_vm vm;
static struct ul_report report;

/* No clock, so that every run is the same run. */
static int host_call(void *user, enum ul_syscall id, const void *in, uint32_t in_len, void *out,
                     uint32_t out_len)
{
    (void)user;
    if (id == UL_SYS_LOG) sim_print_hex("log", in, in_len);
    for (uint32_t i = 0; i < out_len; i++)
        ((uint8_t *)out)[i] = 0;
    return 0;
}

static int measure(uint32_t image_bytes, uint32_t arena_bytes, const char *function, uint32_t steps)
{
    static const struct ul_host host = {0, host_call};
    static const uint8_t no_arguments[] = {0x80}; /* CBOR: [] */
    int err;
    sim_stack_paint();
    mark_verify();
    err = ul_vm_init(&vm, image_start, image_bytes, arena, arena_bytes, &host);
    mark_verified();
    if (err) return err;
    ul_vm_budget(&vm, steps);
    mark_load();
    err = ul_vm_load(&vm, &report);
    mark_loaded();
    if (err) return err;
    mark_call();
    err = ul_vm_call(&vm, function, no_arguments, sizeof no_arguments, &report);
    mark_called();
    return err;
}

static int usage(const char *why)
{
    sim_print("error=");
    sim_print(why);
    sim_print("\n");
    return 2;
}

int run(void)
{
    const char *function = sim_argument_count() > 3 ? sim_argument(3) : "handler";
    uint32_t arena_bytes = sim_parse(sim_argument(2));
    uint32_t steps = sim_argument_count() > 4 ? sim_parse(sim_argument(4)) : 0;
    uint32_t room = (uint32_t)(image_end - image_start) * 4;
    int32_t length = sim_file_read(sim_argument(1), image_start, room);
    if (length < 0) return usage("cannot read the image file");
    if (arena_bytes > ARENA_MAX) return usage("the arena can have 131072 bytes at most");
    int err = measure((uint32_t)length, arena_bytes, function, steps);
    sim_print_number("stack", sim_stack_used());
    sim_print_number("status", (uint32_t)-err);
    sim_print_number("steps", report.steps);
    sim_print_number("heap", report.heap_bytes);
    sim_print_number("vm", sizeof vm);
    if (err)
        sim_print_hex("error", (const uint8_t *)report.error_type, report.error_type_len);
    else
        sim_print_hex("result", report.result, report.result_len);
    return 0;
}
