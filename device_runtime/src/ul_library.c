/* What of C does the library in Python rest on? The bits of floats, a block of SHA-256, system
 * calls. Library modules import these as `_ulambda.*`; programs do not. */
#include <string.h>

#include "ulambda/ul_sha256.h"

#include "ul_attr.h"
#include "ul_builtin.h"
#include "ul_class.h"
#include "ul_double.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_number.h"
#include "ul_str.h"

#define BLOCK_BYTES  64
#define BYTES_A_STEP 64
#define STEPS_A_HASH 64

static int ok(ul_val v, ul_val *out)
{
    *out = v;
    return v ? UL_OK : UL_EXCEPTION;
}

/* The low 64 bits of an integer in two's complement. */
static void low_digits(const struct ul_vm *vm, ul_val v, uint32_t low[2])
{
    struct ul_digits digits;
    ul_digits_of(vm, v, &digits);
    low[0] = digits.n ? digits.d[0] : 0;
    low[1] = digits.n > 1 ? digits.d[1] : 0;
    if (digits.negative) {
        low[1] = ~low[1] + !low[0];
        low[0] = 0u - low[0];
    }
}

/* float.bits(x): the 64 bits of a double as an integer. */
static int float_bits(struct ul_vm *vm, ul_val v, ul_val *out)
{
    if (!ul_is_float(vm, v)) return ul_type_error(vm, "must be real number, not %t", v);
    uint64_t bits = ul_double_bits(ul_float_of(vm, v));
    uint32_t digits[2] = {(uint32_t)bits, (uint32_t)(bits >> 32)};
    return ok(ul_int_from_digits(vm, digits, 2, false), out);
}

/* float.from_bits(n): the double of the low 64 bits of an integer >= 0. */
static int float_from_bits(struct ul_vm *vm, ul_val v, ul_val *out)
{
    uint32_t low[2];
    if (!ul_is_int(vm, v)) return ul_type_error(vm, "must be an integer, not %t", v);
    low_digits(vm, v, low);
    return ok(ul_float_new(vm, ul_double_from_bits(low[0] | (uint64_t)low[1] << 32)), out);
}

