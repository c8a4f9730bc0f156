/* How are calls made that are not simply an entry into a plain function? */
#ifndef UL_GENERAL_CALL_H
#define UL_GENERAL_CALL_H

#include "ul_call.h"

/* The compiler writes str constants as keywords; a forged image may not. */
int ul_check_keywords(struct ul_vm *vm, const struct ul_args *args);

/* Call roots[ROOT_CALLEE] (with roots[ROOT_SELF] when `bound`) in full generality; the result goes
 * to R[a]. *entered: a frame was pushed that is not yet running, and returns as *kind says. */
int ul_general_call(struct ul_vm *vm, const struct ul_args *args, bool bound, uint32_t a,
                    ul_val **entered, uint32_t *kind);

/* GETATTR: *value unbound: a property's getter was called as ul_general_call says. */
int ul_do_get_attribute(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *value,
                        uint32_t a, ul_val **entered, uint32_t *kind);

/* CALLX: as ul_general_call. */
int ul_spread_call(struct ul_vm *vm, uint32_t a, ul_val **entered, uint32_t *kind);

#endif
