/* How does a dict work? See ul_dict.h. */
#include "ul_dict.h"
#include "ul_compare.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_replay.h"
#include "ul_str.h"

#define LINEAR_MAX 8u
#define BYTE_MAX   253u

static uint32_t index_slots(uint32_t capacity)
{
    uint32_t slots = 16;
    while (slots < capacity + capacity / 2)
        slots *= 2;
    return slots;
}

static uint32_t index_words(uint32_t capacity)
{
    if (capacity <= LINEAR_MAX) return 0;
    return capacity <= BYTE_MAX ? index_slots(capacity) / 4 : index_slots(capacity) / 2;
}

static uint32_t capacity_of(const ul_val *table)
{
    return (uint32_t)INT_OF(table[DTAB_CAP]);
}

static uint32_t index_get(const ul_val *table, uint32_t slot)
{
    uint32_t capacity = capacity_of(table);
    const void *index = table + DTAB_ENTRIES + 2 * capacity;
    return capacity <= BYTE_MAX ? ((const uint8_t *)index)[slot] : ((const uint16_t *)index)[slot];
}

/* What an index slot says whose entry was deleted and may be used again: no entry has this number.
 */
static uint32_t gone(const ul_val *table)
{
    return capacity_of(table) <= BYTE_MAX ? 0xFFu : 0xFFFFu;
}

static void index_put(ul_val *table, uint32_t slot, uint32_t number)
{
    uint32_t capacity = capacity_of(table);
    void *index = table + DTAB_ENTRIES + 2 * capacity;
    if (capacity <= BYTE_MAX)
        ((uint8_t *)index)[slot] = (uint8_t)number;
    else
        ((uint16_t *)index)[slot] = (uint16_t)number;
}

uint32_t ul_dict_table_words(uint32_t capacity)
{
    return DTAB_ENTRIES + 2 * capacity + index_words(capacity);
}

bool ul_dict_good_index(const ul_val *table, uint32_t used)
{
    uint32_t capacity = capacity_of(table), taken = 0;
    if (capacity <= LINEAR_MAX) return true;
    for (uint32_t slot = 0; slot < index_slots(capacity); slot++) {
        uint32_t number = index_get(table, slot);
        if (!number || number == gone(table)) continue;
        if (number > used) return false;
        taken++;
    }
    return taken <= used;
}

ul_val ul_dict_new(struct ul_vm *vm, uint32_t capacity)
{
    ul_val table = 0;
    if (capacity) {
        table = ul_new_clear(vm, T_DTAB, ul_dict_table_words(capacity));
        if (!table) return 0;
        PTR(vm, table)[DTAB_CAP] = V_INT(capacity);
    }
    ul_val *kept = ul_push(vm, table);
    ul_val dict = kept ? ul_new(vm, T_DICT, DICT_WORDS) : 0;
    if (dict) {
        ul_val *object = PTR(vm, dict);
        object[DICT_LIVE] = object[DICT_USED] = V_INT(0);
        object[DICT_TAB] = *kept;
    }
    if (kept) ul_pop(vm, 1);
    return dict;
}

uint32_t ul_dict_length(const struct ul_vm *vm, ul_val dict)
{
    return (uint32_t)INT_OF(PTR(vm, dict)[DICT_LIVE]);
}

bool ul_dict_next(const struct ul_vm *vm, ul_val dict, uint32_t *at, ul_val *key, ul_val *value)
{
    const ul_val *object = PTR(vm, dict);
    uint32_t used = (uint32_t)INT_OF(object[DICT_USED]);
    if (!object[DICT_TAB]) return false;
    const ul_val *entries = PTR(vm, object[DICT_TAB]) + DTAB_ENTRIES;
    for (; *at < used; (*at)++) {
        if (!entries[2 * *at]) continue;
        *key = entries[2 * *at];
        *value = entries[2 * *at + 1];
        (*at)++;
        return true;
    }
    return false;
}

ul_val ul_dict_find(const struct ul_vm *vm, ul_val dict, const char *key)
{
    uint32_t at = 0, len = 0;
    ul_val k, value;
    while (key[len])
        len++;
    while (ul_dict_next(vm, dict, &at, &k, &value)) {
        struct ul_view view;
        if (!ul_is_str(vm, k)) continue;
        ul_view_of(vm, k, &view);
        if (view.len == len && memcmp(view.p, key, len) == 0) return value;
    }
    return V_UNBOUND;
}

/* --- Search --------------------------------------------------------------------------------------
 */

/* The entry number of a key, or -1. `root` is where dict and key are kept: root[0] the key, root[1]
 * the dict (an __eq__ of a user's class may run and move everything). */
