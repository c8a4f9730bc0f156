/* What is a / b of two doubles, on a core that multiplies but does not divide?
 *
 * The routine in the chip's ROM finds one bit of the quotient in ten instructions. This one finds
 * eleven bits in twenty: a digit is estimated with a reciprocal of the divisor's upper bits, never
 * too large and too small by less than one; what is left over is made good by the next digit. The
 * last remainder says whether the quotient is exact, so it is rounded as IEEE 754 demands.
 * Subnormal numbers and results, infinities and NaN are left to the ROM's.
 */
#include "ul_float.h"

#define DIGIT 11

/* About 2^30 / m for 2^14 < m <= 2^15: at most 4 too small. By Newton's method, which converges
 * from below. */
static inline uint32_t reciprocal(uint32_t m)
{
    uint32_t v = 95493 - 2 * m;
    for (int i = 0; i < 3; i++)
        v = v * ((0x80000000u - m * v) >> 15) >> 15;
    return v;
}

/* Round 56 bits of quotient, the first of them set, to 53; `field` is the exponent less one. */
static inline uint64_t pack(uint64_t quotient, bool sticky, uint32_t field, uint32_t sign)
{
    uint32_t low = (uint32_t)quotient, dropped = low & 7u;
    uint64_t bits = quotient >> 3;
    bits += dropped > 4 || (dropped == 4 && (sticky || (low & 8u)));
    return bits + ((uint64_t)(field << 20 | sign) << 32);
}

uint64_t ul_float_divide(uint64_t a, uint64_t b)
{
    uint32_t top_a = (uint32_t)(a >> 32), top_b = (uint32_t)(b >> 32);
    uint32_t field_a = top_a >> 20 & 0x7ffu, field_b = top_b >> 20 & 0x7ffu;
    uint32_t field = field_a - field_b + 1022;
    if (UL_UNLIKELY(field_a - 1 >= 0x7fe || field_b - 1 >= 0x7fe || field - 1 >= 0x7fb))
        return UL_DOUBLE_DIV(a, b);
    uint32_t y1 = (top_b & 0xfffffu) | 0x100000u, y0 = (uint32_t)b;
    uint32_t x1 = (top_a & 0xfffffu) | 0x100000u, x0 = (uint32_t)a;
    if (x1 < y1 || (x1 == y1 && x0 < y0)) {
        x1 = x1 << 1 | x0 >> 31;
        x0 <<= 1;
        field--;
    }
    if (x0 < y0) x1--; /* the first bit */
    x1 -= y1;
    x0 -= y0;
    uint32_t v = reciprocal((y1 >> 6) + 1), low = y0 & 0xffffu, high = y0 >> 16, q1 = 0, q0 = 1;
    for (int i = 0; i < 5; i++) {
        uint32_t digit = (x1 >> 6) * v >> 19, p = digit * high, p0 = digit * low;
        x1 = (x1 << DIGIT | x0 >> (32 - DIGIT)) - digit * y1 - (p >> 16);
        x0 <<= DIGIT;
        if (x0 < p0) x1--;
        x0 -= p0;
        p <<= 16;
        if (x0 < p) x1--;
        x0 -= p;
        q1 = q1 << DIGIT | q0 >> (32 - DIGIT);
        q0 = (q0 << DIGIT) + digit;
        if (q0 < digit) q1++;
    }
    if (x1 > y1 || (x1 == y1 && x0 >= y0)) {
        if (!++q0) q1++;
        x1 ^= y1; /* whether it is 0 is all that counts from here */
        x0 ^= y0;
    }
    uint64_t quotient = (uint64_t)q1 << 32 | q0;
    return pack(quotient, (x0 | x1) != 0, field, (top_a ^ top_b) & 0x80000000u);
}
