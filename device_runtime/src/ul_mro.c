/* How is a class made of its bases? The C3 order of CPython, the builtin type that its instances
 * extend, and what may not be combined. See ul_class_make in ul_class.h. */
#include "ul_class.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_replay.h"
#include "ul_str.h"

/* Types that a class may extend, beside exceptions. */
static bool is_extensible(uint32_t type)
{
    return type == UL_TYPE_OBJECT || type == UL_TYPE_LIST || type == UL_TYPE_DICT ||
           type == UL_TYPE_STR || type == UL_TYPE_TUPLE || type == UL_TYPE_INT ||
           type == UL_TYPE_FLOAT || type == UL_TYPE_BYTES || type == UL_TYPE_SET ||
           type == UL_TYPE_FROZENSET || type == UL_TYPE_BYTEARRAY;
}

static int check_bases(struct ul_vm *vm, const ul_val *bases)
{
    uint32_t count = HDR_WORDS(PTR(vm, *bases)[0]) - 1;
    for (uint32_t i = 1; i <= count; i++) {
        ul_val base = PTR(vm, *bases)[i];
        if (!ul_is_type(vm, base)) return ul_type_error(vm, "bases must be types, not '%t'", base);
        if (IS_IMM(base) && !is_extensible(IMM_PAYLOAD(base)) && !ul_is_exception_class(vm, base))
            return ul_type_error(vm, "type '%k' is not an acceptable base type", base);
        for (uint32_t j = i + 1; j <= count; j++)
            if (PTR(vm, *bases)[j] == base)
                return ul_type_error(vm, "duplicate base class %k", base);
    }
    return UL_OK;
}

/* --- Linearisation -------------------------------------------------------------------------------
 *
 * The lists to merge are the linearisations of the bases and then the bases themselves; `at` of
 * each is how much of it was taken. Linearisation 0 is the class or type itself, object is left
 * out. */

static ul_val builtin_entry(ul_val type, uint32_t index)
{
    uint32_t id = IMM_PAYLOAD(type);
    while (index-- && id)
        id = ul_type_base(id);
    return id ? V_TYPE(id) : V_UNBOUND;
}

static ul_val linear_entry(const struct ul_vm *vm, ul_val base, uint32_t index)
{
    const ul_val *mro;
    if (IS_IMM(base)) return builtin_entry(base, index);
    if (!index) return base;
    return index <= ul_mro(vm, base, &mro) ? mro[index] : V_UNBOUND;
}

struct merge {
    const ul_val *bases; /* where the tuple is kept */
    uint32_t count;
    ul_val *at; /* count + 1 tagged integers on the stack */
};

/* Entry `at + ahead` of list i; unbound behind its end. */
static ul_val entry(const struct ul_vm *vm, const struct merge *m, uint32_t i, uint32_t ahead)
{
    const ul_val *bases = PTR(vm, *m->bases);
    uint32_t index = (uint32_t)INT_OF(m->at[i]) + ahead;
    if (i < m->count) return linear_entry(vm, bases[1 + i], index);
    if (index >= m->count) return V_UNBOUND;
    return bases[1 + index] == V_TYPE(UL_TYPE_OBJECT) ? V_UNBOUND : bases[1 + index];
}

static bool in_a_tail(const struct ul_vm *vm, const struct merge *m, ul_val candidate)
{
    for (uint32_t i = 0; i <= m->count; i++) {
        ul_val v = V_NONE;
        for (uint32_t ahead = 1; v; ahead++) {
            v = entry(vm, m, i, ahead);
            if (v == candidate) return true;
        }
    }
    return false;
}

/* The next class of the order, taken off all lists; unbound: none is left, or none is possible. */
static ul_val next_class(const struct ul_vm *vm, const struct merge *m, bool *stuck)
{
    *stuck = false;
    for (uint32_t i = 0; i <= m->count; i++) {
        ul_val head = entry(vm, m, i, 0);
        if (!head) continue;
        *stuck = true;
        if (in_a_tail(vm, m, head)) continue;
        *stuck = false;
        for (uint32_t j = 0; j <= m->count; j++)
            if (entry(vm, m, j, 0) == head) m->at[j] += 2;
        return head;
    }
    return V_UNBOUND;
}

