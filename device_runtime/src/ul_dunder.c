/* Which special methods do builtin types have by name? See ul_dunder.h. */
#include "ul_dunder.h"
#include "ul_attr.h"
#include "ul_builtin.h"
#include "ul_class.h"
#include "ul_compare.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_format.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_number.h"
#include "ul_operator.h"
#include "ul_str.h"

/* --- Which types have which ----------------------------------------------------------------------
 */

enum {
    ANY = 1,       /* every object */
    SIZED = 2,     /* __len__, __contains__ */
    ITERABLE = 4,  /* __iter__ */
    GETS = 8,      /* __getitem__ */
    SETS = 16,     /* __setitem__, __delitem__ */
    REPEATS = 32,  /* + and * of sequences */
    NUMBER = 64,   /* arithmetic */
    INTEGER = 128, /* bits, __index__ */
    JOINS = 256,   /* | & - ^ of sets and dicts */
    EXTENDS = 512, /* += and *= in place */
    FORMATS = 1024 /* % */
};

static uint32_t groups_of(uint32_t type)
{
    const uint32_t sequence = ANY | SIZED | ITERABLE | GETS | REPEATS;
    switch (type) {
    case UL_TYPE_LIST: return sequence | SETS | EXTENDS;
    case UL_TYPE_BYTEARRAY: return sequence | SETS | EXTENDS;
    case UL_TYPE_TUPLE: return sequence;
    case UL_TYPE_STR:
    case UL_TYPE_BYTES: return sequence | FORMATS;
    case UL_TYPE_RANGE:
    case UL_TYPE_MEMORYVIEW: return ANY | SIZED | ITERABLE | GETS;
    case UL_TYPE_DICT: return ANY | SIZED | ITERABLE | GETS | SETS | JOINS;
    case UL_TYPE_SET:
    case UL_TYPE_FROZENSET:
    case UL_TYPE_DICT_KEYS:
    case UL_TYPE_DICT_ITEMS: return ANY | SIZED | ITERABLE | JOINS;
    case UL_TYPE_DICT_VALUES: return ANY | SIZED | ITERABLE;
    case UL_TYPE_ITERATOR:
    case UL_TYPE_GENERATOR:
    case UL_TYPE_ENUMERATE:
    case UL_TYPE_ZIP:
    case UL_TYPE_MAP:
    case UL_TYPE_FILTER:
    case UL_TYPE_REVERSED: return ANY | ITERABLE;
    case UL_TYPE_BOOL:
    case UL_TYPE_INT: return ANY | NUMBER | INTEGER;
    case UL_TYPE_FLOAT: return ANY | NUMBER;
    default: return type >= UL_TYPE_LIST_ITERATOR ? ANY | ITERABLE : ANY; /* iterators */
    }
}

enum action { A_BINARY, A_COMPARE, A_UNARY, A_OTHER };
struct dunder {
    uint16_t name, groups;
    uint8_t action, op;
};

