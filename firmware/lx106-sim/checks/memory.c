/* Do flash_memory.c's functions do what the C standard says, for every alignment and short length?
 * Compared with byte loops; prints `wrong=N`. The plugin sees that no narrow load touched flash.
 */
#include <string.h>

#include "sim.h"

void mark_call(void);
void mark_called(void);

extern uint32_t image_start[];
static uint8_t mine[96], theirs[96];
static uint32_t wrong;

static void fill(volatile uint8_t *bytes)
{
    for (uint32_t i = 0; i < sizeof mine; i++)
        bytes[i] = (uint8_t)(i * 37 + 1);
}

static void expect_same(void)
{
    for (uint32_t i = 0; i < sizeof mine; i++)
        wrong += mine[i] != theirs[i];
}

static void check_move(uint32_t to, uint32_t from, uint32_t length)
{
    static uint8_t between[96];
    fill(mine);
    fill(theirs);
    memmove(mine + to, mine + from, length);
    for (volatile uint32_t i = 0; i < length; i++)
        between[i] = theirs[from + i];
    for (volatile uint32_t i = 0; i < length; i++)
        theirs[to + i] = between[i];
    expect_same();
}

static void check_flash(uint32_t to, uint32_t from, uint32_t length)
{
    const uint8_t *flash = (const uint8_t *)image_start;
    fill(mine);
    fill(theirs);
    memcpy(mine + to, flash + from, length);
    for (volatile uint32_t i = 0; i < length; i++)
        theirs[to + i] = flash[from + i];
    expect_same();
    wrong += memcmp(mine + to, flash + from, length) != 0;
    if (length) {
        mine[to + length - 1] ^= 0x80;
        int order = memcmp(mine + to, flash + from, length);
        wrong += mine[to + length - 1] > flash[from + length - 1] ? order <= 0 : order >= 0;
    }
}

int run(void)
{
    for (uint32_t i = 0; i < 32; i++)
        image_start[i] = i * 0x01234567u + 0x89u;
    mark_call();
    for (uint32_t to = 0; to < 8; to++)
        for (uint32_t from = 0; from < 8; from++)
            for (uint32_t length = 0; length < 40; length++) {
                check_move(to, from, length);
                check_flash(to, from, length);
            }
    wrong += strlen("") != 0 || strlen("seventeen letters") != 17;
    mark_called();
    sim_print_number("wrong", wrong);
    return 0;
}
