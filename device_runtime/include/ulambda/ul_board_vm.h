/* How does a board run an image? The interpreter behind `struct ul_board_engine`, and a whole board
 * in one block of memory:
 *
 *     static uint32_t memory[...];                       at least ul_board_vm_bytes(&options) bytes
 *     struct ul_board_vm *vm;
 *     int err = ul_board_vm_init(memory, sizeof memory, &options, now_ms, &vm);
 *     ... pump vm->board, see ul_board.h
 *
 * Every invocation starts from the verified image in a fresh arena.
 */
#ifndef UL_BOARD_VM_H
#define UL_BOARD_VM_H

#include "ulambda/ul_board.h"
#include "ulambda/ul_vm.h"

#define UL_BOARD_IMAGE_VERSION 2

struct ul_board_options {
    const char *name, *firmware; /* must outlive the board */
    bool simulated;
    uint32_t boot;        /* random, not 0 */
    uint32_t arena_len;   /* bytes; the lengths below too. All are rounded up to words. */
    uint32_t slot_count;  /* images; one slot more than functions lets an update replace one */
    uint32_t slot_len;    /* longest image */
    uint32_t message_len; /* longest INVOKE: event and context and 128 more */
    uint32_t results_len; /* results kept for repeated requests, at least the longest one */
    uint32_t log_len;     /* text that one invocation can print */
    uint64_t (*clock_us)(void *user);
    void *clock_user;
    /* The rest of spec/syscalls.toml: SLEEP_MS, RANDOM, GPIO and so on, as `call` of struct
     * ul_host. Not UL_OK for what the port does not have and for wrong lengths; `in` and `out` may
     * overlap. NULL: nothing. */
    int (*port_call)(void *user, enum ul_syscall id, const void *in, uint32_t in_len, void *out,
                     uint32_t out_len);
    void *port_user;
};

struct ul_board_vm {
    struct ul_board board;
    struct ul_vm vm;
    struct ul_host host;
    uint8_t *arena;
    uint32_t arena_len;
    uint64_t (*clock_us)(void *user);
    void *clock_user;
    int (*port_call)(void *user, enum ul_syscall id, const void *in, uint32_t in_len, void *out,
                     uint32_t out_len);
    void *port_user;
    const struct ul_board_call *call; /* the one that is running */
    uint64_t call_started_us;
    struct ul_report report; /* of the last call: its outcome points into it */
    uint32_t trace[UL_TRACE_MAX];
};

uint32_t ul_board_vm_bytes(const struct ul_board_options *options);

/* Lay a board out in `memory` (8-byte aligned). UL_OK or UL_TOO_LARGE. */
int ul_board_vm_init(void *memory, uint32_t memory_len, const struct ul_board_options *options,
                     uint32_t now_ms, struct ul_board_vm **vm);

#endif