/* Special methods other than those of binary operators. */
static const struct dunder dunders[] = {
    {UL_NAME___EQ__, ANY, A_COMPARE, UL_OP_EQ},
    {UL_NAME___NE__, ANY, A_COMPARE, UL_OP_NE},
    {UL_NAME___LT__, ANY, A_COMPARE, UL_OP_LT},
    {UL_NAME___LE__, ANY, A_COMPARE, UL_OP_LE},
    {UL_NAME___GT__, ANY, A_COMPARE, UL_OP_GT},
    {UL_NAME___GE__, ANY, A_COMPARE, UL_OP_GE},
    {UL_NAME___NEG__, NUMBER, A_UNARY, UL_OP_NEG},
    {UL_NAME___POS__, NUMBER, A_UNARY, UL_OP_POS},
    {UL_NAME___INVERT__, INTEGER, A_UNARY, UL_OP_INVERT},
    {UL_NAME___INIT__, ANY, A_OTHER, 0},
    {UL_NAME___NEW__, ANY, A_OTHER, 0},
    {UL_NAME___REPR__, ANY, A_OTHER, 0},
    {UL_NAME___STR__, ANY, A_OTHER, 0},
    {UL_NAME___FORMAT__, ANY, A_OTHER, 0},
    {UL_NAME___HASH__, ANY, A_OTHER, 0},
    {UL_NAME___SETATTR__, ANY, A_OTHER, 0},
    {UL_NAME___DELATTR__, ANY, A_OTHER, 0},
    {UL_NAME___GETATTRIBUTE__, ANY, A_OTHER, 0},
    {UL_NAME___INIT_SUBCLASS__, ANY, A_OTHER, 0},
    {UL_NAME___LEN__, SIZED, A_OTHER, 0},
    {UL_NAME___CONTAINS__, SIZED, A_OTHER, 0},
    {UL_NAME___ITER__, ITERABLE, A_OTHER, 0},
    {UL_NAME___GETITEM__, GETS, A_OTHER, 0},
    {UL_NAME___SETITEM__, SETS, A_OTHER, 0},
    {UL_NAME___DELITEM__, SETS, A_OTHER, 0},
    {UL_NAME___BOOL__, NUMBER, A_OTHER, 0},
    {UL_NAME___INT__, NUMBER, A_OTHER, 0},
    {UL_NAME___FLOAT__, NUMBER, A_OTHER, 0},
    {UL_NAME___ABS__, NUMBER, A_OTHER, 0},
    {UL_NAME___INDEX__, INTEGER, A_OTHER, 0},
};

/* The groups that have the plain, reflected and in-place methods of an operator. */
static uint32_t operator_groups(uint32_t op, uint32_t form)
{
    uint32_t bits = op >= UL_OP_AND ? INTEGER : NUMBER;
    if (op == UL_OP_ADD || op == UL_OP_MUL)
        return form == 2 ? EXTENDS : form == 1 && op == UL_OP_ADD ? bits : bits | REPEATS;
    if (form == 2) return 0;
    if (op == UL_OP_MOD) return bits | FORMATS;
    if (op == UL_OP_SUB || op == UL_OP_OR || op == UL_OP_AND || op == UL_OP_XOR)
        return bits | JOINS;
    return bits;
}

static bool find_dunder(uint32_t name_id, struct dunder *found, uint32_t *form)
{
    uint32_t op;
    *form = 0;
    if (ul_operator_of(name_id, &op, form)) {
        *found = (struct dunder){0, (uint16_t)operator_groups(op, *form), A_BINARY, (uint8_t)op};
        return true;
    }
    for (uint32_t i = 0; i < sizeof dunders / sizeof dunders[0]; i++)
        if (dunders[i].name == name_id) {
            *found = dunders[i];
            return true;
        }
    return false;
}

static uint32_t target_type(const struct ul_vm *vm, ul_val target)
{
    ul_val type = IS_KIND(target, K_TYPE) ? target : ul_type_of(vm, target);
    return IS_IMM(type) ? IMM_PAYLOAD(type) : ul_class_layout(vm, type);
}

bool ul_has_dunder(const struct ul_vm *vm, ul_val target, uint32_t name_id)
{
    struct dunder dunder;
    uint32_t form;
    uint32_t groups = groups_of(target_type(vm, target));
    if (TYPE_IS(vm, target, T_INST) || TYPE_IS(vm, target, T_CLASS)) groups = ANY;
    if (name_id == UL_NAME___CALL__) return ul_is_callable(vm, target);
    if (name_id == UL_NAME___NEXT__)
        return TYPE_IS(vm, target, T_ITER) && !ul_is_view(vm, target, false);
    return find_dunder(name_id, &dunder, &form) && (dunder.groups & groups);
}

/* --- Making and filling instances ----------------------------------------------------------------
 */

static bool is_mutable(uint32_t type)
{
    return type == UL_TYPE_LIST || type == UL_TYPE_DICT || type == UL_TYPE_SET ||
           type == UL_TYPE_BYTEARRAY;
}

static int new_exception(struct ul_vm *vm, ul_val *kept, const struct ul_args *args)
{
    ul_val tuple = ul_new(vm, T_TUPLE, 1 + args->count);
    if (!tuple) return UL_EXCEPTION;
    memcpy(PTR(vm, tuple) + 1, ul_args_get(vm, args), args->count * 4);
    kept[1] = ul_exception_new(vm, kept[0], tuple);
    return kept[1] ? UL_OK : UL_EXCEPTION;
}

