/* When are two values equal, which comes first? See ul_compare.h. */
#include "ul_compare.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_float.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_number.h"
#include "ul_replay.h"
#include "ul_set.h"
#include "ul_str.h"

#define MAX_NESTING 6 /* of values that are compared by C functions within each other */

static bool is_number(const struct ul_vm *vm, ul_val v)
{
    return ul_is_int(vm, v) || ul_is_float(vm, v);
}

static bool holds(uint32_t op, int order)
{
    switch (op) {
    case UL_OP_EQ: return order == 0;
    case UL_OP_NE: return order != 0;
    case UL_OP_LT: return order == -1;
    case UL_OP_LE: return order == -1 || order == 0;
    case UL_OP_GT: return order == 1;
    default: return order == 1 || order == 0;
    }
}

static int sign(int order)
{
    return order < 0 ? -1 : order > 0;
}

/* Nesting deeper than the C stack is worth is a RecursionError, as in CPython though sooner. */
int ul_compare_enter(struct ul_vm *vm)
{
    if (vm->depth >= UL_MAX_DEPTH + MAX_NESTING) return ul_raise_type(vm, UL_TYPE_RECURSIONERROR);
    vm->depth += 1;
    return UL_OK;
}

/* --- Containers ----------------------------------------------------------------------------------
 */

/* Are these lists, tuples or dicts that are compared item by item, with stacks of values? */
static bool alike(const struct ul_vm *vm, ul_val a, ul_val b)
{
    if (!IS_REF(a) || !IS_REF(b)) return false;
    uint32_t type = HDR_TYPE(PTR(vm, a)[0]);
    return type == HDR_TYPE(PTR(vm, b)[0]) &&
           (type == T_LIST || type == T_TUPLE || type == T_SLICE || type == T_DICT);
}

/* The next pair to compare of a level (two containers, a place); x unbound: none is left. False:
 * they differ. */
static int next_pair(struct ul_vm *vm, ul_val *level, ul_val *x, ul_val *y, bool *equal)
{
    uint32_t at = (uint32_t)INT_OF(level[2]), again = at, na, nb;
    ul_val key;
    *x = V_UNBOUND;
    if (!TYPE_IS(vm, level[0], T_DICT)) {
        const ul_val *a = ul_items(vm, level[0], &na), *b = ul_items(vm, level[1], &nb);
        level[2] += 2;
        *equal = na == nb;
        if (at < na && at < nb) *x = a[at], *y = b[at];
        return UL_OK;
    }
    *equal = ul_dict_length(vm, level[0]) == ul_dict_length(vm, level[1]);
    if (!*equal || !ul_dict_next(vm, level[0], &at, &key, x)) return UL_OK;
    level[2] = V_INT(at);
    TRY(ul_dict_get(vm, level[1], key, y));
    *equal = *y && ul_dict_next(vm, level[0], &again, &key, x);
    return UL_OK;
}

/* Equality of what is alike, whatever its depth. */
static int equal_nested(struct ul_vm *vm, ul_val a, ul_val b, bool *equal)
{
    const ul_val *bottom = vm->sp;
    ul_val x, y;
    if (!ul_push3(vm, a, b, V_INT(0))) return UL_EXCEPTION;
    *equal = true;
    while (vm->sp != bottom) {
        TRY(ul_spend(vm, 1));
        TRY(next_pair(vm, vm->sp, &x, &y, equal));
        if (!*equal) break;
        if (!x)
            ul_pop(vm, 3);
        else if (x != y && !alike(vm, x, y))
            TRY(ul_compare_truth(vm, UL_OP_EQ, x, y, equal));
        else if (x != y && !ul_push3(vm, x, y, V_INT(0)))
            return UL_EXCEPTION;
        if (!*equal) break;
    }
    vm->sp = (ul_val *)(uintptr_t)bottom;
    return UL_OK;
}

