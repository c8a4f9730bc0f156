/* How does a board agree with a host that they talk to each other, now? */
#include "ulambda/ul_session.h"

#define OPEN_BYTES   8  /* nonce, max_payload, min_version, max_version */
#define OPENED_BYTES 10 /* nonce, max_payload, version, min_version, max_version, 0 */
#define ALONE        (UL_FRAME_FIRST | UL_FRAME_LAST)

/* What on_frame and take answer beside a drop (>= 0). */
#define ACCEPTED (-1)

static bool is_due(uint32_t now_ms, uint32_t due_ms)
{
    return (int32_t)(now_ms - due_ms) >= 0;
}

static uint32_t next_number(struct ul_session *s)
{
    s->random ^= s->random << 13; /* xorshift32: never 0, all numbers before one comes again */
    s->random ^= s->random >> 17;
    s->random ^= s->random << 5;
    return s->random;
}

void ul_session_init(struct ul_session *s, uint8_t *room, uint32_t room_len, uint32_t seed)
{
    memset(s, 0, sizeof *s);
    s->room = room;
    s->room_len = room_len;
    s->random = seed ? seed : 1;
}

/// Sending ///

static void next_fragment(struct ul_session *s, uint32_t at, uint32_t now_ms)
{
    s->out_at = at;
    s->out_seq++;
    s->out_tries = 0;
    s->out_due_ms = now_ms;
}

int ul_session_send(struct ul_session *s, uint8_t type, struct ul_span body, uint32_t now_ms)
{
    if (s->state != UL_SESSION_OPEN) return UL_LINK_CLOSED;
    if (s->out_busy) return UL_BUSY;
    s->out = body;
    s->out_type = type;
    s->out_busy = true;
    next_fragment(s, 0, now_ms);
    return UL_OK;
}

static struct ul_frame fragment(struct ul_session *s)
{
    uint32_t left = s->out.len - s->out_at;
    uint32_t len = left < s->now.max_payload ? left : s->now.max_payload;
    struct ul_frame frame = {.type = s->out_type, .session = s->now.session, .seq = s->out_seq};
    frame.flags =
        (uint8_t)((s->out_at == 0 ? UL_FRAME_FIRST : 0) | (len == left ? UL_FRAME_LAST : 0));
    frame.payload.p = s->out.p + s->out_at;
    frame.payload.len = len;
    return frame;
}

static struct ul_frame repeat_fragment(struct ul_session *s, uint32_t now_ms)
{
    uint32_t wait_ms = UL_SESSION_RETRY_MS << s->out_tries;
    s->out_due_ms =
        now_ms + (wait_ms < UL_SESSION_MAX_RETRY_MS ? wait_ms : UL_SESSION_MAX_RETRY_MS);
    if (s->out_tries++) s->counters.retransmitted++;
    return fragment(s);
}

static bool next_frame(struct ul_session *s, uint32_t now_ms, struct ul_frame *frame)
{
    if (s->answer.type) {
        *frame = s->answer;
        s->answer.type = 0;
        return true;
    }
    if (s->state != UL_SESSION_OPEN) return false;
    if (s->out_busy && s->out_tries < UL_SESSION_MAX_TRIES && is_due(now_ms, s->out_due_ms)) {
        *frame = repeat_fragment(s, now_ms);
    } else if (s->ack_owed) {
        struct ul_frame ack = {.type = UL_ACK, .flags = ALONE, .session = s->now.session};
        *frame = ack;
    } else {
        return false;
    }
    frame->ack = s->last_seq;
    s->ack_owed = false;
    return true;
}

uint32_t ul_session_outgoing(struct ul_session *s, uint32_t now_ms, uint8_t out[UL_FRAME_WIRE])
{
    struct ul_frame frame;
    if (!next_frame(s, now_ms, &frame)) return 0;
    frame.version = UL_FRAME_VERSION;
    s->counters.sent++;
    return ul_frame_encode(&frame, out);
}

