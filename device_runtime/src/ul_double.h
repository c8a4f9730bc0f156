/* What is inside a double, and which arithmetic does CPython do on floats beyond + - * / ?
 *
 * Everything here is integer code on the 64 bits of the number, except the few additions,
 * products and quotients that CPython itself does in double arithmetic; so every build answers
 * the same bits. Nothing allocates, nothing is remembered. Text is in ul_decimal.h, `**` in
 * compiler/library/_power.py, conversions from and to unlimited integers in ul_mag.h.
 */
#ifndef UL_DOUBLE_H
#define UL_DOUBLE_H

#include <stdbool.h>
#include <stdint.h>

/* Why a number function has no answer. The caller turns these into exceptions. */
enum ul_num_err {
    UL_NUM_BAD_TEXT = -1,      /* not a number: ValueError */
    UL_NUM_ZERO_DIVISION = -2, /* x / 0, 0 ** -1: ZeroDivisionError */
    UL_NUM_OVERFLOW = -3,      /* finite but too large, or int(inf): OverflowError */
    UL_NUM_NOT_REAL = -4,      /* sqrt(-1), (-8) ** 0.5: ValueError, or a complex number */
    UL_NUM_NAN = -5,           /* int(nan): ValueError */
};

#define UL_DOUBLE_SIGN     0x8000000000000000u
#define UL_DOUBLE_INFINITY 0x7ff0000000000000u /* the bits of +inf; larger (unsigned) is a NaN */
#define UL_DOUBLE_NAN      0x7ff8000000000000u
#define UL_DOUBLE_ONE      0x3ff0000000000000u

uint64_t ul_double_bits(double v);
double ul_double_from_bits(uint64_t bits);

/* v = (-1)^sign * *mantissa * 2^*exponent, mantissa < 2^53 (0 for zero). Only for finite v. */
void ul_double_split(double v, uint64_t *mantissa, int32_t *exponent);

/* (-1)^negative * (mantissa + rest) * 2^exponent rounded half to even, where rest is 0, or when
 * `sticky` something in (0, 1); a sticky mantissa has at least 54 bits.
 * UL_NUM_OVERFLOW (and an infinity in *out) when it rounds beyond the largest double. */
int ul_double_pack(bool negative, uint64_t mantissa, int32_t exponent, bool sticky, double *out);

/* The integer below, above, towards zero. Infinities and NaN stay, -0.5 rounds up to -0.0. */
double ul_double_floor(double v);
double ul_double_ceil(double v);
double ul_double_trunc(double v);

/* a // b and a % b of CPython floats; UL_NUM_ZERO_DIVISION when b is zero. */
int ul_double_floordiv(double a, double b, double *out);
int ul_double_mod(double a, double b, double *out);

/* math.sqrt, correctly rounded; UL_NUM_NOT_REAL below zero. */
int ul_double_sqrt(double v, double *out);

#endif