/* Order of two sequences: that of the first items that differ, which may be sequences again. */
static int sequence_order(struct ul_vm *vm, uint32_t op, ul_val *kept, ul_val *result)
{
    uint32_t na, nb, i = 0;
    bool equal = true;
    for (;; i++) {
        TRY(ul_spend(vm, 1));
        const ul_val *x = ul_items(vm, kept[0], &na), *y = ul_items(vm, kept[1], &nb);
        if (i >= na || i >= nb) break;
        TRY(ul_equal(vm, x[i], y[i], &equal));
        if (equal) continue;
        x = ul_items(vm, kept[0], &na);
        y = ul_items(vm, kept[1], &nb);
        if (i >= na || i >= nb) break;
        ul_val a = x[i], b = y[i];
        if (!alike(vm, a, b) || TYPE_IS(vm, a, T_DICT)) return ul_compare(vm, op, a, b, result);
        kept[0] = a;
        kept[1] = b;
        i = UINT32_MAX; /* from the start of these */
    }
    *result = V_BOOL(holds(op, sign((int)na - (int)nb)));
    return UL_OK;
}

static bool is_set_like(const struct ul_vm *vm, ul_val v)
{
    return ul_is_set(vm, v) || ul_is_view(vm, v, true);
}

static int compare_containers(struct ul_vm *vm, uint32_t op, ul_val a, ul_val b, ul_val *result)
{
    TRY(ul_compare_enter(vm));
    ul_val *kept = ul_push2(vm, a, b);
    int err = UL_EXCEPTION;
    bool answer;
    if (kept && is_set_like(vm, kept[0])) {
        err = ul_set_compare(vm, op, kept, &answer);
        *result = V_BOOL(answer);
    } else if (kept && op <= UL_OP_NE) {
        err = equal_nested(vm, kept[0], kept[1], &answer);
        *result = V_BOOL(answer == (op == UL_OP_EQ));
    } else if (kept) {
        err = sequence_order(vm, op, kept, result);
    }
    if (kept) vm->sp = kept + 2;
    vm->depth--;
    return err;
}

static bool ranges_equal(const struct ul_vm *vm, ul_val a, ul_val b)
{
    uint32_t n = ul_range_length(vm, a);
    const ul_val *x = PTR(vm, a), *y = PTR(vm, b);
    return n == ul_range_length(vm, b) && (n == 0 || x[RANGE_START] == y[RANGE_START]) &&
           (n <= 1 || x[RANGE_STEP] == y[RANGE_STEP]);
}

/* --- Instances -----------------------------------------------------------------------------------
 */

static const uint8_t method_of[] = {UL_NAME___EQ__, UL_NAME___NE__, UL_NAME___LT__,
                                    UL_NAME___LE__, UL_NAME___GT__, UL_NAME___GE__};
static const uint8_t mirrored[] = {0, 1, 4, 5, 2, 3};

/* kept[self]'s own answer; *result NotImplemented when it has none. The default __ne__ inverts
 * __eq__. */
static int ask(struct ul_vm *vm, uint32_t which, const ul_val *kept, uint32_t self, ul_val *result)
{
    TRY(ul_call_special(vm, kept[self], method_of[which], kept[1 - self], result));
    if (!*result && which == 1) {
        TRY(ul_call_special(vm, kept[self], UL_NAME___EQ__, kept[1 - self], result));
        if (*result && *result != V_NOTIMPLEMENTED) {
            bool equal;
            TRY(ul_truth(vm, *result, &equal));
            *result = V_BOOL(!equal);
        }
    }
    if (!*result) *result = V_NOTIMPLEMENTED;
    return UL_OK;
}

/* The operands' methods: b's mirrored one first when its class derives from a's; then what the
 * values do that they stand for. *result NotImplemented when nobody answers. */
static int compare_instances(struct ul_vm *vm, uint32_t op, const ul_val *kept, ul_val *result)
{
    uint32_t which = op - UL_OP_EQ;
    ul_val left = ul_type_of(vm, kept[0]), right = ul_type_of(vm, kept[1]);
    bool first = left != right && ul_is_subtype(vm, right, left);
    *result = V_NOTIMPLEMENTED;
    if (first) TRY(ask(vm, mirrored[which], kept, 1, result));
    if (*result == V_NOTIMPLEMENTED) TRY(ask(vm, which, kept, 0, result));
    if (*result == V_NOTIMPLEMENTED && !first) TRY(ask(vm, mirrored[which], kept, 1, result));
    if (*result != V_NOTIMPLEMENTED) return UL_OK;
    ul_val a = ul_unwrap(vm, kept[0]), b = ul_unwrap(vm, kept[1]);
    return a == kept[0] && b == kept[1] ? UL_OK : ul_compare(vm, op, a, b, result);
}

