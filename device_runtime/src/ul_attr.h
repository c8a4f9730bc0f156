/* What does a dot find? Attributes of instances, classes, functions, exceptions, generators and
 * builtin types, in CPython's order: data descriptors of the class, the object's own attributes,
 * other members of the class, then what the interpreter computes (ul_computed.c), the methods of
 * builtin types, and __getattr__.
 *
 * A name that no image and no table knows (getattr(x, "a" + "b")) travels as UL_NAME_DYNAMIC, with
 * its text in roots[ROOT_NAME].
 */
#ifndef UL_ATTR_H
#define UL_ATTR_H

#include "ul_value.h"

int ul_get_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out);

/* As ul_get_attr, but a property is not called: *out is unbound then, roots[ROOT_CALLEE] what to
 * call and roots[ROOT_SELF] its only argument. */
int ul_get_attr_or_getter(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out);

/* unbound value: delete */
int ul_set_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val value);

/* What object.__getattribute__ and object.__setattr__ do: without the hooks of the class. */
int ul_get_attr_plain(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out);
int ul_set_attr_plain(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val value);

/* The function that `object.name(...)` calls, without binding it. *self is what to pass first
 * (unbound: nothing). A method of a builtin type: *function unbound, *self what it is a method of.
 */
int ul_find_method(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *function,
                   ul_val *self);

/* What a member found in `owner` or its bases is as an attribute of `self` (unbound: of the class
 * itself). `step`: as ul_get_attr_or_getter. */
int ul_bind_member(struct ul_vm *vm, ul_val member, ul_val self, ul_val owner, uint32_t name_id,
                   bool step, ul_val *out);

/* "'A' object has no attribute 'x'" */
int ul_no_attribute(struct ul_vm *vm, ul_val object, uint32_t name_id);

/* What the interpreter computes: __class__, __name__, args ...; unbound: nothing of that name. */
int ul_computed_attr(struct ul_vm *vm, ul_val object, uint32_t name_id, ul_val *out);

/* The dict of a function's attributes; unbound: it has none, unless it is to be made. */
int ul_function_attrs(struct ul_vm *vm, ul_val function, bool make, ul_val *dict);

/* The dict at a place, made when it is unbound; `object` holds the place. */
int ul_make_attrs(struct ul_vm *vm, ul_val object, ul_val *dict);

/* The name id of a str, with its text in roots[ROOT_NAME] when it has none; TypeError for others.
 */
int ul_name_of(struct ul_vm *vm, ul_val name, uint32_t *name_id);

#endif