/* kept: the class, then the value that it extends; the instance is left in kept[1]. */
static int new_instance(struct ul_vm *vm, ul_val *kept, const struct ul_args *args)
{
    static const struct ul_args none = {0};
    uint32_t layout = ul_class_layout(vm, kept[0]);
    if (layout) TRY(ul_type_call(vm, layout, is_mutable(layout) ? &none : args, &kept[1]));
    const uint32_t *record = ul_class_record(vm, kept[0]);
    uint32_t open = layout ? 1 : CLS_OPEN(record);
    uint32_t words = INST_SLOTS + CLS_SLOTS(record) + open + (layout != 0);
    ul_val instance = ul_new_clear(vm, T_INST, words);
    if (!instance) return UL_EXCEPTION;
    PTR(vm, instance)[INST_CLASS] = kept[0];
    if (layout) PTR(vm, instance)[words - 1] = kept[1];
    kept[1] = instance;
    return UL_OK;
}

int ul_instance_new(struct ul_vm *vm, ul_val class, const struct ul_args *args, ul_val *out)
{
    ul_val *kept = ul_push2(vm, class, V_UNBOUND);
    if (!kept) return UL_EXCEPTION;
    int err = ul_is_exception_class(vm, kept[0]) ? new_exception(vm, kept, args)
                                                 : new_instance(vm, kept, args);
    *out = kept[1];
    vm->sp = kept + 2;
    return err;
}

/* list.__init__ and its like: the new content takes the place of the old one. */
static int refill(struct ul_vm *vm, const ul_val *kept, uint32_t type, const struct ul_args *args)
{
    ul_val fresh;
    TRY(ul_type_call(vm, type, args, &fresh));
    if (type == UL_TYPE_DICT) return ul_dict_merge(vm, *kept, fresh);
    ul_val *object = PTR(vm, *kept);
    memcpy(object + 1, PTR(vm, fresh) + 1, (HDR_WORDS(object[0]) - 1) * 4);
    return UL_OK;
}

int ul_instance_init(struct ul_vm *vm, ul_val instance, const struct ul_args *args)
{
    ul_val target = ul_unwrap(vm, instance), ignored;
    uint32_t type = target_type(vm, target);
    if (TYPE_IS(vm, target, T_EXC))
        return ul_method_call(vm, target, UL_NAME___INIT__, args, &ignored);
    if (is_mutable(type) && !TYPE_IS(vm, target, T_INST)) {
        const ul_val *kept = ul_push(vm, target);
        int err = kept ? refill(vm, kept, type, args) : UL_EXCEPTION;
        if (kept) ul_pop(vm, 1);
        return err;
    }
    bool given = args->count || args->keywords;
    if (!given || target != instance || !TYPE_IS(vm, target, T_INST)) return UL_OK;
    if (ul_special(vm, target, UL_NAME___INIT__))
        return ul_type_error(
            vm, "object.__init__() takes exactly one argument (the instance to initialize)");
    if (ul_special(vm, target, UL_NAME___NEW__)) return UL_OK;
    return ul_type_error(
        vm, "%t.__init__() takes exactly one argument (the instance to initialize)", target);
}

/* __new__(cls, ...): of the builtin type `type`. */
static int call_new(struct ul_vm *vm, ul_val type, const struct ul_args *args, ul_val *out)
{
    if (!args->count) return ul_type_error(vm, "%k.__new__(): not enough arguments", type);
    ul_val class = ARG(0);
    struct ul_args rest = ul_args_skip(args, 1);
    if (!ul_is_type(vm, class))
        return ul_type_error(vm, "%k.__new__(X): X is not a type object (%t)", type, class);
    if (!ul_is_subtype(vm, class, type))
        return ul_type_error(vm, "%k.__new__(X): X is not a subtype", type);
    if (IS_IMM(class)) return ul_type_call(vm, IMM_PAYLOAD(class), &rest, out);
    if (!ul_class_layout(vm, class) && (rest.count || rest.keywords)) {
        if (ul_class_member(vm, class, UL_NAME___NEW__))
            return ul_type_error(
                vm, "object.__new__() takes exactly one argument (the type to instantiate)");
        if (!ul_class_member(vm, class, UL_NAME___INIT__))
            return ul_type_error(vm, "%k() takes no arguments", class);
    }
    return ul_instance_new(vm, class, &rest, out);
}

