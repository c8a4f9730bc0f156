/* What is built in: what does calling a type do? int("12"), list(range(3)), ValueError("bad"). */
#include "ul_builtin.h"
#include "ul_class.h"
#include "ul_compare.h"
#include "ul_decimal.h"
#include "ul_dict.h"
#include "ul_digits.h"
#include "ul_encoding.h"
#include "ul_error.h"
#include "ul_format.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_mag.h"
#include "ul_mapping.h"
#include "ul_number.h"
#include "ul_operator.h"
#include "ul_replay.h"
#include "ul_set.h"
#include "ul_str.h"

static int ok(ul_val v, ul_val *out)
{
    *out = v;
    return v ? UL_OK : UL_EXCEPTION;
}

/* --- int -----------------------------------------------------------------------------------------
 */

/* Leave white space out: of a str Unicode's, of bytes ASCII's. */
static void strip(const struct ul_vm *vm, ul_val v, struct ul_view *view, uint32_t *from)
{
    bool str = ul_is_str(vm, v);
    uint32_t size;
    *from = 0;
    while ((size = ul_space_at(view, str, *from)) != 0)
        *from += size;
    while (view->len > *from && (size = ul_space_before(view, str, view->len)) != 0)
        view->len -= size;
}

/* Sign, prefix and base of an integer literal; *from is left at the digits. */
static uint32_t literal_base(const struct ul_view *view, uint32_t *from, uint32_t base,
                             bool *negative)
{
    uint32_t at = *from, found = 10;
    *negative = false;
    if (at < view->len && (view->p[at] == '-' || view->p[at] == '+'))
        *negative = view->p[at++] == '-';
    if (at + 1 < view->len && view->p[at] == '0') {
        uint32_t mark = view->p[at + 1] | 32u;
        found = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
    }
    if (found != 10 && (base == 0 || base == found)) {
        at += 2;
        if (at < view->len && view->p[at] == '_') at++;
        base = found;
    }
    *from = at;
    return base ? base : 10;
}

static int bad_literal(struct ul_vm *vm, ul_val text, uint32_t base)
{
    ul_val repr;
    TRY(ul_to_str(vm, text, true, &repr));
    return ul_value_error(vm, "invalid literal for int() with base %u: %v", base, repr);
}

/* Conversion takes time quadratic in the digits: CPython 3.11 refuses more than 4300. */
static int check_digits(struct ul_vm *vm, const uint8_t *p, uint32_t len)
{
    uint32_t digits = 0;
    for (uint32_t i = 0; i < len && ((p[i] >= '0' && p[i] <= '9') || p[i] == '_'); i++)
        digits += p[i] != '_';
    if (digits <= UL_INT_DIGITS) return UL_OK;
    return ul_value_error(vm,
                          "Exceeds the limit (4300 digits) for integer string conversion: value "
                          "has %u digits; use sys.set_int_max_str_digits() to increase the limit",
                          digits);
}

static int int_from_text(struct ul_vm *vm, ul_val text, uint32_t base, ul_val *out)
{
    struct ul_view view;
    uint32_t from;
    bool negative;
    ul_val *kept = ul_push2(vm, text, text);
    if (!kept) return UL_EXCEPTION;
    TRY(ul_digits_plain(vm, &kept[1]));
    ul_view_of(vm, kept[1], &view);
    strip(vm, kept[1], &view, &from);
    uint32_t real_base = literal_base(&view, &from, base, &negative);
    uint32_t end = view.len;
    if ((real_base & (real_base - 1)) != 0 && end - from > UL_INT_DIGITS)
        TRY(check_digits(vm, view.p + from, end - from));
    uint32_t room = ul_mag_digit_room(end - from, real_base);
    TRY(ul_spend(vm, room * room / 4));
    ul_val scratch = ul_new(vm, T_BYTES, room + 2);
    if (!scratch) return UL_EXCEPTION;
    ul_view_of(vm, kept[1], &view);
    ul_val *digits = PTR(vm, scratch) + 1;
    int32_t n = ul_mag_from_digits((const char *)view.p + from, end - from, real_base, digits);
    if (n < 0) return bad_literal(vm, *kept, base);
    if (base == 0 && real_base == 10 && n && end - from > 1 && view.p[from] == '0')
        return bad_literal(vm, *kept, base);
    uint32_t magnitude = n ? digits[0] : 0;
    if (n <= 1 && magnitude <= 0x3FFFFFFFu) {
        *out = V_INT(negative ? 0u - magnitude : magnitude);
        return UL_OK;
    }
    ul_shrink(vm, scratch, (uint32_t)n + 1); /* the digits lie where those of an INT do */
    PTR(vm, scratch)[0] = HDR(T_INT, n + 1) | (negative ? HDR_FLAG_BIT : 0);
    *out = scratch;
    if (n == 1 && negative && magnitude == 0x40000000u) *out = V_INT(UL_INT_MIN);
    return UL_OK;
}

