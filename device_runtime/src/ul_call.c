/* How is a function called? See ul_call.h. */
#include "ul_call.h"
#include "ul_attr.h"
#include "ul_builtin.h"
#include "ul_class.h"
#include "ul_dict.h"
#include "ul_dunder.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_replay.h"
#include "ul_str.h"

extern inline const ul_val *ul_args_get(const struct ul_vm *vm, const struct ul_args *args);

bool ul_is_function(const struct ul_vm *vm, ul_val v)
{
    return IS_KIND(v, K_FUNCTION) || TYPE_IS(vm, v, T_FUNC);
}

uint32_t ul_function_index(const struct ul_vm *vm, ul_val function)
{
    return IS_IMM(function) ? IMM_PAYLOAD(function)
                            : (uint32_t)INT_OF(PTR(vm, function)[FUNC_INDEX]);
}

/* --- Binding -------------------------------------------------------------------------------------
 */

/* The default of parameter i that the image knows, or unbound. */
static ul_val image_default(const struct ul_vm *vm, const uint32_t *fn, uint32_t i)
{
    uint32_t count = FN_DEFAULT_COUNT(fn), first = FN_ARGS(fn) + FN_KWONLY(fn) - count;
    ul_val value = i < first ? V_UNBOUND : vm->image[FN_DEFAULTS(fn) + i - first];
    return IS_REF(value) ? value + REF(vm, vm->image) : value;
}

/* One binding under way: `regs` are where the parameters go (they move when they are a generator's:
 * then roots[ROOT_VALUE] is it, and registers() must be asked again after an allocation). */
struct binding {
    const uint32_t *fn;
    const struct ul_args *args;
    ul_val *frame;
    uint32_t self; /* 1 when roots[ROOT_SELF] is the first argument */
};

static ul_val *registers(struct ul_vm *vm, const struct binding *b)
{
    return b->frame ? b->frame : PTR(vm, vm->roots[ROOT_VALUE]) + GEN_REGS;
}

static ul_val argument(struct ul_vm *vm, const struct binding *b, uint32_t index)
{
    return index < b->self ? vm->roots[ROOT_SELF] : ul_args_get(vm, b->args)[index - b->self];
}

static int make_frame(struct ul_vm *vm, struct binding *b, uint32_t index)
{
    uint32_t nregs = FN_REGS(b->fn);
    if (FN_FLAGS(b->fn) & FLAG_GENERATOR) {
        ul_val generator = ul_new_clear(vm, T_GEN, GEN_REGS + nregs);
        if (!generator) return UL_EXCEPTION;
        ul_val *object = PTR(vm, generator);
        object[GEN_STATE] = V_INT(GEN_NEW);
        object[GEN_PC] = V_INT(FN_CODE(b->fn));
        object[GEN_REGS + F_INFO] = INFO(index, 0, RETURN_VALUE);
        vm->roots[ROOT_VALUE] = generator;
        b->frame = NULL;
        return UL_OK;
    }
    ul_val *block = ul_stack_take(vm, nregs + FRAME_WORDS);
    if (!block) return UL_EXCEPTION;
    memset(block, 0, (nregs + FRAME_WORDS) * 4);
    block[2] = INFO(index, 0, RETURN_VALUE);
    b->frame = block + FRAME_WORDS;
    return UL_OK;
}

/* The wrong number of arguments for a function that stands for one in C, as CPython says it. */
static int native_count(struct ul_vm *vm, const struct binding *b)
{
    uint32_t most = FN_ARGS(b->fn) - b->self, least = most - FN_DEFAULT_COUNT(b->fn);
    uint32_t given = b->args->count, bound = given < least ? least : most;
    bool plain = FN_POSONLY(b->fn) == FN_ARGS(b->fn);
    if (plain && least == most && most < 2 && !(FN_FLAGS(b->fn) & FLAG_VARARGS))
        return ul_type_error(vm,
                             most ? "%n() takes exactly one argument (%u given)"
                                  : "%n() takes no arguments (%u given)",
                             FN_NAME(b->fn), given);
    ul_val name = ul_name_tail(vm, FN_NAME(b->fn));
    if (!name) return UL_EXCEPTION;
    const char *plural = bound == 1 ? "" : "s";
    if (!plain)
        return ul_type_error(vm,
                             FN_KWONLY(b->fn)
                                 ? "%v() takes at most %u positional argument%s (%u given)"
                                 : "%v() takes at most %u argument%s (%u given)",
                             name, bound, plural, given + b->args->keywords);
    const char *format = least == most && !(FN_FLAGS(b->fn) & FLAG_VARARGS)
                             ? "%v expected %u argument%s, got %u"
                         : given < least ? "%v expected at least %u argument%s, got %u"
                                         : "%v expected at most %u argument%s, got %u";
    return ul_type_error(vm, format, name, bound, plural, given);
}

