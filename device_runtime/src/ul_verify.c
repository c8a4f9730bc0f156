/* May this image run? Everything that spec/image.md demands, in linear time, before anything else.
 *
 * What the verifier leaves to the interpreter is what depends on values: types, bounds of lists,
 * unbound registers. What it settles once and for all: every section lies inside the image, every
 * reference is the start of an object, every register, global, function, class, name and builtin
 * that an instruction names exists, and every jump lands on an instruction of its own function.
 */
#include "ul_str.h"
#include "ul_value.h"
#include "ulambda/ul_frame.h"

#define MAGIC         0x314D4C55u
#define VERSION       1u
#define HEADER_WORDS  11u
#define MAX_REGISTERS 250u
#define LOW(word)     ((word) & 0xFFFFu)
#define HIGH(word)    ((word) >> 16)

enum section { OBJECTS, NAMES, FUNCTIONS, TABLES, HANDLERS, CODE, SECTIONS };

struct verifier {
    const uint32_t *image;
    uint32_t words;
    uint32_t *starts; /* bitmap: words that begin an object or an instruction */
    uint32_t offset[SECTIONS], length[SECTIONS];
    uint32_t functions, classes, globals, names;
    const uint32_t *fn; /* being verified */
    uint32_t code_end;
};

static void mark_start(struct verifier *v, uint32_t word)
{
    v->starts[word / 32] |= 1u << (word & 31);
}

static bool is_start(const struct verifier *v, uint32_t word)
{
    return v->starts[word / 32] >> (word & 31) & 1;
}

/* --- Header and sections -------------------------------------------------------------------------
 */

static int check_header(struct verifier *v, uint32_t image_len)
{
    if (image_len < HEADER_WORDS * 4) return UL_IMAGE_TRUNCATED;
    if (v->image[0] != MAGIC) return UL_IMAGE_MAGIC;
    if (v->image[1] != VERSION) return UL_IMAGE_VERSION;
    v->words = v->image[2];
    if (v->words > 0xFFFFu || v->words < HEADER_WORDS) return UL_IMAGE_LAYOUT;
    if (v->words * 4 > image_len) return UL_IMAGE_TRUNCATED;
    uint32_t crc = ul_frame_crc32((const uint8_t *)(v->image + 4), (v->words - 4) * 4);
    return crc == v->image[3] ? UL_OK : UL_IMAGE_CHECKSUM;
}

static int check_sections(struct verifier *v)
{
    static const uint8_t words_each[SECTIONS] = {1, 1, IMAGE_FUNCTION_WORDS, 1, 2, 1};
    uint32_t at = HEADER_WORDS;
    for (uint32_t i = 0; i < SECTIONS; i++) {
        v->offset[i] = LOW(v->image[4 + i]);
        v->length[i] = HIGH(v->image[4 + i]) * words_each[i];
        if (v->offset[i] != at || v->length[i] > v->words - at) return UL_IMAGE_LAYOUT;
        at += v->length[i];
    }
    v->functions = HIGH(v->image[6]);
    v->classes = HIGH(v->image[10]);
    v->globals = LOW(v->image[10]);
    v->names = v->length[NAMES];
    bool counts = v->functions && v->globals <= v->names && v->classes <= v->length[TABLES] &&
                  v->classes <= 256;
    return at == v->words && counts ? UL_OK : UL_IMAGE_LAYOUT;
}

/* --- Constants -----------------------------------------------------------------------------------
 */