/* "Cannot create a consistent method resolution order (MRO) for bases A, B" */
static int inconsistent(struct ul_vm *vm, const struct merge *m)
{
    struct ul_text text;
    bool first = true;
    TRY(ul_text_open(vm, &text));
    for (uint32_t i = 0; i <= m->count; i++) {
        ul_val head = entry(vm, m, i, 0);
        bool seen = !head;
        for (uint32_t j = 0; j < i; j++)
            seen |= entry(vm, m, j, 0) == head;
        if (seen) continue;
        int err = first ? UL_OK : ul_text_c(vm, &text, ", ");
        first = false;
        if (!err) err = ul_text_type_name(vm, &text, entry(vm, m, i, 0));
        if (err) {
            ul_text_drop(vm, &text);
            return err;
        }
    }
    ul_val names = ul_text_close(vm, &text);
    return ul_type_error(
        vm, "Cannot create a consistent method resolution\norder (MRO) for bases %v", names);
}

/* The tuple of all classes behind the new one. */
static int linearise(struct ul_vm *vm, const ul_val *bases, ul_val *mro)
{
    struct merge m = {bases, HDR_WORDS(PTR(vm, *bases)[0]) - 1, NULL};
    bool stuck;
    ul_val list = ul_list_new(vm, 0), next;
    ul_val *kept = list ? ul_push(vm, list) : NULL;
    m.at = kept ? ul_stack_take(vm, m.count + 1) : NULL;
    if (!m.at) return UL_EXCEPTION;
    for (uint32_t i = 0; i <= m.count; i++)
        m.at[i] = V_INT(0);
    while ((next = next_class(vm, &m, &stuck))) {
        TRY(ul_spend(vm, m.count));
        TRY(ul_list_append(vm, *kept, next));
    }
    if (stuck) return inconsistent(vm, &m);
    *mro = ul_list_length(vm, *kept) ? ul_tuple_from(vm, *kept) : V_NONE;
    return *mro ? UL_OK : UL_EXCEPTION;
}

/* --- Layout --------------------------------------------------------------------------------------
 */

/* The builtin type whose value the instances carry; exceptions are one layout. */
static int find_layout(struct ul_vm *vm, ul_val mro, ul_val *layout)
{
    *layout = V_TYPE(UL_TYPE_OBJECT);
    for (uint32_t i = 1; IS_REF(mro) && i < HDR_WORDS(PTR(vm, mro)[0]); i++) {
        ul_val type = PTR(vm, mro)[i];
        if (IS_REF(type)) continue;
        if (*layout == V_TYPE(UL_TYPE_OBJECT)) *layout = type;
        bool exceptions = ul_is_exception_class(vm, type) && ul_is_exception_class(vm, *layout);
        if (!exceptions && !ul_is_subtype(vm, *layout, type))
            return ul_type_error(vm, "multiple bases have instance lay-out conflict");
    }
    return UL_OK;
}

/* slots: the tuple of bases, then the MRO */
static int make(struct ul_vm *vm, ul_val *slots, uint32_t index, uint32_t first, ul_val *class)
{
    ul_val layout;
    slots[1] = V_NONE;
    if (TYPE_IS(vm, slots[0], T_TUPLE)) {
        TRY(check_bases(vm, slots));
        TRY(linearise(vm, slots, &slots[1]));
    }
    TRY(find_layout(vm, slots[1], &layout));
    uint32_t members = CLS_MEMBERS(IMAGE_CLASS(vm, index));
    *class = ul_new(vm, T_CLASS, CLASS_MEMBERS + members);
    if (!*class) return UL_EXCEPTION;
    ul_val *object = PTR(vm, *class);
    object[CLASS_INDEX] = V_INT(index);
    object[CLASS_MRO] = slots[1];
    object[CLASS_LAYOUT] = layout;
    object[CLASS_ATTRS] = V_UNBOUND;
    for (uint32_t i = 0; i < members; i++)
        object[CLASS_MEMBERS + i] = vm->regs[first + 1 + i];
    return UL_OK;
}

int ul_class_make(struct ul_vm *vm, uint32_t index, uint32_t first, ul_val *class)
{
    ul_val *slots = ul_push2(vm, vm->regs[first], V_NONE);
    if (!slots) return UL_EXCEPTION;
    int err;
    UL_HELD(vm, err, make(vm, slots, index, first, class));
    vm->sp = slots + 2;
    return err;
}
