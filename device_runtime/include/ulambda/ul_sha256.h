/* What is the SHA-256 (FIPS 180-4) of these bytes? Messages below 512 MiB. */
#ifndef UL_SHA256_H
#define UL_SHA256_H

#include <stdint.h>

#define UL_SHA256_BYTES 32

struct ul_sha256 {
    uint32_t state[8];
    uint32_t len; /* bytes taken so far */
    uint8_t block[64];
};

void ul_sha256_init(struct ul_sha256 *sha);
void ul_sha256_update(struct ul_sha256 *sha, const uint8_t *bytes, uint32_t len);
void ul_sha256_final(struct ul_sha256 *sha, uint8_t digest[UL_SHA256_BYTES]);

#endif
