/* How does a value cross the border of the interpreter? See ul_codec.h. */
#include "ul_codec.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_heap.h"
#include "ul_list.h"
#include "ul_mag.h"
#include "ul_number.h"
#include "ul_str.h"

#define MAX_DEPTH 32

enum {
    MAJOR_UINT,
    MAJOR_NINT,
    MAJOR_BYTES,
    MAJOR_TEXT,
    MAJOR_ARRAY,
    MAJOR_MAP,
    MAJOR_TAG,
    MAJOR_SIMPLE
};
enum { FALSE_BYTE = 0xF4, TRUE_BYTE = 0xF5, NULL_BYTE = 0xF6, FLOAT64_BYTE = 0xFB };

/* --- Decoding ------------------------------------------------------------------------------------
 */

/* Reading past the end is impossible: every read goes through take(). */
struct reader {
    const uint8_t *p, *end;
};

static const uint8_t *take(struct reader *r, uint64_t count)
{
    if (count > (uint64_t)(r->end - r->p)) return NULL;
    const uint8_t *at = r->p;
    r->p += count;
    return at;
}

static int read_head(struct reader *r, uint32_t *major, uint32_t *info, uint64_t *number)
{
    const uint8_t *first = take(r, 1);
    if (!first) return UL_CODEC_TRUNCATED;
    *major = *first >> 5;
    *info = *first & 31u;
    *number = *info;
    if (*info < 24) return UL_OK;
    if (*info > 27) return UL_CODEC_TYPE;
    uint32_t size = 1u << (*info - 24);
    const uint8_t *raw = take(r, size);
    if (!raw) return UL_CODEC_TRUNCATED;
    *number = 0;
    for (uint32_t i = 0; i < size; i++)
        *number = *number << 8 | raw[i];
    return UL_OK;
}

static int value(ul_val v, ul_val *out)
{
    *out = v;
    return v ? UL_OK : UL_EXCEPTION;
}

static int decode_int(struct ul_vm *vm, uint64_t number, bool negative, ul_val *out)
{
    uint32_t digits[3] = {(uint32_t)number, (uint32_t)(number >> 32), 0};
    if (negative && ++digits[0] == 0 && ++digits[1] == 0) digits[2] = 1;
    return value(ul_int_from_digits(vm, digits, 3, negative), out);
}

/* Tags 2 and 3: a magnitude as big-endian bytes, and for 3 the number -1 - it. */
static int decode_bignum(struct ul_vm *vm, struct reader *r, uint64_t tag, ul_val *out)
{
    uint32_t major, info;
    uint64_t size;
    int err = read_head(r, &major, &info, &size);
    if (err) return err;
    if ((tag != 2 && tag != 3) || major != MAJOR_BYTES) return UL_CODEC_TYPE;
    const uint8_t *raw = take(r, size);
    if (!raw) return UL_CODEC_TRUNCATED;
    uint32_t n = ((uint32_t)size + 3) / 4 + 1;
    ul_val scratch = ul_new_clear(vm, T_BYTES, 1 + n);
    const ul_val *kept = scratch ? ul_push(vm, scratch) : NULL;
    if (!kept) return UL_EXCEPTION;
    uint32_t *digits = PTR(vm, *kept) + 1;
    for (uint32_t i = 0; i < (uint32_t)size; i++)
        digits[i / 4] |= (uint32_t)raw[size - 1 - i] << 8 * (i & 3);
    if (tag == 3) n = ul_mag_mul_small(digits, n - 1, 1, 1);
    n = ul_mag_trim(PTR(vm, *kept) + 1, n);
    ul_val ref = ul_new(vm, T_INT, n + 2);
    if (!ref) return UL_EXCEPTION;
    if (n <= 1 && (n == 0 || PTR(vm, *kept)[1] <= 0x3FFFFFFFu + (tag == 3))) {
        uint32_t small = n ? PTR(vm, *kept)[1] : 0;
        *out = V_INT(tag == 3 ? 0u - small : small);
    } else {
        memcpy(PTR(vm, ref) + 1, PTR(vm, *kept) + 1, n * 4);
        ul_shrink(vm, ref, n + 1);
        PTR(vm, ref)[0] |= tag == 3 ? HDR_FLAG_BIT : 0;
        *out = ref;
    }
    ul_pop(vm, 1);
    return UL_OK;
}

static int decode_value(struct ul_vm *vm, struct reader *r, uint32_t depth, ul_val *out);

static int decode_array(struct ul_vm *vm, struct reader *r, uint32_t depth, uint64_t count,
                        ul_val *out)
{
    if (count > (uint64_t)(r->end - r->p)) return UL_CODEC_TRUNCATED;
    ul_val list = ul_list_new(vm, (uint32_t)count), item;
    const ul_val *kept = list ? ul_push(vm, list) : NULL;
    if (!kept) return UL_EXCEPTION;
    for (uint32_t i = 0; i < (uint32_t)count; i++) {
        int err = decode_value(vm, r, depth + 1, &item);
        if (!err) err = ul_list_append(vm, *kept, item);
        if (err) return err;
    }
    *out = *kept;
    ul_pop(vm, 1);
    return UL_OK;
}

