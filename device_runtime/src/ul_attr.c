/* What does a dot find? See ul_attr.h. */
#include "ul_attr.h"
#include "ul_builtin.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_dunder.h"
#include "ul_error.h"
#include "ul_exc.h"
#include "ul_heap.h"
#include "ul_list.h"
#include "ul_replay.h"
#include "ul_str.h"

int ul_no_attribute(struct ul_vm *vm, ul_val object, uint32_t name_id)
{
    if (ul_is_type(vm, object))
        return ul_raise(vm, UL_TYPE_ATTRIBUTEERROR, "type object '%k' has no attribute '%n'",
                        object, name_id);
    return ul_raise(vm, UL_TYPE_ATTRIBUTEERROR, "'%t' object has no attribute '%n'", object,
                    name_id);
}

int ul_name_of(struct ul_vm *vm, ul_val name, uint32_t *name_id)
{
    if (!ul_is_str(vm, name))
        return ul_type_error(vm, "attribute name must be string, not '%t'", name);
    int32_t found = ul_name_find(vm, name);
    *name_id = found < 0 ? UL_NAME_DYNAMIC : (uint32_t)found;
    vm->roots[ROOT_NAME] = name;
    return UL_OK;
}

/* --- Descriptors ---------------------------------------------------------------------------------
 */

static bool is_data_descriptor(const struct ul_vm *vm, ul_val member)
{
    if (TYPE_IS(vm, member, T_DESC)) return PTR(vm, member)[DESC_KIND] == V_INT(DESC_PROPERTY);
    return TYPE_IS(vm, member, T_INST) &&
           (ul_special(vm, member, UL_NAME___SET__) || ul_special(vm, member, UL_NAME___DELETE__));
}

static int bind_method(struct ul_vm *vm, ul_val self, ul_val function, ul_val *out)
{
    ul_val *kept = ul_push2(vm, self, function);
    ul_val bound = kept ? ul_new(vm, T_BOUND, BOUND_WORDS) : 0;
    if (bound) {
        PTR(vm, bound)[BOUND_SELF] = kept[0];
        PTR(vm, bound)[BOUND_FUNC] = kept[1];
    }
    if (kept) ul_pop(vm, 2);
    *out = bound;
    return bound ? UL_OK : UL_EXCEPTION;
}

static int no_accessor(struct ul_vm *vm, ul_val self, uint32_t name_id, const char *what)
{
    return ul_raise(vm, UL_TYPE_ATTRIBUTEERROR, "property '%n' of '%t' object has no %s", name_id,
                    self, what);
}

static int bind_descriptor(struct ul_vm *vm, ul_val member, ul_val self, ul_val owner,
                           uint32_t name_id, bool step, ul_val *out)
{
    ul_val function = PTR(vm, member)[DESC_GET];
    switch (INT_OF(PTR(vm, member)[DESC_KIND])) {
    case DESC_STATIC: *out = function; return UL_OK;
    case DESC_CLASS: return bind_method(vm, owner, function, out);
    default: break;
    }
    *out = member;
    if (!self) return UL_OK;
    if (function == V_NONE) return no_accessor(vm, self, name_id, "getter");
    if (!step || !ul_is_function(vm, function)) return ul_call1(vm, function, self, out);
    vm->roots[ROOT_CALLEE] = function;
    vm->roots[ROOT_SELF] = self;
    *out = V_UNBOUND;
    return UL_OK;
}

int ul_bind_member(struct ul_vm *vm, ul_val member, ul_val self, ul_val owner, uint32_t name_id,
                   bool step, ul_val *out)
{
    *out = member;
    if (ul_is_function(vm, member)) return self ? bind_method(vm, self, member, out) : UL_OK;
    if (TYPE_IS(vm, member, T_DESC))
        return bind_descriptor(vm, member, self, owner, name_id, step, out);
    if (TYPE_IS(vm, member, T_METHOD) && self && ul_is_type(vm, PTR(vm, member)[METHOD_SELF]))
        return ul_new_method(vm, ul_unwrap(vm, self),
                             (uint32_t)INT_OF(PTR(vm, member)[METHOD_NAME]), out);
    if (TYPE_IS(vm, member, T_INST) && ul_special(vm, member, UL_NAME___GET__))
        return ul_call_special2(vm, member, UL_NAME___GET__, self ? self : V_NONE, owner, out);
    return UL_OK;
}

/* --- Reading -------------------------------------------------------------------------------------
 */

/* In a slot, or in the dict of further attributes. */
static ul_val own_attr(struct ul_vm *vm, ul_val object, uint32_t name_id)
{
    int32_t slot = ul_slot_index(ul_class_record(vm, ul_class_of(vm, object)), name_id);
    ul_val value = slot < 0 ? V_UNBOUND : ul_slots(vm, object)[slot];
    const ul_val *attrs = value ? NULL : ul_inst_attrs(vm, object);
    return attrs && *attrs ? ul_attrs_find(vm, *attrs, name_id) : value;
}

