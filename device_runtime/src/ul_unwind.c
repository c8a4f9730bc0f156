/* How is a frame left: by a return, or by an exception that looks for its handler? */
#include "ul_unwind.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_error.h"
#include "ul_exc.h"
#include "ul_heap.h"
#include "ul_replay.h"

/* --- Leaving frames ------------------------------------------------------------------------------
 */

/* Make the caller named in a frame word the running frame. */
void ul_restore_caller(struct ul_vm *vm, ul_val caller)
{
    if (ul_in_stack(vm, caller)) {
        vm->roots[ROOT_GEN] = V_UNBOUND;
        vm->regs = PTR(vm, caller);
    } else {
        vm->roots[ROOT_GEN] = caller;
        vm->regs = PTR(vm, caller) + GEN_REGS;
    }
}

/* Drop the running frame; returns its info word, and where its caller goes on (NULL at a boundary).
 */
uint32_t ul_pop_frame(struct ul_vm *vm, const uint32_t **pc)
{
    ul_val *regs = vm->regs;
    uint32_t info = regs[F_INFO];
    *pc = regs[F_PC] ? PTR(vm, regs[F_PC]) : NULL;
    if (!vm->roots[ROOT_GEN]) vm->sp = regs + FN_REGS(ul_running_function(vm));
    ul_restore_caller(vm, regs[F_CALLER]);
    return info;
}

/* --- Exceptions ----------------------------------------------------------------------------------
 */

/* Entries of a function's table: first what catches, then (without a target) the registers of
 * exceptions that are being handled. The first that covers an instruction counts. */
static inline bool covers(const uint32_t *entry, uint32_t at)
{
    return at >= (entry[0] & 0xFFFFu) && at < entry[0] >> 16;
}

static inline const uint32_t *entries_of(const struct ul_vm *vm, const uint32_t *fn)
{
    return vm->image + (vm->image[8] & 0xFFFFu) + 2 * (fn[3] & 0xFFFFu);
}

static const uint32_t *find_handler(const struct ul_vm *vm, uint32_t at)
{
    const uint32_t *fn = ul_running_function(vm), *entry = entries_of(vm, fn);
    for (uint32_t i = fn[3] >> 16; i && (entry[1] & 0xFFFFu); i--, entry += 2)
        if (covers(entry, at)) return entry;
    return NULL;
}

static ul_val handled_here(const struct ul_vm *vm, const ul_val *regs, uint32_t at)
{
    const uint32_t *fn = IMAGE_FUNCTION(vm, INFO_FN(regs[F_INFO]));
    uint32_t count = fn[3] >> 16;
    if (!count) return V_UNBOUND;
    const uint32_t *entry = entries_of(vm, fn) + 2 * (count - 1);
    for (; count && !(entry[1] & 0xFFFFu); count--, entry -= 2)
        if (covers(entry, at) && ul_is_exception(vm, regs[entry[1] >> 16]))
            return regs[entry[1] >> 16];
    return V_UNBOUND;
}

/* The exception that this frame or the nearest of its callers is handling, as far as the next
 * frame that C code asked for; unbound: none. A long way costs steps. */
static ul_val handled_exception(struct ul_vm *vm, uint32_t at)
{
    const ul_val *regs = vm->regs;
    for (uint32_t frames = 1;; frames++) {
        ul_val handled = handled_here(vm, regs, at);
        if (handled || INFO_KIND(regs[F_INFO]) >= RETURN_BOUNDARY) return handled;
        if (frames % 16 == 0 && vm->steps_left) vm->steps_left--;
        at = (uint32_t)(PTR(vm, regs[F_PC]) - 1 - vm->image);
        ul_val caller = regs[F_CALLER];
        regs = PTR(vm, caller) + (ul_in_stack(vm, caller) ? 0 : GEN_REGS);
    }
}

/* The pending exception was raised at an instruction: give it its context and its traceback. */
static void note_raise(struct ul_vm *vm, uint32_t at)
{
    ul_val handled = handled_exception(vm, at);
    if (handled) {
        ul_pending_build(vm);
        handled = handled_exception(vm, at); /* it may have moved */
    }
    ul_exc_raised(vm, handled);
}

/* A generator may not end by StopIteration: RuntimeError takes its place. */
static void replace_stop(struct ul_vm *vm)
{
    ul_pending_build(vm);
    ul_val *kept = ul_push(vm, vm->roots[ROOT_EXC]);
    if (!kept) return;
    ul_raise(vm, UL_TYPE_RUNTIMEERROR, "%t raised StopIteration", vm->roots[ROOT_GEN]);
    ul_exc_raised(vm, *kept);
    if (ul_is_exception(vm, vm->roots[ROOT_EXC]))
        (void)ul_exc_set(vm, vm->roots[ROOT_EXC], EXC_CAUSE, *kept);
    vm->sp = kept + 1;
}

