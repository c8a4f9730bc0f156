/* When are two values equal, which comes first? See ul_compare.h. */
#include "ul_compare.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_mag.h"
#include "ul_number.h"
#include "ul_str.h"

#define MAX_NESTING 24 /* of containers that are compared */

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
static int enter(struct ul_vm *vm)
{
    if (vm->depth >= UL_MAX_DEPTH + MAX_NESTING) return ul_raise_type(vm, UL_TYPE_RECURSIONERROR);
    vm->depth += 1;
    return UL_OK;
}

/* --- Containers ----------------------------------------------------------------------------------
 */

static int sequence_order(struct ul_vm *vm, uint32_t op, const ul_val *kept, ul_val *result)
{
    uint32_t na, nb;
    ul_items(vm, kept[0], &na);
    ul_items(vm, kept[1], &nb);
    *result = V_BOOL(op == UL_OP_NE);
    if (na != nb && op <= UL_OP_NE) return UL_OK;
    for (uint32_t i = 0;; i++) {
        const ul_val *x = ul_items(vm, kept[0], &na), *y = ul_items(vm, kept[1], &nb);
        if (i >= na || i >= nb) break;
        bool equal;
        TRY(ul_spend(vm, 1));
        TRY(ul_equal(vm, x[i], y[i], &equal));
        if (equal) continue;
        if (op == UL_OP_EQ || op == UL_OP_NE) return UL_OK;
        x = ul_items(vm, kept[0], &na);
        y = ul_items(vm, kept[1], &nb);
        return i < na && i < nb ? ul_compare(vm, op, x[i], y[i], result) : UL_OK;
    }
    *result = V_BOOL(holds(op, sign((int)na - (int)nb)));
    return UL_OK;
}

static int dict_equal(struct ul_vm *vm, const ul_val *kept, bool *equal)
{
    uint32_t at = 0;
    ul_val key, value, other;
    *equal = ul_dict_length(vm, kept[0]) == ul_dict_length(vm, kept[1]);
    while (*equal && ul_dict_next(vm, kept[0], &at, &key, &value)) {
        TRY(ul_spend(vm, 1));
        TRY(ul_dict_get(vm, kept[1], key, &other));
        uint32_t again = at - 1;
        if (!other || !ul_dict_next(vm, kept[0], &again, &key, &value))
            *equal = false;
        else
            TRY(ul_equal(vm, value, other, equal));
    }
    return UL_OK;
}

