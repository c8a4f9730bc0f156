/* May this image run? Everything that spec/image.md demands, in linear time, before anything else.
 *
 * What the verifier leaves to the interpreter is what depends on values: types, bounds of lists,
 * unbound registers. What it settles once and for all: every section lies inside the image, every
 * reference is the start of an object, every register, global, function, class, name and builtin
 * that an instruction names exists, and every jump lands on an instruction of its own function.
 */
#include "ul_str.h"
#include "ul_verify.h"

#define MAGIC         0x314D4C55u
#define HEADER_WORDS  12u
#define MAX_REGISTERS 250u
#define LOW(word)     ((word) & 0xFFFFu)
#define HIGH(word)    ((word) >> 16)

/* --- Header and sections -------------------------------------------------------------------------
 */

static int check_header(struct verifier *v, uint32_t image_len)
{
    if (image_len < HEADER_WORDS * 4) return UL_IMAGE_TRUNCATED;
    if (v->image[0] != MAGIC) return UL_IMAGE_MAGIC;
    if (LOW(v->image[1]) != IMAGE_VERSION) return UL_IMAGE_VERSION;
    v->words = v->image[2];
    if (v->words > 0xFFFFu || v->words < HEADER_WORDS) return UL_IMAGE_LAYOUT;
    if (v->words * 4 > image_len) return UL_IMAGE_TRUNCATED;
    uint32_t seed = (v->image[1] & ~0xFFFFu) | v->words;
    uint32_t check = ul_words_hash(v->image + 4, v->words - 4, seed);
    return check == v->image[3] ? UL_OK : UL_IMAGE_CHECKSUM;
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
    v->classes = IMAGE_CLASSES(v->image);
    v->extensions = IMAGE_EXTENSIONS(v->image);
    v->globals = LOW(v->image[10]);
    v->names = v->length[NAMES];
    v->objects_end = v->offset[NAMES];
    bool counts = v->functions && v->globals <= v->names && v->classes <= 256 &&
                  v->classes + v->extensions * EXTENSION_WORDS <= v->length[TABLES];
    bool heap = IMAGE_HEAP(v->image) == at && IMAGE_HEAP_WORDS(v->image) == v->words - at;
    return heap && counts ? UL_OK : UL_IMAGE_LAYOUT;
}

/* --- Constants -----------------------------------------------------------------------------------
 */

static bool good_string(const uint32_t *object, uint32_t size, uint32_t pad)
{
    const uint32_t *data = object + STR_DATA;
    uint32_t words = size - STR_DATA, len = words * 4 - pad, wide = 0, first;
    if (size <= STR_DATA || object[STR_HASH] != ul_words_hash(data, words, len)) return false;
    for (uint32_t i = 0; i < words; i++)
        wide |= data[i];
    bool flag = (wide & 0x80808080u) != 0;
    if (HDR_FLAG(object[0]) != flag) return false;
    if (!flag) return len > 1; /* a single character: immediate */
    const uint8_t *text = (const uint8_t *)data;
    return ul_utf8_valid(text, len) && ul_utf8_decode(text, &first) != len;
}

static bool good_object(const uint32_t *object, uint32_t size)
{
    uint32_t header = object[0], pad = HDR_PAD(header);
    if ((header & 3u) != 1u) /* a header, not marked */
        return false;
    if (pad && (object[size - 1] >> (32 - 8 * pad)) != 0) return false;
    switch (HDR_TYPE(header)) {
    case T_STR: return good_string(object, size, pad);
    case T_INT: {
        bool small = size == 2 && object[1] <= 0x40000000u - !HDR_FLAG(header);
        return size >= 2 && object[size - 1] && !pad && !small;
    }
    case T_FLOAT: return size == 3 && !pad && !HDR_FLAG(header);
    case T_BYTES: return (size > 1 || !pad) && !HDR_FLAG(header);
    default: return false;
    }
}

static int check_objects(struct verifier *v)
{
    for (uint32_t i = 0; i <= v->objects_end / 32; i++)
        v->starts[i] = 0;
    for (uint32_t at = HEADER_WORDS, size; at < v->objects_end; at += size) {
        const uint32_t *object = v->image + at;
        size = HDR_WORDS(object[0]);
        if (!size || size > v->objects_end - at || !good_object(object, size))
            return UL_IMAGE_OBJECT;
        v->starts[at / 32] |= 1u << (at & 31);
    }
    return UL_OK;
}

