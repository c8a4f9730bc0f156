/* How is an instruction executed?
 *
 * One function, one long switch by computed goto. `pc`, `regs` and `w` (the instruction word) live
 * in C locals; everything else in the vm. The fast case of an instruction is inline: tagged
 * integers, exact types, plain functions. The rest is a call to a C function that may allocate (so
 * `regs` is fetched again: a generator's registers move) or run Python code. Errors go to `raise`
 * with a negative code in `err`.
 *
 * Python calls do not nest C calls: a frame is pushed on the value stack and the loop goes on.
 * Backward jumps and calls charge one step.
 */
#include "ul_attr.h"
#include "ul_builtin.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_compare.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_exc.h"
#include "ul_format.h"
#include "ul_gen.h"
#include "ul_heap.h"
#include "ul_inline.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_number.h"
#include "ul_operator.h"
#include "ul_set.h"
#include "ul_str.h"

/* --- Leaving frames ------------------------------------------------------------------------------
 */

static bool in_stack(const struct ul_vm *vm, ul_val caller)
{
    return (const uint8_t *)PTR(vm, caller) >= (const uint8_t *)vm->sp;
}

/* Make the caller named in a frame word the running frame. */
static void restore_caller(struct ul_vm *vm, ul_val caller)
{
    if (in_stack(vm, caller)) {
        vm->roots[ROOT_GEN] = V_UNBOUND;
        vm->regs = PTR(vm, caller);
    } else {
        vm->roots[ROOT_GEN] = caller;
        vm->regs = PTR(vm, caller) + GEN_REGS;
    }
}

static const uint32_t *running_function(const struct ul_vm *vm)
{
    return IMAGE_FUNCTION(vm, INFO_FN(vm->regs[F_INFO]));
}

/* Drop the running frame; returns its info word, and where its caller goes on (NULL at a boundary).
 */
static uint32_t pop_frame(struct ul_vm *vm, const uint32_t **pc)
{
    ul_val *regs = vm->regs;
    uint32_t info = regs[F_INFO];
    *pc = regs[F_PC] ? PTR(vm, regs[F_PC]) : NULL;
    if (!vm->roots[ROOT_GEN]) vm->sp = regs + FN_REGS(running_function(vm));
    restore_caller(vm, regs[F_CALLER]);
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
    const uint32_t *fn = running_function(vm), *entry = entries_of(vm, fn);
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
 * boundary to C; unbound: none. A long way costs steps. */
static ul_val handled_exception(struct ul_vm *vm, uint32_t at)
{
    const ul_val *regs = vm->regs;
    for (uint32_t frames = 1;; frames++) {
        ul_val handled = handled_here(vm, regs, at);
        if (handled || INFO_KIND(regs[F_INFO]) == RETURN_BOUNDARY) return handled;
        if (frames % 16 == 0 && vm->steps_left) vm->steps_left--;
        at = (uint32_t)(PTR(vm, regs[F_PC]) - 1 - vm->image);
        ul_val caller = regs[F_CALLER];
        regs = PTR(vm, caller) + (in_stack(vm, caller) ? 0 : GEN_REGS);
    }
}

/* Drop what C code has left on the stack when it failed, as far as that is known: a generator that
 * was resumed from C lies above values of C code. */
static void reset_sp(struct ul_vm *vm)
{
    const ul_val *regs = vm->regs;
    if (!vm->roots[ROOT_GEN]) {
        vm->sp = vm->regs + F_CALLER;
        return;
    }
    while (INFO_KIND(regs[F_INFO]) != RETURN_BOUNDARY) {
        ul_val caller = regs[F_CALLER];
        if (in_stack(vm, caller)) {
            vm->sp = PTR(vm, caller) + F_CALLER;
            return;
        }
        regs = PTR(vm, caller) + GEN_REGS;
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

/* Find who handles the pending exception, raised at the instruction before pc. Returns the
 * handler's code, or NULL when a boundary was reached. */
static const uint32_t *unwind(struct ul_vm *vm, const uint32_t *pc, int err, bool again)
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
            reset_sp(vm);
            if (IS_IMM(vm->roots[ROOT_EXC])) ul_pending_build(vm);
            vm->regs[handler[1] >> 16] = vm->roots[ROOT_EXC];
            vm->roots[ROOT_EXC] = V_UNBOUND;
            return vm->image + (handler[1] & 0xFFFFu);
        }
        if (vm->roots[ROOT_GEN]) {
            PTR(vm, vm->roots[ROOT_GEN])[GEN_STATE] = V_INT(GEN_DONE);
            if (err == UL_EXCEPTION && ul_pending_is(vm, UL_TYPE_STOPITERATION)) replace_stop(vm);
        }
        uint32_t info = pop_frame(vm, &pc);
        if (INFO_KIND(info) == RETURN_BOUNDARY) return NULL;
    }
}

/* Replace an exception class on the stack by an instance; `wrong` is said of other values. */
static int make_exception(struct ul_vm *vm, ul_val *kept, const char *wrong)
{
    if (ul_is_exception(vm, *kept)) return UL_OK;
    if (!ul_is_exception_class(vm, *kept)) return ul_type_error(vm, "%s", wrong);
    ul_val exception;
    TRY(ul_call0(vm, *kept, &exception));
    *kept = exception;
    return UL_OK;
}

/* raise v from cause; without `from`, cause is unbound */
static int raise_value(struct ul_vm *vm, ul_val v, ul_val cause)
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
static int raise_again(struct ul_vm *vm, ul_val v, const uint32_t *pc, bool *again)
{
    if (!v) v = handled_exception(vm, (uint32_t)(pc - 1 - vm->image));
    if (!ul_is_exception(vm, v) && !ul_is_exception_class(vm, v))
        return ul_raise(vm, UL_TYPE_RUNTIMEERROR, "No active exception to reraise");
    vm->roots[ROOT_EXC] = v;
    ul_exc_again(vm);
    *again = true;
    return UL_EXCEPTION;
}

/* --- Instructions with more than a line to do ----------------------------------------------------
 */

static int unbound_name(struct ul_vm *vm, uint32_t name_id)
{
    bool local = name_id >> 23;
    name_id &= 0x7FFFFFu;
    if (local)
        return ul_raise(vm, UL_TYPE_UNBOUNDLOCALERROR,
                        "cannot access local variable '%n' where it is not associated with a value",
                        name_id);
    return ul_raise(vm, UL_TYPE_NAMEERROR,
                    "cannot access free variable '%n' where it is not associated with a value in "
                    "enclosing scope",
                    name_id);
}

/* The first names of an image are those of its global slots. */
static int unbound_global(struct ul_vm *vm, uint32_t slot)
{
    return ul_raise(vm, UL_TYPE_NAMEERROR, "name '%n' is not defined", UL_NAME_STATIC_COUNT + slot);
}

