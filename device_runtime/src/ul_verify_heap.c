/* May the heap that an image brings become the heap of an invocation?
 *
 * Two passes: the first goes from object to object and notes where those begin that values may
 * refer to; the second looks at every word. The storage of a list, dict or set follows its owner at
 * once, so that nothing else can own it, and is no value.
 */
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_verify.h"

struct heap {
    const struct verifier *v;
    uint32_t first, end; /* words of the objects */
};

static const uint32_t *word_at(const struct heap *h, uint32_t at)
{
    return h->v->image + at;
}

/* --- Shapes --------------------------------------------------------------------------------------
 */

/* Words of the storage that belongs to the object before it: `ref` must name it. 0: it is none. */
static uint32_t storage(const struct heap *h, uint32_t at, uint32_t ref, uint32_t type)
{
    if (at >= h->end || ref != at * 4) return 0;
    uint32_t header = *word_at(h, at), words = HDR_WORDS(header);
    return (header & 0x7FFu) == (HDR(type, 0)) && words && words <= h->end - at ? words : 0;
}

/* Words of the object at `at` together with its storage; 0 when it is not one. */
static uint32_t extent(const struct heap *h, uint32_t at)
{
    static const uint8_t least[T_TYPES] = {
        [T_TUPLE] = 1,
        [T_LIST] = LIST_WORDS,
        [T_DICT] = DICT_WORDS,
        [T_CELL] = 2,
        [T_FUNC] = FUNC_CELLS,
        [T_BOUND] = BOUND_WORDS,
        [T_CLASS] = CLASS_MEMBERS,
        [T_INST] = INST_SLOTS,
        [T_RANGE] = RANGE_WORDS,
        [T_SET] = DICT_WORDS,
        [T_DESC] = DESC_WORDS,
    };
    const uint32_t *object = word_at(h, at);
    uint32_t header = object[0], words = HDR_WORDS(header), type = HDR_TYPE(header), more;
    bool flags = !(header & (HDR_MARK | 3u << 8)) && (!HDR_FLAG(header) || type == T_SET);
    if (!IS_INT(header) || !flags || type >= T_TYPES || !least[type] || words < least[type] ||
        words > h->end - at)
        return 0;
    bool list = type == T_LIST, dict = type == T_DICT || type == T_SET;
    if ((list || dict) && words != least[type]) return 0;
    uint32_t owned = list ? object[LIST_VEC] : dict ? object[DICT_TAB] : 0;
    if (!owned) return words;
    more = storage(h, at + words, owned, list ? T_VEC : T_DTAB);
    return more ? words + more : 0;
}

static bool mark_starts(const struct heap *h)
{
    uint32_t *starts = h->v->starts, from = h->first / 32, words;
    uint32_t kept = from > h->v->objects_end / 32 ? 0 : (1u << (h->first & 31)) - 1;
    starts[from] &= kept;
    for (uint32_t i = from + 1; i <= h->end / 32 && i < (h->v->words + 31) / 32; i++)
        starts[i] = 0;
    for (uint32_t at = h->first; at < h->end; at += words) {
        words = extent(h, at);
        if (!words) return false;
        starts[at / 32] |= 1u << (at & 31);
    }
    return true;
}

/* --- Values --------------------------------------------------------------------------------------
 */

/* The object that a value refers to, or NULL. */
static const uint32_t *referred(const struct heap *h, uint32_t value)
{
    uint32_t word = value / 4;
    bool inside = word < h->v->objects_end || (word >= h->first && word < h->end);
    return IS_REF(value) && inside && ul_verify_start(h->v, word) ? word_at(h, word) : NULL;
}

static bool good_value(const struct heap *h, uint32_t value)
{
    if (IS_INT(value)) return true;
    return IS_IMM(value) ? ul_verify_immediate(h->v, value) : referred(h, value) != NULL;
}

static bool refers_to(const struct heap *h, uint32_t value, uint32_t type)
{
    const uint32_t *object = referred(h, value);
    return object && HDR_TYPE(object[0]) == type;
}

static bool good_values(const struct heap *h, const uint32_t *values, uint32_t count, bool unbound)
{
    for (; count; count--, values++)
        if (!(unbound && !*values) && !good_value(h, *values)) return false;
    return true;
}

