/* Which attributes does the interpreter compute? __class__, __name__, __dict__, the fields of
 * exceptions, ranges, methods and properties; and where the attributes of functions live. */
#include "ul_attr.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_exc.h"
#include "ul_heap.h"
#include "ul_list.h"
#include "ul_str.h"

static int ok(ul_val v, ul_val *out)
{
    *out = v;
    return v ? UL_OK : UL_EXCEPTION;
}

/* --- Dicts of attributes -------------------------------------------------------------------------
 *
 * Instances, exceptions, classes and function objects hold theirs. Functions that are immediates
 * have none: roots[ROOT_FUNCTIONS] is a dict of their dicts. */

static ul_val *attrs_place(const struct ul_vm *vm, ul_val object)
{
    if (!IS_REF(object)) return NULL;
    ul_val *at = PTR(vm, object);
    switch (HDR_TYPE(at[0])) {
    case T_INST:
    case T_EXC: return ul_inst_attrs(vm, object);
    case T_CLASS: return &at[CLASS_ATTRS];
    case T_FUNC: return &at[FUNC_ATTRS];
    default: return NULL;
    }
}

static int bare_function_attrs(struct ul_vm *vm, ul_val function, bool make, ul_val *dict)
{
    *dict = V_UNBOUND;
    ul_val *all = &vm->roots[ROOT_FUNCTIONS];
    if (*all) TRY(ul_dict_get(vm, *all, function, dict));
    if (*dict || !make) return UL_OK;
    if (!*all) *all = ul_dict_new(vm, 0);
    ul_val *kept = *all ? ul_push(vm, V_UNBOUND) : NULL;
    if (!kept) return UL_EXCEPTION;
    *kept = ul_dict_new(vm, 0);
    int err = *kept ? ul_dict_set(vm, vm->roots[ROOT_FUNCTIONS], function, *kept) : UL_EXCEPTION;
    *dict = *kept;
    ul_pop(vm, 1);
    return err;
}

int ul_function_attrs(struct ul_vm *vm, ul_val function, bool make, ul_val *dict)
{
    if (IS_KIND(function, K_FUNCTION)) return bare_function_attrs(vm, function, make, dict);
    *dict = PTR(vm, function)[FUNC_ATTRS];
    return *dict || !make ? UL_OK : ul_make_attrs(vm, function, dict);
}

int ul_make_attrs(struct ul_vm *vm, ul_val object, ul_val *dict)
{
    if (IS_KIND(object, K_FUNCTION)) return bare_function_attrs(vm, object, true, dict);
    bool exception = ul_is_exception(vm, object);
    ul_val *place = attrs_place(vm, object);
    *dict = place ? *place : V_UNBOUND;
    if ((!place && !exception) || *dict) return UL_OK;
    ul_val *kept = ul_push2(vm, object, V_UNBOUND);
    if (!kept) return UL_EXCEPTION;
    kept[1] = ul_dict_new(vm, 0);
    int err = kept[1] ? UL_OK : UL_EXCEPTION;
    if (!err && exception)
        err = ul_exc_set(vm, kept[0], EXC_ATTRS, kept[1]);
    else if (!err)
        *attrs_place(vm, kept[0]) = kept[1];
    *dict = kept[1];
    ul_pop(vm, 2);
    return err;
}

/* --- Names ---------------------------------------------------------------------------------------
 */

/* A record holds the qualified name; __name__ is what follows the last dot. */
static int name_part(struct ul_vm *vm, uint32_t record_name, bool qualified, ul_val *out)
{
    struct ul_view view;
    ul_val name = ul_name_str(vm, record_name);
    if (!name) return UL_EXCEPTION;
    ul_view_of(vm, name, &view);
    uint32_t from = view.len;
    while (!qualified && from && view.p[from - 1] != '.')
        from--;
    if (qualified) from = 0;
    return ok(from ? ul_str_part(vm, name, from, view.len - from) : name, out);
}

/* --- By type -------------------------------------------------------------------------------------
 */

/* __mro__ as a tuple: the type, what follows it, object. */
static int whole_mro(struct ul_vm *vm, ul_val type, ul_val *out)
{
    ul_val *kept = ul_push2(vm, type, V_UNBOUND);
    if (!kept || !(kept[1] = ul_list_new(vm, 0))) return UL_EXCEPTION;
    int err = ul_list_append(vm, kept[1], kept[0]);
    if (TYPE_IS(vm, kept[0], T_CLASS)) {
        ul_val mro = PTR(vm, kept[0])[CLASS_MRO];
        if (!err && IS_REF(mro)) err = ul_list_extend(vm, kept[1], mro);
    } else {
        for (uint32_t id = ul_type_base(IMM_PAYLOAD(type)); !err && id; id = ul_type_base(id))
            err = ul_list_append(vm, kept[1], V_TYPE(id));
    }
    if (!err && type != V_TYPE(UL_TYPE_OBJECT))
        err = ul_list_append(vm, kept[1], V_TYPE(UL_TYPE_OBJECT));
    if (!err) err = ok(ul_tuple_from(vm, kept[1]), out);
    vm->sp = kept + 2;
    return err;
}

