/* How does C code raise a Python exception?
 *
 * The pending exception is roots[ROOT_EXC]; whoever raises returns UL_EXCEPTION, and everybody
 * passes it on. A value that is a builtin type stands for an instance without arguments that was
 * not built (there may be no memory for it). */
#ifndef UL_ERROR_H
#define UL_ERROR_H

#include "ul_value.h"

int ul_raise_type(struct ul_vm *vm, uint32_t type_id);

/* Raise with a message: %s C string, %d int32_t, %u uint32_t, %t name of the type of a value, %k of
 * a type, %v a str value, %n the name of a name id, %c a code point,
 * %x a uint32_t in hexadecimal, %% a percent sign. */
int ul_raise(struct ul_vm *vm, uint32_t type_id, const char *format, ...);

/* Raise with one argument that is a value (KeyError(key), StopIteration(value)). */
int ul_raise_value(struct ul_vm *vm, uint32_t type_id, ul_val argument);

/* Build the exception instance `class(*args)`; args is a tuple value. 0 with MemoryError raised. */
ul_val ul_exception_new(struct ul_vm *vm, ul_val class, ul_val args);

/* A builtin type stands for an exception that was not built: build it now, if there is memory. */
void ul_pending_build(struct ul_vm *vm);

/* Is the pending exception of this builtin type (or derived from it)? */
bool ul_pending_is(struct ul_vm *vm, uint32_t type_id);

#define ul_type_error(vm, ...)  ul_raise(vm, UL_TYPE_TYPEERROR, __VA_ARGS__)
#define ul_value_error(vm, ...) ul_raise(vm, UL_TYPE_VALUEERROR, __VA_ARGS__)

#endif
