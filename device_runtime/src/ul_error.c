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

/* Keep the values among the arguments where a collection finds them: at most three. */
static void keep_values(struct ul_vm *vm, const char *format, va_list *arguments)
{
    uint32_t kept = 0;
    for (const char *at = format; *at; at++) {
        if (*at != '%') continue;
        at++;
        if (*at == 's')
            (void)va_arg(*arguments, const char *);
        else if (*at == 'd')
            (void)va_arg(*arguments, int);
        else if (*at == 'v' || *at == 't' || *at == 'k')
            vm->roots[ROOT_ARGUMENT + kept++] = va_arg(*arguments, ul_val);
        else if (*at != '%')
            (void)va_arg(*arguments, uint32_t);
    }
}

struct message {
    struct ul_text text;
    uint32_t values; /* values used so far */
};

static int put_argument(struct ul_vm *vm, struct message *message, char kind, va_list *arguments)
{
    struct ul_text *text = &message->text;
    if (kind == 'v' || kind == 't' || kind == 'k') {
        ul_val v = vm->roots[ROOT_ARGUMENT + message->values++];
        (void)va_arg(*arguments, ul_val);
        if (kind == 'k') return ul_text_type_name(vm, text, v);
        return kind == 'v' ? ul_text_str(vm, text, v)
                           : ul_text_type_name(vm, text, ul_type_of(vm, v));
    }
    switch (kind) {
    case 's': return ul_text_c(vm, text, va_arg(*arguments, const char *));
    case 'd': return ul_text_int(vm, text, va_arg(*arguments, int));
    case 'u': return ul_text_int(vm, text, (int32_t)va_arg(*arguments, uint32_t));
    case 'n': return ul_text_name(vm, text, va_arg(*arguments, uint32_t));
    case 'c': return ul_text_char(vm, text, va_arg(*arguments, uint32_t));
    default: return ul_text_char(vm, text, '%');
    }
}

int ul_raise(struct ul_vm *vm, uint32_t type_id, const char *format, ...)
{
    struct message message = {.values = 0};
    va_list arguments;
    va_start(arguments, format);
    keep_values(vm, format, &arguments);
    va_end(arguments);
    int err = ul_text_open(vm, &message.text);
    if (err) return err;
    va_start(arguments, format);
    for (const char *at = format; *at && !err; at++) {
        if (*at == '%')
            err = put_argument(vm, &message, *++at, &arguments);
        else
            err = ul_text_char(vm, &message.text, (uint8_t)*at);
    }
    va_end(arguments);
    memset(vm->roots + ROOT_ARGUMENT, 0, 12);
    if (err) {
        ul_text_drop(vm, &message.text);
        return err;
    }
    return ul_raise_value(vm, type_id, ul_text_close(vm, &message.text));
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
