/* How does a value become text? repr, str, format specifications, f-strings, the % operator. */
#ifndef UL_FORMAT_H
#define UL_FORMAT_H

#include "ul_str.h"
#include "ul_value.h"

/* Append repr(v) or str(v). */
int ul_put_repr(struct ul_vm *vm, struct ul_text *text, ul_val v);
int ul_put_str(struct ul_vm *vm, struct ul_text *text, ul_val v);

/* str(v) or repr(v) as a value. */
int ul_to_str(struct ul_vm *vm, ul_val v, bool repr, ul_val *out);

/* What object.__repr__ and __str__ give: without those of the class of v. */
int ul_to_str_plain(struct ul_vm *vm, ul_val v, bool repr, ul_val *out);

/* format(v, spec) after a conversion (0, 's', 'r' or 'a'); spec is a str, or unbound or None for
 * "". */
int ul_format_value(struct ul_vm *vm, ul_val v, ul_val spec, uint32_t conversion, ul_val *out);

/* Escape what is not ASCII in the text kept at *kept. */
int ul_to_ascii(struct ul_vm *vm, ul_val *kept);

/* The strings in registers first ... joined. */
int ul_concat(struct ul_vm *vm, uint32_t first, uint32_t count, ul_val *out);

/* kept[0] % kept[1] of a str; the values are on the stack. */
int ul_format_percent(struct ul_vm *vm, const ul_val *kept, ul_val *out);

#define UL_INT_DIGITS 4300 /* decimal digits that an int may have as text, as in CPython 3.11 */

/* An integer in a base from 2 to 36, without prefix. */
int ul_put_int(struct ul_vm *vm, struct ul_text *text, ul_val v, uint32_t base);

#endif
