/* How does the % operator of str fill in values? As CPython's unicode_format_arg does. */
#include "ul_builtin.h"
#include "ul_class.h"
#include "ul_error.h"
#include "ul_format.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_number.h"
#include "ul_operator.h"
#include "ul_spec.h"

struct percent {
    ul_val *kept; /* format, arguments, the value of the last (key) or unbound */
    uint32_t at, used;
    struct ul_text text;
};

/* Is it a mapping in CPython's loose sense: may arguments be left over? */
static bool is_mapping(const struct ul_vm *vm, ul_val v)
{
    if (ul_is_str(vm, v) || TYPE_IS(vm, v, T_TUPLE)) return false;
    return TYPE_IS(vm, v, T_DICT) || TYPE_IS(vm, v, T_LIST) || TYPE_IS(vm, v, T_RANGE) ||
           ul_is_bytes(vm, v) || ul_special(vm, v, UL_NAME___GETITEM__);
}

static int next_argument(struct ul_vm *vm, struct percent *p, ul_val *v)
{
    bool tuple = TYPE_IS(vm, p->kept[1], T_TUPLE);
    uint32_t count = tuple ? ul_tuple_length(vm, p->kept[1]) : 1;
    if (p->kept[2]) { /* found by a key */
        *v = p->kept[2];
        p->kept[2] = V_UNBOUND;
        return UL_OK;
    }
    if (p->used >= count) return ul_type_error(vm, "not enough arguments for format string");
    *v = tuple ? PTR(vm, p->kept[1])[1 + p->used] : p->kept[1];
    p->used++;
    return UL_OK;
}

/* "%(key)s": balanced parentheses may be part of the key. */
static int take_key(struct ul_vm *vm, struct percent *p)
{
    struct ul_view view;
    uint32_t from = ++p->at, depth = 1;
    ul_val v;
    if (!is_mapping(vm, p->kept[1])) return ul_type_error(vm, "format requires a mapping");
    ul_view_of(vm, p->kept[0], &view);
    for (; depth && p->at < view.len; p->at++)
        depth += (uint32_t)(view.p[p->at] == '(') - (view.p[p->at] == ')');
    if (depth) return ul_value_error(vm, "incomplete format key");
    ul_val key = ul_str_part(vm, p->kept[0], from, p->at - 1 - from);
    if (!key) return UL_EXCEPTION;
    TRY(ul_get_item(vm, p->kept[1], key, &v));
    p->kept[2] = v;
    p->used = 1;
    return UL_OK;
}

static int take_number(struct ul_vm *vm, struct percent *p, const struct ul_view *view,
                       const char *name, int32_t *out)
{
    ul_val v;
    struct ul_digits digits;
    bool huge = false;
    if (p->at < view->len && view->p[p->at] == '*') {
        p->at++;
        TRY(next_argument(vm, p, &v));
        if (!ul_is_int(vm, v)) return ul_type_error(vm, "* wants int");
        if (ul_int_small(vm, v, out)) return UL_OK;
        ul_digits_of(vm, v, &digits);
        *out = digits.negative ? -UL_FIELD_MAX : UL_FIELD_MAX;
        if (*name == 'w' && digits.n < 3) return UL_OK;
        return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "Python int too large to convert to C %s",
                        *name == 'w' ? "ssize_t" : "int");
    }
    *out = ul_spec_number(view->p, view->len, &p->at, &huge);
    return huge ? ul_value_error(vm, "%s too big", name) : UL_OK;
}

static int parse(struct ul_vm *vm, struct percent *p, struct ul_spec *spec)
{
    struct ul_view view;
    bool left = false, zero = false;
    *spec = (struct ul_spec){.fill = ' ', .width = -1, .precision = -1, .least = -1};
    ul_view_of(vm, p->kept[0], &view);
    if (p->at < view.len && view.p[p->at] == '(') TRY(take_key(vm, p));
    ul_view_of(vm, p->kept[0], &view);
    for (; p->at < view.len && ul_one_of("-+ #0", view.p[p->at]); p->at++) {
        uint8_t flag = view.p[p->at];
        left |= flag == '-';
        spec->alternate |= flag == '#';
        if (flag == '+' || (flag == ' ' && spec->sign != '+')) spec->sign = flag;
        zero |= flag == '0';
    }
    TRY(take_number(vm, p, &view, "width", &spec->width));
    ul_view_of(vm, p->kept[0], &view);
    if (spec->width < -1) {
        left = true;
        spec->width = -spec->width;
    }
    if (p->at < view.len && view.p[p->at] == '.') {
        p->at++;
        TRY(take_number(vm, p, &view, "precision", &spec->precision));
        ul_view_of(vm, p->kept[0], &view);
        if (spec->precision < 0) spec->precision = 0;
    }
    if (p->at < view.len && ul_one_of("hlL", view.p[p->at])) p->at++;
    if (p->at >= view.len) return ul_value_error(vm, "incomplete format");
    p->at += ul_utf8_decode(view.p + p->at, &spec->kind);
    spec->align = left ? '<' : '>';
    if (zero && !left && !ul_one_of("srac", spec->kind)) {
        spec->fill = '0';
        spec->align = '=';
    }
    return UL_OK;
}

