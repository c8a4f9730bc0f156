/* Can any bytes make the decoder of values leave its memory, or give a value that does not encode?
 *
 *     make fuzz
 *
 * What decodes is encoded, and decoding that again gives the same bytes: one step of the two
 * reaches the canonical form.
 */
#include <stdlib.h>

#include "minimal_image.h"
#include "ul_codec.h"

#define ROOM 16384u

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len);

static struct {
    uint32_t image[MINIMAL_IMAGE_WORDS];
    uint32_t arena[65536 / 4];
} memory;

static void check(int holds)
{
    if (!holds) abort();
}

static int no_call(void *user, enum ul_syscall id, const void *in, uint32_t in_len, void *out,
                   uint32_t out_len)
{
    (void)user;
    (void)id;
    (void)in;
    (void)in_len;
    (void)out;
    (void)out_len;
    return UL_BAD_VALUE;
}

static int recode(const uint8_t *bytes, uint32_t len, uint8_t *out, uint32_t *out_len)
{
    static const struct ul_host host = {.call = no_call};
    struct ul_vm vm;
    struct ul_report report;
    ul_val value;
    minimal_image(memory.image);
    check(!ul_vm_init(&vm, memory.image, sizeof memory.image, memory.arena, sizeof memory.arena,
                      &host));
    check(ul_vm_load(&vm, &report) == UL_OK);
    int err = ul_decode(&vm, bytes, len, &value);
    return err ? err : ul_encode(&vm, value, out, ROOM, out_len);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len)
{
    static uint8_t once[ROOM], twice[ROOM];
    uint32_t once_len, twice_len;
    uint8_t *exact = malloc(len ? len : 1); /* reading behind it is seen */
    if (len) memcpy(exact, input, len);
    int err = recode(exact, (uint32_t)len, once, &once_len);
    free(exact);
    check(err <= 0);
    if (err) return 0;
    check(recode(once, once_len, twice, &twice_len) == UL_OK);
    check(once_len == twice_len && memcmp(once, twice, once_len) == 0);
    return 0;
}
