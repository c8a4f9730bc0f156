/* What do operators do beyond the fast cases of the interpreter loop? Dispatch on types: numbers,
 * text, sequences, then the special methods of user classes, then a TypeError with CPython's words.
 */
#ifndef UL_OPERATOR_H
#define UL_OPERATOR_H

#include "ul_value.h"

int ul_binary(struct ul_vm *vm, uint32_t op, ul_val x, ul_val y, ul_val *out);
int ul_inplace(struct ul_vm *vm, uint32_t op, ul_val x, ul_val y, ul_val *out);
int ul_unary(struct ul_vm *vm, uint32_t op, ul_val x, ul_val *out);
int ul_get_item(struct ul_vm *vm, ul_val container, ul_val index, ul_val *out);
int ul_set_item(struct ul_vm *vm, ul_val container, ul_val index, ul_val value);
int ul_del_item(struct ul_vm *vm, ul_val container, ul_val index);

/* a @ b (form 0) and divmod(a, b) (form 1) of values of which one has a special method. */
int ul_binary_by_name(struct ul_vm *vm, ul_val x, ul_val y, uint32_t form, bool in_place,
                      ul_val *out);

/* The operator of a special method; form: 0 plain, 1 reflected, 2 in place. */
bool ul_operator_of(uint32_t name_id, uint32_t *op, uint32_t *form);

#endif
