/* What do operators do beyond the fast cases? See ul_operator.h. */
#include "ul_operator.h"
#include "ul_attr.h"
#include "ul_builtin.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_float.h"
#include "ul_format.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_number.h"
#include "ul_replay.h"
#include "ul_set.h"
#include "ul_slice.h"
#include "ul_str.h"

/* --- Special methods and errors ------------------------------------------------------------------
 */

/* Names of the special methods of ADD ... SHR: plain, reflected, in place. */
static const uint16_t specials[][3] = {
    {UL_NAME___ADD__, UL_NAME___RADD__, UL_NAME___IADD__},
    {UL_NAME___SUB__, UL_NAME___RSUB__, UL_NAME___ISUB__},
    {UL_NAME___MUL__, UL_NAME___RMUL__, UL_NAME___IMUL__},
    {UL_NAME___TRUEDIV__, UL_NAME___RTRUEDIV__, UL_NAME___ITRUEDIV__},
    {UL_NAME___FLOORDIV__, UL_NAME___RFLOORDIV__, UL_NAME___IFLOORDIV__},
    {UL_NAME___MOD__, UL_NAME___RMOD__, UL_NAME___IMOD__},
    {UL_NAME___POW__, UL_NAME___RPOW__, UL_NAME___IPOW__},
    {UL_NAME___AND__, UL_NAME___RAND__, UL_NAME___IAND__},
    {UL_NAME___OR__, UL_NAME___ROR__, UL_NAME___IOR__},
    {UL_NAME___XOR__, UL_NAME___RXOR__, UL_NAME___IXOR__},
    {UL_NAME___LSHIFT__, UL_NAME___RLSHIFT__, UL_NAME___ILSHIFT__},
    {UL_NAME___RSHIFT__, UL_NAME___RRSHIFT__, UL_NAME___IRSHIFT__},
};

bool ul_operator_of(uint32_t name_id, uint32_t *op, uint32_t *form)
{
    for (uint32_t i = 0; i < 3 * (UL_OP_SHR - UL_OP_ADD + 1); i++)
        if (specials[i / 3][i % 3] == name_id) {
            *op = UL_OP_ADD + i / 3;
            *form = i % 3;
            return true;
        }
    return false;
}

static const char *symbol(uint32_t op, bool in_place)
{
    static const char symbols[] =
        "+=\0\0-=\0\0*=\0\0/=\0\0//=\0%=\0\0**=\0&=\0\0|=\0\0^=\0\0<<=\0>>=";
    static const char plain[] = "+\0\0-\0\0*\0\0/\0\0//\0%\0\0**\0&\0\0|\0\0^\0\0<<\0>>";
    return in_place ? symbols + 4 * (op - UL_OP_ADD) : plain + 3 * (op - UL_OP_ADD);
}

static int unsupported(struct ul_vm *vm, uint32_t op, ul_val x, ul_val y, bool in_place)
{
    if (op == UL_OP_POW && !in_place)
        return ul_type_error(vm, "unsupported operand type(s) for ** or pow(): '%t' and '%t'", x,
                             y);
    return ul_type_error(vm, "unsupported operand type(s) for %s: '%t' and '%t'",
                         symbol(op, in_place), x, y);
}

/* Try a special method of kept[self] with the other operand; *out NotImplemented when there is
 * none. */
static int try_special(struct ul_vm *vm, const ul_val *kept, uint32_t self, uint32_t name,
                       ul_val *out)
{
    TRY(ul_call_special(vm, kept[self], name, kept[1 - self], out));
    if (!*out) *out = V_NOTIMPLEMENTED;
    return UL_OK;
}

/* The methods of both operands; the right one's comes first when its class derives from that of the
 * left and has a method of its own. */
static int special_pair(struct ul_vm *vm, const uint16_t *names, const ul_val *kept, bool in_place,
                        ul_val *out)
{
    *out = V_NOTIMPLEMENTED;
    if (in_place) TRY(try_special(vm, kept, 0, names[2], out));
    if (*out != V_NOTIMPLEMENTED) return UL_OK;
    ul_val left = ul_type_of(vm, kept[0]), right = ul_type_of(vm, kept[1]);
    bool first = left != right && ul_is_subtype(vm, right, left) &&
                 ul_special(vm, kept[1], names[1]) != ul_special(vm, kept[0], names[1]);
    if (first) TRY(try_special(vm, kept, 1, names[1], out));
    if (*out == V_NOTIMPLEMENTED) TRY(try_special(vm, kept, 0, names[0], out));
    if (*out == V_NOTIMPLEMENTED && !first && ul_type_of(vm, kept[0]) != ul_type_of(vm, kept[1]))
        TRY(try_special(vm, kept, 1, names[1], out));
    return UL_OK;
}

