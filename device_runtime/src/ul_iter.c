/* How is something iterated over? See ul_iter.h. */
#include "ul_iter.h"
#include "ul_builtin.h"
#include "ul_call.h"
#include "ul_class.h"
#include "ul_compare.h"
#include "ul_dict.h"
#include "ul_error.h"
#include "ul_gen.h"
#include "ul_heap.h"
#include "ul_list.h"
#include "ul_operator.h"
#include "ul_replay.h"
#include "ul_set.h"
#include "ul_str.h"

ul_val ul_iter_new(struct ul_vm *vm, enum ul_iter_kind kind, ul_val a, ul_val b, ul_val c)
{
    ul_val *kept = ul_push3(vm, a, b, c);
    ul_val iter = kept ? ul_new(vm, T_ITER, ITER_WORDS) : 0;
    if (iter) {
        ul_val *object = PTR(vm, iter);
        object[ITER_KIND] = V_INT(kind);
        object[ITER_A] = kept[0];
        object[ITER_B] = kept[1];
        object[ITER_C] = kept[2];
    }
    if (kept) ul_pop(vm, 3);
    return iter;
}

static bool is_view(const ul_val *iter)
{
    return INT_OF(iter[ITER_KIND]) >= ITER_KEYS && INT_OF(iter[ITER_KIND]) <= ITER_ITEMS &&
           !iter[ITER_C];
}

bool ul_is_view(const struct ul_vm *vm, ul_val v, bool like_set)
{
    if (!TYPE_IS(vm, v, T_ITER) || !is_view(PTR(vm, v))) return false;
    return !like_set || PTR(vm, v)[ITER_KIND] != V_INT(ITER_VALUES);
}

/* iter(sequence) and reversed(list) */
static uint32_t type_of_sequence(const struct ul_vm *vm, ul_val v, bool back)
{
    if (ul_is_str(vm, v) && !back) {
        bool wide = IS_REF(v) ? HDR_FLAG(PTR(vm, v)[0]) : IMM_PAYLOAD(v) > 127 && v != V_EMPTY_STR;
        return wide ? UL_TYPE_STR_ITERATOR : UL_TYPE_STR_ASCII_ITERATOR;
    }
    if (!IS_REF(v)) return back ? UL_TYPE_REVERSED : UL_TYPE_ITERATOR;
    switch (HDR_TYPE(PTR(vm, v)[0])) {
    case T_LIST: return back ? UL_TYPE_LIST_REVERSEITERATOR : UL_TYPE_LIST_ITERATOR;
    case T_RANGE: return UL_TYPE_RANGE_ITERATOR;
    case T_TUPLE: return back ? UL_TYPE_REVERSED : UL_TYPE_TUPLE_ITERATOR;
    case T_BYTES: return back ? UL_TYPE_REVERSED : UL_TYPE_BYTES_ITERATOR;
    case T_BARRAY: return back ? UL_TYPE_REVERSED : UL_TYPE_BYTEARRAY_ITERATOR;
    default: return back ? UL_TYPE_REVERSED : UL_TYPE_ITERATOR;
    }
}

uint32_t ul_iter_type(const struct ul_vm *vm, const ul_val *iter)
{
    static const uint8_t types[] = {
        UL_TYPE_ITERATOR,          UL_TYPE_DICT_KEYS, UL_TYPE_DICT_VALUES,
        UL_TYPE_DICT_ITEMS,        UL_TYPE_ENUMERATE, UL_TYPE_ZIP,
        UL_TYPE_REVERSED,          UL_TYPE_MAP,       UL_TYPE_FILTER,
        UL_TYPE_CALLABLE_ITERATOR, UL_TYPE_ZIP,       UL_TYPE_ITERATOR};
    uint32_t kind = (uint32_t)INT_OF(iter[ITER_KIND]);
    if (kind == ITER_SEQUENCE || kind == ITER_REVERSED)
        return type_of_sequence(vm, iter[ITER_A], kind == ITER_REVERSED);
    if (kind > ITER_ITEMS || !iter[ITER_C]) return types[kind];
    if (ul_is_set(vm, iter[ITER_A])) return UL_TYPE_SET_ITERATOR;
    return UL_TYPE_DICT_KEYITERATOR + kind - ITER_KEYS;
}

