/* How does a program run an image? See ulambda/ul_vm.h. */
#include "ulambda/ul_vm.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_codec.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_exc.h"
#include "ul_format.h"
#include "ul_heap.h"
#include "ul_list.h"
#include "ul_str.h"

static const char type_names[] = UL_TYPE_NAMES;

/* --- Setting up ----------------------------------------------------------------------------------
 */

/* References count from the lower of image and arena, less a word, so that none is 0. */
static int set_base(struct ul_vm *vm, const void *image, const void *arena, uint32_t arena_len)
{
#if UINTPTR_MAX == UINT32_MAX
    (void)image;
    (void)arena;
    (void)arena_len;
    vm->base = NULL;
#else
    uintptr_t low = (uintptr_t)image < (uintptr_t)arena ? (uintptr_t)image : (uintptr_t)arena;
    vm->base = (uint8_t *)(low - 4);
    uint64_t end_of_arena = (uintptr_t)arena + arena_len - low,
             end_of_image = (uintptr_t)image + 0x40000 - low;
    if (end_of_arena > 0xFFFFFFF0u || end_of_image > 0xFFFFFFF0u) return UL_TOO_LARGE;
#endif
    return UL_OK;
}

int ul_vm_init(struct ul_vm *vm, const void *image, uint32_t image_len, void *arena,
               uint32_t arena_len, const struct ul_host *host)
{
    memset(vm, 0, sizeof *vm);
    arena_len = arena_len > UL_MAX_WORDS * 4 ? UL_MAX_WORDS * 4 : arena_len & ~3u;
    int err = set_base(vm, image, arena, arena_len);
    if (!err) err = ul_image_verify(image, image_len, arena, arena_len);
    if (err) return err;
    vm->image = image;
    vm->arena = arena;
    vm->arena_end = vm->arena + arena_len;
    vm->host = host;
    ul_vm_budget(vm, 0);
    return ul_heap_layout(vm);
}

void ul_vm_budget(struct ul_vm *vm, uint32_t steps)
{
    vm->step_budget = vm->steps_left = steps ? steps : UINT32_MAX;
}

/* --- Reports -------------------------------------------------------------------------------------
 */

static void report_type(struct ul_vm *vm, ul_val exception, struct ul_report *report)
{
    ul_val type = IS_KIND(exception, K_TYPE) ? exception : ul_type_of(vm, exception);
    if (IS_IMM(type)) {
        report->error_type = ul_static_string(type_names, IMM_PAYLOAD(type));
        while (report->error_type[report->error_type_len])
            report->error_type_len++;
        return;
    }
    ul_val text = ul_type_name(vm, type);
    struct ul_view view;
    if (!text) return;
    ul_view_of(vm, text, &view);
    if (view.p == view.own) memcpy(report->error_type_own, view.own, sizeof view.own);
    report->error_type = (const char *)(view.p == view.own ? report->error_type_own : view.p);
    report->error_type_len = view.len;
}

/* str() of the exception, made in what room there is; none when that fails. */
static void report_message(struct ul_vm *vm, ul_val *kept, struct ul_report *report)
{
    struct ul_text text;
    if (IS_KIND(*kept, K_TYPE) || ul_text_open(vm, &text)) return;
    if (ul_put_str(vm, &text, *kept)) text.len = 0;
    vm->roots[ROOT_EXC] = V_UNBOUND;
    kept[0] = *text.slot; /* stays where it is until the next call */
    report->error_message = (const char *)(PTR(vm, kept[0]) + STR_DATA);
    report->error_message_len = text.len;
    ul_text_drop(vm, &text);
}