/* "f() takes from 1 to 2 positional arguments but 3 were given" */
static int wrong_positional(struct ul_vm *vm, uint32_t name, uint32_t least, uint32_t most,
                            uint32_t given, uint32_t keywords)
{
    struct ul_text text;
    TRY(ul_text_open(vm, &text));
    int err = least < most ? ul_text_c(vm, &text, "from ") : UL_OK;
    if (!err && least < most) err = ul_text_int(vm, &text, (int32_t)least);
    if (!err && least < most) err = ul_text_c(vm, &text, " to ");
    if (!err) err = ul_text_int(vm, &text, (int32_t)most);
    if (!err) err = ul_text_c(vm, &text, " positional argument");
    if (!err && (least < most || most != 1)) err = ul_text_c(vm, &text, "s");
    if (!err) err = ul_text_c(vm, &text, " but ");
    if (!err) err = ul_text_int(vm, &text, (int32_t)given);
    if (!err && keywords) {
        err = ul_text_c(vm, &text,
                        given == 1 ? " positional argument (and " : " positional arguments (and ");
        if (!err) err = ul_text_int(vm, &text, (int32_t)keywords);
        if (!err)
            err = ul_text_c(vm, &text,
                            keywords == 1 ? " keyword-only argument)" : " keyword-only arguments)");
    }
    if (err) {
        ul_text_drop(vm, &text);
        return err;
    }
    ul_val counts = ul_text_close(vm, &text);
    if (!counts) return UL_EXCEPTION;
    return ul_type_error(vm, "%n() takes %v %s given", name, counts,
                         given == 1 && !keywords ? "was" : "were");
}

static int too_many(struct ul_vm *vm, const struct binding *b, uint32_t given)
{
    if (FN_NATIVE(b->fn)) return native_count(vm, b);
    uint32_t most = FN_ARGS(b->fn), least = most;
    ul_val callee = vm->roots[ROOT_CALLEE];
    if (IS_REF(callee) && PTR(vm, callee)[FUNC_DEFAULTS] != V_NONE)
        least -= ul_tuple_length(vm, PTR(vm, callee)[FUNC_DEFAULTS]);
    else if (IS_IMM(callee))
        for (uint32_t i = 0; i < most; i++)
            least -= image_default(vm, b->fn, i) != V_UNBOUND;
    const ul_val *regs = registers(vm, b);
    uint32_t keywords = 0;
    for (uint32_t i = most; i < most + FN_KWONLY(b->fn); i++)
        keywords += regs[i] != V_UNBOUND;
    return wrong_positional(vm, FN_NAME(b->fn), least, most, given, keywords);
}

static int bind_positional(struct ul_vm *vm, struct binding *b)
{
    uint32_t given = b->args->count + b->self, named = FN_ARGS(b->fn);
    uint32_t direct = given < named ? given : named;
    ul_val *regs = registers(vm, b);
    for (uint32_t i = 0; i < direct; i++)
        regs[i] = argument(vm, b, i);
    bool rest_taken = FN_FLAGS(b->fn) & FLAG_VARARGS;
    if (FN_NATIVE(b->fn) && !rest_taken && FN_POSONLY(b->fn) < named &&
        given + b->args->keywords > named + FN_KWONLY(b->fn))
        return native_count(vm, b);
    if (!rest_taken) return given > named && FN_NATIVE(b->fn) ? too_many(vm, b, given) : UL_OK;
    ul_val rest = ul_new_clear(vm, T_TUPLE, 1 + given - direct);
    if (!rest) return UL_EXCEPTION;
    for (uint32_t i = direct; i < given; i++)
        PTR(vm, rest)[1 + i - direct] = argument(vm, b, i);
    registers(vm, b)[named + FN_KWONLY(b->fn)] = rest;
    return UL_OK;
}

