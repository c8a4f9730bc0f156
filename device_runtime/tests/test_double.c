/* Do doubles print, parse and calculate like CPython's floats? (Random inputs:
 * tests/vm/test_numbers_vs_cpython.py) */
#include "test.h"
#include "ul_decimal.h"
#include "ul_double.h"

static uint32_t scratch[UL_DOUBLE_PARSE_WORDS];

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const double inf = 1e300 * 1e300;

static double not_a_number(void)
{
    return ul_double_from_bits(UL_DOUBLE_NAN);
}

static int same(double a, double b)
{
    return ul_double_bits(a) == ul_double_bits(b);
}

static void repr(void)
{
    static const struct {
        double v;
        const char *text;
    } cases[] = {
        {0.0, "0.0"},
        {-0.0, "-0.0"},
        {1.0, "1.0"},
        {100.0, "100.0"},
        {0.1, "0.1"},
        {0.0001, "0.0001"},
        {0.00001, "1e-05"},
        {1e15, "1000000000000000.0"},
        {1e16, "1e+16"},
        {123456789012345680.0, "1.2345678901234568e+17"},
        {1e22, "1e+22"},
        {1e23, "1e+23"},
        {5e-324, "5e-324"},
        {1e-323, "1e-323"},
        {9007199254740993.0, "9007199254740992.0"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {-1.7976931348623157e308, "-1.7976931348623157e+308"},
        {5.684341886080802e-14, "5.684341886080802e-14"},
    };
    for (unsigned i = 0; i < COUNT(cases); i++) {
        char out[32];
        CHECK_TEXT(out, ul_double_repr(cases[i].v, out), cases[i].text);
    }
    char out[32];
    CHECK_TEXT(out, ul_double_repr(-inf, out), "-inf");
    CHECK_TEXT(out, ul_double_repr(-not_a_number(), out), "nan");
}

static void format(void)
{
    static const struct {
        double v;
        char kind;
        int precision;
        bool alternate;
        const char *text;
    } cases[] = {
        {0.5, 'f', 0, false, "0"},          {1.5, 'f', 0, false, "2"},
        {2.675, 'f', 2, false, "2.67"},     {1e22, 'g', 3, false, "1e+22"},
        {9.995, 'e', 2, false, "9.99e+00"}, {5e-324, 'e', 3, false, "4.941e-324"},
        {0.0001, 'g', 6, false, "0.0001"},  {1234567.0, 'G', 3, true, "1.23E+06"},
        {0.125, '%', 1, false, "12.5%"},    {100.0, 0, 3, false, "1e+02"},
        {-0.0, 'f', 1, false, "-0.0"},      {9.9999, 'f', 2, false, "10.00"},
        {3.0, 'f', 0, true, "3."},          {0.0, 'g', 3, true, "0.00"},
        {0.0, 'e', 2, false, "0.00e+00"},   {1e-300, 'f', 5, false, "0.00000"},
        {3.0, 0, 5, false, "3.0"},
    };
    for (unsigned i = 0; i < COUNT(cases); i++) {
        char out[64];
        int n = ul_double_format(cases[i].v, cases[i].kind, cases[i].precision, cases[i].alternate,
                                 out, sizeof out);
        CHECK_TEXT(out, n, cases[i].text);
    }
}

static void format_says_how_much_room(void)
{
    char out[1100];
    int room = ul_double_format(5e-324, 'f', 1074, false, NULL, 0);
    CHECK(room > 1076 && room < 1100);
    CHECK_INT(ul_double_format(5e-324, 'f', 1074, false, out, (uint32_t)room), 1076);
    CHECK(!memcmp(out + 1066, "3447265625", 10));
    CHECK_INT(ul_double_format(-inf, 'F', 2, false, out, sizeof out), 4);
    CHECK(!memcmp(out, "-INF", 4));
}

static void parse(void)
{
    static const struct {
        const char *text;
        double v;
    } cases[] = {
        {"0", 0.0},
        {"-0.0", -0.0},
        {"1_0.0_1e1_0", 10.01e10},
        {".5", .5},
        {"5.", 5.0},
        {"1e22", 1e22},
        {"1e23", 1e23},
        {"4.9e-324", 5e-324},
        {"2.4703282292062327e-324", 0.0},
        {"2.4703282292062328e-324", 5e-324},
        {"9007199254740993", 9007199254740992.0},
        {"9007199254740993.0000000000000000000000000000000001", 9007199254740994.0},
        {"2.2250738585072011e-308", 2.2250738585072011e-308},
        {"+1E-400", 0.0},
        {"1.7976931348623157e308", 1.7976931348623157e308},
        {"00000000001", 1.0},
        {"0.1e99999999999999999999", 1e300 * 1e300},
        {"-0e999999999", -0.0},
    };
    for (unsigned i = 0; i < COUNT(cases); i++) {
        double v = 7.0;
        CHECK_INT(ul_double_parse(cases[i].text, (uint32_t)strlen(cases[i].text), scratch, &v), 0);
        if (!same(v, cases[i].v)) CHECK_TEXT("another number", 0, cases[i].text);
    }
    double v;
    CHECK(!ul_double_parse("-InFiNity", 9, scratch, &v) && same(v, -inf));
    CHECK(!ul_double_parse("1.8e308", 7, scratch, &v) && same(v, inf));
    CHECK(!ul_double_parse("nan", 3, scratch, &v) && v != v);
}

static void parse_refuses(void)
{
    static const char *texts[] = {"",     ".",    "e5",    "1e",   "1e+",  "1_",  "_1",  "1__0",
                                  "1._5", "1_.5", "1e_5",  "1_e5", "0x10", "1 2", "--1", "infi",
                                  "1e5_", "nanx", "1.2.3", "+",    "in_f", "1,5"};
    for (unsigned i = 0; i < COUNT(texts); i++) {
        double v;
        CHECK_INT(ul_double_parse(texts[i], (uint32_t)strlen(texts[i]), scratch, &v),
                  UL_NUM_BAD_TEXT);
    }
}

static void rounding(void)
{
    static const struct {
        double v;
        int32_t ndigits;
        double wanted;
    } cases[] = {
        {2.675, 2, 2.67},      {2.5, 0, 2.0},      {-0.4, 0, -0.0}, {1234.5, -2, 1200.0},
        {50.0, -2, 0.0},       {150.0, -2, 200.0}, {1e22, 5, 1e22}, {1e300, -400, 0.0},
        {5e-324, 400, 5e-324}, {0.15, 1, 0.1},     {1e16, 0, 1e16}, {-51.0, -2, -100.0},
    };
    double v;
    for (unsigned i = 0; i < COUNT(cases); i++) {
        CHECK_INT(ul_double_round(cases[i].v, cases[i].ndigits, &v), 0);
        CHECK(same(v, cases[i].wanted));
    }
    CHECK_INT(ul_double_round(1.7e308, -308, &v), UL_NUM_OVERFLOW);
    CHECK(!ul_double_round(inf, 2, &v) && same(v, inf));
}

static void division(void)
{
    static const double cases[][4] = {
        {7.0, 2.0, 3.0, 1.0},
        {-7.0, 2.0, -4.0, 1.0},
        {7.0, -2.0, -4.0, -1.0},
        {-7.0, -2.0, 3.0, -1.0},
        {0.0, -1.0, -0.0, -0.0},
        {-4.0, 2.0, -2.0, 0.0},
        {1.0, 0.1, 9.0, 0.09999999999999995},
        {5e-324, 3.0, 0.0, 5e-324},
    };
    double v;
    for (unsigned i = 0; i < COUNT(cases); i++) {
        CHECK(!ul_double_floordiv(cases[i][0], cases[i][1], &v) && same(v, cases[i][2]));
        CHECK(!ul_double_mod(cases[i][0], cases[i][1], &v) && same(v, cases[i][3]));
    }
    CHECK(!ul_double_mod(1e300, 5e-324, &v) && same(v, 0.0));
    CHECK(!ul_double_mod(5.0, -inf, &v) && same(v, -inf));
    CHECK(!ul_double_floordiv(inf, 2.0, &v) && v != v);
    CHECK_INT(ul_double_floordiv(1.0, -0.0, &v), UL_NUM_ZERO_DIVISION);
    CHECK_INT(ul_double_mod(1.0, 0.0, &v), UL_NUM_ZERO_DIVISION);
}

static void whole_numbers(void)
{
    CHECK(same(ul_double_floor(-0.5), -1.0));
    CHECK(same(ul_double_ceil(-0.5), -0.0));
    CHECK(same(ul_double_trunc(-1.75), -1.0));
    CHECK(same(ul_double_floor(4503599627370495.5), 4503599627370495.0));
    CHECK(same(ul_double_ceil(1e300), 1e300));
    CHECK(same(ul_double_floor(-5e-324), -1.0));
    CHECK(same(ul_double_trunc(-inf), -inf));
}

static void square_roots(void)
{
    double v;
    CHECK(!ul_double_sqrt(2.0, &v) && same(v, 1.4142135623730951));
    CHECK(!ul_double_sqrt(5e-324, &v) && same(v, 2.2227587494850775e-162));
    CHECK(!ul_double_sqrt(1.7976931348623157e308, &v) && same(v, 1.3407807929942596e154));
    CHECK(!ul_double_sqrt(-0.0, &v) && same(v, -0.0));
    CHECK(!ul_double_sqrt(inf, &v) && same(v, inf));
    CHECK_INT(ul_double_sqrt(-1.0, &v), UL_NUM_NOT_REAL);
}

int main(void)
{
    RUN(repr);
    RUN(format);
    RUN(format_says_how_much_room);
    RUN(parse);
    RUN(parse_refuses);
    RUN(rounding);
    RUN(division);
    RUN(whole_numbers);
    RUN(square_roots);
    return test_result();
}
