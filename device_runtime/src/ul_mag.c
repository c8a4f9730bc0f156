/* How does the arithmetic of unlimited integers work, digit by digit? */
#include "ul_mag.h"

#include <string.h>

static uint32_t max_of(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static uint64_t pair(uint32_t high, uint32_t low)
{
    return (uint64_t)high << 32 | low;
}

uint32_t ul_mag_trim(const uint32_t *a, uint32_t n)
{
    while (n && a[n - 1] == 0)
        n--;
    return n;
}

uint32_t ul_mag_bit_length(const uint32_t *a, uint32_t n)
{
    return n ? 32 * n - (uint32_t)__builtin_clz(a[n - 1]) : 0;
}

int ul_mag_cmp(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
    if (na != nb) return na < nb ? -1 : 1;
    while (na--)
        if (a[na] != b[na]) return a[na] < b[na] ? -1 : 1;
    return 0;
}

uint32_t ul_mag_add(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb, uint32_t *out)
{
    uint32_t n = max_of(na, nb);
    uint64_t sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        sum += (uint64_t)(i < na ? a[i] : 0) + (i < nb ? b[i] : 0);
        out[i] = (uint32_t)sum;
        sum >>= 32;
    }
    if (sum) out[n++] = (uint32_t)sum;
    return n;
}

uint32_t ul_mag_sub(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb, uint32_t *out)
{
    uint32_t borrow = 0;
    for (uint32_t i = 0; i < na; i++) {
        uint64_t rest = (uint64_t)a[i] - (i < nb ? b[i] : 0) - borrow;
        out[i] = (uint32_t)rest;
        borrow = (uint32_t)(rest >> 63);
    }
    return ul_mag_trim(out, na);
}

uint32_t ul_mag_mul(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb, uint32_t *out)
{
    memset(out, 0, (na + nb) * sizeof *out);
    for (uint32_t i = 0; i < na; i++) {
        uint64_t sum = 0;
        for (uint32_t j = 0; j < nb; j++) {
            sum += (uint64_t)a[i] * b[j] + out[i + j];
            out[i + j] = (uint32_t)sum;
            sum >>= 32;
        }
        out[i + nb] = (uint32_t)sum;
    }
    return ul_mag_trim(out, na + nb);
}

uint32_t ul_mag_mul_small(uint32_t *a, uint32_t n, uint32_t factor, uint32_t plus)
{
    uint64_t sum = plus;
    for (uint32_t i = 0; i < n; i++) {
        sum += (uint64_t)a[i] * factor;
        a[i] = (uint32_t)sum;
        sum >>= 32;
    }
    if (sum) a[n++] = (uint32_t)sum;
    return n;
}

/* Division of two digits by one without a divide instruction (Moeller and Granlund, "Improved
 * division by invariant integers"): the divisor has its top bit set and this is its inverse. */
static uint32_t inverse_of(uint32_t divisor)
{
    return (uint32_t)(~(uint64_t)0 / divisor); /* minus 2^32, by truncation */
}

static uint32_t divide_pair(uint32_t high, uint32_t low, uint32_t divisor, uint32_t inverse,
                            uint32_t *rest)
{
    uint64_t guess = (uint64_t)inverse * high + pair(high, low);
    uint32_t quotient = (uint32_t)(guess >> 32) + 1;
    uint32_t left = low - quotient * divisor;
    if (left > (uint32_t)guess) {
        quotient--;
        left += divisor;
    }
    if (left >= divisor) {
        quotient++;
        left -= divisor;
    }
    *rest = left;
    return quotient;
}

uint32_t ul_mag_divmod_small(const uint32_t *a, uint32_t n, uint32_t divisor, uint32_t *out)
{
    int shift = __builtin_clz(divisor);
    uint32_t inverse = inverse_of(divisor << shift), rest = 0;
    while (n--) {
        uint64_t shifted = pair(rest, a[n]) << shift;
        out[n] = divide_pair((uint32_t)(shifted >> 32), (uint32_t)shifted, divisor << shift,
                             inverse, &rest);
        rest >>= shift;
    }
    return rest;
}

/* a[0 .. nb] -= factor * b; returns whether that went below zero (then a is 2^k too large). */
static bool subtract_multiple(uint32_t *a, const uint32_t *b, uint32_t nb, uint32_t factor)
{
    uint64_t product = 0;
    uint32_t borrow = 0;
    for (uint32_t i = 0; i <= nb; i++) {
        if (i < nb) product += (uint64_t)factor * b[i];
        uint64_t rest = (uint64_t)a[i] - (uint32_t)product - borrow;
        a[i] = (uint32_t)rest;
        borrow = (uint32_t)(rest >> 63);
        product >>= 32;
    }
    return borrow;
}

