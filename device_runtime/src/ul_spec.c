/* How does a format specification shape a value? See ul_spec.h. */
#include "ul_spec.h"
#include "ul_class.h"
#include "ul_call.h"
#include "ul_decimal.h"
#include "ul_error.h"
#include "ul_format.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_number.h"

/* --- Reading -------------------------------------------------------------------------------------
 */

bool ul_one_of(const char *set, uint32_t c)
{
    for (; *set; set++)
        if ((uint8_t)*set == c) return true;
    return false;
}

int32_t ul_spec_number(const uint8_t *p, uint32_t len, uint32_t *at, bool *huge)
{
    uint32_t digits = 0, number = 0;
    for (; *at < len && p[*at] >= '0' && p[*at] <= '9'; (*at)++, digits++)
        number = number < UL_FIELD_MAX / 10 ? number * 10 + p[*at] - '0' : UL_FIELD_MAX;
    *huge |= digits > 19;
    return digits ? (int32_t)number : -1;
}

static bool take(const struct ul_view *view, uint32_t *at, char c)
{
    if (*at >= view->len || view->p[*at] != (uint8_t)c) return false;
    (*at)++;
    return true;
}

/* How messages show a type character: itself, or like \xe9 when it is not ASCII. */
#define SHOWN(c, before, after) ((c) > 32 && (c) < 128 ? before "%c" after : before "\\x%x" after)

/* Separators go with decimal numbers; underscores also with binary, octal and hexadecimal ones. */
static int check_group(struct ul_vm *vm, const struct ul_spec *spec)
{
    bool good = !spec->kind || ul_one_of("deEfFgG%", spec->kind) ||
                (spec->group == '_' && ul_one_of("bxXo", spec->kind));
    if (!spec->group || good) return UL_OK;
    return ul_value_error(vm, SHOWN(spec->kind, "Cannot specify '%c' with '", "'."), spec->group,
                          spec->kind);
}

static int bad_specifier(struct ul_vm *vm, const ul_val *kept)
{
    return ul_value_error(vm, "Invalid format specifier '%v' for object of type '%t'", kept[1],
                          kept[0]);
}

/* Read the specification kept[1] of a value kept[0]. */
static int parse(struct ul_vm *vm, const ul_val *kept, struct ul_spec *spec)
{
    struct ul_view view;
    bool text = ul_is_str(vm, kept[0]), fill_given = false, huge = false;
    ul_view_of(vm, kept[1], &view);
    uint32_t at = 0, code, size = ul_utf8_decode(view.p, &code);
    *spec = (struct ul_spec){
        .fill = ' ', .align = text ? '<' : '>', .precision = -1, .kind = text ? 's' : 0};
    if (ul_is_int(vm, kept[0])) spec->kind = 'd';
    bool align_given = size < view.len && ul_one_of("<>^=", view.p[size]);
    if (align_given) {
        spec->fill = code;
        fill_given = true;
        at = size + 1;
    } else if (ul_one_of("<>^=", code)) {
        align_given = true;
        at = 1;
    }
    if (align_given) spec->align = view.p[at - 1];
    if (at < view.len && ul_one_of(" +-", view.p[at])) spec->sign = view.p[at++];
    spec->no_minus_zero = take(&view, &at, 'z');
    spec->alternate = take(&view, &at, '#');
    if (!fill_given && take(&view, &at, '0')) {
        spec->fill = '0';
        if (!align_given && !text) spec->align = '=';
    }
    spec->width = ul_spec_number(view.p, view.len, &at, &huge);
    if (take(&view, &at, ',')) spec->group = ',';
    if (at < view.len && view.p[at] == '_') {
        if (spec->group) return ul_value_error(vm, "Cannot specify both ',' and '_'.");
        spec->group = view.p[at++];
        if (at < view.len && view.p[at] == ',')
            return ul_value_error(vm, "Cannot specify both ',' and '_'.");
    }
    bool point = take(&view, &at, '.');
    if (point) spec->precision = ul_spec_number(view.p, view.len, &at, &huge);
    if (huge) return ul_value_error(vm, "Too many decimal digits in format string");
    if (point && spec->precision < 0)
        return ul_value_error(vm, "Format specifier missing precision");
    if (at == view.len) return check_group(vm, spec);
    at += ul_utf8_decode(view.p + at, &spec->kind);
    return at == view.len ? check_group(vm, spec) : bad_specifier(vm, kept);
}

