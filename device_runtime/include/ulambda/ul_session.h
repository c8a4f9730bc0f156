/* How does a board agree with a host that they talk to each other, now?  (spec/link.md, sections 3,
 * 4)
 *
 * The board's end of the link, sans-I/O: bytes in, events out; it reads no clock and no port. The
 * theory of operation is that of spec/link/session.py, whose table of transitions holds here too:
 *
 *     CLOSED   --OPEN-->                     OFFERED       answer OPENED with a new session number
 *     OFFERED  --OPEN-->                     OFFERED       the same, again
 *     OFFERED  --frame of the offer-->       OPEN
 *     OPEN     --OPEN, new nonce-->          OPEN          an offer beside the session
 *     OPEN     --frame of the offer-->       OPEN          the offer replaces the session
 *     OPEN     --no acknowledgement-->       CLOSED
 *
 * One message at a time each way. An incoming one is joined in the buffer that the caller lends and
 * stays there until the caller releases it; until then further frames are dropped as BUSY, and the
 * host sends them again. An outgoing one is sent from where it lies and must stay there until
 * DELIVERED. Every frame is counted once: frames == accepted + sum of dropped.
 */
#ifndef UL_SESSION_H
#define UL_SESSION_H

#include "ulambda/gen/ul_errors.h"
#include "ulambda/ul_frame.h"

#define UL_SESSION_RETRY_MS     250u /* doubles with each try ... */
#define UL_SESSION_MAX_RETRY_MS 2000u
#define UL_SESSION_MAX_TRIES    8u /* ... and after so many the session ends */

enum ul_control { UL_OPEN = 1, UL_OPENED = 2, UL_ACK = 3, UL_RESET = 4 }; /* frame types < 0x10 */

enum ul_session_event {
    UL_SESSION_NOTHING,
    UL_SESSION_BEGAN,     /* a new session; whatever was under way in the last one is void */
    UL_SESSION_ENDED,     /* the host is silent; the same is void */
    UL_SESSION_DELIVERED, /* the host has the message that ul_session_send was given */
    UL_SESSION_RECEIVED,  /* a message lies in the lent buffer: see `type`, `message` */
};

enum ul_session_state { UL_SESSION_CLOSED, UL_SESSION_OFFERED, UL_SESSION_OPEN };

struct ul_counters {
    uint32_t frames, accepted, sent, retransmitted, sessions;
    uint32_t dropped[UL_DROP_KINDS];
};

struct ul_offer {
    uint32_t nonce, session;
    uint16_t max_payload;
};

struct ul_session {
    enum ul_session_state state;
    struct ul_counters counters;
    struct ul_deframer deframer;
    struct ul_frame frame; /* the last one of the line */
    bool frame_waits;      /* its acknowledgement is used, its content not yet */

    uint32_t random;        /* state of the generator of session numbers */
    struct ul_offer now;    /* session 0: none */
    struct ul_offer offer;  /* session 0: none */
    struct ul_frame answer; /* OPENED or RESET to send; type 0: none */
    uint8_t answer_body[10];

    uint8_t *room; /* lent: incoming message */
    uint32_t room_len, joined_len;
    bool joining, held;
    uint8_t type; /* of the message in `room` */
    uint32_t last_seq;
    bool ack_owed;

    struct ul_span out; /* the message under way */
    uint8_t out_type;
    bool out_busy;
    uint32_t out_at, out_seq, out_tries, out_due_ms;
};

/* `room` takes the longest message; `seed` is not 0 and differs from boot to boot. */
void ul_session_init(struct ul_session *session, uint8_t *room, uint32_t room_len, uint32_t seed);

/* Take bytes of `line` until something happens or none is left: call until it says NOTHING. */
enum ul_session_event ul_session_receive(struct ul_session *session, struct ul_reader *line,
                                         uint32_t now_ms);

/* The message that RECEIVED announced. */
struct ul_span ul_session_message(const struct ul_session *session);

/* Done with the message: take the next one. */
void ul_session_release(struct ul_session *session);

/* The message makes no sense: count its last frame as MALFORMED. (Release it as well.) */
void ul_session_reject(struct ul_session *session);

/* Start to send a message. UL_OK, UL_BUSY (the last one is not delivered), UL_LINK_CLOSED. */
int ul_session_send(struct ul_session *session, uint8_t type, struct ul_span body, uint32_t now_ms);

/* The next frame for the wire, or 0 when there is nothing to say now: call until 0. */
uint32_t ul_session_outgoing(struct ul_session *session, uint32_t now_ms,
                             uint8_t out[UL_FRAME_WIRE]);

/* Is there a time at which `receive` (without bytes) and `outgoing` have something to do? */
bool ul_session_timeout(const struct ul_session *session, uint32_t *at_ms);

#endif
