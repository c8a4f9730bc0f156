/* How do integers of 32 bits calculate without being objects in between? See ul_word.h. */
#include "ul_word.h"
#include "ul_operator.h"
#include "ul_replay.h"

static bool in_chain(uint32_t w)
{
    return (w & 255u) > UL_OP_WLOAD && (w & 255u) <= UL_OP_WSTORE;
}

/* The plain operator of each, WADD first. */
static const uint8_t plain[] = {UL_OP_ADD, UL_OP_SUB, UL_OP_MUL, UL_OP_AND, UL_OP_OR,
                                UL_OP_XOR, UL_OP_SHL, UL_OP_SHR, UL_OP_AND};

static int one_operator(struct ul_vm *vm, uint32_t w, ul_val *acc)
{
    uint32_t op = w & 255u, b = w >> 16 & 255u;
    bool mask = op == UL_OP_WMASK;
    ul_val *kept = ul_push2(vm, *acc, V_UNBOUND);
    if (!kept) return UL_EXCEPTION;
    ul_val operand = mask               ? ul_int_new(vm, UINT32_MAX)
                     : op >= UL_OP_WSHL ? V_INT(b & 31u)
                                        : vm->regs[w >> 8 & 255u];
    int err = operand ? UL_OK : UL_EXCEPTION;
    ul_val left = kept[0];
    ul_pop(vm, 2);
    if (err) return err;
    bool swapped = b == 1 && op < UL_OP_WSHL;
    UL_HELD(vm, err,
            ul_binary(vm, plain[op - UL_OP_WADD], swapped ? operand : left,
                      swapped ? left : operand, acc));
    return err;
}

int ul_word_chain(struct ul_vm *vm, const uint32_t **pc)
{
    const uint32_t *at = *pc - 1;
    while (in_chain(*at)) /* verified: there is a WLOAD before */
        at--;
    ul_val acc = vm->regs[*at++ >> 8 & 255u];
    for (; in_chain(*at); at++) {
        *pc = at + 1;
        if ((*at & 255u) == UL_OP_WSTORE) {
            TRY(one_operator(vm, UL_OP_WMASK, &acc));
            vm->regs[*at >> 8 & 255u] = acc;
            return UL_OK;
        }
        TRY(one_operator(vm, *at, &acc));
    }
    return UL_OK;
}
