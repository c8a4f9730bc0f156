/* What is built in: which methods do str and bytes have? */
#include "ul_builtin.h"
#include "ul_class.h"
#include "ul_encoding.h"
#include "ul_error.h"
#include "ul_format.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_number.h"
#include "ul_operator.h"
#include "ul_slice.h"
#include "ul_str.h"

#define METHOD(name)                                                                               \
    static int name(struct ul_vm *vm, const ul_val *self, const struct ul_args *args, ul_val *out)

static int ok(ul_val v, ul_val *out)
{
    *out = v;
    return v ? UL_OK : UL_EXCEPTION;
}

/* White space of str (Unicode's), which has that of bytes in it. */
static bool is_space(uint32_t c)
{
    if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_byte_space(uint32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13);
}

/* Size in bytes of the white space character that begins at `at`, 0 when there is none. */
uint32_t ul_space_at(const struct ul_view *view, bool str, uint32_t at)
{
    uint32_t code;
    if (at >= view->len) return 0;
    if (!str) return is_byte_space(view->p[at]);
    uint32_t size = ul_utf8_decode(view->p + at, &code);
    return is_space(code) ? size : 0;
}

/* Size in bytes of whatever character begins at `at`. */
static uint32_t character_size(const struct ul_view *view, bool str, uint32_t at)
{
    uint32_t code;
    return str ? ul_utf8_decode(view->p + at, &code) : 1;
}

/* The same of the one that ends before `to`. */
uint32_t ul_space_before(const struct ul_view *view, bool str, uint32_t to)
{
    if (!to) return 0;
    uint32_t at = to - 1;
    while (str && at && (view->p[at] & 0xC0) == 0x80)
        at--;
    return ul_space_at(view, str, at);
}

/* An argument of the same kind of text as self; `format`, of a name and the value, says what is
 * wrong with it for a str. */
static int check_kind(struct ul_vm *vm, const ul_val *self, ul_val v, const char *format,
                      const char *name)
{
    if (ul_is_str(vm, *self) ? ul_is_str(vm, v) : ul_is_bytes(vm, v)) return UL_OK;
    if (!ul_is_str(vm, *self))
        return ul_type_error(vm, "a bytes-like object is required, not '%t'", v);
    return ul_type_error(vm, format, name, v);
}

/* The same, of an argument that bytes may also have as one byte (find, count): *view is it. */
static int part_of(struct ul_vm *vm, const ul_val *self, ul_val v, struct ul_view *view)
{
    int32_t byte;
    if (!ul_is_str(vm, *self) && ul_is_int(vm, v)) {
        TRY(ul_byte_of(vm, v, &byte));
        view->own[0] = (uint8_t)byte;
        view->p = view->own;
        view->len = 1;
        return UL_OK;
    }
    if (!ul_is_str(vm, *self) && !ul_is_bytes(vm, v))
        return ul_type_error(vm, "argument should be integer or bytes-like object, not '%t'", v);
    TRY(check_kind(vm, self, v, "%smust be str, not %t", ""));
    ul_view_of(vm, v, view);
    return UL_OK;
}

/* All of self: itself, or of a bytearray a copy. */
static int whole(struct ul_vm *vm, const ul_val *self, ul_val *out)
{
    struct ul_view view;
    if (!TYPE_IS(vm, *self, T_BARRAY)) return ok(*self, out);
    ul_view_of(vm, *self, &view);
    return ok(ul_str_part(vm, *self, 0, view.len), out);
}

/* --- Searching -----------------------------------------------------------------------------------
 */

/* The first place of `part` in text[from, to), or -1. Byte offsets. */
static int32_t search(const struct ul_view *text, const struct ul_view *part, uint32_t from,
                      uint32_t to)
{
    for (uint32_t i = from; i + part->len <= to; i++)
        if (memcmp(text->p + i, part->p, part->len) == 0) return (int32_t)i;
    return -1;
}

static int32_t search_back(const struct ul_view *text, const struct ul_view *part, uint32_t from,
                           uint32_t to)
{
    if (part->len > to) return -1;
    for (int32_t i = (int32_t)(to - part->len); i >= (int32_t)from; i--)
        if (memcmp(text->p + i, part->p, part->len) == 0) return i;
    return -1;
}

