/* How does a value become text? See ul_format.h. */
#include "ul_format.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_decimal.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_mag.h"
#include "ul_number.h"

#define MAX_NESTING 24
#define MAX_FIELD   32768

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

static int put_items(struct ul_vm *vm, struct ul_text *text, const ul_val *kept)
{
    bool tuple = TYPE_IS(vm, *kept, T_TUPLE);
    uint32_t count;
    ul_items(vm, *kept, &count);
    TRY(ul_text_char(vm, text, tuple ? '(' : '['));
    for (uint32_t i = 0; i < count; i++) {
        if (i) TRY(put_c(vm, text, ", "));
        TRY(ul_put_repr(vm, text, ul_items(vm, *kept, &count)[i]));
    }
    if (tuple && count == 1) TRY(ul_text_char(vm, text, ','));
    return ul_text_char(vm, text, tuple ? ')' : ']');
}

static int put_set(struct ul_vm *vm, struct ul_text *text, const ul_val *kept)
{
    bool frozen = HDR_FLAG(PTR(vm, *kept)[0]);
    uint32_t at = 0;
    ul_val item, ignored;
    if (!ul_dict_length(vm, *kept)) return put_c(vm, text, frozen ? "frozenset()" : "set()");
    TRY(put_c(vm, text, frozen ? "frozenset({" : "{"));
    for (bool first = true; ul_dict_next(vm, *kept, &at, &item, &ignored); first = false) {
        uint32_t again = at - 1;
        if (!first) TRY(put_c(vm, text, ", "));
        if (ul_dict_next(vm, *kept, &again, &item, &ignored)) TRY(ul_put_repr(vm, text, item));
    }
    return put_c(vm, text, frozen ? "})" : "}");
}

static int put_dict(struct ul_vm *vm, struct ul_text *text, const ul_val *kept)
{
    uint32_t at = 0, before = 0;
    ul_val key, value;
    TRY(ul_text_char(vm, text, '{'));
    for (bool first = true; ul_dict_next(vm, *kept, &at, &key, &value);
         first = false, before = at) {
        if (!first) TRY(put_c(vm, text, ", "));
        uint32_t again = before;
        ul_dict_next(vm, *kept, &again, &key, &value);
        TRY(ul_put_repr(vm, text, key));
        TRY(put_c(vm, text, ": "));
        again = before;
        if (ul_dict_next(vm, *kept, &again, &key, &value)) TRY(ul_put_repr(vm, text, value));
    }
    return ul_text_char(vm, text, '}');
}

