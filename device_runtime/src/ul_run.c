/* How is an instruction executed?
 *
 * One function, one long switch by computed goto: its cases are the files ul_run_*.h. `pc`, `regs`
 * and `w` (the instruction word) live in C locals; everything else in the vm. The fast case of an
 * instruction is inline: tagged integers, exact types, plain functions. The rest is a call to a C
 * function that may allocate (so `regs` is fetched again: a generator's registers move) or run
 * Python code. Errors go to `raise` with a negative code in `err`.
 *
 * Python calls do not nest C calls: a frame is pushed on the value stack and the loop goes on.
 * Backward jumps and calls charge one step.
 */
#include "ul_attr.h"
#include "ul_builtin.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_compare.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_exc.h"
#include "ul_format.h"
#include "ul_gen.h"
#include "ul_general_call.h"
#include "ul_heap.h"
#include "ul_inline.h"
#include "ul_instruction.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_mapping.h"
#include "ul_number.h"
#include "ul_operator.h"
#include "ul_replay.h"
#include "ul_set.h"
#include "ul_unwind.h"

int ul_run(struct ul_vm *vm, const uint32_t *pc)
{
#define LABEL(name) &&op_##name,
    static const void *const labels[] = {UL_OPCODES(LABEL)};
#undef LABEL
    ul_val *regs = vm->regs, *entered;
    ul_val value; /* results of calls, by address */
    ul_val v, *place;
    uint32_t w, info, kind, first, count, acc = 0;
    const uint32_t *fn,
        *target; /* target: pc by address, which pc itself never is, to stay in a register */
    struct ul_args args;
    bool truth, entering, again = false;
    int err;

    if (UL_UNLIKELY(vm->roots[ROOT_EXC])) { /* thrown into a generator */
        err = UL_EXCEPTION;
        goto raise;
    }
    NEXT;

    OP(ILLEGAL) /* refused by the verifier */
    SLOW(ul_raise_type(vm, UL_TYPE_SYSTEMERROR));
    NEXT;

#include "ul_run_values.h"
#include "ul_run_jumps.h"
#include "ul_run_objects.h"
#include "ul_run_calls.h"

done_2:
    regs = vm->regs;
    if (UL_UNLIKELY(err)) goto raise;
    w = pc[-2];
    R(A) = value;
    NEXT;
done:
    regs = vm->regs;
    if (UL_UNLIKELY(err)) goto raise;
    w = pc[-1];
    R(A) = value;
    NEXT;
not_a_cell:
not_a_list:
not_a_generator: /* only a forged image gets here */
    err = ul_raise(vm, UL_TYPE_SYSTEMERROR, "bad image");
    goto raise;
returned: /* somebody does more than take roots[ROOT_VALUE] of the running frame */
    err = UL_RETURN;
    goto raise;
exhausted:
    err = UL_STEPS_EXHAUSTED;
raise:
    pc = ul_go_on(vm, pc, err, again);
    again = false;
    if (!pc) return vm->outcome;
    regs = vm->regs;
    NEXT;
}
