/* How does a dict work?
 *
 * A DICT object refers to one DTAB: entries (key, value) in insertion order, then, for capacities
 * above 8, an open-addressed index of entry numbers + 1 (bytes, or half-words for capacities above
 * 253) whose size is a power of two, because the lx106 cannot divide. A deleted entry keeps its
 * place with an unbound key until the table is rebuilt, unless it is the last one. Sets use the
 * same tables (ul_set.h).
 */
#ifndef UL_DICT_H
#define UL_DICT_H

#include "ul_value.h"

ul_val ul_dict_new(struct ul_vm *vm, uint32_t capacity); /* 0 with MemoryError raised */
int ul_dict_get(struct ul_vm *vm, ul_val dict, ul_val key, ul_val *value); /* unbound: missing */
/* Where the value of a str or small integer lies, found without running code or allocating; *place
 * NULL: missing. False: only ul_dict_get can tell. */
bool ul_dict_place(const struct ul_vm *vm, ul_val dict, ul_val key, ul_val **place);
int ul_dict_set(struct ul_vm *vm, ul_val dict, ul_val key, ul_val value);
int ul_dict_delete(struct ul_vm *vm, ul_val dict, ul_val key, ul_val *value); /* unbound: missing */
int ul_dict_merge(struct ul_vm *vm, ul_val dict, ul_val other);
uint32_t ul_dict_length(const struct ul_vm *vm, ul_val dict);

/* Delete the entry that was inserted last; the dict is not empty. */
int ul_dict_pop_last(struct ul_vm *vm, ul_val dict, ul_val *key, ul_val *value);

/* Step through the entries: `*at` starts at 0; false at the end. */
bool ul_dict_next(const struct ul_vm *vm, ul_val dict, uint32_t *at, ul_val *key, ul_val *value);

/* The value of a key given as a C string, unbound when missing. */
ul_val ul_dict_find(const struct ul_vm *vm, ul_val dict, const char *key);

/* How large is a table, index included? And of one that an image brings: does its index name
 * entries below `used` only, and leave room? */
uint32_t ul_dict_table_words(uint32_t capacity);
bool ul_dict_good_index(const ul_val *table, uint32_t used);

void ul_dict_clear(struct ul_vm *vm, ul_val dict);

#endif