/* An instance that has the special method which the format asks for, or that extends a number. */
static int number_of_instance(struct ul_vm *vm, uint32_t kind, ul_val *slot)
{
    bool whole = ul_one_of("xXoc", kind), real = ul_one_of("eEfFgG", kind);
    uint32_t name = real ? UL_NAME___FLOAT__ : whole ? UL_NAME___INDEX__ : UL_NAME___INT__;
    ul_val answer;
    *slot = ul_unwrap(vm, *slot);
    if (!ul_special(vm, *slot, name)) {
        if (whole || !ul_special(vm, *slot, UL_NAME___INDEX__)) return UL_OK;
    }
    if (whole) return ul_to_index(vm, slot);
    int err = ul_dunder_builtin(vm, name, *slot, &answer);
    if (!err) *slot = answer;
    if (err != UL_EXCEPTION || real || !ul_pending_is(vm, UL_TYPE_TYPEERROR)) return err;
    vm->roots[ROOT_EXC] = V_UNBOUND; /* the caller says that it is no number */
    return UL_OK;
}

/* Turn the value at *slot into the number, or the text, that the specification is for. */
static int convert(struct ul_vm *vm, struct ul_spec *spec, uint32_t at, ul_val *slot)
{
    uint32_t kind = spec->kind;
    if (!ul_one_of("sra", kind) && ul_class_of(vm, *slot)) TRY(number_of_instance(vm, kind, slot));
    bool integer = ul_is_int(vm, *slot), number = integer || ul_is_float(vm, *slot);
    int32_t code;
    if (ul_one_of("srac", kind)) {
        spec->sign = 0;
        spec->alternate = false;
        spec->kind = 's';
    }
    if (ul_one_of("sra", kind)) {
        TRY(ul_to_str(vm, *slot, kind != 's', slot));
        return kind == 'a' ? ul_to_ascii(vm, slot) : UL_OK;
    }
    if (kind == 'c') {
        spec->precision = -1;
        if (IS_KIND(*slot, K_CHAR) && *slot != V_EMPTY_STR) return UL_OK;
        if (!integer) return ul_type_error(vm, "%%c requires int or char");
        if (!ul_int_small(vm, *slot, &code) || code < 0 || code > 0x10FFFF)
            return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "%%c arg not in range(0x110000)");
        *slot = UL_IMM(K_CHAR, (uint32_t)code);
        return UL_OK;
    }
    if (ul_one_of("diuxXo", kind)) {
        bool whole = ul_one_of("xXo", kind);
        if (!integer && (whole || !number))
            return ul_type_error(vm,
                                 whole ? "%%%c format: an integer is required, not %t"
                                       : "%%%c format: a real number is required, not %t",
                                 kind, *slot);
        if (!integer) TRY(ul_int_from_double(vm, ul_float_of(vm, *slot), slot));
        spec->least = spec->precision;
        spec->precision = -1;
        if (!whole) spec->kind = 'd';
        return UL_OK;
    }
    if (!ul_one_of("eEfFgG", kind))
        return ul_value_error(vm, "unsupported format character '%c' (0x%x) at index %u",
                              kind > 30 && kind < 128 ? kind : '?', kind, at);
    return number ? UL_OK : ul_type_error(vm, "must be real number, not %t", *slot);
}

/* The index in characters of byte `offset` of the format. */
static uint32_t index_of(struct ul_vm *vm, const struct percent *p, uint32_t offset)
{
    struct ul_view view;
    uint32_t count = 0;
    ul_view_of(vm, p->kept[0], &view);
    for (uint32_t i = 0; i < offset; i++)
        count += (view.p[i] & 0xC0) != 0x80;
    return count;
}

static int put_field(struct ul_vm *vm, struct percent *p)
{
    struct ul_spec spec;
    ul_val piece, v;
    struct ul_view view;
    ul_view_of(vm, p->kept[0], &view);
    if (p->at < view.len && view.p[p->at] == '%') {
        p->at++;
        return ul_text_char(vm, &p->text, '%');
    }
    TRY(parse(vm, p, &spec));
    TRY(next_argument(vm, p, &v));
    ul_val *slot = ul_push(vm, v);
    if (!slot) return UL_EXCEPTION;
    TRY(convert(vm, &spec, index_of(vm, p, p->at) - 1, slot));
    TRY(ul_spec_format(vm, &spec, slot, &piece));
    vm->sp = slot + 1;
    return ul_text_str(vm, &p->text, piece);
}

int ul_format_percent(struct ul_vm *vm, const ul_val *kept, ul_val *out)
{
    struct percent p = {.kept = ul_push3(vm, kept[0], kept[1], V_UNBOUND)};
    struct ul_view view;
    if (!p.kept) return UL_EXCEPTION;
    TRY(ul_text_open(vm, &p.text));
    for (;;) {
        ul_view_of(vm, p.kept[0], &view);
        if (p.at >= view.len) break;
        uint32_t from = p.at;
        while (p.at < view.len && view.p[p.at] != '%')
            p.at++;
        TRY(ul_text_part(vm, &p.text, p.kept[0], from, p.at - from));
        if (p.at++ >= view.len) break;
        TRY(put_field(vm, &p));
        TRY(ul_spend(vm, 1));
    }
    uint32_t count = TYPE_IS(vm, p.kept[1], T_TUPLE) ? ul_tuple_length(vm, p.kept[1]) : 1;
    if (p.used < count && !is_mapping(vm, p.kept[1]))
        return ul_type_error(vm, "not all arguments converted during string formatting");
    *out = ul_text_close(vm, &p.text);
    return *out ? UL_OK : UL_EXCEPTION;
}