/* The register of the parameter called `name`, or -1. */
static int32_t parameter(const struct ul_vm *vm, const uint32_t *fn, ul_val name)
{
    uint32_t count = FN_ARGS(fn) + FN_KWONLY(fn);
    for (uint32_t i = FN_POSONLY(fn); i < count; i++) {
        ul_val known = vm->image[FN_PARAMS(fn) + i];
        if (ul_str_equal(vm, IS_REF(known) ? known + REF(vm, vm->image) : known, name))
            return (int32_t)i;
    }
    return -1;
}

/* Parameters that are positional only, but were given by name: an error that lists them. */
static int positional_by_name(struct ul_vm *vm, const struct binding *b, bool *found)
{
    struct ul_text text;
    TRY(ul_text_open(vm, &text));
    int err = UL_OK;
    for (uint32_t i = 0; i < FN_POSONLY(b->fn) && !err; i++) {
        ul_val known = vm->image[FN_PARAMS(b->fn) + i];
        if (IS_REF(known)) known += REF(vm, vm->image);
        for (uint32_t k = 0; k < b->args->keywords && !err; k++) {
            ul_val name = ul_args_get(vm, b->args)[b->args->count + 2 * k];
            if (!ul_str_equal(vm, known, name)) continue;
            if (*found) err = ul_text_c(vm, &text, ", ");
            if (!err) err = ul_text_str(vm, &text, known);
            *found = true;
        }
    }
    if (err || !*found) {
        ul_text_drop(vm, &text);
        return err;
    }
    ul_val names = ul_text_close(vm, &text);
    if (!names) return UL_EXCEPTION;
    return ul_type_error(
        vm, "%n() got some positional-only arguments passed as keyword arguments: '%v'",
        FN_NAME(b->fn), names);
}

static int unexpected(struct ul_vm *vm, const struct binding *b, uint32_t pair)
{
    bool by_name = false;
    if (!FN_NATIVE(b->fn)) TRY(positional_by_name(vm, b, &by_name));
    ul_val name = ul_args_get(vm, b->args)[b->args->count + 2 * pair];
    if (!FN_NATIVE(b->fn))
        return ul_type_error(vm, "%n() got an unexpected keyword argument '%v'", FN_NAME(b->fn),
                             name);
    if (FN_POSONLY(b->fn) == FN_ARGS(b->fn) && !FN_KWONLY(b->fn))
        return ul_type_error(vm, "%n() takes no keyword arguments", FN_NAME(b->fn));
    ul_val *kept = ul_push(vm, name);
    ul_val tail = kept ? ul_name_tail(vm, FN_NAME(b->fn)) : 0;
    if (!tail) return UL_EXCEPTION;
    return ul_type_error(vm, "'%v' is an invalid keyword argument for %v()", *kept, tail);
}

static int given_twice(struct ul_vm *vm, const struct binding *b, ul_val name, uint32_t at)
{
    ul_val *kept = ul_push(vm, name);
    ul_val tail = kept ? ul_name_tail(vm, FN_NAME(b->fn)) : 0;
    if (!tail) return UL_EXCEPTION;
    return ul_type_error(vm, "argument for %v() given by name ('%v') and position (%u)", tail,
                         *kept, at + 1 - b->self);
}

static int bind_keyword(struct ul_vm *vm, struct binding *b, uint32_t pair)
{
    const ul_val *given = ul_args_get(vm, b->args) + b->args->count + 2 * pair;
    ul_val name = given[0], value = given[1];
    int32_t at = parameter(vm, b->fn, name);
    uint32_t extra = FN_ARGS(b->fn) + FN_KWONLY(b->fn) + ((FN_FLAGS(b->fn) & FLAG_VARARGS) != 0);
    if (at >= 0) {
        ul_val *regs = registers(vm, b);
        if (regs[at] && FN_NATIVE(b->fn)) return given_twice(vm, b, name, (uint32_t)at);
        if (regs[at])
            return ul_type_error(vm, "%n() got multiple values for argument '%v'", FN_NAME(b->fn),
                                 name);
        regs[at] = value;
        return UL_OK;
    }
    if (!(FN_FLAGS(b->fn) & FLAG_VARKEYWORDS)) return unexpected(vm, b, pair);
    return ul_dict_set(vm, registers(vm, b)[extra], name, value);
}

