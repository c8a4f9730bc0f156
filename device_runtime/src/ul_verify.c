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

/* Two words at a time: five instructions a word would be one too many. Damage within one word is
 * always seen, since every step is a bijection of the check for given words, and of each word. */
static inline uint32_t mix(uint32_t check, uint32_t a, uint32_t b)
{
    check = (check ^ a) * 0x9E3779B1u + b;
    return check ^ check >> 15;
}

uint32_t ul_image_check(const uint32_t *image)
{
    uint32_t check = (image[1] & ~0xFFFFu) | image[2];
    const uint32_t *at = image + 4, *end = image + image[2];
    if (image[2] & 1u) check = mix(check, 0, *at++);
    if ((uint32_t)(end - at) & 2u) {
        check = mix(check, at[0], at[1]);
        at += 2;
    }
    for (; at != end; at += 4) {
        check = mix(check, at[0], at[1]);
        check = mix(check, at[2], at[3]);
    }
    return check;
}

static int check_header(struct verifier *v, uint32_t image_len)
{
    if (image_len < HEADER_WORDS * 4) return UL_IMAGE_TRUNCATED;
    if (v->image[0] != MAGIC) return UL_IMAGE_MAGIC;
    if (LOW(v->image[1]) != IMAGE_VERSION) return UL_IMAGE_VERSION;
    v->words = v->image[2];
    if (v->words > 0xFFFFu || v->words < HEADER_WORDS) return UL_IMAGE_LAYOUT;
    if (v->words * 4 > image_len) return UL_IMAGE_TRUNCATED;
    return ul_image_check(v->image) == v->image[3] ? UL_OK : UL_IMAGE_CHECKSUM;
}

/* The next section begins at `at`, its entries are `each` words; returns where it ends, or no
 * place of an image. */
static inline uint32_t section(struct verifier *v, enum section i, uint32_t at, uint32_t each)
{
    uint32_t head = v->image[4 + i], length = HIGH(head) * each;
    v->offset[i] = at;
    v->length[i] = length;
    return LOW(head) == at && at + length <= v->words ? at + length : UINT32_MAX;
}

static int check_sections(struct verifier *v)
{
    uint32_t at = section(v, OBJECTS, HEADER_WORDS, 1);
    at = section(v, NAMES, at, 1);
    at = section(v, FUNCTIONS, at, IMAGE_FUNCTION_WORDS);
    at = section(v, TABLES, at, 1);
    at = section(v, HANDLERS, at, 2);
    at = section(v, CODE, at, 1);
    const uint32_t *image = v->image;
    v->functions = HIGH(image[6]);
    v->classes = IMAGE_CLASSES(image);
    v->extensions = IMAGE_EXTENSIONS(image);
    v->globals = LOW(image[10]);
    v->names = v->length[NAMES];
    v->name_end = v->names + UL_NAME_STATIC_COUNT;
    v->objects_end = v->offset[NAMES];
    v->tables_end = v->offset[TABLES] + v->length[TABLES];
    v->tables_from = v->offset[TABLES] + v->classes + v->extensions * EXTENSION_WORDS;
    if (at > v->words || IMAGE_HEAP(image) != at || IMAGE_HEAP_WORDS(image) != v->words - at)
        return UL_IMAGE_LAYOUT;
    if (!v->functions || v->globals > v->names || v->classes > 256 ||
        v->tables_from > v->tables_end)
        return UL_IMAGE_LAYOUT;
    return UL_OK;
}

/* --- Constants -----------------------------------------------------------------------------------
 */

/* Its hash is not calculated again: a wrong one makes dicts forgetful. 0 would be replaced. */
static inline bool good_string(const uint32_t *object, uint32_t size, uint32_t pad)
{
    uint32_t wide = 0, first, len = (size - STR_DATA) * 4 - pad;
    const uint32_t *data = object + STR_DATA, *end = object + size, *at = data;
    if (size <= STR_DATA || !object[STR_HASH]) return false;
    do
        wide |= *at++;
    while (at != end);
    bool flag = HDR_FLAG(object[0]);
    if (UL_LIKELY(!(wide & 0x80808080u))) return !flag && len > 1; /* fewer: an immediate */
    const uint8_t *text = (const uint8_t *)data;
    return flag && ul_utf8_valid(text, len) && ul_utf8_decode(text, &first) != len;
}

