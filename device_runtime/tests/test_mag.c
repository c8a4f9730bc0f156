/* Do magnitudes calculate like Python's integers? (Random inputs:
 * tests/vm/test_numbers_vs_cpython.py) */
#include "test.h"
#include "ul_mag.h"

#define ROOM 64

static uint32_t seed = 1;

static uint32_t next_digit(void)
{
    seed = seed * 1664525u + 1013904223u;
    uint32_t kind = seed >> 29;
    return kind == 0 ? 0 : kind == 1 ? ~0u : kind == 2 ? 0x80000000u : seed ^ seed >> 15;
}

static uint32_t random_mag(uint32_t *a, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        a[i] = next_digit();
    return ul_mag_trim(a, n);
}

static void text_round_trip(void)
{
    static const char *texts[] = {"0",
                                  "7",
                                  "4294967295",
                                  "4294967296",
                                  "1000000000",
                                  "340282366920938463463374607431768211456",
                                  "99999999999999999999999999999999999999999999999999"};
    for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++) {
        uint32_t a[ROOM], length = (uint32_t)strlen(texts[i]);
        char out[200];
        int32_t n = ul_mag_from_digits(texts[i], length, 10, a);
        CHECK(n >= 0 && (uint32_t)n <= ul_mag_digit_room(length, 10));
        uint32_t room = ul_mag_text_room((uint32_t)n, 10);
        uint32_t count = ul_mag_to_digits(a, (uint32_t)n, 10, out + sizeof out);
        CHECK(count <= room);
        CHECK_TEXT(out + sizeof out - count, count, texts[i]);
    }
}

static void text_in_other_bases(void)
{
    uint32_t a[ROOM];
    char out[100];
    CHECK_INT(ul_mag_from_digits("dead_BEEF_0", 11, 16, a), 2);
    CHECK_INT(ul_mag_to_digits(a, 2, 36, out + 100), 7);
    CHECK_TEXT(out + 93, 7, "rgkemsw");
    CHECK_INT(ul_mag_from_digits("101", 3, 2, a), 1);
    CHECK_INT(a[0], 5);
}

static void bad_text(void)
{
    static const char *texts[] = {"", "_1", "1_", "1__2", "12a", "-1", " 1", "1\xc3"};
    for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++) {
        uint32_t a[ROOM];
        CHECK_INT(ul_mag_from_digits(texts[i], (uint32_t)strlen(texts[i]), 10, a), UL_NUM_BAD_TEXT);
    }
}

/* quotient * b + remainder == a and remainder < b, with digits that make Knuth's guess wrong. */
static void division(void)
{
    for (int round = 0; round < 20000; round++) {
        uint32_t a[ROOM], b[ROOM], copy[ROOM], copy_b[ROOM], back[ROOM];
        uint32_t na = random_mag(a, 1 + (uint32_t)round % 9);
        uint32_t nb = random_mag(b, 1 + (uint32_t)round % 5);
        if (nb == 0 || na < nb) continue;
        memcpy(copy, a, sizeof a);
        memcpy(copy_b, b, sizeof b);
        ul_mag_divmod(a, na, b, nb);
        CHECK(!memcmp(b, copy_b, nb * 4));
        uint32_t nr = ul_mag_trim(a, nb), nq = ul_mag_trim(a + nb, na - nb + 1);
        CHECK(ul_mag_cmp(a, nr, b, nb) < 0);
        uint32_t n = ul_mag_mul(a + nb, nq, b, nb, back);
        n = ul_mag_add(back, n, a, nr, back);
        CHECK_INT(ul_mag_cmp(back, n, copy, na), 0);
    }
}

static void small_division(void)
{
    for (int round = 0; round < 5000; round++) {
        uint32_t a[ROOM], copy[ROOM], n = random_mag(a, 5), divisor = next_digit() | 1;
        memcpy(copy, a, sizeof a);
        uint32_t rest = ul_mag_divmod_small(a, n, divisor, a);
        CHECK(rest < divisor);
        n = ul_mag_mul_small(a, ul_mag_trim(a, n), divisor, rest);
        CHECK_INT(ul_mag_cmp(a, n, copy, ul_mag_trim(copy, 5)), 0);
    }
}

static void sums_and_differences(void)
{
    uint32_t a[4] = {~0u, ~0u, ~0u}, one = 1;
    CHECK_INT(ul_mag_add(a, 3, &one, 1, a), 4);
    CHECK_INT(a[3], 1);
    CHECK_INT(ul_mag_bit_length(a, 4), 97);
    CHECK_INT(ul_mag_sub(a, 4, &one, 1, a), 3);
    CHECK_INT(a[2], ~0u);
    CHECK_INT(ul_mag_sub(a, 3, a, 3, a), 0);
}