/* __int__, else __index__, else __trunc__. */
static int int_of_instance(struct ul_vm *vm, ul_val v, ul_val *out)
{
    static const uint16_t names[] = {UL_NAME___INT__, UL_NAME___INDEX__, UL_NAME___TRUNC__};
    ul_val *kept = ul_push(vm, v);
    if (!kept) return UL_EXCEPTION;
    for (uint32_t i = 0; i < 3; i++) {
        TRY(ul_call_special(vm, *kept, names[i], V_UNBOUND, out));
        if (!*out) continue;
        if (ul_is_int(vm, *out)) return ul_unary(vm, UL_OP_POS, *out, out); /* True is 1 */
        return ul_type_error(vm, "%n returned non-int (type %t)", (uint32_t)names[i], *out);
    }
    return ul_type_error(
        vm, "int() argument must be a string, a bytes-like object or a real number, not '%t'",
        *kept);
}

static int call_int(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    int32_t base = 10;
    const ul_val *slot = ul_take_args(vm, args, "/\0base\0", 0, "int");
    if (!slot) return UL_EXCEPTION;
    ul_val v = slot[0];
    if (!ul_special(vm, v, UL_NAME___INT__)) v = ul_unwrap(vm, v);
    *out = V_INT(0);
    if (!v) return slot[1] ? ul_type_error(vm, "int() missing string argument") : UL_OK;
    bool text = ul_is_str(vm, v) || ul_is_bytes(vm, v);
    if (slot[1]) {
        if (!ul_is_int(vm, slot[1])) return ul_index(vm, slot[1], &base);
        if (!ul_int_small(vm, slot[1], &base) || base < 0 || base == 1 || base > 36)
            return ul_value_error(vm, "int() base must be >= 2 and <= 36, or 0");
        if (!text) return ul_type_error(vm, "int() can't convert non-string with explicit base");
    }
    if (text) return int_from_text(vm, v, (uint32_t)base, out);
    if (ul_is_int(vm, v)) return ul_unary(vm, UL_OP_POS, v, out);
    if (ul_is_float(vm, v)) return ul_int_from_double(vm, ul_float_of(vm, v), out);
    if (ul_class_of(vm, v)) return int_of_instance(vm, v, out);
    return ul_type_error(
        vm, "int() argument must be a string, a bytes-like object or a real number, not '%t'", v);
}

/* --- float, str, bytes ---------------------------------------------------------------------------
 */

/* The number that a text stands for, if it does; scratch lies on the stack meanwhile. */
static int parse_double(struct ul_vm *vm, const ul_val *kept, bool *number, double *d)
{
    struct ul_view view;
    uint32_t from;
    ul_val *sp = vm->sp;
    ul_view_of(vm, *kept, &view);
    strip(vm, *kept, &view, &from);
    uint32_t *scratch =
        ul_stack_take(vm, ul_double_parse_room((const char *)view.p + from, view.len - from));
    if (!scratch) return UL_EXCEPTION;
    ul_view_of(vm, *kept, &view);
    strip(vm, *kept, &view, &from);
    *number = !ul_double_parse((const char *)view.p + from, view.len - from, scratch, d);
    vm->sp = sp;
    return UL_OK;
}