/* A number of things, at most `most`. */
static bool good_count(uint32_t value, uint32_t most)
{
    return IS_INT(value) && value >> 1 <= most;
}

static bool good_list(const struct heap *h, const uint32_t *object)
{
    const uint32_t *vec = object + LIST_WORDS;
    uint32_t room = object[LIST_VEC] ? HDR_WORDS(vec[0]) - 1 : 0, count = object[LIST_LEN] >> 1;
    if (!good_count(object[LIST_LEN], room) || !good_values(h, vec + 1, count, false)) return false;
    for (uint32_t i = count; i < room; i++)
        if (vec[1 + i]) return false;
    return true;
}

static bool good_dict(const struct heap *h, const uint32_t *object)
{
    const uint32_t *table = object + DICT_WORDS, *entry = table + DTAB_ENTRIES;
    uint32_t used = object[DICT_USED] >> 1, live = 0;
    if (!object[DICT_TAB]) return object[DICT_LIVE] == V_INT(0) && object[DICT_USED] == V_INT(0);
    if (HDR_WORDS(table[0]) < DTAB_ENTRIES || !good_count(table[DTAB_CAP], 0xFFFFu)) return false;
    uint32_t capacity = table[DTAB_CAP] >> 1;
    if (HDR_WORDS(table[0]) != ul_dict_table_words(capacity) ||
        !good_count(object[DICT_USED], capacity) || !good_values(h, entry, 2 * capacity, true))
        return false;
    for (uint32_t i = 0; i < capacity; i++, entry += 2) {
        if (entry[0] ? i >= used || !entry[1] : entry[1]) return false;
        live += entry[0] != 0;
    }
    return object[DICT_LIVE] == V_INT(live) && ul_dict_good_index(table, used);
}

static bool good_attrs(const struct heap *h, uint32_t value)
{
    return !value || refers_to(h, value, T_DICT);
}

static bool good_function(const struct heap *h, const uint32_t *object)
{
    if (!good_count(object[FUNC_INDEX], h->v->functions - 1)) return false;
    const uint32_t *fn =
        h->v->image + h->v->offset[FUNCTIONS] + (object[FUNC_INDEX] >> 1) * IMAGE_FUNCTION_WORDS;
    if (HDR_WORDS(object[0]) != FUNC_CELLS + FN_FREE(fn)) return false;
    if (object[FUNC_DEFAULTS] != V_NONE && !refers_to(h, object[FUNC_DEFAULTS], T_TUPLE))
        return false;
    if (object[FUNC_KWDEFAULTS] != V_NONE && !refers_to(h, object[FUNC_KWDEFAULTS], T_DICT))
        return false;
    if (!good_attrs(h, object[FUNC_ATTRS])) return false;
    for (uint32_t i = 0; i < FN_FREE(fn); i++)
        if (!refers_to(h, object[FUNC_CELLS + i], T_CELL)) return false;
    return true;
}

static const uint32_t *class_record(const struct heap *h, const uint32_t *class)
{
    if (!h->v->classes || !good_count(class[CLASS_INDEX], h->v->classes - 1)) return NULL;
    return h->v->image + h->v->image[h->v->offset[TABLES] + (class[CLASS_INDEX] >> 1)];
}

/* Classes and builtin types, and the layout that follows from them: that of the first builtin. */
static bool good_mro(const struct heap *h, const uint32_t *class)
{
    uint32_t layout = V_TYPE(UL_TYPE_OBJECT);
    if (class[CLASS_MRO] != V_NONE && !refers_to(h, class[CLASS_MRO], T_TUPLE)) return false;
    const uint32_t *mro = class[CLASS_MRO] == V_NONE ? NULL : referred(h, class[CLASS_MRO]);
    for (uint32_t i = 1; mro && i < HDR_WORDS(mro[0]); i++) {
        if (refers_to(h, mro[i], T_CLASS)) continue;
        if (!IS_KIND(mro[i], K_TYPE)) return false;
        if (layout == V_TYPE(UL_TYPE_OBJECT)) layout = mro[i];
    }
    return class[CLASS_LAYOUT] == layout;
}

