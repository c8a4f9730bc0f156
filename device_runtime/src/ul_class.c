/* What type does a value have, and what follows from it? See ul_class.h. */
#include "ul_class.h"
#include "ul_error.h"
#include "ul_gen.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_dict.h"
#include "ul_exc.h"
#include "ul_str.h"

static const uint8_t type_bases[UL_TYPE_COUNT] = {UL_TYPE_BASES};

static const uint8_t heap_types[T_TYPES] = {
    [T_STR] = UL_TYPE_STR,
    [T_INT] = UL_TYPE_INT,
    [T_FLOAT] = UL_TYPE_FLOAT,
    [T_BYTES] = UL_TYPE_BYTES,
    [T_TUPLE] = UL_TYPE_TUPLE,
    [T_LIST] = UL_TYPE_LIST,
    [T_DICT] = UL_TYPE_DICT,
    [T_CELL] = UL_TYPE_CELL,
    [T_FUNC] = UL_TYPE_FUNCTION,
    [T_BOUND] = UL_TYPE_METHOD,
    [T_CLASS] = UL_TYPE_TYPE,
    [T_GEN] = UL_TYPE_GENERATOR,
    [T_RANGE] = UL_TYPE_RANGE,
    [T_SLICE] = UL_TYPE_SLICE,
    [T_CONTEXT] = UL_TYPE_LAMBDACONTEXT,
    [T_METHOD] = UL_TYPE_BUILTIN_FUNCTION_OR_METHOD,
    [T_SET] = UL_TYPE_SET, /* FROZENSET follows */
    [T_BARRAY] = UL_TYPE_BYTEARRAY,
    [T_SUPER] = UL_TYPE_SUPER,
    [T_OBJECT] = UL_TYPE_OBJECT,
};

static const uint8_t singleton_types[] = {UL_TYPE_NONETYPE, UL_TYPE_BOOL, UL_TYPE_BOOL,
                                          UL_TYPE_NOTIMPLEMENTEDTYPE, UL_TYPE_ELLIPSIS};

static ul_val type_of_immediate(ul_val v)
{
    switch (IMM_KIND(v)) {
    case K_SINGLETON: return V_TYPE(singleton_types[IMM_PAYLOAD(v)]);
    case K_CHAR: return V_TYPE(UL_TYPE_STR);
    case K_BUILTIN: return V_TYPE(UL_TYPE_BUILTIN_FUNCTION_OR_METHOD);
    case K_TYPE: return V_TYPE(UL_TYPE_TYPE);
    case K_FUNCTION: return V_TYPE(UL_TYPE_FUNCTION);
    default: return V_TYPE(UL_TYPE_MODULE);
    }
}

uint32_t ul_heap_type(uint32_t header)
{
    return heap_types[HDR_TYPE(header)] + (HDR_TYPE(header) == T_SET ? HDR_FLAG(header) : 0u);
}

ul_val ul_type_of(const struct ul_vm *vm, ul_val v)
{
    if (IS_INT(v)) return V_TYPE(UL_TYPE_INT);
    if (!IS_REF(v))
        return type_of_immediate(v); /* unbound, which a forged image may have: NoneType */
    const ul_val *object = PTR(vm, v);
    uint32_t type = HDR_TYPE(object[0]);
    if (type == T_INST || type == T_EXC) return object[INST_CLASS];
    if (type == T_ITER) return V_TYPE(ul_iter_type(vm, object));
    if (type == T_GEN && ul_is_coroutine(vm, v)) return V_TYPE(UL_TYPE_COROUTINE);
    if (type == T_DESC) return V_TYPE(UL_TYPE_PROPERTY + (uint32_t)INT_OF(object[DESC_KIND]));
    return V_TYPE(ul_heap_type(object[0]));
}

ul_val ul_class_of(const struct ul_vm *vm, ul_val v)
{
    if (!IS_REF(v)) return V_UNBOUND;
    const ul_val *object = PTR(vm, v);
    uint32_t type = HDR_TYPE(object[0]);
    if ((type != T_INST && type != T_EXC) || !IS_REF(object[INST_CLASS])) return V_UNBOUND;
    return object[INST_CLASS];
}

static bool builtin_derives(uint32_t type, uint32_t base)
{
    while (type != base && type != UL_TYPE_OBJECT)
        type = type_bases[type];
    return type == base;
}

uint32_t ul_type_base(uint32_t type)
{
    return type_bases[type];
}

uint32_t ul_mro(const struct ul_vm *vm, ul_val class, const ul_val **mro)
{
    ul_val tuple = PTR(vm, class)[CLASS_MRO];
    if (!IS_REF(tuple)) return 0;
    *mro = PTR(vm, tuple);
    return HDR_WORDS(**mro) - 1;
}

bool ul_is_subtype(const struct ul_vm *vm, ul_val type, ul_val base)
{
    if (type == base || base == V_TYPE(UL_TYPE_OBJECT)) return true;
    if (IS_IMM(type)) return IS_IMM(base) && builtin_derives(IMM_PAYLOAD(type), IMM_PAYLOAD(base));
    const ul_val *mro;
    for (uint32_t i = ul_mro(vm, type, &mro); i > 0; i--)
        if (mro[i] == base) return true;
    return false;
}

bool ul_matches(const struct ul_vm *vm, ul_val exception, ul_val classes)
{
    if (TYPE_IS(vm, classes, T_TUPLE)) {
        const ul_val *tuple = PTR(vm, classes);
        for (uint32_t i = 1; i < HDR_WORDS(tuple[0]); i++)
            if (ul_matches(vm, exception, tuple[i])) return true;
        return false;
    }
    ul_val type = IS_KIND(exception, K_TYPE) ? exception : ul_type_of(vm, exception);
    return (IS_KIND(classes, K_TYPE) || TYPE_IS(vm, classes, T_CLASS)) &&
           ul_is_subtype(vm, type, classes);
}

