/* What is float ** float? */
#include "ul_pow.h"

#include <string.h>

#include "ul_double.h"
#include "ul_mag.h"

#define LOG_TERMS   18                  /* of the series of artanh below 0.172: 2^-91 */
#define EXP_TERMS   23                  /* of the series of e^r below r = 0.694: 2^-91 */
#define INTEGER_MAX 1024                /* up to this exponent, multiply */
#define GUARD_BIT   ((uint32_t)1 << 18) /* of 2^-96; what is below is noise */
#define SQRT_2      0x16a09e667f3bcdu   /* times 2^52 */

/* d * 2^exponent, the top bit of d set (or no bit: zero). Results are cut off, not rounded. */
struct wide {
    uint32_t d[3];
    int32_t exponent;
    bool inexact; /* something was cut off */
};

/* Arrays of three digits in units of 2^-96 are numbers in [0, 1); a fourth is the whole part. */
static const uint32_t ln2[3] = {0xc9e3b398, 0xd1cf79ab, 0xb17217f7};
static const struct wide two_by_ln2 = {{0xbe87fed0, 0x5c17f0bb, 0xb8aa3b29}, -94, true};

static struct wide widen(const uint32_t *a, uint32_t n, int32_t exponent)
{
    uint32_t digits[5] = {0}, lost = 0;
    n = ul_mag_trim(a, n);
    int32_t cut = (int32_t)ul_mag_bit_length(a, n) - 96;
    if (cut > 0) {
        for (int32_t i = 0; i < cut / 32; i++)
            lost |= a[i];
        lost |= a[cut / 32] & ((1u << cut % 32) - 1);
        ul_mag_shr(a, n, false, (uint32_t)cut, digits);
    } else
        ul_mag_shl(a, n, (uint32_t)-cut, digits);
    return (struct wide){{digits[0], digits[1], digits[2]}, exponent + cut, lost != 0};
}

static struct wide widen_double(double v)
{
    uint64_t mantissa;
    int32_t exponent;
    ul_double_split(v, &mantissa, &exponent);
    uint32_t digits[2] = {(uint32_t)mantissa, (uint32_t)(mantissa >> 32)};
    return widen(digits, 2, exponent);
}

static struct wide multiply(const struct wide *a, const struct wide *b)
{
    uint32_t product[6];
    ul_mag_mul(a->d, 3, b->d, 3, product);
    struct wide out = widen(product, 6, a->exponent + b->exponent);
    out.inexact |= a->inexact | b->inexact;
    return out;
}

static struct wide divide(const struct wide *a, const struct wide *b)
{
    uint32_t work[8] = {0}, divisor[3];
    memcpy(divisor, b->d, sizeof divisor);
    memcpy(work + 4, a->d, sizeof a->d); /* times 2^128 */
    ul_mag_divmod(work, 7, divisor, 3);
    struct wide out = widen(work + 3, 5, a->exponent - b->exponent - 128);
    out.inexact |= a->inexact | b->inexact | (ul_mag_trim(work, 3) != 0);
    return out;
}

/* In units of 2^-96: four digits. The number is below 2^32. */
static void fix(const struct wide *a, uint32_t out[4])
{
    int32_t shift = a->exponent + 96;
    uint32_t digits[5] = {0};
    uint32_t n = ul_mag_trim(a->d, 3);
    if (shift >= 0)
        ul_mag_shl(a->d, n, (uint32_t)shift, digits);
    else
        ul_mag_shr(a->d, n, false, (uint32_t)-shift, digits);
    memcpy(out, digits, 4 * sizeof *out);
}

/* a *= b, for b in [0, 1). */
static void multiply_fixed(uint32_t a[4], const uint32_t *b)
{
    uint32_t product[7];
    ul_mag_mul(a, 4, b, 3, product);
    memcpy(a, product + 3, 4 * sizeof *a);
}

/* log2 of m / 2^52 in [sqrt(1/2), sqrt(2)): 2 / ln 2 * artanh(s), s = (m - 2^52) / (m + 2^52). */
static struct wide log2_near_1(uint64_t mantissa, uint64_t one, bool *negative)
{
    *negative = mantissa < one;
    uint64_t apart = *negative ? one - mantissa : mantissa - one, sum = mantissa + one;
    uint32_t above[2] = {(uint32_t)apart, (uint32_t)(apart >> 32)};
    uint32_t below[2] = {(uint32_t)sum, (uint32_t)(sum >> 32)};
    struct wide numerator = widen(above, 2, 0), denominator = widen(below, 2, 0);
    struct wide s = divide(&numerator, &denominator), square = multiply(&s, &s);
    uint32_t z[4], series[4] = {0}; /* 1 + z/3 + z^2/5 + ... */
    fix(&square, z);
    for (uint32_t k = LOG_TERMS; k--;) {
        uint32_t term[4] = {0, 0, 0, 1};
        ul_mag_divmod_small(term, 4, 2 * k + 1, term);
        multiply_fixed(series, z);
        ul_mag_add(series, 4, term, 4, series);
    }
    struct wide factor = widen(series, 4, -96);
    s = multiply(&s, &factor);
    return multiply(&s, &two_by_ln2);
}

