/* How is a container shown, whatever its depth? */
#ifndef UL_NESTED_H
#define UL_NESTED_H

#include "ul_str.h"
#include "ul_value.h"

/* Is it a list, tuple, dict, set or frozenset? */
bool ul_is_nested(const struct ul_vm *vm, ul_val v);

/* Write the repr of such a one. What it holds is walked through with a stack of values, not of C: a
 * container within itself is "[...]". With `parenthesis`, a closing one follows. */
int ul_put_nested(struct ul_vm *vm, struct ul_text *text, ul_val v, bool parenthesis);

#endif
