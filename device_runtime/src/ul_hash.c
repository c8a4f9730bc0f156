/* What is the hash of a value? CPython's own, 64 bits wide, for numbers, tuples and frozensets; for
 * tables (dicts, sets) 32 bits of it, with a short way for small integers and str. */
#include "ul_call.h"
#include "ul_class.h"
#include "ul_compare.h"
#include "ul_dict.h"
#include "ul_double.h"
#include "ul_error.h"
#include "ul_heap.h"
#include "ul_iter.h"
#include "ul_number.h"
#include "ul_str.h"

#define MODULUS ((uint64_t)0x1FFFFFFFFFFFFFFF) /* 2**61 - 1: numbers hash as n mod it */
#define BITS    61

static uint32_t mix(uint32_t h)
{
    h *= 0x9E3779B1u;
    return h ^ h >> 15;
}

static uint64_t turned(uint64_t x, uint32_t by)
{
    return (x << by & MODULUS) | x >> (BITS - by);
}

static int64_t signed_hash(uint64_t x, bool negative)
{
    int64_t h = negative ? -(int64_t)x : (int64_t)x;
    return h == -1 ? -2 : h; /* -1 says "error" in CPython */
}

static int64_t hash_int(const struct ul_vm *vm, ul_val v)
{
    struct ul_digits digits;
    uint64_t x = 0;
    ul_digits_of(vm, v, &digits);
    for (uint32_t i = digits.n; i-- > 0;) {
        x = turned(x, 32) + digits.d[i];
        if (x >= MODULUS) x -= MODULUS;
    }
    return signed_hash(x, digits.negative);
}

static int64_t hash_float(double d)
{
    uint64_t mantissa;
    int32_t exponent;
    if (d - d != 0) return d > 0 ? 314159 : d < 0 ? -314159 : 0;
    ul_double_split(d, &mantissa, &exponent);
    exponent %= BITS;
    return signed_hash(turned(mantissa, (uint32_t)(exponent < 0 ? exponent + BITS : exponent)),
                       d < 0);
}

/* Tuples: CPython's form of xxHash. Frozensets: the same for every order of the items. */
static int hash_items(struct ul_vm *vm, const ul_val *kept, bool set, int64_t *hash)
{
    const uint64_t prime1 = 0x9E3779B185EBCA87u, prime2 = 0xC2B2AE3D27D4EB4Fu,
                   prime5 = 0x27D4EB2F165667C5u;
    uint64_t acc = set ? 0 : prime5, count;
    uint32_t at = 0;
    int64_t part;
    ul_val item, ignored;
    for (count = 0;; count++) {
        if (set ? !ul_dict_next(vm, *kept, &at, &item, &ignored)
                : count + 1 >= HDR_WORDS(PTR(vm, *kept)[0]))
            break;
        if (!set) item = PTR(vm, *kept)[1 + count];
        TRY(ul_spend(vm, 1));
        TRY(ul_hash_value(vm, item, &part));
        uint64_t h = (uint64_t)part;
        if (set) {
            acc ^= ((h ^ 89869747u) ^ h << 16) * 3644798167u;
            continue;
        }
        acc += h * prime2;
        acc = (acc << 31 | acc >> 33) * prime1;
    }
    if (set) {
        acc ^= (count + 1) * 1927868237u;
        acc ^= acc >> 11 ^ acc >> 25;
        acc = acc * 69069u + 907133923u;
    } else {
        acc += count ^ (prime5 ^ 3527539u);
    }
    *hash = acc == UINT64_MAX ? (set ? 590923713 : 1546275796) : (int64_t)acc;
    return UL_OK;
}

