/* How does C code wait for Python code without staying on the C stack? See ul_replay.h. */
#include "ul_replay.h"
#include "ul_attr.h"
#include "ul_builtin.h"
#include "ul_call.h"
#include "ul_compare.h"
#include "ul_dispatch.h"
#include "ul_format.h"
#include "ul_gen.h"
#include "ul_heap.h"
#include "ul_instruction.h"
#include "ul_iter.h"
#include "ul_operator.h"
#include "ul_set.h"
#include "ul_unwind.h"

/* --- Questions and answers -----------------------------------------------------------------------
 */

bool ul_replay_answer(struct ul_vm *vm, ul_val *value, int *err)
{
    struct ul_replay *replay = &vm->replay;
    if (replay->hold || replay->taken >= replay->words) return false;
    const ul_val *answer = replay->answers - replay->taken - 2;
    replay->taken += 2;
    *err = UL_OK;
    *value = answer[1];
    if (answer[0] == V_INT(ANSWER_VALUE)) return true;
    vm->roots[answer[0] == V_INT(ANSWER_END) ? ROOT_VALUE : ROOT_EXC] = answer[1];
    *value = V_UNBOUND;
    if (answer[0] == V_INT(ANSWER_RAISED)) *err = UL_EXCEPTION;
    return true;
}

int ul_replay_state(struct ul_vm *vm, bool asked, uint32_t words, ul_val **state)
{
    struct ul_replay *replay = &vm->replay;
    asked = asked && !replay->hold;
    if (asked && replay->taken < replay->words) {
        replay->taken = (uint8_t)(replay->taken + words);
        *state = replay->answers - replay->taken;
        return UL_OK;
    }
    if (asked && replay->words + words + 2 <= UL_REPLAY_WORDS) {
        replay->wanted = (uint8_t)words;
        return UL_LEAVE;
    }
    *state = ul_stack_take(vm, words);
    if (!*state) return UL_EXCEPTION;
    memset(*state, 0, words * 4);
    return UL_OK;
}

void ul_replay_commit(struct ul_vm *vm, const ul_val *state)
{
    struct ul_replay *replay = &vm->replay;
    if (!replay->hold && replay->taken && state >= replay->answers - replay->taken)
        replay->words = replay->taken = (uint8_t)(replay->answers - state);
}

int ul_replay_put(struct ul_vm *vm, uint32_t info, int kind)
{
    struct ul_replay *replay = &vm->replay;
    uint32_t words = INFO_DEST(info);
    ul_val value = vm->roots[kind == ANSWER_RAISED ? ROOT_EXC : ROOT_VALUE];
    ul_val *answers = ul_frame_base(vm);
    vm->sp = answers - words;
    replay->taken = replay->words = 0;
    if (!ul_push2(vm, V_INT(kind), value)) return UL_EXCEPTION;
    replay->answers = answers;
    replay->words = (uint8_t)(words + 2);
    return UL_OK;
}

/* --- Leaving -------------------------------------------------------------------------------------
 */

ul_val *ul_frame_base(const struct ul_vm *vm)
{
    const ul_val *regs = vm->regs;
    uint32_t words = 0;
    if (!vm->roots[ROOT_GEN]) return vm->regs + F_CALLER;
    for (;;) {
        uint32_t info = regs[F_INFO];
        if (INFO_KIND(info) == RETURN_BOUNDARY) return vm->replay.floor - words;
        if (INFO_KIND(info) == RETURN_AGAIN) words += INFO_DEST(info);
        ul_val caller = regs[F_CALLER];
        if (ul_in_stack(vm, caller)) return PTR(vm, caller) + F_CALLER - words;
        regs = PTR(vm, caller) + GEN_REGS;
    }
}

/* Let the frame that was bound lie below the answers, and run it. */
static const uint32_t *enter_frame(struct ul_vm *vm, ul_val *bottom, const uint32_t *pc)
{
    struct ul_replay *replay = &vm->replay;
    uint32_t index = INFO_FN(vm->asked[F_INFO]);
    const uint32_t *fn = IMAGE_FUNCTION(vm, index);
    uint32_t words = FN_REGS(fn) + FRAME_WORDS;
    vm->sp = memmove(bottom - words, vm->asked - FRAME_WORDS, words * 4);
    ul_val *regs = vm->sp + FRAME_WORDS;
    regs[F_CALLER] = vm->roots[ROOT_GEN] ? vm->roots[ROOT_GEN] : REF(vm, vm->regs);
    regs[F_PC] = REF(vm, pc);
    regs[F_INFO] = INFO(index, replay->words, RETURN_AGAIN);
    vm->roots[ROOT_GEN] = V_UNBOUND;
    vm->regs = regs;
    return vm->image + FN_CODE(fn);
}