static bool good_class(const struct heap *h, const uint32_t *object)
{
    const uint32_t *record = class_record(h, object);
    return record && HDR_WORDS(object[0]) == CLASS_MEMBERS + CLS_MEMBERS(record) &&
           good_mro(h, object) && good_attrs(h, object[CLASS_ATTRS]) &&
           good_values(h, object + CLASS_MEMBERS, CLS_MEMBERS(record), true);
}

/* What an instance carries whose class extends a builtin type: a value of just that type. */
static bool good_base(const struct heap *h, uint32_t value, uint32_t layout)
{
    if (IS_INT(value)) return layout == V_TYPE(UL_TYPE_INT);
    if (IS_KIND(value, K_CHAR))
        return layout == V_TYPE(UL_TYPE_STR) && ul_verify_immediate(h->v, value);
    const uint32_t *object = referred(h, value);
    uint32_t type = object ? ul_heap_type(object[0]) : UL_TYPE_OBJECT;
    return type >= UL_TYPE_INT && type <= UL_TYPE_FROZENSET && V_TYPE(type) == layout;
}

static bool good_instance(const struct heap *h, const uint32_t *object)
{
    const uint32_t *class = referred(h, object[INST_CLASS]);
    const uint32_t *record = class && HDR_TYPE(class[0]) == T_CLASS ? class_record(h, class) : NULL;
    if (!record) return false;
    bool based = class[CLASS_LAYOUT] != V_TYPE(UL_TYPE_OBJECT);
    uint32_t slots = CLS_SLOTS(record), words = HDR_WORDS(object[0]);
    uint32_t open = based || CLS_OPEN(record);
    return words == INST_SLOTS + slots + open + based &&
           (!based || good_base(h, object[words - 1], class[CLASS_LAYOUT])) &&
           good_values(h, object + INST_SLOTS, slots, true) &&
           (!open || good_attrs(h, object[INST_SLOTS + slots]));
}

static bool good_bound(const struct heap *h, const uint32_t *object)
{
    uint32_t function = object[BOUND_FUNC];
    bool callable = IS_KIND(function, K_FUNCTION) ? ul_verify_immediate(h->v, function)
                                                  : refers_to(h, function, T_FUNC);
    return HDR_WORDS(object[0]) == BOUND_WORDS && callable && good_value(h, object[BOUND_SELF]);
}

/* property, staticmethod, classmethod */
static bool good_descriptor(const struct heap *h, const uint32_t *object)
{
    return HDR_WORDS(object[0]) == DESC_WORDS && good_count(object[DESC_KIND], DESC_CLASS) &&
           good_values(h, object + DESC_GET, 3, object[DESC_KIND] == V_INT(DESC_PROPERTY));
}

static bool good_object(const struct heap *h, const uint32_t *object)
{
    uint32_t words = HDR_WORDS(object[0]);
    switch (HDR_TYPE(object[0])) {
    case T_TUPLE: return good_values(h, object + 1, words - 1, false);
    case T_LIST: return good_list(h, object);
    case T_DICT:
    case T_SET: return good_dict(h, object);
    case T_CELL: return words == 2 && good_values(h, object + 1, 1, true);
    case T_FUNC: return good_function(h, object);
    case T_BOUND: return good_bound(h, object);
    case T_CLASS: return good_class(h, object);
    case T_INST: return good_instance(h, object);
    case T_DESC: return good_descriptor(h, object);
    default: /* a range of small integers */
        return words == RANGE_WORDS && IS_INT(object[RANGE_START]) && IS_INT(object[RANGE_STOP]) &&
               IS_INT(object[RANGE_STEP]) && object[RANGE_STEP] != V_INT(0);
    }
}

/* --- The section ---------------------------------------------------------------------------------
 */

int ul_verify_heap(const struct verifier *v)
{
    uint32_t from = IMAGE_HEAP(v->image), words = IMAGE_HEAP_WORDS(v->image);
    if (!words) return UL_OK;
    if (words < v->globals) return UL_IMAGE_OBJECT;
    struct heap h = {v, from + v->globals, from + words};
    if (!mark_starts(&h) || !good_values(&h, v->image + from, v->globals, true))
        return UL_IMAGE_OBJECT;
    for (uint32_t at = h.first; at < h.end; at += extent(&h, at))
        if (!good_object(&h, v->image + at)) return UL_IMAGE_OBJECT;
    return UL_OK;
}
