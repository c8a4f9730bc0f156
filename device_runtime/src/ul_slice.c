/* What is a part of a sequence, and how is it replaced? See ul_slice.h. */
#include "ul_slice.h"
#include "ul_builtin.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_number.h"
#include "ul_str.h"

uint32_t ul_sequence_length(const struct ul_vm *vm, ul_val v)
{
    struct ul_view view;
    uint32_t count;
    if (ul_is_str(vm, v)) return ul_str_length(vm, v);
    if (TYPE_IS(vm, v, T_RANGE)) return ul_range_length(vm, v);
    if (ul_is_bytes(vm, v)) {
        ul_view_of(vm, v, &view);
        return view.len;
    }
    ul_items(vm, v, &count);
    return count;
}

/* --- Reading -------------------------------------------------------------------------------------
 */

int ul_slice_index(struct ul_vm *vm, ul_val v, int32_t *out)
{
    struct ul_digits digits;
    if (!ul_is_int(vm, v))
        return ul_type_error(vm,
                             "slice indices must be integers or None or have an __index__ method");
    if (ul_int_small(vm, v, out) && FITS_INT(*out)) return UL_OK;
    ul_digits_of(vm, v, &digits);
    *out = digits.negative ? UL_INT_MIN : UL_INT_MAX;
    return UL_OK;
}

static int slice_index(struct ul_vm *vm, ul_val v, int32_t length, int32_t low, int32_t high,
                       int32_t absent, int32_t *out)
{
    *out = absent;
    if (v == V_NONE) return UL_OK;
    TRY(ul_slice_index(vm, v, out));
    if (*out < 0) *out = *out < -length ? low : *out + length;
    if (*out < low) *out = low;
    if (*out > high) *out = high;
    return UL_OK;
}

/* start, stop and step as slice.indices() has them. */
static int indices(struct ul_vm *vm, ul_val slice, uint32_t length, int32_t *start, int32_t *stop,
                   int32_t *step)
{
    const ul_val *object = PTR(vm, slice);
    int32_t n = (int32_t)length;
    *step = 1;
    if (object[RANGE_STEP] != V_NONE) TRY(ul_slice_index(vm, object[RANGE_STEP], step));
    if (!*step) return ul_value_error(vm, "slice step cannot be zero");
    int32_t low = *step < 0 ? -1 : 0, high = *step < 0 ? n - 1 : n;
    TRY(slice_index(vm, object[RANGE_START], n, low, high, *step < 0 ? high : low, start));
    return slice_index(vm, object[RANGE_STOP], n, low, high, *step < 0 ? low : high, stop);
}

int ul_slice_bounds(struct ul_vm *vm, ul_val slice, uint32_t length, int32_t *start, int32_t *step,
                    uint32_t *count)
{
    int32_t stop;
    TRY(indices(vm, slice, length, start, &stop, step));
    int32_t span = *step < 0 ? *start - stop : stop - *start;
    uint32_t stride = *step < 0 ? 0u - (uint32_t)*step : (uint32_t)*step;
    *count = span <= 0 ? 0 : ((uint32_t)span - 1) / stride + 1;
    return UL_OK;
}

static int slice_text(struct ul_vm *vm, ul_val *kept, int32_t start, int32_t step, uint32_t count,
                      ul_val *out)
{
    struct ul_text text;
    if (step == 1) {
        bool bytes = ul_is_bytes(vm, kept[0]);
        uint32_t from = bytes ? (uint32_t)start : ul_str_offset(vm, kept[0], (uint32_t)start);
        uint32_t to = bytes ? from + count : ul_str_offset(vm, kept[0], (uint32_t)start + count);
        *out = ul_str_part(vm, kept[0], from, to - from);
        return *out ? UL_OK : UL_EXCEPTION;
    }
    TRY(ul_text_open(vm, &text));
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = (uint32_t)(start + (int32_t)i * step);
        bool bytes = ul_is_bytes(vm, kept[0]);
        uint32_t from = bytes ? at : ul_str_offset(vm, kept[0], at);
        uint32_t to = bytes ? at + 1 : ul_str_offset(vm, kept[0], at + 1);
        TRY(ul_text_part(vm, &text, kept[0], from, to - from));
    }
    *out = ul_text_close_like(vm, &text, kept[0]);
    return *out ? ul_spend(vm, count / 8) : UL_EXCEPTION;
}

static int slice_items(struct ul_vm *vm, ul_val *kept, int32_t start, int32_t step, uint32_t count,
                       ul_val *out)
{
    uint32_t all;
    bool tuple = TYPE_IS(vm, kept[0], T_TUPLE);
    ul_val ref = tuple ? ul_new_clear(vm, T_TUPLE, 1 + count) : ul_list_new(vm, count);
    if (!ref) return UL_EXCEPTION;
    if (!tuple) PTR(vm, ref)[LIST_LEN] = V_INT(count);
    ul_val *to = ul_items(vm, ref, &all);
    const ul_val *from = ul_items(vm, kept[0], &all);
    for (uint32_t i = 0; i < count; i++)
        to[i] = from[start + (int32_t)i * step];
    *out = ref;
    return ul_spend(vm, count / 8);
}