/* Neither has a method that answers: what the values that they stand for do. In place, a list stays
 * the instance that it was. */
static int binary_unwrapped(struct ul_vm *vm, uint32_t op, const ul_val *kept, bool in_place,
                            ul_val *out)
{
    ul_val x = ul_unwrap(vm, kept[0]), y = ul_unwrap(vm, kept[1]);
    if (x == kept[0] && y == kept[1]) return unsupported(vm, op, x, y, in_place);
    TRY(in_place ? ul_inplace(vm, op, x, y, out) : ul_binary(vm, op, x, y, out));
    if (in_place && *out == ul_unwrap(vm, kept[0])) *out = kept[0];
    return UL_OK;
}

static int binary_special(struct ul_vm *vm, uint32_t op, const ul_val *kept, bool in_place,
                          ul_val *out)
{
    TRY(special_pair(vm, specials[op - UL_OP_ADD], kept, in_place, out));
    if (*out != V_NOTIMPLEMENTED) return UL_OK;
    return binary_unwrapped(vm, op, kept, in_place, out);
}

/* a @ b, divmod(a, b) of what is not built in; `what` for the message. */
int ul_binary_by_name(struct ul_vm *vm, ul_val x, ul_val y, uint32_t form, bool in_place,
                      ul_val *out)
{
    static const uint16_t names[][3] = {
        {UL_NAME___MATMUL__, UL_NAME___RMATMUL__, UL_NAME___IMATMUL__},
        {UL_NAME___DIVMOD__, UL_NAME___RDIVMOD__, UL_NAME___RDIVMOD__},
    };
    ul_val *kept = ul_push2(vm, x, y);
    if (!kept) return UL_EXCEPTION;
    int err = special_pair(vm, names[form], kept, in_place, out);
    if (!err && *out == V_NOTIMPLEMENTED)
        err = ul_type_error(vm, "unsupported operand type(s) for %s: '%t' and '%t'",
                            form       ? "divmod()"
                            : in_place ? "@="
                                       : "@",
                            kept[0], kept[1]);
    vm->sp = kept + 2;
    return err;
}

/* --- Sequences -----------------------------------------------------------------------------------
 */

static int concat_text(struct ul_vm *vm, const ul_val *kept, ul_val *out)
{
    struct ul_text text;
    TRY(ul_text_open(vm, &text));
    TRY(ul_text_str(vm, &text, kept[0]));
    TRY(ul_text_str(vm, &text, kept[1]));
    *out = ul_text_close_like(vm, &text, kept[0]);
    return *out ? ul_spend(vm, text.len / 64) : UL_EXCEPTION;
}

static int concat_sequences(struct ul_vm *vm, const ul_val *kept, ul_val *out)
{
    uint32_t na, nb;
    ul_items(vm, kept[0], &na);
    ul_items(vm, kept[1], &nb);
    bool tuple = TYPE_IS(vm, kept[0], T_TUPLE);
    ul_val ref = tuple ? ul_new_clear(vm, T_TUPLE, 1 + na + nb) : ul_list_new(vm, na + nb);
    if (!ref) return UL_EXCEPTION;
    if (!tuple) PTR(vm, ref)[LIST_LEN] = V_INT(na + nb);
    uint32_t all;
    ul_val *items = ul_items(vm, ref, &all);
    for (uint32_t i = 0; i < na; i++)
        items[i] = ul_items(vm, kept[0], &na)[i];
    for (uint32_t i = 0; i < nb; i++)
        items[na + i] = ul_items(vm, kept[1], &nb)[i];
    *out = ref;
    return ul_spend(vm, (na + nb) / 8);
}

static int repeat_text(struct ul_vm *vm, const ul_val *kept, uint32_t times, ul_val *out)
{
    struct ul_text text;
    struct ul_view view;
    ul_view_of(vm, kept[0], &view);
    if (!view.len) times = 0;
    if ((uint64_t)view.len * times > UL_MAX_WORDS) return ul_raise_type(vm, UL_TYPE_MEMORYERROR);
    TRY(ul_spend(vm, view.len * times / 64 + times / 16));
    TRY(ul_text_open(vm, &text));
    for (uint32_t i = 0; i < times; i++)
        TRY(ul_text_str(vm, &text, kept[0]));
    *out = ul_text_close_like(vm, &text, kept[0]);
    return *out ? UL_OK : UL_EXCEPTION;
}

