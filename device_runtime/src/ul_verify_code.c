/* May this code run? One pass over the instructions of a function.
 *
 * A second word has low byte 0, which is no opcode, and every other word of a function's code is an
 * instruction: so where a jump may land is seen by looking at the word there, and all words are
 * looked at in the end.
 *
 * Most of an instruction is settled by one addition: the fields that are registers are added to
 * 128 - registers in each byte, and no sum may have bit 7. What is left is decided by what
 * UL_OP_INFO names, a case for each combination of rules in spec/opcodes.toml.
 */
#include "ul_verify.h"

const uint32_t ul_op_info[UL_OP_COUNT] = {UL_OP_INFO};
const uint32_t ul_op_rules[] = {UL_OP_RULES};

#define A        (w >> 8 & 255u)
#define B        (w >> 16 & 255u)
#define C        (w >> 24)
#define BX       (w >> 16)
#define TOP_BITS 0x80808000u

/* Each register that an instruction names is there? Slowly, for functions with more than 128. */
static UL_NOINLINE bool good_registers(uint32_t regs, uint32_t w, uint32_t mask)
{
    for (uint32_t shift = 8; shift < 32; shift += 8)
        if ((mask >> shift & 255u) && (w >> shift & 255u) >= regs) return false;
    return true;
}

