/* How do Python's numbers calculate? See ul_number.h. */
#include "ul_number.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_mag.h"

/* --- Integers: making and taking apart -----------------------------------------------------------
 */

bool ul_is_int(const struct ul_vm *vm, ul_val v)
{
    return IS_INT(v) || v == V_TRUE || v == V_FALSE || TYPE_IS(vm, v, T_INT);
}

static int32_t small_of(ul_val v)
{
    return IS_INT(v) ? INT_OF(v) : v == V_TRUE;
}

void ul_digits_of(const struct ul_vm *vm, ul_val v, struct ul_digits *digits)
{
    if (IS_REF(v)) {
        const ul_val *object = PTR(vm, v);
        digits->d = object + 1;
        digits->n = HDR_WORDS(object[0]) - 1;
        digits->negative = HDR_FLAG(object[0]);
        return;
    }
    int32_t n = small_of(v);
    digits->negative = n < 0;
    digits->own = n < 0 ? 0u - (uint32_t)n : (uint32_t)n;
    digits->d = &digits->own;
    digits->n = n != 0;
}

bool ul_int_small(const struct ul_vm *vm, ul_val v, int32_t *out)
{
    if (!IS_REF(v)) {
        *out = small_of(v);
        return true;
    }
    struct ul_digits digits;
    ul_digits_of(vm, v, &digits);
    if (digits.n != 1 || digits.d[0] > 0x7FFFFFFFu + digits.negative) return false;
    *out = (int32_t)(digits.negative ? 0u - digits.d[0] : digits.d[0]);
    return true;
}

/* Trim the INT object just made, with `n` digits in it, to the value it stands for. */
static ul_val seal_int(struct ul_vm *vm, ul_val ref, uint32_t n, bool negative)
{
    ul_val *object = PTR(vm, ref);
    n = ul_mag_trim(object + 1, n);
    if (n == 0 || (n == 1 && object[1] <= 0x40000000u - !negative)) {
        uint32_t magnitude = n ? object[1] : 0;
        if ((uint8_t *)(object + HDR_WORDS(object[0])) == vm->heap_ptr)
            vm->heap_ptr = (uint8_t *)object;
        else
            object[0] = HDR(T_FREE, HDR_WORDS(object[0]));
        return V_INT(negative ? 0u - magnitude : magnitude);
    }
    ul_shrink(vm, ref, n + 1);
    object[0] = HDR(T_INT, n + 1) | (negative ? HDR_FLAG_BIT : 0);
    return ref;
}

ul_val ul_int_new(struct ul_vm *vm, int64_t n)
{
    if (FITS_INT(n)) return V_INT((int32_t)n);
    uint64_t magnitude = n < 0 ? 0u - (uint64_t)n : (uint64_t)n;
    uint32_t high = (uint32_t)(magnitude >> 32), words = high ? 3 : 2;
    ul_val ref = ul_new(vm, T_INT, words);
    if (!ref) return 0;
    ul_val *object = PTR(vm, ref);
    object[1] = (uint32_t)magnitude;
    if (high) object[2] = high;
    if (n < 0) object[0] |= HDR_FLAG_BIT;
    return ref;
}

ul_val ul_int_from_digits(struct ul_vm *vm, const uint32_t *d, uint32_t n, bool negative)
{
    ul_val ref = ul_new(vm, T_INT, n + 2);
    if (!ref) return 0;
    memcpy(PTR(vm, ref) + 1, d, n * 4);
    return seal_int(vm, ref, n, negative);
}

/* As 64 bits when the magnitude is below 2^62. */
static bool to_i64(const struct ul_vm *vm, ul_val v, int64_t *out)
{
    if (!IS_REF(v)) {
        *out = small_of(v);
        return true;
    }
    const ul_val *object = PTR(vm, v);
    uint32_t words = HDR_WORDS(object[0]);
    if (words > 3 || (words == 3 && object[2] >> 30)) return false;
    int64_t magnitude = (int64_t)((words == 3 ? (uint64_t)object[2] << 32 : 0) | object[1]);
    *out = HDR_FLAG(object[0]) ? -magnitude : magnitude;
    return true;
}

/* --- Integers: arithmetic on 64 bits -------------------------------------------------------------
 */

