/* How is something iterated over?
 *
 * An iteration is two values, kept in registers or on the stack: what is iterated and where it
 * stands. Lists, tuples, text, bytes and ranges are their own iterators with an index; everything
 * else is an ITER object, a generator, or an instance with __next__.
 */
#ifndef UL_ITER_H
#define UL_ITER_H

#include "ul_value.h"

enum ul_iter_kind {
    ITER_SEQUENCE, /* a, b: an iteration */
    ITER_KEYS,     /* a: dict, b: entry, c: live entries (unbound: a view that was not started) */
    ITER_VALUES,
    ITER_ITEMS,
    ITER_ENUMERATE,  /* a, b: an iteration, c: counter */
    ITER_ZIP,        /* a: tuple of iterations, flattened */
    ITER_REVERSED,   /* a: sequence, b: items left */
    ITER_MAP,        /* a: tuple of iterations, flattened, b: function */
    ITER_FILTER,     /* a, b: an iteration, c: function or None */
    ITER_CALLABLE,   /* a: function (unbound at the end), b: 0, c: sentinel */
    ITER_ZIP_STRICT, /* as ZIP */
    ITER_ITEMS_OF /* a: instance with __getitem__ (unbound at the end), b: index, c: 0: backwards */
};

/* Start an iteration: state[0] is the iterable, replaced. `state` is on the stack. */
int ul_iter_start(struct ul_vm *vm, ul_val *state);

/* The next item, unbound at the end. `state` is on the stack. */
int ul_iter_next(struct ul_vm *vm, ul_val *state, ul_val *item);

/* reversed() of an instance. */
int ul_reversed_instance(struct ul_vm *vm, ul_val v, ul_val *out);

/* Wrap the iteration of an iterable in one value (what iter() gives). */
int ul_iter_value(struct ul_vm *vm, ul_val iterable, ul_val *result);

ul_val ul_iter_new(struct ul_vm *vm, enum ul_iter_kind kind, ul_val a, ul_val b, ul_val c);

/* Loops in C. Close it (also after errors) unless the caller resets sp itself. */
struct ul_loop {
    ul_val *state;
};
int ul_loop_open(struct ul_vm *vm, struct ul_loop *loop, ul_val iterable);
int ul_loop_next(struct ul_vm *vm, struct ul_loop *loop, ul_val *item);
void ul_loop_close(struct ul_vm *vm, struct ul_loop *loop);

/* Loops in C that may be left while Python code runs (ul_replay.h): state[0], [1] are the
 * iteration, [2] is the item at work, [3] and `words` - 1 more are the caller's, unbound at first.
 * The item stays the same until it is consumed, which is when the caller's words must be right. All
 * of it is for the caller to pop, by the sp that was before. */
enum { LOOP_ITEM = 2, LOOP_OWN = 3 };
int ul_loop_resume(struct ul_vm *vm, ul_val iterable, uint32_t words, ul_val **state);
int ul_loop_step(struct ul_vm *vm, ul_val *state, ul_val *item);
void ul_loop_consume(struct ul_vm *vm, ul_val *state);

/* Does iterating over v ask Python code, or use an iterator up? */
bool ul_asks(const struct ul_vm *vm, ul_val v);

/* Can it surely be iterated over, or may it (an instance)? False: never. */
bool ul_iterable(const struct ul_vm *vm, ul_val v);

/* Is it dict.keys(), values() or items()? With `like_set`: keys() or items()? */
bool ul_is_view(const struct ul_vm *vm, ul_val v, bool like_set);

/* The builtin type of an ITER object. */
uint32_t ul_iter_type(const struct ul_vm *vm, const ul_val *iter);

/* Number of items of a range object. */
uint32_t ul_range_length(const struct ul_vm *vm, ul_val range);
ul_val ul_range_item(const struct ul_vm *vm, ul_val range, uint32_t index);

/* Spend steps on the work of a builtin: UL_STEPS_EXHAUSTED when there are none left. */
static inline int ul_spend(struct ul_vm *vm, uint32_t steps)
{
    if (vm->steps_left < steps) return UL_STEPS_EXHAUSTED;
    vm->steps_left -= steps;
    return UL_OK;
}

#endif
