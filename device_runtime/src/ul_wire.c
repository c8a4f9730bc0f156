/* Which image is this wire form of?
 *
 * The reading half of spec/wire.md: a range decoder with a fixed model, and a walk through the
 * image in the order of its words, which is that of spec/wire.py. Whatever the bytes are, each
 * symbol costs bounded time and each loop ends when nothing more fits: then `bad` is set, and all
 * that follows reads as 0. What comes out may be any nonsense, so it is verified like every image.
 */
#include "ulambda/ul_wire.h"
#include "ul_str.h"
#include "ul_verify.h"

#define TOP          (1u << 24)
#define EVEN         128u
#define MAGIC        0x314D4C55u
#define HEADER_WORDS 12u
#define DENSE        16u /* bytes from which on a text may be coded without any expectation */
#define MAX_WORDS    0xFFFFu
#define LOW(word)    ((word) & 0xFFFFu)
#define HIGH(word)   ((word) >> 16)

static const uint32_t ones[] = {UL_WIRE_ONES};

struct wire {
    const uint8_t *at, *end; /* what is left of the wire form */
    uint32_t range, code;
    uint32_t *out;
    uint32_t used; /* words of the image so far */
    uint32_t names, classes, extensions, objects_end, functions, handlers;
    uint32_t last_string, last_constant, last_function, written;
    bool bad;
};

/* --- Symbols -------------------------------------------------------------------------------------
 */

static void shift_in(struct wire *w)
{
    w->code <<= 8;
    if (w->at < w->end) w->code |= *w->at++;
}

static uint32_t read_bit(struct wire *w, uint32_t one)
{
    uint32_t bound = (w->range >> 8) * one, bit = w->code < bound;
    if (w->bad) return 0;
    if (bit) {
        w->range = bound;
    } else {
        w->code -= bound;
        w->range -= bound;
    }
    while (w->range < TOP) {
        w->range <<= 8;
        shift_in(w);
    }
    return bit;
}

static uint32_t flag(struct wire *w, uint32_t context)
{
    return read_bit(w, ones[context / 4] >> 8 * (context & 3) & 255u);
}

static uint32_t tree(struct wire *w, uint32_t group, uint32_t bits)
{
    uint32_t node = 1;
    for (uint32_t i = bits; i; i--)
        node = 2 * node + flag(w, group + node - 1);
    return node - (1u << bits);
}

static uint32_t plain(struct wire *w, uint32_t bits)
{
    uint32_t value = 0;
    for (; bits; bits--)
        value = value << 1 | read_bit(w, EVEN);
    return value;
}

static uint32_t number(struct wire *w, uint32_t group)
{
    uint32_t length = 0;
    while (flag(w, group + (length < 7 ? length : 7)))
        if (++length > 16) w->bad = true;
    uint32_t value = (1u << length | plain(w, length)) - 1;
    if (value <= MAX_WORDS) return value;
    w->bad = true;
    return 0;
}

static uint32_t small(struct wire *w, uint32_t group)
{
    uint32_t value = number(w, group);
    if (value > 255) w->bad = true;
    return value & 255u;
}

static uint32_t zigzag(struct wire *w, uint32_t group)
{
    uint32_t value = number(w, group);
    return value & 1 ? ~(value >> 1) : value >> 1;
}

/* A number below `count`. */
static uint32_t choice(struct wire *w, uint32_t count)
{
    return count < 2 ? 0 : plain(w, 32 - (uint32_t)__builtin_clz(count - 1));
}

/* --- The image so far ----------------------------------------------------------------------------
 */

/* Room for `count` more words, all 0; when there is none, of the header, which is made last. */
static uint32_t *put(struct wire *w, uint32_t count)
{
    uint32_t *place = w->out + w->used;
    uint32_t room = (uint32_t)(w->at - (const uint8_t *)place) / 4;
    if (w->bad || count > room || count > MAX_WORDS - w->used) {
        w->bad = true;
        return w->out;
    }
    memset(place, 0, count * 4);
    w->used += count;
    return place;
}