static int check_object(struct verifier *v, uint32_t at, uint32_t size)
{
    const uint32_t *object = v->image + at;
    const uint8_t *text = (const uint8_t *)(object + STR_DATA);
    uint32_t type = HDR_TYPE(object[0]), pad = HDR_PAD(object[0]);
    if ((object[0] & 3u) != 1u) /* a header, not marked */
        return UL_IMAGE_OBJECT;
    if (pad && (object[size - 1] >> (32 - 8 * pad)) != 0) return UL_IMAGE_OBJECT;
    switch (type) {
    case T_STR: {
        uint32_t len = (size - STR_DATA) * 4 - pad, wide = 0, code;
        if (size <= STR_DATA || !ul_utf8_valid(text, len)) return UL_IMAGE_OBJECT;
        if (ul_utf8_decode(text, &code) == len) return UL_IMAGE_OBJECT; /* a character: immediate */
        for (uint32_t i = STR_DATA; i < size; i++)
            wide |= object[i] & 0x80808080u;
        if (HDR_FLAG(object[0]) != (wide != 0) ||
            object[STR_HASH] != ul_words_hash(object + STR_DATA, size - STR_DATA, len))
            return UL_IMAGE_OBJECT;
        return UL_OK;
    }
    case T_INT: {
        bool small = size == 2 && object[1] <= 0x40000000u - !HDR_FLAG(object[0]);
        return size >= 2 && object[size - 1] && !pad && !small ? UL_OK : UL_IMAGE_OBJECT;
    }
    case T_FLOAT: return size == 3 && !pad && !HDR_FLAG(object[0]) ? UL_OK : UL_IMAGE_OBJECT;
    case T_BYTES: return (size > 1 || !pad) && !HDR_FLAG(object[0]) ? UL_OK : UL_IMAGE_OBJECT;
    default: return UL_IMAGE_OBJECT;
    }
}

static int check_objects(struct verifier *v)
{
    uint32_t at = v->offset[OBJECTS], end = at + v->length[OBJECTS];
    while (at < end) {
        uint32_t size = HDR_WORDS(v->image[at]);
        if (!size || size > end - at) return UL_IMAGE_OBJECT;
        int err = check_object(v, at, size);
        if (err) return err;
        mark_start(v, at);
        at += size;
    }
    return UL_OK;
}

static bool is_object(const struct verifier *v, uint32_t word)
{
    return word >= v->offset[OBJECTS] && word < v->offset[OBJECTS] + v->length[OBJECTS] &&
           is_start(v, word);
}

static bool good_character(uint32_t code)
{
    return code <= UL_EMPTY_CHAR && (code < 0xD800 || code >= 0xE000) &&
           (code <= 0x10FFFF || code == UL_EMPTY_CHAR);
}

/* The value of a string: a character, or a reference to a STR. */
static bool is_text_value(const struct verifier *v, uint32_t value)
{
    if (IS_KIND(value, K_CHAR)) return good_character(IMM_PAYLOAD(value));
    return IS_REF(value) && is_object(v, value / 4) && HDR_TYPE(v->image[value / 4]) == T_STR;
}

static const uint32_t *function_at(const struct verifier *v, uint32_t index)
{
    return v->image + v->offset[FUNCTIONS] + index * IMAGE_FUNCTION_WORDS;
}

/* A function as a bare value has no cells: one with free variables exists only as an object. */
static bool is_bare_function(const struct verifier *v, uint32_t index)
{
    return index < v->functions && !FN_FREE(function_at(v, index));
}

static bool is_immediate(const struct verifier *v, uint32_t value)
{
    uint32_t payload = IMM_PAYLOAD(value);
    switch (IMM_KIND(value)) {
    case K_SINGLETON: return payload <= 4;
    case K_CHAR: return good_character(payload);
    case K_BUILTIN: return payload < UL_FN_COUNT;
    case K_TYPE: return payload < UL_TYPE_COUNT;
    case K_FUNCTION: return is_bare_function(v, payload);
    case K_MODULE: return payload < 2;
    default: return false;
    }
}

static bool is_name(const struct verifier *v, uint32_t id)
{
    return id < UL_NAME_STATIC_COUNT + v->names;
}

static int check_names(const struct verifier *v)
{
    for (uint32_t i = 0; i < v->names; i++)
        if (!is_text_value(v, v->image[v->offset[NAMES] + i])) return UL_IMAGE_OBJECT;
    return UL_OK;
}

/* --- Classes -------------------------------------------------------------------------------------
 */

