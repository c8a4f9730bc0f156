/* How do instructions call and return, run generators, define and raise? A part of the loop:
 * ul_run.c alone includes it. */

/* --- calls --- */
OP(CALLS) fn = IMAGE_FUNCTION(vm, C);
first = A + 1;
count = B;
info = INFO(C, A, RETURN_VALUE);
enter :
    /* a function whose `count` parameters take registers first... as they are; `info` is its info
     * word */
    CHARGE();
{
    uint32_t nregs = FN_REGS(fn);
    ul_val *frame = vm->sp - nregs;
    if (UL_UNLIKELY((uint8_t *)(frame - FRAME_WORDS) < vm->stack_low || frame > vm->sp)) {
        frame = ul_stack_take(vm, nregs + FRAME_WORDS);
        SLOW(frame ? UL_OK : UL_EXCEPTION);
        frame += FRAME_WORDS;
    }
    const ul_val *from = regs + first;
    uint32_t i = 0;
    for (; i < count; i++)
        frame[i] = from[i];
    for (; i < nregs; i++)
        frame[i] = V_UNBOUND;
    v = vm->roots[ROOT_GEN];
    frame[F_CALLER] = REF(vm, regs);
    if (UL_UNLIKELY(v)) {
        frame[F_CALLER] = v;
        vm->roots[ROOT_GEN] = V_UNBOUND;
    }
    frame[F_PC] = REF(vm, pc);
    frame[F_INFO] = info;
    vm->sp = frame - FRAME_WORDS;
    vm->regs = regs = frame;
    pc = vm->image + FN_CODE(fn);
}
NEXT;

OP(CALL) v = R(A);
count = B;
if (IS_KIND(v, K_FUNCTION)) {
    fn = IMAGE_FUNCTION(vm, IMM_PAYLOAD(v));
    if (UL_LIKELY((fn[1] & 0xFF00FF00u) == count << 8 && !fn[2])) {
        first = A + 1;
        info = INFO(IMM_PAYLOAD(v), A, RETURN_VALUE);
        goto enter;
    }
}
if (v == V_TYPE(UL_TYPE_STR) && count == 1 && IS_INT(R(A + 1))) {
    CHARGE();
    DONE(ul_to_str(vm, R(A + 1), false, &value));
}
args = (struct ul_args){NULL, A + 1, count, 0};
call_general : CHARGE();
vm->roots[ROOT_CALLEE] = R(A);
SLOW(ul_general_call(vm, &args, false, A, &entered, &kind));
if (entered) ENTER_BOUND(1);
NEXT;
OP(CALLK) args = (struct ul_args){NULL, A + 1, B, C};
SLOW(ul_check_keywords(vm, &args));
goto call_general;
OP(CALLX) CHARGE();
SLOW(ul_spread_call(vm, A, &entered, &kind));
if (entered) ENTER_BOUND(1);
NEXT;
OP(CALLB) args = (struct ul_args){NULL, A + 1, B, 0};
first = C;
builtin : CHARGE();
DONE(ul_builtin_call(vm, first, &args, &value));
OP(CALLM) pc++;
count = B;
if (IS_REF(R(A))) {
    const ul_val *object = PTR(vm, R(A));
    if (HDR_TYPE(object[0]) == T_INST && (int32_t)pc[-1] >= 0) {
        const ul_val *class = PTR(vm, object[INST_CLASS]);
        const uint32_t *record = IMAGE_CLASS(vm, INT_OF(class[CLASS_INDEX]));
        uint32_t member = C;
        bool shadowed = CLS_OPEN(record) && object[INST_SLOTS + CLS_SLOTS(record)];
        if (UL_LIKELY(!shadowed && member < CLS_MEMBERS(record) &&
                      record[CLS_WORDS + CLS_SLOTS(record) + member] == SECOND)) {
            v = class[CLASS_MEMBERS + member];
            if (UL_LIKELY(IS_KIND(v, K_FUNCTION))) {
                fn = IMAGE_FUNCTION(vm, IMM_PAYLOAD(v));
                if (UL_LIKELY((fn[1] & 0xFF00FF00u) == (count + 1) << 8 && !fn[2])) {
                    first = A;
                    count++;
                    info = INFO(IMM_PAYLOAD(v), A, RETURN_VALUE);
                    goto enter;
                }
            }
        }
    }
}
CHARGE();
{
    ul_val self;
    SLOW(ul_find_method(vm, R(A), METHOD, &value, &self));
    args = (struct ul_args){NULL, A + 1, count, 0};
    if (!value) DONE_2(ul_method_call(vm, R(A), METHOD, &args, &value));
    vm->roots[ROOT_CALLEE] = value;
    vm->roots[ROOT_SELF] = self;
    SLOW(ul_general_call(vm, &args, self != V_UNBOUND, A, &entered, &kind));
}
if (entered) ENTER_BOUND(2);
NEXT;

