/* What can be done with text? Views of str and bytes, building text, lengths, indexes, slices. */
#ifndef UL_STR_H
#define UL_STR_H

#include "ul_value.h"

/* The bytes of a str or bytes value. They move when something is allocated; those of a
 * one-character str lie in the view itself. */
struct ul_view {
    const uint8_t *p;
    uint32_t len;
    uint8_t own[4];
};

#define IS_CHAR(v) IS_KIND(v, K_CHAR)
inline bool ul_is_str(const struct ul_vm *vm, ul_val v)
{
    return IS_CHAR(v) || TYPE_IS(vm, v, T_STR);
}
inline bool ul_is_bytes(const struct ul_vm *vm, ul_val v) /* bytes or bytearray */
{
    return TYPE_IS(vm, v, T_BYTES) || TYPE_IS(vm, v, T_BARRAY);
}

void ul_view_of(const struct ul_vm *vm, ul_val v, struct ul_view *view);
bool ul_view_equal(const struct ul_view *a, const struct ul_view *b);
bool ul_str_equal(const struct ul_vm *vm, ul_val a, ul_val b);
int ul_str_compare(const struct ul_vm *vm, ul_val a, ul_val b); /* <0, 0, >0, by code points */
uint32_t ul_str_hash(const struct ul_vm *vm, ul_val v);
uint32_t ul_words_hash(const uint32_t *words, uint32_t count, uint32_t len); /* of a STR's text */
uint32_t ul_str_length(const struct ul_vm *vm, ul_val v); /* in characters, or bytes of a bytes */

/* Make a str from UTF-8 that is known to be valid, a bytes from anything; 0 with MemoryError
 * raised. `p` may not point into the heap. */
ul_val ul_str_new(struct ul_vm *vm, const uint8_t *p, uint32_t len);
ul_val ul_bytes_new(struct ul_vm *vm, const uint8_t *p, uint32_t len);

ul_val ul_str_of_int(struct ul_vm *vm, int32_t number);

/* The strings that lie on the stack from `kept` on (NULL: in the registers from `first` on) in a
 * row. *out stays unbound when one of them is no str. */
int ul_str_join(struct ul_vm *vm, const ul_val *kept, uint32_t first, uint32_t count, ul_val *out);

/* Copy part of a str or bytes: `from` and `len` in bytes, on character boundaries. */
ul_val ul_str_part(struct ul_vm *vm, ul_val v, uint32_t from, uint32_t len);
/* The same of an object, as str (then it must be valid UTF-8) or as bytes. */
ul_val ul_part_as(struct ul_vm *vm, ul_val v, uint32_t from, uint32_t len, bool is_text);

/* Byte offset of character `index` (index <= length). */
uint32_t ul_str_offset(const struct ul_vm *vm, ul_val v, uint32_t index);

/* Decode the character at p (valid UTF-8); returns its size in bytes. */
uint32_t ul_utf8_decode(const uint8_t *p, uint32_t *code);
uint32_t ul_utf8_encode(uint32_t code, uint8_t out[4]);
bool ul_utf8_valid(const uint8_t *p, uint32_t len);

/* Size in bytes of the white space character that begins at `at` (ends before `to`), 0 when there
 * is none: Unicode's in str, ASCII's in bytes. */
uint32_t ul_space_at(const struct ul_view *view, bool str, uint32_t at);
uint32_t ul_space_before(const struct ul_view *view, bool str, uint32_t to);

/* Text under construction: a bytes object, kept on the stack, that grows. */
struct ul_text {
    ul_val *slot;
    uint32_t len;
};
int ul_text_open(struct ul_vm *vm, struct ul_text *text);
int ul_text_bytes(struct ul_vm *vm, struct ul_text *text, const uint8_t *p, uint32_t len);
int ul_text_part(struct ul_vm *vm, struct ul_text *text, ul_val v, uint32_t from, uint32_t len);
int ul_text_str(struct ul_vm *vm, struct ul_text *text, ul_val str);
int ul_text_c(struct ul_vm *vm, struct ul_text *text, const char *c_string);
int ul_text_char(struct ul_vm *vm, struct ul_text *text, uint32_t code);
int ul_text_fill(struct ul_vm *vm, struct ul_text *text, uint32_t code, int32_t count);
int ul_text_int(struct ul_vm *vm, struct ul_text *text, int32_t number);
int ul_text_name(struct ul_vm *vm, struct ul_text *text, uint32_t name_id);
int ul_text_type_name(struct ul_vm *vm, struct ul_text *text, ul_val type_or_class);
const uint8_t *ul_text_peek(struct ul_vm *vm, const struct ul_text *text);
ul_val ul_text_close(struct ul_vm *vm, struct ul_text *text);       /* as str; pops the slot */
ul_val ul_text_close_bytes(struct ul_vm *vm, struct ul_text *text); /* as bytes; pops the slot */
ul_val ul_text_close_like(struct ul_vm *vm, struct ul_text *text, ul_val like); /* its type */
void ul_text_drop(struct ul_vm *vm, struct ul_text *text);

/* Names. UL_NAME_DYNAMIC is the one whose text is in roots[ROOT_NAME]. */
#define UL_NAME_DYNAMIC 0x7FFFFFFFu
const char *ul_static_name(uint32_t name_id);                /* NULL: a name of the image */
ul_val ul_type_name(struct ul_vm *vm, ul_val type_or_class); /* __name__; empty without memory */
ul_val ul_name_str(struct ul_vm *vm, uint32_t name_id);      /* 0 with MemoryError raised */
ul_val ul_name_tail(struct ul_vm *vm, uint32_t name_id);     /* what follows the last dot; same */
int32_t ul_name_find(struct ul_vm *vm, ul_val str);          /* name id, or -1 */
const char *ul_static_string(const char *list, uint32_t index); /* the index-th of "a\0b\0..." */

#endif