/* Objects move, so identity has no stable number: instances of one class share a hash. */
static int hash_instance(struct ul_vm *vm, ul_val v, int64_t *hash)
{
    ul_val answer;
    struct ul_digits digits;
    ul_val method = ul_special(vm, v, UL_NAME___HASH__), value = ul_unwrap(vm, v);
    *hash = T_INST;
    if (method == V_NONE) return ul_type_error(vm, "unhashable type: '%t'", v);
    bool frozen = TYPE_IS(vm, value, T_SET) && HDR_FLAG(PTR(vm, value)[0]);
    if (!method && (TYPE_IS(vm, value, T_LIST) || TYPE_IS(vm, value, T_DICT) ||
                    TYPE_IS(vm, value, T_BARRAY) || (TYPE_IS(vm, value, T_SET) && !frozen)))
        return ul_type_error(vm, "unhashable type: '%t'", v);
    if (!method && value != v) return ul_hash_value(vm, value, hash);
    if (!method) return UL_OK;
    TRY(ul_call_special(vm, v, UL_NAME___HASH__, V_UNBOUND, &answer));
    if (!ul_is_int(vm, answer))
        return ul_type_error(vm, "__hash__ method should return an integer");
    ul_digits_of(vm, answer, &digits);
    *hash = hash_int(vm, answer);
    if (digits.n == 2 && digits.d[1] < 0x80000000u) /* 64 bits are taken as they are */
        *hash = signed_hash((uint64_t)digits.d[1] << 32 | digits.d[0], digits.negative);
    return UL_OK;
}

static int hash_object(struct ul_vm *vm, ul_val v, int64_t *hash)
{
    const ul_val *object = PTR(vm, v);
    uint32_t type = HDR_TYPE(object[0]), words = HDR_WORDS(object[0]), h = HDR_PAD(object[0]);
    *hash = type;
    switch (type) {
    case T_FLOAT: *hash = hash_float(ul_float_of(vm, v)); return UL_OK;
    case T_INT: *hash = hash_int(vm, v); return UL_OK;
    case T_BYTES:
        for (uint32_t i = 1; i < words; i++)
            h = mix(h ^ object[i]);
        *hash = h;
        return ul_spend(vm, words / 16);
    case T_INST:
    case T_EXC: return hash_instance(vm, v, hash);
    case T_TUPLE: break;
    case T_SET:
        if (HDR_FLAG(object[0])) break;
        return ul_type_error(vm, "unhashable type: '%t'", v);
    case T_LIST:
    case T_BARRAY:
    case T_DICT:
    case T_SLICE: return ul_type_error(vm, "unhashable type: '%t'", v);
    case T_ITER:
        return ul_is_view(vm, v, true) ? ul_type_error(vm, "unhashable type: '%t'", v) : UL_OK;
    default: return UL_OK;
    }
    TRY(ul_compare_enter(vm));
    const ul_val *kept = ul_push(vm, v);
    int err = kept ? hash_items(vm, kept, type == T_SET, hash) : UL_EXCEPTION;
    if (kept) vm->sp = (ul_val *)(uintptr_t)kept + 1;
    vm->depth--;
    return err;
}

int ul_hash_value(struct ul_vm *vm, ul_val v, int64_t *hash)
{
    if (ul_is_str(vm, v))
        *hash = ul_str_hash(vm, v);
    else if (IS_REF(v))
        return hash_object(vm, v, hash);
    else
        *hash = ul_is_int(vm, v) ? hash_int(vm, v) : mix(v);
    return UL_OK;
}

uint32_t ul_hash_simple(const struct ul_vm *vm, ul_val v)
{
    if (IS_INT(v)) return mix(v == V_INT(-1) ? V_INT(-2) : v);
    return ul_str_hash(vm, v);
}

int ul_hash(struct ul_vm *vm, ul_val v, uint32_t *hash)
{
    int64_t wide;
    if (IS_INT(v) || ul_is_str(vm, v)) {
        *hash = ul_hash_simple(vm, v);
        return UL_OK;
    }
    TRY(ul_hash_value(vm, v, &wide));
    *hash = ul_is_str(vm, v) ? (uint32_t)wide
            : wide >= UL_INT_MIN && wide <= UL_INT_MAX
                ? mix(V_INT((int32_t)wide))
                : mix((uint32_t)wide ^ (uint32_t)(wide >> 32));
    return UL_OK;
}
