/* What do the parts of the verifier share? */
#ifndef UL_VERIFY_H
#define UL_VERIFY_H

#include "ul_value.h"

enum section { OBJECTS, NAMES, FUNCTIONS, TABLES, HANDLERS, CODE, SECTIONS };

struct verifier {
    const uint32_t *image;
    uint32_t words;
    uint32_t *starts; /* bitmap: words that begin an object that a value may refer to */
    uint32_t objects_end;
    uint32_t offset[SECTIONS], length[SECTIONS];
    uint32_t functions, classes, extensions, globals, names;
    uint32_t name_end;                /* no name id is as high */
    uint32_t tables_from, tables_end; /* words of tables that records may lie in */
};

static inline bool ul_verify_start(const struct verifier *v, uint32_t word)
{
    return v->starts[word / 32] >> (word & 31) & 1;
}

/* Does an object begin at this word of the image? (A constant, not one of the heap.) */
static inline bool ul_verify_object(const struct verifier *v, uint32_t word)
{
    return word < v->objects_end && ul_verify_start(v, word);
}

static inline const uint32_t *ul_verify_function(const struct verifier *v, uint32_t index)
{
    return v->image + v->offset[FUNCTIONS] + index * IMAGE_FUNCTION_WORDS;
}

/* A function as a bare value has no cells: one with free variables exists only as an object. */
static inline bool ul_verify_bare_function(const struct verifier *v, uint32_t index)
{
    return index < v->functions && !FN_FREE(ul_verify_function(v, index));
}

/* Word 3 of an image's header, for what words 1, 2 and 4 on say. */
uint32_t ul_image_check(const uint32_t *image);

bool ul_verify_immediate(const struct verifier *v, uint32_t value);

/* The code of one function. */
struct code {
    const struct verifier *v;
    const uint32_t *words;
    uint32_t length;
    uint32_t regs, floats, all; /* plain registers, float registers behind them, both */
    uint32_t generator;
};

/* UL_OK, UL_IMAGE_OPCODE, UL_IMAGE_OPERAND or UL_IMAGE_JUMP. */
int ul_verify_code(const struct code *code);

/* The initialised heap: UL_OK or UL_IMAGE_OBJECT. Constants, classes and functions are good. */
int ul_verify_heap(const struct verifier *v);

/* By opcode: a mask of the fields that are registers, and in its low byte a place in ul_op_rules.
 */
extern const uint32_t ul_op_info[UL_OP_COUNT];
extern const uint32_t ul_op_rules[];

#define RULE_CHECK(rule) ((rule) & 15u)
#define RULE_SPAN(rule)  ((rule) >> 4 & 15u)
#define RULE_WORD(rule)  ((rule) >> 8 & 7u)

#endif