static int repeat_sequence(struct ul_vm *vm, const ul_val *kept, uint32_t times, ul_val *out)
{
    uint32_t n, all;
    ul_items(vm, kept[0], &n);
    if ((uint64_t)n * times > UL_MAX_WORDS) return ul_raise_type(vm, UL_TYPE_MEMORYERROR);
    all = n * times;
    TRY(ul_spend(vm, all / 8));
    bool tuple = TYPE_IS(vm, kept[0], T_TUPLE);
    ul_val ref = tuple ? ul_new_clear(vm, T_TUPLE, 1 + all) : ul_list_new(vm, all);
    if (!ref) return UL_EXCEPTION;
    if (!tuple) PTR(vm, ref)[LIST_LEN] = V_INT(all);
    ul_val *to = ul_items(vm, ref, &all);
    const ul_val *from = ul_items(vm, kept[0], &n);
    for (uint32_t i = 0; i < all; i++)
        to[i] = from[i % n];
    *out = ref;
    return UL_OK;
}

static bool is_text(const struct ul_vm *vm, ul_val v)
{
    return ul_is_str(vm, v) || ul_is_bytes(vm, v);
}

static int repeat(struct ul_vm *vm, ul_val *kept, ul_val *out)
{
    int32_t times;
    if (!ul_is_int(vm, kept[1])) {
        if (ul_special(vm, kept[1], UL_NAME___RMUL__)) {
            TRY(try_special(vm, kept, 1, UL_NAME___RMUL__, out));
            if (*out != V_NOTIMPLEMENTED) return UL_OK;
        }
        if (ul_unwrap(vm, kept[1]) == kept[1] && !ul_special(vm, kept[1], UL_NAME___INDEX__))
            return ul_type_error(vm, "can't multiply sequence by non-int of type '%t'", kept[1]);
    }
    TRY(ul_index_sized(vm, kept[1], UL_TYPE_OVERFLOWERROR, &times));
    times = times < 0 ? 0 : times;
    return is_text(vm, kept[0]) ? repeat_text(vm, kept, (uint32_t)times, out)
                                : repeat_sequence(vm, kept, (uint32_t)times, out);
}

static int concat(struct ul_vm *vm, const ul_val *kept, ul_val *out)
{
    ul_val x = kept[0], y = kept[1];
    if ((ul_is_str(vm, x) && ul_is_str(vm, y)) || (ul_is_bytes(vm, x) && ul_is_bytes(vm, y)))
        return concat_text(vm, kept, out);
    if (ul_is_sequence(vm, x) && IS_REF(y) && HDR_TYPE(PTR(vm, x)[0]) == HDR_TYPE(PTR(vm, y)[0]))
        return concat_sequences(vm, kept, out);
    if (ul_class_of(vm, y) && ul_special(vm, y, UL_NAME___RADD__)) {
        ul_val *both = (ul_val *)(uintptr_t)kept;
        TRY(try_special(vm, both, 1, UL_NAME___RADD__, out));
        if (*out != V_NOTIMPLEMENTED) return UL_OK;
    }
    if (ul_unwrap(vm, kept[1]) != kept[1])
        return ul_binary(vm, UL_OP_ADD, kept[0], ul_unwrap(vm, kept[1]), out);
    x = kept[0];
    y = kept[1];
    if (ul_is_bytes(vm, x)) return ul_type_error(vm, "can't concat %t to %t", y, x);
    return ul_type_error(vm, "can only concatenate %t (not \"%t\") to %s", x, y,
                         ul_is_str(vm, x)         ? "str"
                         : TYPE_IS(vm, x, T_LIST) ? "list"
                                                  : "tuple");
}

static int dict_union(struct ul_vm *vm, const ul_val *kept, ul_val *out)
{
    ul_val dict = ul_dict_new(vm, ul_dict_length(vm, kept[0]));
    const ul_val *both = dict ? ul_push(vm, dict) : NULL;
    if (!both) return UL_EXCEPTION;
    TRY(ul_dict_merge(vm, *both, kept[0]));
    TRY(ul_dict_merge(vm, *both, kept[1]));
    *out = *both;
    return UL_OK;
}

static bool is_set_op(uint32_t op)
{
    return (op >= UL_OP_AND && op <= UL_OP_XOR) || op == UL_OP_SUB;
}

