/* How does a value become text? See ul_format.h. */
#include "ul_format.h"
#include "ul_call.h"
#include "ul_attr.h"
#include "ul_class.h"
#include "ul_decimal.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_nested.h"
#include "ul_mag.h"
#include "ul_number.h"

#define MAX_NESTING 6 /* of values whose C functions stand within each other */

static int put_c(struct ul_vm *vm, struct ul_text *text, const char *c_string)
{
    return ul_text_c(vm, text, c_string);
}

/* --- Numbers -------------------------------------------------------------------------------------
 */

int ul_put_int(struct ul_vm *vm, struct ul_text *text, ul_val v, uint32_t base)
{
    struct ul_digits digits;
    if (!IS_REF(v) && base == 10) return ul_text_int(vm, text, IS_INT(v) ? INT_OF(v) : v == V_TRUE);
    ul_digits_of(vm, v, &digits);
    uint32_t n = digits.n, room = ul_mag_text_room(n, base);
    TRY(ul_spend(vm, n * n / 4));
    ul_val *kept = ul_push2(vm, v, V_UNBOUND);
    if (!kept) return UL_EXCEPTION;
    kept[1] =
        ul_new(vm, T_BYTES, 1 + n + (room + 3) / 4 + 1); /* a copy of the digits, and the text */
    int err = kept[1] ? UL_OK : UL_EXCEPTION;
    if (!err) {
        ul_digits_of(vm, kept[0], &digits);
        ul_val *scratch = PTR(vm, kept[1]) + 1;
        memcpy(scratch, digits.d, n * 4);
        char *end = (char *)(scratch + n) + room;
        uint32_t length = ul_mag_to_digits(scratch, n, base, end);
        if (base == 10 && length > UL_INT_DIGITS)
            return ul_value_error(vm,
                                  "Exceeds the limit (4300 digits) for integer string conversion; "
                                  "use sys.set_int_max_str_digits() to increase the limit");
        if (digits.negative) err = ul_text_char(vm, text, '-');
        if (!err) err = ul_text_part(vm, text, kept[1], n * 4 + room - length, length);
    }
    vm->sp = kept + 2;
    return err;
}

static int put_float(struct ul_vm *vm, struct ul_text *text, ul_val v)
{
    char out[32];
    int length = ul_double_repr(ul_float_of(vm, v), out);
    return ul_text_bytes(vm, text, (const uint8_t *)out, (uint32_t)length);
}

/* --- Text ----------------------------------------------------------------------------------------
 */

static int put_hex(struct ul_vm *vm, struct ul_text *text, uint32_t number, uint32_t digits)
{
    while (digits--)
        TRY(ul_text_char(vm, text, (uint8_t)"0123456789abcdef"[number >> 4 * digits & 15]));
    return UL_OK;
}

/* Does str.isprintable() hold for a character beyond ASCII? Code points that Unicode 14 has not
 * assigned count as printable here. */
static bool is_printable(uint32_t code)
{
#define HIDDEN(first, last) (uint32_t)(first) << 11 | ((last) - (first))
    static const uint32_t hidden[] = {
        HIDDEN(0xAD, 0xAD),       HIDDEN(0x600, 0x605),     HIDDEN(0x61C, 0x61C),
        HIDDEN(0x6DD, 0x6DD),     HIDDEN(0x70F, 0x70F),     HIDDEN(0x890, 0x891),
        HIDDEN(0x8E2, 0x8E2),     HIDDEN(0x1680, 0x1680),   HIDDEN(0x180E, 0x180E),
        HIDDEN(0x2000, 0x200F),   HIDDEN(0x2028, 0x202F),   HIDDEN(0x205F, 0x206F),
        HIDDEN(0x3000, 0x3000),   HIDDEN(0xFEFF, 0xFEFF),   HIDDEN(0xFFF0, 0xFFFB),
        HIDDEN(0xFFFE, 0xFFFF),   HIDDEN(0x110BD, 0x110BD), HIDDEN(0x110CD, 0x110CD),
        HIDDEN(0x13430, 0x13438), HIDDEN(0x1BCA0, 0x1BCA3), HIDDEN(0x1D173, 0x1D17A),
        HIDDEN(0xE0001, 0xE007F)};
    if (code < 0xA1 || (code >= 0xE000 && code <= 0xF8FF) || code >= 0xF0000) return false;
    for (uint32_t i = 0; i < sizeof hidden / 4; i++)
        if (code - (hidden[i] >> 11) <= (hidden[i] & 0x7FFu)) return false;
    return true;
}

