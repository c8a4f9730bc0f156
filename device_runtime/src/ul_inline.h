/* How do instructions calculate and compare inline? One macro for each shape; what is not inline
 * goes to ul_operator.h and ul_compare.h. For ul_run.c's loop alone. */
#ifndef UL_INLINE_H
#define UL_INLINE_H

#include "ul_dispatch.h"
#include "ul_float.h"
#include "ul_word.h"

/* R[A] := x op y, when both are floats. `regs` need not survive the calculation. */
#define FLOATS(x, calculate, y)                                                                    \
    do {                                                                                           \
        if (ul_float_pair(vm, x, y) && ul_float_room(vm)) {                                        \
            uint64_t bits = calculate(ul_float_bits(vm, x), ul_float_bits(vm, y));                 \
            regs = vm->regs;                                                                       \
            R(A) = ul_float_put(vm, bits);                                                         \
            NEXT;                                                                                  \
        }                                                                                          \
    } while (0)

/* Each body below does what it can with R[B] and y; whatever else goes to `binary`, which finds
 * out from the instruction what is wanted. */

/* Sum and difference of tagged integers: the tags work out when one is taken off first. */
#define ADD_INTS(y_value)                                                                          \
    do {                                                                                           \
        ul_val x = R(B), y = (y_value);                                                            \
        ul_val sum = x + y - 1; /* overflows when both signs differ from its own */                \
        if (UL_LIKELY(BOTH_INTS(x, y)) && UL_LIKELY((int32_t)((x ^ sum) & (y ^ sum)) >= 0)) {      \
            R(A) = sum;                                                                            \
            NEXT;                                                                                  \
        }                                                                                          \
    } while (0)
#define SUB_INTS(y_value)                                                                          \
    do {                                                                                           \
        ul_val x = R(B), y = (y_value);                                                            \
        ul_val less = x - y + 1;                                                                   \
        if (UL_LIKELY(BOTH_INTS(x, y)) && UL_LIKELY((int32_t)((x ^ y) & (x ^ less)) >= 0)) {       \
            R(A) = less;                                                                           \
            NEXT;                                                                                  \
        }                                                                                          \
    } while (0)

/* Products of factors whose bit lengths add up to at most 30 fit without looking at the product. */
#define MUL_INTS(y)                                                                                \
    do {                                                                                           \
        ul_val x = R(B);                                                                           \
        if (UL_LIKELY(BOTH_INTS(x, y))) {                                                          \
            int32_t a = INT_OF(x), b = INT_OF(y);                                                  \
            uint32_t m = (uint32_t)(a ^ a >> 31) | 1u, n = (uint32_t)(b ^ b >> 31) | 1u;           \
            if (UL_LIKELY(UL_CLZ(m) + UL_CLZ(n) >= 34)) {                                          \
                R(A) = V_INT(a * b);                                                               \
                NEXT;                                                                              \
            }                                                                                      \
        }                                                                                          \
    } while (0)

#define FLOORDIV_INTS(y)                                                                           \
    do {                                                                                           \
        ul_val x = R(B);                                                                           \
        if (BOTH_INTS(x, y) && (int32_t)y > 1) {                                                   \
            int32_t a = INT_OF(x), b = INT_OF(y);                                                  \
            value =                                                                                \
                a >= 0 ? V_INT((uint32_t)a / (uint32_t)b) : V_INT(~((uint32_t)~a / (uint32_t)b));  \
            regs = vm->regs;                                                                       \
            R(A) = value;                                                                          \
            NEXT;                                                                                  \
        }                                                                                          \
    } while (0)
#define MOD_INTS(y)                                                                                \
    do {                                                                                           \
        ul_val x = R(B);                                                                           \
        if (BOTH_INTS(x, y) && (int32_t)y > 1) {                                                   \
            int32_t a = INT_OF(x);                                                                 \
            uint32_t b = (uint32_t)INT_OF(y);                                                      \
            value = a >= 0 ? V_INT((uint32_t)a % b) : V_INT(b - 1 - (uint32_t)~a % b);             \
            regs = vm->regs;                                                                       \
            R(A) = value;                                                                          \
            NEXT;                                                                                  \
        }                                                                                          \
    } while (0)

