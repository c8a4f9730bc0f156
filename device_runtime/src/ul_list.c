/* How do lists and tuples hold their items? See ul_list.h. */
#include "ul_list.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"

ul_val *ul_items(const struct ul_vm *vm, ul_val sequence, uint32_t *count)
{
    ul_val *object = PTR(vm, sequence);
    if (HDR_TYPE(object[0]) == T_TUPLE) {
        *count = HDR_WORDS(object[0]) - 1;
        return object + 1;
    }
    *count = (uint32_t)INT_OF(object[LIST_LEN]);
    return object[LIST_VEC] ? PTR(vm, object[LIST_VEC]) + 1 : NULL;
}

ul_val ul_list_new(struct ul_vm *vm, uint32_t capacity)
{
    ul_val vec = capacity ? ul_new_clear(vm, T_VEC, capacity + 1) : 0;
    if (capacity && !vec) return 0;
    ul_val *kept = ul_push(vm, vec);
    ul_val list = kept ? ul_new(vm, T_LIST, LIST_WORDS) : 0;
    if (list) {
        ul_val *object = PTR(vm, list);
        object[LIST_LEN] = V_INT(0);
        object[LIST_VEC] = *kept;
    }
    if (kept) ul_pop(vm, 1);
    return list;
}

/* Make room for `length` items in the list kept at *list. */
static int reserve(struct ul_vm *vm, ul_val *list, uint32_t length)
{
    ul_val vec = PTR(vm, *list)[LIST_VEC];
    uint32_t had = vec ? HDR_WORDS(PTR(vm, vec)[0]) - 1 : 0;
    if (length <= had) return UL_OK;
    if (vec && ul_grow_last(vm, vec, length + 1)) {
        memset(PTR(vm, vec) + 1 + had, 0, (length - had) * 4);
        return UL_OK;
    }
    uint32_t capacity = length + (length >> 3) + (length < 4 ? 4 - length : 3);
    ul_val bigger = ul_new(vm, T_VEC, capacity + 1);
    if (!bigger) return UL_EXCEPTION;
    vec = PTR(vm, *list)[LIST_VEC];
    ul_val *to = PTR(vm, bigger) + 1;
    if (had) memcpy(to, PTR(vm, vec) + 1, had * 4);
    memset(to + had, 0, (capacity - had) * 4);
    PTR(vm, *list)[LIST_VEC] = bigger;
    return UL_OK;
}

int ul_list_append(struct ul_vm *vm, ul_val list, ul_val item)
{
    ul_val *object = PTR(vm, list);
    uint32_t length = (uint32_t)INT_OF(object[LIST_LEN]);
    if (object[LIST_VEC]) {
        ul_val *vec = PTR(vm, object[LIST_VEC]);
        if (length + 1 < HDR_WORDS(vec[0])) {
            vec[1 + length] = item;
            object[LIST_LEN] += 2;
            return UL_OK;
        }
    }
    return ul_list_insert(vm, list, (int32_t)length, item);
}

int ul_list_insert(struct ul_vm *vm, ul_val list, int32_t index, ul_val item)
{
    ul_val *root = ul_push2(vm, list, item);
    if (!root) return UL_EXCEPTION;
    uint32_t length = ul_list_length(vm, root[0]);
    int err = reserve(vm, root, length + 1);
    if (!err) {
        ul_val *object = PTR(vm, root[0]), *items = PTR(vm, object[LIST_VEC]) + 1;
        uint32_t at = (uint32_t)index < length ? (uint32_t)index : length;
        memmove(items + at + 1, items + at, (length - at) * 4);
        items[at] = root[1];
        object[LIST_LEN] += 2;
    }
    ul_pop(vm, 2);
    return err;
}

void ul_list_remove(struct ul_vm *vm, ul_val list, uint32_t index, uint32_t count)
{
    ul_val *object = PTR(vm, list);
    uint32_t length = (uint32_t)INT_OF(object[LIST_LEN]);
    if (!count) return;
    ul_val *items = PTR(vm, object[LIST_VEC]) + 1;
    memmove(items + index, items + index + count, (length - index - count) * 4);
    memset(items + length - count, 0, count * 4);
    object[LIST_LEN] = V_INT(length - count);
}

ul_val ul_list_from(struct ul_vm *vm, ul_val sequence, uint32_t from, uint32_t count)
{
    ul_val *root = ul_push(vm, sequence);
    ul_val list = root ? ul_list_new(vm, count) : 0;
    if (list) {
        uint32_t all;
        const ul_val *items = ul_items(vm, *root, &all);
        if (count) memcpy(PTR(vm, PTR(vm, list)[LIST_VEC]) + 1, items + from, count * 4);
        PTR(vm, list)[LIST_LEN] = V_INT(count);
    }
    if (root) ul_pop(vm, 1);
    return list;
}

ul_val ul_tuple_from(struct ul_vm *vm, ul_val list)
{
    uint32_t count;
    ul_items(vm, list, &count);
    ul_val *root = ul_push(vm, list);
    ul_val tuple = root ? ul_new(vm, T_TUPLE, count + 1) : 0;
    if (tuple && count) memcpy(PTR(vm, tuple) + 1, ul_items(vm, *root, &count), count * 4);
    if (root) ul_pop(vm, 1);
    return tuple;
}

static int extend_from_items(struct ul_vm *vm, ul_val *root)
{
    uint32_t length = ul_list_length(vm, root[0]), count;
    ul_items(vm, root[1], &count);
    TRY(reserve(vm, root, length + count));
    const ul_val *items = ul_items(vm, root[1], &count);
    ul_val *object = PTR(vm, root[0]);
    if (count) memmove(PTR(vm, object[LIST_VEC]) + 1 + length, items, count * 4);
    object[LIST_LEN] = V_INT(length + count);
    return UL_OK;
}

int ul_list_extend(struct ul_vm *vm, ul_val list, ul_val iterable)
{
    ul_val *root = ul_push2(vm, list, iterable);
    int err;
    if (!root) return UL_EXCEPTION;
    if (ul_is_sequence(vm, root[1])) {
        err = extend_from_items(vm, root);
    } else {
        struct ul_loop loop;
        err = ul_loop_open(vm, &loop, root[1]);
        ul_val item;
        while (!err && !(err = ul_loop_next(vm, &loop, &item)) && item)
            err = ul_list_append(vm, root[0], item);
        vm->sp = root;
    }
    ul_pop(vm, 2);
    return err;
}
