/* What does a dot find? See ul_attr.h. */
#include "ul_attr.h"
#include "ul_builtin.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_exc.h"
#include "ul_heap.h"
#include "ul_str.h"

static const uint32_t *record_of(const struct ul_vm *vm, ul_val class)
{
    return IMAGE_CLASS(vm, INT_OF(PTR(vm, class)[CLASS_INDEX]));
}

static int no_attribute(struct ul_vm *vm, ul_val object, uint32_t name_id)
{
    ul_val type = IS_KIND(object, K_TYPE) || TYPE_IS(vm, object, T_CLASS) ? object : V_UNBOUND;
    if (type) {
        struct ul_text text;
        TRY(ul_text_open(vm, &text));
        TRY(ul_text_type_name(vm, &text, type)); /* a class moves, its record does not */
        ul_val name = ul_text_close(vm, &text);
        return ul_raise(vm, UL_TYPE_ATTRIBUTEERROR, "type object '%v' has no attribute '%n'", name,
                        name_id);
    }
    return ul_raise(vm, UL_TYPE_ATTRIBUTEERROR, "'%t' object has no attribute '%n'", object,
                    name_id);
}

static ul_val bind_method(struct ul_vm *vm, ul_val self, ul_val function)
{
    ul_val *kept = ul_push2(vm, self, function);
    ul_val bound = kept ? ul_new(vm, T_BOUND, BOUND_WORDS) : 0;
    if (bound) {
        PTR(vm, bound)[BOUND_SELF] = kept[0];
        PTR(vm, bound)[BOUND_FUNC] = kept[1];
    }
    if (kept) ul_pop(vm, 2);
    return bound;
}

static ul_val instance_slot(const struct ul_vm *vm, ul_val object, uint32_t name_id)
{
    int32_t slot = ul_slot_index(record_of(vm, ul_class_of(vm, object)), name_id);
    return slot < 0 ? V_UNBOUND : ul_slots(vm, object)[slot];
}

/* --- Attributes that the interpreter computes ----------------------------------------------------
 */

static int exception_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    const ul_val *exception = PTR(vm, object);
    if (name_id == UL_NAME_ARGS)
        *out = exception[EXC_ARGS];
    else if (name_id == UL_NAME_VALUE && ul_matches(vm, object, V_TYPE(UL_TYPE_STOPITERATION)))
        *out = HDR_WORDS(PTR(vm, exception[EXC_ARGS])[0]) > 1 ? PTR(vm, exception[EXC_ARGS])[1]
                                                              : V_NONE;
    else
        return ul_exc_get_attr(vm, object, name_id, out);
    return UL_OK;
}

static int context_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    ul_val *kept = ul_push(vm, object);
    ul_val name = kept ? ul_name_str(vm, name_id) : 0;
    int err = name ? ul_dict_get(vm, PTR(vm, *kept)[CONTEXT_DICT], name, out) : UL_EXCEPTION;
    if (kept) ul_pop(vm, 1);
    return err;
}

static int type_attr(struct ul_vm *vm, ul_val type, uint32_t name_id, ul_val *out)
{
    if (name_id == UL_NAME___NAME__ || name_id == UL_NAME___QUALNAME__) {
        struct ul_text text;
        TRY(ul_text_open(vm, &text));
        TRY(ul_text_type_name(vm, &text, type));
        *out = ul_text_close(vm, &text);
    }
    return UL_OK;
}

static int function_attr(struct ul_vm *vm, ul_val function, uint32_t name_id, ul_val *out)
{
    uint32_t name = FN_NAME(IMAGE_FUNCTION(vm, ul_function_index(vm, function)));
    if (name_id != UL_NAME___NAME__ && name_id != UL_NAME___QUALNAME__) return UL_OK;
    *out = name_id == UL_NAME___NAME__ ? ul_name_tail(vm, name) : ul_name_str(vm, name);
    return *out ? UL_OK : UL_EXCEPTION;
}

static int computed_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    if (name_id == UL_NAME___CLASS__) {
        *out = ul_type_of(vm, object);
        return UL_OK;
    }
    if (IS_KIND(object, K_TYPE) || TYPE_IS(vm, object, T_CLASS))
        return type_attr(vm, object, name_id, out);
    if (ul_is_function(vm, object)) return function_attr(vm, object, name_id, out);
    if (!IS_REF(object)) return UL_OK;
    const ul_val *at = PTR(vm, object);
    switch (HDR_TYPE(at[0])) {
    case T_EXC: return exception_attr(vm, object, name_id, out);
    case T_CONTEXT: return context_attr(vm, object, name_id, out);
    case T_RANGE:
    case T_SLICE:
        if (name_id >= UL_NAME_START && name_id <= UL_NAME_STEP)
            *out = at[RANGE_START + name_id - UL_NAME_START];
        return UL_OK;
    default: return UL_OK;
    }
}

