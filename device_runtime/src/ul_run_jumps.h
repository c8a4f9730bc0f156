/* How do instructions compare, jump and loop? A part of the loop: ul_run.c alone includes it. */

/* --- comparison --- */
OP(EQ) COMPARE(UL_OP_EQ, ==);
OP(NE) COMPARE(UL_OP_NE, !=);
OP(LT) COMPARE(UL_OP_LT, <);
OP(LE) COMPARE(UL_OP_LE, <=);
OP(GT) COMPARE(UL_OP_GT, >);
OP(GE) COMPARE(UL_OP_GE, >=);
OP(IS) R(A) = V_BOOL(R(B) == R(C));
NEXT;
OP(ISNOT) R(A) = V_BOOL(R(B) != R(C));
NEXT;
OP(IN) SLOW(ul_contains(vm, R(C), R(B), &truth));
w = pc[-1];
R(A) = V_BOOL(truth);
NEXT;
OP(NOTIN) SLOW(ul_contains(vm, R(C), R(B), &truth));
w = pc[-1];
R(A) = V_BOOL(!truth);
NEXT;

/* --- jumps --- */
OP(JMP) pc += SAX;
NEXT;
OP(LOOP) CHARGE();
pc += SAX;
NEXT;
OP(JT) TRUTH(R(A));
if (truth) pc += SBX;
NEXT;
OP(JF) TRUTH(R(A));
if (!truth) pc += SBX;
NEXT;
OP(JNONE)
if (R(A) == V_NONE) pc += SBX;
NEXT;
OP(JNNONE)
if (R(A) != V_NONE) pc += SBX;
NEXT;
OP(JEQ) JUMP_COMPARE(UL_OP_EQ, ==, R(B), true);
OP(JNE) JUMP_COMPARE(UL_OP_NE, !=, R(B), true);
OP(JLT) JUMP_COMPARE(UL_OP_LT, <, R(B), true);
OP(JLE) JUMP_COMPARE(UL_OP_LE, <=, R(B), true);
OP(JGT) JUMP_COMPARE(UL_OP_GT, >, R(B), true);
OP(JGE) JUMP_COMPARE(UL_OP_GE, >=, R(B), true);
OP(JNLT) JUMP_COMPARE(UL_OP_LT, <, R(B), false);
OP(JNLE) JUMP_COMPARE(UL_OP_LE, <=, R(B), false);
OP(JNGT) JUMP_COMPARE(UL_OP_GT, >, R(B), false);
OP(JNGE) JUMP_COMPARE(UL_OP_GE, >=, R(B), false);
OP(JEQI) JUMP_COMPARE(UL_OP_EQ, ==, INT_B, true);
OP(JNEI) JUMP_COMPARE(UL_OP_NE, !=, INT_B, true);
OP(JLTI) JUMP_COMPARE(UL_OP_LT, <, INT_B, true);
OP(JLEI) JUMP_COMPARE(UL_OP_LE, <=, INT_B, true);
OP(JGTI) JUMP_COMPARE(UL_OP_GT, >, INT_B, true);
OP(JGEI) JUMP_COMPARE(UL_OP_GE, >=, INT_B, true);
OP(JNLTI) JUMP_COMPARE(UL_OP_LT, <, INT_B, false);
OP(JNLEI) JUMP_COMPARE(UL_OP_LE, <=, INT_B, false);
OP(JNGTI) JUMP_COMPARE(UL_OP_GT, >, INT_B, false);
OP(JNGEI) JUMP_COMPARE(UL_OP_GE, >=, INT_B, false);

/* --- loops --- */
OP(FORPREP) SLOW(ul_do_range_arguments(vm, regs + A));
w = pc[-1];
{
    ul_val *range = regs + A;
    int32_t start = (int32_t)range[0], stop = (int32_t)range[1];
    if ((int32_t)range[2] > 0 ? start < stop : start > stop)
        range[3] = range[0];
    else
        pc += SBX;
}
NEXT;
OP(FORLOOP)
{
    ul_val *range = regs + A;
    ul_val at = range[0], stop = range[1], step = range[2];
    if (UL_UNLIKELY(!(at & stop & step & 1u))) NEXT;
    step -= 1; /* what is left to `stop` has no sign: FORPREP saw that it is ahead */
    if ((int32_t)step > 0 ? stop - at <= step : at - stop <= 0 - step) NEXT;
    CHARGE();
    range[0] = range[3] = at + step;
    pc += SBX;
}
NEXT;
OP(ITER) SLOW(ul_do_iter(vm, A, R(B)));
NEXT;
OP(NEXT)
{
    ul_val *state = regs + A;
    v = state[0];
    if (IS_REF(v)) {
        const ul_val *object = PTR(vm, v);
        uint32_t type = HDR_TYPE(object[0]);
        if (type == T_LIST) {
            ul_val at = state[1];
            if (UL_UNLIKELY(!IS_INT(at)) || at >= object[LIST_LEN]) {
                pc += SBX;
                NEXT;
            }
            CHARGE();
            state[2] = PTR(vm, object[LIST_VEC])[1 + (at >> 1)];
            state[1] = at + 2;
            NEXT;
        }
        if (type == T_GEN) {
            if (object[GEN_STATE] == V_INT(GEN_DONE)) {
                pc += SBX;
                NEXT;
            }
            CHARGE();
            target = pc;
            SLOW(ul_gen_enter(vm, v, V_NONE, RETURN_ITEM, A, &target));
            pc = target;
            NEXT;
        }
    }
    SLOW(ul_do_next(vm, A, &value));
    w = pc[-1];
    if (value)
        R(A + 2) = value;
    else
        pc += SBX;
}
NEXT;