bool ul_session_timeout(const struct ul_session *s, uint32_t *at_ms)
{
    *at_ms = s->out_due_ms;
    return s->state == UL_SESSION_OPEN && s->out_busy;
}

/* Can a sound host acknowledge this number? */
static bool knows_ack(const struct ul_session *s, uint32_t ack)
{
    return ack < s->out_seq || (ack == s->out_seq && (s->out_tries > 0 || !s->out_busy));
}

/* Take an acknowledgement; true when it completes the message. */
static bool acknowledge(struct ul_session *s, uint32_t ack, uint32_t now_ms)
{
    if (!s->out_busy || ack != s->out_seq || s->out_tries == 0) return false;
    uint32_t after = s->out_at + s->now.max_payload;
    if (after < s->out.len) {
        next_fragment(s, after, now_ms);
        return false;
    }
    s->out_busy = false;
    return true;
}

/// Sessions ///

static void void_session(struct ul_session *s)
{
    memset(&s->now, 0, sizeof s->now);
    s->joined_len = 0;
    s->joining = s->held = s->ack_owed = s->out_busy = false;
    s->last_seq = 0;
    s->out_seq = s->out_tries = 0;
}

static void set_answer(struct ul_session *s, uint8_t type, uint32_t number, uint32_t body_len)
{
    struct ul_frame answer = {.type = type, .flags = ALONE, .session = number};
    answer.payload.p = s->answer_body;
    answer.payload.len = body_len;
    s->answer = answer;
}

static void answer_opened(struct ul_session *s, const struct ul_offer *offer, uint8_t version)
{
    struct ul_writer body = ul_writer_of(s->answer_body, OPENED_BYTES);
    ul_write_u32(&body, offer->nonce);
    ul_write_u16(&body, offer->max_payload);
    ul_write_u8(&body, version);
    ul_write_u8(&body, UL_FRAME_VERSION);
    ul_write_u8(&body, UL_FRAME_VERSION);
    ul_write_u8(&body, 0);
    set_answer(s, UL_OPENED, offer->session, OPENED_BYTES);
}

static int on_open(struct ul_session *s)
{
    struct ul_reader body = ul_reader_of(s->frame.payload.p, s->frame.payload.len);
    struct ul_offer offer = {.nonce = ul_read_u32(&body)};
    uint16_t max_payload = ul_read_u16(&body);
    uint8_t min_version = ul_read_u8(&body);
    uint8_t max_version = ul_read_u8(&body);
    if (!ul_read_all(&body) || s->frame.session) return UL_DROP_UNEXPECTED;
    if (!offer.nonce || max_payload < UL_FRAME_MIN_PAYLOAD) return UL_DROP_UNEXPECTED;
    if (s->state == UL_SESSION_OPEN && offer.nonce == s->now.nonce) return UL_DROP_DUPLICATE;

    offer.max_payload = UL_FRAME_PAYLOAD;
    if (min_version > UL_FRAME_VERSION || max_version < UL_FRAME_VERSION) {
        answer_opened(s, &offer, 0);
        return ACCEPTED;
    }
    if (!s->offer.session || s->offer.nonce != offer.nonce) {
        if (max_payload < offer.max_payload) offer.max_payload = max_payload;
        offer.session = next_number(s);
        s->offer = offer;
    }
    if (s->state == UL_SESSION_CLOSED) s->state = UL_SESSION_OFFERED;
    answer_opened(s, &s->offer, UL_FRAME_VERSION);
    return ACCEPTED;
}

static void accept_offer(struct ul_session *s)
{
    void_session(s);
    s->now = s->offer;
    memset(&s->offer, 0, sizeof s->offer);
    s->state = UL_SESSION_OPEN;
    s->counters.sessions++;
}

/// Receiving ///

/* A message starts with FIRST, goes on with the same type, and stays within the lent buffer. */
static bool fits(const struct ul_session *s)
{
    bool starts = s->frame.flags & UL_FRAME_FIRST;
    if (starts == s->joining || (!starts && s->frame.type != s->type)) return false;
    return s->frame.payload.len <= s->room_len - s->joined_len;
}