/* A copy of the members of a class as a dict. */
static int class_dict(struct ul_vm *vm, ul_val class, ul_val *out)
{
    const uint32_t *record = ul_class_record(vm, class);
    const uint32_t *names = record + CLS_WORDS + CLS_SLOTS(record);
    ul_val *kept = ul_push2(vm, class, V_UNBOUND);
    if (!kept || !(kept[1] = ul_dict_new(vm, CLS_MEMBERS(record)))) return UL_EXCEPTION;
    for (uint32_t i = 0; i < CLS_MEMBERS(record); i++) {
        if (!PTR(vm, kept[0])[CLASS_MEMBERS + i]) continue;
        ul_val name = ul_name_str(vm, names[i]);
        if (!name) return UL_EXCEPTION;
        TRY(ul_dict_set(vm, kept[1], name, PTR(vm, kept[0])[CLASS_MEMBERS + i]));
    }
    ul_val attrs = PTR(vm, kept[0])[CLASS_ATTRS];
    if (attrs) TRY(ul_dict_merge(vm, kept[1], attrs));
    *out = kept[1];
    vm->sp = kept + 2;
    return UL_OK;
}

static int type_attr(struct ul_vm *vm, ul_val type, uint32_t name_id, ul_val *out)
{
    bool class = IS_REF(type), qualified = name_id == UL_NAME___QUALNAME__;
    switch (name_id) {
    case UL_NAME___NAME__:
    case UL_NAME___QUALNAME__:
        if (class) *out = ul_attrs_find(vm, PTR(vm, type)[CLASS_ATTRS], name_id);
        if (*out) return UL_OK;
        if (class) return name_part(vm, CLS_NAME(ul_class_record(vm, type)), qualified, out);
        return ok(ul_type_name(vm, type), out);
    case UL_NAME___MRO__: return whole_mro(vm, type, out);
    case UL_NAME___DICT__: return class ? class_dict(vm, type, out) : UL_OK;
    case UL_NAME___DOC__: *out = V_NONE; return UL_OK;
    default: return UL_OK;
    }
}

static int function_attr(struct ul_vm *vm, ul_val function, uint32_t name_id, ul_val *out)
{
    ul_val dict;
    ul_val *kept = ul_push(vm, function);
    if (!kept) return UL_EXCEPTION;
    int err = ul_function_attrs(vm, *kept, name_id == UL_NAME___DICT__, &dict);
    function = *kept;
    ul_pop(vm, 1);
    TRY(err);
    if (name_id == UL_NAME___DICT__) {
        *out = dict;
        return UL_OK;
    }
    if (dict) *out = ul_attrs_find(vm, dict, name_id);
    if (*out) return UL_OK;
    bool qualified = name_id == UL_NAME___QUALNAME__;
    if (name_id == UL_NAME___DOC__) *out = V_NONE;
    if (name_id != UL_NAME___NAME__ && !qualified) return UL_OK;
    return name_part(vm, FN_NAME(IMAGE_FUNCTION(vm, ul_function_index(vm, function))), qualified,
                     out);
}

static int exception_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    const ul_val *exception = PTR(vm, object);
    if (name_id == UL_NAME_ARGS)
        *out = exception[EXC_ARGS];
    else if (name_id == UL_NAME_VALUE && ul_matches(vm, object, V_TYPE(UL_TYPE_STOPITERATION)))
        *out = HDR_WORDS(PTR(vm, exception[EXC_ARGS])[0]) > 1 ? PTR(vm, exception[EXC_ARGS])[1]
                                                              : V_NONE;
    else
        TRY(ul_exc_get_attr(vm, object, name_id, out));
    if (!*out) *out = ul_attrs_find(vm, ul_exc_get(vm, object, EXC_ATTRS), name_id);
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

/* A bound method: its parts, else what its function has. */
static int bound_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    const ul_val *bound = PTR(vm, object);
    if (name_id == UL_NAME___SELF__)
        *out = bound[BOUND_SELF];
    else if (name_id == UL_NAME___FUNC__)
        *out = bound[BOUND_FUNC];
    else if (ul_is_function(vm, bound[BOUND_FUNC]))
        return function_attr(vm, bound[BOUND_FUNC], name_id, out);
    return UL_OK;
}

static int descriptor_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    const ul_val *at = PTR(vm, object);
    bool property = at[DESC_KIND] == V_INT(DESC_PROPERTY);
    if (property && name_id >= UL_NAME_FGET && name_id <= UL_NAME_FDEL)
        *out = at[DESC_GET + name_id - UL_NAME_FGET];
    else if (!property && (name_id == UL_NAME___FUNC__ || name_id == UL_NAME___WRAPPED__))
        *out = at[DESC_GET];
    else if (property && name_id == UL_NAME___DOC__ && ul_is_function(vm, at[DESC_GET]))
        return function_attr(vm, at[DESC_GET], name_id, out);
    return UL_OK;
}

static int object_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    const ul_val *at = PTR(vm, object);
    switch (HDR_TYPE(at[0])) {
    case T_EXC: return exception_attr(vm, object, name_id, out);
    case T_CONTEXT: return context_attr(vm, object, name_id, out);
    case T_BOUND: return bound_attr(vm, object, name_id, out);
    case T_DESC: return descriptor_attr(vm, object, name_id, out);
    case T_RANGE:
    case T_SLICE:
        if (name_id >= UL_NAME_START && name_id <= UL_NAME_STEP)
            *out = at[RANGE_START + name_id - UL_NAME_START];
        return UL_OK;
    default: return UL_OK;
    }
}

int ul_computed_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    if (name_id == UL_NAME___CLASS__) {
        *out = ul_type_of(vm, object);
        return UL_OK;
    }
    if (ul_is_type(vm, object)) return type_attr(vm, object, name_id, out);
    if (ul_is_function(vm, object)) return function_attr(vm, object, name_id, out);
    if (!IS_REF(object)) return UL_OK;
    if (name_id == UL_NAME___DICT__ && (attrs_place(vm, object) || ul_is_exception(vm, object)))
        return ul_make_attrs(vm, object, out);
    return object_attr(vm, object, name_id, out);
}
