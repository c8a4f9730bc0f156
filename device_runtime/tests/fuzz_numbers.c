/* Does every double print and every text read as glibc does it, within its memory?
 *
 *     make fuzz
 *
 * The input is a double, a format and a text. repr must read back, and no text of fewer digits may;
 * formats are compared with printf, which is exact in glibc; texts with strtod.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ul_decimal.h"
#include "ul_double.h"

static uint32_t scratch[UL_DOUBLE_PARSE_WORDS];

#define PRECISION_MAX 80

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len);

static void check(bool holds)
{
    if (!holds) abort();
}

static bool same(double a, double b)
{
    return (isnan(a) && isnan(b)) || ul_double_bits(a) == ul_double_bits(b);
}

static int digits_in(const char *text)
{
    int digits = 0;
    bool leading = true;
    int zeros = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (leading && *text == '0')) continue;
        leading = false;
        digits += *text == '0' ? 0 : zeros + 1;
        zeros = *text == '0' ? zeros + 1 : 0;
    }
    return digits;
}

static void check_repr(double v)
{
    char text[33], shorter[64];
    double back;
    int length = ul_double_repr(v, text);
    check(length > 0 && length <= 32);
    text[length] = 0;
    check(same(strtod(text, NULL), v));
    if (!isfinite(v)) return;
    check(!ul_double_parse(text, (uint32_t)length, scratch, &back) && same(back, v));
    int digits = digits_in(text);
    if (digits < 2) return;
    snprintf(shorter, sizeof shorter, "%.*e", digits - 2, v);
    check(!same(strtod(shorter, NULL), v));
}

static void check_format(double v, uint8_t choice, uint8_t precision)
{
    char format[8] = "%.*e", expected[512];
    char kind = "efgEFG"[choice % 6];
    bool alternate = choice & 128;
    int places = precision % PRECISION_MAX;
    snprintf(format, sizeof format, alternate ? "%%#.*%c" : "%%.*%c", kind);
    int wanted = snprintf(expected, sizeof expected, format, places, v);
    int room = ul_double_format(v, kind, places, alternate, NULL, 0);
    char *out = malloc((size_t)room); /* exactly: writing behind it is seen */
    int length = ul_double_format(v, kind, places, alternate, out, (uint32_t)room);
    if (!isnan(v)) check(length == wanted && memcmp(out, expected, (size_t)length) == 0);
    free(out);
}

static void check_parse(const uint8_t *text, size_t len)
{
    char *exact = malloc(len + 1), *end;
    double v;
    memcpy(exact, text, len);
    int err = ul_double_parse(exact, (uint32_t)len, scratch, &v);
    exact[len] = 0;
    bool plain = len && !strpbrk(exact, "_xXpP( \t\n\v\f\r") && strlen(exact) == len;
    double wanted = strtod(exact, &end);
    if (plain) check((err == 0) == (end == exact + len));
    if (plain && !err) check(same(v, wanted));
    check(err == 0 || err == UL_NUM_BAD_TEXT);
    free(exact);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len)
{
    double v;
    if (len < 10) return 0;
    memcpy(&v, input, sizeof v);
    check_repr(v);
    check_format(v, input[8], input[9]);
    check_parse(input + 10, len - 10);
    return 0;
}