static int call_float(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    double d = 0;
    bool number;
    TRY(ul_keywords(vm, args, "", "float"));
    TRY(ul_check_count(vm, args, 0, 1, "float"));
    ul_val v = args->count ? ARG(0) : V_INT(0);
    if (!ul_special(vm, v, UL_NAME___FLOAT__)) v = ul_unwrap(vm, v);
    if (ul_is_str(vm, v) || ul_is_bytes(vm, v)) {
        ul_val repr, *kept = ul_push2(vm, v, v);
        if (!kept) return UL_EXCEPTION;
        TRY(ul_digits_plain(vm, &kept[1]));
        TRY(parse_double(vm, &kept[1], &number, &d));
        if (number) return ok(ul_float_new(vm, d), out);
        TRY(ul_to_str(vm, *kept, true, &repr));
        return ul_value_error(vm, "could not convert string to float: %v", repr);
    }
    if (ul_special(vm, v, UL_NAME___FLOAT__)) {
        ul_val *kept = ul_push(vm, v);
        if (!kept) return UL_EXCEPTION;
        TRY(ul_call_special(vm, *kept, UL_NAME___FLOAT__, V_UNBOUND, out));
        if (ul_is_float(vm, *out)) return UL_OK;
        return ul_type_error(vm, "%t.__float__ returned non-float (type %t)", *kept, *out);
    }
    if (ul_special(vm, v, UL_NAME___INDEX__)) {
        ul_val *kept = ul_push(vm, v);
        if (!kept) return UL_EXCEPTION;
        TRY(ul_to_index(vm, kept));
        v = *kept;
    }
    TRY(ul_to_double(vm, v, &d, &number));
    if (!number)
        return ul_type_error(vm, "float() argument must be a string or a real number, not '%t'", v);
    return ok(ul_float_new(vm, d), out);
}

static int call_str(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    const ul_val *slot = ul_take_args(vm, args, "object\0encoding\0errors\0", 0, "str");
    if (!slot) return UL_EXCEPTION;
    TRY(ul_encoding_texts(vm, slot + 1, "str"));
    *out = V_EMPTY_STR;
    if (!slot[0]) return UL_OK;
    if (!slot[1] && !slot[2]) return ul_to_str(vm, slot[0], false, out);
    if (ul_is_str(vm, slot[0])) return ul_type_error(vm, "decoding str is not supported");
    if (!ul_is_bytes(vm, slot[0]))
        return ul_type_error(vm, "decoding to str: need a bytes-like object, %t found", slot[0]);
    return ul_text_decode(vm, &slot[0], slot[1], slot[2], out);
}

static int bytes_from_items(struct ul_vm *vm, ul_val items, bool array, ul_val *out)
{
    struct ul_text text;
    struct ul_loop loop;
    ul_val item;
    const ul_val *kept = ul_push(vm, items);
    if (!kept) return UL_EXCEPTION;
    TRY(ul_text_open(vm, &text));
    int err = ul_loop_open(vm, &loop, *kept);
    if (err == UL_EXCEPTION && ul_pending_is(vm, UL_TYPE_TYPEERROR))
        return ul_type_error(vm, "cannot convert '%t' object to %s", *kept,
                             array ? "bytearray" : "bytes");
    TRY(err);
    for (;;) {
        int32_t number;
        TRY(ul_loop_next(vm, &loop, &item));
        if (!item) break;
        if (!ul_is_int(vm, item)) return ul_index(vm, item, &number);
        if (!ul_int_small(vm, item, &number) || number < 0 || number > 255)
            return ul_value_error(vm, array ? "byte must be in range(0, 256)"
                                            : "bytes must be in range(0, 256)");
        uint8_t byte = (uint8_t)number;
        TRY(ul_text_bytes(vm, &text, &byte, 1));
    }
    vm->sp = text.slot;
    return ok(ul_text_close_bytes(vm, &text), out);
}