static int instance_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, bool step, ul_val *out)
{
    ul_val class = ul_class_of(vm, object), member = ul_class_member(vm, class, name_id);
    if (!is_data_descriptor(vm, member)) {
        *out = own_attr(vm, object, name_id);
        if (*out || !member) return UL_OK;
    }
    return ul_bind_member(vm, member, object, class, name_id, step, out);
}

static int class_attr(struct ul_vm *vm, ul_val class, uint32_t name_id, ul_val *out)
{
    ul_val member = V_UNBOUND;
    if (name_id != UL_NAME___NAME__ && name_id != UL_NAME___QUALNAME__)
        member = ul_class_member(vm, class, name_id);
    if (!member) return UL_OK;
    return ul_bind_member(vm, member, V_UNBOUND, class, name_id, false, out);
}

/* Is an extension an attribute that is computed, no method? */
static bool is_getter(const struct ul_vm *vm, ul_val function)
{
    uint32_t flags = FN_FLAGS(IMAGE_FUNCTION(vm, IMM_PAYLOAD(function)));
    return (flags & (FLAG_GENERATOR | FLAG_COROUTINE)) == FLAG_COROUTINE;
}

/* What builtin types have: methods in C, methods in Python, special methods by name. `target` is
 * the value of a builtin type that `object` stands for. */
static int builtin_attr(struct ul_vm *vm, ul_val object, ul_val target, uint32_t name_id,
                        ul_val *out)
{
    if (ul_has_method(vm, target, name_id)) return ul_new_method(vm, target, name_id, out);
    ul_val extension = ul_extension(vm, target, name_id);
    if (extension) {
        if (is_getter(vm, extension)) return ul_call1(vm, extension, target, out);
        *out = extension;
        return IS_KIND(target, K_TYPE) ? UL_OK : bind_method(vm, target, extension, out);
    }
    if (ul_has_dunder(vm, target, name_id)) return ul_new_method(vm, target, name_id, out);
    if (ul_has_dunder(vm, object, name_id)) return ul_new_method(vm, object, name_id, out);
    return UL_OK;
}

/* super(): what follows a class in the order of the type of self. */
static int super_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    ul_val self = PTR(vm, object)[SUPER_SELF], after = PTR(vm, object)[SUPER_CLASS];
    bool whole = ul_is_type(vm, self); /* in a class method or __new__ */
    ul_val start = whole ? self : ul_type_of(vm, self);
    if (name_id == UL_NAME___CLASS__) {
        *out = V_TYPE(UL_TYPE_SUPER);
        return UL_OK;
    }
    ul_val member = IS_REF(start) ? ul_class_member_after(vm, start, after, name_id) : V_UNBOUND;
    if (member)
        return ul_bind_member(vm, member, whole ? V_UNBOUND : self, start, name_id, false, out);
    ul_val base = IS_REF(start) ? PTR(vm, start)[CLASS_LAYOUT] : start;
    ul_val target = whole ? base : ul_unwrap(vm, self);
    if (whole && name_id == UL_NAME___INIT_SUBCLASS__) target = self; /* for its message */
    return builtin_attr(vm, target, target, name_id, out);
}

/* Everything but __getattr__; *out unbound: there is none (or, with `step`, a getter to call). */
static int plain_attr(struct ul_vm *vm, const ul_val *kept, uint32_t name_id, bool step,
                      ul_val *out)
{
    if (ul_class_of(vm, *kept))
        TRY(instance_attr(vm, *kept, name_id, step, out));
    else if (TYPE_IS(vm, *kept, T_CLASS))
        TRY(class_attr(vm, *kept, name_id, out));
    else if (TYPE_IS(vm, *kept, T_SUPER))
        return super_attr(vm, *kept, name_id, out);
    if (*out || vm->roots[ROOT_CALLEE]) return UL_OK;
    TRY(ul_computed_attr(vm, *kept, name_id, out));
    if (*out) return UL_OK;
    return builtin_attr(vm, *kept, ul_unwrap(vm, *kept), name_id, out);
}

/* slots: the object, the name as a str. Calls __getattr__ unless there is none. */
static int missing_attr(struct ul_vm *vm, ul_val *slots, uint32_t name_id, ul_val *out)
{
    if (!ul_special(vm, slots[0], UL_NAME___GETATTR__)) {
        vm->roots[ROOT_NAME] = slots[1];
        return ul_no_attribute(vm, slots[0], name_id);
    }
    if (!slots[1]) slots[1] = ul_name_str(vm, name_id);
    if (!slots[1]) return UL_EXCEPTION;
    return ul_call_special2(vm, slots[0], UL_NAME___GETATTR__, slots[1], V_UNBOUND, out);
}

