/* Do our own float routines give the bits that the machine's arithmetic gives? On edges, all with
 * all, and on random pairs of several shapes. (On the lx106 "the machine" is the chip's ROM.) */
#include "ul_float.h"

#include "test.h"

#define PAIRS 300000

static const uint64_t edges[] = {
    0,
    1,
    0x000fffffffffffffu, /* largest subnormal */
    0x0010000000000000u,
    0x0010000000000001u,
    0x3fefffffffffffffu,
    0x3ff0000000000000u,
    0x3ff0000000000001u,
    0x3ff00000ffffffffu,
    0x3ff0000100000000u,
    0x3fffffffffffffffu,
    0x4008000000000000u,
    0x3fb999999999999au, /* 0.1 */
    0x7fe0000000000000u,
    0x7fefffffffffffffu,
    0x7ff0000000000000u, /* infinity */
    0x7ff0000000000001u, /* a signalling NaN */
    0x7ff8000000000000u,
};
#define EDGES (2 * sizeof edges / sizeof *edges)

static uint64_t edge(unsigned i)
{
    return edges[i / 2] | (uint64_t)(i & 1) << 63;
}

static uint64_t state = 88172645463325252u;

static uint64_t random_bits(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

/* Pairs of every shape: any bits, short mantissas, nearly equal ones, mantissas of ones or zeros.
 */
static void random_pair(unsigned shape, uint64_t *a, uint64_t *b)
{
    uint64_t top = 0xfff0000000000000u, exponent = 0x7ff0000000000000u;
    *a = random_bits();
    *b = random_bits();
    switch (shape % 5) {
    case 1:
        *a &= top;
        *b &= 0xffffffffff000000u;
        break;
    case 2: *b = (*b & top) | 0x000fffffffffffffu >> random_bits() % 53; break;
    case 3: *b = *a + random_bits() % 5 - 2; break;
    case 4:
        *a = (*a & ~exponent) | 0x3ff0000000000000u;
        *b = (*b & ~exponent) | 0x4000000000000000u;
        break;
    default: break;
    }
}

static bool is_nan(uint64_t bits)
{
    return bits << 1 > (uint64_t)0x7ff0000000000000u << 1;
}

static void check_pair(uint64_t a, uint64_t b)
{
    double x = UL_DOUBLE_OF(a), y = UL_DOUBLE_OF(b);
    CHECK_INT(ul_float_order(a, b), x < y ? -1 : x > y ? 1 : x == y ? 0 : 2);
    if (!(b << 1)) return;
    uint64_t seen = ul_float_divide(a, b), wanted = UL_BITS_OF(x / y);
    CHECK(seen == wanted || (is_nan(seen) && is_nan(wanted)));
}

static void edge_pairs(void)
{
    for (unsigned i = 0; i < EDGES; i++)
        for (unsigned j = 0; j < EDGES; j++)
            check_pair(edge(i), edge(j));
}

static void random_pairs(void)
{
    for (unsigned i = 0; i < PAIRS; i++) {
        uint64_t a, b;
        random_pair(i, &a, &b);
        check_pair(a, b);
    }
}

int main(void)
{
    RUN(edge_pairs);
    RUN(random_pairs);
    return test_result();
}