static uint32_t bits_of(int64_t n)
{
    uint64_t magnitude = n < 0 ? 0u - (uint64_t)n : (uint64_t)n;
    uint32_t high = (uint32_t)(magnitude >> 32), low = (uint32_t)magnitude;
    return high ? 64 - UL_CLZ(high) : low ? 32 - UL_CLZ(low) : 0;
}

static int64_t floor_div(int64_t x, int64_t y)
{
    if (FITS_INT(x) && FITS_INT(y)) {
        int32_t a = (int32_t)x, b = (int32_t)y, q = a / b;
        return q * b != a && (a < 0) != (b < 0) ? q - 1 : q;
    }
    int64_t q = x / y;
    return q * y != x && (x < 0) != (y < 0) ? q - 1 : q;
}

/* x op y when no intermediate result leaves 64 bits; false otherwise. Bits and shifts are done
 * in ul_operator.c for numbers of one digit, and else digit by digit. */
static bool fast_int(uint32_t op, int64_t x, int64_t y, int64_t *out)
{
    int64_t quotient;
    if (op == UL_OP_ADD || op == UL_OP_SUB) {
        *out = x + (op == UL_OP_SUB ? -y : y);
        return true;
    }
    if (op == UL_OP_MUL) {
        if (bits_of(x) + bits_of(y) > 62) return false;
        *out = x * y;
        return true;
    }
    if ((op != UL_OP_FLOORDIV && op != UL_OP_MOD) || !y) return false;
    quotient = floor_div(x, y);
    *out = op == UL_OP_MOD ? x - quotient * y : quotient;
    return true;
}

/* --- Integers: arithmetic of any size ------------------------------------------------------------
 */

/* One operation under way; the operands are on the stack. */
struct operation {
    ul_val *kept; /* x, y */
    struct ul_digits x, y;
};

static void fetch(struct ul_vm *vm, struct operation *o)
{
    ul_digits_of(vm, o->kept[0], &o->x);
    ul_digits_of(vm, o->kept[1], &o->y);
}

/* Allocate a result of up to `digits` digits, then fetch the operands anew. */
static ul_val *result_of(struct ul_vm *vm, struct operation *o, uint32_t digits, ul_val *ref)
{
    *ref = ul_spend(vm, digits) ? 0 : ul_new(vm, T_INT, digits + 1);
    if (!*ref) return NULL;
    fetch(vm, o);
    return PTR(vm, *ref) + 1;
}

static ul_val big_add(struct ul_vm *vm, struct operation *o, bool subtract)
{
    uint32_t digits = (o->x.n > o->y.n ? o->x.n : o->y.n) + 1, n;
    ul_val ref, *out = result_of(vm, o, digits, &ref);
    if (!out) return 0;
    bool negative = o->x.negative, other = o->y.negative != subtract;
    if (negative == other)
        n = ul_mag_add(o->x.d, o->x.n, o->y.d, o->y.n, out);
    else if (ul_mag_cmp(o->x.d, o->x.n, o->y.d, o->y.n) >= 0)
        n = ul_mag_sub(o->x.d, o->x.n, o->y.d, o->y.n, out);
    else {
        n = ul_mag_sub(o->y.d, o->y.n, o->x.d, o->x.n, out);
        negative = other;
    }
    return seal_int(vm, ref, n, negative);
}

static ul_val big_mul(struct ul_vm *vm, struct operation *o)
{
    ul_val ref;
    if (ul_spend(vm, o->x.n * o->y.n / 4)) return 0;
    ul_val *out = result_of(vm, o, o->x.n + o->y.n + 1, &ref);
    if (!out) return 0;
    uint32_t n = ul_mag_mul(o->x.d, o->x.n, o->y.d, o->y.n, out);
    return seal_int(vm, ref, n, o->x.negative != o->y.negative);
}

static ul_val big_bits(struct ul_vm *vm, struct operation *o, uint32_t op)
{
    ul_val ref, *out = result_of(vm, o, (o->x.n > o->y.n ? o->x.n : o->y.n) + 1, &ref);
    bool negative;
    if (!out) return 0;
    enum ul_mag_op which = op == UL_OP_AND ? UL_MAG_AND : op == UL_OP_OR ? UL_MAG_OR : UL_MAG_XOR;
    uint32_t n = ul_mag_bitop(which, o->x.d, o->x.n, o->x.negative, o->y.d, o->y.n, o->y.negative,
                              out, &negative);
    return seal_int(vm, ref, n, negative);
}

