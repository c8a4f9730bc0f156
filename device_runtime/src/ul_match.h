/* How do the patterns of `match` look into a value? Builtin functions that only the compiler calls:
 *
 *     .match_sequence(subject, length, least)   is it a sequence of this length (or, least:
 * longer)? .match_mapping(subject, keys, rest)       the values of the keys, with `rest` also a
 * dict of the other items, as a tuple; None: does not match .match_class(subject, class, count,
 * names)  the attributes of `count` positional patterns and of the keywords `names`, as a tuple; or
 * None
 */
#ifndef UL_MATCH_H
#define UL_MATCH_H

#include "ul_builtin.h"

int ul_match_sequence(struct ul_vm *vm, const struct ul_args *args, ul_val *out);
int ul_match_mapping(struct ul_vm *vm, const struct ul_args *args, ul_val *out);
int ul_match_class(struct ul_vm *vm, const struct ul_args *args, ul_val *out);

#endif