/* More memory for the instruction: zeros below its answers. */
static int add_memory(struct ul_vm *vm, ul_val *bottom)
{
    struct ul_replay *replay = &vm->replay;
    uint32_t words = replay->wanted, before = replay->words;
    replay->wanted = replay->words = 0;
    ul_val *memory = ul_stack_take(vm, words);
    if (!memory) return UL_EXCEPTION;
    memset(memory, 0, words * 4);
    replay->answers = bottom + before;
    replay->words = (uint8_t)(before + words);
    return UL_OK;
}

/* --- Executing again -----------------------------------------------------------------------------
 */

/* What an instruction does with its result. */
enum effect { STORES, JUMPS, NOTHING };

static int call(struct ul_vm *vm, ul_val callee, const struct ul_args *args, ul_val *value)
{
    if (IS_KIND(callee, K_TYPE)) return ul_type_call(vm, IMM_PAYLOAD(callee), args, value);
    return ul_builtin_call(vm, IMM_PAYLOAD(callee), args, value);
}

/* R[A] := a comparison or its truth as a condition. */
static int compare_and_jump(struct ul_vm *vm, uint32_t w, bool *jump)
{
    uint32_t op = w & 255u, form = (op - UL_OP_JEQ) % 10;
    ul_val x = vm->regs[A], y = op >= UL_OP_JEQI ? INT_B : vm->regs[B];
    bool wanted = form < 6;
    TRY(ul_compare_truth(vm, wanted ? UL_OP_EQ + form : UL_OP_LT + form - 6, x, y, jump));
    *jump = *jump == wanted;
    return UL_OK;
}

static int execute(struct ul_vm *vm, uint32_t w, uint32_t second, ul_val *value, int32_t *jump,
                   enum effect *effect)
{
    static const uint8_t immediate[] = {UL_OP_ADD, UL_OP_SUB, UL_OP_MUL, UL_OP_FLOORDIV,
                                        UL_OP_MOD, UL_OP_AND, UL_OP_SHL, UL_OP_SHR};
    const ul_val *regs = vm->regs;
    uint32_t op = w & 255u;
    struct ul_args args = {NULL, A + 1, B, 0};
    ul_val function, self;
    bool truth = false;
    int err;
    if (op <= UL_OP_SHR) return ul_binary(vm, op, R(B), R(C), value);
    if (op >= UL_OP_ADDI && op <= UL_OP_SHRI)
        return ul_binary(vm, immediate[op - UL_OP_ADDI], R(B), INT_C, value);
    if (op <= UL_OP_INPLACE)
        return ul_inplace(vm, op == UL_OP_IADD ? UL_OP_ADD : second, R(B), R(C), value);
    if (op <= UL_OP_INVERT) return ul_unary(vm, op, R(B), value);
    if (op >= UL_OP_EQ && op <= UL_OP_GE) return ul_compare(vm, op, R(B), R(C), value);
    if (op >= UL_OP_JEQ && op <= UL_OP_JNGEI) {
        *effect = JUMPS;
        err = compare_and_jump(vm, w, &truth);
        *jump = truth ? SC : 0;
        return err;
    }
    switch (op) {
    case UL_OP_NOT:
    case UL_OP_IN:
    case UL_OP_NOTIN:
        err = op == UL_OP_NOT ? ul_truth(vm, R(B), &truth) : ul_contains(vm, R(C), R(B), &truth);
        *value = V_BOOL(truth == (op == UL_OP_IN));
        return err;
    case UL_OP_JT:
    case UL_OP_JF:
        *effect = JUMPS;
        err = ul_truth(vm, R(A), &truth);
        *jump = truth == (op == UL_OP_JT) ? SBX : 0;
        return err;
    case UL_OP_GETIDX: return ul_get_item(vm, R(B), R(C), value);
    case UL_OP_GETIDXI: return ul_get_item(vm, R(B), INT_C, value);
    case UL_OP_GETATTR: return ul_get_attr(vm, R(B), second, value);
    case UL_OP_FORMAT: return ul_format_value(vm, R(B), R(C), second, value);
    case UL_OP_CONCAT: return ul_concat(vm, B, C, value);
    case UL_OP_CALL: return call(vm, R(A), &args, value);
    case UL_OP_CALLK: args.keywords = C; return call(vm, R(A), &args, value);
    case UL_OP_CALLB: return ul_builtin_call(vm, C, &args, value);
    case UL_OP_CALLM:
        second &= 0x7FFFFFu;
        TRY(ul_find_method(vm, R(A), second, &function, &self));
        return function ? call(vm, function, &args, value)
                        : ul_method_call(vm, vm->regs[A], second, &args, value);
    case UL_OP_NEXTOF:
        args = (struct ul_args){NULL, B, 1, 0};
        return ul_builtin_call(vm, UL_FN_NEXT, &args, value);
    case UL_OP_NEXT:
        *effect = JUMPS;
        TRY(ul_do_next(vm, A, value));
        if (*value)
            vm->regs[A + 2] = *value;
        else
            *jump = SBX;
        return UL_OK;
    default: *effect = NOTHING;
    }
    switch (op) {
    case UL_OP_ITER: return ul_do_iter(vm, A, R(B));
    case UL_OP_UNPACK: return ul_do_unpack(vm, R(A), B, C, -1);
    case UL_OP_UNPACKX: return ul_do_unpack(vm, R(A), B, C, (int32_t)second);
    case UL_OP_EXTEND: return ul_do_extend(vm, R(A), R(B));
    case UL_OP_SETADD: return ul_set_add(vm, R(A), R(B));
    case UL_OP_SETIDX: return ul_set_item(vm, R(A), R(B), R(C));
    case UL_OP_DELIDX: return ul_del_item(vm, R(A), R(B));
    case UL_OP_SETATTR: return ul_set_attr(vm, R(A), second, R(B));
    default: return ul_set_attr(vm, R(A), second, V_UNBOUND); /* DELATTR */
    }
}