static int bind_keywords(struct ul_vm *vm, struct binding *b)
{
    if (FN_FLAGS(b->fn) & FLAG_VARKEYWORDS) {
        ul_val dict = ul_dict_new(vm, 0);
        if (!dict) return UL_EXCEPTION;
        uint32_t varargs = (FN_FLAGS(b->fn) & FLAG_VARARGS) != 0;
        registers(vm, b)[FN_ARGS(b->fn) + FN_KWONLY(b->fn) + varargs] = dict;
    }
    for (uint32_t i = 0; i < b->args->keywords; i++)
        TRY(bind_keyword(vm, b, i));
    return UL_OK;
}

static void bind_default(struct ul_vm *vm, const struct binding *b, ul_val *regs, uint32_t i)
{
    if (IS_IMM(vm->roots[ROOT_CALLEE])) {
        regs[i] = image_default(vm, b->fn, i);
        return;
    }
    const ul_val *function = PTR(vm, vm->roots[ROOT_CALLEE]);
    if (i >= FN_ARGS(b->fn)) {
        ul_val name = vm->image[FN_PARAMS(b->fn) + i];
        name = IS_REF(name) ? name + REF(vm, vm->image) : name;
        if (function[FUNC_KWDEFAULTS] != V_NONE)
            (void)ul_dict_get(vm, function[FUNC_KWDEFAULTS], name,
                              &regs[i]); /* a str key cannot fail */
    } else if (function[FUNC_DEFAULTS] != V_NONE) {
        uint32_t count = ul_tuple_length(vm, function[FUNC_DEFAULTS]);
        if (i + count >= FN_ARGS(b->fn))
            regs[i] = PTR(vm, function[FUNC_DEFAULTS])[1 + i + count - FN_ARGS(b->fn)];
    }
}

/* "f() missing 2 required positional arguments: 'a' and 'b'" */
static int missing(struct ul_vm *vm, const struct binding *b, uint32_t from, uint32_t to,
                   const char *kind)
{
    uint32_t count = 0, seen = 0;
    const ul_val *regs = registers(vm, b);
    struct ul_text text;
    for (uint32_t i = from; i < to; i++)
        count += !regs[i];
    TRY(ul_text_open(vm, &text));
    for (uint32_t i = from; i < to; i++) {
        if (registers(vm, b)[i]) continue;
        ul_val name = vm->image[FN_PARAMS(b->fn) + i];
        const char *glue = !seen               ? "'"
                           : count == 2        ? " and '"
                           : seen == count - 1 ? ", and '"
                                               : ", '";
        int err = ul_text_c(vm, &text, glue);
        if (!err) err = ul_text_str(vm, &text, IS_REF(name) ? name + REF(vm, vm->image) : name);
        if (!err) err = ul_text_c(vm, &text, "'");
        if (err) {
            ul_text_drop(vm, &text);
            return err;
        }
        seen++;
    }
    ul_val names = ul_text_close(vm, &text);
    return ul_type_error(vm, "%n() missing %u required %s argument%s: %v", FN_NAME(b->fn), count,
                         kind, count == 1 ? "" : "s", names);
}

static int native_missing(struct ul_vm *vm, const struct binding *b, uint32_t absent)
{
    if (absent < FN_POSONLY(b->fn)) return native_count(vm, b);
    ul_val name = ul_name_tail(vm, FN_NAME(b->fn)), text = vm->image[FN_PARAMS(b->fn) + absent];
    if (!name) return UL_EXCEPTION;
    return ul_type_error(vm, "%v() missing required argument '%v' (pos %u)", name,
                         IS_REF(text) ? text + REF(vm, vm->image) : text, absent + 1 - b->self);
}