static int range_arguments(struct ul_vm *vm, ul_val *regs)
{
    int32_t ignored;
    for (uint32_t i = 0; i < 3; i++) {
        if (!ul_is_int(vm, regs[i])) {
            uint32_t at = (uint32_t)(regs - vm->regs); /* registers of a generator move */
            ul_val *kept = ul_push(vm, regs[i]);
            if (!kept) return UL_EXCEPTION;
            TRY(ul_to_index(vm, kept));
            regs = vm->regs + at;
            regs[i] = *kept;
            ul_pop(vm, 1);
        }
        TRY(ul_index(vm, regs[i], &ignored));
        if (!IS_INT(regs[i])) {
            if (!FITS_INT(ignored))
                return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "a range beyond 31 bits");
            regs[i] = V_INT(ignored);
        }
    }
    if (regs[2] == V_INT(0)) return ul_value_error(vm, "range() arg 3 must not be zero");
    return UL_OK;
}

static int new_sequence(struct ul_vm *vm, uint32_t first, uint32_t count, bool list, ul_val *out)
{
    uint32_t all;
    ul_val ref = list ? ul_list_new(vm, count) : ul_new_clear(vm, T_TUPLE, count + 1);
    if (!ref) return UL_EXCEPTION;
    if (list) PTR(vm, ref)[LIST_LEN] = V_INT(count);
    if (count) memcpy(ul_items(vm, ref, &all), vm->regs + first, count * 4);
    *out = ref;
    return UL_OK;
}

static int new_dict(struct ul_vm *vm, uint32_t first, uint32_t pairs, ul_val *out)
{
    ul_val dict = ul_dict_new(vm, pairs);
    ul_val *kept = dict ? ul_push(vm, dict) : NULL;
    int err = kept ? UL_OK : UL_EXCEPTION;
    for (uint32_t i = 0; !err && i < pairs; i++)
        err = ul_dict_set(vm, *kept, vm->regs[first + 2 * i], vm->regs[first + 2 * i + 1]);
    if (!kept) return UL_EXCEPTION;
    *out = *kept;
    vm->sp = kept + 1;
    return err;
}

static int new_set(struct ul_vm *vm, uint32_t first, uint32_t items, ul_val *out)
{
    ul_val set = ul_set_new(vm, items, false);
    ul_val *kept = set ? ul_push(vm, set) : NULL;
    int err = kept ? UL_OK : UL_EXCEPTION;
    for (uint32_t i = 0; !err && i < items; i++)
        err = ul_set_add(vm, *kept, vm->regs[first + i]);
    if (!kept) return UL_EXCEPTION;
    *out = *kept;
    vm->sp = kept + 1;
    return err;
}

static int new_slice(struct ul_vm *vm, uint32_t first, ul_val *out)
{
    ul_val slice = ul_new(vm, T_SLICE, 4);
    if (!slice) return UL_EXCEPTION;
    memcpy(PTR(vm, slice) + 1, vm->regs + first, 12);
    *out = slice;
    return UL_OK;
}

static int new_function(struct ul_vm *vm, uint32_t index, uint32_t first, ul_val *out)
{
    uint32_t cells = FN_FREE(IMAGE_FUNCTION(vm, index));
    ul_val function = ul_new(vm, T_FUNC, FUNC_CELLS + cells);
    if (!function) return UL_EXCEPTION;
    ul_val *object = PTR(vm, function);
    const ul_val *regs = vm->regs + first;
    object[FUNC_INDEX] = V_INT(index);
    object[FUNC_DEFAULTS] = TYPE_IS(vm, regs[0], T_TUPLE) ? regs[0] : V_NONE;
    object[FUNC_KWDEFAULTS] = TYPE_IS(vm, regs[1], T_DICT) ? regs[1] : V_NONE;
    object[FUNC_ATTRS] = V_UNBOUND;
    memcpy(object + FUNC_CELLS, regs + 2, cells * 4);
    *out = function;
    return UL_OK;
}

static int new_cell(struct ul_vm *vm, uint32_t a)
{
    ul_val cell = ul_new(vm, T_CELL, 2);
    if (!cell) return UL_EXCEPTION;
    PTR(vm, cell)[1] = vm->regs[a];
    vm->regs[a] = cell;
    return UL_OK;
}

static int wrong_count(struct ul_vm *vm, uint32_t wanted, int32_t got, bool star)
{
    if (got < 0) return ul_value_error(vm, "too many values to unpack (expected %u)", wanted);
    return ul_value_error(vm, "not enough values to unpack (expected %s%u, got %d)",
                          star ? "at least " : "", wanted, got);
}

/* Collect the items of anything iterable in a list or tuple; leaves it at *kept. */
static int to_items(struct ul_vm *vm, ul_val *kept)
{
    if (ul_is_sequence(vm, *kept)) return UL_OK;
    if (!ul_iterable(vm, *kept))
        return ul_type_error(vm, "cannot unpack non-iterable %t object", *kept);
    ul_val list = ul_list_new(vm, 0);
    ul_val *slot = list ? ul_push(vm, list) : NULL;
    if (!slot) return UL_EXCEPTION;
    TRY(ul_list_extend(vm, *slot, *kept));
    *kept = *slot;
    return UL_OK;
}

static int unpack_plain(struct ul_vm *vm, ul_val *kept, uint32_t first, uint32_t count)
{
    uint32_t got;
    TRY(to_items(vm, kept));
    const ul_val *items = ul_items(vm, *kept, &got);
    if (got != count) return wrong_count(vm, count, got > count ? -1 : (int32_t)got, false);
    if (count) memcpy(vm->regs + first, items, count * 4);
    return UL_OK;
}

static int unpack_star(struct ul_vm *vm, ul_val *kept, uint32_t first, uint32_t count,
                       uint32_t before)
{
    uint32_t got, least = count - 1;
    TRY(to_items(vm, kept));
    ul_items(vm, *kept, &got);
    if (got < least) return wrong_count(vm, least, (int32_t)got, true);
    uint32_t after = least - before, middle = got - least;
    ul_val list = ul_list_from(vm, *kept, before, middle);
    if (!list) return UL_EXCEPTION;
    const ul_val *items = ul_items(vm, *kept, &got);
    ul_val *to = vm->regs + first;
    for (uint32_t i = 0; i < before; i++)
        to[i] = items[i];
    to[before] = list;
    for (uint32_t i = 0; i < after; i++)
        to[before + 1 + i] = items[before + middle + i];
    return UL_OK;
}

