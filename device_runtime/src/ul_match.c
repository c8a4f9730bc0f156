/* How do the patterns of `match` look into a value? See ul_match.h. */
#include "ul_match.h"
#include "ul_attr.h"
#include "ul_class.h"
#include "ul_compare.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_format.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_str.h"

int ul_match_sequence(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    ul_val v = ARG(0);
    uint32_t length;
    *out = V_FALSE;
    if (ul_is_sequence(vm, v))
        ul_items(vm, v, &length);
    else if (TYPE_IS(vm, v, T_RANGE))
        length = ul_range_length(vm, v);
    else
        return UL_OK;
    ul_val wanted = ARG(1);
    *out =
        V_BOOL(V_INT(length) == wanted || (ARG(2) == V_TRUE && (int32_t)length > INT_OF(wanted)));
    return UL_OK;
}

/* --- Mappings ------------------------------------------------------------------------------------
 */

/* Put the value of key i of slots[0] into the tuple slots[2]; *found: there is one. */
static int match_key(struct ul_vm *vm, const struct ul_args *args, ul_val *slots, uint32_t i,
                     bool *found)
{
    ul_val value = V_UNBOUND, key = PTR(vm, ARG(1))[1 + i];
    for (uint32_t j = 0; j < i; j++) {
        bool same;
        TRY(ul_equal(vm, PTR(vm, ARG(1))[1 + j], PTR(vm, ARG(1))[1 + i], &same));
        if (same) {
            ul_val text;
            TRY(ul_to_str(vm, PTR(vm, ARG(1))[1 + i], true, &text));
            return ul_value_error(vm, "mapping pattern checks duplicate key (%v)", text);
        }
    }
    TRY(ul_dict_get(vm, ARG(0), key, &value));
    *found = value != V_UNBOUND;
    PTR(vm, slots[0])[1 + i] = value;
    return UL_OK;
}

/* A copy of the subject without the keys, in the last place of the tuple. */
static int match_rest(struct ul_vm *vm, const struct ul_args *args, ul_val *slots, uint32_t keys)
{
    ul_val ignored;
    slots[1] = ul_dict_new(vm, ul_dict_length(vm, ARG(0)));
    if (!slots[1]) return UL_EXCEPTION;
    TRY(ul_dict_merge(vm, slots[1], ARG(0)));
    for (uint32_t i = 0; i < keys; i++)
        TRY(ul_dict_delete(vm, slots[1], PTR(vm, ARG(1))[1 + i], &ignored));
    PTR(vm, slots[0])[1 + keys] = slots[1];
    return UL_OK;
}

int ul_match_mapping(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    *out = V_NONE;
    if (!TYPE_IS(vm, ARG(0), T_DICT) || !TYPE_IS(vm, ARG(1), T_TUPLE)) return UL_OK;
    uint32_t keys = ul_tuple_length(vm, ARG(1)), rest = ARG(2) == V_TRUE;
    if (ul_dict_length(vm, ARG(0)) < keys) return UL_OK;
    ul_val *slots = ul_push2(vm, V_NONE, V_NONE);
    if (!slots) return UL_EXCEPTION;
    slots[0] = ul_new_clear(vm, T_TUPLE, 1 + keys + rest);
    if (!slots[0]) return UL_EXCEPTION;
    bool found = true;
    for (uint32_t i = 0; i < keys && found; i++)
        TRY(match_key(vm, args, slots, i, &found));
    if (!found) return UL_OK;
    if (rest) TRY(match_rest(vm, args, slots, keys));
    *out = slots[0];
    return UL_OK;
}

/* --- Classes -------------------------------------------------------------------------------------
 */

/* May `int(x)` stand for the value itself? */
static bool matches_itself(const struct ul_vm *vm, ul_val class)
{
    static const uint8_t types[] = {UL_TYPE_BOOL,  UL_TYPE_BYTEARRAY, UL_TYPE_BYTES, UL_TYPE_DICT,
                                    UL_TYPE_FLOAT, UL_TYPE_FROZENSET, UL_TYPE_INT,   UL_TYPE_LIST,
                                    UL_TYPE_SET,   UL_TYPE_STR,       UL_TYPE_TUPLE};
    for (uint32_t i = 0; i < sizeof types; i++)
        if (ul_is_subtype(vm, class, V_TYPE(types[i]))) return true;
    return false;
}

/* "Point() accepts 2 positional sub-patterns (3 given)" */
static int too_many(struct ul_vm *vm, ul_val class, uint32_t allowed, uint32_t given)
{
    struct ul_text text;
    TRY(ul_text_open(vm, &text));
    TRY(ul_text_type_name(vm, &text, class));
    ul_val name = ul_text_close(vm, &text);
    if (!name) return UL_EXCEPTION;
    return ul_type_error(vm, "%v() accepts %u positional sub-pattern%s (%u given)", name, allowed,
                         allowed == 1 ? "" : "s", given);
}

