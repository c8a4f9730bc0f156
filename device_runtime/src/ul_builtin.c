/* What is built in: which functions? See ul_builtin.h. */
#include "ul_builtin.h"
#include "ul_class.h"
#include "ul_compare.h"
#include "ul_construct.h"
#include "ul_decimal.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_format.h"
#include "ul_gen.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_list.h"
#include "ul_match.h"
#include "ul_number.h"
#include "ul_operator.h"
#include "ul_replay.h"
#include "ul_str.h"

static const uint8_t function_args[UL_FN_COUNT] = {UL_FN_ARGS};
static const char function_names[] = UL_FN_NAMES;

/* --- Arguments -----------------------------------------------------------------------------------
 */

ul_val ul_keyword(struct ul_vm *vm, const struct ul_args *args, const char *name)
{
    uint32_t len = 0;
    while (name[len])
        len++;
    for (uint32_t i = 0; i < args->keywords; i++) {
        struct ul_view view;
        ul_view_of(vm, ARG(args->count + 2 * i), &view);
        if (view.len == len && memcmp(view.p, name, len) == 0) return ARG(args->count + 2 * i + 1);
    }
    return V_UNBOUND;
}

/* Which of the names is it? How many there are, if none. */
static uint32_t place_of(const struct ul_vm *vm, ul_val name, const char *names)
{
    struct ul_view view;
    uint32_t place = 0;
    ul_view_of(vm, name, &view);
    for (; *names; place++) {
        uint32_t len = 0;
        while (names[len])
            len++;
        if (view.len == len && memcmp(view.p, names, len) == 0) break;
        names += len + 1;
    }
    return place;
}

static uint32_t count_of(const char *names)
{
    uint32_t count = 0;
    for (; *names; count++)
        while (*names++)
            ;
    return count;
}

static int bad_keyword(struct ul_vm *vm, ul_val name, const char *function)
{
    return ul_type_error(vm, "'%v' is an invalid keyword argument for %s()", name, function);
}

int ul_keywords(struct ul_vm *vm, const struct ul_args *args, const char *names,
                const char *function)
{
    for (uint32_t i = 0; i < args->keywords; i++) {
        ul_val name = ARG(args->count + 2 * i);
        if (!*names) return ul_type_error(vm, "%s() takes no keyword arguments", function);
        if (place_of(vm, name, names) == count_of(names)) return bad_keyword(vm, name, function);
    }
    return UL_OK;
}

/* Argument i, which must be there, is not. */
static int missing(struct ul_vm *vm, const struct ul_args *args, const char *names, uint32_t i,
                   const char *function)
{
    const char *name = ul_static_string(names, i);
    if (*name == '/')
        return ul_type_error(vm, "%s() takes at least %u positional argument%s (%u given)",
                             function, i + 1, i ? "s" : "", args->count);
    return ul_type_error(vm, "%s() missing required argument '%s' (pos %u)", function, name, i + 1);
}

ul_val *ul_take_args(struct ul_vm *vm, const struct ul_args *args, const char *names,
                     uint32_t least, const char *function)
{
    uint32_t most = count_of(names), given = args->count + args->keywords;
    ul_val *slots = ul_stack_take(vm, most), wrong = V_UNBOUND;
    int err = UL_OK;
    if (!slots) return NULL;
    memset(slots, 0, most * 4);
    if (given > most)
        err = ul_type_error(vm, "%s() takes at most %u argument%s (%u given)", function, most,
                            most == 1 ? "" : "s", given);
    for (uint32_t i = 0; !err && i < args->count; i++)
        slots[i] = ARG(i);
    for (uint32_t i = 0; !err && i < args->keywords; i++) {
        ul_val name = ARG(args->count + 2 * i);
        uint32_t place = place_of(vm, name, names);
        if (place == most)
            wrong = wrong ? wrong : name;
        else if (place < args->count)
            err = ul_type_error(vm, "argument for %s() given by name ('%v') and position (%u)",
                                function, name, place + 1);
        else
            slots[place] = ARG(args->count + 2 * i + 1);
    }
    for (uint32_t i = 0; !err && i < least; i++)
        if (!slots[i]) err = missing(vm, args, names, i, function);
    if (!err && wrong) err = bad_keyword(vm, wrong, function);
    return err ? NULL : slots;
}

int ul_check_count(struct ul_vm *vm, const struct ul_args *args, uint32_t least, uint32_t most,
                   const char *function)
{
    if (args->count >= least && args->count <= most) return UL_OK;
    if (least == most && least < 2)
        return ul_type_error(vm,
                             least ? "%s() takes exactly one argument (%u given)"
                                   : "%s() takes no arguments (%u given)",
                             function, args->count);
    if (least == most)
        return ul_type_error(vm, "%s expected %u arguments, got %u", function, least, args->count);
    return ul_type_error(vm,
                         args->count < least ? "%s expected at least %u argument%s, got %u"
                                             : "%s expected at most %u argument%s, got %u",
                         function, args->count < least ? least : most,
                         (args->count < least ? least : most) == 1 ? "" : "s", args->count);
}