/* Views of a dict's keys or items take part as the sets that they are. */
static int set_binary(struct ul_vm *vm, uint32_t op, ul_val *kept, bool *handled, ul_val *out)
{
    bool view_x = ul_is_view(vm, kept[0], true), view_y = ul_is_view(vm, kept[1], true);
    *handled =
        is_set_op(op) && ((ul_is_set(vm, kept[0]) && ul_is_set(vm, kept[1])) || view_x || view_y);
    if (!*handled) return UL_OK;
    int err = UL_OK;
    vm->replay.hold++;
    if (view_x || view_y) { /* and the other operand may be anything that can be iterated over */
        err = ul_set_from(vm, kept[0], false, &kept[0]);
        if (!err) err = ul_set_from(vm, kept[1], false, &kept[1]);
    }
    if (!err) err = ul_set_binary(vm, op, kept, out);
    vm->replay.hold--;
    return err;
}

/* Can v stand beside `other` in `int | None`? */
static bool is_type(const struct ul_vm *vm, ul_val v, ul_val other)
{
    bool type = IS_KIND(v, K_TYPE) || TYPE_IS(vm, v, T_CLASS);
    if (TYPE_IS(vm, v, T_TUPLE) && ul_tuple_length(vm, v)) {
        ul_val first = PTR(vm, v)[1];
        return IS_KIND(first, K_TYPE) || TYPE_IS(vm, first, T_CLASS);
    }
    return type || (v == V_NONE && other != V_NONE);
}

/* `int | str | None` for isinstance: here a tuple of types is all that a union is. */
static int type_union(struct ul_vm *vm, const ul_val *kept, ul_val *out)
{
    ul_val list = ul_list_new(vm, 0);
    const ul_val *all = list ? ul_push(vm, list) : NULL;
    if (!all) return UL_EXCEPTION;
    for (uint32_t i = 0; i < 2; i++) {
        if (TYPE_IS(vm, kept[i], T_TUPLE))
            TRY(ul_list_extend(vm, *all, kept[i]));
        else
            TRY(ul_list_append(vm, *all, kept[i] == V_NONE ? V_TYPE(UL_TYPE_NONETYPE) : kept[i]));
    }
    *out = ul_tuple_from(vm, *all);
    return *out ? UL_OK : UL_EXCEPTION;
}

static int binary_kept(struct ul_vm *vm, uint32_t op, ul_val *kept, bool in_place, ul_val *out)
{
    ul_val x = kept[0], y = kept[1];
    bool sequence_x = is_text(vm, x) || ul_is_sequence(vm, x);
    bool sequence_y = is_text(vm, y) || ul_is_sequence(vm, y);
    if (op == UL_OP_ADD && sequence_x) return concat(vm, kept, out);
    if (op == UL_OP_MUL && sequence_x) return repeat(vm, kept, out);
    if (op == UL_OP_MUL && sequence_y && !ul_class_of(vm, x)) {
        kept[0] = y;
        kept[1] = x;
        return repeat(vm, kept, out);
    }
    if (op == UL_OP_OR && is_type(vm, x, y) && is_type(vm, y, x)) return type_union(vm, kept, out);
    bool handled;
    TRY(set_binary(vm, op, kept, &handled, out));
    if (handled) return UL_OK;
    if (op == UL_OP_MOD && ul_is_str(vm, x)) return ul_format_percent(vm, kept, out);
    if (op == UL_OP_OR && TYPE_IS(vm, x, T_DICT) && TYPE_IS(vm, y, T_DICT))
        return dict_union(vm, kept, out);
    return binary_special(vm, op, kept, in_place, out);
}

static int binary(struct ul_vm *vm, uint32_t op, ul_val x, ul_val y, bool in_place, ul_val *out)
{
    bool handled;
    int err = ul_number_binary(vm, op, x, y, out, &handled);
    if (err || handled) return err;
    ul_val *kept = ul_push2(vm, x, y);
    if (!kept) return UL_EXCEPTION;
    err = binary_kept(vm, op, kept, in_place, out);
    vm->sp = kept + 2;
    return err;
}

/* A float or a small integer as a double. */
static inline bool as_double(const struct ul_vm *vm, ul_val v, double *out)
{
    if (IS_INT(v)) {
        *out = INT_OF(v);
        return true;
    }
    if (!TYPE_IS(vm, v, T_FLOAT)) return false;
    *out = ul_float_of(vm, v);
    return true;
}

static double quotient(double a, double b)
{
    union ul_port_double x = {.d = a}, y = {.d = b};
    x.bits = UL_QUOTIENT(x.bits, y.bits);
    return x.d;
}

