/* How do lists and tuples hold their items? A LIST refers to a VEC that may be larger than the
 * list. */
#ifndef UL_LIST_H
#define UL_LIST_H

#include "ul_value.h"

ul_val ul_list_new(struct ul_vm *vm, uint32_t capacity); /* empty; 0 with MemoryError raised */
int ul_list_append(struct ul_vm *vm, ul_val list, ul_val item);
int ul_list_extend(struct ul_vm *vm, ul_val list, ul_val iterable);
int ul_list_insert(struct ul_vm *vm, ul_val list, int32_t index, ul_val item);
void ul_list_remove(struct ul_vm *vm, ul_val list, uint32_t index, uint32_t count);
ul_val ul_tuple_from(struct ul_vm *vm,
                     ul_val list); /* copy of a list or tuple; 0 with MemoryError */
ul_val ul_list_from(struct ul_vm *vm, ul_val sequence, uint32_t from, uint32_t count);

/* The items of a list or tuple and how many; stale after any allocation. */
static inline uint32_t ul_list_length(const struct ul_vm *vm, ul_val list)
{
    return (uint32_t)INT_OF(PTR(vm, list)[LIST_LEN]);
}
static inline uint32_t ul_tuple_length(const struct ul_vm *vm, ul_val tuple)
{
    return HDR_WORDS(PTR(vm, tuple)[0]) - 1;
}
ul_val *ul_items(const struct ul_vm *vm, ul_val sequence, uint32_t *count);
static inline bool ul_is_sequence(const struct ul_vm *vm, ul_val v)
{
    return TYPE_IS(vm, v, T_LIST) || TYPE_IS(vm, v, T_TUPLE);
}

/* Sort in place, stable; `key` V_NONE for none. */
int ul_list_sort(struct ul_vm *vm, ul_val list, ul_val key, bool reverse);

#endif