static int zero_bytes(struct ul_vm *vm, ul_val size, ul_val *out)
{
    int32_t count;
    struct ul_view view;
    TRY(ul_index_sized(vm, size, UL_TYPE_OVERFLOWERROR, &count));
    if (count < 0) return ul_value_error(vm, "negative count");
    if (count > (int32_t)UL_MAX_WORDS) return ul_raise_type(vm, UL_TYPE_MEMORYERROR);
    TRY(ul_spend(vm, (uint32_t)count / 64));
    *out = ul_new_clear(vm, T_BYTES, 1 + ((uint32_t)count + 3) / 4);
    if (!*out) return UL_EXCEPTION;
    ul_view_of(vm, *out, &view);
    PTR(vm, *out)[0] |= (view.len - (uint32_t)count) << 8;
    return UL_OK;
}

static int call_bytes(struct ul_vm *vm, const struct ul_args *args, bool array, ul_val *out)
{
    struct ul_text text;
    const char *name = array ? "bytearray" : "bytes";
    const ul_val *slot = ul_take_args(vm, args, "source\0encoding\0errors\0", 0, name);
    if (!slot) return UL_EXCEPTION;
    TRY(ul_encoding_texts(vm, slot + 1, name));
    if (slot[0] && !array && ul_special(vm, slot[0], UL_NAME___BYTES__)) {
        TRY(ul_call_special(vm, slot[0], UL_NAME___BYTES__, V_UNBOUND, out));
        if (TYPE_IS(vm, *out, T_BYTES)) return UL_OK;
        return ul_type_error(vm, "__bytes__ returned non-bytes (type %t)", *out);
    }
    ul_val v = slot[0] ? ul_unwrap(vm, slot[0]) : V_UNBOUND;
    bool encoded = slot[1] || slot[2];
    if (v && ul_is_str(vm, v)) {
        if (!slot[1]) return ul_type_error(vm, "string argument without an encoding");
        TRY(ul_text_encode(vm, &slot[0], slot[1], slot[2], out));
    } else if (encoded) {
        return ul_type_error(vm, slot[1] ? "encoding without a string argument"
                                         : "errors without a string argument");
    } else if (!v) {
        *out = ul_bytes_new(vm, NULL, 0);
    } else if (ul_is_int(vm, v) || ul_special(vm, v, UL_NAME___INDEX__)) {
        int err = zero_bytes(vm, v, out);
        if (err == UL_EXCEPTION && !ul_is_int(vm, v) && ul_pending_is(vm, UL_TYPE_TYPEERROR)) {
            vm->roots[ROOT_EXC] = V_UNBOUND;
            err = bytes_from_items(vm, ul_unwrap(vm, slot[0]), array, out);
        }
        TRY(err);
    } else if (TYPE_IS(vm, v, T_BYTES) && !array) {
        *out = v;
    } else if (ul_is_bytes(vm, v)) {
        TRY(ul_text_open(vm, &text));
        TRY(ul_text_str(vm, &text, ul_unwrap(vm, slot[0])));
        *out = ul_text_close_bytes(vm, &text);
    } else {
        TRY(bytes_from_items(vm, v, array, out));
    }
    if (*out && array) *out = ul_bytearray_new(vm, *out);
    return *out ? UL_OK : UL_EXCEPTION;
}

/* --- Containers ----------------------------------------------------------------------------------
 */

static int call_sequence(struct ul_vm *vm, const struct ul_args *args, bool tuple, ul_val *out)
{
    const char *name = tuple ? "tuple" : "list";
    TRY(ul_keywords(vm, args, "", name));
    TRY(ul_check_count(vm, args, 0, 1, name));
    if (tuple && args->count && TYPE_IS(vm, ARG(0), T_TUPLE)) {
        *out = ARG(0);
        return UL_OK;
    }
    if (!args->count) return ok(tuple ? ul_new(vm, T_TUPLE, 1) : ul_list_new(vm, 0), out);
    TRY(ul_list_of(vm, ARG(0), out));
    return tuple ? ok(ul_tuple_from(vm, *out), out) : UL_OK;
}

/* A set of what may ask Python code for its items. */
static int set_of(struct ul_vm *vm, ul_val iterable, bool frozen, ul_val *out)
{
    ul_val item, *state;
    TRY(ul_loop_resume(vm, iterable, 1, &state));
    if (!state[LOOP_OWN]) state[LOOP_OWN] = ul_set_new(vm, 0, frozen);
    if (!state[LOOP_OWN]) return UL_EXCEPTION;
    for (;;) {
        TRY(ul_loop_step(vm, state, &item));
        if (!item) break;
        TRY(ul_set_add(vm, state[LOOP_OWN], item));
        ul_loop_consume(vm, state);
    }
    *out = state[LOOP_OWN];
    return UL_OK;
}