struct search {
    ul_val *root;
    uint32_t hash;
    int32_t entry;
    uint32_t slot; /* of the index, when there is one */
    bool kept;     /* is root on the stack of values? */
};

static const ul_val *table_of(const struct ul_vm *vm, const struct search *search)
{
    return PTR(vm, PTR(vm, search->root[1])[DICT_TAB]);
}

#define NOT_KEPT                                                                                   \
    1 /* start again with dict and key kept on the stack: code may run that allocates */

static bool is_instance(const struct ul_vm *vm, ul_val v)
{
    return TYPE_IS(vm, v, T_INST) || TYPE_IS(vm, v, T_EXC);
}

/* Is the key `a` of an entry the one that is searched? Code of a user's class may run. */
static int same_key(struct ul_vm *vm, ul_val a, const struct search *search, bool *same)
{
    ul_val b = search->root[0];
    *same = a == b;
    if (*same || !a || (IS_INT(a) && IS_INT(b))) return UL_OK;
    bool str = ul_is_str(vm, a);
    if (str && ul_is_str(vm, b)) {
        *same = ul_str_equal(vm, a, b);
        return UL_OK;
    }
    if (str ? !is_instance(vm, b) : ul_is_str(vm, b) && !is_instance(vm, a)) return UL_OK;
    return search->kept ? ul_equal(vm, a, b, same) : NOT_KEPT;
}

static uint32_t used_of(const struct ul_vm *vm, const struct search *search)
{
    return (uint32_t)INT_OF(PTR(vm, search->root[1])[DICT_USED]);
}

/* An __eq__ may change the dict: what was read before it ran is not true any more. */
static int search_linear(struct ul_vm *vm, struct search *search)
{
    uint32_t used = used_of(vm, search);
    const ul_val *entries = table_of(vm, search) + DTAB_ENTRIES;
    for (uint32_t i = 0; i < used; i++)
        if (entries[2 * i] == search->root[0]) {
            search->entry = (int32_t)i;
            return UL_OK;
        }
    for (uint32_t i = 0; i < used_of(vm, search); i++) {
        bool same;
        TRY(same_key(vm, table_of(vm, search)[DTAB_ENTRIES + 2 * i], search, &same));
        if (same && i < used_of(vm, search)) {
            search->entry = (int32_t)i;
            return UL_OK;
        }
    }
    return UL_OK;
}

/* *again when an __eq__ replaced the table. */
static int search_index(struct ul_vm *vm, struct search *search, bool *again)
{
    uint32_t capacity = capacity_of(table_of(vm, search)), mask = index_slots(capacity) - 1;
    search->slot = search->hash & mask;
    for (uint32_t probes = 0; probes <= mask; probes++, search->slot = (search->slot + 1) & mask) {
        const ul_val *table = table_of(vm, search);
        uint32_t number = index_get(table, search->slot);
        bool same;
        if (!number) return UL_OK;
        if (number == gone(table)) continue;
        TRY(same_key(vm, table[DTAB_ENTRIES + 2 * (number - 1)], search, &same));
        *again = !used_of(vm, search) || capacity_of(table_of(vm, search)) != capacity;
        if (*again) return UL_OK;
        if (same && number <= used_of(vm, search)) {
            search->entry = (int32_t)number - 1;
            return UL_OK;
        }
    }
    return UL_OK;
}

static int run_search(struct ul_vm *vm, struct search *search)
{
    bool again;
    search->entry = -1;
    TRY(ul_hash(vm, search->root[0], &search->hash));
    do {
        again = false;
        if (!PTR(vm, search->root[1])[DICT_TAB]) return UL_OK;
        if (capacity_of(table_of(vm, search)) <= LINEAR_MAX) return search_linear(vm, search);
        TRY(search_index(vm, search, &again));
    } while (again);
    return UL_OK;
}

/* Start a search with dict and key kept on the stack; pop 2 afterwards. */
static int open_search(struct ul_vm *vm, struct search *search, ul_val dict, ul_val key)
{
    search->root = ul_push2(vm, key, dict);
    search->kept = true;
    if (!search->root) return UL_EXCEPTION;
    int err = run_search(vm, search);
    if (err) ul_pop(vm, 2);
    return err;
}

/* --- A quick search -----------------------------------------------------------------------------
 */

/* Is the key of an entry the str or small integer `key`, to which it is not identical? *sure
 * becomes false when code of a class might have to say, or numbers of two types are to compare. */
static inline bool is_key(const struct ul_vm *vm, ul_val k, ul_val key, bool *sure)
{
    if (!IS_REF(k)) {
        if (IS_INT(key) && (k == V_TRUE || k == V_FALSE)) *sure = false;
        return false;
    }
    const ul_val *x = PTR(vm, k);
    if (HDR_TYPE(x[0]) != T_STR) {
        *sure = false;
        return false;
    }
    if (!IS_REF(key)) return false;
    const ul_val *y = PTR(vm, key);
    if (x[0] != y[0] || (x[STR_HASH] && y[STR_HASH] && x[STR_HASH] != y[STR_HASH])) return false;
    return ul_str_equal(vm, k, key);
}

