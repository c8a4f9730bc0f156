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
OP(ADD) ADD_BODY(UL_OP_ADD, R(C), ul_binary);
OP(IADD) ADD_BODY(UL_OP_ADD, R(C), ul_inplace);
OP(ADDI) ADD_BODY(UL_OP_ADD, INT_C, ul_binary);
OP(SUB) SUB_BODY(R(C), BINARY(UL_OP_SUB, x, y));
OP(SUBI) SUB_BODY(INT_C, BINARY(UL_OP_SUB, x, y));
OP(MUL) MUL_BODY(R(C), BINARY(UL_OP_MUL, x, y));
OP(MULI) MUL_BODY(INT_C, BINARY(UL_OP_MUL, x, y));
OP(TRUEDIV) BINARY(UL_OP_TRUEDIV, R(B), R(C));
OP(FLOORDIV) FLOORDIV_BODY(R(C));
OP(FLOORDIVI) FLOORDIV_BODY(INT_C);
OP(MOD) MOD_BODY(R(C));
OP(MODI) MOD_BODY(INT_C);
OP(POW) BINARY(UL_OP_POW, R(B), R(C));
OP(AND) BITS_BODY(R(C), x &y, BINARY(UL_OP_AND, x, y));
OP(ANDI) BITS_BODY(INT_C, x &y, BINARY(UL_OP_AND, x, y));
OP(OR) BITS_BODY(R(C), x | y, BINARY(UL_OP_OR, x, y));
OP(XOR) BITS_BODY(R(C), (x ^ y) | 1u, BINARY(UL_OP_XOR, x, y));
OP(SHL) SHL_BODY(R(C));
OP(SHLI) SHL_BODY(INT_C);
OP(SHR) SHR_BODY(R(C));
OP(SHRI) SHR_BODY(INT_C);
OP(INPLACE) pc++;
switch (SECOND) { /* on small integers and floats as the plain operator */
case UL_OP_SUB: SUB_BODY(R(C), goto in_place);
case UL_OP_MUL: MUL_BODY(R(C), goto in_place);
case UL_OP_AND: BITS_BODY(R(C), x & y, goto in_place);
case UL_OP_OR: BITS_BODY(R(C), x | y, goto in_place);
case UL_OP_XOR: BITS_BODY(R(C), (x ^ y) | 1u, goto in_place);
default: break;
}
in_place : RESULT(ul_inplace(vm, SECOND, R(B), R(C), &value), 2);
OP(NEG) DONE(ul_unary(vm, UL_OP_NEG, R(B), &value));
OP(POS) DONE(ul_unary(vm, UL_OP_POS, R(B), &value));
OP(INVERT) DONE(ul_unary(vm, UL_OP_INVERT, R(B), &value));
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
OP(JFEQ) F_JUMP(order == 0);
OP(JFNE) F_JUMP(order != 0);
OP(JFLT) F_JUMP(order == -1);
OP(JFLE) F_JUMP(order <= 0);
OP(JFNLT) F_JUMP(order != -1);
OP(JFNLE) F_JUMP(order > 0);
