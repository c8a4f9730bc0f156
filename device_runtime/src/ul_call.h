/* How is a function called? Binding of arguments to registers, and calls from C into Python. */
#ifndef UL_CALL_H
#define UL_CALL_H

#include "ul_value.h"

/* Arguments of a call: in registers at + 0 ... of the running frame, or on the stack. */
struct ul_args {
    const ul_val *stack; /* NULL: in registers */
    uint32_t at;
    uint32_t count;    /* positional */
    uint32_t keywords; /* then pairs of name and value */
};

inline const ul_val *ul_args_get(const struct ul_vm *vm, const struct ul_args *args)
{
    return args->stack ? args->stack : vm->regs + args->at;
}

/* The same arguments without the first `count` positional ones. */
static inline struct ul_args ul_args_skip(const struct ul_args *args, uint32_t count)
{
    struct ul_args rest = *args;
    rest.at += count;
    rest.count -= count;
    if (rest.stack) rest.stack += count;
    return rest;
}

/* Bind a call of the Python function roots[ROOT_CALLEE] (immediate or FUNC), with roots[ROOT_SELF]
 * before the arguments unless it is unbound. A plain function: its frame is pushed, *frame are its
 * registers, whose three words below are not set. A generator function: *frame is NULL,
 * roots[ROOT_VALUE] the generator. */
int ul_bind(struct ul_vm *vm, const struct ul_args *args, ul_val **frame);

uint32_t ul_function_index(const struct ul_vm *vm, ul_val function);
bool ul_is_function(const struct ul_vm *vm, ul_val v);

/* Run the module body, function 0, on an empty stack. */
int ul_call_body(struct ul_vm *vm);

/* Call any callable from C. The callee and then its arguments lie at vm->sp; they are popped.
 * Nested calls are bounded (RecursionError). The result is not protected. */
#define UL_MAX_DEPTH 3
int ul_call(struct ul_vm *vm, uint32_t nargs, ul_val *result);
int ul_call0(struct ul_vm *vm, ul_val callee, ul_val *result);
int ul_call1(struct ul_vm *vm, ul_val callee, ul_val a, ul_val *result);

/* Call the special method of an instance with 0 or 1 arguments; *result unbound when it has none.
 */
int ul_call_special(struct ul_vm *vm, ul_val self, uint32_t name_id, ul_val argument,
                    ul_val *result);
int ul_call_special2(struct ul_vm *vm, ul_val self, uint32_t name_id, ul_val a, ul_val b,
                     ul_val *result);

/* Ask what the image brings in Python for the builtin type of kept[0]: the method `name_id`, with
 * the argument kept[1] (unbound: none). NotImplementedError if the compiler saw no need of it. */
int ul_ask_image(struct ul_vm *vm, const ul_val *kept, uint32_t name_id, ul_val *out);

/* Call with arguments that lie somewhere else. */
int ul_call_args(struct ul_vm *vm, ul_val callee, const struct ul_args *args, ul_val *result);

/* Call `callee` with `first` before the arguments given. */
int ul_call_with(struct ul_vm *vm, ul_val callee, ul_val first, const struct ul_args *args,
                 ul_val *result);

/* Run a generator to its next item from C (ul_gen.c); unbound: finished, its value is in
 * roots[ROOT_VALUE]. */
int ul_generator_resume(struct ul_vm *vm, ul_val generator, ul_val sent, ul_val *item);

/* Prepare the call of a callable that is no plain function. Registers of `args` hold the arguments;
 * roots[ROOT_CALLEE] the callee. What is left to do: */
enum ul_next_step {
    STEP_DONE,     /* nothing: *result is the value */
    STEP_FUNCTION, /* bind and enter roots[ROOT_CALLEE] with roots[ROOT_SELF] */
    STEP_INIT,     /* as STEP_FUNCTION, but it is __init__ of the instance roots[ROOT_SELF] */
};
int ul_prepare(struct ul_vm *vm, const struct ul_args *args, enum ul_next_step *step,
               ul_val *result);

/* The interpreter: run the frame whose registers are vm->regs, with code at pc, until its boundary
 * returns (ul_run.c); the value is in roots[ROOT_VALUE]. UL_OK, UL_RUN_FINISHED (a generator
 * returned instead of yielding), or a negative error. A pending exception is raised there first. */
#define UL_RUN_FINISHED 1
int ul_run(struct ul_vm *vm, const uint32_t *pc);

/* ul_run, from C code that waits for it. */
int ul_run_nested(struct ul_vm *vm, const uint32_t *pc);

#endif