bool ul_dict_place(const struct ul_vm *vm, ul_val dict, ul_val key, ul_val **place)
{
    const ul_val *object = PTR(vm, dict);
    bool sure = true;
    *place = NULL;
    if (!IS_INT(key) && !ul_is_str(vm, key)) return false;
    if (!object[DICT_TAB]) return true;
    ul_val *table = PTR(vm, object[DICT_TAB]), *entries = table + DTAB_ENTRIES;
    uint32_t capacity = capacity_of(table);
    if (capacity <= LINEAR_MAX) {
        ul_val *end = entries + 2 * (uint32_t)INT_OF(object[DICT_USED]);
        for (ul_val *entry = entries; entry != end; entry += 2)
            if (*entry == key) {
                *place = entry + 1;
                return true;
            }
        for (ul_val *entry = entries; entry != end; entry += 2)
            if (is_key(vm, *entry, key, &sure)) {
                *place = entry + 1;
                break;
            }
        return sure;
    }
    uint32_t hash = ul_hash_simple(vm, key), words = HDR_WORDS(table[0]) - DTAB_ENTRIES;
    uint32_t mask = ((words - 2 * capacity) << (capacity <= BYTE_MAX ? 2 : 1)) - 1;
    for (uint32_t slot = hash & mask, probes = 0; probes <= mask; probes++) {
        uint32_t number = index_get(table, slot);
        if (!number) break;
        if (number != gone(table)) {
            ul_val *entry = entries + 2 * (number - 1);
            if (*entry == key || is_key(vm, *entry, key, &sure)) {
                *place = entry + 1;
                break;
            }
        }
        slot = (slot + 1) & mask;
    }
    return sure;
}

/* --- Operations ----------------------------------------------------------------------------------
 */

int ul_dict_get(struct ul_vm *vm, ul_val dict, ul_val key, ul_val *value)
{
    ul_val pair[2] = {key, dict};
    struct search search = {.root = pair};
    int err = NOT_KEPT;
    *value = V_UNBOUND;
    ul_val *place;
    if (ul_dict_place(vm, dict, key, &place)) {
        if (place) *value = *place;
        return UL_OK;
    }
    if (!IS_REF(key) || TYPE_IS(vm, key, T_STR)) err = run_search(vm, &search);
    if (err == NOT_KEPT) {
        TRY(open_search(vm, &search, dict, key));
        dict = search.root[1];
        ul_pop(vm, 2);
    }
    if (search.entry >= 0)
        *value = PTR(vm, PTR(vm, dict)[DICT_TAB])[DTAB_ENTRIES + 2 * search.entry + 1];
    return UL_OK;
}

static void index_insert(ul_val *table, uint32_t hash, uint32_t entry)
{
    uint32_t capacity = capacity_of(table), number;
    if (capacity <= LINEAR_MAX) return;
    uint32_t mask = index_slots(capacity) - 1, slot = hash & mask;
    while ((number = index_get(table, slot)) != 0 && number != gone(table))
        slot = (slot + 1) & mask;
    index_put(table, slot, entry + 1);
}

/* Make a table of another capacity and move the live entries; root[1] is the dict. Only when it is
 * whole does the dict get it: a __hash__ may look at the dict meanwhile, or change it. */
static int rebuild(struct ul_vm *vm, ul_val *root, uint32_t capacity)
{
    ul_val ref = ul_new_clear(vm, T_DTAB, ul_dict_table_words(capacity));
    ul_val *kept = ref ? ul_push(vm, ref) : NULL;
    if (!kept) return UL_EXCEPTION;
    ul_val *table = PTR(vm, *kept), key, value;
    uint32_t at = 0, count = 0, hash, indexed = capacity > LINEAR_MAX;
    table[DTAB_CAP] = V_INT(capacity);
    while (ul_dict_next(vm, root[1], &at, &key, &value)) {
        table[DTAB_ENTRIES + 2 * count] = key;
        table[DTAB_ENTRIES + 2 * count + 1] = value;
        count++;
    }
    for (uint32_t i = 0; indexed && i < count; i++) {
        TRY(ul_hash(vm, PTR(vm, *kept)[DTAB_ENTRIES + 2 * i], &hash));
        index_insert(PTR(vm, *kept), hash, i);
    }
    if (ul_dict_length(vm, root[1]) != count)
        return ul_raise(vm, UL_TYPE_RUNTIMEERROR, "dictionary changed size during iteration");
    PTR(vm, root[1])[DICT_TAB] = *kept;
    PTR(vm, root[1])[DICT_USED] = V_INT(count);
    vm->sp = kept + 1;
    return UL_OK;
}