/* One character of a repr, or of what ascii() makes of one (then without a quote). */
static int put_escaped(struct ul_vm *vm, struct ul_text *text, uint32_t code, uint32_t quote,
                       bool bytes)
{
    const char *short_form = code == '\n'   ? "\\n"
                             : code == '\r' ? "\\r"
                             : code == '\t' ? "\\t"
                                            : NULL;
    if (short_form) return put_c(vm, text, short_form);
    if (code == quote || code == '\\') TRY(ul_text_char(vm, text, '\\'));
    if (code >= 32 && code < 127) return ul_text_char(vm, text, code);
    if (!bytes && is_printable(code)) return ul_text_char(vm, text, code);
    TRY(put_c(vm, text, code < 0x100 ? "\\x" : code < 0x10000 ? "\\u" : "\\U"));
    return put_hex(vm, text, code, code < 0x100 ? 2 : code < 0x10000 ? 4 : 8);
}

static int put_text_repr(struct ul_vm *vm, struct ul_text *text, const ul_val *kept)
{
    struct ul_view view;
    bool bytes = ul_is_bytes(vm, *kept), single = false, both = false;
    ul_view_of(vm, *kept, &view);
    for (uint32_t i = 0; i < view.len; i++) {
        single |= view.p[i] == '\'';
        both |= view.p[i] == '"';
    }
    uint32_t quote = single && !both ? '"' : '\'';
    if (bytes) TRY(ul_text_char(vm, text, 'b'));
    TRY(ul_text_char(vm, text, quote));
    for (uint32_t i = 0; i < view.len;) {
        uint32_t code;
        ul_view_of(vm, *kept, &view);
        code = view.p[i];
        i += bytes ? 1 : ul_utf8_decode(view.p + i, &code);
        bool array = TYPE_IS(vm, *kept, T_BARRAY); /* CPython's escapes ' even between " */
        TRY(put_escaped(vm, text, code, array && code == '\'' ? code : quote, bytes));
    }
    return ul_text_char(vm, text, quote);
}

/* --- Containers ----------------------------------------------------------------------------------
 */

/* "<generator object f>": objects move, there is no address to show. */
static int put_by_type(struct ul_vm *vm, struct ul_text *text, const ul_val *kept)
{
    TRY(ul_text_char(vm, text, '<'));
    TRY(ul_text_type_name(vm, text, ul_type_of(vm, *kept)));
    TRY(put_c(vm, text, " object"));
    if (TYPE_IS(vm, *kept, T_GEN)) {
        uint32_t info = PTR(vm, *kept)[GEN_REGS + F_INFO];
        TRY(ul_text_char(vm, text, ' '));
        TRY(ul_text_name(vm, text, FN_NAME(IMAGE_FUNCTION(vm, INFO_FN(info)))));
    }
    return ul_text_char(vm, text, '>');
}

static int put_view(struct ul_vm *vm, struct ul_text *text, const ul_val *kept)
{
    const ul_val *iter = PTR(vm, *kept);
    int32_t kind = INT_OF(iter[ITER_KIND]);
    if (!ul_is_view(vm, *kept, false)) return put_by_type(vm, text, kept);
    TRY(put_c(vm, text,
              kind == ITER_KEYS     ? "dict_keys("
              : kind == ITER_VALUES ? "dict_values("
                                    : "dict_items("));
    ul_val list = ul_list_new(vm, 0);
    ul_val *slot = list ? ul_push(vm, list) : NULL;
    int err = slot ? ul_list_extend(vm, *slot, *kept) : UL_EXCEPTION;
    if (!err) err = ul_put_nested(vm, text, *slot, true);
    if (slot) vm->sp = slot + 1;
    return err;
}