/* --- Comparison ----------------------------------------------------------------------------------
 */

static const char *symbol(uint32_t op)
{
    static const char symbols[] = "==\0!=\0<\0\0<=\0>\0\0>=";
    return symbols + 3 * (op - UL_OP_EQ);
}

/* Identity; of methods, the same function of the same object. */
static bool same(const struct ul_vm *vm, ul_val a, ul_val b)
{
    if (a == b) return true;
    if (!TYPE_IS(vm, a, T_BOUND) && !TYPE_IS(vm, a, T_METHOD)) return false;
    return TYPE_IS(vm, b, HDR_TYPE(PTR(vm, a)[0])) && !memcmp(PTR(vm, a), PTR(vm, b), 12);
}

int ul_compare(struct ul_vm *vm, uint32_t op, ul_val a, ul_val b, ul_val *result)
{
    if (is_number(vm, a) && is_number(vm, b)) {
        *result = V_BOOL(holds(op, ul_number_compare(vm, a, b)));
        return UL_OK;
    }
    if ((ul_is_str(vm, a) && ul_is_str(vm, b)) || (ul_is_bytes(vm, a) && ul_is_bytes(vm, b))) {
        *result = V_BOOL(holds(op, sign(ul_str_compare(vm, a, b))));
        return UL_OK;
    }
    bool equality = op == UL_OP_EQ || op == UL_OP_NE;
    if (is_set_like(vm, a) && is_set_like(vm, b)) return compare_containers(vm, op, a, b, result);
    if (IS_REF(a) && IS_REF(b) && HDR_TYPE(PTR(vm, a)[0]) == HDR_TYPE(PTR(vm, b)[0])) {
        uint32_t type = HDR_TYPE(PTR(vm, a)[0]);
        if (type == T_LIST || type == T_TUPLE || type == T_SLICE || (type == T_DICT && equality))
            return compare_containers(vm, op, a, b, result);
        if (type == T_RANGE && equality) {
            *result = V_BOOL(ranges_equal(vm, a, b) == (op == UL_OP_EQ));
            return UL_OK;
        }
    }
    *result = V_NOTIMPLEMENTED;
    ul_val *kept = ul_push2(vm, a, b);
    if (!kept) return UL_EXCEPTION;
    int err = UL_OK;
    if (ul_class_of(vm, kept[0]) || ul_class_of(vm, kept[1]))
        err = compare_instances(vm, op, kept, result);
    if (!err && *result == V_NOTIMPLEMENTED) {
        if (equality)
            *result = V_BOOL(same(vm, kept[0], kept[1]) == (op == UL_OP_EQ));
        else
            err = ul_type_error(vm, "'%s' not supported between instances of '%t' and '%t'",
                                symbol(op), kept[0], kept[1]);
    }
    vm->sp = kept + 2;
    return err;
}

int ul_compare_truth(struct ul_vm *vm, uint32_t op, ul_val a, ul_val b, bool *result)
{
    ul_val value;
    if (ul_float_pair(vm, a, b)) {
        *result = holds(op, ul_float_order(ul_float_bits(vm, a), ul_float_bits(vm, b)));
        return UL_OK;
    }
    TRY(ul_compare(vm, op, a, b, &value));
    return ul_truth(vm, value, result);
}

int ul_equal(struct ul_vm *vm, ul_val a, ul_val b, bool *equal)
{
    *equal = a == b; /* containers compare by identity first */
    return *equal ? UL_OK : ul_compare_truth(vm, UL_OP_EQ, a, b, equal);
}