static bool is_object(const struct verifier *v, uint32_t word)
{
    return word < v->objects_end && ul_verify_start(v, word);
}

static bool good_character(uint32_t code)
{
    return code < 0xD800 || (code >= 0xE000 && code <= 0x10FFFF) || code == UL_EMPTY_CHAR;
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

bool ul_verify_immediate(const struct verifier *v, uint32_t value)
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

static bool are_texts(const struct verifier *v, const uint32_t *values, uint32_t count)
{
    for (; count; count--)
        if (!is_text_value(v, *values++)) return false;
    return true;
}

/* --- Extension methods ---------------------------------------------------------------------------
 */

static int check_extensions(const struct verifier *v)
{
    const uint32_t *entry = v->image + v->offset[TABLES] + v->classes;
    for (uint32_t i = v->extensions; i; i--, entry += EXTENSION_WORDS)
        if (HIGH(entry[0]) >= UL_TYPE_COUNT || !is_name(v, LOW(entry[0])) ||
            !is_bare_function(v, entry[1]))
            return UL_IMAGE_FUNCTION;
    return UL_OK;
}

/* --- Classes -------------------------------------------------------------------------------------
 */

static bool in_tables(const struct verifier *v, uint32_t word, uint32_t count)
{
    uint32_t end = v->offset[TABLES] + v->length[TABLES];
    uint32_t from = v->offset[TABLES] + v->classes + v->extensions * EXTENSION_WORDS;
    return word >= from && word <= end && count <= end - word;
}

static int check_class(const struct verifier *v, uint32_t at)
{
    if (!in_tables(v, at, CLS_WORDS)) return UL_IMAGE_FUNCTION;
    const uint32_t *record = v->image + at, *entry = record + CLS_WORDS;
    uint32_t names = CLS_SLOTS(record) + CLS_MEMBERS(record);
    if (CLS_MEMBERS(record) > MAX_REGISTERS || (record[0] >> 16 & 0xFEu) ||
        !in_tables(v, at, CLS_WORDS + names) || !is_name(v, CLS_NAME(record)))
        return UL_IMAGE_FUNCTION;
    for (uint32_t i = 0; i < names; i++)
        if (!is_name(v, entry[i])) return UL_IMAGE_FUNCTION;
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

/* Constants for the last parameters: 0 where there is none. */
static bool good_defaults(const struct verifier *v, const uint32_t *fn, uint32_t named)
{
    uint32_t count = FN_DEFAULT_COUNT(fn), at = FN_DEFAULTS(fn);
    if (!count) return !at;
    if (count > named || !in_tables(v, at, count)) return false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t value = v->image[at + i];
        bool good = IS_REF(value)   ? is_object(v, value / 4)
                    : IS_IMM(value) ? ul_verify_immediate(v, value)
                                    : true; /* an integer, or none */
        if (!good) return false;
    }
    return true;
}

static int check_record(const struct verifier *v, uint32_t index, uint32_t code_from)
{
    const uint32_t *fn = function_at(v, index);
    uint32_t named = FN_ARGS(fn) + FN_KWONLY(fn), flags = FN_FLAGS(fn);
    uint32_t entry =
        named + ((flags & FLAG_VARARGS) != 0) + ((flags & FLAG_VARKEYWORDS) != 0) + FN_FREE(fn);
    uint32_t params = FN_PARAMS(fn), first = LOW(fn[3]), count = HIGH(fn[3]);
    bool good = FN_CODE(fn) == code_from && HIGH(fn[0]) && FN_FLOATS(fn) < FN_REGS(fn) &&
                FN_REGS(fn) <= MAX_REGISTERS && entry <= FN_REGS(fn) - FN_FLOATS(fn) &&
                FN_POSONLY(fn) <= FN_ARGS(fn) && !(fn[2] & 0x00FFFFF0u) &&
                good_defaults(v, fn, named) && is_name(v, FN_NAME(fn)) &&
                first + count <= v->length[HANDLERS] / 2 &&
                (!named || in_tables(v, params, named)) && (index || (!entry && !flags));
    return good && are_texts(v, v->image + params, named) ? UL_OK : UL_IMAGE_FUNCTION;
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
        return b + members;
    }
    default: return 0;
    }
}