static int ok(ul_val v, ul_val *out)
{
    *out = v;
    return v ? UL_OK : UL_EXCEPTION;
}

/* --- Output --------------------------------------------------------------------------------------
 */

static int log_text(struct ul_vm *vm, const struct ul_text *text)
{
    if (!vm->host || !vm->host->call) return UL_OK;
    return vm->host->call(vm->host->user, UL_SYS_LOG, ul_text_peek(vm, text), text->len, NULL, 0);
}

static int put_option(struct ul_vm *vm, struct ul_text *text, const struct ul_args *args,
                      const char *name, uint32_t otherwise)
{
    ul_val v = ul_keyword(vm, args, name);
    if (!v || v == V_NONE) return ul_text_char(vm, text, otherwise);
    if (!ul_is_str(vm, v)) return ul_type_error(vm, "%s must be None or a string, not %t", name, v);
    return ul_text_str(vm, text, v);
}

static int builtin_print(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    struct ul_text text;
    TRY(ul_keywords(vm, args, "sep\0end\0flush\0", "print"));
    TRY(ul_text_open(vm, &text));
    int err = UL_OK;
    for (uint32_t i = 0; !err && i < args->count; i++) {
        if (i) err = put_option(vm, &text, args, "sep", ' ');
        if (!err) err = ul_put_str(vm, &text, ARG(i));
    }
    if (!err) err = put_option(vm, &text, args, "end", '\n');
    if (!err) err = ul_spend(vm, text.len / 16);
    if (!err) err = log_text(vm, &text);
    ul_text_drop(vm, &text);
    *out = V_NONE;
    return err;
}

/* --- Size, order, sums ---------------------------------------------------------------------------
 */

static int builtin_len(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    ul_val v = ARG(0), answer;
    uint32_t count;
    struct ul_view view;
    if (ul_is_str(vm, v)) {
        *out = V_INT(ul_str_length(vm, v));
        return UL_OK;
    }
    uint32_t type = IS_REF(v) ? HDR_TYPE(PTR(vm, v)[0]) : T_FREE;
    switch (type) {
    case T_LIST:
    case T_TUPLE: ul_items(vm, v, &count); break;
    case T_SET:
    case T_DICT: count = ul_dict_length(vm, v); break;
    case T_RANGE: count = ul_range_length(vm, v); break;
    case T_BARRAY:
    case T_BYTES:
        ul_view_of(vm, v, &view);
        count = view.len;
        break;
    case T_ITER:
        if (ul_is_view(vm, v, false)) {
            count = ul_dict_length(vm, PTR(vm, v)[ITER_A]);
            break;
        }
        return ul_type_error(vm, "object of type '%t' has no len()", v);
    default:
        TRY(ul_length_special(vm, v, out));
        if (*out) return UL_OK;
        answer = ul_unwrap(vm, ARG(0));
        if (answer != ARG(0)) return ul_dunder_builtin(vm, UL_NAME___LEN__, answer, out);
        return ul_type_error(vm, "object of type '%t' has no len()", ARG(0));
    }
    return ok(ul_int_new(vm, count), out);
}

static int builtin_abs(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    ul_val v = ARG(0);
    if (ul_is_float(vm, v))
        return ok(
            ul_float_new(vm, ul_double_from_bits(ul_double_bits(ul_float_of(vm, v)) << 1 >> 1)),
            out);
    if (!ul_is_int(vm, v)) {
        if (!ul_special(vm, v, UL_NAME___ABS__) && ul_unwrap(vm, v) != v)
            return ul_dunder_builtin(vm, UL_NAME___ABS__, ul_unwrap(vm, v), out);
        if (!ul_special(vm, v, UL_NAME___ABS__))
            return ul_type_error(vm, "bad operand type for abs(): '%t'", v);
        return ul_call_special(vm, v, UL_NAME___ABS__, V_UNBOUND, out);
    }
    struct ul_digits digits;
    ul_digits_of(vm, v, &digits);
    return ul_unary(vm, digits.negative ? UL_OP_NEG : UL_OP_POS, v, out);
}