/* --- Writing -------------------------------------------------------------------------------------
 */

struct field {
    uint32_t sign; /* 0 or a character */
    char prefix[4];
    ul_val body;     /* digits, then whatever */
    uint32_t digits; /* at the start of body, that zeros and separators may go between */
    uint32_t every;  /* digits from one separator to the next */
};

static uint32_t with_separators(const struct ul_spec *spec, const struct field *f, uint32_t digits)
{
    return digits + (spec->group && digits ? (digits - 1) / f->every : 0);
}

/* Sign, prefix, zeros, grouped digits and the rest, padded to the width. */
static int write_field(struct ul_vm *vm, const struct ul_spec *spec, const struct field *f,
                       const ul_val *body, struct ul_text *text)
{
    struct ul_view view;
    uint32_t rest = ul_str_length(vm, *body) - f->digits, digits = f->digits;
    int32_t fixed = (f->sign != 0) + (int32_t)rest + (f->prefix[0] ? 2 : 0), pad;
    if ((int32_t)digits < spec->least) digits = (uint32_t)spec->least;
    if (digits && spec->fill == '0' && spec->align == '=')
        while (fixed + (int32_t)with_separators(spec, f, digits) < spec->width)
            digits++;
    pad = spec->width - fixed - (int32_t)with_separators(spec, f, digits);
    if (pad < 0) pad = 0;
    int32_t left = spec->align == '>' ? pad : spec->align == '^' ? pad / 2 : 0;
    int32_t inside = spec->align == '=' ? pad : 0;
    TRY(ul_text_fill(vm, text, spec->fill, left));
    if (f->sign) TRY(ul_text_char(vm, text, f->sign));
    TRY(ul_text_c(vm, text, f->prefix));
    TRY(ul_text_fill(vm, text, spec->fill, inside));
    for (uint32_t i = 0; i < digits; i++) {
        if (i && spec->group && (digits - i) % f->every == 0)
            TRY(ul_text_char(vm, text, spec->group));
        ul_view_of(vm, *body, &view);
        uint32_t zeros = digits - f->digits;
        TRY(ul_text_char(vm, text, i < zeros ? '0' : view.p[i - zeros]));
    }
    ul_view_of(vm, *body, &view);
    TRY(ul_text_part(vm, text, *body, f->digits, view.len - f->digits));
    return ul_text_fill(vm, text, spec->fill, pad - left - inside);
}

static int finish(struct ul_vm *vm, const struct ul_spec *spec, const struct field *f, ul_val *out)
{
    struct ul_text text;
    if (spec->width > (int32_t)UL_MAX_WORDS || spec->least > (int32_t)UL_MAX_WORDS)
        return ul_raise_type(vm, UL_TYPE_MEMORYERROR);
    if (spec->width > 0) TRY(ul_spend(vm, (uint32_t)spec->width / 16));
    const ul_val *body = f->body ? ul_push(vm, f->body) : NULL;
    if (!body) return UL_EXCEPTION;
    TRY(ul_text_open(vm, &text));
    TRY(write_field(vm, spec, f, body, &text));
    *out = ul_text_close(vm, &text);
    return *out ? UL_OK : UL_EXCEPTION;
}

static uint32_t sign_of(const struct ul_spec *spec, bool negative)
{
    return negative ? '-' : spec->sign == '-' ? 0 : spec->sign;
}

/* --- Kinds of values
 * ------------------------------------------------------------------------------
 */

static int not_allowed(struct ul_vm *vm, const char *what, const char *where)
{
    return ul_value_error(vm, "%s not allowed %s", what, where);
}

static const char in_text[] = "in string format specifier";
static const char in_integer[] = "in integer format specifier";
static const char with_c[] = "with integer format specifier 'c'";
static const char alternate_form[] = "Alternate form (#)";
static const char no_minus_zero[] = "Negative zero coercion (z)";

