/* How do lists, tuples and bytearrays hold their items? See ul_list.h. */
#include "ul_list.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_replay.h"
#include "ul_str.h"

ul_val *ul_items(const struct ul_vm *vm, ul_val sequence, uint32_t *count)
{
    ul_val *object = PTR(vm, sequence);
    if (HDR_TYPE(object[0]) != T_LIST) {
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

uint8_t *ul_list_data(const struct ul_vm *vm, ul_val list, uint32_t *size)
{
    const ul_val *object = PTR(vm, list);
    *size = HDR_TYPE(object[0]) == T_LIST ? 4 : 1;
    return (uint8_t *)(PTR(vm, object[LIST_VEC]) + 1);
}

/* Make room for `length` items in the list or bytearray kept at *list. */
static int reserve(struct ul_vm *vm, const ul_val *list, uint32_t length)
{
    bool bytes = TYPE_IS(vm, *list, T_BARRAY);
    ul_val vec = PTR(vm, *list)[LIST_VEC];
    uint32_t had = vec ? HDR_WORDS(PTR(vm, vec)[0]) - 1 : 0, words = length;
    if (bytes) words = length / 4 + 1;
    if (words <= had) return UL_OK;
    if (vec && ul_grow_last(vm, vec, words + 1)) {
        memset(PTR(vm, vec) + 1 + had, 0, (words - had) * 4);
        return UL_OK;
    }
    uint32_t capacity = words > 2 * had ? words : 2 * had; /* copied less often, if there is room */
    if (capacity < 4) capacity = 4;
    if (!ul_room(vm, 2 * capacity)) capacity = words + (words >> 3) + (words < 4 ? 4 - words : 3);
    ul_val bigger = ul_new(vm, bytes ? T_BYTES : T_VEC, capacity + 1);
    if (!bigger) return UL_EXCEPTION;
    vec = PTR(vm, *list)[LIST_VEC];
    ul_val *to = PTR(vm, bigger) + 1;
    if (had) memcpy(to, PTR(vm, vec) + 1, had * 4);
    memset(to + had, 0, (capacity - had) * 4);
    PTR(vm, *list)[LIST_VEC] = bigger;
    return UL_OK;
}

int ul_list_splice(struct ul_vm *vm, const ul_val *list, uint32_t at, uint32_t count, uint32_t with)
{
    uint32_t size, length = ul_list_length(vm, *list);
    if (with > count) TRY(reserve(vm, list, length - count + with));
    if (count == with) return UL_OK;
    uint8_t *items = ul_list_data(vm, *list, &size);
    uint32_t after = (length - at - count) * size;
    memmove(items + (at + with) * size, items + (at + count) * size, after);
    if (with < count) memset(items + (length - count + with) * size, 0, (count - with) * size);
    PTR(vm, *list)[LIST_LEN] = V_INT(length - count + with);
    return ul_spend(vm, after / 64);
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
    uint32_t length = ul_list_length(vm, root[0]), size;
    uint32_t at = (uint32_t)index < length ? (uint32_t)index : length;
    int err = ul_list_splice(vm, &root[0], at, 0, 1);
    if (!err) ((ul_val *)(void *)ul_list_data(vm, root[0], &size))[at] = root[1];
    vm->sp = root + 2;
    return err;
}

int ul_list_remove(struct ul_vm *vm, ul_val list, uint32_t index, uint32_t count)
{
    return ul_list_splice(vm, &list, index, count, 0); /* allocates nothing */
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
        vm->replay.hold++;
        err = ul_loop_open(vm, &loop, root[1]);
        ul_val item;
        while (!err && !(err = ul_loop_next(vm, &loop, &item)) && item)
            err = ul_list_append(vm, root[0], item);
        vm->replay.hold--;
        vm->sp = root;
    }
    ul_pop(vm, 2);
    return err;
}

int ul_list_of(struct ul_vm *vm, ul_val iterable, ul_val *list)
{
    ul_val item, *state, *sp = vm->sp;
    bool asks = ul_asks(vm, iterable);
    state = ul_push2(vm, iterable, V_UNBOUND);
    if (!state) return UL_EXCEPTION;
    if (!asks) {
        *list = state[1] = ul_list_new(vm, 0);
        if (!*list) return UL_EXCEPTION;
        TRY(ul_list_extend(vm, state[1], state[0]));
        *list = state[1];
        vm->sp = sp;
        return UL_OK;
    }
    TRY(ul_loop_resume(vm, state[0], 1, &state));
    if (!state[LOOP_OWN]) state[LOOP_OWN] = ul_list_new(vm, 0);
    if (!state[LOOP_OWN]) return UL_EXCEPTION;
    for (;;) {
        TRY(ul_loop_step(vm, state, &item));
        if (!item) break;
        TRY(ul_list_append(vm, state[LOOP_OWN], item));
        ul_loop_consume(vm, state);
    }
    *list = state[LOOP_OWN];
    vm->sp = sp;
    return UL_OK;
}

/* --- bytearray -----------------------------------------------------------------------------------
 */

ul_val ul_bytearray_new(struct ul_vm *vm, ul_val bytes)
{
    struct ul_view view;
    ul_val *kept = ul_push(vm, bytes);
    ul_val ref = kept ? ul_new(vm, T_BARRAY, LIST_WORDS) : 0;
    if (ref) {
        ul_view_of(vm, *kept, &view);
        PTR(vm, ref)[LIST_LEN] = V_INT(view.len);
        PTR(vm, ref)[LIST_VEC] = *kept;
        PTR(vm, *kept)[0] &= ~(3u << 8);
    }
    if (kept) ul_pop(vm, 1);
    return ref;
}

int ul_bytearray_extend(struct ul_vm *vm, const ul_val *kept, ul_val bytes)
{
    struct ul_view view;
    uint32_t size, length = ul_list_length(vm, *kept);
    const ul_val *with = ul_push(vm, bytes);
    if (!with) return UL_EXCEPTION;
    ul_view_of(vm, *with, &view);
    uint32_t more = view.len;
    TRY(ul_list_splice(vm, kept, length, 0, more));
    ul_view_of(vm, *with, &view);
    if (more) memcpy(ul_list_data(vm, *kept, &size) + length, view.p, more);
    ul_pop(vm, 1);
    return ul_spend(vm, more / 64);
}