/* Execute the instruction before *pc (which stays when it fails), all of it in C. */
static int execute_again(struct ul_vm *vm, const uint32_t **pc)
{
    vm->answer_due = false;
    uint32_t w = (*pc)[-1], words = **pc & 255u ? 0 : 1, second = words ? **pc >> 8 : 0;
    enum effect effect = STORES;
    ul_val value = V_UNBOUND;
    int32_t jump = 0;
    int err = execute(vm, w, second, &value, &jump, &effect);
    if (err == UL_LEAVE) return err;
    if (!err) {
        *pc += (int32_t)words + jump;
        if (effect == STORES) vm->regs[A] = value;
        vm->sp = vm->replay.answers;
    }
    vm->replay.words = vm->replay.taken = 0;
    return err;
}

/* --- Going on ------------------------------------------------------------------------------------
 */

/* The instruction before *pc was left: *pc becomes where to go on. */
static int leave(struct ul_vm *vm, const uint32_t **pc)
{
    struct ul_replay *replay = &vm->replay;
    const uint32_t *start = (*pc)[-1] & 255u ? *pc : *pc - 1; /* behind the first word */
    ul_val *bottom = ul_frame_base(vm) - replay->words;
    int err = UL_OK;
    replay->taken = 0;
    *pc = start;
    if (replay->wanted) {
        vm->sp = bottom;
        TRY(add_memory(vm, bottom));
        return execute_again(vm, pc);
    }
    if (vm->asked) {
        *pc = enter_frame(vm, bottom, start);
        vm->asked = NULL;
    } else {
        vm->sp = bottom;
        err = ul_gen_enter(vm, vm->roots[ROOT_CALLEE], vm->roots[ROOT_SELF], RETURN_AGAIN,
                           replay->words, pc);
        vm->roots[ROOT_CALLEE] = vm->roots[ROOT_SELF] = V_UNBOUND;
    }
    replay->words = 0;
    return err;
}

/* The running frame returns roots[ROOT_VALUE] to C code, or from __init__. *pc: where to go on,
 * NULL if ul_run is to be left. */
static int return_value(struct ul_vm *vm, const uint32_t **pc)
{
    ul_val generator = vm->roots[ROOT_GEN];
    bool end = generator && PTR(vm, generator)[GEN_STATE] == V_INT(GEN_DONE);
    uint32_t kind = INFO_KIND(vm->regs[F_INFO]);
    if (kind == RETURN_INSTANCE) TRY(ul_init_result(vm, vm->roots[ROOT_VALUE]));
    uint32_t info = ul_pop_frame(vm, pc);
    if (kind == RETURN_INSTANCE) return UL_OK;
    if (kind == RETURN_BOUNDARY) return end ? UL_RUN_FINISHED : UL_OK;
    TRY(ul_replay_put(vm, info, end ? ANSWER_END : ANSWER_VALUE));
    return execute_again(vm, pc);
}

const uint32_t *ul_go_on(struct ul_vm *vm, const uint32_t *pc, int err, bool again)
{
    for (; err; again = false) {
        vm->outcome = err;
        if (err == UL_LEAVE) {
            err = leave(vm, &pc);
        } else if (err == UL_RETURN) {
            err = return_value(vm, &pc);
            vm->outcome = err;
            if (!pc) return NULL;
        } else {
            if (err == UL_EXCEPTION && ul_spend(vm, 1)) /* a handler may lead back to the raise */
                vm->outcome = err = UL_STEPS_EXHAUSTED;
            pc = ul_unwind(vm, pc, err, again);
            if (!pc || !vm->answer_due) return pc;
            err = execute_again(vm, &pc);
        }
    }
    return pc;
}
