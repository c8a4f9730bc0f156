/* What do instructions do that have more than a line to do? Loops, containers, names, floats. */
#include "ul_instruction.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_number.h"
#include "ul_operator.h"
#include "ul_replay.h"
#include "ul_set.h"
#include "ul_unwind.h"

int ul_unbound_name(struct ul_vm *vm, uint32_t name_id)
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
int ul_unbound_global(struct ul_vm *vm, uint32_t slot)
{
    return ul_raise(vm, UL_TYPE_NAMEERROR, "name '%n' is not defined", UL_NAME_STATIC_COUNT + slot);
}

int ul_do_range_arguments(struct ul_vm *vm, ul_val *regs)
{
    int32_t ignored;
    for (uint32_t i = 0; i < 3; i++) {
        if (!ul_is_int(vm, regs[i])) {
            uint32_t at = (uint32_t)(regs - vm->regs); /* registers of a generator move */
            ul_val *kept = ul_push(vm, regs[i]);
            if (!kept) return UL_EXCEPTION;
            int err;
            UL_HELD(vm, err, ul_to_index(vm, kept));
            if (err) return err;
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

int ul_do_new_sequence(struct ul_vm *vm, uint32_t first, uint32_t count, bool list, ul_val *out)
{
    uint32_t all;
    ul_val ref = list ? ul_list_new(vm, count) : ul_new_clear(vm, T_TUPLE, count + 1);
    if (!ref) return UL_EXCEPTION;
    if (list) PTR(vm, ref)[LIST_LEN] = V_INT(count);
    if (count) memcpy(ul_items(vm, ref, &all), vm->regs + first, count * 4);
    *out = ref;
    return UL_OK;
}

int ul_do_new_dict(struct ul_vm *vm, uint32_t first, uint32_t pairs, ul_val *out)
{
    ul_val dict = ul_dict_new(vm, pairs);
    ul_val *kept = dict ? ul_push(vm, dict) : NULL;
    int err = kept ? UL_OK : UL_EXCEPTION;
    vm->replay.hold++;
    for (uint32_t i = 0; !err && i < pairs; i++)
        err = ul_dict_set(vm, *kept, vm->regs[first + 2 * i], vm->regs[first + 2 * i + 1]);
    vm->replay.hold--;
    if (!kept) return UL_EXCEPTION;
    *out = *kept;
    vm->sp = kept + 1;
    return err;
}

int ul_do_new_set(struct ul_vm *vm, uint32_t first, uint32_t items, ul_val *out)
{
    ul_val set = ul_set_new(vm, items, false);
    ul_val *kept = set ? ul_push(vm, set) : NULL;
    int err = kept ? UL_OK : UL_EXCEPTION;
    vm->replay.hold++;
    for (uint32_t i = 0; !err && i < items; i++)
        err = ul_set_add(vm, *kept, vm->regs[first + i]);
    vm->replay.hold--;
    if (!kept) return UL_EXCEPTION;
    *out = *kept;
    vm->sp = kept + 1;
    return err;
}

int ul_do_new_slice(struct ul_vm *vm, uint32_t first, ul_val *out)
{
    ul_val slice = ul_new(vm, T_SLICE, 4);
    if (!slice) return UL_EXCEPTION;
    memcpy(PTR(vm, slice) + 1, vm->regs + first, 12);
    *out = slice;
    return UL_OK;
}

int ul_do_new_function(struct ul_vm *vm, uint32_t index, uint32_t first, ul_val *out)
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

int ul_do_new_cell(struct ul_vm *vm, uint32_t a)
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
    ul_val list;
    if (ul_is_sequence(vm, *kept)) return UL_OK;
    if (!ul_iterable(vm, *kept))
        return ul_type_error(vm, "cannot unpack non-iterable %t object", *kept);
    TRY(ul_list_of(vm, *kept, &list));
    *kept = list;
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

int ul_do_unpack(struct ul_vm *vm, ul_val v, uint32_t first, uint32_t count, int32_t before)
{
    ul_val *kept = ul_push(vm, v);
    if (!kept) return UL_EXCEPTION;
    if (before >= (int32_t)count) before = (int32_t)count - 1;
    int err = before < 0 ? unpack_plain(vm, kept, first, count)
                         : unpack_star(vm, kept, first, count, (uint32_t)before);
    vm->sp = kept + 1;
    return err;
}

int ul_do_extend(struct ul_vm *vm, ul_val list, ul_val v)
{
    if (!ul_iterable(vm, v))
        return ul_type_error(vm, "Value after * must be an iterable, not %t", v);
    ul_val *kept = ul_push2(vm, list, v);
    if (!kept) return UL_EXCEPTION;
    int err = ul_asks(vm, kept[1]) ? ul_list_of(vm, kept[1], &kept[1]) : UL_OK;
    if (!err) err = ul_list_extend(vm, kept[0], kept[1]);
    vm->sp = kept + 2;
    return err;
}

int ul_do_iter(struct ul_vm *vm, uint32_t a, ul_val iterable)
{
    ul_val *state = ul_push2(vm, iterable, V_UNBOUND);
    if (!state) return UL_EXCEPTION;
    int err = ul_iter_start(vm, state);
    if (!err) memcpy(vm->regs + a, state, 8);
    vm->sp = state + 2;
    return err;
}

int ul_do_next(struct ul_vm *vm, uint32_t a, ul_val *item)
{
    ul_val *state = ul_push2(vm, vm->regs[a], vm->regs[a + 1]);
    if (!state) return UL_EXCEPTION;
    int err = ul_iter_next(vm, state, item);
    memcpy(vm->regs + a, state, 8);
    vm->sp = state + 2;
    return err;
}

/* May this stand behind `except`: an exception class, or a tuple of such? */
bool ul_catches(const struct ul_vm *vm, ul_val v)
{
    if (IS_KIND(v, K_TYPE))
        return IMM_PAYLOAD(v) >= UL_TYPE_BASEEXCEPTION && IMM_PAYLOAD(v) <= UL_TYPE_WARNING;
    if (!TYPE_IS(vm, v, T_TUPLE)) return ul_is_exception_class(vm, v);
    const ul_val *tuple = PTR(vm, v);
    for (uint32_t i = 1; i < HDR_WORDS(tuple[0]); i++)
        if (!ul_is_exception_class(vm, tuple[i])) return false;
    return true;
}

int ul_do_assertion(struct ul_vm *vm, ul_val message)
{
    if (message) return ul_raise_value(vm, UL_TYPE_ASSERTIONERROR, message);
    return ul_raise_type(vm, UL_TYPE_ASSERTIONERROR);
}

int ul_init_result(struct ul_vm *vm, ul_val result)
{
    if (result == V_NONE) return UL_OK;
    return ul_type_error(vm, "__init__() should return None, not '%t'", result);
}

int ul_do_delete_global(struct ul_vm *vm, uint32_t slot)
{
    if (!vm->globals[slot]) return ul_unbound_global(vm, slot);
    vm->globals[slot] = V_UNBOUND;
    return UL_OK;
}

int ul_do_new_floats(struct ul_vm *vm)
{
    const uint32_t *fn = ul_running_function(vm);
    for (uint32_t i = FN_REGS(fn) - FN_FLOATS(fn); i < FN_REGS(fn); i++) {
        ul_val box = ul_float_new(vm, 0);
        if (!box) return UL_EXCEPTION;
        vm->regs[i] = box;
    }
    return UL_OK;
}

/* v as a float, for an operator whose other operand is one (spec/opcodes.toml FLOAD). */
int ul_do_float_operand(struct ul_vm *vm, ul_val v, uint32_t word, uint64_t *bits)
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
    int err;
    UL_HELD(vm, err,
            word & 128u ? ul_inplace(vm, op, x, y, &ignored) : ul_binary(vm, op, x, y, &ignored));
    if (err) return err;
    return ul_type_error(vm, "must be real number, not %t", v); /* only of a forged image */
}
