/* What does a board do with the messages that it is sent? */
#include "ulambda/ul_board.h"

int ul_board_init(struct ul_board *board, const struct ul_board_config *config, uint32_t now_ms)
{
    memset(board, 0, sizeof *board);
    board->config = *config;
    board->started_ms = board->now_ms = now_ms;
    board->sending = -1;
    if (config->slot_count > UL_BOARD_SLOTS_MAX || config->slot_len % 4) return UL_TOO_LARGE;
    if (config->reply_len < UL_BOARD_REPLY_BYTES(config->slot_count)) return UL_TOO_LARGE;
    if (config->results_len < UL_RESULTS_MIN || config->log_len < UL_REQUEST_BYTES)
        return UL_TOO_LARGE;

    board->store.slots = config->slots;
    board->store.slot_count = config->slot_count;
    board->store.images = config->images;
    board->store.slot_len = config->slot_len;
    ul_store_init(&board->store);
    board->results.bytes = config->results;
    board->results.bytes_len = config->results_len;
    ul_session_init(&board->session, config->message, config->message_len, config->boot);
    return UL_OK;
}

/// What goes out ///

static struct ul_writer reply_writer(struct ul_board *board)
{
    return ul_writer_of(board->config.reply, board->config.reply_len);
}

static void reply(struct ul_board *board, uint8_t type, const struct ul_writer *out)
{
    board->reply_type = type;
    board->parts[UL_BOARD_REPLY].p = board->config.reply;
    board->parts[UL_BOARD_REPLY].len = (uint32_t)(out->p - board->config.reply);
}

static void reply_error(struct ul_board *board, const uint8_t about[UL_REQUEST_BYTES], int code,
                        const char *text)
{
    struct ul_writer out = reply_writer(board);
    ul_error_encode(&out, board->session.type, about, code, text);
    reply(board, UL_ERROR, &out);
}

static void reply_state(struct ul_board *board, const struct ul_slot *slot)
{
    struct ul_writer out = reply_writer(board);
    ul_deploy_state_encode(&out, slot->digest, slot->received, slot->state == UL_SLOT_RESIDENT);
    reply(board, UL_DEPLOY_STATE, &out);
}

/* The log starts with the request that it is of, as LOG wants it. */
static void queue_log(struct ul_board *board)
{
    if (board->log_used <= UL_REQUEST_BYTES) return;
    board->parts[UL_BOARD_LOG].p = board->config.log;
    board->parts[UL_BOARD_LOG].len = board->log_used;
}

static uint8_t type_of(const struct ul_board *board, int part)
{
    if (part == UL_BOARD_REPLY) return board->reply_type;
    return part == UL_BOARD_LOG ? UL_LOG : UL_RESULT;
}

/* Start the next part when the line is free; when all are delivered, take the next message. */
static void advance(struct ul_board *board)
{
    if (board->sending >= 0 || board->run_pending) return;
    for (int part = 0; part < UL_BOARD_PARTS; part++) {
        if (!board->parts[part].len) continue;
        int err = ul_session_send(&board->session, type_of(board, part), board->parts[part],
                                  board->now_ms);
        if (!err) board->sending = part;
        return;
    }
    ul_session_release(&board->session);
}

static void forget_parts(struct ul_board *board)
{
    memset(board->parts, 0, sizeof board->parts);
    board->sending = -1;
    board->run_pending = false;
}

/// What comes in ///

static void write_residents(struct ul_board *board, struct ul_writer *out)
{
    uint8_t *count = out->p;
    ul_write_u8(out, 0);
    for (uint32_t i = 0; i < board->store.slot_count; i++) {
        const struct ul_slot *slot = &board->store.slots[i];
        if (slot->state != UL_SLOT_RESIDENT) continue;
        ul_text8_encode(out, ul_span_of(slot->name));
        ul_write(out, slot->digest, UL_SHA256_BYTES);
        ul_write_u32(out, slot->image_len);
        *count = (uint8_t)(*count + 1);
    }
}

static void write_hello(struct ul_board *board, struct ul_writer *out)
{
    const struct ul_board_config *config = &board->config;
    ul_write_u8(out, UL_FRAME_VERSION);
    ul_write_u8(out, UL_FRAME_VERSION);
    ul_write_u8(out, config->simulated);
    ul_write_u16(out, config->image_version);
    ul_write_u8(out, config->wire_model);
    ul_write_u32(out, config->boot);
    ul_write_u32(out, board->now_ms - board->started_ms);
    ul_write_u32(out, config->arena_len);
    ul_write_u8(out, config->slot_count);
    ul_write_u32(out, config->slot_len);
    ul_write_u16(out, UL_FRAME_PAYLOAD);
    ul_write_u32(out, config->message_len);
    ul_text8_encode(out, ul_span_of(config->name));
    ul_text8_encode(out, ul_span_of(config->firmware));
    write_residents(board, out);
    ul_write_u8(out, UL_DROP_KINDS);
    for (uint32_t i = 0; i < UL_DROP_KINDS; i++)
        ul_write_u32(out, board->session.counters.dropped[i]);
}