static int start_dict(struct ul_vm *vm, ul_val *state, ul_val dict, enum ul_iter_kind kind)
{
    ul_val iter = ul_iter_new(vm, kind, dict, V_INT(0), V_INT(ul_dict_length(vm, dict)));
    state[0] = iter;
    return iter ? UL_OK : UL_EXCEPTION;
}

static int start_instance(struct ul_vm *vm, ul_val *state)
{
    ul_val iter, special = ul_special(vm, state[0], UL_NAME___ITER__);
    if (special == V_NONE) return ul_type_error(vm, "'%t' object is not iterable", state[0]);
    if (!special && ul_special(vm, state[0], UL_NAME___GETITEM__)) {
        state[0] = ul_iter_new(vm, ITER_ITEMS_OF, state[0], V_INT(0), V_NONE);
        return state[0] ? UL_OK : UL_EXCEPTION;
    }
    if (!special && ul_unwrap(vm, state[0]) != state[0]) {
        state[0] = ul_unwrap(vm, state[0]);
        return ul_iter_start(vm, state);
    }
    if (!special) return ul_type_error(vm, "'%t' object is not iterable", state[0]);
    TRY(ul_call_special(vm, state[0], UL_NAME___ITER__, V_UNBOUND, &iter));
    state[0] = iter;
    if (ul_class_of(vm, iter)) {
        if (!ul_special(vm, iter, UL_NAME___NEXT__))
            return ul_type_error(vm, "iter() returned non-iterator of type '%t'", iter);
        return UL_OK;
    }
    return TYPE_IS(vm, iter, T_GEN) || TYPE_IS(vm, iter, T_ITER)
               ? UL_OK
               : ul_type_error(vm, "iter() returned non-iterator of type '%t'", iter);
}

bool ul_iterable(const struct ul_vm *vm, ul_val v)
{
    if (!IS_REF(v)) return ul_is_str(vm, v);
    switch (HDR_TYPE(PTR(vm, v)[0])) {
    case T_INST:
    case T_EXC:
    case T_CLASS:
        return ul_special(vm, v, UL_NAME___ITER__) || ul_special(vm, v, UL_NAME___GETITEM__) ||
               (ul_unwrap(vm, v) != v && ul_iterable(vm, ul_unwrap(vm, v)));
    case T_GEN: return !ul_is_coroutine(vm, v);
    case T_STR:
    case T_LIST:
    case T_TUPLE:
    case T_BYTES:
    case T_BARRAY:
    case T_RANGE:
    case T_DICT:
    case T_SET:
    case T_ITER: return true;
    default: return false;
    }
}

int ul_iter_start(struct ul_vm *vm, ul_val *state)
{
    ul_val v = state[0];
    state[1] = V_INT(0);
    if (ul_is_str(vm, v)) return UL_OK;
    if (!IS_REF(v)) return ul_type_error(vm, "'%t' object is not iterable", v);
    const ul_val *object = PTR(vm, v);
    switch (HDR_TYPE(object[0])) {
    case T_LIST:
    case T_TUPLE:
    case T_BYTES:
    case T_BARRAY: return UL_OK;
    case T_GEN:
        if (!ul_is_coroutine(vm, v)) return UL_OK;
        return ul_type_error(vm, "'%t' object is not iterable", v);
    case T_RANGE: state[1] = object[RANGE_START]; return UL_OK;
    case T_DICT:
    case T_SET: return start_dict(vm, state, v, ITER_KEYS);
    case T_ITER:
        if (is_view(object))
            return start_dict(vm, state, object[ITER_A],
                              (enum ul_iter_kind)INT_OF(object[ITER_KIND]));
        return UL_OK;
    case T_INST:
    case T_CLASS: return start_instance(vm, state); /* an enumeration: the library's */
    default: return ul_type_error(vm, "'%t' object is not iterable", v);
    }
}

