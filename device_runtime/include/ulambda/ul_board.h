/* What does a board do with the messages that it is sent?  (spec/link.md, section 6)
 *
 * A board is a link session, a store of functions, a memory of results and something that runs
 * images
 * (`struct ul_board_engine`; ul_board_vm.h is the interpreter). It is sans-I/O: a port pumps bytes,
 *
 *     ul_board_receive(&board, bytes, len, now_ms);
 *     do {
 *         while ((len = ul_board_outgoing(&board, now_ms, out)))
 *             write(out, len);
 *     } while (ul_board_work(&board));
 *
 * and `work` runs the pending invocation after its acknowledgement went out. All memory is lent by
 * the caller in `struct ul_board_config`, and must outlive the board.
 */
#ifndef UL_BOARD_H
#define UL_BOARD_H

#include "ulambda/ul_results.h"
#include "ulambda/ul_session.h"
#include "ulambda/ul_store.h"

struct ul_board;

/* One invocation, for the engine. */
struct ul_board_call {
    struct ul_board *board; /* for ul_board_log, ul_board_unix_us */
    const void *image;
    uint32_t image_len;
    const char *entry;
    uint32_t steps, deadline_ms; /* 0: no deadline */
    struct ul_span event, context;
};

/* What runs images. `run` fills the outcome but for duration and lost log; its spans stay valid
 * until the next call. `clock_us` counts from any start and wraps at 2^64. */
struct ul_board_engine {
    void *user;
    int (*expand)(void *room, uint32_t room_len, uint32_t wire_len, uint32_t *image_len);
    int (*verify)(void *user, const void *image, uint32_t image_len);
    void (*run)(void *user, const struct ul_board_call *call, struct ul_outcome *outcome);
    uint64_t (*clock_us)(void *user);
};

struct ul_board_config {
    const char *name;       /* unique among the boards of a host; 1 to UL_NAME_MAX bytes */
    const char *firmware;   /* what runs here, for people */
    bool simulated;         /* not a chip */
    uint16_t image_version; /* the one that the engine runs */
    uint8_t wire_model;     /* the one in which it reads wire forms */
    uint32_t boot;          /* random, not 0, another one after each start */
    uint32_t arena_len;     /* bytes that a function may use */
    struct ul_slot *slots;  /* slot_count of them */
    uint8_t *images;        /* slot_count * slot_len bytes, word aligned */
    uint32_t slot_count;    /* at most UL_BOARD_SLOTS_MAX */
    uint32_t slot_len;      /* a multiple of 4 */
    uint8_t *message;       /* incoming messages: the longest is an INVOKE */
    uint32_t message_len;
    uint8_t *reply; /* answers other than RESULT: UL_BOARD_REPLY_BYTES(slot_count) */
    uint32_t reply_len;
    uint8_t *results; /* past results: at least UL_RESULTS_MIN */
    uint32_t results_len;
    uint8_t *log; /* what an invocation prints: at least UL_REQUEST_BYTES */
    uint32_t log_len;
    struct ul_board_engine engine;
};

#define UL_BOARD_SLOTS_MAX 16
#define UL_BOARD_REPLY_BYTES(slot_count)                                                           \
    (35 + 2 * (1 + UL_NAME_MAX) + 1 + (slot_count) * (1 + UL_NAME_MAX + UL_SHA256_BYTES + 4) + 1 + \
     4 * UL_DROP_KINDS + 256)

/* Messages to send, in the order in which they go out. */
enum ul_board_part { UL_BOARD_LOG, UL_BOARD_REPLY, UL_BOARD_RESULT, UL_BOARD_PARTS };

struct ul_board {
    struct ul_board_config config;
    struct ul_session session;
    struct ul_store store;
    struct ul_results results;
    uint32_t started_ms, now_ms;
    uint64_t unix_us_at_0; /* wall clock when clock_us was 0; 0: not known */
    bool run_pending;      /* the message in hand is an INVOKE to run */
    uint32_t log_used, log_lost;
    uint8_t reply_type;
    struct ul_span parts[UL_BOARD_PARTS]; /* len 0: nothing to send */
    int sending;                          /* the part under way, or -1 */
};

/* UL_OK, or UL_TOO_LARGE when lent memory does not suffice. */
int ul_board_init(struct ul_board *board, const struct ul_board_config *config, uint32_t now_ms);

/* Take bytes from the line (none: run the timers). */
void ul_board_receive(struct ul_board *board, const uint8_t *bytes, uint32_t len, uint32_t now_ms);

/* The next bytes for the line, or 0: call until 0. */
uint32_t ul_board_outgoing(struct ul_board *board, uint32_t now_ms, uint8_t out[UL_FRAME_WIRE]);

/* Run the pending invocation, if there is one; true when it did. */
bool ul_board_work(struct ul_board *board);

/* Is there a time at which `receive` (without bytes) and `outgoing` have something to do? */
bool ul_board_timeout(const struct ul_board *board, uint32_t *at_ms);

/* For the engine, while it runs: append to the log; the wall clock, 0 when no host told it. */
void ul_board_log(struct ul_board *board, const uint8_t *text, uint32_t len);
uint64_t ul_board_unix_us(const struct ul_board *board);

#endif
