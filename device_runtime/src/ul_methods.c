/* What is built in: which methods do builtin types have? Lookup, and those of lists, dicts,
 * numbers, generators, exceptions and the context; text has ul_text_methods.c. */
#include "ul_builtin.h"
#include "ul_class.h"
#include "ul_compare.h"
#include "ul_dict.h"
#include "ul_dunder.h"
#include "ul_error.h"
#include "ul_exc.h"
#include "ul_gen.h"
#include "ul_format.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_mag.h"
#include "ul_number.h"
#include "ul_operator.h"
#include "ul_set.h"
#include "ul_slice.h"
#include "ul_str.h"

#define ANY (UL_METHOD_KEYWORDS | UL_METHOD_ANY)

static int ok(ul_val v, ul_val *out)
{
    *out = v;
    return v ? UL_OK : UL_EXCEPTION;
}

static int none(ul_val *out)
{
    *out = V_NONE;
    return UL_OK;
}

/* --- Lookup --------------------------------------------------------------------------------------
 */

#define BYTEARRAY_METHODS 1
#define CHANGING_SET 6 /* methods that only sets have come first, then those of frozensets too */

static const struct ul_method_entry *table_of(const struct ul_vm *vm, ul_val v)
{
    if (ul_is_str(vm, v)) return ul_str_methods;
    if (ul_is_int(vm, v)) return ul_int_methods;
    if (!IS_REF(v)) return NULL;
    switch (HDR_TYPE(PTR(vm, v)[0])) {
    case T_BARRAY: return ul_bytes_methods;
    case T_BYTES: return ul_bytes_methods + BYTEARRAY_METHODS;
    case T_LIST: return ul_list_methods;
    case T_TUPLE: return ul_tuple_methods;
    case T_DICT: return ul_dict_methods;
    case T_SET: return ul_set_methods + (HDR_FLAG(PTR(vm, v)[0]) ? CHANGING_SET : 0);
    case T_FLOAT: return ul_float_methods;
    case T_GEN: return ul_generator_methods;
    case T_EXC: return ul_exception_methods;
    case T_CONTEXT: return ul_context_methods;
    case T_DESC: return PTR(vm, v)[DESC_KIND] == V_INT(DESC_PROPERTY) ? ul_property_methods : NULL;
    case T_CLASS: return ul_class_methods;
    default: return NULL;
    }
}

/* The methods of the instances of a builtin type. */
static const struct ul_method_entry *table_of_type(uint32_t type)
{
    switch (type) {
    case UL_TYPE_STR: return ul_str_methods;
    case UL_TYPE_INT:
    case UL_TYPE_BOOL: return ul_int_methods;
    case UL_TYPE_BYTES: return ul_bytes_methods;
    case UL_TYPE_LIST: return ul_list_methods;
    case UL_TYPE_TUPLE: return ul_tuple_methods;
    case UL_TYPE_DICT: return ul_dict_methods;
    case UL_TYPE_FLOAT: return ul_float_methods;
    case UL_TYPE_GENERATOR: return ul_generator_methods;
    case UL_TYPE_PROPERTY: return ul_property_methods;
    default: break;
    }
    while (type && type != UL_TYPE_BASEEXCEPTION)
        type = ul_type_base(type);
    return type ? ul_exception_methods : NULL;
}

static const struct ul_method_entry *find(const struct ul_vm *vm, ul_val v, uint32_t name_id)
{
    const struct ul_method_entry *entry =
        IS_KIND(v, K_TYPE) ? table_of_type(IMM_PAYLOAD(v)) : table_of(vm, v);
    for (; entry && entry->call; entry++)
        if (entry->name == name_id) return entry;
    return NULL;
}

bool ul_has_method(const struct ul_vm *vm, ul_val v, uint32_t name_id)
{
    return find(vm, v, name_id) != NULL;
}