/* --- Next ----------------------------------------------------------------------------------------
 */

uint32_t ul_range_length(const struct ul_vm *vm, ul_val range)
{
    const ul_val *object = PTR(vm, range);
    int64_t start = INT_OF(object[RANGE_START]), stop = INT_OF(object[RANGE_STOP]);
    int64_t step = INT_OF(object[RANGE_STEP]), span = step > 0 ? stop - start : start - stop;
    if (span <= 0) return 0;
    return ((uint32_t)span - 1) / (uint32_t)(step > 0 ? step : -step) + 1;
}

ul_val ul_range_item(const struct ul_vm *vm, ul_val range, uint32_t index)
{
    const ul_val *object = PTR(vm, range);
    int64_t item = INT_OF(object[RANGE_START]) + (int64_t)index * INT_OF(object[RANGE_STEP]);
    return V_INT((int32_t)item);
}

static ul_val next_of_range(const ul_val *range, ul_val *at)
{
    int32_t current = INT_OF(*at), stop = INT_OF(range[RANGE_STOP]),
            step = INT_OF(range[RANGE_STEP]);
    if (step > 0 ? current >= stop : current <= stop) return V_UNBOUND;
    int64_t after = (int64_t)current + step;
    *at = FITS_INT(after) ? V_INT((int32_t)after) : range[RANGE_STOP];
    return V_INT(current);
}

static ul_val next_of_text(struct ul_vm *vm, ul_val v, ul_val *at)
{
    struct ul_view view;
    uint32_t from = (uint32_t)INT_OF(*at), code;
    ul_view_of(vm, v, &view);
    if (from >= view.len) return V_UNBOUND;
    if (ul_is_bytes(vm, v)) {
        *at = V_INT(from + 1);
        return V_INT(view.p[from]);
    }
    *at = V_INT(from + ul_utf8_decode(view.p + from, &code));
    return UL_IMM(K_CHAR, code);
}

static int next_of_instance(struct ul_vm *vm, ul_val self, ul_val *item)
{
    ul_val next = ul_special(vm, self, UL_NAME___NEXT__);
    if (!next) return ul_type_error(vm, "'%t' object is not an iterator", self);
    int err = ul_call1(vm, next, self, item);
    if (err == UL_EXCEPTION && ul_pending_is(vm, UL_TYPE_STOPITERATION)) {
        vm->roots[ROOT_EXC] = V_UNBOUND;
        *item = V_UNBOUND;
        return UL_OK;
    }
    return err;
}

static ul_val pair(struct ul_vm *vm, ul_val a, ul_val b)
{
    ul_val *kept = ul_push2(vm, a, b);
    ul_val tuple = kept ? ul_new(vm, T_TUPLE, 3) : 0;
    if (tuple) memcpy(PTR(vm, tuple) + 1, kept, 8);
    if (kept) ul_pop(vm, 2);
    return tuple;
}

static int next_of_dict(struct ul_vm *vm, ul_val iter, ul_val *item)
{
    ul_val *object = PTR(vm, iter), key, value;
    ul_val dict = object[ITER_A];
    uint32_t at = (uint32_t)INT_OF(object[ITER_B]);
    *item = V_UNBOUND;
    if (!object[ITER_C]) /* next() of a view */
        return ul_type_error(vm, "'%t' object is not an iterator", iter);
    if (V_INT(ul_dict_length(vm, dict)) != object[ITER_C])
        return ul_raise(vm, UL_TYPE_RUNTIMEERROR, "%s changed size during iteration",
                        TYPE_IS(vm, dict, T_SET) ? "Set" : "dictionary");
    if (!ul_dict_next(vm, dict, &at, &key, &value)) return UL_OK;
    object[ITER_B] = V_INT(at);
    int32_t kind = INT_OF(object[ITER_KIND]);
    *item = kind == ITER_KEYS ? key : kind == ITER_VALUES ? value : pair(vm, key, value);
    return *item ? UL_OK : UL_EXCEPTION;
}