/* --- Code ----------------------------------------------------------------------------------------
 *
 * One pass. A second word has low byte 0, which is no opcode, and every other word of a function's
 * code is an instruction: so where a jump may land is seen by looking at the word there, and all
 * words are looked at in the end.
 */

const uint32_t ul_op_info[UL_OP_COUNT] = {UL_OP_INFO};
const uint32_t ul_op_rules[] = {UL_OP_RULES};

struct code {
    const struct verifier *v;
    const uint32_t *fn, *words;
    uint32_t length;
    uint32_t regs, all; /* without and with float registers, which are the last */
    uint32_t generator;
};

static bool good_word(const struct verifier *v, uint32_t kind, uint32_t w, uint32_t word)
{
    uint32_t value = word >> 8, op = w & 255u;
    if (word << 24) return false;
    switch (kind) {
    case UL_WORD_VALUE:
        value = word | (w >> 16 & 255u);
        return IS_INT(value) || (IS_IMM(value) && ul_verify_immediate(v, value));
    case UL_WORD_NAME:
        return is_name(v, op == UL_OP_CALLM || op == UL_OP_GETCELL ? value & 0x7FFFFFu : value);
    case UL_WORD_OP: return value >= UL_OP_ADD && value <= UL_OP_SHR;
    default: return value < 256;
    }
}

static bool is_float(const struct code *code, uint32_t reg)
{
    return reg >= code->regs && reg < code->all;
}

/* The operator in FLOAD's second word, without its flags. */
static bool good_float_word(uint32_t word)
{
    return (word & 63u) >= UL_OP_ADD && (word & 63u) <= UL_OP_TRUEDIV;
}

/* Rules that tie an instruction to its function, beyond the table. */
static bool own_rule(const struct code *code, uint32_t w, const uint32_t *at)
{
    uint32_t a = w >> 8 & 255u, b = w >> 16 & 255u, c = w >> 24;
    switch (w & 255u) {
    case UL_OP_RET: return !code->generator && b == code->all;
    case UL_OP_RETG:
    case UL_OP_YIELD: return code->generator;
    case UL_OP_CALLS: {
        const uint32_t *callee = function_at(code->v, c);
        return b == FN_ARGS(callee) && !callee[2] && !FN_KWONLY(callee);
    }
    case UL_OP_FCONST: return is_float(code, a) && HDR_TYPE(code->v->image[w >> 16]) == T_FLOAT;
    case UL_OP_FLOAD:
        return is_float(code, a) && at < code->words + code->length && good_float_word(*at >> 8);
    case UL_OP_FMOVE: return is_float(code, a) && is_float(code, b);
    case UL_OP_FBOX: return is_float(code, b);
    case UL_OP_FADD:
    case UL_OP_FSUB:
    case UL_OP_FMUL:
    case UL_OP_FDIV: return is_float(code, a) && is_float(code, b) && is_float(code, c);
    case UL_OP_JFEQ:
    case UL_OP_JFNE:
    case UL_OP_JFLT:
    case UL_OP_JFLE:
    case UL_OP_JFNLT:
    case UL_OP_JFNLE: return is_float(code, a) && is_float(code, b);
    default: { /* of word arithmetic: right behind another */
        uint32_t before = at - 1 == code->words ? UL_OP_ILLEGAL : at[-2] & 255u;
        return before >= UL_OP_WLOAD && before < UL_OP_WSTORE;
    }
    }
}

/* The operand that `check` names. */
static bool good_operand(const struct verifier *v, uint32_t check, uint32_t w)
{
    switch (check) {
    case UL_CHECK_IMM: return ul_verify_immediate(v, w >> 16 << 2 | 2u);
    case UL_CHECK_OBJ: return is_object(v, w >> 16);
    case UL_CHECK_GLOB: return w >> 16 < v->globals;
    case UL_CHECK_BC0: return !(w >> 16) && (w & 255u); /* of ILLEGAL, nothing is right */
    case UL_CHECK_FN16: return is_bare_function(v, w >> 16);
    case UL_CHECK_FN: return w >> 24 < v->functions;
    case UL_CHECK_CLS: return w >> 24 < v->classes;
    case UL_CHECK_BI: return w >> 24 < UL_FN_COUNT;
    default: return !(w >> 24);
    }
}

