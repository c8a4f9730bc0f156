/* Which image do these bytes describe? One that the verifier accepts, with wrong types everywhere.
 *
 *     struct forge forge;
 *     uint32_t words = forge_image(&forge, bytes, len);      the image is forge.words
 *
 * Constants of every type; four global slots (`handler` is the first); two classes, the second
 * derived from the first, with special methods chosen by the input; four functions with random
 * parameters and flags. Each function fills its registers with values of random types and then runs
 * random instructions, made from the table of opcodes (gen/forge_ops.h), so new opcodes come in by
 * themselves. Every instruction has an exception handler that leads to the next one: nearly all of
 * them are executed, whatever they raise.
 */
#ifndef UL_TEST_FORGE_IMAGE_H
#define UL_TEST_FORGE_IMAGE_H

#include "gen/forge_ops.h"
#include "minimal_image.h"
#include "ul_str.h"

#define FORGE_WORDS     4096u
#define FORGE_FUNCTIONS 4u
#define FORGE_CLASSES   2u
#define FORGE_GLOBALS   4u
#define FORGE_NAMES     8u
#define FORGE_REGISTERS 24u
#define FORGE_FLOATS    3u                    /* registers behind the others */
#define FORGE_CAUGHT    (FORGE_REGISTERS - 1) /* where a handler puts the exception */
#define FORGE_SMALL     8u                    /* first register of an instruction that spans some */
#define FORGE_OBJECTS   16u
#define FORGE_MEMBERS   4u
#define FORGE_STARTS    144u

struct forge {
    uint32_t words[FORGE_WORDS];
    uint32_t at; /* words written */
    const uint8_t *bytes;
    size_t len;
    uint32_t object[FORGE_OBJECTS], objects, text[FORGE_OBJECTS], texts;
    uint32_t arguments[FORGE_FUNCTIONS], flags[FORGE_FUNCTIONS], free[FORGE_FUNCTIONS];
    uint32_t start[FORGE_STARTS], starts; /* instructions of the function being forged */
};

static inline uint32_t forge_take(struct forge *f)
{
    if (!f->len) return 0;
    f->len--;
    return *f->bytes++;
}

static inline uint32_t forge_take16(struct forge *f)
{
    uint32_t low = forge_take(f);
    return low | forge_take(f) << 8;
}

static inline void forge_put(struct forge *f, uint32_t word)
{
    if (f->at < FORGE_WORDS) f->words[f->at++] = word;
}

/* --- Constants ----------------------------------------------------------------------------------
 */

static inline void forge_object(struct forge *f, enum ul_type type, uint32_t flag,
                                const uint32_t *body, uint32_t words, uint32_t pad)
{
    f->object[f->objects++] = f->at;
    forge_put(f, HDR(type, words + 1) | flag << 10 | pad << 8);
    for (uint32_t i = 0; i < words; i++)
        forge_put(f, body[i]);
}

static inline void forge_text(struct forge *f, const char *text, bool wide)
{
    uint32_t body[8] = {0}, len = (uint32_t)strlen(text), words = (len + 3) / 4;
    memcpy(body + 1, text, len);
    body[0] = ul_words_hash(body + 1, words, len);
    f->text[f->texts++] = f->at;
    forge_object(f, T_STR, wide, body, words + 1, words * 4 - len);
}

static inline void forge_float(struct forge *f, double value)
{
    uint32_t body[2];
    memcpy(body, &value, 8);
    forge_object(f, T_FLOAT, 0, body, 2, 0);
}