/* The commonest slow case, before all others: + - * / with at least one float and nothing but small
 * integers beside it. */
static inline bool float_arithmetic(struct ul_vm *vm, uint32_t op, ul_val x, ul_val y, double *out)
{
    double a, b;
    if (op > UL_OP_TRUEDIV || (x & y & 1u) || !as_double(vm, x, &a) || !as_double(vm, y, &b))
        return false;
    switch (op) {
    case UL_OP_MUL: *out = a * b; return true;
    case UL_OP_ADD: *out = a + b; return true;
    case UL_OP_SUB: *out = a - b; return true;
    default: *out = quotient(a, b); return b != 0;
    }
}

/* ul_float_new, inline while there is room: a sixth of the instructions of a float program. */
static inline ul_val new_float(struct ul_vm *vm, double d)
{
    union ul_double_words words = {d};
    ul_val *object = (ul_val *)(void *)vm->heap_ptr;
    if (UL_UNLIKELY((uint32_t)(vm->stack_low - vm->heap_ptr) < 12)) return ul_float_new(vm, d);
    vm->heap_ptr += 12;
    object[0] = HDR(T_FLOAT, 3);
    object[1] = words.w[0];
    object[2] = words.w[1];
    return REF(vm, object);
}

/* An integer of one digit or none. */
static inline bool as_narrow(const struct ul_vm *vm, ul_val v, int64_t *out)
{
    *out = INT_OF(v);
    if (IS_INT(v)) return true;
    if (!IS_REF(v)) return false;
    const ul_val *object = PTR(vm, v);
    if ((object[0] & ~HDR_FLAG_BIT) != HDR(T_INT, 2)) return false;
    *out = HDR_FLAG(object[0]) ? -(int64_t)object[1] : (int64_t)object[1];
    return true;
}

/* The next commonest: integers around 32 bits, whose results fit 64. */
static inline bool narrow_arithmetic(struct ul_vm *vm, uint32_t op, ul_val x, ul_val y,
                                     int64_t *out)
{
    int64_t a, b;
    if (!as_narrow(vm, x, &a) || !as_narrow(vm, y, &b)) return false;
    switch (op) {
    case UL_OP_ADD: *out = a + b; return true;
    case UL_OP_SUB: *out = a - b; return true;
    case UL_OP_AND: *out = a & b; return true;
    case UL_OP_OR: *out = a | b; return true;
    case UL_OP_XOR: *out = a ^ b; return true;
    case UL_OP_SHR: *out = a >> (b & 63); return b >= 0 && b < 32;
    case UL_OP_SHL: *out = (int64_t)((uint64_t)a << (b & 63)); return b >= 0 && b < 30;
    default: return false;
    }
}

static int add_strings(struct ul_vm *vm, ul_val x, ul_val y, ul_val *out)
{
    ul_val *kept = ul_push2(vm, x, y);
    if (!kept) return UL_EXCEPTION;
    int err = ul_str_join(vm, kept, 0, 2, out);
    vm->sp = kept + 2;
    return err ? err : ul_spend(vm, IS_REF(*out) ? HDR_WORDS(PTR(vm, *out)[0]) / 16 : 0);
}

int ul_binary(struct ul_vm *vm, uint32_t op, ul_val x, ul_val y, ul_val *out)
{
    double result;
    int64_t narrow;
    if (op == UL_OP_ADD && ul_is_str(vm, x) && ul_is_str(vm, y)) return add_strings(vm, x, y, out);
    if (narrow_arithmetic(vm, op, x, y, &narrow)) {
        *out = ul_int_new(vm, narrow);
        return *out ? UL_OK : UL_EXCEPTION;
    }
    if (float_arithmetic(vm, op, x, y, &result)) {
        *out = new_float(vm, result);
        return *out ? UL_OK : UL_EXCEPTION;
    }
    return binary(vm, op, x, y, false, out);
}

static int inplace_list(struct ul_vm *vm, uint32_t op, ul_val *kept, ul_val *out)
{
    ul_val result;
    if (op == UL_OP_ADD && TYPE_IS(vm, kept[0], T_LIST)) {
        TRY(ul_list_extend(vm, kept[0], kept[1]));
    } else if (op == UL_OP_ADD) {
        if (kept[0] == kept[1] && ul_list_length(vm, kept[0]))
            return ul_raise(vm, UL_TYPE_BUFFERERROR,
                            "Existing exports of data: object cannot be re-sized");
        TRY(ul_bytearray_extend(vm, &kept[0], kept[1]));
    } else {
        TRY(repeat(vm, kept, &result));
        PTR(vm, kept[0])[LIST_LEN] = PTR(vm, result)[LIST_LEN];
        PTR(vm, kept[0])[LIST_VEC] = PTR(vm, result)[LIST_VEC];
    }
    *out = kept[0];
    return UL_OK;
}

