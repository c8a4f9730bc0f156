/* Which instructions are there?
 * Generated from spec/opcodes.toml by `python -m ulambda.spec.generate`. Do not edit. */
#ifndef UL_OPCODES_H
#define UL_OPCODES_H

#include <stdint.h>

enum ul_op {
    UL_OP_ILLEGAL = 0,
    UL_OP_MOVE = 1,
    UL_OP_UNSET = 2,
    UL_OP_CHECK = 3,
    UL_OP_LOADI = 4,
    UL_OP_LOADV = 5,
    UL_OP_LOADW = 6,
    UL_OP_LOADC = 7,
    UL_OP_LOADF = 8,
    UL_OP_GETG = 9,
    UL_OP_SETG = 10,
    UL_OP_DELG = 11,
    UL_OP_MKCELL = 12,
    UL_OP_GETCELL = 13,
    UL_OP_SETCELL = 14,
    UL_OP_DELCELL = 15,
    UL_OP_ADD = 16,
    UL_OP_SUB = 17,
    UL_OP_MUL = 18,
    UL_OP_TRUEDIV = 19,
    UL_OP_FLOORDIV = 20,
    UL_OP_MOD = 21,
    UL_OP_POW = 22,
    UL_OP_AND = 23,
    UL_OP_OR = 24,
    UL_OP_XOR = 25,
    UL_OP_SHL = 26,
    UL_OP_SHR = 27,
    UL_OP_IADD = 28,
    UL_OP_INPLACE = 29,
    UL_OP_ADDI = 30,
    UL_OP_SUBI = 31,
    UL_OP_MULI = 32,
    UL_OP_FLOORDIVI = 33,
    UL_OP_MODI = 34,
    UL_OP_ANDI = 35,
    UL_OP_SHLI = 36,
    UL_OP_SHRI = 37,
    UL_OP_NEG = 38,
    UL_OP_POS = 39,
    UL_OP_INVERT = 40,
    UL_OP_NOT = 41,
    UL_OP_EQ = 42,
    UL_OP_NE = 43,
    UL_OP_LT = 44,
    UL_OP_LE = 45,
    UL_OP_GT = 46,
    UL_OP_GE = 47,
    UL_OP_IS = 48,
    UL_OP_ISNOT = 49,
    UL_OP_IN = 50,
    UL_OP_NOTIN = 51,
    UL_OP_JMP = 52,
    UL_OP_JT = 53,
    UL_OP_JF = 54,
    UL_OP_JNONE = 55,
    UL_OP_JNNONE = 56,
    UL_OP_JEQ = 57,
    UL_OP_JNE = 58,
    UL_OP_JLT = 59,
    UL_OP_JLE = 60,
    UL_OP_JGT = 61,
    UL_OP_JGE = 62,
    UL_OP_JNLT = 63,
    UL_OP_JNLE = 64,
    UL_OP_JNGT = 65,
    UL_OP_JNGE = 66,
    UL_OP_JEQI = 67,
    UL_OP_JNEI = 68,
    UL_OP_JLTI = 69,
    UL_OP_JLEI = 70,
    UL_OP_JGTI = 71,
    UL_OP_JGEI = 72,
    UL_OP_JNLTI = 73,
    UL_OP_JNLEI = 74,
    UL_OP_JNGTI = 75,
    UL_OP_JNGEI = 76,
    UL_OP_FORPREP = 77,
    UL_OP_FORLOOP = 78,
    UL_OP_ITER = 79,
    UL_OP_NEXT = 80,
    UL_OP_LOOP = 81,
    UL_OP_NEWLIST = 82,
    UL_OP_NEWTUPLE = 83,
    UL_OP_NEWDICT = 84,
    UL_OP_NEWSET = 85,
    UL_OP_NEWSLICE = 86,
    UL_OP_APPEND = 87,
    UL_OP_SETADD = 88,
    UL_OP_EXTEND = 89,
    UL_OP_DICTMERGE = 90,
    UL_OP_TOTUPLE = 91,
    UL_OP_UNPACK = 92,
    UL_OP_UNPACKX = 93,
    UL_OP_GETIDX = 94,
    UL_OP_GETIDXI = 95,
    UL_OP_SETIDX = 96,
    UL_OP_DELIDX = 97,
    UL_OP_GETATTR = 98,
    UL_OP_SETATTR = 99,
    UL_OP_DELATTR = 100,
    UL_OP_FORMAT = 101,
    UL_OP_CONCAT = 102,
    UL_OP_CALL = 103,
    UL_OP_CALLS = 104,
    UL_OP_CALLB = 105,
    UL_OP_CALLM = 106,
    UL_OP_CALLK = 107,
    UL_OP_CALLX = 108,
    UL_OP_RET = 109,
    UL_OP_RETG = 110,
    UL_OP_YIELD = 111,
    UL_OP_SEND = 112,
    UL_OP_MKFUNC = 113,
    UL_OP_MKCLASS = 114,
    UL_OP_RAISE = 115,
    UL_OP_RAISEFROM = 116,
    UL_OP_RERAISE = 117,
    UL_OP_EXCMATCH = 118,
    UL_OP_ASSERT = 119,
    UL_OP_IMPORT = 120,
    UL_OP_WLOAD = 121,
    UL_OP_WADD = 122,
    UL_OP_WSUB = 123,
    UL_OP_WMUL = 124,
    UL_OP_WAND = 125,
    UL_OP_WOR = 126,
    UL_OP_WXOR = 127,
    UL_OP_WSHL = 128,
    UL_OP_WSHR = 129,
    UL_OP_WMASK = 130,
    UL_OP_WSTORE = 131,
    UL_OP_THROWN = 132,
    UL_OP_NEXTOF = 133,
    UL_OP_FPREP = 134,
    UL_OP_FCONST = 135,
    UL_OP_FLOAD = 136,
    UL_OP_FMOVE = 137,
    UL_OP_FBOX = 138,
    UL_OP_FADD = 139,
    UL_OP_FSUB = 140,
    UL_OP_FMUL = 141,
    UL_OP_FDIV = 142,
    UL_OP_JFEQ = 143,
    UL_OP_JFNE = 144,
    UL_OP_JFLT = 145,
    UL_OP_JFLE = 146,
    UL_OP_JFNLT = 147,
    UL_OP_JFNLE = 148,
};
#define UL_OP_COUNT 149