static int wrong_count(struct ul_vm *vm, const struct ul_method_entry *entry, ul_val self,
                       uint32_t given)
{
    if (entry->least == entry->most && entry->least <= 1)
        return ul_type_error(vm,
                             entry->least ? "%t.%n() takes exactly one argument (%u given)"
                                          : "%t.%n() takes no arguments (%u given)",
                             self, (uint32_t)entry->name, given);
    bool few = given < entry->least;
    if (entry->least == 1 && entry->most == 3 && (ul_is_str(vm, self) || ul_is_bytes(vm, self)))
        return ul_type_error(vm,
                             few ? "%n() takes at least 1 argument (%u given)"
                                 : "%n() takes at most 3 arguments (%u given)",
                             (uint32_t)entry->name, given);
    if (entry->least == entry->most)
        return ul_type_error(vm, "%n expected %u arguments, got %u", (uint32_t)entry->name,
                             (uint32_t)entry->least, given);
    uint32_t bound = few ? entry->least : entry->most & (UL_METHOD_KEYWORDS - 1);
    return ul_type_error(vm,
                         few ? "%n expected at least %u argument%s, got %u"
                             : "%n expected at most %u argument%s, got %u",
                         (uint32_t)entry->name, bound, bound == 1 ? "" : "s", given);
}

/* `list.append(x, 1)`: the method of a type takes what it works on as its first argument. */
static int unbound_call(struct ul_vm *vm, ul_val type, uint32_t name_id, const struct ul_args *args,
                        ul_val *out)
{
    if (!args->count)
        return ul_type_error(vm, "unbound method %k.%n() needs an argument", type, name_id);
    if (!ul_is_subtype(vm, ul_type_of(vm, ARG(0)), type))
        return ul_type_error(vm, "descriptor '%n' for '%k' objects doesn't apply to a '%t' object",
                             name_id, type, ARG(0));
    struct ul_args rest = ul_args_skip(args, 1);
    return ul_method_call(vm, ul_unwrap(vm, ARG(0)), name_id, &rest, out);
}

/* Methods of text take a class derived from str or int as that. */
static void unwrap_arguments(struct ul_vm *vm, const struct ul_args *args)
{
    ul_val *at = (ul_val *)(uintptr_t)ul_args_get(vm, args);
    for (uint32_t i = 0; i < args->count; i++) {
        ul_val value = ul_unwrap(vm, at[i]);
        if (ul_is_str(vm, value) || ul_is_int(vm, value) || TYPE_IS(vm, value, T_TUPLE))
            at[i] = value;
    }
}

int ul_method_call(struct ul_vm *vm, ul_val self, uint32_t name_id, const struct ul_args *args,
                   ul_val *out)
{
    const struct ul_method_entry *entry = find(vm, self, name_id);
    *out = V_UNBOUND;
    if (entry && IS_KIND(self, K_TYPE)) return unbound_call(vm, self, name_id, args, out);
    if (!entry)
        return ul_raise(vm, UL_TYPE_ATTRIBUTEERROR, "'%t' object has no attribute '%n'", self,
                        name_id);
    if (args->keywords && entry->most < UL_METHOD_KEYWORDS)
        return ul_type_error(vm, "%t.%n() takes no keyword arguments", self, name_id);
    uint32_t most = entry->most & (UL_METHOD_KEYWORDS - 1);
    if (args->count < entry->least || (args->count > most && most != UL_METHOD_ANY))
        return wrong_count(vm, entry, self, args->count);
    if (ul_is_str(vm, self) || ul_is_bytes(vm, self)) unwrap_arguments(vm, args);
    ul_val *kept = ul_push(vm, self);
    if (!kept) return UL_EXCEPTION;
    bool held = name_id != UL_NAME_SEND && name_id != UL_NAME___NEXT__ && name_id != UL_NAME_JOIN &&
                name_id != UL_NAME_SORT;
    vm->replay.hold = (uint8_t)(vm->replay.hold + held);
    int err = entry->call(vm, kept, args, out);
    vm->replay.hold = (uint8_t)(vm->replay.hold - held);
    vm->sp = kept + 1;
    return err;
}

int ul_new_method(struct ul_vm *vm, ul_val self, uint32_t name_id, ul_val *out)
{
    ul_val *kept = ul_push(vm, self);
    *out = kept ? ul_new(vm, T_METHOD, METHOD_WORDS) : 0;
    if (*out) {
        PTR(vm, *out)[METHOD_SELF] = *kept;
        PTR(vm, *out)[METHOD_NAME] = V_INT(name_id);
    }
    if (kept) ul_pop(vm, 1);
    return *out ? UL_OK : UL_EXCEPTION;
}