static uint32_t length_of(const struct ul_vm *vm, ul_val v)
{
    struct ul_view view;
    if (ul_is_str(vm, v)) return ul_str_length(vm, v);
    ul_view_of(vm, v, &view);
    return view.len;
}

static uint32_t offset_of(const struct ul_vm *vm, ul_val v, uint32_t index)
{
    return ul_is_str(vm, v) ? ul_str_offset(vm, v, index) : index;
}

/* The part of self that arguments 1 and 2 (start, end) select, as byte offsets; false: an empty
 * range. */
static int bounds(struct ul_vm *vm, const ul_val *self, const struct ul_args *args, uint32_t *from,
                  uint32_t *to, bool *valid)
{
    int32_t length = (int32_t)length_of(vm, *self), range[2] = {0, length};
    for (uint32_t i = 1; i < args->count && i < 3; i++) {
        if (ARG(i) == V_NONE) continue;
        TRY(ul_slice_index(vm, ARG(i), &range[i - 1]));
        if (range[i - 1] < 0) range[i - 1] = range[i - 1] + length < 0 ? 0 : range[i - 1] + length;
    }
    if (range[1] > length) range[1] = length;
    *valid = range[0] <= range[1];
    if (!*valid) return UL_OK;
    *from = offset_of(vm, *self, (uint32_t)range[0]);
    *to = offset_of(vm, *self, (uint32_t)range[1]);
    return UL_OK;
}

/* Number of characters before a byte offset. */
static int32_t index_at(const struct ul_vm *vm, ul_val v, int32_t offset)
{
    struct ul_view view;
    int32_t count = 0;
    ul_view_of(vm, v, &view);
    if (offset < 0 || !ul_is_str(vm, v)) return offset;
    for (int32_t i = 0; i < offset; i++)
        count += (view.p[i] & 0xC0) != 0x80;
    return count;
}

static int find_text(struct ul_vm *vm, const ul_val *self, const struct ul_args *args, bool back,
                     int32_t *at)
{
    struct ul_view text, part;
    uint32_t from, to;
    bool valid;
    TRY(bounds(vm, self, args, &from, &to, &valid));
    ul_view_of(vm, *self, &text);
    TRY(part_of(vm, self, ARG(0), &part));
    TRY(ul_spend(vm, text.len / 16));
    *at = !valid ? -1 : back ? search_back(&text, &part, from, to) : search(&text, &part, from, to);
    *at = index_at(vm, *self, *at);
    return UL_OK;
}

METHOD(text_find)
{
    int32_t at;
    TRY(find_text(vm, self, args, false, &at));
    *out = V_INT(at);
    return UL_OK;
}

METHOD(text_rfind)
{
    int32_t at;
    TRY(find_text(vm, self, args, true, &at));
    *out = V_INT(at);
    return UL_OK;
}

METHOD(text_index)
{
    TRY(text_find(vm, self, args, out));
    return *out == V_INT(-1) ? ul_value_error(vm, "%s not found",
                                              ul_is_str(vm, *self) ? "substring" : "subsection")
                             : UL_OK;
}

METHOD(text_count)
{
    struct ul_view text, part;
    uint32_t from, to, count = 0;
    bool valid;
    TRY(bounds(vm, self, args, &from, &to, &valid));
    ul_view_of(vm, *self, &text);
    TRY(part_of(vm, self, ARG(0), &part));
    TRY(ul_spend(vm, text.len / 16));
    if (valid && !part.len)
        count = (uint32_t)index_at(vm, *self, (int32_t)to) -
                (uint32_t)index_at(vm, *self, (int32_t)from) + 1;
    while (valid && part.len) {
        int32_t at = search(&text, &part, from, to);
        if (at < 0) break;
        count++;
        from = (uint32_t)at + part.len;
    }
    *out = V_INT(count);
    return UL_OK;
}