static int call_set(struct ul_vm *vm, const struct ul_args *args, bool frozen, ul_val *out)
{
    const char *name = frozen ? "frozenset" : "set";
    TRY(ul_keywords(vm, args, "", name));
    TRY(ul_check_count(vm, args, 0, 1, name));
    *out = args->count ? ARG(0) : V_UNBOUND;
    if (!*out) return ok(ul_set_new(vm, 0, frozen), out);
    if (frozen && ul_is_set(vm, *out) && HDR_FLAG(PTR(vm, *out)[0])) return UL_OK;
    if (ul_asks(vm, *out)) return set_of(vm, *out, frozen, out);
    return ul_set_from(vm, *out, frozen, out);
}

static int dict_from_pairs(struct ul_vm *vm, const ul_val *dict, ul_val pairs)
{
    struct ul_loop loop;
    ul_val item;
    uint32_t count;
    TRY(ul_loop_open(vm, &loop, pairs));
    for (uint32_t i = 0;; i++) {
        TRY(ul_loop_next(vm, &loop, &item));
        if (!item) break;
        ul_val *kept = ul_push2(vm, item, V_UNBOUND);
        if (!kept) return UL_EXCEPTION;
        if (!ul_iterable(vm, kept[0]))
            return ul_type_error(
                vm, "cannot convert dictionary update sequence element #%u to a sequence", i);
        if (!ul_is_sequence(vm, kept[0])) {
            kept[1] = ul_list_new(vm, 0);
            if (!kept[1]) return UL_EXCEPTION;
            TRY(ul_list_extend(vm, kept[1], kept[0]));
            kept[0] = kept[1];
        }
        const ul_val *items = ul_items(vm, *kept, &count);
        if (count != 2)
            return ul_value_error(
                vm, "dictionary update sequence element #%u has length %u; 2 is required", i,
                count);
        TRY(ul_dict_set(vm, *dict, items[0], items[1]));
        vm->sp = kept + 2;
    }
    ul_loop_close(vm, &loop);
    return UL_OK;
}

static int call_dict(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    TRY(ul_check_count(vm, args, 0, 1, "dict"));
    ul_val dict = ul_dict_new(vm, 0);
    ul_val *kept = dict ? ul_push2(vm, dict, V_UNBOUND) : NULL;
    if (!kept) return UL_EXCEPTION;
    if (args->count) {
        kept[1] = ARG(0);
        TRY(ul_mapping_dict(vm, &kept[1]));
        TRY(kept[1] ? ul_dict_merge(vm, *kept, kept[1]) : dict_from_pairs(vm, kept, ARG(0)));
    }
    for (uint32_t i = 0; i < args->keywords; i++)
        TRY(ul_dict_set(vm, *kept, ARG(args->count + 2 * i), ARG(args->count + 2 * i + 1)));
    *out = *kept;
    return UL_OK;
}

static int call_range(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    int32_t bounds[3] = {0, 0, 1};
    TRY(ul_keywords(vm, args, "", "range"));
    TRY(ul_check_count(vm, args, 1, 3, "range"));
    for (uint32_t i = 0; i < args->count; i++) {
        int32_t *bound = &bounds[args->count == 1 ? 1 : i];
        ul_val *kept = ul_push(vm, ARG(i));
        if (!kept) return UL_EXCEPTION;
        TRY(ul_to_index(vm, kept));
        TRY(ul_index(vm, *kept, bound));
        if (!IS_INT(*kept) && IS_REF(*kept))
            return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "a range beyond 31 bits");
    }
    if (!bounds[2]) return ul_value_error(vm, "range() arg 3 must not be zero");
    ul_val range = ul_new(vm, T_RANGE, RANGE_WORDS);
    for (uint32_t i = 0; range && i < 3; i++)
        PTR(vm, range)[RANGE_START + i] = V_INT(bounds[i]);
    return ok(range, out);
}

