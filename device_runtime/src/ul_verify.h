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
};

static inline bool ul_verify_start(const struct verifier *v, uint32_t word)
{
    return v->starts[word / 32] >> (word & 31) & 1;
}

bool ul_verify_immediate(const struct verifier *v, uint32_t value);

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