/* Is this word of the code the start of an instruction? */
static bool is_target(const struct code *code, uint32_t word)
{
    return word < code->length && code->words[word] << 24;
}

static bool is_jump(uint32_t check)
{
    return check >= UL_CHECK_JUMP8 && check <= UL_CHECK_JUMP24;
}

static bool good_jump(const struct code *code, uint32_t w, uint32_t rule, const uint32_t *at)
{
    uint32_t check = RULE_CHECK(rule);
    int32_t distance = (int32_t)w;
    distance >>= check == UL_CHECK_JUMP8 ? 24 : check == UL_CHECK_JUMP16 ? 16 : 8;
    return (distance >= 0 || (rule & UL_RULE_BACKWARD)) &&
           is_target(code, (uint32_t)(at - code->words) + (uint32_t)distance);
}

/* Is all well with the instruction before `at`, registers apart? Gives the next one, NULL if not.
 */
static UL_NOINLINE const uint32_t *check_rules(const struct code *code, uint32_t w, uint32_t info,
                                               const uint32_t *at)
{
    const struct verifier *v = code->v;
    uint32_t rule = ul_op_rules[info & 255u], check = RULE_CHECK(rule);
    if (check && !(is_jump(check) ? good_jump(code, w, rule, at) : good_operand(v, check, w)))
        return NULL;
    if (rule < 16) return at;
    uint32_t a = w >> 8 & 255u, b = w >> 16 & 255u, c = w >> 24;
    if (RULE_SPAN(rule) && span_end(v, RULE_SPAN(rule), a, b, c) >= code->regs) return NULL;
    if (rule < 256) return at;
    if ((rule & UL_RULE_A0) && a && check != UL_CHECK_JUMP24) return NULL;
    if ((rule & UL_RULE_OWN) && !own_rule(code, w, at)) return NULL;
    if (!RULE_WORD(rule)) return at;
    bool there = at < code->words + code->length;
    return there && good_word(v, RULE_WORD(rule), w, *at) ? at + 1 : NULL;
}

/* What is wrong with an instruction that check_rules refuses. */
static int failure(const struct code *code, uint32_t w, uint32_t info, const uint32_t *at)
{
    uint32_t rule = ul_op_rules[info & 255u];
    if (!(w & 255u)) return UL_IMAGE_OPCODE;
    bool jump = is_jump(RULE_CHECK(rule)) && !good_jump(code, w, rule, at);
    return jump ? UL_IMAGE_JUMP : UL_IMAGE_OPERAND;
}

/* Are all registers there that instructions name? (Slowly; all instructions are known to be.) */
static UL_NOINLINE bool good_registers(const struct code *code)
{
    for (uint32_t i = 0; i < code->length; i++) {
        uint32_t w = code->words[i], mask = ul_op_info[w & 255u];
        if (!(w << 24)) continue;
        for (uint32_t shift = 8; shift < 32; shift += 8)
            if ((mask >> shift & 255u) && (w >> shift & 255u) >= code->regs) return false;
    }
    return true;
}

/* The rules that most instructions have are decided in place, the others by check_rules. */
static UL_NOINLINE int check_code(const struct code *code)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"
    static const void *const decide[] = {
        [0 ... UL_OP_RULE_COUNT - 1] = &&other,
        [UL_RULES_NONE] = &&good,
        [UL_RULES_C0] = &&c0,
        [UL_RULES_BC0] = &&bc0,
        [UL_RULES_IMM] = &&imm,
        [UL_RULES_OBJ] = &&obj,
        [UL_RULES_JUMP8] = &&jump8,
        [UL_RULES_JUMP16] = &&jump16,
        [UL_RULES_JUMP16_A3] = &&jump16_a3,
        [UL_RULES_JUMP16_A3_BACKWARD] = &&jump16_a3_backward,
        [UL_RULES_C0_ENDS_OWN] = &&c0_own,
    };
#pragma GCC diagnostic pop
    const uint32_t *at = code->words, *end = at + code->length, *next;
    const struct verifier *v = code->v;
    uint32_t w, info = 0, fields, target, broken = 0;
    /* Each field below 128 and below the count of registers: no bit 7 in the sum. */
    uint32_t room = code->regs > 128 ? 0 : (128 - code->regs) * 0x01010100u;
