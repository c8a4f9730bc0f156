/* What is a value, and how does each object lie in memory?
 *
 * A value is 32 bits on every machine (spec/image.md "Values"):
 *
 *     n n n ... n 1    integer, 31 bits, two's complement
 *     r r r ... 0 0    reference: byte offset from vm->base; 0 is "unbound"
 *     p ... k k k 1 0  immediate: payload << 5 | kind << 2 | 2
 *
 * An object is a header word and then words. All words are values (small numbers as tagged
 * integers), but for the raw types STR, INT, FLOAT, BYTES and the index part of DTAB. So the
 * collector needs no maps.
 *
 *     31            11   10   9 8   7    2   1     0
 *     size in words    flag  pad    type   mark   1
 */
#ifndef UL_VALUE_H
#define UL_VALUE_H

#include <string.h>

#include "ul_port.h"
#include "ulambda/gen/ul_builtins.h"
#include "ulambda/gen/ul_opcodes.h"
#include "ulambda/ul_vm.h"

enum ul_type {
    T_FREE = 0,
    T_STR = 1,      /* hash, UTF-8 bytes...                                flag: not ASCII */
    T_INT = 2,      /* 32-bit digits of the magnitude, least first         flag: negative  */
    T_FLOAT = 3,    /* low word, high word                                                 */
    T_BYTES = 4,    /* bytes...                                                            */
    T_TUPLE = 5,    /* items...                                                            */
    T_LIST = 6,     /* length, VEC of items or 0                                           */
    T_VEC = 7,      /* slots...                                                            */
    T_DICT = 8,     /* live entries, used entries, DTAB or 0                               */
    T_DTAB = 9,     /* capacity, (key, value) * capacity, index bytes (capacity > 8)       */
    T_CELL = 10,    /* value                                                               */
    T_FUNC = 11,    /* function index, defaults tuple|None, kwdefaults dict|None, attributes,
                       cells...                                                            */
    T_BOUND = 12,   /* self, function                                                      */
    T_CLASS = 13,   /* class index, MRO, layout, attributes, members...                    */
    T_INST = 14,    /* class, slots..., attributes if open, value if it extends a builtin  */
    T_EXC = 15,     /* class or builtin type, args tuple, more (ul_exc.h), slots...        */
    T_GEN = 16,     /* state, resume pc, caller, return pc, info, registers...             */
    T_RANGE = 17,   /* start, stop, step                                                   */
    T_ITER = 18,    /* kind, a, b, c                                                       */
    T_SLICE = 19,   /* start, stop, step                                                   */
    T_CONTEXT = 20, /* dict of attributes, deadline                                      */
    T_METHOD = 21,  /* self, name id: a method of a builtin type                         */
    T_SET = 22,     /* as DICT                                             flag: frozenset */
    T_BARRAY = 23,  /* a bytearray: length, BYTES that may be larger                     */
    T_DESC = 24,    /* kind, get or function, set, delete: property, staticmethod, ...   */
    T_SUPER = 25,   /* class, self                                                       */
    T_OBJECT = 26,  /* what object() gives: nothing but itself                           */
    T_TYPES
};

enum ul_kind { K_SINGLETON, K_CHAR, K_BUILTIN, K_TYPE, K_FUNCTION, K_MODULE };

#define UL_IMM(kind, payload) ((ul_val)(payload) << 5 | (ul_val)(kind) << 2 | 2u)
#define V_UNBOUND             ((ul_val)0)
#define V_NONE                UL_IMM(K_SINGLETON, 0)
#define V_FALSE               UL_IMM(K_SINGLETON, 1)
#define V_TRUE                UL_IMM(K_SINGLETON, 2)
#define V_NOTIMPLEMENTED      UL_IMM(K_SINGLETON, 3)
#define V_ELLIPSIS            UL_IMM(K_SINGLETON, 4)
#define V_FATAL           V_ELLIPSIS /* in roots[ROOT_EXC]: not an exception ends the invocation */
#define UL_EMPTY_CHAR     0x200000u
#define V_EMPTY_STR       UL_IMM(K_CHAR, UL_EMPTY_CHAR)
#define V_BOOL(condition) ((condition) ? V_TRUE : V_FALSE)
#define V_TYPE(id)        UL_IMM(K_TYPE, id)