int ul_verify_code(const struct code *code)
{
    static const void *const decide[UL_OP_RULE_COUNT] = {
        [UL_RULES_NONE] = &&good,
        [UL_RULES_C0] = &&c0,
        [UL_RULES_BC0] = &&bc0,
        [UL_RULES_JUMP8] = &&jump8,
        [UL_RULES_JUMP16] = &&jump16,
        [UL_RULES_JUMP16_A2] = &&jump16_a2,
        [UL_RULES_JUMP16_A3] = &&jump16_a3,
        [UL_RULES_JUMP16_A3_BACKWARD] = &&jump16_a3_backward,
        [UL_RULES_JUMP24_ENDS] = &&jump24,
        [UL_RULES_JUMP24_BACKWARD_ENDS] = &&jump24_backward,
        [UL_RULES_IMM] = &&imm,
        [UL_RULES_IMM_MODULE] = &&module,
        [UL_RULES_OBJ] = &&obj,
        [UL_RULES_GLOB] = &&glob,
        [UL_RULES_GLOB_A0] = &&glob_a0,
        [UL_RULES_FN16] = &&fn16,
        [UL_RULES_C0_A2] = &&c0_a2,
        [UL_RULES_BC0_A2] = &&bc0_a2,
        [UL_RULES_C0_AB] = &&c0_ab,
        [UL_RULES_BI_AB] = &&bi_ab,
        [UL_RULES_FN_AB_CALLEE] = &&callee,
        [UL_RULES_AB2C] = &&ab2c,
        [UL_RULES_C0_B2] = &&c0_b2,
        [UL_RULES_BC] = &&bc,
        [UL_RULES_B2C] = &&b2c,
        [UL_RULES_FN_BFREE] = &&bfree,
        [UL_RULES_CLS_BMEMBERS] = &&bmembers,
        [UL_RULES_C0_VALUE] = &&value,
        [UL_RULES_NAME] = &&name,
        [UL_RULES_BC0_NAME] = &&bc0_name,
        [UL_RULES_C0_NAME] = &&c0_name,
        [UL_RULES_AB_NAME] = &&ab_name,
        [UL_RULES_OP] = &&op,
        [UL_RULES_COUNT] = &&count,
        [UL_RULES_BC_COUNT] = &&bc_count,
        [UL_RULES_BC0_A0] = &&no_operands,
        [UL_RULES_C0_FB] = &&c0_fb,
        [UL_RULES_C0_FA_FB] = &&c0_fa_fb,
        [UL_RULES_JUMP8_FA_FB] = &&jump8_fa_fb,
        [UL_RULES_FA_FB_FC] = &&fa_fb_fc,
        [UL_RULES_OBJ_FA_FLOAT] = &&float_constant,
        [UL_RULES_C0_COUNT_FA_FLOAD] = &&fload,
        [UL_RULES_C0_GENERATOR] = &&c0_generator,
        [UL_RULES_BC0_ENDS_GENERATOR] = &&bc0_generator,
        [UL_RULES_C0_CHAIN] = &&c0_chain,
        [UL_RULES_BC0_CHAIN] = &&bc0_chain,
        [UL_RULES_C0_A0_CHAIN] = &&c0_a0_chain,
        [UL_RULES_BC0_A0_CHAIN] = &&bc0_a0_chain,
        [UL_RULES_C0_ENDS] = &&c0,
        [UL_RULES_BC0_ENDS] = &&bc0,
        [UL_RULES_C0_ENDS_RETURN] = &&returns,
    };
    const struct verifier *const v = code->v;
    const uint32_t regs = code->regs, room = regs > 128 ? 0 : (128 - regs) * 0x01010100u;
    const uint32_t *info = ul_op_info, *at = code->words - 1, *const last = at + code->length;
    uint32_t w, rule = 0, fields, distance, top = TOP_BITS;
    UL_APART(info); /* in registers */
    UL_APART(top);
good:
    if (at == last) return rule >= UL_OP_RULE_ENDING ? UL_OK : UL_IMAGE_JUMP;
    at++;
    UL_APART(at); /* one register, not two */
    w = *at;
    if (UL_UNLIKELY((w & 255u) >= UL_OP_COUNT)) return UL_IMAGE_OPCODE;
    rule = info[w & 255u];
    fields = w & rule;
    if (UL_UNLIKELY((fields | (fields + room)) & top) && !good_registers(regs, w, rule))
        goto operand;
    rule &= 255u;
    if (!rule) goto good;
    goto *decide[rule];

    /* --- nothing more, or registers beyond those named --- */
c0_a2:
    if (A + 2 >= regs) goto operand;
c0:
    if (C) goto operand;
    goto good;
bc0_a2:
    if (A + 2 >= regs) goto operand;
bc0:
    if (BX) goto operand;
    goto good;
c0_b2:
    if (C || B + 2 >= regs) goto operand;
    goto good;
c0_ab:
    if (C || A + B >= regs) goto operand;
    goto good;
ab2c:
    if (A + B + 2 * C >= regs) goto operand;
    goto good;
b2c:
    if (C && B + 2 * C - 1 >= regs) goto operand;
    goto good;
bc:
    if (C && B + C - 1 >= regs) goto operand;
    goto good;
no_operands:
    if (!(w & 255u)) return UL_IMAGE_OPCODE;
    if (w >> 8) goto operand;
    goto good;
returns:
    if (BX != code->all || code->generator) goto operand;
    goto good;
bc0_generator:
    if (B) goto operand;
c0_generator:
    if (C || !code->generator) goto operand;
    goto good;

    /* --- what is called, made or loaded --- */
bi_ab:
    if (C >= UL_FN_COUNT || A + B >= regs) goto operand;
    goto good;
callee:
    if (C >= v->functions || A + B >= regs) goto operand;
    {
        const uint32_t *fn = ul_verify_function(v, C); /* positional parameters only */
        if ((fn[1] & 0xFF00FF00u) != B << 8 || fn[2]) goto operand;
    }
    goto good;
bfree:
    if (C >= v->functions || B + 1 + FN_FREE(ul_verify_function(v, C)) >= regs) goto operand;
    goto good;
bmembers:
    if (C >= v->classes) goto operand;
    if (B + CLS_MEMBERS(v->image + v->image[v->offset[TABLES] + C]) >= regs) goto operand;
    goto good;
module:
    if (BX >= 2) goto operand;
    goto good;
imm:
    if (IMM_KIND(w >> 14) != K_CHAR && !ul_verify_immediate(v, BX << 2 | 2u)) goto operand;
    goto good;
obj:
    if (!ul_verify_object(v, BX)) goto operand;
    goto good;
glob_a0:
    if (A) goto operand;
glob:
    if (BX >= v->globals) goto operand;
    goto good;
fn16:
    if (!ul_verify_bare_function(v, BX)) goto operand;
    goto good;

    /* --- floats --- */
float_constant:
    if (!ul_verify_object(v, BX) || HDR_TYPE(v->image[BX]) != T_FLOAT) goto operand;
    if (A - regs >= code->floats) goto operand;
    goto good;
fload:
    if (A - regs >= code->floats || C || at == last) goto operand;
    if ((at[1] >> 8 & 63u) - UL_OP_ADD > UL_OP_TRUEDIV - UL_OP_ADD) goto operand;
    goto count;
fa_fb_fc:
    if (C - regs >= code->floats) goto operand;
    if (A - regs >= code->floats || B - regs >= code->floats) goto operand;
    goto good;
c0_fa_fb:
    if (A - regs >= code->floats) goto operand;
c0_fb:
    if (B - regs >= code->floats || C) goto operand;
    goto good;

    /* --- jumps: a target before the next instruction is a huge number --- */
jump8_fa_fb:
    if (A - regs >= code->floats || B - regs >= code->floats) goto operand;
jump8:
    distance = (uint32_t)((int32_t)w >> 24);
    goto forward;
jump24:
    distance = (uint32_t)((int32_t)w >> 8);
    goto forward;
jump16_a2:
    if (A + 2 >= regs) goto operand;
    goto jump16;
jump16_a3:
    if (A + 3 >= regs) goto operand;
jump16:
    distance = (uint32_t)((int32_t)w >> 16);
forward:
    if (distance >= (uint32_t)(last - at) || !(at[distance + 1] << 24)) return UL_IMAGE_JUMP;
    goto good;
jump24_backward:
    distance = (uint32_t)((int32_t)w >> 8);
    goto anywhere;
jump16_a3_backward:
    if (A + 3 >= regs) goto operand;
    distance = (uint32_t)((int32_t)w >> 16);
anywhere:
    distance += (uint32_t)(at - code->words) + 1;
    if (distance >= code->length || !(code->words[distance] << 24)) return UL_IMAGE_JUMP;
    goto good;

    /* --- second words --- */
c0_name:
    if (C) goto operand;
    goto flagged_name;
ab_name:
    if (A + B >= regs) goto operand;
flagged_name: /* bit 31 is none of the name */
    if (at == last || at[1] << 1 >> 9 >= v->name_end) goto operand;
    goto second;
bc0_name:
    if (BX) goto operand;
name:
    if (at == last || at[1] >> 8 >= v->name_end) goto operand;
    goto second;
op:
    if (at == last || (at[1] >> 8) - UL_OP_ADD > UL_OP_SHR - UL_OP_ADD) goto operand;
    goto second;
bc_count:
    if (C && B + C - 1 >= regs) goto operand;
count:
    if (at == last || at[1] >> 16) goto operand;
second:
    if (*++at << 24) goto operand;
    goto good;
value:
    if (C || at == last || at[1] << 24) goto operand;
    fields = *++at | B;
    if (IS_INT(fields) || (IS_IMM(fields) && ul_verify_immediate(v, fields))) goto good;
    goto operand;

    /* --- word arithmetic: right behind another --- */
bc0_a0_chain:
    if (B) goto operand;
c0_a0_chain:
    if (A) goto operand;
    goto c0_chain;
bc0_chain:
    if (B) goto operand;
c0_chain:
    if (C || at == code->words) goto operand;
    if ((at[-1] & 255u) - UL_OP_WLOAD < UL_OP_WSTORE - UL_OP_WLOAD) goto good;
operand:
    return UL_IMAGE_OPERAND;
}