static bool good_other(const uint32_t *object, uint32_t size, uint32_t pad)
{
    uint32_t header = object[0];
    if (header & HDR_MARK) return false;
    if (HDR_TYPE(header) == T_INT) {
        bool small = size == 2 && object[1] <= 0x40000000u - !HDR_FLAG(header);
        return size >= 2 && object[size - 1] && !pad && !small;
    }
    if (HDR_FLAG(header)) return false;
    if (HDR_TYPE(header) == T_FLOAT) return size == 3 && !pad;
    return HDR_TYPE(header) == T_BYTES && (size > 1 || !pad);
}

static int check_objects(const struct verifier *v)
{
    const uint32_t *image = v->image;
    uint32_t *starts = v->starts, objects_end = v->objects_end, size;
    for (uint32_t i = 0; i <= objects_end / 32; i++)
        starts[i] = 0;
    for (uint32_t at = HEADER_WORDS; at < objects_end; at += size) {
        const uint32_t *object = image + at;
        uint32_t header = object[0], pad = HDR_PAD(header);
        size = HDR_WORDS(header);
        if (!size || size > objects_end - at || !(header & 1u)) return UL_IMAGE_OBJECT;
        if (pad && object[size - 1] >> (32 - 8 * pad)) return UL_IMAGE_OBJECT;
        bool string = (header & (HDR(63, 0) | HDR_MARK)) == HDR(T_STR, 0);
        if (!(string ? good_string(object, size, pad) : good_other(object, size, pad)))
            return UL_IMAGE_OBJECT;
        starts[at / 32] |= 1u << (at & 31);
    }
    return UL_OK;
}

static bool good_character(uint32_t code)
{
    return code < 0xD800 || (code >= 0xE000 && code <= 0x10FFFF) || code == UL_EMPTY_CHAR;
}

bool ul_verify_immediate(const struct verifier *v, uint32_t value)
{
    uint32_t payload = IMM_PAYLOAD(value);
    switch (IMM_KIND(value)) {
    case K_SINGLETON: return payload <= 4;
    case K_CHAR: return good_character(payload);
    case K_BUILTIN: return payload < UL_FN_COUNT;
    case K_TYPE: return payload < UL_TYPE_COUNT;
    case K_FUNCTION: return ul_verify_bare_function(v, payload);
    case K_MODULE: return payload < 2;
    default: return false;
    }
}

static inline bool is_name(const struct verifier *v, uint32_t id)
{
    return id < v->name_end;
}

/* Values of strings: characters, and references to a STR. */
static bool are_texts(const struct verifier *v, const uint32_t *values, uint32_t count)
{
    const uint32_t *image = v->image, *end = values + count, objects_end = v->objects_end;
    for (; values != end; values++) {
        uint32_t value = *values, word = value / 4;
        if (!(value & 3u)) {
            if (word >= objects_end || !ul_verify_start(v, word)) return false;
            if ((image[word] & HDR(63, 0)) != HDR(T_STR, 0)) return false;
        } else if ((value & ~(127u << 5)) != UL_IMM(K_CHAR, 0)) { /* not ASCII */
            if (!IS_KIND(value, K_CHAR) || !good_character(IMM_PAYLOAD(value))) return false;
        }
    }
    return true;
}

/* --- Extension methods ---------------------------------------------------------------------------
 */

static int check_extensions(const struct verifier *v)
{
    const uint32_t *entry = v->image + v->offset[TABLES] + v->classes;
    for (uint32_t i = v->extensions; i; i--, entry += EXTENSION_WORDS)
        if (HIGH(entry[0]) >= UL_TYPE_COUNT || !is_name(v, LOW(entry[0])) ||
            !ul_verify_bare_function(v, entry[1]))
            return UL_IMAGE_FUNCTION;
    return UL_OK;
}

/* --- Classes -------------------------------------------------------------------------------------
 */