static int bind_rest(struct ul_vm *vm, const struct binding *b)
{
    uint32_t named = FN_ARGS(b->fn), all = named + FN_KWONLY(b->fn), absent = all;
    ul_val *regs = registers(vm, b);
    for (uint32_t i = 0; i < all; i++) {
        if (!regs[i]) bind_default(vm, b, regs, i);
        if (!regs[i] && i < absent) absent = i;
    }
    if (absent < all && FN_NATIVE(b->fn)) return native_missing(vm, b, absent);
    if (absent < named) return missing(vm, b, absent, named, "positional");
    if (absent < all) return missing(vm, b, absent, all, "keyword-only");
    uint32_t cells =
        all + ((FN_FLAGS(b->fn) & FLAG_VARARGS) != 0) + ((FN_FLAGS(b->fn) & FLAG_VARKEYWORDS) != 0);
    for (uint32_t i = 0; i < FN_FREE(b->fn); i++)
        regs[cells + i] = PTR(vm, vm->roots[ROOT_CALLEE])[FUNC_CELLS + i];
    return UL_OK;
}

int ul_bind(struct ul_vm *vm, const struct ul_args *args, ul_val **frame)
{
    uint32_t index = ul_function_index(vm, vm->roots[ROOT_CALLEE]);
    struct binding b = {IMAGE_FUNCTION(vm, index), args, NULL, vm->roots[ROOT_SELF] != V_UNBOUND};
    ul_val *sp = vm->sp;
    TRY(make_frame(vm, &b, index));
    int err = bind_positional(vm, &b);
    if (!err) err = bind_keywords(vm, &b);
    uint32_t given = args->count + b.self;
    if (!err && given > FN_ARGS(b.fn) && !(FN_FLAGS(b.fn) & FLAG_VARARGS))
        err = too_many(vm, &b, given);
    if (!err) err = bind_rest(vm, &b);
    if (err) vm->sp = sp;
    *frame = b.frame;
    vm->roots[ROOT_CALLEE] = vm->roots[ROOT_SELF] = V_UNBOUND;
    return err;
}

static int call_block(struct ul_vm *vm, uint32_t nargs, uint32_t keywords, ul_val *result);

/* --- Callables that are no functions -------------------------------------------------------------
 */

/* Also what stands where a special method should: `__init__ = 5`. */
static int not_callable(struct ul_vm *vm, ul_val v)
{
    return ul_type_error(vm, "'%t' object is not callable", v);
}

int ul_call_with(struct ul_vm *vm, ul_val callee, ul_val first, const struct ul_args *args,
                 ul_val *result)
{
    uint32_t count = args->count + 2 * args->keywords;
    ul_val *kept = ul_push2(vm, callee, first);
    ul_val *block = kept ? ul_stack_take(vm, count + 2) : NULL;
    if (!block) return UL_EXCEPTION;
    block[0] = kept[0];
    block[1] = kept[1];
    if (count) memcpy(block + 2, ul_args_get(vm, args), count * 4);
    int err = call_block(vm, args->count + 1, args->keywords, result);
    vm->sp = kept + 2;
    return err;
}

/* A class with a __new__ of its own: what that gives is initialised if it is an instance. */
static int call_new(struct ul_vm *vm, const struct ul_args *args, enum ul_next_step *step,
                    ul_val *result)
{
    ul_val *kept = ul_push2(vm, vm->roots[ROOT_CALLEE], V_UNBOUND);
    if (!kept) return UL_EXCEPTION;
    ul_val new = ul_class_member(vm, kept[0], UL_NAME___NEW__);
    if (TYPE_IS(vm, new, T_DESC)) new = PTR(vm, new)[DESC_GET];
    TRY(ul_call_with(vm, new, kept[0], args, result));
    ul_val class = kept[0];
    vm->sp = kept + 2;
    *step = STEP_DONE;
    if (!ul_is_subtype(vm, ul_type_of(vm, *result), class)) return UL_OK;
    ul_val init = ul_special(vm, *result, UL_NAME___INIT__);
    if (!init || !ul_is_function(vm, init)) return init ? not_callable(vm, init) : UL_OK;
    vm->roots[ROOT_CALLEE] = init;
    vm->roots[ROOT_SELF] = *result;
    *step = STEP_INIT;
    return UL_OK;
}

