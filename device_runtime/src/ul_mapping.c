/* What can stand for a dict? See ul_mapping.h. */
#include "ul_mapping.h"
#include "ul_attr.h"
#include "ul_builtin.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_operator.h"

/* What keys() of an instance returns; unbound if it has no such method. */
static int keys_of(struct ul_vm *vm, ul_val v, ul_val *keys)
{
    ul_val *sp = vm->sp;
    *keys = V_UNBOUND;
    if (!ul_class_of(vm, v)) return UL_OK;
    int err = ul_get_attr(vm, v, UL_NAME_KEYS, keys);
    if (!err) return ul_call0(vm, *keys, keys);
    if (err != UL_EXCEPTION || !ul_pending_is(vm, UL_TYPE_ATTRIBUTEERROR)) return err;
    vm->roots[ROOT_EXC] = *keys = V_UNBOUND;
    vm->sp = sp;
    return UL_OK;
}

/* slots: dict, keys, a key */
static int fill(struct ul_vm *vm, const ul_val *mapping, ul_val *slots)
{
    struct ul_loop loop;
    ul_val value;
    if (!ul_iterable(vm, slots[1]))
        return ul_type_error(vm, "%t.keys() returned a non-iterable (type %t)", *mapping, slots[1]);
    slots[0] = ul_dict_new(vm, 0);
    if (!slots[0]) return UL_EXCEPTION;
    TRY(ul_loop_open(vm, &loop, slots[1]));
    for (;;) {
        TRY(ul_loop_next(vm, &loop, &slots[2]));
        if (!slots[2]) return UL_OK;
        TRY(ul_get_item(vm, *mapping, slots[2], &value));
        TRY(ul_dict_set(vm, slots[0], slots[2], value));
    }
}

int ul_mapping_dict(struct ul_vm *vm, ul_val *slot)
{
    ul_val keys, own = ul_unwrap(vm, *slot);
    if (TYPE_IS(vm, own, T_DICT)) {
        *slot = own;
        return UL_OK;
    }
    vm->replay.hold++;
    int err = keys_of(vm, *slot, &keys);
    ul_val *slots = !err && keys ? ul_push3(vm, V_UNBOUND, keys, V_UNBOUND) : NULL;
    if (!err && keys) err = slots ? fill(vm, slot, slots) : UL_EXCEPTION;
    vm->replay.hold--;
    *slot = !err && keys ? slots[0] : V_UNBOUND;
    if (slots) vm->sp = slots + 3;
    return err;
}

int ul_mapping_merge(struct ul_vm *vm, ul_val dict, ul_val mapping)
{
    ul_val *kept = ul_push3(vm, dict, mapping, mapping);
    if (!kept) return UL_EXCEPTION;
    int err = ul_mapping_dict(vm, &kept[2]);
    if (!err)
        err = kept[2] ? ul_dict_merge(vm, kept[0], kept[2])
                      : ul_type_error(vm, "'%t' object is not a mapping", kept[1]);
    vm->sp = kept + 3;
    return err;
}