static inline bool in_tables(const struct verifier *v, uint32_t word, uint32_t count)
{
    return word >= v->tables_from && word <= v->tables_end && count <= v->tables_end - word;
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
        bool good = IS_REF(value)   ? ul_verify_object(v, value / 4)
                    : IS_IMM(value) ? ul_verify_immediate(v, value)
                                    : true; /* an integer, or none */
        if (!good) return false;
    }
    return true;
}

static inline bool good_record(const struct verifier *v, const struct code *code,
                               const uint32_t *fn)
{
    uint32_t named = FN_ARGS(fn) + FN_KWONLY(fn), entry = named + FN_FREE(fn);
    if (code->all > MAX_REGISTERS || code->floats >= code->all) return false;
    if (fn[2] & 0x00FFFFFFu) {
        if (fn[2] & 0x00FFFFF0u) return false;
        entry += (fn[2] / FLAG_VARARGS & 1u) + (fn[2] / FLAG_VARKEYWORDS & 1u);
    }
    if (entry > code->regs || FN_POSONLY(fn) > FN_ARGS(fn) || !is_name(v, FN_NAME(fn)))
        return false;
    if (fn[3] && LOW(fn[3]) + HIGH(fn[3]) > v->length[HANDLERS] / 2) return false;
    if ((fn[5] & 0x1FFFFFFu) && !good_defaults(v, fn, named)) return false;
    if (!named) return true;
    return in_tables(v, FN_PARAMS(fn), named) && are_texts(v, v->image + FN_PARAMS(fn), named);
}

/* --- Code ----------------------------------------------------------------------------------------
 */

/* Is this word of the image, inside the code, the start of an instruction of the function? */
static bool is_target(const struct code *code, uint32_t word)
{
    return word < code->length && code->words[word] << 24;
}

static bool good_handlers(const struct code *code, const uint32_t *fn)
{
    const uint32_t *handler = code->v->image + code->v->offset[HANDLERS] + 2 * LOW(fn[3]);
    uint32_t from = FN_CODE(fn), until = from + code->length;
    uint32_t least = from + (code->floats != 0);
    /* nothing may catch FPREP's MemoryError: there would be no boxes behind it */
    for (uint32_t i = HIGH(fn[3]); i; i--, handler += 2) {
        uint32_t start = LOW(handler[0]), end = HIGH(handler[0]), target = LOW(handler[1]);
        if (start > end || start < least || end > until || HIGH(handler[1]) >= code->regs ||
            (target && !is_target(code, target - from)))
            return false;
    }
    return true;
}

/* The module body has no parameters, and nothing else that would need a call. */
static bool good_body(const uint32_t *fn)
{
    return !(fn[1] & 0xFF00FF00u) && !fn[2];
}

static int check_functions(const struct verifier *v)
{
    const uint32_t *fn = ul_verify_function(v, 0);
    uint32_t at = v->offset[CODE], left = v->length[CODE];
    struct code code;
    code.v = v;
    if (!good_body(fn)) return UL_IMAGE_FUNCTION;
    for (uint32_t i = v->functions; i; i--, fn += IMAGE_FUNCTION_WORDS) {
        code.words = v->image + at;
        code.length = HIGH(fn[0]);
        code.all = FN_REGS(fn);
        code.floats = FN_FLOATS(fn);
        code.regs = code.all - code.floats;
        code.generator = fn[2] & FLAG_GENERATOR;
        if (FN_CODE(fn) != at || code.length - 1 >= left || !good_record(v, &code, fn))
            return UL_IMAGE_FUNCTION;
        if (code.floats && code.words[0] != UL_OP_FPREP) return UL_IMAGE_FUNCTION;
        int err = ul_verify_code(&code);
        if (err) return err;
        if (HIGH(fn[3]) && !good_handlers(&code, fn)) return UL_IMAGE_JUMP;
        at += code.length;
        left -= code.length;
    }
    return left ? UL_IMAGE_FUNCTION : UL_OK;
}

int ul_image_verify(const void *image, uint32_t image_len, void *scratch, uint32_t scratch_len)
{
    struct verifier v;
    v.image = image;
    v.starts = scratch;
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