static int call_slice(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    TRY(ul_keywords(vm, args, "", "slice"));
    TRY(ul_check_count(vm, args, 1, 3, "slice"));
    ul_val slice = ul_new(vm, T_SLICE, RANGE_WORDS);
    if (!slice) return UL_EXCEPTION;
    for (uint32_t i = 0; i < 3; i++)
        PTR(vm, slice)[RANGE_START + i] = i < args->count ? ARG(i) : V_NONE;
    if (args->count == 1) {
        PTR(vm, slice)[RANGE_START] = V_NONE;
        PTR(vm, slice)[RANGE_STOP] = ARG(0);
    }
    *out = slice;
    return UL_OK;
}

static int call_exception(struct ul_vm *vm, uint32_t type_id, const struct ul_args *args,
                          ul_val *out)
{
    TRY(ul_keywords(vm, args, "", "exception"));
    ul_val tuple = ul_new(vm, T_TUPLE, 1 + args->count);
    if (!tuple) return UL_EXCEPTION;
    memcpy(PTR(vm, tuple) + 1, ul_args_get(vm, args), args->count * 4);
    return ok(ul_exception_new(vm, V_TYPE(type_id), tuple), out);
}

static int call_type(struct ul_vm *vm, uint32_t type_id, const struct ul_args *args, ul_val *out)
{
    bool truth = false;
    switch (type_id) {
    case UL_TYPE_INT: return call_int(vm, args, out);
    case UL_TYPE_FLOAT: return call_float(vm, args, out);
    case UL_TYPE_STR: return call_str(vm, args, out);
    case UL_TYPE_BYTES:
    case UL_TYPE_BYTEARRAY: return call_bytes(vm, args, type_id == UL_TYPE_BYTEARRAY, out);
    case UL_TYPE_SLICE: return call_slice(vm, args, out);
    case UL_TYPE_LIST:
    case UL_TYPE_TUPLE: return call_sequence(vm, args, type_id == UL_TYPE_TUPLE, out);
    case UL_TYPE_DICT: return call_dict(vm, args, out);
    case UL_TYPE_SET:
    case UL_TYPE_FROZENSET: return call_set(vm, args, type_id == UL_TYPE_FROZENSET, out);
    case UL_TYPE_RANGE: return call_range(vm, args, out);
    case UL_TYPE_OBJECT:
    case UL_TYPE_TYPE:
    case UL_TYPE_PROPERTY:
    case UL_TYPE_STATICMETHOD:
    case UL_TYPE_CLASSMETHOD:
    case UL_TYPE_SUPER: return ul_object_type_call(vm, type_id, args, out);
    case UL_TYPE_BOOL:
        TRY(ul_keywords(vm, args, "", "bool"));
        TRY(ul_check_count(vm, args, 0, 1, "bool"));
        if (args->count) TRY(ul_truth(vm, ARG(0), &truth));
        *out = V_BOOL(truth);
        return UL_OK;
    default: break;
    }
    if (ul_is_exception_class(vm, V_TYPE(type_id))) return call_exception(vm, type_id, args, out);
    return ul_type_error(vm, "cannot create instances of this type on a board");
}

/* Those whose calls may be left while they wait for Python code. */
#define BIT(id) (1u << (id))
static const uint32_t leaving = BIT(UL_TYPE_INT) | BIT(UL_TYPE_FLOAT) | BIT(UL_TYPE_STR) |
                                BIT(UL_TYPE_BOOL) | BIT(UL_TYPE_LIST) | BIT(UL_TYPE_TUPLE) |
                                BIT(UL_TYPE_SET) | BIT(UL_TYPE_FROZENSET);

int ul_type_call(struct ul_vm *vm, uint32_t type_id, const struct ul_args *args, ul_val *out)
{
    ul_val *sp = vm->sp;
    bool held = type_id >= 32 || !(leaving >> type_id & 1u);
    *out = V_UNBOUND;
    vm->replay.hold = (uint8_t)(vm->replay.hold + held);
    int err = call_type(vm, type_id, args, out);
    vm->replay.hold = (uint8_t)(vm->replay.hold - held);
    vm->sp = sp;
    return err;
}
