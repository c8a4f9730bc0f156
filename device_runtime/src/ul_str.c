/* What can be done with text? See ul_str.h. */
#include "ul_str.h"
#include "ul_class.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_list.h"

static const char static_names[] = UL_STATIC_NAMES;
static const char type_names[] = UL_TYPE_NAMES;

/* The one copy of each that is not expanded where it is used. */
extern inline bool ul_is_str(const struct ul_vm *vm, ul_val v);
extern inline bool ul_is_bytes(const struct ul_vm *vm, ul_val v);

/* --- UTF-8 ---------------------------------------------------------------------------------------
 */

uint32_t ul_utf8_encode(uint32_t code, uint8_t out[4])
{
    if (code < 0x80) {
        out[0] = (uint8_t)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (uint8_t)(0xC0 | code >> 6);
        out[1] = (uint8_t)(0x80 | (code & 63));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (uint8_t)(0xE0 | code >> 12);
        out[1] = (uint8_t)(0x80 | (code >> 6 & 63));
        out[2] = (uint8_t)(0x80 | (code & 63));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | code >> 18);
    out[1] = (uint8_t)(0x80 | (code >> 12 & 63));
    out[2] = (uint8_t)(0x80 | (code >> 6 & 63));
    out[3] = (uint8_t)(0x80 | (code & 63));
    return 4;
}

uint32_t ul_utf8_decode(const uint8_t *p, uint32_t *code)
{
    uint32_t first = p[0];
    if (first < 0x80) {
        *code = first;
        return 1;
    }
    uint32_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    uint32_t value = first & (0x7Fu >> size);
    for (uint32_t i = 1; i < size; i++)
        value = value << 6 | (p[i] & 63u);
    *code = value;
    return size;
}

bool ul_utf8_valid(const uint8_t *p, uint32_t len)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    for (uint32_t i = 0; i < len;) {
        uint32_t first = p[i], code;
        if (first < 0x80) {
            i++;
            continue;
        }
        uint32_t size = first < 0xC2   ? 0
                        : first < 0xE0 ? 2
                        : first < 0xF0 ? 3
                        : first < 0xF5 ? 4
                                       : 0;
        if (!size || size > len - i) return false;
        for (uint32_t k = 1; k < size; k++)
            if ((p[i + k] & 0xC0) != 0x80) return false;
        ul_utf8_decode(p + i, &code);
        if (code < least[size] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
            return false;
        i += size;
    }
    return true;
}

/* --- Views ---------------------------------------------------------------------------------------
 */

void ul_view_of(const struct ul_vm *vm, ul_val v, struct ul_view *view)
{
    if (IS_IMM(v)) {
        uint32_t code = IMM_PAYLOAD(v);
        view->p = view->own;
        view->len = code == UL_EMPTY_CHAR ? 0 : ul_utf8_encode(code, view->own);
        return;
    }
    const ul_val *object = PTR(vm, v);
    if (HDR_TYPE(object[0]) == T_BARRAY) {
        view->len = (uint32_t)INT_OF(object[LIST_LEN]);
        view->p = (const uint8_t *)(PTR(vm, object[LIST_VEC]) + 1);
        return;
    }
    uint32_t skip = HDR_TYPE(object[0]) == T_STR ? STR_DATA : 1;
    view->p = (const uint8_t *)(object + skip);
    view->len = (HDR_WORDS(object[0]) - skip) * 4 - HDR_PAD(object[0]);
}

bool ul_view_equal(const struct ul_view *a, const struct ul_view *b)
{
    return a->len == b->len && memcmp(a->p, b->p, a->len) == 0;
}

bool ul_str_equal(const struct ul_vm *vm, ul_val a, ul_val b)
{
    if (a == b) return true;
    if (IS_IMM(a) || IS_IMM(b))
        return false; /* strings of one character and none are immediates only */
    const ul_val *x = PTR(vm, a), *y = PTR(vm, b);
    uint32_t words = HDR_WORDS(x[0]);
    if ((x[0] | HDR_MARK) != (y[0] | HDR_MARK) || ul_str_hash(vm, a) != ul_str_hash(vm, b))
        return false;
    for (uint32_t i = STR_DATA; i < words; i++)
        if (x[i] != y[i]) return false;
    return true;
}

