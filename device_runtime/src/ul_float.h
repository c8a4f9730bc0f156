/* How do two floats calculate without a call into the operators? On their 64 bits: a machine
 * without an FPU has them in integer registers anyway. */
#ifndef UL_FLOAT_H
#define UL_FLOAT_H

#include "ul_heap.h"
#include "ul_number.h"

#define FLOAT_HEADER HDR(T_FLOAT, 3)

/* Are both floats, and is there room for a third? */
static inline bool ul_float_pair(const struct ul_vm *vm, ul_val x, ul_val y)
{
    if (UL_UNLIKELY((x | y) & 3u)) return false;
    UL_APART(x);
    if (UL_UNLIKELY(!x)) return false;
    UL_APART(y);
    if (UL_UNLIKELY(!y)) return false;
    if (UL_UNLIKELY(PTR(vm, x)[0] != FLOAT_HEADER)) return false;
    return UL_LIKELY(PTR(vm, y)[0] == FLOAT_HEADER);
}

static inline bool ul_float_room(const struct ul_vm *vm)
{
#ifdef UL_STRESS_COLLECT
    return false;
#endif
    return UL_LIKELY((uint32_t)(vm->stack_low - vm->heap_ptr) >= 12);
}

static inline uint64_t ul_float_bits(const struct ul_vm *vm, ul_val v)
{
    const ul_val *object = PTR(vm, v);
    return (uint64_t)object[2] << 32 | object[1];
}

static inline bool ul_float_is_zero(const struct ul_vm *vm, ul_val v)
{
    const ul_val *object = PTR(vm, v);
    return !(object[1] | object[2] << 1);
}

static inline void ul_float_set(struct ul_vm *vm, ul_val v, uint64_t bits)
{
    ul_val *object = PTR(vm, v);
    object[1] = (uint32_t)bits;
    object[2] = (uint32_t)(bits >> 32);
}

/* Make a float where ul_float_room said that there is room. */
static inline ul_val ul_float_put(struct ul_vm *vm, uint64_t bits)
{
    ul_val *object = (ul_val *)(void *)vm->heap_ptr;
    vm->heap_ptr += 12;
    object[0] = FLOAT_HEADER;
    object[1] = (uint32_t)bits;
    object[2] = (uint32_t)(bits >> 32);
    return REF(vm, object);
}

/* a / b; b is not zero, for what follows from that is the caller's. */
uint64_t ul_float_divide(uint64_t a, uint64_t b);

/* -1, 0, 1; 2 when a NaN is involved. */
static inline int ul_float_order(uint64_t a, uint64_t b)
{
    uint32_t top_a = (uint32_t)(a >> 32), top_b = (uint32_t)(b >> 32);
    uint32_t low_a = (uint32_t)a, low_b = (uint32_t)b;
    uint32_t infinity = 0xFFE00000u; /* without the sign; a NaN is more */
    if (UL_UNLIKELY((top_a << 1 | !!low_a) > infinity || (top_b << 1 | !!low_b) > infinity))
        return 2;
    if (!((top_a | top_b) << 1 | low_a | low_b)) return 0; /* zeros of any sign */
    if ((int32_t)(top_a ^ top_b) < 0) return (int32_t)top_a < 0 ? -1 : 1;
    if (a == b) return 0;
    bool less = top_a != top_b ? top_a < top_b : low_a < low_b;
    return less != ((int32_t)top_a < 0) ? -1 : 1;
}

#endif
