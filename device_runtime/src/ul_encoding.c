/* How do str and bytes become each other? See ul_encoding.h. */
#include "ul_encoding.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_str.h"

/* Is it "utf-8", "UTF8" or unbound? Other spellings are looked up by the image's method. */
static bool is_utf8(const struct ul_vm *vm, ul_val name)
{
    struct ul_view view;
    uint32_t letters = 0;
    if (!name) return true;
    ul_view_of(vm, name, &view);
    if (view.len != 5 && view.len != 4) return false;
    for (uint32_t i = 0; i < 3; i++)
        letters = letters << 8 | (view.p[i] | 32u);
    return letters == ('u' << 16 | 't' << 8 | 'f') && view.p[view.len - 1] == '8' &&
           (view.len == 4 || view.p[3] == '-');
}

/* Call the method that the image brings: encodings but UTF-8, and errors, are in Python. */
static int by_method(struct ul_vm *vm, uint32_t name_id, const ul_val *kept, ul_val encoding,
                     ul_val errors, ul_val *out)
{
    ul_val *both = ul_push2(vm, encoding, errors), *block = NULL;
    ul_val method = both ? ul_extension(vm, *kept, name_id) : V_UNBOUND;
    if (!both) return UL_EXCEPTION;
    if (!method)
        return ul_raise(vm, UL_TYPE_NOTIMPLEMENTEDERROR, "the image has no encodings but utf-8");
    block = ul_stack_take(vm, 4);
    if (!block) return UL_EXCEPTION;
    memset(block, 0, 16);
    block[0] = method;
    block[1] = *kept;
    block[2] = both[0] ? both[0] : ul_str_new(vm, (const uint8_t *)"utf-8", 5);
    block[3] = both[1] ? both[1] : ul_str_new(vm, (const uint8_t *)"strict", 6);
    return block[2] && block[3] ? ul_call(vm, 3, out) : UL_EXCEPTION;
}

int ul_text_encode(struct ul_vm *vm, const ul_val *kept, ul_val encoding, ul_val errors,
                   ul_val *out)
{
    struct ul_text text;
    if (!is_utf8(vm, encoding)) return by_method(vm, UL_NAME_ENCODE, kept, encoding, errors, out);
    TRY(ul_text_open(vm, &text));
    TRY(ul_text_str(vm, &text, *kept));
    TRY(ul_spend(vm, text.len / 64));
    *out = ul_text_close_bytes(vm, &text);
    return UL_OK;
}

int ul_text_decode(struct ul_vm *vm, const ul_val *kept, ul_val encoding, ul_val errors,
                   ul_val *out)
{
    struct ul_text text;
    struct ul_view view;
    ul_view_of(vm, *kept, &view);
    TRY(ul_spend(vm, view.len / 16));
    if (!is_utf8(vm, encoding) || !ul_utf8_valid(view.p, view.len))
        return by_method(vm, UL_NAME_DECODE, kept, encoding, errors, out);
    TRY(ul_text_open(vm, &text));
    TRY(ul_text_str(vm, &text, *kept));
    *out = ul_text_close(vm, &text);
    return *out ? UL_OK : UL_EXCEPTION;
}

int ul_encoding_texts(struct ul_vm *vm, const ul_val *slot, const char *function)
{
    for (uint32_t i = 0; i < 2; i++)
        if (slot[i] && !ul_is_str(vm, slot[i]))
            return ul_type_error(vm,
                                 slot[i] == V_NONE ? "%s() argument '%s' must be str, not None"
                                                   : "%s() argument '%s' must be str, not %t",
                                 function, i ? "errors" : "encoding", slot[i]);
    return UL_OK;
}