static int make_place(struct ul_vm *vm, ul_val *root)
{
    const ul_val *dict = PTR(vm, root[1]);
    uint32_t capacity = dict[DICT_TAB] ? capacity_of(PTR(vm, dict[DICT_TAB])) : 0;
    uint32_t live = (uint32_t)INT_OF(dict[DICT_LIVE]);
    if ((uint32_t)INT_OF(dict[DICT_USED]) < capacity) return UL_OK;
    if (live <= capacity / 2 && capacity) return rebuild(vm, root, capacity);
    return rebuild(vm, root,
                   capacity < 4             ? 4
                   : capacity <= LINEAR_MAX ? 2 * capacity
                                            : capacity + capacity / 2);
}

int ul_dict_set(struct ul_vm *vm, ul_val dict, ul_val key, ul_val value)
{
    struct search search;
    ul_val *place;
    if (!key) return ul_raise(vm, UL_TYPE_SYSTEMERROR, "an unbound key"); /* a forged image */
    if (ul_dict_place(vm, dict, key, &place) && place) {
        *place = value;
        return UL_OK;
    }
    search.root = ul_push3(vm, key, dict, value);
    search.kept = true;
    if (!search.root) return UL_EXCEPTION;
    int err = run_search(vm, &search);
    if (!err && search.entry < 0) {
        err = make_place(vm, search.root);
        if (!err) {
            ul_val *object = PTR(vm, search.root[1]);
            uint32_t entry = (uint32_t)INT_OF(object[DICT_USED]);
            search.entry = (int32_t)entry;
            PTR(vm, object[DICT_TAB])[DTAB_ENTRIES + 2 * entry] = search.root[0];
            object[DICT_USED] += 2;
            object[DICT_LIVE] += 2;
            index_insert(PTR(vm, object[DICT_TAB]), search.hash, entry);
        }
    }
    if (!err) PTR(vm, PTR(vm, search.root[1])[DICT_TAB])
    [DTAB_ENTRIES + 2 * search.entry + 1] = search.root[2];
    vm->sp = search.root + 3;
    return err;
}

int ul_dict_delete(struct ul_vm *vm, ul_val dict, ul_val key, ul_val *value)
{
    struct search search;
    *value = V_UNBOUND;
    TRY(open_search(vm, &search, dict, key));
    if (search.entry >= 0) {
        ul_val *object = PTR(vm, search.root[1]);
        ul_val *entry = PTR(vm, object[DICT_TAB]) + DTAB_ENTRIES + 2 * search.entry;
        *value = entry[1];
        entry[0] = entry[1] = V_UNBOUND;
        object[DICT_LIVE] -= 2;
        if (V_INT(search.entry + 1) == object[DICT_USED]) { /* the last one: its place is free */
            ul_val *table = PTR(vm, object[DICT_TAB]);
            object[DICT_USED] -= 2;
            if (capacity_of(table) > LINEAR_MAX) index_put(table, search.slot, gone(table));
        }
    }
    ul_pop(vm, 2);
    return UL_OK;
}

int ul_dict_pop_last(struct ul_vm *vm, ul_val dict, ul_val *key, ul_val *value)
{
    const ul_val *object = PTR(vm, dict), *entries = PTR(vm, object[DICT_TAB]) + DTAB_ENTRIES;
    uint32_t last = (uint32_t)INT_OF(object[DICT_USED]) - 1;
    while (!entries[2 * last])
        last--;
    ul_val *kept = ul_push2(vm, entries[2 * last], dict);
    if (!kept) return UL_EXCEPTION;
    int err = ul_dict_delete(vm, kept[1], kept[0], value);
    *key = kept[0];
    ul_pop(vm, 2);
    return err;
}

void ul_dict_clear(struct ul_vm *vm, ul_val dict)
{
    ul_val *object = PTR(vm, dict);
    object[DICT_LIVE] = object[DICT_USED] = V_INT(0);
    object[DICT_TAB] = V_UNBOUND;
}

int ul_dict_merge(struct ul_vm *vm, ul_val dict, ul_val other)
{
    ul_val *root = ul_push2(vm, dict, other), key, value;
    uint32_t at = 0;
    int err = UL_OK;
    if (!root) return UL_EXCEPTION;
    vm->replay.hold++;
    while (!err && ul_dict_next(vm, root[1], &at, &key, &value)) {
        err = ul_spend(vm, 1);
        if (!err) err = ul_dict_set(vm, root[0], key, value);
    }
    vm->replay.hold--;
    ul_pop(vm, 2);
    return err;
}
