/* Which operands does each instruction have?
 * Generated from spec/opcodes.toml by `python -m ulambda.spec.generate`. Do not edit. */
#ifndef UL_TEST_FORGE_OPS_H
#define UL_TEST_FORGE_OPS_H

#include <stdint.h>

#define FORGE_FMT_ABC 0u
#define FORGE_FMT_ABSC 1u
#define FORGE_FMT_ABX 2u
#define FORGE_FMT_ASBX 3u
#define FORGE_FMT_SAX 4u
#define FORGE_NONE 0u
#define FORGE_R 1u
#define FORGE_W 2u
#define FORGE_RW 3u
#define FORGE_N 4u
#define FORGE_I8 5u
#define FORGE_INT 6u
#define FORGE_IMM 7u
#define FORGE_JUMP 8u
#define FORGE_OBJ 9u
#define FORGE_GLOB 10u
#define FORGE_FN 11u
#define FORGE_CLS 12u
#define FORGE_BI 13u
#define FORGE_F 14u
#define FORGE_FW 15u

static const struct forge_op {
    uint8_t format, operand[3], spans, word;
} forge_ops[] = {
    {0, {FORGE_NONE, FORGE_NONE, FORGE_NONE}, 0, 0}, /* ILLEGAL */
    {0, {FORGE_W, FORGE_R, FORGE_NONE}, 0, 0}, /* MOVE */
    {0, {FORGE_W, FORGE_NONE, FORGE_NONE}, 0, 0}, /* UNSET */
    {0, {FORGE_R, FORGE_NONE, FORGE_NONE}, 0, 2}, /* CHECK */
    {3, {FORGE_W, FORGE_INT, FORGE_NONE}, 0, 0}, /* LOADI */
    {2, {FORGE_W, FORGE_IMM, FORGE_NONE}, 0, 0}, /* LOADV */
    {0, {FORGE_W, FORGE_N, FORGE_NONE}, 0, 1}, /* LOADW */
    {2, {FORGE_W, FORGE_OBJ, FORGE_NONE}, 0, 0}, /* LOADC */
    {2, {FORGE_W, FORGE_FN, FORGE_NONE}, 0, 0}, /* LOADF */
    {2, {FORGE_W, FORGE_GLOB, FORGE_NONE}, 0, 0}, /* GETG */
    {2, {FORGE_R, FORGE_GLOB, FORGE_NONE}, 0, 0}, /* SETG */
    {2, {FORGE_NONE, FORGE_GLOB, FORGE_NONE}, 0, 0}, /* DELG */
    {0, {FORGE_W, FORGE_NONE, FORGE_NONE}, 0, 0}, /* MKCELL */
    {0, {FORGE_W, FORGE_R, FORGE_NONE}, 0, 2}, /* GETCELL */
    {0, {FORGE_R, FORGE_R, FORGE_NONE}, 0, 0}, /* SETCELL */
    {0, {FORGE_R, FORGE_NONE, FORGE_NONE}, 0, 0}, /* DELCELL */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* ADD */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* SUB */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* MUL */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* TRUEDIV */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* FLOORDIV */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* MOD */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* POW */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* AND */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* OR */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* XOR */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* SHL */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* SHR */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* IADD */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 3}, /* INPLACE */
    {1, {FORGE_W, FORGE_R, FORGE_I8}, 0, 0}, /* ADDI */
    {1, {FORGE_W, FORGE_R, FORGE_I8}, 0, 0}, /* SUBI */
    {1, {FORGE_W, FORGE_R, FORGE_I8}, 0, 0}, /* MULI */
    {1, {FORGE_W, FORGE_R, FORGE_I8}, 0, 0}, /* FLOORDIVI */
    {1, {FORGE_W, FORGE_R, FORGE_I8}, 0, 0}, /* MODI */
    {1, {FORGE_W, FORGE_R, FORGE_I8}, 0, 0}, /* ANDI */
    {1, {FORGE_W, FORGE_R, FORGE_I8}, 0, 0}, /* SHLI */
    {1, {FORGE_W, FORGE_R, FORGE_I8}, 0, 0}, /* SHRI */
    {0, {FORGE_W, FORGE_R, FORGE_NONE}, 0, 0}, /* NEG */
    {0, {FORGE_W, FORGE_R, FORGE_NONE}, 0, 0}, /* POS */
    {0, {FORGE_W, FORGE_R, FORGE_NONE}, 0, 0}, /* INVERT */
    {0, {FORGE_W, FORGE_R, FORGE_NONE}, 0, 0}, /* NOT */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* EQ */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* NE */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* LT */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* LE */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* GT */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* GE */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* IS */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* ISNOT */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* IN */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* NOTIN */
    {4, {FORGE_JUMP, FORGE_NONE, FORGE_NONE}, 0, 0}, /* JMP */
    {3, {FORGE_R, FORGE_JUMP, FORGE_NONE}, 0, 0}, /* JT */
    {3, {FORGE_R, FORGE_JUMP, FORGE_NONE}, 0, 0}, /* JF */
    {3, {FORGE_R, FORGE_JUMP, FORGE_NONE}, 0, 0}, /* JNONE */
    {3, {FORGE_R, FORGE_JUMP, FORGE_NONE}, 0, 0}, /* JNNONE */
    {1, {FORGE_R, FORGE_R, FORGE_JUMP}, 0, 0}, /* JEQ */
    {1, {FORGE_R, FORGE_R, FORGE_JUMP}, 0, 0}, /* JNE */
    {1, {FORGE_R, FORGE_R, FORGE_JUMP}, 0, 0}, /* JLT */
    {1, {FORGE_R, FORGE_R, FORGE_JUMP}, 0, 0}, /* JLE */
    {1, {FORGE_R, FORGE_R, FORGE_JUMP}, 0, 0}, /* JGT */
    {1, {FORGE_R, FORGE_R, FORGE_JUMP}, 0, 0}, /* JGE */
    {1, {FORGE_R, FORGE_R, FORGE_JUMP}, 0, 0}, /* JNLT */
    {1, {FORGE_R, FORGE_R, FORGE_JUMP}, 0, 0}, /* JNLE */
    {1, {FORGE_R, FORGE_R, FORGE_JUMP}, 0, 0}, /* JNGT */
    {1, {FORGE_R, FORGE_R, FORGE_JUMP}, 0, 0}, /* JNGE */
    {1, {FORGE_R, FORGE_I8, FORGE_JUMP}, 0, 0}, /* JEQI */
    {1, {FORGE_R, FORGE_I8, FORGE_JUMP}, 0, 0}, /* JNEI */
    {1, {FORGE_R, FORGE_I8, FORGE_JUMP}, 0, 0}, /* JLTI */
    {1, {FORGE_R, FORGE_I8, FORGE_JUMP}, 0, 0}, /* JLEI */
    {1, {FORGE_R, FORGE_I8, FORGE_JUMP}, 0, 0}, /* JGTI */
    {1, {FORGE_R, FORGE_I8, FORGE_JUMP}, 0, 0}, /* JGEI */
    {1, {FORGE_R, FORGE_I8, FORGE_JUMP}, 0, 0}, /* JNLTI */
    {1, {FORGE_R, FORGE_I8, FORGE_JUMP}, 0, 0}, /* JNLEI */
    {1, {FORGE_R, FORGE_I8, FORGE_JUMP}, 0, 0}, /* JNGTI */
    {1, {FORGE_R, FORGE_I8, FORGE_JUMP}, 0, 0}, /* JNGEI */
    {3, {FORGE_W, FORGE_JUMP, FORGE_NONE}, 1, 0}, /* FORPREP */
    {3, {FORGE_W, FORGE_JUMP, FORGE_NONE}, 1, 0}, /* FORLOOP */
    {0, {FORGE_W, FORGE_R, FORGE_NONE}, 1, 0}, /* ITER */
    {3, {FORGE_W, FORGE_JUMP, FORGE_NONE}, 1, 0}, /* NEXT */
    {4, {FORGE_JUMP, FORGE_NONE, FORGE_NONE}, 0, 0}, /* LOOP */
    {0, {FORGE_W, FORGE_R, FORGE_N}, 1, 0}, /* NEWLIST */
    {0, {FORGE_W, FORGE_R, FORGE_N}, 1, 0}, /* NEWTUPLE */
    {0, {FORGE_W, FORGE_R, FORGE_N}, 1, 0}, /* NEWDICT */
    {0, {FORGE_W, FORGE_R, FORGE_N}, 1, 0}, /* NEWSET */
    {0, {FORGE_W, FORGE_R, FORGE_NONE}, 1, 0}, /* NEWSLICE */
    {0, {FORGE_R, FORGE_R, FORGE_NONE}, 0, 0}, /* APPEND */
    {0, {FORGE_R, FORGE_R, FORGE_NONE}, 0, 0}, /* SETADD */
    {0, {FORGE_R, FORGE_R, FORGE_NONE}, 0, 0}, /* EXTEND */
    {0, {FORGE_R, FORGE_R, FORGE_NONE}, 0, 0}, /* DICTMERGE */
    {0, {FORGE_W, FORGE_R, FORGE_NONE}, 0, 0}, /* TOTUPLE */
    {0, {FORGE_R, FORGE_W, FORGE_N}, 1, 0}, /* UNPACK */
    {0, {FORGE_R, FORGE_W, FORGE_N}, 1, 4}, /* UNPACKX */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* GETIDX */
    {1, {FORGE_W, FORGE_R, FORGE_I8}, 0, 0}, /* GETIDXI */
    {0, {FORGE_R, FORGE_R, FORGE_R}, 0, 0}, /* SETIDX */
    {0, {FORGE_R, FORGE_R, FORGE_NONE}, 0, 0}, /* DELIDX */
    {0, {FORGE_W, FORGE_R, FORGE_N}, 0, 2}, /* GETATTR */
    {0, {FORGE_R, FORGE_R, FORGE_N}, 0, 2}, /* SETATTR */
    {0, {FORGE_R, FORGE_NONE, FORGE_NONE}, 0, 2}, /* DELATTR */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 4}, /* FORMAT */
    {0, {FORGE_W, FORGE_R, FORGE_N}, 1, 0}, /* CONCAT */
    {0, {FORGE_RW, FORGE_N, FORGE_NONE}, 1, 0}, /* CALL */
    {0, {FORGE_RW, FORGE_N, FORGE_FN}, 1, 0}, /* CALLS */
    {0, {FORGE_RW, FORGE_N, FORGE_BI}, 1, 0}, /* CALLB */
    {0, {FORGE_RW, FORGE_N, FORGE_N}, 1, 2}, /* CALLM */
    {0, {FORGE_RW, FORGE_N, FORGE_N}, 1, 0}, /* CALLK */
    {0, {FORGE_RW, FORGE_NONE, FORGE_NONE}, 1, 0}, /* CALLX */
    {0, {FORGE_R, FORGE_N, FORGE_NONE}, 0, 0}, /* RET */
    {0, {FORGE_R, FORGE_NONE, FORGE_NONE}, 0, 0}, /* RETG */
    {0, {FORGE_RW, FORGE_R, FORGE_NONE}, 0, 0}, /* YIELD */
    {1, {FORGE_RW, FORGE_R, FORGE_JUMP}, 0, 0}, /* SEND */
    {0, {FORGE_W, FORGE_R, FORGE_FN}, 1, 0}, /* MKFUNC */
    {0, {FORGE_W, FORGE_R, FORGE_CLS}, 1, 0}, /* MKCLASS */
    {0, {FORGE_R, FORGE_NONE, FORGE_NONE}, 0, 0}, /* RAISE */
    {0, {FORGE_R, FORGE_R, FORGE_NONE}, 0, 0}, /* RAISEFROM */
    {0, {FORGE_R, FORGE_NONE, FORGE_NONE}, 0, 0}, /* RERAISE */
    {0, {FORGE_W, FORGE_R, FORGE_R}, 0, 0}, /* EXCMATCH */
    {0, {FORGE_R, FORGE_NONE, FORGE_NONE}, 0, 0}, /* ASSERT */
    {2, {FORGE_W, FORGE_IMM, FORGE_NONE}, 0, 0}, /* IMPORT */
    {0, {FORGE_R, FORGE_NONE, FORGE_NONE}, 0, 0}, /* WLOAD */
    {0, {FORGE_R, FORGE_N, FORGE_NONE}, 0, 0}, /* WADD */
    {0, {FORGE_R, FORGE_N, FORGE_NONE}, 0, 0}, /* WSUB */
    {0, {FORGE_R, FORGE_N, FORGE_NONE}, 0, 0}, /* WMUL */
    {0, {FORGE_R, FORGE_N, FORGE_NONE}, 0, 0}, /* WAND */
    {0, {FORGE_R, FORGE_N, FORGE_NONE}, 0, 0}, /* WOR */
    {0, {FORGE_R, FORGE_N, FORGE_NONE}, 0, 0}, /* WXOR */
    {0, {FORGE_NONE, FORGE_N, FORGE_NONE}, 0, 0}, /* WSHL */
    {0, {FORGE_NONE, FORGE_N, FORGE_NONE}, 0, 0}, /* WSHR */
    {0, {FORGE_NONE, FORGE_NONE, FORGE_NONE}, 0, 0}, /* WMASK */
    {0, {FORGE_W, FORGE_NONE, FORGE_NONE}, 0, 0}, /* WSTORE */
    {1, {FORGE_RW, FORGE_R, FORGE_JUMP}, 0, 0}, /* THROWN */
    {0, {FORGE_W, FORGE_R, FORGE_NONE}, 0, 0}, /* NEXTOF */
    {0, {FORGE_NONE, FORGE_NONE, FORGE_NONE}, 0, 0}, /* FPREP */
    {2, {FORGE_FW, FORGE_OBJ, FORGE_NONE}, 0, 0}, /* FCONST */
    {0, {FORGE_FW, FORGE_R, FORGE_NONE}, 0, 4}, /* FLOAD */
    {0, {FORGE_FW, FORGE_F, FORGE_NONE}, 0, 0}, /* FMOVE */
    {0, {FORGE_W, FORGE_F, FORGE_NONE}, 0, 0}, /* FBOX */
    {0, {FORGE_FW, FORGE_F, FORGE_F}, 0, 0}, /* FADD */
    {0, {FORGE_FW, FORGE_F, FORGE_F}, 0, 0}, /* FSUB */
    {0, {FORGE_FW, FORGE_F, FORGE_F}, 0, 0}, /* FMUL */
    {0, {FORGE_FW, FORGE_F, FORGE_F}, 0, 0}, /* FDIV */
    {1, {FORGE_F, FORGE_F, FORGE_JUMP}, 0, 0}, /* JFEQ */
    {1, {FORGE_F, FORGE_F, FORGE_JUMP}, 0, 0}, /* JFNE */
    {1, {FORGE_F, FORGE_F, FORGE_JUMP}, 0, 0}, /* JFLT */
    {1, {FORGE_F, FORGE_F, FORGE_JUMP}, 0, 0}, /* JFLE */
    {1, {FORGE_F, FORGE_F, FORGE_JUMP}, 0, 0}, /* JFNLT */
    {1, {FORGE_F, FORGE_F, FORGE_JUMP}, 0, 0}, /* JFNLE */
};

#endif