static inline void forge_objects(struct forge *f)
{
    static const uint32_t digits[5] = {1, 0x80000000u, 0, 77, 9};
    double given;
    uint32_t words[2] = {forge_take16(f) | forge_take16(f) << 16, forge_take16(f) | forge_take16(f)
                                                                                        << 16};
    memcpy(&given, words, 8);
    forge_text(f, "handler", false);
    forge_text(f, "-12.5e3", false);
    forge_text(f, "{0:>5}%s", false);
    forge_text(f, "\xC3\xA9t\xC3\xA9 \xF0\x9F\x90\x8D", true);
    forge_text(f, "ab,ab, b", false);
    forge_object(f, T_INT, 0, digits + 1, 1, 0);
    forge_object(f, T_INT, 1, digits, 5, 0);
    forge_object(f, T_BYTES, 0, digits + 3, 1, 2);
    forge_float(f, given);
    forge_float(f, -0.0);
    forge_float(f, 2.5);
}

/* --- Tables --------------------------------------------------------------------------------------
 */

static inline uint32_t forge_name(struct forge *f)
{
    return forge_take(f) % (UL_NAME_STATIC_COUNT + FORGE_NAMES);
}

static inline void forge_names(struct forge *f)
{
    for (uint32_t i = 0; i < FORGE_NAMES; i++)
        forge_put(f, i < f->texts ? f->text[i] * 4 : UL_IMM(K_CHAR, 'a' + i));
}

/* A class: two slots, members with names from the input (the special methods come first). */
static inline void forge_class(struct forge *f)
{
    uint32_t open = forge_take(f) & 1;
    forge_put(f, 2u << 24 | open << 16 | (UL_NAME_STATIC_COUNT + 5));
    forge_put(f, FORGE_MEMBERS);
    forge_put(f, UL_NAME_STATIC_COUNT + 6);
    forge_put(f, UL_NAME_STATIC_COUNT + 7);
    for (uint32_t i = 0; i < FORGE_MEMBERS; i++)
        forge_put(f, forge_name(f));
}

static inline void forge_tables(struct forge *f, uint32_t *parameters)
{
    uint32_t first = f->at + FORGE_CLASSES;
    for (uint32_t i = 0; i < FORGE_CLASSES; i++)
        forge_put(f, first + i * (CLS_WORDS + 2 + FORGE_MEMBERS));
    for (uint32_t i = 0; i < FORGE_CLASSES; i++)
        forge_class(f);
    *parameters = f->at;
    for (uint32_t i = 0; i < 4; i++)
        forge_put(f, UL_IMM(K_CHAR, 'p' + i));
}

/* --- Code ----------------------------------------------------------------------------------------
 */

static inline uint32_t forge_immediate(struct forge *f)
{
    uint32_t choice = forge_take(f), payload = forge_take(f);
    switch (choice % 8) {
    case 0: return UL_IMM(K_SINGLETON, payload % 5);
    case 1: return payload & 1 ? UL_IMM(K_CHAR, payload) : V_EMPTY_STR;
    case 2:
    case 3: return UL_IMM(K_BUILTIN, payload % UL_FN_COUNT);
    case 4:
    case 5: return UL_IMM(K_TYPE, payload % UL_TYPE_COUNT);
    case 6: return UL_IMM(K_MODULE, payload & 1);
    default: {
        uint32_t function = payload % FORGE_FUNCTIONS;
        return f->free[function] ? V_NONE : UL_IMM(K_FUNCTION, function);
    }
    }
}

static inline uint32_t forge_operand(struct forge *f, uint32_t kind, bool spans)
{
    uint32_t raw = forge_take(f);
    switch (kind) {
    case FORGE_R:
    case FORGE_W:
    case FORGE_RW: return raw % (spans ? FORGE_SMALL : FORGE_REGISTERS);
    case FORGE_N: return spans ? raw % 5 : raw;
    case FORGE_I8: return raw;
    case FORGE_INT: return raw | forge_take(f) << 8;
    case FORGE_IMM: return (forge_immediate(f) >> 2) & 0xFFFFu;
    case FORGE_OBJ: return f->object[raw % f->objects];
    case FORGE_GLOB: return raw % FORGE_GLOBALS;
    case FORGE_F:
    case FORGE_FW: return FORGE_REGISTERS + raw % FORGE_FLOATS;
    case FORGE_FN: return raw % FORGE_FUNCTIONS;
    case FORGE_CLS: return raw % FORGE_CLASSES;
    case FORGE_BI: return raw % UL_FN_COUNT;
    default: return 0;
    }
}