int ul_method_value_call(struct ul_vm *vm, ul_val method, const struct ul_args *args, ul_val *out)
{
    const ul_val *object = PTR(vm, method);
    ul_val self = object[METHOD_SELF];
    uint32_t name_id = (uint32_t)INT_OF(object[METHOD_NAME]);
    if (!ul_has_method(vm, self, name_id)) return ul_dunder_call(vm, self, name_id, args, out);
    if (IS_KIND(self, K_TYPE)) return unbound_call(vm, self, name_id, args, out);
    return ul_method_call(vm, self, name_id, args, out);
}

/* --- list and tuple ------------------------------------------------------------------------------
 */

#define METHOD(name)                                                                               \
    static int name(struct ul_vm *vm, const ul_val *self, const struct ul_args *args, ul_val *out)

METHOD(list_append)
{
    TRY(ul_list_append(vm, *self, ARG(0)));
    return none(out);
}

METHOD(list_extend)
{
    TRY(ul_list_extend(vm, *self, ARG(0)));
    return none(out);
}

METHOD(list_insert)
{
    int32_t index, length = (int32_t)ul_list_length(vm, *self);
    TRY(ul_index(vm, ARG(0), &index));
    index = index < -length ? 0 : index < 0 ? index + length : index > length ? length : index;
    TRY(ul_list_insert(vm, *self, index, ARG(1)));
    return none(out);
}

METHOD(list_pop)
{
    uint32_t length = ul_list_length(vm, *self);
    int32_t index = -1;
    if (args->count) TRY(ul_index(vm, ARG(0), &index));
    if (!length) return ul_raise(vm, UL_TYPE_INDEXERROR, "pop from empty list");
    index += index < 0 ? (int32_t)length : 0;
    if (index < 0 || (uint32_t)index >= length)
        return ul_raise(vm, UL_TYPE_INDEXERROR, "pop index out of range");
    *out = ul_items(vm, *self, &length)[index];
    return ul_list_remove(vm, *self, (uint32_t)index, 1);
}

/* The first index of ARG(0) between start and stop, or -1. */
static int position(struct ul_vm *vm, const ul_val *self, const struct ul_args *args, int32_t *at)
{
    uint32_t count;
    int32_t bounds[2] = {0, UL_INT_MAX};
    ul_items(vm, *self, &count);
    for (uint32_t i = 1; i < args->count; i++) {
        if (!ul_is_int(vm, ARG(i)))
            return ul_type_error(vm, "slice indices must be integers or have an __index__ method");
        TRY(ul_slice_index(vm, ARG(i), &bounds[i - 1]));
        if (bounds[i - 1] < 0)
            bounds[i - 1] = bounds[i - 1] + (int32_t)count < 0 ? 0 : bounds[i - 1] + (int32_t)count;
    }
    *at = -1;
    for (uint32_t i = (uint32_t)bounds[0];; i++) {
        bool same;
        const ul_val *items = ul_items(vm, *self, &count);
        if (i >= count || i >= (uint32_t)bounds[1]) return UL_OK;
        TRY(ul_spend(vm, 1));
        TRY(ul_equal(vm, items[i], ARG(0), &same));
        if (same) {
            *at = (int32_t)i;
            return UL_OK;
        }
    }
}

METHOD(sequence_index)
{
    int32_t at;
    ul_val repr;
    TRY(position(vm, self, args, &at));
    if (at < 0 && TYPE_IS(vm, *self, T_TUPLE))
        return ul_value_error(vm, "tuple.index(x): x not in tuple");
    if (at < 0) {
        TRY(ul_to_str(vm, ARG(0), true, &repr));
        return ul_value_error(vm, "%v is not in list", repr);
    }
    *out = V_INT(at);
    return UL_OK;
}

METHOD(list_remove)
{
    int32_t at;
    TRY(position(vm, self, args, &at));
    if (at < 0) return ul_value_error(vm, "list.remove(x): x not in list");
    TRY(ul_list_remove(vm, *self, (uint32_t)at, 1));
    return none(out);
}