static ul_val big_shift(struct ul_vm *vm, struct operation *o, bool left)
{
    int32_t bits;
    ul_val ref;
    if (o->y.negative) {
        ul_value_error(vm, "negative shift count");
        return 0;
    }
    if (!ul_int_small(vm, o->kept[1], &bits)) {
        if (!left) return V_INT(o->x.negative ? -1 : 0);
        ul_raise(vm, UL_TYPE_OVERFLOWERROR, "too many digits in integer");
        return 0;
    }
    uint32_t count = (uint32_t)bits;
    if (!left && count / 32 > o->x.n) return V_INT(o->x.negative ? -1 : 0);
    if (left && o->x.n == 0) return V_INT(0);
    ul_val *out = result_of(vm, o, o->x.n + (left ? count / 32 : 0) + 2, &ref);
    if (!out) return 0;
    uint32_t n = left ? ul_mag_shl(o->x.d, o->x.n, count, out)
                      : ul_mag_shr(o->x.d, o->x.n, o->x.negative, count, out);
    return seal_int(vm, ref, n, o->x.negative);
}

/* Quotient or remainder, rounded towards minus infinity. */
static ul_val big_divmod(struct ul_vm *vm, struct operation *o, bool want_quotient)
{
    ul_val ref, scratch_ref;
    uint32_t nx = o->x.n, ny = o->y.n;
    if (ul_spend(vm, (nx > ny ? nx - ny + 1 : 1) * ny / 4)) return 0;
    uint32_t room = nx > ny ? nx : ny;
    ul_val *scratch = result_of(vm, o, room + ny + 2, &scratch_ref); /* a, then b */
    ul_val *slot = scratch ? ul_push(vm, scratch_ref) : NULL;
    ul_val *out = slot ? result_of(vm, o, room + 2, &ref) : NULL;
    if (!out) {
        if (slot) ul_pop(vm, 1);
        return 0;
    }
    ul_val *a = PTR(vm, *slot) + 1, *b = a + room + 1;
    memset(a, 0, (room + 1) * 4);
    memcpy(a, o->x.d, nx * 4);
    memcpy(b, o->y.d, ny * 4);
    if (nx >= ny) ul_mag_divmod(a, nx, b, ny);
    uint32_t nr = ul_mag_trim(a, ny), nq = nx >= ny ? ul_mag_trim(a + ny, nx - ny + 1) : 0, n;
    bool apart = o->x.negative != o->y.negative && nr;
    if (nx < ny) nr = nx;
    apart = o->x.negative != o->y.negative && nr;
    if (want_quotient) {
        memcpy(out, a + ny, nq * 4);
        out[nq] = 0;
        n = apart ? ul_mag_mul_small(out, nq, 1, 1) : nq;
    } else if (apart) {
        n = ul_mag_sub(b, ny, a, nr, out);
    } else {
        memcpy(out, a, nr * 4);
        n = nr;
    }
    ul_pop(vm, 1);
    return seal_int(vm, ref, n, want_quotient ? o->x.negative != o->y.negative : o->y.negative);
}

static int big_true_divide(struct ul_vm *vm, struct operation *o, double *out)
{
    uint32_t nx = o->x.n, ny = o->y.n, na = (nx > ny + 2 ? nx : ny + 2) + 1, nb = nx > ny ? nx : ny;
    ul_val ref, *scratch = result_of(vm, o, na + nb, &ref);
    if (!scratch) return UL_EXCEPTION;
    memcpy(scratch, o->x.d, nx * 4);
    memcpy(scratch + na, o->y.d, ny * 4);
    int err = ul_mag_ratio_to_double(scratch, nx, scratch + na, ny, o->x.negative != o->y.negative,
                                     0, out);
    if (err == UL_NUM_OVERFLOW)
        return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "integer division result too large for a float");
    return UL_OK;
}

static int zero_division(struct ul_vm *vm, const char *text)
{
    return ul_raise(vm, UL_TYPE_ZERODIVISIONERROR, text);
}

static int int_pow(struct ul_vm *vm, ul_val x, ul_val y, ul_val *out);