/* --- Calls ---------------------------------------------------------------------------------------
 */

/* Both operands must go together, else NotImplemented. */
static bool fits(const struct ul_vm *vm, uint32_t op, ul_val a, ul_val b)
{
    uint32_t x = target_type(vm, a), y = target_type(vm, b);
    uint32_t gx = groups_of(x), gy = groups_of(y);
    if (gx & NUMBER) return (gy & NUMBER) && (x != UL_TYPE_INT || gy & INTEGER);
    if (op == UL_OP_MUL) return gy & INTEGER;
    return (op == UL_OP_MOD && gx & FORMATS) || x == y;
}

static int call_binary(struct ul_vm *vm, uint32_t op, uint32_t form, const ul_val *self,
                       ul_val other, ul_val *out)
{
    other = ul_unwrap(vm, other);
    *out = V_NOTIMPLEMENTED;
    if (!fits(vm, op, *self, other)) return UL_OK;
    if (form == 2) return ul_inplace(vm, op, *self, other, out);
    return form ? ul_binary(vm, op, other, *self, out) : ul_binary(vm, op, *self, other, out);
}

static int call_compare(struct ul_vm *vm, uint32_t op, const ul_val *self, ul_val other,
                        ul_val *out)
{
    bool equality = op <= UL_OP_NE;
    ul_val raw = ul_unwrap(vm, other);
    uint32_t a = groups_of(target_type(vm, *self)), b = groups_of(target_type(vm, raw));
    *out = V_NOTIMPLEMENTED;
    if (TYPE_IS(vm, *self, T_INST) || TYPE_IS(vm, *self, T_EXC)) { /* object's own */
        if (equality && *self == other) *out = V_BOOL(op == UL_OP_EQ);
        return UL_OK;
    }
    bool same = target_type(vm, *self) == target_type(vm, raw) || (a & b & NUMBER);
    if (!same || (a == ANY && !equality)) return UL_OK;
    return ul_compare(vm, op, *self, raw, out);
}

/* object.__format__ takes no format. */
static int format_plain(struct ul_vm *vm, ul_val self, ul_val spec, ul_val *out)
{
    if (!TYPE_IS(vm, self, T_INST)) return ul_format_value(vm, self, spec, 0, out);
    if (spec == V_EMPTY_STR) return ul_to_str(vm, self, false, out);
    return ul_type_error(vm, "unsupported format string passed to %t.__format__", self);
}

static int call_other(struct ul_vm *vm, uint32_t name_id, const ul_val *self,
                      const struct ul_args *args, ul_val *out)
{
    uint32_t id;
    bool truth;
    *out = V_NONE;
    switch (name_id) {
    case UL_NAME___INIT__: return ul_instance_init(vm, *self, args);
    case UL_NAME___REPR__: return ul_to_str_plain(vm, *self, true, out);
    case UL_NAME___STR__: return ul_to_str_plain(vm, *self, false, out);
    case UL_NAME___FORMAT__: return format_plain(vm, *self, ARG(0), out);
    case UL_NAME___HASH__:
        *out = V_INT(T_INST); /* objects move: all have the same */
        if (TYPE_IS(vm, *self, T_INST) || TYPE_IS(vm, *self, T_EXC)) return UL_OK;
        return ul_dunder_builtin(vm, name_id, *self, out);
    case UL_NAME___SETATTR__:
    case UL_NAME___DELATTR__:
        TRY(ul_name_of(vm, ARG(0), &id));
        return ul_set_attr_plain(vm, *self, id, args->count > 1 ? ARG(1) : V_UNBOUND);
    case UL_NAME___GETATTRIBUTE__:
        TRY(ul_name_of(vm, ARG(0), &id));
        return ul_get_attr_plain(vm, *self, id, out);
    case UL_NAME___CONTAINS__:
        TRY(ul_contains(vm, *self, ARG(0), &truth));
        *out = V_BOOL(truth);
        return UL_OK;
    case UL_NAME___ITER__: return ul_iter_value(vm, *self, out);
    case UL_NAME___GETITEM__: return ul_get_item(vm, *self, ARG(0), out);
    case UL_NAME___SETITEM__: return ul_set_item(vm, *self, ARG(0), ARG(1));
    case UL_NAME___DELITEM__: return ul_del_item(vm, *self, ARG(0));
    case UL_NAME___BOOL__:
        TRY(ul_truth(vm, *self, &truth));
        *out = V_BOOL(truth);
        return UL_OK;
    default: return ul_dunder_builtin(vm, name_id, *self, out);
    }
}

