/* How does a board run an image? The interpreter behind the seam `struct ul_board_engine`. */
#include "ulambda/ul_board_vm.h"
#include "ulambda/ul_wire.h"

/// System calls of the handler ///

static uint64_t clock_us(void *user)
{
    struct ul_board_vm *vm = user;
    return vm->clock_us(vm->clock_user);
}

static uint32_t remaining_ms(struct ul_board_vm *vm)
{
    uint32_t deadline_ms = vm->call->deadline_ms;
    uint64_t spent_ms = (clock_us(vm) - vm->call_started_us) / 1000;
    if (!deadline_ms) return UINT32_MAX >> 1;
    return spent_ms < deadline_ms ? deadline_ms - (uint32_t)spent_ms : 0;
}

static int give(void *out, uint32_t out_len, const void *value, uint32_t value_len)
{
    if (out_len < value_len) return UL_BAD_VALUE;
    memcpy(out, value, value_len);
    return UL_OK;
}

/* What the port knows; nobody sleeps past the deadline. */
static int port_call(struct ul_board_vm *vm, enum ul_syscall id, const void *in, uint32_t in_len,
                     void *out, uint32_t out_len)
{
    uint32_t ms;
    if (!vm->port_call) return UL_BAD_VALUE;
    if (id == UL_SYS_SLEEP_MS) {
        if (in_len != sizeof ms) return UL_BAD_VALUE;
        memcpy(&ms, in, sizeof ms);
        if (ms > remaining_ms(vm)) ms = remaining_ms(vm);
        in = &ms;
    }
    return vm->port_call(vm->port_user, id, in, in_len, out, out_len);
}

static int host_call(void *user, enum ul_syscall id, const void *in, uint32_t in_len, void *out,
                     uint32_t out_len)
{
    struct ul_board_vm *vm = user;
    uint32_t word;
    uint64_t pair;
    switch (id) {
    case UL_SYS_LOG: ul_board_log(&vm->board, in, in_len); return UL_OK;
    case UL_SYS_TICKS_MS:
        word = (uint32_t)(clock_us(vm) / 1000) & 0x3FFFFFFF;
        return give(out, out_len, &word, sizeof word);
    case UL_SYS_TIME_US:
        pair = ul_board_unix_us(&vm->board);
        return give(out, out_len, &pair, sizeof pair);
    case UL_SYS_REMAINING_MS:
        word = remaining_ms(vm);
        return give(out, out_len, &word, sizeof word);
    default: return port_call(vm, id, in, in_len, out, out_len);
    }
}

/// The engine ///

static int verify(void *user, const void *image, uint32_t image_len)
{
    struct ul_board_vm *vm = user; /* nothing runs now, so the arena is free for the verifier */
    return ul_image_verify(image, image_len, vm->arena, vm->arena_len);
}

static struct ul_span span(const void *p, uint32_t len)
{
    struct ul_span made = {p, len};
    return made;
}

static void tell(struct ul_board_vm *vm, const struct ul_report *report, struct ul_outcome *outcome)
{
    outcome->status = report->status;
    outcome->steps = report->steps;
    outcome->heap_bytes = report->heap_bytes;
    if (report->status == UL_OK) outcome->value = span(report->result, report->result_len);
    if (report->status == UL_EXCEPTION) {
        outcome->error_type = span(report->error_type, report->error_type_len);
        outcome->error_message = span(report->error_message, report->error_message_len);
    }
    for (uint32_t i = 0; i < report->trace_len; i++)
        vm->trace[i] = report->trace[i];
    outcome->trace = vm->trace;
    outcome->trace_len = report->trace_len;
}

static void run(void *user, const struct ul_board_call *call, struct ul_outcome *outcome)
{
    struct ul_board_vm *vm = user;
    vm->call = call;
    vm->call_started_us = clock_us(vm);
    int err =
        ul_vm_init(&vm->vm, call->image, call->image_len, vm->arena, vm->arena_len, &vm->host);
    if (err) {
        outcome->status = err;
        return;
    }
    ul_vm_budget(&vm->vm, call->steps);
    ul_vm_invoke(&vm->vm, call->entry, call->event.p, call->event.len, call->context.p,
                 call->context.len, &vm->report);
    tell(vm, &vm->report, outcome);
}

/// One block of memory ///

enum part { BOARD, ARENA, SLOTS, IMAGES, MESSAGE, REPLY, RESULTS, LOG, PARTS };

static uint32_t part_len(const struct ul_board_options *options, enum part part)
{
    switch (part) {
    case BOARD: return sizeof(struct ul_board_vm);
    case ARENA: return options->arena_len;
    case SLOTS: return options->slot_count * (uint32_t)sizeof(struct ul_slot);
    case IMAGES: return options->slot_count * ((options->slot_len + 3) & ~3u);
    case MESSAGE: return options->message_len;
    case REPLY: return UL_BOARD_REPLY_BYTES(options->slot_count);
    case RESULTS: return options->results_len;
    case LOG: return options->log_len + UL_REQUEST_BYTES;
    default: return 0;
    }
}

/* Where each part starts; the last entry is the size of the whole. */
static void measure(const struct ul_board_options *options, uint32_t offset[PARTS + 1])
{
    offset[0] = 0;
    for (int part = 0; part < PARTS; part++)
        offset[part + 1] = offset[part] + ((part_len(options, (enum part)part) + 7) & ~7u);
}

uint32_t ul_board_vm_bytes(const struct ul_board_options *options)
{
    uint32_t offset[PARTS + 1];
    measure(options, offset);
    return offset[PARTS];
}

int ul_board_vm_init(void *memory, uint32_t memory_len, const struct ul_board_options *options,
                     uint32_t now_ms, struct ul_board_vm **made)
{
    uint8_t *base = memory;
    uint32_t offset[PARTS + 1];
    measure(options, offset);
    if (memory_len < offset[PARTS]) return UL_TOO_LARGE;

    struct ul_board_vm *vm = *made = memory;
    memset(vm, 0, sizeof *vm);
    vm->host.user = vm;
    vm->host.call = host_call;
    vm->arena = base + offset[ARENA];
    vm->arena_len = options->arena_len;
    vm->clock_us = options->clock_us;
    vm->clock_user = options->clock_user;
    vm->port_call = options->port_call;
    vm->port_user = options->port_user;
    struct ul_board_config config = {
        .name = options->name,
        .firmware = options->firmware,
        .simulated = options->simulated,
        .image_version = UL_BOARD_IMAGE_VERSION,
        .wire_model = UL_WIRE_MODEL,
        .boot = options->boot,
        .arena_len = options->arena_len,
        .slots = (void *)(base + offset[SLOTS]),
        .images = base + offset[IMAGES],
        .slot_count = options->slot_count,
        .slot_len = (options->slot_len + 3) & ~3u,
        .message = base + offset[MESSAGE],
        .message_len = options->message_len,
        .reply = base + offset[REPLY],
        .reply_len = part_len(options, REPLY),
        .results = base + offset[RESULTS],
        .results_len = options->results_len,
        .log = base + offset[LOG],
        .log_len = part_len(options, LOG),
        .engine = {vm, ul_wire_expand, verify, run, clock_us},
    };
    return ul_board_init(&vm->board, &config, now_ms);
}
