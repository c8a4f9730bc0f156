/* What is float ** float?
 *
 * CPython's special cases, then powers in 96-bit integer arithmetic with some ten guard bits more
 * than the hardest rounding is likely to need: the result is the correctly rounded power,
 * except perhaps where the exact one lies within 2^-20 of a last place from a halfway point.
 */
#ifndef UL_POW_H
#define UL_POW_H

/* UL_NUM_ZERO_DIVISION for 0 ** negative, UL_NUM_NOT_REAL for negative ** fraction (a complex
 * number in CPython), UL_NUM_OVERFLOW. Underflow is a zero. */
int ul_double_pow(double base, double exponent, double *out);

#endif
