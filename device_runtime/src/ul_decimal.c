/* How do doubles become decimal text and decimal text doubles, exactly as in CPython? */
#include "ul_decimal.h"

#include <string.h>

#include "ul_mag.h"

/* A double ends after 1074 decimals, and 767 significant digits, at most. */
#define EXACT_DIGITS    82  /* 2^53 * 5^1074, and two more */
#define INTEGER_DIGITS  36  /* 2^1024 and what a division needs */
#define FIVE_DIGITS     28  /* 5^324, shifted by up to 64 bits */
#define TEXT_DIGITS_MAX 769 /* decimal digits that can matter, and one for the rest */

/* How the part cut off an integer compares with one half. */
enum rest { NOTHING, BELOW_HALF, HALF, ABOVE_HALF };

static uint32_t times_power_of_5(uint32_t *a, uint32_t n, int32_t power)
{
    for (; power > 0; power -= 13) {
        uint32_t factor = 1;
        for (int32_t i = power < 13 ? power : 13; i; i--)
            factor *= 5;
        n = ul_mag_mul_small(a, n, factor, 0);
    }
    return n;
}

static uint32_t cut_bits(uint32_t *a, uint32_t n, uint32_t bits, enum rest *rest)
{
    uint32_t half_at = (bits - 1) / 32, half = 1u << (bits - 1) % 32, below = 0;
    if (half_at >= n)
        *rest = n ? BELOW_HALF : NOTHING;
    else {
        for (uint32_t i = 0; i < half_at; i++)
            below |= a[i];
        below |= a[half_at] & (half - 1);
        *rest = (enum rest)((a[half_at] & half ? HALF : NOTHING) + (below != 0));
    }
    return ul_mag_shr(a, n, false, bits, a);
}

/* The integer quotient a / b, moved down to a[0]. */
static uint32_t cut_quotient(uint32_t *a, uint32_t na, uint32_t *b, uint32_t nb, enum rest *rest)
{
    if (na < nb) {
        memset(a + na, 0, (nb - na) * sizeof *a);
        na = nb;
    }
    ul_mag_divmod(a, na, b, nb);
    uint32_t n = ul_mag_trim(a, nb), quotient = ul_mag_trim(a + nb, na - nb + 1);
    uint32_t digits[FIVE_DIGITS + 1];
    uint32_t twice = ul_mag_shl(a, n, 1, digits);
    *rest = n ? (enum rest)(HALF + ul_mag_cmp(digits, twice, b, nb)) : NOTHING;
    memmove(a, a + nb, quotient * sizeof *a);
    return quotient;
}

/* floor(mantissa * 2^exponent * 10^power) into `out`: its digits, and what was cut off. Room for
 * EXACT_DIGITS always, INTEGER_DIGITS when power <= 0 or the result is below 2^1024. */
static uint32_t scale(uint64_t mantissa, int32_t exponent, int32_t power, uint32_t *out,
                      enum rest *rest)
{
    out[0] = (uint32_t)mantissa;
    out[1] = (uint32_t)(mantissa >> 32);
    uint32_t n = ul_mag_trim(out, 2);
    int32_t bits = (int32_t)ul_mag_bit_length(out, n) + exponent, shift = exponent + power;
    *rest = n ? BELOW_HALF : NOTHING;
    if (n == 0 || bits + (power * 3402 >> 10) < -4) return 0; /* far below a half */
    if (power >= 0) {
        n = times_power_of_5(out, n, power);
        if (shift < 0) return cut_bits(out, n, (uint32_t)-shift, rest);
        *rest = NOTHING;
        return ul_mag_shl(out, n, (uint32_t)shift, out);
    }
    uint32_t five[FIVE_DIGITS] = {1};
    uint32_t nb = times_power_of_5(five, 1, -power);
    if (shift < 0)
        nb = ul_mag_shl(five, nb, (uint32_t)-shift, five);
    else
        n = ul_mag_shl(out, n, (uint32_t)shift, out);
    return cut_quotient(out, n, five, nb, rest);
}