int ul_str_compare(const struct ul_vm *vm, ul_val a, ul_val b)
{
    struct ul_view x, y;
    ul_view_of(vm, a, &x);
    ul_view_of(vm, b, &y);
    int order = memcmp(x.p, y.p, x.len < y.len ? x.len : y.len);
    return order ? order : x.len < y.len ? -1 : x.len > y.len;
}

uint32_t ul_words_hash(const uint32_t *words, uint32_t count, uint32_t len)
{
    uint32_t h = len;
    const uint32_t *end = words + count;
    if (count & 1u) {
        h = (h ^ *words++) * 0x9E3779B1u;
        h ^= h >> 15;
    }
    while (words != end) {
        h = (h ^ words[0]) * 0x9E3779B1u;
        h ^= h >> 15;
        h = (h ^ words[1]) * 0x9E3779B1u;
        h ^= h >> 15;
        words += 2;
    }
    return h ? h : 1;
}

uint32_t ul_str_hash(const struct ul_vm *vm, ul_val v)
{
    if (IS_IMM(v)) {
        uint32_t h = v * 0x9E3779B1u;
        return (h ^ h >> 15) | 1u;
    }
    ul_val *object = PTR(vm, v);
    if (object[STR_HASH]) return object[STR_HASH];
    uint32_t words = HDR_WORDS(object[0]) - STR_DATA;
    return object[STR_HASH] =
               ul_words_hash(object + STR_DATA, words, words * 4 - HDR_PAD(object[0]));
}

static bool is_wide(const struct ul_vm *vm, ul_val v)
{
    return IS_REF(v) && HDR_FLAG(PTR(vm, v)[0]);
}

uint32_t ul_str_length(const struct ul_vm *vm, ul_val v)
{
    if (IS_IMM(v)) return v != V_EMPTY_STR;
    struct ul_view view;
    ul_view_of(vm, v, &view);
    if (!is_wide(vm, v)) return view.len;
    uint32_t count = 0;
    for (uint32_t i = 0; i < view.len; i++)
        count += (view.p[i] & 0xC0) != 0x80;
    return count;
}

uint32_t ul_str_offset(const struct ul_vm *vm, ul_val v, uint32_t index)
{
    struct ul_view view;
    ul_view_of(vm, v, &view);
    if (IS_IMM(v)) return index ? view.len : 0;
    if (!is_wide(vm, v)) return index;
    uint32_t at = 0;
    for (; index; index--) {
        uint32_t code;
        at += ul_utf8_decode(view.p + at, &code);
    }
    return at;
}

/* --- Making --------------------------------------------------------------------------------------
 */

/* Turn a bytes object with one spare word in front of its text into the str, or the immediate, it
 * is. */
static ul_val seal_str(struct ul_vm *vm, ul_val ref, uint32_t len)
{
    ul_val *object = PTR(vm, ref);
    uint8_t *p = (uint8_t *)(object + STR_DATA);
    if (len == 0) return V_EMPTY_STR;
    if (len <= 4) {
        uint32_t code, size = ul_utf8_decode(p, &code);
        if (size == len) return UL_IMM(K_CHAR, code);
    }
    uint32_t words = STR_DATA + (len + 3) / 4, pad = (words - STR_DATA) * 4 - len;
    for (uint32_t i = 0; i < pad; i++)
        p[len + i] = 0;
    uint32_t wide = 0;
    for (uint32_t i = STR_DATA; i < words; i++)
        wide |= object[i] & 0x80808080u;
    ul_shrink(vm, ref, words);
    object[0] = HDR(T_STR, words) | pad << 8 | (wide ? HDR_FLAG_BIT : 0);
    object[STR_HASH] = 0;
    return ref;
}

ul_val ul_str_new(struct ul_vm *vm, const uint8_t *p, uint32_t len)
{
    ul_val ref = ul_new(vm, T_BYTES, STR_DATA + (len + 3) / 4);
    if (!ref) return 0;
    memcpy(PTR(vm, ref) + STR_DATA, p, len);
    return seal_str(vm, ref, len);
}

