/* What does an exception remember besides its class and its arguments? See ul_exc.h. */
#include "ul_exc.h"
#include "ul_class.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_list.h"
#include "ul_str.h"

#define MAX_CHAIN 64 /* a chain is looked through for cycles this far */

ul_val ul_exc_get(const struct ul_vm *vm, ul_val exception, enum ul_exc_part part)
{
    ul_val more = PTR(vm, exception)[EXC_MORE];
    if (IS_REF(more)) return PTR(vm, more)[1 + part];
    return part == EXC_TRACE ? more : V_UNBOUND;
}

/* Make room for all parts, if there is memory; the exception is roots[ROOT_ARGUMENT]. */
static bool make_parts(struct ul_vm *vm)
{
    if (IS_REF(PTR(vm, vm->roots[ROOT_ARGUMENT])[EXC_MORE])) return true;
    ul_val parts = ul_new_clear(vm, T_TUPLE, 1 + EXC_PARTS);
    if (!parts) return false;
    ul_val *more = PTR(vm, vm->roots[ROOT_ARGUMENT]) + EXC_MORE;
    PTR(vm, parts)[1 + EXC_TRACE] = *more;
    *more = parts;
    return true;
}

static bool set_part(struct ul_vm *vm, ul_val exception, enum ul_exc_part part, ul_val value)
{
    vm->roots[ROOT_ARGUMENT] = exception;
    vm->roots[ROOT_ARGUMENT + 1] = value;
    bool good = make_parts(vm);
    ul_val *object = PTR(vm, vm->roots[ROOT_ARGUMENT]);
    if (good) PTR(vm, object[EXC_MORE])[1 + part] = vm->roots[ROOT_ARGUMENT + 1];
    if (good && part == EXC_CAUSE) object[0] |= HDR_FLAG_BIT;
    vm->roots[ROOT_ARGUMENT] = vm->roots[ROOT_ARGUMENT + 1] = V_UNBOUND;
    return good;
}

int ul_exc_set(struct ul_vm *vm, ul_val exception, enum ul_exc_part part, ul_val value)
{
    return set_part(vm, exception, part, value) ? UL_OK : UL_EXCEPTION;
}

/* --- Tracebacks ----------------------------------------------------------------------------------
 */

static ul_val *trace_place(const struct ul_vm *vm, ul_val exception)
{
    if (!ul_is_exception(vm, exception)) return NULL;
    ul_val *more = PTR(vm, exception) + EXC_MORE;
    return IS_REF(*more) ? PTR(vm, *more) + 1 + EXC_TRACE : more;
}

/* Another exception is about to use vm->trace: copy what it holds for `handled`, which is returned
 * (it may have moved). Keeps the pending exception. */
static ul_val save_trace(struct ul_vm *vm, ul_val handled)
{
    const ul_val *place = trace_place(vm, handled);
    if (!place || *place != V_INT(vm->trace_number)) return handled;
    vm->roots[ROOT_VALUE] = vm->roots[ROOT_EXC]; /* not in use while something is raised */
    vm->roots[ROOT_ARGUMENT] = handled;
    ul_val saved = make_parts(vm) ? ul_new_clear(vm, T_BYTES, 1 + (vm->trace_len + 1) / 2) : 0;
    if (saved) {
        ul_val *bytes = PTR(vm, saved);
        bytes[0] |= (vm->trace_len & 1u) << 9; /* two bytes of padding */
        memcpy(bytes + 1, vm->trace, vm->trace_len * 2u);
        *trace_place(vm, vm->roots[ROOT_ARGUMENT]) = saved;
    }
    handled = vm->roots[ROOT_ARGUMENT];
    vm->roots[ROOT_EXC] = vm->roots[ROOT_VALUE];
    vm->roots[ROOT_VALUE] = vm->roots[ROOT_ARGUMENT] = V_UNBOUND;
    return handled;
}

void ul_exc_built(struct ul_vm *vm)
{
    ul_val *place = trace_place(vm, vm->roots[ROOT_EXC]);
    if (place) *place = V_INT(vm->trace_number);
}

void ul_exc_again(struct ul_vm *vm)
{
    const ul_val *place = trace_place(vm, vm->roots[ROOT_EXC]);
    if (place && *place == V_INT(vm->trace_number)) return;
    vm->trace_len = 0;
    if (place && IS_REF(*place)) {
        const ul_val *bytes = PTR(vm, *place);
        uint32_t size = (HDR_WORDS(bytes[0]) - 1) * 4 - HDR_PAD(bytes[0]);
        memcpy(vm->trace, bytes + 1, size);
        vm->trace_len = size / 2;
    }
    vm->trace_number++;
    ul_exc_built(vm);
}

/* --- Context -------------------------------------------------------------------------------------
 */

static ul_val context_of(const struct ul_vm *vm, ul_val exception)
{
    ul_val context = ul_exc_get(vm, exception, EXC_CONTEXT);
    return ul_is_exception(vm, context) ? context : V_UNBOUND;
}

