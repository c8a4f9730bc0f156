/* Which image is this wire form of? (spec/wire.md) */
#ifndef UL_WIRE_H
#define UL_WIRE_H

#include <stdint.h>

#include "ulambda/gen/ul_errors.h"
#include "ulambda/gen/ul_wire_model.h"

/* Expand in place: the wire form lies in the last `wire_len` bytes of `room` (word aligned, whole
 * words), the image grows from its first byte on. UL_OK and *image_len, or UL_DEPLOY_WIRE; either
 * way the wire form is gone. Nothing outside of `room` is touched, and the time is linear in it. */
int ul_wire_expand(void *room, uint32_t room_len, uint32_t wire_len, uint32_t *image_len);

#endif