/* log2 of v > 0, v != 1, as a size and a sign. */
static struct wide log2_of(double v, bool *negative)
{
    uint64_t mantissa;
    int32_t exponent;
    ul_double_split(v, &mantissa, &exponent);
    for (; !(mantissa >> 52); exponent--)
        mantissa <<= 1;
    exponent += 52;
    bool upper = mantissa >= SQRT_2, below_1;
    exponent += upper;
    struct wide rest = log2_near_1(mantissa, (uint64_t)1 << (52 + upper), &below_1);
    *negative = exponent ? exponent < 0 : below_1;
    if (exponent == 0) return rest;
    uint32_t sum[5] = {0, 0, 0, (uint32_t)(exponent < 0 ? -exponent : exponent)}, part[4];
    fix(&rest, part);
    if (below_1 == *negative)
        ul_mag_add(sum, 4, part, 4, sum);
    else
        ul_mag_sub(sum, 4, part, 4, sum);
    return widen(sum, 4, -96);
}

/* 2^(+-x) */
static int exp2_of(const struct wide *x, bool minus, bool negative, double *out)
{
    uint32_t sum[5] = {0, 0, 0, 1}, fraction[4] = {0}, whole[4] = {0};
    bool huge = x->exponent + 96 > 12 && ul_mag_trim(x->d, 3);
    int32_t exponent = 5000;
    if (!huge) {
        fix(x, fraction);
        exponent = (int32_t)fraction[3];
    }
    if (minus) { /* 2^-(n + f) = 2^-(n + 1) * 2^(1 - f) */
        whole[3] = (uint32_t)exponent + 1;
        fraction[3] = (uint32_t)exponent;
        ul_mag_sub(whole, 4, fraction, 4, fraction);
        exponent = (int32_t)fraction[3] - 1 - exponent;
    }
    fraction[3] = 0;
    multiply_fixed(fraction, ln2);
    for (uint32_t k = EXP_TERMS; k; k--) { /* 1 + r * (1 + r/2 * (1 + r/3 * ...)) */
        multiply_fixed(sum, fraction);
        ul_mag_divmod_small(sum, 4, k, sum);
        sum[3] = 1;
    }
    uint32_t guard = GUARD_BIT; /* so that exact results and exact halfway points are met */
    uint32_t n = ul_mag_add(sum, 4, &guard, 1, sum);
    sum[0] &= ~(2 * GUARD_BIT - 1);
    return ul_mag_to_double(sum, n, negative, exponent - 96, out);
}

static int power_of_integer(double base, uint32_t n, bool invert, bool negative, double *out)
{
    struct wide square = widen_double(base), product = widen_double(1.0);
    for (;; square = multiply(&square, &square)) {
        if (n & 1) product = multiply(&product, &square);
        n >>= 1;
        if (n == 0) break;
    }
    if (invert) {
        struct wide one = widen_double(1.0);
        product = divide(&one, &product);
    }
    product.d[0] |= product.inexact; /* decides what looks like a tie */
    return ul_mag_to_double(product.d, 3, negative, product.exponent, out);
}

enum parity { FRACTION, EVEN, ODD };

static enum parity parity_of(double v)
{
    uint64_t mantissa;
    int32_t exponent;
    ul_double_split(v, &mantissa, &exponent);
    if (exponent > 0 || mantissa == 0) return EVEN;
    if (exponent < -52 || mantissa & (((uint64_t)1 << -exponent) - 1)) return FRACTION;
    return mantissa >> -exponent & 1 ? ODD : EVEN;
}

int ul_double_pow(double base, double exponent, double *out)
{
    uint64_t bits = ul_double_bits(base), size = bits & ~UL_DOUBLE_SIGN;
    uint64_t exponent_bits = ul_double_bits(exponent);
    uint64_t exponent_size = exponent_bits & ~UL_DOUBLE_SIGN;
    bool minus = exponent_bits >> 63;
    *out = 1.0;
    if (exponent_size == 0 || bits == UL_DOUBLE_ONE) return 0;
    *out = ul_double_from_bits(UL_DOUBLE_NAN);
    if (size > UL_DOUBLE_INFINITY || exponent_size > UL_DOUBLE_INFINITY) return 0;
    if (exponent_size == UL_DOUBLE_INFINITY) {
        *out = ul_double_from_bits(size == UL_DOUBLE_ONE             ? UL_DOUBLE_ONE
                                   : (size > UL_DOUBLE_ONE) != minus ? UL_DOUBLE_INFINITY
                                                                     : 0);
        return 0;
    }
    enum parity parity = parity_of(exponent);
    bool negative = bits >> 63 && parity == ODD;
    if (size == 0 && minus) return UL_NUM_ZERO_DIVISION;
    if (size == 0 || size == UL_DOUBLE_INFINITY) {
        uint64_t result = (size == 0) == minus ? UL_DOUBLE_INFINITY : 0;
        *out = ul_double_from_bits(result | (negative ? UL_DOUBLE_SIGN : 0));
        return 0;
    }
    if (bits >> 63 && parity == FRACTION) return UL_NUM_NOT_REAL;
    base = ul_double_from_bits(size);
    if (size == UL_DOUBLE_ONE) {
        *out = negative ? -1.0 : 1.0;
        return 0;
    }
    if (exponent == 0.5) return ul_double_sqrt(base, out);
    double times = ul_double_from_bits(exponent_size);
    if (parity != FRACTION && times <= INTEGER_MAX)
        return power_of_integer(base, (uint32_t)times, minus, negative, out);
    bool below_1;
    struct wide log = log2_of(base, &below_1), factor = widen_double(times);
    log = multiply(&log, &factor);
    return exp2_of(&log, below_1 != minus, negative, out);
}
