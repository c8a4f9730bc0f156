/* Does the library's re take any pattern on any text?
 *
 *     make fuzz FUZZ=pattern
 *
 * The first byte chooses the arena, the second is the length of the pattern, then pattern and text
 * follow (handlers/pattern.py).
 */
#include "fuzz_handler.h"

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len)
{
    static struct handler handler;
    if (!handler.image_bytes) handler_read(&handler, UL_FUZZ_IMAGES "/pattern.image");
    if (len > 1)
        handler_run(&handler, input + 1, len - 1,
                    input[0] & 128 ? HANDLER_ARENA : 32000 + 64u * input[0]);
    return 0;
}
