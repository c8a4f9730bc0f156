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

/* An argument of the same kind of text as self. */
static int same_kind(struct ul_vm *vm, const ul_val *self, ul_val v)
{
    if (ul_is_str(vm, *self) ? ul_is_str(vm, v) : ul_is_bytes(vm, v)) return UL_OK;
    if (ul_is_str(vm, *self)) return ul_type_error(vm, "must be str, not %t", v);
    return ul_type_error(vm, "a bytes-like object is required, not '%t'", v);
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
        TRY(ul_index(vm, ARG(i), &range[i - 1]));
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
    TRY(same_kind(vm, self, ARG(0)));
    TRY(bounds(vm, self, args, &from, &to, &valid));
    ul_view_of(vm, *self, &text);
    ul_view_of(vm, ARG(0), &part);
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
    return *out == V_INT(-1) ? ul_value_error(vm, "substring not found") : UL_OK;
}

METHOD(text_count)
{
    struct ul_view text, part;
    uint32_t from, to, count = 0;
    bool valid;
    TRY(same_kind(vm, self, ARG(0)));
    TRY(bounds(vm, self, args, &from, &to, &valid));
    ul_view_of(vm, *self, &text);
    ul_view_of(vm, ARG(0), &part);
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
    TRY(bounds(vm, self, args, &from, &to, &valid));
    if (TYPE_IS(vm, ARG(0), T_TUPLE)) {
        const ul_val *items = ul_items(vm, ARG(0), &count);
        for (uint32_t i = 0; i < count && !found; i++) {
            TRY(same_kind(vm, self, items[i]));
            found = valid && affix(vm, self, items[i], from, to, at_end);
        }
    } else {
        if (!ul_is_str(vm, ARG(0)) && !ul_is_bytes(vm, ARG(0)))
            return ul_type_error(vm,
                                 at_end
                                     ? "endswith first arg must be str or a tuple of str, not %t"
                                     : "startswith first arg must be str or a tuple of str, not %t",
                                 ARG(0));
        TRY(same_kind(vm, self, ARG(0)));
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

static int remove_affix(struct ul_vm *vm, const ul_val *self, const struct ul_args *args,
                        bool at_end, ul_val *out)
{
    struct ul_view text, part;
    TRY(same_kind(vm, self, ARG(0)));
    ul_view_of(vm, *self, &text);
    ul_view_of(vm, ARG(0), &part);
    if (!affix(vm, self, ARG(0), 0, text.len, at_end)) return whole(vm, self, out);
    return ok(ul_str_part(vm, *self, at_end ? 0 : part.len, text.len - part.len), out);
}

METHOD(text_removeprefix)
{
    return remove_affix(vm, self, args, false, out);
}

METHOD(text_removesuffix)
{
    return remove_affix(vm, self, args, true, out);
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

/* From the right; the parts come out last first and are reversed. */
static int rsplit(struct ul_vm *vm, const ul_val *list, const ul_val *self, const ul_val *separator,
                  int32_t most)
{
    struct ul_view text, part;
    ul_view_of(vm, *self, &text);
    uint32_t to = text.len;
    for (;;) {
        int32_t at;
        ul_view_of(vm, *self, &text);
        if (*separator == V_NONE) {
            bool str = ul_is_str(vm, *self);
            uint32_t size, from;
            while ((size = ul_space_before(&text, str, to)) != 0)
                to -= size;
            if (!to) break;
            if (most == 0) {
                TRY(add_part(vm, list, self, 0, to));
                break;
            }
            for (from = to; from && !ul_space_before(&text, str, from);)
                from--;
            part.len = from ? ul_space_before(&text, str, from) : 0;
            at = from ? (int32_t)(from - part.len) : -1;
        } else {
            ul_view_of(vm, *separator, &part);
            at = most == 0 ? -1 : search_back(&text, &part, 0, to);
        }
        most--;
        TRY(add_part(vm, list, self, at < 0 ? 0 : (uint32_t)at + part.len, to));
        if (at < 0) break;
        to = (uint32_t)at;
    }
    uint32_t count;
    ul_val *items = ul_items(vm, *list, &count);
    for (uint32_t i = 0; i < count / 2; i++) {
        ul_val first = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = first;
    }
    return UL_OK;
}

static int split(struct ul_vm *vm, const ul_val *self, const struct ul_args *args, bool right,
                 ul_val *out)
{
    int32_t most = -1;
    ul_val by = args->count ? ARG(0) : ul_keyword(vm, args, "sep");
    ul_val limit = args->count > 1 ? ARG(1) : ul_keyword(vm, args, "maxsplit");
    struct ul_view view;
    if (limit) TRY(ul_index(vm, limit, &most));
    by = by ? by : V_NONE;
    if (by != V_NONE) {
        TRY(same_kind(vm, self, by));
        ul_view_of(vm, by, &view);
        if (!view.len) return ul_value_error(vm, "empty separator");
    }
    ul_view_of(vm, *self, &view);
    TRY(ul_spend(vm, view.len / 16));
    ul_val *kept = ul_push2(vm, V_UNBOUND, by);
    if (!kept) return UL_EXCEPTION;
    kept[0] = ul_list_new(vm, 0);
    if (!kept[0]) return UL_EXCEPTION;
    if (right)
        TRY(rsplit(vm, &kept[0], self, &kept[1], most));
    else if (kept[1] == V_NONE)
        TRY(split_spaces(vm, &kept[0], self, most));
    else
        TRY(split_separator(vm, &kept[0], self, &kept[1], most));
    *out = kept[0];
    return UL_OK;
}

METHOD(text_split)
{
    return split(vm, self, args, false, out);
}

METHOD(text_rsplit)
{
    return split(vm, self, args, true, out);
}

/* Size in bytes of the line boundary at `at`, 0 when there is none. */
static uint32_t line_end(const struct ul_view *view, bool str, uint32_t at)
{
    uint32_t code = view->p[at], size = str ? ul_utf8_decode(view->p + at, &code) : 1;
    if (code == '\r' && at + 1 < view->len && view->p[at + 1] == '\n') return 2;
    bool more = code == 11 || code == 12 || (code >= 28 && code <= 30) || code == 0x85 ||
                code == 0x2028 || code == 0x2029;
    return code == '\n' || code == '\r' || (str && more) ? size : 0;
}

METHOD(text_splitlines)
{
    struct ul_view view;
    bool str = ul_is_str(vm, *self);
    uint32_t at = 0, end = 0;
    (void)args;
    ul_val list = ul_list_new(vm, 0);
    const ul_val *kept = list ? ul_push(vm, list) : NULL;
    if (!kept) return UL_EXCEPTION;
    for (;;) {
        ul_view_of(vm, *self, &view);
        uint32_t from = at;
        while (at < view.len && (end = line_end(&view, str, at)) == 0)
            at += character_size(&view, str, at);
        if (at == view.len && from == at) break;
        uint32_t to = at;
        at += at < view.len ? end : 0;
        TRY(add_part(vm, kept, self, from, to));
    }
    *out = *kept;
    return UL_OK;
}

static int partition(struct ul_vm *vm, const ul_val *self, const struct ul_args *args, bool right,
                     ul_val *out)
{
    struct ul_view text, part;
    TRY(same_kind(vm, self, ARG(0)));
    ul_view_of(vm, ARG(0), &part);
    if (!part.len) return ul_value_error(vm, "empty separator");
    ul_val tuple = ul_new_clear(vm, T_TUPLE, 4);
    const ul_val *kept = tuple ? ul_push(vm, tuple) : NULL;
    if (!kept) return UL_EXCEPTION;
    ul_view_of(vm, *self, &text);
    ul_view_of(vm, ARG(0), &part);
    int32_t at = right ? search_back(&text, &part, 0, text.len) : search(&text, &part, 0, text.len);
    uint32_t cuts[4] = {0, text.len, text.len, text.len};
    if (at >= 0) {
        cuts[1] = (uint32_t)at;
        cuts[2] = (uint32_t)at + part.len;
    } else if (right) {
        cuts[1] = cuts[2] = 0;
    }
    for (uint32_t i = 0; i < 3; i++) {
        ul_val piece = ul_str_part(vm, *self, cuts[i], cuts[i + 1] - cuts[i]);
        if (!piece) return UL_EXCEPTION;
        PTR(vm, *kept)[1 + i] = piece;
    }
    *out = *kept;
    return UL_OK;
}

METHOD(text_partition)
{
    return partition(vm, self, args, false, out);
}

METHOD(text_rpartition)
{
    return partition(vm, self, args, true, out);
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
    TRY(ul_text_open(vm, &text));
    TRY(ul_loop_open(vm, &loop, ARG(0)));
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
    TRY(same_kind(vm, self, ARG(0)));
    TRY(same_kind(vm, self, ARG(1)));
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
    if (set != V_NONE) TRY(same_kind(vm, self, set));
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

static int justify(struct ul_vm *vm, const ul_val *self, const struct ul_args *args, char how,
                   ul_val *out)
{
    struct ul_text text;
    int32_t width, length = (int32_t)ul_str_length(vm, *self);
    uint32_t fill = ' ';
    TRY(ul_index(vm, ARG(0), &width));
    if (args->count > 1) {
        if (!IS_CHAR(ARG(1)) || ARG(1) == V_EMPTY_STR)
            return ul_type_error(vm, "The fill character must be exactly one character long");
        fill = IMM_PAYLOAD(ARG(1));
    }
    int32_t pad = width - length;
    if (pad <= 0) return ok(*self, out);
    TRY(ul_spend(vm, (uint32_t)pad / 16));
    int32_t left = how == '>' ? pad : how == '^' ? pad / 2 + (pad & width & 1) : 0;
    TRY(ul_text_open(vm, &text));
    TRY(ul_text_fill(vm, &text, fill, left));
    TRY(ul_text_str(vm, &text, *self));
    TRY(ul_text_fill(vm, &text, fill, pad - left));
    return ok(ul_text_close(vm, &text), out);
}

METHOD(text_ljust)
{
    return justify(vm, self, args, '<', out);
}

METHOD(text_rjust)
{
    return justify(vm, self, args, '>', out);
}

METHOD(text_center)
{
    return justify(vm, self, args, '^', out);
}

METHOD(text_zfill)
{
    struct ul_text text;
    struct ul_view view;
    int32_t width;
    TRY(ul_index(vm, ARG(0), &width));
    int32_t pad = width - (int32_t)ul_str_length(vm, *self);
    if (pad <= 0) return ok(*self, out);
    TRY(ul_spend(vm, (uint32_t)pad / 16));
    ul_view_of(vm, *self, &view);
    bool sign = view.len && (view.p[0] == '-' || view.p[0] == '+');
    uint32_t len = view.len;
    TRY(ul_text_open(vm, &text));
    if (sign) TRY(ul_text_part(vm, &text, *self, 0, 1));
    TRY(ul_text_fill(vm, &text, '0', pad));
    TRY(ul_text_part(vm, &text, *self, sign, len - sign));
    return ok(ul_text_close(vm, &text), out);
}

/* --- Case and classes of characters: ASCII; others keep their case (docs/reference/language.md)
 * --- */

/* The tables of Unicode are larger than the interpreter: a str beyond ASCII has no case here. */
static int ascii_only(struct ul_vm *vm, const ul_val *self)
{
    struct ul_view view;
    uint32_t wide = 0;
    ul_view_of(vm, *self, &view);
    for (uint32_t i = 0; i < view.len && ul_is_str(vm, *self); i++)
        wide |= view.p[i];
    if (!(wide & 0x80)) return ul_spend(vm, view.len / 8);
    return ul_raise(vm, UL_TYPE_NOTIMPLEMENTEDERROR,
                    "case and classes of characters beyond ASCII are not in the device subset");
}

static bool lower(uint32_t c)
{
    return c >= 'a' && c <= 'z';
}

static bool upper(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

enum { CASE_LOWER, CASE_UPPER, CASE_CAPITAL };

static uint8_t change_case(uint8_t c, int how, bool start)
{
    bool up = how == CASE_UPPER || (how == CASE_CAPITAL && start);
    if (up ? lower(c) : upper(c)) return (uint8_t)(c ^ 32);
    return c;
}

static int recase(struct ul_vm *vm, const ul_val *self, int how, ul_val *out)
{
    struct ul_text text;
    struct ul_view view;
    bool start = true;
    TRY(ascii_only(vm, self));
    TRY(ul_text_open(vm, &text));
    for (uint32_t i = 0;; i++) {
        ul_view_of(vm, *self, &view);
        if (i >= view.len) break;
        uint8_t c = view.p[i], changed = change_case(c, how, start);
        start = false;
        TRY(ul_text_bytes(vm, &text, &changed, 1));
    }
    return ok(ul_text_close_like(vm, &text, *self), out);
}

METHOD(text_lower)
{
    (void)args;
    return recase(vm, self, CASE_LOWER, out);
}

METHOD(text_upper)
{
    (void)args;
    return recase(vm, self, CASE_UPPER, out);
}

METHOD(text_capitalize)
{
    (void)args;
    return recase(vm, self, CASE_CAPITAL, out);
}

static bool digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool alpha(uint32_t c)
{
    return lower(c | 32u);
}

static bool alnum(uint32_t c)
{
    return digit(c) || alpha(c);
}

static int every(struct ul_vm *vm, const ul_val *self, bool (*test)(uint32_t), ul_val *out)
{
    struct ul_view view;
    TRY(ascii_only(vm, self));
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
    return every(vm, self, digit, out);
}

METHOD(text_isalpha)
{
    (void)args;
    return every(vm, self, alpha, out);
}

METHOD(text_isalnum)
{
    (void)args;
    return every(vm, self, alnum, out);
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

/* At least one cased character, and none of the other case. */
static int cased(struct ul_vm *vm, const ul_val *self, bool (*good)(uint32_t),
                 bool (*bad)(uint32_t), ul_val *out)
{
    struct ul_view view;
    bool some = false, none = true;
    TRY(ascii_only(vm, self));
    ul_view_of(vm, *self, &view);
    for (uint32_t i = 0; i < view.len; i++) {
        some |= good(view.p[i]);
        none &= !bad(view.p[i]);
    }
    *out = V_BOOL(some && none);
    return UL_OK;
}

METHOD(text_islower)
{
    (void)args;
    return cased(vm, self, lower, upper, out);
}

METHOD(text_isupper)
{
    (void)args;
    return cased(vm, self, upper, lower, out);
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

METHOD(bytes_hex)
{
    struct ul_text text;
    struct ul_view view;
    (void)args;
    TRY(ul_text_open(vm, &text));
    for (uint32_t i = 0;; i++) {
        ul_view_of(vm, *self, &view);
        if (i >= view.len) break;
        uint8_t byte = view.p[i];
        TRY(ul_text_char(vm, &text, (uint8_t)"0123456789abcdef"[byte >> 4]));
        TRY(ul_text_char(vm, &text, (uint8_t)"0123456789abcdef"[byte & 15]));
    }
    return ok(ul_text_close(vm, &text), out);
}

/* --- str.format ----------------------------------------------------------------------------------
 */

struct fields {
    const ul_val *self;
    const struct ul_args *args;
    uint32_t at, automatic;
};

/* The value of a field named by text[from, to): "", "0", "name", with .attributes and [items] left
 * out. */
static int field_value(struct ul_vm *vm, struct fields *f, uint32_t from, uint32_t to, ul_val *out)
{
    const struct ul_args *args = f->args;
    struct ul_view view;
    uint32_t number = 0, at = from;
    ul_view_of(vm, *f->self, &view);
    while (at < to && digit(view.p[at]))
        number = number * 10 + (uint32_t)(view.p[at++] - '0');
    if (from == to) number = f->automatic++;
    if (at == to) {
        if (number >= args->count)
            return ul_raise(vm, UL_TYPE_INDEXERROR,
                            "Replacement index %u out of range for positional args tuple", number);
        *out = ARG(number);
        return UL_OK;
    }
    for (uint32_t i = 0; i < args->keywords; i++) {
        struct ul_view name;
        ul_view_of(vm, ARG(args->count + 2 * i), &name);
        if (name.len == to - from && memcmp(name.p, view.p + from, name.len) == 0) {
            *out = ARG(args->count + 2 * i + 1);
            return UL_OK;
        }
    }
    ul_val key = ul_str_part(vm, *f->self, from, to - from);
    return key ? ul_raise_value(vm, UL_TYPE_KEYERROR, key) : UL_EXCEPTION;
}

static int put_field(struct ul_vm *vm, struct fields *f, struct ul_text *text)
{
    struct ul_view view;
    uint32_t from = f->at, conversion = 0;
    ul_val v = V_UNBOUND, spec = V_EMPTY_STR, piece;
    ul_view_of(vm, *f->self, &view);
    while (f->at < view.len && view.p[f->at] != '}' && view.p[f->at] != ':' && view.p[f->at] != '!')
        f->at++;
    uint32_t to = f->at;
    if (f->at < view.len && view.p[f->at] == '!' && f->at + 1 < view.len) {
        conversion = view.p[f->at + 1];
        f->at += 2;
    }
    uint32_t spec_from = f->at + 1, spec_to = f->at + 1;
    if (f->at < view.len && view.p[f->at] == ':') {
        while (++f->at < view.len && view.p[f->at] != '}')
            if (view.p[f->at] == '{')
                return ul_value_error(vm, "nested replacement fields are not in the device subset");
        spec_to = f->at;
    }
    if (f->at >= view.len || view.p[f->at] != '}')
        return ul_value_error(vm, "expected '}' before end of string");
    f->at++;
    if (spec_to > spec_from) spec = ul_str_part(vm, *f->self, spec_from, spec_to - spec_from);
    ul_val *kept = spec ? ul_push2(vm, spec, V_UNBOUND) : NULL;
    if (!kept) return UL_EXCEPTION;
    TRY(field_value(vm, f, from, to, &v));
    TRY(ul_format_value(vm, v, kept[0], conversion, &piece));
    vm->sp = kept + 2;
    return ul_text_str(vm, text, piece);
}

METHOD(str_format)
{
    struct fields f = {self, args, 0, 0};
    struct ul_text text;
    struct ul_view view;
    TRY(ul_text_open(vm, &text));
    for (;;) {
        ul_view_of(vm, *self, &view);
        if (f.at >= view.len) break;
        uint8_t c = view.p[f.at++];
        bool twice = f.at < view.len && view.p[f.at] == c;
        if ((c == '{' || c == '}') && twice)
            f.at++;
        else if (c == '}')
            return ul_value_error(vm, "Single '}' encountered in format string");
        else if (c == '{') {
            TRY(put_field(vm, &f, &text));
            continue;
        }
        TRY(ul_text_bytes(vm, &text, &c, 1));
    }
    return ok(ul_text_close(vm, &text), out);
}

#define SHARED                                                                                     \
    {UL_NAME_FIND, 1, 3, text_find}, {UL_NAME_RFIND, 1, 3, text_rfind},                            \
        {UL_NAME_INDEX, 1, 3, text_index}, {UL_NAME_COUNT, 1, 3, text_count},                      \
        {UL_NAME_STARTSWITH, 1, 3, text_startswith}, {UL_NAME_ENDSWITH, 1, 3, text_endswith},      \
        {UL_NAME_REMOVEPREFIX, 1, 1, text_removeprefix},                                           \
        {UL_NAME_REMOVESUFFIX, 1, 1, text_removesuffix},                                           \
        {UL_NAME_SPLIT, 0, 2 | UL_METHOD_KEYWORDS, text_split},                                    \
        {UL_NAME_RSPLIT, 0, 2 | UL_METHOD_KEYWORDS, text_rsplit},                                  \
        {UL_NAME_SPLITLINES, 0, 0, text_splitlines}, {UL_NAME_PARTITION, 1, 1, text_partition},    \
        {UL_NAME_RPARTITION, 1, 1, text_rpartition}, {UL_NAME_JOIN, 1, 1, text_join},              \
        {UL_NAME_REPLACE, 2, 3, text_replace}, {UL_NAME_STRIP, 0, 1, text_strip},                  \
        {UL_NAME_LSTRIP, 0, 1, text_lstrip}, {UL_NAME_RSTRIP, 0, 1, text_rstrip},                  \
        {UL_NAME_LOWER, 0, 0, text_lower}, {UL_NAME_UPPER, 0, 0, text_upper},                      \
        {UL_NAME_ISDIGIT, 0, 0, text_isdigit}, {UL_NAME_ISALPHA, 0, 0, text_isalpha},              \
        {UL_NAME_ISALNUM, 0, 0, text_isalnum}, {UL_NAME_ISSPACE, 0, 0, text_isspace},              \
        {UL_NAME_ISLOWER, 0, 0, text_islower},                                                     \
    {                                                                                              \
        UL_NAME_ISUPPER, 0, 0, text_isupper                                                        \
    }

const struct ul_method_entry ul_str_methods[] = {
    SHARED,
    {UL_NAME_LJUST, 1, 2, text_ljust},
    {UL_NAME_RJUST, 1, 2, text_rjust},
    {UL_NAME_CENTER, 1, 2, text_center},
    {UL_NAME_ZFILL, 1, 1, text_zfill},
    {UL_NAME_CAPITALIZE, 0, 0, text_capitalize},
    {UL_NAME_ENCODE, 0, UL_METHOD_KEYWORDS | UL_METHOD_ANY, str_encode},
    {UL_NAME_FORMAT, 0, 255, str_format},
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

METHOD(bytearray_extend)
{
    int32_t number;
    ul_val bytes = ARG(0);
    ul_val *kept = ul_push(vm, bytes);
    struct ul_args one = {kept, 0, 1, 0};
    if (!kept) return UL_EXCEPTION;
    if (ul_is_str(vm, bytes)) return ul_index(vm, bytes, &number);
    if (!ul_iterable(vm, bytes)) return ul_type_error(vm, "can't extend bytearray with %t", bytes);
    if (!ul_is_bytes(vm, bytes)) TRY(ul_type_call(vm, UL_TYPE_BYTEARRAY, &one, &bytes));
    TRY(ul_bytearray_extend(vm, self, bytes));
    return ok(V_NONE, out);
}

METHOD(bytearray_pop)
{
    uint32_t size, length = ul_list_length(vm, *self);
    int32_t index = -1;
    if (args->count) TRY(ul_index(vm, ARG(0), &index));
    if (!length) return ul_raise(vm, UL_TYPE_INDEXERROR, "pop from empty bytearray");
    index += index < 0 ? (int32_t)length : 0;
    if (index < 0 || (uint32_t)index >= length)
        return ul_raise(vm, UL_TYPE_INDEXERROR, "pop index out of range");
    *out = V_INT(ul_list_data(vm, *self, &size)[index]);
    return ul_list_remove(vm, *self, (uint32_t)index, 1);
}

const struct ul_method_entry ul_bytes_methods[] = {
    {UL_NAME_APPEND, 1, 1, bytearray_append}, /* BYTEARRAY_METHODS come first */
    {UL_NAME_EXTEND, 1, 1, bytearray_extend},
    {UL_NAME_POP, 0, 1, bytearray_pop},
    SHARED,
    {UL_NAME_DECODE, 0, UL_METHOD_KEYWORDS | UL_METHOD_ANY, bytes_decode},
    {UL_NAME_HEX, 0, 0, bytes_hex},
    {0, 0, 0, NULL},
};