static int slice_range(struct ul_vm *vm, const ul_val *kept, ul_val *out)
{
    int32_t at[3];
    const ul_val *range = PTR(vm, kept[0]);
    int64_t unit = INT_OF(range[RANGE_STEP]), first = INT_OF(range[RANGE_START]);
    TRY(indices(vm, kept[1], ul_range_length(vm, kept[0]), &at[0], &at[1], &at[2]));
    int64_t bounds[3] = {first + at[0] * unit, first + at[1] * unit, at[2] * unit};
    ul_val ref = ul_new(vm, T_RANGE, RANGE_WORDS);
    if (!ref) return UL_EXCEPTION;
    for (uint32_t i = 0; i < 3; i++) {
        if (!FITS_INT(bounds[i]))
            return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "a range beyond 31 bits");
        PTR(vm, ref)[RANGE_START + i] = V_INT((int32_t)bounds[i]);
    }
    *out = ref;
    return UL_OK;
}

int ul_slice_get(struct ul_vm *vm, ul_val *kept, ul_val *out)
{
    int32_t start, step;
    uint32_t count, length = ul_sequence_length(vm, kept[0]);
    if (TYPE_IS(vm, kept[0], T_RANGE)) return slice_range(vm, kept, out);
    TRY(ul_slice_bounds(vm, kept[1], length, &start, &step, &count));
    if (ul_is_str(vm, kept[0]) || ul_is_bytes(vm, kept[0]))
        return slice_text(vm, kept, start, step, count, out);
    return slice_items(vm, kept, start, step, count, out);
}

/* --- Replacing and deleting, in lists and bytearrays
 * ----------------------------------------------
 */

/* Make kept[2] a new list or bytearray of what is assigned. */
static int copy_of(struct ul_vm *vm, ul_val *kept, bool extended)
{
    bool list = TYPE_IS(vm, kept[0], T_LIST);
    ul_val v = kept[2];
    struct ul_args args = {kept + 2, 0, 1, 0};
    if (list && !ul_is_str(vm, v) && !ul_iterable(vm, v))
        return ul_type_error(vm, extended ? "must assign iterable to extended slice"
                                          : "can only assign an iterable");
    if (!list && (ul_is_str(vm, v) || ul_is_int(vm, v) || ul_is_float(vm, v)))
        return ul_type_error(
            vm, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    TRY(ul_type_call(vm, list ? UL_TYPE_LIST : UL_TYPE_BYTEARRAY, &args, &v));
    kept[2] = v;
    return UL_OK;
}

/* Close the gaps that deleting `count` items from `at`, `step` apart, leaves. */
static int delete_stride(struct ul_vm *vm, ul_val *kept, uint32_t at, uint32_t step, uint32_t count)
{
    uint32_t size, length = ul_list_length(vm, kept[0]);
    uint8_t *items = ul_list_data(vm, kept[0], &size);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t from = at + i * step + 1, to = i + 1 == count ? length : at + (i + 1) * step;
        memmove(items + (from - 1 - i) * size, items + from * size, (to - from) * size);
    }
    return ul_list_remove(vm, kept[0], length - count, count);
}

int ul_slice_set(struct ul_vm *vm, ul_val *kept)
{
    int32_t start, step;
    uint32_t count, with = 0, size;
    TRY(ul_slice_bounds(vm, kept[1], ul_list_length(vm, kept[0]), &start, &step, &count));
    if (kept[2]) TRY(copy_of(vm, kept, step != 1)); /* code may run that changes the list */
    TRY(ul_slice_bounds(vm, kept[1], ul_list_length(vm, kept[0]), &start, &step, &count));
    TRY(ul_spend(vm, count / 8));
    if (kept[2]) with = ul_list_length(vm, kept[2]);
    if (step == 1) {
        TRY(ul_list_splice(vm, &kept[0], (uint32_t)start, count, with));
    } else if (!kept[2] || (!with && TYPE_IS(vm, kept[0], T_BARRAY))) {
        uint32_t first = (uint32_t)(step > 0 ? start : start + ((int32_t)count - 1) * step);
        uint32_t apart = (uint32_t)(step > 0 ? step : -step);
        return count ? delete_stride(vm, kept, first, apart, count) : UL_OK;
    } else if (with != count) {
        return ul_value_error(
            vm,
            TYPE_IS(vm, kept[0], T_LIST)
                ? "attempt to assign sequence of size %u to extended slice of size %u"
                : "attempt to assign bytes of size %u to extended slice of size %u",
            with, count);
    }
    if (!with) return UL_OK;
    uint8_t *to = ul_list_data(vm, kept[0], &size);
    const uint8_t *from = ul_list_data(vm, kept[2], &size);
    for (uint32_t i = 0; i < with; i++)
        memcpy(to + (uint32_t)(start + (int32_t)i * step) * size, from + i * size, size);
    return UL_OK;
}