static bool affix(const struct ul_vm *vm, const ul_val *self, ul_val part_value, uint32_t from,
                  uint32_t to, bool at_end)
{
    struct ul_view text, part;
    ul_view_of(vm, *self, &text);
    ul_view_of(vm, part_value, &part);
    return part.len <= to - from &&
           memcmp(text.p + (at_end ? to - part.len : from), part.p, part.len) == 0;
}

static int has_affix(struct ul_vm *vm, const ul_val *self, const struct ul_args *args, bool at_end,
                     ul_val *out)
{
    uint32_t from, to, count;
    bool valid, found = false;
    const char *name = at_end ? "endswith" : "startswith";
    TRY(bounds(vm, self, args, &from, &to, &valid));
    if (TYPE_IS(vm, ARG(0), T_TUPLE)) {
        const ul_val *items = ul_items(vm, ARG(0), &count);
        for (uint32_t i = 0; i < count && !found; i++) {
            TRY(check_kind(vm, self, items[i], "tuple for %s must only contain str, not %t", name));
            found = valid && affix(vm, self, items[i], from, to, at_end);
        }
    } else {
        const char *kind = ul_is_str(vm, *self) ? "str" : "bytes";
        if (*kind == 's' ? !ul_is_str(vm, ARG(0)) : !ul_is_bytes(vm, ARG(0)))
            return ul_type_error(vm, "%s first arg must be %s or a tuple of %s, not %t", name, kind,
                                 kind, ARG(0));
        found = valid && affix(vm, self, ARG(0), from, to, at_end);
    }
    *out = V_BOOL(found);
    return UL_OK;
}

METHOD(text_startswith)
{
    return has_affix(vm, self, args, false, out);
}

METHOD(text_endswith)
{
    return has_affix(vm, self, args, true, out);
}

/* --- Splitting and joining -----------------------------------------------------------------------
 */

/* Append self[from, to) to the list kept at *list. */
static int add_part(struct ul_vm *vm, const ul_val *list, const ul_val *self, uint32_t from,
                    uint32_t to)
{
    ul_val part = ul_str_part(vm, *self, from, to - from);
    return part ? ul_list_append(vm, *list, part) : UL_EXCEPTION;
}

static int split_spaces(struct ul_vm *vm, const ul_val *list, const ul_val *self, int32_t most)
{
    struct ul_view view;
    bool str = ul_is_str(vm, *self);
    uint32_t at = 0, size;
    for (;;) {
        ul_view_of(vm, *self, &view);
        while ((size = ul_space_at(&view, str, at)) != 0)
            at += size;
        if (at == view.len) return UL_OK;
        uint32_t from = at;
        if (most-- == 0) return add_part(vm, list, self, from, view.len);
        while (at < view.len && !ul_space_at(&view, str, at))
            at += character_size(&view, str, at);
        TRY(add_part(vm, list, self, from, at));
    }
}

static int split_separator(struct ul_vm *vm, const ul_val *list, const ul_val *self,
                           const ul_val *separator, int32_t most)
{
    struct ul_view text, part;
    uint32_t from = 0;
    for (;;) {
        ul_view_of(vm, *self, &text);
        ul_view_of(vm, *separator, &part);
        int32_t at = most-- == 0 ? -1 : search(&text, &part, from, text.len);
        if (at < 0) return add_part(vm, list, self, from, text.len);
        uint32_t next = (uint32_t)at + part.len;
        TRY(add_part(vm, list, self, from, (uint32_t)at));
        from = next;
    }
}

METHOD(text_split)
{
    int32_t most = -1;
    const ul_val *slot = ul_take_args(vm, args, "sep\0maxsplit\0", 0, "split");
    struct ul_view view;
    if (!slot) return UL_EXCEPTION;
    if (slot[1]) TRY(ul_index(vm, slot[1], &most));
    ul_val by = slot[0] ? slot[0] : V_NONE;
    if (by != V_NONE) {
        TRY(check_kind(vm, self, by, "%smust be str or None, not %t", ""));
        ul_view_of(vm, by, &view);
        if (!view.len) return ul_value_error(vm, "empty separator");
    }
    ul_view_of(vm, *self, &view);
    TRY(ul_spend(vm, view.len / 16));
    ul_val *kept = ul_push2(vm, V_UNBOUND, by);
    if (!kept) return UL_EXCEPTION;
    kept[0] = ul_list_new(vm, 0);
    if (!kept[0]) return UL_EXCEPTION;
    if (kept[1] == V_NONE)
        TRY(split_spaces(vm, &kept[0], self, most));
    else
        TRY(split_separator(vm, &kept[0], self, &kept[1], most));
    *out = kept[0];
    return UL_OK;
}

