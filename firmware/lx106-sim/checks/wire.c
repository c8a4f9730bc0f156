/* What does it cost to expand the wire form of an image?
 *
 *     arguments: FILE of the wire form, ROOM in bytes
 *
 * Prints `image=` in hexadecimal, or `status=`; the expansion lies between the marks of a call.
 */
#include <string.h>

#include "sim.h"
#include "ulambda/ul_wire.h"

void mark_call(void);
void mark_called(void);

extern uint32_t image_start[], image_end[];
static uint32_t slot[16 * 1024];

int run(void)
{
    uint32_t room = sim_parse(sim_argument(2)), image_len = 0;
    uint32_t space = (uint32_t)(image_end - image_start) * 4;
    int32_t length = sim_file_read(sim_argument(1), image_start, space);
    if (length < 0 || room > sizeof slot || (uint32_t)length > room) return 2;
    memcpy((uint8_t *)slot + room - length, image_start, (uint32_t)length);
    mark_call();
    int err = ul_wire_expand(slot, room, (uint32_t)length, &image_len);
    mark_called();
    sim_print_number("status", (uint32_t)-err);
    if (!err) sim_print_hex("image", (const uint8_t *)slot, image_len);
    return 0;
}
