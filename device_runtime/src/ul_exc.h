/* What does an exception remember besides its class and its arguments?
 *
 * Its cause, its context, its traceback, its notes and a dict of attributes that its class does not
 * foresee. Most exceptions have none of these when they are caught, so all five share one word of
 * the object, EXC_MORE:
 *
 *     unbound            nothing
 *     tagged integer     its traceback is the one in vm->trace, if that has the same number
 *     tuple              cause, context, traceback (BYTES of 16-bit addresses, or a number as
 *                        above), list of notes, dict; each may be
 *                        unbound
 *
 * The flag of the header is __suppress_context__.
 */
#ifndef UL_EXC_H
#define UL_EXC_H

#include "ul_value.h"

enum ul_exc_part { EXC_CAUSE, EXC_CONTEXT, EXC_TRACE, EXC_NOTES, EXC_ATTRS, EXC_PARTS };

/* Unbound when there is none. */
ul_val ul_exc_get(const struct ul_vm *vm, ul_val exception, enum ul_exc_part part);

/* Set a part (a cause also sets the flag). On MemoryError nothing is changed. */
int ul_exc_set(struct ul_vm *vm, ul_val exception, enum ul_exc_part part, ul_val value);

/* The pending exception is being raised while `handled` (or nothing: unbound) is being handled:
 * make that its context, and let vm->trace be its traceback. Never fails; without memory it does
 * less. An exception that comes out of C code that ran Python has been through this already: the
 * oldest in its chain gets the context. */
void ul_exc_raised(struct ul_vm *vm, ul_val handled);

/* The pending exception is raised again: let vm->trace be its traceback. */
void ul_exc_again(struct ul_vm *vm);

/* The pending exception was built: vm->trace is its traceback. */
void ul_exc_built(struct ul_vm *vm);

/* Attributes of exceptions: cause, context, flag, notes. */
int ul_exc_get_attr(struct ul_vm *vm, ul_val exception, uint32_t name_id, ul_val *out);
int ul_exc_set_attr(struct ul_vm *vm, ul_val exception, uint32_t name_id, ul_val value,
                    bool *known);
int ul_exc_add_note(struct ul_vm *vm, ul_val exception, ul_val note);

#endif