static void shifts(void)
{
    uint32_t a[ROOM] = {5};
    CHECK_INT(ul_mag_shl(a, 1, 95, a), 4);
    CHECK_INT(a[3], 2);
    CHECK_INT(a[2], 0x80000000u);
    CHECK_INT(ul_mag_shr(a, 4, false, 96, a), 1);
    CHECK_INT(a[0], 2);
    a[0] = 5;
    CHECK_INT(ul_mag_shr(a, 1, true, 1, a), 1); /* -5 >> 1 == -3 */
    CHECK_INT(a[0], 3);
    CHECK_INT(ul_mag_shr(a, 1, true, 1000, a), 1); /* -3 >> 1000 == -1 */
    CHECK_INT(a[0], 1);
    CHECK_INT(ul_mag_shr(a, 1, false, 1000, a), 0);
    CHECK_INT(ul_mag_shl(a, 0, 70, a), 0);
}

static int64_t signed_bitop(enum ul_mag_op op, int64_t x, int64_t y)
{
    uint64_t sx = (uint64_t)(x < 0 ? -x : x), sy = (uint64_t)(y < 0 ? -y : y);
    uint32_t a[2] = {(uint32_t)sx, (uint32_t)(sx >> 32)},
             b[2] = {(uint32_t)sy, (uint32_t)(sy >> 32)};
    uint32_t out[3] = {0};
    bool negative;
    uint32_t n =
        ul_mag_bitop(op, a, ul_mag_trim(a, 2), x < 0, b, ul_mag_trim(b, 2), y < 0, out, &negative);
    CHECK(n <= 2);
    int64_t size = (int64_t)((uint64_t)out[1] << 32 | out[0]);
    if (n < 2) size = n ? out[0] : 0;
    return negative ? -size : size;
}

static void bit_operations(void)
{
    static const int64_t values[] = {0,
                                     1,
                                     -1,
                                     5,
                                     -5,
                                     0xffffffff,
                                     -0xffffffffLL,
                                     0x100000000,
                                     -0x100000000LL,
                                     0x123456789abcdef,
                                     -0x123456789abcdefLL};
    for (unsigned i = 0; i < 11; i++)
        for (unsigned j = 0; j < 11; j++) {
            int64_t x = values[i], y = values[j];
            CHECK_INT(signed_bitop(UL_MAG_AND, x, y), x & y);
            CHECK_INT(signed_bitop(UL_MAG_OR, x, y), x | y);
            CHECK_INT(signed_bitop(UL_MAG_XOR, x, y), x ^ y);
        }
}

static void doubles(void)
{
    uint32_t a[UL_MAG_DOUBLE_DIGITS + 8], b[8] = {3};
    double v;
    CHECK_INT(ul_mag_from_double(-1.7976931348623157e308, a), 32);
    CHECK(!ul_mag_to_double(a, 32, true, 0, &v) && v == -1.7976931348623157e308);
    for (int i = 0; i < 32; i++)
        a[i] = ~0u;
    CHECK_INT(ul_mag_to_double(a, 32, false, 0, &v), UL_NUM_OVERFLOW);
    CHECK_INT(ul_mag_from_double(0.99, a), 0);
    CHECK_INT(ul_mag_from_double(ul_double_from_bits(UL_DOUBLE_NAN), a), UL_NUM_NAN);
    CHECK_INT(ul_mag_from_double(ul_double_from_bits(UL_DOUBLE_INFINITY), a), UL_NUM_OVERFLOW);
    a[0] = 1, a[1] = 0x200000; /* 2^53 + 1: a tie */
    CHECK(!ul_mag_to_double(a, 2, false, 0, &v) && v == 9007199254740992.0);
    a[0] = 1;
    CHECK(!ul_mag_ratio_to_double(a, 1, b, 1, false, 0, &v) && v == 1.0 / 3.0);
    CHECK(!ul_mag_ratio_to_double(a, 0, b, 1, true, 0, &v) && ul_double_bits(v) == UL_DOUBLE_SIGN);
}

int main(void)
{
    RUN(text_round_trip);
    RUN(text_in_other_bases);
    RUN(bad_text);
    RUN(division);
    RUN(small_division);
    RUN(sums_and_differences);
    RUN(shifts);
    RUN(bit_operations);
    RUN(doubles);
    return test_result();
}
