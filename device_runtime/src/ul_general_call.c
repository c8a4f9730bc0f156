/* How are calls made that are not simply an entry into a plain function? */
#include "ul_general_call.h"
#include "ul_attr.h"
#include "ul_builtin.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_mapping.h"
#include "ul_replay.h"
#include "ul_str.h"

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

/* `f(**mapping)`: its dict, in the register where it was. */
static int spread_mapping(struct ul_vm *vm, uint32_t a)
{
    ul_val *kept = ul_push(vm, vm->regs[a + 2]);
    if (!kept) return UL_EXCEPTION;
    TRY(ul_mapping_dict(vm, kept));
    if (!*kept) return not_spreadable(vm, a, 2, "** must be a mapping");
    vm->regs[a + 2] = *kept;
    vm->sp = kept + 1;
    return UL_OK;
}

/* CALLX: spread a list or tuple and a dict over the stack as arguments. */
static int spread(struct ul_vm *vm, uint32_t a, struct ul_args *args)
{
    uint32_t count = 0, pairs = 0, at = 0, i = 0;
    ul_val key, value;
    if (!ul_is_sequence(vm, vm->regs[a + 1])) TRY(spread_iterable(vm, a));
    if (vm->regs[a + 2] != V_NONE) {
        TRY(spread_mapping(vm, a));
        pairs = ul_dict_length(vm, vm->regs[a + 2]);
    }
    ul_items(vm, vm->regs[a + 1], &count);
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
int ul_check_keywords(struct ul_vm *vm, const struct ul_args *args)
{
    for (uint32_t i = 0; i < args->keywords; i++)
        if (!ul_is_str(vm, vm->regs[args->at + args->count + 2 * i]))
            return ul_type_error(vm, "keywords must be strings");
    return UL_OK;
}

/* Call roots[ROOT_CALLEE] (with roots[ROOT_SELF] when `bound`) in full generality; the result goes
 * to R[a]. *entered: a frame was pushed that is not yet running, and returns as *kind says. */
int ul_general_call(struct ul_vm *vm, const struct ul_args *args, bool bound, uint32_t a,
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
int ul_do_get_attribute(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *value,
                        uint32_t a, ul_val **entered, uint32_t *kind)
{
    static const struct ul_args none = {0};
    *entered = NULL;
    TRY(ul_get_attr_or_getter(vm, object, name_id, value));
    if (*value) return UL_OK;
    TRY(ul_spend(vm, 1));
    return ul_general_call(vm, &none, true, a, entered, kind);
}

/* CALLX: as general_call. The arguments were spread over the stack; the frame takes their place. */
int ul_spread_call(struct ul_vm *vm, uint32_t a, ul_val **entered, uint32_t *kind)
{
    struct ul_args args;
    ul_val *sp = vm->sp;
    *entered = NULL;
    vm->replay.hold++;
    int err = spread(vm, a, &args);
    vm->roots[ROOT_CALLEE] = vm->regs[a];
    if (!err) err = ul_general_call(vm, &args, false, a, entered, kind);
    vm->replay.hold--;
    if (!err && *entered) {
        uint32_t words = args.count + 2 * args.keywords, size = (uint32_t)(args.stack - vm->sp);
        memmove(vm->sp + words, vm->sp, size * 4);
        *entered += words;
        sp = vm->sp + words;
    }
    vm->sp = sp;
    return err;
}