/* The second word of an instruction: low byte 0, which is no opcode. */
static inline uint32_t forge_word(struct forge *f, uint32_t kind, uint32_t op)
{
    uint32_t raw = forge_take(f);
    switch (kind) {
    case UL_WORD_NAME: {
        bool flagged = (raw & 1u) && (op == UL_OP_CALLM || op == UL_OP_GETCELL);
        return forge_name(f) << 8 | (uint32_t)flagged << 31;
    }
    case UL_WORD_COUNT:
        if (op == UL_OP_FLOAD) return (UL_OP_ADD + raw % 4 + (raw & 64u) + (raw & 128u)) << 8;
        return raw << 8;
    case UL_WORD_OP: return (UL_OP_ADD + raw % (UL_OP_SHR - UL_OP_ADD + 1)) << 8;
    default: return raw << 8;
    }
}

/* What ties an instruction to its function: see the rules in spec/opcodes.toml. */
static inline uint32_t forge_context(struct forge *f, uint32_t w, uint32_t index)
{
    bool generator = f->flags[index] & FLAG_GENERATOR;
    uint32_t b = w >> 16 & 255u, c = w >> 24;
    switch (w & 255u) {
    case UL_OP_RET:
        return generator ? UL_OP_RETG | (w & 0xFF00u)
                         : (w & 0xFFFFu) | (FORGE_REGISTERS + FORGE_FLOATS) << 16;
    case UL_OP_RETG:
    case UL_OP_YIELD: return generator ? w : (uint32_t)UL_OP_MOVE | (w & 0xFF00u);
    case UL_OP_LOADF: return f->free[(b | c << 8)] ? (w & 0xFF00u) | UL_OP_UNSET : w;
    case UL_OP_IMPORT: return w & 0x1FFFFu;
    case UL_OP_FPREP: return (uint32_t)UL_OP_MOVE; /* only a function begins with it */
    case UL_OP_FCONST: return (w & 0xFFFFu) | f->object[f->objects - 1 - (b & 1)] << 16;
    case UL_OP_CALLS:
        if (f->free[c] || f->flags[c]) return (w & 0xFF00u) | UL_OP_UNSET;
        return (w & 0xFF00FFFFu) | f->arguments[c] << 16;
    default: return w;
    }
}

static inline uint32_t forge_last_op(const struct forge *f)
{
    return f->starts ? f->words[f->start[f->starts - 1]] & 255u : UL_OP_ILLEGAL;
}

/* An operation on words stands right behind another. */
static inline uint32_t forge_allowed(const struct forge *f, uint32_t op)
{
    uint32_t last = forge_last_op(f);
    bool behind = last >= UL_OP_WLOAD && last < UL_OP_WSTORE;
    return op > UL_OP_WLOAD && op <= UL_OP_WSTORE && !behind ? (uint32_t)UL_OP_WLOAD : op;
}

static inline void forge_instruction(struct forge *f, uint32_t index, uint32_t op)
{
    op = forge_allowed(f, op);
    const struct forge_op *info = &forge_ops[op];
    bool spans = info->spans,
         wide = info->format == FORGE_FMT_ABX || info->format == FORGE_FMT_ASBX;
    uint32_t a = forge_operand(f, info->operand[0], spans), word = 0;
    uint32_t b = forge_operand(f, info->operand[1], spans);
    uint32_t c = wide ? 0 : forge_operand(f, info->operand[2], spans);
    uint32_t w = info->format == FORGE_FMT_SAX ? op : op | a << 8 | b << 16 | c << 24;
    if (info->word == UL_WORD_VALUE) {
        word = b & 1 ? V_INT((int16_t)forge_take16(f)) : forge_immediate(f);
        w = (w & 0xFF00FFFFu) | (word & 255u) << 16;
        word &= ~255u;
    } else if (info->word) {
        word = forge_word(f, info->word, op);
    }
    w = forge_context(f, w, index);
    if (f->starts < FORGE_STARTS) f->start[f->starts++] = f->at;
    forge_put(f, w);
    if ((w & 255u) == op && info->word) forge_put(f, word);
}