/* Step the iteration in fields a, b of the ITER object kept at *iter. */
static int next_inner(struct ul_vm *vm, const ul_val *iter, ul_val *item)
{
    ul_val *state = ul_push2(vm, PTR(vm, *iter)[ITER_A], PTR(vm, *iter)[ITER_B]);
    if (!state) return UL_EXCEPTION;
    int err = ul_iter_next(vm, state, item);
    PTR(vm, *iter)[ITER_B] = state[1];
    ul_pop(vm, 2);
    return err;
}

/* Step the part `index` of the tuple of iterations in field a. */
static int next_of_part(struct ul_vm *vm, const ul_val *iter, uint32_t index, ul_val *item)
{
    const ul_val *states = PTR(vm, PTR(vm, *iter)[ITER_A]) + 1 + 2 * index;
    ul_val *state = ul_push2(vm, states[0], states[1]);
    if (!state) return UL_EXCEPTION;
    int err = ul_iter_next(vm, state, item);
    PTR(vm, PTR(vm, *iter)[ITER_A])[2 + 2 * index] = state[1];
    ul_pop(vm, 2);
    return err;
}

/* filter(): the items for which the function in c (or, if None, the item itself) is true. */
static int next_of_filter(struct ul_vm *vm, const ul_val *iter, ul_val *item)
{
    bool truth = false;
    ul_val *kept, *sp = vm->sp, answer;
    ul_val function = PTR(vm, *iter)[ITER_C];
    bool asks =
        IS_REF(function) || IS_KIND(function, K_FUNCTION) || ul_asks(vm, PTR(vm, *iter)[ITER_A]);
    TRY(ul_replay_state(vm, asks, 1, &kept));
    while (!truth) {
        if (!*kept) {
            TRY(next_inner(vm, iter, item));
            *kept = *item;
            ul_replay_commit(vm, kept);
        }
        answer = *kept;
        if (!answer) break;
        function = PTR(vm, *iter)[ITER_C];
        if (function != V_NONE) TRY(ul_call1(vm, function, *kept, &answer));
        TRY(ul_truth(vm, answer, &truth));
        *item = *kept;
        *kept = V_UNBOUND;
        ul_replay_commit(vm, kept);
    }
    if (!truth) *item = V_UNBOUND;
    vm->sp = sp;
    return UL_OK;
}

/* iter(function, sentinel) */
static int next_of_callable(struct ul_vm *vm, const ul_val *iter, ul_val *item)
{
    bool end;
    ul_val function = PTR(vm, *iter)[ITER_A];
    if (!function) return UL_OK;
    int err = ul_call0(vm, function, item);
    if (err == UL_EXCEPTION && ul_pending_is(vm, UL_TYPE_STOPITERATION)) {
        vm->roots[ROOT_EXC] = *item = V_UNBOUND;
        err = UL_OK;
    }
    TRY(err);
    ul_val *kept = ul_push(vm, *item);
    if (!kept) return UL_EXCEPTION;
    end = !*item;
    if (!end) TRY(ul_equal(vm, *kept, PTR(vm, *iter)[ITER_C], &end));
    *item = *kept;
    ul_pop(vm, 1);
    if (end) *item = PTR(vm, *iter)[ITER_A] = V_UNBOUND;
    return UL_OK;
}

static int next_of_enumerate(struct ul_vm *vm, const ul_val *iter, ul_val *item)
{
    TRY(next_inner(vm, iter, item));
    if (!*item) return UL_OK;
    ul_val *kept = ul_push2(vm, PTR(vm, *iter)[ITER_C], *item), next;
    if (!kept) return UL_EXCEPTION;
    TRY(ul_binary(vm, UL_OP_ADD, kept[0], V_INT(1), &next));
    PTR(vm, *iter)[ITER_C] = next;
    *item = pair(vm, kept[0], kept[1]);
    ul_pop(vm, 2);
    return *item ? UL_OK : UL_EXCEPTION;
}