static int big_binary(struct ul_vm *vm, uint32_t op, struct operation *o, ul_val *out)
{
    double quotient;
    fetch(vm, o);
    switch (op) {
    case UL_OP_ADD:
    case UL_OP_SUB: *out = big_add(vm, o, op == UL_OP_SUB); break;
    case UL_OP_MUL: *out = big_mul(vm, o); break;
    case UL_OP_AND:
    case UL_OP_OR:
    case UL_OP_XOR: *out = big_bits(vm, o, op); break;
    case UL_OP_SHL:
    case UL_OP_SHR: *out = big_shift(vm, o, op == UL_OP_SHL); break;
    case UL_OP_FLOORDIV:
    case UL_OP_MOD:
        if (!o->y.n)
            return zero_division(vm, op == UL_OP_MOD ? "integer modulo by zero"
                                                     : "integer division or modulo by zero");
        *out = big_divmod(vm, o, op == UL_OP_FLOORDIV);
        break;
    case UL_OP_POW: return int_pow(vm, o->kept[0], o->kept[1], out);
    default:
        if (!o->y.n) return zero_division(vm, "division by zero");
        TRY(big_true_divide(vm, o, &quotient));
        *out = ul_float_new(vm, quotient);
    }
    if (*out) return UL_OK;
    return vm->roots[ROOT_EXC] ? UL_EXCEPTION : UL_STEPS_EXHAUSTED;
}

static int int_binary(struct ul_vm *vm, uint32_t op, ul_val x, ul_val y, ul_val *out)
{
    int64_t a, b, fast;
    if (op != UL_OP_POW && to_i64(vm, x, &a) && to_i64(vm, y, &b)) {
        if (op == UL_OP_TRUEDIV && b && bits_of(a) <= 53 && bits_of(b) <= 53) {
            *out = ul_float_new(vm, (double)a / (double)b);
            return *out ? UL_OK : UL_EXCEPTION;
        }
        if (fast_int(op, a, b, &fast)) {
            *out = ul_int_new(vm, fast);
            return *out ? UL_OK : UL_EXCEPTION;
        }
    }
    if (IS_IMM(x) && IS_IMM(y) && op >= UL_OP_AND && op <= UL_OP_XOR) { /* both bool */
        int trues = (x == V_TRUE) + (y == V_TRUE);
        *out = V_BOOL(op == UL_OP_OR ? trues : trues == (op == UL_OP_AND ? 2 : 1));
        return UL_OK;
    }
    struct operation o = {.kept = ul_push2(vm, x, y)};
    if (!o.kept) return UL_EXCEPTION;
    int err = big_binary(vm, op, &o, out);
    vm->sp = o.kept + 2;
    return err;
}

static int int_pow(struct ul_vm *vm, ul_val x, ul_val y, ul_val *out)
{
    struct ul_digits exponent;
    ul_digits_of(vm, y, &exponent);
    if (exponent.negative) {
        ul_val *both = ul_push2(vm, x, y);
        return both ? ul_ask_image(vm, both, UL_NAME___WHOLE_POWER__, out) : UL_EXCEPTION;
    }
    ul_val *kept = ul_push3(vm, V_INT(1), x, y); /* result, base, exponent */
    if (!kept) return UL_EXCEPTION;
    uint32_t bits = ul_mag_bit_length(exponent.d, exponent.n);
    for (uint32_t i = bits; i-- > 0;) {
        ul_val product;
        TRY(int_binary(vm, UL_OP_MUL, kept[0], kept[0], &product));
        kept[0] = product;
        ul_digits_of(vm, kept[2], &exponent);
        if (!(exponent.d[i / 32] >> (i & 31) & 1)) continue;
        TRY(int_binary(vm, UL_OP_MUL, kept[0], kept[1], &product));
        kept[0] = product;
    }
    *out = kept[0];
    return UL_OK; /* the caller resets sp */
}

/* --- Floats --------------------------------------------------------------------------------------
 */

bool ul_is_float(const struct ul_vm *vm, ul_val v)
{
    return TYPE_IS(vm, v, T_FLOAT);
}

ul_val ul_float_new(struct ul_vm *vm, double d)
{
    union ul_double_words words = {d};
    ul_val ref = ul_new(vm, T_FLOAT, 3);
    if (ref) {
        PTR(vm, ref)[1] = words.w[0];
        PTR(vm, ref)[2] = words.w[1];
    }
    return ref;
}

int ul_to_double(struct ul_vm *vm, ul_val v, double *out, bool *is_number)
{
    *is_number = true;
    if (IS_INT(v)) {
        *out = INT_OF(v);
        return UL_OK;
    }
    if (TYPE_IS(vm, v, T_FLOAT)) {
        *out = ul_float_of(vm, v);
        return UL_OK;
    }
    *is_number = ul_is_int(vm, v);
    if (!*is_number) return UL_OK;
    struct ul_digits digits;
    ul_digits_of(vm, v, &digits);
    if (ul_mag_to_double(digits.d, digits.n, digits.negative, 0, out))
        return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "int too large to convert to float");
    return UL_OK;
}

