/* How is the arena used? See ul_heap.h. */
#include "ul_heap.h"
#include "ul_error.h"

#define MARK_STACK_MIN 8u

int ul_heap_layout(struct ul_vm *vm)
{
    uint32_t fixed = ROOT_COUNT + (vm->image[10] & 0xFFFFu);
    if ((uint32_t)(vm->arena_end - vm->arena) < (fixed + 16) * 4) return UL_ARENA_TOO_SMALL;
    vm->roots = (ul_val *)(void *)vm->arena;
    vm->globals = vm->roots + ROOT_COUNT;
    vm->heap = vm->arena + fixed * 4;
    return UL_OK;
}

void ul_heap_reset(struct ul_vm *vm)
{
    for (ul_val *root = vm->roots; (uint8_t *)root < vm->heap; root++)
        *root = V_UNBOUND;
    vm->heap_ptr = vm->heap;
    vm->sp = (ul_val *)(void *)vm->arena_end;
    vm->stack_low = vm->arena_end;
    vm->heap_peak = 0;
    vm->depth = 0;
    memset(&vm->replay, 0, sizeof vm->replay);
    vm->replay.hold = 1; /* there is no instruction yet */
}

uint32_t ul_heap_note_peak(struct ul_vm *vm)
{
    uint32_t used = (uint32_t)((vm->heap_ptr - vm->arena) + (vm->arena_end - vm->stack_low));
    if (used > vm->heap_peak) vm->heap_peak = used;
    return vm->heap_peak;
}

/* --- Allocation ---------------------------------------------------------------------------------
 */

/* Make `bytes` of room between heap_ptr and stack_low. */
static UL_NOINLINE bool make_room(struct ul_vm *vm, uint32_t bytes)
{
    ul_heap_note_peak(vm);
    vm->stack_low = (uint8_t *)vm->sp;
    if ((uint32_t)(vm->stack_low - vm->heap_ptr) >= bytes) return true;
    ul_collect(vm);
    return (uint32_t)(vm->stack_low - vm->heap_ptr) >= bytes;
}

bool ul_room(struct ul_vm *vm, uint32_t words)
{
    if ((uint32_t)(vm->stack_low - vm->heap_ptr) / 4 >= words) return true;
    return words <= UL_MAX_WORDS && make_room(vm, words * 4);
}

ul_val ul_new(struct ul_vm *vm, enum ul_type type, uint32_t words)
{
#ifdef UL_STRESS_COLLECT /* make test-stress: whoever keeps a stale pointer is found out */
    ul_collect(vm);
#endif
    uint32_t bytes = words * 4;
    if (UL_UNLIKELY((uint32_t)(vm->stack_low - vm->heap_ptr) / 4 < words)) {
        if (words > UL_MAX_WORDS || !make_room(vm, bytes)) {
            ul_raise_type(vm, UL_TYPE_MEMORYERROR);
            return 0;
        }
    }
    ul_val *object = (ul_val *)(void *)vm->heap_ptr;
    vm->heap_ptr += bytes;
    object[0] = HDR(type, words);
    return REF(vm, object);
}

ul_val ul_new_clear(struct ul_vm *vm, enum ul_type type, uint32_t words)
{
    ul_val ref = ul_new(vm, type, words);
    if (ref) memset(PTR(vm, ref) + 1, 0, (words - 1) * 4);
    return ref;
}

bool ul_grow_last(struct ul_vm *vm, ul_val object, uint32_t words)
{
    ul_val *at = PTR(vm, object);
    uint32_t header = at[0];
    if ((uint8_t *)(at + HDR_WORDS(header)) != vm->heap_ptr || words > UL_MAX_WORDS) return false;
    uint32_t more = (words - HDR_WORDS(header)) * 4;
    if ((uint32_t)(vm->stack_low - vm->heap_ptr) < more) return false;
    vm->heap_ptr += more;
    at[0] = (header & 0x7FFu) | words << 11;
    return true;
}

