/* What is inside a double, and which arithmetic does CPython do on floats beyond + - * / ? */
#include "ul_double.h"

#include <string.h>

#define FRACTION_BITS 52
#define HIDDEN_BIT    ((uint64_t)1 << FRACTION_BITS)
#define BIAS          1075 /* exponent field 1 means mantissa * 2^(1 - BIAS) */
#define TOP_BIT       ((uint64_t)1 << 63)

uint64_t ul_double_bits(double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    return bits;
}

double ul_double_from_bits(uint64_t bits)
{
    double v;
    memcpy(&v, &bits, sizeof v);
    return v;
}

static int32_t exponent_field(uint64_t bits)
{
    return (int32_t)(bits >> FRACTION_BITS) & 0x7ff;
}

void ul_double_split(double v, uint64_t *mantissa, int32_t *exponent)
{
    uint64_t bits = ul_double_bits(v);
    int32_t field = exponent_field(bits);
    uint64_t fraction = bits & (HIDDEN_BIT - 1);
    *mantissa = field ? fraction | HIDDEN_BIT : fraction;
    *exponent = (field ? field : 1) - BIAS;
}

/* Shift a mantissa other than zero up until bit 63 is set. */
static void align(uint64_t *mantissa, int32_t *exponent)
{
    uint32_t high = (uint32_t)(*mantissa >> 32);
    int zeros = high ? __builtin_clz(high) : 32 + __builtin_clz((uint32_t)*mantissa);
    *mantissa <<= zeros;
    *exponent -= zeros;
}

int ul_double_pack(bool negative, uint64_t mantissa, int32_t exponent, bool sticky, double *out)
{
    uint64_t bits = 0;
    if (mantissa) {
        align(&mantissa, &exponent);
        int32_t field = exponent + BIAS + 11;    /* 64 bits are 11 more than a double keeps */
        for (; field < 1 && mantissa; field++) { /* subnormal: keeps fewer */
            sticky |= mantissa & 1;
            mantissa >>= 1;
        }
        uint32_t dropped = (uint32_t)mantissa & 0x7ff;
        bits = mantissa >> 11;
        if (dropped > 0x400 || (dropped == 0x400 && (sticky || (bits & 1)))) bits++;
        if (field > 0x7fe)
            bits = UL_DOUBLE_INFINITY;
        else if (field > 1)
            bits += (uint64_t)(uint32_t)(field - 1) << FRACTION_BITS;
    }
    *out = ul_double_from_bits(bits | (negative ? UL_DOUBLE_SIGN : 0));
    return bits >= UL_DOUBLE_INFINITY ? UL_NUM_OVERFLOW : 0;
}

double ul_double_trunc(double v)
{
    uint64_t bits = ul_double_bits(v);
    int32_t field = exponent_field(bits);
    if (field >= BIAS) return v; /* no fraction, infinite or NaN */
    int32_t fraction_bits = BIAS - field;
    uint64_t kept = fraction_bits > FRACTION_BITS ? UL_DOUBLE_SIGN : ~(uint64_t)0 << fraction_bits;
    return ul_double_from_bits(bits & kept);
}

double ul_double_floor(double v)
{
    double whole = ul_double_trunc(v);
    return whole > v ? whole - 1.0 : whole;
}

double ul_double_ceil(double v)
{
    return -ul_double_floor(-v);
}

/* a truncated-division remainder with the sign of a; b is not zero. */
static double remainder_of(double a, double b)
{
    uint64_t bits_a = ul_double_bits(a), size_a = bits_a & ~UL_DOUBLE_SIGN;
    uint64_t size_b = ul_double_bits(b) & ~UL_DOUBLE_SIGN;
    if (size_a >= UL_DOUBLE_INFINITY || size_b > UL_DOUBLE_INFINITY)
        return ul_double_from_bits(UL_DOUBLE_NAN);
    if (size_a < size_b) return a; /* an infinite b ends here */
    uint64_t rest, divisor;
    int32_t exponent, exponent_b;
    ul_double_split(a, &rest, &exponent);
    ul_double_split(b, &divisor, &exponent_b);
    align(&rest, &exponent);
    align(&divisor, &exponent_b);
    rest >>= 1; /* the lowest bits are zeros */
    divisor >>= 1;
    for (;; exponent--) {
        if (rest >= divisor) rest -= divisor;
        if (exponent == exponent_b || rest == 0) break;
        rest <<= 1;
    }
    double out;
    (void)ul_double_pack(bits_a >> 63, rest, exponent + 1, false, &out); /* |out| < |b|: fits */
    return out;
}

static bool is_zero(double v)
{
    return ul_double_bits(v) << 1 == 0;
}

/* Zero and NaN belong to either side. */
static bool signs_differ(double a, double b)
{
    return (ul_double_bits(a) ^ ul_double_bits(b)) >> 63;
}

static double zero_signed(bool negative)
{
    return negative ? -0.0 : 0.0;
}

int ul_double_mod(double a, double b, double *out)
{
    if (is_zero(b)) return UL_NUM_ZERO_DIVISION;
    double mod = remainder_of(a, b);
    if (is_zero(mod))
        mod = zero_signed(signs_differ(b, 0.0));
    else if (signs_differ(mod, b))
        mod += b;
    *out = mod;
    return 0;
}

/* The same roundings in the same order as CPython's float_floor_div. */
int ul_double_floordiv(double a, double b, double *out)
{
    if (is_zero(b)) return UL_NUM_ZERO_DIVISION;
    double mod = remainder_of(a, b);
    double quotient = (a - mod) / b;
    if (!is_zero(mod) && signs_differ(mod, b)) quotient -= 1.0;
    double whole = ul_double_floor(quotient);
    if (quotient - whole > 0.5) whole += 1.0;
    *out = is_zero(quotient) ? zero_signed(signs_differ(a, b)) : whole;
    return 0;
}

int ul_double_sqrt(double v, double *out)
{
    uint64_t bits = ul_double_bits(v);
    *out = v;
    if (is_zero(v) || (bits & ~UL_DOUBLE_SIGN) > UL_DOUBLE_INFINITY) return 0;
    if (bits & UL_DOUBLE_SIGN) return UL_NUM_NOT_REAL;
    if (bits == UL_DOUBLE_INFINITY) return 0;
    uint64_t mantissa;
    int32_t exponent;
    ul_double_split(v, &mantissa, &exponent);
    align(&mantissa, &exponent);
    if (exponent & 1) {
        mantissa >>= 1; /* the lowest bits are zeros */
        exponent++;
    }
    uint64_t root = 0, rest = 0; /* schoolbook: root^2 + rest = the digits taken so far */
    for (int i = 0; i < 55; i++, mantissa <<= 2) {
        uint64_t trial = root << 2 | 1;
        rest = rest << 2 | mantissa >> 62;
        root <<= 1;
        if (rest >= trial) {
            rest -= trial;
            root |= 1;
        }
    }
    /* 110 bits of mantissa went in, 64 of them were there: 46 zeros, 23 of them in the root */
    return ul_double_pack(false, root, exponent / 2 - 23, rest != 0, out);
}