/* min and max. Of several arguments each is an item. */
static int extreme(struct ul_vm *vm, const struct ul_args *args, uint32_t op, const char *name,
                   ul_val *out)
{
    enum { BEST = LOOP_OWN, BEST_KEY, KEY, SLOTS };
    bool one = args->count == 1, better;
    ul_val item, *slot;
    TRY(ul_keywords(vm, args, "key\0default\0", name));
    if (!one && ul_keyword(vm, args, "default"))
        return ul_type_error(
            vm, "Cannot specify a default for %s() with multiple positional arguments", name);
    TRY(ul_loop_resume(vm, one ? ARG(0) : V_EMPTY_STR, SLOTS - LOOP_OWN, &slot));
    for (uint32_t i = 0; one || i < args->count; i++) {
        if (one)
            TRY(ul_loop_step(vm, slot, &item));
        else
            item = slot[LOOP_ITEM] = ARG(i);
        if (!item) break;
        ul_val key = ul_keyword(vm, args, "key");
        if (key && key != V_NONE && !slot[KEY]) {
            TRY(ul_call1(vm, key, item, &slot[KEY]));
            ul_replay_commit(vm, slot);
        }
        if (!slot[KEY]) slot[KEY] = slot[LOOP_ITEM];
        better = true;
        if (slot[BEST]) TRY(ul_compare_truth(vm, op, slot[KEY], slot[BEST_KEY], &better));
        if (better) {
            slot[BEST] = slot[LOOP_ITEM];
            slot[BEST_KEY] = slot[KEY];
        }
        slot[KEY] = V_UNBOUND;
        ul_loop_consume(vm, slot);
    }
    *out = slot[BEST] ? slot[BEST] : ul_keyword(vm, args, "default");
    if (!*out) return ul_value_error(vm, "%s() arg is an empty sequence", name);
    return UL_OK;
}

static int builtin_sum(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    ul_val item, *state, *slot = ul_take_args(vm, args, "/\0start\0", 1, "sum");
    if (!slot) return UL_EXCEPTION;
    if (!slot[1]) slot[1] = V_INT(0);
    if (ul_is_str(vm, slot[1]) || ul_is_bytes(vm, slot[1]))
        return ul_type_error(vm, "sum() can't sum %s [use %s''.join(seq) instead]",
                             ul_is_str(vm, slot[1])          ? "strings"
                             : TYPE_IS(vm, slot[1], T_BYTES) ? "bytes"
                                                             : "bytearray",
                             ul_is_str(vm, slot[1]) ? "" : "b");
    TRY(ul_loop_resume(vm, slot[0], 1, &state));
    if (!state[LOOP_OWN]) state[LOOP_OWN] = slot[1];
    for (;;) {
        TRY(ul_loop_step(vm, state, &item));
        if (!item) break;
        ul_val sum;
        TRY(ul_binary(vm, UL_OP_ADD, state[LOOP_OWN], item, &sum));
        state[LOOP_OWN] = sum;
        ul_loop_consume(vm, state);
    }
    *out = state[LOOP_OWN];
    return UL_OK;
}

static int builtin_sorted(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    bool reverse = false;
    ul_val *kept, key = ul_keyword(vm, args, "key"), flag = ul_keyword(vm, args, "reverse");
    if (args->count != 1)
        return ul_type_error(vm, "sorted expected 1 argument, got %u", args->count);
    TRY(ul_keywords(vm, args, "key\0reverse\0", "sort"));
    if (flag) TRY(ul_truth(vm, flag, &reverse));
    bool asks = key && key != V_NONE;
    TRY(ul_replay_state(vm, asks, 1, &kept));
    if (!*kept) {
        TRY(ul_list_of(vm, ARG(0), kept));
        ul_replay_commit(vm, kept);
    }
    key = asks ? ul_keyword(vm, args, "key") : V_NONE;
    TRY(ul_list_sort(vm, *kept, key, reverse));
    *out = *kept;
    return UL_OK;
}

static int any_or_all(struct ul_vm *vm, const struct ul_args *args, bool stop_at, ul_val *out)
{
    ul_val item, *state;
    bool truth = !stop_at;
    TRY(ul_loop_resume(vm, ARG(0), 0, &state));
    for (;;) {
        TRY(ul_loop_step(vm, state, &item));
        if (!item) break;
        TRY(ul_truth(vm, item, &truth));
        if (truth == stop_at) break;
        truth = !stop_at;
        ul_loop_consume(vm, state);
    }
    *out = V_BOOL(truth);
    return UL_OK;
}

/* --- Iterators -----------------------------------------------------------------------------------
 */

static int builtin_reversed(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    ul_val v = ARG(0);
    uint32_t count;
    struct ul_view view;
    if (TYPE_IS(vm, v, T_DICT) || ul_is_view(vm, v, false)) { /* of a copy */
        v = ul_list_new(vm, 0);
        ul_val *kept = v ? ul_push(vm, v) : NULL;
        if (!kept) return UL_EXCEPTION;
        TRY(ul_list_extend(vm, *kept, ARG(0)));
        v = *kept;
    }
    if (ul_is_sequence(vm, v))
        ul_items(vm, v, &count);
    else if (ul_is_str(vm, v))
        count = ul_str_length(vm, v);
    else if (ul_is_bytes(vm, v)) {
        ul_view_of(vm, v, &view);
        count = view.len;
    } else if (TYPE_IS(vm, v, T_RANGE))
        count = ul_range_length(vm, v);
    else
        return ul_reversed_instance(vm, v, out);
    return ok(ul_iter_new(vm, ITER_REVERSED, v, V_INT(count), V_NONE), out);
}