/* Take `exception` out of the chain that starts at `handled`: no chain is a ring. */
static void cut_chain(struct ul_vm *vm, ul_val handled, ul_val exception)
{
    for (uint32_t i = 0; i < MAX_CHAIN; i++) {
        ul_val next = context_of(vm, handled);
        if (!next) return;
        if (next == exception) {
            PTR(vm, PTR(vm, handled)[EXC_MORE])[1 + EXC_CONTEXT] = V_UNBOUND;
            return;
        }
        handled = next;
    }
}

/* The oldest exception in the chain of `exception`; unbound when `handled` is in it. */
static ul_val oldest(const struct ul_vm *vm, ul_val exception, ul_val handled)
{
    for (uint32_t i = 0; i < MAX_CHAIN; i++) {
        if (exception == handled) return V_UNBOUND;
        ul_val next = context_of(vm, exception);
        if (!next) return exception;
        exception = next;
    }
    return V_UNBOUND;
}

void ul_exc_raised(struct ul_vm *vm, ul_val handled)
{
    bool fresh = vm->fresh;
    vm->fresh = false;
    if (fresh && !handled && IS_REF(vm->roots[ROOT_EXC])) { /* as most are */
        ul_val *more = PTR(vm, vm->roots[ROOT_EXC]) + EXC_MORE;
        if (!*more) {
            vm->trace_len = 0;
            *more = V_INT(++vm->trace_number);
            return;
        }
    }
    if (fresh) {
        if (handled) handled = save_trace(vm, handled);
        ul_exc_again(vm);
    }
    ul_val exception = vm->roots[ROOT_EXC];
    if (!handled || handled == exception || !ul_is_exception(vm, exception)) return;
    if (fresh)
        cut_chain(vm, handled, exception);
    else
        exception = oldest(vm, exception, handled);
    if (!exception) return;
    vm->roots[ROOT_VALUE] = vm->roots[ROOT_EXC];         /* not in use while something is raised */
    (void)set_part(vm, exception, EXC_CONTEXT, handled); /* without memory: no context */
    vm->roots[ROOT_EXC] = vm->roots[ROOT_VALUE];
    vm->roots[ROOT_VALUE] = V_UNBOUND;
}

/* --- Attributes ----------------------------------------------------------------------------------
 */

int ul_exc_get_attr(struct ul_vm *vm, ul_val exception, uint32_t name_id, ul_val *out)
{
    ul_val part = V_UNBOUND;
    switch (name_id) {
    case UL_NAME___CAUSE__: part = ul_exc_get(vm, exception, EXC_CAUSE); break;
    case UL_NAME___CONTEXT__: part = ul_exc_get(vm, exception, EXC_CONTEXT); break;
    case UL_NAME___TRACEBACK__: /* nothing that could be looked into, but not None */
        part = ul_exc_get(vm, exception, EXC_TRACE) ? V_ELLIPSIS : V_NONE;
        break;
    case UL_NAME___NOTES__: *out = ul_exc_get(vm, exception, EXC_NOTES); return UL_OK;
    case UL_NAME___SUPPRESS_CONTEXT__: *out = V_BOOL(HDR_FLAG(PTR(vm, exception)[0])); return UL_OK;
    default: return UL_OK;
    }
    *out = part ? part : V_NONE;
    return UL_OK;
}

static int set_chained(struct ul_vm *vm, ul_val exception, enum ul_exc_part part, ul_val value)
{
    const char *what = part == EXC_CAUSE ? "cause" : "context";
    if (value != V_NONE && !ul_is_exception(vm, value))
        return ul_type_error(vm, "exception %s must be None or derive from BaseException", what);
    return ul_exc_set(vm, exception, part, value);
}

int ul_exc_set_attr(struct ul_vm *vm, ul_val exception, uint32_t name_id, ul_val value, bool *known)
{
    *known = value != V_UNBOUND;
    if (!value) return UL_OK;
    switch (name_id) {
    case UL_NAME___CAUSE__: return set_chained(vm, exception, EXC_CAUSE, value);
    case UL_NAME___CONTEXT__: return set_chained(vm, exception, EXC_CONTEXT, value);
    case UL_NAME___SUPPRESS_CONTEXT__: {
        ul_val *object = PTR(vm, exception);
        if (value != V_TRUE && value != V_FALSE)
            return ul_type_error(vm, "attribute value type must be bool");
        object[0] = value == V_TRUE ? object[0] | HDR_FLAG_BIT : object[0] & ~HDR_FLAG_BIT;
        return UL_OK;
    }
    default: *known = false; return UL_OK;
    }
}

int ul_exc_add_note(struct ul_vm *vm, ul_val exception, ul_val note)
{
    if (!ul_is_str(vm, note)) return ul_type_error(vm, "note must be a str, not '%t'", note);
    ul_val *kept = ul_push2(vm, exception, note);
    if (!kept) return UL_EXCEPTION;
    int err = UL_OK;
    if (!ul_exc_get(vm, kept[0], EXC_NOTES)) {
        ul_val list = ul_list_new(vm, 0);
        err = list ? ul_exc_set(vm, kept[0], EXC_NOTES, list) : UL_EXCEPTION;
    }
    if (!err) err = ul_list_append(vm, ul_exc_get(vm, kept[0], EXC_NOTES), kept[1]);
    vm->sp = kept + 2;
    return err;
}