static uint32_t *record(const struct wire *w, uint32_t index)
{
    return w->out + w->functions + IMAGE_FUNCTION_WORDS * index;
}

/* --- Objects, names, functions -------------------------------------------------------------------
 */

static void text(struct wire *w, uint32_t type)
{
    uint32_t own = type == T_STR ? STR_DATA : 1, wide = 0;
    uint32_t length = number(w, type == T_STR ? UL_WIRE_STRING : UL_WIRE_BYTES);
    uint32_t data = (length + 3) / 4;
    uint32_t *object = put(w, own + data);
    uint8_t *bytes = (uint8_t *)(object + own);
    uint32_t dense = length >= DENSE && flag(w, UL_WIRE_DENSE);
    for (uint32_t i = 0; i < length && !w->bad; i++) {
        uint32_t byte;
        if (dense)
            byte = plain(w, 8);
        else if (flag(w, UL_WIRE_HIGH))
            byte = 128 | plain(w, 7);
        else
            byte = tree(w, UL_WIRE_CHARACTER, 7);
        bytes[i] = (uint8_t)byte;
        wide |= byte >> 7;
    }
    if (w->bad) return;
    if (type == T_STR) object[STR_HASH] = ul_words_hash(object + own, data, length);
    object[0] = HDR(type, own + data) | ((0u - length) & 3u) << 8;
    if (type == T_STR && wide) object[0] |= HDR_FLAG_BIT;
}

static void integer(struct wire *w)
{
    uint32_t negative = flag(w, UL_WIRE_NEGATIVE), digits = 1 + number(w, UL_WIRE_DIGITS);
    *put(w, 1) = HDR(T_INT, 1 + digits) | negative << 10;
    for (; digits && !w->bad; digits--) {
        uint32_t digit = plain(w, 32);
        *put(w, 1) = digit;
    }
}

static void real(struct wire *w)
{
    uint32_t count = tree(w, UL_WIRE_FLOAT, 4), half[2] = {0, 0};
    if (count > 8) w->bad = true;
    for (uint32_t i = 0; i < 8; i++)
        half[i / 4] = half[i / 4] << 8 | (i < count ? plain(w, 8) : 0);
    uint32_t *object = put(w, 3);
    object[0] = HDR(T_FLOAT, 3);
    object[1] = half[1];
    object[2] = half[0];
}

static void objects(struct wire *w)
{
    for (;;) {
        uint32_t type = tree(w, UL_WIRE_OBJECT, 3);
        if (type == T_FREE || w->bad) break;
        if (type == T_STR || type == T_BYTES)
            text(w, type);
        else if (type == T_INT)
            integer(w);
        else if (type == T_FLOAT)
            real(w);
        else
            w->bad = true;
    }
    w->objects_end = w->used;
}

static uint32_t character(struct wire *w)
{
    return flag(w, UL_WIRE_ASCII) ? tree(w, UL_WIRE_CHARACTER, 7) : plain(w, 22);
}

/* The place of an object, most often the one behind `last`. */
static uint32_t object_at(struct wire *w, uint32_t group, uint32_t last)
{
    uint32_t place = last ? last + HDR_WORDS(w->out[last]) : HEADER_WORDS;
    if (!flag(w, group)) place = HEADER_WORDS + choice(w, w->objects_end - HEADER_WORDS);
    if (place < w->objects_end) return place;
    w->bad = true;
    return 0;
}

static void string(struct wire *w)
{
    uint32_t value;
    if (flag(w, UL_WIRE_IS_CHARACTER))
        value = UL_IMM(K_CHAR, character(w));
    else
        value = 4 * (w->last_string = object_at(w, UL_WIRE_STRING_NEXT, w->last_string));
    *put(w, 1) = value;
}

static uint32_t name(struct wire *w)
{
    if (flag(w, UL_WIRE_STATIC_NAME)) return choice(w, UL_NAME_STATIC_COUNT);
    return UL_NAME_STATIC_COUNT + choice(w, w->names);
}