ul_val ul_bytes_new(struct ul_vm *vm, const uint8_t *p, uint32_t len)
{
    uint32_t words = 1 + (len + 3) / 4, pad = (words - 1) * 4 - len;
    ul_val ref = ul_new(vm, T_BYTES, words);
    if (!ref) return 0;
    ul_val *object = PTR(vm, ref);
    object[words - 1] = words > 1 ? 0 : object[words - 1];
    memcpy(object + 1, p, len);
    object[0] |= pad << 8;
    return ref;
}

ul_val ul_str_part(struct ul_vm *vm, ul_val v, uint32_t from, uint32_t len)
{
    if (IS_IMM(v)) return len ? v : V_EMPTY_STR;
    return ul_part_as(vm, v, from, len, HDR_TYPE(PTR(vm, v)[0]) == T_STR);
}

ul_val ul_part_as(struct ul_vm *vm, ul_val v, uint32_t from, uint32_t len, bool is_text)
{
    struct ul_view view;
    if (!ul_push(vm, v)) return 0;
    bool array = !is_text && HDR_TYPE(PTR(vm, v)[0]) == T_BARRAY;
    uint32_t skip = is_text ? STR_DATA : 1, words = skip + (len + 3) / 4;
    ul_val ref = ul_new(vm, T_BYTES, words);
    if (ref) {
        ul_val *object = PTR(vm, ref);
        ul_view_of(vm, vm->sp[0], &view);
        if (len) object[words - 1] = 0;
        memcpy(object + skip, view.p + from, len);
        if (is_text)
            ref = seal_str(vm, ref, len);
        else
            object[0] |= ((words - 1) * 4 - len) << 8;
    }
    ul_pop(vm, 1);
    return ref && array ? ul_bytearray_new(vm, ref) : ref;
}

#define INT_DIGITS 12

/* Write a number so that it ends where `digits` does; returns where it begins. */
static uint8_t *put_digits(uint8_t digits[INT_DIGITS], int32_t number)
{
    uint8_t *at = digits + INT_DIGITS;
    uint32_t rest = number < 0 ? 0u - (uint32_t)number : (uint32_t)number;
    do { /* the core multiplies ten times faster than it divides */
        uint32_t tenth = rest < 81920 ? rest * 52429u >> 19 : rest / 10;
        *--at = (uint8_t)('0' + rest - 10 * tenth);
        rest = tenth;
    } while (rest);
    if (number < 0) *--at = '-';
    return at;
}

ul_val ul_str_of_int(struct ul_vm *vm, int32_t number)
{
    uint8_t digits[INT_DIGITS], *at = put_digits(digits, number);
    return ul_str_new(vm, at, (uint32_t)(digits + sizeof digits - at));
}

int ul_str_join(struct ul_vm *vm, const ul_val *kept, uint32_t first, uint32_t count, ul_val *out)
{
    struct ul_view view;
    const ul_val *parts = kept ? kept : vm->regs + first;
    uint32_t len = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!ul_is_str(vm, parts[i])) return UL_OK;
        ul_view_of(vm, parts[i], &view);
        len += view.len;
    }
    ul_val ref = ul_new(vm, T_BYTES, STR_DATA + (len + 3) / 4);
    if (!ref) return UL_EXCEPTION;
    uint8_t *to = (uint8_t *)(PTR(vm, ref) + STR_DATA);
    parts = kept ? kept : vm->regs + first;
    for (uint32_t i = 0; i < count; i++) {
        ul_view_of(vm, parts[i], &view);
        memcpy(to, view.p, view.len);
        to += view.len;
    }
    *out = seal_str(vm, ref, len);
    return UL_OK;
}

/* --- Text under construction ---------------------------------------------------------------------
 */

#define TEXT_FIRST_WORDS 6u

int ul_text_open(struct ul_vm *vm, struct ul_text *text)
{
    text->slot = ul_push(vm, V_UNBOUND);
    text->len = 0;
    if (!text->slot) return UL_EXCEPTION;
    ul_val ref = ul_new(vm, T_BYTES, TEXT_FIRST_WORDS);
    if (!ref) {
        ul_pop(vm, 1);
        return UL_EXCEPTION;
    }
    *text->slot = ref;
    return UL_OK;
}