/* X(name) for every opcode, in order */
#define UL_OPCODES(X) \
    X(ILLEGAL) \
    X(MOVE) \
    X(UNSET) \
    X(CHECK) \
    X(LOADI) \
    X(LOADV) \
    X(LOADW) \
    X(LOADC) \
    X(LOADF) \
    X(GETG) \
    X(SETG) \
    X(DELG) \
    X(MKCELL) \
    X(GETCELL) \
    X(SETCELL) \
    X(DELCELL) \
    X(ADD) \
    X(SUB) \
    X(MUL) \
    X(TRUEDIV) \
    X(FLOORDIV) \
    X(MOD) \
    X(POW) \
    X(AND) \
    X(OR) \
    X(XOR) \
    X(SHL) \
    X(SHR) \
    X(IADD) \
    X(INPLACE) \
    X(ADDI) \
    X(SUBI) \
    X(MULI) \
    X(FLOORDIVI) \
    X(MODI) \
    X(ANDI) \
    X(SHLI) \
    X(SHRI) \
    X(NEG) \
    X(POS) \
    X(INVERT) \
    X(NOT) \
    X(EQ) \
    X(NE) \
    X(LT) \
    X(LE) \
    X(GT) \
    X(GE) \
    X(IS) \
    X(ISNOT) \
    X(IN) \
    X(NOTIN) \
    X(JMP) \
    X(JT) \
    X(JF) \
    X(JNONE) \
    X(JNNONE) \
    X(JEQ) \
    X(JNE) \
    X(JLT) \
    X(JLE) \
    X(JGT) \
    X(JGE) \
    X(JNLT) \
    X(JNLE) \
    X(JNGT) \
    X(JNGE) \
    X(JEQI) \
    X(JNEI) \
    X(JLTI) \
    X(JLEI) \
    X(JGTI) \
    X(JGEI) \
    X(JNLTI) \
    X(JNLEI) \
    X(JNGTI) \
    X(JNGEI) \
    X(FORPREP) \
    X(FORLOOP) \
    X(ITER) \
    X(NEXT) \
    X(LOOP) \
    X(NEWLIST) \
    X(NEWTUPLE) \
    X(NEWDICT) \
    X(NEWSET) \
    X(NEWSLICE) \
    X(APPEND) \
    X(SETADD) \
    X(EXTEND) \
    X(DICTMERGE) \
    X(TOTUPLE) \
    X(UNPACK) \
    X(UNPACKX) \
    X(GETIDX) \
    X(GETIDXI) \
    X(SETIDX) \
    X(DELIDX) \
    X(GETATTR) \
    X(SETATTR) \
    X(DELATTR) \
    X(FORMAT) \
    X(CONCAT) \
    X(CALL) \
    X(CALLS) \
    X(CALLB) \
    X(CALLM) \
    X(CALLK) \
    X(CALLX) \
    X(RET) \
    X(RETG) \
    X(YIELD) \
    X(SEND) \
    X(MKFUNC) \
    X(MKCLASS) \
    X(RAISE) \
    X(RAISEFROM) \
    X(RERAISE) \
    X(EXCMATCH) \
    X(ASSERT) \
    X(IMPORT) \
    X(WLOAD) \
    X(WADD) \
    X(WSUB) \
    X(WMUL) \
    X(WAND) \
    X(WOR) \
    X(WXOR) \
    X(WSHL) \
    X(WSHR) \
    X(WMASK) \
    X(WSTORE) \
    X(THROWN) \
    X(NEXTOF) \
    X(FPREP) \
    X(FCONST) \
    X(FLOAD) \
    X(FMOVE) \
    X(FBOX) \
    X(FADD) \
    X(FSUB) \
    X(FMUL) \
    X(FDIV) \
    X(JFEQ) \
    X(JFNE) \
    X(JFLT) \
    X(JFLE) \
    X(JFNLT) \
    X(JFNLE)