static int builtin_enumerate(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    ul_val start, *slot = ul_take_args(vm, args, "iterable\0start\0", 1, "enumerate");
    if (!slot) return UL_EXCEPTION;
    if (slot[1] && !ul_is_int(vm, slot[1]))
        return ul_type_error(vm, "'%t' object cannot be interpreted as an integer", slot[1]);
    ul_val *state = ul_push2(vm, slot[0], V_UNBOUND);
    if (!state) return UL_EXCEPTION;
    TRY(ul_iter_start(vm, state));
    TRY(ul_binary(vm, UL_OP_ADD, slot[1] ? slot[1] : V_INT(0), V_INT(0), &start)); /* no bool */
    return ok(ul_iter_new(vm, ITER_ENUMERATE, state[0], state[1], start), out);
}

/* zip and map: the iterations of the arguments from `first` on, in one tuple. */
static int several(struct ul_vm *vm, const struct ul_args *args, uint32_t first,
                   enum ul_iter_kind kind, ul_val *out)
{
    ul_val states = ul_new_clear(vm, T_TUPLE, 1 + 2 * (args->count - first));
    ul_val *kept = states ? ul_push(vm, states) : NULL, *state = NULL;
    if (!kept) return UL_EXCEPTION;
    for (uint32_t i = first; i < args->count; i++) {
        state = ul_push2(vm, ARG(i), V_UNBOUND);
        if (!state) return UL_EXCEPTION;
        TRY(ul_iter_start(vm, state));
        memcpy(PTR(vm, *kept) + 1 + 2 * (i - first), state, 8);
        ul_pop(vm, 2);
    }
    *out = ul_iter_new(vm, kind, *kept, first ? ARG(0) : V_INT(0), V_NONE);
    return *out ? UL_OK : UL_EXCEPTION;
}

static int builtin_zip(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    bool strict = false;
    ul_val flag = ul_keyword(vm, args, "strict");
    TRY(ul_keywords(vm, args, "strict\0", "zip"));
    if (flag) TRY(ul_truth(vm, flag, &strict));
    return several(vm, args, 0, strict ? ITER_ZIP_STRICT : ITER_ZIP, out);
}

static int builtin_map(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    if (args->count < 2) return ul_type_error(vm, "map() must have at least two arguments.");
    return several(vm, args, 1, ITER_MAP, out);
}

static int builtin_filter(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    ul_val *state = ul_push2(vm, ARG(1), V_UNBOUND);
    if (!state) return UL_EXCEPTION;
    TRY(ul_iter_start(vm, state));
    return ok(ul_iter_new(vm, ITER_FILTER, state[0], state[1], ARG(0)), out);
}

static int builtin_iter(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    if (args->count < 2) return ul_iter_value(vm, ARG(0), out);
    if (!ul_is_callable(vm, ARG(0))) return ul_type_error(vm, "iter(v, w): v must be callable");
    return ok(ul_iter_new(vm, ITER_CALLABLE, ARG(0), V_INT(0), ARG(1)), out);
}

static int builtin_hash(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    int64_t hash;
    TRY(ul_hash_value(vm, ARG(0), &hash));
    return ok(ul_int_new(vm, hash), out);
}

bool ul_is_iterator(const struct ul_vm *vm, ul_val v)
{
    return TYPE_IS(vm, v, T_ITER) || (TYPE_IS(vm, v, T_GEN) && !ul_is_coroutine(vm, v)) ||
           ul_special(vm, v, UL_NAME___NEXT__);
}

int ul_next_of(struct ul_vm *vm, ul_val iterator, ul_val *item)
{
    if (!ul_is_iterator(vm, iterator))
        return ul_type_error(vm, "'%t' object is not an iterator", iterator);
    ul_val *state = ul_push2(vm, iterator, V_INT(0));
    if (!state) return UL_EXCEPTION;
    vm->roots[ROOT_VALUE] = V_NONE;
    int err = ul_iter_next(vm, state, item);
    vm->sp = state + 2;
    return err;
}

/* StopIteration of an instance goes through as it is, with its value. */
static int builtin_next(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    ul_val iterator = ARG(0);
    int err = ul_special(vm, iterator, UL_NAME___NEXT__)
                  ? ul_call_special(vm, iterator, UL_NAME___NEXT__, V_UNBOUND, out)
                  : ul_next_of(vm, iterator, out);
    if (!err && !*out && args->count < 2)
        return ul_gen_stop(vm, TYPE_IS(vm, ARG(0), T_GEN) ? vm->roots[ROOT_VALUE] : V_NONE);
    if (args->count < 2 || (!err && *out)) return err;
    if (err && (err != UL_EXCEPTION || !ul_pending_is(vm, UL_TYPE_STOPITERATION))) return err;
    vm->roots[ROOT_EXC] = V_UNBOUND;
    *out = ARG(1);
    return UL_OK;
}

