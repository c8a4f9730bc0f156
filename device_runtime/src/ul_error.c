/* How does C code raise a Python exception? See ul_error.h. */
#include <stdarg.h>

#include "ul_class.h"
#include "ul_error.h"
#include "ul_exc.h"
#include "ul_heap.h"
#include "ul_str.h"

int ul_raise_type(struct ul_vm *vm, uint32_t type_id)
{
    vm->roots[ROOT_EXC] = V_TYPE(type_id);
    vm->fresh = true;
    return UL_EXCEPTION;
}

ul_val ul_exception_new(struct ul_vm *vm, ul_val class, ul_val args)
{
    ul_val *kept = ul_push2(vm, class, args);
    if (!kept) return 0;
    uint32_t slots = 0;
    if (IS_REF(kept[0])) slots = CLS_SLOTS(IMAGE_CLASS(vm, INT_OF(PTR(vm, kept[0])[CLASS_INDEX])));
    ul_val exception = ul_new_clear(vm, T_EXC, EXC_SLOTS + slots);
    if (exception) {
        PTR(vm, exception)[EXC_CLASS] = kept[0];
        PTR(vm, exception)[EXC_ARGS] = kept[1];
    }
    ul_pop(vm, 2);
    return exception;
}

int ul_raise_value(struct ul_vm *vm, uint32_t type_id, ul_val argument)
{
    if (!ul_push(vm, argument)) return UL_EXCEPTION;
    vm->fresh = true;
    ul_val args = ul_new(vm, T_TUPLE, 2);
    if (args) {
        PTR(vm, args)[1] = vm->sp[0];
        ul_val exception = ul_exception_new(vm, V_TYPE(type_id), args);
        if (exception) vm->roots[ROOT_EXC] = exception;
    }
    ul_pop(vm, 1);
    return UL_EXCEPTION;
}

#define ARGUMENTS_MAX 8

/* What a conversion of a message shows: values lie in the roots, where a collection finds them. */
union argument {
    const char *c_string;
    uint32_t number;
    ul_val *value;
};

/* Take the arguments of a format: at most three values, ARGUMENTS_MAX in all. */
static void take_arguments(struct ul_vm *vm, const char *format, va_list *given,
                           union argument *argument)
{
    ul_val *root = vm->roots + ROOT_ARGUMENT;
    for (const char *at = format; *at; at++) {
        if (*at != '%' || *++at == '%') continue;
        if (*at == 's') {
            argument->c_string = va_arg(*given, const char *);
        } else {
            uint32_t number = va_arg(*given, uint32_t);
            if (*at == 'v' || *at == 't' || *at == 'k') {
                *root = number;
                argument->value = root++;
            } else {
                argument->number = number;
            }
        }
        argument++;
    }
}

static int put_hex(struct ul_vm *vm, struct ul_text *text, uint32_t number)
{
    if (number >> 4) TRY(put_hex(vm, text, number >> 4)); /* eight deep at most */
    return ul_text_char(vm, text, (number & 15) + ((number & 15) < 10 ? '0' : 'a' - 10));
}

static int put_argument(struct ul_vm *vm, struct ul_text *text, char kind, union argument argument)
{
    switch (kind) {
    case 's': return ul_text_c(vm, text, argument.c_string);
    case 'v': return ul_text_str(vm, text, *argument.value);
    case 't': return ul_text_type_name(vm, text, ul_type_of(vm, *argument.value));
    case 'k': return ul_text_type_name(vm, text, *argument.value);
    case 'n': return ul_text_name(vm, text, argument.number);
    case 'c': return ul_text_char(vm, text, argument.number);
    case 'x': return put_hex(vm, text, argument.number);
    default: return ul_text_int(vm, text, (int32_t)argument.number);
    }
}

int ul_raise(struct ul_vm *vm, uint32_t type_id, const char *format, ...)
{
    struct ul_text text;
    union argument arguments[ARGUMENTS_MAX], *next = arguments;
    va_list given;
    va_start(given, format);
    take_arguments(vm, format, &given, arguments);
    va_end(given);
    int err = ul_text_open(vm, &text);
    if (err) return err;
    for (const char *at = format; *at && !err; at++) {
        if (*at == '%' && *++at != '%')
            err = put_argument(vm, &text, *at, *next++);
        else
            err = ul_text_char(vm, &text, (uint8_t)*at);
    }
    memset(vm->roots + ROOT_ARGUMENT, 0, 12);
    if (err) {
        ul_text_drop(vm, &text);
        return err;
    }
    return ul_raise_value(vm, type_id, ul_text_close(vm, &text));
}

void ul_pending_build(struct ul_vm *vm)
{
    ul_val type = vm->roots[ROOT_EXC];
    bool fresh = vm->fresh;
    if (!IS_KIND(type, K_TYPE)) return;
    if (type == V_TYPE(UL_TYPE_RECURSIONERROR)) {
        ul_raise(vm, UL_TYPE_RECURSIONERROR, "maximum recursion depth exceeded");
    } else {
        ul_val args = ul_new(vm, T_TUPLE, 1);
        ul_val exception = args ? ul_exception_new(vm, type, args) : 0;
        vm->roots[ROOT_EXC] = exception ? exception : type;
    }
    if (!fresh) ul_exc_built(vm);
    vm->fresh = fresh;
}

bool ul_pending_is(struct ul_vm *vm, uint32_t type_id)
{
    return ul_matches(vm, vm->roots[ROOT_EXC], V_TYPE(type_id));
}
