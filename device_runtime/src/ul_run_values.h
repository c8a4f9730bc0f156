/* How do instructions move values, calculate, and use float registers? A part of the loop: ul_run.c
 * alone includes it. */

/* --- values --- */
OP(MOVE) R(A) = R(B);
NEXT;
OP(UNSET) R(A) = V_UNBOUND;
NEXT;
OP(CHECK) pc++;
if (UL_UNLIKELY(!R(A))) FAIL(ul_unbound_name(vm, SECOND | 1u << 23));
NEXT;
OP(LOADI) R(A) = INT_BX;
NEXT;
OP(LOADV) R(A) = BX << 2 | 2u;
NEXT;
OP(LOADW) R(A) = *pc++ | B;
NEXT;
OP(LOADC) R(A) = REF(vm, vm->image + BX);
NEXT;
OP(LOADF) R(A) = UL_IMM(K_FUNCTION, BX);
NEXT;
OP(GETG) v = vm->globals[BX];
if (UL_UNLIKELY(!v)) FAIL(ul_unbound_global(vm, BX));
R(A) = v;
NEXT;
OP(SETG) vm->globals[BX] = R(A);
NEXT;
OP(DELG) SLOW(ul_do_delete_global(vm, BX));
NEXT;
OP(MKCELL) SLOW(ul_do_new_cell(vm, A));
NEXT;
OP(GETCELL) pc++;
if (UL_UNLIKELY(!TYPE_IS(vm, R(B), T_CELL))) goto not_a_cell;
v = PTR(vm, R(B))[1];
if (UL_UNLIKELY(!v)) FAIL(ul_unbound_name(vm, SECOND));
R(A) = v;
NEXT;
OP(SETCELL)
if (UL_UNLIKELY(!TYPE_IS(vm, R(A), T_CELL))) goto not_a_cell;
PTR(vm, R(A))[1] = R(B);
NEXT;
OP(DELCELL)
if (UL_UNLIKELY(!TYPE_IS(vm, R(A), T_CELL))) goto not_a_cell;
PTR(vm, R(A))[1] = V_UNBOUND;
NEXT;

/* --- arithmetic --- */
OP(ADD)
OP(IADD) ADD_INTS(R(C));
FLOATS(R(B), UL_DOUBLE_ADD, R(C));
goto binary;
OP(ADDI) ADD_INTS(INT_C);
goto binary;
OP(SUB) SUB_INTS(R(C));
FLOATS(R(B), UL_DOUBLE_SUB, R(C));
goto binary;
OP(SUBI) SUB_INTS(INT_C);
goto binary;
OP(MULI) v = INT_C;
MUL_INTS(v);
goto binary;
OP(MUL) v = R(C);
MUL_INTS(v);
FLOATS(R(B), UL_DOUBLE_MUL, R(C));
OP(TRUEDIV)
OP(POW)
binary : UL_APART(w); /* nothing of it is worth calculating before */
count = w & 255u;
if (count >= UL_OP_ADDI) DONE(ul_binary(vm, PLAIN(count), R(B), INT_C, &value));
if (count == UL_OP_INPLACE) DONE_2(ul_inplace(vm, SECOND, R(B), R(C), &value));
if (count == UL_OP_IADD) DONE(ul_inplace(vm, UL_OP_ADD, R(B), R(C), &value));
DONE(ul_binary(vm, count, R(B), R(C), &value));
OP(FLOORDIVI) v = INT_C;
goto floordiv;
OP(FLOORDIV) v = R(C);
floordiv : FLOORDIV_INTS(v);
goto binary;
OP(MODI) v = INT_C;
goto mod;
OP(MOD) v = R(C);
mod : MOD_INTS(v);
goto binary;
OP(AND) BITS(R(C), x &y);
OP(ANDI) BITS(INT_C, x &y);
OP(OR) BITS(R(C), x | y);
OP(XOR) BITS(R(C), (x ^ y) | 1u);
OP(SHLI) v = INT_C;
goto shl;
OP(SHL) v = R(C);
shl : SHL_INTS(v);
goto binary;
OP(SHRI) SHR_INTS(INT_C);
goto binary;
OP(SHR) SHR_INTS(R(C));
goto binary;
OP(INPLACE) pc++;
switch (SECOND) { /* on small integers and floats as the plain operator */
case UL_OP_SUB: goto op_SUB;
case UL_OP_MUL: goto op_MUL;
case UL_OP_AND: goto op_AND;
case UL_OP_OR: goto op_OR;
case UL_OP_XOR: goto op_XOR;
default: goto binary;
}
OP(NEG)
OP(POS)
OP(INVERT) DONE(ul_unary(vm, w & 255u, R(B), &value));
OP(NOT) TRUTH(R(B));
R(A) = V_BOOL(!truth);
NEXT;