static int instantiate(struct ul_vm *vm, const struct ul_args *args, enum ul_next_step *step,
                       ul_val *result)
{
    ul_val class = vm->roots[ROOT_CALLEE];
    if (ul_class_member(vm, class, UL_NAME___NEW__)) return call_new(vm, args, step, result);
    ul_val init = ul_class_member(vm, class, UL_NAME___INIT__);
    bool plain = !ul_class_layout(vm, class);
    if (init && !ul_is_function(vm, init)) return not_callable(vm, init);
    if (!init && plain && (args->count || args->keywords))
        return ul_type_error(vm, "%k() takes no arguments", class);
    if (!init && args->keywords && ul_is_exception_class(vm, class))
        return ul_type_error(vm, "%k() takes no keyword arguments", class);
    TRY(ul_instance_new(vm, class, args, result));
    *step = STEP_DONE;
    if (init) {
        vm->roots[ROOT_CALLEE] = ul_special(vm, *result, UL_NAME___INIT__);
        vm->roots[ROOT_SELF] = *result;
        *step = STEP_INIT;
        return UL_OK;
    }
    if (plain || ul_is_exception(vm, *result)) return UL_OK;
    ul_val *kept = ul_push(vm, *result);
    if (!kept) return UL_EXCEPTION;
    int err = ul_instance_init(vm, *kept, args);
    *result = *kept;
    vm->sp = kept + 1;
    return err;
}

/* A bound method of a function, or of something else that can be called. */
static int prepare_bound(struct ul_vm *vm, const struct ul_args *args, enum ul_next_step *step,
                         ul_val *result)
{
    const ul_val *object = PTR(vm, vm->roots[ROOT_CALLEE]);
    ul_val self = object[BOUND_SELF], function = object[BOUND_FUNC];
    *step = STEP_DONE;
    if (!ul_is_function(vm, function)) return ul_call_with(vm, function, self, args, result);
    vm->roots[ROOT_SELF] = self;
    vm->roots[ROOT_CALLEE] = function;
    *step = STEP_FUNCTION;
    return UL_OK;
}

/* An instance whose class has __call__. */
static int prepare_instance(struct ul_vm *vm, const struct ul_args *args, enum ul_next_step *step,
                            ul_val *result)
{
    ul_val callee = vm->roots[ROOT_CALLEE];
    ul_val call = ul_special(vm, callee, UL_NAME___CALL__);
    if (!call) return not_callable(vm, callee);
    if (ul_is_function(vm, call)) {
        vm->roots[ROOT_SELF] = callee;
        vm->roots[ROOT_CALLEE] = call;
        *step = STEP_FUNCTION;
        return UL_OK;
    }
    ul_val *kept = ul_push2(vm, V_UNBOUND, V_UNBOUND);
    if (!kept) return UL_EXCEPTION;
    callee = vm->roots[ROOT_CALLEE];
    TRY(ul_bind_member(vm, ul_special(vm, callee, UL_NAME___CALL__), callee, ul_type_of(vm, callee),
                       UL_NAME___CALL__, false, &kept[0]));
    *step = STEP_DONE;
    int err = ul_call_args(vm, kept[0], args, result);
    vm->sp = kept + 2;
    return err;
}

/* staticmethod objects can be called as the function that they hold. */
static int prepare_static(struct ul_vm *vm, const struct ul_args *args, enum ul_next_step *step,
                          ul_val *result)
{
    ul_val function = vm->roots[ROOT_CALLEE];
    if (ul_is_function(vm, function)) {
        *step = STEP_FUNCTION;
        return UL_OK;
    }
    *step = STEP_DONE;
    return ul_call_args(vm, function, args, result);
}

static int prepare_object(struct ul_vm *vm, const struct ul_args *args, enum ul_next_step *step,
                          ul_val *result)
{
    ul_val callee = vm->roots[ROOT_CALLEE];
    switch (HDR_TYPE(PTR(vm, callee)[0])) {
    case T_FUNC: *step = STEP_FUNCTION; return UL_OK;
    case T_BOUND: return prepare_bound(vm, args, step, result);
    case T_CLASS: return instantiate(vm, args, step, result);
    case T_METHOD: *step = STEP_DONE; return ul_method_value_call(vm, callee, args, result);
    case T_DESC:
        if (PTR(vm, callee)[DESC_KIND] != V_INT(DESC_STATIC)) break;
        vm->roots[ROOT_CALLEE] = PTR(vm, callee)[DESC_GET];
        return prepare_static(vm, args, step, result);
    default: break;
    }
    return prepare_instance(vm, args, step, result);
}