/* --- Characters and text -------------------------------------------------------------------------
 */

static int builtin_ord(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    ul_val v = ARG(0);
    struct ul_view view;
    if (IS_CHAR(v) && v != V_EMPTY_STR) {
        *out = V_INT(IMM_PAYLOAD(v));
        return UL_OK;
    }
    if (ul_is_bytes(vm, v)) {
        ul_view_of(vm, v, &view);
        if (view.len == 1) {
            *out = V_INT(view.p[0]);
            return UL_OK;
        }
        return ul_type_error(vm, "ord() expected a character, but string of length %u found",
                             view.len);
    }
    if (!ul_is_str(vm, v))
        return ul_type_error(vm, "ord() expected string of length 1, but %t found", v);
    return ul_type_error(vm, "ord() expected a character, but string of length %u found",
                         ul_str_length(vm, v));
}

static int builtin_chr(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    int32_t code;
    ul_val *kept = ul_push(vm, ARG(0));
    if (!kept) return UL_EXCEPTION;
    TRY(ul_to_index(vm, kept));
    if (!ul_int_small(vm, *kept, &code))
        return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "Python int too large to convert to C int");
    if (code < 0 || code > 0x10FFFF) return ul_value_error(vm, "chr() arg not in range(0x110000)");
    if (code >= 0xD800 && code < 0xE000)
        return ul_value_error(vm, "chr() of a surrogate is not in the device subset");
    *out = UL_IMM(K_CHAR, code);
    return UL_OK;
}

/* --- Types ---------------------------------------------------------------------------------------
 */

static int check_classes(struct ul_vm *vm, ul_val classes, const char *name)
{
    if (IS_KIND(classes, K_TYPE) || TYPE_IS(vm, classes, T_CLASS)) return UL_OK;
    if (TYPE_IS(vm, classes, T_TUPLE)) {
        TRY(ul_compare_enter(vm));
        int err = UL_OK;
        for (uint32_t i = 0; !err && i < ul_tuple_length(vm, classes); i++)
            err = check_classes(vm, PTR(vm, classes)[1 + i], name);
        vm->depth--;
        return err;
    }
    return ul_type_error(vm, "%s() arg 2 must be a type, a tuple of types, or a union", name);
}

static bool subtype_of_any(const struct ul_vm *vm, ul_val type, ul_val classes)
{
    if (!TYPE_IS(vm, classes, T_TUPLE)) return ul_is_subtype(vm, type, classes);
    for (uint32_t i = 0; i < ul_tuple_length(vm, classes); i++)
        if (subtype_of_any(vm, type, PTR(vm, classes)[1 + i])) return true;
    return false;
}

static int builtin_isinstance(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    *out = V_TRUE; /* before the other types of a tuple are looked at */
    if (TYPE_IS(vm, ARG(1), T_TUPLE) && ul_tuple_length(vm, ARG(1)) &&
        ul_type_of(vm, ARG(0)) == PTR(vm, ARG(1))[1])
        return UL_OK;
    TRY(check_classes(vm, ARG(1), "isinstance"));
    *out = V_BOOL(subtype_of_any(vm, ul_type_of(vm, ARG(0)), ARG(1)));
    return UL_OK;
}

static int builtin_issubclass(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    if (!IS_KIND(ARG(0), K_TYPE) && !TYPE_IS(vm, ARG(0), T_CLASS))
        return ul_type_error(vm, "issubclass() arg 1 must be a class");
    TRY(check_classes(vm, ARG(1), "issubclass"));
    *out = V_BOOL(subtype_of_any(vm, ARG(0), ARG(1)));
    return UL_OK;
}

/* --- Arithmetic ----------------------------------------------------------------------------------
 */

/* Round an integer to 10 ** -ndigits, half to even. */
static int round_int(struct ul_vm *vm, ul_val v, int32_t ndigits, ul_val *out)
{
    struct ul_digits digits;
    if (ndigits >= 0) return ul_unary(vm, UL_OP_POS, v, out);
    *out = V_INT(0);
    if (ndigits < -100000) return UL_OK;
    ul_val *unit = ul_push3(vm, V_UNBOUND, v, v), *quotient = unit + 1, *twice = unit + 2;
    if (!unit) return UL_EXCEPTION;
    TRY(ul_binary(vm, UL_OP_POW, V_INT(10), V_INT(-ndigits), unit));
    TRY(ul_binary(vm, UL_OP_FLOORDIV, *quotient, *unit, quotient));
    TRY(ul_binary(vm, UL_OP_MOD, *twice, *unit, twice));
    TRY(ul_binary(vm, UL_OP_ADD, *twice, *twice, twice));
    int order = ul_number_compare(vm, *twice, *unit);
    ul_digits_of(vm, *quotient, &digits);
    if (order > 0 || (order == 0 && digits.n && (digits.d[0] & 1)))
        TRY(ul_binary(vm, UL_OP_ADD, *quotient, V_INT(1), quotient));
    return ul_binary(vm, UL_OP_MUL, *quotient, *unit, out);
}