/* Squares and square roots; other powers are Python of the image. */
static int float_pow(struct ul_vm *vm, double a, double b, ul_val *out)
{
    double r = a * a;
    bool whole = b == ul_double_trunc(b);
    if (b == 0.5) {
        if (a < 0 && a - a == 0)
            return ul_value_error(vm, "a negative number to a fractional power is complex");
        (void)ul_double_sqrt(a < 0 ? -a : a + 0.0, &r);
    } else if (b != 2.0) {
        ul_val *kept = ul_push2(vm, V_UNBOUND, V_UNBOUND);
        if (!kept) return UL_EXCEPTION;
        kept[0] = ul_float_new(vm, a);
        kept[1] = kept[0] ? ul_float_new(vm, b) : V_UNBOUND;
        int err = kept[1] ? ul_ask_image(vm, kept,
                                         whole ? UL_NAME___WHOLE_POWER__ : UL_NAME___POWER__, out)
                          : UL_EXCEPTION;
        vm->sp = kept + 2;
        return err;
    } else if (r - r != 0 && a - a == 0) {
        return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "(34, 'Numerical result out of range')");
    }
    *out = ul_float_new(vm, r);
    return *out ? UL_OK : UL_EXCEPTION;
}

static int float_binary(struct ul_vm *vm, uint32_t op, double a, double b, ul_val *out)
{
    double r;
    switch (op) {
    case UL_OP_ADD: r = a + b; break;
    case UL_OP_SUB: r = a - b; break;
    case UL_OP_MUL: r = a * b; break;
    case UL_OP_TRUEDIV:
        if (b == 0) return zero_division(vm, "float division by zero");
        r = a / b;
        break;
    case UL_OP_FLOORDIV:
        if (ul_double_floordiv(a, b, &r)) return zero_division(vm, "float floor division by zero");
        break;
    case UL_OP_MOD:
        if (ul_double_mod(a, b, &r)) return zero_division(vm, "float modulo");
        break;
    default: return float_pow(vm, a, b, out);
    }
    *out = ul_float_new(vm, r);
    return *out ? UL_OK : UL_EXCEPTION;
}

int ul_int_from_double(struct ul_vm *vm, double d, ul_val *out)
{
    uint32_t digits[UL_MAG_DOUBLE_DIGITS];
    if (d > -1073741824.0 && d < 1073741823.0) {
        *out = V_INT((int32_t)d);
        return UL_OK;
    }
    int32_t n = ul_mag_from_double(d, digits);
    if (n == UL_NUM_NAN) return ul_value_error(vm, "cannot convert float NaN to integer");
    if (n < 0)
        return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "cannot convert float infinity to integer");
    *out = ul_int_from_digits(vm, digits, (uint32_t)n, d < 0);
    return *out ? UL_OK : UL_EXCEPTION;
}

/* --- Both ----------------------------------------------------------------------------------------
 */

static bool is_float_op(uint32_t op)
{
    return op <= UL_OP_POW;
}

int ul_number_binary(struct ul_vm *vm, uint32_t op, ul_val x, ul_val y, ul_val *out, bool *handled)
{
    double a, b;
    bool number;
    *handled = true;
    if (ul_is_int(vm, x) && ul_is_int(vm, y)) return int_binary(vm, op, x, y, out);
    *handled = is_float_op(op) && (ul_is_float(vm, x) || ul_is_float(vm, y));
    if (!*handled) return UL_OK;
    TRY(ul_to_double(vm, x, &a, &number));
    if (number) TRY(ul_to_double(vm, y, &b, &number));
    *handled = number;
    return number ? float_binary(vm, op, a, b, out) : UL_OK;
}

int ul_number_unary(struct ul_vm *vm, uint32_t op, ul_val x, ul_val *out, bool *handled)
{
    *handled = true;
    if (ul_is_int(vm, x)) {
        if (op == UL_OP_POS) {
            *out = IS_IMM(x) ? V_INT(small_of(x)) : x;
            return UL_OK;
        }
        if (op == UL_OP_NEG) return int_binary(vm, UL_OP_SUB, V_INT(0), x, out);
        return int_binary(vm, UL_OP_SUB, V_INT(-1), x, out);
    }
    *handled = ul_is_float(vm, x) && op != UL_OP_INVERT;
    if (!*handled) return UL_OK;
    *out = op == UL_OP_POS ? x : ul_float_new(vm, -ul_float_of(vm, x));
    return *out ? UL_OK : UL_EXCEPTION;
}

