/* How do str and bytes become each other? See ul_encoding.h. */
#include "ul_encoding.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_str.h"

enum encoding { UTF8, ASCII, LATIN1, ENCODINGS };
enum handler { STRICT, IGNORE, REPLACE, BACKSLASH, XML, HANDLERS };

static const char *const names[] = {"utf-8", "ascii", "latin-1"};

/* The place of a name in "a\0b\0", -1 for none; letter case, "-", "_" and " " do not count. */
static int32_t find_name(const struct ul_vm *vm, ul_val v, const char *list)
{
    struct ul_view view;
    ul_view_of(vm, v, &view);
    for (int32_t place = 0; *list; place++) {
        uint32_t i = 0;
        for (; i < view.len; i++) {
            uint8_t c = view.p[i];
            if (c == '-' || c == '_' || c == ' ') continue;
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != (uint8_t)*list || !*list) break;
            list++;
        }
        if (i == view.len && !*list) return place;
        while (*list++)
            ;
    }
    return -1;
}

static int find_encoding(struct ul_vm *vm, ul_val name, enum encoding *encoding)
{
    int32_t place = 0;
    if (name) place = find_name(vm, name, "utf8\0ascii\0latin1\0u8\0usascii\0iso88591\0l1\0");
    if (place < 0) return ul_raise(vm, UL_TYPE_LOOKUPERROR, "unknown encoding: %v", name);
    *encoding = place == 6 ? LATIN1 : (enum encoding)(place % ENCODINGS);
    return UL_OK;
}

/* Looked for only when there is an error to handle, as in CPython. */
static int find_handler(struct ul_vm *vm, ul_val name, enum handler *handler)
{
    int32_t place = 0;
    if (name)
        place =
            find_name(vm, name, "strict\0ignore\0replace\0backslashreplace\0xmlcharrefreplace\0");
    *handler = (enum handler)place;
    if (place >= 0) return UL_OK;
    return ul_raise(vm, UL_TYPE_LOOKUPERROR, "unknown error handler name '%v'", name);
}

static int put_hex(struct ul_vm *vm, struct ul_text *text, uint32_t number, uint32_t digits)
{
    while (digits--)
        TRY(ul_text_char(vm, text, (uint8_t)"0123456789abcdef"[number >> 4 * digits & 15]));
    return UL_OK;
}

static int put_backslash(struct ul_vm *vm, struct ul_text *text, uint32_t code)
{
    TRY(ul_text_c(vm, text, code < 0x100 ? "\\x" : code < 0x10000 ? "\\u" : "\\U"));
    return put_hex(vm, text, code, code < 0x100 ? 2 : code < 0x10000 ? 4 : 8);
}

/* --- Encoding ------------------------------------------------------------------------------------
 */

static int cannot_encode(struct ul_vm *vm, enum encoding encoding, uint32_t code, uint32_t from,
                         uint32_t to)
{
    struct ul_text text;
    uint32_t limit = encoding == ASCII ? 128 : 256;
    if (to - from > 1)
        return ul_raise(vm, UL_TYPE_UNICODEENCODEERROR,
                        "'%s' codec can't encode characters in position %u-%u: ordinal not in "
                        "range(%u)",
                        names[encoding], from, to - 1, limit);
    TRY(ul_text_open(vm, &text));
    TRY(put_backslash(vm, &text, code));
    return ul_raise(vm, UL_TYPE_UNICODEENCODEERROR,
                    "'%s' codec can't encode character '%v' in position %u: ordinal not in "
                    "range(%u)",
                    names[encoding], ul_text_close(vm, &text), from, limit);
}

static int put_unencodable(struct ul_vm *vm, struct ul_text *text, enum handler handler,
                           uint32_t code)
{
    switch (handler) {
    case IGNORE: return UL_OK;
    case REPLACE: return ul_text_char(vm, text, '?');
    case BACKSLASH: return put_backslash(vm, text, code);
    default:
        TRY(ul_text_c(vm, text, "&#"));
        TRY(ul_text_int(vm, text, (int32_t)code));
        return ul_text_char(vm, text, ';');
    }
}

int ul_text_encode(struct ul_vm *vm, const ul_val *kept, ul_val name, ul_val errors, ul_val *out)
{
    struct ul_text text;
    struct ul_view view;
    enum encoding encoding = UTF8;
    enum handler handler = HANDLERS;
    uint32_t code, next, index = 0;
    TRY(find_encoding(vm, name, &encoding));
    const ul_val *kept_errors = ul_push(vm, errors);
    if (!kept_errors) return UL_EXCEPTION;
    ul_view_of(vm, *kept, &view);
    TRY(ul_spend(vm, view.len / 16));
    TRY(ul_text_open(vm, &text));
    if (encoding == UTF8) TRY(ul_text_str(vm, &text, *kept));
    for (uint32_t i = 0; encoding != UTF8; index++) {
        ul_view_of(vm, *kept, &view);
        if (i >= view.len) break;
        i += ul_utf8_decode(view.p + i, &code);
        if (code < (encoding == ASCII ? 128u : 256u)) {
            uint8_t byte = (uint8_t)code;
            TRY(ul_text_bytes(vm, &text, &byte, 1));
            continue;
        }
        if (handler == HANDLERS) TRY(find_handler(vm, *kept_errors, &handler));
        if (handler == STRICT) {
            uint32_t to = index + 1;
            ul_view_of(vm, *kept, &view);
            for (; i < view.len; to++) {
                i += ul_utf8_decode(view.p + i, &next);
                if (next < (encoding == ASCII ? 128u : 256u)) break;
            }
            return cannot_encode(vm, encoding, code, index, to);
        }
        TRY(put_unencodable(vm, &text, handler, code));
    }
    *out = ul_text_close_bytes(vm, &text);
    return UL_OK;
}

