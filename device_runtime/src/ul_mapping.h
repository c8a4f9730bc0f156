/* What can stand for a dict? A dict, or an instance that has keys() and can be indexed. */
#ifndef UL_MAPPING_H
#define UL_MAPPING_H

#include "ul_value.h"

/* Replace the value at `slot`, which is on the stack, by a dict: its own, or a new one with its
 * keys and items; unbound if it is no mapping. */
int ul_mapping_dict(struct ul_vm *vm, ul_val *slot);

/* `{**mapping}`: add the pairs of a mapping to a dict. */
int ul_mapping_merge(struct ul_vm *vm, ul_val dict, ul_val mapping);

#endif
