/* What does the interpreter ask of the compiler that builds it? The only place for extensions. */
#ifndef UL_PORT_H
#define UL_PORT_H

#include <stdint.h>

#if !defined(__GNUC__)
#error "ulambda needs gcc or clang: computed goto and the overflow builtins"
#endif

#define UL_ADD_OVERFLOW(a, b, out) __builtin_add_overflow(a, b, out)
#define UL_SUB_OVERFLOW(a, b, out) __builtin_sub_overflow(a, b, out)
#define UL_LIKELY(condition)       __builtin_expect(!!(condition), 1)
#define UL_UNLIKELY(condition)     __builtin_expect(!!(condition), 0)
#define UL_CLZ(word) ((uint32_t)__builtin_clz(word)) /* word != 0; NSAU on the lx106 */
#define UL_NOINLINE  __attribute__((noinline))
/* What is calculated from v after this is not calculated before it: keeps two tests of v two
 * branches (merged they are twice as long on the lx106), and work of a rare path out of the common
 * one. */
#define UL_APART(v) __asm__("" : "+r"(v))

/* Double arithmetic on the 64 bits of doubles. Where there is no FPU the routines behind + - * /
 * take and give integer registers; going through a double would move them over the stack.
 * UL_QUOTIENT is the fastest way to a / b. */
union ul_port_double {
    uint64_t bits;
    double d;
};
#define UL_DOUBLE_OF(a) (((union ul_port_double){.bits = (a)}).d)
#define UL_BITS_OF(v)   (((union ul_port_double){.d = (v)}).bits)

#if defined(__XTENSA__)
uint64_t __adddf3(uint64_t a, uint64_t b);
uint64_t __subdf3(uint64_t a, uint64_t b);
uint64_t __muldf3(uint64_t a, uint64_t b);
uint64_t __divdf3(uint64_t a, uint64_t b);
#define UL_DOUBLE_ADD(a, b) __adddf3(a, b)
#define UL_DOUBLE_SUB(a, b) __subdf3(a, b)
#define UL_DOUBLE_MUL(a, b) __muldf3(a, b)
#define UL_DOUBLE_DIV(a, b) __divdf3(a, b)
#define UL_QUOTIENT(a, b)   ul_float_divide(a, b)
#else
#define UL_DOUBLE_ADD(a, b) UL_BITS_OF(UL_DOUBLE_OF(a) + UL_DOUBLE_OF(b))
#define UL_DOUBLE_SUB(a, b) UL_BITS_OF(UL_DOUBLE_OF(a) - UL_DOUBLE_OF(b))
#define UL_DOUBLE_MUL(a, b) UL_BITS_OF(UL_DOUBLE_OF(a) * UL_DOUBLE_OF(b))
#define UL_DOUBLE_DIV(a, b) UL_BITS_OF(UL_DOUBLE_OF(a) / UL_DOUBLE_OF(b))
#define UL_QUOTIENT(a, b)   UL_DOUBLE_DIV(a, b)
#endif

#endif
