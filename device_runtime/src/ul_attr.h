/* What does a dot find? Attributes of instances, classes, exceptions, generators and builtin types.
 */
#ifndef UL_ATTR_H
#define UL_ATTR_H

#include "ul_value.h"

int ul_get_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out);
int ul_set_attr(struct ul_vm *vm, ul_val object, uint32_t name_id,
                ul_val value); /* unbound: delete */

/* The function that `object.name(...)` calls, without binding it. *self is what to pass first
 * (unbound: nothing). A method of a builtin type: *function unbound. */
int ul_find_method(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *function,
                   ul_val *self);

#endif
