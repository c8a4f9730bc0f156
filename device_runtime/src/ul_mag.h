/* How does the arithmetic of unlimited integers work, digit by digit?
 *
 * A magnitude is an array of 32-bit digits, least significant first, without leading zero
 * digits: n == 0 is zero. Signs are the caller's, and so is all memory: each function says how
 * many digits `out` must hold and returns how many of them it used. `out` may be the same array as
 * an operand (never a shifted part of it) unless the function says otherwise. At most 2^26 digits.
 */
#ifndef UL_MAG_H
#define UL_MAG_H

#include <stdbool.h>
#include <stdint.h>

#include "ul_double.h" /* enum ul_num_err */

uint32_t ul_mag_trim(const uint32_t *a, uint32_t n); /* n without leading zero digits */
uint32_t ul_mag_bit_length(const uint32_t *a, uint32_t n);
int ul_mag_cmp(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb); /* -1, 0, 1 */

/* a + b: max(na, nb) + 1 digits.   a - b for a >= b: na digits. */
uint32_t ul_mag_add(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb, uint32_t *out);
uint32_t ul_mag_sub(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb, uint32_t *out);

/* a * b: na + nb digits; `out` is not a or b.   a * factor + plus, in place: n + 1 digits. */
uint32_t ul_mag_mul(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb, uint32_t *out);
uint32_t ul_mag_mul_small(uint32_t *a, uint32_t n, uint32_t factor, uint32_t plus);

/* a / divisor: n digits. Returns the remainder; the quotient is not trimmed. */
uint32_t ul_mag_divmod_small(const uint32_t *a, uint32_t n, uint32_t divisor, uint32_t *out);

/* Divide in place, b != 0, na >= nb (Knuth's algorithm D): a holds na + 1 digits and is
 * replaced by the remainder in a[0 .. nb) and the quotient in a[nb .. na], neither trimmed.
 * b is written to but the same again afterwards. So the scratch needed is a copy of both
 * operands and one digit, na + nb + 1. */
void ul_mag_divmod(uint32_t *a, uint32_t na, uint32_t *b, uint32_t nb);

/* a << bits: na + bits / 32 + 1 digits. */
uint32_t ul_mag_shl(const uint32_t *a, uint32_t na, uint32_t bits, uint32_t *out);
/* The magnitude of floor(a / 2^bits), or of floor(-a / 2^bits) when `negative`: max(1, na -
 * bits / 32) digits and when negative one more. */
uint32_t ul_mag_shr(const uint32_t *a, uint32_t na, bool negative, uint32_t bits, uint32_t *out);

/* Python's & | ^ on signed integers as if in endless two's complement: max(na, nb) + 1 digits.
 * ~a is a ^ -1. */
enum ul_mag_op { UL_MAG_AND, UL_MAG_OR, UL_MAG_XOR };
uint32_t ul_mag_bitop(enum ul_mag_op op, const uint32_t *a, uint32_t na, bool negative_a,
                      const uint32_t *b, uint32_t nb, bool negative_b, uint32_t *out,
                      bool *negative_out);

/* ASCII digits (0-9a-z) of a, base 2 to 36, written so that they end before `end`; destroys a.
 * Returns how many: at most ul_mag_text_room(n, base); zero is "0". */
uint32_t ul_mag_to_digits(uint32_t *a, uint32_t n, uint32_t base, char *end);
uint32_t ul_mag_text_room(uint32_t n, uint32_t base);

/* The number written in `text`: digits of the base in either case, single underscores between
 * them as in Python. Needs ul_mag_digit_room(length, base) digits; UL_NUM_BAD_TEXT otherwise. */
int32_t ul_mag_from_digits(const char *text, uint32_t length, uint32_t base, uint32_t *out);
uint32_t ul_mag_digit_room(uint32_t length, uint32_t base);

/* +-a * 2^exponent as the nearest double, ties to even; UL_NUM_OVERFLOW. */
int ul_mag_to_double(const uint32_t *a, uint32_t n, bool negative, int32_t exponent, double *out);

/* +-a / b * 2^exponent as the nearest double (int / int is correctly rounded in Python).
 * Destroys both: a holds max(na, nb + 2) + 1 digits, b holds max(na, nb). */
int ul_mag_ratio_to_double(uint32_t *a, uint32_t na, uint32_t *b, uint32_t nb, bool negative,
                           int32_t exponent, double *out);

/* The magnitude of trunc(v): at most UL_MAG_DOUBLE_DIGITS digits. UL_NUM_OVERFLOW for an infinity,
 * UL_NUM_NAN. */
#define UL_MAG_DOUBLE_DIGITS 33
int32_t ul_mag_from_double(double v, uint32_t *out);

#endif
