/* How does a value cross the border of the interpreter? The CBOR subset of spec/codec.py, in C. */
#ifndef UL_CODEC_H
#define UL_CODEC_H

#include "ul_value.h"

/* Decode one value that fills the bytes. UL_CODEC_*, or UL_EXCEPTION when there is no memory. The
 * bytes may not lie in the arena. */
int ul_decode(struct ul_vm *vm, const uint8_t *bytes, uint32_t len, ul_val *out);

/* Encode a value into `room` bytes at `to`; *len is how many it took. UL_BAD_VALUE, UL_CODEC_DEPTH,
 * UL_TOO_LARGE. Allocates nothing. */
int ul_encode(const struct ul_vm *vm, ul_val v, uint8_t *to, uint32_t room, uint32_t *len);

#endif
