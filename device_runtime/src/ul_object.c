/* What is built in: which functions and types are about objects themselves? getattr and its
 * family, property, staticmethod, classmethod, super, object; the hooks of class creation. */
#include "ul_attr.h"
#include "ul_builtin.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_format.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_mapping.h"
#include "ul_operator.h"
#include "ul_str.h"

static int ok(ul_val v, ul_val *out)
{
    *out = v;
    return v ? UL_OK : UL_EXCEPTION;
}

/* --- Functions -----------------------------------------------------------------------------------
 */

/* The attribute; unbound: there is none. */
static int find_attr(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    uint32_t id;
    ul_val *sp = vm->sp;
    TRY(ul_name_of(vm, ARG(1), &id));
    int err = ul_get_attr(vm, ARG(0), id, out);
    if (err != UL_EXCEPTION || !ul_pending_is(vm, UL_TYPE_ATTRIBUTEERROR)) return err;
    vm->roots[ROOT_EXC] = V_UNBOUND;
    vm->sp = sp;
    *out = V_UNBOUND;
    return ul_spend(vm, 1);
}

static int builtin_getattr(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    uint32_t id;
    if (args->count < 3) {
        TRY(ul_name_of(vm, ARG(1), &id));
        return ul_get_attr(vm, ARG(0), id, out);
    }
    TRY(find_attr(vm, args, out));
    if (!*out) *out = ARG(2);
    return UL_OK;
}

static int builtin_hasattr(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    TRY(find_attr(vm, args, out));
    *out = V_BOOL(*out);
    return UL_OK;
}

static int builtin_setattr(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    uint32_t id;
    *out = V_NONE;
    TRY(ul_name_of(vm, ARG(1), &id));
    return ul_set_attr(vm, ARG(0), id, args->count > 2 ? ARG(2) : V_UNBOUND);
}

static int builtin_vars(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    if (!IS_KIND(ARG(0), K_TYPE)) TRY(ul_computed_attr(vm, ARG(0), UL_NAME___DICT__, out));
    return *out ? UL_OK : ul_type_error(vm, "vars() argument must have __dict__ attribute");
}

/* --- Classes -------------------------------------------------------------------------------------
 */

/* kept: the class. Tell each member its name, if it asks. */
static int set_names(struct ul_vm *vm, const ul_val *kept)
{
    const uint32_t *record = ul_class_record(vm, *kept);
    const uint32_t *names = record + CLS_WORDS + CLS_SLOTS(record);
    ul_val ignored;
    for (uint32_t i = 0; i < CLS_MEMBERS(record); i++) {
        ul_val member = PTR(vm, *kept)[CLASS_MEMBERS + i];
        if (!ul_special(vm, member, UL_NAME___SET_NAME__)) continue;
        ul_val name = ul_name_str(vm, names[i]);
        if (!name) return UL_EXCEPTION;
        member = PTR(vm, *kept)[CLASS_MEMBERS + i];
        TRY(ul_call_special2(vm, member, UL_NAME___SET_NAME__, *kept, name, &ignored));
    }
    return UL_OK;
}

/* "A.__init_subclass__() takes no keyword arguments" */
int ul_no_class_keywords(struct ul_vm *vm, ul_val class)
{
    ul_val name = V_UNBOUND;
    TRY(ul_computed_attr(vm, class, UL_NAME___QUALNAME__, &name));
    return ul_type_error(vm, "%v.__init_subclass__() takes no keyword arguments", name);
}

/* class.finish(class, keywords or None): __set_name__ of the members, __init_subclass__ of the
 * bases. */
static int class_finish(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    const ul_val *kept = ul_push2(vm, ARG(0), ARG(1));
    uint32_t at = 0, count = 0, pairs = 0;
    ul_val key, value, ignored;
    *out = V_NONE;
    if (!kept) return UL_EXCEPTION;
    if (!TYPE_IS(vm, kept[0], T_CLASS)) return ul_type_error(vm, "class.finish() needs a class");
    TRY(set_names(vm, kept));
    if (TYPE_IS(vm, kept[1], T_DICT)) pairs = ul_dict_length(vm, kept[1]);
    ul_val hook = ul_class_member_after(vm, kept[0], kept[0], UL_NAME___INIT_SUBCLASS__);
    if (!hook) return pairs ? ul_no_class_keywords(vm, kept[0]) : UL_OK;
    ul_val *block = ul_stack_take(vm, 2 * pairs);
    if (!block) return UL_EXCEPTION;
    while (pairs && ul_dict_next(vm, kept[1], &at, &key, &value)) {
        block[2 * count] = key;
        block[2 * count++ + 1] = value;
    }
    struct ul_args given = {block, 0, 0, pairs};
    TRY(ul_bind_member(vm, ul_class_member_after(vm, kept[0], kept[0], UL_NAME___INIT_SUBCLASS__),
                       V_UNBOUND, kept[0], UL_NAME___INIT_SUBCLASS__, false, &hook));
    return ul_call_args(vm, hook, &given, &ignored);
}