static bool in_tables(const struct verifier *v, uint32_t word, uint32_t count)
{
    uint32_t end = v->offset[TABLES] + v->length[TABLES];
    return word >= v->offset[TABLES] + v->classes && word <= end && count <= end - word;
}

static int check_class(const struct verifier *v, uint32_t at)
{
    if (!in_tables(v, at, CLS_WORDS)) return UL_IMAGE_FUNCTION;
    const uint32_t *record = v->image + at, *entry = record + CLS_WORDS;
    uint32_t names = CLS_SLOTS(record) + CLS_MEMBERS(record), base = CLS_BASE(record);
    if (!in_tables(v, at, CLS_WORDS + names + CLS_MRO(record)) || !is_name(v, CLS_NAME(record)))
        return UL_IMAGE_FUNCTION;
    if (base != CLS_NO_BASE && base >= UL_TYPE_COUNT) return UL_IMAGE_FUNCTION;
    for (uint32_t i = 0; i < names; i++)
        if (!is_name(v, entry[i])) return UL_IMAGE_FUNCTION;
    for (uint32_t i = 0; i < CLS_MRO(record); i++)
        if (entry[names + i] >= v->classes) return UL_IMAGE_FUNCTION;
    return UL_OK;
}

static int check_classes(const struct verifier *v)
{
    for (uint32_t i = 0; i < v->classes; i++) {
        int err = check_class(v, v->image[v->offset[TABLES] + i]);
        if (err) return err;
    }
    return UL_OK;
}

/* --- Functions -----------------------------------------------------------------------------------
 */

static const uint32_t op_info[UL_OP_COUNT] = {UL_OP_INFO};

#define INFO_FORMAT(info)     ((info) & 15u)
#define INFO_OPERAND(info, i) ((info) >> (4 + 4 * (i)) & 15u)
#define INFO_SPAN(info)       ((info) >> 16 & 15u)
#define INFO_WORD(info)       ((info) >> 20 & 15u)

static int check_record(const struct verifier *v, uint32_t index, uint32_t code_from)
{
    const uint32_t *fn = function_at(v, index);
    uint32_t named = FN_ARGS(fn) + FN_KWONLY(fn), flags = FN_FLAGS(fn);
    uint32_t entry =
        named + ((flags & FLAG_VARARGS) != 0) + ((flags & FLAG_VARKEYWORDS) != 0) + FN_FREE(fn);
    uint32_t params = FN_PARAMS(fn), first = LOW(fn[3]), count = HIGH(fn[3]);
    bool good = FN_CODE(fn) == code_from && HIGH(fn[0]) && FN_REGS(fn) <= MAX_REGISTERS &&
                entry <= FN_REGS(fn) && FN_POSONLY(fn) <= FN_ARGS(fn) && !(fn[2] & 0x00FFFFF8u) &&
                !fn[5] && is_name(v, FN_NAME(fn)) && first + count <= v->length[HANDLERS] / 2 &&
                (!named || in_tables(v, params, named)) && (index || (!entry && !flags));
    for (uint32_t i = 0; good && i < named; i++)
        good = is_text_value(v, v->image[params + i]);
    return good ? UL_OK : UL_IMAGE_FUNCTION;
}

/* The highest register of an instruction beyond its operands, or more than any register. */
static uint32_t span_end(const struct verifier *v, uint32_t span, uint32_t a, uint32_t b,
                         uint32_t c)
{
    switch (span) {
    case UL_SPAN_A2: return a + 2;
    case UL_SPAN_A3: return a + 3;
    case UL_SPAN_AB: return a + b;
    case UL_SPAN_AB2C: return a + b + 2 * c;
    case UL_SPAN_B2: return b + 2;
    case UL_SPAN_BC: return c ? b + c - 1 : 0;
    case UL_SPAN_B2C: return c ? b + 2 * c - 1 : 0;
    case UL_SPAN_BFREE: return c < v->functions ? b + 1 + FN_FREE(function_at(v, c)) : UINT32_MAX;
    case UL_SPAN_BMEMBERS: {
        if (c >= v->classes) return UINT32_MAX;
        uint32_t members = CLS_MEMBERS(v->image + v->image[v->offset[TABLES] + c]);
        return members ? b + members - 1 : 0;
    }
    default: return 0;
    }
}