int ul_prepare(struct ul_vm *vm, const struct ul_args *args, enum ul_next_step *step,
               ul_val *result)
{
    ul_val callee = vm->roots[ROOT_CALLEE];
    vm->roots[ROOT_SELF] = V_UNBOUND;
    if (IS_REF(callee)) {
        int err;
        UL_HELD(vm, err, prepare_object(vm, args, step, result));
        return err;
    }
    *step = STEP_DONE;
    if (IS_KIND(callee, K_FUNCTION)) {
        *step = STEP_FUNCTION;
        return UL_OK;
    }
    if (IS_KIND(callee, K_BUILTIN)) return ul_builtin_call(vm, IMM_PAYLOAD(callee), args, result);
    if (IS_KIND(callee, K_TYPE)) return ul_type_call(vm, IMM_PAYLOAD(callee), args, result);
    return not_callable(vm, callee);
}

/* --- Calls from C --------------------------------------------------------------------------------
 */

int ul_run_nested(struct ul_vm *vm, const uint32_t *pc)
{
    struct ul_replay kept = vm->replay;
    memset(&vm->replay, 0, sizeof vm->replay);
    vm->replay.floor = vm->sp;
    vm->depth++;
    int err = ul_run(vm, pc);
    vm->depth--;
    vm->replay = kept;
    return err;
}

/* Run the frame `frame`, whose info names its function, with a boundary below it. */
static int run_frame(struct ul_vm *vm, ul_val *frame, ul_val *result)
{
    uint32_t index = INFO_FN(frame[F_INFO]);
    ul_val *kept = vm->regs, generator = vm->roots[ROOT_GEN];
    frame[F_CALLER] = generator ? generator : REF(vm, kept); /* keeps the generator alive */
    frame[F_PC] = 0;
    frame[F_INFO] = INFO(index, 0, RETURN_BOUNDARY);
    vm->roots[ROOT_GEN] = V_UNBOUND;
    vm->regs = frame;
    int err = ul_run_nested(vm, vm->image + FN_CODE(IMAGE_FUNCTION(vm, index)));
    *result = vm->roots[ROOT_VALUE];
    vm->roots[ROOT_VALUE] = V_UNBOUND;
    return err;
}

/* May C code call into Python once more? It costs a step, as calls in Python do. */
static int nest(struct ul_vm *vm)
{
    if (vm->depth < UL_MAX_DEPTH) return ul_spend(vm, 1);
    return ul_raise(vm, UL_TYPE_RECURSIONERROR, "maximum recursion depth exceeded");
}

int ul_call_body(struct ul_vm *vm)
{
    const uint32_t *fn = IMAGE_FUNCTION(vm, 0);
    uint32_t words = FRAME_WORDS + FN_REGS(fn);
    ul_val *frame = ul_stack_take(vm, words);
    if (!frame) return UL_EXCEPTION;
    TRY(ul_spend(vm, 1));
    for (uint32_t i = 0; i < words; i++)
        frame[i] = V_UNBOUND;
    frame += FRAME_WORDS;
    frame[F_CALLER] = REF(vm, vm->regs);
    frame[F_INFO] = INFO(0, 0, RETURN_BOUNDARY);
    vm->regs = frame;
    int err = ul_run_nested(vm, vm->image + FN_CODE(fn));
    vm->roots[ROOT_VALUE] = V_UNBOUND;
    return err;
}

/* A function that runs when it is called, or a method of such a one. */
static bool runs(const struct ul_vm *vm, ul_val callee)
{
    if (TYPE_IS(vm, callee, T_BOUND)) callee = PTR(vm, callee)[BOUND_FUNC];
    return ul_is_function(vm, callee) &&
           !(FN_FLAGS(IMAGE_FUNCTION(vm, ul_function_index(vm, callee))) & FLAG_GENERATOR);
}

