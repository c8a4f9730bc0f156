/* How is a container shown, whatever its depth? See ul_nested.h. */
#include "ul_nested.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_format.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_set.h"

/* Of each container that is open, words on the stack: itself, where its next item is, flags. */
enum { OPEN, AT, FLAGS, LEVEL };
enum { STARTED = 1, VALUE_NEXT = 2, PARENTHESIS = 4 };

bool ul_is_nested(const struct ul_vm *vm, ul_val v)
{
    return ul_is_sequence(vm, v) || TYPE_IS(vm, v, T_DICT) || ul_is_set(vm, v);
}

static int put_c(struct ul_vm *vm, struct ul_text *text, const char *string)
{
    return ul_text_c(vm, text, string);
}

static const char *opening(const struct ul_vm *vm, ul_val v)
{
    if (TYPE_IS(vm, v, T_LIST)) return "[";
    if (TYPE_IS(vm, v, T_TUPLE)) return "(";
    return ul_is_set(vm, v) && HDR_FLAG(PTR(vm, v)[0]) ? "frozenset({" : "{";
}

static const char *closing(const struct ul_vm *vm, ul_val v)
{
    if (TYPE_IS(vm, v, T_LIST)) return "]";
    if (TYPE_IS(vm, v, T_TUPLE)) return ul_tuple_length(vm, v) == 1 ? ",)" : ")";
    return ul_is_set(vm, v) && HDR_FLAG(PTR(vm, v)[0]) ? "})" : "}";
}

static const char *within_itself(const struct ul_vm *vm, ul_val v)
{
    if (TYPE_IS(vm, v, T_LIST)) return "[...]";
    if (TYPE_IS(vm, v, T_TUPLE)) return "(...)";
    return ul_is_set(vm, v) ? "set(...)" : "{...}";
}

/* Open a container; those that are open lie below `bottom`. */
static int open(struct ul_vm *vm, struct ul_text *text, const ul_val *bottom, ul_val v,
                uint32_t flags)
{
    TRY(ul_spend(vm, (uint32_t)(bottom - vm->sp) / 64));
    for (const ul_val *level = vm->sp; level < bottom; level += LEVEL)
        if (level[OPEN] == v) return put_c(vm, text, within_itself(vm, v));
    if (ul_is_set(vm, v) && !ul_dict_length(vm, v))
        return put_c(vm, text, HDR_FLAG(PTR(vm, v)[0]) ? "frozenset()" : "set()");
    ul_val *level = ul_push3(vm, v, V_INT(0), V_INT(flags));
    return level ? put_c(vm, text, opening(vm, level[OPEN])) : UL_EXCEPTION;
}

/* The item at the place of a level, unbound at the end; *after is the place behind it. */
static ul_val item_of(const struct ul_vm *vm, const ul_val *level, bool value, uint32_t *after)
{
    uint32_t count;
    ul_val key, mapped;
    *after = (uint32_t)INT_OF(level[AT]);
    if (ul_is_sequence(vm, level[OPEN])) {
        const ul_val *items = ul_items(vm, level[OPEN], &count);
        return *after < count ? items[(*after)++] : V_UNBOUND;
    }
    if (!ul_dict_next(vm, level[OPEN], after, &key, &mapped)) return V_UNBOUND;
    return value ? mapped : key;
}

/* Write what stands before the next item of the innermost container and step to it; at the end,
 * close: *item unbound. */
static int step(struct ul_vm *vm, struct ul_text *text, ul_val *level, ul_val *item)
{
    uint32_t after, flags = (uint32_t)INT_OF(level[FLAGS]);
    bool value = flags & VALUE_NEXT;
    *item = item_of(vm, level, value, &after);
    if (!*item && !value) {
        TRY(put_c(vm, text, closing(vm, level[OPEN])));
        if (flags & PARENTHESIS) TRY(put_c(vm, text, ")"));
        ul_pop(vm, LEVEL);
        return UL_OK;
    }
    if (value || flags & STARTED) TRY(put_c(vm, text, value ? ": " : ", "));
    *item = item_of(vm, level, value, &after);
    bool key = !value && TYPE_IS(vm, level[OPEN], T_DICT);
    flags = (flags & PARENTHESIS) | STARTED | (key ? VALUE_NEXT : 0);
    if (!key) level[AT] = V_INT(after);
    level[FLAGS] = V_INT(flags);
    return UL_OK;
}

int ul_put_nested(struct ul_vm *vm, struct ul_text *text, ul_val v, bool parenthesis)
{
    const ul_val *bottom = vm->sp;
    ul_val item;
    TRY(open(vm, text, bottom, v, parenthesis ? PARENTHESIS : 0));
    while (vm->sp != bottom) {
        TRY(step(vm, text, vm->sp, &item));
        if (!item) continue;
        if (!ul_special(vm, item, UL_NAME___REPR__)) item = ul_unwrap(vm, item);
        TRY(ul_is_nested(vm, item) ? open(vm, text, bottom, item, 0) : ul_put_repr(vm, text, item));
    }
    return UL_OK;
}
