/* Does the library's json take any bytes?
 *
 *     make fuzz FUZZ=json
 *
 * The first byte chooses the arena, the rest is the text (handlers/json_text.py).
 */
#include "fuzz_handler.h"

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len)
{
    static struct handler handler;
    if (!handler.image_bytes) handler_read(&handler, UL_FUZZ_IMAGES "/json_text.image");
    if (len)
        handler_run(&handler, input + 1, len - 1,
                    input[0] & 128 ? HANDLER_ARENA : 8000 + 64u * input[0]);
    return 0;
}