static int put_range(struct ul_vm *vm, struct ul_text *text, const ul_val *kept, const char *name)
{
    bool slice = TYPE_IS(vm, *kept, T_SLICE);
    uint32_t parts = slice || PTR(vm, *kept)[RANGE_STEP] != V_INT(1) ? 3 : 2;
    TRY(put_c(vm, text, name));
    for (uint32_t i = 1; i <= parts; i++) {
        TRY(put_c(vm, text, i == 1 ? "(" : ", "));
        TRY(ul_put_repr(vm, text, PTR(vm, *kept)[i]));
    }
    return ul_text_char(vm, text, ')');
}

/* --- Objects -------------------------------------------------------------------------------------
 */

/* ValueError('bad'), or as str() the argument alone. */
static int put_exception(struct ul_vm *vm, struct ul_text *text, const ul_val *kept, bool repr)
{
    ul_val args = PTR(vm, *kept)[EXC_ARGS];
    uint32_t count = ul_tuple_length(vm, args);
    if (repr) {
        TRY(ul_text_type_name(vm, text, PTR(vm, *kept)[EXC_CLASS]));
        if (count != 1) {
            args = PTR(vm, *kept)[EXC_ARGS];
            return ul_put_repr(vm, text, args);
        }
        TRY(ul_text_char(vm, text, '('));
        TRY(ul_put_repr(vm, text, PTR(vm, PTR(vm, *kept)[EXC_ARGS])[1]));
        return ul_text_char(vm, text, ')');
    }
    if (count == 0) return UL_OK;
    if (count == 2 && ul_matches(vm, *kept, V_TYPE(UL_TYPE_OSERROR))) {
        TRY(put_c(vm, text, "[Errno "));
        TRY(ul_put_str(vm, text, PTR(vm, args)[1]));
        TRY(put_c(vm, text, "] "));
        return ul_put_str(vm, text, PTR(vm, PTR(vm, *kept)[EXC_ARGS])[2]);
    }
    if (count > 1 || ul_matches(vm, *kept, V_TYPE(UL_TYPE_KEYERROR)))
        return ul_put_repr(vm, text, count > 1 ? args : PTR(vm, args)[1]);
    return ul_put_str(vm, text, PTR(vm, args)[1]);
}

static int put_value(struct ul_vm *vm, struct ul_text *text, ul_val v, bool repr);

/* "module.Name": classes live in the module whose name function 0 has. */
static int put_class_name(struct ul_vm *vm, struct ul_text *text, ul_val type)
{
    ul_val name = V_UNBOUND, *kept = ul_push(vm, type);
    int err = kept ? UL_OK : UL_EXCEPTION;
    if (!err && !IS_IMM(type)) {
        err = ul_text_name(vm, text, FN_NAME(IMAGE_FUNCTION(vm, 0)));
        if (!err) err = ul_text_char(vm, text, '.');
    }
    if (!err) err = ul_computed_attr(vm, *kept, UL_NAME___QUALNAME__, &name);
    if (kept) vm->sp = kept + 1;
    return err ? err : ul_text_str(vm, text, name);
}

/* As if the class of the instance had no __str__ and __repr__. */
static int put_plain(struct ul_vm *vm, struct ul_text *text, const ul_val *kept, bool repr)
{
    ul_val value = ul_unwrap(vm, *kept);
    if (ul_is_exception(vm, *kept)) return put_exception(vm, text, kept, repr);
    if (value != *kept)
        return repr ? put_value(vm, text, value, true) : ul_put_str(vm, text, value);
    TRY(ul_text_char(vm, text, '<'));
    TRY(put_class_name(vm, text, ul_type_of(vm, *kept)));
    return put_c(vm, text, " object>"); /* objects move: there is no address to show */
}

