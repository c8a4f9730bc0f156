/* What is built in? Functions, the calls of types, the methods of builtin types.
 *
 * Arguments come as `struct ul_args`, in registers or on the stack, so they stay valid when
 * something is allocated; fetch them with ARG() each time. Results are not protected.
 */
#ifndef UL_BUILTIN_H
#define UL_BUILTIN_H

#include "ul_call.h"
#include "ul_value.h"

#define ARG(i) (ul_args_get(vm, args)[i])

int ul_builtin_call(struct ul_vm *vm, uint32_t id, const struct ul_args *args, ul_val *out);
/* Of the functions that only the library in Python uses. */
int ul_library_call(struct ul_vm *vm, uint32_t id, const struct ul_args *args, ul_val *out);
int ul_type_call(struct ul_vm *vm, uint32_t type_id, const struct ul_args *args, ul_val *out);

/* Call method `name_id` of a value of a builtin type. */
int ul_method_call(struct ul_vm *vm, ul_val self, uint32_t name_id, const struct ul_args *args,
                   ul_val *out);
int ul_method_value_call(struct ul_vm *vm, ul_val method, const struct ul_args *args, ul_val *out);
/* The value `self.name` of a method. */
int ul_new_method(struct ul_vm *vm, ul_val self, uint32_t name_id, ul_val *out);
bool ul_has_method(const struct ul_vm *vm, ul_val v, uint32_t name_id);

bool ul_is_iterator(const struct ul_vm *vm, ul_val v);

/* The next item of an iterator, unbound at its end (a generator's value: roots[ROOT_VALUE]). */
int ul_next_of(struct ul_vm *vm, ul_val iterator, ul_val *item);
/* getattr, setattr, hasattr, delattr, vars, and what is left to do when a class is made
 * (ul_object.c).
 */
int ul_object_function(struct ul_vm *vm, uint32_t id, const struct ul_args *args, ul_val *out);

/* "A.__init_subclass__() takes no keyword arguments" */
int ul_no_class_keywords(struct ul_vm *vm, ul_val class);

/* How messages about calls name a callable: "module.name()"; empty without memory. */
ul_val ul_function_str(struct ul_vm *vm, ul_val callee);

/* property(...), staticmethod(f), classmethod(f), super(C, self), object(). */
int ul_object_type_call(struct ul_vm *vm, uint32_t type_id, const struct ul_args *args,
                        ul_val *out);

/* len, int, float, abs, index of a value of a builtin type, for `x.__len__()` and its like. */
int ul_dunder_builtin(struct ul_vm *vm, uint32_t name_id, ul_val v, ul_val *out);

/* dict.update: merge into the dict kept[0] the mapping, or the pairs, kept[1]. */
int ul_dict_update(struct ul_vm *vm, const ul_val *kept);

/* A keyword argument by name, unbound when it was not given. */
ul_val ul_keyword(struct ul_vm *vm, const struct ul_args *args, const char *name);

/* TypeError unless every keyword argument is one of `names`, each of which ends in \0; "": none. */
int ul_keywords(struct ul_vm *vm, const struct ul_args *args, const char *names,
                const char *function);

/* Arguments by place or by name, in a row on the stack, unbound where they were not given: `names`
 * as above, those that have no name called "/". NULL with TypeError raised when one of the first
 * `least` is missing, when there are too many or when a name is wrong. */
ul_val *ul_take_args(struct ul_vm *vm, const struct ul_args *args, const char *names,
                     uint32_t least, const char *function);

/* TypeError unless the number of positional arguments lies between the bounds. */
int ul_check_count(struct ul_vm *vm, const struct ul_args *args, uint32_t least, uint32_t most,
                   const char *function);

/* Methods by type: (name id, least, most arguments, function). `most` UL_METHOD_ANY: any number;
 * | UL_METHOD_KEYWORDS: the method takes keyword arguments and looks after them itself. */
#define UL_METHOD_ANY      127u
#define UL_METHOD_KEYWORDS 128u
typedef int ul_method(struct ul_vm *vm, const ul_val *self, const struct ul_args *args,
                      ul_val *out);
struct ul_method_entry {
    uint16_t name;
    uint8_t least, most;
    ul_method *call;
};
extern const struct ul_method_entry ul_str_methods[], ul_bytes_methods[], ul_list_methods[],
    ul_tuple_methods[], ul_dict_methods[], ul_set_methods[], ul_int_methods[], ul_float_methods[],
    ul_generator_methods[], ul_exception_methods[], ul_context_methods[], ul_property_methods[],
    ul_class_methods[];

#endif
