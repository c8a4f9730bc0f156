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

#endif