/* Make room for `more` bytes. */
static int text_reserve(struct ul_vm *vm, struct ul_text *text, uint32_t more)
{
    uint32_t had = HDR_WORDS(PTR(vm, *text->slot)[0]), need = STR_DATA + (text->len + more + 3) / 4;
    if (need <= had) return UL_OK;
    if (ul_grow_last(vm, *text->slot, need)) return UL_OK;
    uint32_t words = need + text->len / 8;
    ul_val ref = ul_new(vm, T_BYTES, words);
    if (!ref) return UL_EXCEPTION;
    memcpy(PTR(vm, ref) + STR_DATA, PTR(vm, *text->slot) + STR_DATA, text->len);
    *text->slot = ref;
    return UL_OK;
}

const uint8_t *ul_text_peek(struct ul_vm *vm, const struct ul_text *text)
{
    return (const uint8_t *)(PTR(vm, *text->slot) + STR_DATA);
}

int ul_text_bytes(struct ul_vm *vm, struct ul_text *text, const uint8_t *p, uint32_t len)
{
    TRY(text_reserve(vm, text, len));
    memcpy((uint8_t *)(PTR(vm, *text->slot) + STR_DATA) + text->len, p, len);
    text->len += len;
    return UL_OK;
}

int ul_text_part(struct ul_vm *vm, struct ul_text *text, ul_val v, uint32_t from, uint32_t len)
{
    struct ul_view view;
    if (!ul_push(vm, v)) return UL_EXCEPTION;
    int err = text_reserve(vm, text, len);
    if (!err) {
        ul_view_of(vm, vm->sp[0], &view);
        memcpy((uint8_t *)(PTR(vm, *text->slot) + STR_DATA) + text->len, view.p + from, len);
        text->len += len;
    }
    ul_pop(vm, 1);
    return err;
}

int ul_text_str(struct ul_vm *vm, struct ul_text *text, ul_val str)
{
    struct ul_view view;
    ul_view_of(vm, str, &view);
    return ul_text_part(vm, text, str, 0, view.len);
}

int ul_text_c(struct ul_vm *vm, struct ul_text *text, const char *c_string)
{
    uint32_t len = 0;
    while (c_string[len])
        len++;
    return ul_text_bytes(vm, text, (const uint8_t *)c_string, len);
}

int ul_text_char(struct ul_vm *vm, struct ul_text *text, uint32_t code)
{
    uint8_t bytes[4];
    return ul_text_bytes(vm, text, bytes, ul_utf8_encode(code, bytes));
}

int ul_text_fill(struct ul_vm *vm, struct ul_text *text, uint32_t code, int32_t count)
{
    for (; count > 0; count--)
        TRY(ul_text_char(vm, text, code));
    return UL_OK;
}

int ul_text_int(struct ul_vm *vm, struct ul_text *text, int32_t number)
{
    uint8_t digits[INT_DIGITS], *at = put_digits(digits, number);
    return ul_text_bytes(vm, text, at, (uint32_t)(digits + sizeof digits - at));
}

ul_val ul_text_close(struct ul_vm *vm, struct ul_text *text)
{
    ul_val str = seal_str(vm, *text->slot, text->len);
    ul_pop(vm, 1);
    return str;
}

ul_val ul_text_close_bytes(struct ul_vm *vm, struct ul_text *text)
{
    ul_val ref = *text->slot;
    ul_val *object = PTR(vm, ref);
    uint32_t words = 1 + (text->len + 3) / 4, pad = (words - 1) * 4 - text->len;
    memmove(object + 1, object + STR_DATA, text->len);
    memset((uint8_t *)(object + 1) + text->len, 0, pad);
    ul_shrink(vm, ref, words);
    object[0] |= pad << 8;
    ul_pop(vm, 1);
    return ref;
}

ul_val ul_text_close_like(struct ul_vm *vm, struct ul_text *text, ul_val like)
{
    bool array = TYPE_IS(vm, like, T_BARRAY);
    if (ul_is_str(vm, like)) return ul_text_close(vm, text);
    ul_val bytes = ul_text_close_bytes(vm, text);
    return array ? ul_bytearray_new(vm, bytes) : bytes;
}

void ul_text_drop(struct ul_vm *vm, struct ul_text *text)
{
    vm->sp = text->slot + 1;
}

/* --- Names ---------------------------------------------------------------------------------------
 */

const char *ul_static_string(const char *list, uint32_t index)
{
    for (; index; index--)
        while (*list++)
            ;
    return list;
}

