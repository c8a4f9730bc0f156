/* Which functions does the board hold, and how far is the one that is being uploaded? */
#include "ulambda/ul_store.h"

void ul_store_init(struct ul_store *store)
{
    memset(store->slots, 0, store->slot_count * sizeof store->slots[0]);
}

static uint8_t *image_of(const struct ul_store *store, const struct ul_slot *slot)
{
    return store->images + (uint32_t)(slot - store->slots) * store->slot_len;
}

const void *ul_store_image(const struct ul_store *store, const struct ul_slot *slot)
{
    return image_of(store, slot);
}

static bool has_name(const char *stored, struct ul_span name)
{
    return memcmp(stored, name.p, name.len) == 0 && stored[name.len] == 0;
}

static struct ul_slot *in_state(const struct ul_store *store, enum ul_slot_state state)
{
    for (uint32_t i = 0; i < store->slot_count; i++)
        if (store->slots[i].state == state) return &store->slots[i];
    return NULL;
}

static struct ul_slot *resident(const struct ul_store *store, struct ul_span name)
{
    for (uint32_t i = 0; i < store->slot_count; i++) {
        struct ul_slot *slot = &store->slots[i];
        if (slot->state == UL_SLOT_RESIDENT && has_name(slot->name, name)) return slot;
    }
    return NULL;
}

const struct ul_slot *ul_store_find(const struct ul_store *store, struct ul_span name)
{
    return resident(store, name);
}

static bool is_same(const struct ul_slot *slot, const struct ul_deploy_begin *begin)
{
    return slot && has_name(slot->name, begin->name) && has_name(slot->entry, begin->entry) &&
           slot->image_len == begin->image_len && slot->wire_len == begin->wire_len &&
           memcmp(slot->digest, begin->digest, UL_SHA256_BYTES) == 0;
}

static void start_upload(struct ul_slot *slot, const struct ul_deploy_begin *begin)
{
    memset(slot, 0, sizeof *slot);
    slot->state = UL_SLOT_UPLOADING;
    memcpy(slot->name, begin->name.p, begin->name.len);
    memcpy(slot->entry, begin->entry.p, begin->entry.len);
    memcpy(slot->digest, begin->digest, UL_SHA256_BYTES);
    slot->image_len = begin->image_len;
    slot->wire_len = begin->wire_len;
}

int ul_store_begin(struct ul_store *store, const struct ul_deploy_begin *begin,
                   const struct ul_slot **slot)
{
    struct ul_slot *present = resident(store, begin->name);
    struct ul_slot *upload = in_state(store, UL_SLOT_UPLOADING);
    if (is_same(present, begin)) {
        *slot = present;
        return UL_OK;
    }
    if (begin->image_len > store->slot_len || begin->wire_len > store->slot_len)
        return UL_TOO_LARGE;
    if (!upload) upload = in_state(store, UL_SLOT_FREE);
    if (!upload) return UL_STORE_FULL;
    if (upload->state == UL_SLOT_FREE || !is_same(upload, begin)) start_upload(upload, begin);
    *slot = upload;
    return UL_OK;
}

/* How long the upload is, and where it goes. */
static uint32_t upload_len(const struct ul_slot *slot)
{
    return slot->wire_len ? slot->wire_len : slot->image_len;
}

static uint8_t *upload_of(const struct ul_store *store, const struct ul_slot *slot)
{
    return image_of(store, slot) + (slot->wire_len ? store->slot_len - slot->wire_len : 0);
}

int ul_store_chunk(struct ul_store *store, const struct ul_deploy_chunk *chunk,
                   uint8_t digest[UL_SHA256_BYTES])
{
    struct ul_slot *upload = in_state(store, UL_SLOT_UPLOADING);
    if (!upload) return UL_OK;
    bool gap = chunk->offset > upload->received;
    if (gap || chunk->data.len > upload_len(upload) - chunk->offset) {
        memcpy(digest, upload->digest, UL_SHA256_BYTES);
        upload->state = UL_SLOT_FREE;
        return UL_DEPLOY_OFFSET;
    }
    memcpy(upload_of(store, upload) + chunk->offset, chunk->data.p, chunk->data.len);
    uint32_t end = chunk->offset + chunk->data.len;
    if (end > upload->received) upload->received = end;
    return UL_OK;
}

/* Make the image of its wire form. UL_OK, UL_DEPLOY_WIRE. */
static int expand(const struct ul_store *store, struct ul_slot *slot,
                  const struct ul_store_gate *gate)
{
    uint32_t len;
    if (!slot->wire_len) return UL_OK;
    int err = gate->expand(image_of(store, slot), store->slot_len, slot->wire_len, &len);
    if (err) return err;
    slot->received = len;
    return len == slot->image_len ? UL_OK : UL_DEPLOY_WIRE;
}

static bool has_digest(const struct ul_store *store, const struct ul_slot *slot)
{
    struct ul_sha256 sha;
    uint8_t digest[UL_SHA256_BYTES];
    ul_sha256_init(&sha);
    ul_sha256_update(&sha, image_of(store, slot), slot->image_len);
    ul_sha256_final(&sha, digest);
    return memcmp(digest, slot->digest, UL_SHA256_BYTES) == 0;
}

static const struct ul_slot *resident_digest(const struct ul_store *store, const uint8_t *digest)
{
    for (uint32_t i = 0; i < store->slot_count; i++) {
        const struct ul_slot *slot = &store->slots[i];
        bool same = memcmp(slot->digest, digest, UL_SHA256_BYTES) == 0;
        if (slot->state == UL_SLOT_RESIDENT && same) return slot;
    }
    return NULL;
}

int ul_store_commit(struct ul_store *store, const uint8_t digest[UL_SHA256_BYTES],
                    const struct ul_store_gate *gate, const struct ul_slot **slot)
{
    struct ul_slot *upload = in_state(store, UL_SLOT_UPLOADING);
    if (!upload || memcmp(upload->digest, digest, UL_SHA256_BYTES) != 0) {
        *slot = resident_digest(store, digest);
        return *slot ? UL_OK : UL_DEPLOY_OFFSET;
    }
    if (upload->received != upload_len(upload)) return UL_DEPLOY_OFFSET;

    upload->state = UL_SLOT_FREE;
    int err = expand(store, upload, gate);
    if (err) return err;
    if (!has_digest(store, upload)) return UL_DEPLOY_DIGEST;
    err = gate->verify(gate->user, image_of(store, upload), upload->image_len);
    if (err) return err;
    ul_store_remove(store, ul_span_of(upload->name));
    upload->state = UL_SLOT_RESIDENT;
    *slot = upload;
    return UL_OK;
}

bool ul_store_remove(struct ul_store *store, struct ul_span name)
{
    struct ul_slot *slot = resident(store, name);
    if (!slot) return false;
    slot->state = UL_SLOT_FREE;
    return true;
}
