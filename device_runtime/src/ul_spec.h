/* How does a format specification shape a value? "[[fill]align][sign][z][#][0][width][grouping]
 * [.precision][type]", as CPython 3.11 reads it; the % operator makes its own. */
#ifndef UL_SPEC_H
#define UL_SPEC_H

#include "ul_value.h"

#define UL_FIELD_MAX 0x7FFFFFFF /* a larger number in a specification counts as this */

struct ul_spec {
    uint32_t fill, align; /* align: one of < > ^ = */
    uint32_t sign;        /* 0 or one of - + space */
    bool alternate, no_minus_zero;
    int32_t width, precision; /* -1: not given */
    uint32_t group;           /* 0, ',' or '_' */
    int32_t least;            /* digits of an integer under %: zeros in front */
    uint32_t kind;            /* 0 or the type character */
};

/* Format the str, int or float kept at *kept. */
int ul_spec_format(struct ul_vm *vm, const struct ul_spec *spec, const ul_val *kept, ul_val *out);

/* Is the character c in the set? */
bool ul_one_of(const char *set, uint32_t c);

/* The decimal number at p[*at], -1 if there is none; *at moves behind it. *huge: too many digits
 * for CPython. */
int32_t ul_spec_number(const uint8_t *p, uint32_t len, uint32_t *at, bool *huge);

#endif
