/* Which special methods do builtin types have by name? `super().__setitem__(k, v)`,
 * `object.__new__(cls)`, `list.__len__(x)`, `hasattr(x, "__iter__")`. Operators never come here:
 * they know what builtin types do. */
#ifndef UL_DUNDER_H
#define UL_DUNDER_H

#include "ul_call.h"
#include "ul_value.h"

/* Has a value (or, for a type, have its instances) the special method? */
bool ul_has_dunder(const struct ul_vm *vm, ul_val target, uint32_t name_id);

/* Call it. A type as target: the method of its instances, which is the first argument; `__new__`
 * and `__init_subclass__` belong to the type itself. */
int ul_dunder_call(struct ul_vm *vm, ul_val target, uint32_t name_id, const struct ul_args *args,
                   ul_val *out);

/* A new instance of a class, as its __new__ of builtin origin makes it: `args` are those of the
 * class, without the class itself. */
int ul_instance_new(struct ul_vm *vm, ul_val class, const struct ul_args *args, ul_val *out);

/* What __init__ of builtin origin does with the instance. */
int ul_instance_init(struct ul_vm *vm, ul_val instance, const struct ul_args *args);

#endif