static int on_greet(struct ul_board *board, struct ul_span body)
{
    struct ul_greet greet;
    int err = ul_greet_decode(body, &greet);
    if (err) return err;

    uint64_t unix_ms = (uint64_t)greet.unix_ms[1] << 32 | greet.unix_ms[0];
    const struct ul_board_engine *engine = &board->config.engine;
    if (unix_ms) board->unix_us_at_0 = unix_ms * 1000 - engine->clock_us(engine->user);
    struct ul_writer out = reply_writer(board);
    write_hello(board, &out);
    reply(board, UL_HELLO, &out);
    return UL_OK;
}

static int on_deploy_begin(struct ul_board *board, struct ul_span body)
{
    struct ul_deploy_begin begin;
    const struct ul_slot *slot;
    int err = ul_deploy_begin_decode(body, &begin);
    if (err) return err;

    err = ul_store_begin(&board->store, &begin, &slot);
    if (err == UL_TOO_LARGE)
        reply_error(board, begin.digest, err, "the image is larger than a slot");
    else if (err)
        reply_error(board, begin.digest, err, "no slot is free; remove a function");
    else
        reply_state(board, slot);
    return UL_OK;
}

static int on_deploy_chunk(struct ul_board *board, struct ul_span body)
{
    struct ul_deploy_chunk chunk;
    uint8_t digest[UL_SHA256_BYTES];
    int err = ul_deploy_chunk_decode(body, &chunk);
    if (err) return err;

    err = ul_store_chunk(&board->store, &chunk, digest);
    if (err) reply_error(board, digest, err, "the chunk does not continue the upload");
    return UL_OK;
}

static int on_deploy_commit(struct ul_board *board, struct ul_span body)
{
    const struct ul_board_engine *engine = &board->config.engine;
    struct ul_store_gate gate = {engine->user, engine->expand, engine->verify};
    const struct ul_slot *slot;
    const uint8_t *digest;
    int err = ul_deploy_commit_decode(body, &digest);
    if (err) return err;

    err = ul_store_commit(&board->store, digest, &gate, &slot);
    if (err == UL_DEPLOY_OFFSET)
        reply_error(board, digest, err, "the upload is not complete");
    else if (err == UL_DEPLOY_DIGEST)
        reply_error(board, digest, err, "the bytes that arrived have another digest");
    else if (err == UL_DEPLOY_WIRE)
        reply_error(board, digest, err, "what arrived is no wire form of an image");
    else if (err)
        reply_error(board, digest, err, "the image was refused by the verifier");
    else
        reply_state(board, slot);
    return UL_OK;
}

static int on_remove(struct ul_board *board, struct ul_span body)
{
    struct ul_span name;
    int err = ul_remove_decode(body, &name);
    if (err) return err;

    struct ul_writer out = reply_writer(board);
    ul_text8_encode(&out, name);
    ul_write_u8(&out, ul_store_remove(&board->store, name));
    reply(board, UL_REMOVED, &out);
    return UL_OK;
}

/* The stored RESULT again, marked as such; with its log when that is still the newest one. */
static void replay(struct ul_board *board, const uint8_t *request, struct ul_span message)
{
    if (!message.len) {
        reply_error(board, request, UL_LINK_SEQUENCE, "ran before; its result is no longer kept");
        return;
    }
    board->config.results[message.p - board->config.results + UL_RESULT_REPLAYED] = 1;
    board->parts[UL_BOARD_RESULT] = message;
    if (memcmp(board->config.log, request, UL_REQUEST_BYTES) == 0) queue_log(board);
}

static int on_invoke(struct ul_board *board, struct ul_span body)
{
    struct ul_invoke invoke;
    struct ul_span message;
    int err = ul_invoke_decode(body, &invoke);
    if (err) return err;

    const struct ul_slot *slot = ul_store_find(&board->store, invoke.name);
    if (ul_results_find(&board->results, invoke.request, &message))
        replay(board, invoke.request, message);
    else if (!slot)
        reply_error(board, invoke.request, UL_NOT_RESIDENT, "no function of that name");
    else if (memcmp(slot->digest, invoke.digest, UL_SHA256_BYTES) != 0)
        reply_error(board, invoke.request, UL_NOT_RESIDENT, "the name holds another image");
    else
        board->run_pending = true;
    return UL_OK;
}

