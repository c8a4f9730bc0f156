/* How does C code wait for Python code without staying on the C stack?
 *
 * It does not wait: an instruction whose C code needs what a Python function says is left with
 * UL_LEAVE, the function is entered as by any call, and when it returns the instruction is executed
 * again from its start, with the answer at hand. It takes the same way as before, because nothing
 * that it does before its last question can be seen; where it asked (ul_call, ul_generator_resume)
 * it gets the answers in turn.
 *
 *     caller's registers | answer | answer | callee's frame | ...      the stack, towards sp
 *                        ^ replay.answers
 *
 * An answer is two words, value and enum ul_answer. An exception is an answer, too.
 *
 * Code for which this is not true (it has changed something before it asks, or it asks more often
 * than UL_REPLAY_WORDS allows) holds: then Python runs in a nested ul_run (ul_call.c), which is
 * bounded. Code with many questions keeps what it has so far in the answers (ul_replay_state).
 */
#ifndef UL_REPLAY_H
#define UL_REPLAY_H

#include "ul_value.h"

#define UL_LEAVE        100 /* not an error: leave this instruction for now */
#define UL_RETURN       101 /* not an error: C code or an __init__ waits for roots[ROOT_VALUE] */
#define UL_REPLAY_WORDS 48u

enum ul_answer { ANSWER_VALUE, ANSWER_END, ANSWER_RAISED };

/* A call that must not be left. */
#define UL_HELD(vm, err, call)                                                                     \
    do {                                                                                           \
        (vm)->replay.hold++;                                                                       \
        (err) = (call);                                                                            \
        (vm)->replay.hold--;                                                                       \
    } while (0)

/* Is there an answer to the question that comes now? Then it is taken: UL_EXCEPTION when it is an
 * exception; *value unbound: the end of a generator, whose value is in roots[ROOT_VALUE]. */
bool ul_replay_answer(struct ul_vm *vm, ul_val *value, int *err);

/* May a question be asked by leaving? */
static inline bool ul_may_leave(const struct ul_vm *vm)
{
    return !vm->replay.hold && vm->replay.words + 2u <= UL_REPLAY_WORDS;
}

/* Words of memory, unbound at first, (*state)[0] the lowest. When something may be `asked`, they
 * outlive leaving (UL_LEAVE: execute again to get them); else they are on the stack. */
int ul_replay_state(struct ul_vm *vm, bool asked, uint32_t words, ul_val **state);

/* What has been answered since this state was got is now in it: forget the answers. Only after a
 * step that is not taken again when the instruction is executed again. */
void ul_replay_commit(struct ul_vm *vm, const ul_val *state);

/* The sp of the running frame, without what C code has put there. */
ul_val *ul_frame_base(const struct ul_vm *vm);

/* For the loop. The instruction before pc ended in `err`, which is an error, UL_LEAVE or UL_RETURN:
 * where to go on. NULL: leave ul_run with vm->outcome. `again`: as of ul_unwind. */
const uint32_t *ul_go_on(struct ul_vm *vm, const uint32_t *pc, int err, bool again);

/* A frame with RETURN_AGAIN was popped, its info word is `info`. Keep its answer (enum ul_answer),
 * which is in roots[ROOT_VALUE] or, ANSWER_RAISED, pending. */
int ul_replay_put(struct ul_vm *vm, uint32_t info, int kind);

#endif