void ul_shrink(struct ul_vm *vm, ul_val object, uint32_t words)
{
    ul_val *at = PTR(vm, object);
    uint32_t had = HDR_WORDS(at[0]);
    if (words == had) return;
    at[0] = (at[0] & 0x7FFu) | words << 11;
    if ((uint8_t *)(at + had) == vm->heap_ptr)
        vm->heap_ptr = (uint8_t *)(at + words);
    else
        at[words] = HDR(T_FREE, had - words);
}

ul_val *ul_stack_take(struct ul_vm *vm, uint32_t words)
{
#ifdef UL_STRESS_COLLECT
    ul_collect(vm);
#endif
    if (UL_UNLIKELY((uint32_t)((uint8_t *)vm->sp - vm->stack_low) < words * 4)) {
        uint32_t room = (uint32_t)((uint8_t *)vm->sp - vm->heap_ptr);
        if (room < words * 4) {
            ul_heap_note_peak(vm);
            ul_collect(vm);
            room = (uint32_t)((uint8_t *)vm->sp - vm->heap_ptr);
        }
        if (room < words * 4) {
            bool deep = vm->arena_end - (uint8_t *)vm->sp > vm->heap_ptr - vm->heap;
            ul_raise_type(vm, deep ? UL_TYPE_RECURSIONERROR : UL_TYPE_MEMORYERROR);
            return NULL; /* the larger of stack and heap is to blame */
        }
        vm->stack_low = (uint8_t *)(vm->sp - words);
    }
    vm->sp -= words;
    return vm->sp;
}

static ul_val *push(struct ul_vm *vm, uint32_t count, ul_val a, ul_val b, ul_val c)
{
    ul_val *kept = vm->roots + ROOT_KEEP;
    kept[0] = a;
    kept[1] = b;
    kept[2] = c;
    ul_val *slots = ul_stack_take(vm, count);
    if (slots) memcpy(slots, kept, count * 4);
    memset(kept, 0, 12);
    return slots;
}

ul_val *ul_push(struct ul_vm *vm, ul_val value)
{
#ifndef UL_STRESS_COLLECT /* every push may collect */
    if (UL_LIKELY((uint8_t *)vm->sp != vm->stack_low)) {
        *--vm->sp = value;
        return vm->sp;
    }
#endif
    return push(vm, 1, value, 0, 0);
}

ul_val *ul_push2(struct ul_vm *vm, ul_val a, ul_val b)
{
    return push(vm, 2, a, b, 0);
}

ul_val *ul_push3(struct ul_vm *vm, ul_val a, ul_val b, ul_val c)
{
    return push(vm, 3, a, b, c);
}

/* --- Collection: mark ----------------------------------------------------------------------------
 */

static bool in_heap(const struct ul_vm *vm, ul_val v)
{
    const uint8_t *at = (const uint8_t *)PTR(vm, v);
    return IS_REF(v) && at >= vm->heap && at < vm->heap_ptr;
}

/* How many words after the header are values? */
static uint32_t value_words(const ul_val *object)
{
    uint32_t type = HDR_TYPE(object[0]);
    if (type <= T_BYTES) return 0;
    if (type == T_DTAB) return 1 + 2 * (uint32_t)INT_OF(object[DTAB_CAP]);
    return HDR_WORDS(object[0]) - 1;
}

struct marker {
    ul_val *stack, *top, *limit; /* marked objects whose words were not seen yet */
    bool overflow;               /* some were dropped: look through the heap again */
};

static void mark_value(struct ul_vm *vm, struct marker *marker, ul_val v)
{
    if (!in_heap(vm, v)) return;
    ul_val *object = PTR(vm, v);
    if (object[0] & HDR_MARK) return;
    object[0] |= HDR_MARK;
    if (!value_words(object)) return;
    if (marker->top < marker->limit)
        *marker->top++ = v;
    else
        marker->overflow = true;
}

static void mark_words(struct ul_vm *vm, struct marker *marker, const ul_val *from, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        mark_value(vm, marker, from[i]);
}