static int contains_text(struct ul_vm *vm, ul_val container, ul_val item, bool *found)
{
    struct ul_view text, part;
    int32_t byte;
    uint8_t own;
    if (ul_is_bytes(vm, container)) {
        if (!ul_is_bytes(vm, item) && !ul_is_int(vm, item))
            return ul_type_error(vm, "a bytes-like object is required, not '%t'", item);
        if (ul_is_int(vm, item)) {
            TRY(ul_byte_of(vm, item, &byte));
            own = (uint8_t)byte;
            part.p = &own;
            part.len = 1;
        } else {
            ul_view_of(vm, item, &part);
        }
    } else if (!ul_is_str(vm, item = ul_unwrap(vm, item)))
        return ul_type_error(vm, "'in <string>' requires string as left operand, not %t", item);
    else
        ul_view_of(vm, item, &part);
    ul_view_of(vm, container, &text);
    *found = part.len == 0;
    for (uint32_t i = 0; !*found && i + part.len <= text.len; i++)
        *found = memcmp(text.p + i, part.p, part.len) == 0;
    return ul_spend(vm, text.len / 16);
}

/* `x in d.items()`: the value under the first of a pair is equal to the second. */
static int items_contain(struct ul_vm *vm, const ul_val *kept, bool *found)
{
    ul_val value, dict = PTR(vm, kept[0])[ITER_A];
    if (!TYPE_IS(vm, kept[1], T_TUPLE) || ul_tuple_length(vm, kept[1]) != 2) return UL_OK;
    TRY(ul_dict_get(vm, dict, PTR(vm, kept[1])[1], &value));
    return value ? ul_equal(vm, value, PTR(vm, kept[1])[2], found) : UL_OK;
}

static bool range_contains(const struct ul_vm *vm, ul_val range, int32_t number)
{
    const ul_val *object = PTR(vm, range);
    int32_t step = INT_OF(object[RANGE_STEP]), start = INT_OF(object[RANGE_START]);
    bool down = step < 0;
    if (down ? number > start : number < start) return false;
    uint32_t far = (uint32_t)(down ? start - number : number - start);
    uint32_t stride = (uint32_t)(down ? -step : step), place = far / stride;
    return place * stride == far && place < ul_range_length(vm, range);
}

static int contains_item(struct ul_vm *vm, const ul_val *kept, bool *found)
{
    ul_val item, *state;
    TRY(ul_loop_resume(vm, kept[0], 0, &state));
    while (!*found) {
        TRY(ul_loop_step(vm, state, &item));
        if (!item) break;
        TRY(ul_equal(vm, item, kept[1], found));
        ul_loop_consume(vm, state);
    }
    return UL_OK;
}

static int contains_kept(struct ul_vm *vm, const ul_val *kept, bool *found)
{
    ul_val value;
    if (ul_special(vm, kept[0], UL_NAME___CONTAINS__) == V_NONE)
        return ul_type_error(vm, "'%t' object is not a container", kept[0]);
    TRY(ul_call_special(vm, kept[0], UL_NAME___CONTAINS__, kept[1], &value));
    if (value) return ul_truth(vm, value, found);
    if (!ul_special(vm, kept[0], UL_NAME___ITER__) && ul_unwrap(vm, kept[0]) != kept[0])
        return ul_contains(vm, ul_unwrap(vm, kept[0]), kept[1], found);
    if (!ul_iterable(vm, kept[0]))
        return ul_type_error(vm, "argument of type '%t' is not iterable", kept[0]);
    if (ul_is_view(vm, kept[0], true) && PTR(vm, kept[0])[ITER_KIND] == V_INT(ITER_ITEMS))
        return items_contain(vm, kept, found);
    if (TYPE_IS(vm, kept[0], T_RANGE) && ul_is_int(vm, kept[1])) {
        int32_t number;
        *found = ul_int_small(vm, kept[1], &number) && FITS_INT(number) &&
                 range_contains(vm, kept[0], number);
        return UL_OK;
    }
    return contains_item(vm, kept, found);
}