static void function(struct wire *w, uint32_t index, uint32_t expected)
{
    uint32_t shape, more = 0, first = 0;
    shape = small(w, UL_WIRE_REGISTERS);
    shape |= small(w, UL_WIRE_ARGUMENTS) << 8;
    if (flag(w, UL_WIRE_SPECIAL)) {
        shape |= small(w, UL_WIRE_POSITIONAL_ONLY) << 16;
        shape |= small(w, UL_WIRE_KEYWORD_ONLY) << 24;
        more = tree(w, UL_WIRE_FLAGS, 4);
        more |= small(w, UL_WIRE_FREE) << 24;
    }
    uint32_t handlers = number(w, UL_WIRE_HANDLERS);
    if (index) first = record(w, index - 1)[3];
    bool next = expected >= UL_NAME_STATIC_COUNT && flag(w, UL_WIRE_NAME_NEXT);
    uint32_t id = next ? expected : name(w), native = flag(w, UL_WIRE_NATIVE);
    uint32_t floats = number(w, UL_WIRE_FLOATS), defaults = number(w, UL_WIRE_DEFAULTS);
    if (floats > 63 || defaults > 0x1FFu) w->bad = true;
    uint32_t *fn = put(w, IMAGE_FUNCTION_WORDS);
    fn[1] = shape;
    fn[2] = more;
    fn[3] = handlers << 16 | ((first + (first >> 16)) & 0xFFFFu);
    fn[4] = id;
    fn[5] = native << 31 | floats << 25 | defaults << 16;
}

/* --- Classes, parameters, handlers ---------------------------------------------------------------
 */

static void class_record(struct wire *w)
{
    uint32_t slots = small(w, UL_WIRE_SLOTS), members = small(w, UL_WIRE_MEMBERS);
    uint32_t open = flag(w, UL_WIRE_OPEN), id = name(w), *words = put(w, CLS_WORDS);
    words[0] = slots << 24 | open << 16 | id;
    words[1] = members;
    for (uint32_t i = slots + members; i && !w->bad; i--) {
        id = name(w);
        *put(w, 1) = id;
    }
}

static void extension(struct wire *w)
{
    uint32_t head = plain(w, 8) << 16;
    head |= name(w);
    *put(w, 1) = head;
    head = number(w, UL_WIRE_FUNCTION);
    *put(w, 1) = head;
}

static uint32_t immediate(struct wire *w)
{
    uint32_t kind = tree(w, UL_WIRE_IMMEDIATE, 3);
    return (kind == K_CHAR ? character(w) : number(w, UL_WIRE_PAYLOAD)) << 3 | kind;
}

static uint32_t constant(struct wire *w)
{
    return w->last_constant = object_at(w, UL_WIRE_CONSTANT_NEXT, w->last_constant);
}

static uint32_t any_value(struct wire *w)
{
    switch (tree(w, UL_WIRE_VALUE, 3)) {
    case 0: return 0;
    case 1: return zigzag(w, UL_WIRE_INT) << 1 | 1u;
    case 2: return immediate(w) << 2 | 2u;
    case 3: return 4 * constant(w);
    case 5: return 4 * plain(w, 16);
    default: return plain(w, 32);
    }
}

static void parameters(struct wire *w, uint32_t *fn)
{
    fn[4] |= w->used << 16;
    for (uint32_t named = FN_ARGS(fn) + FN_KWONLY(fn); named && !w->bad; named--)
        string(w);
    uint32_t defaults = fn[5] >> 16 & 0x1FFu;
    if (defaults) fn[5] |= w->used;
    for (; defaults && !w->bad; defaults--) {
        uint32_t value = any_value(w);
        *put(w, 1) = value;
    }
}

static void tables(struct wire *w, uint32_t functions)
{
    uint32_t *offsets = put(w, w->classes), i;
    for (i = 0; i < w->extensions && !w->bad; i++)
        extension(w);
    for (i = 0; i < w->classes && !w->bad; i++) {
        offsets[i] = w->used;
        class_record(w);
    }
    w->last_string = 0;
    for (i = 0; i < functions && !w->bad; i++)
        parameters(w, record(w, i));
}

