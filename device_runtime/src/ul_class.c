/* What type does a value have, and what follows from it? See ul_class.h. */
#include "ul_class.h"
#include "ul_error.h"
#include "ul_gen.h"
#include "ul_heap.h"
#include "ul_iter.h"

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

ul_val ul_type_of(const struct ul_vm *vm, ul_val v)
{
    if (IS_INT(v)) return V_TYPE(UL_TYPE_INT);
    if (!IS_REF(v))
        return type_of_immediate(v); /* unbound, which a forged image may have: NoneType */
    const ul_val *object = PTR(vm, v);
    uint32_t type = HDR_TYPE(object[0]);
    if (type == T_INST || type == T_EXC) return object[INST_CLASS];
    if (type == T_ITER) return V_TYPE(ul_iter_type(object));
    if (type == T_GEN && ul_is_coroutine(vm, v)) return V_TYPE(UL_TYPE_COROUTINE);
    return V_TYPE(heap_types[type] + (type == T_SET ? HDR_FLAG(object[0]) : 0));
}

ul_val ul_class_of(const struct ul_vm *vm, ul_val v)
{
    if (!IS_REF(v)) return V_UNBOUND;
    const ul_val *object = PTR(vm, v);
    uint32_t type = HDR_TYPE(object[0]);
    if ((type != T_INST && type != T_EXC) || !IS_REF(object[INST_CLASS])) return V_UNBOUND;
    return object[INST_CLASS];
}

static const uint32_t *record_of(const struct ul_vm *vm, ul_val class)
{
    return IMAGE_CLASS(vm, INT_OF(PTR(vm, class)[CLASS_INDEX]));
}

static const uint32_t *mro_of(const uint32_t *record)
{
    return record + CLS_WORDS + CLS_SLOTS(record) + CLS_MEMBERS(record);
}

static bool builtin_derives(uint32_t type, uint32_t base)
{
    while (type != base && type != UL_TYPE_OBJECT)
        type = type_bases[type];
    return type == base;
}

bool ul_is_subtype(const struct ul_vm *vm, ul_val type, ul_val base)
{
    if (type == base || base == V_TYPE(UL_TYPE_OBJECT)) return true;
    if (IS_IMM(type)) return IS_IMM(base) && builtin_derives(IMM_PAYLOAD(type), IMM_PAYLOAD(base));
    const uint32_t *record = record_of(vm, type);
    if (IS_IMM(base))
        return CLS_BASE(record) != CLS_NO_BASE &&
               builtin_derives(CLS_BASE(record), IMM_PAYLOAD(base));
    const uint32_t *mro = mro_of(record);
    for (uint32_t i = 0; i < CLS_MRO(record); i++)
        if (vm->classes[mro[i]] == base) return true;
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

static ul_val own_member(const struct ul_vm *vm, ul_val class, uint32_t name_id)
{
    const uint32_t *record = record_of(vm, class);
    const uint32_t *names = record + CLS_WORDS + CLS_SLOTS(record);
    for (uint32_t i = 0; i < CLS_MEMBERS(record); i++)
        if (names[i] == name_id) return PTR(vm, class)[CLASS_MEMBERS + i];
    return V_UNBOUND;
}

ul_val ul_class_member(const struct ul_vm *vm, ul_val class, uint32_t name_id)
{
    ul_val member = own_member(vm, class, name_id);
    const uint32_t *record = record_of(vm, class), *mro = mro_of(record);
    for (uint32_t i = 0; i < CLS_MRO(record) && !member; i++)
        if (vm->classes[mro[i]]) member = own_member(vm, vm->classes[mro[i]], name_id);
    return member;
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

bool ul_is_callable(const struct ul_vm *vm, ul_val v)
{
    if (IS_IMM(v)) return IMM_KIND(v) >= K_BUILTIN && IMM_KIND(v) <= K_FUNCTION;
    if (!IS_REF(v)) return false;
    uint32_t type = HDR_TYPE(PTR(vm, v)[0]);
    return type == T_FUNC || type == T_BOUND || type == T_CLASS || type == T_METHOD ||
           ul_special(vm, v, UL_NAME___CALL__) != V_UNBOUND;
}

int ul_class_make(struct ul_vm *vm, uint32_t index, uint32_t first)
{
    uint32_t members = CLS_MEMBERS(IMAGE_CLASS(vm, index));
    ul_val class = ul_new(vm, T_CLASS, CLASS_MEMBERS + members);
    if (!class) return UL_EXCEPTION;
    ul_val *object = PTR(vm, class);
    object[CLASS_INDEX] = V_INT(index);
    for (uint32_t i = 0; i < members; i++)
        object[CLASS_MEMBERS + i] = vm->regs[first + i];
    vm->classes[index] = class;
    return UL_OK;
}