/* a[0 .. nb] += b; returns the carry out of the top. */
static bool add_back(uint32_t *a, const uint32_t *b, uint32_t nb)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i <= nb; i++) {
        sum += (uint64_t)a[i] + (i < nb ? b[i] : 0);
        a[i] = (uint32_t)sum;
        sum >>= 32;
    }
    return sum != 0;
}

void ul_mag_divmod(uint32_t *a, uint32_t na, uint32_t *b, uint32_t nb)
{
    uint32_t shift = (uint32_t)__builtin_clz(b[nb - 1]), rest;
    a[na] = 0;
    ul_mag_shl(a, na, shift, a);
    ul_mag_shl(b, nb, shift, b);
    uint32_t top = b[nb - 1], inverse = inverse_of(top);
    for (uint32_t i = na - nb + 1; i--;) {
        uint32_t *part = a + i, digit = ~0u;
        if (part[nb] < top) digit = divide_pair(part[nb], part[nb - 1], top, inverse, &rest);
        if (subtract_multiple(part, b, nb, digit)) /* at most 2 too large */
            do
                digit--;
            while (!add_back(part, b, nb));
        part[nb] = digit; /* a zero until now */
    }
    ul_mag_shr(b, nb, false, shift, b);
    ul_mag_shr(a, nb, false, shift, a);
}

uint32_t ul_mag_shl(const uint32_t *a, uint32_t na, uint32_t bits, uint32_t *out)
{
    uint32_t whole = bits / 32, part = bits % 32, n = na + whole;
    if (na == 0) return 0;
    uint32_t above = (uint32_t)(pair(0, a[na - 1]) << part >> 32);
    for (uint32_t i = na; i--;)
        out[i + whole] = (uint32_t)(pair(a[i], i ? a[i - 1] : 0) << part >> 32);
    memset(out, 0, whole * sizeof *out);
    if (above) out[n++] = above;
    return n;
}

uint32_t ul_mag_shr(const uint32_t *a, uint32_t na, bool negative, uint32_t bits, uint32_t *out)
{
    static const uint32_t one = 1;
    uint32_t whole = bits / 32, part = bits % 32, lost = 0, n = 0;
    for (uint32_t i = 0; i < whole && i < na; i++)
        lost |= a[i];
    if (whole < na) {
        lost |= a[whole] & ((1u << part) - 1);
        for (n = 0; n + whole < na; n++)
            out[n] =
                (uint32_t)(pair(n + whole + 1 < na ? a[n + whole + 1] : 0, a[n + whole]) >> part);
        n = ul_mag_trim(out, n);
    }
    return negative && lost ? ul_mag_add(out, n, &one, 1, out) : n;
}

static uint32_t apply(enum ul_mag_op op, uint32_t a, uint32_t b)
{
    return op == UL_MAG_AND ? a & b : op == UL_MAG_OR ? a | b : a ^ b;
}

/* One digit of -x when `negative`, else of x. The carry starts at 1. */
static uint32_t negate_digit(uint32_t digit, bool negative, bool *carry)
{
    if (!negative) return digit;
    digit = ~digit + *carry;
    *carry = *carry && digit == 0;
    return digit;
}

uint32_t ul_mag_bitop(enum ul_mag_op op, const uint32_t *a, uint32_t na, bool negative_a,
                      const uint32_t *b, uint32_t nb, bool negative_b, uint32_t *out,
                      bool *negative_out)
{
    uint32_t n = max_of(na, nb) + 1;
    bool negative = apply(op, negative_a, negative_b);
    bool carry_a = true, carry_b = true, carry_out = true;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t digit_a = negate_digit(i < na ? a[i] : 0, negative_a, &carry_a);
        uint32_t digit_b = negate_digit(i < nb ? b[i] : 0, negative_b, &carry_b);
        out[i] = negate_digit(apply(op, digit_a, digit_b), negative, &carry_out);
    }
    *negative_out = negative;
    return ul_mag_trim(out, n);
}

/* The largest power of the base that is a digit, and its exponent. */
static uint32_t digit_power(uint32_t base, uint32_t *exponent)
{
    uint32_t power = base, count = 1;
    for (uint32_t most = ~0u / base; power <= most; count++)
        power *= base;
    *exponent = count;
    return power;
}

static uint32_t floor_log2(uint32_t v)
{
    return 31 - (uint32_t)__builtin_clz(v);
}

