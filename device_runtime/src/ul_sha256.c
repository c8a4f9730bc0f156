/* What is the SHA-256 of these bytes? FIPS 180-4, sections 5 and 6.2, with its names. */
#include "ulambda/ul_sha256.h"

#include <string.h>

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotr(uint32_t x, uint32_t n)
{
    return x >> n | x << (32 - n);
}

static uint32_t load_be(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void store_be(uint8_t *p, uint32_t x)
{
    p[0] = (uint8_t)(x >> 24);
    p[1] = (uint8_t)(x >> 16);
    p[2] = (uint8_t)(x >> 8);
    p[3] = (uint8_t)x;
}

/* The message schedule in a window of 16 words: W[t] for t >= 16 replaces W[t - 16]. */
static uint32_t schedule(uint32_t W[16], uint32_t t)
{
    uint32_t w15 = W[(t + 1) & 15], w2 = W[(t + 14) & 15];
    uint32_t s0 = rotr(w15, 7) ^ rotr(w15, 18) ^ w15 >> 3;
    uint32_t s1 = rotr(w2, 17) ^ rotr(w2, 19) ^ w2 >> 10;
    return W[t & 15] += s0 + W[(t + 9) & 15] + s1;
}

static void compress(struct ul_sha256 *sha)
{
    uint32_t W[16], s[8];
    for (uint32_t t = 0; t < 16; t++)
        W[t] = load_be(sha->block + 4 * t);
    memcpy(s, sha->state, sizeof s);

    for (uint32_t t = 0; t < 64; t++) {
        uint32_t a = s[0], e = s[4];
        uint32_t sum1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25);
        uint32_t choose = (e & s[5]) ^ (~e & s[6]);
        uint32_t T1 = s[7] + sum1 + choose + K[t] + (t < 16 ? W[t] : schedule(W, t));
        uint32_t sum0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22);
        uint32_t majority = (a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]);
        memmove(s + 1, s, 7 * sizeof s[0]);
        s[4] += T1;
        s[0] = T1 + sum0 + majority;
    }
    for (uint32_t i = 0; i < 8; i++)
        sha->state[i] += s[i];
}

void ul_sha256_init(struct ul_sha256 *sha)
{
    static const uint32_t H0[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    memcpy(sha->state, H0, sizeof H0);
    sha->len = 0;
}

void ul_sha256_update(struct ul_sha256 *sha, const uint8_t *bytes, uint32_t len)
{
    while (len) {
        uint32_t at = sha->len & 63, piece = 64 - at;
        if (piece > len) piece = len;
        memcpy(sha->block + at, bytes, piece);
        sha->len += piece;
        bytes += piece;
        len -= piece;
        if (at + piece == 64) compress(sha);
    }
}

void ul_sha256_final(struct ul_sha256 *sha, uint8_t digest[UL_SHA256_BYTES])
{
    uint32_t bits = sha->len << 3;
    uint32_t high = sha->len >> 29;
    uint32_t pad = (sha->len & 63) < 56 ? 56 - (sha->len & 63) : 120 - (sha->len & 63);
    uint8_t one = 0x80, zero = 0;
    ul_sha256_update(sha, &one, 1);
    while (--pad)
        ul_sha256_update(sha, &zero, 1);

    uint8_t length[8];
    store_be(length, high);
    store_be(length + 4, bits);
    ul_sha256_update(sha, length, 8);
    for (uint32_t i = 0; i < 8; i++)
        store_be(digest + 4 * i, sha->state[i]);
}