static int compare_containers(struct ul_vm *vm, uint32_t op, ul_val a, ul_val b, ul_val *result)
{
    TRY(enter(vm));
    ul_val *kept = ul_push2(vm, a, b);
    int err = UL_EXCEPTION;
    if (kept && TYPE_IS(vm, a, T_DICT)) {
        bool equal = false;
        err = dict_equal(vm, kept, &equal);
        *result = V_BOOL(equal == (op == UL_OP_EQ));
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

/* Try a's method, then b's mirrored one; *result NotImplemented when neither answers. */
static int compare_instances(struct ul_vm *vm, uint32_t op, const ul_val *kept, ul_val *result)
{
    uint32_t which = op - UL_OP_EQ;
    *result = V_UNBOUND;
    TRY(ul_call_special(vm, kept[0], method_of[which], kept[1], result));
    if (*result && *result != V_NOTIMPLEMENTED) return UL_OK;
    TRY(ul_call_special(vm, kept[1], method_of[mirrored[which]], kept[0], result));
    if (*result && *result != V_NOTIMPLEMENTED) return UL_OK;
    if (op == UL_OP_NE) { /* the default __ne__ inverts __eq__ */
        TRY(compare_instances(vm, UL_OP_EQ, kept, result));
        if (*result != V_NOTIMPLEMENTED) {
            bool equal;
            TRY(ul_truth(vm, *result, &equal));
            *result = V_BOOL(!equal);
        }
        return UL_OK;
    }
    *result = V_NOTIMPLEMENTED;
    return UL_OK;
}

/* --- Comparison ----------------------------------------------------------------------------------
 */

static const char *symbol(uint32_t op)
{
    static const char symbols[] = "==\0!=\0<\0\0<=\0>\0\0>=";
    return symbols + 3 * (op - UL_OP_EQ);
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
    if (IS_REF(a) && IS_REF(b) && HDR_TYPE(PTR(vm, a)[0]) == HDR_TYPE(PTR(vm, b)[0])) {
        uint32_t type = HDR_TYPE(PTR(vm, a)[0]);
        if (type == T_LIST || type == T_TUPLE || (type == T_DICT && equality))
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
    if (ul_class_of(vm, a) || ul_class_of(vm, b)) err = compare_instances(vm, op, kept, result);
    if (!err && *result == V_NOTIMPLEMENTED) {
        if (equality)
            *result = V_BOOL((kept[0] == kept[1]) == (op == UL_OP_EQ));
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
    if (!ul_is_str(vm, item))
        return ul_type_error(vm, "'in <string>' requires string as left operand, not %t", item);
    ul_view_of(vm, container, &text);
    ul_view_of(vm, item, &part);
    *found = part.len == 0;
    for (uint32_t i = 0; !*found && i + part.len <= text.len; i++)
        *found = memcmp(text.p + i, part.p, part.len) == 0;
    return ul_spend(vm, text.len / 16);
}

int ul_contains(struct ul_vm *vm, ul_val container, ul_val item, bool *found)
{
    ul_val value;
    *found = false;
    if (ul_is_str(vm, container)) return contains_text(vm, container, item, found);
    if (TYPE_IS(vm, container, T_DICT)) {
        TRY(ul_dict_get(vm, container, item, &value));
        *found = value != V_UNBOUND;
        return UL_OK;
    }
    ul_val *kept = ul_push2(vm, container, item);
    if (!kept) return UL_EXCEPTION;
    int err = ul_call_special(vm, kept[0], UL_NAME___CONTAINS__, kept[1], &value);
    if (!err && value) {
        err = ul_truth(vm, value, found);
    } else if (!err) {
        struct ul_loop loop;
        if (!IS_REF(kept[0]) || TYPE_IS(vm, kept[0], T_FLOAT) || TYPE_IS(vm, kept[0], T_INT))
            err = ul_type_error(vm, "argument of type '%t' is not iterable", kept[0]);
        else
            err = ul_loop_open(vm, &loop, kept[0]);
        while (!err && !*found && !(err = ul_loop_next(vm, &loop, &value)) && value)
            err = ul_equal(vm, value, kept[1], found);
    }
    vm->sp = kept + 2;
    return err;
}

/* --- Hash and truth ------------------------------------------------------------------------------
 */

static uint32_t mix(uint32_t h)
{
    h *= 0x9E3779B1u;
    return h ^ h >> 15;
}

static uint32_t hash_words(const uint32_t *words, uint32_t n, uint32_t h)
{
    for (uint32_t i = 0; i < n; i++)
        h = mix(h ^ words[i]);
    return h;
}

/* An integral float hashes as the integer that it equals. */
static uint32_t hash_double(double d)
{
    uint32_t digits[UL_MAG_DOUBLE_DIGITS];
    if (d > -1073741824.0 && d < 1073741823.0 && d == (double)(int32_t)d)
        return mix(V_INT((int32_t)d));
    int32_t n = ul_mag_from_double(d, digits);
    if (n >= 0 && d == ul_double_trunc(d)) return hash_words(digits, (uint32_t)n, d < 0);
    memcpy(digits, &d, 8);
    return hash_words(digits, 2, 2);
}

static int hash_tuple(struct ul_vm *vm, ul_val v, uint32_t *hash)
{
    uint32_t h = T_TUPLE, part;
    const ul_val *kept = ul_push(vm, v);
    int err = kept ? UL_OK : UL_EXCEPTION;
    for (uint32_t i = 1; !err && i < HDR_WORDS(PTR(vm, *kept)[0]); i++) {
        err = ul_hash(vm, PTR(vm, *kept)[i], &part);
        h = mix(h ^ part);
    }
    if (kept) ul_pop(vm, 1);
    *hash = h;
    return err;
}

/* Objects move, so identity has no stable number: instances of one class share a hash. */
static int hash_instance(struct ul_vm *vm, ul_val v, uint32_t *hash)
{
    ul_val answer;
    int32_t small;
    *hash = T_INST;
    if (!ul_special(vm, v, UL_NAME___HASH__))
        return ul_special(vm, v, UL_NAME___EQ__) ? ul_type_error(vm, "unhashable type: '%t'", v)
                                                 : UL_OK;
    TRY(ul_call_special(vm, v, UL_NAME___HASH__, V_UNBOUND, &answer));
    if (!ul_is_int(vm, answer))
        return ul_type_error(vm, "__hash__ method should return an integer");
    *hash = ul_int_small(vm, answer, &small) ? mix((uint32_t)small) : 0;
    return UL_OK;
}

static int hash_object(struct ul_vm *vm, ul_val v, uint32_t *hash)
{
    const ul_val *object = PTR(vm, v);
    uint32_t type = HDR_TYPE(object[0]), words = HDR_WORDS(object[0]);
    *hash = type;
    switch (type) {
    case T_FLOAT: *hash = hash_double(ul_float_of(vm, v)); return UL_OK;
    case T_INT: *hash = hash_words(object + 1, words - 1, HDR_FLAG(object[0])); return UL_OK;
    case T_BYTES: *hash = hash_words(object + 1, words - 1, HDR_PAD(object[0])); return UL_OK;
    case T_TUPLE: return hash_tuple(vm, v, hash);
    case T_INST:
    case T_EXC: return hash_instance(vm, v, hash);
    case T_LIST:
    case T_DICT:
    case T_SLICE: return ul_type_error(vm, "unhashable type: '%t'", v);
    default: return UL_OK;
    }
}

int ul_hash(struct ul_vm *vm, ul_val v, uint32_t *hash)
{
    if (ul_is_str(vm, v)) {
        *hash = ul_str_hash(vm, v);
        return UL_OK;
    }
    if (IS_REF(v)) return hash_object(vm, v, hash);
    *hash = mix(v == V_TRUE ? V_INT(1) : v == V_FALSE ? V_INT(0) : v);
    return UL_OK;
}

static int truth_of_instance(struct ul_vm *vm, ul_val v, bool *truth)
{
    ul_val answer, *kept = ul_push(vm, v);
    if (!kept) return UL_EXCEPTION;
    int err = ul_call_special(vm, *kept, UL_NAME___BOOL__, V_UNBOUND, &answer);
    if (!err && answer && answer != V_TRUE && answer != V_FALSE)
        err = ul_type_error(vm, "__bool__ should return bool, returned %t", answer);
    if (!err && !answer) err = ul_call_special(vm, *kept, UL_NAME___LEN__, V_UNBOUND, &answer);
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
    case T_DICT: *truth = object[DICT_LIVE] != V_INT(0); break;
    case T_TUPLE:
    case T_BYTES: *truth = HDR_WORDS(object[0]) > 1; break;
    case T_RANGE: *truth = ul_range_length(vm, v) != 0; break;
    case T_INST:
    case T_EXC: return truth_of_instance(vm, v, truth);
    default: break;
    }
    return UL_OK;
}
