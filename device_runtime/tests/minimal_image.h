/* Which image is enough to have an interpreter with a heap? One whose module body returns None.
 *
 *     uint32_t image[MINIMAL_IMAGE_WORDS];
 *     minimal_image(image);
 */
#ifndef UL_TEST_MINIMAL_IMAGE_H
#define UL_TEST_MINIMAL_IMAGE_H

#include <string.h>

#include "ul_value.h"
#include "ul_verify.h"

#define IMAGE_HEADER_WORDS  12
#define MINIMAL_IMAGE_WORDS (IMAGE_HEADER_WORDS + IMAGE_FUNCTION_WORDS + 2)

/* Say again in the header what the words after it are: magic, version, length, checksum. */
static inline void seal_image(uint32_t *image, uint32_t words)
{
    image[0] = 0x314D4C55u;
    image[1] = (image[1] & ~0xFFFFu) | IMAGE_VERSION;
    image[2] = words;
    image[3] = ul_image_check(image);
}

static inline void minimal_image(uint32_t *image)
{
    const uint32_t functions = IMAGE_HEADER_WORDS, code = functions + IMAGE_FUNCTION_WORDS;
    memset(image, 0, MINIMAL_IMAGE_WORDS * 4);
    image[4] = image[5] = functions;
    image[6] = 1u << 16 | functions;
    image[7] = image[8] = code;
    image[9] = 2u << 16 | code;
    image[11] = MINIMAL_IMAGE_WORDS;
    image[functions] = 2u << 16 | code;
    image[functions + 1] = 1;
    image[functions + 3] = 0;
    image[functions + 4] = 0;
    image[code] = UL_OP_LOADV | V_NONE >> 2 << 16;
    image[code + 1] = UL_OP_RET | 1u << 16;
    seal_image(image, MINIMAL_IMAGE_WORDS);
}

#endif