static int builtin_round(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    ul_val *slot = ul_take_args(vm, args, "number\0ndigits\0", 1, "round");
    int32_t ndigits = 0;
    double rounded;
    if (!slot) return UL_EXCEPTION;
    bool whole = !slot[1] || slot[1] == V_NONE;
    if (!ul_is_int(vm, slot[0]) && !ul_is_float(vm, slot[0])) {
        if (!ul_special(vm, slot[0], UL_NAME___ROUND__) && ul_unwrap(vm, slot[0]) != slot[0]) {
            ul_val *both = ul_push2(vm, ul_unwrap(vm, slot[0]), slot[1]);
            struct ul_args again = {both, 0, slot[1] ? 2 : 1, 0};
            return both ? builtin_round(vm, &again, out) : UL_EXCEPTION;
        }
        if (!ul_special(vm, slot[0], UL_NAME___ROUND__))
            return ul_type_error(vm, "type %t doesn't define __round__ method", slot[0]);
        return ul_call_special(vm, slot[0], UL_NAME___ROUND__, slot[1], out);
    }
    if (!whole) TRY(ul_to_index(vm, &slot[1]));
    if (!whole && !ul_int_small(vm, slot[1], &ndigits)) {
        struct ul_digits digits;
        ul_digits_of(vm, slot[1], &digits);
        ndigits = digits.negative ? -UL_INT_MAX : UL_INT_MAX;
    }
    if (ul_is_int(vm, slot[0])) return round_int(vm, slot[0], ndigits, out);
    if (ul_double_round(ul_float_of(vm, slot[0]), ndigits, &rounded))
        return ul_raise(vm, UL_TYPE_OVERFLOWERROR, "rounded value too large to represent");
    return whole ? ul_int_from_double(vm, rounded, out) : ok(ul_float_new(vm, rounded), out);
}

static int builtin_divmod(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    bool floats = ul_is_float(vm, ARG(0)) || ul_is_float(vm, ARG(1)), zero;
    if ((!ul_is_int(vm, ARG(0)) && !ul_is_float(vm, ARG(0))) ||
        (!ul_is_int(vm, ARG(1)) && !ul_is_float(vm, ARG(1))))
        return ul_binary_by_name(vm, ARG(0), ARG(1), 1, false, out);
    TRY(ul_truth(vm, ARG(1), &zero));
    if (floats && !zero) return ul_raise(vm, UL_TYPE_ZERODIVISIONERROR, "float divmod()");
    ul_val *kept = ul_push2(vm, V_UNBOUND, V_UNBOUND);
    if (!kept) return UL_EXCEPTION;
    TRY(ul_binary(vm, UL_OP_FLOORDIV, ARG(0), ARG(1), &kept[0]));
    TRY(ul_binary(vm, UL_OP_MOD, ARG(0), ARG(1), &kept[1]));
    ul_val tuple = ul_new(vm, T_TUPLE, 3);
    if (tuple) memcpy(PTR(vm, tuple) + 1, kept, 8);
    return ok(tuple, out);
}

static int real(struct ul_vm *vm, ul_val v, double *d)
{
    bool number;
    if (ul_class_of(vm, v)) {
        ul_val answer;
        if (!ul_special(vm, v, UL_NAME___FLOAT__) && !ul_special(vm, v, UL_NAME___INDEX__) &&
            ul_unwrap(vm, v) == v)
            return ul_type_error(vm, "must be real number, not %t", v);
        TRY(ul_dunder_builtin(vm, UL_NAME___FLOAT__, v, &answer));
        v = answer;
    }
    TRY(ul_to_double(vm, v, d, &number));
    return number ? UL_OK : ul_type_error(vm, "must be real number, not %t", v);
}