static int unpack(struct ul_vm *vm, ul_val v, uint32_t first, uint32_t count, int32_t before)
{
    ul_val *kept = ul_push(vm, v);
    if (!kept) return UL_EXCEPTION;
    if (before >= (int32_t)count) before = (int32_t)count - 1;
    int err = before < 0 ? unpack_plain(vm, kept, first, count)
                         : unpack_star(vm, kept, first, count, (uint32_t)before);
    vm->sp = kept + 1;
    return err;
}

static int iter_registers(struct ul_vm *vm, uint32_t a, ul_val iterable)
{
    ul_val *state = ul_push2(vm, iterable, V_UNBOUND);
    if (!state) return UL_EXCEPTION;
    int err = ul_iter_start(vm, state);
    if (!err) memcpy(vm->regs + a, state, 8);
    vm->sp = state + 2;
    return err;
}

static int next_registers(struct ul_vm *vm, uint32_t a, ul_val *item)
{
    ul_val *state = ul_push2(vm, vm->regs[a], vm->regs[a + 1]);
    if (!state) return UL_EXCEPTION;
    int err = ul_iter_next(vm, state, item);
    memcpy(vm->regs + a, state, 8);
    vm->sp = state + 2;
    return err;
}

/* "m.f() argument after * must be an iterable, not int" */
static int not_spreadable(struct ul_vm *vm, uint32_t a, uint32_t place, const char *what)
{
    ul_val callee = ul_function_str(vm, vm->regs[a]);
    return ul_type_error(vm, "%v argument after %s, not %t", callee, what, vm->regs[a + place]);
}

/* `f(*iterable)`: its items as a list, in the register where it was. */
static int spread_iterable(struct ul_vm *vm, uint32_t a)
{
    if (!ul_iterable(vm, vm->regs[a + 1])) return not_spreadable(vm, a, 1, "* must be an iterable");
    ul_val *kept = ul_push(vm, V_UNBOUND);
    if (!kept || !(*kept = ul_list_new(vm, 0))) return UL_EXCEPTION;
    TRY(ul_list_extend(vm, *kept, vm->regs[a + 1]));
    vm->regs[a + 1] = *kept;
    vm->sp = kept + 1;
    return UL_OK;
}

/* CALLX: spread a list or tuple and a dict over the stack as arguments. */
static int spread(struct ul_vm *vm, uint32_t a, struct ul_args *args)
{
    uint32_t count = 0, pairs = 0, at = 0, i = 0;
    ul_val positional = vm->regs[a + 1], named = ul_unwrap(vm, vm->regs[a + 2]), key, value;
    vm->regs[a + 2] = named;
    if (!ul_is_sequence(vm, positional)) TRY(spread_iterable(vm, a));
    ul_items(vm, vm->regs[a + 1], &count);
    named = vm->regs[a + 2];
    if (TYPE_IS(vm, named, T_DICT))
        pairs = ul_dict_length(vm, named);
    else if (named != V_NONE)
        return not_spreadable(vm, a, 2, "** must be a mapping");
    ul_val *block = ul_stack_take(vm, count + 2 * pairs);
    if (!block) return UL_EXCEPTION;
    const ul_val *items = ul_items(vm, vm->regs[a + 1], &count);
    if (count) memcpy(block, items, count * 4);
    while (pairs && ul_dict_next(vm, vm->regs[a + 2], &at, &key, &value)) {
        if (!ul_is_str(vm, key)) return ul_type_error(vm, "keywords must be strings");
        block[count + 2 * i] = key;
        block[count + 2 * i++ + 1] = value;
    }
    *args = (struct ul_args){block, 0, count, i};
    return UL_OK;
}

/* The compiler writes str constants; a forged image may not. */
static int check_keywords(struct ul_vm *vm, const struct ul_args *args)
{
    for (uint32_t i = 0; i < args->keywords; i++)
        if (!ul_is_str(vm, vm->regs[args->at + args->count + 2 * i]))
            return ul_type_error(vm, "keywords must be strings");
    return UL_OK;
}

/* Call roots[ROOT_CALLEE] (with roots[ROOT_SELF] when `bound`) in full generality; the result goes
 * to R[a]. *entered: a frame was pushed that is not yet running, and returns as *kind says. */
static int general_call(struct ul_vm *vm, const struct ul_args *args, bool bound, uint32_t a,
                        ul_val **entered, uint32_t *kind)
{
    enum ul_next_step step = STEP_FUNCTION;
    ul_val result = V_UNBOUND;
    *entered = NULL;
    *kind = RETURN_VALUE;
    if (!bound) TRY(ul_prepare(vm, args, &step, &result));
    if (step == STEP_DONE) {
        vm->regs[a] = result;
        return UL_OK;
    }
    if (step == STEP_INIT) {
        *kind = RETURN_INSTANCE;
        vm->regs[a] = result;
    }
    TRY(ul_bind(vm, args, entered));
    if (!*entered) vm->regs[a] = vm->roots[ROOT_VALUE];
    return UL_OK;
}

/* GETATTR: *value unbound: a property's getter was called as general_call says. */
static int get_attribute(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *value,
                         uint32_t a, ul_val **entered, uint32_t *kind)
{
    static const struct ul_args none = {0};
    *entered = NULL;
    TRY(ul_get_attr_or_getter(vm, object, name_id, value));
    if (*value) return UL_OK;
    TRY(ul_spend(vm, 1));
    return general_call(vm, &none, true, a, entered, kind);
}

/* CALLX: as general_call. The arguments were spread over the stack; the frame takes their place. */
static int spread_call(struct ul_vm *vm, uint32_t a, ul_val **entered, uint32_t *kind)
{
    struct ul_args args;
    ul_val *sp = vm->sp;
    *entered = NULL;
    int err = spread(vm, a, &args);
    vm->roots[ROOT_CALLEE] = vm->regs[a];
    if (!err) err = general_call(vm, &args, false, a, entered, kind);
    if (!err && *entered) {
        uint32_t words = args.count + 2 * args.keywords, size = (uint32_t)(args.stack - vm->sp);
        memmove(vm->sp + words, vm->sp, size * 4);
        *entered += words;
        sp = vm->sp + words;
    }
    vm->sp = sp;
    return err;
}

/* May this stand behind `except`: an exception class, or a tuple of such? */
static bool catches(const struct ul_vm *vm, ul_val v)
{
    if (IS_KIND(v, K_TYPE))
        return IMM_PAYLOAD(v) >= UL_TYPE_BASEEXCEPTION && IMM_PAYLOAD(v) <= UL_TYPE_WARNING;
    if (!TYPE_IS(vm, v, T_TUPLE)) return ul_is_exception_class(vm, v);
    const ul_val *tuple = PTR(vm, v);
    for (uint32_t i = 1; i < HDR_WORDS(tuple[0]); i++)
        if (!ul_is_exception_class(vm, tuple[i])) return false;
    return true;
}