/* Call what ul_prepare made of the block, by a frame for the loop or in a nested run. */
static int call_prepared(struct ul_vm *vm, ul_val *block, const struct ul_args *args, bool leave,
                         enum ul_next_step step, ul_val *result)
{
    ul_val *frame, ignored;
    block[0] = *result; /* the instance survives its __init__ here */
    TRY(ul_bind(vm, args, &frame));
    if (leave) {
        vm->asked = frame;
        return UL_LEAVE;
    }
    if (!frame) {
        *result = vm->roots[ROOT_VALUE];
        return UL_OK;
    }
    TRY(run_frame(vm, frame, step == STEP_INIT ? &ignored : result));
    if (step == STEP_INIT) *result = block[0];
    return UL_OK;
}

static int call_block(struct ul_vm *vm, uint32_t nargs, uint32_t keywords, ul_val *result)
{
    ul_val *block = vm->sp;
    struct ul_args args = {block + 1, 0, nargs, keywords};
    enum ul_next_step step;
    bool leave = runs(vm, block[0]);
    int err;
    *result = V_UNBOUND;
    if (!leave || !ul_replay_answer(vm, result, &err)) {
        leave = leave && ul_may_leave(vm);
        vm->roots[ROOT_CALLEE] = block[0];
        TRY(leave ? ul_spend(vm, 1) : nest(vm));
        vm->depth++;
        err = ul_prepare(vm, &args, &step, result);
        vm->depth--;
        if (!err && step != STEP_DONE) err = call_prepared(vm, block, &args, leave, step, result);
    }
    vm->sp = block + nargs + 2 * keywords + 1;
    return err;
}

int ul_call(struct ul_vm *vm, uint32_t nargs, ul_val *result)
{
    return call_block(vm, nargs, 0, result);
}

int ul_call_args(struct ul_vm *vm, ul_val callee, const struct ul_args *args, ul_val *result)
{
    uint32_t count = args->count + 2 * args->keywords;
    ul_val *kept = ul_push(vm, callee);
    ul_val *block = kept ? ul_stack_take(vm, count + 1) : NULL;
    if (!block) return UL_EXCEPTION;
    block[0] = *kept;
    if (count) memcpy(block + 1, ul_args_get(vm, args), count * 4);
    int err = call_block(vm, args->count, args->keywords, result);
    vm->sp = kept + 1;
    return err;
}

int ul_call0(struct ul_vm *vm, ul_val callee, ul_val *result)
{
    return ul_push(vm, callee) ? ul_call(vm, 0, result) : UL_EXCEPTION;
}

int ul_call1(struct ul_vm *vm, ul_val callee, ul_val a, ul_val *result)
{
    return ul_push2(vm, callee, a) ? ul_call(vm, 1, result) : UL_EXCEPTION;
}

int ul_call_special2(struct ul_vm *vm, ul_val self, uint32_t name_id, ul_val a, ul_val b,
                     ul_val *result)
{
    uint32_t nargs = (a ? 1u : 0u) + (b ? 1u : 0u);
    *result = V_UNBOUND;
    if (!ul_special(vm, self, name_id)) return UL_OK;
    ul_val *kept = ul_push3(vm, self, a, b);
    if (!kept) return UL_EXCEPTION;
    ul_val method = ul_special(vm, kept[0], name_id), *block;
    if (ul_is_function(vm, method)) {
        block = ul_push(vm, method); /* method, self, arguments lie in a row */
        nargs++;
    } else {
        TRY(ul_bind_member(vm, method, kept[0], ul_type_of(vm, kept[0]), name_id, false, &kept[0]));
        block = kept;
    }
    int err = block ? ul_call(vm, nargs, result) : UL_EXCEPTION;
    vm->sp = kept + 3;
    return err;
}

int ul_call_special(struct ul_vm *vm, ul_val self, uint32_t name_id, ul_val argument,
                    ul_val *result)
{
    return ul_call_special2(vm, self, name_id, argument, V_UNBOUND, result);
}

int ul_ask_image(struct ul_vm *vm, const ul_val *kept, uint32_t name_id, ul_val *out)
{
    TRY(ul_call_special(vm, kept[0], name_id, kept[1], out));
    if (*out) return UL_OK;
    return ul_raise(vm, UL_TYPE_NOTIMPLEMENTEDERROR, "the image has no %n", name_id);
}
