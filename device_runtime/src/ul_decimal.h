/* How do doubles become decimal text and decimal text doubles, exactly as in CPython?
 *
 * All results are those of exact arithmetic on big integers on the C stack (each function's frame
 * is under 1 KB on the lx106), so they are correctly rounded, always, and the same on every build.
 */
#ifndef UL_DECIMAL_H
#define UL_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "ul_double.h" /* enum ul_num_err */

/* repr(v): the shortest text that reads back as v. Returns its length; not NUL-terminated. */
int ul_double_repr(double v, char out[32]);

/* format(v, '.<precision><kind>'), kind one of e f g E F G % or 0 for '.<precision>' alone;
 * `alternate` is the '#' of the format. Sign only when negative; width, fill and grouping are the
 * caller's. Returns the length written (not NUL-terminated), or, when that is greater than cap,
 * a room that is enough: nothing was written, so cap 0 asks for the room. */
#define UL_DOUBLE_PRECISION_MAX 65535
int ul_double_format(double v, char kind, int precision, bool alternate, char *out, uint32_t cap);

/* float(text), text stripped of white space and ASCII; UL_NUM_BAD_TEXT. 1e999 is inf. `scratch` are
 * as many words as ul_double_parse_room says, UL_DOUBLE_PARSE_WORDS at most. */
#define UL_DOUBLE_PARSE_WORDS 168
uint32_t ul_double_parse_room(const char *text, uint32_t length);
int ul_double_parse(const char *text, uint32_t length, uint32_t *scratch, double *out);

/* round(v, ndigits): half to even on the exact value; UL_NUM_OVERFLOW. */
int ul_double_round(double v, int32_t ndigits, double *out);

#endif