METHOD(text_join)
{
    struct ul_text text;
    struct ul_loop loop;
    ul_val item;
    bool str = ul_is_str(vm, *self);
    ul_val iterable = ARG(0);
    if (!IS_REF(iterable) && !ul_is_str(vm, iterable))
        return ul_type_error(vm, "can only join an iterable");
    const ul_val *items = ul_push(vm, iterable);
    if (!items) return UL_EXCEPTION;
    if (ul_asks(vm, *items)) TRY(ul_list_of(vm, *items, (ul_val *)(uintptr_t)items));
    TRY(ul_text_open(vm, &text));
    TRY(ul_loop_open(vm, &loop, *items));
    for (uint32_t i = 0;; i++) {
        TRY(ul_loop_next(vm, &loop, &item));
        if (!item) break;
        item = ul_unwrap(vm, item);
        if (str ? !ul_is_str(vm, item) : !ul_is_bytes(vm, item))
            return str ? ul_type_error(vm, "sequence item %u: expected str instance, %t found", i,
                                       item)
                       : ul_type_error(vm,
                                       "sequence item %u: expected a bytes-like object, %t found",
                                       i, item);
        ul_val *kept = ul_push(vm, item);
        if (!kept) return UL_EXCEPTION;
        if (i) TRY(ul_text_str(vm, &text, *self));
        TRY(ul_text_str(vm, &text, *kept));
        ul_pop(vm, 1);
    }
    vm->sp = text.slot;
    TRY(ul_spend(vm, text.len / 16));
    return ok(ul_text_close_like(vm, &text, *self), out);
}

METHOD(text_replace)
{
    struct ul_text text;
    struct ul_view whole, part;
    int32_t most = -1;
    uint32_t from = 0;
    for (uint32_t i = 0; i < 2; i++)
        TRY(check_kind(vm, self, ARG(i),
                       ARG(i) == V_NONE ? "replace() argument %s must be str, not None"
                                        : "replace() argument %s must be str, not %t",
                       i ? "2" : "1"));
    if (args->count > 2) TRY(ul_index(vm, ARG(2), &most));
    TRY(ul_text_open(vm, &text));
    for (;;) {
        ul_view_of(vm, *self, &whole);
        ul_view_of(vm, ARG(0), &part);
        TRY(ul_spend(vm, 1));
        int32_t at = most == 0 ? -1 : search(&whole, &part, from, whole.len);
        if (at < 0) break;
        most--;
        uint32_t next = (uint32_t)at + part.len;
        TRY(ul_text_part(vm, &text, *self, from, (uint32_t)at - from));
        TRY(ul_text_str(vm, &text, ARG(1)));
        if (!part.len) { /* between characters: copy one */
            ul_view_of(vm, *self, &whole);
            if ((uint32_t)at >= whole.len) {
                from = whole.len;
                break;
            }
            uint32_t code, size = ul_is_str(vm, *self) ? ul_utf8_decode(whole.p + at, &code) : 1;
            TRY(ul_text_part(vm, &text, *self, (uint32_t)at, size));
            next = (uint32_t)at + size;
        }
        from = next;
    }
    ul_view_of(vm, *self, &whole);
    TRY(ul_text_part(vm, &text, *self, from, whole.len - from));
    return ok(ul_text_close_like(vm, &text, *self), out);
}

/* --- Stripping and padding -----------------------------------------------------------------------
 */