/* What the verifier checks: a mask of the fields that are registers, and which of the
   UL_OP_RULES hold besides (0: none). */
#define UL_OP_INFO \
    0x0000001du /* ILLEGAL */, \
    0x00ffff01u /* MOVE */, \
    0x0000ff02u /* UNSET */, \
    0x0000ff18u /* CHECK */, \
    0x0000ff00u /* LOADI */, \
    0x0000ff05u /* LOADV */, \
    0x0000ff15u /* LOADW */, \
    0x0000ff06u /* LOADC */, \
    0x0000ff08u /* LOADF */, \
    0x0000ff07u /* GETG */, \
    0x0000ff07u /* SETG */, \
    0x0000001eu /* DELG */, \
    0x0000ff02u /* MKCELL */, \
    0x00ffff17u /* GETCELL */, \
    0x00ffff01u /* SETCELL */, \
    0x0000ff02u /* DELCELL */, \
    0xffffff00u /* ADD */, \
    0xffffff00u /* SUB */, \
    0xffffff00u /* MUL */, \
    0xffffff00u /* TRUEDIV */, \
    0xffffff00u /* FLOORDIV */, \
    0xffffff00u /* MOD */, \
    0xffffff00u /* POW */, \
    0xffffff00u /* AND */, \
    0xffffff00u /* OR */, \
    0xffffff00u /* XOR */, \
    0xffffff00u /* SHL */, \
    0xffffff00u /* SHR */, \
    0xffffff00u /* IADD */, \
    0xffffff1au /* INPLACE */, \
    0x00ffff00u /* ADDI */, \
    0x00ffff00u /* SUBI */, \
    0x00ffff00u /* MULI */, \
    0x00ffff00u /* FLOORDIVI */, \
    0x00ffff00u /* MODI */, \
    0x00ffff00u /* ANDI */, \
    0x00ffff00u /* SHLI */, \
    0x00ffff00u /* SHRI */, \
    0x00ffff01u /* NEG */, \
    0x00ffff01u /* POS */, \
    0x00ffff01u /* INVERT */, \
    0x00ffff01u /* NOT */, \
    0xffffff00u /* EQ */, \
    0xffffff00u /* NE */, \
    0xffffff00u /* LT */, \
    0xffffff00u /* LE */, \
    0xffffff00u /* GT */, \
    0xffffff00u /* GE */, \
    0xffffff00u /* IS */, \
    0xffffff00u /* ISNOT */, \
    0xffffff00u /* IN */, \
    0xffffff00u /* NOTIN */, \
    0x0000002fu /* JMP */, \
    0x0000ff04u /* JT */, \
    0x0000ff04u /* JF */, \
    0x0000ff04u /* JNONE */, \
    0x0000ff04u /* JNNONE */, \
    0x00ffff03u /* JEQ */, \
    0x00ffff03u /* JNE */, \
    0x00ffff03u /* JLT */, \
    0x00ffff03u /* JLE */, \
    0x00ffff03u /* JGT */, \
    0x00ffff03u /* JGE */, \
    0x00ffff03u /* JNLT */, \
    0x00ffff03u /* JNLE */, \
    0x00ffff03u /* JNGT */, \
    0x00ffff03u /* JNGE */, \
    0x0000ff03u /* JEQI */, \
    0x0000ff03u /* JNEI */, \
    0x0000ff03u /* JLTI */, \
    0x0000ff03u /* JLEI */, \
    0x0000ff03u /* JGTI */, \
    0x0000ff03u /* JGEI */, \
    0x0000ff03u /* JNLTI */, \
    0x0000ff03u /* JNLEI */, \
    0x0000ff03u /* JNGTI */, \
    0x0000ff03u /* JNGEI */, \
    0x0000ff0cu /* FORPREP */, \
    0x0000ff1fu /* FORLOOP */, \
    0x00ffff09u /* ITER */, \
    0x0000ff0bu /* NEXT */, \
    0x00000030u /* LOOP */, \
    0x00ffff11u /* NEWLIST */, \
    0x00ffff11u /* NEWTUPLE */, \
    0x00ffff12u /* NEWDICT */, \
    0x00ffff11u /* NEWSET */, \
    0x00ffff10u /* NEWSLICE */, \
    0x00ffff01u /* APPEND */, \
    0x00ffff01u /* SETADD */, \
    0x00ffff01u /* EXTEND */, \
    0x00ffff01u /* DICTMERGE */, \
    0x00ffff01u /* TOTUPLE */, \
    0x00ffff11u /* UNPACK */, \
    0x00ffff1cu /* UNPACKX */, \
    0xffffff00u /* GETIDX */, \
    0x00ffff00u /* GETIDXI */, \
    0xffffff00u /* SETIDX */, \
    0x00ffff01u /* DELIDX */, \
    0x00ffff16u /* GETATTR */, \
    0x00ffff16u /* SETATTR */, \
    0x0000ff18u /* DELATTR */, \
    0xffffff1bu /* FORMAT */, \
    0x00ffff11u /* CONCAT */, \
    0x0000ff0du /* CALL */, \
    0x0000ff25u /* CALLS */, \
    0x0000ff0eu /* CALLB */, \
    0x0000ff19u /* CALLM */, \
    0x0000ff0fu /* CALLK */, \
    0x0000ff0au /* CALLX */, \
    0x0000ff31u /* RET */, \
    0x0000ff32u /* RETG */, \
    0x00ffff24u /* YIELD */, \
    0x00ffff03u /* SEND */, \
    0x00ffff13u /* MKFUNC */, \
    0x00ffff14u /* MKCLASS */, \
    0x0000ff2eu /* RAISE */, \
    0x00ffff2du /* RAISEFROM */, \
    0x0000ff2eu /* RERAISE */, \
    0xffffff00u /* EXCMATCH */, \
    0x0000ff02u /* ASSERT */, \
    0x0000ff2cu /* IMPORT */, \
    0x0000ff02u /* WLOAD */, \
    0x0000ff26u /* WADD */, \
    0x0000ff26u /* WSUB */, \
    0x0000ff26u /* WMUL */, \
    0x0000ff26u /* WAND */, \
    0x0000ff26u /* WOR */, \
    0x0000ff26u /* WXOR */, \
    0x00000028u /* WSHL */, \
    0x00000028u /* WSHR */, \
    0x00000029u /* WMASK */, \
    0x0000ff27u /* WSTORE */, \
    0x00ffff03u /* THROWN */, \
    0x00ffff01u /* NEXTOF */, \
    0x0000001du /* FPREP */, \
    0x0000002au /* FCONST */, \
    0x00ff002bu /* FLOAD */, \
    0x00000021u /* FMOVE */, \
    0x0000ff20u /* FBOX */, \
    0x00000023u /* FADD */, \
    0x00000023u /* FSUB */, \
    0x00000023u /* FMUL */, \
    0x00000023u /* FDIV */, \
    0x00000022u /* JFEQ */, \
    0x00000022u /* JFNE */, \
    0x00000022u /* JFLT */, \
    0x00000022u /* JFLE */, \
    0x00000022u /* JFNLT */, \
    0x00000022u /* JFNLE */