/* zip(strict=True): argument `index` ended when those before it had an item, or none. */
static int check_strict(struct ul_vm *vm, const ul_val *iter, uint32_t index)
{
    uint32_t count = ul_tuple_length(vm, PTR(vm, *iter)[ITER_A]) / 2;
    const char *how = index ? "shorter" : "longer";
    for (uint32_t i = index ? index : 1; i < count; i++) {
        ul_val item = V_UNBOUND;
        if (!index) {
            TRY(next_of_part(vm, iter, i, &item));
            if (!item) continue;
        }
        return ul_value_error(vm,
                              i == 1 ? "zip() argument %u is %s than argument %u"
                                     : "zip() argument %u is %s than arguments 1-%u",
                              i + 1, how, i);
    }
    return UL_OK;
}

/* Memory for what zip and map have of their parts: it outlives leaving if something may ask. */
static int parts_state(struct ul_vm *vm, const ul_val *iter, uint32_t words, ul_val **state)
{
    const ul_val *parts = PTR(vm, PTR(vm, *iter)[ITER_A]);
    ul_val function = PTR(vm, *iter)[ITER_B];
    bool asks = IS_REF(function) || IS_KIND(function, K_FUNCTION);
    for (uint32_t i = 1; i < HDR_WORDS(parts[0]); i += 2)
        asks |= ul_asks(vm, parts[i]);
    return ul_replay_state(vm, asks, words, state);
}

/* A tuple of the next items; *item unbound at the end of the shortest. */
static int next_of_zip(struct ul_vm *vm, const ul_val *iter, ul_val *item)
{
    uint32_t count = ul_tuple_length(vm, PTR(vm, *iter)[ITER_A]) / 2;
    *item = V_UNBOUND;
    if (!count) return UL_OK;
    ul_val *kept, *sp = vm->sp;
    TRY(parts_state(vm, iter, 1, &kept));
    if (!*kept) *kept = ul_new_clear(vm, T_TUPLE, count + 1);
    if (!*kept) return UL_EXCEPTION;
    for (uint32_t i = 0; i < count; i++) {
        if (PTR(vm, *kept)[1 + i]) continue;
        TRY(next_of_part(vm, iter, i, item));
        if (!*item) {
            vm->sp = sp;
            if (PTR(vm, *iter)[ITER_KIND] != V_INT(ITER_ZIP_STRICT)) return UL_OK;
            int err;
            UL_HELD(vm, err, check_strict(vm, iter, i));
            return err;
        }
        PTR(vm, *kept)[1 + i] = *item;
        ul_replay_commit(vm, kept);
    }
    *item = *kept;
    vm->sp = sp;
    return UL_OK;
}

static int next_of_map(struct ul_vm *vm, const ul_val *iter, ul_val *item)
{
    uint32_t count = ul_tuple_length(vm, PTR(vm, *iter)[ITER_A]) / 2;
    ul_val *parts, *block = NULL, *sp = vm->sp;
    TRY(parts_state(vm, iter, count, &parts));
    for (uint32_t i = 0; i < count; i++) {
        if (!parts[i]) {
            TRY(next_of_part(vm, iter, i, item));
            parts[i] = *item;
            if (!*item) break;
            ul_replay_commit(vm, parts);
        }
        if (i == count - 1) block = ul_stack_take(vm, 1 + count);
    }
    *item = V_UNBOUND;
    int err = parts[count - 1] && !block ? UL_EXCEPTION : UL_OK;
    if (block) {
        memcpy(block + 1, parts, count * 4);
        block[0] = PTR(vm, *iter)[ITER_B];
        err = ul_call(vm, count, item);
    }
    vm->sp = sp;
    return err;
}