static int put_view(struct ul_vm *vm, struct ul_text *text, const ul_val *kept)
{
    const ul_val *iter = PTR(vm, *kept);
    int32_t kind = INT_OF(iter[ITER_KIND]);
    if (!ul_is_view(vm, *kept, false)) return put_c(vm, text, "<iterator object>");
    TRY(put_c(vm, text,
              kind == ITER_KEYS     ? "dict_keys("
              : kind == ITER_VALUES ? "dict_values("
                                    : "dict_items("));
    ul_val list = ul_list_new(vm, 0);
    ul_val *slot = list ? ul_push(vm, list) : NULL;
    int err = slot ? ul_list_extend(vm, *slot, *kept) : UL_EXCEPTION;
    if (!err) err = put_items(vm, text, slot);
    if (slot) vm->sp = slot + 1;
    return err ? err : ul_text_char(vm, text, ')');
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

static int put_instance(struct ul_vm *vm, struct ul_text *text, const ul_val *kept, bool repr)
{
    ul_val answer = V_UNBOUND;
    if (!repr) TRY(ul_call_special(vm, *kept, UL_NAME___STR__, V_UNBOUND, &answer));
    if (!answer && (repr || !ul_is_exception(vm, *kept)))
        TRY(ul_call_special(vm, *kept, UL_NAME___REPR__, V_UNBOUND, &answer));
    if (!answer && ul_is_exception(vm, *kept)) return put_exception(vm, text, kept, repr);
    if (!answer) {
        TRY(ul_text_char(vm, text, '<'));
        TRY(ul_text_type_name(vm, text, ul_type_of(vm, *kept)));
        return put_c(vm, text, " object>"); /* objects move: there is no address to show */
    }
    if (!ul_is_str(vm, answer))
        return ul_type_error(vm,
                             repr ? "__repr__ returned non-string (type %t)"
                                  : "__str__ returned non-string (type %t)",
                             answer);
    return ul_text_str(vm, text, answer);
}

static int put_type(struct ul_vm *vm, struct ul_text *text, const ul_val *kept)
{
    TRY(put_c(vm, text, IS_IMM(*kept) ? "<class '" : "<class '__main__."));
    TRY(ul_text_type_name(vm, text, *kept));
    return put_c(vm, text, "'>");
}

static int put_immediate(struct ul_vm *vm, struct ul_text *text, const ul_val *kept)
{
    static const char *const singletons[] = {"None", "False", "True", "NotImplemented", "Ellipsis"};
    switch (IMM_KIND(*kept)) {
    case K_SINGLETON: return put_c(vm, text, singletons[IMM_PAYLOAD(*kept)]);
    case K_TYPE: return put_type(vm, text, kept);
    case K_FUNCTION:
        TRY(put_c(vm, text, "<function "));
        TRY(ul_text_name(vm, text, FN_NAME(IMAGE_FUNCTION(vm, IMM_PAYLOAD(*kept)))));
        return ul_text_char(vm, text, '>');
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
    case T_LIST: return put_items(vm, text, kept);
    case T_DICT: return put_dict(vm, text, kept);
    case T_SET: return put_set(vm, text, kept);
    case T_RANGE: return put_range(vm, text, kept, "range");
    case T_SLICE: return put_range(vm, text, kept, "slice");
    case T_INST:
    case T_EXC: return put_instance(vm, text, kept, repr);
    case T_CLASS: return put_type(vm, text, kept);
    case T_ITER: return put_view(vm, text, kept);
    case T_GEN: return put_c(vm, text, "<generator object>");
    case T_FUNC:
    case T_BOUND: return put_c(vm, text, "<function>");
    case T_METHOD: return put_c(vm, text, "<built-in method>");
    default: return put_c(vm, text, "<object>");
    }
}

static int put_value(struct ul_vm *vm, struct ul_text *text, ul_val v, bool repr)
{
    if (IS_INT(v)) return ul_text_int(vm, text, INT_OF(v));
    if (vm->depth >= UL_MAX_DEPTH + MAX_NESTING) return ul_raise_type(vm, UL_TYPE_RECURSIONERROR);
    const ul_val *kept = ul_push(vm, v);
    if (!kept) return UL_EXCEPTION;
    vm->depth++;
    int err = ul_is_str(vm, v) ? put_text_repr(vm, text, kept)
              : IS_REF(v)      ? put_object(vm, text, kept, repr)
                               : put_immediate(vm, text, kept);
    vm->depth--;
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

int ul_to_str(struct ul_vm *vm, ul_val v, bool repr, ul_val *out)
{
    struct ul_text text;
    *out = v;
    if (!repr && ul_is_str(vm, v)) return UL_OK;
    ul_val *kept = ul_push(vm, v);
    int err = kept ? ul_text_open(vm, &text) : UL_EXCEPTION;
    if (!err) err = put_value(vm, &text, *kept, repr);
    if (!err) *out = ul_text_close(vm, &text);
    if (kept) vm->sp = kept + 1;
    return err;
}

/* --- Format specifications -----------------------------------------------------------------------
 */

struct spec {
    uint32_t fill, align; /* align: 0 or one of < > ^ = */
    uint32_t sign;        /* 0 or one of - + space */
    bool alternate, zero;
    int32_t width, precision; /* -1: not given */
    uint32_t group;           /* 0, ',' or '_' */
    int32_t least;            /* digits of an integer under %: zeros in front */
    uint32_t kind;            /* 0 or the type character */
};

static int32_t read_number(const struct ul_view *view, uint32_t *at)
{
    int32_t number = -1;
    while (*at < view->len && view->p[*at] >= '0' && view->p[*at] <= '9') {
        number = (number < 0 ? 0 : number) * 10 + (view->p[*at] - '0');
        if (number > MAX_FIELD) number = MAX_FIELD + 1;
        (*at)++;
    }
    return number;
}

static bool is_align(uint32_t c)
{
    return c == '<' || c == '>' || c == '^' || c == '=';
}

static bool take(const struct ul_view *view, uint32_t *at, char c)
{
    if (*at >= view->len || view->p[*at] != (uint8_t)c) return false;
    (*at)++;
    return true;
}

/* [[fill]align][sign][#][0][width][grouping][.precision][type] */
static bool parse_spec(const struct ul_view *view, struct spec *spec)
{
    uint32_t at = 0, code, size = view->len ? ul_utf8_decode(view->p, &code) : 0;
    bool fill_given = false;
    *spec = (struct spec){.fill = ' ', .width = -1, .precision = -1};
    if (size && size < view->len && is_align(view->p[size])) {
        spec->fill = code;
        fill_given = true;
        spec->align = view->p[size];
        at = size + 1;
    } else if (size && is_align(view->p[0])) {
        spec->align = view->p[0];
        at = 1;
    }
    if (at < view->len && (view->p[at] == '+' || view->p[at] == '-' || view->p[at] == ' '))
        spec->sign = view->p[at++];
    spec->alternate = take(view, &at, '#');
    if (!fill_given && take(view, &at, '0')) {
        spec->fill = '0';
        spec->zero = !spec->align;
        if (!spec->align) spec->align = '=';
    }
    spec->width = read_number(view, &at);
    if (take(view, &at, ','))
        spec->group = ',';
    else if (take(view, &at, '_'))
        spec->group = '_';
    if (take(view, &at, '.')) {
        spec->precision = read_number(view, &at);
        if (spec->precision < 0) return false;
    }
    if (at < view->len) spec->kind = view->p[at++];
    return at == view->len && spec->width <= MAX_FIELD && spec->precision <= MAX_FIELD;
}

/* Append sign, prefix and body (on the stack as str) padded to the width. */
static int put_padded(struct ul_vm *vm, struct ul_text *text, const struct spec *spec,
                      const char *prefix, const ul_val *body, uint32_t align)
{
    int32_t length = (int32_t)ul_str_length(vm, *body), pad;
    for (const char *p = prefix; *p; p++)
        length++;
    pad = spec->width - length;
    uint32_t how = spec->align ? spec->align : align;
    int32_t left = how == '>' ? pad : how == '^' ? pad / 2 : 0;
    if (pad < 0) pad = left = 0;
    TRY(ul_text_fill(vm, text, spec->fill, left));
    TRY(ul_text_c(vm, text, prefix));
    if (how == '=') TRY(ul_text_fill(vm, text, spec->fill, pad));
    TRY(ul_text_str(vm, text, *body));
    return how == '=' ? UL_OK : ul_text_fill(vm, text, spec->fill, pad - left);
}

static int finish(struct ul_vm *vm, const struct spec *spec, const char *prefix, ul_val body,
                  uint32_t align, ul_val *out)
{
    struct ul_text text;
    ul_val *kept = body ? ul_push(vm, body) : NULL;
    int err = kept ? ul_text_open(vm, &text) : UL_EXCEPTION;
    if (!err) err = put_padded(vm, &text, spec, prefix, kept, align);
    if (!err) *out = ul_text_close(vm, &text);
    if (kept) vm->sp = kept + 1;
    return err;
}

/* Digits with zeros in front until, with separators, they fill the width; then separators. */
static int group_digits(struct ul_vm *vm, const struct spec *spec, const ul_val *digits,
                        uint32_t whole, uint32_t prefix, uint32_t every, ul_val *out)
{
    struct ul_text text;
    struct ul_view view;
    ul_view_of(vm, *digits, &view);
    uint32_t rest = view.len - whole, zeros = 0;
    if (spec->fill == '0' && spec->align == '=')
        while ((int32_t)(prefix + rest + whole + zeros + (whole + zeros - 1) / every) < spec->width)
            zeros++;
    if (zeros && (whole + zeros) % every == 1 && /* a separator may not lead: one zero more */
        (int32_t)(prefix + rest + whole + zeros + (whole + zeros - 1) / every) < spec->width)
        zeros++;
    TRY(ul_text_open(vm, &text));
    for (uint32_t i = 0; i < zeros + whole; i++) {
        if (i && (zeros + whole - i) % every == 0) TRY(ul_text_char(vm, &text, spec->group));
        ul_view_of(vm, *digits, &view);
        TRY(ul_text_char(vm, &text, i < zeros ? '0' : view.p[i - zeros]));
    }
    TRY(ul_text_part(vm, &text, *digits, whole, rest));
    *out = ul_text_close(vm, &text);
    return *out ? UL_OK : UL_EXCEPTION;
}

static int finish_number(struct ul_vm *vm, const struct spec *spec, bool negative,
                         const char *base_prefix, ul_val digits, uint32_t every, ul_val *out)
{
    char prefix[4], *at = prefix;
    ul_val *kept = digits ? ul_push(vm, digits) : NULL;
    if (!kept) return UL_EXCEPTION;
    if (negative || spec->sign == '+' || spec->sign == ' ')
        *at++ = negative ? '-' : (char)spec->sign;
    while (*base_prefix)
        *at++ = *base_prefix++;
    *at = 0;
    int err = UL_OK;
    if (spec->group) {
        struct ul_view view;
        uint32_t whole = 0;
        ul_view_of(vm, *kept, &view);
        if (every == 4) whole = view.len; /* in a base that has letters */
        while (whole < view.len && view.p[whole] != '.' && view.p[whole] != 'e' &&
               view.p[whole] != 'E' && view.p[whole] != '%')
            whole++;
        err = group_digits(vm, spec, kept, whole, (uint32_t)(at - prefix), every, kept);
    }
    if (!err) err = finish(vm, spec, prefix, *kept, '>', out);
    vm->sp = kept + 1;
    return err;
}

static int unknown_code(struct ul_vm *vm, const struct spec *spec, ul_val v)
{
    return ul_value_error(vm, "Unknown format code '%c' for object of type '%t'", spec->kind, v);
}

static bool in(const char *set, uint32_t c)
{
    for (; *set; set++)
        if ((uint8_t)*set == c) return true;
    return false;
}

static ul_val with_zeros(struct ul_vm *vm, ul_val digits, int32_t zeros)
{
    struct ul_text text;
    ul_val out = V_UNBOUND, *kept = ul_push(vm, digits);
    if (!kept) return V_UNBOUND;
    if (!ul_text_open(vm, &text) && !ul_text_fill(vm, &text, '0', zeros) &&
        !ul_text_str(vm, &text, *kept))
        out = ul_text_close(vm, &text);
    vm->sp = kept + 1;
    return out;
}

/* Separators go with decimal numbers; underscores also with binary, octal and hexadecimal ones. */
static int check_grouping(struct ul_vm *vm, const struct spec *spec, uint32_t otherwise)
{
    uint32_t kind = spec->kind ? spec->kind : otherwise;
    bool good = in("deEfFgG%", kind) || (spec->group == '_' && in("bxXo", kind));
    if (!spec->group || good) return UL_OK;
    return ul_value_error(vm, "Cannot specify '%c' with '%c'.", spec->group, kind);
}

static int format_int(struct ul_vm *vm, const struct spec *spec, const ul_val *kept, ul_val *out)
{
    struct ul_text text;
    struct ul_digits sign;
    uint32_t base = spec->kind == 'x' || spec->kind == 'X' ? 16
                    : spec->kind == 'o'                    ? 8
                    : spec->kind == 'b'                    ? 2
                                                           : 10;
    const char *prefix = !spec->alternate || base == 10 ? ""
                         : spec->kind == 'X'            ? "0X"
                         : base == 16                   ? "0x"
                         : base == 8                    ? "0o"
                                                        : "0b";
    if (spec->precision >= 0)
        return ul_value_error(vm, "Precision not allowed in integer format specifier");
    ul_digits_of(vm, *kept, &sign);
    bool negative = sign.negative;
    TRY(ul_text_open(vm, &text));
    TRY(ul_put_int(vm, &text, IS_IMM(*kept) ? V_INT(*kept == V_TRUE) : *kept, base));
    ul_val digits = ul_text_close(vm, &text);
    if (negative) digits = ul_str_part(vm, digits, 1, ul_str_length(vm, digits) - 1);
    if (digits && (int32_t)ul_str_length(vm, digits) < spec->least)
        digits = with_zeros(vm, digits, spec->least - (int32_t)ul_str_length(vm, digits));
    if (digits && spec->kind == 'X' && IS_REF(digits)) {
        uint8_t *p = (uint8_t *)(PTR(vm, digits) + STR_DATA);
        for (uint32_t i = 0; i < ul_str_length(vm, digits); i++)
            p[i] = (uint8_t)(p[i] >= 'a' ? p[i] - 32 : p[i]);
    } else if (digits && spec->kind == 'X' && IMM_PAYLOAD(digits) >= 'a') {
        digits = UL_IMM(K_CHAR, IMM_PAYLOAD(digits) - 32);
    }
    return finish_number(vm, spec, negative, prefix, digits, base == 10 ? 3 : 4, out);
}

static int format_float(struct ul_vm *vm, const struct spec *spec, double d, ul_val *out)
{
    char small[32];
    bool negative = ul_double_bits(d) >> 63;
    ul_val digits;
    if (d != d) negative = false;
    double magnitude = negative ? -d : d;
    if (!spec->kind && spec->precision < 0) {
        int length = ul_double_repr(magnitude, small);
        digits = ul_str_new(vm, (const uint8_t *)small, (uint32_t)length);
        return finish_number(vm, spec, negative, "", digits, 3, out);
    }
    char kind = (char)(spec->kind == 'n' ? 'g' : spec->kind);
    int precision = spec->precision < 0 ? 6 : spec->precision;
    int room = ul_double_format(magnitude, kind, precision, spec->alternate, small, sizeof small);
    if (room <= (int)sizeof small) {
        digits = ul_str_new(vm, (const uint8_t *)small, (uint32_t)room);
        return finish_number(vm, spec, negative, "", digits, 3, out);
    }
    ul_val scratch = ul_new(vm, T_BYTES, 1 + ((uint32_t)room + 3) / 4);
    if (!scratch) return UL_EXCEPTION;
    int length = ul_double_format(magnitude, kind, precision, spec->alternate,
                                  (char *)(PTR(vm, scratch) + 1), (uint32_t)room);
    TRY(ul_spend(vm, (uint32_t)length / 4));
    struct ul_text text;
    ul_val *kept = ul_push(vm, scratch);
    int err = kept ? ul_text_open(vm, &text) : UL_EXCEPTION;
    if (!err) err = ul_text_part(vm, &text, *kept, 0, (uint32_t)length);
    if (!err) err = finish_number(vm, spec, negative, "", ul_text_close(vm, &text), 3, out);
    if (kept) vm->sp = kept + 1;
    return err;
}

static int format_text(struct ul_vm *vm, const struct spec *spec, const ul_val *kept, ul_val *out)
{
    ul_val body = *kept;
    if (spec->kind && spec->kind != 's') return unknown_code(vm, spec, *kept);
    TRY(check_grouping(vm, spec, 's'));
    if (spec->alternate)
        return ul_value_error(vm, "Alternate form (#) not allowed in string format specifier");
    if (spec->sign) return ul_value_error(vm, "Sign not allowed in string format specifier");
    if (spec->align == '=' && !spec->zero)
        return ul_value_error(vm, "'=' alignment not allowed in string format specifier");
    struct spec plain = *spec;
    if (spec->align == '=') plain.align = '<';
    if (spec->precision >= 0 && (uint32_t)spec->precision < ul_str_length(vm, body))
        body = ul_str_part(vm, body, 0, ul_str_offset(vm, body, (uint32_t)spec->precision));
    return finish(vm, &plain, "", body, '<', out);
}

static int format_kept(struct ul_vm *vm, ul_val *kept, const struct spec *spec, ul_val *out)
{
    ul_val v = kept[0];
    double d;
    bool number;
    if (ul_is_str(vm, v)) return format_text(vm, spec, kept, out);
    if (ul_is_int(vm, v)) {
        TRY(check_grouping(vm, spec, 'd'));
        if (spec->kind == 'c') {
            int32_t code;
            if (spec->sign || spec->alternate)
                return ul_value_error(vm, "%s not allowed with integer format specifier 'c'",
                                      spec->sign ? "Sign" : "Alternate form (#)");
            if (spec->precision >= 0)
                return ul_value_error(vm, "Precision not allowed in integer format specifier");
            TRY(ul_index(vm, v, &code));
            if (code < 0 || code > 0x10FFFF)
                return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "%c arg not in range(0x110000)");
            return finish(vm, spec, "", UL_IMM(K_CHAR, code), '<', out);
        }
        if (!spec->kind || in("bdoxXn", spec->kind)) return format_int(vm, spec, kept, out);
    }
    if (ul_is_int(vm, v) || ul_is_float(vm, v)) {
        if (spec->kind && !in("eEfFgGn%", spec->kind)) return unknown_code(vm, spec, v);
        TRY(check_grouping(vm, spec, 'g'));
        TRY(ul_to_double(vm, v, &d, &number));
        return format_float(vm, spec, d, out);
    }
    return ul_type_error(vm, "unsupported format string passed to %t.__format__", v);
}

/* ascii(): escape what is not ASCII in the repr kept at *kept. */
static int to_ascii(struct ul_vm *vm, ul_val *kept)
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

int ul_format_value(struct ul_vm *vm, ul_val v, ul_val spec_text, uint32_t conversion, ul_val *out)
{
    struct ul_view view;
    struct spec spec;
    ul_val *kept = ul_push2(vm, v, spec_text);
    if (!kept) return UL_EXCEPTION;
    int err = conversion ? ul_to_str(vm, kept[0], conversion != 's', kept) : UL_OK;
    if (!err && conversion == 'a') err = to_ascii(vm, kept);
    *out = V_UNBOUND;
    if (!err && ul_special(vm, kept[0], UL_NAME___FORMAT__)) {
        ul_val given = ul_is_str(vm, kept[1]) ? kept[1] : V_EMPTY_STR;
        err = ul_call_special(vm, kept[0], UL_NAME___FORMAT__, given, out);
    } else if (!err && (!ul_is_str(vm, kept[1]) || kept[1] == V_EMPTY_STR)) {
        err = ul_to_str(vm, kept[0], false, out);
    } else if (!err) {
        ul_view_of(vm, kept[1], &view);
        err = parse_spec(&view, &spec) ? format_kept(vm, kept, &spec, out)
                                       : ul_value_error(vm, "Invalid format specifier");
    }
    vm->sp = kept + 2;
    return err;
}

int ul_concat(struct ul_vm *vm, uint32_t first, uint32_t count, ul_val *out)
{
    struct ul_text text;
    TRY(ul_text_open(vm, &text));
    int err = UL_OK;
    for (uint32_t i = 0; !err && i < count; i++)
        err = ul_put_str(vm, &text, vm->regs[first + i]);
    if (err)
        ul_text_drop(vm, &text);
    else
        *out = ul_text_close(vm, &text);
    return err;
}

/* --- The % operator ------------------------------------------------------------------------------
 */

struct percent {
    const ul_val *kept; /* format, arguments */
    uint32_t at, used;
};

static int percent_argument(struct ul_vm *vm, struct percent *p, ul_val *v)
{
    bool tuple = TYPE_IS(vm, p->kept[1], T_TUPLE);
    uint32_t count = tuple ? ul_tuple_length(vm, p->kept[1]) : 1;
    if (p->used >= count) return ul_type_error(vm, "not enough arguments for format string");
    *v = tuple ? PTR(vm, p->kept[1])[1 + p->used] : p->kept[1];
    p->used++;
    return UL_OK;
}

static int percent_number(struct ul_vm *vm, struct percent *p, const struct ul_view *view,
                          int32_t *out)
{
    ul_val v;
    if (p->at < view->len && view->p[p->at] == '*') {
        p->at++;
        TRY(percent_argument(vm, p, &v));
        return ul_index(vm, v, out);
    }
    *out = read_number(view, &p->at);
    return UL_OK;
}

static int not_a_number(struct ul_vm *vm, uint32_t kind, ul_val v)
{
    if (kind == 'd') return ul_type_error(vm, "%%d format: a real number is required, not %t", v);
    if (in("xXo", kind))
        return ul_type_error(vm, "%%%c format: an integer is required, not %t", kind, v);
    if (kind == 'c') return ul_type_error(vm, "%%c requires int or char");
    return ul_type_error(vm, "must be real number, not %t", v);
}

static int percent_field(struct ul_vm *vm, struct percent *p, struct ul_text *text)
{
    struct ul_view view;
    struct spec spec = {.fill = ' ', .width = -1, .precision = -1};
    ul_val v, piece;
    bool left = false;
    ul_view_of(vm, p->kept[0], &view);
    for (; p->at < view.len && in("-+ #0", view.p[p->at]); p->at++) {
        uint8_t flag = view.p[p->at];
        left |= flag == '-';
        spec.alternate |= flag == '#';
        if (flag == '+' || (flag == ' ' && spec.sign != '+')) spec.sign = flag;
        spec.zero |= flag == '0';
    }
    TRY(percent_number(vm, p, &view, &spec.width));
    if (take(&view, &p->at, '.')) {
        TRY(percent_number(vm, p, &view, &spec.precision));
        spec.precision = spec.precision < 0 ? 0 : spec.precision;
    }
    if (p->at >= view.len) return ul_value_error(vm, "incomplete format");
    if (spec.width > MAX_FIELD || spec.precision > MAX_FIELD)
        return ul_value_error(vm, "width or precision too big");
    spec.kind = view.p[p->at++];
    if (spec.kind == '%') return ul_text_char(vm, text, '%');
    spec.align = left ? '<' : '>';
    if (spec.zero && !left && !in("srac", spec.kind)) {
        spec.fill = '0';
        spec.align = '=';
    }
    TRY(percent_argument(vm, p, &v));
    if (in("sra", spec.kind)) {
        ul_val *slot = ul_push(vm, v);
        if (!slot) return UL_EXCEPTION;
        TRY(ul_to_str(vm, *slot, spec.kind != 's', slot));
        if (spec.kind == 'a') TRY(to_ascii(vm, slot));
        spec.kind = 's';
        spec.sign = 0;
        spec.alternate = false;
        TRY(format_text(vm, &spec, slot, &piece));
        ul_pop(vm, 1);
        return ul_text_str(vm, text, piece);
    }
    if (spec.kind == 'i' || spec.kind == 'u') spec.kind = 'd';
    bool whole = in("xXoc", spec.kind);
    if (spec.kind == 'c' && ul_is_str(vm, v) && ul_str_length(vm, v) == 1) {
        struct spec plain = {
            .fill = ' ', .align = spec.align, .width = spec.width, .precision = -1};
        if (!ul_push(vm, v)) return UL_EXCEPTION;
        TRY(format_text(vm, &plain, vm->sp, &piece));
        ul_pop(vm, 1);
        return ul_text_str(vm, text, piece);
    }
    if (!ul_is_int(vm, v) && (whole || !ul_is_float(vm, v))) return not_a_number(vm, spec.kind, v);
    if (!in("dxXoeEfFgGcs", spec.kind))
        return ul_value_error(vm, "unsupported format character '%c'", spec.kind);
    ul_val *slot = ul_push(vm, v);
    if (!slot) return UL_EXCEPTION;
    if (spec.kind == 'd' && ul_is_float(vm, *slot))
        TRY(ul_int_from_double(vm, ul_float_of(vm, *slot), slot));
    if (in("dxXoc", spec.kind)) {
        spec.least = spec.precision;
        spec.precision = -1;
    }
    if (spec.kind == 'c') {
        spec.sign = 0;
        spec.alternate = false;
    }
    TRY(format_kept(vm, slot, &spec, &piece));
    ul_pop(vm, 1);
    return ul_text_str(vm, text, piece);
}

int ul_format_percent(struct ul_vm *vm, const ul_val *kept, ul_val *out)
{
    struct percent p = {kept, 0, 0};
    struct ul_text text;
    struct ul_view view;
    TRY(ul_text_open(vm, &text));
    for (;;) {
        ul_view_of(vm, kept[0], &view);
        if (p.at >= view.len) break;
        uint8_t c = view.p[p.at++];
        if (c == '%')
            TRY(percent_field(vm, &p, &text));
        else
            TRY(ul_text_bytes(vm, &text, &c, 1));
    }
    if (p.used < (TYPE_IS(vm, kept[1], T_TUPLE)  ? ul_tuple_length(vm, kept[1])
                  : TYPE_IS(vm, kept[1], T_DICT) ? 0
                                                 : 1))
        return ul_type_error(vm, "not all arguments converted during string formatting");
    *out = ul_text_close(vm, &text);
    return *out ? UL_OK : UL_EXCEPTION;
}
