/* What type does a value have, and what follows from it? */
#ifndef UL_CLASS_H
#define UL_CLASS_H

#include "ul_value.h"

/* The type of a value: a builtin type immediate or a class. */
ul_val ul_type_of(const struct ul_vm *vm, ul_val v);

/* The class of an instance or exception of a user class, else 0. */
ul_val ul_class_of(const struct ul_vm *vm, ul_val v);

/* Is `type` (builtin or class) `base` or derived from it? */
bool ul_is_subtype(const struct ul_vm *vm, ul_val type, ul_val base);

/* Does the exception (instance or builtin type standing for one) match a class or a tuple of them?
 */
bool ul_matches(const struct ul_vm *vm, ul_val exception, ul_val classes);

/* Is this value a class whose instances are exceptions? */
bool ul_is_exception_class(const struct ul_vm *vm, ul_val v);
bool ul_is_exception(const struct ul_vm *vm, ul_val v);

/* The record of a class in the image. */
static inline const uint32_t *ul_class_record(const struct ul_vm *vm, ul_val class)
{
    return IMAGE_CLASS(vm, INT_OF(PTR(vm, class)[CLASS_INDEX]));
}

/* The builtin type of an object on the heap that is no instance, by its header; 0 for most others.
 */
uint32_t ul_heap_type(uint32_t header);

/* What a builtin type derives from; 0 (object) for most. */
uint32_t ul_type_base(uint32_t type);

/* The classes after a class in its MRO, in mro[1] ... mro[count]; returns their count. */
uint32_t ul_mro(const struct ul_vm *vm, ul_val class, const ul_val **mro);

/* A class or builtin type? */
static inline bool ul_is_type(const struct ul_vm *vm, ul_val v)
{
    return IS_KIND(v, K_TYPE) || TYPE_IS(vm, v, T_CLASS);
}

/* Look a member up along the MRO of a class; V_UNBOUND when there is none. Builtin types in the
 * MRO are passed over; with `after` only what follows that class counts. */
ul_val ul_class_member(const struct ul_vm *vm, ul_val class, uint32_t name_id);
ul_val ul_class_member_after(const struct ul_vm *vm, ul_val class, ul_val after, uint32_t name_id);

/* The member that the class itself has, without its bases. */
ul_val ul_class_own(const struct ul_vm *vm, ul_val class, uint32_t name_id);

/* What is called `name_id` in a dict of attributes (keys are str); unbound: nothing, or no dict. */
ul_val ul_attrs_find(struct ul_vm *vm, ul_val dict, uint32_t name_id);

/* The builtin type whose value instances of a class carry, exceptions included: 0 (object) for
 * plain classes. */
static inline uint32_t ul_class_layout(const struct ul_vm *vm, ul_val class)
{
    return IMM_PAYLOAD(PTR(vm, class)[CLASS_LAYOUT]);
}

/* The place of the dict of further attributes of an instance or exception; NULL: it has none (an
 * exception may get one: ul_exc_set). */
ul_val *ul_inst_attrs(const struct ul_vm *vm, ul_val v);

/* The list, dict, str ... that an instance of a class derived from a builtin type stands for; v
 * itself when it is none. */
ul_val ul_unwrap(const struct ul_vm *vm, ul_val v);

/* Look a special method up on the class of an instance, or among the extension methods of a builtin
 * type; V_UNBOUND when there is none. */
ul_val ul_special(const struct ul_vm *vm, ul_val v, uint32_t name_id);

/* The function of the image that is method `name_id` of a builtin type's value (of the type itself,
 * when v is one), V_UNBOUND when the image brings none. */
ul_val ul_extension(const struct ul_vm *vm, ul_val v, uint32_t name_id);

/* The slots of an instance or exception of a user class, NULL for other values. */
ul_val *ul_slots(const struct ul_vm *vm, ul_val v);

/* Index of a name in the slots of a class record, or -1. */
int32_t ul_slot_index(const uint32_t *record, uint32_t name_id);

bool ul_is_callable(const struct ul_vm *vm, ul_val v);

/* MKCLASS: make class `index` with the tuple of bases (or None) in register first and its members
 * in the registers behind. TypeError for bases that do not go together. */
int ul_class_make(struct ul_vm *vm, uint32_t index, uint32_t first, ul_val *class);

#endif