static int format_text(struct ul_vm *vm, const struct ul_spec *spec, const ul_val *kept,
                       ul_val *out)
{
    struct field f = {.body = *kept};
    const char *wrong = spec->sign == ' '     ? "Space"
                        : spec->sign          ? "Sign"
                        : spec->no_minus_zero ? no_minus_zero
                        : spec->alternate     ? alternate_form
                        : spec->align == '='  ? "'=' alignment"
                                              : NULL;
    if (wrong) return not_allowed(vm, wrong, in_text);
    if (spec->precision >= 0 && (uint32_t)spec->precision < ul_str_length(vm, *kept))
        f.body = ul_str_part(vm, *kept, 0, ul_str_offset(vm, *kept, (uint32_t)spec->precision));
    return finish(vm, spec, &f, out);
}

static int format_character(struct ul_vm *vm, const struct ul_spec *spec, const ul_val *kept,
                            ul_val *out)
{
    int32_t code;
    struct ul_digits digits;
    if (spec->sign) return not_allowed(vm, "Sign", with_c);
    if (spec->alternate) return not_allowed(vm, alternate_form, with_c);
    ul_digits_of(vm, *kept, &digits);
    if (digits.n > 2 || (digits.n == 2 && digits.d[1] >> 31))
        return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "Python int too large to convert to C long");
    if (!ul_int_small(vm, *kept, &code) || code < 0 || code > 0x10FFFF)
        return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "%%c arg not in range(0x110000)");
    struct field f = {.body = UL_IMM(K_CHAR, (uint32_t)code)};
    return finish(vm, spec, &f, out);
}

static int format_int(struct ul_vm *vm, const struct ul_spec *spec, const ul_val *kept, ul_val *out)
{
    struct ul_text text;
    uint32_t kind = spec->kind, base = kind == 'x' || kind == 'X' ? 16
                                       : kind == 'o'              ? 8
                                       : kind == 'b'              ? 2
                                                                  : 10;
    struct field f = {.every = base == 10 ? 3 : 4};
    if (spec->precision >= 0) return not_allowed(vm, "Precision", in_integer);
    if (spec->no_minus_zero) return not_allowed(vm, no_minus_zero, in_integer);
    if (kind == 'c') return format_character(vm, spec, kept, out);
    if (spec->alternate && base != 10) {
        f.prefix[0] = '0';
        f.prefix[1] = (char)kind;
    }
    TRY(ul_text_open(vm, &text));
    TRY(ul_put_int(vm, &text, IS_IMM(*kept) ? V_INT(*kept == V_TRUE) : *kept, base));
    uint8_t *p = (uint8_t *)(uintptr_t)ul_text_peek(vm, &text);
    bool negative = p[0] == '-';
    for (uint32_t i = 0; kind == 'X' && i < text.len; i++)
        p[i] = (uint8_t)(p[i] >= 'a' ? p[i] - 32 : p[i]);
    f.digits = text.len - negative;
    f.body = ul_text_close(vm, &text);
    if (negative) f.body = ul_str_part(vm, f.body, 1, f.digits);
    f.sign = sign_of(spec, negative);
    return finish(vm, spec, &f, out);
}

/* Text of a magnitude as the str *out. */
static int float_body(struct ul_vm *vm, const struct ul_spec *spec, double magnitude, ul_val *out)
{
    struct ul_text text;
    char small[32];
    char kind = (char)(spec->kind == 'n' ? 'g' : spec->kind);
    int precision = spec->precision < 0 ? 6 : spec->precision, length;
    if (precision == UL_FIELD_MAX) return ul_value_error(vm, "precision too big");
    if (precision > UL_DOUBLE_PRECISION_MAX) return ul_raise_type(vm, UL_TYPE_MEMORYERROR);
    TRY(ul_text_open(vm, &text));
    if (!kind && spec->precision < 0) {
        length = ul_double_repr(magnitude, small);
        bool plain = true; /* no point yet; "#" wants one in front of an exponent */
        for (int i = 0; i < length; i++) {
            plain &= small[i] != '.' && small[i] != 'n';
            if (plain && small[i] == 'e' && spec->alternate) TRY(ul_text_char(vm, &text, '.'));
            TRY(ul_text_char(vm, &text, (uint8_t)small[i]));
        }
    } else {
        int room = ul_double_format(magnitude, kind, precision, spec->alternate, small, 32);
        if (room <= 32) {
            TRY(ul_text_bytes(vm, &text, (const uint8_t *)small, (uint32_t)room));
        } else {
            TRY(ul_text_fill(vm, &text, ' ', room));
            TRY(ul_spend(vm, (uint32_t)room / 4));
            text.len = (uint32_t)ul_double_format(magnitude, kind, precision, spec->alternate,
                                                  (char *)(uintptr_t)ul_text_peek(vm, &text),
                                                  (uint32_t)room);
        }
    }
    *out = ul_text_close(vm, &text);
    return *out ? UL_OK : UL_EXCEPTION;
}

