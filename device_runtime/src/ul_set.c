/* How do sets work? See ul_set.h. */
#include "ul_set.h"
#include "ul_compare.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"

static bool is_frozen(const struct ul_vm *vm, ul_val set)
{
    return HDR_FLAG(PTR(vm, set)[0]);
}

ul_val ul_set_new(struct ul_vm *vm, uint32_t capacity, bool frozen)
{
    ul_val set = ul_dict_new(vm, capacity);
    if (set) PTR(vm, set)[0] = HDR(T_SET, DICT_WORDS) | (frozen ? HDR_FLAG_BIT : 0);
    return set;
}

int ul_set_add(struct ul_vm *vm, ul_val set, ul_val item)
{
    return ul_dict_set(vm, set, item, V_NONE);
}

int ul_set_update(struct ul_vm *vm, ul_val set, ul_val iterable)
{
    struct ul_loop loop;
    ul_val item;
    ul_val *kept = ul_push2(vm, set, iterable);
    vm->replay.hold++;
    int err = kept ? ul_loop_open(vm, &loop, kept[1]) : UL_EXCEPTION;
    while (!err && !(err = ul_loop_next(vm, &loop, &item)) && item)
        err = ul_set_add(vm, kept[0], item);
    vm->replay.hold--;
    if (kept) vm->sp = kept + 2;
    return err;
}

int ul_set_from(struct ul_vm *vm, ul_val iterable, bool frozen, ul_val *out)
{
    ul_val *kept = ul_push2(vm, iterable, V_UNBOUND);
    if (!kept) return UL_EXCEPTION;
    kept[1] = ul_set_new(vm, 0, frozen);
    int err = kept[1] ? ul_set_update(vm, kept[1], kept[0]) : UL_EXCEPTION;
    *out = kept[1];
    vm->sp = kept + 2;
    return err;
}

/* Add to kept[0] the items of kept[1] that are in kept[2], or those that are not. */
static int add_chosen(struct ul_vm *vm, const ul_val *kept, bool those_in)
{
    uint32_t at = 0;
    ul_val item, ignored, found;
    while (ul_dict_next(vm, kept[1], &at, &item, &ignored)) {
        uint32_t again = at - 1;
        TRY(ul_spend(vm, 1));
        TRY(ul_dict_get(vm, kept[2], item, &found));
        if (!ul_dict_next(vm, kept[1], &again, &item, &ignored)) break;
        if ((found != V_UNBOUND) == those_in) TRY(ul_set_add(vm, kept[0], item));
    }
    return UL_OK;
}

int ul_set_binary(struct ul_vm *vm, uint32_t op, const ul_val *kept, ul_val *out)
{
    ul_val *all = ul_push3(vm, V_UNBOUND, kept[0], kept[1]); /* result, a, b */
    if (!all) return UL_EXCEPTION;
    all[0] = ul_set_new(vm, 0, is_frozen(vm, kept[0]));
    int err = all[0] ? UL_OK : UL_EXCEPTION;
    if (!err && op == UL_OP_OR) {
        err = ul_dict_merge(vm, all[0], all[1]);
        if (!err) err = ul_dict_merge(vm, all[0], all[2]);
    } else if (!err) {
        if (op == UL_OP_AND && ul_dict_length(vm, all[1]) > ul_dict_length(vm, all[2])) {
            all[1] = kept[1]; /* the smaller one is looked through */
            all[2] = kept[0];
        }
        err = add_chosen(vm, all, op == UL_OP_AND);
        if (!err && op == UL_OP_XOR) {
            all[1] = kept[1];
            all[2] = kept[0];
            err = add_chosen(vm, all, false);
        }
    }
    *out = all[0];
    vm->sp = all + 3;
    return err;
}

int ul_set_inplace(struct ul_vm *vm, uint32_t op, const ul_val *kept)
{
    ul_val result;
    if (op == UL_OP_OR) return ul_dict_merge(vm, kept[0], kept[1]);
    TRY(ul_set_binary(vm, op, kept, &result));
    memcpy(PTR(vm, kept[0]) + 1, PTR(vm, result) + 1, (DICT_WORDS - 1) * 4);
    return UL_OK;
}

static uint32_t length_of(const struct ul_vm *vm, ul_val v)
{
    return ul_dict_length(vm, ul_is_set(vm, v) ? v : PTR(vm, v)[ITER_A]);
}

int ul_set_compare(struct ul_vm *vm, uint32_t op, const ul_val *kept, bool *holds)
{
    bool turned = op == UL_OP_GT || op == UL_OP_GE, strict = op == UL_OP_LT || op == UL_OP_GT;
    ul_val *both = ul_push2(vm, kept[turned], kept[!turned]), item;
    struct ul_loop loop;
    if (!both) return UL_EXCEPTION;
    uint32_t na = length_of(vm, both[0]), nb = length_of(vm, both[1]);
    *holds = op <= UL_OP_NE ? na == nb : strict ? na < nb : na <= nb;
    int err = ul_loop_open(vm, &loop, both[0]);
    while (!err && *holds && !(err = ul_loop_next(vm, &loop, &item)) && item)
        err = ul_contains(vm, both[1], item, holds);
    *holds ^= op == UL_OP_NE;
    vm->sp = both + 2;
    return err;
}

int ul_set_key(struct ul_vm *vm, ul_val item, ul_val *key)
{
    *key = item;
    if (!ul_is_set(vm, item) || is_frozen(vm, item)) return UL_OK;
    return ul_set_from(vm, item, true, key);
}
