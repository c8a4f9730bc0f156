/* What do constructs of the language check and do that no instruction is there for?
 *
 * Builtin functions that only the compiler calls:
 *
 *     .check_manager(value, waits)     TypeError unless `with` (`async with`) can use the value
 */
#ifndef UL_CONSTRUCT_H
#define UL_CONSTRUCT_H

#include "ul_builtin.h"

int ul_check_manager(struct ul_vm *vm, const struct ul_args *args, ul_val *out);

#endif