static int format_float(struct ul_vm *vm, const struct ul_spec *spec, double d, ul_val *out)
{
    bool negative = ul_double_bits(d) >> 63 && d == d;
    struct field f = {.every = 3};
    struct ul_view view;
    TRY(float_body(vm, spec, negative ? -d : d, &f.body));
    ul_view_of(vm, f.body, &view);
    while (f.digits < view.len && view.p[f.digits] >= '0' && view.p[f.digits] <= '9')
        f.digits++;
    bool zero = f.digits != 0; /* as it is shown */
    for (uint32_t i = 0; i < view.len && (view.p[i] | 32) != 'e'; i++)
        zero &= view.p[i] < '1' || view.p[i] > '9';
    f.sign = sign_of(spec, negative && !(spec->no_minus_zero && zero));
    return finish(vm, spec, &f, out);
}

int ul_spec_format(struct ul_vm *vm, const struct ul_spec *spec, const ul_val *kept, ul_val *out)
{
    double d;
    bool number, integer = ul_is_int(vm, *kept);
    const char *kinds = integer ? "bcdoxXn" : "s";
    if (ul_is_float(vm, *kept) || (integer && !ul_one_of(kinds, spec->kind))) {
        if (!spec->kind || ul_one_of("eEfFgGn%", spec->kind)) {
            TRY(ul_to_double(vm, *kept, &d, &number));
            return format_float(vm, spec, d, out);
        }
    } else if (ul_one_of(kinds, spec->kind)) {
        return integer ? format_int(vm, spec, kept, out) : format_text(vm, spec, kept, out);
    }
    return ul_value_error(vm,
                          SHOWN(spec->kind, "Unknown format code '", "' for object of type '%t'"),
                          spec->kind, *kept);
}

/* Has the type formats of its own? */
static bool is_formatted(const struct ul_vm *vm, ul_val v)
{
    return ul_is_str(vm, v) || ul_is_int(vm, v) || ul_is_float(vm, v);
}

int ul_format_value(struct ul_vm *vm, ul_val v, ul_val spec_text, uint32_t conversion, ul_val *out)
{
    struct ul_spec spec;
    ul_val *kept = ul_push2(vm, v, spec_text);
    if (!kept) return UL_EXCEPTION;
    int err = conversion ? ul_to_str(vm, kept[0], conversion != 's', kept) : UL_OK;
    if (!err && conversion == 'a') err = ul_to_ascii(vm, kept);
    *out = V_UNBOUND;
    if (!err && ul_special(vm, kept[0], UL_NAME___FORMAT__)) {
        ul_val given = ul_is_str(vm, kept[1]) ? kept[1] : V_EMPTY_STR;
        err = ul_call_special(vm, kept[0], UL_NAME___FORMAT__, given, out);
        if (!err && !ul_is_str(vm, ul_unwrap(vm, *out)))
            err = ul_type_error(vm, "__format__ must return a str, not %t", *out);
        if (!err) *out = ul_unwrap(vm, *out);
    } else if (!err && (!ul_is_str(vm, kept[1]) || kept[1] == V_EMPTY_STR)) {
        err = ul_to_str(vm, kept[0], false, out);
    } else if (!err && !is_formatted(vm, ul_unwrap(vm, kept[0]))) {
        err = ul_type_error(vm, "unsupported format string passed to %t.__format__", kept[0]);
    } else if (!err) {
        kept[0] = ul_unwrap(vm, kept[0]);
        err = parse(vm, kept, &spec);
        if (!err) err = ul_spec_format(vm, &spec, kept, out);
    }
    vm->sp = kept + 2;
    return err;
}