static int math_function(struct ul_vm *vm, uint32_t id, const struct ul_args *args, ul_val *out)
{
    double d;
    bool whole = id == UL_FN_MATH_FLOOR || id == UL_FN_MATH_CEIL || id == UL_FN_MATH_TRUNC;
    if (whole && TYPE_IS(vm, ARG(0), T_INST)) {
        static const uint16_t names[] = {UL_NAME___FLOOR__, UL_NAME___CEIL__, UL_NAME___TRUNC__};
        uint32_t name = names[id - UL_FN_MATH_FLOOR];
        if (ul_special(vm, ARG(0), name)) return ul_call_special(vm, ARG(0), name, V_UNBOUND, out);
    }
    if (whole && ul_is_int(vm, ARG(0))) return ul_unary(vm, UL_OP_POS, ARG(0), out);
    TRY(real(vm, ARG(0), &d));
    uint64_t magnitude = ul_double_bits(d) << 1 >> 1;
    switch (id) {
    case UL_FN_MATH_SQRT:
        if (ul_double_sqrt(d, &d)) return ul_value_error(vm, "math domain error");
        return ok(ul_float_new(vm, d), out);
    case UL_FN_MATH_FLOOR: return ul_int_from_double(vm, ul_double_floor(d), out);
    case UL_FN_MATH_CEIL: return ul_int_from_double(vm, ul_double_ceil(d), out);
    case UL_FN_MATH_TRUNC: return ul_int_from_double(vm, d, out);
    case UL_FN_MATH_FABS: return ok(ul_float_new(vm, ul_double_from_bits(magnitude)), out);
    case UL_FN_MATH_ISNAN: *out = V_BOOL(magnitude > UL_DOUBLE_INFINITY); return UL_OK;
    case UL_FN_MATH_ISINF: *out = V_BOOL(magnitude == UL_DOUBLE_INFINITY); return UL_OK;
    default: *out = V_BOOL(magnitude < UL_DOUBLE_INFINITY); return UL_OK;
    }
}

/* --- Time ----------------------------------------------------------------------------------------
 */

static int host_number(struct ul_vm *vm, enum ul_syscall id, void *number, uint32_t size)
{
    memset(number, 0, size);
    if (!vm->host || !vm->host->call) return UL_OK;
    return vm->host->call(vm->host->user, id, NULL, 0, number, size);
}

static int time_time(struct ul_vm *vm, ul_val *out)
{
    uint64_t microseconds;
    TRY(host_number(vm, UL_SYS_TIME_US, &microseconds, 8));
    return ok(ul_float_new(vm, (double)microseconds / 1e6), out);
}

static int ticks_ms(struct ul_vm *vm, ul_val *out)
{
    uint32_t milliseconds;
    TRY(host_number(vm, UL_SYS_TICKS_MS, &milliseconds, 4));
    *out = V_INT(milliseconds & 0x1FFFFFFFu);
    return UL_OK;
}

/* Signed distance on the ring of 2**29 ticks, as MicroPython's. */
static int ticks_diff(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    int32_t a, b;
    TRY(ul_index(vm, ARG(0), &a));
    TRY(ul_index(vm, ARG(1), &b));
    uint32_t distance = (uint32_t)a - (uint32_t)b;
    *out = V_INT((int32_t)(distance << 3) >> 3);
    return UL_OK;
}

/* --- Dispatch ------------------------------------------------------------------------------------
 */

static int dispatch(struct ul_vm *vm, uint32_t id, const struct ul_args *args, ul_val *out)
{
    switch (id) {
    case UL_FN_LEN: return builtin_len(vm, args, out);
    case UL_FN_ABS: return builtin_abs(vm, args, out);
    case UL_FN_REVERSED: return builtin_reversed(vm, args, out);
    case UL_FN_ANY: return any_or_all(vm, args, true, out);
    case UL_FN_ALL: return any_or_all(vm, args, false, out);
    case UL_FN_ORD: return builtin_ord(vm, args, out);
    case UL_FN_CHR: return builtin_chr(vm, args, out);
    case UL_FN_REPR: return ul_to_str(vm, ARG(0), true, out);
    case UL_FN_ISINSTANCE: return builtin_isinstance(vm, args, out);
    case UL_FN_ISSUBCLASS: return builtin_issubclass(vm, args, out);
    case UL_FN_TYPE:
        if (args->count != 1) return ul_type_error(vm, "type() takes 1 or 3 arguments");
        *out = ul_type_of(vm, ARG(0));
        return UL_OK;
    case UL_FN_DIVMOD: return builtin_divmod(vm, args, out);
    case UL_FN_ITER: return builtin_iter(vm, args, out);
    case UL_FN_MAP: return builtin_map(vm, args, out);
    case UL_FN_FILTER: return builtin_filter(vm, args, out);
    case UL_FN_HASH: return builtin_hash(vm, args, out);
    case UL_FN_ASCII: return ul_format_value(vm, ARG(0), V_UNBOUND, 'a', out);
    case UL_FN__MATCH_SEQUENCE: return ul_match_sequence(vm, args, out);
    case UL_FN__MATCH_MAPPING: return ul_match_mapping(vm, args, out);
    case UL_FN__MATCH_CLASS: return ul_match_class(vm, args, out);
    case UL_FN__CHECK_MANAGER: return ul_check_manager(vm, args, out);
    case UL_FN__AITER: return ul_gen_aiter(vm, ARG(0), out);
    case UL_FN__ANEXT: return ul_gen_anext(vm, ARG(0), out);
    case UL_FN__AWAIT: return ul_gen_awaitable(vm, ARG(0), out);
    case UL_FN_NEXT: return builtin_next(vm, args, out);
    case UL_FN_CALLABLE: *out = V_BOOL(ul_is_callable(vm, ARG(0))); return UL_OK;
    case UL_FN_FORMAT:
        if (args->count > 1 && !ul_is_str(vm, ARG(1)))
            return ul_type_error(vm, "format() argument 2 must be str, not %t", ARG(1));
        return ul_format_value(vm, ARG(0), args->count > 1 ? ARG(1) : V_UNBOUND, 0, out);
    case UL_FN_TIME_TIME: return time_time(vm, out);
    case UL_FN_TIME_TICKS_MS: return ticks_ms(vm, out);
    case UL_FN_TIME_TICKS_DIFF: return ticks_diff(vm, args, out);
    case UL_FN_FLOAT_BITS:
    case UL_FN_FLOAT_FROM_BITS:
    case UL_FN_HASH_SHA256_BLOCK:
    case UL_FN_OBJECT_SLOT:
    case UL_FN_OBJECT_FIND:
    case UL_FN_OBJECT_ATTRS:
    case UL_FN_HOST_CALL:
    case UL_FN_TEXT_SPAN:
    case UL_FN_TEXT_PIECE:
    case UL_FN_BUFFER_GET:
    case UL_FN_BUFFER_PUT: return ul_library_call(vm, id, args, out);
    case UL_FN__MATMUL: return ul_binary_by_name(vm, ARG(0), ARG(1), 0, false, out);
    case UL_FN__IMATMUL: return ul_binary_by_name(vm, ARG(0), ARG(1), 0, true, out);
    case UL_FN__KEYWORDS:
    case UL_FN_GETATTR:
    case UL_FN_SETATTR:
    case UL_FN_HASATTR:
    case UL_FN_DELATTR:
    case UL_FN_VARS:
    case UL_FN_CLASS_FINISH: return ul_object_function(vm, id, args, out);
    default: return math_function(vm, id, args, out);
    }
}