/* A __getattribute__ of the class decides; AttributeError from it leads to __getattr__. */
static int hooked_attr(struct ul_vm *vm, ul_val *slots, uint32_t name_id, ul_val *out)
{
    slots[1] = ul_name_str(vm, name_id);
    if (!slots[1]) return UL_EXCEPTION;
    int err = ul_call_special2(vm, slots[0], UL_NAME___GETATTRIBUTE__, slots[1], V_UNBOUND, out);
    if (err != UL_EXCEPTION || !ul_pending_is(vm, UL_TYPE_ATTRIBUTEERROR) ||
        !ul_special(vm, slots[0], UL_NAME___GETATTR__))
        return err;
    vm->roots[ROOT_EXC] = V_UNBOUND;
    return missing_attr(vm, slots, name_id, out);
}

static int get_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, bool step, ul_val *out)
{
    *out = V_UNBOUND;
    vm->roots[ROOT_CALLEE] = V_UNBOUND;
    ul_val *slots =
        ul_push2(vm, object, name_id == UL_NAME_DYNAMIC ? vm->roots[ROOT_NAME] : V_UNBOUND);
    if (!slots) return UL_EXCEPTION;
    int err;
    if (ul_special(vm, slots[0], UL_NAME___GETATTRIBUTE__)) {
        err = hooked_attr(vm, slots, name_id, out);
    } else {
        err = plain_attr(vm, slots, name_id, step, out);
        if (!err && !*out && !vm->roots[ROOT_CALLEE]) err = missing_attr(vm, slots, name_id, out);
    }
    vm->sp = slots + 2;
    return err;
}

int ul_get_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    return get_attr(vm, object, name_id, false, out);
}

int ul_get_attr_or_getter(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    return get_attr(vm, object, name_id, true, out);
}

int ul_get_attr_plain(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out)
{
    *out = vm->roots[ROOT_CALLEE] = V_UNBOUND;
    ul_val *kept = ul_push(vm, object);
    if (!kept) return UL_EXCEPTION;
    int err = plain_attr(vm, kept, name_id, false, out);
    if (!err && !*out) err = ul_no_attribute(vm, *kept, name_id);
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
        ul_val member = ul_class_member(vm, class, name_id);
        if (ul_is_function(vm, member) && !own_attr(vm, object, name_id) &&
            !ul_special(vm, object, UL_NAME___GETATTRIBUTE__)) {
            *function = member;
            return UL_OK;
        }
    } else {
        if (ul_has_method(vm, object, name_id)) return UL_OK;
        *function = IS_KIND(object, K_TYPE) ? V_UNBOUND : ul_extension(vm, object, name_id);
        if (*function && !is_getter(vm, *function)) return UL_OK;
    }
    *self = V_UNBOUND;
    int err;
    UL_HELD(vm, err, ul_get_attr(vm, object, name_id, function));
    return err;
}

/* --- Writing -------------------------------------------------------------------------------------
 */

/* Store in or (value unbound) delete from the dict of `owner`; *done: it was there to delete. */
static int store_in_dict(struct ul_vm *vm, ul_val *slots, uint32_t name_id, bool *done)
{
    enum { DICT, VALUE };
    ul_val name = ul_name_str(vm, name_id), old;
    *done = true;
    if (!name) return UL_EXCEPTION;
    if (slots[VALUE]) return ul_dict_set(vm, slots[DICT], name, slots[VALUE]);
    TRY(ul_dict_delete(vm, slots[DICT], name, &old));
    *done = old != V_UNBOUND;
    return UL_OK;
}

/* Attributes that live in a dict: of instances, classes and functions. */
static int set_in_dict(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val value)
{
    enum { OBJECT, VALUE, DICT, KEPT };
    ul_val dict = V_UNBOUND;
    bool done = false;
    ul_val *slots = ul_push3(vm, object, value, V_UNBOUND);
    if (!slots) return UL_EXCEPTION;
    TRY(ul_make_attrs(vm, slots[OBJECT], &dict));
    if (dict) {
        ul_val *pair = ul_push2(vm, dict, slots[VALUE]);
        if (!pair) return UL_EXCEPTION;
        TRY(store_in_dict(vm, pair, name_id, &done));
    }
    int err = done ? UL_OK : ul_no_attribute(vm, slots[OBJECT], name_id);
    vm->sp = slots + 3;
    return err;
}

