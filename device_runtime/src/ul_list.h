/* How do lists, tuples and bytearrays hold their items? A LIST refers to a VEC that may be larger
 * than the list; a BYTEARRAY is the same with a BYTES in the place of the VEC. */
#ifndef UL_LIST_H
#define UL_LIST_H

#include "ul_value.h"

ul_val ul_list_new(struct ul_vm *vm, uint32_t capacity); /* empty; 0 with MemoryError raised */
int ul_list_append(struct ul_vm *vm, ul_val list, ul_val item);
int ul_list_extend(struct ul_vm *vm, ul_val list, ul_val iterable);
int ul_list_insert(struct ul_vm *vm, ul_val list, int32_t index, ul_val item);
int ul_list_remove(struct ul_vm *vm, ul_val list, uint32_t index, uint32_t count);
ul_val ul_tuple_from(struct ul_vm *vm,
                     ul_val list); /* copy of a list or tuple; 0 with MemoryError */
ul_val ul_list_from(struct ul_vm *vm, ul_val sequence, uint32_t from, uint32_t count);

/* The items of a list or tuple (or slice) and how many; stale after any allocation. */
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

/* Both of lists and of bytearrays: where the items lie and the bytes of each; replace `count` items
 * at `at` by `with` others, which the caller fills in (steps are spent on moving those behind). */
uint8_t *ul_list_data(const struct ul_vm *vm, ul_val list, uint32_t *size);
int ul_list_splice(struct ul_vm *vm, const ul_val *list, uint32_t at, uint32_t count,
                   uint32_t with);

/* A bytearray of a fresh bytes object, which becomes a part of it. */
ul_val ul_bytearray_new(struct ul_vm *vm, ul_val bytes);
/* Append bytes or a bytearray to the bytearray kept at *kept. */
int ul_bytearray_extend(struct ul_vm *vm, const ul_val *kept, ul_val bytes);

/* A new list of the items of an iterable. May be left (ul_replay.h): then it is the same again. */
int ul_list_of(struct ul_vm *vm, ul_val iterable, ul_val *list);

/* Sort in place, stable; `key` V_NONE for none. */
int ul_list_sort(struct ul_vm *vm, ul_val list, ul_val key, bool reverse);

#endif
