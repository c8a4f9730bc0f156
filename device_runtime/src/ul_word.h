/* How do integers of 32 bits calculate without being objects in between?
 *
 * The instructions WLOAD ... WSTORE keep a value modulo 2**32 in a local of the loop. What is
 * inline here takes the operands that fit a word; everything else goes to ul_word_chain.
 */
#ifndef UL_WORD_H
#define UL_WORD_H

#include "ul_heap.h"
#include "ul_number.h"

#define WORD_HEADER HDR(T_INT, 2) /* one digit, not negative */

/* An integer of 31 bits, or one of 0 ... 2**32 - 1, modulo 2**32. */
static inline bool ul_word_of(const struct ul_vm *vm, ul_val v, uint32_t *word)
{
    *word = (uint32_t)INT_OF(v);
    if (UL_LIKELY(IS_INT(v))) return true;
    if (UL_UNLIKELY(v & 3u)) return false;
    UL_APART(v);
    if (UL_UNLIKELY(!v)) return false;
    if (UL_UNLIKELY(PTR(vm, v)[0] != WORD_HEADER)) return false;
    *word = PTR(vm, v)[1];
    return true;
}

/* Do the run of word instructions around *pc (the one after it is next) by the plain operators, and
 * store its result. *pc: what comes behind the run; at an error behind what raised it. */
int ul_word_chain(struct ul_vm *vm, const uint32_t **pc);

#endif