static ul_val next_of_reversed(struct ul_vm *vm, ul_val iter)
{
    ul_val *object = PTR(vm, iter), sequence = object[ITER_A];
    if (object[ITER_B] == V_INT(0)) return V_UNBOUND;
    object[ITER_B] -= 2;
    uint32_t index = (uint32_t)INT_OF(object[ITER_B]), count;
    if (TYPE_IS(vm, sequence, T_RANGE)) return ul_range_item(vm, sequence, index);
    if (ul_is_str(vm, sequence)) {
        ul_val at = V_INT(ul_str_offset(vm, sequence, index));
        return next_of_text(vm, sequence, &at);
    }
    if (ul_is_bytes(vm, sequence)) {
        ul_val at = V_INT(index);
        return next_of_text(vm, sequence, &at);
    }
    const ul_val *items = ul_items(vm, sequence, &count);
    return index < count ? items[index] : V_UNBOUND;
}

/* An instance with __getitem__ and no __iter__: items 0, 1, ... until IndexError; backwards (field
 * c is an integer) until c. */
static int next_item_of(struct ul_vm *vm, const ul_val *iter, ul_val *item)
{
    ul_val *object = PTR(vm, *iter), at = object[ITER_B];
    bool back = IS_INT(object[ITER_C]);
    *item = V_UNBOUND;
    if (!object[ITER_A] || (back && at == V_INT(0))) return UL_OK;
    if (back) at -= 2;
    ul_val *kept = vm->sp;
    int err = ul_call_special(vm, object[ITER_A], UL_NAME___GETITEM__, at, item);
    if (err != UL_LEAVE) PTR(vm, *iter)[ITER_B] = back ? at : at + 2;
    bool end = err == UL_EXCEPTION &&
               (ul_pending_is(vm, UL_TYPE_INDEXERROR) || ul_pending_is(vm, UL_TYPE_STOPITERATION));
    if (!end) return err;
    vm->sp = kept;
    vm->roots[ROOT_EXC] = V_UNBOUND;
    PTR(vm, *iter)[ITER_A] = V_UNBOUND;
    *item = V_UNBOUND;
    return ul_spend(vm, 1);
}

int ul_reversed_instance(struct ul_vm *vm, ul_val v, ul_val *out)
{
    ul_val special = ul_special(vm, v, UL_NAME___REVERSED__), length;
    struct ul_args args;
    if (special && special != V_NONE)
        return ul_call_special(vm, v, UL_NAME___REVERSED__, V_UNBOUND, out);
    ul_val *kept = ul_push(vm, v);
    if (!kept) return UL_EXCEPTION;
    if (!special && ul_special(vm, *kept, UL_NAME___GETITEM__)) {
        TRY(ul_length_special(vm, *kept, &length));
        if (!length) return ul_type_error(vm, "object of type '%t' has no len()", *kept);
        *out = ul_iter_new(vm, ITER_ITEMS_OF, *kept, length, V_INT(0));
        return *out ? UL_OK : UL_EXCEPTION;
    }
    if (special || ul_unwrap(vm, *kept) == *kept)
        return ul_type_error(vm, "'%t' object is not reversible", *kept);
    *kept = ul_unwrap(vm, *kept);
    args = (struct ul_args){kept, 0, 1, 0};
    return ul_builtin_call(vm, UL_FN_REVERSED, &args, out);
}

static int next_of_iter(struct ul_vm *vm, const ul_val *state, ul_val *item)
{
    switch (INT_OF(PTR(vm, state[0])[ITER_KIND])) {
    case ITER_SEQUENCE: return next_inner(vm, state, item);
    case ITER_ENUMERATE: return next_of_enumerate(vm, state, item);
    case ITER_ZIP:
    case ITER_ZIP_STRICT: return next_of_zip(vm, state, item);
    case ITER_MAP: return next_of_map(vm, state, item);
    case ITER_FILTER: return next_of_filter(vm, state, item);
    case ITER_CALLABLE: return next_of_callable(vm, state, item);
    case ITER_REVERSED: *item = next_of_reversed(vm, state[0]); return UL_OK;
    case ITER_ITEMS_OF: return next_item_of(vm, state, item);
    default: return next_of_dict(vm, state[0], item);
    }
}