#define BITS(y_value, expression)                                                                  \
    do {                                                                                           \
        ul_val x = R(B), y = (y_value);                                                            \
        if (UL_UNLIKELY(!BOTH_INTS(x, y))) goto binary;                                            \
        R(A) = (expression);                                                                       \
        NEXT;                                                                                      \
    } while (0)
#define SHL_INTS(y)                                                                                \
    do {                                                                                           \
        ul_val x = R(B);                                                                           \
        if (BOTH_INTS(x, y) && y < V_INT(30)) {                                                    \
            uint32_t shift = y >> 1;                                                               \
            int32_t a = INT_OF(x);                                                                 \
            if (a >> (30 - shift) == a >> 31) {                                                    \
                R(A) = V_INT((uint32_t)a << shift);                                                \
                NEXT;                                                                              \
            }                                                                                      \
        }                                                                                          \
    } while (0)
#define SHR_INTS(y_value)                                                                          \
    do {                                                                                           \
        ul_val x = R(B), y = (y_value);                                                            \
        if (BOTH_INTS(x, y) && y < V_INT(32)) {                                                    \
            R(A) = (ul_val)((int32_t)x >> (y >> 1)) | 1u;                                          \
            NEXT;                                                                                  \
        }                                                                                          \
    } while (0)

/* The plain operator of ADDI ... SHRI, as its distance from ADD: 4 bits each. */
#define PLAIN_OPERATORS 0xBA754210u
#define PLAIN(op)       (UL_OP_ADD + (PLAIN_OPERATORS >> 4 * ((op) - UL_OP_ADDI) & 15u))

/* Float registers: each holds a float of its own, of which the verifier is sure. */
#define F(i)           ul_float_bits(vm, R(i))
#define F_SET(i, bits) ul_float_set(vm, R(i), bits)
#define F_BODY(calculate)                                                                          \
    do {                                                                                           \
        uint64_t result = calculate(F(B), F(C));                                                   \
        regs = vm->regs;                                                                           \
        F_SET(A, result);                                                                          \
        NEXT;                                                                                      \
    } while (0)
/* Which orders of two floats (ul_float_order) are ==, !=, <, <=, >, >=: 4 bits each, bit 0 of them
 * for -1 ... bit 3 for NaN. */
#define ORDERS 0x6431D2u
/* Jump when the order of the operands is in such a set. */
#define F_JUMP(orders)                                                                             \
    do {                                                                                           \
        count = (orders);                                                                          \
        goto float_jump;                                                                           \
    } while (0)

/* acc := an expression of acc and the operand `y`, modulo 2**32. */
#define WORD(expression)                                                                           \
    do {                                                                                           \
        uint32_t y;                                                                                \
        if (UL_UNLIKELY(!ul_word_of(vm, R(A), &y))) goto word_chain;                               \
        acc = (expression);                                                                        \
        NEXT;                                                                                      \
    } while (0)

/* R[A] := R[B] op R[C] as bool, for integers. */
#define COMPARE(test)                                                                              \
    do {                                                                                           \
        ul_val x = R(B), y = R(C);                                                                 \
        if (!BOTH_INTS(x, y)) goto compare;                                                        \
        R(A) = V_BOOL((int32_t)x test(int32_t) y);                                                 \
        NEXT;                                                                                      \
    } while (0)

/* Jump by SC when (R[A] op y) is `wanted`, for integers. */
#define JUMP_COMPARE(test, y_value, wanted)                                                        \
    do {                                                                                           \
        ul_val x = R(A), y = (y_value);                                                            \
        if (UL_UNLIKELY(!BOTH_INTS(x, y))) goto jump_compare;                                      \
        if (((int32_t)x test(int32_t) y) == (wanted)) pc += SC;                                    \
        NEXT;                                                                                      \
    } while (0)
/* JEQ ... JNGE, then the same with an integer in B: which of the ten. */
#define JUMP_TENTH(op) ((op) < UL_OP_JEQI ? (op) - UL_OP_JEQ : (op) - UL_OP_JEQI)

#endif
