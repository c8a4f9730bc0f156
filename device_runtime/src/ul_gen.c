/* How do generators and coroutines run? See ul_gen.h. */
#include "ul_gen.h"
#include "ul_builtin.h"
#include "ul_class.h"
#include "ul_error.h"
#include "ul_exc.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_replay.h"

bool ul_is_coroutine(const struct ul_vm *vm, ul_val v)
{
    if (!TYPE_IS(vm, v, T_GEN)) return false;
    uint32_t info = PTR(vm, v)[GEN_REGS + F_INFO];
    return FN_FLAGS(IMAGE_FUNCTION(vm, INFO_FN(info))) & FLAG_COROUTINE;
}

int ul_gen_stop(struct ul_vm *vm, ul_val value)
{
    if (!value || value == V_NONE) return ul_raise_type(vm, UL_TYPE_STOPITERATION);
    return ul_raise_value(vm, UL_TYPE_STOPITERATION, value);
}

/* --- Entering ------------------------------------------------------------------------------------
 */

int ul_gen_enter(struct ul_vm *vm, ul_val generator, ul_val sent, uint32_t kind, uint32_t dest,
                 const uint32_t **pc)
{
    ul_val *object = PTR(vm, generator), *regs = object + GEN_REGS;
    int32_t state = INT_OF(object[GEN_STATE]);
    if (state == GEN_RUNNING) return ul_value_error(vm, "%t already executing", generator);
    if (state == GEN_NEW && sent != V_NONE)
        return ul_type_error(vm, "can't send non-None value to a just-started %t", generator);
    regs[F_CALLER] = vm->roots[ROOT_GEN] ? vm->roots[ROOT_GEN] : REF(vm, vm->regs);
    regs[F_PC] = REF(vm, *pc);
    regs[F_INFO] = INFO(INFO_FN(regs[F_INFO]), dest, kind);
    *pc = vm->image + INT_OF(object[GEN_PC]);
    if (state == GEN_SUSPENDED) regs[(*pc)[-1] >> 8 & 255u] = sent;
    object[GEN_STATE] = V_INT(GEN_RUNNING);
    vm->roots[ROOT_GEN] = generator;
    vm->regs = regs;
    return UL_OK;
}

/* Run a generator from C until it yields, returns (item unbound, roots[ROOT_VALUE] its value) or
 * raises. A pending exception is raised where it stands. */
static int run(struct ul_vm *vm, ul_val generator, ul_val sent, ul_val *item)
{
    const uint32_t *pc = vm->image;
    ul_val pending = vm->roots[ROOT_EXC];
    *item = V_UNBOUND;
    if (vm->depth >= UL_MAX_DEPTH)
        return ul_raise(vm, UL_TYPE_RECURSIONERROR, "maximum recursion depth exceeded");
    TRY(ul_spend(vm, 1));
    vm->roots[ROOT_EXC] = V_UNBOUND;
    TRY(ul_gen_enter(vm, generator, sent, RETURN_BOUNDARY, 0, &pc));
    vm->regs[F_PC] = 0;
    vm->roots[ROOT_EXC] = pending;
    int err = ul_run_nested(vm, pc);
    *item = err ? V_UNBOUND : vm->roots[ROOT_VALUE];
    return err == UL_RUN_FINISHED ? UL_OK : err;
}

int ul_generator_resume(struct ul_vm *vm, ul_val generator, ul_val sent, ul_val *item)
{
    ul_val state = PTR(vm, generator)[GEN_STATE];
    int err;
    *item = vm->roots[ROOT_VALUE] = V_UNBOUND;
    if (ul_replay_answer(vm, item, &err)) return err;
    if (ul_may_leave(vm) &&
        (state == V_INT(GEN_SUSPENDED) || (state == V_INT(GEN_NEW) && sent == V_NONE))) {
        TRY(ul_spend(vm, 1));
        vm->roots[ROOT_CALLEE] = generator;
        vm->roots[ROOT_SELF] = sent;
        return UL_LEAVE;
    }
    if (state != V_INT(GEN_DONE)) return run(vm, generator, sent, item);
    if (!ul_is_coroutine(vm, generator)) return UL_OK;
    return ul_raise(vm, UL_TYPE_RUNTIMEERROR, "cannot reuse already awaited coroutine");
}