int ul_iter_next(struct ul_vm *vm, ul_val *state, ul_val *item)
{
    ul_val v = state[0];
    *item = V_UNBOUND;
    TRY(ul_spend(vm, 1));
    if (!IS_INT(state[1])) return ul_type_error(vm, "'%t' object is not an iterator", v);
    if (ul_is_str(vm, v) || ul_is_bytes(vm, v)) {
        *item = next_of_text(vm, v, &state[1]);
        return UL_OK;
    }
    if (!IS_REF(v)) return ul_type_error(vm, "'%t' object is not an iterator", v);
    const ul_val *object = PTR(vm, v);
    uint32_t count, at = (uint32_t)INT_OF(state[1]);
    switch (HDR_TYPE(object[0])) {
    case T_LIST:
    case T_TUPLE: {
        const ul_val *items = ul_items(vm, v, &count);
        if (at < count) {
            *item = items[at];
            state[1] += 2;
        }
        return UL_OK;
    }
    case T_RANGE: *item = next_of_range(object, &state[1]); return UL_OK;
    case T_ITER: return next_of_iter(vm, state, item);
    case T_GEN: return ul_generator_resume(vm, v, V_NONE, item);
    default: return next_of_instance(vm, v, item);
    }
}

int ul_iter_value(struct ul_vm *vm, ul_val iterable, ul_val *result)
{
    ul_val *state = ul_push2(vm, iterable, V_UNBOUND);
    if (!state) return UL_EXCEPTION;
    int err = ul_iter_start(vm, state);
    if (!err) {
        uint32_t type = IS_REF(state[0]) ? HDR_TYPE(PTR(vm, state[0])[0]) : T_FREE;
        bool whole = type == T_INST || type == T_EXC || type == T_GEN || type == T_ITER;
        *result = whole ? state[0] : ul_iter_new(vm, ITER_SEQUENCE, state[0], state[1], V_NONE);
        err = *result ? UL_OK : UL_EXCEPTION;
    }
    ul_pop(vm, 2);
    return err;
}

bool ul_asks(const struct ul_vm *vm, ul_val v)
{
    if (!IS_REF(v)) return false;
    uint32_t type = HDR_TYPE(PTR(vm, v)[0]);
    return type == T_GEN || type == T_INST || (type == T_ITER && !is_view(PTR(vm, v)));
}

int ul_loop_resume(struct ul_vm *vm, ul_val iterable, uint32_t words, ul_val **state)
{
    bool asks = ul_asks(vm, iterable);
    ul_val *kept = ul_push2(vm, iterable, V_UNBOUND);
    if (!kept) return UL_EXCEPTION;
    TRY(ul_replay_state(vm, asks, LOOP_OWN + words, state));
    if ((*state)[0]) return UL_OK;
    TRY(ul_iter_start(vm, kept));
    (*state)[0] = kept[0];
    (*state)[1] = kept[1];
    ul_replay_commit(vm, *state);
    return UL_OK;
}

int ul_loop_step(struct ul_vm *vm, ul_val *state, ul_val *item)
{
    *item = state[LOOP_ITEM];
    if (*item || state[0] == V_NONE) return UL_OK;
    TRY(ul_iter_next(vm, state, item));
    if (!*item) state[0] = V_NONE;
    state[LOOP_ITEM] = *item;
    ul_replay_commit(vm, state);
    return UL_OK;
}

void ul_loop_consume(struct ul_vm *vm, ul_val *state)
{
    state[LOOP_ITEM] = V_UNBOUND;
    ul_replay_commit(vm, state);
}

int ul_loop_open(struct ul_vm *vm, struct ul_loop *loop, ul_val iterable)
{
    loop->state = ul_push2(vm, iterable, V_UNBOUND);
    return loop->state ? ul_iter_start(vm, loop->state) : UL_EXCEPTION;
}

int ul_loop_next(struct ul_vm *vm, struct ul_loop *loop, ul_val *item)
{
    return ul_iter_next(vm, loop->state, item);
}

void ul_loop_close(struct ul_vm *vm, struct ul_loop *loop)
{
    if (loop->state) vm->sp = loop->state + 2;
}