static int compare_digits(const struct ul_digits *a, const struct ul_digits *b)
{
    if (a->negative != b->negative) return a->negative ? -1 : 1;
    int order = ul_mag_cmp(a->d, a->n, b->d, b->n);
    return a->negative ? -order : order;
}

/* Exact: an integer and a double compare as the numbers they are. */
static int compare_int_double(const struct ul_vm *vm, ul_val x, double d)
{
    struct ul_digits a, b;
    uint32_t whole[UL_MAG_DOUBLE_DIGITS];
    if (d != d) return 2;
    ul_digits_of(vm, x, &a);
    int32_t n = ul_mag_from_double(d, whole);
    if (n < 0) /* an infinity */
        return d > 0 ? -1 : 1;
    b.d = whole;
    b.n = (uint32_t)n;
    b.negative = d < 0 && n;
    int order = compare_digits(&a, &b);
    double rest = d - ul_double_trunc(d);
    return order ? order : rest > 0 ? -1 : rest < 0;
}

int ul_number_compare(const struct ul_vm *vm, ul_val x, ul_val y)
{
    bool fx = ul_is_float(vm, x), fy = ul_is_float(vm, y);
    if (fx && fy) {
        double a = ul_float_of(vm, x), b = ul_float_of(vm, y);
        return a < b ? -1 : a > b ? 1 : a == b ? 0 : 2;
    }
    if (fx || fy) {
        int order = fy ? compare_int_double(vm, x, ul_float_of(vm, y))
                       : compare_int_double(vm, y, ul_float_of(vm, x));
        return fy || order == 2 ? order : -order;
    }
    struct ul_digits a, b;
    ul_digits_of(vm, x, &a);
    ul_digits_of(vm, y, &b);
    return compare_digits(&a, &b);
}

int ul_to_index(struct ul_vm *vm, ul_val *v)
{
    ul_val answer, value = ul_unwrap(vm, *v);
    if (ul_is_int(vm, value)) {
        *v = value;
        return UL_OK;
    }
    TRY(ul_call_special(vm, *v, UL_NAME___INDEX__, V_UNBOUND, &answer));
    if (!answer) return ul_type_error(vm, "'%t' object cannot be interpreted as an integer", *v);
    *v = ul_unwrap(vm, answer);
    if (ul_is_int(vm, *v)) return UL_OK;
    return ul_type_error(vm, "__index__ returned non-int (type %t)", answer);
}

int ul_index(struct ul_vm *vm, ul_val v, int32_t *out)
{
    struct ul_digits digits;
    v = ul_unwrap(vm, v);
    if (!ul_is_int(vm, v))
        return ul_type_error(vm, "'%t' object cannot be interpreted as an integer", v);
    if (ul_int_small(vm, v, out) && FITS_INT(*out)) return UL_OK;
    ul_digits_of(vm, v, &digits);
    *out = digits.negative ? UL_INT_MIN : UL_INT_MAX;
    if (digits.n < 2 || (digits.n == 2 && !(digits.d[1] >> 31))) return UL_OK;
    return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "Python int too large to convert to C ssize_t");
}

int ul_index_sized(struct ul_vm *vm, ul_val v, uint32_t error, int32_t *out)
{
    ul_val *kept = ul_push2(vm, v, v);
    if (!kept) return UL_EXCEPTION;
    TRY(ul_to_index(vm, &kept[1]));
    int err = ul_index(vm, kept[1], out);
    if (err == UL_EXCEPTION && ul_pending_is(vm, UL_TYPE_OVERFLOWERROR))
        err = ul_raise(vm, error, "cannot fit '%t' into an index-sized integer", kept[0]);
    vm->sp = kept + 2;
    return err;
}

int ul_byte_of(struct ul_vm *vm, ul_val v, int32_t *out)
{
    if (!ul_is_int(vm, v)) return ul_index(vm, v, out);
    if (ul_int_small(vm, v, out) && *out >= 0 && *out <= 255) return UL_OK;
    return ul_value_error(vm, "byte must be in range(0, 256)");
}
