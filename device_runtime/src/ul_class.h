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

/* Look a member up along the MRO of a class; V_UNBOUND when there is none. */
ul_val ul_class_member(const struct ul_vm *vm, ul_val class, uint32_t name_id);

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

/* MKCLASS: make class `index` with the members in registers first...; leaves it in
 * vm->classes[index]. */
int ul_class_make(struct ul_vm *vm, uint32_t index, uint32_t first);

#endif