static int assertion(struct ul_vm *vm, ul_val message)
{
    if (message) return ul_raise_value(vm, UL_TYPE_ASSERTIONERROR, message);
    return ul_raise_type(vm, UL_TYPE_ASSERTIONERROR);
}

static int init_result(struct ul_vm *vm, ul_val result)
{
    if (result == V_NONE) return UL_OK;
    return ul_type_error(vm, "__init__() should return None, not '%t'", result);
}

static int delete_global(struct ul_vm *vm, uint32_t slot)
{
    if (!vm->globals[slot]) return unbound_global(vm, slot);
    vm->globals[slot] = V_UNBOUND;
    return UL_OK;
}

static int new_floats(struct ul_vm *vm)
{
    const uint32_t *fn = running_function(vm);
    for (uint32_t i = FN_REGS(fn) - FN_FLOATS(fn); i < FN_REGS(fn); i++) {
        ul_val box = ul_float_new(vm, 0);
        if (!box) return UL_EXCEPTION;
        vm->regs[i] = box;
    }
    return UL_OK;
}

/* v as a float, for an operator whose other operand is one (spec/opcodes.toml FLOAD). */
static int float_operand(struct ul_vm *vm, ul_val v, uint32_t word, uint64_t *bits)
{
    double d = INT_OF(v);
    bool number = true;
    if (!IS_INT(v)) TRY(ul_to_double(vm, v, &d, &number));
    *bits = UL_BITS_OF(d);
    if (number) return UL_OK;
    ul_val *kept = ul_push(vm, v), one = kept ? ul_float_new(vm, 1) : 0, ignored;
    if (kept) v = *kept;
    if (kept) ul_pop(vm, 1);
    if (!one) return UL_EXCEPTION;
    uint32_t op = word & 63u;
    ul_val x = word & 64u ? v : one, y = word & 64u ? one : v;
    TRY(word & 128u ? ul_inplace(vm, op, x, y, &ignored) : ul_binary(vm, op, x, y, &ignored));
    return ul_type_error(vm, "must be real number, not %t", v); /* only of a forged image */
}

/* --- The loop ------------------------------------------------------------------------------------
 */
