/* How do sets work?
 *
 * A SET lies in memory as a DICT does, its values all None, and is searched by ul_dict.c; the flag
 * of its header says that it is a frozenset. Iteration follows insertion. Operands that are no
 * sets are refused by the operators and taken, whatever can be iterated over, by ul_set_update.
 */
#ifndef UL_SET_H
#define UL_SET_H

#include "ul_value.h"

static inline bool ul_is_set(const struct ul_vm *vm, ul_val v) /* set or frozenset */
{
    return TYPE_IS(vm, v, T_SET);
}

ul_val ul_set_new(struct ul_vm *vm, uint32_t capacity, bool frozen); /* 0, MemoryError raised */
int ul_set_add(struct ul_vm *vm, ul_val set, ul_val item);
int ul_set_update(struct ul_vm *vm, ul_val set, ul_val iterable);

/* A new set of what can be iterated over. */
int ul_set_from(struct ul_vm *vm, ul_val iterable, bool frozen, ul_val *out);

/* kept[0] op kept[1] for the opcode AND, OR, XOR or SUB; both are sets, on the stack. */
int ul_set_binary(struct ul_vm *vm, uint32_t op, const ul_val *kept, ul_val *out);

/* The same, with the result's items put into the set kept[0]. */
int ul_set_inplace(struct ul_vm *vm, uint32_t op, const ul_val *kept);

/* Does the comparison of the opcode EQ, NE, LT, LE, GT or GE hold for kept[0] and kept[1]? Both are
 * sets or views of a dict's keys or items. */
int ul_set_compare(struct ul_vm *vm, uint32_t op, const ul_val *kept, bool *holds);

/* The key under which an item is looked up: a set inside of a set is looked up as the frozenset
 * that is equal to it. */
int ul_set_key(struct ul_vm *vm, ul_val item, ul_val *key);

#endif
