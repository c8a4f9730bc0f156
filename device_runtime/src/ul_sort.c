/* How is a list sorted? A stable merge sort: runs by binary insertion, merged bottom up through a
 * buffer of half the list. Keys are computed once, beside the items. */
#include "ul_call.h"
#include "ul_compare.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_number.h"
#include "ul_replay.h"
#include "ul_str.h"

#define RUN 16u

/* Words on the stack: the VEC of keys, the VEC of items (unbound when the keys are the items), the
 * buffers for both, how many items there are and of how many the key has been computed. */
enum { KEYS, ITEMS, KEY_BUFFER, ITEM_BUFFER, COUNT, COMPUTED, SLOTS };

struct sorter {
    struct ul_vm *vm;
    ul_val *slot;
    bool reverse;
};

static ul_val *at(const struct sorter *s, uint32_t which, uint32_t index)
{
    return PTR(s->vm, s->slot[which]) + 1 + index;
}

/* Does b belong before a, where a stands first? */
static int before(const struct sorter *s, ul_val b, ul_val a, bool *out)
{
    struct ul_vm *vm = s->vm;
    if ((a & b & 1u) != 0) {
        *out = s->reverse ? (int32_t)b > (int32_t)a : (int32_t)b < (int32_t)a;
        return UL_OK;
    }
    if (ul_is_float(vm, a) && ul_is_float(vm, b)) {
        double x = ul_float_of(vm, a), y = ul_float_of(vm, b);
        *out = s->reverse ? x < y : y < x;
        return UL_OK;
    }
    if (ul_is_str(vm, a) && ul_is_str(vm, b)) {
        int order = ul_str_compare(vm, b, a);
        *out = s->reverse ? order > 0 : order < 0;
        return UL_OK;
    }
    return s->reverse ? ul_compare_truth(vm, UL_OP_LT, a, b, out)
                      : ul_compare_truth(vm, UL_OP_LT, b, a, out);
}

static void move_one(const struct sorter *s, uint32_t from, uint32_t to)
{
    for (uint32_t which = KEYS; which <= ITEMS; which++) {
        if (!s->slot[which]) continue;
        ul_val moved = *at(s, which, from);
        memmove(at(s, which, to + 1), at(s, which, to), (from - to) * 4);
        *at(s, which, to) = moved;
    }
}

static int insert_run(const struct sorter *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from + 1; i < to; i++) {
        uint32_t low = from, high = i;
        while (low < high) {
            uint32_t middle = (low + high) / 2;
            bool first;
            TRY(before(s, *at(s, KEYS, i), *at(s, KEYS, middle), &first));
            if (first)
                high = middle;
            else
                low = middle + 1;
        }
        move_one(s, i, low);
    }
    return UL_OK;
}

static void copy_to_buffer(const struct sorter *s, uint32_t from, uint32_t count)
{
    for (uint32_t which = KEYS; which <= ITEMS; which++)
        if (s->slot[which]) memcpy(at(s, which + 2, 0), at(s, which, from), count * 4);
}

static void put(const struct sorter *s, bool from_buffer, uint32_t from, uint32_t to)
{
    for (uint32_t which = KEYS; which <= ITEMS; which++)
        if (s->slot[which]) *at(s, which, to) = *at(s, from_buffer ? which + 2 : which, from);
}

/* Merge [from, middle) and [middle, to); the left half goes through the buffer. */
static int merge(const struct sorter *s, uint32_t from, uint32_t middle, uint32_t to)
{
    bool first;
    TRY(before(s, *at(s, KEYS, middle), *at(s, KEYS, middle - 1), &first));
    if (!first) return UL_OK; /* in order already */
    uint32_t left = 0, count = middle - from, right = middle, out = from;
    copy_to_buffer(s, from, count);
    while (left < count && right < to) {
        int err = before(s, *at(s, KEYS, right), *at(s, KEY_BUFFER, left), &first);
        if (err) { /* put the rest back: the list stays a permutation of itself */
            while (left < count)
                put(s, true, left++, out++);
            return err;
        }
        put(s, !first, first ? right++ : left++, out);
        out++;
    }
    while (left < count)
        put(s, true, left++, out++);
    return UL_OK;
}

