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
};
#define UL_OP_COUNT 132

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
    X(WSTORE)

/* format, A, B, C, span, word: 4 bits each from bit 0, numbered as in the enums below */
#define UL_OP_INFO \
    0x000000u /* ILLEGAL */, \
    0x000120u /* MOVE */, \
    0x000020u /* UNSET */, \
    0x200010u /* CHECK */, \
    0x000623u /* LOADI */, \
    0x000722u /* LOADV */, \
    0x100020u /* LOADW */, \
    0x000922u /* LOADC */, \
    0x000b22u /* LOADF */, \
    0x000a22u /* GETG */, \
    0x000a12u /* SETG */, \
    0x000a02u /* DELG */, \
    0x000020u /* MKCELL */, \
    0x200120u /* GETCELL */, \
    0x000110u /* SETCELL */, \
    0x000010u /* DELCELL */, \
    0x001120u /* ADD */, \
    0x001120u /* SUB */, \
    0x001120u /* MUL */, \
    0x001120u /* TRUEDIV */, \
    0x001120u /* FLOORDIV */, \
    0x001120u /* MOD */, \
    0x001120u /* POW */, \
    0x001120u /* AND */, \
    0x001120u /* OR */, \
    0x001120u /* XOR */, \
    0x001120u /* SHL */, \
    0x001120u /* SHR */, \
    0x001120u /* IADD */, \
    0x301120u /* INPLACE */, \
    0x005121u /* ADDI */, \
    0x005121u /* SUBI */, \
    0x005121u /* MULI */, \
    0x005121u /* FLOORDIVI */, \
    0x005121u /* MODI */, \
    0x005121u /* ANDI */, \
    0x005121u /* SHLI */, \
    0x005121u /* SHRI */, \
    0x000120u /* NEG */, \
    0x000120u /* POS */, \
    0x000120u /* INVERT */, \
    0x000120u /* NOT */, \
    0x001120u /* EQ */, \
    0x001120u /* NE */, \
    0x001120u /* LT */, \
    0x001120u /* LE */, \
    0x001120u /* GT */, \
    0x001120u /* GE */, \
    0x001120u /* IS */, \
    0x001120u /* ISNOT */, \
    0x001120u /* IN */, \
    0x001120u /* NOTIN */, \
    0x000084u /* JMP */, \
    0x000813u /* JT */, \
    0x000813u /* JF */, \
    0x000813u /* JNONE */, \
    0x000813u /* JNNONE */, \
    0x008111u /* JEQ */, \
    0x008111u /* JNE */, \
    0x008111u /* JLT */, \
    0x008111u /* JLE */, \
    0x008111u /* JGT */, \
    0x008111u /* JGE */, \
    0x008111u /* JNLT */, \
    0x008111u /* JNLE */, \
    0x008111u /* JNGT */, \
    0x008111u /* JNGE */, \
    0x008511u /* JEQI */, \
    0x008511u /* JNEI */, \
    0x008511u /* JLTI */, \
    0x008511u /* JLEI */, \
    0x008511u /* JGTI */, \
    0x008511u /* JGEI */, \
    0x008511u /* JNLTI */, \
    0x008511u /* JNLEI */, \
    0x008511u /* JNGTI */, \
    0x008511u /* JNGEI */, \
    0x020823u /* FORPREP */, \
    0x020823u /* FORLOOP */, \
    0x010120u /* ITER */, \
    0x010823u /* NEXT */, \
    0x000084u /* LOOP */, \
    0x064120u /* NEWLIST */, \
    0x064120u /* NEWTUPLE */, \
    0x074120u /* NEWDICT */, \
    0x064120u /* NEWSET */, \
    0x050120u /* NEWSLICE */, \
    0x000110u /* APPEND */, \
    0x000110u /* SETADD */, \
    0x000110u /* EXTEND */, \
    0x000110u /* DICTMERGE */, \
    0x000120u /* TOTUPLE */, \
    0x064210u /* UNPACK */, \
    0x464210u /* UNPACKX */, \
    0x001120u /* GETIDX */, \
    0x005121u /* GETIDXI */, \
    0x001110u /* SETIDX */, \
    0x000110u /* DELIDX */, \
    0x204120u /* GETATTR */, \
    0x204110u /* SETATTR */, \
    0x200010u /* DELATTR */, \
    0x401120u /* FORMAT */, \
    0x064120u /* CONCAT */, \
    0x030430u /* CALL */, \
    0x03b430u /* CALLS */, \
    0x03d430u /* CALLB */, \
    0x234430u /* CALLM */, \
    0x044430u /* CALLK */, \
    0x010030u /* CALLX */, \
    0x000410u /* RET */, \
    0x000010u /* RETG */, \
    0x000130u /* YIELD */, \
    0x008131u /* SEND */, \
    0x08b120u /* MKFUNC */, \
    0x09c120u /* MKCLASS */, \
    0x000010u /* RAISE */, \
    0x000110u /* RAISEFROM */, \
    0x000010u /* RERAISE */, \
    0x001120u /* EXCMATCH */, \
    0x000010u /* ASSERT */, \
    0x000722u /* IMPORT */, \
    0x000010u /* WLOAD */, \
    0x000410u /* WADD */, \
    0x000410u /* WSUB */, \
    0x000410u /* WMUL */, \
    0x000410u /* WAND */, \
    0x000410u /* WOR */, \
    0x000410u /* WXOR */, \
    0x000400u /* WSHL */, \
    0x000400u /* WSHR */, \
    0x000000u /* WMASK */, \
    0x000020u /* WSTORE */

#define UL_FMT_ABC 0u
#define UL_FMT_ABSC 1u
#define UL_FMT_ABX 2u
#define UL_FMT_ASBX 3u
#define UL_FMT_SAX 4u
#define UL_KIND_NONE 0u
#define UL_KIND_R 1u
#define UL_KIND_W 2u
#define UL_KIND_RW 3u
#define UL_KIND_N 4u
#define UL_KIND_I8 5u
#define UL_KIND_INT 6u
#define UL_KIND_IMM 7u
#define UL_KIND_JUMP 8u
#define UL_KIND_OBJ 9u
#define UL_KIND_GLOB 10u
#define UL_KIND_FN 11u
#define UL_KIND_CLS 12u
#define UL_KIND_BI 13u
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

#endif