/* Check, span and word as numbered below, at bits 0, 4 and 8; then the UL_RULE bits. */
#define UL_OP_RULES \
    0x0000u, \
    0x0001u, \
    0x0002u, \
    0x0003u, \
    0x0004u, \
    0x0006u, \
    0x0007u, \
    0x0008u, \
    0x0009u, \
    0x0011u, \
    0x0012u, \
    0x0014u, \
    0x0024u, \
    0x0031u, \
    0x003cu, \
    0x0040u, \
    0x0051u, \
    0x0060u, \
    0x0070u, \
    0x008au, \
    0x009bu, \
    0x0101u, \
    0x0200u, \
    0x0201u, \
    0x0202u, \
    0x0230u, \
    0x0300u, \
    0x0400u, \
    0x0460u, \
    0x0802u, \
    0x0808u, \
    0x1024u, \
    0x8001u, \
    0xc001u, \
    0xc003u, \
    0x1c000u, \
    0x40001u, \
    0x6003au, \
    0x80001u, \
    0x80002u, \
    0x80801u, \
    0x80802u, \
    0xa4007u, \
    0xc4401u, \
    0xe0006u, \
    0x2001u, \
    0x2002u, \
    0x2005u, \
    0x3005u, \
    0x22001u, \
    0x42002u