/* Is the character at p one of the set (any white space when the set is None)? */
static bool in_set(struct ul_vm *vm, ul_val set, bool str, uint32_t code)
{
    struct ul_view view;
    if (set == V_NONE) return str ? is_space(code) : is_byte_space(code);
    ul_view_of(vm, set, &view);
    for (uint32_t i = 0; i < view.len;) {
        uint32_t member = view.p[i];
        i += ul_is_str(vm, set) ? ul_utf8_decode(view.p + i, &member) : 1;
        if (member == code) return true;
    }
    return false;
}

static int strip(struct ul_vm *vm, const ul_val *self, const struct ul_args *args, bool left,
                 bool right, ul_val *out)
{
    struct ul_view view;
    ul_val set = args->count ? ARG(0) : V_NONE;
    bool str = ul_is_str(vm, *self);
    if (set != V_NONE)
        TRY(check_kind(vm, self, set, "%s arg must be None or str",
                       !left    ? "rstrip"
                       : !right ? "lstrip"
                                : "strip"));
    ul_view_of(vm, *self, &view);
    uint32_t from = 0, to = view.len, code;
    while (left && from < to) {
        code = view.p[from];
        uint32_t size = str ? ul_utf8_decode(view.p + from, &code) : 1;
        if (!in_set(vm, set, str, code)) break;
        from += size;
    }
    while (right && to > from) {
        uint32_t at = to - 1;
        while (str && at > from && (view.p[at] & 0xC0) == 0x80)
            at--;
        code = view.p[at];
        if (str) ul_utf8_decode(view.p + at, &code);
        if (!in_set(vm, set, str, code)) break;
        to = at;
    }
    if (from == 0 && to == view.len) return whole(vm, self, out);
    return ok(ul_str_part(vm, *self, from, to - from), out);
}

METHOD(text_strip)
{
    return strip(vm, self, args, true, true, out);
}

METHOD(text_lstrip)
{
    return strip(vm, self, args, true, false, out);
}

METHOD(text_rstrip)
{
    return strip(vm, self, args, false, true, out);
}

/* --- Case and classes of characters --------------------------------------------------------------
 */

/* The tables of Unicode are larger than the interpreter: an image brings methods with those that it
 * needs, for text beyond ASCII. *out unbound: the text is ASCII. */
static int beyond_ascii(struct ul_vm *vm, const ul_val *self, uint32_t name_id, ul_val *out)
{
    struct ul_view view;
    uint32_t wide = 0;
    ul_view_of(vm, *self, &view);
    TRY(ul_spend(vm, view.len / 8));
    for (uint32_t i = 0; i < view.len && ul_is_str(vm, *self); i++)
        wide |= view.p[i];
    *out = V_UNBOUND;
    if (!(wide & 0x80)) return UL_OK;
    ul_val method = ul_extension(vm, *self, name_id);
    if (method) return ul_call1(vm, method, *self, out);
    return ul_raise(vm, UL_TYPE_NOTIMPLEMENTEDERROR,
                    "the image has no tables for characters beyond ASCII");
}

static bool lower(uint32_t c)
{
    return c >= 'a' && c <= 'z';
}