/* hash.sha256_block(state, block): 32 and 64 bytes -> the next 32 bytes of state. */
static int sha256_block(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    struct ul_sha256 sha;
    struct ul_view state, block;
    uint8_t bytes[UL_SHA256_BYTES];
    if (!ul_is_bytes(vm, ARG(0)) || !ul_is_bytes(vm, ARG(1)))
        return ul_type_error(vm, "a bytes-like object is required");
    ul_view_of(vm, ARG(0), &state);
    ul_view_of(vm, ARG(1), &block);
    if (state.len != UL_SHA256_BYTES || block.len != BLOCK_BYTES)
        return ul_value_error(vm, "wrong number of bytes");
    ul_sha256_init(&sha);
    for (uint32_t i = 0; i < 8; i++) {
        const uint8_t *p = state.p + 4 * i;
        sha.state[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
    }
    ul_sha256_update(&sha, block.p, BLOCK_BYTES);
    for (uint32_t i = 0; i < UL_SHA256_BYTES; i++)
        bytes[i] = (uint8_t)(sha.state[i / 4] >> (24 - i % 4 * 8));
    TRY(ul_spend(vm, STEPS_A_HASH));
    return ok(ul_bytes_new(vm, bytes, sizeof bytes), out);
}

/* host.call(number, data, answer): fill the bytearray `answer` with what the host says; False if it
 * has no answer. */
static int host_call(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    int32_t number;
    struct ul_view data, answer;
    TRY(ul_index(vm, ARG(0), &number));
    if (!ul_is_bytes(vm, ARG(1)) || !ul_is_bytes(vm, ARG(2)) ||
        HDR_TYPE(PTR(vm, ARG(2))[0]) != T_BARRAY)
        return ul_type_error(vm, "a bytes-like object is required");
    ul_view_of(vm, ARG(1), &data);
    ul_view_of(vm, ARG(2), &answer);
    TRY(ul_spend(vm, (data.len + answer.len) / BYTES_A_STEP));
    *out = V_BOOL(vm->host && vm->host->call &&
                  !vm->host->call(vm->host->user, (enum ul_syscall)number, data.p, data.len,
                                  (uint8_t *)(uintptr_t)answer.p, answer.len));
    return UL_OK;
}

/* object.slot(x, i[, value]): attribute i of an instance, NotImplemented if it is unbound; the last
 * is the dict of attributes that have no slot. i = -1: how many there are, -1 if x is no instance.
 */
static int object_slot(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    int32_t i, count = -1, slots = 0;
    TRY(ul_index(vm, ARG(1), &i));
    if (TYPE_IS(vm, ARG(0), T_INST)) {
        slots = (int32_t)CLS_SLOTS(ul_class_record(vm, PTR(vm, ARG(0))[INST_CLASS]));
        count = slots + (ul_inst_attrs(vm, ARG(0)) != NULL);
    }
    *out = V_INT(count);
    if (i < 0 || i >= count) return UL_OK;
    ul_val *place = PTR(vm, ARG(0)) + INST_SLOTS + i;
    if (args->count == 3) {
        if (i == slots && !TYPE_IS(vm, ARG(2), T_DICT))
            return ul_type_error(vm, "must be a dict, not %t", ARG(2));
        *place = ARG(2);
    }
    *out = *place ? *place : V_NOTIMPLEMENTED;
    return UL_OK;
}

/* object.attrs(f[, make]): the dict of attributes of a function, or None; made if it says so. */
static int object_attrs(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    *out = V_UNBOUND;
    if (ul_is_function(vm, ARG(0))) TRY(ul_function_attrs(vm, ARG(0), args->count == 2, out));
    if (!*out) *out = V_NONE;
    return UL_OK;
}

/* object.find(list, x): where the list has the very object x, else -1. */
static int object_find(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    uint32_t count = 0, i = 0;
    const ul_val *items = ul_items(vm, ARG(0), &count);
    while (i < count && items[i] != ARG(1))
        i++;
    *out = V_INT(i < count ? (int32_t)i : -1);
    return ul_spend(vm, i / 8);
}

/* The bytes of a bytes-like ARG(0) from ARG(1) on; *at is that place. */
static int bytes_from(struct ul_vm *vm, const struct ul_args *args, struct ul_view *view,
                      int32_t *at)
{
    TRY(ul_index(vm, ARG(1), at));
    if (!ul_is_bytes(vm, ARG(0))) return ul_type_error(vm, "a bytes-like object is required");
    ul_view_of(vm, ARG(0), view);
    if ((uint32_t)*at > view->len) return ul_value_error(vm, "wrong number of bytes");
    return UL_OK;
}

/* Kinds of runs of bytes. */
enum span { BLANK, DIGITS, PLAIN, PLAIN_ASCII };

static bool in_span(uint32_t byte, uint32_t kind)
{
    if (kind == BLANK) return byte == ' ' || byte - '\t' < 2 || byte == '\r';
    if (kind == DIGITS) return byte - '0' < 10;
    return byte >= ' ' && byte != '"' && byte != '\\' && (kind == PLAIN || byte < 127);
}

/* text.span(data, at, kind): the end of the run of such bytes that begins at `at`. */
static int text_span(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    int32_t at, kind;
    struct ul_view view;
    TRY(ul_index(vm, ARG(2), &kind));
    TRY(bytes_from(vm, args, &view, &at));
    uint32_t end = (uint32_t)at;
    while (end < view.len && in_span(view.p[end], (uint32_t)kind))
        end++;
    *out = V_INT(end);
    return ul_spend(vm, (end - (uint32_t)at) / 16);
}

/* text.piece(data, at, end): the str whose UTF-8 lies there. */
static int text_piece(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    int32_t at, end;
    struct ul_view view;
    TRY(ul_index(vm, ARG(2), &end));
    TRY(bytes_from(vm, args, &view, &at));
    uint32_t len = (uint32_t)(end - at);
    if (len > view.len - (uint32_t)at || !ul_utf8_valid(view.p + at, len))
        return ul_value_error(vm, "no text");
    TRY(ul_spend(vm, len / 16));
    return ok(ul_part_as(vm, ARG(0), (uint32_t)at, len, true), out);
}

/* buffer.get(data, at, size): the integer of `size` bytes, at most 8, the low one first; the high
 * one first if the size is negative. buffer.put(array, at, size, n) writes its low bytes. */
static int buffer_access(struct ul_vm *vm, const struct ul_args *args, bool put, ul_val *out)
{
    int32_t at, size;
    struct ul_view view;
    uint32_t digits[2] = {0, 0};
    uint8_t *raw = (uint8_t *)digits;
    TRY(ul_index(vm, ARG(2), &size));
    TRY(bytes_from(vm, args, &view, &at));
    uint32_t count = size < 0 ? 0u - (uint32_t)size : (uint32_t)size;
    if (count > 8 || count > view.len - (uint32_t)at)
        return ul_value_error(vm, "wrong number of bytes");
    uint8_t *p = (uint8_t *)(uintptr_t)view.p + at;
    if (put) {
        if (HDR_TYPE(PTR(vm, ARG(0))[0]) != T_BARRAY || !ul_is_int(vm, ARG(3)))
            return ul_type_error(vm, "an integer is required");
        low_digits(vm, ARG(3), digits);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint8_t *there = p + (size < 0 ? count - 1 - i : i);
        if (put)
            *there = raw[i];
        else
            raw[i] = *there;
    }
    *out = V_NONE;
    return put ? UL_OK : ok(ul_int_from_digits(vm, digits, 2, false), out);
}

int ul_library_call(struct ul_vm *vm, uint32_t id, const struct ul_args *args, ul_val *out)
{
    switch (id) {
    case UL_FN_FLOAT_BITS: return float_bits(vm, ARG(0), out);
    case UL_FN_FLOAT_FROM_BITS: return float_from_bits(vm, ARG(0), out);
    case UL_FN_HASH_SHA256_BLOCK: return sha256_block(vm, args, out);
    case UL_FN_OBJECT_SLOT: return object_slot(vm, args, out);
    case UL_FN_OBJECT_ATTRS: return object_attrs(vm, args, out);
    case UL_FN_OBJECT_FIND: return object_find(vm, args, out);
    case UL_FN_TEXT_SPAN: return text_span(vm, args, out);
    case UL_FN_TEXT_PIECE: return text_piece(vm, args, out);
    case UL_FN_BUFFER_GET: return buffer_access(vm, args, false, out);
    case UL_FN_BUFFER_PUT: return buffer_access(vm, args, true, out);
    default: return host_call(vm, args, out);
    }
}
