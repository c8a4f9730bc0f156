/* Do the stand-ins for the mask ROM's arithmetic compute what the host computes?
 *
 *     argument: FILE of vectors, each four 64-bit words: operation, a, b, expected bits
 *
 * The vectors are made on the host (tests/lx106/test_arithmetic.py). Prints `wrong=N` and the first
 * wrong vector's place.
 */
#include <string.h>

#include "sim.h"

struct vector {
    uint64_t operation, a, b, expected;
};

extern uint32_t image_start[], image_end[];

static double real(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static uint64_t bits(double value)
{
    uint64_t out;
    memcpy(&out, &value, sizeof out);
    return out;
}

static uint64_t on_doubles(uint64_t operation, double a, double b)
{
    switch (operation) {
    case 0: return bits(a + b);
    case 1: return bits(a - b);
    case 2: return bits(a * b);
    case 3: return bits(a / b);
    case 4: return a < b;
    case 5: return a <= b;
    case 6: return a == b;
    case 7: return (uint32_t)(int32_t)a;
    case 8: return (uint64_t)(int64_t)a;
    default: return bits((double)(float)a);
    }
}

static uint64_t on_integers(uint64_t operation, uint64_t a, uint64_t b)
{
    uint32_t low_a = (uint32_t)a, low_b = (uint32_t)b;
    switch (operation) {
    case 16: return a * b;
    case 17: return a / b;
    case 18: return a % b;
    case 19: return (uint64_t)((int64_t)a / (int64_t)b);
    case 20: return (uint64_t)((int64_t)a % (int64_t)b);
    case 21: return low_a / low_b;
    case 22: return low_a % low_b;
    case 23: return (uint32_t)((int32_t)low_a / (int32_t)low_b);
    case 24: return (uint32_t)((int32_t)low_a % (int32_t)low_b);
    case 25: return bits((double)(int32_t)low_a);
    case 26: return bits((double)low_a);
    case 27: return bits((double)(int64_t)a);
    default: return bits((double)a);
    }
}

static uint64_t compute(const struct vector *v)
{
    if (v->operation < 16) return on_doubles(v->operation, real(v->a), real(v->b));
    return on_integers(v->operation, v->a, v->b);
}

int run(void)
{
    const struct vector *vectors = (const void *)image_start;
    uint32_t room = (uint32_t)(image_end - image_start) * 4;
    int32_t length = sim_file_read(sim_argument(1), image_start, room);
    uint32_t wrong = 0, first = 0;
    if (length < 0) return 2;
    uint32_t count = (uint32_t)length / sizeof *vectors;
    for (uint32_t i = 0; i < count; i++)
        if (compute(&vectors[i]) != vectors[i].expected && !wrong++) first = i;
    sim_print_number("vectors", count);
    sim_print_number("wrong", wrong);
    sim_print_number("first", first);
    return 0;
}
