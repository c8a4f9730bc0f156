/* How do Python's numbers calculate? Integers of any size and doubles. */
#ifndef UL_NUMBER_H
#define UL_NUMBER_H

#include "ul_value.h"

/* An integer as sign and digits. The digits move when something is allocated, unless they are
 * `own`. */
struct ul_digits {
    const uint32_t *d;
    uint32_t n;
    bool negative;
    uint32_t own;
};

bool ul_is_int(const struct ul_vm *vm, ul_val v); /* int or bool */
void ul_digits_of(const struct ul_vm *vm, ul_val v,
                  struct ul_digits *digits);                       /* of an int or bool */
bool ul_int_small(const struct ul_vm *vm, ul_val v, int32_t *out); /* as 32 bits, if it fits */
ul_val ul_int_new(struct ul_vm *vm, int64_t n);                    /* 0 with MemoryError raised */
ul_val ul_int_from_digits(struct ul_vm *vm, const uint32_t *d, uint32_t n,
                          bool negative); /* d not in heap */

bool ul_is_float(const struct ul_vm *vm, ul_val v);

/* A double as two words: how it lies in a FLOAT. */
union ul_double_words {
    double d;
    uint32_t w[2];
};

static inline double ul_float_of(const struct ul_vm *vm, ul_val v) /* of a float */
{
    const ul_val *object = PTR(vm, v);
    union ul_double_words words = {.w = {object[1], object[2]}};
    return words.d;
}

ul_val ul_float_new(struct ul_vm *vm, double d);
/* An int, bool or float as a double; *is_number false for anything else. OverflowError. */
int ul_to_double(struct ul_vm *vm, ul_val v, double *out, bool *is_number);

/* x op y for an opcode of plain arithmetic; *handled false when the operands are no two numbers. */
int ul_number_binary(struct ul_vm *vm, uint32_t op, ul_val x, ul_val y, ul_val *out, bool *handled);
int ul_number_unary(struct ul_vm *vm, uint32_t op, ul_val x, ul_val *out, bool *handled);

/* -1, 0, 1; 2 when a NaN is involved. Both are numbers. */
int ul_number_compare(const struct ul_vm *vm, ul_val x, ul_val y);

/* int(v) of a float; ValueError or OverflowError. */
int ul_int_from_double(struct ul_vm *vm, double d, ul_val *out);

/* An operand that must be an index: int or bool. "'float' object cannot be interpreted as an
 * integer"; beyond 31 bits the nearest, beyond 63 bits an OverflowError. */
int ul_index(struct ul_vm *vm, ul_val v, int32_t *out);

/* As ul_index, for any object with __index__; the value at *v, which must be rooted, becomes an
 * int. May run Python code. */
int ul_to_index(struct ul_vm *vm, ul_val *v);

/* As ul_index for any object with __index__; beyond 63 bits the error is "cannot fit 'int' into an
 * index-sized integer". May run Python code. */
int ul_index_sized(struct ul_vm *vm, ul_val v, uint32_t error, int32_t *out);

/* An operand that must be a byte. "byte must be in range(0, 256)". */
int ul_byte_of(struct ul_vm *vm, ul_val v, int32_t *out);

#endif
