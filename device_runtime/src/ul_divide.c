/* What is a / b of two doubles, on a core that multiplies but does not divide?
 *
 * The routine in the chip's ROM finds one bit of the quotient in ten instructions. This one finds
 * eleven bits in twenty: a digit is estimated with a reciprocal of the divisor's upper bits, never
 * too large and too small by less than one; what is left over is made good by the next digit. The
 * last remainder says whether the quotient is exact, so it is rounded as IEEE 754 demands.
 * Subnormal numbers and results, infinities and NaN are left to the ROM's.
 */
#include "ul_float.h"

/* About 2^30 / m for 2^14 < m <= 2^15: at most 4 too small. By Newton's method, which converges
 * from below. */
static inline uint32_t reciprocal(uint32_t m)
{
    uint32_t v = 95493 - 2 * m;
    for (int i = 0; i < 3; i++)
        v = v * ((0x80000000u - m * v) >> 15) >> 15;
    return v;
}

/* A remainder and what it is divided by; both have 53 bits. */
struct division {
    uint32_t x1, x0;
    uint32_t y1, y0_high, y0_low; /* the lower word in halves */
    uint32_t v;                   /* reciprocal of y1's upper bits */
};

/* The next `bits` of the quotient, at most 11. */
static inline uint32_t next_digit(struct division *d, uint32_t bits)
{
    uint32_t digit = (d->x1 >> 6) * d->v >> (30 - bits);
    uint32_t p = digit * d->y0_high, low = digit * d->y0_low;
    d->x1 = (d->x1 << bits | d->x0 >> (32 - bits)) - digit * d->y1 - (p >> 16);
    d->x0 <<= bits;
    if (d->x0 < low) d->x1--;
    d->x0 -= low;
    p <<= 16;
    if (d->x0 < p) d->x1--;
    d->x0 -= p;
    return digit;
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
    struct division d = {x1 - y1, x0 - y0, y1, y0 >> 16, y0 & 0xffffu, reciprocal((y1 >> 6) + 1)};
    uint32_t high = 1, low = 0; /* 1 + 22 bits, then 11 + 11 + 9: the last one is for rounding */
    for (int i = 0; i < 2; i++)
        high = (high << 11) + next_digit(&d, 11);
    for (int i = 0; i < 2; i++)
        low = (low << 11) + next_digit(&d, 11);
    low = (low << 9) + next_digit(&d, 9);
    if (d.x1 > y1 || (d.x1 == y1 && d.x0 >= y0)) {
        low++;
        d.x1 ^= y1; /* whether it is 0 is all that counts from here */
        d.x0 ^= y0;
    }
    uint64_t quotient = ((uint64_t)high << 30) + (low >> 1);
    quotient += low & 1u && (low & 2u || d.x1 | d.x0);
    return quotient + ((uint64_t)(field << 20 | ((top_a ^ top_b) & 0x80000000u)) << 32);
}