int ul_inplace(struct ul_vm *vm, uint32_t op, ul_val x, ul_val y, ul_val *out)
{
    if (op == UL_OP_ADD && ul_is_str(vm, x) && ul_is_str(vm, y)) return add_strings(vm, x, y, out);
    bool list = (TYPE_IS(vm, x, T_LIST) && (op == UL_OP_ADD || op == UL_OP_MUL)) ||
                (TYPE_IS(vm, x, T_BARRAY) && ((op == UL_OP_ADD && ul_is_bytes(vm, y)) ||
                                              (op == UL_OP_MUL && ul_is_int(vm, y))));
    bool dict = TYPE_IS(vm, x, T_DICT) && op == UL_OP_OR && !ul_class_of(vm, y);
    bool set = ul_is_set(vm, x) && ul_is_set(vm, y) && is_set_op(op) && !HDR_FLAG(PTR(vm, x)[0]);
    if (!list && !dict && !set) return binary(vm, op, x, y, true, out);
    ul_val *kept = ul_push2(vm, x, y);
    if (!kept) return UL_EXCEPTION;
    int err;
    UL_HELD(vm, err,
            list  ? inplace_list(vm, op, kept, out)
            : set ? ul_set_inplace(vm, op, kept)
                  : ul_dict_update(vm, kept));
    if (!list) *out = kept[0];
    vm->sp = kept + 2;
    return err;
}

int ul_unary(struct ul_vm *vm, uint32_t op, ul_val x, ul_val *out)
{
    static const uint8_t names[] = {UL_NAME___NEG__, UL_NAME___POS__, UL_NAME___INVERT__};
    bool handled;
    int err = ul_number_unary(vm, op, x, out, &handled);
    if (err || handled) return err;
    ul_val *kept = ul_push(vm, x);
    if (!kept) return UL_EXCEPTION;
    err = ul_call_special(vm, *kept, names[op - UL_OP_NEG], V_UNBOUND, out);
    if (!err && !*out && ul_unwrap(vm, *kept) != *kept)
        err = ul_unary(vm, op, ul_unwrap(vm, *kept), out);
    else if (!err && !*out)
        err = ul_type_error(vm, "bad operand type for unary %s: '%t'",
                            op == UL_OP_NEG   ? "-"
                            : op == UL_OP_POS ? "+"
                                              : "~",
                            *kept);
    vm->sp = kept + 1;
    return err;
}

/* --- Items ---------------------------------------------------------------------------------------
 */

/* How an IndexError calls the sequence: `reading` an item or assigning to one. */
static const char *sequence_name(const struct ul_vm *vm, ul_val v, bool reading)
{
    if (ul_is_str(vm, v)) return "string index";
    if (TYPE_IS(vm, v, T_BYTES)) return "index";
    if (TYPE_IS(vm, v, T_BARRAY)) return "bytearray index";
    if (TYPE_IS(vm, v, T_RANGE)) return "range object index";
    if (TYPE_IS(vm, v, T_TUPLE)) return "tuple index";
    return reading ? "list index" : "list assignment index";
}

static ul_val item_at(const struct ul_vm *vm, ul_val sequence, uint32_t index)
{
    struct ul_view view;
    uint32_t count, code;
    if (TYPE_IS(vm, sequence, T_RANGE)) return ul_range_item(vm, sequence, index);
    if (!is_text(vm, sequence)) return ul_items(vm, sequence, &count)[index];
    ul_view_of(vm, sequence, &view);
    if (ul_is_bytes(vm, sequence)) return V_INT(view.p[index]);
    ul_utf8_decode(view.p + ul_str_offset(vm, sequence, index), &code);
    return UL_IMM(K_CHAR, code);
}

static int bad_index(struct ul_vm *vm, ul_val sequence, ul_val index)
{
    if (ul_is_str(vm, sequence))
        return ul_type_error(vm, "string indices must be integers, not '%t'", index);
    if (TYPE_IS(vm, sequence, T_BYTES))
        return ul_type_error(vm, "byte indices must be integers or slices, not %t", index);
    return ul_type_error(vm, "%t indices must be integers or slices, not %t", sequence, index);
}

