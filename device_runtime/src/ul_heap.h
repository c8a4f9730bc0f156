/* How is the arena used?
 *
 *     arena                                                                        arena_end
 *     | roots | globals | objects ->   free   <- values, frames (the stack) |
 *         fixed     heap  heap_ptr  stack_low  sp
 *
 * Allocation moves heap_ptr up, the stack moves sp down; stack_low is the lowest sp so far, so that
 * both compare with one bound. When they meet, the collector marks from roots and stack (every word
 * there is a value) and slides the live objects down (Jonkers 1979: no extra space). So: **after
 * any call that may allocate, pointers into objects are stale.** Keep values in registers, in
 * roots, or on the stack
 * (`ul_push`), and fetch pointers anew.
 */
#ifndef UL_HEAP_H
#define UL_HEAP_H

#include "ul_value.h"

/* EXC: pending exception; GEN: running generator or 0; VALUE: result of ul_run; CALLEE, SELF: of
 * the call being bound; KEEP: values being pushed */
enum ul_root {
    ROOT_EXC,
    ROOT_GEN,
    ROOT_VALUE,
    ROOT_CALLEE,
    ROOT_SELF,
    ROOT_ARGUMENT, /* 3: values in the message of an exception under construction */
    ROOT_KEEP = ROOT_ARGUMENT + 3,
    ROOT_NAME = ROOT_KEEP + 3, /* the text of UL_NAME_DYNAMIC */
    ROOT_FUNCTIONS, /* dict of the attributes of functions that are immediates, or unbound */
    ROOT_COUNT
};

/* Lay the arena out. UL_ARENA_TOO_SMALL. */
int ul_heap_layout(struct ul_vm *vm);

/* Empty it. */
void ul_heap_reset(struct ul_vm *vm);

/* Fill the empty heap with what the image brings (ul_start.c). UL_ARENA_TOO_SMALL. */
int ul_heap_start(struct ul_vm *vm);

/* Allocate an object of `words` words, header included; 0 with MemoryError raised. Words after the
 * header are garbage: fill them before the next allocation. */
ul_val ul_new(struct ul_vm *vm, enum ul_type type, uint32_t words);

/* Are so many words free, after a collection if need be? */
bool ul_room(struct ul_vm *vm, uint32_t words);

/* As ul_new, with all words unbound. */
ul_val ul_new_clear(struct ul_vm *vm, enum ul_type type, uint32_t words);

/* ul_new without a call while there is room; NULL: call it. */
static inline ul_val *ul_bump(struct ul_vm *vm, enum ul_type type, uint32_t words)
{
    ul_val *object = (ul_val *)(void *)vm->heap_ptr;
#ifdef UL_STRESS_COLLECT
    return NULL;
#endif
    if (UL_UNLIKELY((uint32_t)(vm->stack_low - vm->heap_ptr) < words * 4)) return NULL;
    vm->heap_ptr += words * 4;
    object[0] = HDR(type, words);
    return object;
}

/* Try to make an object, the last one in the heap, `words` words large; false changes nothing. */
bool ul_grow_last(struct ul_vm *vm, ul_val object, uint32_t words);

/* Give back the tail of an object beyond `words` words. */
void ul_shrink(struct ul_vm *vm, ul_val object, uint32_t words);

/* Move sp down by `words`; NULL with RecursionError raised (MemoryError, when the heap takes more
 * than the stack). The words are garbage. */
ul_val *ul_stack_take(struct ul_vm *vm, uint32_t words);

/* Push values that must survive allocation, the first at [0]; NULL with RecursionError raised. The
 * values given are safe even when making room collects. Pop with ul_pop. */
ul_val *ul_push(struct ul_vm *vm, ul_val value);
ul_val *ul_push2(struct ul_vm *vm, ul_val a, ul_val b);
ul_val *ul_push3(struct ul_vm *vm, ul_val a, ul_val b, ul_val c);
#define ul_pop(vm, words) ((void)((vm)->sp += (words)))

/* Note the high-water mark; returns it. */
uint32_t ul_heap_note_peak(struct ul_vm *vm);

void ul_collect(struct ul_vm *vm);

#endif