/* The same, to the nearest integer, ties to even. */
static uint32_t scale_nearest(double v, int32_t power, uint32_t *out)
{
    uint64_t mantissa;
    int32_t exponent;
    enum rest rest;
    ul_double_split(v, &mantissa, &exponent);
    uint32_t n = scale(mantissa, exponent, power, out, &rest);
    bool up = rest == ABOVE_HALF || (rest == HALF && n && (out[0] & 1));
    return up ? ul_mag_mul_small(out, n, 1, 1) : n;
}

/* floor(log10(v)) or one less, v > 0, from the exponent and four bits of the mantissa, as
 * log2(1 + f) >= f and 78913 / 2^18 is log10(2) + 8e-7. */
static int32_t guess_log10(uint64_t mantissa, int32_t exponent)
{
    for (; !(mantissa >> 52); exponent--)
        mantissa <<= 1;
    int32_t sixteenths = (exponent + 52) * 16 + ((int32_t)(mantissa >> 48) & 15);
    return (sixteenths * 78913 - 4194) >> 22;
}

/* Decimal digits of a number 0.d1d2d3... * 10^point, in the last `count` bytes before `end`. */
struct decimal {
    const char *digits;
    int32_t count;
    int32_t point;
};

/* How to lay it out: `decimals` digits at least after the point, in %e or %f form. */
struct layout {
    char exponent_letter; /* 0: no exponent */
    bool keep_point;
    int32_t decimals;
};

static char *put_digits(char *p, const struct decimal *d, int32_t from, int32_t count)
{
    for (int32_t i = from; i < from + count; i++)
        *p++ = i >= 0 && i < d->count ? d->digits[i] : '0';
    return p;
}

/* Writes at or before the digit it reads, when the digits end where the longest text ends. */
static char *put_decimal(char *p, const struct decimal *d, const struct layout *layout)
{
    int32_t point = layout->exponent_letter ? 1 : d->point, exponent = d->count ? d->point - 1 : 0;
    if (point > 0)
        p = put_digits(p, d, 0, point);
    else
        *p++ = '0';
    if (layout->decimals || layout->keep_point) *p++ = '.';
    p = put_digits(p, d, point, layout->decimals);
    if (!layout->exponent_letter) return p;
    *p++ = layout->exponent_letter;
    *p++ = exponent < 0 ? '-' : '+';
    uint32_t left = (uint32_t)(exponent < 0 ? -exponent : exponent);
    if (left >= 100) *p++ = (char)('0' + left / 100);
    *p++ = (char)('0' + left / 10 % 10);
    *p++ = (char)('0' + left % 10);
    return p;
}

static void strip_zeros(struct decimal *d)
{
    while (d->count && d->digits[d->count - 1] == '0')
        d->count--;
}