/* Turn an index value into 0 <= *at < length. */
static int sequence_index(struct ul_vm *vm, ul_val sequence, ul_val index, uint32_t length,
                          bool reading, uint32_t *at)
{
    int32_t i;
    struct ul_digits digits;
    if (!ul_is_int(vm, index)) return bad_index(vm, sequence, index);
    ul_digits_of(vm, index, &digits);
    if (!ul_int_small(vm, index, &i)) i = INT32_MIN;
    bool huge = digits.n > 2 || (digits.n == 2 && digits.d[1] >> 31);
    if (huge && !TYPE_IS(vm, sequence, T_RANGE))
        return ul_raise(vm, UL_TYPE_INDEXERROR, "cannot fit '%t' into an index-sized integer",
                        index);
    if (i < 0 && i != INT32_MIN) i += (int32_t)length;
    if (i < 0 || (uint32_t)i >= length)
        return ul_raise(vm, UL_TYPE_INDEXERROR, "%s out of range",
                        sequence_name(vm, sequence, reading));
    *at = (uint32_t)i;
    return UL_OK;
}

static bool is_indexable(const struct ul_vm *vm, ul_val v)
{
    return is_text(vm, v) || ul_is_sequence(vm, v) || TYPE_IS(vm, v, T_RANGE);
}

static int get_sequence(struct ul_vm *vm, ul_val sequence, ul_val index, ul_val *out)
{
    uint32_t at;
    if (TYPE_IS(vm, index, T_SLICE)) {
        ul_val *kept = ul_push2(vm, sequence, index);
        int err = kept ? ul_slice_get(vm, kept, out) : UL_EXCEPTION;
        if (kept) vm->sp = kept + 2;
        return err;
    }
    TRY(sequence_index(vm, sequence, index, ul_sequence_length(vm, sequence), true, &at));
    *out = item_at(vm, sequence, at);
    return UL_OK;
}

/* `list[int]` is list; a class may have __class_getitem__. */
static int subscript_type(struct ul_vm *vm, ul_val type, ul_val index, ul_val *out)
{
    uint32_t id = IMM_PAYLOAD(type);
    *out = type;
    if (IS_IMM(type) && (id == UL_TYPE_TYPE || (id >= UL_TYPE_LIST && id <= UL_TYPE_FROZENSET)))
        return UL_OK;
    ul_val hook = V_UNBOUND;
    if (IS_REF(type)) hook = ul_class_member(vm, type, UL_NAME___CLASS_GETITEM__);
    if (!hook) return ul_type_error(vm, "type '%k' is not subscriptable", type);
    ul_val *kept = ul_push2(vm, type, index); /* the hook takes the place of the class */
    if (!kept) return UL_EXCEPTION;
    hook = ul_class_member(vm, kept[0], UL_NAME___CLASS_GETITEM__);
    TRY(ul_bind_member(vm, hook, V_UNBOUND, kept[0], UL_NAME___CLASS_GETITEM__, false, kept));
    int err = ul_call(vm, 1, out);
    vm->sp = kept + 2;
    return err;
}

/* An instance as the index of a builtin sequence: what its __index__ says. */
static int index_instance(struct ul_vm *vm, ul_val container, ul_val index, ul_val *out)
{
    ul_val *kept = ul_push2(vm, container, index);
    if (!kept) return UL_EXCEPTION;
    int32_t place;
    int err = ul_index_sized(vm, kept[1], UL_TYPE_INDEXERROR, &place);
    if (!err) err = get_sequence(vm, kept[0], V_INT(place), out);
    vm->sp = kept + 2;
    return err;
}

static bool has_index(const struct ul_vm *vm, ul_val v)
{
    return TYPE_IS(vm, v, T_INST) &&
           (ul_special(vm, v, UL_NAME___INDEX__) || ul_unwrap(vm, v) != v);
}

/* An instance without __getitem__ that extends a list, dict, str ...; a dict asks __missing__. */
static int get_item_of_value(struct ul_vm *vm, ul_val container, ul_val index, ul_val *out)
{
    ul_val value = ul_unwrap(vm, container);
    if (!TYPE_IS(vm, value, T_DICT) || !ul_special(vm, container, UL_NAME___MISSING__))
        return ul_get_item(vm, value, index, out);
    ul_val *kept = ul_push2(vm, container, index);
    if (!kept) return UL_EXCEPTION;
    int err = ul_dict_get(vm, ul_unwrap(vm, kept[0]), kept[1], out);
    if (!err && !*out) err = ul_call_special(vm, kept[0], UL_NAME___MISSING__, kept[1], out);
    vm->sp = kept + 2;
    return err;
}

