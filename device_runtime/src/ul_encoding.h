/* How do str and bytes become each other? UTF-8 here; ascii, latin-1 and what is to be done about
 * errors in the methods `encode` and `decode` that an image brings (compiler/library/_encoding.py).
 */
#ifndef UL_ENCODING_H
#define UL_ENCODING_H

#include "ul_value.h"

/* Encode the str, or decode the bytes-like value, kept at *kept; `encoding` and `errors` are str
 * values or unbound. */
int ul_text_encode(struct ul_vm *vm, const ul_val *kept, ul_val encoding, ul_val errors,
                   ul_val *out);
int ul_text_decode(struct ul_vm *vm, const ul_val *kept, ul_val encoding, ul_val errors,
                   ul_val *out);

/* slot[0] and slot[1], the arguments encoding and errors of a function: str, where given. */
int ul_encoding_texts(struct ul_vm *vm, const ul_val *slot, const char *function);

#endif