static int set_by_descriptor(struct ul_vm *vm, ul_val member, ul_val object, uint32_t name_id,
                             ul_val value)
{
    ul_val ignored;
    if (TYPE_IS(vm, member, T_INST)) {
        uint32_t hook = value ? UL_NAME___SET__ : UL_NAME___DELETE__;
        if (!ul_special(vm, member, hook)) return ul_raise(vm, UL_TYPE_ATTRIBUTEERROR, "%n", hook);
        return ul_call_special2(vm, member, hook, object, value, &ignored);
    }
    ul_val function = PTR(vm, member)[value ? DESC_SET : DESC_DELETE];
    if (function == V_NONE) return no_accessor(vm, object, name_id, value ? "setter" : "deleter");
    ul_val *block = value ? ul_push3(vm, function, object, value) : ul_push2(vm, function, object);
    return block ? ul_call(vm, value ? 2 : 1, &ignored) : UL_EXCEPTION;
}

/* `e.args = iterable` */
static int set_args(struct ul_vm *vm, ul_val object, ul_val value)
{
    ul_val *kept = ul_push3(vm, object, value, V_UNBOUND);
    if (!kept || !(kept[2] = ul_list_new(vm, 0))) return UL_EXCEPTION;
    TRY(ul_list_extend(vm, kept[2], kept[1]));
    ul_val tuple = ul_tuple_from(vm, kept[2]);
    if (tuple) PTR(vm, kept[0])[EXC_ARGS] = tuple;
    vm->sp = kept + 3;
    return tuple ? UL_OK : UL_EXCEPTION;
}

static int set_instance(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val value)
{
    ul_val class = ul_class_of(vm, object);
    int32_t slot = ul_slot_index(ul_class_record(vm, class), name_id);
    if (slot >= 0 && (value || ul_slots(vm, object)[slot])) {
        ul_slots(vm, object)[slot] = value;
        return UL_OK;
    }
    ul_val member = ul_class_member(vm, class, name_id);
    if (is_data_descriptor(vm, member))
        return set_by_descriptor(vm, member, object, name_id, value);
    if (name_id == UL_NAME___DICT__ && TYPE_IS(vm, value, T_DICT) && ul_inst_attrs(vm, object)) {
        *ul_inst_attrs(vm, object) = value;
        return UL_OK;
    }
    return set_in_dict(vm, object, name_id, value);
}

static int set_class_member(struct ul_vm *vm, ul_val class, uint32_t name_id, ul_val value)
{
    const uint32_t *record = ul_class_record(vm, class);
    const uint32_t *names = record + CLS_WORDS + CLS_SLOTS(record);
    ul_val *members = PTR(vm, class) + CLASS_MEMBERS;
    bool name = name_id == UL_NAME___NAME__ || name_id == UL_NAME___QUALNAME__;
    if (name && !ul_is_str(vm, value))
        return ul_type_error(vm, "can only assign string to %k.%n, not '%t'", class, name_id,
                             value);
    for (uint32_t i = 0; i < CLS_MEMBERS(record); i++)
        if (names[i] == name_id && (value || members[i])) {
            members[i] = value;
            return UL_OK;
        }
    return set_in_dict(vm, class, name_id, value);
}

int ul_set_attr_plain(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val value)
{
    bool done = false;
    if (TYPE_IS(vm, object, T_EXC)) {
        if (value && name_id == UL_NAME_ARGS) return set_args(vm, object, value);
        TRY(ul_exc_set_attr(vm, object, name_id, value, &done));
        if (done) return UL_OK;
    }
    if (ul_class_of(vm, object)) return set_instance(vm, object, name_id, value);
    if (TYPE_IS(vm, object, T_CLASS)) return set_class_member(vm, object, name_id, value);
    if (TYPE_IS(vm, object, T_EXC) || ul_is_function(vm, object))
        return set_in_dict(vm, object, name_id, value);
    if (IS_KIND(object, K_TYPE))
        return ul_type_error(vm, "cannot set '%n' attribute of immutable type '%k'", name_id,
                             object);
    if (ul_has_method(vm, object, name_id))
        return ul_raise(vm, UL_TYPE_ATTRIBUTEERROR, "'%t' object attribute '%n' is read-only",
                        object, name_id);
    return ul_no_attribute(vm, object, name_id);
}

int ul_set_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val value)
{
    uint32_t hook = value ? UL_NAME___SETATTR__ : UL_NAME___DELATTR__;
    if (!ul_special(vm, object, hook)) return ul_set_attr_plain(vm, object, name_id, value);
    ul_val ignored, *kept = ul_push2(vm, object, value);
    if (!kept) return UL_EXCEPTION;
    ul_val name = ul_name_str(vm, name_id);
    int err = name ? ul_call_special2(vm, kept[0], hook, name, kept[1], &ignored) : UL_EXCEPTION;
    vm->sp = kept + 2;
    return err;
}
