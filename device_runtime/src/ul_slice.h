/* What is a part of a sequence, and how is it replaced? sequence[start:stop:step] of str, bytes,
 * bytearray, list, tuple and range; assignment to and deletion from lists and bytearrays.
 */
#ifndef UL_SLICE_H
#define UL_SLICE_H

#include "ul_value.h"

/* Number of items of a str, bytes, bytearray, list, tuple or range. */
uint32_t ul_sequence_length(const struct ul_vm *vm, ul_val v);

/* An index of a slice, or of a method's range: any integer, those beyond 31 bits as the nearest. */
int ul_slice_index(struct ul_vm *vm, ul_val v, int32_t *out);

/* The start, step and count of a slice over `length` items. */
int ul_slice_bounds(struct ul_vm *vm, ul_val slice, uint32_t length, int32_t *start, int32_t *step,
                    uint32_t *count);

/* kept[0][kept[1]] of a sequence and a slice, both on the stack. */
int ul_slice_get(struct ul_vm *vm, ul_val *kept, ul_val *out);

/* kept[0][kept[1]] = kept[2], or del when that is unbound; all on the stack. */
int ul_slice_set(struct ul_vm *vm, ul_val *kept);

#endif