static bool upper(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

static int recase(struct ul_vm *vm, const ul_val *self, bool to_upper, ul_val *out)
{
    struct ul_text text;
    TRY(beyond_ascii(vm, self, to_upper ? UL_NAME_UPPER : UL_NAME_LOWER, out));
    if (*out) return UL_OK;
    TRY(ul_text_open(vm, &text));
    TRY(ul_text_str(vm, &text, *self));
    uint8_t *p = (uint8_t *)(uintptr_t)ul_text_peek(vm, &text);
    for (uint32_t i = 0; i < text.len; i++)
        if (to_upper ? lower(p[i]) : upper(p[i])) p[i] ^= 32;
    return ok(ul_text_close_like(vm, &text, *self), out);
}

METHOD(text_lower)
{
    (void)args;
    return recase(vm, self, false, out);
}

METHOD(text_upper)
{
    (void)args;
    return recase(vm, self, true, out);
}

static bool digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool alpha(uint32_t c)
{
    return lower(c | 32u);
}

static int every(struct ul_vm *vm, const ul_val *self, uint32_t name_id, bool (*test)(uint32_t),
                 ul_val *out)
{
    struct ul_view view;
    TRY(beyond_ascii(vm, self, name_id, out));
    if (*out) return UL_OK;
    ul_view_of(vm, *self, &view);
    bool all = view.len != 0;
    for (uint32_t i = 0; i < view.len && all; i++)
        all = test(view.p[i]);
    *out = V_BOOL(all);
    return UL_OK;
}

METHOD(text_isdigit)
{
    (void)args;
    return every(vm, self, UL_NAME_ISDIGIT, digit, out);
}

METHOD(text_isalpha)
{
    (void)args;
    return every(vm, self, UL_NAME_ISALPHA, alpha, out);
}

METHOD(text_isspace)
{
    struct ul_view view;
    bool str = ul_is_str(vm, *self);
    uint32_t at = 0, size;
    (void)args;
    ul_view_of(vm, *self, &view);
    while ((size = ul_space_at(&view, str, at)) != 0)
        at += size;
    *out = V_BOOL(view.len && at == view.len);
    return ul_spend(vm, view.len / 16);
}

/* --- Between str and bytes -----------------------------------------------------------------------
 */

METHOD(str_encode)
{
    const ul_val *slot = ul_take_args(vm, args, "encoding\0errors\0", 0, "encode");
    if (!slot) return UL_EXCEPTION;
    TRY(ul_encoding_texts(vm, slot, "encode"));
    return ul_text_encode(vm, self, slot[0], slot[1], out);
}

METHOD(bytes_decode)
{
    const ul_val *slot = ul_take_args(vm, args, "encoding\0errors\0", 0, "decode");
    if (!slot) return UL_EXCEPTION;
    TRY(ul_encoding_texts(vm, slot, "decode"));
    return ul_text_decode(vm, self, slot[0], slot[1], out);
}

#define SHARED                                                                                     \
    {UL_NAME_FIND, 1, 3, text_find}, {UL_NAME_RFIND, 1, 3, text_rfind},                            \
        {UL_NAME_INDEX, 1, 3, text_index}, {UL_NAME_COUNT, 1, 3, text_count},                      \
        {UL_NAME_STARTSWITH, 1, 3, text_startswith}, {UL_NAME_ENDSWITH, 1, 3, text_endswith},      \
        {UL_NAME_SPLIT, 0, UL_METHOD_ANY | UL_METHOD_KEYWORDS, text_split},                        \
        {UL_NAME_JOIN, 1, 1, text_join}, {UL_NAME_REPLACE, 2, 3, text_replace},                    \
        {UL_NAME_STRIP, 0, 1, text_strip}, {UL_NAME_LSTRIP, 0, 1, text_lstrip},                    \
        {UL_NAME_RSTRIP, 0, 1, text_rstrip}, {UL_NAME_LOWER, 0, 0, text_lower},                    \
        {UL_NAME_UPPER, 0, 0, text_upper}, {UL_NAME_ISDIGIT, 0, 0, text_isdigit},                  \
        {UL_NAME_ISALPHA, 0, 0, text_isalpha},                                                     \
    {                                                                                              \
        UL_NAME_ISSPACE, 0, 0, text_isspace                                                        \
    }

const struct ul_method_entry ul_str_methods[] = {
    SHARED,
    {UL_NAME_ENCODE, 0, UL_METHOD_KEYWORDS | UL_METHOD_ANY, str_encode},
    {0, 0, 0, NULL},
};
METHOD(bytearray_append)
{
    int32_t byte;
    uint32_t size, length = ul_list_length(vm, *self);
    TRY(ul_byte_of(vm, ARG(0), &byte));
    TRY(ul_list_splice(vm, self, length, 0, 1));
    ul_list_data(vm, *self, &size)[length] = (uint8_t)byte;
    return ok(V_NONE, out);
}

const struct ul_method_entry ul_bytes_methods[] = {
    {UL_NAME_APPEND, 1, 1, bytearray_append}, /* BYTEARRAY_METHODS come first */
    SHARED,
    {UL_NAME_DECODE, 0, UL_METHOD_KEYWORDS | UL_METHOD_ANY, bytes_decode},
    {0, 0, 0, NULL},
};
