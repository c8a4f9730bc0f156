/* How does a program run an image?
 *
 * The interpreter's whole public face. A `struct ul_vm` and one arena are lent by the caller and
 * belong to the interpreter until the caller stops using it; the image is only read, in place.
 * There is no other state, no allocation and no libc beyond memcpy/memmove/memset/memcmp.
 *
 *     struct ul_vm vm;
 *     int err = ul_vm_init(&vm, image, image_bytes, arena, arena_bytes, &host);   verifies the
 * image if (!err) err = ul_vm_invoke(&vm, "handler", event, event_bytes, context, context_bytes,
 * &report);
 *
 * Limits: image and arena are word aligned; on a 64-bit machine they lie within 4 GiB of each
 * other, because values are 32 bits everywhere (references are offsets from the lower of the two).
 */
#ifndef UL_VM_H
#define UL_VM_H

#include <stdbool.h>
#include <stdint.h>

#include "ulambda/gen/ul_errors.h"
#include "ulambda/gen/ul_syscalls.h"

typedef uint32_t ul_val;

/* The world outside. Every system call goes through `call`: `in` is what the handler gives, `out`
 * has room for `out_len` bytes (spec/syscalls.toml). Returns 0, or a negative ul_err to end the
 * invocation. */
struct ul_host {
    void *user;
    int (*call)(void *user, enum ul_syscall id, const void *in, uint32_t in_len, void *out,
                uint32_t out_len);
};

#define UL_TRACE_MAX 16

/* What one invocation did. Pointers reach into the arena or the image; valid until the next call.
 */
struct ul_report {
    int status; /* ul_err: UL_OK, UL_EXCEPTION, UL_STEPS_EXHAUSTED, UL_OUT_OF_MEMORY, ... */
    const uint8_t *result; /* UL_OK: the result as CBOR */
    uint32_t result_len;
    const char *error_type; /* UL_EXCEPTION: name of the class; not NUL terminated */
    uint32_t error_type_len;
    uint8_t error_type_own[4]; /* a name of one character lies here */
    const char *error_message; /* UL_EXCEPTION: str() of the exception; not NUL terminated */
    uint32_t error_message_len;
    uint16_t
        trace[UL_TRACE_MAX]; /* image word offsets of the active instructions, outermost first */
    uint32_t trace_len;
    uint32_t steps;      /* backward jumps, calls, exceptions raised, the work of long builtins */
    uint32_t heap_bytes; /* high-water mark of arena bytes in use */
};

/* The running instruction, while C code at work on it asks Python code: see ul_replay.h. */
struct ul_replay {
    ul_val *answers; /* what has been answered to it lies below here */
    ul_val *floor;   /* where the stack stood when C code resumed a generator */
    uint8_t words;   /* of answers */
    uint8_t taken;   /* of them, in this execution */
    uint8_t hold;    /* not 0: C code at work must not be left */
    uint8_t wanted;  /* words of memory that are asked for instead of an answer */
};

struct ul_vm {
    uint8_t *base;         /* references are offsets from here (0 on a 32-bit machine) */
    const uint32_t *image; /* verified */
    ul_val *roots;         /* fixed roots: see ul_heap.h */
    ul_val *globals;
    uint8_t *arena;
    uint8_t *arena_end;
    uint8_t *heap;       /* first object */
    uint8_t *heap_ptr;   /* end of the last object */
    uint8_t *stack_low;  /* boundary between heap and stack: heap_ptr <= stack_low <= sp */
    ul_val *sp;          /* stack of values, grows down from arena_end */
    ul_val *regs;        /* registers of the running frame */
    const uint32_t *pc;  /* instruction after the running one, kept when C code is called */
    uint32_t steps_left; /* budget of this invocation */
    uint32_t step_budget;
    uint32_t heap_peak;
    uint32_t depth; /* nesting of C calls into Python */
    uint32_t trace_len;
    uint16_t trace[UL_TRACE_MAX];
    uint16_t trace_number; /* of the exception whose traceback is in `trace` */
    bool fresh;            /* the pending exception is new: nobody has unwound it yet */
    bool loaded;
    bool answer_due; /* an exception is an answer: execute again */
    struct ul_replay replay;
    int outcome;   /* of the innermost ul_run */
    ul_val *asked; /* the frame of the function that is asked; NULL: it is a generator */
    const struct ul_host *host;
};

/* Verify an image without running it. UL_OK or UL_IMAGE_*; reads each word a bounded number of
 * times. `scratch` needs one bit per image word: (image_len + 31) / 32 bytes, word aligned. */
int ul_image_verify(const void *image, uint32_t image_len, void *scratch, uint32_t scratch_len);

/* Verify the image and prepare the arena. UL_OK, UL_IMAGE_*, UL_ARENA_TOO_SMALL, UL_TOO_LARGE. */
int ul_vm_init(struct ul_vm *vm, const void *image, uint32_t image_len, void *arena,
               uint32_t arena_len, const struct ul_host *host);

/* Set the step budget of each following load, call and invoke; 0 means 2^32 - 1. */
void ul_vm_budget(struct ul_vm *vm, uint32_t steps);

/* Run the module body, which resets the arena first. Its report has no result. */
int ul_vm_load(struct ul_vm *vm, struct ul_report *report);

/* Call a function with arguments decoded from a CBOR array (NULL: none). Loads the module first,
 * always afresh, so that an invocation never sees what an earlier one left. Returns report->status.
 */
int ul_vm_call(struct ul_vm *vm, const char *function, const uint8_t *args, uint32_t args_len,
               struct ul_report *report);

/* Call function(event, context): `event` CBOR value, `context` CBOR map of the context's
 * attributes, among them `deadline_ms` for get_remaining_time_in_millis. Returns report->status. */
int ul_vm_invoke(struct ul_vm *vm, const char *function, const uint8_t *event, uint32_t event_len,
                 const uint8_t *context, uint32_t context_len, struct ul_report *report);

/* After a report of UL_EXCEPTION: report the exception from which that one came, with its own
 * traceback; again for the one before. A program may make a ring of them: then there is no end. */
enum ul_chain { UL_CHAIN_END, UL_CHAIN_CAUSE, UL_CHAIN_CONTEXT };
enum ul_chain ul_vm_chain(struct ul_vm *vm, struct ul_report *report);

#endif
