/* How do generators and coroutines run?
 *
 * A generator object holds the frame that a plain call has on the stack. In Python code it is
 * entered without nesting C calls (ul_gen_enter): the frame of whoever resumes it is its caller,
 * and `kind` (enum ul_return) says what becomes of an item and of the end. A coroutine is a
 * generator whose function has FLAG_COROUTINE.
 */
#ifndef UL_GEN_H
#define UL_GEN_H

#include "ul_call.h"
#include "ul_value.h"

/* Set a suspended or new generator running, for ul_run; it returns to *pc of the running frame.
 * *pc becomes where it goes on. */
int ul_gen_enter(struct ul_vm *vm, ul_val generator, ul_val sent, uint32_t kind, uint32_t dest,
                 const uint32_t **pc);

/* Raise the pending exception in a generator, from C: its next item, or unbound at its end. */
int ul_gen_throw(struct ul_vm *vm, ul_val generator, ul_val *item);

/* close() */
int ul_gen_close(struct ul_vm *vm, ul_val generator);

/* Make exception what throw() got: a class, an instance, or a class with its argument. Sets the
 * pending exception. */
int ul_gen_throw_arguments(struct ul_vm *vm, const struct ul_args *args);

/* `yield from` and `await`: an iterator in register `base`, a value in register `item`, which gets
 * the next item or, when *done, the value of the iterator. `send` passes the value in; `throw` is
 * for an exception that has arrived: UL_EXCEPTION when it is to be raised again. When the iterator
 * is a generator that can run, nothing is done and *enter says so. */
int ul_gen_send(struct ul_vm *vm, uint32_t base, uint32_t item, bool *enter, bool *done);
int ul_gen_pass(struct ul_vm *vm, uint32_t base, uint32_t item, bool *enter, bool *done);

/* The iterator of what is awaited. */
int ul_gen_awaitable(struct ul_vm *vm, ul_val v, ul_val *iterator);

/* What `async for` asks: the iterator of a value, and the awaitable for the next item of one. */
int ul_gen_aiter(struct ul_vm *vm, ul_val v, ul_val *iterator);
int ul_gen_anext(struct ul_vm *vm, ul_val iterator, ul_val *awaitable);

/* Raise StopIteration(value), without argument for None. */
int ul_gen_stop(struct ul_vm *vm, ul_val value);

bool ul_is_coroutine(const struct ul_vm *vm, ul_val v);

#endif