/* Use a frame of the current session whose acknowledgement is used already. */
static int take(struct ul_session *s, enum ul_session_event *event)
{
    const struct ul_frame *frame = &s->frame;
    if (frame->type == UL_ACK)
        return frame->payload.len || frame->seq ? UL_DROP_UNEXPECTED : ACCEPTED;
    if (frame->seq != s->last_seq + 1) {
        s->ack_owed = true;
        return frame->seq <= s->last_seq ? UL_DROP_DUPLICATE : UL_DROP_GAP;
    }
    if (s->held) return UL_DROP_BUSY;
    if (!fits(s)) return UL_DROP_UNEXPECTED;

    memcpy(s->room + s->joined_len, frame->payload.p, frame->payload.len);
    s->joined_len += frame->payload.len;
    s->type = frame->type;
    s->last_seq = frame->seq;
    s->ack_owed = true;
    s->held = frame->flags & UL_FRAME_LAST;
    s->joining = !s->held;
    if (s->held) *event = UL_SESSION_RECEIVED;
    return ACCEPTED;
}

/* The first look at a frame. It may wait for a second one (`take`), after the caller saw an event.
 */
static int on_frame(struct ul_session *s, uint32_t now_ms, enum ul_session_event *event)
{
    const struct ul_frame *frame = &s->frame;
    if (frame->stream || frame->flags & ~ALONE) return UL_DROP_UNEXPECTED;
    if (frame->type == UL_OPEN) return on_open(s);
    if (frame->type == UL_OPENED || frame->type == UL_RESET) return UL_DROP_UNEXPECTED;
    if (s->offer.session && frame->session == s->offer.session) {
        accept_offer(s);
        *event = UL_SESSION_BEGAN;
    }
    if (s->state != UL_SESSION_OPEN || frame->session != s->now.session) {
        if (frame->session && !s->answer.type) set_answer(s, UL_RESET, frame->session, 0);
        return UL_DROP_SESSION;
    }
    if (!knows_ack(s, frame->ack)) return UL_DROP_UNEXPECTED;
    if (acknowledge(s, frame->ack, now_ms)) *event = UL_SESSION_DELIVERED;
    s->frame_waits = true;
    return ACCEPTED;
}

static void count(struct ul_session *s, int verdict)
{
    if (s->frame_waits) return;
    s->counters.frames++;
    if (verdict < 0)
        s->counters.accepted++;
    else
        s->counters.dropped[verdict]++;
}

static enum ul_session_event run_timers(struct ul_session *s, uint32_t now_ms)
{
    bool silent =
        s->out_busy && s->out_tries >= UL_SESSION_MAX_TRIES && is_due(now_ms, s->out_due_ms);
    if (s->state != UL_SESSION_OPEN || !silent) return UL_SESSION_NOTHING;
    void_session(s);
    s->state = UL_SESSION_CLOSED;
    return UL_SESSION_ENDED;
}

enum ul_session_event ul_session_receive(struct ul_session *s, struct ul_reader *line,
                                         uint32_t now_ms)
{
    enum ul_session_event event = UL_SESSION_NOTHING;
    for (;;) {
        if (s->frame_waits) {
            s->frame_waits = false;
            count(s, take(s, &event));
        } else if (line->p < line->end) {
            int seen = ul_deframer_feed(&s->deframer, *line->p++, &s->frame);
            if (seen == UL_FRAME_NONE) continue;
            count(s, seen == UL_FRAME_GOOD ? on_frame(s, now_ms, &event) : seen);
        } else {
            return run_timers(s, now_ms);
        }
        if (event) return event;
    }
}

struct ul_span ul_session_message(const struct ul_session *s)
{
    struct ul_span message = {s->room, s->joined_len};
    return message;
}

void ul_session_release(struct ul_session *s)
{
    s->held = false;
    s->joined_len = 0;
}

void ul_session_reject(struct ul_session *s)
{
    s->counters.accepted--;
    s->counters.dropped[UL_DROP_MALFORMED]++;
}