/* A frame that C code asked for was left by the pending exception: that is its answer. */
static bool answers(struct ul_vm *vm, uint32_t info)
{
    if (ul_replay_put(vm, info, ANSWER_RAISED)) return false;
    vm->roots[ROOT_EXC] = V_UNBOUND;
    return vm->answer_due = true;
}

/* Find who handles the pending exception, raised at the instruction before pc. Returns the
 * handler's code, or NULL when a boundary was reached. */
const uint32_t *ul_unwind(struct ul_vm *vm, const uint32_t *pc, int err, bool again)
{
    bool far = false; /* beyond the frame of the raise */
    for (;;) {
        uint32_t at = (uint32_t)(pc - 1 - vm->image);
        if (err == UL_EXCEPTION && !again && !far) note_raise(vm, at);
        far = true;
        if (!again && vm->trace_len < UL_TRACE_MAX) vm->trace[vm->trace_len++] = (uint16_t)at;
        again = false;
        if (err != UL_EXCEPTION && vm->roots[ROOT_EXC] != V_FATAL) { /* of what was caught before */
            vm->trace[0] = (uint16_t)at;
            vm->trace_len = 1;
            vm->roots[ROOT_EXC] = V_FATAL;
        }
        const uint32_t *handler = err == UL_EXCEPTION ? find_handler(vm, at) : NULL;
        if (handler) {
            vm->sp = vm->roots[ROOT_GEN] ? ul_frame_base(vm) : vm->regs + F_CALLER;
            if (IS_IMM(vm->roots[ROOT_EXC])) ul_pending_build(vm);
            vm->regs[handler[1] >> 16] = vm->roots[ROOT_EXC];
            vm->roots[ROOT_EXC] = V_UNBOUND;
            return vm->image + (handler[1] & 0xFFFFu);
        }
        if (vm->roots[ROOT_GEN]) {
            PTR(vm, vm->roots[ROOT_GEN])[GEN_STATE] = V_INT(GEN_DONE);
            if (err == UL_EXCEPTION && ul_pending_is(vm, UL_TYPE_STOPITERATION)) replace_stop(vm);
        }
        uint32_t info = ul_pop_frame(vm, &pc);
        if (UL_LIKELY(INFO_KIND(info) < RETURN_BOUNDARY)) continue;
        if (INFO_KIND(info) == RETURN_BOUNDARY) return NULL;
        if (err == UL_EXCEPTION && answers(vm, info)) return pc;
    }
}

/* Replace an exception class on the stack by an instance; `wrong` is said of other values. */
static int make_exception(struct ul_vm *vm, ul_val *kept, const char *wrong)
{
    if (ul_is_exception(vm, *kept)) return UL_OK;
    if (!ul_is_exception_class(vm, *kept)) return ul_type_error(vm, "%s", wrong);
    ul_val exception;
    int err;
    UL_HELD(vm, err, ul_call0(vm, *kept, &exception));
    if (err) return err;
    *kept = exception;
    return UL_OK;
}

/* raise v from cause; without `from`, cause is unbound */
int ul_do_raise(struct ul_vm *vm, ul_val v, ul_val cause)
{
    ul_val *kept = ul_push2(vm, v, cause);
    if (!kept) return UL_EXCEPTION;
    int err = make_exception(vm, kept, "exceptions must derive from BaseException");
    if (!err && cause) {
        if (kept[1] != V_NONE)
            err = make_exception(vm, kept + 1, "exception causes must derive from BaseException");
        if (!err) err = ul_exc_set(vm, kept[0], EXC_CAUSE, kept[1]);
    }
    if (!err) {
        vm->roots[ROOT_EXC] = kept[0];
        vm->fresh = true;
    }
    vm->sp = kept + 2;
    return UL_EXCEPTION;
}

/* Raise again the exception in a register, or (unbound) the one being handled. */
int ul_do_reraise(struct ul_vm *vm, ul_val v, const uint32_t *pc, bool *again)
{
    if (!v) v = handled_exception(vm, (uint32_t)(pc - 1 - vm->image));
    if (!ul_is_exception(vm, v) && !ul_is_exception_class(vm, v))
        return ul_raise(vm, UL_TYPE_RUNTIMEERROR, "No active exception to reraise");
    vm->roots[ROOT_EXC] = v;
    ul_exc_again(vm);
    *again = true;
    return UL_EXCEPTION;
}