int ul_contains(struct ul_vm *vm, ul_val container, ul_val item, bool *found)
{
    ul_val value, *place;
    *found = false;
    if (TYPE_IS(vm, container, T_DICT) && ul_dict_place(vm, container, item, &place)) {
        *found = place != NULL;
        return UL_OK;
    }
    if (ul_is_str(vm, container) || ul_is_bytes(vm, container))
        return contains_text(vm, container, item, found);
    if (ul_is_view(vm, container, true) && PTR(vm, container)[ITER_KIND] == V_INT(ITER_KEYS))
        container = PTR(vm, container)[ITER_A];
    if (TYPE_IS(vm, container, T_DICT) || ul_is_set(vm, container)) {
        ul_val *kept = ul_push2(vm, container, item);
        if (!kept) return UL_EXCEPTION;
        int err = ul_is_set(vm, kept[0]) ? ul_set_key(vm, kept[1], &kept[1]) : UL_OK;
        if (!err) err = ul_dict_get(vm, kept[0], kept[1], &value);
        *found = !err && value != V_UNBOUND;
        vm->sp = kept + 2;
        return err;
    }
    ul_val *kept = ul_push2(vm, container, item);
    if (!kept) return UL_EXCEPTION;
    int err = contains_kept(vm, kept, found);
    vm->sp = kept + 2;
    return err;
}

/* --- Truth --------------------------------------------------------------------------------------
 */

int ul_length_special(struct ul_vm *vm, ul_val v, ul_val *length)
{
    int32_t small;
    TRY(ul_call_special(vm, v, UL_NAME___LEN__, V_UNBOUND, length));
    if (!*length) return UL_OK;
    if (!ul_is_int(vm, *length)) {
        TRY(ul_index(vm, *length, &small));
        *length = V_INT(small);
    }
    if (!ul_int_small(vm, *length, &small)) return UL_OK;
    if (small < 0) return ul_value_error(vm, "__len__() should return >= 0");
    if (FITS_INT(small)) *length = V_INT(small); /* True is 1 */
    return UL_OK;
}

static int truth_of_instance(struct ul_vm *vm, ul_val v, bool *truth)
{
    ul_val answer, *kept = ul_push(vm, v);
    if (!kept) return UL_EXCEPTION;
    int err = ul_call_special(vm, *kept, UL_NAME___BOOL__, V_UNBOUND, &answer);
    if (!err && answer && answer != V_TRUE && answer != V_FALSE)
        err = ul_type_error(vm, "__bool__ should return bool, returned %t", answer);
    bool sized = !err && !answer && ul_special(vm, *kept, UL_NAME___LEN__);
    if (sized) err = ul_length_special(vm, *kept, &answer);
    if (!err && !answer && ul_unwrap(vm, *kept) != *kept) {
        err = ul_truth(vm, ul_unwrap(vm, *kept), truth);
        answer = V_BOOL(*truth);
    }
    *truth = answer != V_FALSE && answer != V_INT(0);
    ul_pop(vm, 1);
    return err;
}

int ul_truth(struct ul_vm *vm, ul_val v, bool *truth)
{
    *truth = true;
    if (!IS_REF(v)) {
        *truth = v != V_FALSE && v != V_NONE && v != V_INT(0) && v != V_EMPTY_STR;
        return UL_OK;
    }
    const ul_val *object = PTR(vm, v);
    switch (HDR_TYPE(object[0])) {
    case T_FLOAT: *truth = ul_float_of(vm, v) != 0; break;
    case T_LIST: *truth = object[LIST_LEN] != V_INT(0); break;
    case T_SET:
    case T_DICT: *truth = object[DICT_LIVE] != V_INT(0); break;
    case T_ITER:
        if (ul_is_view(vm, v, false)) *truth = ul_dict_length(vm, object[ITER_A]) != 0;
        break;
    case T_BARRAY: *truth = object[LIST_LEN] != V_INT(0); break;
    case T_TUPLE:
    case T_BYTES: *truth = HDR_WORDS(object[0]) > 1; break;
    case T_RANGE: *truth = ul_range_length(vm, v) != 0; break;
    case T_INST:
    case T_EXC: return truth_of_instance(vm, v, truth);
    default: break;
    }
    return UL_OK;
}