/* Those that may be left while they wait for Python code. */
#define BIT(id) (1u << ((id) & 31u))
static const uint32_t leaving[] = {
    BIT(UL_FN_PRINT) | BIT(UL_FN_LEN) | BIT(UL_FN_ABS) | BIT(UL_FN_MIN) | BIT(UL_FN_MAX) |
        BIT(UL_FN_SUM) | BIT(UL_FN_SORTED) | BIT(UL_FN_REVERSED) | BIT(UL_FN_ANY) | BIT(UL_FN_ALL) |
        BIT(UL_FN_REPR) | BIT(UL_FN_ROUND) | BIT(UL_FN_DIVMOD) | BIT(UL_FN_ITER) | BIT(UL_FN_NEXT) |
        BIT(UL_FN_FORMAT) | BIT(UL_FN_MATH_FLOOR) | BIT(UL_FN_MATH_CEIL) | BIT(UL_FN_MATH_TRUNC),
    BIT(UL_FN_HASH) | BIT(UL_FN_ASCII) | BIT(UL_FN_GETATTR) | BIT(UL_FN_SETATTR) |
        BIT(UL_FN_HASATTR) | BIT(UL_FN_DELATTR) | BIT(UL_FN__MATMUL) | BIT(UL_FN__IMATMUL),
};

int ul_builtin_call(struct ul_vm *vm, uint32_t id, const struct ul_args *args, ul_val *out)
{
    uint32_t least = function_args[id] & 15u, most = function_args[id] >> 4;
    ul_val *sp = vm->sp;
    *out = V_UNBOUND;
    if (args->count < least || (args->count > most && most != 15))
        return ul_check_count(vm, args, least, most == 15 ? 255 : most,
                              ul_static_string(function_names, id));
    int err;
    bool held = !(leaving[id >> 5] >> (id & 31u) & 1u);
    vm->replay.hold = (uint8_t)(vm->replay.hold + held);
    switch (id) { /* those that take keywords */
    case UL_FN_PRINT: err = builtin_print(vm, args, out); break;
    case UL_FN_MIN: err = extreme(vm, args, UL_OP_LT, "min", out); break;
    case UL_FN_MAX: err = extreme(vm, args, UL_OP_GT, "max", out); break;
    case UL_FN_SUM: err = builtin_sum(vm, args, out); break;
    case UL_FN_SORTED: err = builtin_sorted(vm, args, out); break;
    case UL_FN_ENUMERATE: err = builtin_enumerate(vm, args, out); break;
    case UL_FN_ZIP: err = builtin_zip(vm, args, out); break;
    case UL_FN_ROUND: err = builtin_round(vm, args, out); break;
    default:
        err = args->keywords ? ul_keywords(vm, args, "", ul_static_string(function_names, id))
                             : UL_OK;
        if (!err) err = dispatch(vm, id, args, out);
    }
    vm->replay.hold = (uint8_t)(vm->replay.hold - held);
    vm->sp = sp;
    return err;
}