static ul_val image_name(const struct ul_vm *vm, uint32_t index)
{
    ul_val v = IMAGE_NAMES(vm)[index];
    return IS_REF(v) ? v + REF(vm, vm->image) : v;
}

const char *ul_static_name(uint32_t name_id)
{
    return name_id < UL_NAME_STATIC_COUNT ? ul_static_string(static_names, name_id) : NULL;
}

ul_val ul_name_str(struct ul_vm *vm, uint32_t name_id)
{
    if (name_id == UL_NAME_DYNAMIC) return vm->roots[ROOT_NAME];
    if (name_id >= UL_NAME_STATIC_COUNT) return image_name(vm, name_id - UL_NAME_STATIC_COUNT);
    const char *name = ul_static_string(static_names, name_id);
    uint32_t len = 0;
    while (name[len])
        len++;
    return ul_str_new(vm, (const uint8_t *)name, len);
}

ul_val ul_name_tail(struct ul_vm *vm, uint32_t name_id)
{
    struct ul_view view;
    ul_val name = ul_name_str(vm, name_id);
    if (!name) return 0;
    ul_view_of(vm, name, &view);
    uint32_t from = view.len;
    while (from && view.p[from - 1] != '.')
        from--;
    return from ? ul_str_part(vm, name, from, view.len - from) : name;
}

int32_t ul_name_find(struct ul_vm *vm, ul_val str)
{
    uint32_t count = vm->image[5] >> 16;
    struct ul_view view;
    for (uint32_t i = 0; i < count; i++)
        if (ul_str_equal(vm, image_name(vm, i), str)) return (int32_t)(i + UL_NAME_STATIC_COUNT);
    ul_view_of(vm, str, &view);
    const char *at = static_names;
    for (uint32_t i = 0; i < UL_NAME_STATIC_COUNT; i++) {
        uint32_t len = 0;
        while (at[len])
            len++;
        if (len == view.len && memcmp(at, view.p, len) == 0) return (int32_t)i;
        at += len + 1;
    }
    return -1;
}

int ul_text_name(struct ul_vm *vm, struct ul_text *text, uint32_t name_id)
{
    if (name_id < UL_NAME_STATIC_COUNT)
        return ul_text_c(vm, text, ul_static_string(static_names, name_id));
    if (name_id == UL_NAME_DYNAMIC) return ul_text_str(vm, text, vm->roots[ROOT_NAME]);
    return ul_text_str(vm, text, image_name(vm, name_id - UL_NAME_STATIC_COUNT));
}

/* What follows the last dot of a name of the image. */
static int text_last_name(struct ul_vm *vm, struct ul_text *text, uint32_t name_id)
{
    struct ul_view view;
    if (name_id < UL_NAME_STATIC_COUNT) return ul_text_name(vm, text, name_id);
    ul_val name = image_name(vm, name_id - UL_NAME_STATIC_COUNT);
    ul_view_of(vm, name, &view);
    uint32_t from = view.len;
    while (from && view.p[from - 1] != '.')
        from--;
    return ul_text_part(vm, text, name, from, view.len - from);
}

int ul_text_type_name(struct ul_vm *vm, struct ul_text *text, ul_val type_or_class)
{
    if (IS_IMM(type_or_class))
        return ul_text_c(vm, text, ul_static_string(type_names, IMM_PAYLOAD(type_or_class)));
    ul_val given = ul_attrs_find(vm, PTR(vm, type_or_class)[CLASS_ATTRS], UL_NAME___NAME__);
    if (given) return ul_text_str(vm, text, given);
    return text_last_name(vm, text, CLS_NAME(ul_class_record(vm, type_or_class)));
}

ul_val ul_type_name(struct ul_vm *vm, ul_val type_or_class)
{
    struct ul_text text;
    const ul_val *kept = ul_push(vm, type_or_class);
    if (!kept || ul_text_open(vm, &text)) return V_EMPTY_STR;
    ul_val name = V_EMPTY_STR;
    if (ul_text_type_name(vm, &text, *kept))
        ul_text_drop(vm, &text);
    else
        name = ul_text_close(vm, &text);
    ul_pop(vm, 1);
    return name ? name : V_EMPTY_STR;
}