int ul_gen_throw(struct ul_vm *vm, ul_val generator, ul_val *item)
{
    ul_val *object = PTR(vm, generator);
    *item = V_UNBOUND;
    if (object[GEN_STATE] == V_INT(GEN_NEW)) object[GEN_STATE] = V_INT(GEN_DONE);
    if (object[GEN_STATE] == V_INT(GEN_DONE)) return UL_EXCEPTION;
    return run(vm, generator, V_NONE, item);
}

int ul_gen_close(struct ul_vm *vm, ul_val generator)
{
    ul_val item, state = PTR(vm, generator)[GEN_STATE];
    if (state == V_INT(GEN_DONE)) return UL_OK;
    ul_val *kept = ul_push(vm, generator);
    if (!kept) return UL_EXCEPTION;
    ul_raise_type(vm, UL_TYPE_GENERATOREXIT);
    int err = ul_gen_throw(vm, *kept, &item);
    if (!err && item)
        err = ul_raise(vm, UL_TYPE_RUNTIMEERROR, "%t ignored GeneratorExit", *kept);
    else if (err == UL_EXCEPTION && (ul_pending_is(vm, UL_TYPE_GENERATOREXIT) ||
                                     ul_pending_is(vm, UL_TYPE_STOPITERATION))) {
        vm->roots[ROOT_EXC] = V_UNBOUND;
        err = UL_OK;
    }
    vm->sp = kept + 1;
    return err;
}

int ul_gen_throw_arguments(struct ul_vm *vm, const struct ul_args *args)
{
    ul_val what = ARG(0), value = args->count > 1 ? ARG(1) : V_NONE;
    if (ul_is_exception(vm, what)) {
        if (value != V_NONE)
            return ul_type_error(vm, "instance exception may not have a separate value");
    } else if (!ul_is_exception_class(vm, what)) {
        return ul_type_error(
            vm, "exceptions must be classes or instances deriving from BaseException, not %t",
            what);
    } else if (ul_is_exception(vm, value) && ul_matches(vm, value, what)) {
        what = value;
    } else {
        TRY(value == V_NONE ? ul_call0(vm, what, &what) : ul_call1(vm, what, value, &what));
    }
    vm->roots[ROOT_EXC] = what;
    vm->fresh = true;
    return UL_OK;
}

/* --- Delegation ----------------------------------------------------------------------------------
 */

/* Call a method of the iterator in register `base`, with an argument or without (unbound); a
 * StopIteration means that it is done. */
static int call_method(struct ul_vm *vm, uint32_t base, uint32_t item, uint32_t name,
                       ul_val argument, bool *done)
{
    ul_val result;
    int err;
    UL_HELD(vm, err, ul_call_special(vm, vm->regs[base], name, argument, &result));
    if (!err && !result)
        return ul_raise(vm, UL_TYPE_ATTRIBUTEERROR, "'%t' object has no attribute '%n'",
                        vm->regs[base], name);
    if (err == UL_EXCEPTION && ul_pending_is(vm, UL_TYPE_STOPITERATION)) {
        ul_val stop = vm->roots[ROOT_EXC];
        const ul_val *args = ul_is_exception(vm, stop) ? PTR(vm, PTR(vm, stop)[EXC_ARGS]) : NULL;
        result = args && HDR_WORDS(args[0]) > 1 ? args[1] : V_NONE;
        vm->roots[ROOT_EXC] = V_UNBOUND;
        *done = true;
        err = UL_OK;
    }
    if (!err) vm->regs[item] = result;
    return err;
}

static bool can_run(const struct ul_vm *vm, ul_val v)
{
    return TYPE_IS(vm, v, T_GEN) && PTR(vm, v)[GEN_STATE] != V_INT(GEN_DONE);
}