static int sort_all(const struct sorter *s, uint32_t count)
{
    TRY(ul_spend(s->vm, count));
    for (uint32_t from = 0; from < count; from += RUN)
        TRY(insert_run(s, from, from + RUN < count ? from + RUN : count));
    for (uint32_t width = RUN; width < count; width *= 2) {
        TRY(ul_spend(s->vm, count / 2));
        for (uint32_t from = 0; from + width < count; from += 2 * width)
            TRY(merge(s, from, from + width, from + 2 * width < count ? from + 2 * width : count));
    }
    return UL_OK;
}

/* The first time, make room for the keys; then go on where the last key function was left. */
static int compute_keys(struct ul_vm *vm, ul_val *slot, uint32_t count, const ul_val *key)
{
    if (!slot[ITEMS]) {
        ul_val keys = ul_new_clear(vm, T_VEC, count + 1);
        if (!keys) return UL_EXCEPTION;
        slot[ITEMS] = slot[KEYS];
        slot[KEYS] = keys;
        slot[COMPUTED] = V_INT(0);
    }
    for (uint32_t i = (uint32_t)INT_OF(slot[COMPUTED]); i < count; i++) {
        ul_val v;
        TRY(ul_call1(vm, *key, (PTR(vm, slot[ITEMS]) + 1)[i], &v));
        (PTR(vm, slot[KEYS]) + 1)[i] = v;
        slot[COMPUTED] = V_INT(i + 1);
        ul_replay_commit(vm, slot);
    }
    return UL_OK;
}

static int sort_kept(struct ul_vm *vm, ul_val *slot, uint32_t count, const ul_val *key,
                     bool reverse)
{
    struct sorter s = {vm, slot, reverse};
    if (*key != V_NONE) TRY(compute_keys(vm, slot, count, key));
    uint32_t widest = RUN;
    while (widest * 2 < count)
        widest *= 2;
    if (count > RUN) { /* merges copy at most the left half of the widest pair */
        for (uint32_t which = KEYS; which <= ITEMS; which++) {
            slot[which + 2] = slot[which] ? ul_new_clear(vm, T_VEC, widest + 1) : V_UNBOUND;
            if (slot[which] && !slot[which + 2]) return UL_EXCEPTION;
        }
    }
    int err;
    UL_HELD(vm, err, sort_all(&s, count));
    return err;
}

/* While user code runs the list is empty, as in CPython. */
static void empty(struct ul_vm *vm, ul_val list, ul_val *slot)
{
    ul_val *object = PTR(vm, list);
    slot[COUNT] = object[LIST_LEN];
    slot[KEYS] = object[LIST_VEC];
    object[LIST_LEN] = V_INT(0);
    object[LIST_VEC] = V_UNBOUND;
}

int ul_list_sort(struct ul_vm *vm, ul_val list, ul_val key, bool reverse)
{
    ul_val *kept = ul_push2(vm, list, key), *slot;
    if (!kept) return UL_EXCEPTION;
    TRY(ul_replay_state(vm, key != V_NONE, SLOTS, &slot));
    if (!slot[COUNT]) empty(vm, kept[0], slot);
    uint32_t count = (uint32_t)INT_OF(slot[COUNT]);
    int err = count ? sort_kept(vm, slot, count, &kept[1], reverse) : UL_OK;
    if (err == UL_LEAVE) return err;
    bool changed = PTR(vm, kept[0])[LIST_VEC] != V_UNBOUND;
    PTR(vm, kept[0])[LIST_VEC] = slot[ITEMS] ? slot[ITEMS] : slot[KEYS];
    PTR(vm, kept[0])[LIST_LEN] = V_INT(count);
    vm->sp = kept + 2;
    if (!err && changed) err = ul_value_error(vm, "list modified during sort");
    return err;
}