#define V_INT(n)         ((ul_val)(n) << 1 | 1u)
#define INT_OF(v)        ((int32_t)(v) >> 1)
#define IS_INT(v)        (((v) & 1u) != 0)
#define IS_REF(v)        (((v) & 3u) == 0 && (v) != 0)
#define IS_IMM(v)        (((v) & 3u) == 2)
#define IMM_KIND(v)      ((v) >> 2 & 7u)
#define IMM_PAYLOAD(v)   ((v) >> 5)
#define IS_KIND(v, kind) (((v) & 31u) == ((ul_val)(kind) << 2 | 2u))
#define UL_INT_MIN       (-(1 << 30))
#define UL_INT_MAX       ((1 << 30) - 1)
#define FITS_INT(n)      ((n) >= UL_INT_MIN && (n) <= UL_INT_MAX)

#define HDR(type, words)  ((uint32_t)(words) << 11 | (uint32_t)(type) << 2 | 1u)
#define HDR_TYPE(header)  ((header) >> 2 & 63u)
#define HDR_WORDS(header) ((header) >> 11)
#define HDR_PAD(header)   ((header) >> 8 & 3u)
#define HDR_FLAG(header)  ((header) >> 10 & 1u)
#define HDR_FLAG_BIT      (1u << 10)
#define HDR_MARK          2u
#define UL_MAX_WORDS      ((1u << 21) - 1)

/* References and pointers. */
#if UINTPTR_MAX == UINT32_MAX
#define PTR(vm, v)   ((void)(vm), (ul_val *)(uintptr_t)(v))
#define REF(vm, ptr) ((void)(vm), (ul_val)(uintptr_t)(ptr))
#else
#define PTR(vm, v)   ((ul_val *)(void *)((vm)->base + (v)))
#define REF(vm, ptr) ((ul_val)((const uint8_t *)(ptr) - (vm)->base))
#endif

#define TYPE_IS(vm, v, type) (IS_REF(v) && HDR_TYPE(PTR(vm, v)[0]) == (type))

/* Frames. The three words below the registers of a frame: */
#define FRAME_WORDS 3
#define F_CALLER    (-3) /* caller's registers: address in the stack, or its generator object */
#define F_PC        (-2) /* return address, a reference into the image; 0 at a boundary to C */
#define F_INFO      (-1) /* fn << 16 | destination register << 8 | kind << 1 | 1 */
enum ul_return {         /* C code waits for the last two */
                 RETURN_VALUE,    /* to the destination register */
                 RETURN_INSTANCE, /* __init__: the destination holds the instance already; None is
                                     checked */
                 RETURN_ITEM,     /* a generator in NEXT: to destination + 2; exhaustion jumps */
                 RETURN_SENT,     /* a generator in SEND: to the destination; exhaustion jumps */
                 RETURN_NEXT,     /* a generator in NEXTOF: to the destination; exhaustion raises */
                 RETURN_BOUNDARY, /* leave ul_run */
                 RETURN_AGAIN,    /* an answer to C code: the caller's instruction is executed again
                                     (ul_replay.h); the destination is the number of words of answers
                                     before */
};
#define INFO(fn, dest, kind)                                                                       \
    ((uint32_t)(fn) << 16 | (uint32_t)(dest) << 8 | (uint32_t)(kind) << 1 | 1u)
#define INFO_FN(info)   ((info) >> 16)
#define INFO_DEST(info) ((info) >> 8 & 255u)
#define INFO_KIND(info) ((info) >> 1 & 7u)

/* Object fields, as word indexes. */
enum { STR_HASH = 1, STR_DATA = 2 };
enum { LIST_LEN = 1, LIST_VEC = 2, LIST_WORDS = 3 };
enum { DICT_LIVE = 1, DICT_USED = 2, DICT_TAB = 3, DICT_WORDS = 4 };
enum { DTAB_CAP = 1, DTAB_ENTRIES = 2 };
enum { FUNC_INDEX = 1, FUNC_DEFAULTS = 2, FUNC_KWDEFAULTS = 3, FUNC_ATTRS = 4, FUNC_CELLS = 5 };
enum { BOUND_SELF = 1, BOUND_FUNC = 2, BOUND_WORDS = 3 };
/* MRO: tuple of the classes and builtin types after the class itself, without object, or None.
 * LAYOUT: the builtin type that instances extend, object for most. ATTRS: dict or unbound. */
