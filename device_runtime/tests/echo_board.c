/* Which board do the tests of the link talk to? A test double: the real session, store and results,
 * but in the place of the interpreter an engine that echoes.
 *
 * It takes images that start with "ECHO" and answers each event with itself; it prints the context
 * to the log, needs one step per byte of the event, and raises Bang("no steps") when they do not
 * suffice. `runs` counts how often it was run. Included by test_session.c and fuzz_session.c;
 * pytest loads it as a shared library.
 */
#include "ulambda/ul_board.h"

#define ECHO_SLOTS   3
#define ECHO_SLOT    1024
#define ECHO_MESSAGE 2048
#define ECHO_RESULTS 1536
#define ECHO_LOG     (UL_REQUEST_BYTES + 300)

struct echo_board {
    struct ul_board board;
    uint32_t runs;
    struct ul_slot slots[ECHO_SLOTS];
    uint32_t images[ECHO_SLOTS * ECHO_SLOT / 4];
    uint8_t message[ECHO_MESSAGE], results[ECHO_RESULTS], log[ECHO_LOG];
    uint8_t reply[UL_BOARD_REPLY_BYTES(ECHO_SLOTS)];
};

uint32_t echo_board_size(void);
int echo_board_init(struct echo_board *echo, uint32_t boot, uint32_t now_ms);
void echo_board_receive(struct echo_board *echo, const uint8_t *bytes, uint32_t len,
                        uint32_t now_ms);
uint32_t echo_board_outgoing(struct echo_board *echo, uint32_t now_ms, uint8_t *out, uint32_t room);
uint32_t echo_board_runs(const struct echo_board *echo);
void echo_board_counters(const struct echo_board *echo, uint32_t counters[2 + UL_DROP_KINDS]);

/* The wire form of an image is the image backwards. */
static int echo_expand(void *room, uint32_t room_len, uint32_t wire_len, uint32_t *image_len)
{
    uint8_t *image = room, *wire = image + room_len - wire_len;
    if (wire_len > room_len / 2) return UL_DEPLOY_WIRE;
    for (uint32_t i = 0; i < wire_len; i++)
        image[i] = wire[wire_len - 1 - i];
    *image_len = wire_len;
    return UL_OK;
}

static int echo_verify(void *user, const void *image, uint32_t image_len)
{
    (void)user;
    if (image_len < 4) return UL_IMAGE_TRUNCATED;
    return memcmp(image, "ECHO", 4) == 0 ? UL_OK : UL_IMAGE_MAGIC;
}

static void echo_run(void *user, const struct ul_board_call *call, struct ul_outcome *outcome)
{
    static const uint32_t trace[2] = {7, 9};
    struct echo_board *echo = user;
    echo->runs++;
    ul_board_log(call->board, call->context.p, call->context.len);
    outcome->steps = call->event.len;
    outcome->heap_bytes = 2 * call->event.len;
    if (call->event.len <= call->steps) {
        outcome->value = call->event;
        return;
    }
    outcome->status = UL_EXCEPTION;
    outcome->error_type = ul_span_of("Bang");
    outcome->error_message = ul_span_of("no steps");
    outcome->trace = trace;
    outcome->trace_len = 2;
}

static uint64_t echo_clock_us(void *user)
{
    (void)user;
    return 0;
}

uint32_t echo_board_size(void)
{
    return sizeof(struct echo_board);
}

int echo_board_init(struct echo_board *echo, uint32_t boot, uint32_t now_ms)
{
    struct ul_board_config config = {
        .name = "brave-fox",
        .firmware = "echo 1",
        .simulated = true,
        .image_version = 1,
        .wire_model = 0,
        .boot = boot,
        .arena_len = 4096,
        .slots = echo->slots,
        .images = (uint8_t *)echo->images,
        .slot_count = ECHO_SLOTS,
        .slot_len = ECHO_SLOT,
        .message = echo->message,
        .message_len = sizeof echo->message,
        .reply = echo->reply,
        .reply_len = sizeof echo->reply,
        .results = echo->results,
        .results_len = sizeof echo->results,
        .log = echo->log,
        .log_len = sizeof echo->log,
        .engine = {echo, echo_expand, echo_verify, echo_run, echo_clock_us},
    };
    echo->runs = 0;
    return ul_board_init(&echo->board, &config, now_ms);
}

void echo_board_receive(struct echo_board *echo, const uint8_t *bytes, uint32_t len,
                        uint32_t now_ms)
{
    ul_board_receive(&echo->board, bytes, len, now_ms);
}

/* All that the board has to say, up to `room` bytes. */
uint32_t echo_board_outgoing(struct echo_board *echo, uint32_t now_ms, uint8_t *out, uint32_t room)
{
    uint32_t used = 0, len;
    do {
        while (room - used >= UL_FRAME_WIRE &&
               (len = ul_board_outgoing(&echo->board, now_ms, out + used)))
            used += len;
    } while (ul_board_work(&echo->board));
    return used;
}

uint32_t echo_board_runs(const struct echo_board *echo)
{
    return echo->runs;
}

void echo_board_counters(const struct echo_board *echo, uint32_t counters[2 + UL_DROP_KINDS])
{
    const struct ul_counters *from = &echo->board.session.counters;
    counters[0] = from->frames;
    counters[1] = from->accepted;
    memcpy(counters + 2, from->dropped, sizeof from->dropped);
}