/* A register: the one written last, the one behind it, or any. */
static uint32_t reg(struct wire *w, uint32_t field, uint32_t count)
{
    if (flag(w, UL_WIRE_SAME + field)) return w->written;
    if (flag(w, UL_WIRE_AFTER + field)) return (w->written + 1) & 255u;
    return choice(w, count) & 255u;
}

/* The ranges of a function's handlers; its code will add where it lies. */
static void handlers(struct wire *w, const uint32_t *fn)
{
    for (uint32_t i = HIGH(fn[3]); i && !w->bad; i--) {
        uint32_t start = number(w, UL_WIRE_HANDLER), end = start + number(w, UL_WIRE_HANDLER);
        uint32_t target = number(w, UL_WIRE_HANDLER), at = reg(w, 0, FN_REGS(fn));
        uint32_t *entry = put(w, 2);
        entry[0] = end << 16 | start;
        entry[1] = at << 16 | target;
    }
}

/* --- Code ----------------------------------------------------------------------------------------
 */

/* A function: most often the one behind the highest so far. */
static uint32_t callee(struct wire *w)
{
    if (flag(w, UL_WIRE_FUNCTION_NEXT)) return ++w->last_function;
    return number(w, UL_WIRE_FUNCTION);
}

/* Fields B and C as one. */
static uint32_t wide(struct wire *w, uint32_t check)
{
    switch (check) {
    case UL_CHECK_IMM: return immediate(w);
    case UL_CHECK_OBJ: return constant(w);
    case UL_CHECK_JUMP16: return zigzag(w, UL_WIRE_JUMP);
    case UL_CHECK_GLOB: return number(w, UL_WIRE_GLOBAL);
    case UL_CHECK_FN16: return callee(w);
    default: return zigzag(w, UL_WIRE_INT);
    }
}

static uint32_t field_c(struct wire *w, uint32_t check)
{
    switch (check) {
    case UL_CHECK_C0:
    case UL_CHECK_BC0: return 0;
    case UL_CHECK_FN: return callee(w);
    case UL_CHECK_CLS:
    case UL_CHECK_BI: return plain(w, 8);
    case UL_CHECK_JUMP8: return zigzag(w, UL_WIRE_JUMP);
    default: return zigzag(w, UL_WIRE_C);
    }
}

static uint32_t rule_of(uint32_t op)
{
    return ul_op_rules[ul_op_info[op] & 255u];
}

/* A mask of the fields that are registers, floats' too. */
static uint32_t registers(uint32_t op)
{
    uint32_t rule = rule_of(op), mask = ul_op_info[op] & ~255u;
    if (rule & UL_RULE_FA) mask |= 0xFF00u;
    if (rule & UL_RULE_FB) mask |= 0xFF0000u;
    if (rule & UL_RULE_FC) mask |= 0xFF000000u;
    return mask;
}

static uint32_t both(struct wire *w, uint32_t op, uint32_t count)
{
    uint32_t info = registers(op), rule = rule_of(op), check = RULE_CHECK(rule), b;
    bool narrow = info >> 16 || check == UL_CHECK_C0 || check == UL_CHECK_BC0 ||
                  check == UL_CHECK_JUMP8 || check >= UL_CHECK_FN;
    if (!narrow) return wide(w, check);
    if (info >> 16 & 255u)
        b = reg(w, 1, count);
    else if (op == UL_OP_RET)
        b = count;
    else if (RULE_WORD(rule) == UL_WORD_VALUE)
        b = plain(w, 8);
    else
        b = check == UL_CHECK_BC0 ? 0 : zigzag(w, UL_WIRE_B);
    return (b & 255u) | (info >> 24 ? reg(w, 2, count) : field_c(w, check)) << 8;
}

static uint32_t second_word(struct wire *w, uint32_t kind)
{
    if (kind == UL_WORD_VALUE) return plain(w, 24) << 8;
    if (kind != UL_WORD_NAME) return plain(w, 8) << 8;
    uint32_t high = flag(w, UL_WIRE_NAME_FLAG);
    return high << 31 | name(w) << 8;
}