#define UL_OP_RULE_COUNT 51
#define UL_OP_RULE_ENDING 45 /* from here on: never falls through */
#define UL_RULES_NONE 0
#define UL_RULES_C0 1
#define UL_RULES_BC0 2
#define UL_RULES_JUMP8 3
#define UL_RULES_JUMP16 4
#define UL_RULES_IMM 5
#define UL_RULES_OBJ 6
#define UL_RULES_GLOB 7
#define UL_RULES_FN16 8
#define UL_RULES_C0_A2 9
#define UL_RULES_BC0_A2 10
#define UL_RULES_JUMP16_A2 11
#define UL_RULES_JUMP16_A3 12
#define UL_RULES_C0_AB 13
#define UL_RULES_BI_AB 14
#define UL_RULES_AB2C 15
#define UL_RULES_C0_B2 16
#define UL_RULES_BC 17
#define UL_RULES_B2C 18
#define UL_RULES_FN_BFREE 19
#define UL_RULES_CLS_BMEMBERS 20
#define UL_RULES_C0_VALUE 21
#define UL_RULES_NAME 22
#define UL_RULES_C0_NAME 23
#define UL_RULES_BC0_NAME 24
#define UL_RULES_AB_NAME 25
#define UL_RULES_OP 26
#define UL_RULES_COUNT 27
#define UL_RULES_BC_COUNT 28
#define UL_RULES_BC0_A0 29
#define UL_RULES_GLOB_A0 30
#define UL_RULES_JUMP16_A3_BACKWARD 31
#define UL_RULES_C0_FB 32
#define UL_RULES_C0_FA_FB 33
#define UL_RULES_JUMP8_FA_FB 34
#define UL_RULES_FA_FB_FC 35
#define UL_RULES_C0_GENERATOR 36
#define UL_RULES_FN_AB_CALLEE 37
#define UL_RULES_C0_CHAIN 38
#define UL_RULES_BC0_CHAIN 39
#define UL_RULES_C0_A0_CHAIN 40
#define UL_RULES_BC0_A0_CHAIN 41
#define UL_RULES_OBJ_FA_FLOAT 42
#define UL_RULES_C0_COUNT_FA_FLOAD 43
#define UL_RULES_IMM_MODULE 44
#define UL_RULES_C0_ENDS 45
#define UL_RULES_BC0_ENDS 46
#define UL_RULES_JUMP24_ENDS 47
#define UL_RULES_JUMP24_BACKWARD_ENDS 48
#define UL_RULES_C0_ENDS_RETURN 49
#define UL_RULES_BC0_ENDS_GENERATOR 50

#define UL_CHECK_NONE 0u
#define UL_CHECK_C0 1u
#define UL_CHECK_BC0 2u
#define UL_CHECK_JUMP8 3u
#define UL_CHECK_JUMP16 4u
#define UL_CHECK_JUMP24 5u
#define UL_CHECK_IMM 6u
#define UL_CHECK_OBJ 7u
#define UL_CHECK_GLOB 8u
#define UL_CHECK_FN16 9u
#define UL_CHECK_FN 10u
#define UL_CHECK_CLS 11u
#define UL_CHECK_BI 12u
#define UL_SPAN_NONE 0u
#define UL_SPAN_A2 1u
#define UL_SPAN_A3 2u
#define UL_SPAN_AB 3u
#define UL_SPAN_AB2C 4u
#define UL_SPAN_B2 5u
#define UL_SPAN_BC 6u
#define UL_SPAN_B2C 7u
#define UL_SPAN_BFREE 8u
#define UL_SPAN_BMEMBERS 9u
#define UL_WORD_NONE 0u
#define UL_WORD_VALUE 1u
#define UL_WORD_NAME 2u
#define UL_WORD_OP 3u
#define UL_WORD_COUNT 4u
#define UL_RULE_A0 2048u
#define UL_RULE_BACKWARD 4096u
#define UL_RULE_ENDS 8192u
#define UL_RULE_FA 16384u
#define UL_RULE_FB 32768u
#define UL_RULE_FC 65536u

#endif
