/* Which characters are decimal digits? */
#ifndef UL_DIGITS_H
#define UL_DIGITS_H

#include "ul_value.h"

/* Replace the str at `slot`, which is on the stack, by one with ASCII digits where it has others.
 * Values of other types stay. */
int ul_digits_plain(struct ul_vm *vm, ul_val *slot);

#endif