static inline bool forge_jumps_backward(uint32_t op)
{
    return op == UL_OP_LOOP || op == UL_OP_FORLOOP;
}

/* Aim the jumps, now that it is known where instructions start. */
static inline void forge_aim(struct forge *f, uint32_t i)
{
    uint32_t *w = f->words + f->start[i], ahead = f->starts - i - 1;
    const struct forge_op *info = &forge_ops[*w & 255u];
    uint32_t operand = 0, choice = 0;
    while (operand < 3 && info->operand[operand] != FORGE_JUMP)
        operand++;
    if (operand == 3) return;
    choice = forge_take(f);
    uint32_t to = i + 1 + choice % (ahead < 8 ? ahead : 8);
    if (forge_jumps_backward(*w & 255u) && (choice & 3))
        to = i - (choice >> 2) % (i < 8 ? i + 1 : 8);
    uint32_t distance = f->start[to] - f->start[i] - 1;
    *w = (*w & ((1u << (8 * (operand + 1))) - 1)) | distance << (8 * (operand + 1));
}

static inline void forge_emit(struct forge *f, uint32_t op, uint32_t a, uint32_t bc)
{
    f->start[f->starts++] = f->at;
    forge_put(f, op | a << 8 | bc << 16);
}

/* Classes and functions into the global slots: the module body begins so. The first class has a
 * builtin type as its base, or nothing; the second has the first. */
static inline void forge_definitions(struct forge *f)
{
    uint32_t base = forge_take(f) % (2 * UL_TYPE_COUNT);
    for (uint32_t i = 0; i < FORGE_MEMBERS; i++)
        forge_instruction(f, 0, UL_OP_MKFUNC);
    forge_emit(f, UL_OP_LOADV, 0, V_NONE >> 2);
    if (base < UL_TYPE_COUNT) {
        forge_emit(f, UL_OP_LOADV, 8, V_TYPE(base) >> 2);
        forge_emit(f, UL_OP_NEWTUPLE, 0, 8u | 1u << 8);
    }
    for (uint32_t i = 0; i < FORGE_CLASSES; i++) {
        forge_emit(f, UL_OP_MKCLASS, 8 + i, 0u | i << 8);
        forge_emit(f, UL_OP_SETG, 8 + i, 1 + i);
        forge_emit(f, UL_OP_NEWTUPLE, 0, 8u | 1u << 8);
    }
    if (f->free[1])
        forge_emit(f, UL_OP_MKFUNC, 4, 4u | 1u << 8);
    else
        forge_emit(f, UL_OP_LOADF, 4, 1);
    forge_emit(f, UL_OP_SETG, 4, 0);
}

/* Values of all types into the registers that come after the parameters. */
static inline void forge_values(struct forge *f)
{
    static const uint8_t loads[8] = {UL_OP_LOADC,    UL_OP_LOADV, UL_OP_LOADI,   UL_OP_GETG,
                                     UL_OP_NEWTUPLE, UL_OP_LOADC, UL_OP_NEWLIST, UL_OP_NEWDICT};
    for (uint32_t i = forge_take(f) & 15; i; i--)
        forge_instruction(f, 0, loads[forge_take(f) & 7]);
}

static inline void forge_function(struct forge *f, uint32_t index, uint32_t share)
{
    f->starts = 1;
    f->start[0] = f->at;
    forge_put(f, UL_OP_FPREP);
    if (!index) forge_definitions(f);
    forge_values(f);
    size_t rest = f->len > share ? f->len - share : 0;
    while (f->len > rest && f->starts < FORGE_STARTS - 8) {
        uint32_t op = 1 + forge_take(f) % (UL_OP_COUNT - 1);
        forge_instruction(f, index, op);
    }
    forge_instruction(f, index, UL_OP_RET);
    for (uint32_t i = 0; i + 1 < f->starts; i++)
        forge_aim(f, i);
}