/* --- Decoding ------------------------------------------------------------------------------------
 */

static int cannot_decode(struct ul_vm *vm, enum encoding encoding, uint8_t byte, uint32_t from,
                         uint32_t to, const char *reason)
{
    struct ul_text text;
    if (to - from > 1)
        return ul_raise(vm, UL_TYPE_UNICODEDECODEERROR,
                        "'%s' codec can't decode bytes in position %u-%u: %s", names[encoding],
                        from, to - 1, reason);
    TRY(ul_text_open(vm, &text));
    TRY(put_hex(vm, &text, byte, 2));
    return ul_raise(vm, UL_TYPE_UNICODEDECODEERROR,
                    "'%s' codec can't decode byte 0x%v in position %u: %s", names[encoding],
                    ul_text_close(vm, &text), from, reason);
}

/* How many bytes at p are a character, or, with *reason, are wrong? len > 0. */
static uint32_t check_bytes(const uint8_t *p, uint32_t len, enum encoding encoding,
                            const char **reason)
{
    *reason = NULL;
    if (p[0] < 0x80 || encoding == LATIN1) return 1;
    *reason = "ordinal not in range(128)";
    if (encoding == ASCII) return 1;
    *reason = "invalid start byte";
    if (p[0] < 0xC2 || p[0] > 0xF4) return 1;
    uint32_t size = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    for (uint32_t i = 1; i < size; i++) {
        *reason = "unexpected end of data";
        if (i == len) return i;
        *reason = "invalid continuation byte";
        uint8_t low = 0x80, high = 0xBF; /* of the second byte: not too long, no surrogate */
        if (i == 1 && p[0] == 0xE0) low = 0xA0;
        if (i == 1 && p[0] == 0xED) high = 0x9F;
        if (i == 1 && p[0] == 0xF0) low = 0x90;
        if (i == 1 && p[0] == 0xF4) high = 0x8F;
        if (p[i] < low || p[i] > high) return i;
    }
    *reason = NULL;
    return size;
}

static int put_undecodable(struct ul_vm *vm, struct ul_text *text, enum handler handler,
                           const ul_val *kept, uint32_t from, uint32_t to)
{
    struct ul_view view;
    if (handler == IGNORE) return UL_OK;
    if (handler == REPLACE) return ul_text_char(vm, text, 0xFFFD);
    if (handler == XML)
        return ul_type_error(vm, "don't know how to handle UnicodeDecodeError in error callback");
    for (; from < to; from++) {
        ul_view_of(vm, *kept, &view);
        TRY(put_backslash(vm, text, view.p[from]));
    }
    return UL_OK;
}

int ul_text_decode(struct ul_vm *vm, const ul_val *kept, ul_val name, ul_val errors, ul_val *out)
{
    struct ul_text text;
    struct ul_view view;
    enum encoding encoding = UTF8;
    enum handler handler = HANDLERS;
    const char *reason;
    uint32_t from = 0, at = 0; /* [from, at) is right and not written yet */
    TRY(find_encoding(vm, name, &encoding));
    const ul_val *kept_errors = ul_push(vm, errors);
    if (!kept_errors) return UL_EXCEPTION;
    ul_view_of(vm, *kept, &view);
    TRY(ul_spend(vm, view.len / 8));
    TRY(ul_text_open(vm, &text));
    for (;;) {
        ul_view_of(vm, *kept, &view);
        bool byte = at < view.len && encoding == LATIN1 && view.p[at] >= 0x80;
        if (at < view.len && !byte) {
            uint32_t size = check_bytes(view.p + at, view.len - at, encoding, &reason);
            if (!reason) {
                at += size;
                continue;
            }
            TRY(ul_text_part(vm, &text, *kept, from, at - from));
            if (handler == HANDLERS) TRY(find_handler(vm, *kept_errors, &handler));
            ul_view_of(vm, *kept, &view);
            if (handler == STRICT)
                return cannot_decode(vm, encoding, view.p[at], at, at + size, reason);
            TRY(put_undecodable(vm, &text, handler, kept, at, at + size));
            from = at += size;
            continue;
        }
        TRY(ul_text_part(vm, &text, *kept, from, at - from));
        if (!byte) break;
        ul_view_of(vm, *kept, &view);
        TRY(ul_text_char(vm, &text, view.p[at]));
        from = ++at;
    }
    *out = ul_text_close(vm, &text);
    return *out ? UL_OK : UL_EXCEPTION;
}

int ul_encoding_texts(struct ul_vm *vm, const ul_val *slot, const char *function)
{
    for (uint32_t i = 0; i < 2; i++)
        if (slot[i] && !ul_is_str(vm, slot[i]))
            return ul_type_error(vm, "%s() argument '%s' must be str, not %t", function,
                                 i ? "errors" : "encoding", slot[i]);
    return UL_OK;
}