/* --- Reading -------------------------------------------------------------------------------------
 */

static int instance_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    *out = instance_slot(vm, object, name_id);
    if (*out) return UL_OK;
    ul_val member = ul_class_member(vm, ul_class_of(vm, object), name_id);
    if (member && ul_is_function(vm, member)) {
        *out = bind_method(vm, object, member);
        return *out ? UL_OK : UL_EXCEPTION;
    }
    *out = member;
    return UL_OK;
}

int ul_get_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    *out = V_UNBOUND;
    ul_val *kept = ul_push(vm, object);
    if (!kept) return UL_EXCEPTION;
    int err = UL_OK;
    if (ul_class_of(vm, *kept))
        err = instance_attr(vm, *kept, name_id, out);
    else if (TYPE_IS(vm, *kept, T_CLASS))
        *out = ul_class_member(vm, *kept, name_id);
    if (!err && !*out) err = computed_attr(vm, *kept, name_id, out);
    if (!err && !*out && ul_has_method(vm, *kept, name_id)) {
        *out = ul_new(vm, T_METHOD, METHOD_WORDS);
        if (*out) {
            PTR(vm, *out)[METHOD_SELF] = *kept;
            PTR(vm, *out)[METHOD_NAME] = V_INT(name_id);
        }
        err = *out ? UL_OK : UL_EXCEPTION;
    }
    if (!err && !*out) {
        *out = ul_extension(vm, *kept, name_id);
        if (*out && !IS_KIND(*kept, K_TYPE)) {
            *out = bind_method(vm, *kept, *out);
            err = *out ? UL_OK : UL_EXCEPTION;
        }
    }
    if (!err && !*out && ul_special(vm, *kept, UL_NAME___GETATTR__)) {
        ul_val name = ul_name_str(vm, name_id);
        err = name ? ul_call_special(vm, *kept, UL_NAME___GETATTR__, name, out) : UL_EXCEPTION;
    } else if (!err && !*out) {
        err = no_attribute(vm, *kept, name_id);
    }
    vm->sp = kept + 1;
    return err;
}

int ul_find_method(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *function,
                   ul_val *self)
{
    *function = V_UNBOUND;
    *self = object;
    ul_val class = ul_class_of(vm, object);
    if (class) {
        *function = instance_slot(vm, object, name_id);
        if (*function) {
            *self = V_UNBOUND;
            return UL_OK;
        }
        *function = ul_class_member(vm, class, name_id);
        if (*function && !ul_is_function(vm, *function)) *self = V_UNBOUND;
        if (*function) return UL_OK;
    } else if (TYPE_IS(vm, object, T_CLASS)) {
        *function = ul_class_member(vm, object, name_id);
        *self = V_UNBOUND;
        if (*function) return UL_OK;
    }
    if (ul_has_method(vm, object, name_id)) {
        *self = object;
        return UL_OK;
    }
    *function = IS_KIND(object, K_TYPE) ? V_UNBOUND : ul_extension(vm, object, name_id);
    if (*function) return UL_OK;
    *self = V_UNBOUND;
    return ul_get_attr(vm, object, name_id, function);
}

/* --- Writing -------------------------------------------------------------------------------------
 */

static int set_class_member(struct ul_vm *vm, ul_val class, uint32_t name_id, ul_val value)
{
    const uint32_t *record = record_of(vm, class), *names = record + CLS_WORDS + CLS_SLOTS(record);
    for (uint32_t i = 0; i < CLS_MEMBERS(record); i++)
        if (names[i] == name_id) {
            PTR(vm, class)[CLASS_MEMBERS + i] = value;
            return UL_OK;
        }
    return no_attribute(vm, class, name_id);
}

int ul_set_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val value)
{
    ul_val class = ul_class_of(vm, object);
    if (TYPE_IS(vm, object, T_CLASS)) return set_class_member(vm, object, name_id, value);
    if (class) {
        int32_t slot = ul_slot_index(record_of(vm, class), name_id);
        if (slot >= 0 && (value || ul_slots(vm, object)[slot])) {
            ul_slots(vm, object)[slot] = value;
            return UL_OK;
        }
    }
    if (TYPE_IS(vm, object, T_EXC)) {
        bool known;
        TRY(ul_exc_set_attr(vm, object, name_id, value, &known));
        if (known) return UL_OK;
    }
    return no_attribute(vm, object, name_id);
}