/* --- arithmetic modulo 2**32 --- */
OP(WLOAD) WORD(y);
OP(WADD) WORD(acc + y);
OP(WSUB) WORD(B ? y - acc : acc - y);
OP(WMUL) WORD(acc *y);
OP(WAND) WORD(acc &y);
OP(WOR) WORD(acc | y);
OP(WXOR) WORD(acc ^ y);
OP(WSHL) acc <<= B & 31u;
NEXT;
OP(WSHR) acc >>= B & 31u;
OP(WMASK) NEXT;
OP(WSTORE)
if (acc <= (uint32_t)UL_INT_MAX) {
    R(A) = V_INT(acc);
    NEXT;
}
{
    ul_val *object = ul_bump(vm, T_INT, 2);
    if (UL_LIKELY(object)) {
        object[1] = acc;
        R(A) = REF(vm, object);
        NEXT;
    }
}
value = ul_int_new(vm, acc);
DONE(value ? UL_OK : UL_EXCEPTION);
word_chain : target = pc;
err = ul_word_chain(vm, &target);
pc = target;
SLOW(err);
NEXT;

/* --- float registers --- */
OP(FPREP) SLOW(ul_do_new_floats(vm));
NEXT;
OP(FCONST)
{
    const uint32_t *object = vm->image + BX;
    F_SET(A, (uint64_t)object[2] << 32 | object[1]);
}
NEXT;
OP(FLOAD) pc++;
v = R(B);
if (UL_LIKELY(!(v & 3u))) {
    UL_APART(v);
    if (UL_LIKELY(v) && PTR(vm, v)[0] == FLOAT_HEADER) {
        F_SET(A, ul_float_bits(vm, v));
        NEXT;
    }
}
{
    uint64_t bits;
    SLOW(ul_do_float_operand(vm, v, SECOND, &bits));
    w = pc[-2];
    F_SET(A, bits);
}
NEXT;
OP(FMOVE) F_SET(A, F(B));
NEXT;
OP(FBOX)
if (UL_UNLIKELY(!ul_float_room(vm))) {
    value = ul_new(vm, T_FLOAT, 3);
    SLOW(value ? UL_OK : UL_EXCEPTION);
    w = pc[-1];
    memcpy(PTR(vm, value) + 1, PTR(vm, R(B)) + 1, 8);
    R(A) = value;
    NEXT;
}
R(A) = ul_float_put(vm, F(B));
NEXT;
OP(FADD) F_BODY(UL_DOUBLE_ADD);
OP(FSUB) F_BODY(UL_DOUBLE_SUB);
OP(FMUL) F_BODY(UL_DOUBLE_MUL);
OP(FDIV)
if (UL_UNLIKELY(ul_float_is_zero(vm, R(C))))
    FAIL(ul_raise(vm, UL_TYPE_ZERODIVISIONERROR, "float division by zero"));
F_BODY(UL_QUOTIENT);
OP(JFEQ) F_JUMP(2u);
OP(JFNE) F_JUMP(13u);
OP(JFLT) F_JUMP(1u);
OP(JFLE) F_JUMP(3u);
OP(JFNLT) F_JUMP(14u);
OP(JFNLE) F_JUMP(12u);
float_jump : if (count >> (ul_float_order(F(A), F(B)) + 1) & 1u) pc += SC;
NEXT;