good:
    if (at == end) goto done;
    w = *at++;
    if (UL_UNLIKELY((w & 255u) >= UL_OP_COUNT)) return UL_IMAGE_OPCODE;
    info = ul_op_info[w & 255u];
    fields = w & info;
    broken |= fields | (fields + room);
    goto *decide[info & 255u];
c0:
    if (w >> 24) goto other;
    goto good;
bc0:
    if (w >> 16) goto other;
    goto good;
imm:
    if (IMM_KIND(w >> 14) != K_CHAR) goto other;
    goto good;
obj:
    if (!is_object(v, w >> 16)) goto other;
    goto good;
jump8:
    target = (uint32_t)((int32_t)w >> 24);
    goto forward;
jump16_a3:
    if ((w >> 8 & 255u) + 3 >= code->regs) goto other;
jump16:
    target = (uint32_t)((int32_t)w >> 16);
forward: /* a target before the next instruction is a huge number */
    if (target >= (uint32_t)(end - at) || !(at[target] << 24)) goto other;
    goto good;
jump16_a3_backward:
    if ((w >> 8 & 255u) + 3 >= code->regs) goto other;
    target = (uint32_t)-((int32_t)w >> 16);
    if (target > (uint32_t)(at - code->words) || !(*(at - target) << 24)) goto other;
    goto good;
c0_own:
    if ((w & 255u) != UL_OP_RET || w >> 16 != code->all || code->generator) goto other;
    goto good;
other:
    next = check_rules(code, w, info, at);
    if (!next) return failure(code, w, info, at);
    at = next;
    goto good;
done:
    if ((broken & 0x80808000u) && !good_registers(code)) return UL_IMAGE_OPERAND;
    return ul_op_rules[info & 255u] & UL_RULE_ENDS ? UL_OK : UL_IMAGE_JUMP;
}

static int check_handlers(const struct code *code)
{
    const uint32_t *handler = code->v->image + code->v->offset[HANDLERS] + 2 * LOW(code->fn[3]);
    uint32_t from = FN_CODE(code->fn), until = from + code->length;
    for (uint32_t i = HIGH(code->fn[3]); i; i--, handler += 2) {
        uint32_t start = LOW(handler[0]), end = HIGH(handler[0]);
        /* nothing may catch FPREP's MemoryError: there would be no boxes behind it */
        if (start > end || start < from + (FN_FLOATS(code->fn) != 0) || end > until ||
            (LOW(handler[1]) && !is_target(code, LOW(handler[1]) - from)) ||
            HIGH(handler[1]) >= code->regs)
            return UL_IMAGE_JUMP;
    }
    return UL_OK;
}

static int check_functions(const struct verifier *v)
{
    uint32_t at = v->offset[CODE], end = at + v->length[CODE];
    for (uint32_t i = 0; i < v->functions; i++) {
        int err = check_record(v, i, at);
        if (err) return err;
        const uint32_t *fn = function_at(v, i);
        uint32_t all = FN_REGS(fn), generator = FN_FLAGS(fn) & FLAG_GENERATOR;
        struct code code = {v, fn, v->image + at, HIGH(fn[0]), all - FN_FLOATS(fn), all, generator};
        if (code.length > end - at) return UL_IMAGE_FUNCTION;
        if (FN_FLOATS(fn) && code.words[0] != UL_OP_FPREP) return UL_IMAGE_FUNCTION;
        err = check_code(&code);
        if (!err) err = check_handlers(&code);
        if (err) return err;
        at += code.length;
    }
    return at == end ? UL_OK : UL_IMAGE_FUNCTION;
}

int ul_image_verify(const void *image, uint32_t image_len, void *scratch, uint32_t scratch_len)
{
    struct verifier v = {.image = image, .starts = scratch};
    int err = check_header(&v, image_len);
    if (err) return err;
    if (scratch_len < (v.words + 31) / 32 * 4) return UL_ARENA_TOO_SMALL;
    err = check_sections(&v);
    if (!err) err = check_objects(&v);
    if (!err && !are_texts(&v, v.image + v.offset[NAMES], v.names)) err = UL_IMAGE_OBJECT;
    if (!err) err = check_extensions(&v);
    if (!err) err = check_classes(&v);
    if (!err) err = check_functions(&v);
    return err ? err : ul_verify_heap(&v);
}