static int put_instance(struct ul_vm *vm, struct ul_text *text, const ul_val *kept, bool repr)
{
    ul_val answer = V_UNBOUND;
    bool own = ul_is_exception(vm, *kept) || ul_is_str(vm, ul_unwrap(vm, *kept)); /* a str of it */
    if (!repr) TRY(ul_call_special(vm, *kept, UL_NAME___STR__, V_UNBOUND, &answer));
    if (!answer && (repr || !own))
        TRY(ul_call_special(vm, *kept, UL_NAME___REPR__, V_UNBOUND, &answer));
    if (!answer) return put_plain(vm, text, kept, repr);
    answer = ul_unwrap(vm, answer);
    if (!ul_is_str(vm, answer))
        return ul_type_error(vm,
                             repr ? "__repr__ returned non-string (type %t)"
                                  : "__str__ returned non-string (type %t)",
                             answer);
    return ul_text_str(vm, text, answer);
}

static int put_type(struct ul_vm *vm, struct ul_text *text, const ul_val *kept)
{
    TRY(put_c(vm, text, "<class '"));
    TRY(put_class_name(vm, text, *kept));
    return put_c(vm, text, "'>");
}

static int put_function(struct ul_vm *vm, struct ul_text *text, uint32_t index)
{
    TRY(put_c(vm, text, "<function "));
    TRY(ul_text_name(vm, text, FN_NAME(IMAGE_FUNCTION(vm, index))));
    return ul_text_char(vm, text, '>');
}

static int put_immediate(struct ul_vm *vm, struct ul_text *text, const ul_val *kept)
{
    static const char *const singletons[] = {"None", "False", "True", "NotImplemented", "Ellipsis"};
    switch (IMM_KIND(*kept)) {
    case K_SINGLETON: return put_c(vm, text, singletons[IMM_PAYLOAD(*kept)]);
    case K_TYPE: return put_type(vm, text, kept);
    case K_FUNCTION: return put_function(vm, text, IMM_PAYLOAD(*kept));
    case K_BUILTIN: return put_c(vm, text, "<built-in function>");
    default: return put_c(vm, text, "<module>");
    }
}

static int put_object(struct ul_vm *vm, struct ul_text *text, const ul_val *kept, bool repr)
{
    switch (HDR_TYPE(PTR(vm, *kept)[0])) {
    case T_BARRAY:
        TRY(put_c(vm, text, "bytearray("));
        TRY(put_text_repr(vm, text, kept));
        return ul_text_char(vm, text, ')');
    case T_STR:
    case T_BYTES: return put_text_repr(vm, text, kept);
    case T_INT: return ul_put_int(vm, text, *kept, 10);
    case T_FLOAT: return put_float(vm, text, *kept);
    case T_TUPLE:
    case T_LIST:
    case T_DICT:
    case T_SET: return ul_put_nested(vm, text, *kept, false);
    case T_RANGE: return put_range(vm, text, kept, "range");
    case T_SLICE: return put_range(vm, text, kept, "slice");
    case T_INST:
    case T_EXC: return put_instance(vm, text, kept, repr);
    case T_CLASS: return put_type(vm, text, kept);
    case T_ITER: return put_view(vm, text, kept);
    case T_FUNC: return put_function(vm, text, (uint32_t)INT_OF(PTR(vm, *kept)[FUNC_INDEX]));
    default: return put_by_type(vm, text, kept);
    }
}