int ul_run(struct ul_vm *vm, const uint32_t *pc)
{
#define LABEL(name) &&op_##name,
    static const void *const labels[] = {UL_OPCODES(LABEL)};
#undef LABEL
    ul_val *regs = vm->regs, *entered;
    ul_val value; /* results of calls, by address */
    ul_val v, *place;
    uint32_t w, info, kind, first, count, acc = 0;
    const uint32_t *fn,
        *target; /* target: pc by address, which pc itself never is, to stay in a register */
    struct ul_args args;
    bool truth, entering, again = false;
    int err;

    if (UL_UNLIKELY(vm->roots[ROOT_EXC])) { /* thrown into a generator */
        err = UL_EXCEPTION;
        goto raise;
    }
    NEXT;

    OP(ILLEGAL) /* refused by the verifier */
    SLOW(ul_raise_type(vm, UL_TYPE_SYSTEMERROR));
    NEXT;

    /* --- values --- */
    OP(MOVE) R(A) = R(B);
    NEXT;
    OP(UNSET) R(A) = V_UNBOUND;
    NEXT;
    OP(CHECK) pc++;
    if (UL_UNLIKELY(!R(A))) FAIL(unbound_name(vm, SECOND | 1u << 23));
    NEXT;
    OP(LOADI) R(A) = INT_BX;
    NEXT;
    OP(LOADV) R(A) = BX << 2 | 2u;
    NEXT;
    OP(LOADW) R(A) = *pc++ | B;
    NEXT;
    OP(LOADC) R(A) = REF(vm, vm->image + BX);
    NEXT;
    OP(LOADF) R(A) = UL_IMM(K_FUNCTION, BX);
    NEXT;
    OP(GETG) v = vm->globals[BX];
    if (UL_UNLIKELY(!v)) FAIL(unbound_global(vm, BX));
    R(A) = v;
    NEXT;
    OP(SETG) vm->globals[BX] = R(A);
    NEXT;
    OP(DELG) SLOW(delete_global(vm, BX));
    NEXT;
    OP(MKCELL) SLOW(new_cell(vm, A));
    NEXT;
    OP(GETCELL) pc++;
    if (UL_UNLIKELY(!TYPE_IS(vm, R(B), T_CELL))) goto not_a_cell;
    v = PTR(vm, R(B))[1];
    if (UL_UNLIKELY(!v)) FAIL(unbound_name(vm, SECOND));
    R(A) = v;
    NEXT;
    OP(SETCELL)
    if (UL_UNLIKELY(!TYPE_IS(vm, R(A), T_CELL))) goto not_a_cell;
    PTR(vm, R(A))[1] = R(B);
    NEXT;
    OP(DELCELL)
    if (UL_UNLIKELY(!TYPE_IS(vm, R(A), T_CELL))) goto not_a_cell;
    PTR(vm, R(A))[1] = V_UNBOUND;
    NEXT;

    /* --- arithmetic --- */
    OP(ADD) ADD_BODY(UL_OP_ADD, R(C), ul_binary);
    OP(IADD) ADD_BODY(UL_OP_ADD, R(C), ul_inplace);
    OP(ADDI) ADD_BODY(UL_OP_ADD, INT_C, ul_binary);
    OP(SUB) SUB_BODY(R(C), BINARY(UL_OP_SUB, x, y));
    OP(SUBI) SUB_BODY(INT_C, BINARY(UL_OP_SUB, x, y));
    OP(MUL) MUL_BODY(R(C), BINARY(UL_OP_MUL, x, y));
    OP(MULI) MUL_BODY(INT_C, BINARY(UL_OP_MUL, x, y));
    OP(TRUEDIV) BINARY(UL_OP_TRUEDIV, R(B), R(C));
    OP(FLOORDIV) FLOORDIV_BODY(R(C));
    OP(FLOORDIVI) FLOORDIV_BODY(INT_C);
    OP(MOD) MOD_BODY(R(C));
    OP(MODI) MOD_BODY(INT_C);
    OP(POW) BINARY(UL_OP_POW, R(B), R(C));
    OP(AND) BITS_BODY(R(C), x & y, BINARY(UL_OP_AND, x, y));
    OP(ANDI) BITS_BODY(INT_C, x & y, BINARY(UL_OP_AND, x, y));
    OP(OR) BITS_BODY(R(C), x | y, BINARY(UL_OP_OR, x, y));
    OP(XOR) BITS_BODY(R(C), (x ^ y) | 1u, BINARY(UL_OP_XOR, x, y));
    OP(SHL) SHL_BODY(R(C));
    OP(SHLI) SHL_BODY(INT_C);
    OP(SHR) SHR_BODY(R(C));
    OP(SHRI) SHR_BODY(INT_C);
    OP(INPLACE) pc++;
    switch (SECOND) { /* on small integers and floats as the plain operator */
    case UL_OP_SUB: SUB_BODY(R(C), goto in_place);
    case UL_OP_MUL: MUL_BODY(R(C), goto in_place);
    case UL_OP_AND: BITS_BODY(R(C), x & y, goto in_place);
    case UL_OP_OR: BITS_BODY(R(C), x | y, goto in_place);
    case UL_OP_XOR: BITS_BODY(R(C), (x ^ y) | 1u, goto in_place);
    default: break;
    }
in_place:
    RESULT(ul_inplace(vm, SECOND, R(B), R(C), &value), 2);
    OP(NEG) DONE(ul_unary(vm, UL_OP_NEG, R(B), &value));
    OP(POS) DONE(ul_unary(vm, UL_OP_POS, R(B), &value));
    OP(INVERT) DONE(ul_unary(vm, UL_OP_INVERT, R(B), &value));
    OP(NOT) TRUTH(R(B));
    R(A) = V_BOOL(!truth);
    NEXT;

    /* --- arithmetic modulo 2**32 --- */
    OP(WLOAD) WORD(y);
    OP(WADD) WORD(acc + y);
    OP(WSUB) WORD(B ? y - acc : acc - y);
    OP(WMUL) WORD(acc * y);
    OP(WAND) WORD(acc & y);
    OP(WOR) WORD(acc | y);
    OP(WXOR) WORD(acc ^ y);
    OP(WSHL) acc <<= B & 31u;
    NEXT;
    OP(WSHR) acc >>= B & 31u;
    OP(WMASK) NEXT;
    OP(WSTORE)
    if (acc <= (uint32_t)UL_INT_MAX) {
        R(A) = V_INT(acc);
        NEXT;
    }
    {
        ul_val *object = ul_bump(vm, T_INT, 2);
        if (UL_LIKELY(object)) {
            object[1] = acc;
            R(A) = REF(vm, object);
            NEXT;
        }
    }
    value = ul_int_new(vm, acc);
    DONE(value ? UL_OK : UL_EXCEPTION);
word_chain:
    target = pc;
    err = ul_word_chain(vm, &target);
    pc = target;
    SLOW(err);
    NEXT;

    /* --- float registers --- */
    OP(FPREP) SLOW(new_floats(vm));
    NEXT;
    OP(FCONST)
    {
        const uint32_t *object = vm->image + BX;
        F_SET(A, (uint64_t)object[2] << 32 | object[1]);
    }
    NEXT;
    OP(FLOAD) pc++;
    v = R(B);
    if (UL_LIKELY(!(v & 3u))) {
        UL_APART(v);
        if (UL_LIKELY(v) && PTR(vm, v)[0] == FLOAT_HEADER) {
            F_SET(A, ul_float_bits(vm, v));
            NEXT;
        }
    }
    {
        uint64_t bits;
        SLOW(float_operand(vm, v, SECOND, &bits));
        w = pc[-2];
        F_SET(A, bits);
    }
    NEXT;
    OP(FMOVE) F_SET(A, F(B));
    NEXT;
    OP(FBOX)
    if (UL_UNLIKELY(!ul_float_room(vm))) {
        value = ul_new(vm, T_FLOAT, 3);
        SLOW(value ? UL_OK : UL_EXCEPTION);
        w = pc[-1];
        memcpy(PTR(vm, value) + 1, PTR(vm, R(B)) + 1, 8);
        R(A) = value;
        NEXT;
    }
    R(A) = ul_float_put(vm, F(B));
    NEXT;
    OP(FADD) F_BODY(UL_DOUBLE_ADD);
    OP(FSUB) F_BODY(UL_DOUBLE_SUB);
    OP(FMUL) F_BODY(UL_DOUBLE_MUL);
    OP(FDIV)
    if (UL_UNLIKELY(ul_float_is_zero(vm, R(C))))
        FAIL(ul_raise(vm, UL_TYPE_ZERODIVISIONERROR, "float division by zero"));
    F_BODY(UL_QUOTIENT);
    OP(JFEQ) F_JUMP(order == 0);
    OP(JFNE) F_JUMP(order != 0);
    OP(JFLT) F_JUMP(order == -1);
    OP(JFLE) F_JUMP(order <= 0);
    OP(JFNLT) F_JUMP(order != -1);
    OP(JFNLE) F_JUMP(order > 0);

    /* --- comparison --- */
    OP(EQ) COMPARE(UL_OP_EQ, ==);
    OP(NE) COMPARE(UL_OP_NE, !=);
    OP(LT) COMPARE(UL_OP_LT, <);
    OP(LE) COMPARE(UL_OP_LE, <=);
    OP(GT) COMPARE(UL_OP_GT, >);
    OP(GE) COMPARE(UL_OP_GE, >=);
    OP(IS) R(A) = V_BOOL(R(B) == R(C));
    NEXT;
    OP(ISNOT) R(A) = V_BOOL(R(B) != R(C));
    NEXT;
    OP(IN) SLOW(ul_contains(vm, R(C), R(B), &truth));
    w = pc[-1];
    R(A) = V_BOOL(truth);
    NEXT;
    OP(NOTIN) SLOW(ul_contains(vm, R(C), R(B), &truth));
    w = pc[-1];
    R(A) = V_BOOL(!truth);
    NEXT;

    /* --- jumps --- */
    OP(JMP) pc += SAX;
    NEXT;
    OP(LOOP) CHARGE();
    pc += SAX;
    NEXT;
    OP(JT) TRUTH(R(A));
    if (truth) pc += SBX;
    NEXT;
    OP(JF) TRUTH(R(A));
    if (!truth) pc += SBX;
    NEXT;
    OP(JNONE)
    if (R(A) == V_NONE) pc += SBX;
    NEXT;
    OP(JNNONE)
    if (R(A) != V_NONE) pc += SBX;
    NEXT;
    OP(JEQ) JUMP_COMPARE(UL_OP_EQ, ==, R(B), true);
    OP(JNE) JUMP_COMPARE(UL_OP_NE, !=, R(B), true);
    OP(JLT) JUMP_COMPARE(UL_OP_LT, <, R(B), true);
    OP(JLE) JUMP_COMPARE(UL_OP_LE, <=, R(B), true);
    OP(JGT) JUMP_COMPARE(UL_OP_GT, >, R(B), true);
    OP(JGE) JUMP_COMPARE(UL_OP_GE, >=, R(B), true);
    OP(JNLT) JUMP_COMPARE(UL_OP_LT, <, R(B), false);
    OP(JNLE) JUMP_COMPARE(UL_OP_LE, <=, R(B), false);
    OP(JNGT) JUMP_COMPARE(UL_OP_GT, >, R(B), false);
    OP(JNGE) JUMP_COMPARE(UL_OP_GE, >=, R(B), false);
    OP(JEQI) JUMP_COMPARE(UL_OP_EQ, ==, INT_B, true);
    OP(JNEI) JUMP_COMPARE(UL_OP_NE, !=, INT_B, true);
    OP(JLTI) JUMP_COMPARE(UL_OP_LT, <, INT_B, true);
    OP(JLEI) JUMP_COMPARE(UL_OP_LE, <=, INT_B, true);
    OP(JGTI) JUMP_COMPARE(UL_OP_GT, >, INT_B, true);
    OP(JGEI) JUMP_COMPARE(UL_OP_GE, >=, INT_B, true);
    OP(JNLTI) JUMP_COMPARE(UL_OP_LT, <, INT_B, false);
    OP(JNLEI) JUMP_COMPARE(UL_OP_LE, <=, INT_B, false);
    OP(JNGTI) JUMP_COMPARE(UL_OP_GT, >, INT_B, false);
    OP(JNGEI) JUMP_COMPARE(UL_OP_GE, >=, INT_B, false);

    /* --- loops --- */
    OP(FORPREP) SLOW(range_arguments(vm, regs + A));
    w = pc[-1];
    {
        ul_val *range = regs + A;
        int32_t start = (int32_t)range[0], stop = (int32_t)range[1];
        if ((int32_t)range[2] > 0 ? start < stop : start > stop)
            range[3] = range[0];
        else
            pc += SBX;
    }
    NEXT;
    OP(FORLOOP)
    {
        ul_val *range = regs + A;
        ul_val at = range[0], stop = range[1], step = range[2];
        if (UL_UNLIKELY(!(at & stop & step & 1u))) NEXT;
        step -= 1; /* what is left to `stop` has no sign: FORPREP saw that it is ahead */
        if ((int32_t)step > 0 ? stop - at <= step : at - stop <= 0 - step) NEXT;
        CHARGE();
        range[0] = range[3] = at + step;
        pc += SBX;
    }
    NEXT;
    OP(ITER) SLOW(iter_registers(vm, A, R(B)));
    NEXT;
    OP(NEXT)
    {
        ul_val *state = regs + A;
        v = state[0];
        if (IS_REF(v)) {
            const ul_val *object = PTR(vm, v);
            uint32_t type = HDR_TYPE(object[0]);
            if (type == T_LIST) {
                ul_val at = state[1];
                if (UL_UNLIKELY(!IS_INT(at)) || at >= object[LIST_LEN]) {
                    pc += SBX;
                    NEXT;
                }
                CHARGE();
                state[2] = PTR(vm, object[LIST_VEC])[1 + (at >> 1)];
                state[1] = at + 2;
                NEXT;
            }
            if (type == T_GEN) {
                if (object[GEN_STATE] == V_INT(GEN_DONE)) {
                    pc += SBX;
                    NEXT;
                }
                CHARGE();
                target = pc;
                SLOW(ul_gen_enter(vm, v, V_NONE, RETURN_ITEM, A, &target));
                pc = target;
                NEXT;
            }
        }
        SLOW(next_registers(vm, A, &value));
        w = pc[-1];
        if (value)
            R(A + 2) = value;
        else
            pc += SBX;
    }
    NEXT;

    /* --- containers --- */
    OP(NEWLIST) DONE(new_sequence(vm, B, C, true, &value));
    OP(NEWTUPLE) DONE(new_sequence(vm, B, C, false, &value));
    OP(NEWDICT) DONE(new_dict(vm, B, C, &value));
    OP(NEWSLICE) DONE(new_slice(vm, B, &value));
    OP(NEWSET) DONE(new_set(vm, B, C, &value));
    OP(SETADD)
    if (UL_UNLIKELY(!ul_is_set(vm, R(A)))) goto not_a_list;
    SLOW(ul_set_add(vm, R(A), R(B)));
    NEXT;
    OP(APPEND)
    if (UL_UNLIKELY(!TYPE_IS(vm, R(A), T_LIST))) goto not_a_list;
    SLOW(ul_list_append(vm, R(A), R(B)));
    NEXT;
    OP(EXTEND)
    if (UL_UNLIKELY(!TYPE_IS(vm, R(A), T_LIST))) goto not_a_list;
    if (UL_UNLIKELY(!ul_iterable(vm, R(B))))
        SLOW(ul_type_error(vm, "Value after * must be an iterable, not %t", R(B)));
    SLOW(ul_list_extend(vm, R(A), R(B)));
    NEXT;
    OP(DICTMERGE)
    value = ul_unwrap(vm, R(B));
    if (UL_UNLIKELY(!TYPE_IS(vm, R(A), T_DICT) || !TYPE_IS(vm, value, T_DICT)))
        SLOW(ul_type_error(vm, "'%t' object is not a mapping", R(B)));
    SLOW(ul_dict_merge(vm, R(A), value));
    NEXT;
    OP(TOTUPLE)
    if (UL_UNLIKELY(!ul_is_sequence(vm, R(B)))) goto not_a_list;
    value = ul_tuple_from(vm, R(B));
    DONE(value ? UL_OK : UL_EXCEPTION);
    OP(UNPACK) SLOW(unpack(vm, R(A), B, C, -1));
    NEXT;
    OP(UNPACKX) pc++;
    SLOW(unpack(vm, R(A), B, C, (int32_t)SECOND));
    NEXT;
    OP(GETIDXI) v = INT_C;
    first = B;
    goto get_item;
    OP(GETIDX) v = R(C);
    first = B;
get_item:
    if (IS_REF(R(first))) {
        const ul_val *object = PTR(vm, R(first));
        uint32_t type = HDR_TYPE(object[0]);
        if (type == T_LIST && IS_INT(v)) {
            ul_val at = (int32_t)v < 0 ? v + object[LIST_LEN] - 1 : v;
            if (UL_LIKELY(at < object[LIST_LEN])) {
                R(A) = PTR(vm, object[LIST_VEC])[1 + (at >> 1)];
                NEXT;
            }
        }
        if (type == T_DICT && ul_dict_place(vm, R(first), v, &place) && place) {
            regs = vm->regs;
            w = pc[-1];
            R(A) = *place;
            NEXT;
        }
        regs = vm->regs;
        w = pc[-1];
        first = B;
    }
    DONE(ul_get_item(vm, R(first), v, &value));
    OP(SETIDX)
    if (IS_INT(R(B)) && TYPE_IS(vm, R(A), T_LIST)) {
        const ul_val *object = PTR(vm, R(A));
        if (R(B) < object[LIST_LEN]) {
            PTR(vm, object[LIST_VEC])[1 + (R(B) >> 1)] = R(C);
            NEXT;
        }
    }
    SLOW(ul_set_item(vm, R(A), R(B), R(C)));
    NEXT;
    OP(DELIDX) SLOW(ul_del_item(vm, R(A), R(B)));
    NEXT;

    /* --- attributes --- */
    OP(GETATTR) pc++;
    if (IS_REF(R(B))) {
        const ul_val *object = PTR(vm, R(B));
        if (UL_LIKELY(HDR_TYPE(object[0]) == T_INST)) {
            const uint32_t *record =
                IMAGE_CLASS(vm, INT_OF(PTR(vm, object[INST_CLASS])[CLASS_INDEX]));
            if (UL_LIKELY(C < CLS_SLOTS(record) && record[CLS_WORDS + C] == SECOND)) {
                v = object[INST_SLOTS + C];
                if (UL_LIKELY(v)) {
                    R(A) = v;
                    NEXT;
                }
            }
        }
    }
    SLOW(get_attribute(vm, R(B), SECOND, &value, A, &entered, &kind));
    w = pc[-2];
    if (value)
        R(A) = value;
    else if (entered)
        ENTER_BOUND(2);
    NEXT;
    OP(SETATTR) pc++;
    if (IS_REF(R(A))) {
        ul_val *object = PTR(vm, R(A));
        if (UL_LIKELY(HDR_TYPE(object[0]) == T_INST)) {
            const uint32_t *record =
                IMAGE_CLASS(vm, INT_OF(PTR(vm, object[INST_CLASS])[CLASS_INDEX]));
            if (UL_LIKELY(C < CLS_SLOTS(record) && record[CLS_WORDS + C] == SECOND)) {
                object[INST_SLOTS + C] = R(B);
                NEXT;
            }
        }
    }
    SLOW(ul_set_attr(vm, R(A), SECOND, R(B)));
    NEXT;
    OP(DELATTR) pc++;
    SLOW(ul_set_attr(vm, R(A), SECOND, V_UNBOUND));
    NEXT;
    OP(FORMAT) pc++;
    RESULT(ul_format_value(vm, R(B), R(C), SECOND, &value), 2);
    OP(CONCAT) DONE(ul_concat(vm, B, C, &value));

    /* --- calls --- */
    OP(CALLS) fn = IMAGE_FUNCTION(vm, C);
    first = A + 1;
    count = B;
    info = INFO(C, A, RETURN_VALUE);
enter:
    /* a function whose `count` parameters take registers first... as they are; `info` is its info
     * word */
    CHARGE();
    {
        uint32_t nregs = FN_REGS(fn);
        ul_val *frame = vm->sp - nregs;
        if (UL_UNLIKELY((uint8_t *)(frame - FRAME_WORDS) < vm->stack_low || frame > vm->sp)) {
            frame = ul_stack_take(vm, nregs + FRAME_WORDS);
            SLOW(frame ? UL_OK : UL_EXCEPTION);
            frame += FRAME_WORDS;
        }
        const ul_val *from = regs + first;
        uint32_t i = 0;
        for (; i < count; i++)
            frame[i] = from[i];
        for (; i < nregs; i++)
            frame[i] = V_UNBOUND;
        v = vm->roots[ROOT_GEN];
        frame[F_CALLER] = REF(vm, regs);
        if (UL_UNLIKELY(v)) {
            frame[F_CALLER] = v;
            vm->roots[ROOT_GEN] = V_UNBOUND;
        }
        frame[F_PC] = REF(vm, pc);
        frame[F_INFO] = info;
        vm->sp = frame - FRAME_WORDS;
        vm->regs = regs = frame;
        pc = vm->image + FN_CODE(fn);
    }
    NEXT;

    OP(CALL) v = R(A);
    count = B;
    if (IS_KIND(v, K_FUNCTION)) {
        fn = IMAGE_FUNCTION(vm, IMM_PAYLOAD(v));
        if (UL_LIKELY((fn[1] & 0xFF00FF00u) == count << 8 && !fn[2])) {
            first = A + 1;
            info = INFO(IMM_PAYLOAD(v), A, RETURN_VALUE);
            goto enter;
        }
    }
    if (v == V_TYPE(UL_TYPE_STR) && count == 1 && IS_INT(R(A + 1))) {
        CHARGE();
        DONE(ul_to_str(vm, R(A + 1), false, &value));
    }
    args = (struct ul_args){NULL, A + 1, count, 0};
call_general:
    CHARGE();
    vm->roots[ROOT_CALLEE] = R(A);
    SLOW(general_call(vm, &args, false, A, &entered, &kind));
    if (entered) ENTER_BOUND(1);
    NEXT;
    OP(CALLK) args = (struct ul_args){NULL, A + 1, B, C};
    SLOW(check_keywords(vm, &args));
    goto call_general;
    OP(CALLX) CHARGE();
    SLOW(spread_call(vm, A, &entered, &kind));
    if (entered) ENTER_BOUND(1);
    NEXT;
    OP(CALLB) args = (struct ul_args){NULL, A + 1, B, 0};
    CHARGE();
    DONE(ul_builtin_call(vm, C, &args, &value));
    OP(CALLM) pc++;
    count = B;
    if (IS_REF(R(A))) {
        const ul_val *object = PTR(vm, R(A));
        if (HDR_TYPE(object[0]) == T_INST && (int32_t)pc[-1] >= 0) {
            const ul_val *class = PTR(vm, object[INST_CLASS]);
            const uint32_t *record = IMAGE_CLASS(vm, INT_OF(class[CLASS_INDEX]));
            uint32_t member = C;
            bool shadowed = CLS_OPEN(record) && object[INST_SLOTS + CLS_SLOTS(record)];
            if (UL_LIKELY(!shadowed && member < CLS_MEMBERS(record) &&
                          record[CLS_WORDS + CLS_SLOTS(record) + member] == SECOND)) {
                v = class[CLASS_MEMBERS + member];
                if (UL_LIKELY(IS_KIND(v, K_FUNCTION))) {
                    fn = IMAGE_FUNCTION(vm, IMM_PAYLOAD(v));
                    if (UL_LIKELY((fn[1] & 0xFF00FF00u) == (count + 1) << 8 && !fn[2])) {
                        first = A;
                        count++;
                        info = INFO(IMM_PAYLOAD(v), A, RETURN_VALUE);
                        goto enter;
                    }
                }
            }
        }
    }
    CHARGE();
    {
        ul_val self;
        SLOW(ul_find_method(vm, R(A), METHOD, &value, &self));
        args = (struct ul_args){NULL, A + 1, count, 0};
        if (!value) RESULT(ul_method_call(vm, R(A), METHOD, &args, &value), 2);
        vm->roots[ROOT_CALLEE] = value;
        vm->roots[ROOT_SELF] = self;
        SLOW(general_call(vm, &args, self != V_UNBOUND, A, &entered, &kind));
    }
    if (entered) ENTER_BOUND(2);
    NEXT;

    OP(RET) v = R(A);
    {
        info = regs[F_INFO];
        ul_val caller = regs[F_CALLER];
        if (UL_LIKELY(INFO_KIND(info) == RETURN_VALUE)) {
            pc = PTR(vm, regs[F_PC]);
            vm->sp = regs + B;
            if (UL_LIKELY(in_stack(vm, caller)))
                vm->regs = regs = PTR(vm, caller);
            else {
                restore_caller(vm, caller);
                regs = vm->regs;
            }
            regs[INFO_DEST(info)] = v;
            NEXT;
        }
        if (INFO_KIND(info) == RETURN_INSTANCE) SLOW(init_result(vm, v));
        pop_frame(vm, &target);
        pc = target;
        regs = vm->regs;
        if (INFO_KIND(info) == RETURN_INSTANCE) NEXT;
        vm->roots[ROOT_VALUE] = v;
        return UL_OK;
    }
    OP(RETG) v = R(A);
    if (UL_UNLIKELY(!vm->roots[ROOT_GEN])) goto not_a_generator;
    {
        PTR(vm, vm->roots[ROOT_GEN])[GEN_STATE] = V_INT(GEN_DONE);
        info = pop_frame(vm, &target);
        pc = target;
        regs = vm->regs;
        vm->roots[ROOT_VALUE] = v;
        if (INFO_KIND(info) == RETURN_BOUNDARY) return UL_RUN_FINISHED;
        w = pc[-1];
        if (INFO_KIND(info) == RETURN_ITEM) {
            pc += SBX;
        } else if (INFO_KIND(info) == RETURN_NEXT) {
            SLOW(ul_gen_stop(vm, v));
        } else {
            R(INFO_DEST(info)) = v;
            pc += SC;
        }
    }
    NEXT;
    OP(YIELD) value = R(B);
    if (UL_UNLIKELY(!vm->roots[ROOT_GEN])) goto not_a_generator;
    {
        ul_val *object = PTR(vm, vm->roots[ROOT_GEN]);
        object[GEN_STATE] = V_INT(GEN_SUSPENDED);
        object[GEN_PC] = V_INT((uint32_t)(pc - vm->image));
        info = pop_frame(vm, &target);
        pc = target;
        regs = vm->regs;
        if (INFO_KIND(info) == RETURN_BOUNDARY) {
            vm->roots[ROOT_VALUE] = value;
            return UL_OK;
        }
        regs[INFO_DEST(info) + (INFO_KIND(info) == RETURN_ITEM ? 2 : 0)] = value;
    }
    NEXT;
    OP(SEND) CHARGE();
    SLOW(ul_gen_send(vm, B, A, &entering, &truth));
    if (entering) goto enter_delegate;
    if (truth) pc += SC;
    NEXT;
enter_delegate:
    target = pc;
    SLOW(ul_gen_enter(vm, R(B), R(A), RETURN_SENT, A, &target));
    pc = target;
    NEXT;
    OP(THROWN) CHARGE();
    err = ul_gen_pass(vm, B, A, &entering, &truth);
    regs = vm->regs;
    again = err == UL_EXCEPTION && vm->roots[ROOT_EXC] == R(A);
    if (again) ul_exc_again(vm);
    if (UL_UNLIKELY(err)) goto raise;
    if (entering) {
        R(A) = V_NONE;
        target = pc;
        SLOW(ul_gen_enter(vm, R(B), V_NONE, RETURN_SENT, A, &target));
        pc = target;
        err = UL_EXCEPTION;
        vm->fresh = true;
        goto raise;
    }
    if (truth) pc += SC;
    NEXT;
    OP(NEXTOF)
    if (TYPE_IS(vm, R(B), T_GEN) && PTR(vm, R(B))[GEN_STATE] != V_INT(GEN_DONE) &&
        !ul_is_coroutine(vm, R(B))) {
        CHARGE();
        target = pc;
        SLOW(ul_gen_enter(vm, R(B), V_NONE, RETURN_NEXT, A, &target));
        pc = target;
        NEXT;
    }
    args = (struct ul_args){NULL, B, 1, 0};
    CHARGE();
    DONE(ul_builtin_call(vm, UL_FN_NEXT, &args, &value));

    /* --- definitions and exceptions --- */
    OP(MKFUNC) DONE(new_function(vm, C, B, &value));
    OP(MKCLASS) DONE(ul_class_make(vm, C, B, &value));
    OP(RAISE)
    if (UL_LIKELY(TYPE_IS(vm, R(A), T_EXC))) {
        vm->roots[ROOT_EXC] = R(A);
        vm->fresh = true;
        err = UL_EXCEPTION;
        goto raise;
    }
    SLOW(raise_value(vm, R(A), V_UNBOUND));
    NEXT;
    OP(RAISEFROM) SLOW(raise_value(vm, R(A), R(B)));
    NEXT;
    OP(RERAISE) SLOW(raise_again(vm, R(A), pc, &again));
    NEXT;
    OP(EXCMATCH)
    if (UL_LIKELY(TYPE_IS(vm, R(B), T_EXC)) && PTR(vm, R(B))[EXC_CLASS] == R(C)) {
        R(A) = V_TRUE;
        NEXT;
    }
    if (UL_UNLIKELY(!catches(vm, R(C))))
        SLOW(ul_type_error(
            vm, "catching classes that do not inherit from BaseException is not allowed"));
    R(A) = V_BOOL(ul_matches(vm, R(B), R(C)));
    NEXT;
    OP(ASSERT) SLOW(assertion(vm, R(A)));
    NEXT;
    OP(IMPORT) R(A) = UL_IMM(K_MODULE, BX);
    NEXT;

not_a_cell:
not_a_list:
not_a_generator: /* only a forged image gets here */
    err = ul_raise(vm, UL_TYPE_SYSTEMERROR, "bad image");
    goto raise;
exhausted:
    err = UL_STEPS_EXHAUSTED;
raise:
    if (err == UL_EXCEPTION && ul_spend(vm, 1)) /* a handler may lead back to what raised */
        err = UL_STEPS_EXHAUSTED;
    pc = unwind(vm, pc, err, again);
    again = false;
    if (!pc) return err;
    regs = vm->regs;
    NEXT;
}