static int decode_map(struct ul_vm *vm, struct reader *r, uint32_t depth, uint64_t count,
                      ul_val *out)
{
    if (count > (uint64_t)(r->end - r->p) / 2) return UL_CODEC_TRUNCATED;
    ul_val dict = ul_dict_new(vm, (uint32_t)count), v;
    const ul_val *kept = dict ? ul_push(vm, dict) : NULL;
    if (!kept) return UL_EXCEPTION;
    for (uint32_t i = 0; i < (uint32_t)count; i++) {
        ul_val *key = ul_push(vm, V_UNBOUND);
        int err = key ? decode_value(vm, r, depth + 1, key) : UL_EXCEPTION;
        if (!err && (TYPE_IS(vm, *key, T_LIST) || TYPE_IS(vm, *key, T_DICT))) err = UL_CODEC_TYPE;
        if (!err) err = decode_value(vm, r, depth + 1, &v);
        if (!err) err = ul_dict_set(vm, *kept, *key, v);
        if (err) return err;
        ul_pop(vm, 1);
    }
    *out = *kept;
    ul_pop(vm, 1);
    return UL_OK;
}

static int decode_simple(struct ul_vm *vm, uint32_t info, uint64_t number, ul_val *out)
{
    switch (info | 0xE0u) {
    case FALSE_BYTE: *out = V_FALSE; return UL_OK;
    case TRUE_BYTE: *out = V_TRUE; return UL_OK;
    case NULL_BYTE: *out = V_NONE; return UL_OK;
    case FLOAT64_BYTE: return value(ul_float_new(vm, ul_double_from_bits(number)), out);
    default: return UL_CODEC_TYPE;
    }
}

static int decode_value(struct ul_vm *vm, struct reader *r, uint32_t depth, ul_val *out)
{
    uint32_t major, info;
    uint64_t number;
    const uint8_t *raw;
    if (depth > MAX_DEPTH) return UL_CODEC_DEPTH;
    int err = read_head(r, &major, &info, &number);
    if (err) return err;
    switch (major) {
    case MAJOR_UINT:
    case MAJOR_NINT: return decode_int(vm, number, major == MAJOR_NINT, out);
    case MAJOR_BYTES:
    case MAJOR_TEXT:
        raw = take(r, number);
        if (!raw) return UL_CODEC_TRUNCATED;
        if (major == MAJOR_BYTES) return value(ul_bytes_new(vm, raw, (uint32_t)number), out);
        if (!ul_utf8_valid(raw, (uint32_t)number)) return UL_CODEC_TEXT;
        return value(ul_str_new(vm, raw, (uint32_t)number), out);
    case MAJOR_ARRAY: return decode_array(vm, r, depth, number, out);
    case MAJOR_MAP: return decode_map(vm, r, depth, number, out);
    case MAJOR_TAG: return decode_bignum(vm, r, number, out);
    default: return decode_simple(vm, info, number, out);
    }
}

int ul_decode(struct ul_vm *vm, const uint8_t *bytes, uint32_t len, ul_val *out)
{
    struct reader r = {bytes, bytes + len};
    ul_val *sp = vm->sp;
    int err = decode_value(vm, &r, 0, out);
    vm->sp = sp;
    if (!err && r.p != r.end) return UL_CODEC_TRAILING;
    return err;
}

/* --- Encoding ------------------------------------------------------------------------------------
 */

/* Counts beyond the room, so that the caller can tell. */
struct writer {
    uint8_t *p, *end;
};

static int put(struct writer *w, const uint8_t *bytes, uint32_t count)
{
    if (count > (uint32_t)(w->end - w->p)) return UL_TOO_LARGE;
    memcpy(w->p, bytes, count);
    w->p += count;
    return UL_OK;
}

static int put_head(struct writer *w, uint32_t major, uint64_t number)
{
    uint8_t bytes[9];
    uint32_t size = number < 24             ? 0
                    : number < 0x100        ? 1
                    : number < 0x10000      ? 2
                    : number < 0x100000000u ? 4
                                            : 8;
    uint32_t info = size ? size == 1 ? 24 : size == 2 ? 25 : size == 4 ? 26 : 27 : (uint32_t)number;
    bytes[0] = (uint8_t)(major << 5 | info);
    for (uint32_t i = 0; i < size; i++)
        bytes[size - i] = (uint8_t)(number >> 8 * i);
    return put(w, bytes, size + 1);
}