uint32_t ul_mag_text_room(uint32_t n, uint32_t base)
{
    return n * 32 / floor_log2(base) + 1;
}

uint32_t ul_mag_to_digits(uint32_t *a, uint32_t n, uint32_t base, char *end)
{
    uint32_t at_once, power = digit_power(base, &at_once);
    char *p = end;
    do {
        uint32_t chunk = ul_mag_divmod_small(a, n, power, a);
        n = ul_mag_trim(a, n);
        for (uint32_t i = 0; n ? i < at_once : chunk != 0; i++) {
            uint32_t digit = chunk % base;
            *--p = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
            chunk /= base;
        }
    } while (n);
    if (p == end) *--p = '0';
    return (uint32_t)(end - p);
}

static uint32_t digit_value(char c)
{
    if (c >= '0' && c <= '9') return (uint32_t)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'z' ? (uint32_t)(c - 'a') + 10 : 99;
}

uint32_t ul_mag_digit_room(uint32_t length, uint32_t base)
{
    return length * (floor_log2(base - 1) + 1) / 32 + 1;
}

int32_t ul_mag_from_digits(const char *text, uint32_t length, uint32_t base, uint32_t *out)
{
    uint32_t n = 0, chunk = 0, scale = 1, limit = ~0u / base;
    bool after_digit = false;
    for (uint32_t i = 0; i < length; i++) {
        uint32_t digit = digit_value(text[i]);
        if (text[i] == '_' && after_digit) {
            after_digit = false;
            continue;
        }
        if (digit >= base) return UL_NUM_BAD_TEXT;
        after_digit = true;
        chunk = chunk * base + digit;
        scale *= base;
        if (scale > limit) {
            n = ul_mag_mul_small(out, n, scale, chunk);
            chunk = 0;
            scale = 1;
        }
    }
    if (!after_digit) return UL_NUM_BAD_TEXT; /* nothing, or a last underscore */
    return (int32_t)ul_mag_mul_small(out, n, scale, chunk);
}

int ul_mag_to_double(const uint32_t *a, uint32_t n, bool negative, int32_t exponent, double *out)
{
    uint32_t below = n > 3 ? n - 3 : 0, lost = 0;
    for (uint32_t i = 0; i < below; i++)
        lost |= a[i];
    uint32_t low = n > 2 ? a[n - 3] : 0;
    uint64_t high = n > 1 ? pair(a[n - 1], a[n - 2]) : n ? a[0] : 0;
    if (n > 2) {
        int shift = __builtin_clz(a[n - 1]);
        high = high << shift | (pair(0, low) << shift >> 32);
        lost |= low << shift;
        exponent += 32 * (int32_t)(n - 2) - shift;
    }
    return ul_double_pack(negative, high, exponent, lost != 0, out);
}

int ul_mag_ratio_to_double(uint32_t *a, uint32_t na, uint32_t *b, uint32_t nb, bool negative,
                           int32_t exponent, double *out)
{
    int32_t shift = 63 + (int32_t)ul_mag_bit_length(b, nb) - (int32_t)ul_mag_bit_length(a, na);
    if (!na) {
        *out = negative ? -0.0 : 0.0;
        return 0;
    }
    if (shift > 0)
        na = ul_mag_shl(a, na, (uint32_t)shift, a);
    else
        nb = ul_mag_shl(b, nb, (uint32_t)-shift, b);
    ul_mag_divmod(a, na, b, nb); /* the quotient has 63 or 64 bits */
    uint32_t *quotient = a + nb, n = ul_mag_trim(quotient, na - nb + 1);
    uint64_t mantissa = pair(n > 1 ? quotient[1] : 0, quotient[0]);
    return ul_double_pack(negative, mantissa, exponent - shift, ul_mag_trim(a, nb) != 0, out);
}

int32_t ul_mag_from_double(double v, uint32_t *out)
{
    uint64_t bits = ul_double_bits(v) & ~UL_DOUBLE_SIGN, mantissa;
    int32_t exponent;
    if (bits >= UL_DOUBLE_INFINITY)
        return bits == UL_DOUBLE_INFINITY ? UL_NUM_OVERFLOW : UL_NUM_NAN;
    ul_double_split(v, &mantissa, &exponent);
    out[0] = (uint32_t)mantissa;
    out[1] = (uint32_t)(mantissa >> 32);
    uint32_t n = ul_mag_trim(out, 2);
    if (exponent < 0) return (int32_t)ul_mag_shr(out, n, false, (uint32_t)-exponent, out);
    return (int32_t)ul_mag_shl(out, n, (uint32_t)exponent, out);
}