/* --- Keywords of calls ---------------------------------------------------------------------------
 */

ul_val ul_function_str(struct ul_vm *vm, ul_val callee)
{
    struct ul_text text;
    ul_val name = V_UNBOUND, *kept = ul_push2(vm, callee, V_UNBOUND);
    if (!kept) return V_EMPTY_STR;
    bool own = ul_is_function(vm, kept[0]) || TYPE_IS(vm, kept[0], T_CLASS) ||
               TYPE_IS(vm, kept[0], T_BOUND);
    if (ul_computed_attr(vm, kept[0], UL_NAME___QUALNAME__, &name)) return V_EMPTY_STR;
    if (!name && ul_to_str(vm, kept[0], false, &name)) return V_EMPTY_STR;
    kept[1] = name;
    if (ul_text_open(vm, &text)) return V_EMPTY_STR;
    int err = UL_OK;
    if (own) err = ul_text_name(vm, &text, FN_NAME(IMAGE_FUNCTION(vm, 0)));
    if (own && !err) err = ul_text_c(vm, &text, ".");
    if (!err) err = ul_text_str(vm, &text, kept[1]);
    if (!err) err = ul_text_c(vm, &text, own ? "()" : "");
    name = err ? V_EMPTY_STR : ul_text_close(vm, &text);
    vm->sp = kept + 2;
    return name ? name : V_EMPTY_STR;
}

/* kept: callee, dict, what should be a mapping */
static int not_a_mapping(struct ul_vm *vm, const ul_val *kept)
{
    ul_val callee = ul_function_str(vm, kept[0]);
    return ul_type_error(vm, "%v argument after ** must be a mapping, not %t", callee, kept[2]);
}

/* .keywords(callee, dict, mapping): add the pairs of `**mapping`; no name may come twice. */
static int add_keywords(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    ul_val *kept = ul_push3(vm, ARG(0), ARG(1), ARG(2));
    ul_val key, value, old;
    uint32_t at = 0;
    if (!kept) return UL_EXCEPTION;
    TRY(ul_mapping_dict(vm, &kept[2]));
    if (!kept[2] || !TYPE_IS(vm, kept[1], T_DICT)) {
        kept[2] = ARG(2);
        return not_a_mapping(vm, kept);
    }
    while (ul_dict_next(vm, kept[2], &at, &key, &value)) {
        TRY(ul_spend(vm, 1));
        if (!ul_is_str(vm, key)) return ul_type_error(vm, "keywords must be strings");
        TRY(ul_dict_get(vm, kept[1], key, &old));
        if (old) {
            ul_val *name = ul_push(vm, key);
            if (!name) return UL_EXCEPTION;
            ul_val callee = ul_function_str(vm, kept[0]);
            return ul_type_error(vm, "%v got multiple values for keyword argument '%v'", callee,
                                 *name);
        }
        TRY(ul_dict_set(vm, kept[1], key, value));
    }
    *out = kept[1];
    return UL_OK;
}

int ul_object_function(struct ul_vm *vm, uint32_t id, const struct ul_args *args, ul_val *out)
{
    switch (id) {
    case UL_FN_GETATTR: return builtin_getattr(vm, args, out);
    case UL_FN_HASATTR: return builtin_hasattr(vm, args, out);
    case UL_FN_SETATTR:
    case UL_FN_DELATTR: return builtin_setattr(vm, args, out);
    case UL_FN__KEYWORDS: return add_keywords(vm, args, out);
    case UL_FN_VARS: return builtin_vars(vm, args, out);
    default: return class_finish(vm, args, out);
    }
}

/* --- Types ---------------------------------------------------------------------------------------
 */

static int new_descriptor(struct ul_vm *vm, uint32_t kind, const ul_val *parts, ul_val *out)
{
    ul_val *kept = ul_push3(vm, parts[0], parts[1], parts[2]);
    *out = kept ? ul_new(vm, T_DESC, DESC_WORDS) : 0;
    if (!*out) return UL_EXCEPTION;
    PTR(vm, *out)[DESC_KIND] = V_INT(kind);
    memcpy(PTR(vm, *out) + DESC_GET, kept, 12);
    vm->sp = kept + 3;
    return UL_OK;
}

static int call_property(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    static const char *const names[] = {"fget", "fset", "fdel"};
    ul_val parts[3] = {V_NONE, V_NONE, V_NONE};
    TRY(ul_check_count(vm, args, 0, 4, "property"));
    TRY(ul_keywords(vm, args, "fget\0fset\0fdel\0doc\0", "property"));
    for (uint32_t i = 0; i < 3; i++) {
        ul_val named = ul_keyword(vm, args, names[i]);
        if (i < args->count)
            parts[i] = ARG(i);
        else if (named)
            parts[i] = named;
    }
    return new_descriptor(vm, DESC_PROPERTY, parts, out);
}