static bool good_operand(const struct verifier *v, uint32_t kind, uint32_t raw)
{
    switch (kind) {
    case UL_KIND_NONE: return raw == 0;
    case UL_KIND_R:
    case UL_KIND_W:
    case UL_KIND_RW: return raw < FN_REGS(v->fn);
    case UL_KIND_IMM: return is_immediate(v, raw << 2 | 2u);
    case UL_KIND_OBJ: return is_object(v, raw);
    case UL_KIND_GLOB: return raw < v->globals;
    case UL_KIND_FN: return raw < v->functions;
    case UL_KIND_CLS: return raw < v->classes;
    case UL_KIND_BI: return raw < UL_FN_COUNT;
    default: return true; /* n, i8, int; jumps are checked when all starts are known */
    }
}

static bool good_word(const struct verifier *v, uint32_t kind, uint32_t op, uint32_t word)
{
    switch (kind) {
    case UL_WORD_VALUE: return IS_INT(word) || (IS_IMM(word) && is_immediate(v, word));
    case UL_WORD_NAME: return is_name(v, op == UL_OP_CALLM ? word & 0x7FFFFFFFu : word);
    case UL_WORD_OP: return word >= UL_OP_ADD && word <= UL_OP_SHR;
    default: return word < 256;
    }
}

/* Rules that tie an instruction to its function, beyond the operand table. */
static bool good_context(const struct verifier *v, uint32_t op, uint32_t b, uint32_t c)
{
    bool generator = FN_FLAGS(v->fn) & FLAG_GENERATOR;
    const uint32_t *callee;
    switch (op) {
    case UL_OP_RET: return !generator && b == FN_REGS(v->fn);
    case UL_OP_RETG:
    case UL_OP_YIELD: return generator;
    case UL_OP_LOADF: return is_bare_function(v, b | c << 8);
    case UL_OP_CALLS:
        callee = function_at(v, c);
        return b == FN_ARGS(callee) && !callee[2] && !FN_KWONLY(callee);
    default: return true;
    }
}

static bool good_instruction(const struct verifier *v, uint32_t w, uint32_t info)
{
    uint32_t op = w & 255u, a = w >> 8 & 255u, b = w >> 16 & 255u, c = w >> 24;
    uint32_t format = INFO_FORMAT(info);
    if (format == UL_FMT_SAX) return true;
    if (!good_operand(v, INFO_OPERAND(info, 0), a)) return false;
    if (format == UL_FMT_ABX || format == UL_FMT_ASBX) {
        if (!good_operand(v, INFO_OPERAND(info, 1), w >> 16)) return false;
    } else if (!good_operand(v, INFO_OPERAND(info, 1), b) ||
               !good_operand(v, INFO_OPERAND(info, 2), c)) {
        return false;
    }
    return span_end(v, INFO_SPAN(info), a, b, c) < FN_REGS(v->fn) && good_context(v, op, b, c);
}

/* First pass over a function's code: instructions one by one; marks where they start. */
static int check_instructions(struct verifier *v, uint32_t from)
{
    uint32_t at = from, op = UL_OP_ILLEGAL;
    while (at < v->code_end) {
        uint32_t w = v->image[at], before = op;
        op = w & 255u;
        if (op == UL_OP_ILLEGAL || op >= UL_OP_COUNT) return UL_IMAGE_OPCODE;
        bool chained = op > UL_OP_WLOAD && op <= UL_OP_WSTORE;
        if (chained && (before < UL_OP_WLOAD || before >= UL_OP_WSTORE)) return UL_IMAGE_OPERAND;
        if (!good_instruction(v, w, op_info[op])) return UL_IMAGE_OPERAND;
        mark_start(v, at++);
        uint32_t kind = INFO_WORD(op_info[op]);
        if (kind == UL_WORD_NONE) continue;
        if (at >= v->code_end || !good_word(v, kind, op, v->image[at])) return UL_IMAGE_OPERAND;
        at++;
    }
    bool ends = op == UL_OP_RET || op == UL_OP_RETG || op == UL_OP_JMP || op == UL_OP_LOOP ||
                op == UL_OP_RAISE || op == UL_OP_RAISEFROM || op == UL_OP_RERAISE;
    return ends ? UL_OK : UL_IMAGE_JUMP;
}

