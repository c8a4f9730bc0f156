/* What do all instructions share? The fields of the word, the step to the next one, what happens
 * after a call of C code. For the locals of ul_run.c's loop, which alone includes this. */
#ifndef UL_DISPATCH_H
#define UL_DISPATCH_H

#define A        (w >> 8 & 255u)
#define B        (w >> 16 & 255u)
#define C        (w >> 24)
#define SB       ((int32_t)(w << 8) >> 24)
#define SC       ((int32_t)w >> 24)
#define BX       (w >> 16)
#define SBX      ((int32_t)w >> 16)
#define SAX      ((int32_t)w >> 8)
#define INT_C    ((ul_val)((int32_t)w >> 23) | 1u) /* V_INT(SC) */
#define INT_B    ((ul_val)((int32_t)(w << 8) >> 23) | 1u)
#define INT_BX   ((ul_val)((int32_t)w >> 15) | 1u)
#define SECOND   (pc[-1] >> 8)             /* second word of an instruction */
#define METHOD   (pc[-1] >> 8 & 0x7FFFFFu) /* ... of CALLM, without its flag */
#define R(i)     regs[i]
#define OP(name) op_##name:
#define NEXT                                                                                       \
    do {                                                                                           \
        w = *pc++;                                                                                 \
        goto *labels[w & 255u];                                                                    \
    } while (0)

/* Call a C function that may allocate or run Python; then go on. */
#define SLOW(call)                                                                                 \
    do {                                                                                           \
        err = (call);                                                                              \
        regs = vm->regs;                                                                           \
        if (UL_UNLIKELY(err)) goto raise;                                                          \
    } while (0)

/* Raise what a C function raised. */
#define FAIL(call)                                                                                 \
    do {                                                                                           \
        err = (call);                                                                              \
        goto raise;                                                                                \
    } while (0)

#define CHARGE()                                                                                   \
    do {                                                                                           \
        if (UL_UNLIKELY(vm->steps_left == 0)) goto exhausted;                                      \
        vm->steps_left--;                                                                          \
    } while (0)

#define BOTH_INTS(x, y) (((x) & (y) & 1u) != 0)

/* R[A] := the value that a call of C code leaves in `value`, and go on: one tail for all. There the
 * instruction is fetched again: so only pc and vm live in registers that survive calls. DONE_2: of
 * an instruction of two words. */
#define DONE(call)                                                                                 \
    do {                                                                                           \
        err = (call);                                                                              \
        goto done;                                                                                 \
    } while (0)
#define DONE_2(call)                                                                               \
    do {                                                                                           \
        err = (call);                                                                              \
        goto done_2;                                                                               \
    } while (0)

/* The truth of v in `truth`, by C code for objects. */
#define TRUTH(v)                                                                                   \
    do {                                                                                           \
        if (IS_INT(v))                                                                             \
            truth = (v) != V_INT(0);                                                               \
        else if (UL_LIKELY((v) == V_TRUE || (v) == V_FALSE))                                       \
            truth = (v) == V_TRUE;                                                                 \
        else {                                                                                     \
            SLOW(ul_truth(vm, v, &truth));                                                         \
            w = pc[-1];                                                                            \
        }                                                                                          \
    } while (0)

/* Leave the loop's locals in the vm and enter frame `entered` of a bound call. */
#define ENTER_BOUND(words)                                                                         \
    do {                                                                                           \
        w = pc[-(words)];                                                                          \
        entered[F_CALLER] = vm->roots[ROOT_GEN] ? vm->roots[ROOT_GEN] : REF(vm, regs);             \
        entered[F_PC] = REF(vm, pc);                                                               \
        entered[F_INFO] = INFO(INFO_FN(entered[F_INFO]), A, kind);                                 \
        vm->roots[ROOT_GEN] = V_UNBOUND;                                                           \
        vm->regs = regs = entered;                                                                 \
        pc = vm->image + FN_CODE(IMAGE_FUNCTION(vm, INFO_FN(entered[F_INFO])));                    \
    } while (0)

#endif
