/* What do instructions do that have more than a line to do? Loops, containers, names, floats.
 *
 * Registers are given by number: their place may move while these run. */
#ifndef UL_INSTRUCTION_H
#define UL_INSTRUCTION_H

#include "ul_value.h"

/* NameError; bit 23 of the id: of a local variable, not of one of an enclosing scope. */
int ul_unbound_name(struct ul_vm *vm, uint32_t name_id);
int ul_unbound_global(struct ul_vm *vm, uint32_t slot);
int ul_do_delete_global(struct ul_vm *vm, uint32_t slot);

/* Make tagged integers of start, stop and step of a range. */
int ul_do_range_arguments(struct ul_vm *vm, ul_val *regs);

/* Containers of what lies in registers from `first` on. */
int ul_do_new_sequence(struct ul_vm *vm, uint32_t first, uint32_t count, bool list, ul_val *out);
int ul_do_new_dict(struct ul_vm *vm, uint32_t first, uint32_t pairs, ul_val *out);
int ul_do_new_set(struct ul_vm *vm, uint32_t first, uint32_t items, ul_val *out);
int ul_do_new_slice(struct ul_vm *vm, uint32_t first, ul_val *out);
int ul_do_new_function(struct ul_vm *vm, uint32_t index, uint32_t first, ul_val *out);
int ul_do_new_cell(struct ul_vm *vm, uint32_t a);

/* The items of v to `count` registers; before >= 0: so many of them before a starred one. */
int ul_do_unpack(struct ul_vm *vm, ul_val v, uint32_t first, uint32_t count, int32_t before);

/* [*v]: append the items of v to a list. */
int ul_do_extend(struct ul_vm *vm, ul_val list, ul_val v);

/* Iteration state in R[a], R[a + 1]; *item unbound: exhausted. */
int ul_do_iter(struct ul_vm *vm, uint32_t a, ul_val iterable);
int ul_do_next(struct ul_vm *vm, uint32_t a, ul_val *item);

/* May this stand behind `except`: an exception class, or a tuple of such? */
bool ul_catches(const struct ul_vm *vm, ul_val v);
int ul_do_assertion(struct ul_vm *vm, ul_val message);
int ul_init_result(struct ul_vm *vm, ul_val result);

/* FPREP, and FLOAD of what is no float (`word`: its second word). */
int ul_do_new_floats(struct ul_vm *vm);
int ul_do_float_operand(struct ul_vm *vm, ul_val v, uint32_t word, uint64_t *bits);

#endif