OP(RET) v = R(A);
{
    info = regs[F_INFO];
    ul_val caller = regs[F_CALLER];
    if (UL_LIKELY(INFO_KIND(info) == RETURN_VALUE)) {
        pc = PTR(vm, regs[F_PC]);
        vm->sp = regs + B;
        if (UL_LIKELY(ul_in_stack(vm, caller)))
            vm->regs = regs = PTR(vm, caller);
        else {
            ul_restore_caller(vm, caller);
            regs = vm->regs;
        }
        regs[INFO_DEST(info)] = v;
        NEXT;
    }
    vm->roots[ROOT_VALUE] = v;
}
goto returned;
OP(RETG) v = R(A);
if (UL_UNLIKELY(!vm->roots[ROOT_GEN])) goto not_a_generator;
{
    PTR(vm, vm->roots[ROOT_GEN])[GEN_STATE] = V_INT(GEN_DONE);
    vm->roots[ROOT_VALUE] = v;
    if (UL_UNLIKELY(INFO_KIND(regs[F_INFO]) >= RETURN_BOUNDARY)) goto returned;
    info = ul_pop_frame(vm, &target);
    pc = target;
    regs = vm->regs;
    w = pc[-1];
    if (INFO_KIND(info) == RETURN_ITEM) {
        pc += SBX;
    } else if (INFO_KIND(info) == RETURN_NEXT) {
        SLOW(ul_gen_stop(vm, v));
    } else {
        R(INFO_DEST(info)) = v;
        pc += SC;
    }
}
NEXT;
OP(YIELD) value = R(B);
if (UL_UNLIKELY(!vm->roots[ROOT_GEN])) goto not_a_generator;
{
    ul_val *object = PTR(vm, vm->roots[ROOT_GEN]);
    object[GEN_STATE] = V_INT(GEN_SUSPENDED);
    object[GEN_PC] = V_INT((uint32_t)(pc - vm->image));
    if (UL_UNLIKELY(INFO_KIND(regs[F_INFO]) >= RETURN_BOUNDARY)) {
        vm->roots[ROOT_VALUE] = value;
        goto returned;
    }
    info = ul_pop_frame(vm, &target);
    pc = target;
    regs = vm->regs;
    if (UL_LIKELY(INFO_KIND(info) == RETURN_ITEM)) info += INFO(0, 2, 0) - 1;
    regs[INFO_DEST(info)] = value;
}
NEXT;
OP(SEND) CHARGE();
SLOW(ul_gen_send(vm, B, A, &entering, &truth));
if (entering) goto enter_delegate;
if (truth) pc += SC;
NEXT;
enter_delegate : target = pc;
SLOW(ul_gen_enter(vm, R(B), R(A), RETURN_SENT, A, &target));
pc = target;
NEXT;
OP(THROWN) CHARGE();
err = ul_gen_pass(vm, B, A, &entering, &truth);
regs = vm->regs;
again = err == UL_EXCEPTION && vm->roots[ROOT_EXC] == R(A);
if (again) ul_exc_again(vm);
if (UL_UNLIKELY(err)) goto raise;
if (entering) {
    R(A) = V_NONE;
    target = pc;
    SLOW(ul_gen_enter(vm, R(B), V_NONE, RETURN_SENT, A, &target));
    pc = target;
    err = UL_EXCEPTION;
    vm->fresh = true;
    goto raise;
}
if (truth) pc += SC;
NEXT;
OP(NEXTOF)
if (TYPE_IS(vm, R(B), T_GEN) && PTR(vm, R(B))[GEN_STATE] != V_INT(GEN_DONE) &&
    !ul_is_coroutine(vm, R(B))) {
    CHARGE();
    target = pc;
    SLOW(ul_gen_enter(vm, R(B), V_NONE, RETURN_NEXT, A, &target));
    pc = target;
    NEXT;
}
args = (struct ul_args){NULL, B, 1, 0};
first = UL_FN_NEXT;
goto builtin;

/* --- definitions and exceptions --- */
OP(MKFUNC) DONE(ul_do_new_function(vm, C, B, &value));
OP(MKCLASS) DONE(ul_class_make(vm, C, B, &value));
OP(RAISE)
if (UL_LIKELY(TYPE_IS(vm, R(A), T_EXC))) {
    vm->roots[ROOT_EXC] = R(A);
    vm->fresh = true;
    err = UL_EXCEPTION;
    goto raise;
}
SLOW(ul_do_raise(vm, R(A), V_UNBOUND));
NEXT;
OP(RAISEFROM) SLOW(ul_do_raise(vm, R(A), R(B)));
NEXT;
OP(RERAISE) SLOW(ul_do_reraise(vm, R(A), pc, &again));
NEXT;
OP(EXCMATCH)
if (UL_LIKELY(TYPE_IS(vm, R(B), T_EXC)) && PTR(vm, R(B))[EXC_CLASS] == R(C)) {
    R(A) = V_TRUE;
    NEXT;
}
if (UL_UNLIKELY(!ul_catches(vm, R(C))))
    SLOW(ul_type_error(vm,
                       "catching classes that do not inherit from BaseException is not allowed"));
R(A) = V_BOOL(ul_matches(vm, R(B), R(C)));
NEXT;
OP(ASSERT) SLOW(ul_do_assertion(vm, R(A)));
NEXT;
OP(IMPORT) R(A) = UL_IMM(K_MODULE, BX);
NEXT;
