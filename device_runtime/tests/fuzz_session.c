/* Can any bytes on the line make a board read or write outside of its memory, or lose count?
 *
 *     clang -g -O1 -fsanitize=fuzzer,address,undefined -Idevice_runtime/include \
 *         device_runtime/tests/fuzz_session.c device_runtime/src/ul_{frame,session,sha256}.c \
 *         device_runtime/src/ul_{message,store,results,board}.c -o build/fuzz_session
 *     build/fuzz_session -max_total_time=60 -max_len=4096
 *
 * The input is a list of steps, so that the fuzzer gets past checksums and session numbers: a step
 * sends a well-made frame of the current session with a body of its own, or raw bytes, or lets time
 * pass.
 */
#include <stdlib.h>

#include "echo_board.c"

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len);

enum step { RAW, NEXT_FRAME, ANY_FRAME, OPEN, TIME, STEPS };

static const uint8_t TYPES[] = {UL_ACK,           UL_GREET,  UL_DEPLOY_BEGIN, UL_DEPLOY_CHUNK,
                                UL_DEPLOY_COMMIT, UL_REMOVE, UL_INVOKE,       UL_PING};

static void check(int holds)
{
    if (!holds) abort();
}

static void check_counters(const struct ul_counters *counters)
{
    uint32_t sum = counters->accepted;
    for (int kind = 0; kind < UL_DROP_KINDS; kind++)
        sum += counters->dropped[kind];
    check(sum == counters->frames);
}

/* A frame that the session would take, but for what the input says. */
static struct ul_frame sound_frame(struct ul_session *session, struct ul_reader *input)
{
    struct ul_frame frame = {.version = UL_FRAME_VERSION};
    frame.type = TYPES[ul_read_u8(input) % sizeof TYPES];
    frame.flags = ul_read_u8(input) & 3;
    frame.session = session->offer.session ? session->offer.session : session->now.session;
    frame.seq = frame.type == UL_ACK ? 0 : session->last_seq + 1;
    frame.ack = session->out_seq;
    return frame;
}

static void make_frame(struct ul_session *session, struct ul_reader *input, enum step step,
                       struct ul_frame *frame)
{
    *frame = sound_frame(session, input);
    if (step == OPEN) {
        frame->type = UL_OPEN;
        frame->session = frame->seq = frame->ack = 0;
    }
    if (step == ANY_FRAME) {
        frame->seq += ul_read_u8(input);
        frame->ack -= ul_read_u8(input);
        frame->stream = ul_read_u8(input) & 1;
        frame->session ^= ul_read_u8(input) & 1;
    }
    frame->payload = ul_read_span(input, ul_read_u8(input) % (UL_FRAME_PAYLOAD + 1u));
}

static void take_step(struct echo_board *echo, struct ul_reader *input, uint32_t *now_ms)
{
    uint8_t wire[UL_FRAME_WIRE];
    struct ul_frame frame;
    enum step step = (enum step)(ul_read_u8(input) % STEPS);
    if (step == TIME) {
        *now_ms += ul_read_u16(input);
        echo_board_receive(echo, wire, 0, *now_ms);
    } else if (step == RAW) {
        struct ul_span raw = ul_read_span(input, ul_read_u8(input));
        if (raw.len) echo_board_receive(echo, raw.p, raw.len, *now_ms);
    } else {
        make_frame(&echo->board.session, input, step, &frame);
        echo_board_receive(echo, wire, ul_frame_encode(&frame, wire), *now_ms);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct echo_board echo;
    static uint8_t out[16 * UL_FRAME_WIRE];
    struct ul_reader input = ul_reader_of(bytes, (uint32_t)len);
    uint32_t now_ms = 0;
    check(echo_board_init(&echo, 1, 0) == UL_OK);
    while (input.p < input.end && !input.bad) {
        take_step(&echo, &input, &now_ms);
        echo_board_outgoing(&echo, now_ms, out, sizeof out);
    }
    check_counters(&echo.board.session.counters);
    return 0;
}
