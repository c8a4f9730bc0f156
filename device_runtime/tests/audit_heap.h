/* Is the arena sound? Every object has a size, every word of it is a value, every reference leads
 * to the start of an object.
 *
 * Holds between any two instructions and after every run; what the interpreter breaks is found here
 * even when nothing has crashed yet.
 */
#ifndef UL_TEST_AUDIT_HEAP_H
#define UL_TEST_AUDIT_HEAP_H

#include <stdlib.h>

#include "ul_heap.h"

#define AUDIT_WORDS (1u << 16)

struct audit {
    const struct ul_vm *vm;
    uint8_t starts[AUDIT_WORDS / 8]; /* words of the heap where an object begins */
};

static inline void audit_holds(bool condition)
{
    if (!condition) abort();
}

static inline uint32_t audit_index(const struct audit *audit, const void *at)
{
    return (uint32_t)((const uint8_t *)at - audit->vm->heap) / 4;
}

static inline void audit_reference(const struct audit *audit, ul_val v)
{
    const struct ul_vm *vm = audit->vm;
    const uint8_t *at = (const uint8_t *)PTR(vm, v);
    const uint8_t *image = (const uint8_t *)vm->image;
    if (at >= vm->heap && at < vm->heap_ptr) {
        uint32_t index = audit_index(audit, at);
        audit_holds(audit->starts[index / 8] >> (index & 7) & 1);
    } else {
        uint32_t objects = vm->image[4] & 0xFFFFu, words = vm->image[4] >> 16;
        audit_holds(at >= image + objects * 4 && at < image + (objects + words) * 4);
    }
}

static inline void audit_value(const struct audit *audit, ul_val v)
{
    if (IS_INT(v) || v == V_UNBOUND) return;
    if (IS_IMM(v))
        audit_holds(IMM_KIND(v) <= K_MODULE);
    else
        audit_reference(audit, v);
}

/* The caller and the return address of a frame may lead elsewhere, but not into an object. */
static inline void audit_frame_word(const struct audit *audit, ul_val v)
{
    const uint8_t *at = (const uint8_t *)PTR(audit->vm, v);
    if (IS_REF(v) && at >= audit->vm->heap && at < audit->vm->heap_ptr) audit_reference(audit, v);
}

static inline void audit_object(const struct audit *audit, const ul_val *object)
{
    uint32_t words = HDR_WORDS(object[0]);
    switch (HDR_TYPE(object[0])) {
    case T_FREE:
    case T_STR:
    case T_INT:
    case T_FLOAT:
    case T_BYTES: return;
    case T_DTAB:
        audit_holds(INT_OF(object[DTAB_CAP]) >= 0);
        words = DTAB_ENTRIES + 2 * (uint32_t)INT_OF(object[DTAB_CAP]);
        audit_holds(words <= HDR_WORDS(object[0]));
        break;
    default: break;
    }
    for (uint32_t i = 1; i < words; i++) {
        bool frame = HDR_TYPE(object[0]) == T_GEN && i > GEN_PC && i < GEN_REGS;
        if (frame)
            audit_frame_word(audit, object[i]);
        else
            audit_value(audit, object[i]);
    }
}

static inline void audit_heap(const struct ul_vm *vm)
{
    static struct audit audit;
    audit.vm = vm;
    if (!vm->heap) return;
    audit_holds(vm->heap <= vm->heap_ptr && vm->heap_ptr <= (const uint8_t *)vm->sp);
    audit_holds((const uint8_t *)vm->sp <= vm->arena_end);
    memset(audit.starts, 0, sizeof audit.starts);
    const ul_val *object = (const ul_val *)(const void *)vm->heap;
    for (; (const uint8_t *)object < vm->heap_ptr; object += HDR_WORDS(object[0])) {
        uint32_t index = audit_index(&audit, object);
        audit_holds((object[0] & 3u) == 1 && HDR_WORDS(object[0]) && HDR_TYPE(object[0]) < T_TYPES);
        audit.starts[index / 8] |= (uint8_t)(1u << (index & 7));
    }
    audit_holds((const uint8_t *)object == vm->heap_ptr);
    object = (const ul_val *)(const void *)vm->heap;
    for (; (const uint8_t *)object < vm->heap_ptr; object += HDR_WORDS(object[0]))
        audit_object(&audit, object);
    for (const ul_val *v = vm->roots; (const uint8_t *)v < vm->heap; v++)
        audit_value(&audit, *v);
    for (const ul_val *v = vm->sp; (const uint8_t *)v < vm->arena_end; v++)
        audit_frame_word(&audit, *v);
}

#endif