static int call_super(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    if (!args->count) return ul_raise(vm, UL_TYPE_RUNTIMEERROR, "super(): no arguments");
    TRY(ul_check_count(vm, args, 2, 2, "super"));
    if (!ul_is_type(vm, ARG(0)))
        return ul_type_error(vm, "super() argument 1 must be a type, not %t", ARG(0));
    bool fits = ul_is_subtype(vm, ul_type_of(vm, ARG(1)), ARG(0)) ||
                (ul_is_type(vm, ARG(1)) && ul_is_subtype(vm, ARG(1), ARG(0)));
    if (!fits)
        return ul_type_error(vm, "super(type, obj): obj must be an instance or subtype of type");
    *out = ul_new(vm, T_SUPER, SUPER_WORDS);
    if (!*out) return UL_EXCEPTION;
    PTR(vm, *out)[SUPER_CLASS] = ARG(0);
    PTR(vm, *out)[SUPER_SELF] = ARG(1);
    return UL_OK;
}

int ul_object_type_call(struct ul_vm *vm, uint32_t type_id, const struct ul_args *args, ul_val *out)
{
    ul_val parts[3] = {V_NONE, V_NONE, V_NONE};
    if (type_id == UL_TYPE_PROPERTY) return call_property(vm, args, out);
    TRY(ul_keywords(vm, args, "", "this type"));
    if (type_id == UL_TYPE_SUPER) return call_super(vm, args, out);
    if (type_id == UL_TYPE_OBJECT) {
        if (args->count) return ul_type_error(vm, "object() takes no arguments");
        return ok(ul_new_clear(vm, T_OBJECT, 2), out);
    }
    if (type_id == UL_TYPE_TYPE) {
        if (args->count == 3)
            return ul_type_error(vm, "type() with three arguments is not in the device subset");
        if (args->count != 1) return ul_type_error(vm, "type() takes 1 or 3 arguments");
        *out = ul_type_of(vm, ARG(0));
        return UL_OK;
    }
    bool of_class = type_id == UL_TYPE_CLASSMETHOD;
    TRY(ul_check_count(vm, args, 1, 1, of_class ? "classmethod" : "staticmethod"));
    parts[0] = ARG(0);
    return new_descriptor(vm, of_class ? DESC_CLASS : DESC_STATIC, parts, out);
}

/* --- Methods of properties and classes -----------------------------------------------------------
 */

#define METHOD(name)                                                                               \
    static int name(struct ul_vm *vm, const ul_val *self, const struct ul_args *args, ul_val *out)

static int with_part(struct ul_vm *vm, const ul_val *self, uint32_t place, ul_val function,
                     ul_val *out)
{
    const ul_val *at = PTR(vm, *self);
    ul_val parts[3] = {at[DESC_GET], at[DESC_SET], at[DESC_DELETE]};
    parts[place] = function;
    return new_descriptor(vm, DESC_PROPERTY, parts, out);
}

METHOD(property_getter)
{
    return with_part(vm, self, 0, ARG(0), out);
}

METHOD(property_setter)
{
    return with_part(vm, self, 1, ARG(0), out);
}

METHOD(property_deleter)
{
    return with_part(vm, self, 2, ARG(0), out);
}

METHOD(class_mro)
{
    (void)args;
    TRY(ul_computed_attr(vm, *self, UL_NAME___MRO__, out));
    ul_val *kept = ul_push(vm, *out);
    if (!kept) return UL_EXCEPTION;
    *out = ul_list_from(vm, *kept, 0, ul_tuple_length(vm, *kept));
    return *out ? UL_OK : UL_EXCEPTION;
}

const struct ul_method_entry ul_property_methods[] = {
    {UL_NAME_GETTER, 1, 1, property_getter},
    {UL_NAME_SETTER, 1, 1, property_setter},
    {UL_NAME_DELETER, 1, 1, property_deleter},
    {0, 0, 0, NULL},
};
const struct ul_method_entry ul_class_methods[] = {
    {UL_NAME_MRO, 0, 0, class_mro},
    {0, 0, 0, NULL},
};

/* --- Special methods that are builtin functions --------------------------------------------------
 */

int ul_dunder_builtin(struct ul_vm *vm, uint32_t name_id, ul_val v, ul_val *out)
{
    ul_val *kept = ul_push(vm, v);
    struct ul_args args = {kept, 0, 1, 0};
    if (!kept) return UL_EXCEPTION;
    int err;
    switch (name_id) {
    case UL_NAME___LEN__: err = ul_builtin_call(vm, UL_FN_LEN, &args, out); break;
    case UL_NAME___HASH__: err = ul_builtin_call(vm, UL_FN_HASH, &args, out); break;
    case UL_NAME___ABS__: err = ul_builtin_call(vm, UL_FN_ABS, &args, out); break;
    case UL_NAME___FLOAT__: err = ul_type_call(vm, UL_TYPE_FLOAT, &args, out); break;
    default: err = ul_type_call(vm, UL_TYPE_INT, &args, out);
    }
    vm->sp = kept + 1;
    return err;
}