static void instruction(struct wire *w, uint32_t op, uint32_t count)
{
    uint32_t rule = rule_of(op), word;
    if (RULE_CHECK(rule) == UL_CHECK_JUMP24) {
        word = zigzag(w, UL_WIRE_JUMP) << 8;
    } else {
        bool first = registers(op) >> 8 & 255u;
        uint32_t a = first ? reg(w, 0, count) : 0;
        word = both(w, op, count) << 16 | a << 8;
        if (first) w->written = a;
    }
    *put(w, 1) = word | op;
    if (!RULE_WORD(rule)) return;
    word = second_word(w, RULE_WORD(rule));
    *put(w, 1) = word;
}

static void code(struct wire *w, uint32_t *fn, uint32_t handlers_end)
{
    uint32_t start = w->used, entry = w->handlers + 2 * LOW(fn[3]), end = entry + 2 * HIGH(fn[3]);
    if (end > handlers_end) w->bad = true;
    for (; entry < end && !w->bad; entry += 2) {
        w->out[entry] += start << 16 | start;
        if (LOW(w->out[entry + 1])) w->out[entry + 1] += start - 1;
    }
    w->written = 0;
    while (!w->bad) {
        uint32_t op = tree(w, UL_WIRE_OP, 8);
        if (op == UL_OP_ILLEGAL) break;
        if (op < UL_OP_COUNT)
            instruction(w, op, FN_REGS(fn));
        else
            w->bad = true;
    }
    fn[0] = (w->used - start) << 16 | start;
}

/* --- The whole image -----------------------------------------------------------------------------
 */

static void walk(struct wire *w)
{
    uint32_t *out = put(w, HEADER_WORDS), at[8], i;
    if (w->bad) return;
    uint32_t slots, functions;
    w->classes = number(w, UL_WIRE_CLASSES);
    w->extensions = number(w, UL_WIRE_EXTENSIONS);
    slots = number(w, UL_WIRE_GLOBALS);
    at[0] = w->used;
    objects(w);
    at[1] = w->used;
    w->names = number(w, UL_WIRE_NAMES);
    for (i = w->names; i && !w->bad; i--)
        string(w);
    at[2] = w->functions = w->used;
    functions = number(w, UL_WIRE_FUNCTIONS);
    for (i = 0; i < functions && !w->bad; i++)
        function(w, i, UL_NAME_STATIC_COUNT + slots + i - 1);
    at[3] = w->used;
    tables(w, functions);
    at[4] = w->handlers = w->used;
    for (i = 0; i < functions && !w->bad; i++)
        handlers(w, record(w, i));
    at[5] = w->used;
    w->last_constant = 0;
    for (i = 0; i < functions && !w->bad; i++)
        code(w, record(w, i), at[5]);
    at[6] = w->used;
    for (i = number(w, UL_WIRE_HEAP); i && !w->bad; i--) {
        uint32_t value = any_value(w);
        *put(w, 1) = value;
    }
    at[7] = w->used;
    for (i = 0; i < 6; i++)
        out[4 + i] = (at[i + 1] - at[i]) << 16 | at[i];
    out[6] = functions << 16 | at[2];
    out[8] = (at[5] - at[4]) / 2 << 16 | at[4];
    out[11] = (at[7] - at[6]) << 16 | at[6];
    out[10] = w->classes << 16 | slots;
    out[0] = MAGIC;
    out[1] = w->extensions << 16 | IMAGE_VERSION;
    out[2] = w->used;
    out[3] = ul_image_check(out);
}

int ul_wire_expand(void *room, uint32_t room_len, uint32_t wire_len, uint32_t *image_len)
{
    if (!wire_len || wire_len > room_len) return UL_DEPLOY_WIRE;
    uint8_t *end = (uint8_t *)room + room_len;
    struct wire w = {.at = end - wire_len, .end = end, .range = UINT32_MAX, .out = room};
    if (*w.at++ != UL_WIRE_MODEL || end[-1] == 0) return UL_DEPLOY_WIRE;
    for (uint32_t i = 0; i < 4; i++)
        shift_in(&w);
    walk(&w);
    *image_len = w.used * 4;
    return w.bad || w.at != w.end ? UL_DEPLOY_WIRE : UL_OK;
}