static void mark_drain(struct ul_vm *vm, struct marker *marker)
{
    while (marker->top > marker->stack) {
        const ul_val *object = PTR(vm, *--marker->top);
        mark_words(vm, marker, object + 1, value_words(object));
    }
}

static void mark(struct ul_vm *vm)
{
    ul_val spare[MARK_STACK_MIN];
    struct marker marker = {spare, spare, spare + MARK_STACK_MIN, false};
    ul_val *gap = (ul_val *)(void *)vm->heap_ptr;
    if (vm->sp - gap > (int)MARK_STACK_MIN) {
        marker.stack = marker.top = gap;
        marker.limit = vm->sp;
    }
    ul_val *fixed = vm->roots;
    uint32_t fixed_words = (uint32_t)((ul_val *)(void *)vm->heap - fixed);
    mark_words(vm, &marker, fixed, fixed_words);
    mark_drain(vm, &marker);
    for (ul_val *v = vm->sp; v < (ul_val *)(void *)vm->arena_end; v++) {
        mark_value(vm, &marker, *v);
        mark_drain(vm, &marker);
    }
    while (marker.overflow) {
        marker.overflow = false;
        for (ul_val *object = (ul_val *)(void *)vm->heap; (uint8_t *)object < vm->heap_ptr;
             object += HDR_WORDS(object[0]))
            if (object[0] & HDR_MARK) {
                mark_words(vm, &marker, object + 1, value_words(object));
                mark_drain(vm, &marker);
            }
    }
}

/* --- Collection: slide ---------------------------------------------------------------------------
 */

/* A threaded header is a chain of the slots that refer to the object, ended by the header (odd). */
static void thread(struct ul_vm *vm, ul_val *slot)
{
    if (!in_heap(vm, *slot)) return;
    ul_val *object = PTR(vm, *slot);
    *slot = object[0];
    object[0] = REF(vm, slot);
}

static void unthread(struct ul_vm *vm, ul_val *object, ul_val new_ref)
{
    ul_val link = object[0];
    while (!(link & 1u)) {
        ul_val *slot = PTR(vm, link);
        link = *slot;
        *slot = new_ref;
    }
    object[0] = link;
}

static bool is_marked(const ul_val *object)
{
    return !(object[0] & 1u) || (object[0] & HDR_MARK);
}

/* Pass 1: thread the roots and all words; references that point forwards are right after it. */
static void thread_all(struct ul_vm *vm)
{
    ul_val *heap = (ul_val *)(void *)vm->heap, *end = (ul_val *)(void *)vm->heap_ptr, *to = heap;
    for (ul_val *v = vm->roots; v < heap; v++)
        thread(vm, v);
    for (ul_val *v = vm->sp; v < (ul_val *)(void *)vm->arena_end; v++)
        thread(vm, v);
    uint32_t size;
    for (ul_val *object = heap; object < end; object += size) {
        bool live = is_marked(object);
        if (live) unthread(vm, object, REF(vm, to));
        size = HDR_WORDS(object[0]); /* before a word that refers to its own object is threaded */
        if (!live) continue;
        to += size;
        uint32_t words = value_words(object);
        for (uint32_t i = 1; i <= words; i++)
            thread(vm, object + i);
    }
}

/* Pass 2: set the references that point backwards, and move. */
static void slide(struct ul_vm *vm)
{
    ul_val *heap = (ul_val *)(void *)vm->heap, *end = (ul_val *)(void *)vm->heap_ptr, *to = heap;
    uint32_t words;
    for (ul_val *object = heap; object < end; object += words) {
        bool live = is_marked(object);
        if (live) unthread(vm, object, REF(vm, to));
        words = HDR_WORDS(object[0]);
        if (!live) continue;
        object[0] &= ~HDR_MARK;
        if (to != object) memmove(to, object, words * 4);
        to += words;
    }
    vm->heap_ptr = (uint8_t *)to;
}

void ul_collect(struct ul_vm *vm)
{
    mark(vm);
    thread_all(vm);
    slide(vm);
    if (vm->roots[ROOT_GEN]) vm->regs = PTR(vm, vm->roots[ROOT_GEN]) + GEN_REGS;
}