int ul_gen_send(struct ul_vm *vm, uint32_t base, uint32_t item, bool *enter, bool *done)
{
    ul_val iterator = vm->regs[base], sent = vm->regs[item], next;
    *enter = can_run(vm, iterator);
    *done = false;
    if (*enter) return UL_OK;
    if (ul_class_of(vm, iterator))
        return call_method(vm, base, item, sent == V_NONE ? UL_NAME___NEXT__ : UL_NAME_SEND,
                           sent == V_NONE ? V_UNBOUND : sent, done);
    if (sent != V_NONE && !TYPE_IS(vm, iterator, T_GEN))
        return ul_raise(vm, UL_TYPE_ATTRIBUTEERROR, "'%t' object has no attribute 'send'",
                        iterator);
    vm->roots[ROOT_VALUE] = V_NONE;
    int err;
    UL_HELD(vm, err, ul_next_of(vm, iterator, &next));
    if (err) return err;
    *done = next == V_UNBOUND;
    vm->regs[item] = next ? next : V_NONE;
    return UL_OK;
}

/* GeneratorExit closes the iterator before it goes on. */
static int close_iterator(struct ul_vm *vm, ul_val iterator)
{
    ul_val ignored;
    if (TYPE_IS(vm, iterator, T_GEN)) return ul_gen_close(vm, iterator);
    int err;
    UL_HELD(vm, err, ul_call_special(vm, iterator, UL_NAME_CLOSE, V_UNBOUND, &ignored));
    return err;
}

int ul_gen_pass(struct ul_vm *vm, uint32_t base, uint32_t item, bool *enter, bool *done)
{
    ul_val exception = vm->regs[item], iterator = vm->regs[base];
    *enter = *done = false;
    if (ul_matches(vm, exception, V_TYPE(UL_TYPE_GENERATOREXIT))) {
        TRY(close_iterator(vm, iterator));
    } else if (TYPE_IS(vm, iterator, T_GEN)) {
        *enter = PTR(vm, iterator)[GEN_STATE] == V_INT(GEN_SUSPENDED);
        if (*enter && vm->trace_len) vm->trace_len--; /* it will be left through here again */
    } else if (ul_special(vm, iterator, UL_NAME_THROW)) {
        return call_method(vm, base, item, UL_NAME_THROW, exception, done);
    }
    vm->roots[ROOT_EXC] = vm->regs[item];
    return *enter ? UL_OK : UL_EXCEPTION;
}

int ul_gen_awaitable(struct ul_vm *vm, ul_val v, ul_val *iterator)
{
    if (ul_is_coroutine(vm, v)) {
        *iterator = v;
        return UL_OK;
    }
    ul_val *kept = ul_push(vm, v);
    if (!kept) return UL_EXCEPTION;
    int err = ul_call_special(vm, v, UL_NAME___AWAIT__, V_UNBOUND, iterator);
    if (!err && !*iterator)
        err = ul_type_error(vm, "object %t can't be used in 'await' expression", *kept);
    else if (!err && ul_is_coroutine(vm, *iterator))
        err = ul_type_error(vm, "__await__() returned a coroutine");
    else if (!err && !ul_is_iterator(vm, *iterator))
        err = ul_type_error(vm, "__await__() returned non-iterator of type '%t'", *iterator);
    vm->sp = kept + 1;
    return err;
}

int ul_gen_aiter(struct ul_vm *vm, ul_val v, ul_val *iterator)
{
    if (!ul_special(vm, v, UL_NAME___AITER__))
        return ul_type_error(vm, "'async for' requires an object with __aiter__ method, got %t", v);
    TRY(ul_call_special(vm, v, UL_NAME___AITER__, V_UNBOUND, iterator));
    if (ul_special(vm, *iterator, UL_NAME___ANEXT__)) return UL_OK;
    return ul_type_error(
        vm, "'async for' received an object from __aiter__ that does not implement __anext__: %t",
        *iterator);
}

int ul_gen_anext(struct ul_vm *vm, ul_val iterator, ul_val *awaitable)
{
    TRY(ul_call_special(vm, iterator, UL_NAME___ANEXT__, V_UNBOUND, awaitable));
    if (*awaitable) return UL_OK;
    return ul_type_error(vm, "'%t' object is not an asynchronous iterator", iterator);
}