static bool is_target(const struct verifier *v, int32_t word)
{
    return word >= (int32_t)FN_CODE(v->fn) && word < (int32_t)v->code_end &&
           is_start(v, (uint32_t)word);
}

static bool jump_distance(uint32_t w, uint32_t info, int32_t *distance)
{
    if (INFO_OPERAND(info, 0) == UL_KIND_JUMP)
        *distance = (int32_t)w >> 8;
    else if (INFO_OPERAND(info, 1) == UL_KIND_JUMP)
        *distance = (int32_t)w >> 16;
    else if (INFO_OPERAND(info, 2) == UL_KIND_JUMP)
        *distance = (int32_t)w >> 24;
    else
        return false;
    return true;
}

/* Second pass: jumps, now that all starts are known. */
static int check_jumps(const struct verifier *v, uint32_t from)
{
    for (uint32_t at = from; at < v->code_end; at++) {
        int32_t distance;
        uint32_t w = v->image[at];
        if (!is_start(v, at) || !jump_distance(w, op_info[w & 255u], &distance)) continue;
        bool backward = (w & 255u) == UL_OP_LOOP || (w & 255u) == UL_OP_FORLOOP;
        if ((distance < 0 && !backward) || !is_target(v, (int32_t)at + 1 + distance))
            return UL_IMAGE_JUMP;
    }
    return UL_OK;
}

static int check_handlers(const struct verifier *v)
{
    const uint32_t *handler = v->image + v->offset[HANDLERS] + 2 * LOW(v->fn[3]);
    for (uint32_t i = HIGH(v->fn[3]); i; i--, handler += 2) {
        uint32_t start = LOW(handler[0]), end = HIGH(handler[0]);
        if (start > end || start < FN_CODE(v->fn) || end > v->code_end ||
            !is_target(v, (int32_t)LOW(handler[1])) || HIGH(handler[1]) >= FN_REGS(v->fn))
            return UL_IMAGE_JUMP;
    }
    return UL_OK;
}

static int check_functions(struct verifier *v)
{
    uint32_t at = v->offset[CODE], end = at + v->length[CODE];
    for (uint32_t i = 0; i < v->functions; i++) {
        int err = check_record(v, i, at);
        if (err) return err;
        v->fn = function_at(v, i);
        if (HIGH(v->fn[0]) > end - at) return UL_IMAGE_FUNCTION;
        v->code_end = at + HIGH(v->fn[0]);
        err = check_instructions(v, at);
        if (!err) err = check_jumps(v, at);
        if (!err) err = check_handlers(v);
        if (err) return err;
        at = v->code_end;
    }
    return at == end ? UL_OK : UL_IMAGE_FUNCTION;
}

int ul_image_verify(const void *image, uint32_t image_len, void *scratch, uint32_t scratch_len)
{
    struct verifier v = {.image = image, .starts = scratch};
    int err = check_header(&v, image_len);
    if (err) return err;
    uint32_t bitmap = (v.words + 31) / 32 * 4;
    if (scratch_len < bitmap) return UL_ARENA_TOO_SMALL;
    memset(scratch, 0, bitmap);
    err = check_sections(&v);
    if (!err) err = check_objects(&v);
    if (!err) err = check_names(&v);
    if (!err) err = check_classes(&v);
    return err ? err : check_functions(&v);
}
