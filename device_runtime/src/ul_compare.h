/* When are two values equal, which comes first, what is the hash of a value, is it true? */
#ifndef UL_COMPARE_H
#define UL_COMPARE_H

#include "ul_value.h"

int ul_equal(struct ul_vm *vm, ul_val a, ul_val b, bool *equal);

/* The comparison of an opcode EQ, NE, LT, LE, GT, GE, with its errors. The result of a user's
 * method may be any value. */
int ul_compare(struct ul_vm *vm, uint32_t op, ul_val a, ul_val b, ul_val *result);
int ul_compare_truth(struct ul_vm *vm, uint32_t op, ul_val a, ul_val b, bool *result);

int ul_contains(struct ul_vm *vm, ul_val container, ul_val item, bool *found);

/* hash(v); for tables; TypeError "unhashable type". */
uint32_t ul_hash_simple(const struct ul_vm *vm, ul_val v); /* of a str or a small integer */
int ul_hash_value(struct ul_vm *vm, ul_val v, int64_t *hash);
int ul_hash(struct ul_vm *vm, ul_val v, uint32_t *hash);

/* Go one level down into containers; the caller takes one from vm->depth afterwards. */
int ul_compare_enter(struct ul_vm *vm);

/* What __len__ of an instance says, checked; unbound when it has none. */
int ul_length_special(struct ul_vm *vm, ul_val v, ul_val *length);
int ul_truth(struct ul_vm *vm, ul_val v, bool *truth);

#endif
