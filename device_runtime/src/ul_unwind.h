/* How is a frame left: by a return, or by an exception that looks for its handler? */
#ifndef UL_UNWIND_H
#define UL_UNWIND_H

#include "ul_value.h"

/* Is the caller named in a frame word a frame of the stack, not a generator? */
static inline bool ul_in_stack(const struct ul_vm *vm, ul_val caller)
{
    return (const uint8_t *)PTR(vm, caller) >= (const uint8_t *)vm->sp;
}

static inline const uint32_t *ul_running_function(const struct ul_vm *vm)
{
    return IMAGE_FUNCTION(vm, INFO_FN(vm->regs[F_INFO]));
}

/* Make the caller named in a frame word the running frame. */
void ul_restore_caller(struct ul_vm *vm, ul_val caller);

/* Drop the running frame; returns its info word, and where its caller goes on (NULL at a boundary).
 */
uint32_t ul_pop_frame(struct ul_vm *vm, const uint32_t **pc);

/* Find who handles the pending exception, raised at the instruction before pc. Returns the
 * handler's code, or NULL when a boundary was reached; answer_due: the instruction before what is
 * returned is to be executed again. */
const uint32_t *ul_unwind(struct ul_vm *vm, const uint32_t *pc, int err, bool again);

/* raise v from cause; without `from`, cause is unbound */
int ul_do_raise(struct ul_vm *vm, ul_val v, ul_val cause);

/* Raise again the exception in a register, or (unbound) the one being handled. */
int ul_do_reraise(struct ul_vm *vm, ul_val v, const uint32_t *pc, bool *again);

#endif
