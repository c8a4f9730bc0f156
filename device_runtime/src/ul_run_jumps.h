/* How do instructions compare, jump and loop? A part of the loop: ul_run.c alone includes it. */

/* --- comparison --- */
OP(EQ) COMPARE(==);
OP(NE) COMPARE(!=);
OP(LT) COMPARE(<);
OP(LE) COMPARE(<=);
OP(GT) COMPARE(>);
OP(GE) COMPARE(>=);
compare : DONE(ul_compare(vm, w & 255u, R(B), R(C), &value));
OP(IS) R(A) = V_BOOL(R(B) == R(C));
NEXT;
OP(ISNOT) R(A) = V_BOOL(R(B) != R(C));
NEXT;
OP(IN)
OP(NOTIN) SLOW(ul_contains(vm, R(C), R(B), &truth));
w = pc[-1];
R(A) = V_BOOL(truth == ((w & 255u) == UL_OP_IN));
NEXT;

/* --- jumps --- */
OP(JMP) pc += SAX;
NEXT;
OP(LOOP) CHARGE();
pc += SAX;
NEXT;
OP(JT) v = R(A);
if (IS_INT(v)) {
    if (v != V_INT(0)) pc += SBX;
    NEXT;
}
if (v == V_FALSE) NEXT;
if (UL_UNLIKELY(v != V_TRUE)) goto jump_truth;
pc += SBX;
NEXT;
OP(JF) v = R(A);
if (IS_INT(v)) {
    if (v == V_INT(0)) pc += SBX;
    NEXT;
}
if (v == V_TRUE) NEXT;
if (UL_LIKELY(v == V_FALSE)) {
    pc += SBX;
    NEXT;
}
jump_truth : SLOW(ul_truth(vm, v, &truth));
w = pc[-1];
if (truth == ((w & 255u) == UL_OP_JT)) pc += SBX;
NEXT;
OP(JNONE)
if (R(A) == V_NONE) pc += SBX;
NEXT;
OP(JNNONE)
if (R(A) != V_NONE) pc += SBX;
NEXT;
OP(JEQ) JUMP_COMPARE(==, R(B), true);
OP(JNE) JUMP_COMPARE(!=, R(B), true);
OP(JLT) JUMP_COMPARE(<, R(B), true);
OP(JLE) JUMP_COMPARE(<=, R(B), true);
OP(JGT) JUMP_COMPARE(>, R(B), true);
OP(JGE) JUMP_COMPARE(>=, R(B), true);
OP(JNLT) JUMP_COMPARE(<, R(B), false);
OP(JNLE) JUMP_COMPARE(<=, R(B), false);
OP(JNGT) JUMP_COMPARE(>, R(B), false);
OP(JNGE) JUMP_COMPARE(>=, R(B), false);
OP(JEQI) JUMP_COMPARE(==, INT_B, true);
OP(JNEI) JUMP_COMPARE(!=, INT_B, true);
OP(JLTI) JUMP_COMPARE(<, INT_B, true);
OP(JLEI) JUMP_COMPARE(<=, INT_B, true);
OP(JGTI) JUMP_COMPARE(>, INT_B, true);
OP(JGEI) JUMP_COMPARE(>=, INT_B, true);
OP(JNLTI) JUMP_COMPARE(<, INT_B, false);
OP(JNLEI) JUMP_COMPARE(<=, INT_B, false);
OP(JNGTI) JUMP_COMPARE(>, INT_B, false);
OP(JNGEI) JUMP_COMPARE(>=, INT_B, false);
jump_compare : UL_APART(w); /* nothing of it is worth calculating before */
count = JUMP_TENTH(w & 255u);
first = count < 6 ? count : count - 4; /* which comparison, from EQ on */
if ((w & 255u) < UL_OP_JEQI && ul_float_pair(vm, R(A), R(B)))
    truth = ORDERS >> (4 * first + (uint32_t)(ul_float_order(F(A), F(B)) + 1)) & 1u;
else {
    SLOW(ul_compare_truth(vm, UL_OP_EQ + first, R(A), (w & 255u) < UL_OP_JEQI ? R(B) : INT_B,
                          &truth));
    w = pc[-1];
}
if (truth == (JUMP_TENTH(w & 255u) < 6)) pc += SC;
NEXT;

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