METHOD(sequence_count)
{
    uint32_t count, found = 0;
    for (uint32_t i = 0;; i++) {
        bool same;
        const ul_val *items = ul_items(vm, *self, &count);
        if (i >= count) break;
        TRY(ul_spend(vm, 1));
        TRY(ul_equal(vm, items[i], ARG(0), &same));
        found += same;
    }
    *out = V_INT(found);
    return UL_OK;
}

METHOD(list_clear)
{
    (void)args;
    PTR(vm, *self)[LIST_LEN] = V_INT(0);
    PTR(vm, *self)[LIST_VEC] = V_UNBOUND;
    return none(out);
}

METHOD(list_copy)
{
    (void)args;
    return ok(ul_list_from(vm, *self, 0, ul_list_length(vm, *self)), out);
}

METHOD(list_reverse)
{
    (void)args;
    uint32_t count;
    ul_val *items = ul_items(vm, *self, &count);
    for (uint32_t i = 0; i < count / 2; i++) {
        ul_val first = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = first;
    }
    return none(out);
}

METHOD(list_sort)
{
    bool reverse = false;
    ul_val flag = ul_keyword(vm, args, "reverse"), key = ul_keyword(vm, args, "key");
    if (args->count) return ul_type_error(vm, "sort() takes no positional arguments");
    TRY(ul_keywords(vm, args, "key\0reverse\0", "sort"));
    if (flag) TRY(ul_truth(vm, flag, &reverse));
    key = ul_keyword(vm, args, "key");
    TRY(ul_list_sort(vm, *self, key ? key : V_NONE, reverse));
    return none(out);
}

const struct ul_method_entry ul_list_methods[] = {
    {UL_NAME_APPEND, 1, 1, list_append},   {UL_NAME_EXTEND, 1, 1, list_extend},
    {UL_NAME_INSERT, 2, 2, list_insert},   {UL_NAME_POP, 0, 1, list_pop},
    {UL_NAME_INDEX, 1, 3, sequence_index}, {UL_NAME_REMOVE, 1, 1, list_remove},
    {UL_NAME_COUNT, 1, 1, sequence_count}, {UL_NAME_CLEAR, 0, 0, list_clear},
    {UL_NAME_COPY, 0, 0, list_copy},       {UL_NAME_REVERSE, 0, 0, list_reverse},
    {UL_NAME_SORT, 0, ANY, list_sort},     {0, 0, 0, NULL},
};
const struct ul_method_entry ul_tuple_methods[] = {
    {UL_NAME_INDEX, 1, 3, sequence_index},
    {UL_NAME_COUNT, 1, 1, sequence_count},
    {0, 0, 0, NULL},
};

/* --- dict ----------------------------------------------------------------------------------------
 */

METHOD(dict_get)
{
    TRY(ul_dict_get(vm, *self, ARG(0), out));
    if (!*out) *out = args->count > 1 ? ARG(1) : V_NONE;
    return UL_OK;
}

METHOD(dict_pop)
{
    TRY(ul_dict_delete(vm, *self, ARG(0), out));
    if (!*out && args->count < 2) return ul_raise_value(vm, UL_TYPE_KEYERROR, ARG(0));
    if (!*out) *out = ARG(1);
    return UL_OK;
}

METHOD(dict_setdefault)
{
    TRY(ul_dict_get(vm, *self, ARG(0), out));
    if (*out) return UL_OK;
    TRY(ul_dict_set(vm, *self, ARG(0), args->count > 1 ? ARG(1) : V_NONE));
    *out = args->count > 1 ? ARG(1) : V_NONE;
    return UL_OK;
}

int ul_dict_update(struct ul_vm *vm, const ul_val *kept)
{
    struct ul_args call = {kept + 1, 0, 1, 0};
    ul_val dict = ul_unwrap(vm, kept[1]);
    if (TYPE_IS(vm, dict, T_DICT)) return ul_dict_merge(vm, kept[0], dict);
    TRY(ul_type_call(vm, UL_TYPE_DICT, &call, &dict));
    return ul_dict_merge(vm, kept[0], dict);
}

METHOD(dict_update)
{
    if (args->count) {
        const ul_val *kept = ul_push2(vm, *self, ARG(0));
        if (!kept) return UL_EXCEPTION;
        TRY(ul_dict_update(vm, kept));
    }
    for (uint32_t i = 0; i < args->keywords; i++)
        TRY(ul_dict_set(vm, *self, ARG(args->count + 2 * i), ARG(args->count + 2 * i + 1)));
    return none(out);
}

