/* Does a board answer as spec/vectors/link/conversations.vec says, byte by byte, and does it refuse
 * the malformed messages of messages.vec? */
#include "echo_board.c"
#include "vectors.h"

#define ROOM 65536

static const char *DROPS[UL_DROP_KINDS] = {"COBS",       "LENGTH",    "CRC", "VERSION",
                                           "SESSION",    "DUPLICATE", "GAP", "BUSY",
                                           "UNEXPECTED", "MALFORMED"};

static struct echo_board echo;
static uint8_t wire[VECTOR_LINE / 2], answer[ROOM];

static void check_counts(struct vectors *v)
{
    const struct ul_counters *counters = &echo.board.session.counters;
    uint32_t dropped = 0;
    VECTOR_CHECK(v, counters->frames == vectors_number(v, 1));
    VECTOR_CHECK(v, counters->accepted == vectors_number(v, 2));
    for (int word = 3; word + 1 < v->count; word += 2)
        for (int kind = 0; kind < UL_DROP_KINDS; kind++)
            if (strcmp(DROPS[kind], v->words[word]) == 0) {
                VECTOR_CHECK(v, counters->dropped[kind] == vectors_number(v, word + 1));
                dropped += counters->dropped[kind];
            }
    VECTOR_CHECK(v, counters->frames == counters->accepted + dropped);
}

static struct vectors vectors;

static void conversations(void)
{
    struct vectors *v = &vectors;
    uint32_t now_ms = 0, answer_len = 0;
    vectors_open(v, UL_VECTORS "/link/conversations.vec");
    while (vectors_next(v)) {
        if (vectors_is(v, "conversation")) {
            now_ms = 0;
            VECTOR_CHECK(v, echo_board_init(&echo, 0x12345678, 0) == UL_OK);
        } else if (vectors_is(v, "at")) {
            now_ms = vectors_number(v, 1);
            answer_len = 0;
        } else if (vectors_is(v, "host") || vectors_is(v, "raw")) {
            echo_board_receive(&echo, wire, vectors_hex(v, 1, wire, sizeof wire), now_ms);
            answer_len = echo_board_outgoing(&echo, now_ms, answer, sizeof answer);
        } else if (vectors_is(v, "board")) {
            VECTOR_CHECK(v, vectors_hex(v, 1, wire, sizeof wire) == answer_len);
            VECTOR_CHECK(v, memcmp(wire, answer, answer_len) == 0);
        } else if (vectors_is(v, "counted")) {
            check_counts(v);
        } else if (vectors_is(v, "runs")) {
            VECTOR_CHECK(v, echo.runs == vectors_number(v, 1));
        }
    }
}

static uint32_t frame(uint8_t type, uint32_t session, uint32_t seq, uint32_t ack,
                      struct ul_span payload)
{
    struct ul_frame made = {.version = UL_FRAME_VERSION,
                            .flags = UL_FRAME_FIRST | UL_FRAME_LAST,
                            .type = type,
                            .session = session,
                            .seq = seq,
                            .ack = ack,
                            .payload = payload};
    return ul_frame_encode(&made, wire);
}

/* A fresh board with an open session; gives its number. */
static uint32_t open_session(void)
{
    static const uint8_t body[8] = {1, 0, 0, 0, UL_FRAME_PAYLOAD, 0, 1, 1};
    struct ul_span open = {body, sizeof body}, nothing = {0};
    echo_board_init(&echo, 1, 0);
    echo_board_receive(&echo, wire, frame(UL_OPEN, 0, 0, 0, open), 0);
    uint32_t session = echo.board.session.offer.session;
    echo_board_receive(&echo, wire, frame(UL_ACK, session, 0, 0, nothing), 0);
    echo_board_outgoing(&echo, 0, answer, sizeof answer);
    return session;
}

static void refuse(struct vectors *v)
{
    static uint8_t body[UL_FRAME_PAYLOAD];
    uint32_t session = open_session();
    struct ul_span payload = {body, vectors_hex(v, 3, body, sizeof body)};

    uint32_t len = frame((uint8_t)vectors_number(v, 2), session, 1, 0, payload);
    echo_board_receive(&echo, wire, len, 0);

    VECTOR_CHECK(v, echo.board.session.counters.dropped[UL_DROP_MALFORMED] == 1);
    VECTOR_CHECK(v, echo.board.reply_type == UL_ERROR);
    VECTOR_CHECK(v, ul_load_u32(echo.reply + 17) == (uint32_t)UL_LINK_MESSAGE);
}

static void malformed(void)
{
    vectors_open(&vectors, UL_VECTORS "/link/messages.vec");
    while (vectors_next(&vectors))
        if (vectors_is(&vectors, "malformed")) refuse(&vectors);
}

/* A silent host: the board repeats its answer, gives up, and takes part in a new session. */
static void silence(void)
{
    static const uint8_t token[4] = {1, 2, 3, 4};
    struct ul_span ping = {token, sizeof token};
    uint32_t session = open_session(), now_ms = 0, at_ms = 0, sent = 0;
    echo_board_receive(&echo, wire, frame(UL_PING, session, 1, 0, ping), 0);

    while (sent += echo_board_outgoing(&echo, now_ms, answer, sizeof answer) > 0,
           ul_board_timeout(&echo.board, &at_ms)) {
        now_ms = at_ms;
        echo_board_receive(&echo, wire, 0, now_ms);
    }

    CHECK(sent == UL_SESSION_MAX_TRIES);
    CHECK(echo.board.session.state == UL_SESSION_CLOSED);
    CHECK(open_session() != 0 && echo.board.session.state == UL_SESSION_OPEN);
}

/* Results that were made room for are remembered as run, the newest is always there. */
static void results(void)
{
    static uint8_t bytes[100], value[200];
    struct ul_results kept = {.bytes = bytes, .bytes_len = sizeof bytes};
    struct ul_outcome outcome = {.value = {value, 30}};
    struct ul_span message;
    uint8_t request[UL_REQUEST_BYTES] = {0};
    for (request[0] = 1; request[0] <= 20; request[0]++) {
        CHECK(!ul_results_find(&kept, request, &message));
        ul_results_add(&kept, request, &outcome);
        CHECK(ul_results_find(&kept, request, &message));
        CHECK(message.len == 73 && message.p[0] == request[0]);
    }
    request[0] = 19;
    CHECK(ul_results_find(&kept, request, &message) && message.len == 0);

    outcome.value.len = sizeof value;
    request[0] = 21;
    message = ul_results_add(&kept, request, &outcome);
    CHECK((int32_t)ul_load_u32(message.p + 16) == UL_TOO_LARGE);
}

int main(void)
{
    RUN(conversations);
    RUN(malformed);
    RUN(silence);
    RUN(results);
    return test_result();
}