static int on_ping(struct ul_board *board, struct ul_span body)
{
    uint32_t token;
    int err = ul_ping_decode(body, &token);
    if (err) return err;

    struct ul_writer out = reply_writer(board);
    ul_write_u32(&out, token);
    ul_write_u32(&out, board->now_ms - board->started_ms);
    reply(board, UL_PONG, &out);
    return UL_OK;
}

static int on_message(struct ul_board *board)
{
    struct ul_span body = ul_session_message(&board->session);
    switch (board->session.type) {
    case UL_GREET: return on_greet(board, body);
    case UL_DEPLOY_BEGIN: return on_deploy_begin(board, body);
    case UL_DEPLOY_CHUNK: return on_deploy_chunk(board, body);
    case UL_DEPLOY_COMMIT: return on_deploy_commit(board, body);
    case UL_REMOVE: return on_remove(board, body);
    case UL_INVOKE: return on_invoke(board, body);
    case UL_PING: return on_ping(board, body);
    default: return UL_LINK_MESSAGE;
    }
}

static void refuse_message(struct ul_board *board)
{
    uint8_t nobody[UL_REQUEST_BYTES] = {0};
    ul_session_reject(&board->session);
    reply_error(board, nobody, UL_LINK_MESSAGE, "not a message of this version");
}

void ul_board_receive(struct ul_board *board, const uint8_t *bytes, uint32_t len, uint32_t now_ms)
{
    struct ul_reader line = ul_reader_of(bytes, len);
    enum ul_session_event event;
    board->now_ms = now_ms;
    while ((event = ul_session_receive(&board->session, &line, now_ms))) {
        if (event == UL_SESSION_BEGAN || event == UL_SESSION_ENDED) {
            forget_parts(board);
        } else if (event == UL_SESSION_DELIVERED) {
            board->parts[board->sending].len = 0;
            board->sending = -1;
        } else if (on_message(board)) {
            refuse_message(board);
        }
        advance(board);
    }
}

uint32_t ul_board_outgoing(struct ul_board *board, uint32_t now_ms, uint8_t out[UL_FRAME_WIRE])
{
    return ul_session_outgoing(&board->session, now_ms, out);
}

bool ul_board_timeout(const struct ul_board *board, uint32_t *at_ms)
{
    return ul_session_timeout(&board->session, at_ms);
}

/// Running ///

static void start_log(struct ul_board *board, const uint8_t request[UL_REQUEST_BYTES])
{
    memcpy(board->config.log, request, UL_REQUEST_BYTES);
    board->log_used = UL_REQUEST_BYTES;
    board->log_lost = 0;
}

void ul_board_log(struct ul_board *board, const uint8_t *text, uint32_t len)
{
    uint32_t room = board->config.log_len - board->log_used;
    uint32_t kept = len < room ? len : room;
    memcpy(board->config.log + board->log_used, text, kept);
    board->log_used += kept;
    board->log_lost += len - kept;
}

static void run(struct ul_board *board, const struct ul_invoke *invoke, struct ul_outcome *outcome)
{
    const struct ul_board_engine *engine = &board->config.engine;
    const struct ul_slot *slot = ul_store_find(&board->store, invoke->name);
    struct ul_board_call call = {.board = board,
                                 .image = ul_store_image(&board->store, slot),
                                 .image_len = slot->image_len,
                                 .entry = slot->entry,
                                 .steps = invoke->steps,
                                 .deadline_ms = invoke->deadline_ms,
                                 .event = invoke->event,
                                 .context = invoke->context};
    uint64_t start_us = engine->clock_us(engine->user);
    engine->run(engine->user, &call, outcome);
    outcome->duration_us = (uint32_t)(engine->clock_us(engine->user) - start_us);
    outcome->log_lost = board->log_lost;
}

bool ul_board_work(struct ul_board *board)
{
    struct ul_invoke invoke;
    struct ul_outcome outcome = {0};
    if (!board->run_pending) return false;
    board->run_pending = false;
    if (ul_invoke_decode(ul_session_message(&board->session), &invoke)) return false;

    start_log(board, invoke.request);
    run(board, &invoke, &outcome);
    board->parts[UL_BOARD_RESULT] = ul_results_add(&board->results, invoke.request, &outcome);
    queue_log(board);
    advance(board);
    return true;
}

uint64_t ul_board_unix_us(const struct ul_board *board)
{
    const struct ul_board_engine *engine = &board->config.engine;
    return board->unix_us_at_0 ? board->unix_us_at_0 + engine->clock_us(engine->user) : 0;
}
