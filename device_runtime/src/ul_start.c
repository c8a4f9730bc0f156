/* What does an invocation find in its arena when it starts? A copy of the heap that the image
 * brings. */
#include "ul_heap.h"

/* References of the image are byte offsets in it: those into its heap move to ours. */
static ul_val settle(const struct ul_vm *vm, uint32_t value, uint32_t heap_from)
{
    if (!IS_REF(value)) return value;
    return value < heap_from ? value + REF(vm, vm->image) : value - heap_from + REF(vm, vm->heap);
}

int ul_heap_start(struct ul_vm *vm)
{
    uint32_t words = IMAGE_HEAP_WORDS(vm->image);
    const uint32_t *from = vm->image + IMAGE_HEAP(vm->image);
    uint32_t fixed = (uint32_t)((ul_val *)(void *)vm->heap - vm->globals);
    if (!words) return UL_OK;
    const uint32_t *objects = from + fixed, *end = from + words;
    uint32_t heap_from = (uint32_t)(objects - vm->image) * 4;
    if ((uint32_t)((uint8_t *)vm->sp - vm->heap) < (uint32_t)(end - objects) * 4)
        return UL_ARENA_TOO_SMALL;
    for (uint32_t i = 0; i < fixed; i++)
        vm->globals[i] = settle(vm, from[i], heap_from);
    ul_val *to = (ul_val *)(void *)vm->heap;
    while (objects < end) {
        uint32_t size = HDR_WORDS(objects[0]);
        uint32_t values = HDR_TYPE(objects[0]) == T_DTAB ? 1 + (objects[DTAB_CAP] & ~1u) : size - 1;
        to[0] = objects[0];
        for (uint32_t i = 1; i <= values; i++)
            to[i] = settle(vm, objects[i], heap_from);
        for (uint32_t i = values + 1; i < size; i++)
            to[i] = objects[i];
        to += size;
        objects += size;
    }
    vm->heap_ptr = (uint8_t *)to;
    return UL_OK;
}