METHOD(dict_clear)
{
    (void)args;
    ul_dict_clear(vm, *self);
    return none(out);
}

METHOD(dict_copy)
{
    (void)args;
    ul_val copy = ul_dict_new(vm, ul_dict_length(vm, *self));
    const ul_val *kept = copy ? ul_push(vm, copy) : NULL;
    if (!kept) return UL_EXCEPTION;
    TRY(ul_dict_merge(vm, *kept, *self));
    *out = *kept;
    return UL_OK;
}

METHOD(dict_popitem)
{
    ul_val key, value;
    (void)args;
    if (!ul_dict_length(vm, *self))
        return ul_raise(vm, UL_TYPE_KEYERROR, "popitem(): dictionary is empty");
    ul_val tuple = ul_new_clear(vm, T_TUPLE, 3);
    const ul_val *kept = tuple ? ul_push(vm, tuple) : NULL;
    if (!kept) return UL_EXCEPTION;
    TRY(ul_dict_pop_last(vm, *self, &key, &value));
    PTR(vm, *kept)[1] = key;
    PTR(vm, *kept)[2] = value;
    *out = *kept;
    return UL_OK;
}

static int view(struct ul_vm *vm, const ul_val *self, enum ul_iter_kind kind, ul_val *out)
{
    return ok(ul_iter_new(vm, kind, *self, V_INT(0), V_UNBOUND), out);
}

METHOD(dict_keys)
{
    (void)args;
    return view(vm, self, ITER_KEYS, out);
}

METHOD(dict_values)
{
    (void)args;
    return view(vm, self, ITER_VALUES, out);
}

METHOD(dict_items)
{
    (void)args;
    return view(vm, self, ITER_ITEMS, out);
}

const struct ul_method_entry ul_dict_methods[] = {
    {UL_NAME_GET, 1, 2, dict_get},
    {UL_NAME_ITEMS, 0, 0, dict_items},
    {UL_NAME_KEYS, 0, 0, dict_keys},
    {UL_NAME_VALUES, 0, 0, dict_values},
    {UL_NAME_POP, 1, 2, dict_pop},
    {UL_NAME_SETDEFAULT, 1, 2, dict_setdefault},
    {UL_NAME_UPDATE, 0, 1 | UL_METHOD_KEYWORDS, dict_update},
    {UL_NAME_CLEAR, 0, 0, dict_clear},
    {UL_NAME_COPY, 0, 0, dict_copy},
    {UL_NAME_POPITEM, 0, 0, dict_popitem},
    {0, 0, 0, NULL},
};

/* --- set and frozenset ---------------------------------------------------------------------------
 */

METHOD(set_add)
{
    TRY(ul_set_add(vm, *self, ARG(0)));
    return none(out);
}

METHOD(set_update)
{
    for (uint32_t i = 0; i < args->count; i++)
        TRY(ul_set_update(vm, *self, ARG(i)));
    return none(out);
}

METHOD(set_discard)
{
    ul_val key;
    TRY(ul_set_key(vm, ARG(0), &key));
    TRY(ul_dict_delete(vm, *self, key, out));
    return none(out);
}

METHOD(set_remove)
{
    ul_val key;
    TRY(ul_set_key(vm, ARG(0), &key));
    TRY(ul_dict_delete(vm, *self, key, out));
    return *out ? none(out) : ul_raise_value(vm, UL_TYPE_KEYERROR, ARG(0));
}

METHOD(set_pop)
{
    ul_val ignored;
    (void)args;
    if (!ul_dict_length(vm, *self)) return ul_raise(vm, UL_TYPE_KEYERROR, "pop from an empty set");
    return ul_dict_pop_last(vm, *self, out, &ignored);
}

METHOD(set_copy)
{
    (void)args;
    *out = *self;
    return HDR_FLAG(PTR(vm, *self)[0]) ? UL_OK : ul_set_from(vm, *self, false, out);
}

