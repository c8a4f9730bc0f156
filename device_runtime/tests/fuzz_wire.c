/* Can the bytes of a wire form make the board write outside of its slot, or go on without end?
 *
 *     make fuzz
 *
 * The input is a wire form but for the number of the model. The slot is allocated to the byte.
 */
#include <stdlib.h>
#include <string.h>

#include "ulambda/ul_vm.h"
#include "ulambda/ul_wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len)
{
    static uint32_t scratch[0xFFFF / 32 + 1];
    uint32_t room = len < 512 ? 2048 : 4 * (uint32_t)len, image_len = 0;
    room &= ~3u;
    if (!len) return 0;
    uint8_t *slot = malloc(room);
    memset(slot, 0xA5, room);
    memcpy(slot + room - len, input, len);
    slot[room - len] = UL_WIRE_MODEL;
    if (ul_wire_expand(slot, room, (uint32_t)len, &image_len) == UL_OK) {
        if (image_len > room || image_len % 4) abort();
        (void)ul_image_verify(slot, image_len, scratch, sizeof scratch);
    }
    free(slot);
    return 0;
}