static uint32_t arity(uint32_t name_id, uint32_t action)
{
    if (action == A_BINARY || action == A_COMPARE) return 1;
    switch (name_id) {
    case UL_NAME___SETATTR__:
    case UL_NAME___SETITEM__: return 2;
    case UL_NAME___DELATTR__:
    case UL_NAME___GETATTRIBUTE__:
    case UL_NAME___FORMAT__:
    case UL_NAME___CONTAINS__:
    case UL_NAME___GETITEM__:
    case UL_NAME___DELITEM__: return 1;
    default: return 0;
    }
}

static int call_on(struct ul_vm *vm, const ul_val *self, uint32_t name_id,
                   const struct ul_args *args, ul_val *out)
{
    struct dunder dunder;
    uint32_t form;
    if (!ul_has_dunder(vm, *self, name_id) || !find_dunder(name_id, &dunder, &form))
        return ul_no_attribute(vm, *self, name_id);
    uint32_t wanted = arity(name_id, dunder.action);
    if (name_id != UL_NAME___INIT__ && (args->count != wanted || args->keywords))
        return ul_type_error(vm, "expected %u argument%s, got %u", wanted, wanted == 1 ? "" : "s",
                             args->count);
    switch (dunder.action) {
    case A_BINARY: return call_binary(vm, dunder.op, form, self, ARG(0), out);
    case A_COMPARE: return call_compare(vm, dunder.op, self, ARG(0), out);
    case A_UNARY: return ul_unary(vm, dunder.op, *self, out);
    default: return call_other(vm, name_id, self, args, out);
    }
}

/* `list.__len__(x)`: x must be a list, or derived from it. */
static int call_unbound(struct ul_vm *vm, ul_val type, uint32_t name_id, const struct ul_args *args,
                        ul_val *out)
{
    if (!args->count)
        return ul_type_error(vm, "descriptor '%n' of '%k' object needs an argument", name_id, type);
    if (!ul_is_subtype(vm, ul_type_of(vm, ARG(0)), type))
        return ul_type_error(vm, "descriptor '%n' requires a '%k' object but received a '%t'",
                             name_id, type, ARG(0));
    struct ul_args rest = ul_args_skip(args, 1);
    const ul_val *kept =
        ul_push(vm, type == V_TYPE(UL_TYPE_OBJECT) ? ARG(0) : ul_unwrap(vm, ARG(0)));
    if (!kept) return UL_EXCEPTION;
    int err = call_on(vm, kept, name_id, &rest, out);
    return err;
}

int ul_dunder_call(struct ul_vm *vm, ul_val target, uint32_t name_id, const struct ul_args *args,
                   ul_val *out)
{
    ul_val *sp = vm->sp;
    int err;
    *out = V_NONE;
    if (name_id == UL_NAME___CALL__) return ul_call_args(vm, target, args, out);
    if (name_id == UL_NAME___INIT_SUBCLASS__) {
        err = args->count || args->keywords ? ul_no_class_keywords(vm, target) : UL_OK;
    } else if (name_id == UL_NAME___NEW__) {
        ul_val type = V_TYPE(target_type(vm, target));
        err = call_new(vm, type, args, out);
    } else if (IS_KIND(target, K_TYPE)) {
        err = call_unbound(vm, target, name_id, args, out);
    } else {
        const ul_val *kept = ul_push(vm, target);
        err = kept ? call_on(vm, kept, name_id, args, out) : UL_EXCEPTION;
    }
    vm->sp = sp;
    return err;
}