int ul_get_item(struct ul_vm *vm, ul_val container, ul_val index, ul_val *out)
{
    if (TYPE_IS(vm, container, T_DICT)) {
        TRY(ul_dict_get(vm, container, index, out));
        if (*out) return UL_OK;
        return ul_raise_value(vm, UL_TYPE_KEYERROR, index);
    }
    if (is_indexable(vm, container))
        return has_index(vm, index) ? index_instance(vm, container, index, out)
                                    : get_sequence(vm, container, index, out);
    *out = V_UNBOUND;
    if (ul_is_type(vm, container)) return subscript_type(vm, container, index, out);
    if (ul_special(vm, container, UL_NAME___GETITEM__))
        return ul_call_special(vm, container, UL_NAME___GETITEM__, index, out);
    if (ul_unwrap(vm, container) != container) return get_item_of_value(vm, container, index, out);
    return ul_type_error(vm, "'%t' object is not subscriptable", container);
}

/* Of a list or bytearray; unbound: delete. */
static int set_list_item(struct ul_vm *vm, ul_val list, ul_val index, ul_val value)
{
    uint32_t at, size;
    int32_t byte;
    if (has_index(vm, index)) {
        ul_val *kept = ul_push3(vm, list, index, value);
        if (!kept) return UL_EXCEPTION;
        int err = ul_to_index(vm, &kept[1]);
        if (!err) err = set_list_item(vm, kept[0], kept[1], kept[2]);
        vm->sp = kept + 3;
        return err;
    }
    if (TYPE_IS(vm, index, T_SLICE)) {
        ul_val *kept = ul_push3(vm, list, index, value);
        if (!kept) return UL_EXCEPTION;
        int err;
        UL_HELD(vm, err, ul_slice_set(vm, kept));
        vm->sp = kept + 3;
        return err;
    }
    TRY(sequence_index(vm, list, index, ul_list_length(vm, list), false, &at));
    if (!value) {
        return ul_list_remove(vm, list, at, 1);
    }
    uint8_t *items = ul_list_data(vm, list, &size);
    if (size == 1) {
        TRY(ul_byte_of(vm, value, &byte));
        items[at] = (uint8_t)byte;
    } else {
        ((ul_val *)(void *)items)[at] = value;
    }
    return UL_OK;
}

static bool has_items(const struct ul_vm *vm, ul_val v)
{
    return TYPE_IS(vm, v, T_LIST) || TYPE_IS(vm, v, T_BARRAY);
}

int ul_set_item(struct ul_vm *vm, ul_val container, ul_val index, ul_val value)
{
    if (TYPE_IS(vm, container, T_DICT)) return ul_dict_set(vm, container, index, value);
    if (has_items(vm, container)) return set_list_item(vm, container, index, value);
    ul_val ignored;
    if (ul_special(vm, container, UL_NAME___SETITEM__))
        return ul_call_special2(vm, container, UL_NAME___SETITEM__, index, value, &ignored);
    if (ul_unwrap(vm, container) != container)
        return ul_set_item(vm, ul_unwrap(vm, container), index, value);
    return ul_type_error(vm, "'%t' object does not support item assignment", container);
}

int ul_del_item(struct ul_vm *vm, ul_val container, ul_val index)
{
    ul_val out;
    if (TYPE_IS(vm, container, T_DICT)) {
        ul_val *kept = ul_push2(vm, container, index);
        if (!kept) return UL_EXCEPTION;
        int err = ul_dict_delete(vm, kept[0], kept[1], &out);
        if (!err && !out) err = ul_raise_value(vm, UL_TYPE_KEYERROR, kept[1]);
        vm->sp = kept + 2;
        return err;
    }
    if (has_items(vm, container)) return set_list_item(vm, container, index, V_UNBOUND);
    if (!ul_special(vm, container, UL_NAME___DELITEM__) && ul_unwrap(vm, container) != container)
        return ul_del_item(vm, ul_unwrap(vm, container), index);
    if (!ul_special(vm, container, UL_NAME___DELITEM__))
        return ul_type_error(vm, "'%t' object %s support item deletion", container,
                             (is_indexable(vm, container) && ul_is_int(vm, index)) ||
                                     ul_class_of(vm, container)
                                 ? "doesn't"
                                 : "does not");
    return ul_call_special(vm, container, UL_NAME___DELITEM__, index, &out);
}