enum { CLASS_INDEX = 1, CLASS_MRO = 2, CLASS_LAYOUT = 3, CLASS_ATTRS = 4, CLASS_MEMBERS = 5 };
enum { INST_CLASS = 1, INST_SLOTS = 2 };
enum { EXC_CLASS = 1, EXC_ARGS = 2, EXC_MORE = 3, EXC_SLOTS = 4 };
enum { GEN_STATE = 1, GEN_PC = 2, GEN_REGS = 6 };
enum { GEN_NEW, GEN_SUSPENDED, GEN_RUNNING, GEN_DONE };
enum { ITER_KIND = 1, ITER_A = 2, ITER_B = 3, ITER_C = 4, ITER_WORDS = 5 };
enum { RANGE_START = 1, RANGE_STOP = 2, RANGE_STEP = 3, RANGE_WORDS = 4 };
enum { CONTEXT_DICT = 1, CONTEXT_WORDS = 2 };
enum { METHOD_SELF = 1, METHOD_NAME = 2, METHOD_WORDS = 3 };
enum { DESC_KIND = 1, DESC_GET = 2, DESC_SET = 3, DESC_DELETE = 4, DESC_WORDS = 5 };
enum { DESC_PROPERTY, DESC_STATIC, DESC_CLASS };
enum { SUPER_CLASS = 1, SUPER_SELF = 2, SUPER_WORDS = 3 };

/* Image records (spec/image.md). */
#define IMAGE_VERSION        5u
#define IMAGE_FUNCTION_WORDS 6
#define IMAGE_NAMES(vm)      ((vm)->image + ((vm)->image[5] & 0xFFFFu))
#define IMAGE_TABLES(vm)     ((vm)->image + ((vm)->image[7] & 0xFFFFu))
#define IMAGE_FUNCTION(vm, index)                                                                  \
    ((vm)->image + ((vm)->image[6] & 0xFFFFu) + (uint32_t)(index) * IMAGE_FUNCTION_WORDS)
#define FN_CODE(fn)             ((fn)[0] & 0xFFFFu)
#define FN_REGS(fn)             ((fn)[1] & 255u)
#define FN_ARGS(fn)             ((fn)[1] >> 8 & 255u)
#define FN_POSONLY(fn)          ((fn)[1] >> 16 & 255u)
#define FN_KWONLY(fn)           ((fn)[1] >> 24)
#define FN_FLAGS(fn)            ((fn)[2] & 255u)
#define FN_FREE(fn)             ((fn)[2] >> 24)
#define FN_NAME(fn)             ((fn)[4] & 0xFFFFu)
#define FN_PARAMS(fn)           ((fn)[4] >> 16)
#define FN_NATIVE(fn)           ((fn)[5] >> 31)
#define FN_FLOATS(fn)           ((fn)[5] >> 25 & 63u)
#define FN_DEFAULT_COUNT(fn)    ((fn)[5] >> 16 & 0x1FFu)
#define FN_DEFAULTS(fn)         ((fn)[5] & 0xFFFFu)
#define FLAG_GENERATOR          1u
#define FLAG_VARARGS            2u
#define FLAG_VARKEYWORDS        4u
#define FLAG_COROUTINE          8u
#define IMAGE_CLASS(vm, index)  ((vm)->image + IMAGE_TABLES(vm)[index])
#define CLS_NAME(record)        ((record)[0] & 0xFFFFu)
#define CLS_OPEN(record)        ((record)[0] >> 16 & 1u)
#define CLS_SLOTS(record)       ((record)[0] >> 24)
#define CLS_MEMBERS(record)     ((record)[1])
#define CLS_WORDS               2
#define IMAGE_CLASSES(image)    ((image)[10] >> 16)
#define IMAGE_EXTENSIONS(image) ((image)[1] >> 16)
#define IMAGE_HEAP(image)       ((image)[11] & 0xFFFFu)
#define IMAGE_HEAP_WORDS(image) ((image)[11] >> 16)
#define EXTENSION_WORDS         2

#define TRY(expression)                                                                            \
    do {                                                                                           \
        int try_err = (expression);                                                                \
        if (try_err) return try_err;                                                               \
    } while (0)

#endif