static int seen_twice(struct ul_vm *vm, const struct ul_args *args, ul_val name)
{
    ul_val *kept = ul_push(vm, name);
    struct ul_text text;
    if (!kept) return UL_EXCEPTION;
    TRY(ul_text_open(vm, &text));
    TRY(ul_text_type_name(vm, &text, ARG(1)));
    ul_val class = ul_text_close(vm, &text);
    if (!class) return UL_EXCEPTION;
    return ul_type_error(vm, "%v() got multiple sub-patterns for attribute '%v'", class, *kept);
}

/* One attribute of the subject, into place i of the tuple slots[0]; slots[1] are the names so far.
 * *found: it has one. */
static int match_attribute(struct ul_vm *vm, const struct ul_args *args, ul_val *slots, uint32_t i,
                           ul_val name, bool *found)
{
    ul_val value = V_UNBOUND;
    *found = false;
    for (uint32_t j = 0; j < i; j++) {
        ul_val other = PTR(vm, slots[1])[1 + j];
        if (other && ul_str_equal(vm, other, name)) return seen_twice(vm, args, name);
    }
    PTR(vm, slots[1])[1 + i] = name;
    int32_t id = ul_name_find(vm, name);
    if (id < 0) return UL_OK;
    int err = ul_get_attr(vm, ARG(0), (uint32_t)id, &value);
    if (err == UL_EXCEPTION && ul_pending_is(vm, UL_TYPE_ATTRIBUTEERROR)) {
        vm->roots[ROOT_EXC] = V_UNBOUND;
        return UL_OK;
    }
    *found = !err;
    if (!err) PTR(vm, slots[0])[1 + i] = value;
    return err;
}

/* slots[2] := __match_args__ of the class, or None; *allowed positional patterns */
static int positional_names(struct ul_vm *vm, ul_val class, ul_val *slots, uint32_t *allowed)
{
    slots[2] = V_NONE;
    ul_val names = IS_REF(class) ? ul_class_member(vm, class, UL_NAME___MATCH_ARGS__) : V_UNBOUND;
    if (!names) {
        *allowed = matches_itself(vm, class);
        return UL_OK;
    }
    if (!TYPE_IS(vm, names, T_TUPLE)) {
        slots[2] = names;
        struct ul_text text;
        TRY(ul_text_open(vm, &text));
        TRY(ul_text_type_name(vm, &text, class));
        ul_val name = ul_text_close(vm, &text);
        if (!name) return UL_EXCEPTION;
        return ul_type_error(vm, "%v.__match_args__ must be a tuple (got %t)", name, slots[2]);
    }
    slots[2] = names;
    *allowed = ul_tuple_length(vm, names);
    return UL_OK;
}

static int match_positional(struct ul_vm *vm, const struct ul_args *args, ul_val *slots,
                            uint32_t count, bool *found)
{
    uint32_t allowed = 0;
    if (!count) return UL_OK;
    TRY(positional_names(vm, ARG(1), slots, &allowed));
    if (count > allowed) return too_many(vm, ARG(1), allowed, count);
    if (slots[2] == V_NONE) {
        PTR(vm, slots[0])[1] = ARG(0);
        return UL_OK;
    }
    for (uint32_t i = 0; i < count && *found; i++) {
        ul_val name = PTR(vm, slots[2])[1 + i];
        if (!ul_is_str(vm, name))
            return ul_type_error(vm, "__match_args__ elements must be strings (got %t)", name);
        TRY(match_attribute(vm, args, slots, i, name, found));
    }
    return UL_OK;
}

int ul_match_class(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    ul_val class = ARG(1);
    *out = V_NONE;
    if (!IS_KIND(class, K_TYPE) && !TYPE_IS(vm, class, T_CLASS))
        return ul_type_error(vm, "called match pattern must be a type");
    if (!ul_is_subtype(vm, ul_type_of(vm, ARG(0)), class)) return UL_OK;
    if (!IS_INT(ARG(2)) || ARG(2) > V_INT(255) || !TYPE_IS(vm, ARG(3), T_TUPLE)) return UL_OK;
    uint32_t count = (uint32_t)INT_OF(ARG(2)), named = ul_tuple_length(vm, ARG(3));
    ul_val *slots = ul_push3(vm, V_NONE, V_NONE, V_NONE);
    bool found = true;
    if (!slots) return UL_EXCEPTION;
    for (uint32_t i = 0; i < 2; i++) {
        slots[i] = ul_new_clear(vm, T_TUPLE, 1 + count + named);
        if (!slots[i]) return UL_EXCEPTION;
    }
    TRY(match_positional(vm, args, slots, count, &found));
    for (uint32_t i = 0; i < named && found; i++) {
        ul_val name = PTR(vm, ARG(3))[1 + i];
        if (!ul_is_str(vm, name)) return UL_OK; /* only a forged image */
        TRY(match_attribute(vm, args, slots, count + i, name, &found));
    }
    if (found) *out = slots[0];
    return UL_OK;
}