static int encode_int(const struct ul_vm *vm, ul_val v, struct writer *w)
{
    struct ul_digits d;
    ul_digits_of(vm, v, &d);
    uint32_t major = d.negative ? MAJOR_NINT : MAJOR_UINT;
    if (d.n <= 2) {
        uint64_t magnitude = (d.n > 1 ? (uint64_t)d.d[1] << 32 : 0) | (d.n ? d.d[0] : 0);
        return put_head(w, major, d.negative ? magnitude - 1 : magnitude);
    }
    bool borrow = d.negative; /* the bytes of magnitude - 1 */
    if (borrow && d.n == 3 && d.d[2] == 1 && !d.d[1] && !d.d[0])
        return put_head(w, major, 0xFFFFFFFFFFFFFFFFu);
    uint32_t low = 0, size;
    while (borrow && d.d[low] == 0)
        low++; /* digits below the lowest that is not 0 become all ones, it becomes one less */
    uint32_t top = d.d[d.n - 1] - (borrow && low == d.n - 1);
    size = 4 * (d.n - 1);
    for (; top; top >>= 8)
        size++;
    while (size > 4 * (d.n - 1) - 4 && size == 4 * (d.n - 1)) { /* the top digit became 0 */
        uint32_t next = d.n > 1 && low == d.n - 1 && borrow ? 0xFFFFFFFFu : d.d[d.n - 2];
        if (next >> 24) break;
        size--;
    }
    int err = put_head(w, MAJOR_TAG, d.negative ? 3 : 2);
    if (!err) err = put_head(w, MAJOR_BYTES, size);
    for (uint32_t i = size; !err && i-- > 0;) {
        uint32_t digit = d.d[i / 4];
        if (borrow) digit = i / 4 < low ? 0xFFFFFFFFu : i / 4 == low ? digit - 1 : digit;
        uint8_t byte = (uint8_t)(digit >> 8 * (i & 3));
        err = put(w, &byte, 1);
    }
    return err;
}

static int encode_value(const struct ul_vm *vm, ul_val v, struct writer *w, uint32_t depth);

static int encode_float(const struct ul_vm *vm, ul_val v, struct writer *w)
{
    uint64_t bits = ul_double_bits(ul_float_of(vm, v));
    uint8_t bytes[9] = {FLOAT64_BYTE};
    for (uint32_t i = 0; i < 8; i++)
        bytes[8 - i] = (uint8_t)(bits >> 8 * i);
    return put(w, bytes, 9);
}

static int encode_text(const struct ul_vm *vm, ul_val v, uint32_t major, struct writer *w)
{
    struct ul_view view;
    ul_view_of(vm, v, &view);
    int err = put_head(w, major, view.len);
    return err ? err : put(w, view.p, view.len);
}

static int encode_items(const struct ul_vm *vm, ul_val v, struct writer *w, uint32_t depth)
{
    uint32_t count;
    const ul_val *items = ul_items(vm, v, &count);
    int err = put_head(w, MAJOR_ARRAY, count);
    for (uint32_t i = 0; !err && i < count; i++)
        err = encode_value(vm, items[i], w, depth + 1);
    return err;
}

static int encode_dict(const struct ul_vm *vm, ul_val v, struct writer *w, uint32_t depth)
{
    uint32_t at = 0;
    ul_val key, item;
    int err = put_head(w, MAJOR_MAP, ul_dict_length(vm, v));
    while (!err && ul_dict_next(vm, v, &at, &key, &item)) {
        err = encode_value(vm, key, w, depth + 1);
        if (!err) err = encode_value(vm, item, w, depth + 1);
    }
    return err;
}

static int encode_value(const struct ul_vm *vm, ul_val v, struct writer *w, uint32_t depth)
{
    uint8_t byte = v == V_NONE ? NULL_BYTE : v == V_TRUE ? TRUE_BYTE : FALSE_BYTE;
    if (depth > MAX_DEPTH) return UL_CODEC_DEPTH;
    v = ul_unwrap(vm, v);
    if (v == V_NONE || v == V_TRUE || v == V_FALSE) return put(w, &byte, 1);
    if (ul_is_int(vm, v)) return encode_int(vm, v, w);
    if (ul_is_str(vm, v)) return encode_text(vm, v, MAJOR_TEXT, w);
    if (!IS_REF(v)) return UL_BAD_VALUE;
    switch (HDR_TYPE(PTR(vm, v)[0])) {
    case T_FLOAT: return encode_float(vm, v, w);
    case T_BYTES: return encode_text(vm, v, MAJOR_BYTES, w);
    case T_LIST:
    case T_TUPLE: return encode_items(vm, v, w, depth);
    case T_DICT: return encode_dict(vm, v, w, depth);
    default: return UL_BAD_VALUE;
    }
}

int ul_encode(const struct ul_vm *vm, ul_val v, uint8_t *to, uint32_t room, uint32_t *len)
{
    struct writer w = {to, to + room};
    int err = encode_value(vm, v, &w, 0);
    *len = (uint32_t)(w.p - to);
    return err;
}