/* Type and message of an exception, which stays in roots[ROOT_VALUE] for ul_vm_chain. */
static void report_exception(struct ul_vm *vm, ul_val exception, struct ul_report *report)
{
    vm->roots[ROOT_VALUE] = exception;
    ul_val *kept = ul_push2(vm, exception, exception);
    if (!kept) {
        report_type(vm, IS_REF(exception) ? V_TYPE(UL_TYPE_MEMORYERROR) : exception, report);
        return;
    }
    report_message(vm, kept, report);
    uint32_t message = (uint32_t)report->error_message_len;
    report_type(vm, kept[1],
                report); /* a name of the image, or static: nothing moves the message */
    report->error_message_len = message;
    vm->roots[ROOT_VALUE] = kept[1];
    vm->sp = kept + 2;
}

static void report_pending(struct ul_vm *vm, struct ul_report *report)
{
    if (vm->roots[ROOT_EXC] == V_TYPE(UL_TYPE_MEMORYERROR)) report->status = UL_OUT_OF_MEMORY;
    ul_pending_build(vm);
    ul_val exception = vm->roots[ROOT_EXC];
    vm->roots[ROOT_EXC] = V_UNBOUND;
    report_exception(vm, exception, report);
}

/* The traceback in vm->trace, outermost first. */
static void report_trace(const struct ul_vm *vm, struct ul_report *report)
{
    report->trace_len = vm->trace_len;
    for (uint32_t i = 0; i < report->trace_len; i++)
        report->trace[i] = vm->trace[report->trace_len - 1 - i];
}

enum ul_chain ul_vm_chain(struct ul_vm *vm, struct ul_report *report)
{
    ul_val exception = vm->roots[ROOT_VALUE], next;
    if (!ul_is_exception(vm, exception)) return UL_CHAIN_END;
    enum ul_chain how = UL_CHAIN_CAUSE;
    next = ul_exc_get(vm, exception, EXC_CAUSE);
    if (!ul_is_exception(vm, next)) {
        how = UL_CHAIN_CONTEXT;
        next = ul_exc_get(vm, exception, EXC_CONTEXT);
        if (HDR_FLAG(PTR(vm, exception)[0]) || !ul_is_exception(vm, next)) return UL_CHAIN_END;
    }
    vm->roots[ROOT_EXC] = next;
    ul_exc_again(vm); /* its traceback */
    vm->roots[ROOT_EXC] = V_UNBOUND;
    report_trace(vm, report);
    report->error_type_len = report->error_message_len = 0;
    report->error_message = NULL;
    report_exception(vm, next, report);
    return how;
}

static int finish(struct ul_vm *vm, int err, struct ul_report *report)
{
    report->status = err;
    report->steps = vm->step_budget - vm->steps_left;
    ul_heap_note_peak(vm);
    report->trace_len = 0;
    if (err == UL_EXCEPTION || err == UL_OUT_OF_MEMORY || err == UL_STEPS_EXHAUSTED)
        report_trace(vm, report);
    if (err == UL_EXCEPTION) report_pending(vm, report);
    report->heap_bytes = vm->heap_peak;
    return report->status;
}

/* Encode the result into the free room of the arena. */
static int encode_result(struct ul_vm *vm, ul_val result, struct ul_report *report)
{
    uint8_t *room = vm->heap_ptr;
    uint32_t len;
    int err = ul_encode(vm, result, room, (uint32_t)((uint8_t *)vm->sp - room), &len);
    if (err == UL_TOO_LARGE && !vm->roots[ROOT_EXC]) {
        ul_val *kept = ul_push(vm, result);
        if (!kept) return err;
        ul_heap_note_peak(vm);
        ul_collect(vm);
        room = vm->heap_ptr;
        err = ul_encode(vm, *kept, room, (uint32_t)((uint8_t *)vm->sp - room), &len);
        ul_pop(vm, 1);
    }
    report->result = room;
    report->result_len = err ? 0 : len;
    return err == UL_TOO_LARGE ? UL_OUT_OF_MEMORY : err;
}

/* --- Running -------------------------------------------------------------------------------------
 */