static int32_t at_least(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* inf and nan; anything else returns p. */
static char *put_special(char *p, uint64_t size, bool upper)
{
    if (size < UL_DOUBLE_INFINITY) return p;
    const char *word = size == UL_DOUBLE_INFINITY ? "inf" : "nan";
    while (*word)
        *p++ = (char)(*word++ - (upper ? 'a' - 'A' : 0));
    return p;
}

/* The shortest digits that read back as v > 0 (Raffaello Giulietti's Schubfach, with exact
 * integers in place of its table). */
static uint64_t shortest(double v, int32_t *power)
{
    uint64_t mantissa, scaled[3];
    int32_t exponent;
    enum rest rest[3];
    ul_double_split(v, &mantissa, &exponent);
    /* the numbers that read as v reach from (4m - below) to (4m + 2) quarters of its last bit */
    uint64_t below = mantissa == (uint64_t)1 << 52 && exponent > -1074 ? 1 : 2;
    /* floor(log10(2^exponent)), or of 3/4 of it */
    int32_t k = (exponent * 1262611 - (below == 1 ? 524031 : 0)) >> 22;
    uint64_t ends[3] = {4 * mantissa - below, 4 * mantissa, 4 * mantissa + 2};
    for (int i = 0; i < 3; i++) {
        uint32_t big[INTEGER_DIGITS] = {0};
        uint32_t n = scale(ends[i], exponent - 2, -k, big, &rest[i]);
        scaled[i] = n > 1 ? (uint64_t)big[1] << 32 | big[0] : n ? big[0] : 0;
    }
    /* lowest and highest integers inside; the ends themselves belong to even mantissas */
    bool even = !(mantissa & 1);
    uint64_t low = scaled[0] + (rest[0] != NOTHING || !even);
    uint64_t high = scaled[2] - (rest[2] == NOTHING && !even);
    uint64_t ten = high / 10 * 10;
    *power = k;
    if (ten >= low) return ten;
    uint64_t digits = scaled[1];
    if (rest[1] == ABOVE_HALF || (rest[1] == HALF && (digits & 1))) digits++;
    return digits < low ? low : digits > high ? high : digits;
}

int ul_double_repr(double v, char out[32])
{
    uint64_t bits = ul_double_bits(v), size = bits & ~UL_DOUBLE_SIGN;
    char *p = out;
    if (bits >> 63 && size <= UL_DOUBLE_INFINITY) *p++ = '-';
    char *special = put_special(p, size, false);
    if (special != p) return (int)(special - out);
    int32_t power = 0;
    uint64_t digits = size ? shortest(ul_double_from_bits(size), &power) : 0;
    uint32_t big[2] = {(uint32_t)digits, (uint32_t)(digits >> 32)};
    int32_t count = (int32_t)ul_mag_to_digits(big, ul_mag_trim(big, 2), 10, out + 32);
    struct decimal d = {out + 32 - count, count, size ? count + power : 1};
    strip_zeros(&d);
    bool use_exponent = d.point <= -4 || d.point > 16;
    struct layout layout = {use_exponent ? 'e' : 0, false,
                            use_exponent ? at_least(d.count - 1, 0)
                                         : at_least(d.count - d.point, 1)};
    return (int)(put_decimal(p, &d, &layout) - out);
}

/* The digits of v >= 0 rounded to `decimals` after the point, ending at `end`. */
static struct decimal fixed_digits(double v, int32_t decimals, char *end)
{
    uint32_t big[EXACT_DIGITS];
    uint64_t mantissa;
    int32_t exponent;
    ul_double_split(v, &mantissa, &exponent);
    int32_t exact = exponent < 0 ? -exponent : 0; /* later digits are zeros */
    if (decimals > exact) decimals = exact;
    uint32_t n = scale_nearest(v, decimals, big);
    int32_t count = n ? (int32_t)ul_mag_to_digits(big, n, 10, end) : 0;
    return (struct decimal){end - count, count, count - decimals};
}

/* The digits of v > 0 rounded to `wanted` significant ones. */
static struct decimal significant_digits(double v, int32_t wanted, char *end)
{
    uint64_t mantissa;
    int32_t exponent;
    ul_double_split(v, &mantissa, &exponent);
    int32_t decimals = wanted - 1 - guess_log10(mantissa, exponent);
    struct decimal d = fixed_digits(v, decimals, end);
    if (d.count > wanted) d = fixed_digits(v, decimals - 1, end); /* the guess was one less */
    return d;
}

int ul_double_format(double v, char kind, int precision, bool alternate, char *out, uint32_t cap)
{
    bool upper = kind >= 'A' && kind <= 'Z';
    char lower = (char)(upper ? kind + ('a' - 'A') : kind);
    bool percent = kind == '%', general = lower == 'g' || kind == 0;
    if (percent) {
        v *= 100.0;
        lower = 'f';
    }
    uint64_t bits = ul_double_bits(v), size = bits & ~UL_DOUBLE_SIGN, mantissa;
    int32_t exponent;
    v = ul_double_from_bits(size);
    ul_double_split(v, &mantissa, &exponent);
    if (precision > UL_DOUBLE_PRECISION_MAX) precision = UL_DOUBLE_PRECISION_MAX;
    if (general && precision == 0) precision = 1;
    int32_t whole = lower == 'f' ? at_least(guess_log10(mantissa | 1, exponent), 0) : 0;
    uint32_t room = (uint32_t)(precision + whole) + 14; /* "-0.000", "e-308", "%" ... */
    if (cap < room) return (int)room;

    char *p = out;
    if (bits >> 63 && size <= UL_DOUBLE_INFINITY) *p++ = '-';
    char *special = put_special(p, size, upper);
    if (special == p) {
        struct decimal d = {out, 0, 0};
        if (lower == 'f')
            d = fixed_digits(v, precision, out + room);
        else if (size)
            d = significant_digits(v, precision + (general ? 0 : 1), out + room);
        struct layout layout = {lower == 'e' ? (char)(upper ? 'E' : 'e') : (char)0, alternate,
                                precision};
        if (general) {
            int32_t digits = precision; /* to show */
            if (!size) d.point = 1;
            if (!alternate) {
                strip_zeros(&d);
                digits = at_least(d.count, 1);
            }
            bool use_exponent = d.point <= -4 || d.point > precision - (kind == 0);
            layout.exponent_letter = use_exponent ? (char)(upper ? 'E' : 'e') : (char)0;
            layout.decimals = at_least(digits - (use_exponent ? 1 : d.point), 0);
            if (kind == 0 && !use_exponent) layout.decimals = at_least(layout.decimals, 1);
        }
        special = put_decimal(p, &d, &layout);
    }
    if (percent) *special++ = '%';
    return (int)(special - out);
}

/* a * 10^power; `a` has EXACT_DIGITS + 2 digits of room, `b` EXACT_DIGITS. */
static int decimal_to_double(bool negative, uint32_t *a, uint32_t n, int32_t power, uint32_t *b,
                             double *out)
{
    if (power >= 0) {
        n = times_power_of_5(a, n, power);
        return ul_mag_to_double(a, n, negative, power, out);
    }
    b[0] = 1;
    uint32_t nb = times_power_of_5(b, 1, -power);
    return ul_mag_ratio_to_double(a, n, b, nb, negative, power, out);
}

int ul_double_round(double v, int32_t ndigits, double *out)
{
    uint64_t bits = ul_double_bits(v), mantissa;
    int32_t exponent;
    uint32_t a[INTEGER_DIGITS + 2], b[INTEGER_DIGITS + 2];
    ul_double_split(v, &mantissa, &exponent);
    *out = v;
    if ((bits & ~UL_DOUBLE_SIGN) >= UL_DOUBLE_INFINITY) return 0;
    if (ndigits >= 0 && -exponent <= ndigits) return 0; /* nothing to cut off */
    uint32_t n = 0;
    if (ndigits > -310) n = scale_nearest(v, ndigits, a);
    *out = ul_double_from_bits(bits & UL_DOUBLE_SIGN);
    return n ? decimal_to_double(bits >> 63, a, n, -ndigits, b, out) : 0;
}

struct cursor {
    const char *p, *end;
};

static char peek(const struct cursor *c)
{
    return c->p < c->end ? *c->p : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool take(struct cursor *c, char lower)
{
    if ((peek(c) | 0x20) != lower) return false;
    c->p++;
    return true;
}

static bool take_sign(struct cursor *c)
{
    bool negative = peek(c) == '-';
    if (negative || peek(c) == '+') c->p++;
    return negative;
}

static bool take_word(struct cursor *c, const char *word)
{
    const char *start = c->p;
    while (*word && take(c, *word))
        word++;
    if (*word) c->p = start;
    return *word == '\0';
}

/* The next digit of a run, stepping over one underscore inside of it; -1 at its end. */
static int next_digit(struct cursor *c, bool inside)
{
    const char *p = c->p;
    if (inside && peek(c) == '_') c->p++;
    if (!is_digit(peek(c))) {
        c->p = p;
        return -1;
    }
    return *c->p++ - '0';
}

/* A decimal number being read: `a` = its first digits, times 10^power. */
struct reading {
    uint32_t *a;
    uint32_t n;
    int32_t kept; /* how many of them, from the first that is not 0 */
    int32_t power;
    bool rest; /* digits other than 0 after those */
};

/* A run of digits; `step` is -1 after the point. Whether there was one. */
static bool read_digits(struct cursor *c, struct reading *r, int32_t step)
{
    const char *start = c->p;
    for (int digit; (digit = next_digit(c, c->p != start)) >= 0;) {
        if (r->kept < TEXT_DIGITS_MAX) {
            r->n = ul_mag_mul_small(r->a, r->n, 10, (uint32_t)digit);
            r->kept += r->n != 0;
            r->power += step;
        } else {
            r->rest |= digit != 0;
            r->power += 1 + step;
        }
    }
    return c->p != start;
}

static bool read_exponent(struct cursor *c, struct reading *r)
{
    bool negative = take_sign(c);
    const char *start = c->p;
    int32_t exponent = 0;
    for (int digit; (digit = next_digit(c, c->p != start)) >= 0;)
        if (exponent < 100000000) exponent = exponent * 10 + digit;
    r->power += negative ? -exponent : exponent;
    return c->p != start;
}

static int read_number(struct cursor *c, struct reading *r)
{
    bool digits = read_digits(c, r, 0);
    if (peek(c) == '.') {
        c->p++;
        digits |= read_digits(c, r, -1);
    }
    if (!digits) return UL_NUM_BAD_TEXT;
    if (take(c, 'e') && !read_exponent(c, r)) return UL_NUM_BAD_TEXT;
    if (!r->rest) return 0;
    r->n = ul_mag_mul_small(r->a, r->n, 10, 1); /* on the same side of every halfway case */
    r->kept++;
    r->power--;
    return 0;
}

uint32_t ul_double_parse_room(const char *text, uint32_t length)
{
    uint32_t each = length / 8 + 6; /* for digits, for powers of ten behind the point */
    for (uint32_t i = 0; i < length; i++)
        if ((text[i] | 0x20) == 'e') each = UL_DOUBLE_PARSE_WORDS / 2;
    return 2 * each < UL_DOUBLE_PARSE_WORDS ? 2 * each : UL_DOUBLE_PARSE_WORDS;
}

int ul_double_parse(const char *text, uint32_t length, uint32_t *scratch, double *out)
{
    uint32_t *b = scratch + ul_double_parse_room(text, length) / 2;
    struct cursor c = {text, text + length};
    struct reading r = {.a = scratch};
    bool negative = take_sign(&c);
    uint64_t bits = 0;
    if (take_word(&c, "inf")) {
        (void)take_word(&c, "inity");
        bits = UL_DOUBLE_INFINITY;
    } else if (take_word(&c, "nan")) {
        bits = UL_DOUBLE_NAN;
    } else {
        int err = read_number(&c, &r);
        if (err) return err;
    }
    if (c.p != c.end) return UL_NUM_BAD_TEXT;
    if (r.n && r.kept + r.power > 310) bits = UL_DOUBLE_INFINITY;
    *out = ul_double_from_bits(bits | (negative ? UL_DOUBLE_SIGN : 0));
    if (r.n && r.kept + r.power >= -330 && r.kept + r.power <= 310)
        (void)decimal_to_double(negative, scratch, r.n, r.power, b,
                                out); /* overflows to infinity */
    return 0;
}