/* --- The whole -----------------------------------------------------------------------------------
 */

static inline void forge_record(struct forge *f, uint32_t index, uint32_t parameters)
{
    uint32_t *record = f->words + (f->words[6] & 0xFFFFu) + index * IMAGE_FUNCTION_WORDS;
    uint32_t keyword_only = f->flags[index] >> 7;
    record[1] = (FORGE_REGISTERS + FORGE_FLOATS) | f->arguments[index] << 8 | keyword_only << 24;
    record[2] = (f->flags[index] & 7u) | f->free[index] << 24;
    record[5] = FORGE_FLOATS << 25;
    record[4] = parameters << 16 | (UL_NAME_STATIC_COUNT + index);
}

static inline void forge_signatures(struct forge *f)
{
    for (uint32_t i = 1; i < FORGE_FUNCTIONS; i++) {
        uint32_t shape = forge_take(f);
        f->arguments[i] = shape & 3;
        f->flags[i] = (shape >> 2 & 7u) | (shape & 0x80u);
        f->free[i] = (shape >> 5 & 3u) == 3 ? 2 : 0;
    }
}

/* One handler per instruction but FPREP: from it to the next. Returns how many. */
static inline uint32_t forge_handlers(const struct forge *f, uint32_t *handlers)
{
    for (uint32_t i = 1; i + 1 < f->starts; i++, handlers += 2) {
        handlers[0] = f->start[i + 1] << 16 | f->start[i];
        handlers[1] = FORGE_CAUGHT << 16 | f->start[i + 1];
    }
    return f->starts - 2;
}

#define FORGE_HANDLERS 150u /* of each function */

static inline uint32_t forge_image(struct forge *f, const uint8_t *bytes, size_t len)
{
    uint32_t parameters, handlers;
    memset(f, 0, sizeof *f);
    f->bytes = bytes;
    f->len = len;
    f->at = IMAGE_HEADER_WORDS;
    forge_signatures(f);
    forge_objects(f);
    f->words[4] = (f->at - IMAGE_HEADER_WORDS) << 16 | IMAGE_HEADER_WORDS;
    f->words[5] = FORGE_NAMES << 16 | f->at;
    forge_names(f);
    f->words[6] = FORGE_FUNCTIONS << 16 | f->at;
    f->at += FORGE_FUNCTIONS * IMAGE_FUNCTION_WORDS;
    f->words[7] = f->at;
    forge_tables(f, &parameters);
    f->words[7] |= (f->at - f->words[7]) << 16;
    f->words[8] = (FORGE_FUNCTIONS * FORGE_HANDLERS) << 16 | f->at;
    handlers = f->at;
    f->at += FORGE_FUNCTIONS * FORGE_HANDLERS * 2;
    f->words[9] = f->at;
    f->words[10] = FORGE_CLASSES << 16 | FORGE_GLOBALS;
    for (uint32_t i = 0; i < FORGE_FUNCTIONS; i++) {
        uint32_t *record = f->words + (f->words[6] & 0xFFFFu) + i * IMAGE_FUNCTION_WORDS;
        uint32_t from = f->at, first = i * FORGE_HANDLERS;
        forge_function(f, i, (uint32_t)(f->len / (FORGE_FUNCTIONS - i)));
        record[0] = (f->at - from) << 16 | from;
        record[3] = forge_handlers(f, f->words + handlers + 2 * first) << 16 | first;
        forge_record(f, i, parameters);
    }
    f->words[9] |= (f->at - (f->words[9] & 0xFFFFu)) << 16;
    f->words[11] = f->at; /* no heap */
    seal_image(f->words, f->at);
    return f->at;
}

#endif