static int begin(struct ul_vm *vm, struct ul_report *report)
{
    memset(report, 0, sizeof *report);
    vm->steps_left = vm->step_budget;
    vm->trace_len = 0;
    vm->fresh = false;
    ul_heap_reset(vm);
    TRY(ul_heap_start(vm));
    vm->regs = vm->sp;
    return ul_call_body(vm);
}

int ul_vm_load(struct ul_vm *vm, struct ul_report *report)
{
    return finish(vm, begin(vm, report), report);
}

/* The value of the global called `name`; UL_NO_FUNCTION unless it can be called. */
static int find_function(struct ul_vm *vm, const char *name, ul_val *function)
{
    uint32_t globals = vm->image[10] & 0xFFFFu, len = 0;
    while (name[len])
        len++;
    for (uint32_t i = 0; i < globals; i++) {
        struct ul_view view;
        ul_val v = IMAGE_NAMES(vm)[i];
        ul_view_of(vm, IS_REF(v) ? v + REF(vm, vm->image) : v, &view);
        if (view.len != len || memcmp(view.p, name, len) != 0) continue;
        *function = vm->globals[i];
        return *function && ul_is_callable(vm, *function) ? UL_OK : UL_NO_FUNCTION;
    }
    return UL_NO_FUNCTION;
}

/* Call what lies on the stack and encode its result. */
static int call_and_encode(struct ul_vm *vm, uint32_t nargs, struct ul_report *report)
{
    ul_val result;
    int err = ul_call(vm, nargs, &result);
    return err ? err : encode_result(vm, result, report);
}

int ul_vm_call(struct ul_vm *vm, const char *function, const uint8_t *args, uint32_t args_len,
               struct ul_report *report)
{
    ul_val callee, list = V_UNBOUND;
    uint32_t count = 0;
    int err = begin(vm, report);
    if (!err) err = find_function(vm, function, &callee);
    if (!err && args) err = ul_decode(vm, args, args_len, &list);
    if (!err && args && !TYPE_IS(vm, list, T_LIST)) err = UL_BAD_VALUE;
    if (err) return finish(vm, err, report);
    ul_val *kept = ul_push(vm, list);
    if (list) count = ul_list_length(vm, list);
    ul_val *block = kept ? ul_stack_take(vm, count + 1) : NULL;
    if (!block) return finish(vm, UL_EXCEPTION, report);
    memset(block, 0, (count + 1) * 4);
    (void)find_function(vm, function, &block[0]);
    if (count) memcpy(block + 1, ul_items(vm, *kept, &count), count * 4);
    return finish(vm, call_and_encode(vm, count, report), report);
}

static int new_context(struct ul_vm *vm, const uint8_t *context, uint32_t context_len, ul_val *out)
{
    ul_val dict;
    TRY(ul_decode(vm, context, context_len, &dict));
    if (!TYPE_IS(vm, dict, T_DICT)) return UL_BAD_VALUE;
    ul_val *kept = ul_push(vm, dict);
    if (!kept) return UL_EXCEPTION;
    *out = ul_new(vm, T_CONTEXT, CONTEXT_WORDS);
    if (*out) PTR(vm, *out)[CONTEXT_DICT] = *kept;
    ul_pop(vm, 1);
    return *out ? UL_OK : UL_EXCEPTION;
}

int ul_vm_invoke(struct ul_vm *vm, const char *function, const uint8_t *event, uint32_t event_len,
                 const uint8_t *context, uint32_t context_len, struct ul_report *report)
{
    static const uint8_t empty_map[1] = {0xA0};
    int err = begin(vm, report);
    ul_val *block = err ? NULL : ul_stack_take(vm, 3);
    if (!err && !block) err = UL_EXCEPTION;
    if (!err) {
        memset(block, 0, 12);
        err = find_function(vm, function, &block[0]);
    }
    if (!err) err = ul_decode(vm, event, event_len, &block[1]);
    if (!err)
        err = new_context(vm, context_len ? context : empty_map, context_len ? context_len : 1,
                          &block[2]);
    return finish(vm, err ? err : call_and_encode(vm, 2, report), report);
}
