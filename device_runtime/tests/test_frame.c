/* Does the C half read and write frames as spec/vectors/link/frames.vec says, and hash as NIST
 * says? */
#include "ulambda/ul_frame.h"
#include "ulambda/ul_sha256.h"
#include "vectors.h"

static const char *DROPS[UL_DROP_KINDS] = {"COBS",       "LENGTH",    "CRC", "VERSION",
                                           "SESSION",    "DUPLICATE", "GAP", "BUSY",
                                           "UNEXPECTED", "MALFORMED"};

/* Feed all bytes; gives what they made and checks that it was one thing. */
static int feed(struct vectors *v, const uint8_t *bytes, uint32_t len, struct ul_frame *frame)
{
    static struct ul_deframer deframer;
    int found = UL_FRAME_NONE;
    ul_deframer_init(&deframer);
    for (uint32_t i = 0; i < len; i++) {
        int seen = ul_deframer_feed(&deframer, bytes[i], frame);
        VECTOR_CHECK(v, seen == UL_FRAME_NONE || found == UL_FRAME_NONE);
        if (seen != UL_FRAME_NONE) found = seen;
    }
    return found;
}

static void test_frame(struct vectors *v)
{
    uint8_t payload[UL_FRAME_PAYLOAD], wire[UL_FRAME_WIRE], coded[UL_FRAME_WIRE];
    struct ul_frame frame, read;
    uint32_t wire_len = vectors_hex(v, 10, wire, sizeof wire);
    frame.version = (uint8_t)vectors_number(v, 2);
    frame.flags = (uint8_t)vectors_number(v, 3);
    frame.type = (uint8_t)vectors_number(v, 4);
    frame.stream = (uint8_t)vectors_number(v, 5);
    frame.session = vectors_number(v, 6);
    frame.seq = vectors_number(v, 7);
    frame.ack = vectors_number(v, 8);
    frame.payload.p = payload;
    frame.payload.len = vectors_hex(v, 9, payload, sizeof payload);

    VECTOR_CHECK(v, ul_frame_encode(&frame, coded) == wire_len);
    VECTOR_CHECK(v, memcmp(coded, wire, wire_len) == 0);

    VECTOR_CHECK(v, feed(v, wire, wire_len, &read) == UL_FRAME_GOOD);
    VECTOR_CHECK(v, read.version == frame.version && read.flags == frame.flags);
    VECTOR_CHECK(v, read.type == frame.type && read.stream == frame.stream);
    VECTOR_CHECK(v, read.session == frame.session && read.seq == frame.seq);
    VECTOR_CHECK(v, read.ack == frame.ack && read.payload.len == frame.payload.len);
    VECTOR_CHECK(v, memcmp(read.payload.p, payload, read.payload.len) == 0);
}

static void test_drop(struct vectors *v)
{
    static uint8_t wire[8192];
    struct ul_frame frame;
    uint32_t len = vectors_hex(v, 3, wire, sizeof wire);
    int found = feed(v, wire, len, &frame);
    VECTOR_CHECK(v, found >= 0);
    VECTOR_CHECK(v, strcmp(DROPS[found], v->words[2]) == 0);
}

static void test_sha256(struct vectors *v)
{
    static uint8_t message[1024];
    uint8_t expected[UL_SHA256_BYTES], digest[UL_SHA256_BYTES];
    struct ul_sha256 sha;
    uint32_t len = vectors_hex(v, 3, message, sizeof message);
    vectors_hex(v, 4, expected, sizeof expected);

    ul_sha256_init(&sha);
    for (uint32_t times = vectors_number(v, 2); times; times--)
        ul_sha256_update(&sha, message, len);
    ul_sha256_final(&sha, digest);
    VECTOR_CHECK(v, memcmp(digest, expected, sizeof digest) == 0);
}

static struct vectors v;

static void frames(void)
{
    vectors_open(&v, UL_VECTORS "/link/frames.vec");
    while (vectors_next(&v)) {
        if (vectors_is(&v, "frame")) test_frame(&v);
        if (vectors_is(&v, "drop")) test_drop(&v);
    }
}

static void hashes(void)
{
    vectors_open(&v, UL_VECTORS "/link/sha256.vec");
    while (vectors_next(&v))
        test_sha256(&v);
}

int main(void)
{
    RUN(frames);
    RUN(hashes);
    return test_result();
}