const struct ul_method_entry ul_set_methods[] = {
    {UL_NAME_ADD, 1, 1, set_add},
    {UL_NAME_REMOVE, 1, 1, set_remove},
    {UL_NAME_DISCARD, 1, 1, set_discard},
    {UL_NAME_POP, 0, 0, set_pop},
    {UL_NAME_UPDATE, 0, ANY, set_update},
    {UL_NAME_CLEAR, 0, 0, dict_clear},
    {UL_NAME_COPY, 0, 0, set_copy}, /* CHANGING_SET entries come before */
    {0, 0, 0, NULL},
};

/* --- numbers -------------------------------------------------------------------------------------
 */

METHOD(int_bit_length)
{
    struct ul_digits digits;
    (void)args;
    ul_digits_of(vm, *self, &digits);
    *out = V_INT(ul_mag_bit_length(digits.d, digits.n));
    return UL_OK;
}

METHOD(float_is_integer)
{
    double d = ul_float_of(vm, *self);
    (void)args;
    *out = V_BOOL(d == ul_double_trunc(d) && d - d == 0);
    return UL_OK;
}

const struct ul_method_entry ul_int_methods[] = {
    {UL_NAME_BIT_LENGTH, 0, 0, int_bit_length},
    {0, 0, 0, NULL},
};
const struct ul_method_entry ul_float_methods[] = {
    {UL_NAME_IS_INTEGER, 0, 0, float_is_integer},
    {0, 0, 0, NULL},
};

/* --- generators, exceptions, context -------------------------------------------------------------
 */

METHOD(generator_send)
{
    ul_val sent = args->count ? ARG(0) : V_NONE;
    TRY(ul_generator_resume(vm, *self, sent, out));
    return *out ? UL_OK : ul_gen_stop(vm, vm->roots[ROOT_VALUE]);
}

METHOD(generator_throw)
{
    TRY(ul_gen_throw_arguments(vm, args));
    vm->roots[ROOT_VALUE] = V_UNBOUND;
    TRY(ul_gen_throw(vm, *self, out));
    return *out ? UL_OK : ul_gen_stop(vm, vm->roots[ROOT_VALUE]);
}

METHOD(generator_close)
{
    (void)args;
    TRY(ul_gen_close(vm, *self));
    return none(out);
}

METHOD(generator_iter)
{
    (void)vm;
    (void)args;
    *out = *self;
    return UL_OK;
}

const struct ul_method_entry ul_generator_methods[] = {
    {UL_NAME_SEND, 1, 1, generator_send},     {UL_NAME_THROW, 1, 3, generator_throw},
    {UL_NAME_CLOSE, 0, 0, generator_close},   {UL_NAME___NEXT__, 0, 0, generator_send},
    {UL_NAME___ITER__, 0, 0, generator_iter}, {0, 0, 0, NULL},
};

METHOD(exception_init)
{
    ul_val tuple = ul_new(vm, T_TUPLE, 1 + args->count);
    if (!tuple) return UL_EXCEPTION;
    memcpy(PTR(vm, tuple) + 1, ul_args_get(vm, args), args->count * 4);
    PTR(vm, *self)[EXC_ARGS] = tuple;
    return none(out);
}

METHOD(exception_with_traceback)
{
    (void)vm;
    (void)args;
    *out = *self;
    return UL_OK;
}

METHOD(exception_add_note)
{
    TRY(ul_exc_add_note(vm, *self, ARG(0)));
    return none(out);
}

const struct ul_method_entry ul_exception_methods[] = {
    {UL_NAME_ADD_NOTE, 1, 1, exception_add_note},
    {UL_NAME___INIT__, 0, ANY, exception_init},
    {UL_NAME_WITH_TRACEBACK, 1, 1, exception_with_traceback},
    {0, 0, 0, NULL},
};

METHOD(context_remaining)
{
    uint32_t milliseconds = 0;
    (void)self;
    (void)args;
    if (vm->host && vm->host->call)
        TRY(vm->host->call(vm->host->user, UL_SYS_REMAINING_MS, NULL, 0, &milliseconds, 4));
    return ok(ul_int_new(vm, milliseconds), out);
}

const struct ul_method_entry ul_context_methods[] = {
    {UL_NAME_GET_REMAINING_TIME_IN_MILLIS, 0, 0, context_remaining},
    {0, 0, 0, NULL},
};