static int put_value(struct ul_vm *vm, struct ul_text *text, ul_val v, bool repr)
{
    if (IS_INT(v)) return ul_text_int(vm, text, INT_OF(v));
    if (vm->depth >= UL_MAX_DEPTH + MAX_NESTING) return ul_raise_type(vm, UL_TYPE_RECURSIONERROR);
    const ul_val *kept = ul_push(vm, v);
    if (!kept) return UL_EXCEPTION;
    /* A container takes no C stack per item (ul_nested.c): what it holds counts, itself it does
     * not. */
    uint32_t depth = vm->depth;
    vm->depth += !ul_is_nested(vm, *kept);
    int err = ul_is_str(vm, *kept) ? put_text_repr(vm, text, kept) /* pushing may have moved it */
              : IS_REF(*kept)      ? put_object(vm, text, kept, repr)
                                   : put_immediate(vm, text, kept);
    vm->depth = depth;
    vm->sp = (ul_val *)(uintptr_t)kept + 1;
    return err;
}

int ul_put_repr(struct ul_vm *vm, struct ul_text *text, ul_val v)
{
    return put_value(vm, text, v, true);
}

int ul_put_str(struct ul_vm *vm, struct ul_text *text, ul_val v)
{
    return ul_is_str(vm, v) ? ul_text_str(vm, text, v) : put_value(vm, text, v, false);
}

int ul_to_str_plain(struct ul_vm *vm, ul_val v, bool repr, ul_val *out)
{
    struct ul_text text;
    bool instance = TYPE_IS(vm, v, T_INST) || TYPE_IS(vm, v, T_EXC);
    if (!instance || (!repr && TYPE_IS(vm, v, T_INST)))
        return ul_to_str(vm, v, repr || instance, out);
    ul_val *kept = ul_push(vm, v);
    int err = kept ? ul_text_open(vm, &text) : UL_EXCEPTION;
    if (!err) err = put_plain(vm, &text, kept, repr);
    if (!err) *out = ul_text_close(vm, &text);
    if (kept) vm->sp = kept + 1;
    return !err && !*out ? UL_EXCEPTION : err;
}

int ul_to_str(struct ul_vm *vm, ul_val v, bool repr, ul_val *out)
{
    struct ul_text text;
    *out = v;
    if (IS_INT(v)) {
        *out = ul_str_of_int(vm, INT_OF(v));
        return *out ? UL_OK : UL_EXCEPTION;
    }
    if (!repr && ul_is_str(vm, v)) return UL_OK;
    ul_val *kept = ul_push(vm, v);
    int err = kept ? ul_text_open(vm, &text) : UL_EXCEPTION;
    if (!err) err = put_value(vm, &text, *kept, repr);
    if (!err) *out = ul_text_close(vm, &text);
    if (kept) vm->sp = kept + 1;
    return err;
}

/* --- ascii(), f-strings
 * ----------------------------------------------------------------------------
 */

/* ascii(): escape what is not ASCII in the repr kept at *kept. */
int ul_to_ascii(struct ul_vm *vm, ul_val *kept)
{
    struct ul_text text;
    struct ul_view view;
    TRY(ul_text_open(vm, &text));
    for (uint32_t i = 0;;) {
        uint32_t code;
        ul_view_of(vm, *kept, &view);
        if (i >= view.len) break;
        i += ul_utf8_decode(view.p + i, &code);
        TRY(code < 0x80 ? ul_text_char(vm, &text, code) : put_escaped(vm, &text, code, 0, true));
    }
    *kept = ul_text_close(vm, &text);
    return *kept ? UL_OK : UL_EXCEPTION;
}

int ul_concat(struct ul_vm *vm, uint32_t first, uint32_t count, ul_val *out)
{
    struct ul_text text;
    *out = V_UNBOUND;
    int err = ul_str_join(vm, NULL, first, count, out);
    if (err || *out) return err;
    TRY(ul_text_open(vm, &text));
    for (uint32_t i = 0; !err && i < count; i++)
        err = ul_put_str(vm, &text, vm->regs[first + i]);
    if (err)
        ul_text_drop(vm, &text);
    else
        *out = ul_text_close(vm, &text);
    return err;
}