bool ul_is_exception_class(const struct ul_vm *vm, ul_val v)
{
    return (IS_KIND(v, K_TYPE) || TYPE_IS(vm, v, T_CLASS)) &&
           ul_is_subtype(vm, v, V_TYPE(UL_TYPE_BASEEXCEPTION));
}

bool ul_is_exception(const struct ul_vm *vm, ul_val v)
{
    return TYPE_IS(vm, v, T_EXC);
}

ul_val ul_attrs_find(struct ul_vm *vm, ul_val dict, uint32_t name_id)
{
    ul_val key, value;
    uint32_t at = 0;
    if (!TYPE_IS(vm, dict, T_DICT)) return V_UNBOUND;
    const char *static_name = ul_static_name(name_id);
    if (static_name) return ul_dict_find(vm, dict, static_name);
    ul_val name = ul_name_str(vm, name_id);           /* of the image: nothing is allocated */
    while (ul_dict_next(vm, dict, &at, &key, &value)) /* and no __eq__ of a key runs */
        if (key == name || (ul_is_str(vm, key) && ul_str_equal(vm, key, name))) return value;
    return V_UNBOUND;
}

ul_val ul_class_own(const struct ul_vm *vm, ul_val class, uint32_t name_id)
{
    const uint32_t *record = ul_class_record(vm, class);
    const uint32_t *names = record + CLS_WORDS + CLS_SLOTS(record);
    const ul_val *object = PTR(vm, class);
    for (uint32_t i = 0; i < CLS_MEMBERS(record); i++)
        if (names[i] == name_id && object[CLASS_MEMBERS + i]) return object[CLASS_MEMBERS + i];
    if (!object[CLASS_ATTRS]) return V_UNBOUND;
    return ul_attrs_find((struct ul_vm *)(uintptr_t)vm, object[CLASS_ATTRS], name_id);
}

ul_val ul_class_member_after(const struct ul_vm *vm, ul_val class, ul_val after, uint32_t name_id)
{
    const ul_val *mro;
    ul_val member = V_UNBOUND;
    uint32_t count = ul_mro(vm, class, &mro), i = 1;
    if (after != class)
        while (i <= count && mro[i++] != after) {
        }
    for (; i <= count && !member; i++)
        if (IS_REF(mro[i])) member = ul_class_own(vm, mro[i], name_id);
    return member;
}

ul_val ul_class_member(const struct ul_vm *vm, ul_val class, uint32_t name_id)
{
    ul_val member = ul_class_own(vm, class, name_id);
    return member ? member : ul_class_member_after(vm, class, class, name_id);
}

ul_val ul_special(const struct ul_vm *vm, ul_val v, uint32_t name_id)
{
    ul_val class = ul_class_of(vm, v);
    return class ? ul_class_member(vm, class, name_id) : ul_extension(vm, v, name_id);
}

ul_val ul_extension(const struct ul_vm *vm, ul_val v, uint32_t name_id)
{
    const uint32_t *entry = IMAGE_TABLES(vm) + IMAGE_CLASSES(vm->image);
    ul_val type = V_UNBOUND;
    for (uint32_t i = IMAGE_EXTENSIONS(vm->image); i; i--, entry += EXTENSION_WORDS) {
        if ((entry[0] & 0xFFFFu) != name_id) continue;
        if (!type) type = IS_KIND(v, K_TYPE) ? v : ul_type_of(vm, v);
        if (ul_is_subtype(vm, type, V_TYPE(entry[0] >> 16))) return UL_IMM(K_FUNCTION, entry[1]);
    }
    return V_UNBOUND;
}

ul_val *ul_slots(const struct ul_vm *vm, ul_val v)
{
    ul_val *object = PTR(vm, v);
    return object + (HDR_TYPE(object[0]) == T_EXC ? EXC_SLOTS : INST_SLOTS);
}

int32_t ul_slot_index(const uint32_t *record, uint32_t name_id)
{
    for (uint32_t i = 0; i < CLS_SLOTS(record); i++)
        if (record[CLS_WORDS + i] == name_id) return (int32_t)i;
    return -1;
}

ul_val *ul_inst_attrs(const struct ul_vm *vm, ul_val v)
{
    ul_val *object = PTR(vm, v);
    if (HDR_TYPE(object[0]) == T_EXC) {
        ul_val more = object[EXC_MORE];
        return IS_REF(more) ? PTR(vm, more) + 1 + EXC_ATTRS : NULL;
    }
    const uint32_t *record = ul_class_record(vm, object[INST_CLASS]);
    return CLS_OPEN(record) ? &object[INST_SLOTS + CLS_SLOTS(record)] : NULL;
}

ul_val ul_unwrap(const struct ul_vm *vm, ul_val v)
{
    if (!TYPE_IS(vm, v, T_INST)) return v;
    const ul_val *object = PTR(vm, v);
    if (!ul_class_layout(vm, object[INST_CLASS])) return v;
    return object[HDR_WORDS(object[0]) - 1];
}

bool ul_is_callable(const struct ul_vm *vm, ul_val v)
{
    if (IS_IMM(v)) return IMM_KIND(v) >= K_BUILTIN && IMM_KIND(v) <= K_FUNCTION;
    if (!IS_REF(v)) return false;
    uint32_t type = HDR_TYPE(PTR(vm, v)[0]);
    return type == T_FUNC || type == T_BOUND || type == T_CLASS || type == T_METHOD ||
           (type == T_DESC && PTR(vm, v)[DESC_KIND] == V_INT(DESC_STATIC)) ||
           ul_special(vm, v, UL_NAME___CALL__) != V_UNBOUND;
}
